"""Find positions in the text of a body, as lines and columns of its file."""

from __future__ import annotations

import re
from bisect import bisect

from generator.lazy_patterns import lazy_compile
from generator.problems import Code, Problem, Severity
from generator.text.invisible_characters import remove_invisible_within

# The characters between which an address is on its own.
_BEFORE = frozenset("(<\"'=[: \t\n")
_AFTER = frozenset(")>\"'] \t\n")
# What is before an address that a link or an image uses.
_USE = lazy_compile(r"(?:\]\(\s*<?|\]:\s*<?|\b(?:href|src)\s*=\s*[\"']?|<)\Z", re.IGNORECASE)
_LONGEST_USE = 20
# Code and comments. Each alternative takes linear time, whatever the text is.
_UNREAD = lazy_compile(
    r"^ {0,3}(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n(?:.*?^ {0,3}(?P=fence)|.*\Z)"
    r"|(?<!`)(?P<code>`++)(?:(?!\n[ \t]*+\n).){0,500}?(?<!`)(?P=code)(?!`)"
    r"|<!--(?:.*?-->|.*\Z)",
    re.MULTILINE | re.DOTALL,
)


class BodySource:
    """The text of a body and its position in its file.

    Attributes:
        text: The Markdown text, without the front matter.
        path: The file, relative to the site's folder.
        first_line: The line of the file on which the text starts, from 1.
    """

    __slots__ = ("_lines", "_unread", "_visible", "first_line", "path", "text")

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        # The position of the start of each line, computed when it is first needed.
        self._lines: tuple[int, ...] = ()
        # The parts that are not read as markup, computed when they are first needed.
        self._unread: tuple[tuple[int, int], ...] | None = None
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

        They are those where a link or an image uses it, outside of code and comments. If there are
        none, they are those where it is on its own, or else the first one where it is a part of
        another address.
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
        used = [each for each in found if self._is_used(each)] if len(found) > 1 else found
        return tuple(used or found) or ((first,) if first >= 0 else ())

    def _is_used(self, position: int) -> bool:
        """Whether what is at a position is the address of a link or an image."""
        if _USE.search(self.text, max(0, position - _LONGEST_USE), position) is None:
            return False
        return self.is_read(position)

    def find(self, text: str, start: int = 0) -> int | None:
        """Return the first position of a text, from a position on; ``None`` if it has none.

        What is in code and comments only comes after what is read as markup.
        """
        position = first = self.text.find(text, start)
        while position >= 0 and not self.is_read(position):
            position = self.text.find(text, position + 1)
        found = max(first, position)
        return found if found >= 0 else None

    def search(self, pattern: re.Pattern[str], start: int = 0) -> re.Match[str] | None:
        """Return the first match of a pattern, from a position on, as `find` does."""
        first = None
        for match in pattern.finditer(self.text, start):
            if self.is_read(match.start()):
                return match
            first = first or match
        return first

    def is_read(self, position: int) -> bool:
        """Return whether a position is outside of code and comments."""
        if self._unread is None:
            self._unread = tuple([match.span() for match in _UNREAD.finditer(self.text)])
        after = bisect(self._unread, (position, len(self.text)))
        return not after or position >= self._unread[after - 1][1]

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
