"""Why front matter cannot be read, told to those who write articles, not YAML."""

from __future__ import annotations

import re
from types import MappingProxyType

import yaml

from generator.problem_collector import quote
from generator.problems import Code

_KEYED = re.compile(
    r"(?P<lead>\s*(?:- +)?[\"']?(?P<key>[\w-]+)[\"']?:[ \t]+)(?P<value>\S(?:.*\S)?)\s*"
)
_NO_SPACE = re.compile(r"\s*(?P<key>[\w-]+):(?P<value>[^\s/].*)")
_DASH_NO_SPACE = re.compile(r"\s*-(?![\s-])(?P<value>.+)")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
# What opens something else than a text in YAML.
_SIGNS = "@`%&*!|>[]{},"
_CLOSERS = MappingProxyType({"[": "]", "{": "}"})
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
# Colons of other scripts and widths, behind what may well be a key.
_OTHER_COLON = re.compile(
    r"\s*(?P<key>\w[\w-]*)\s*(?P<colon>[\u02d0\u05c3\u2236\ua789\ufe13\ufe55\uff1a])"
    r"\s*(?P<value>.*)"
)


class FrontMatterError(Exception):
    """What keeps front matter from being read: a problem with its place in the file."""

    def __init__(self, line: int, column: int, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.code = code
        self.message = message
        self.hint = hint


def diagnose_yaml(matter: str, error: yaml.MarkedYAMLError, first_line: int) -> FrontMatterError:
    """Find what was probably meant.

    The parsers in C and in Python word their errors differently and agree on the place, so only
    the place is used, and the text that stands there.

    Args:
        matter: The text between the fences.
        error: What the parser raised.
        first_line: The line of the file on which that text starts.
    """
    lines = matter.split("\n")
    line, column = _position(error.problem_mark, lines)
    # The one thing taken from the wording, alike in both: what kind of value was being read.
    context = error.context or ""
    opened = _position(error.context_mark, lines)
    line, column, message, hint = (
        ("flow" in context and _unclosed_bracket(lines, *opened))
        or ("quoted" in context and _unclosed_quote(lines, opened, (line, column)))
        or _tab(lines[line], line)
        or _spaces(lines[line], line)
        or _open_above(lines, line)
        or _value(lines[line], line, column)
        # A slip is often noticed only on the line after it.
        or (line > 0 and _spaces(lines[line - 1], line - 1))
        or _indent(lines[line], line, column)
        or (line > 0 and _keyless(lines[line - 1], line - 1))
        or _homeless(lines, line)
        or (line, column, "YAML cannot read this line", "compare it with the lines around it")
    )
    return FrontMatterError(line + first_line, column + 1, "yaml-invalid", message, hint)


_Told = tuple[int, int, str, str]


def _position(mark: yaml.Mark | None, lines: list[str]) -> tuple[int, int]:
    """The mark's line and column from 0, at the last line with text where it is past the end."""
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(lines) - 1)
    while line and not lines[line].strip():
        line -= 1
        column = len(lines[line])
    return line, column


def _unclosed_bracket(lines: list[str], line: int, column: int) -> _Told:
    sign = lines[line][column : column + 1]
    message = f"the '{sign}' that opens here is not closed, or commas in it are missing or too many"
    closer = "]" if sign == "[" else "}"
    return line, column, message, f"close it with '{closer}'; put items that hold signs in quotes"


def _unclosed_quote(lines: list[str], opened: tuple[int, int], at: tuple[int, int]) -> _Told:
    """A quotation mark that nothing closes, or a backslash that spoils what it opens."""
    line, column = opened
    sign = lines[line][column : column + 1]
    start = lines[at[0]].rfind("\\", max(at[1] - 2, 0), at[1] + 1)
    if sign == '"' and start >= 0:
        if escape := _ESCAPE.match(lines[at[0]], start):
            message = f"{escape[0]} stands for no character"
            return at[0], start, message, "write the character itself"
        hint = "write \\\\ for a backslash, or use single quotes"
        return at[0], start, "a backslash means something else inside double quotes", hint
    hint = f"close it on the same line; inside, write «…» or “…” instead of {sign}"
    return line, column, f"the quotation mark {sign} that opens here is not closed", hint


def _tab(text: str, line: int) -> _Told | None:
    indent = text[: len(text) - len(text.lstrip())]
    if "\t" not in indent:
        return None
    return line, indent.index("\t"), "a tab stands at the start of the line", "indent with spaces"


def _spaces(text: str, line: int) -> _Told | None:
    """A space that is missing after a colon or a hyphen."""
    if found := _NO_SPACE.fullmatch(text):
        key, value = found["key"], found["value"]
        message = "a space is missing after the colon"
        return line, found.start("value"), message, f"write {key}: {value}"
    if found := _DASH_NO_SPACE.fullmatch(text):
        message = "a space is missing after the hyphen"
        return line, found.start("value"), message, f"write - {found['value']}"
    return None


def _keyless(text: str, line: int) -> _Told | None:
    """A line at the margin that is neither a key with its value, an item nor a comment."""
    if found := _OTHER_COLON.match(text):
        message = f"'{found['colon']}' is not the colon that YAML knows"
        return line, found.start("colon"), message, f"write {found['key']}: {found['value']}"
    if not text or text[0] in " -#" or ":" in text:
        return None
    message = "this line is no 'key: value'"
    hint = "indent it if it continues the line above; the article's text goes below ---"
    return line, 0, message, hint


def _value(text: str, line: int, column: int) -> _Told | None:
    """A value that only quotation marks make a text."""
    found = _KEYED.fullmatch(text)
    if found is None:
        return _keyless(text, line)
    lead, key, value = found["lead"], found["key"], found["value"]
    start = len(lead)
    mark = value[0]
    if mark in "\"'":
        message = f"there is text after the quotation mark {mark} that closes the value"
        # Quotation marks around it all were meant to be left out of it.
        whole = value[1:-1] if value[-1] == mark else value
        return line, column, message, f"quote it all: {_requoted(key, whole)}"
    if mark in _CLOSERS and column > start:
        message = f"there is text after the '{_CLOSERS[mark]}' that closes what '{mark}' opens"
        return line, column, message, f"if it is one text, write {_requoted(key, value)}"
    if mark in _SIGNS or value.startswith("? "):
        message = f"a value that starts with '{mark}' must stand in quotes"
        return line, start, message, f"write {_requoted(key, value)}"
    if value.startswith("- "):
        message = "a list cannot start on the line of its key"
        return line, start, message, "start each item on a line of its own, after '- '"
    if ": " in value or value.endswith(":"):
        message = "a value with a colon in it must stand in quotes"
        return line, start + value.index(":"), message, f"write {_requoted(key, value)}"
    return None


def _indent(text: str, line: int, column: int) -> _Told | None:
    """A key that does not start where its neighbours do."""
    found = _KEYED.fullmatch(text)
    if found is None or text[:1] != " " or column > len(found["lead"]):
        return None
    message = f"{quote(found['key'])} is indented differently from the lines around it"
    at = len(text) - len(text.lstrip())
    return line, at, message, "start keys of one level in one column"


def _open_above(lines: list[str], line: int) -> _Told | None:
    """A quotation mark left open above a line that is fine by itself, and seems to close it."""
    found = _KEYED.fullmatch(lines[line])
    if found is None or _QUOTED.fullmatch(found["value"]) is None:
        return None
    sign = found["value"][0]
    for above in range(line - 1, -1, -1):
        opening = _KEYED.fullmatch(lines[above])
        if opening is not None and opening["value"][0] == sign:
            if opening["value"].count(sign) != 1:
                return None
            message = f"the quotation mark {sign} that opens here is not closed"
            return above, len(opening["lead"]), message, "close it on the same line"
    return None


def _homeless(lines: list[str], line: int) -> _Told | None:
    """An item of a list at the margin that no key stands above, or whose key has a text."""
    for at in (line, line - 1):
        if at >= 0 and lines[at].startswith("- "):
            message = "this item belongs to no list"
            return at, 0, message, "write the key of the list above its items, such as tags:"
    return None


def _requoted(key: str, value: str) -> str:
    """The value in quotation marks that do not occur in it."""
    if '"' not in value and "\\" not in value:
        return f'{key}: "{value}"'
    return f"{key}: '{value.replace(chr(39), chr(39) * 2)}'"
