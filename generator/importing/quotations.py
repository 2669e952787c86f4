"""Find the quotations in a paragraph, with marks of any kind, which may be unbalanced."""

from __future__ import annotations

from typing import NamedTuple

from generator.lazy_patterns import lazy_compile

_MARK = lazy_compile(r"[\"“”„‟«»＂]")
_OPENING, _CLOSING = "«", "»"
# Fewer words are a name or a term, and not a statement.
_FEWEST_WORDS = 4


class Quotations(NamedTuple):
    """The quotations of a paragraph.

    Attributes:
        texts: Those with a mark at both ends, without the marks.
        unclosed: The text after a mark that has no counterpart; empty if there is none.
    """

    texts: tuple[str, ...]
    unclosed: str = ""


def find_quotations(paragraph: str) -> Quotations:
    """Find the quotations in a paragraph.

    Pages mix marks, as in ``”text“`` or ``"text”``; so a mark opens a quotation unless one is open.
    """
    texts: list[str] = []
    start: int | None = None
    stray = ""
    for match in _MARK.finditer(paragraph):
        mark = match[0]
        if start is None:
            if mark == _CLOSING:
                stray = stray or paragraph[: match.start()]
                continue
            start = match.end()
        elif mark == _OPENING:
            stray = stray or paragraph[start : match.start()]
            start = match.end()
        else:
            # In English, the comma of the sentence around it is within the marks.
            texts.append(paragraph[start : match.start()].strip().rstrip(",،").rstrip())
            start = None
    if start is not None:
        stray = stray or paragraph[start:]
    return Quotations(
        tuple(text for text in texts if len(text.split()) >= _FEWEST_WORDS), stray.strip()
    )
