"""Tests of `generator.editor`."""
