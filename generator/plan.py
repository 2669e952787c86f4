"""Every page that must exist, and where: no page is made here, and none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from unicodedata import normalize

from generator import urls
from generator.chronicle import Chronicle, Edition
from generator.chronicle.calendar import YearRun, calendar
from generator.errors import Problem
from generator.model import Article, Entry, Site
from generator.urls import TermKind, Url

Kind = Literal[
    "chooser",
    "not-found",
    "home",
    "year",
    "month",
    "article",
    "index",
    "term",
    "term-year",
    "standing",
]
Subject = tuple[str | int, ...]

# A timeline of more events than these is cut into pages of its own parts.
LONG = 200


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the site must have.

    Attributes:
        kind: What it is.
        language: Whose strings it is made with; the first one's where it is for all.
        subject: What it is about, the same in every language: a year and a month, a key, a kind
            of terms with an identity and a year.
        url: Where it is.
        origin: The file whose body it prints, or nothing.
    """

    kind: Kind
    language: str
    subject: Subject
    url: Url
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages in the order they are made, found by what they are about.

    ``calendars`` holds the years of each language's whole chronology, ``paths`` the address of
    every page.
    """

    pages: tuple[Page, ...]
    paths: frozenset[str]
    found: Mapping[tuple[Kind, str, Subject], Page]
    calendars: Mapping[str, tuple[YearRun, ...]]

    def find(self, kind: Kind, language: str, *subject: str | int) -> Page | None:
        """The page of that kind about that subject in that language, if the site has one."""
        return self.found.get((kind, language, subject))


def plan(site: Site, chronicle: Chronicle) -> tuple[Plan, tuple[Problem, ...]]:
    """List the pages of a site.

    Returns:
        The plan, and a problem for each two pages that would be one file on some host: paths
        are compared without regard to case and Unicode normalisation form.
    """
    calendars = {
        code: calendar(edition.tellings, range(len(edition.tellings)))
        for code, edition in chronicle.editions.items()
    }
    pages = tuple(_pages(site, chronicle, calendars))
    problems = tuple(_collisions(chronicle, pages))
    found = {(page.kind, page.language, page.subject): page for page in pages}
    paths = frozenset(page.url.path for page in pages)
    return Plan(pages, paths, MappingProxyType(found), MappingProxyType(calendars)), problems


def _pages(
    site: Site, chronicle: Chronicle, calendars: Mapping[str, tuple[YearRun, ...]]
) -> Iterator[Page]:
    first = site.languages[0].code
    yield Page("chooser", first, (), urls.chooser())
    yield Page("not-found", first, (), urls.not_found())
    for language in site.languages:
        code = language.code
        edition = chronicle.editions[code]
        yield Page("home", code, (), urls.home(code))
        yield from _years(code, calendars[code])
        yield from _terms(edition, "tags", edition.tags)
        yield from _terms(edition, "sources", edition.sources)
        for standing in chronicle.standing:
            for entry in standing.entries:
                if entry.article.language == code:
                    url = urls.standing(code, entry.article.slug)
                    yield _told("standing", standing.key, entry, url)
        for telling in edition.tellings:
            if not telling.foreign:
                url = urls.article(code, telling.entry.article.slug)
                yield _told("article", telling.event.key, telling.entry, url)


def _told(kind: Kind, key: str, entry: Entry, url: Url) -> Page:
    return Page(kind, entry.article.language, (key,), url, entry.article.path)


def _years(code: str, years: tuple[YearRun, ...]) -> Iterator[Page]:
    for run in years:
        yield Page("year", code, (run.year,), urls.year(code, run.year))
        if len(run.positions) > LONG:
            for month in sorted({part.month for part in run.months if part.month is not None}):
                yield Page("month", code, (run.year, month), urls.month(code, run.year, month))


def _terms(
    edition: Edition, kind: TermKind, places: Mapping[str, tuple[int, ...]]
) -> Iterator[Page]:
    code = edition.language
    yield Page("index", code, (kind,), urls.index(code, kind))
    for identity in sorted(places):
        positions = places[identity]
        yield Page("term", code, (kind, identity), urls.term(code, kind, identity))
        if len(positions) > LONG:
            for year in dict.fromkeys(edition.tellings[p].event.when.year for p in positions):
                url = urls.term_year(code, kind, identity, year)
                yield Page("term-year", code, (kind, identity, year), url)


def _collisions(chronicle: Chronicle, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Find pages that would overwrite each other."""
    claims: dict[str, Page] = {}
    for page in pages:
        rival = claims.setdefault(normalize("NFC", page.url.file).casefold(), page)
        if rival is page:
            continue
        named, other = (page, rival) if page.origin else (rival, page)
        message = f"the address '{named.url.path}' is already that of {_name(other)}"
        hint = "give this file another 'slug'"
        if not named.origin:
            yield Problem("", 0, 0, "address-clash", message, hint)
            continue
        article = chronicle.files[named.origin].article
        mark = _slug_mark(article)
        yield Problem(article.path, *mark, "address-clash", message, hint)


def _slug_mark(article: Article) -> tuple[int, int]:
    mark = article.mark("slug")
    return mark.line, mark.column


def _name(page: Page) -> str:
    if page.origin:
        return page.origin
    return f"the {page.kind} page {' '.join(map(str, page.subject))}".strip()
