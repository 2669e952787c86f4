"""A body's text as its author sees it: where in the file a thing stands."""

from __future__ import annotations

from dataclasses import dataclass

from generator.errors import Code, Problem, Severity

_BEFORE = frozenset("(<\"'=[: \t\n")
_AFTER = frozenset(")>\"'] \t\n")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a body and its place in its file.

    Attributes:
        text: As it was read, front matter excluded.
        path: The file, relative to the site's folder.
        first_line: The line of the file on which the text starts, from 1.
    """

    text: str
    path: str
    first_line: int

    def place(self, position: int | None) -> tuple[int, int]:
        """The line and column, from 1, of a position; both 0 when it is not known."""
        if position is None:
            return 0, 0
        line = self.first_line + self.text.count("\n", 0, position)
        return line, position - self.text.rfind("\n", 0, position)

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
