"""Tests of `generator.state`."""
