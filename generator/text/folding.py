"""Strings: when two spellings are one, how a name becomes a path step, how a text is cut.

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
        range(0xD800, 0xE000),  # halves of UTF-16 pairs: no UTF-8 can hold them
        range(0xFE00, 0xFE10),
        range(0xFFF9, 0xFFFD),
        range(0xE0000, 0xE1000),
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


# --- What is shown ---------------------------------------------------------------------------


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
