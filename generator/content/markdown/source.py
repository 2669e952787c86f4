"""Find positions in the text of a body, as lines and columns of its file."""

from __future__ import annotations

import re
from bisect import bisect

from generator.problems import Code, Problem, Severity
from generator.text.invisible_characters import remove_invisible_within

# The characters between which an address is on its own.
_BEFORE = frozenset("(<\"'=[: \t\n")
_AFTER = frozenset(")>\"'] \t\n")


class BodySource:
    """The text of a body and its position in its file.

    Attributes:
        text: The Markdown text, without the front matter.
        path: The file, relative to the site's folder.
        first_line: The line of the file on which the text starts, from 1.
    """

    __slots__ = ("_lines", "_visible", "first_line", "path", "text")

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        # The position of the start of each line, computed when it is first needed.
        self._lines: tuple[int, ...] = ()
        self._visible: tuple[str, tuple[int, ...]] | None = None

    def line_and_column(self, position: int | None) -> tuple[int, int]:
        """Return the line and column of a position, from 1; both are 0 if it is not known."""
        if position is None:
            return 0, 0
        if not self._lines:
            self._lines = (0, *(match.end() for match in re.finditer("\n", self.text)))
        line = bisect(self._lines, position) - 1
        return self.first_line + line, position - self._lines[line] + 1

    def find_address(self, address: str) -> tuple[int, ...]:
        """Return the positions of an address.

        They are those where it is on its own; if there are none, the first one where it is a part
        of another address.
        """
        text, size = self.text, len(address)
        found = []
        position = first = text.find(address) if address else -1
        while position >= 0:
            end = position + size
            is_start = position == 0 or text[position - 1] in _BEFORE
            if is_start and (end == len(text) or text[end] in _AFTER):
                found.append(position)
            position = text.find(address, end)
        if not found and first < 0 and address and not text.isascii():
            # Invisible characters may have been removed from it.
            visible, positions = self._find_visible()
            first = visible.find(address)
            if first >= 0:
                first = positions[first]
        return tuple(found) or ((first,) if first >= 0 else ())

    def _find_visible(self) -> tuple[str, tuple[int, ...]]:
        """Return the text without its invisible characters, and the position of each other one."""
        if self._visible is None:
            text = self.text
            hidden = {each.position for each in remove_invisible_within(text)[1]}
            positions = tuple(at for at in range(len(text)) if at not in hidden) if hidden else ()
            self._visible = "".join([text[at] for at in positions]), positions
        return self._visible

    def problem(
        self,
        position: int | None,
        code: Code,
        message: str,
        hint: str = "",
        severity: Severity = Severity.WARNING,
    ) -> Problem:
        """Return a problem at a position of the text."""
        line, column = self.line_and_column(position)
        return Problem(self.path, line, column, code, message, hint, severity)
