"""Days that never were, and dates that can be read in more than one way."""

from __future__ import annotations

from tests.catalogue import Case, strike

CASES = (
    Case(
        "a day that February does not have",
        strike("date: 2024-02-30"),
        says="""
content/strike.en.md:2:7: error: date '2024-02-30': February 2024 has 29 days [date-invalid]
  hint: write the last day that is known, or only the month: 2024-02
""",
    ),
    Case("the last day of a leap February", strike("date: 2024-02-29")),
)
