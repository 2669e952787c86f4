"""Fuzzing of the parsers of an author's files: ``python -m tests.fuzz TARGET --seconds 600``."""
