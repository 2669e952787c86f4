"""Timelines: of a year, a month, a tag, a source, or one year of these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator import urls
from generator.chronology.calendar import YearRun, group_by_month
from generator.model import Text
from generator.pages.context import RenderContext, month_anchor
from generator.pages.gaps import find_gaps
from generator.pages.plan import LONG
from generator.urls import TermKind, Url
from generator.views.pages import (
    CountedLinkView,
    GroupView,
    ItemView,
    LinkView,
    TextView,
    TimelineView,
)


def compose_year(desk: RenderContext, language: str, number: int) -> TimelineView:
    """The timeline of a year; of a long one only what has no month, and the way to its months."""
    runs = desk.plan.calendars[language]
    place = next(i for i, run in enumerate(runs) if run.year == number)
    run = runs[place]
    split = len(run.positions) > LONG
    shown = tuple(
        position
        for part in run.months
        if not split or part.month is None
        for position in part.positions
    )
    return TimelineView(
        kind="year",
        heading=_heading(desk, language, desk.formatters[language].year_label(number)),
        description=None,
        url="",
        events=len(run.positions),
        groups=group_months(desk, language, shown),
        parts=_month_links(desk, language, run),
        split=split,
        previous=_year_link(desk, language, runs, place - 1),
        next=_year_link(desk, language, runs, place + 1),
        short=True,
    )


def compose_month(
    desk: RenderContext, language: str, number: int, month_number: int
) -> TimelineView:
    """The timeline of one month of a long year."""
    runs = desk.plan.calendars[language]
    run = next(run for run in runs if run.year == number)
    pages = [
        page
        for other in runs
        for part in dict.fromkeys(part.month for part in other.months)
        if part is not None
        and (page := desk.plan.find("month", language, other.year, part)) is not None
    ]
    place = next(i for i, page in enumerate(pages) if page.subject == (number, month_number))
    shown = tuple(
        position for part in run.months if part.month == month_number for position in part.positions
    )

    def link(index: int) -> LinkView | None:
        if not 0 <= index < len(pages):
            return None
        page = pages[index]
        first, second = page.subject
        return _link(desk, language, page.url, _month_year(desk, language, int(first), int(second)))

    return TimelineView(
        kind="month",
        heading=_heading(desk, language, _month_year(desk, language, number, month_number)),
        description=None,
        url="",
        events=len(shown),
        groups=group_months(desk, language, shown),
        parts=(),
        split=False,
        previous=link(place - 1),
        next=link(place + 1),
        short=True,
    )


def compose_term(desk: RenderContext, language: str, kind: TermKind, identity: str) -> TimelineView:
    """The timeline of a tag or a source; of a long one only the way to its years."""
    positions = _places(desk, language, kind)[identity]
    known = desk.terms(kind)[identity]
    split = len(positions) > LONG
    runs = _runs(desk, language, kind, identity)
    return TimelineView(
        kind="tag" if kind == "tags" else "source",
        heading=desk.text(known.name(language)),
        description=desk.localised(known.description, language),
        url=known.url,
        events=len(positions),
        groups=() if split else _years(desk, language, runs),
        parts=_term_years(desk, language, kind, identity, runs),
        split=split,
        previous=None,
        next=None,
        short=False,
    )


def compose_term_year(
    desk: RenderContext, language: str, kind: TermKind, identity: str, number: int
) -> TimelineView:
    """One year of a long timeline of a tag or a source."""
    known = desk.terms(kind)[identity]
    runs = _runs(desk, language, kind, identity)
    place = next(i for i, run in enumerate(runs) if run.year == number)

    def link(index: int) -> LinkView | None:
        if not 0 <= index < len(runs):
            return None
        other = runs[index].year
        label = desk.formatters[language].year_label(other)
        return _link(desk, language, urls.term_year(language, kind, identity, other), label)

    return TimelineView(
        kind="tag" if kind == "tags" else "source",
        heading=desk.text(known.name(language)),
        description=_heading(desk, language, desk.formatters[language].year_label(number)),
        url="",
        events=len(runs[place].positions),
        groups=group_months(desk, language, runs[place].positions),
        parts=(),
        split=False,
        previous=link(place - 1),
        next=link(place + 1),
        short=True,
    )


def group_months(
    desk: RenderContext, language: str, positions: Sequence[int]
) -> tuple[GroupView, ...]:
    """Group a year's events by month, those whose month is not known by themselves."""
    formatter = desk.formatters[language]
    groups = []
    entries = iter(_items(desk, language, positions))
    loose = 0
    for run in group_by_month(desk.edition(language).events, positions):
        for part in run.months:
            items = [next(entries) for _ in part.positions]
            if part.month is None:
                loose += 1
                anchor = "year" if loose == 1 else f"year-{loose}"
                heading = formatter.pgettext("month", "Month not known")
                groups.append(_group(anchor, heading, items, loose=True))
            else:
                heading = _month_year(desk, language, run.year, part.month)
                groups.append(_group(month_anchor(part.month), heading, items))
    return tuple(groups)


def _years(desk: RenderContext, language: str, runs: Sequence[YearRun]) -> tuple[GroupView, ...]:
    positions = [position for run in runs for position in run.positions]
    entries = iter(_items(desk, language, positions))
    formatter = desk.formatters[language]
    groups = []
    for run in runs:
        items = [next(entries) for _ in run.positions]
        anchor = _year_anchor(run.year)
        groups.append(
            GroupView(
                anchor=anchor,
                heading=formatter.year_label(run.year),
                kind="year",
                gap=items[0].gap,
                items=_with_first_bare(items),
            )
        )
    return tuple(groups)


def _group(
    anchor: str, heading: str, items: Sequence[ItemView], *, loose: bool = False
) -> GroupView:
    """A group whose first silence stands before its heading."""
    return GroupView(
        anchor=anchor,
        heading=heading,
        kind="loose" if loose else "month",
        gap=items[0].gap,
        items=_with_first_bare(items),
    )


def _with_first_bare(items: Sequence[ItemView]) -> tuple[ItemView, ...]:
    """A group's events; the silence before the first stands before the group."""
    first, *others = items
    return (ItemView(first.event) if first.gap else first, *others)


def _items(desk: RenderContext, language: str, positions: Sequence[int]) -> tuple[ItemView, ...]:
    tellings = desk.edition(language).events
    formatter = desk.formatters[language]
    silences = desk.once(("silences", language), lambda: find_gaps(tellings, formatter))
    known: dict[int, ItemView] = desk.once(("items", language), dict)
    for position in positions:
        if position not in known:
            event = desk.event(tellings[position], language)
            known[position] = ItemView(event, silences[position])
    return tuple([known[position] for position in positions])


def _runs(desk: RenderContext, language: str, kind: TermKind, identity: str) -> tuple[YearRun, ...]:
    """The years of a tag or a source: asked for by its own page and by that of each year."""
    return desk.once(
        ("runs", language, kind, identity),
        lambda: group_by_month(
            desk.edition(language).events, _places(desk, language, kind)[identity]
        ),
    )


def _places(desk: RenderContext, language: str, kind: TermKind) -> Mapping[str, tuple[int, ...]]:
    edition = desk.edition(language)
    return edition.tags if kind == "tags" else edition.sources


def _year_anchor(number: int) -> str:
    return f"y{urls.year_step(number)}"


def _month_links(desk: RenderContext, language: str, run: YearRun) -> tuple[CountedLinkView, ...]:
    formatter = desk.formatters[language]
    counts: dict[int, int] = {}
    for part in run.months:
        if part.month is not None:
            counts[part.month] = counts.get(part.month, 0) + len(part.positions)
    return tuple(
        _counted(
            desk, language, desk.month(run.year, number, language), formatter.month_name(number), n
        )
        for number, n in sorted(counts.items())
    )


def _term_years(
    desk: RenderContext, language: str, kind: TermKind, identity: str, runs: Sequence[YearRun]
) -> tuple[CountedLinkView, ...]:
    formatter = desk.formatters[language]
    links = []
    for run in runs:
        page = desk.plan.find("term-year", language, kind, identity, run.year)
        here = urls.term(language, kind, identity).at(_year_anchor(run.year))
        url = page.url if page else here
        label = formatter.year_label(run.year)
        links.append(_counted(desk, language, url, label, len(run.positions)))
    return tuple(links)


def _year_link(
    desk: RenderContext, language: str, runs: Sequence[YearRun], place: int
) -> LinkView | None:
    if not 0 <= place < len(runs):
        return None
    number = runs[place].year
    label = desk.formatters[language].year_label(number)
    return _link(desk, language, urls.year(language, number), label)


def _month_year(desk: RenderContext, language: str, number: int, month_number: int) -> str:
    return desk.formatters[language].month_year(number, month_number)


def _heading(desk: RenderContext, language: str, label: str) -> TextView:
    return desk.text(Text(label, language))


def _link(desk: RenderContext, language: str, url: Url, label: str) -> LinkView:
    return LinkView(url.href, label, language, desk.site.language(language).direction)


def _counted(
    desk: RenderContext, language: str, url: Url, label: str, count: int
) -> CountedLinkView:
    direction = desk.site.language(language).direction
    return CountedLinkView(url.href, label, language, direction, count)
