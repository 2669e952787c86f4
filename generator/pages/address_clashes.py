"""Pages and files with the same address, on some host at least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never
from unicodedata import normalize

from generator import urls
from generator.chronology import Chronicle
from generator.messages import say
from generator.pages.outputs import (
    ArticlePage,
    CorrectionsFeed,
    DayIndexPage,
    DayPage,
    DomainFile,
    ExportFile,
    HeadersFile,
    HomePage,
    LanguagePickerPage,
    MonthPage,
    NoJekyllFile,
    NotFoundPage,
    Output,
    PlannedContentPage,
    RedirectPage,
    RobotsFile,
    SchemaFile,
    SearchEmbedPage,
    SearchEventsFile,
    SearchPage,
    SearchRecordsFile,
    ShareCard,
    Sitemap,
    SitemapIndex,
    TermIndexPage,
    TermPage,
    TermRedirectPage,
    TermYearPage,
    TimelineEmbedPage,
    TimelineFile,
    TimelinePartPage,
    WholeTimelinePage,
    YearPage,
    text_path,
)
from generator.problems import Problem


def find_address_clashes(chronicle: Chronicle, outputs: Sequence[Output]) -> Iterator[Problem]:
    """Find outputs with the same file, or with a file where another has its folder.

    Paths are compared without regard to case and Unicode normalization form, since a site can be
    on a host that does so.
    """
    files = [output.url.file for output in outputs]
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
            message = say(
                "the address '%(alias)s' is reserved for tarikh's own files", alias=redirect.alias
            )
            position = article.position("aliases")
            hint = say("remove '%(alias)s' from 'aliases'", alias=redirect.alias)
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
    message = say(
        "the address '%(address)s' is already used by %(description)s",
        address=address,
        description=_describe(other),
    )
    path = _source_path(blamed)
    if not path:
        return Problem("", 0, 0, "address-clash", message)
    article = chronicle.files[path].article
    field = "slug"
    hint = say("give this file another address: 'slug: %(slug)s-2'", slug=article.slug)
    if isinstance(blamed, RedirectPage):
        field = "aliases"
        hint = say("remove '%(alias)s' from 'aliases'", alias=blamed.alias)
        if _comparable(blamed.url.file) != _comparable(other.url.file):
            message = say(
                "the address '%(address)s' is above or below that of %(description)s",
                address=address,
                description=_describe(other),
            )
        elif path == _source_path(other):
            message = say(
                "the address '%(address)s' is the address of this article", address=address
            )
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
            return say("the page of %(year)s", year=year)
        case MonthPage(year=year, month=month):
            return say("the page of %(year)s-%(month)s", year=year, month=f"{month:02}")
        case DayPage(month=month, day=day):
            return say(
                "the page of %(month)s-%(day)s in all years", month=f"{month:02}", day=f"{day:02}"
            )
        case DayIndexPage():
            return "the index of days"
        case TermIndexPage(kind=kind):
            return say("the list of all %(kind)s", kind=kind)
        case TermPage(identity=identity):
            return say("the page of '%(identity)s'", identity=identity)
        case TermRedirectPage(url=url):
            return say("the former address '%(path)s' of a tag or source", path=url.path)
        case WholeTimelinePage() | TimelineEmbedPage():
            return "the whole timeline"
        case TimelinePartPage(first=first):
            return say("the part of the whole timeline from %(first)s on", first=first)
        case SearchPage() | SearchEmbedPage():
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
            return say("tarikh's own file '%(file)s'", file=output.url.file)
        case _:
            assert_never(output)
