"""One date type: text in, a precision-keeping value with bounds and an order out."""

from generator.dates.parsing import parse
from generator.dates.values import DateError, Moment, Precision, When

__all__ = ["DateError", "Moment", "Precision", "When", "parse"]
