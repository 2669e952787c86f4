"""Texts that no reader meant: what would nest without end or take minutes to convert.

Python-Markdown looks for the end of a bracket, a code span or a tag from each of its beginnings,
which takes quadratic time where the ends are missing, and it recurses for what is nested. Both
are measured here beforehand, in linear time, so that such a text is an error and never a hang.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Final

from generator.model import Limits

_MARKS_SHARE: Final = 200
"""A mark of emphasis or an escape counts for so many characters of a paragraph's work."""

_PILE_SHARE: Final = 800
"""Likewise a heading or a rule with no blank line after it, and a tag that stands open."""

_LINE_SHARE: Final = 100
"""Likewise a line, of all the text's work."""

_COPY_SHARE: Final = 1000
"""So many characters that are copied take as long as one that is looked through."""

_FEW: Final = 100
_TAB: Final = 4
_PILED: Final = ("\n#", "\n=", "\n:", "\n--", "\n- -", "\n**", "\n* *", "\n__", "\n_ _")
_COSTLY: Final = "[`<&*_\\"
_MARKS: Final = (">", "-", "*", "+", ". ")
_RULE: Final = re.compile(r"(?:[ \t]*-)+[ \t]*|(?:[ \t]*\*)+[ \t]*")
_RUN: Final = re.compile("`+")
_BRACKET: Final = re.compile(r"[\[\]()]")
_TAG_START: Final = re.compile(r"<[A-Za-z!?/]|>")
_FENCE: Final = re.compile(r"^(~{3,}|`{3,}) *(.*)$", re.MULTILINE)
_CONTENTS: Final = "[TOC]"
_NOTE_MARK: Final = re.compile(r"\[\^[^\]\n]*\]")


def find_too_deep(text: str, limits: Limits) -> int | None:
    """Where quotations or lists nest deeper than they may: a position, or ``None``."""
    deepest = limits.nesting
    if sum(map(text.count, _MARKS)) > deepest:
        nested = rf"(?m)^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d+\.(?=[ \t]))){{{deepest + 1}}}.*"
        for match in re.finditer(nested, text):
            if not _RULE.fullmatch(match[0]):
                return match.start()
    expanded = text.expandtabs(_TAB) if "\t" in text else text
    if " " * (_TAB * deepest) in expanded:
        indented = re.search(rf"(?m)^ {{{_TAB * deepest},}}+(?:>|[*+-] |\d+\. )", expanded)
        if indented is not None:
            line = expanded.count("\n", 0, indented.start())
            return sum(len(before) + 1 for before in text.split("\n")[:line])
    return None


def max_lines(limits: Limits) -> int:
    """How many lines a text may have."""
    return limits.work // _LINE_SHARE


def find_too_long(text: str, limits: Limits) -> int | None:
    """Where a text has more lines than it may: a position, or ``None``."""
    most = max_lines(limits)
    if text.count("\n") <= most:
        return None
    return next(islice(re.finditer("\n", text), most, None)).start()


def find_too_costly(text: str, limits: Limits) -> int | None:
    """Where a paragraph would take more work than it may: its position, or ``None``."""
    most, most_marks = limits.work, limits.work // _MARKS_SHARE
    highest_pile = limits.work // _PILE_SHARE
    # Each table of contents lists every heading.
    if text.count(_CONTENTS) * len(text) > most:
        return text.find(_CONTENTS)
    if _fence_work(text) > most:
        return min(at for at in (text.find("```"), text.find("~~~")) if at >= 0)
    if max(map(text.count, _COSTLY)) <= _FEW and text.count("\n") <= highest_pile:
        return None
    if _tag_work(text) > most or text.count("<") - 2 * text.count("</") > highest_pile:
        return text.find("<")
    if text.count("[^") > 2 * highest_pile or _note_work(text) > most:
        return text.find("[^")
    start = 0
    for block in text.split("\n\n"):
        marks = sum(map(block.count, "*_\\"))
        piled = sum(map(block.count, _PILED))
        # For each mark that is found, the paragraph is copied.
        copied = (marks + sum(map(block.count, "[<&`"))) * len(block)
        work = _bracket_work(block) + _code_work(block) + _row_work(block)
        work += copied // _COPY_SHARE
        if work > most or marks > most_marks or piled > highest_pile:
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


def _fence_work(text: str) -> int:
    """The sum of the distances from each fence of code to the next one that could close it."""
    if text.count("```") + text.count("~~~") <= _FEW:
        return 0
    work = 0
    closing: dict[str, int] = {}
    for match in reversed(list(_FENCE.finditer(text))):
        fence, position = match[1], match.start()
        work += closing.get(fence, len(text)) - position
        if not match[2]:
            closing[fence] = position
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


def _row_work(block: str) -> int:
    """How often a bar of a table is looked for in a span of code."""
    if block.count("|") <= _FEW or block.count("`") <= _FEW:
        return 0
    return sum(line.count("|") * line.count("`") for line in block.split("\n"))


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
