"""Alphabetical order by the Unicode Collation Algorithm, with the rules of each language.

Only letters, digits and the spaces between words are compared, and only by their primary weight;
equal names are ordered by their spelling. Numbers are in the order of their values: 2 is before 10.
The rules of a language:

* Arabic: the article at the start of a name is skipped, as in indexes and dictionaries
  (القوات is listed under ق); أ إ آ are sorted as ا, ؤ as و, ئ as ي and ة as ت.
* Persian: ؤ and ئ are sorted as in Arabic, and و comes before ه.

ال is taken for the article if at least two letters follow, so the few nouns that begin with these
letters (التزام) are listed under their third letter; الله is listed under ا.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from unicodedata import bidirectional, category, normalize

from generator.lazy_patterns import lazy_compile
from generator.text.folding import fold

# Characters that are not in the table come after those that are, by code point.
_UNLISTED = 0x10000

_ARTICLE = lazy_compile(r"\W*ال(?!له\b)(?=\w\w)")
# Folding makes the digits of all scripts these.
_NUMBER = lazy_compile("[0-9]+")
_HAMZA_CARRIERS = MappingProxyType(str.maketrans("ؤئ", "وي"))
_HAMZA_LANGUAGES = frozenset({"ar", "fa", "ur"})

CollationKey = tuple[tuple[int, ...], str, str]


def collation_key(text: str, language: str) -> CollationKey:
    """Return the sort key of a name in a language (BCP 47). Different names have different keys."""
    return _primary_weights(sort_form(text, language), _base_language(language)), fold(text), text


def initial(text: str, language: str) -> str:
    """Return the letter under which an index lists a name; ``#`` if it starts with no letter."""
    first = sort_form(text, language)[:1]
    if not first.isalpha():
        return "#"
    # É is listed under E. A hamza carrier that is still in the form (as in Kurdish) is a letter.
    return first if bidirectional(first) == "AL" else normalize("NFD", first)[0].upper()


@lru_cache(maxsize=1 << 14)
def sort_form(text: str, language: str) -> str:
    """Return the part of a name that determines its order, folded."""
    base = _base_language(language)
    words = text.replace("ة", "ت") if base == "ar" else text
    words = fold(words)
    if base in _HAMZA_LANGUAGES:
        words = words.translate(_HAMZA_CARRIERS)
    words = "".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in words)
    words = " ".join(words.split())
    has_article = base == "ar" and words.startswith("ال") and _ARTICLE.match(text)
    return words[2:] if has_article else words


def _base_language(language: str) -> str:
    return language.partition("-")[0]


def _primary_weights(form: str, base: str) -> tuple[int, ...]:
    weights = _load_weights(persian=base == "fa")
    primary: list[int] = []
    decomposed, at = normalize("NFD", form), 0
    while at < len(decomposed):
        number = _NUMBER.match(decomposed, at)
        if number is not None:
            # A number with more digits is larger.
            digits = number[0].lstrip("0")
            primary += (*weights["0"], len(digits))
            primary += (weight for digit in digits for weight in weights[digit])
            at = number.end()
            continue
        character = decomposed[at]
        listed = weights.get(character)
        primary += (_UNLISTED + ord(character),) if listed is None else listed
        at += 1
    return tuple(primary)


@cache
def _load_weights(*, persian: bool) -> Mapping[str, tuple[int, ...]]:
    """Load the primary weights of each character, in the order of Persian or of the others."""
    weights: dict[str, tuple[int, ...]] = {}
    table = Path(__file__).with_name("collation_weights.txt").read_text("ascii")
    for line in table.splitlines():
        if not line.startswith("#"):
            first, *characters = line.split()
            primary = tuple(int(weight, 16) for weight in first.split(",") if weight != "0")
            weights.update((chr(int(code, 16)), primary) for code in characters)
    if persian:
        weights["و"], weights["ه"] = weights["ه"], weights["و"]
    return MappingProxyType(weights)
