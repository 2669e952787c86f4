"""Fold text for comparison: two spellings of a name are equal if their folded forms are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from unicodedata import category, decimal, normalize

from generator.lazy_patterns import lazy_compile

# Characters that are invisible or optional: tatweel and the harakat, Arabic honorific and Quranic
# marks, controls of direction and joining, variation selectors, and characters that no text
# should contain.
_DROPPED = "".join(
    chr(point)
    for point in chain(
        range(0x00, 0x09),  # controls, except those that are white space
        range(0x0E, 0x1C),
        range(0x7F, 0x85),
        range(0x86, 0xA0),
        (0x00AD, 0x034F, 0x061C, 0x0640, 0x0670, 0x115F, 0x1160, 0x17B4, 0x17B5, 0xFEFF),
        range(0x0610, 0x061B),
        range(0x064B, 0x0660),
        range(0x06D6, 0x06DD),
        range(0x06DF, 0x06E5),
        range(0x06E7, 0x06E9),
        range(0x06EA, 0x06EE),
        range(0x08CA, 0x08E2),
        range(0x08E3, 0x0900),
        range(0x180B, 0x1810),
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        range(0x2060, 0x2070),
        range(0xD800, 0xE000),  # surrogates, which UTF-8 cannot encode
        range(0xFE00, 0xFE10),
        range(0xFFF9, 0xFFFD),
        range(0xE0000, 0xE1000),
    )
)
# What differs between keyboards and hands, but not between words.
UNIFIED = MappingProxyType(
    str.maketrans("یک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "يك01234567890123456789", _DROPPED)
)
FOLDED = MappingProxyType(UNIFIED | str.maketrans("أإآٱىة", "اااايه"))
_OTHER_DIGIT = lazy_compile(r"(?![0-9])\d")
# Punctuation within a name that does not separate words: apostrophes, the full stop after a single
# letter, and the sign of a hashtag.
_JOINING = lazy_compile(r"(?<!\w)#(?=\w)|(?<=\w)['‘’ʼ＇](?=\w)|(?<=\b[^\W\d_])\.(?!\d)")
_MEANINGFUL = frozenset("#&@%*")
# Hyphens and dashes separate words as spaces do: `us-forces` and `US forces` are one name.
_GAP = lazy_compile(r"[\s_\-\u2010-\u2015]+")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return the form in which spellings are compared: equal forms are one name.

    The steps: NFKC; tatweel, harakat and invisible marks dropped; أ إ آ ٱ → ا, ى and ی → ي, ک → ك,
    ة → ه; digits of every script → ASCII; case-folded; any run of white space, hyphens and
    underscores → one space, none at the ends. ؤ and ئ are kept: there the seat of the hamza is
    part of the word.
    ``fold(fold(x)) == fold(x)``.
    """
    # A dropped mark can leave two characters next to each other that compose, and folding case
    # can undo the normal form. One pass is enough for nearly every text.
    while (folded := _fold_once(text)) != text:
        text = folded
    return text


def unify(text: str) -> str:
    """Return the text without what is invisible or optional: the first steps of `fold`.

    Letters that are spelled in one way only, such as أ and ة, are kept as they are, because rules
    of grammar tell words apart by them. The length of white space is kept as well.
    ``fold(unify(x)) == fold(x)``.
    """
    return _apply(text, UNIFIED)


@lru_cache(maxsize=1 << 16)
def fold_name(text: str) -> str:
    """Return the form in which names are compared: `fold`, without punctuation.

    Apostrophes and the full stops of abbreviations are dropped; any other punctuation separates
    words as spaces do. ``#``, ``&``, ``@``, ``%`` and ``*`` are kept: they are parts of names.
    """
    folded = fold(text)
    if folded.replace(" ", "").isalnum():
        return folded
    joined = _JOINING.sub("", folded)
    spaced = "".join(" " if category(c)[0] == "P" and c not in _MEANINGFUL else c for c in joined)
    return " ".join(spaced.split()) or folded


def _fold_once(text: str) -> str:
    return _GAP.sub(" ", _apply(text, FOLDED)).strip()


def _apply(text: str, table: Mapping[int, int | None]) -> str:
    if text.isascii():
        return text.lower().translate(table)
    text = normalize("NFKC", normalize("NFKC", text).casefold()).translate(table)
    return _OTHER_DIGIT.sub(lambda match: str(decimal(match[0])), text)
