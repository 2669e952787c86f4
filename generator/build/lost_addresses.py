"""Finds addresses that have been published and have no page any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import get_args

from generator.chronology import Chronicle
from generator.exports import FORMATS
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Entry
from generator.pages.outputs import (
    ArticlePage,
    CorrectionsFeed,
    DayPage,
    ExportFile,
    NotFoundPage,
    PlannedContentPage,
    TermPage,
)
from generator.pages.plan import Plan
from generator.problems import Problem, Severity
from generator.state.published_addresses import NAME, PublishedAddresses
from generator.urls import TermKind

# How similar the last parts of two addresses are that are probably of one page, of 1.
_SIMILAR = 0.6
# How the files of the output begin whose addresses nobody keeps.
_INTERNAL = (
    "assets/",
    "404.html",
    "sitemap",
    "robots.txt",
    "CNAME",
    "_headers",
    "events.schema.json",
    ".",
)
_DAY_PAGE = lazy_compile(r"[^/]+/days/[0-9]{2}-[0-9]{2}/index\.html")
_KINDS = frozenset(get_args(TermKind))

_Text = ArticlePage | PlannedContentPage


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What is known of what was published before.

    Attributes:
        listed: The list in the site's folder; ``None`` if it has none.
        files: The files of the output as the last build left it.
        bodies: For each article, the file of its page in that build.
        entries: The entries of that build.
        output: The output folder as messages show it.
    """

    listed: PublishedAddresses | None
    files: Iterable[str]
    bodies: Mapping[str, str]
    entries: Mapping[str, Entry]
    output: str


def list_addresses(plan: Plan) -> Iterator[str]:
    """List the addresses that readers and their programs keep: pages, feeds and exports."""
    for page in plan.pages:
        if not isinstance(page, NotFoundPage | DayPage):
            yield page.url.path
    for file in plan.files:
        if isinstance(file, ExportFile | CorrectionsFeed):
            yield file.url.path


def check_addresses(last: LastBuild, plan: Plan, chronicle: Chronicle) -> Iterator[Problem]:
    """Warn about each published address that leads nowhere now, and name what replaces it.

    Args:
        last: What was published.
        plan: The pages.
        chronicle: The articles.
    """
    files = plan.by_file.keys()
    if last.listed is not None:
        # Each build adds what it publishes, so an address that is not listed was let go.
        listed = last.listed.files
        lost = {file for file in listed if file not in files}
    else:
        listed = {}
        kept = (".html", ".htm", ".xml", *(each.file_name for each in FORMATS))
        lost = {
            file
            for file in last.files
            if file not in files and file.endswith(kept) and not _is_internal(file)
        }
    if not lost:
        return
    known = {*last.files, *listed}
    new_texts = [
        page
        for page in plan.pages
        if isinstance(page, ArticlePage | PlannedContentPage) and page.url.file not in known
    ]
    new_terms = [
        page for page in plan.pages if isinstance(page, TermPage) and page.url.file not in known
    ]
    paths = {file: path for path, file in last.bodies.items()}
    for file in sorted(lost):
        address = f"/{listed.get(file, file.removesuffix('index.html'))}"
        successor = _find_successor(file, paths.get(file, ""), last, new_texts, chronicle)
        if successor is not None:
            article = chronicle.files[successor.path].article
            position = article.position("slug")
            message = say(
                "the page was at '%(address)s', and links to that address no longer work",
                address=address,
            )
            hint = say(
                "add '%(address)s' to 'aliases', so that it redirects to '/%(path)s'",
                address=address,
                path=successor.url.path,
            )
            yield Problem(
                article.path,
                position.line,
                position.column,
                "address-moved",
                message,
                hint,
                Severity.WARNING,
            )
        else:
            line = last.listed.lines.get(listed.get(file, ""), 0) if last.listed else 0
            place = NAME if last.listed is not None else last.output
            message = say("'%(address)s' was published and leads nowhere now", address=address)
            hint = _hint_for(file, address, plan, new_terms)
            if line:
                let_go = "remove this line to let it go"
                hint = say("%(hint)s, or %(let_go)s", hint=hint, let_go=let_go) if hint else let_go
            yield Problem(place, line, 0, "address-gone", message, hint, Severity.WARNING)


def _is_internal(file: str) -> bool:
    """Whether nobody keeps the address of a file: a day of the year is found by its date."""
    return file.startswith(_INTERNAL) or _DAY_PAGE.fullmatch(file) is not None


def _find_successor(
    file: str, path: str, last: LastBuild, new: list[_Text], chronicle: Chronicle
) -> _Text | None:
    """Return the page of the text that was at an address: by its file, its title or its name.

    Args:
        file: The file of the address in the output.
        path: The file of the article that was there; empty if it is not known.
        last: What was published.
        new: The pages of texts that were not published before.
        chronicle: The articles.
    """
    for page in new:
        if page.path == path:
            return page
    folder, name = _split(file)
    candidates = [page for page in new if _split(page.url.file)[0] == folder]
    before = last.entries.get(path)
    if before is not None:
        title = before.article.title
        candidates = [p for p in candidates if chronicle.files[p.path].article.title == title]
        return candidates[0] if len(candidates) == 1 else None
    similar = [page for page in candidates if _are_similar(name, _split(page.url.file)[1])]
    return similar[0] if len(similar) == 1 else None


def _split(file: str) -> tuple[str, str]:
    """Return what is above the last segment of the address of a page, and that segment."""
    above, _, name = file.removesuffix("/index.html").rpartition("/")
    return above, name


def _are_similar(name: str, other: str) -> bool:
    return SequenceMatcher(None, name, other, autojunk=False).ratio() >= _SIMILAR


def _hint_for(file: str, address: str, plan: Plan, new_terms: list[TermPage]) -> str:
    """Say how to keep an address; empty if it cannot be kept."""
    if not file.endswith((".html", ".htm")):
        return ""
    parts = file.split("/")
    if len(parts) > 3 and parts[1] in _KINDS and "/".join((*parts[:3], "")) not in plan.paths:
        kind, identity = parts[1], parts[2]
        similar = [
            page.identity
            for page in new_terms
            if page.kind == kind and _are_similar(identity, page.identity)
        ]
        entry = f"[{similar[0]}]" if similar else "the entry that replaces it"
        return say(
            'add former_ids = ["%(identity)s"] to %(entry)s in %(kind)s.toml',
            identity=identity,
            entry=entry,
            kind=kind,
        )
    return say("add '%(address)s' to 'aliases' of the text that replaces it", address=address)
