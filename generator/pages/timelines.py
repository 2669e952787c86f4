"""The timelines of years, months, tags and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from generator import urls
from generator.chronology.calendar import YearRun, group_by_month
from generator.model import Text
from generator.pages.context import RenderContext, month_anchor
from generator.pages.gaps import describe_gaps, find_gaps
from generator.pages.plan import MonthPage, TermKey, TermPage, TermYearPage, YearPage
from generator.pages.shared_views import SharedViews
from generator.urls import TermKind, Url
from generator.views.pages import (
    CountedLinkView,
    GroupView,
    ItemView,
    LinkView,
    TextView,
    TimelineView,
)


def compose_year(views: SharedViews, page: YearPage) -> TimelineView:
    """Compose the timeline of a year.

    That of a split year has the events whose month is not known, and links to its months.
    """
    context, language = views.context, page.language
    runs = context.plan.calendars[language]
    index = _index_of_year(runs, page.year)
    run = runs[index]
    shown = tuple(
        position
        for part in run.months
        if not page.is_split or part.month is None
        for position in part.positions
    )

    def year_link(index: int) -> LinkView | None:
        return views.year_link(language, runs[index].year) if 0 <= index < len(runs) else None

    return TimelineView(
        kind="year",
        heading=_heading(context, language, context.formatters[language].year_label(page.year)),
        description=None,
        url="",
        events=len(run.positions),
        groups=group_by_months(views, language, shown),
        parts=_month_links(views, language, run),
        parts_are_pages=page.is_split,
        previous=year_link(index - 1),
        next=year_link(index + 1),
        short_dates=True,
    )


def compose_month(views: SharedViews, page: MonthPage) -> TimelineView:
    """Compose the timeline of one month of a long year."""
    context, language = views.context, page.language
    runs = context.plan.calendars[language]
    run = runs[_index_of_year(runs, page.year)]
    month_pages = [
        found
        for other in runs
        for month in dict.fromkeys(part.month for part in other.months)
        if month is not None
        and (found := context.plan.find_month(language, other.year, month)) is not None
    ]
    index = month_pages.index(page)
    shown = tuple(
        position for part in run.months if part.month == page.month for position in part.positions
    )

    def month_link(index: int) -> LinkView | None:
        if not 0 <= index < len(month_pages):
            return None
        other = month_pages[index]
        return context.link(language, other.url, _month_label(context, other))

    return TimelineView(
        kind="month",
        heading=_heading(context, language, _month_label(context, page)),
        description=None,
        url="",
        events=len(shown),
        groups=group_by_months(views, language, shown),
        parts=(),
        parts_are_pages=False,
        previous=month_link(index - 1),
        next=month_link(index + 1),
        short_dates=True,
    )


def compose_term(views: SharedViews, page: TermPage) -> TimelineView:
    """Compose the timeline of a tag or a source; one that is split only links to its years."""
    context, language, kind, identity = views.context, page.language, page.kind, page.identity
    positions = context.term_positions(language, kind)[identity]
    term = context.terms(kind)[identity]
    runs = _term_years(views, language, kind, identity)
    return TimelineView(
        kind="tag" if kind == "tags" else "source",
        heading=context.text(term.name(language)),
        description=context.localized(term.description, language),
        url=term.url,
        events=len(positions),
        groups=()
        if page.is_split
        else _group_by_years(views, language, TermKey(kind, identity), runs),
        parts=_year_links(context, language, kind, identity, runs),
        parts_are_pages=page.is_split,
        previous=None,
        next=None,
        short_dates=False,
    )


def compose_term_year(views: SharedViews, page: TermYearPage) -> TimelineView:
    """Compose the timeline of one year of a tag or a source."""
    context, language, kind, identity = views.context, page.language, page.kind, page.identity
    formatter = context.formatters[language]
    term = context.terms(kind)[identity]
    runs = _term_years(views, language, kind, identity)
    index = _index_of_year(runs, page.year)

    def year_link(index: int) -> LinkView | None:
        if not 0 <= index < len(runs):
            return None
        year = runs[index].year
        url = urls.term_year(language, kind, identity, year)
        return context.link(language, url, formatter.year_label(year))

    return TimelineView(
        kind="tag" if kind == "tags" else "source",
        heading=context.text(term.name(language)),
        description=_heading(context, language, formatter.year_label(page.year)),
        url="",
        events=len(runs[index].positions),
        groups=group_by_months(views, language, runs[index].positions, TermKey(kind, identity)),
        parts=(),
        parts_are_pages=False,
        previous=year_link(index - 1),
        next=year_link(index + 1),
        short_dates=True,
    )


def group_by_months(
    views: SharedViews, language: str, positions: Sequence[int], term: TermKey | None = None
) -> tuple[GroupView, ...]:
    """Group events of a year by month; those whose month is not known have groups of their own.

    Args:
        views: The site.
        language: The language.
        positions: The positions of the events.
        term: The tag or source whose timeline the events are from; ``None`` for that of all events.
    """
    context = views.context
    formatter = context.formatters[language]
    groups = []
    items = iter(_items(views, language, term, positions))
    without_month = 0
    for run in group_by_month(context.timeline(language).events, positions):
        for part in run.months:
            members = [next(items) for _ in part.positions]
            if part.month is None:
                without_month += 1
                groups.append(
                    GroupView(
                        anchor="year" if without_month == 1 else f"year-{without_month}",
                        heading=formatter.pgettext("month", "Month unknown"),
                        kind="loose",
                        gap=members[0].gap,
                        items=_without_first_gap(members),
                    )
                )
            else:
                groups.append(
                    GroupView(
                        anchor=month_anchor(part.month),
                        heading=formatter.month_year(run.year, part.month),
                        kind="month",
                        gap=members[0].gap,
                        items=_without_first_gap(members),
                    )
                )
    return tuple(groups)


def _group_by_years(
    views: SharedViews, language: str, term: TermKey, runs: Sequence[YearRun]
) -> tuple[GroupView, ...]:
    positions = [position for run in runs for position in run.positions]
    items = iter(_items(views, language, term, positions))
    formatter = views.context.formatters[language]
    groups = []
    for run in runs:
        members = [next(items) for _ in run.positions]
        groups.append(
            GroupView(
                anchor=_year_anchor(run.year),
                heading=formatter.year_label(run.year),
                kind="year",
                gap=members[0].gap,
                items=_without_first_gap(members),
            )
        )
    return tuple(groups)


def _without_first_gap(items: Sequence[ItemView]) -> tuple[ItemView, ...]:
    """Return a group's events; the gap before the first is shown before the group."""
    first, *others = items
    return (ItemView(first.event) if first.gap else first, *others)


def _items(
    views: SharedViews, language: str, term: TermKey | None, positions: Sequence[int]
) -> tuple[ItemView, ...]:
    events = views.context.timeline(language).events
    gaps = views.cache.gaps.get_or_compute((language, term), _gaps, views, language, term)
    items = views.cache.items

    def compose_item(position: int, gap: str) -> ItemView:
        return ItemView(views.event(events[position], language), gap)

    return tuple(
        [
            items.get_or_compute((language, each, gap), compose_item, each, gap)
            for each in positions
            for gap in (gaps.get(each, ""),)
        ]
    )


def _gaps(views: SharedViews, language: str, term: TermKey | None) -> Mapping[int, str]:
    """Return the notes about gaps in a timeline, by the positions of the events after them.

    A note says that nothing at all is recorded for some time, so the timeline of a tag or a source
    has one only where that is also the time between two of its own events.
    """
    context = views.context
    formatter, zone = context.formatters[language], ZoneInfo(context.site.timezone)
    events = context.timeline(language).events
    if term is None:
        return {at: note for at, note in enumerate(find_gaps(events, formatter, zone)) if note}
    known = views.cache.gaps.get_or_compute((language, None), _gaps, views, language, None)
    positions = context.positions(language, term)
    if known.keys().isdisjoint(positions):
        return {}
    own = describe_gaps([events[position] for position in positions], formatter, zone)
    return {
        position: note
        for position, note in zip(positions, own, strict=True)
        if known.get(position) == note
    }


def _term_years(
    views: SharedViews, language: str, kind: TermKind, identity: str
) -> tuple[YearRun, ...]:
    """Return the years of a tag or a source, which its page and that of each year need."""
    context = views.context
    return views.cache.term_years.get_or_compute(
        (language, kind, identity),
        group_by_month,
        context.timeline(language).events,
        context.term_positions(language, kind)[identity],
    )


def _index_of_year(runs: Sequence[YearRun], year: int) -> int:
    return next(index for index, run in enumerate(runs) if run.year == year)


def _year_anchor(year: int) -> str:
    return f"y{urls.year_segment(year)}"


def _month_links(views: SharedViews, language: str, run: YearRun) -> tuple[CountedLinkView, ...]:
    counts: dict[int, int] = {}
    for part in run.months:
        if part.month is not None:
            counts[part.month] = counts.get(part.month, 0) + len(part.positions)
    return tuple(
        _counted(views.month_link(language, run.year, month), count)
        for month, count in sorted(counts.items())
    )


def _year_links(
    context: RenderContext, language: str, kind: TermKind, identity: str, runs: Sequence[YearRun]
) -> tuple[CountedLinkView, ...]:
    formatter = context.formatters[language]
    links = []
    for run in runs:
        page = context.plan.find_term_year(language, kind, identity, run.year)
        group: Url = urls.term(language, kind, identity).at(_year_anchor(run.year))
        link = context.link(language, page.url if page else group, formatter.year_label(run.year))
        links.append(_counted(link, len(run.positions)))
    return tuple(links)


def _month_label(context: RenderContext, page: MonthPage) -> str:
    return context.formatters[page.language].month_year(page.year, page.month)


def _heading(context: RenderContext, language: str, label: str) -> TextView:
    return context.text(Text(label, language))


def _counted(link: LinkView, count: int) -> CountedLinkView:
    return CountedLinkView(link.path, link.text, link.lang, link.dir, count)
