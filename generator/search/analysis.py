"""What the index records of a text: its words, each with where and how often it occurs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from math import log2
from types import MappingProxyType
from typing import Final, NamedTuple
from zlib import crc32

from generator.lazy_patterns import lazy_compile
from generator.search.stemming import Stemmer, Stems
from generator.search.words import find_compounds, split_words

# A form of a word: the unified word, and after a space its stem if that is another one.
Term = str
# Where a word occurs in a text or in an event. The lowest eight bits are the groups of paragraphs
# with the word; the next four say how often it is in the body; the others are `IN_NAMES` and
# `IN_TITLE`.
Posting = int
# The words of a text, or of all texts of an event.
Postings = Mapping[Term, Posting]

PARAGRAPHS: Final = 0x00FF
OCCURRENCES: Final = 0x0F00
IN_NAMES: Final = 0x1000
IN_TITLE: Final = 0x2000
MOST_OCCURRENCES: Final = 15

_GROUPS: Final = 8
# So many characters at the beginning of a paragraph decide its group; its place does not,
# so that a new paragraph changes nothing of the others.
_BEGINNING: Final = 24
# While a text is counted, the number of occurrences is above all other bits.
_COUNT: Final = 16
_ONE: Final = 1 << _COUNT
_BITS: Final = _ONE - 1
# How many strings are kept with the words in them.
_MOST_KNOWN: Final = 1 << 17

# How many lengths are told apart between one and its double.
LENGTH_STEPS: Final = 4

_END_OF_BLOCK: Final = lazy_compile(
    r"</(?:p|li|h[1-6]|t[dhr]|d[td]|blockquote|pre|figcaption)>|<br>"
)
_TAG: Final = lazy_compile(r"""<(?:[^<>"]|"[^"]*")*>""")


class Analysis(NamedTuple):
    """The words of a text, or of all texts of an event.

    Attributes:
        postings: Where each word occurs.
        length: About how many words the body has, see `encode_length`.
    """

    postings: Postings
    length: int


def split_term(term: Term) -> tuple[str, str]:
    """Return the word of a term and its stem."""
    word, _, stem = term.partition(" ")
    return word, stem or word


def join_term(word: str, stem: str) -> Term:
    """Return the term of a word and its stem."""
    return word if stem == word else f"{word} {stem}"


def frequency_of(events: int) -> int:
    """Return how frequent a word is in so many events: the digits of their number in base 4.

    So rough a number seldom changes with an edit.
    """
    return (events.bit_length() + 1) // 2


def split_paragraphs(html: str) -> Iterator[str]:
    """Yield the text of each block of a body that is not empty."""
    # No text has this character: the parser of HTML replaces it.
    text = unescape(_TAG.sub("", _END_OF_BLOCK.sub("\0", html)))
    for block in text.split("\0"):
        if paragraph := block.strip():
            yield paragraph


def encode_length(words: int) -> int:
    """Return a number of words so rounded that a small edit does not change it: 0 to 255."""
    return min(round(LENGTH_STEPS * log2(words + 1)), 0xFF)


def decode_length(code: int) -> float:
    """Return about how many words an encoded length stands for."""
    return 2 ** (code / LENGTH_STEPS)


class _Terms(dict[str, tuple[Term, ...]]):
    """The words of the strings of texts in one language, each string analyzed once."""

    def __init__(self, language: str, stemmer: Stemmer) -> None:
        super().__init__()
        self._language = language
        self._stemmer = stemmer

    def __missing__(self, string: str) -> tuple[Term, ...]:
        if len(self) > _MOST_KNOWN:
            self.clear()
        stem, language = self._stemmer.stem, self._language
        words = (*split_words(string), *find_compounds(string))
        terms = self[string] = tuple([join_term(word, stem(word, language)) for word in words])
        return terms


class Analyzer:
    """Analyzes texts one after another; the result for a text does not depend on the others.

    Attributes:
        known: The stems that were known at first.
    """

    def __init__(self, stems: Stems = MappingProxyType({})) -> None:
        """Start from the stems that are known, see `Stemmer`."""
        self.known = stems
        self._stemmer = Stemmer(stems)
        self._terms: dict[str, _Terms] = {}

    @property
    def learned(self) -> Stems:
        """The stems that were not known, see `Stemmer`."""
        return self._stemmer.learned

    def analyze(
        self,
        *,
        language: str,
        title: str,
        names: Iterable[str],
        paragraphs: Sequence[str],
    ) -> Analysis:
        """Return the words of a text.

        Args:
            language: Its language (BCP 47).
            title: Its title.
            names: The names of its tags, sources and places, in any language.
            paragraphs: The text of its body.
        """
        terms = self._terms.get(language)
        if terms is None:
            terms = self._terms[language] = _Terms(language, self._stemmer)
        found: dict[Term, int] = {}
        for paragraph in paragraphs:
            bit = 1 << crc32(paragraph[:_BEGINNING].encode(errors="surrogatepass")) % _GROUPS
            for string in paragraph.split():
                for term in terms[string]:
                    found[term] = (found.get(term, 0) + _ONE) | bit
        length = encode_length(sum(found.values()) >> _COUNT)
        most = MOST_OCCURRENCES << _COUNT
        for term, bits in found.items():
            found[term] = (bits & _BITS) | min(bits & ~_BITS, most) >> 8
        for string in title.split():
            for term in terms[string]:
                found[term] = found.get(term, 0) | IN_TITLE
        for name in names:
            for term in terms[name]:
                found[term] = found.get(term, 0) | IN_NAMES
        return Analysis(found, length)


def forget_paragraphs(posting: Posting) -> Posting:
    """Return a posting of a word that counts as in all paragraphs if it is in the body."""
    return posting | PARAGRAPHS if posting & OCCURRENCES else posting


def occurrences_of(posting: Posting) -> int:
    """Return how often an event has a word in its body: 0 to `MOST_OCCURRENCES`."""
    return (posting & OCCURRENCES) >> 8


def merge_texts(texts: Iterable[tuple[Postings, int]]) -> Analysis:
    """Return the words of an event from those of its texts, which may be in several languages.

    Args:
        texts: The words of each text and its encoded length.
    """
    merged: dict[Term, Posting] = {}
    length = 0
    for postings, own_length in texts:
        length = max(length, own_length)
        if not merged:
            merged.update(postings)
            continue
        for term, posting in postings.items():
            known = merged.get(term)
            if known is None:
                merged[term] = posting
            else:
                most = max(known & OCCURRENCES, posting & OCCURRENCES)
                merged[term] = ((known | posting) & ~OCCURRENCES) | most
    return Analysis(merged, length)
