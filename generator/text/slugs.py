"""Turn names into slugs: segments of paths and of URLs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from unicodedata import category, normalize

from generator.lazy_patterns import lazy_compile
from generator.text.folding import fold

_MAX_CHARACTERS = 80
_MAX_BYTES = 199
_SLUG: Final = lazy_compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_IN_ANCHOR: Final = lazy_compile(r"[^\w\s-]")
_JOINERS: Final = lazy_compile(r"[-\s]+")


def find_anchor(anchor: str, known: Iterable[str]) -> str | None:
    """Return the known anchor that differs only in case, vowel marks or forms of letters.

    Punctuation makes no difference either if the anchor is the words of a heading as written.

    Returns:
        The anchor; ``None`` if there is none, or more than one.
    """
    folded = {fold(anchor), fold(anchor_of_heading(anchor))}
    similar = [each for each in known if fold(each) in folded]
    return similar[0] if len(similar) == 1 else None


@lru_cache(maxsize=1 << 16)
def slugify(text: str, max_characters: int = _MAX_CHARACTERS, max_bytes: int = _MAX_BYTES) -> str:
    """Return the text as one segment of a path: its folded letters, marks and digits, hyphenated.

    Letters of every script are kept. The slug has at most 80 characters and 199 bytes of UTF-8,
    so that it fits a file name everywhere. It is empty if the text has neither letters nor
    digits; it is never ``.`` or ``..``.
    """
    # Most names of files are slugs already.
    if len(text) <= min(max_characters, max_bytes) and _SLUG.fullmatch(text):
        return text
    kept = "".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in fold(text))
    segment = "-".join(kept.split())[:max_characters]
    return segment.encode()[:max_bytes].decode(errors="ignore").strip("-")


def anchor_of_heading(text: str) -> str:
    """Return the anchor of a heading: its letters and digits of every script, hyphenated."""
    kept = _NOT_IN_ANCHOR.sub("", normalize("NFC", text))
    return _JOINERS.sub("-", kept.strip().lower())
