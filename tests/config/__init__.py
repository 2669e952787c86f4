"""Tests of `generator.config`."""
