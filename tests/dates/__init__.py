"""Tests of `generator.dates`."""
