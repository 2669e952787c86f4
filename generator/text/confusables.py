"""Letters of one script that look like letters of another, and the words they disguise.

The table holds the letters of other scripts that a reader takes for Latin ones, after the
confusables of Unicode Technical Standard 39, without those that only resemble them. Arabic has
none: its spellings are made one by folding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from unicodedata import name, normalize

from generator.text.folding import fold

_LATIN = "LATIN"
# For each script, its letters and, in the same place, the Latin ones that they look like.
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
_OTHER = re.compile("[\u0370-\u058f\u13a0-\u13ff]")
_DISGUISING = re.compile(f"[{''.join(_AS_LATIN)}]")
_WORD = re.compile(r"[\w\u0300-\u036f]+")
_SHORTEST = 3
# So many letters are named in one message.
_FEW = 4


@dataclass(frozen=True, slots=True)
class MixedWord:
    """A word of more than one script that looks like a word of one.

    Attributes:
        word: As it is written.
        looks: The word that readers see.
        strange: The letters in it that are of another script, each once.
    """

    word: str
    looks_like: str
    other_letters: tuple[str, ...]


def find_mixed_word(text: str) -> MixedWord | None:
    """The first word of a text in which letters stand for others that look the same."""
    if text.isascii() or not _OTHER.search(text):
        return None
    return next(filter(None, map(_mixture, _WORD.findall(normalize("NFC", text)))), None)


def _mixture(word: str) -> MixedWord | None:
    scripts = Counter(filter(None, map(_script, word)))
    # Two letters are a sign or a unit rather than a word.
    if len(scripts) < 2 or scripts.total() < _SHORTEST:
        return None
    readings = (_reading(word, script) for script in (_LATIN, *_FROM_LATIN) if script in scripts)
    # Where a word can be read in both, most of its letters tell what is meant.
    return min(filter(None, readings), key=lambda each: len(each.other_letters), default=None)


def _reading(word: str, script: str) -> MixedWord | None:
    """The word in one script; ``None`` when not all of its letters have their like there."""
    alike = _AS_LATIN if script == _LATIN else _FROM_LATIN[script]
    strange = tuple(dict.fromkeys(c for c in word if _script(c) not in (script, "")))
    if not all(letter in alike for letter in strange):
        return None
    looks = "".join(alike[c] if c in strange else c for c in word)
    return MixedWord(word, looks, strange)


def has_confusable(text: str) -> bool:
    """Whether a letter of the text is not the plain Latin one that it looks like."""
    return not text.isascii() and _DISGUISING.search(text) is not None


def confusable_skeleton(text: str) -> str:
    """What texts that look alike have in common, whatever their scripts."""
    latin = "".join(_AS_LATIN.get(c, c) for c in normalize("NFKC", text))
    return fold(latin)


def describe_letters(text: str) -> str:
    """Some letters as messages tell them: ``'а' (Cyrillic, U+0430)``."""
    named = [f"'{c}' ({_script(c).title()}, U+{ord(c):04X})" for c in text[:_FEW]]
    more = [f"{len(text) - _FEW} more"] if len(text) > _FEW else []
    *most, last = (*named, *more)
    return f"{', '.join(most)} and {last}" if most else last


def _script(character: str) -> str:
    """The script of a letter that is of one of those in the table; else nothing."""
    first = name(character, "").partition(" ")[0]
    return first if first in _PAIRS and character.isalpha() else ""
