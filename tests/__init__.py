"""The tests: one file for each module, and those of whole sites."""
