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
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from unicodedata import bidirectional, category, normalize

from generator.text.folding import fold

# The primary weights of the default table (DUCET 9.0) for what folded Arabic, Persian, Kurdish,
# Urdu and Latin names are made of. Loading the whole table takes longer than building a small
# site, and hardly any name needs more; one that does is weighed by the table itself.
_LETTERS = " 0123456789abcdefghijklmnopqrstuvwxyzءابپتثٹجچحخدذڈرزڑڕژسشصضطظعغفڤقكگلڵمنںهھہەوۆۇۈۋيێے"
_LETTER_WEIGHTS = """
    209 1c3d 1c3e 1c3f 1c40 1c41 1c42 1c43 1c44 1c45 1c46 1c47 1c60 1c7a 1c8f 1caa 1ce5 1cf4 1d18
    1d32 1d4c 1d65 1d77 1daa 1db9 1ddd 1e0c 1e21 1e33 1e71 1e95 1eb5 1ee3 1ef5 1eff 1f0b 1f21
    22fd 230b 230d 230f 231d 231e 231f 2325 2328 232c 232d 2337 2338 2339 2346 2347 2348 234c
    234f 2359 235a 2364 2365 236a 236b 236e 236f 2376 237b 2382 2387 2390 239c 239d 23a3 23a7
    23a8 23b1 23b2 23b3 23b6 23b7 23ba 23bb 23bc 23bf 23c6 23c9 23d4
"""
_ACCENTS = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328"
_WEIGHTS = MappingProxyType(
    {letter: int(w, 16) for letter, w in zip(_LETTERS, _LETTER_WEIGHTS.split(), strict=True)}
    | dict.fromkeys(_ACCENTS, 0)
)
_PERSIAN = MappingProxyType(_WEIGHTS | {"و": _WEIGHTS["ه"], "ه": _WEIGHTS["و"]})

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
    weights = _PERSIAN if base == "fa" else _WEIGHTS
    try:
        found = [weights[character] for character in normalize("NFD", form)]
    except KeyError:
        found = [element[0] for element in _table()(normalize("NFD", form))]
        if base == "fa":
            swapped = {_WEIGHTS["و"]: _WEIGHTS["ه"], _WEIGHTS["ه"]: _WEIGHTS["و"]}
            found = [swapped.get(weight, weight) for weight in found]
    return tuple(weight for weight in found if weight)


@cache
def _table() -> Callable[[str], Sequence[Sequence[int]]]:
    """What gives the weights of any text in form NFD, each with those of its lesser levels."""
    from pyuca import Collator  # noqa: PLC0415 - it reads a table of 1.8 MB

    elements: Callable[[str], Sequence[Sequence[int]]] = Collator().collation_elements
    return elements
