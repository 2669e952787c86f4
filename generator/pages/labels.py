"""What pages call periods, lists and numbers of events, in the language of the page."""

from __future__ import annotations

from generator.i18n import Formatter
from generator.urls import TermKind


def count_events(formatter: Formatter, number: int) -> str:
    """Return a number of events in words."""
    text = formatter.ngettext("%(n)s event", "%(n)s events", number)
    return text % {"n": formatter.number(number)}


def add_detail(formatter: Formatter, label: str, detail: str) -> str:
    """Return a label followed by what is to be said of it."""
    return formatter.gettext("%(label)s: %(events)s") % {"label": label, "events": detail}


def add_count(formatter: Formatter, label: str, number: int) -> str:
    """Return the name of a period or a list with the number of its events."""
    return add_detail(formatter, label, count_events(formatter, number))


def name_range(formatter: Formatter, start: str, end: str) -> str:
    """Return the range from one number or year to another."""
    return formatter.pgettext("date", "%(start)s – %(end)s") % {"start": start, "end": end}


def name_years(formatter: Formatter, first: int, last: int) -> str:
    """Name the years from one to another."""
    start, end = formatter.year_label(first), formatter.year_label(last)
    return start if first == last else name_range(formatter, start, end)


def name_kind(formatter: Formatter, kind: TermKind) -> str:
    """Return the heading of all tags or all sources."""
    return formatter.gettext("Tags") if kind == "tags" else formatter.gettext("Sources")
