"""Which events of a site are probably the same as a new one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from math import log
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from msgspec import Struct, field

from generator.dates import When
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Article
from generator.search.query import STOP_WORDS
from generator.search.stemming import Stemmer
from generator.search.words import group_of, split_words
from generator.text.folding import fold

_DAY: Final = 86_400
# The dates of two reports of one event can be so far apart: the day of the event and the next one.
_SLACK: Final = _DAY
# Dates that say no more than this leave more room for chance.
_EXACT: Final = 3 * _DAY
# Which share of the words of one of the titles must be in the other text, each by its rarity: if
# both dates are exact and the same, and otherwise.
_SIMILAR: Final = 0.5
_VERY_SIMILAR: Final = 0.75
_FEWEST_WORDS: Final = 2
# How many events are named at most.
_MOST: Final = 3
# Parts of addresses that say how a reader has come there.
_TRACKING: Final = lazy_compile(r"utm_\w+|fbclid|gclid|igshid|mc_cid|mc_eid|cmpid|ref|ref_src|amp")


class EventSketch(Struct, frozen=True):
    """What a text says of its event, as far as it tells the event from others.

    Attributes:
        path: The file of the text; may be empty for one that is not written yet.
        key: What all texts of the event share; may be empty for a new event.
        language: The language of the text (BCP 47).
        title: The title.
        summary: The summary, or the beginning of the text; may be empty.
        when: When the event took place, if the text says it.
        addresses: The URLs of its sources.
    """

    path: str
    key: str
    language: str
    title: str
    summary: str = ""
    when: When | None = None
    addresses: tuple[str, ...] = ()


class LikelyDuplicate(Struct, frozen=True):
    """A text of an event that is probably the same as a new one.

    Attributes:
        path: The file of the text.
        title: Its title.
        reason: What the two have in common, in English.
    """

    path: str
    title: str
    reason: str


def sketch_article(article: Article) -> EventSketch:
    """Return what an article says of its event."""
    return EventSketch(
        article.path,
        article.key,
        article.language,
        article.title,
        article.summary,
        article.when,
        tuple([each.url for each in article.sources or () if each.url]),
    )


class _Text(Struct):
    sketch: EventSketch
    title: frozenset[str]
    all: frozenset[str]


class _Event(Struct):
    when: When | None = None
    addresses: set[str] = field(default_factory=set)
    texts: list[_Text] = field(default_factory=list)


class DuplicateFinder:
    """Finds events that are probably the same as a new one, among those that it was given."""

    def __init__(self, sketches: Iterable[EventSketch] = ()) -> None:
        self._stemmer = Stemmer({})
        self._events: dict[str, _Event] = {}
        # The keys of the events with each address and each word, in the order of the texts.
        self._by_address: dict[str, dict[str, None]] = {}
        self._by_word: dict[str, dict[str, None]] = {}
        for sketch in sketches:
            self.add(sketch)

    def add(self, sketch: EventSketch) -> None:
        """Add a text. Its key must not be empty; texts with the same key are of one event."""
        event = self._events.setdefault(sketch.key, _Event())
        event.when = event.when or sketch.when
        text = self._read(sketch)
        event.texts.append(text)
        for address in _normalize_all(sketch.addresses):
            event.addresses.add(address)
            self._by_address.setdefault(address, {})[sketch.key] = None
        for word in text.all:
            self._by_word.setdefault(word, {})[sketch.key] = None

    def find(self, sketch: EventSketch) -> list[LikelyDuplicate]:
        """Return texts of other events that are probably the event of a text, the likeliest first.

        An event is one if its date does not contradict that of the text and it cites the same
        address, or is on the same days (or a day apart) and has similar words.
        """
        new = self._read(sketch)
        addresses = _normalize_all(sketch.addresses)
        keys = dict.fromkeys(
            key for address in addresses for key in self._by_address.get(address, ())
        )
        for word in new.all:
            keys.update(self._by_word.get(word, ()))
        keys.pop(sketch.key, None)
        found = []
        for key in keys:
            event = self._events[key]
            distance = _find_distance(sketch.when, event.when)
            if distance is not None and distance > _SLACK:
                continue
            likeness, text = max(
                ((self._compare(new, text), text) for text in event.texts),
                key=lambda pair: (pair[0], pair[1].sketch.language == sketch.language),
            )
            reasons = []
            if not event.addresses.isdisjoint(addresses):
                reasons.append("the same source address")
            least = _SIMILAR if _are_exact(sketch.when, event.when) else _VERY_SIMILAR
            if likeness >= least:
                days = "no date to compare" if distance is None else "the same days"
                reasons += ["a day apart" if distance else days, "similar words"]
            if reasons:
                reason = reduce(_add_reason, reasons)
                found.append((len(reasons), likeness, text.sketch, reason))
        found.sort(key=lambda each: (-each[0], -each[1], each[2].path))
        return [
            LikelyDuplicate(known.path, known.title, reason)
            for _, _, known, reason in found[:_MOST]
        ]

    def _read(self, sketch: EventSketch) -> _Text:
        title = frozenset(self._find_words(sketch.title, sketch.language))
        summary = self._find_words(sketch.summary, sketch.language)
        return _Text(sketch, title, title.union(summary))

    def _find_words(self, text: str, language: str) -> list[str]:
        return [
            group_of(self._stemmer.stem(word, language))
            for word in split_words(text)
            if fold(word) not in STOP_WORDS
        ]

    def _compare(self, one: _Text, other: _Text) -> float:
        """Return how much of one of the titles is in the other text: 0 to 1."""
        if one.title and one.title == other.title:
            return 1
        return max(self._find_share(one.title, other.all), self._find_share(other.title, one.all))

    def _find_share(self, title: frozenset[str], words: frozenset[str]) -> float:
        shared = title & words
        # One word is in the texts of many events.
        if len(shared) < _FEWEST_WORDS:
            return 0
        # Rounded, because the order of a set is not the same in each run.
        weights = sum(map(self._find_rarity, shared)), sum(map(self._find_rarity, title))
        return round(weights[0] / weights[1], 6)

    def _find_rarity(self, word: str) -> float:
        return log(1 + len(self._events) / (1 + len(self._by_word.get(word, ()))))


def _add_reason(reasons: str, reason: str) -> str:
    return say("%(reasons)s, %(reason)s", reasons=reasons, reason=reason)


def _find_distance(one: When | None, other: When | None) -> int | None:
    """Return how many seconds are between two dates; ``None`` if one is not known."""
    if one is None or other is None:
        return None
    return max(one.earliest - other.latest, other.earliest - one.latest, 0)


def _are_exact(one: When | None, other: When | None) -> bool:
    """Return whether two dates are the same, and are only a few days long."""
    return (
        one is not None
        and other is not None
        and _find_distance(one, other) == 0
        and max(one.latest - one.earliest, other.latest - other.earliest) < _EXACT
    )


def _normalize_all(addresses: Iterable[str]) -> list[str]:
    """Return what the addresses of one page have in common, without those of whole sites."""
    found = (_normalize(address) for address in addresses)
    return list(dict.fromkeys([address for address in found if address]))


def _normalize(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    host = parts.netloc.casefold().removeprefix("www.").removeprefix("m.")
    query = [pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])]
    path = parts.path.rstrip("/")
    return f"{host}{path}?{urlencode(sorted(query))}" if path or query else ""
