"""What the index records of a text: its words, each with where and how often it occurs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from math import log2
from typing import Final

from generator.search.stemming import Stemmer
from generator.search.words import split_words

# A form of a word: the unified word, and after a space its stem if that is another one.
Term = str
# Where a word occurs in a text or in an event. The lowest eight bits are its first seven paragraphs
# with the word, and all later ones; the next four say how much the text is about it, from 0 (it is
# not in the body) to 15; the others are `IN_NAMES` and `IN_TITLE`.
Posting = int
# The words of a text, or of all texts of an event.
Postings = Mapping[Term, Posting]

PARAGRAPHS: Final = 0x00FF
RELEVANCE: Final = 0x0F00
IN_NAMES: Final = 0x1000
IN_TITLE: Final = 0x2000
MOST_RELEVANT: Final = 15

_LAST_PARAGRAPH: Final = 7
# The length of a typical text, in words. A real average would change with every edit.
_TYPICAL_LENGTH: Final = 200
_SHORTEST_LENGTH: Final = 12
# The parameters of BM25: how soon more occurrences stop to count, and how much length counts.
_SATURATION: Final = 1.2
_LENGTH_SHARE: Final = 0.6
# More occurrences of a word count as these.
_MOST_OCCURRENCES: Final = 8
# How many strings are kept with the words in them.
_MOST_KNOWN: Final = 1 << 16

_END_OF_BLOCK: Final = re.compile(r"</(?:p|li|h[1-6]|t[dhr]|d[td]|blockquote|pre|figcaption)>|<br>")
_TAG: Final = re.compile(r"""<(?:[^<>"]|"[^"]*")*>""")


def split_term(term: Term) -> tuple[str, str]:
    """Return the word of a term and its stem."""
    word, _, stem = term.partition(" ")
    return word, stem or word


def join_term(word: str, stem: str) -> Term:
    """Return the term of a word and its stem."""
    return word if stem == word else f"{word} {stem}"


def split_paragraphs(html: str) -> Iterator[str]:
    """Yield the text of each block of a body that is not empty."""
    for block in _END_OF_BLOCK.split(html):
        text = unescape(_TAG.sub("", block)).strip()
        if text:
            yield text


class Analyzer:
    """Analyzes texts one after another; the result for a text does not depend on the others."""

    def __init__(self) -> None:
        self._stemmer = Stemmer()
        self._known: dict[str, dict[str, tuple[Term, ...]]] = {}

    def analyze(
        self,
        *,
        language: str,
        title: str,
        names: Iterable[str],
        paragraphs: Sequence[str],
    ) -> Postings:
        """Return the words of a text.

        Args:
            language: Its language (BCP 47).
            title: Its title.
            names: The names of its tags, sources and places, in any language.
            paragraphs: The text of its body.
        """
        known = self._known.setdefault(language, {})
        if len(known) > _MOST_KNOWN:
            known.clear()
        counts: dict[Term, int] = {}
        found: dict[Term, Posting] = {}
        for index, paragraph in enumerate(paragraphs):
            bit = 1 << min(index, _LAST_PARAGRAPH)
            for string in paragraph.split():
                terms = known.get(string)
                if terms is None:
                    terms = known[string] = self._split(string, language)
                for term in terms:
                    counts[term] = counts.get(term, 0) + 1
                    found[term] = found.get(term, 0) | bit
        relevances = _relevances(sum(counts.values()))
        for term, count in counts.items():
            found[term] |= relevances[min(count, _MOST_OCCURRENCES)]
        for term in self._split(title, language):
            found[term] = found.get(term, 0) | IN_TITLE
        for name in names:
            for term in self._split(name, language):
                found[term] = found.get(term, 0) | IN_NAMES
        return found

    def _split(self, text: str, language: str) -> tuple[Term, ...]:
        stem = self._stemmer.stem
        return tuple([join_term(word, stem(word, language)) for word in split_words(text)])


def _relevances(length: int) -> tuple[Posting, ...]:
    """Return how relevant a text of so many words is for a word that occurs 0, 1, 2 … times.

    Lengths are rounded, so that a small edit changes no other word of a text.
    """
    steps = round(2 * log2(max(length, _SHORTEST_LENGTH) / _TYPICAL_LENGTH))
    share = 1 - _LENGTH_SHARE + _LENGTH_SHARE * 2 ** (steps / 2)
    return tuple(
        [
            round(MOST_RELEVANT * count / (count + _SATURATION * share)) << 8
            for count in range(_MOST_OCCURRENCES + 1)
        ]
    )


def relevance_of(posting: Posting) -> int:
    """Return how much an event is about a word: 0 to `MOST_RELEVANT`."""
    return (posting & RELEVANCE) >> 8


def merge_postings(texts: Iterable[Postings]) -> Postings:
    """Return the words of an event from those of its texts, which may be in several languages."""
    merged: dict[Term, Posting] = {}
    for postings in texts:
        if not merged:
            merged.update(postings)
            continue
        for term, posting in postings.items():
            known = merged.get(term, 0)
            relevance = max(known & RELEVANCE, posting & RELEVANCE)
            merged[term] = ((known | posting) & ~RELEVANCE) | relevance
    return merged
