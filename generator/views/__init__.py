"""The frozen values that templates print and export formats write."""
