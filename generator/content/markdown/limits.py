"""Find texts that would take too long to convert.

The parser reads each character a bounded number of times, but marks without their ends, of which a
damaged or hostile text has thousands, cost much more than text, and so do copies of a long table of
contents. Both are estimated here in linear time before the conversion, so that such a text is an
error and cannot hang a build. The work is counted in characters that are read.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import Final

from generator.lazy_patterns import lazy_compile
from generator.model import Limits

_MARK_COST: Final = 200
"""The work for a mark of emphasis or an escape."""

_ADJACENT_COST: Final = 800
"""The work for a heading or rule without a blank line after it, and for an unclosed tag."""

_LINE_COST: Final = 100
"""The work for a line."""

_COPIES_PER_READ: Final = 1000
"""The number of characters that are copied in the time in which one is read."""

# Fewer marks than these cannot take long.
_MIN_COUNTED: Final = 100
_ADJACENT: Final = ("\n#", "\n=", "\n:", "\n--", "\n- -", "\n**", "\n* *", "\n__", "\n_ _")
_COSTLY: Final = "[`<&*_\\"
_BACKTICKS: Final = lazy_compile("`+")
_BRACKET: Final = lazy_compile(r"[\[\]()]")
_TAG_START: Final = lazy_compile(r"<[A-Za-z!?/]|>")
_FENCE: Final = lazy_compile(r"^(~{3,}|`{3,}) *(.*)$", re.MULTILINE)
_TABLE_OF_CONTENTS: Final = lazy_compile(r"\[_?[Tt][Oo][Cc]_?\]")
_FOOTNOTE_REFERENCE: Final = lazy_compile(r"\[\^[^\]\n]*\]")


class TooDeepError(Exception):
    """A line is in more containers than allowed.

    Attributes:
        line: The number of the line, from 0.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def max_lines(limits: Limits) -> int:
    """Return the number of lines that a text may have."""
    return limits.work // _LINE_COST


def find_too_long(text: str, limits: Limits) -> int | None:
    """Return the position of the first line beyond the limit, or ``None``."""
    limit = max_lines(limits)
    if text.count("\n") <= limit:
        return None
    return next(islice(re.finditer("\n", text), limit, None)).start()


def find_too_costly(text: str, limits: Limits) -> int | None:
    """Return the position of the first paragraph that takes more work than allowed, or ``None``."""
    max_work, max_marks = limits.work, limits.work // _MARK_COST
    max_adjacent = limits.work // _ADJACENT_COST
    # Each table of contents contains every heading.
    contents = [match.start() for match in _TABLE_OF_CONTENTS.finditer(text)]
    if len(contents) * len(text) > max_work:
        return contents[0]
    if _fence_work(text) > max_work:
        return min(start for start in (text.find("```"), text.find("~~~")) if start >= 0)
    if max(map(text.count, _COSTLY)) <= _MIN_COUNTED and text.count("\n") <= max_adjacent:
        return None
    if _tag_work(text) > max_work or text.count("<") - 2 * text.count("</") > max_adjacent:
        return text.find("<")
    if text.count("[^") > 2 * max_adjacent or _footnote_work(text) > max_work:
        return text.find("[^")
    start = 0
    for block in text.split("\n\n"):
        marks = sum(map(block.count, "*_\\"))
        adjacent = sum(map(block.count, _ADJACENT))
        # Each mark is a part of its own in the parsed paragraph.
        copied = (marks + sum(map(block.count, "[<&`"))) * len(block)
        work = _bracket_work(block) + _code_work(block) + _row_work(block)
        work += copied // _COPIES_PER_READ
        if work > max_work or marks > max_marks or adjacent > max_adjacent:
            return start
        start += len(block) + 2
    return None


def _tag_work(text: str) -> int:
    """Return the sum of the distances from each possible start of a tag to the next ``>``."""
    if text.count("<") <= _MIN_COUNTED:
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
    """Return the sum of the distances from each code fence to the next that could close it."""
    if text.count("```") + text.count("~~~") <= _MIN_COUNTED:
        return 0
    work = 0
    closing: dict[str, int] = {}
    for match in reversed(list(_FENCE.finditer(text))):
        fence, position = match[1], match.start()
        work += closing.get(fence, len(text)) - position
        if not match[2]:
            closing[fence] = position
    return work


def _footnote_work(text: str) -> int:
    """Return the work of numbering the uses of each footnote: four times their square."""
    uses = (
        Counter(_FOOTNOTE_REFERENCE.findall(text))
        if text.count("[^") > _MIN_COUNTED
        else Counter[str]()
    )
    return sum(4 * count * count for count in uses.values())


def _bracket_work(block: str) -> int:
    """Return the sum of the distances from each ``[`` and ``](`` to its end or the block's."""
    if block.count("[") <= _MIN_COUNTED:
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
            start, is_link = round_.pop()
            work += position - start if is_link else 0
    work += sum(size - position for position in square)
    return work + sum(size - position for position, is_link in round_ if is_link)


def _row_work(block: str) -> int:
    """Return the number of pairs of a bar and a backtick in the rows of a table."""
    if block.count("|") <= _MIN_COUNTED or block.count("`") <= _MIN_COUNTED:
        return 0
    return sum(line.count("|") * line.count("`") for line in block.split("\n"))


def _code_work(block: str) -> int:
    """Return the sum of the distances from each run of backticks to the next of its length."""
    if block.count("`") <= _MIN_COUNTED:
        return 0
    work = 0
    next_of_length: dict[int, int] = {}
    for match in reversed(list(_BACKTICKS.finditer(block))):
        length = match.end() - match.start()
        work += next_of_length.get(length, len(block)) - match.start()
        next_of_length[length] = match.start()
    return work
