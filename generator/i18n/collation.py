"""Alphabetical order: the Unicode Collation Algorithm's letters, read as each language does.

Only letters, digits and the gaps between words count, and only by their first (alphabetic)
weight; the spelling itself breaks ties. What each language adds:

* Arabic: the article is passed over at the head of a name, as indexes and dictionaries do
  (القوات stands under ق); أ إ آ are ا, ؤ is و, ئ is ي and ة is ت.
* Persian: the same seats of the hamza, and و comes before ه.

A bare ال is taken for the article wherever at least two letters follow it, so a few nouns whose
own first letters these are (التزام) stand under their third; الله stands under ا.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from unicodedata import bidirectional, category, normalize

from generator.text.folding import fold

# Characters that the table does not list come after all that it does, by code point.
_UNLISTED = 0x10000

_ARTICLE = re.compile(r"\W*ال(?!له\b)(?=\w\w)")
_HAMZA_SEATS = MappingProxyType(str.maketrans("ؤئ", "وي"))
_SEATED = frozenset({"ar", "fa", "ur"})

CollationKey = tuple[tuple[int, ...], str, str]


def collation_key(text: str, language: str) -> CollationKey:
    """What to sort names by in a language (a BCP 47 code). Different texts have different keys."""
    return _primary(sort_form(text, language), _base(language)), fold(text), text


def initial(text: str, language: str) -> str:
    """The letter under which an index lists a name, or ``#`` for one that starts with none."""
    first = sort_form(text, language)[:1]
    if not first.isalpha():
        return "#"
    # É stands under E; but the seat of a hamza is a letter of its own where it is still there.
    return first if bidirectional(first) == "AL" else normalize("NFD", first)[0].upper()


@lru_cache(maxsize=1 << 14)
def sort_form(text: str, language: str) -> str:
    """The part of a name that its place in the alphabet depends on, folded."""
    base = _base(language)
    words = text.replace("ة", "ت") if base == "ar" else text
    words = fold(words)
    if base in _SEATED:
        words = words.translate(_HAMZA_SEATS)
    words = "".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in words)
    words = " ".join(words.split())
    has_article = base == "ar" and words.startswith("ال") and _ARTICLE.match(text)
    return words[2:] if has_article else words


def _base(language: str) -> str:
    return language.partition("-")[0]


def _primary(form: str, base: str) -> tuple[int, ...]:
    weights = _weights(base == "fa")
    found: list[int] = []
    for character in normalize("NFD", form):
        listed = weights.get(character)
        found += (_UNLISTED + ord(character),) if listed is None else listed
    return tuple(found)


@cache
def _weights(persian: bool) -> Mapping[str, tuple[int, ...]]:
    """Return the weights of each character that has any, as Persian orders it or as others do."""
    weights: dict[str, tuple[int, ...]] = {}
    table = Path(__file__).with_name("collation_weights.txt").read_text("ascii")
    for line in table.splitlines():
        if not line.startswith("#"):
            first, *characters = line.split()
            places = tuple(int(weight, 16) for weight in first.split(",") if weight != "0")
            weights.update((chr(int(code, 16)), places) for code in characters)
    if persian:
        weights["و"], weights["ه"] = weights["ه"], weights["و"]
    return MappingProxyType(weights)
