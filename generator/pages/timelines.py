"""The timelines of years, months, tags and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from generator import urls
from generator.model import Text
from generator.pages.context import month_anchor, year_anchor
from generator.pages.density_chart import compose_density_chart
from generator.pages.facts import Facts, MonthKeys, YearKeys
from generator.pages.outputs import MonthPage, TermKey, TermPage, TermYearPage, YearPage
from generator.pages.page_links import count_link, link_neighbors
from generator.pages.search import chart_href, search_href
from generator.pages.shared_views import SharedViews
from generator.urls import TermKind, Url
from generator.views.shared import CountedLinkView, EventView, LinkView, TextView
from generator.views.timelines import GroupView, ItemView, TimelineView

# How many events a long timeline of a tag or a source begins with.
_NEWEST = 20
# The timeline of a tag or a source has a chart from so many years on.
_CHART_YEARS = 6


def compose_timeline(
    views: SharedViews, page: YearPage | MonthPage | TermPage | TermYearPage
) -> TimelineView:
    """Compose the timeline of a page."""
    match page:
        case YearPage():
            return compose_year(views, page)
        case MonthPage():
            return compose_month(views, page)
        case TermPage():
            return compose_term(views, page)
        case TermYearPage():
            return compose_term_year(views, page)


def compose_year(views: SharedViews, page: YearPage) -> TimelineView:
    """Compose the timeline of a year.

    That of a split year has the events whose month is not known, and links to its months.
    """
    facts, language = views.facts, page.language
    previous, following = link_neighbors(
        facts.year_pages(language), page.year, lambda year: views.year_link(language, year)
    )
    months = facts.year_months(language, "", "", page.year)
    shown = months
    if page.is_split:
        loose = tuple([key for month, keys in months if not month for key in keys])
        shown = ((0, loose),) if loose else ()

    return TimelineView(
        kind="year",
        heading=_heading(facts, language, facts.formatters[language].year_label(page.year)),
        description=None,
        url="",
        events=sum(len(keys) for _, keys in months),
        under_way=_under_way(views, language, page.year, 0),
        density_chart=None,
        newest=(),
        groups=group_by_months(views, language, None, (page.year, shown)),
        parts=_month_links(views, page, months),
        parts_are_pages=page.is_split,
        previous=previous,
        next=following,
        short_dates=True,
        search=search_href(views.facts, page),
        chart=chart_href(views.facts, page),
    )


def compose_month(views: SharedViews, page: MonthPage) -> TimelineView:
    """Compose the timeline of one month of a long year."""
    facts, language = views.facts, page.language
    formatter = facts.formatters[language]
    shown = facts.month_keys(language, page.year, page.month)

    def month_link(month: tuple[int, int]) -> LinkView:
        return facts.link(language, urls.month(language, *month), formatter.month_year(*month))

    pages = facts.month_pages(language)
    previous, following = link_neighbors(pages, (page.year, page.month), month_link)
    return TimelineView(
        kind="month",
        heading=_heading(facts, language, formatter.month_year(page.year, page.month)),
        description=None,
        url="",
        events=len(shown),
        under_way=_under_way(views, language, page.year, page.month),
        density_chart=None,
        newest=(),
        groups=group_by_months(
            views, language, None, (page.year, ((page.month, shown),) if shown else ())
        ),
        parts=(),
        parts_are_pages=False,
        previous=previous,
        next=following,
        short_dates=True,
        search=search_href(views.facts, page),
        chart=chart_href(views.facts, page),
    )


def compose_term(views: SharedViews, page: TermPage) -> TimelineView:
    """Compose the timeline of a tag or a source.

    One that is split begins with its newest events and links to its years.
    """
    facts, language, kind, identity = views.facts, page.language, page.kind, page.identity
    term, key = facts.term(kind, identity), TermKey(kind, identity)
    years = facts.months(language, kind, identity)
    newest = facts.latest(language, kind, identity, _NEWEST) if page.is_split else ()
    chart = None
    if page.is_split or len(years) >= _CHART_YEARS:
        bars: Literal["months", "years"] = "months" if page.is_split else "years"
        chart = compose_density_chart(views, language, key, bars)
    return TimelineView(
        kind="tag" if kind == "tags" else "source",
        heading=facts.text(term.name(language)),
        description=facts.localized(term.description, language),
        url=term.url,
        events=sum(len(keys) for _, months in years for _, keys in months),
        under_way=(),
        density_chart=chart,
        newest=tuple([views.event(language, each) for each in newest]),
        groups=() if page.is_split else group_by_years(views, language, key, years),
        parts=_year_links(facts, language, kind, identity, years),
        parts_are_pages=page.is_split,
        previous=None,
        next=None,
        short_dates=False,
        search=search_href(views.facts, page),
        chart=chart_href(views.facts, page),
    )


def compose_term_year(views: SharedViews, page: TermYearPage) -> TimelineView:
    """Compose the timeline of one year of a tag or a source."""
    facts, language, kind, identity = views.facts, page.language, page.kind, page.identity
    formatter = facts.formatters[language]
    term = facts.term(kind, identity)
    shown = page.year, facts.year_months(language, kind, identity, page.year)

    def year_link(year: int) -> LinkView:
        url = urls.term_year(language, kind, identity, year)
        return facts.link(language, url, formatter.year_label(year))

    years = facts.years(language, kind, identity)
    previous, following = link_neighbors(years, page.year, year_link)
    return TimelineView(
        kind="tag" if kind == "tags" else "source",
        heading=facts.text(term.name(language)),
        description=_heading(facts, language, formatter.year_label(page.year)),
        url="",
        under_way=(),
        events=len(keys_of_year(shown)),
        density_chart=None,
        newest=(),
        groups=group_by_months(views, language, TermKey(kind, identity), shown),
        parts=(),
        parts_are_pages=False,
        previous=previous,
        next=following,
        short_dates=True,
        search=search_href(views.facts, page),
        chart=chart_href(views.facts, page),
    )


def _under_way(views: SharedViews, language: str, year: int, month: int) -> tuple[EventView, ...]:
    keys = views.facts.under_way(language, year, month)
    return tuple([views.event(language, key) for key in keys])


def group_by_months(
    views: SharedViews, language: str, term: TermKey | None, shown: YearKeys
) -> tuple[GroupView, ...]:
    """Group events of a year by month; those whose month is not known have groups of their own."""
    formatter = views.facts.formatters[language]
    groups = []
    without_month = 0
    year, months = shown
    gaps = {} if term is not None else find_gap_notes(views, language, (shown,))
    for month, keys in months:
        items = _items(views, language, keys, gaps)
        if month:
            anchor = month_anchor(month)
            heading = formatter.month_year(year, month)
        else:
            without_month += 1
            anchor = "year" if without_month == 1 else f"year-{without_month}"
            heading = formatter.pgettext("month", "Month unknown")
        groups.append(
            GroupView(
                anchor=anchor,
                heading=heading,
                kind="month" if month else "loose",
                gap=items[0].gap,
                items=_without_first_gap(items),
            )
        )
    return tuple(groups)


def group_by_years(
    views: SharedViews, language: str, term: TermKey | None, years: Sequence[YearKeys]
) -> tuple[GroupView, ...]:
    """Group events by year."""
    formatter = views.facts.formatters[language]
    groups = []
    gaps = {} if term is not None else find_gap_notes(views, language, years)
    for year in years:
        items = _items(views, language, keys_of_year(year), gaps)
        groups.append(
            GroupView(
                anchor=year_anchor(year[0]),
                heading=formatter.year_label(year[0]),
                kind="year",
                gap=items[0].gap,
                items=_without_first_gap(items),
            )
        )
    return tuple(groups)


def _without_first_gap(items: Sequence[ItemView]) -> tuple[ItemView, ...]:
    """Return a group's events; the gap before the first is shown before the group."""
    first, *others = items
    return (ItemView(first.event) if first.gap else first, *others)


def find_gap_notes(
    views: SharedViews, language: str, years: Sequence[YearKeys]
) -> Mapping[str, str]:
    """Return the notes about long times without events, by the key of the event after each.

    None is before the first event of the page. A page of a tag or a source has none: a note says
    that nothing at all is recorded for some time.

    Args:
        views: The site.
        language: The language of the page.
        years: The events of the page.
    """
    first = next((key for year in years for key in keys_of_year(year)), "")
    notes = dict(views.facts.gaps(language, years[0][0], years[-1][0])) if years else {}
    return {key: note for key, note in notes.items() if key != first}


def _items(
    views: SharedViews, language: str, keys: Sequence[str], gaps: Mapping[str, str]
) -> tuple[ItemView, ...]:
    items = views.cache.items

    def compose_item(key: str, gap: str) -> ItemView:
        return ItemView(views.event(language, key), gap)

    return tuple(
        [
            items.get_or_compute((language, key, gap), compose_item, key, gap)
            for key in keys
            for gap in (gaps.get(key, ""),)
        ]
    )


def keys_of_year(year: YearKeys) -> tuple[str, ...]:
    """Return the events of a year in order."""
    return tuple([key for _, keys in year[1] for key in keys])


def _month_links(
    views: SharedViews, page: YearPage, months: Sequence[MonthKeys]
) -> tuple[CountedLinkView, ...]:
    """Link to the months of a year with events, and to all that have a page."""
    language = page.language
    counts: dict[int, int] = {}
    if page.is_split:
        pages = views.facts.month_pages(language)
        counts = dict.fromkeys((month for year, month in pages if year == page.year), 0)
    for month, keys in months:
        if month:
            counts[month] = counts.get(month, 0) + len(keys)
    return tuple(
        count_link(views.month_link(language, page.year, month), count)
        for month, count in sorted(counts.items())
    )


def _year_links(
    facts: Facts, language: str, kind: TermKind, identity: str, years: Sequence[YearKeys]
) -> tuple[CountedLinkView, ...]:
    formatter = facts.formatters[language]
    links = []
    for each in years:
        year = each[0]
        page = facts.find_term_year(language, kind, identity, year)
        group: Url = urls.term(language, kind, identity).at(year_anchor(year))
        link = facts.link(language, page.url if page else group, formatter.year_label(year))
        links.append(count_link(link, len(keys_of_year(each))))
    return tuple(links)


def _heading(facts: Facts, language: str, label: str) -> TextView:
    return facts.text(Text(label, language))
