"""Find letters of one script that look like letters of another, and words that mix scripts.

The table contains the letters of other scripts that look the same as Latin ones, a subset of the
confusables of Unicode Technical Standard 39. It has no Arabic letters: `fold` maps spellings of an
Arabic word to the same text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from unicodedata import name, normalize

from msgspec import Struct

from generator.lazy_patterns import lazy_compile
from generator.text.folding import fold

_LATIN = "LATIN"
# For each script, its letters and, at the same index, the Latin ones that they look like.
_PAIRS = MappingProxyType(
    {
        "CYRILLIC": (
            "АВЕЅІЈКМНОРСТУХҮѴԌԚԜӀаԁеһіјӏорԛѕсѵԝхуүёї",
            "ABESIJKMHOPCTYXYVGQWIadehijlopqscvwxyyëï",
        ),
        "GREEK": ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿινορϲϳ", "ABEZHIKMNOPTYXCJivopcj"),
        "ARMENIAN": ("ՍՏՕԼոսօհցզյ", "USOLnuohgqj"),
        "CHEROKEE": ("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃᎥ", "ABCDEGHJKLMPRSTVWZi"),
        _LATIN: ("ɑɡ", "ag"),
    }
)
_AS_LATIN = MappingProxyType(
    dict(chain.from_iterable(zip(*pair, strict=True) for pair in _PAIRS.values()))
)
_FROM_LATIN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        script: MappingProxyType(dict(zip(latin, own, strict=True)))
        for script, (own, latin) in _PAIRS.items()
        if script != _LATIN
    }
)
# Greek, Cyrillic, Armenian, Cherokee.
_OTHER = lazy_compile("[\u0370-\u058f\u13a0-\u13ff]")
_CONFUSABLE = lazy_compile(f"[{''.join(_AS_LATIN)}]")
_WORD = lazy_compile(r"[\w\u0300-\u036f]+")
# Fewer letters than these are a symbol or a unit, not a word.
_MIN_LETTERS = 3
# How many letters one message names.
_MAX_NAMED = 4


class MixedWord(Struct, frozen=True):
    """A word with letters of several scripts that looks like a word of one script.

    Attributes:
        word: The word as it is written.
        looks_like: The word that readers see.
        other_letters: Its letters of other scripts, each once.
    """

    word: str
    looks_like: str
    other_letters: tuple[str, ...]


def find_mixed_word(text: str) -> MixedWord | None:
    """Return the first word of a text that imitates a word with letters of another script."""
    if text.isascii() or not _OTHER.search(text):
        return None
    return next(filter(None, map(_find_mixed, _WORD.findall(normalize("NFC", text)))), None)


def _find_mixed(word: str) -> MixedWord | None:
    scripts = Counter(filter(None, map(_script, word)))
    if len(scripts) < 2 or scripts.total() < _MIN_LETTERS:
        return None
    readings = (_read_as(word, script) for script in (_LATIN, *_FROM_LATIN) if script in scripts)
    # If a word can be read in several scripts, the script of most of its letters is meant.
    return min(filter(None, readings), key=lambda each: len(each.other_letters), default=None)


def _read_as(word: str, script: str) -> MixedWord | None:
    """Return the word read in one script; ``None`` if a letter has no counterpart in it."""
    alike = _AS_LATIN if script == _LATIN else _FROM_LATIN[script]
    other_letters = tuple(dict.fromkeys(c for c in word if _script(c) not in (script, "")))
    if not all(letter in alike for letter in other_letters):
        return None
    looks_like = "".join(alike[c] if c in other_letters else c for c in word)
    return MixedWord(word, looks_like, other_letters)


def has_confusable(text: str) -> bool:
    """Whether a letter of the text is not the plain Latin one that it looks like."""
    return not text.isascii() and _CONFUSABLE.search(text) is not None


def confusable_skeleton(text: str) -> str:
    """Return a key that is equal for texts that look alike, whatever their scripts."""
    latin = "".join(_AS_LATIN.get(c, c) for c in normalize("NFKC", text))
    return fold(latin)


def describe_letters(text: str) -> str:
    """Describe some letters for a message: ``'а' (Cyrillic, U+0430)``."""
    named = [f"'{c}' ({_script(c).title()}, U+{ord(c):04X})" for c in text[:_MAX_NAMED]]
    more = [f"{len(text) - _MAX_NAMED} more"] if len(text) > _MAX_NAMED else []
    *most, last = (*named, *more)
    return f"{', '.join(most)} and {last}" if most else last


def _script(character: str) -> str:
    """Return the script of a letter if the table has this script, else an empty string."""
    first = name(character, "").partition(" ")[0]
    return first if first in _PAIRS and character.isalpha() else ""
