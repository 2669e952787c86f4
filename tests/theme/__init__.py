"""Tests of `generator.theme`."""
