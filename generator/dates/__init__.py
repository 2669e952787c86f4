"""Dates of any precision: parsed from text, with bounds and an order."""

from generator.dates.errors import DateError
from generator.dates.parsing import parse
from generator.dates.values import Moment, Precision, When

__all__ = ["DateError", "Moment", "Precision", "When", "parse"]
