"""Strings: when two spellings are one, how a name becomes a path step, what must not be shown.

Pure functions of the text alone. Nothing here knows which language it is given.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Literal
from unicodedata import bidirectional, category, decimal, normalize

_SLUG_CHARACTERS = 80
_SLUG_BYTES = 199


# --- Folding -------------------------------------------------------------------------------

# What a reader does not see or writes at will. Beside tatweel and the harakat proper these are
# the Arabic honorific and Quranic marks, controls of direction and joining, variation selectors
# and what no text should hold at all.
_DROPPED = "".join(
    chr(point)
    for point in chain(
        range(0x00, 0x09),  # controls, those that count as white space left out
        range(0x0E, 0x1C),
        range(0x7F, 0x85),
        range(0x86, 0xA0),
        (0x00AD, 0x034F, 0x061C, 0x0640, 0x0670, 0x180E, 0xFEFF),
        range(0x0610, 0x061B),
        range(0x064B, 0x0660),
        range(0x06D6, 0x06DD),
        range(0x06DF, 0x06E5),
        range(0x06E7, 0x06E9),
        range(0x06EA, 0x06EE),
        range(0x08CA, 0x08E2),
        range(0x08E3, 0x0900),
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        range(0x2060, 0x2070),
        range(0xD800, 0xE000),  # halves of UTF-16 pairs: no UTF-8 can hold them
        range(0xFE00, 0xFE10),
    )
)
_TABLE = MappingProxyType(
    str.maketrans("أإآٱىیکة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ااااييكه01234567890123456789", _DROPPED)
)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
# Hyphens and dashes part words as spaces do: `us-forces` and `US forces` are one name.
_GAP = re.compile(r"[\s_\-\u2010-\u2015]+")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The form in which spellings are compared: equal forms are one name.

    NFKC; tatweel, harakat and invisible marks dropped; أ إ آ ٱ → ا, ى and ی → ي, ک → ك, ة → ه;
    digits of every script → ASCII; case-folded; any run of white space, hyphens and underscores
    → one space, none at the ends. ؤ and ئ stay: there the hamza's seat is part of the word.
    ``fold(fold(x)) == fold(x)``.
    """
    # Dropping a mark can bring two characters together that compose, and folding case can leave
    # a text that is no longer normal. One pass settles all but such oddities.
    while (folded := _fold_once(text)) != text:
        text = folded
    return text


def _fold_once(text: str) -> str:
    if text.isascii():
        text = text.lower().translate(_TABLE)
    else:
        text = normalize("NFKC", normalize("NFKC", text).casefold()).translate(_TABLE)
        text = _OTHER_DIGIT.sub(lambda match: str(decimal(match[0])), text)
    return _GAP.sub(" ", text).strip()


@lru_cache(maxsize=1 << 16)
def slug(text: str) -> str:
    """The text as one step of a path: its folded letters, marks and digits, parted by hyphens.

    Letters of every script are kept. The step has at most 80 characters and 199 bytes of UTF-8,
    so that it fits a file name everywhere. It is empty when the text has neither letters nor
    digits; it is never ``.`` or ``..``.
    """
    kept = "".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in fold(text))
    step = "-".join(kept.split())[:_SLUG_CHARACTERS]
    return step.encode()[:_SLUG_BYTES].decode(errors="ignore").strip("-")


# --- What may be shown -----------------------------------------------------------------------

_SUSPECT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_JOINED = frozenset({"Ll", "Lm", "Lo", "Lt", "Lu", "Mc", "Me", "Mn", "So"})


def clean(text: str) -> tuple[str, bool]:
    """The text without the characters that deceive, and whether there were any.

    Taken out are controls (line breaks and tabs stay), embeddings, overrides and isolates of
    direction (U+202A–202E, U+2066–2069), invisible characters and lone surrogates. The joiners
    U+200C and U+200D stay between letters, as Persian and Kurdish need them, and U+200D also at
    the edge of an Arabic letter, as in the sign of the Hijri year. The marks U+200E, U+200F and
    U+061C can do no harm and stay, except at the ends, where they go without being reported.
    """
    if not _SUSPECT.search(text):
        return text, False
    deceived = False
    kept: list[str] = []
    for position, character in enumerate(text):
        innocent = not _SUSPECT.match(character) or character in _DIRECTION_MARKS
        if character in (_ZWNJ, _ZWJ):
            before, after = "".join(kept[-1:]), text[position + 1 : position + 2]
            innocent = _joins(character, before, after)
        if innocent:
            kept.append(character)
        else:
            deceived = True
    return "".join(kept).strip(_DIRECTION_MARKS), deceived


def _joins(joiner: str, before: str, after: str) -> bool:
    """Whether a joiner between these two characters (or none) changes how they look."""
    if joiner == _ZWJ and any(bidirectional(c) == "AL" for c in before + after):
        return True
    return all(c and category(c) in _JOINED for c in (before, after))


def truncate(text: str, limit: int) -> str:
    """The text in at most ``limit`` characters, cut after a whole word and ended with ``…``."""
    if len(text) <= limit:
        return text
    room = max(limit - 1, 0)
    cut = text[:room]
    if not text[room : room + 1].isspace():
        head, space, _ = cut.rpartition(" ")
        if space:
            cut = head
        else:
            # One long word: at least no letter is parted from its marks.
            while cut and category(text[len(cut)])[0] == "M":
                cut = cut[:-1]
    return cut.rstrip(" \t\n.,;:-–—،؛") + "…"


def direction_of(text: str) -> Literal["ltr", "rtl"] | None:
    """The direction of the first character that has one (UAX 9, rule P2), if any has."""
    for character in text:
        kind = bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None
