"""Articles as entries: those that changed are parsed and converted, the others remembered."""

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

# Files that are read and converted as one piece of work.
_BATCH = 48


@dataclass(frozen=True, slots=True)
class ConvertedArticle:
    """An article's file, read, parsed and converted.

    Attributes:
        path: The file.
        digest: The hash of its bytes.
        entry: What the site may know of it; ``None`` when its mistakes leave nothing to know.
        slot: Where its body lies; ``None`` when it has no entry.
        problems: What is wrong with it.
    """

    path: str
    digest: bytes
    entry: Entry | None
    slot: Span | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ConversionResult:
    """All articles of a site.

    Attributes:
        entries: One for each article that has no fatal mistake.
        slots: Where the bodies lie that were converted this time, by the paths of their files.
        digests: The hashes of the files that were read this time, by their paths.
        problems: What is wrong with each article, remembered ones included.
        broken: The articles that have no entry.
    """

    entries: tuple[Entry, ...]
    slots: Mapping[str, Span]
    digests: Mapping[str, bytes]
    problems: Mapping[str, tuple[Problem, ...]]
    broken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Converter:
    """Reads, parses and converts articles of one site."""

    place: SiteLayout
    site: Site
    spool: BodyStore
    markup: MarkdownConverter

    def convert(self, paths: Iterable[str]) -> list[ConvertedArticle]:
        """Convert some files; those that cannot be read have a problem and nothing else."""
        unreadable: list[Problem] = []
        converted = [self._convert(file) for file in read_files(self.place.root, paths, unreadable)]
        converted += (ConvertedArticle(each.path, b"", None, None, (each,)) for each in unreadable)
        return converted

    def _convert(self, file: SourceFile) -> ConvertedArticle:
        digest = hash_bytes(file.data)
        article, text, problems = parse_article(file, self.site)
        if article is None:
            return ConvertedArticle(file.path, digest, None, None, problems)
        body, wrong = self.markup.render(
            text, path=file.path, first_line=article.body_line, limits=self.site.limits
        )
        slot = self.spool.put(body.segments)
        return ConvertedArticle(
            file.path, digest, Entry(article, body.outline), slot, problems + wrong
        )


def convert_articles(
    converter: Converter,
    *,
    paths: tuple[str, ...],
    kept: Mapping[str, Entry],
    told: Mapping[str, tuple[Problem, ...]],
    jobs: int,
    progress: ProgressCallback,
) -> ConversionResult:
    """Convert the articles that changed and put the others beside them.

    Args:
        converter: What converts.
        paths: The files to convert.
        kept: The entries of all other files.
        told: The problems of those other files.
        jobs: How many processes to use.
        progress: Told how far the work is.
    """
    batches = -(-len(paths) // _BATCH)
    entries = list(kept.values())
    slots, digests, broken = {}, {}, set()
    problems = {path: found for path, found in told.items() if path in kept}

    def work(number: int) -> list[ConvertedArticle]:
        return converter.convert(paths[number * _BATCH : (number + 1) * _BATCH])

    done = 0
    for batch in run_parallel(work, batches, jobs):
        for each in batch:
            digests[each.path] = each.digest
            if each.problems:
                problems[each.path] = each.problems
            if each.entry is None or each.slot is None:
                broken.add(each.path)
            else:
                entries.append(each.entry)
                slots[each.path] = each.slot
        done += len(batch)
        progress("reading", done, len(paths))
    return ConversionResult(tuple(entries), slots, digests, problems, frozenset(broken))
