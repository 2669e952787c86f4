"""Strings: folding, slugs, direction, and the characters that deceive."""
