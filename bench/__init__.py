"""Measurements: generated chronologies, and the same content for other generators."""
