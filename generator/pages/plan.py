"""The plan of a site: every page and file that it must have, each with its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Protocol, TypeVar, assert_never

from msgspec import Struct

from generator import urls
from generator.chronology import ArticleOutline, Chronicle, LanguageTimeline
from generator.chronology.calendar import EventsByDay, YearRun, group_by_day, group_by_month
from generator.chronology.lasting import QuietTimes, find_quiet_times
from generator.dates.civil import find_zone
from generator.exports import FORMATS, Formats
from generator.model import RegistryEntry, Site
from generator.pages.address_clashes import find_address_clashes
from generator.pages.outputs import (
    UNLISTED,
    ArticlePage,
    DayIndexPage,
    DayPage,
    HomePage,
    LanguagePickerPage,
    MonthPage,
    NotFoundPage,
    Output,
    Page,
    PlannedContentPage,
    PlannedFile,
    RedirectPage,
    SearchEmbedPage,
    SearchPage,
    TermIndexPage,
    TermPage,
    TermRedirectPage,
    TermYearPage,
    TimelineEmbedPage,
    TimelinePartPage,
    WholeTimelinePage,
    YearPage,
)
from generator.pages.planned_files import plan_files
from generator.pages.timeline_parts import divide_timeline
from generator.problems import Problem
from generator.search.layout import Layout
from generator.urls import TermKind

# The timeline of a year, a tag or a source of more events than these is divided into months or
# years.
LONG_TIMELINE = 200

P = TypeVar("P", bound=Page)


class Plan(Struct, frozen=True):
    """The pages and files of a site.

    Attributes:
        pages: The pages.
        files: The files other than pages. Files of one format follow one another, so that they
            can share what is written for each event.
        listed: The pages that sitemaps list.
        paths: The path of every page and file.
        by_file: Every page and file by its file in the output.
        calendars: The years and months of each language's timeline.
        days: For each language the events of each day of the year, by month and day, in order.
        export_formats: The formats that events are exported in.
        search_layout: How the search index is divided.
        event_numbers: The number of each event in the search index, by its key.
    """

    pages: tuple[Page, ...]
    files: tuple[PlannedFile, ...]
    listed: tuple[Page, ...]
    paths: frozenset[str]
    by_file: Mapping[str, Output]
    calendars: Mapping[str, tuple[YearRun, ...]]
    days: Mapping[str, EventsByDay]
    export_formats: Formats
    search_layout: Layout
    event_numbers: Mapping[str, int]
    _years: Mapping[tuple[str, int], YearPage]
    _months: Mapping[tuple[str, int, int], MonthPage]
    _days: Mapping[tuple[str, int, int], DayPage]
    _parts: Mapping[tuple[str, int, int], TimelinePartPage]
    _terms: Mapping[tuple[str, TermKind, str], TermPage]
    _term_years: Mapping[tuple[str, TermKind, str, int], TermYearPage]
    _articles: Mapping[tuple[str, str], ArticlePage]
    _content_pages: Mapping[tuple[str, str], PlannedContentPage]

    @property
    def outputs(self) -> tuple[Output, ...]:
        """All pages and files, in the order in which they are made."""
        return (*self.pages, *self.files)

    def list_years(self, language: str) -> tuple[int, ...]:
        """Return the years of a language that have a page, in order."""
        return tuple([year for code, year in self._years if code == language])

    def list_months(self, language: str) -> tuple[tuple[int, int], ...]:
        """Return the years and months of a language that have a page, in order."""
        return tuple([(year, month) for code, year, month in self._months if code == language])

    def find_year(self, language: str, year: int) -> YearPage | None:
        """Return the page of a year, if there is one."""
        return self._years.get((language, year))

    def find_month(self, language: str, year: int, month: int) -> MonthPage | None:
        """Return the page of a month, if the month has one of its own."""
        return self._months.get((language, year, month))

    def find_day(self, language: str, month: int, day: int) -> DayPage | None:
        """Return the page of a day of the year, if there are events on it."""
        return self._days.get((language, month, day))

    def find_part(self, language: str, first: int, last: int) -> TimelinePartPage | None:
        """Return the page of a part of the whole timeline, if it has such a part."""
        return self._parts.get((language, first, last))

    def find_term(self, language: str, kind: TermKind, identity: str) -> TermPage | None:
        """Return the page of a tag or a source, if it has events."""
        return self._terms.get((language, kind, identity))

    def find_term_year(
        self, language: str, kind: TermKind, identity: str, year: int
    ) -> TermYearPage | None:
        """Return the page of one year of a tag or a source, if the year has one of its own."""
        return self._term_years.get((language, kind, identity, year))

    def find_article(self, language: str, key: str) -> ArticlePage | None:
        """Return the article about an event, if there is one in that language."""
        return self._articles.get((language, key))

    def find_content_page(self, language: str, key: str) -> PlannedContentPage | None:
        """Return a page from ``content/pages/``, if there is one in that language."""
        return self._content_pages.get((language, key))


class PageFinder(Protocol):
    """Finds planned pages by what they are about: a plan, or what notes which pages are sought."""

    def find_year(self, language: str, year: int, /) -> YearPage | None:
        """Return the page of a year, if there is one."""

    def find_month(self, language: str, year: int, month: int, /) -> MonthPage | None:
        """Return the page of a month, if the month has one of its own."""

    def find_day(self, language: str, month: int, day: int, /) -> DayPage | None:
        """Return the page of a day of the year, if there are events on it."""

    def find_part(self, language: str, first: int, last: int, /) -> TimelinePartPage | None:
        """Return the page of a part of the whole timeline, if it has such a part."""

    def find_term(self, language: str, kind: TermKind, identity: str, /) -> TermPage | None:
        """Return the page of a tag or a source, if it has events."""

    def find_term_year(
        self, language: str, kind: TermKind, identity: str, year: int, /
    ) -> TermYearPage | None:
        """Return the page of one year of a tag or a source, if the year has one of its own."""

    def find_article(self, language: str, key: str, /) -> ArticlePage | None:
        """Return the article about an event, if there is one in that language."""

    def find_content_page(self, language: str, key: str, /) -> PlannedContentPage | None:
        """Return a page from ``content/pages/``, if there is one in that language."""


def find_translation(  # noqa: PLR0912 - a case for each kind of page
    finder: PageFinder, page: Page, language: str
) -> Page | None:
    """Return the page in a language of the site, which may be its own; ``None`` if none is."""
    match page:
        case HomePage():
            return HomePage(language, urls.home(language))
        case YearPage(year=year):
            return finder.find_year(language, year)
        case MonthPage(year=year, month=month):
            return finder.find_month(language, year, month)
        case DayPage(month=month, day=day):
            return finder.find_day(language, month, day)
        case DayIndexPage():
            return DayIndexPage(language, urls.days(language))
        case WholeTimelinePage():
            return WholeTimelinePage(language, urls.timeline(language))
        case TimelineEmbedPage():
            return TimelineEmbedPage(language, urls.timeline_embed(language))
        case TimelinePartPage(first=first, last=last):
            return finder.find_part(language, first, last)
        case ArticlePage(key=key):
            return finder.find_article(language, key)
        case PlannedContentPage(key=key):
            return finder.find_content_page(language, key)
        case TermIndexPage(kind=kind):
            return TermIndexPage(language, urls.index(language, kind), kind)
        case TermPage(kind=kind, identity=identity):
            return finder.find_term(language, kind, identity)
        case TermYearPage(kind=kind, identity=identity, year=year):
            return finder.find_term_year(language, kind, identity, year)
        case SearchPage():
            return SearchPage(language, urls.search(language))
        case SearchEmbedPage():
            return SearchEmbedPage(language, urls.search_embed(language))
        case LanguagePickerPage() | NotFoundPage() | RedirectPage() | TermRedirectPage():
            return None
        case _:
            assert_never(page)


def plan_pages(
    site: Site, chronicle: Chronicle, formats: Formats = FORMATS
) -> tuple[Plan, tuple[Problem, ...]]:
    """Plan the pages and files of a site.

    Args:
        site: The settings.
        chronicle: The events.
        formats: The export formats.

    Returns:
        The plan, and a problem for each two outputs that would be one file on some host: paths
        are compared without regard to case and Unicode normalization form.
    """
    calendars = {
        code: group_by_month(enumerate([each.event for each in timeline.events]))
        for code, timeline in chronicle.timelines.items()
    }
    days = group_by_day(chronicle, find_zone(site.timezone))
    pages = tuple(_plan_pages(site, chronicle, calendars, days))
    listed = tuple(page for page in pages if not isinstance(page, UNLISTED))
    published = tuple(each for each in formats if site.exports != "none" or each.is_feed)
    search_layout = Layout.for_events(len(chronicle.events))
    files = tuple(
        plan_files(
            site,
            chronicle,
            listed=listed,
            calendars=calendars,
            formats=published,
            search_layout=search_layout,
        )
    )
    outputs = (*pages, *files)
    plan = Plan(
        pages=pages,
        files=files,
        listed=listed,
        paths=frozenset([output.url.path for output in outputs]),
        by_file=MappingProxyType({output.url.file: output for output in outputs}),
        calendars=MappingProxyType(calendars),
        days=MappingProxyType(days),
        export_formats=published,
        search_layout=search_layout,
        event_numbers=MappingProxyType(search_layout.number_events(chronicle.events)),
        _years=_index(pages, YearPage, "year"),
        _months=_index(pages, MonthPage, "year", "month"),
        _days=_index(pages, DayPage, "month", "day"),
        _parts=_index(pages, TimelinePartPage, "first", "last"),
        _terms=_index(pages, TermPage, "kind", "identity"),
        _term_years=_index(pages, TermYearPage, "kind", "identity", "year"),
        _articles=_index(pages, ArticlePage, "key"),
        _content_pages=_index(pages, PlannedContentPage, "key"),
    )
    return plan, tuple(find_address_clashes(chronicle, outputs))


def _index(pages: Sequence[Page], kind: type[P], *fields: str) -> Mapping[tuple[Any, ...], P]:
    """Index the pages of one kind by their language and the fields that tell them apart."""
    key_of = attrgetter("language", *fields)
    return MappingProxyType({key_of(page): page for page in pages if isinstance(page, kind)})


def _plan_pages(
    site: Site,
    chronicle: Chronicle,
    calendars: Mapping[str, tuple[YearRun, ...]],
    days: Mapping[str, EventsByDay],
) -> Iterator[Page]:
    first = site.languages[0].code
    yield LanguagePickerPage(first, urls.language_picker())
    if not site.is_offline:
        yield NotFoundPage(first, urls.not_found())
    for language in site.languages:
        code = language.code
        timeline = chronicle.timelines[code]
        yield HomePage(code, urls.home(code))
        yield SearchPage(code, urls.search(code))
        yield SearchEmbedPage(code, urls.search_embed(code))
        quiet = find_quiet_times(timeline, calendars[code], find_zone(site.timezone))
        yield from _plan_years(code, calendars[code], quiet)
        yield DayIndexPage(code, urls.days(code))
        for month, day in days[code]:
            yield DayPage(code, urls.day(code, month, day), month, day)
        yield WholeTimelinePage(code, urls.timeline(code))
        yield TimelineEmbedPage(code, urls.timeline_embed(code))
        for start, end in divide_timeline(calendars[code]):
            yield TimelinePartPage(code, urls.timeline_part(code, start, end), start, end)
        yield from _plan_terms(timeline, "tags", timeline.tags)
        yield from _plan_terms(timeline, "sources", timeline.sources)
        for content_page in chronicle.pages:
            for article in content_page:
                if article.language == code:
                    url = urls.content_page(code, article.slug)
                    yield PlannedContentPage(code, url, article.key, article.path)
        for listed in timeline.events:
            if not listed.foreign:
                url = urls.article(code, listed.text.slug)
                yield ArticlePage(code, url, listed.event.key, listed.text.path)
    yield from _plan_redirects(chronicle.articles.values())
    yield from _plan_term_redirects(site, chronicle)


def _plan_years(code: str, years: tuple[YearRun, ...], quiet: QuietTimes) -> Iterator[Page]:
    """Plan the pages of the years with events, and of those in which some event lasts."""
    runs = {run.year: run for run in years}
    for year in sorted([*runs, *quiet.years]):
        run = runs.get(year)
        is_split = run is not None and len(run.positions) > LONG_TIMELINE
        yield YearPage(code, urls.year(code, year), year, is_split)
        if run is not None and is_split:
            listed = {part.month for part in run.months if part.month is not None}
            for month in sorted(listed.union(quiet.find_months(run))):
                yield MonthPage(code, urls.month(code, year, month), year, month)


def _plan_terms(
    timeline: LanguageTimeline, kind: TermKind, terms: Mapping[str, tuple[int, ...]]
) -> Iterator[Page]:
    code = timeline.language
    yield TermIndexPage(code, urls.index(code, kind), kind)
    for identity in sorted(terms):
        positions = terms[identity]
        is_split = len(positions) > LONG_TIMELINE
        yield TermPage(code, urls.term(code, kind, identity), kind, identity, is_split)
        if is_split:
            for year in dict.fromkeys(timeline.events[p].event.year for p in positions):
                url = urls.term_year(code, kind, identity, year)
                yield TermYearPage(code, url, kind, identity, year)


def _plan_redirects(articles: Iterable[ArticleOutline]) -> Iterator[Page]:
    for article in articles:
        for alias in dict.fromkeys(article.aliases):
            yield RedirectPage(article.language, urls.redirect(alias), article.path, alias)


def _plan_term_redirects(site: Site, chronicle: Chronicle) -> Iterator[Page]:
    """Plan the pages at the former ids of the tags and sources that have events."""
    kinds: tuple[tuple[TermKind, tuple[RegistryEntry, ...]], ...] = (
        ("tags", site.tags),
        ("sources", site.sources),
    )
    for kind, entries in kinds:
        for entry in entries:
            for former in dict.fromkeys(entry.former_ids):
                for language in site.languages:
                    code = language.code
                    timeline = chronicle.timelines[code]
                    terms = timeline.tags if kind == "tags" else timeline.sources
                    if former != entry.id and entry.id in terms:
                        url = urls.term(code, kind, former)
                        yield TermRedirectPage(code, url, kind, entry.id)
