"""The articles of a site as the preview holds them, and how it comes by them when it starts."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from generator.build.site_inputs import hash_settings
from generator.build.workers import run_parallel
from generator.content.markdown import MarkdownConverter
from generator.content.parse import parse_article
from generator.content.scan import SiteLayout, SiteListing, read_files
from generator.hashing import hash_bytes
from generator.model import Article, Body, Entry, Outline, Site, SourceFile
from generator.preview.lazy_outline import LateOutline
from generator.preview.pickling import pickle_value
from generator.problems import Problem
from generator.state import build_record, entry_shards
from generator.state.build_record import from_tuples
from generator.state.code_fingerprint import code_fingerprint

# Files that are read as one piece of work, and how many make it worth a second process.
_BATCH = 250
_MANY = 1500


@dataclass(frozen=True, slots=True)
class CachedArticle:
    """One article's file.

    Attributes:
        digest: The hash of its bytes; empty when it cannot be read.
        entry: What the site shows of it: its last state without errors, if that is known.
        problems: What is wrong with it as it is now.
    """

    digest: bytes
    entry: Entry | None
    problems: tuple[Problem, ...]


def load_cached(place: SiteLayout, listing: SiteListing, site: Site) -> dict[str, CachedArticle]:
    """The articles that are as the last build found them. Nothing is written here."""
    try:
        past = build_record.load(place.state)
    except build_record.DamagedError:
        return {}
    if past is None or past.settings != hash_settings(site) or past.program != code_fingerprint():
        return {}
    try:
        entries = entry_shards.load(place.state, past.shards)
    except entry_shards.DamagedError:
        return {}
    held = {}
    doubtful = []
    for path, entry in entries.items():
        stat, seen = listing.content.get(path), past.content.get(path)
        if stat is None or seen is None:
            continue
        if stat == seen[0]:
            held[path] = CachedArticle(seen[1], entry, from_tuples(past.articles.get(path, ())))
        else:
            doubtful.append(path)
    for file in read_files(place.root, doubtful, []):
        digest = hash_bytes(file.data)
        if digest == past.content[file.path][1]:
            told = from_tuples(past.articles.get(file.path, ()))
            held[file.path] = CachedArticle(digest, entries[file.path], told)
    return held


@dataclass(frozen=True, slots=True)
class _Glimpse:
    """A file whose front matter has been read."""

    path: str
    digest: bytes
    article: Article | None
    problems: tuple[Problem, ...]


def read_front_matter(
    place: SiteLayout,
    site: Site,
    paths: tuple[str, ...],
    *,
    later: Callable[[str], Outline],
    jobs: int,
) -> dict[str, CachedArticle]:
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
            held[each.path] = CachedArticle(each.digest, entry, each.problems)
    return held


def _call(later: Callable[[str], Outline], path: str) -> Callable[[], Outline]:
    return lambda: later(path)


def _glimpses(
    place: SiteLayout, site: Site, paths: tuple[str, ...], jobs: int
) -> Iterator[list[_Glimpse]]:
    """Read the front matter of articles, in several processes if there are many."""
    if jobs == 1 or len(paths) < _MANY:
        yield _glimpse(place, site, paths)
        return

    def work(number: int) -> bytes:
        return pickle_value(_glimpse(place, site, paths[number * _BATCH : (number + 1) * _BATCH]))

    for packed in run_parallel(work, -(-len(paths) // _BATCH), jobs):
        yield pickle.loads(packed)


def _glimpse(place: SiteLayout, site: Site, paths: Iterable[str]) -> list[_Glimpse]:
    unread: list[Problem] = []
    seen = []
    for file in read_files(place.root, paths, unread):
        article, _, problems = parse_article(file, site)
        seen.append(_Glimpse(file.path, hash_bytes(file.data), article, problems))
    seen += (_Glimpse(problem.path, b"", None, (problem,)) for problem in unread)
    return seen


@dataclass(frozen=True, slots=True)
class ConvertedFile:
    """A file, read, parsed and converted; there is a body when there is an article."""

    path: str
    digest: bytes
    article: Article | None
    body: Body | None
    problems: tuple[Problem, ...]

    @property
    def lightened(self) -> ConvertedFile:
        """The same, but for the text of its body."""
        return replace(self, body=replace(self.body, segments=()) if self.body else None)


def convert(file: SourceFile, site: Site, markup: MarkdownConverter) -> ConvertedFile:
    """Read all of a file."""
    digest = hash_bytes(file.data)
    article, text, problems = parse_article(file, site)
    if article is None:
        return ConvertedFile(file.path, digest, None, None, problems)
    body, wrong = markup.render(
        text, path=file.path, first_line=article.body_line, limits=site.limits
    )
    return ConvertedFile(file.path, digest, article, body, problems + wrong)
