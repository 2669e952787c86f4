"""How a timeline is divided into pages, and into files that its picture is drawn from."""

from __future__ import annotations

from collections.abc import Sequence

from generator.chronology.calendar import YearRun

# A timeline of more events than these is divided into decades, or into the years of such a decade.
LONG_WHOLE_TIMELINE = 1000
_YEARS_PER_DECADE = 10


def divide_timeline(years: Sequence[YearRun]) -> tuple[tuple[int, int], ...]:
    """Divide a whole timeline into pages.

    Returns:
        The first and the last year of each part, which is a decade, or a year of a decade that is
        long itself; nothing if the timeline is short.
    """
    if sum(len(run.positions) for run in years) <= LONG_WHOLE_TIMELINE:
        return ()
    decades: dict[tuple[int, int], list[YearRun]] = {}
    for run in years:
        decades.setdefault(decade_of(run.year), []).append(run)
    parts: list[tuple[int, int]] = []
    for decade, runs in decades.items():
        events = sum(len(run.positions) for run in runs)
        if events <= LONG_WHOLE_TIMELINE:
            parts.append(decade)
        else:
            parts += [(run.year, run.year) for run in runs]
    return tuple(parts)


def list_timeline_files(years: Sequence[YearRun]) -> tuple[tuple[int, int], ...]:
    """Return the first and the last year of each file that a timeline is drawn from."""
    if not years:
        return ()
    return divide_timeline(years) or ((years[0].year, years[-1].year),)


def decade_of(year: int) -> tuple[int, int]:
    """Return the first and the last year of the decade of a year."""
    first = year - year % _YEARS_PER_DECADE
    return first, first + _YEARS_PER_DECADE - 1
