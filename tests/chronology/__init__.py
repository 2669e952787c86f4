"""Tests of `generator.chronology`."""
