"""The search index of a preview, in memory: it has the drafts too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.engine.indexed_events import RegisteredNames, list_events
from generator.pages import RenderContext
from generator.search import Analyzer
from generator.search.documents import analyze_document, read_document
from generator.search.layout import Layout
from generator.search.pieces import (
    LostParagraphsError,
    build_pieces,
    list_files,
    update_pieces,
)
from generator.state import search_words
from generator.state.search_words import StoredWords, store_words

# What the index has of an event: the words of its texts, and the registered names that find it.
_Indexed = tuple[tuple[StoredWords, ...], tuple[str, ...]]


class RecordedWords(Struct, frozen=True):
    """The words that the last build recorded.

    Attributes:
        state: The folder of the site's state.
        search: The hash of their record.
        digests: The hash of each file that has not changed since.
    """

    state: Path
    search: bytes
    digests: Mapping[str, bytes]

    def load(self) -> dict[str, tuple[bytes, StoredWords]]:
        """Return the words of these files, with the hashes of the files."""
        words = search_words.load_words(self.state, self.search)
        return {
            path: (self.digests[path], each) for path, each in words.items() if path in self.digests
        }


class SearchPieces:
    """The pieces of the index, brought up to date when one of them is asked for."""

    def __init__(
        self,
        read_body: Callable[[str], tuple[str, ...] | None],
        recorded: RecordedWords | None,
    ) -> None:
        """Start from what the last build recorded, or from nothing.

        Args:
            read_body: Returns the segments of the body of an article, if its text exists.
            recorded: The words of articles that have not changed.
        """
        self._read_body = read_body
        self._recorded = recorded
        self._analyzer = Analyzer()
        self._words: dict[str, tuple[bytes, StoredWords]] = {}
        self._pieces: dict[str, bytes] = {}
        self._events: dict[int, _Indexed] = {}
        self._lengths: dict[int, int] = {}
        self._layout: Layout | None = None
        self._rules = b""
        self._context: RenderContext | None = None

    def get(self, file: str, context: RenderContext, digests: Mapping[str, bytes]) -> bytes | None:
        """Return a piece; ``None`` if the index has no such file.

        Args:
            file: Its path in the output.
            context: The site as it is now.
            digests: The hash of each article's file.
        """
        if file not in list_files(context.plan.search_layout):
            return None
        if context is not self._context:
            self._update(context, digests)
            self._context = context
        return self._pieces[file]

    def _update(self, context: RenderContext, digests: Mapping[str, bytes]) -> None:
        if self._recorded is not None:
            self._words, self._recorded = self._recorded.load(), None
        layout = context.plan.search_layout
        names = RegisteredNames(context.site, self._analyzer)
        listed = list_events(context.chronicle, context.plan.event_numbers).values()
        events: dict[int, _Indexed] = {
            each.number: (
                tuple([self._find_words(path, context, digests) for path in each.paths]),
                each.names,
            )
            for each in listed
        }
        is_same = (layout, names.digest) == (self._layout, self._rules)
        if not is_same or not self._update_pieces(layout, events, names):
            words = [(number, names.merge(*events[number])) for number in sorted(events)]
            self._lengths = {number: each.length for number, each in words}
            self._pieces = build_pieces(layout, words)
        self._events, self._layout, self._rules = events, layout, names.digest

    def _update_pieces(
        self, layout: Layout, events: Mapping[int, _Indexed], names: RegisteredNames
    ) -> bool:
        """Update the pieces that change; returns whether that was possible."""
        before = self._events
        changed = [
            number
            for number in before.keys() | events.keys()
            if before.get(number) != events.get(number)
        ]
        old = {number: names.merge(*before[number]) for number in changed if number in before}
        new = {number: names.merge(*events[number]) for number in changed if number in events}
        for number in old:
            self._lengths.pop(number)
        self._lengths.update({number: each.length for number, each in new.items()})
        read = self._pieces.__getitem__
        try:
            self._pieces.update(update_pieces(layout, old, new, lambda: self._lengths, read))
        except LostParagraphsError:
            return False
        return True

    def _find_words(
        self, path: str, context: RenderContext, digests: Mapping[str, bytes]
    ) -> StoredWords:
        digest = digests.get(path, b"")
        known = self._words.get(path)
        if known is None or known[0] != digest:
            article = context.chronicle.files[path].article
            document = read_document(article, self._read_body(path) or ())
            words = store_words(*analyze_document(self._analyzer, document))
            known = self._words[path] = digest, words
        return known[1]
