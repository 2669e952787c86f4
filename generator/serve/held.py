"""The articles of a site as the preview holds them, and how it comes by them when it starts."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from generator.build.site import settings_digest
from generator.build.workers import spread
from generator.digest import digest_of
from generator.errors import Problem
from generator.markup import Markup
from generator.model import Article, Body, Entry, Outline, Site, SourceFile
from generator.parse import parse
from generator.read import Layout, Listing, files
from generator.serve.late import LateOutline
from generator.serve.packing import pack
from generator.state import manifest, shards
from generator.state.manifest import untold
from generator.state.program import program

# Files that are read as one piece of work, and how many make it worth a second process.
_BATCH = 250
_MANY = 1500


@dataclass(frozen=True, slots=True)
class Held:
    """One article's file.

    Attributes:
        digest: The hash of its bytes; empty when it cannot be read.
        entry: What the site shows of it: its last state without errors, if that is known.
        problems: What is wrong with it as it is now.
    """

    digest: bytes
    entry: Entry | None
    problems: tuple[Problem, ...]


def remembered(place: Layout, listing: Listing, site: Site) -> dict[str, Held]:
    """The articles that are as the last build found them. Nothing is written here."""
    try:
        past = manifest.load(place.state)
    except manifest.DamagedError:
        return {}
    if past is None or past.settings != settings_digest(site) or past.program != program():
        return {}
    try:
        entries = shards.load(place.state, past.shards)
    except shards.DamagedError:
        return {}
    held = {}
    doubtful = []
    for path, entry in entries.items():
        stat, seen = listing.content.get(path), past.content.get(path)
        if stat is None or seen is None:
            continue
        if stat == seen[0]:
            held[path] = Held(seen[1], entry, untold(past.articles.get(path, ())))
        else:
            doubtful.append(path)
    for file in files(place.root, doubtful, []):
        digest = digest_of(file.data)
        if digest == past.content[file.path][1]:
            told = untold(past.articles.get(file.path, ()))
            held[file.path] = Held(digest, entries[file.path], told)
    return held


@dataclass(frozen=True, slots=True)
class _Glimpse:
    """A file whose front matter has been read."""

    path: str
    digest: bytes
    article: Article | None
    problems: tuple[Problem, ...]


def glimpsed(
    place: Layout,
    site: Site,
    paths: tuple[str, ...],
    *,
    later: Callable[[str], Outline],
    jobs: int,
) -> dict[str, Held]:
    """Read the front matter of articles, and leave their bodies for later.

    Args:
        place: Where the site lies.
        site: Its settings.
        paths: The files.
        later: Makes the outline of a file's body when it is asked for.
        jobs: How many processes to use, if there are many files.
    """

    held = {}
    for batch in _glimpses(place, site, paths, jobs):
        for each in batch:
            entry = None
            if each.article is not None:
                entry = Entry(each.article, LateOutline(_call(later, each.path)))
            held[each.path] = Held(each.digest, entry, each.problems)
    return held


def _call(later: Callable[[str], Outline], path: str) -> Callable[[], Outline]:
    return lambda: later(path)


def _glimpses(
    place: Layout, site: Site, paths: tuple[str, ...], jobs: int
) -> Iterator[list[_Glimpse]]:
    """Read the front matter of articles, in several processes if there are many."""
    if jobs == 1 or len(paths) < _MANY:
        yield _glimpse(place, site, paths)
        return

    def work(number: int) -> bytes:
        return pack(_glimpse(place, site, paths[number * _BATCH : (number + 1) * _BATCH]))

    for packed in spread(work, -(-len(paths) // _BATCH), jobs):
        yield pickle.loads(packed)


def _glimpse(place: Layout, site: Site, paths: Iterable[str]) -> list[_Glimpse]:
    unread: list[Problem] = []
    seen = []
    for file in files(place.root, paths, unread):
        article, _, problems = parse(file, site)
        seen.append(_Glimpse(file.path, digest_of(file.data), article, problems))
    seen += (_Glimpse(problem.path, b"", None, (problem,)) for problem in unread)
    return seen


@dataclass(frozen=True, slots=True)
class Converted:
    """A file, read, parsed and converted; there is a body when there is an article."""

    path: str
    digest: bytes
    article: Article | None
    body: Body | None
    problems: tuple[Problem, ...]

    @property
    def lightened(self) -> Converted:
        """The same, but for the text of its body."""
        return replace(self, body=replace(self.body, segments=()) if self.body else None)


def convert(file: SourceFile, site: Site, markup: Markup) -> Converted:
    """Read all of a file."""
    digest = digest_of(file.data)
    article, text, problems = parse(file, site)
    if article is None:
        return Converted(file.path, digest, None, None, problems)
    body, wrong = markup.render(
        text, path=file.path, first_line=article.body_line, limits=site.limits
    )
    return Converted(file.path, digest, article, body, problems + wrong)
