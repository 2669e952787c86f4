"""Texts that no reader meant: what would nest without end or take minutes to convert.

Python-Markdown looks for the end of a bracket, a code span or a tag from each of its beginnings,
which takes quadratic time where the ends are missing, and it recurses for what is nested. Both
are measured here beforehand, in linear time, so that such a text is an error and never a hang.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

MAX_DEPTH: Final = 50
"""How many quotations or lists may stand one within the other."""

MAX_WORK: Final = 4_000_000
"""How many characters may be looked through for the ends of what begins, in one paragraph or,
for tags, in one text."""

MAX_MARKS: Final = 20_000
"""How many marks of emphasis and escapes may stand in one paragraph."""

MAX_PILE: Final = 5_000
"""How many headings and rules may follow one another with no blank line between them, and how
many HTML tags may stand open."""

_FEW: Final = 100
_TAB: Final = 4
_PILED: Final = ("\n#", "\n--", "\n- -", "\n**", "\n* *", "\n__", "\n_ _")
_COSTLY: Final = "[`<*_\\"
_MARKS: Final = (">", "-", "*", "+", ". ")
_NESTED: Final = re.compile(
    rf"(?m)^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d+\.(?=[ \t]))){{{MAX_DEPTH + 1}}}.*"
)
_INDENTED: Final = re.compile(rf"(?m)^ {{{_TAB * MAX_DEPTH},}}+(?:>|[*+-] |\d+\. )")
_RULE: Final = re.compile(r"(?:[ \t]*-)+[ \t]*|(?:[ \t]*\*)+[ \t]*")
_RUN: Final = re.compile("`+")
_BRACKET: Final = re.compile(r"[\[\]()]")
_TAG_START: Final = re.compile(r"<[A-Za-z!?/]|>")
_NOTE_MARK: Final = re.compile(r"\[\^[^\]\n]*\]")


def too_deep(text: str) -> int | None:
    """Where quotations or lists nest deeper than ``MAX_DEPTH``: a position, or ``None``."""
    if sum(map(text.count, _MARKS)) > MAX_DEPTH:
        for match in _NESTED.finditer(text):
            if not _RULE.fullmatch(match[0]):
                return match.start()
    expanded = text.expandtabs(_TAB) if "\t" in text else text
    if " " * (_TAB * MAX_DEPTH) in expanded:
        indented = _INDENTED.search(expanded)
        if indented is not None:
            line = expanded.count("\n", 0, indented.start())
            return sum(len(before) + 1 for before in text.split("\n")[:line])
    return None


def too_laborious(text: str) -> int | None:
    """Where a paragraph would take more than the limits above: its position, or ``None``."""
    if max(map(text.count, _COSTLY)) <= _FEW and text.count("\n") <= MAX_PILE:
        return None
    if _tag_work(text) > MAX_WORK or text.count("<") - 2 * text.count("</") > MAX_PILE:
        return text.find("<")
    if _note_work(text) > MAX_WORK:
        return text.find("[^")
    start = 0
    for block in text.split("\n\n"):
        marks = sum(map(block.count, "*_\\"))
        piled = sum(map(block.count, _PILED))
        work = _bracket_work(block) + _code_work(block)
        if work > MAX_WORK or marks > MAX_MARKS or piled > MAX_PILE:
            return start
        start += len(block) + 2
    return None


def _tag_work(text: str) -> int:
    """The sum of the distances from what looks like a tag's beginning to the next ``>``."""
    if text.count("<") <= _FEW:
        return 0
    work = 0
    end = len(text)
    for match in reversed(list(_TAG_START.finditer(text))):
        if match[0] == ">":
            end = match.start()
        else:
            work += end - match.start()
    return work


def _note_work(text: str) -> int:
    """The steps it takes to number the uses of each footnote: four times their square."""
    uses = Counter(_NOTE_MARK.findall(text)) if text.count("[^") > _FEW else Counter[str]()
    return sum(4 * count * count for count in uses.values())


def _bracket_work(block: str) -> int:
    """The sum of the distances from each ``[`` and each ``](`` to its end, or the block's."""
    if block.count("[") <= _FEW:
        return 0
    work = 0
    size = len(block)
    square: list[int] = []
    round_: list[tuple[int, bool]] = []
    for match in _BRACKET.finditer(block):
        mark, position = match[0], match.start()
        if mark == "[":
            square.append(position)
        elif mark == "(":
            round_.append((position, block[position - 1 : position] == "]"))
        elif mark == "]" and square:
            work += position - square.pop()
        elif mark == ")" and round_:
            begin, of_link = round_.pop()
            work += position - begin if of_link else 0
    work += sum(size - position for position in square)
    return work + sum(size - position for position, of_link in round_ if of_link)


def _code_work(block: str) -> int:
    """The sum of the distances from each run of backticks to one as long, or to the end."""
    if block.count("`") <= _FEW:
        return 0
    work = 0
    next_of_length: dict[int, int] = {}
    for match in reversed(list(_RUN.finditer(block))):
        length = match.end() - match.start()
        work += next_of_length.get(length, len(block)) - match.start()
        next_of_length[length] = match.start()
    return work
