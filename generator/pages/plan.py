"""The plan of a site: every page and file that it must have, each with its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from types import MappingProxyType
from typing import Any, Literal, Protocol, TypeAlias, assert_never
from unicodedata import normalize
from urllib.parse import urlsplit

from msgspec import Struct

from generator import urls
from generator.chronology import ArticleOutline, Chronicle, LanguageTimeline
from generator.chronology.calendar import YearRun, group_by_month
from generator.dates.civil import civil_time, find_zone
from generator.exports import FORMATS, ExportFormat, Formats, Scope
from generator.lazy_patterns import lazy_compile
from generator.model import RegistryEntry, Site
from generator.problems import Problem
from generator.search.layout import Layout
from generator.text.scripts import detect_script
from generator.urls import TermKind, Url

# A timeline of more events than these is divided into pages of its months or years.
LONG_TIMELINE = 200
# A whole timeline of more events than these is divided into pages of its decades, or of the years
# of such a decade.
LONG_WHOLE_TIMELINE = 1000
_YEARS_PER_DECADE = 10
# The limits of one sitemap (sitemaps.org): pages, and bytes with room to spare.
SITEMAP_PAGES = 50_000
SITEMAP_BYTES = 40_000_000
# The longest that a day can be, in seconds: one hour is repeated when summer time ends.
_LONGEST_DAY = 25 * 3600
# What the EDTF of an approximate or uncertain date has.
_QUALIFIERS = frozenset("?~%")
_CARD_SCRIPTS = frozenset({"Arabic", "Cyrillic", "Greek", "Latin"})
_DOMAIN = lazy_compile(r"(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)


class PlannedOutput(Struct, frozen=True):
    """A page or file that the site must have.

    Attributes:
        language: The code of the language of its strings; the site's first language for outputs
            that are for readers of all languages.
        url: The address.
    """

    language: str
    url: Url


class LanguagePickerPage(PlannedOutput, frozen=True):
    """The page at the root of the site, where readers choose a language."""


class NotFoundPage(PlannedOutput, frozen=True):
    """The page that a static host serves for unknown addresses."""


class HomePage(PlannedOutput, frozen=True):
    """The home page of a language."""


class YearPage(PlannedOutput, frozen=True):
    """The timeline of a year (astronomical numbering).

    ``is_split`` says that its months have pages of their own.
    """

    year: int
    is_split: bool


class MonthPage(PlannedOutput, frozen=True):
    """The timeline of a month, 1 to 12, of a year with many events."""

    year: int
    month: int


class DayPage(PlannedOutput, frozen=True):
    """The events of one day of the year, a month and a day of it, in all years."""

    month: int
    day: int


class DayIndexPage(PlannedOutput, frozen=True):
    """The index of the days of the year that have events."""


class WholeTimelinePage(PlannedOutput, frozen=True):
    """The whole timeline of a language; a long one only links to its parts."""


class TimelinePartPage(PlannedOutput, frozen=True):
    """A decade or a year of a long timeline.

    Attributes:
        first: Its first year.
        last: Its last year.
    """

    first: int
    last: int


class ArticlePage(PlannedOutput, frozen=True):
    """The article about an event.

    Attributes:
        key: The key of the event.
        path: The path of the article's file.
    """

    key: str
    path: str


class PlannedContentPage(PlannedOutput, frozen=True):
    """A page from ``content/pages/``.

    Attributes:
        key: The key that its translations share.
        path: The path of the page's file.
    """

    key: str
    path: str


class TermIndexPage(PlannedOutput, frozen=True):
    """The index of all tags or all sources."""

    kind: TermKind


class TermPage(PlannedOutput, frozen=True):
    """The timeline of a tag or a source; ``is_split`` says that its years have their own pages."""

    kind: TermKind
    identity: str
    is_split: bool


class TermYearPage(PlannedOutput, frozen=True):
    """The timeline of one year of a tag or a source with many events."""

    kind: TermKind
    identity: str
    year: int


class TimelineEmbedPage(PlannedOutput, frozen=True):
    """The picture of a timeline for frames of other sites."""


class SearchPage(PlannedOutput, frozen=True):
    """The page that finds events."""


class RedirectPage(PlannedOutput, frozen=True):
    """The page at a former address of an article.

    Attributes:
        path: The path of the article's file.
        alias: The former address, as the article gives it.
    """

    path: str
    alias: str


class TermRedirectPage(PlannedOutput, frozen=True):
    """The page at the address that a tag or a source had under a former id."""

    kind: TermKind
    identity: str


class TermKey(Struct, frozen=True):
    """A tag or a source by its identity."""

    kind: TermKind
    identity: str


def term_parts(term: TermKey | None) -> tuple[TermKind | Literal[""], str]:
    """Return the kind and the identity of a tag or source; empty strings if there is none."""
    return (term.kind, term.identity) if term is not None else ("", "")


class ExportFile(PlannedOutput, frozen=True):
    """The events of a language, or of one of its tags or sources, in an export format.

    Attributes:
        format: The format.
        term: The tag or source; ``None`` for the whole language.
    """

    format: ExportFormat[Any]
    term: TermKey | None

    @property
    def is_of_all(self) -> bool:
        """Whether it contains all events of its language."""
        return self.term is None and self.format.scope is Scope.ALL


class CorrectionsFeed(PlannedOutput, frozen=True):
    """The feed of the corrections in a language."""


class SearchEventsFile(PlannedOutput, frozen=True):
    """What all events of a language are filtered by, for its search page."""


class SearchRecordsFile(PlannedOutput, frozen=True):
    """What search results show of some events of a language.

    Attributes:
        number: Which events, see `generator.search.layout`.
    """

    number: int


class TimelineFile(PlannedOutput, frozen=True):
    """What scripts draw of the events of some years of a timeline.

    Attributes:
        first: The first year.
        last: The last year.
    """

    first: int
    last: int


class Sitemap(PlannedOutput, frozen=True):
    """A sitemap of the listed pages ``start`` to ``stop``, the latter excluded."""

    start: int
    stop: int


class SitemapIndex(PlannedOutput, frozen=True):
    """The index of several sitemaps.

    Attributes:
        parts: The sitemaps.
    """

    parts: tuple[Sitemap, ...]


class RobotsFile(PlannedOutput, frozen=True):
    """The file ``robots.txt``, which allows search engines everything."""


class HeadersFile(PlannedOutput, frozen=True):
    """The file ``_headers``, which some hosts take the headers of their answers from."""


class NoJekyllFile(PlannedOutput, frozen=True):
    """The file ``.nojekyll``, which makes GitHub Pages publish the files as they are."""


class SchemaFile(PlannedOutput, frozen=True):
    """The JSON Schema of ``events.json``."""


class DomainFile(PlannedOutput, frozen=True):
    """The file ``CNAME``, which gives GitHub Pages the domain of the site."""

    domain: str


# The pages that other sites show a picture of. Nobody shares a search, and search engines do not
# list the pages of days.
CardPage: TypeAlias = (
    LanguagePickerPage
    | HomePage
    | YearPage
    | MonthPage
    | ArticlePage
    | PlannedContentPage
    | TermIndexPage
    | TermPage
    | TermYearPage
)


class ShareCard(PlannedOutput, frozen=True):
    """What other sites show of a page that has no picture."""

    page: CardPage


# Every planned output is one of these types, so a `match` over them needs no default case.
Page: TypeAlias = (
    LanguagePickerPage
    | NotFoundPage
    | HomePage
    | YearPage
    | MonthPage
    | DayIndexPage
    | DayPage
    | WholeTimelinePage
    | TimelinePartPage
    | TimelineEmbedPage
    | ArticlePage
    | PlannedContentPage
    | TermIndexPage
    | TermPage
    | TermYearPage
    | SearchPage
    | RedirectPage
    | TermRedirectPage
)
PlannedFile: TypeAlias = (
    ExportFile
    | CorrectionsFeed
    | SearchEventsFile
    | SearchRecordsFile
    | TimelineFile
    | Sitemap
    | SitemapIndex
    | RobotsFile
    | HeadersFile
    | NoJekyllFile
    | SchemaFile
    | DomainFile
    | ShareCard
)
Output: TypeAlias = Page | PlannedFile


# Pages that sitemaps do not list: they lead to other pages or show again what is on one.
UNLISTED = (NotFoundPage, TimelineEmbedPage, RedirectPage, TermRedirectPage)
# The events of the days of the year, by month and day.
DayKeys: TypeAlias = Mapping[tuple[int, int], tuple[str, ...]]


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
    days: Mapping[str, DayKeys]
    export_formats: Formats
    search_layout: Layout
    event_numbers: Mapping[str, int]
    _months: Mapping[tuple[str, int, int], MonthPage]
    _days: Mapping[tuple[str, int, int], DayPage]
    _years: Mapping[tuple[str, int], YearPage]
    _parts: Mapping[tuple[str, int, int], TimelinePartPage]
    _terms: Mapping[tuple[str, TermKey], TermPage]
    _term_years: Mapping[tuple[str, TermKey, int], TermYearPage]
    _articles: Mapping[tuple[str, str], ArticlePage]
    _content_pages: Mapping[tuple[str, str], PlannedContentPage]

    @property
    def outputs(self) -> tuple[Output, ...]:
        """All pages and files, in the order in which they are made."""
        return (*self.pages, *self.files)

    def find_year(self, language: str, year: int) -> YearPage | None:
        """Return the page of a year, if the year has events."""
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
        return self._terms.get((language, TermKey(kind, identity)))

    def find_term_year(
        self, language: str, kind: TermKind, identity: str, year: int
    ) -> TermYearPage | None:
        """Return the page of one year of a tag or a source, if the year has one of its own."""
        return self._term_years.get((language, TermKey(kind, identity), year))

    def find_article(self, language: str, key: str) -> ArticlePage | None:
        """Return the article about an event, if there is one in that language."""
        return self._articles.get((language, key))

    def find_content_page(self, language: str, key: str) -> PlannedContentPage | None:
        """Return a page from ``content/pages/``, if there is one in that language."""
        return self._content_pages.get((language, key))


class PageFinder(Protocol):
    """Finds planned pages by what they are about: a plan, or what notes which pages are sought."""

    def find_year(self, language: str, year: int, /) -> YearPage | None:
        """Return the page of a year, if the year has events."""

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
    days = _group_by_day(site, chronicle)
    pages = tuple(_plan_pages(site, chronicle, calendars, days))
    listed = tuple(page for page in pages if not isinstance(page, UNLISTED))
    search_layout = Layout.for_events(len(chronicle.events))
    published = tuple(each for each in formats if site.exports != "none" or each.is_feed)
    files = (
        *_plan_fixed_files(site),
        *_plan_exports(site, chronicle, published),
        *_plan_search_files(site, search_layout),
        *_plan_timeline_files(calendars),
        *_plan_sitemaps(site, listed),
        *_plan_share_cards(site, chronicle, listed),
    )
    outputs = (*pages, *files)
    output_files = [output.url.file for output in outputs]
    plan = Plan(
        pages=pages,
        files=files,
        listed=listed,
        paths=frozenset([output.url.path for output in outputs]),
        by_file=MappingProxyType(dict(zip(output_files, outputs, strict=True))),
        calendars=MappingProxyType(calendars),
        days=MappingProxyType(days),
        export_formats=published,
        search_layout=search_layout,
        event_numbers=MappingProxyType(search_layout.number_events(chronicle.events)),
        _months=MappingProxyType(
            {
                (page.language, page.year, page.month): page
                for page in pages
                if isinstance(page, MonthPage)
            }
        ),
        _days=MappingProxyType(
            {
                (page.language, page.month, page.day): page
                for page in pages
                if isinstance(page, DayPage)
            }
        ),
        _years=MappingProxyType(
            {(page.language, page.year): page for page in pages if isinstance(page, YearPage)}
        ),
        _parts=MappingProxyType(
            {
                (page.language, page.first, page.last): page
                for page in pages
                if isinstance(page, TimelinePartPage)
            }
        ),
        _terms=MappingProxyType(
            {
                (page.language, TermKey(page.kind, page.identity)): page
                for page in pages
                if isinstance(page, TermPage)
            }
        ),
        _term_years=MappingProxyType(
            {
                (page.language, TermKey(page.kind, page.identity), page.year): page
                for page in pages
                if isinstance(page, TermYearPage)
            }
        ),
        _articles=MappingProxyType(
            {(page.language, page.key): page for page in pages if isinstance(page, ArticlePage)}
        ),
        _content_pages=MappingProxyType(
            {
                (page.language, page.key): page
                for page in pages
                if isinstance(page, PlannedContentPage)
            }
        ),
    )
    return plan, tuple(_find_collisions(chronicle, outputs, output_files))


def text_path(output: Output) -> str:
    """Return the path of the file whose text a page prints; empty for all others."""
    return output.path if isinstance(output, ArticlePage | PlannedContentPage) else ""


# --- Pages --------------------------------------------------------------------------------


def _plan_pages(
    site: Site,
    chronicle: Chronicle,
    calendars: Mapping[str, tuple[YearRun, ...]],
    days: Mapping[str, DayKeys],
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
        yield from _plan_years(code, calendars[code])
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


def _plan_years(code: str, years: tuple[YearRun, ...]) -> Iterator[Page]:
    for run in years:
        is_split = len(run.positions) > LONG_TIMELINE
        yield YearPage(code, urls.year(code, run.year), run.year, is_split)
        if is_split:
            for month in sorted({part.month for part in run.months if part.month is not None}):
                yield MonthPage(code, urls.month(code, run.year, month), run.year, month)


def _group_by_day(site: Site, chronicle: Chronicle) -> dict[str, DayKeys]:
    """Group the events of each language by the day of the year that they were on.

    The day of an event must be known: not about some day, and not still to come.
    """
    zone = find_zone(site.timezone)
    of_event: dict[str, tuple[int, int]] = {}
    for event in chronicle.events.values():
        is_short = event.latest - event.earliest <= _LONGEST_DAY
        has_day = is_short and event.has_start and event.has_end
        if has_day and not event.is_expected and not _QUALIFIERS.intersection(event.edtf):
            year, month, day, _ = civil_time(event.earliest, zone)
            if civil_time(event.latest, zone)[:3] == (year, month, day):
                of_event[event.key] = month, day
    grouped: dict[str, DayKeys] = {}
    for code, timeline in chronicle.timelines.items():
        days: dict[tuple[int, int], list[str]] = {}
        for listed in timeline.events:
            if listed.event.key in of_event:
                days.setdefault(of_event[listed.event.key], []).append(listed.event.key)
        grouped[code] = MappingProxyType({day: tuple(days[day]) for day in sorted(days)})
    return grouped


def divide_timeline(years: Sequence[YearRun]) -> tuple[tuple[int, int], ...]:
    """Divide a whole timeline into pages.

    Returns:
        The first and the last year of each part, which is a decade, or a year of a decade that is
        long itself; nothing if the timeline is short.
    """
    if sum(len(run.positions) for run in years) <= LONG_WHOLE_TIMELINE:
        return ()
    decades: dict[int, list[YearRun]] = {}
    for run in years:
        decades.setdefault(run.year - run.year % _YEARS_PER_DECADE, []).append(run)
    parts: list[tuple[int, int]] = []
    for decade, runs in decades.items():
        events = sum(len(run.positions) for run in runs)
        if events <= LONG_WHOLE_TIMELINE:
            parts.append((decade, decade + _YEARS_PER_DECADE - 1))
        else:
            parts += [(run.year, run.year) for run in runs]
    return tuple(parts)


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


# --- Other files --------------------------------------------------------------------------


def _plan_fixed_files(site: Site) -> Iterator[PlannedFile]:
    first = site.languages[0].code
    if not site.is_offline:
        yield RobotsFile(first, Url("robots.txt"))
        yield NoJekyllFile(first, Url(".nojekyll"))
        # These hosts serve a site from its root, where the paths in the file begin.
        if site.base_path == "/":
            yield HeadersFile(first, Url("_headers"))
    yield SchemaFile(first, Url("events.schema.json"))
    domain = _own_domain(site)
    if domain:
        yield DomainFile(first, Url("CNAME"), domain)


def _own_domain(site: Site) -> str:
    """Return the domain that the site is the whole of and that GitHub Pages needs; else nothing."""
    parts = urlsplit(site.base_url)
    host = parts.hostname or ""
    if (
        parts.path == "/"
        and parts.netloc == parts.hostname
        and _DOMAIN.fullmatch(host) is not None
        and not host.endswith(".github.io")
    ):
        return parts.netloc
    return ""


def _plan_exports(site: Site, chronicle: Chronicle, formats: Formats) -> Iterator[PlannedFile]:
    """Plan the exports of each language, and of the tags and sources that the settings name.

    Files of one format follow one another, so that they share what is written for each event. No
    file is planned that no event would be in.
    """
    chosen = {
        *(TermKey("tags", entry.id) for entry in site.tags if entry.exports),
        *(TermKey("sources", entry.id) for entry in site.sources if entry.exports),
    }
    least = _least_events(site)
    for language in site.languages:
        code = language.code
        timeline = chronicle.timelines[code]
        terms = {
            **{TermKey("tags", each): timeline.tags[each] for each in sorted(timeline.tags)},
            **{
                TermKey("sources", each): timeline.sources[each]
                for each in sorted(timeline.sources)
            },
        }
        exported = [
            (term, positions)
            for term, positions in terms.items()
            if term in chosen or len(positions) >= least
        ]
        for export_format in formats:
            name = export_format.file_name
            suited = [export_format.suits(each.event) for each in timeline.events]
            if any(suited):
                yield ExportFile(code, urls.export(code, name), export_format, None)
            for term, positions in exported:
                if any(suited[position] for position in positions):
                    url = urls.term_export(code, term.kind, term.identity, name)
                    yield ExportFile(code, url, export_format, term)
        if any(each.is_corrected for each in timeline.events):
            yield CorrectionsFeed(code, urls.corrections(code))


def _plan_search_files(site: Site, layout: Layout) -> Iterator[PlannedFile]:
    """Plan the pieces of the search index that are for the readers of one language."""
    for language in site.languages:
        code = language.code
        yield SearchEventsFile(code, urls.search_file(f"{code}/events.bin"))
        for number in range(layout.records):
            url = urls.search_file(f"{code}/records-{number:x}.bin")
            yield SearchRecordsFile(code, url, number)


def _plan_timeline_files(
    calendars: Mapping[str, tuple[YearRun, ...]],
) -> Iterator[PlannedFile]:
    """Plan what the picture of each timeline is drawn from: a file for each part."""
    for code, years in calendars.items():
        for first, last in timeline_files(years):
            yield TimelineFile(code, urls.timeline_file(code, first, last), first, last)


def timeline_files(years: Sequence[YearRun]) -> tuple[tuple[int, int], ...]:
    """Return the first and the last year of each file that a timeline is drawn from."""
    return divide_timeline(years) or tuple([(years[0].year, years[-1].year) for _ in years[:1]])


def _least_events(site: Site) -> float:
    """Return from how many events on a tag or a source has exports of its own."""
    match site.exports:
        case "all":
            return 1
        case "site" | "none":
            return inf
        case least:
            return least


def _plan_sitemaps(site: Site, listed: tuple[Page, ...]) -> Iterator[PlannedFile]:
    """Plan one sitemap, or as many as its limits require and their index."""
    if not site.base_url:
        return
    first = site.languages[0].code
    ranges, start, size = [], 0, 0
    for position, page in enumerate(listed):
        # A page is listed itself and as the alternate in each language and for all others.
        bytes_of_page = (len(page.url.href) + len(site.base_url) + 80) * (len(site.languages) + 2)
        is_full = position - start >= SITEMAP_PAGES or size + bytes_of_page > SITEMAP_BYTES
        if position > start and is_full:
            ranges.append((start, position))
            start, size = position, 0
        size += bytes_of_page
    ranges.append((start, len(listed)))
    if len(ranges) == 1:
        yield Sitemap(first, Url("sitemap.xml"), *ranges[0])
        return
    parts = tuple(
        Sitemap(first, Url(f"sitemap-{number}.xml"), start, stop)
        for number, (start, stop) in enumerate(ranges, 1)
    )
    yield SitemapIndex(first, Url("sitemap.xml"), parts)
    yield from parts


def has_share_cards(site: Site) -> bool:
    """Whether a site has share pictures: other sites ask for them by full addresses."""
    return bool(site.base_url and site.share.cards and site.image is None)


def _plan_share_cards(
    site: Site, chronicle: Chronicle, listed: tuple[Page, ...]
) -> Iterator[PlannedFile]:
    """Plan the share pictures of pages that have no picture of their own."""
    if not has_share_cards(site):
        return
    # The fonts have these scripts: the name of a language is in the script of the language.
    languages = {
        language.code
        for language in site.languages
        if detect_script(language.name)[0] in _CARD_SCRIPTS
    }
    with_articles = len(chronicle.events) <= site.share.cards
    for page in listed:
        if page.language not in languages or not isinstance(page, CardPage):
            continue
        if isinstance(page, ArticlePage) and (
            not with_articles or chronicle.articles[page.path].has_image
        ):
            continue
        yield ShareCard(page.language, urls.share_card(page.url), page)


# --- Address clashes ----------------------------------------------------------------------


def _find_collisions(
    chronicle: Chronicle, outputs: tuple[Output, ...], files: Sequence[str]
) -> Iterator[Problem]:
    """Find outputs with the same file, or with a file where another has its folder."""
    claims: dict[str, Output] = {}
    # No file name contains a line break, so all are normalized at once.
    for output, file in zip(outputs, _comparable("\n".join(files)).split("\n"), strict=True):
        rival = claims.setdefault(file, output)
        if rival is not output and not _is_reserved(chronicle, output, rival):
            yield _clash(chronicle, output, rival)
    redirects = [output for output in outputs if isinstance(output, RedirectPage)]
    if not redirects:
        return
    folders = {parent: output for file, output in claims.items() for parent in _parents(file)}
    for redirect in redirects:
        file = _comparable(redirect.url.file)
        above = (claims[parent] for parent in _parents(file) if parent in claims)
        rival = next(above, folders.get(file, redirect))
        if rival is not redirect:
            yield _clash(chronicle, redirect, rival)
        elif redirect.url.path.startswith("assets/") or any(
            step.startswith(".") for step in redirect.url.path.split("/")
        ):
            article = chronicle.files[redirect.path].article
            message = f"the address '{redirect.alias}' is reserved for tarikh's own files"
            position = article.position("aliases")
            hint = f"remove '{redirect.alias}' from 'aliases'"
            yield Problem(
                article.path, position.line, position.column, "address-clash", message, hint
            )


def _is_reserved(chronicle: Chronicle, output: Output, rival: Output) -> bool:
    """Whether a content page has a reserved address, which was reported when it was read."""
    if isinstance(rival, PlannedContentPage):
        output, rival = rival, output
    if not isinstance(output, PlannedContentPage) or text_path(rival):
        return False
    slug = chronicle.articles[output.path].slug
    return slug in urls.RESERVED or isinstance(rival, YearPage)


def _comparable(file: str) -> str:
    """Return a path as file systems that ignore case and normalization compare it."""
    return normalize("NFC", file).casefold()


def _parents(file: str) -> Iterator[str]:
    while file := file.rpartition("/")[0]:
        yield file


def _clash(chronicle: Chronicle, output: Output, rival: Output) -> Problem:
    # A former address gives way to a page, and a page that has a slug to one that has none.
    blamed, other = output, rival
    if isinstance(rival, RedirectPage) or (_source_path(rival) and not _source_path(output)):
        blamed, other = rival, output
    address = blamed.url.path
    message = f"the address '{address}' is already used by {_describe(other)}"
    path = _source_path(blamed)
    if not path:
        return Problem("", 0, 0, "address-clash", message)
    article = chronicle.files[path].article
    field = "slug"
    hint = f"give this file another address: 'slug: {article.slug}-2'"
    if isinstance(blamed, RedirectPage):
        field = "aliases"
        hint = f"remove '{blamed.alias}' from 'aliases'"
        if _comparable(blamed.url.file) != _comparable(other.url.file):
            message = f"the address '{address}' is above or below that of {_describe(other)}"
        elif path == _source_path(other):
            message = f"the address '{address}' is the address of this article"
    position = article.position(field)
    return Problem(article.path, position.line, position.column, "address-clash", message, hint)


def _source_path(output: Output) -> str:
    """Return the path of the file that an output is planned for; empty if there is none."""
    return output.path if isinstance(output, RedirectPage) else text_path(output)


def _describe(output: Output) -> str:  # noqa: PLR0912 - a case for each kind of output
    match output:
        case ArticlePage(path=path) | PlannedContentPage(path=path) | RedirectPage(path=path):
            return path
        case LanguagePickerPage() | HomePage():
            return "the home page"
        case YearPage(year=year) | TermYearPage(year=year):
            return f"the page of {year}"
        case MonthPage(year=year, month=month):
            return f"the page of {year}-{month:02}"
        case DayPage(month=month, day=day):
            return f"the page of {month:02}-{day:02} in all years"
        case DayIndexPage():
            return "the index of days"
        case TermIndexPage(kind=kind):
            return f"the list of all {kind}"
        case TermPage(identity=identity):
            return f"the page of '{identity}'"
        case TermRedirectPage(url=url):
            return f"the former address '{url.path}' of a tag or source"
        case WholeTimelinePage() | TimelineEmbedPage():
            return "the whole timeline"
        case TimelinePartPage(first=first):
            return f"the part of the whole timeline from {first} on"
        case SearchPage():
            return "the search page"
        case (
            NotFoundPage()
            | ExportFile()
            | CorrectionsFeed()
            | SearchEventsFile()
            | SearchRecordsFile()
            | TimelineFile()
            | Sitemap()
            | SitemapIndex()
            | RobotsFile()
            | HeadersFile()
            | NoJekyllFile()
            | SchemaFile()
            | DomainFile()
            | ShareCard()
        ):
            return f"tarikh's own file '{output.url.file}'"
        case _:
            assert_never(output)
