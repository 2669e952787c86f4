"""What the preview reads of a site before it shows the first page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from generator.content.parse import parse_article
from generator.content.scan import SiteLayout, SiteListing, read_files
from generator.engine.workers import run_parallel
from generator.hashing import hash_bytes
from generator.model import Article, Site
from generator.problems import Problem
from generator.state.build_record import BuildRecord, ProblemTuple, from_tuples, to_tuples
from generator.state.encoding import decode, encode


class LoadLimits(Struct, frozen=True):
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


class ParsedFile(NamedTuple):
    """A file of which only the front matter has been parsed.

    Attributes:
        path: The file.
        digest: The hash of its bytes; empty if it cannot be read.
        article: What its front matter says; ``None`` if errors prevent that.
        problems: Its problems.
    """

    path: str
    digest: bytes
    article: Article | None
    problems: tuple[Problem, ...]


def find_unchanged(
    layout: SiteLayout, listing: SiteListing, previous: BuildRecord
) -> Mapping[str, bytes]:
    """Return the articles that have not changed since the last build, with their hashes.

    Nothing is written: what can be trusted of a file is not recorded.
    """
    unchanged: dict[str, bytes] = {}
    touched = []
    for path, stat in listing.content.items():
        recorded = previous.content.get(path)
        if recorded is None or not path.endswith(".md"):
            continue
        if stat == recorded[0]:
            unchanged[path] = recorded[1]
        else:
            touched.append(path)
    for file in read_files(layout.root, touched, []):
        digest = hash_bytes(file.data)
        if digest == previous.content[file.path][1]:
            unchanged[file.path] = digest
    return unchanged


def read_front_matter(
    layout: SiteLayout,
    site: Site,
    paths: tuple[str, ...],
    *,
    jobs: int,
    limits: LoadLimits = DEFAULT_LOAD_LIMITS,
) -> Iterator[ParsedFile]:
    """Read the front matter of articles.

    Args:
        layout: The site's folders.
        site: The site's settings.
        paths: The files.
        jobs: How many processes to use if there are many files.
        limits: From how many files on to use several processes.
    """
    if jobs == 1 or len(paths) < limits.parallel_from:
        yield from _read_batch(layout, site, paths)
        return

    size = limits.batch_size

    def read(number: int) -> list[_EncodedFile]:
        batch = paths[number * size : (number + 1) * size]
        return list(map(_encode, _read_batch(layout, site, batch)))

    for encoded in run_parallel(read, -(-len(paths) // size), jobs):
        yield from map(_decode, encoded)


# A parsed file as bytes and tuples: a process loads these faster than pickled values.
_EncodedFile = tuple[str, bytes, bytes, tuple[ProblemTuple, ...]]


def _encode(file: ParsedFile) -> _EncodedFile:
    article = b"" if file.article is None else encode(file.article)
    return file.path, file.digest, article, to_tuples(file.problems)


def _decode(encoded: _EncodedFile) -> ParsedFile:
    path, digest, article, problems = encoded
    return ParsedFile(path, digest, decode(article) if article else None, from_tuples(problems))


def _read_batch(layout: SiteLayout, site: Site, paths: Iterable[str]) -> Iterator[ParsedFile]:
    read_problems: list[Problem] = []
    for file in read_files(layout.root, paths, read_problems):
        article, _, problems = parse_article(file, site)
        yield ParsedFile(file.path, hash_bytes(file.data), article, problems)
    for problem in read_problems:
        yield ParsedFile(problem.path, b"", None, (problem,))
