"""Tests of the repository itself: its layers, its package, its documents, its tools."""
