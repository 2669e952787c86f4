"""The events of a site as its search index has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.chronology import Chronicle
from generator.hashing import hash_bytes
from generator.model import Site
from generator.search import Analysis, Analyzer, merge_texts
from generator.search.documents import analyze_names
from generator.state.search_words import StoredWords, restore_words


class IndexedEvent(Struct, frozen=True):
    """An event as the index is to have it.

    Attributes:
        number: Its number in the index.
        paths: The files of its texts.
        names: The registered tags and sources whose names find it, as in `list_names`.
    """

    number: int
    paths: tuple[str, ...]
    names: tuple[str, ...]


def list_events(chronicle: Chronicle, numbers: Mapping[str, int]) -> dict[str, IndexedEvent]:
    """Return all events as the index is to have them, by their keys."""
    names: dict[str, dict[str, None]] = {key: {} for key in chronicle.events}
    for timeline in chronicle.timelines.values():
        for listed in timeline.events:
            own = names[listed.event.key]
            own.update(dict.fromkeys([f"tag {tag}" for tag in listed.tags]))
            own.update(dict.fromkeys([f"source {source}" for source in listed.sources]))
    return {
        key: IndexedEvent(numbers[key], event.paths, tuple(names[key]))
        for key, event in chronicle.events.items()
    }


class RegisteredNames:
    """The words of the names of registered tags and sources, analyzed when they are needed."""

    def __init__(self, site: Site, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._entries = {
            **{f"tag {entry.id}": entry for entry in site.tags},
            **{f"source {entry.id}": entry for entry in site.sources},
        }
        self._words: dict[str, Analysis] = {}

    @property
    def digest(self) -> bytes:
        """The hash of all that they follow from."""
        names = [(id, each.names, each.spellings) for id, each in self._entries.items()]
        return hash_bytes(repr(names).encode())

    def merge(self, texts: Iterable[StoredWords], names: Iterable[str]) -> Analysis:
        """Return the words of an event.

        Args:
            texts: Those of its texts.
            names: The tags and sources whose names find it, as far as they are registered.
        """
        registered = [self._find(name) for name in names if name in self._entries]
        return merge_texts([*map(restore_words, texts), *registered])

    def _find(self, name: str) -> Analysis:
        if name not in self._words:
            self._words[name] = analyze_names(self._analyzer, self._entries[name])
        return self._words[name]
