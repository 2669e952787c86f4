"""The articles of a site in memory, and how they are loaded when the preview starts."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.content.parse import parse_article
from generator.content.scan import SiteLayout, SiteListing, read_files
from generator.engine.site_inputs import hash_settings
from generator.engine.workers import run_parallel
from generator.hashing import hash_bytes
from generator.model import Article, Entry, Outline, Site
from generator.preview.lazy_outline import LazyOutline
from generator.preview.pickling import pickle_value
from generator.problems import Problem
from generator.state import build_record, entry_shards
from generator.state.build_record import from_tuples
from generator.state.code_fingerprint import code_fingerprint


@dataclass(frozen=True, slots=True)
class LoadLimits:
    """How much of a site is read before the first page is shown, and by how many processes.

    Attributes:
        convert_first: A site with at most this many unconverted articles is converted before the
            first page is shown; the articles of a larger one are converted in the background.
        parallel_from: From this many articles on, several processes read the front matter.
        batch_size: How many files each of these processes reads at a time.
    """

    convert_first: int = 200
    parallel_from: int = 1500
    batch_size: int = 250


DEFAULT_LOAD_LIMITS = LoadLimits()


@dataclass(frozen=True, slots=True)
class CachedArticle:
    """An article's file.

    Attributes:
        digest: The hash of its bytes; empty if it cannot be read.
        entry: Its last state without errors, if there is one: what the site shows.
        problems: The problems of the file as it is now.
    """

    digest: bytes
    entry: Entry | None
    problems: tuple[Problem, ...]


def load_cached(layout: SiteLayout, listing: SiteListing, site: Site) -> dict[str, CachedArticle]:
    """Load the articles that have not changed since the last build, without writing anything."""
    try:
        previous = build_record.load(layout.state)
    except build_record.DamagedRecordError:
        return {}
    if (
        previous is None
        or previous.settings != hash_settings(site)
        or previous.program != code_fingerprint()
    ):
        return {}
    try:
        entries = entry_shards.load(layout.state, previous.shards)
    except entry_shards.DamagedContentError:
        return {}
    cached = {}
    touched = []
    for path, entry in entries.items():
        stat, recorded = listing.content.get(path), previous.content.get(path)
        if stat is None or recorded is None:
            continue
        if stat == recorded[0]:
            problems = from_tuples(previous.articles.get(path, ()))
            cached[path] = CachedArticle(recorded[1], entry, problems)
        else:
            touched.append(path)
    for file in read_files(layout.root, touched, []):
        digest = hash_bytes(file.data)
        if digest == previous.content[file.path][1]:
            problems = from_tuples(previous.articles.get(file.path, ()))
            cached[file.path] = CachedArticle(digest, entries[file.path], problems)
    return cached


@dataclass(frozen=True, slots=True)
class _ReadFile:
    """A file of which only the front matter has been parsed."""

    path: str
    digest: bytes
    article: Article | None
    problems: tuple[Problem, ...]


def read_front_matter(
    layout: SiteLayout,
    site: Site,
    paths: tuple[str, ...],
    *,
    compute_outline: Callable[[str], Outline],
    jobs: int,
    limits: LoadLimits = DEFAULT_LOAD_LIMITS,
) -> dict[str, CachedArticle]:
    """Read the front matter of articles; their outlines are computed later.

    Args:
        layout: The site's folders.
        site: The site's settings.
        paths: The files.
        compute_outline: Computes the outline of a file's body when it is needed.
        jobs: How many processes to use if there are many files.
        limits: From how many files on to use several processes.
    """
    cached = {}
    for batch in _read_batches(layout, site, paths, jobs, limits):
        for file in batch:
            entry = None
            if file.article is not None:
                entry = Entry(file.article, LazyOutline(partial(compute_outline, file.path)))
            cached[file.path] = CachedArticle(file.digest, entry, file.problems)
    return cached


def _read_batches(
    layout: SiteLayout, site: Site, paths: tuple[str, ...], jobs: int, limits: LoadLimits
) -> Iterator[list[_ReadFile]]:
    """Read the front matter of articles, in several processes if there are many."""
    if jobs == 1 or len(paths) < limits.parallel_from:
        yield _read_batch(layout, site, paths)
        return

    size = limits.batch_size

    def read(number: int) -> bytes:
        batch = paths[number * size : (number + 1) * size]
        return pickle_value(_read_batch(layout, site, batch))

    for pickled in run_parallel(read, -(-len(paths) // size), jobs):
        yield pickle.loads(pickled)


def _read_batch(layout: SiteLayout, site: Site, paths: Iterable[str]) -> list[_ReadFile]:
    read_problems: list[Problem] = []
    batch = []
    for file in read_files(layout.root, paths, read_problems):
        article, _, problems = parse_article(file, site)
        batch.append(_ReadFile(file.path, hash_bytes(file.data), article, problems))
    batch += (_ReadFile(problem.path, b"", None, (problem,)) for problem in read_problems)
    return batch
