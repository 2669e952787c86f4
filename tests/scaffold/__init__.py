"""Tests of `generator.scaffold`."""
