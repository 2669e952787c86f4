"""Every kind of page and file that a site has, each with its address."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from msgspec import Struct

from generator.exports import ExportFormat, Scope
from generator.urls import TermKind, Url

# Whether a list is of a tag or of a source; empty for the list of all events of a language.
ListKind: TypeAlias = TermKind | Literal[""]


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


class SearchEmbedPage(PlannedOutput, frozen=True):
    """The search for frames of other sites."""


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


def term_parts(term: TermKey | None) -> tuple[ListKind, str]:
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


# The pages that other sites show a picture of; readers share no search and no list of a day.
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
    | SearchEmbedPage
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
UNLISTED = (NotFoundPage, TimelineEmbedPage, SearchEmbedPage, RedirectPage, TermRedirectPage)


def text_path(output: Output) -> str:
    """Return the path of the file whose text a page prints; empty for all others."""
    return output.path if isinstance(output, ArticlePage | PlannedContentPage) else ""
