"""Converts articles to entries: new and changed ones are parsed, the others are reused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from generator.build.body_store import BodyStore, Span
from generator.build.report import ProgressCallback
from generator.content.markdown import MarkdownConverter
from generator.content.scan import SiteLayout, read_files
from generator.engine.conversion import convert_file
from generator.engine.workers import run_parallel
from generator.gc_control import collect_new_garbage, freeze_gc
from generator.model import Entry, Site, SourceFile
from generator.problems import Problem
from generator.search import Analyzer
from generator.search.documents import analyze_document, read_document
from generator.state.build_record import FileStamp
from generator.state.search_words import StoredWords, store_words

# How many files one task of a worker converts.
_BATCH = 48


class ConvertedArticle(Struct, frozen=True):
    """An article that was read, parsed and converted.

    Attributes:
        path: The file.
        digest: The hash of its bytes.
        entry: The parsed article; ``None`` if its errors prevent that.
        span: The position of its body in the store; ``None`` if it has no entry.
        words: The position of its words for the search index, likewise.
        problems: Its problems.
    """

    path: str
    digest: bytes
    entry: Entry | None
    span: Span | None
    words: Span | None
    problems: tuple[Problem, ...]


class ConversionResult(Struct, frozen=True):
    """The articles that were converted.

    Attributes:
        entries: The entry of each article that has one, by its path.
        spans: The positions of their bodies.
        words: The positions of their words for the search index.
        digests: The hashes of all files that were read.
        problems: The problems of those that have any.
    """

    entries: Mapping[str, Entry]
    spans: Mapping[str, Span]
    words: Mapping[str, Span]
    digests: Mapping[str, bytes]
    problems: Mapping[str, tuple[Problem, ...]]

    def stamp(self, content: Mapping[str, FileStamp]) -> dict[str, FileStamp]:
        """Return the stamps of the content folder, with the hashes of the articles that were read.

        Args:
            content: The stamps; the hash of an article that no build had read is empty.
        """
        return {
            **content,
            **{path: (content[path][0], each) for path, each in self.digests.items()},
        }

    def find_words(self, bodies: BodyStore) -> Callable[[str], StoredWords | None]:
        """Return a function that returns the words of a converted file; ``None`` for others."""

        def find(path: str) -> StoredWords | None:
            span = self.words.get(path)
            if span is None:
                return None
            terms, postings = bodies.get(span)
            return terms, postings

        return find


class Converter(Struct, frozen=True):
    """Reads, parses and converts articles of one site."""

    layout: SiteLayout
    site: Site
    bodies: BodyStore
    markdown: MarkdownConverter
    analyzer: Analyzer

    def convert(self, paths: Iterable[str]) -> list[ConvertedArticle]:
        """Convert some files; one that cannot be read results in a problem only."""
        unreadable: list[Problem] = []
        files = read_files(self.layout.root, paths, unreadable)
        converted = [self._convert(file) for file in files]
        converted += (
            ConvertedArticle(each.path, b"", None, None, None, (each,)) for each in unreadable
        )
        return converted

    def convert_words(self, path: str) -> StoredWords:
        """Convert a file, and return its words for the search index."""
        (converted,) = self.convert((path,))
        if converted.words is None:
            return "", b""
        terms, postings = self.bodies.get(converted.words)
        return terms, postings

    def _convert(self, file: SourceFile) -> ConvertedArticle:
        converted = convert_file(file, self.site, self.markdown)
        span = words = None
        if converted.article is not None and converted.body is not None:
            segments = converted.body.segments
            span = self.bodies.put(segments)
            if not converted.article.is_page:
                document = read_document(converted.article, segments)
                words = self.bodies.put(store_words(*analyze_document(self.analyzer, document)))
        path, digest = converted.path, converted.digest
        return ConvertedArticle(path, digest, converted.entry, span, words, converted.problems)


def convert_articles(
    converter: Converter, paths: Sequence[str], *, jobs: int, progress: ProgressCallback
) -> ConversionResult:
    """Convert articles that are new or changed.

    Args:
        converter: Converts the files.
        paths: The files.
        jobs: How many processes to use.
        progress: Called as the work proceeds.
    """
    batches = -(-len(paths) // _BATCH)
    entries, spans, words, digests, problems = {}, {}, {}, {}, {}

    def convert_batch(number: int) -> list[ConvertedArticle]:
        converted = converter.convert(paths[number * _BATCH : (number + 1) * _BATCH])
        if batches > 1:
            # The parts of a parsed text refer to the text.
            collect_new_garbage()
        return converted

    if batches > 1:
        # Only what is made from here on is searched for garbage.
        freeze_gc()
    done = 0
    for batch in run_parallel(convert_batch, batches, jobs):
        for converted in batch:
            digests[converted.path] = converted.digest
            if converted.problems:
                problems[converted.path] = converted.problems
            if converted.entry is not None and converted.span is not None:
                entries[converted.path] = converted.entry
                spans[converted.path] = converted.span
                if converted.words is not None:
                    words[converted.path] = converted.words
        done += len(batch)
        progress("reading", done, len(paths))
    return ConversionResult(entries, spans, words, digests, problems)
