"""Tests of `generator.build`."""
