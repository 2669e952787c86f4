"""Every page that must exist, and where: no page is made here, and none is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from unicodedata import normalize
from urllib.parse import urlsplit

from generator import urls
from generator.chronology import Chronicle, LanguageTimeline
from generator.chronology.calendar import YearRun, group_by_month
from generator.model import Entry, Site
from generator.problems import Problem
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
    "offer",
    "corrections",
    "sitemap",
    "fixed",
    "redirect",
]
Subject = tuple[str | int, ...]

# A timeline of more events than these is cut into pages of its own parts.
LONG = 200
# What is planned like a page and is a file in another format.
FILES = frozenset({"offer", "corrections", "sitemap", "fixed"})
# Search engines are not told of these, nor of pages that stand for no address of their own.
_UNLISTED = frozenset({*FILES, "not-found", "redirect"})
# The most pages and bytes that a sitemap may hold, the latter with room to spare.
SITEMAP_PAGES = 50_000
_SITEMAP_BYTES = 40_000_000
_CNAME = re.compile(r"(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the site must have.

    Attributes:
        kind: What it is.
        language: Whose strings it is made with; the first one's where it is for all.
        subject: What it is about, the same in every language: a year and a month, a key, a kind
            of terms with an identity and a year; of an offer, the format and whose events; of a
            sitemap, its first listed page and the one after its last; of a redirect, where to.
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
    every page, ``listed`` the pages that search engines are told of.
    """

    pages: tuple[Page, ...]
    paths: frozenset[str]
    found: Mapping[tuple[Kind, str, Subject], Page]
    calendars: Mapping[str, tuple[YearRun, ...]]
    listed: tuple[Page, ...]

    def find(self, kind: Kind, language: str, *subject: str | int) -> Page | None:
        """The page of that kind about that subject in that language, if the site has one."""
        return self.found.get((kind, language, subject))


def plan_pages(site: Site, chronicle: Chronicle) -> tuple[Plan, tuple[Problem, ...]]:
    """List the pages of a site.

    Returns:
        The plan, and a problem for each two pages that would be one file on some host: paths
        are compared without regard to case and Unicode normalisation form.
    """
    calendars = {
        code: group_by_month(edition.events, range(len(edition.events)))
        for code, edition in chronicle.timelines.items()
    }
    pages = tuple(_pages(site, chronicle, calendars))
    listed = tuple(page for page in pages if page.kind not in _UNLISTED)
    if site.base_url:
        pages += tuple(_sitemaps(site, listed))
    problems = tuple(_collisions(chronicle, pages))
    found = {(page.kind, page.language, page.subject): page for page in pages}
    paths = frozenset(page.url.path for page in pages)
    planned = Plan(pages, paths, MappingProxyType(found), MappingProxyType(calendars), listed)
    return planned, problems


def _pages(
    site: Site, chronicle: Chronicle, calendars: Mapping[str, tuple[YearRun, ...]]
) -> Iterator[Page]:
    first = site.languages[0].code
    yield Page("chooser", first, (), urls.language_picker())
    yield Page("not-found", first, (), urls.not_found())
    for language in site.languages:
        code = language.code
        edition = chronicle.timelines[code]
        yield Page("home", code, (), urls.home(code))
        yield from _years(code, calendars[code])
        yield from _terms(edition, "tags", edition.tags)
        yield from _terms(edition, "sources", edition.sources)
        for standing in chronicle.pages:
            for entry in standing.entries:
                if entry.article.language == code:
                    url = urls.content_page(code, entry.article.slug)
                    yield _told("standing", standing.key, entry, url)
        for telling in edition.events:
            if not telling.foreign:
                url = urls.article(code, telling.entry.article.slug)
                yield _told("article", telling.event.key, telling.entry, url)

    for name in ("robots.txt", ".nojekyll", "events.schema.json"):
        yield Page("fixed", first, (name,), Url(name))
    if _own_domain(site):
        yield Page("fixed", first, ("CNAME",), Url("CNAME"))
    for language in site.languages:
        yield from _offers(site, chronicle.timelines[language.code])
        yield Page("corrections", language.code, (), urls.corrections(language.code))
    yield from _redirects(chronicle)


def export_formats(site: Site, *, whole: bool) -> tuple[str, ...]:
    """The formats that the events of a language, or of one of its tags or sources, come in."""
    exported = site.exports == "all" or (whole and site.exports == "site")
    return tuple(form for form in urls.EXPORTS if exported or form in urls.FEEDS)


def _offers(site: Site, edition: LanguageTimeline) -> Iterator[Page]:
    """Files of one format follow one another, so that what they share is made once."""
    code = edition.language
    of_terms = export_formats(site, whole=False)
    for form in export_formats(site, whole=True):
        yield Page("offer", code, (form,), urls.export(code, form))
        if form in of_terms:
            for identity in sorted(edition.tags):
                url = urls.export(code, form, "tags", identity)
                yield Page("offer", code, (form, "tags", identity), url)
            for identity in sorted(edition.sources):
                url = urls.export(code, form, "sources", identity)
                yield Page("offer", code, (form, "sources", identity), url)


def _redirects(chronicle: Chronicle) -> Iterator[Page]:
    for entry in chronicle.files.values():
        article = entry.article
        for alias in dict.fromkeys(article.aliases):
            url = urls.redirect(alias)
            yield Page("redirect", article.language, (article.path, alias), url)


def _own_domain(site: Site) -> bool:
    """Whether the site is the whole of a domain that GitHub must be told of."""
    parts = urlsplit(site.base_url)
    host = parts.hostname or ""
    return (
        parts.path == "/"
        and parts.netloc == parts.hostname
        and _CNAME.fullmatch(host) is not None
        and not host.endswith(".github.io")
    )


def _sitemaps(site: Site, listed: tuple[Page, ...]) -> Iterator[Page]:
    """One sitemap, or as many as its limits ask for and an index of them."""
    first = site.languages[0].code
    parts, start, weight = [], 0, 0
    for place, page in enumerate(listed):
        # Each page stands there as itself and as an alternate in each language and in none.
        size = (len(page.url.href) + len(site.base_url) + 80) * (len(site.languages) + 2)
        if place > start and (place - start >= SITEMAP_PAGES or weight + size > _SITEMAP_BYTES):
            parts.append((start, place))
            start, weight = place, 0
        weight += size
    parts.append((start, len(listed)))
    if len(parts) == 1:
        yield Page("sitemap", first, parts[0], Url("sitemap.xml"))
        return
    yield Page("sitemap", first, (), Url("sitemap.xml"))
    for number, part in enumerate(parts, 1):
        yield Page("sitemap", first, part, Url(f"sitemap-{number}.xml"))


def _told(kind: Kind, key: str, entry: Entry, url: Url) -> Page:
    return Page(kind, entry.article.language, (key,), url, entry.article.path)


def _years(code: str, years: tuple[YearRun, ...]) -> Iterator[Page]:
    for run in years:
        yield Page("year", code, (run.year,), urls.year(code, run.year))
        if len(run.positions) > LONG:
            for month in sorted({part.month for part in run.months if part.month is not None}):
                yield Page("month", code, (run.year, month), urls.month(code, run.year, month))


def _terms(
    edition: LanguageTimeline, kind: TermKind, places: Mapping[str, tuple[int, ...]]
) -> Iterator[Page]:
    code = edition.language
    yield Page("index", code, (kind,), urls.index(code, kind))
    for identity in sorted(places):
        positions = places[identity]
        yield Page("term", code, (kind, identity), urls.term(code, kind, identity))
        if len(positions) > LONG:
            for year in dict.fromkeys(edition.events[p].event.when.year for p in positions):
                url = urls.term_year(code, kind, identity, year)
                yield Page("term-year", code, (kind, identity, year), url)


def _collisions(chronicle: Chronicle, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """Find pages that would overwrite each other, or stand where another has its folder."""
    claims: dict[str, Page] = {}
    for page in pages:
        rival = claims.setdefault(_place(page.url.file), page)
        if rival is not page and not _is_reserved(chronicle, page, rival):
            yield _clash(chronicle, page, rival)
    redirects = [page for page in pages if page.kind == "redirect"]
    if not redirects:
        return
    folders = {parent: page for place, page in claims.items() for parent in _parents(place)}
    for page in redirects:
        place = _place(page.url.file)
        above = (claims[parent] for parent in _parents(place) if parent in claims)
        rival = next(above, folders.get(place, page))
        if rival is not page:
            yield _clash(chronicle, page, rival)
        elif page.url.path.startswith("assets/") or any(
            step.startswith(".") for step in page.url.path.split("/")
        ):
            article = chronicle.files[_origin(page)].article
            message = f"the address '{page.subject[1]}' is kept for files of the program"
            mark = article.position("aliases")
            hint = "take it out of aliases"
            yield Problem(article.path, mark.line, mark.column, "address-clash", message, hint)


def _is_reserved(chronicle: Chronicle, page: Page, rival: Page) -> bool:
    """Whether a standing page has an address of the program, which it was told when it was read."""
    if rival.kind == "standing":
        page, rival = rival, page
    if page.kind != "standing" or rival.origin:
        return False
    slug = chronicle.files[page.origin].article.slug
    return slug in urls.RESERVED or rival.kind == "year"


def _place(file: str) -> str:
    return normalize("NFC", file).casefold()


def _parents(place: str) -> Iterator[str]:
    while place := place.rpartition("/")[0]:
        yield place


def _clash(chronicle: Chronicle, page: Page, rival: Page) -> Problem:
    # An old path gives way to a page, and a page that nobody can name otherwise to one of a file.
    named, other = page, rival
    if rival.kind == "redirect" or (_origin(rival) and not _origin(page)):
        named, other = rival, page
    message = f"the address '{named.url.path}' is already that of {_name(other)}"
    if not _origin(named):
        return Problem("", 0, 0, "address-clash", message)
    article = chronicle.files[_origin(named)].article
    field = "slug"
    hint = f"give this file another: a line such as 'slug: {article.slug}-2'"
    if named.kind == "redirect":
        field = "aliases"
        hint = "take it out of aliases"
        if _place(named.url.file) != _place(other.url.file):
            message = f"the address '{named.url.path}' is above or below that of {_name(other)}"
        elif _origin(named) == _origin(other):
            message = f"the address '{named.url.path}' is this article's own"
    mark = article.position(field)
    return Problem(article.path, mark.line, mark.column, "address-clash", message, hint)


def _origin(page: Page) -> str:
    """The file that asks for a page, or nothing."""
    return str(page.subject[0]) if page.kind == "redirect" else page.origin


def _name(page: Page) -> str:
    if _origin(page):
        return _origin(page)
    about = page.subject[-1] if page.subject else ""
    match page.kind:
        case "chooser" | "home":
            return "a front page"
        case "year" | "term-year":
            return f"the page of {about}"
        case "month":
            return f"the page of {page.subject[0]}-{about:02}"
        case "index":
            return f"the list of all {about}"
        case "term":
            return f"the page of '{about}'"
    return "a file of the program"
