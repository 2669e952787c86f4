"""Detect the script of a text by its letters."""

from __future__ import annotations

import re
from types import MappingProxyType

from generator.lazy_patterns import lazy_compile

# The letters of scripts that languages of today are written in.
_SCRIPTS = MappingProxyType(
    {
        "Arabic": lazy_compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f]+"),
        "Latin": lazy_compile("[A-Za-z\u00c0-\u024f]+"),
        "Hebrew": lazy_compile("[\u05d0-\u05ea]+"),
        "Cyrillic": lazy_compile("[\u0400-\u052f]+"),
        "Greek": lazy_compile("[\u0370-\u03ff]+"),
        "Armenian": lazy_compile("[\u0531-\u0587]+"),
        "Syriac": lazy_compile("[\u0710-\u072f]+"),
        "Devanagari": lazy_compile("[\u0904-\u0939]+"),
        "Chinese": lazy_compile("[\u4e00-\u9fff]+"),
    }
)
# The part of a text that is examined, in characters: enough, and fast.
_SAMPLE = 1500
_START = 200
# Code, tags and addresses are in Latin letters in every language.
_NOT_PROSE = lazy_compile(
    r"```.*?(?:```|\Z)|`[^`]*`|<[^<>]*>|\]\([^()]*\)|\{[^{}]*\}|\b(?:https?://|www\.)\S+", re.DOTALL
)


def detect_script(text: str, expected: str = "") -> tuple[str, int]:
    """Return the script that most letters of a text are in, and how many letters that are.

    Args:
        text: The text, which may be Markdown.
        expected: A script that counts as the text's own if a tenth as many letters are in it.

    Returns:
        The name of the script, and the number of its letters in the beginning of the text; an
        empty name when it has no letters of a known script.
    """
    # Most texts show at once that they are in the expected script.
    start = text[:_START]
    if expected and (own := _count(_SCRIPTS[expected], start)) * 2 > len(start):
        return expected, own
    prose = _NOT_PROSE.sub(" ", text[:_SAMPLE])
    counts = {name: _count(letters, prose) for name, letters in _SCRIPTS.items()}
    script = max(counts, key=counts.__getitem__)
    if expected and counts[expected] * 10 >= counts[script]:
        script = expected
    return (script, counts[script]) if counts[script] else ("", 0)


def _count(letters: re.Pattern[str], text: str) -> int:
    return sum(map(len, letters.findall(text)))
