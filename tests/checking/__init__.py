"""Tests of `generator.checking`."""
