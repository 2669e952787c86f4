"""Finds addresses that have been published and have no page any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from generator.chronology import Chronicle, Term
from generator.chronology.terms import TermRegistry, build_registry
from generator.exports import FORMATS
from generator.fixes import AddedAlias, AddedFormerId
from generator.lazy_patterns import lazy_compile
from generator.messages import find_fix, propose, say
from generator.model import Entry, Site
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
_KINDS: tuple[TermKind, ...] = get_args(TermKind)

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
        registries: The file of the registry of each kind of terms.
    """

    listed: PublishedAddresses | None
    files: Iterable[str]
    bodies: Mapping[str, str]
    entries: Mapping[str, Entry]
    output: str
    registries: Mapping[TermKind, str]


def list_addresses(plan: Plan) -> Iterator[str]:
    """List the addresses that readers and their programs keep: pages, feeds and exports."""
    for page in plan.pages:
        if not isinstance(page, NotFoundPage | DayPage):
            yield page.url.path
    for file in plan.files:
        if isinstance(file, ExportFile | CorrectionsFeed):
            yield file.url.path


def check_addresses(
    last: LastBuild, site: Site, plan: Plan, chronicle: Chronicle
) -> Iterator[Problem]:
    """Warn about each published address that leads nowhere now, and name what replaces it.

    Args:
        last: What was published.
        site: The settings, with the registries.
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
    successors = dict(_find_terms(lost, last, site, plan, chronicle, new_terms))
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
            hint = propose(
                AddedAlias(address),
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
            hint = _hint_for(file, address, successors)
            if line:
                let_go = "remove this line to let it go"
                fix = find_fix(hint)
                hint = (
                    propose(fix, "%(hint)s, or %(let_go)s", hint=hint, let_go=let_go)
                    if hint
                    else let_go
                )
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
    from difflib import SequenceMatcher  # noqa: PLC0415 - most builds lose no address

    return SequenceMatcher(None, name, other, autojunk=False).ratio() >= _SIMILAR


def _hint_for(
    file: str, address: str, successors: Mapping[tuple[TermKind, str], AddedFormerId | None]
) -> str:
    """Say how to keep an address; empty if it cannot be kept.

    Args:
        file: Its file in the output.
        address: The address.
        successors: For each tag or source that is gone, how to keep its addresses, if that is
            certain.
    """
    if not file.endswith((".html", ".htm")):
        return ""
    term = _term_of(file)
    if term is None or term not in successors:
        return say("add '%(address)s' to 'aliases' of the text that replaces it", address=address)
    kind, identity = term
    fix = successors[term]
    return propose(
        fix,
        'add former_ids = ["%(identity)s"] to %(entry)s in %(kind)s.toml',
        identity=identity,
        entry=f"[{fix.entry}]" if fix is not None else "the entry that replaces it",
        kind=kind,
    )


def _term_of(file: str) -> tuple[TermKind, str] | None:
    """Return the tag or source whose address a file of the output is."""
    parts = file.split("/")
    for kind in _KINDS:
        if len(parts) > 3 and parts[1] == kind:
            return kind, parts[2]
    return None


def _find_terms(  # noqa: PLR0917 - what was and what is
    lost: Iterable[str],
    last: LastBuild,
    site: Site,
    plan: Plan,
    chronicle: Chronicle,
    new_terms: Iterable[TermPage],
) -> Iterator[tuple[tuple[TermKind, str], AddedFormerId | None]]:
    """Find each tag or source that is gone, and the entry that has taken its place.

    That is the one that the old id is a spelling of now, or a new one with a similar id, or the
    only new one if articles had it before under the only id that is gone.
    """
    terms_gone = {
        term
        for file in lost
        if (term := _term_of(file)) is not None
        and "/".join((*file.split("/")[:3], "")) not in plan.paths
    }
    for kind in _KINDS:
        known = build_registry(site.tags if kind == "tags" else site.sources)
        terms = chronicle.tags if kind == "tags" else chronicle.sources
        new = {page.identity for page in new_terms if page.kind == kind}
        gone = sorted(identity for each, identity in terms_gone if each == kind)
        for identity in gone:
            found = {known.identify(identity)} & new
            found = found or {each for each in new if _are_similar(identity, each)}
            if not found and len(gone) == 1:
                found = new & _list_terms(kind, last.entries.values(), known)
            fix = None
            if len(found) == 1:
                (entry,) = found
                names = () if entry in known.by_id else _names_of(terms[entry])
                fix = AddedFormerId(last.registries[kind], entry, identity, names)
            yield (kind, identity), fix


def _list_terms(kind: TermKind, entries: Iterable[Entry], known: TermRegistry) -> set[str]:
    """Return the tags or sources, as the registry identifies them now, of the texts of a build."""
    return {
        known.identify(name)
        for entry in entries
        for name in (
            entry.article.tags or ()
            if kind == "tags"
            else [each.name for each in entry.article.sources or () if each.name]
        )
    }


def _names_of(term: Term) -> tuple[tuple[str, str], ...]:
    return tuple([(text.language, text.value) for text in term.names.texts])
