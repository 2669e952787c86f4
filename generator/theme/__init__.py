"""Renders composed pages with the templates of the theme."""
