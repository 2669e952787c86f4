"""Fuzzing of what reads an author's bytes: ``python -m tests.fuzz TARGET --seconds 600``."""
