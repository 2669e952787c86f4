"""The tests: one file per module, and those that look at the whole."""
