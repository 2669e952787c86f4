"""Tests of `generator.cli`."""
