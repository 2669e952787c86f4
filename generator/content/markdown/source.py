"""A body's text as its author sees it: where in the file a thing stands."""

from __future__ import annotations

import re
from bisect import bisect

from generator.problems import Code, Problem, Severity

_BEFORE = frozenset("(<\"'=[: \t\n")
_UNSEEN = r"[^\x00-\x7f]{0,4}?"
# So much of an address is enough to find it.
_LONGEST = 200
_AFTER = frozenset(")>\"'] \t\n")


class BodySource:
    """The text of a body and its place in its file.

    Attributes:
        text: As it was read, front matter excluded.
        path: The file, relative to the site's folder.
        first_line: The line of the file on which the text starts, from 1.
    """

    __slots__ = ("_lines", "first_line", "path", "text")

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        # Where each line starts, once somebody has asked.
        self._lines: tuple[int, ...] = ()

    def place(self, position: int | None) -> tuple[int, int]:
        """The line and column, from 1, of a position; both 0 when it is not known."""
        if position is None:
            return 0, 0
        if not self._lines:
            self._lines = (0, *(match.end() for match in re.finditer("\n", self.text)))
        line = bisect(self._lines, position) - 1
        return self.first_line + line, position - self._lines[line] + 1

    def occurrences(self, address: str) -> tuple[int, ...]:
        """Where an address stands by itself, or else where it first stands as part of another."""
        text, size = self.text, len(address)
        found = []
        position = first = text.find(address) if address else -1
        while position >= 0:
            end = position + size
            starts = position == 0 or text[position - 1] in _BEFORE
            if starts and (end == len(text) or text[end] in _AFTER):
                found.append(position)
            position = text.find(address, end)
        if not found and first < 0 and address and not text.isascii():
            # Characters were taken out of it that nobody sees.
            written = _UNSEEN.join(map(re.escape, address[:_LONGEST]))
            hidden = re.search(written, text)
            first = hidden.start() if hidden else -1
        return tuple(found) or ((first,) if first >= 0 else ())

    def problem(
        self,
        position: int | None,
        code: Code,
        message: str,
        hint: str = "",
        severity: Severity = Severity.WARNING,
    ) -> Problem:
        """A problem at a position of the text."""
        line, column = self.place(position)
        return Problem(self.path, line, column, code, message, hint, severity)
