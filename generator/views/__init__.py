"""The frozen values that templates and exports are given."""
