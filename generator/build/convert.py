"""Converts articles to entries: new and changed ones are parsed, the others are reused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.build.body_store import BodyStore, Span
from generator.build.report import ProgressCallback
from generator.build.workers import run_parallel
from generator.content.markdown import MarkdownConverter
from generator.content.parse import parse_article
from generator.content.scan import SiteLayout, read_files
from generator.hashing import hash_bytes
from generator.model import Entry, Site, SourceFile
from generator.problems import Problem

# How many files one task of a worker converts.
_BATCH = 48


@dataclass(frozen=True, slots=True)
class ConvertedArticle:
    """An article that was read, parsed and converted.

    Attributes:
        path: The file.
        digest: The hash of its bytes.
        entry: The parsed article; ``None`` if its errors prevent that.
        span: The position of its body in the store; ``None`` if it has no entry.
        problems: Its problems.
    """

    path: str
    digest: bytes
    entry: Entry | None
    span: Span | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ConversionResult:
    """All articles of a site.

    Attributes:
        entries: The entry of each article that has one.
        spans: The positions of the bodies that this build converted, by the paths of the articles.
        digests: The hashes of the files that this build read, by path.
        problems: The problems of each article, including those of unchanged ones.
        broken: The articles without an entry.
    """

    entries: tuple[Entry, ...]
    spans: Mapping[str, Span]
    digests: Mapping[str, bytes]
    problems: Mapping[str, tuple[Problem, ...]]
    broken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Converter:
    """Reads, parses and converts articles of one site."""

    layout: SiteLayout
    site: Site
    bodies: BodyStore
    markdown: MarkdownConverter

    def convert(self, paths: Iterable[str]) -> list[ConvertedArticle]:
        """Convert some files; one that cannot be read results in a problem only."""
        unreadable: list[Problem] = []
        files = read_files(self.layout.root, paths, unreadable)
        converted = [self._convert(file) for file in files]
        converted += (ConvertedArticle(each.path, b"", None, None, (each,)) for each in unreadable)
        return converted

    def _convert(self, file: SourceFile) -> ConvertedArticle:
        digest = hash_bytes(file.data)
        article, text, problems = parse_article(file, self.site)
        if article is None:
            return ConvertedArticle(file.path, digest, None, None, problems)
        body, body_problems = self.markdown.render(
            text,
            path=file.path,
            first_line=article.body_line,
            limits=self.site.limits,
            language=self.site.language(article.language),
        )
        span = self.bodies.put(body.segments)
        return ConvertedArticle(
            file.path, digest, Entry(article, body.outline), span, problems + body_problems
        )


def convert_articles(
    converter: Converter,
    *,
    paths: tuple[str, ...],
    unchanged: Mapping[str, Entry],
    unchanged_problems: Mapping[str, tuple[Problem, ...]],
    jobs: int,
    progress: ProgressCallback,
) -> ConversionResult:
    """Convert the articles that are new or changed, and add the unchanged ones.

    Args:
        converter: Converts the files.
        paths: The files to convert.
        unchanged: The entries of all other files.
        unchanged_problems: The problems of these other files.
        jobs: How many processes to use.
        progress: Called as the work proceeds.
    """
    batches = -(-len(paths) // _BATCH)
    entries = list(unchanged.values())
    spans, digests, broken = {}, {}, set()
    problems = dict(unchanged_problems)

    def convert_batch(number: int) -> list[ConvertedArticle]:
        return converter.convert(paths[number * _BATCH : (number + 1) * _BATCH])

    done = 0
    for batch in run_parallel(convert_batch, batches, jobs):
        for converted in batch:
            digests[converted.path] = converted.digest
            if converted.problems:
                problems[converted.path] = converted.problems
            if converted.entry is None or converted.span is None:
                broken.add(converted.path)
            else:
                entries.append(converted.entry)
                spans[converted.path] = converted.span
        done += len(batch)
        progress("reading", done, len(paths))
    return ConversionResult(tuple(entries), spans, digests, problems, frozenset(broken))
