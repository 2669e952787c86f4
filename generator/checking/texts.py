"""What can be told of a text without understanding it: its numbers and its quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import decimal

from generator.lazy_patterns import lazy_compile

# Parts of Markdown that are not prose; each is replaced by as many spaces, so positions stay.
_NOT_PROSE: Final = lazy_compile(
    r"""^(?:```|~~~).*?^(?:```|~~~)[^\n]*$      # code
      | ^(?:\ {4}|\t)[^\n]*$                     # indented code
      | `[^`\n]*` | <!--.*?--> | <[a-zA-Z/][^<>]*>
      | \]\([^()\s]*(?:\s+"[^"]*")?\)            # the target of a link, with its title
      | ^\ {0,3}\[[^\]^\n][^\]\n]*\]:[^\n]*$     # a definition
      | \[\^[^\]\n]+\]                           # a footnote
      | \{[^{}\n]*\} | \[\[[^\]\n]*\]\]
      | https?://\S+""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_ITEM: Final = lazy_compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_NUMBER: Final = lazy_compile(r"\d+(?:[.,٬٫]\d+)*")
_THOUSANDS: Final = lazy_compile(r"[,٬](?=\d{3}(?!\d))")
_DIGIT: Final = lazy_compile(r"(?![0-9])\d")
_PARAGRAPH: Final = lazy_compile(r"\n[>\s]*?\n")
_RTL: Final = lazy_compile(r"[\u0590-\u08ff]")
# What opens a quotation, and what closes it.
_PAIRS: Final = (("«", "»"), ("“", "”"))
_STRAIGHT: Final = '"'
_INCH: Final = lazy_compile(r'(?<=\d)"')


def hide_markup(text: str) -> str:
    """Return a text with spaces in place of code, addresses and other parts that are not prose."""
    return _NOT_PROSE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def find_numbers(text: str) -> frozenset[str]:
    """Return the numbers in a text, in ASCII digits and without signs between thousands."""
    prose = _ITEM.sub(" ", hide_markup(text))
    plain = _DIGIT.sub(lambda match: str(decimal(match[0])), prose)
    return frozenset(
        _THOUSANDS.sub("", number).replace("٫", ".").replace(",", ".").lstrip("0") or "0"
        for number in _NUMBER.findall(plain)
    )


def find_unbalanced_quotes(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each quotation mark without its other half, with its line and column from 1.

    Only one is returned for each kind of mark and paragraph.
    """
    prose = hide_markup(text)
    starts = [0, *(match.end() for match in _PARAGRAPH.finditer(prose))]
    paragraphs = [
        (start, prose[start:end]) for start, end in zip(starts, [*starts[1:], None], strict=True)
    ]
    for number, (start, paragraph) in enumerate(paragraphs):
        following = paragraphs[number + 1][1] if number + 1 < len(paragraphs) else ""
        for opening, closing in _PAIRS:
            position = _find_unbalanced(paragraph, opening, closing, following)
            if position >= 0:
                yield paragraph[position], *_position(text, start + position)
        marks = [match.start() for match in re.finditer(_STRAIGHT, _INCH.sub("″", paragraph))]
        if len(marks) % 2:
            yield _STRAIGHT, *_position(text, start + marks[-1])


def _find_unbalanced(paragraph: str, opening: str, closing: str, following: str) -> int:
    """Return the position of the first mark without its other half; -1 if there is none."""
    marks = [(at, mark) for at, mark in enumerate(paragraph) if mark in (opening, closing)]
    if opening == "“" and _RTL.search(paragraph):
        # Some keyboards have these two the other way round for texts from right to left.
        return -1 if len(marks) % 2 == 0 else marks[-1][0]
    open_at: list[int] = []
    for at, mark in marks:
        if mark == opening:
            open_at.append(at)
        elif open_at:
            open_at.pop()
        else:
            return at
    goes_on = following.lstrip("> \n").startswith(opening)
    return open_at[-1] if open_at and not goes_on else -1


def _position(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
