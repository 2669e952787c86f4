"""What is at a position of an article's text: a key, a value of its front matter, or a link."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from generator.content.front_matter import GROUPS
from generator.lazy_patterns import lazy_compile

Kind = Literal["field", "tag", "source", "source-id", "event", "status", "link", "date", ""]
_FENCE: Final = lazy_compile(r"-{3,}\s*$")
_TOML_FENCE: Final = lazy_compile(r"\+{3}\s*$")
_KEY: Final = lazy_compile(r"(?P<indent>\s*(?:-\s+)?)(?P<key>[a-z_]+)\s*:(?P<space>\s*)")
_TOML_KEY: Final = lazy_compile(r"\s*(?P<key>[a-z_]+)\s*=\s*")
_HEADING: Final = lazy_compile(r"\s*\[\[?\s*(?P<name>[a-z_]+)\s*\]")
_ITEM: Final = lazy_compile(r"\s*-\s+")
_DATES: Final = frozenset({"date", "published", "updated", "accessed"})
_LINK: Final = lazy_compile(r"(?:\]\(|\[\[)(?P<target>[^()\[\]\n]*)")
_WORD: Final = "abcdefghijklmnopqrstuvwxyz_"


class Token(NamedTuple):
    """A value of the front matter or the target of a link, as it is written around the cursor.

    Attributes:
        kind: What kind of value it is; empty if it is none that is known.
        start: The column where the value starts.
        end: The column where it ends.
        text: The value, without quotation marks.
        is_toml: Whether it is in front matter that is TOML.
    """

    kind: Kind
    start: int
    end: int
    text: str
    is_toml: bool = False


def find_token(text: str, line: int, column: int) -> Token:
    """Return the token at a position of an article's text."""
    lines = [each.rstrip("\r") for each in text.split("\n")]
    if line >= len(lines):
        return Token("", column, column, "")
    is_toml = bool(_TOML_FENCE.match(next(filter(str.strip, lines), "").lstrip("\ufeff")))
    fence = _TOML_FENCE if is_toml else _FENCE
    fences = [number for number, each in enumerate(lines) if fence.match(each.lstrip("\ufeff"))][:2]
    end = fences[1] if len(fences) > 1 else len(lines)
    if not fences or not fences[0] < line < end:
        return _find_link(lines[line], column)
    if is_toml:
        return _find_in_toml(lines, line, column)._replace(is_toml=True)
    return _find_in_matter(lines, line, column)


def _find_link(line: str, column: int) -> Token:
    for match in _LINK.finditer(line):
        if match.start("target") <= column <= match.end("target"):
            start, end = match.span("target")
            return Token("link", start, end, match["target"])
    return Token("", column, column, "")


def _find_in_matter(lines: list[str], line: int, column: int) -> Token:
    current = lines[line]
    key = _KEY.match(current)
    if key is None and not _ITEM.match(current) and not current[:column].startswith(" "):
        return Token("field", 0, len(current), current.strip())
    if key is not None and column < key.end("key") + 1:
        start = key.start("key")
        kind: Kind = "field" if start == 0 else ""
        return Token(kind, start, key.end("key"), key["key"])
    top = _find_top(lines, line)
    inner = key["key"] if key is not None and key["indent"] else ""
    kind = _kind_of(top, inner)
    value_start = key.end() if key is not None else _value_start(current)
    start, end = _find_item(current, value_start, column)
    return Token(kind, start, end, current[start:end].strip("\"' "))


def _find_in_toml(lines: list[str], line: int, column: int) -> Token:
    current = lines[line]
    key = _TOML_KEY.match(current)
    is_start = not current[:column].strip(_WORD)
    if _HEADING.match(current) or (key is None and is_start and not _is_in_list(lines, line)):
        return Token("field", 0, len(current), current.strip("[ ]"))
    heading = _find_heading(lines, line)
    if key is not None and column < key.end("key") + 1:
        kind: Kind = "" if heading else "field"
        return Token(kind, key.start("key"), key.end("key"), key["key"])
    above = (_TOML_KEY.match(lines[number]) for number in range(line, -1, -1))
    name = next((match["key"] for match in above if match is not None), "")
    kind = _kind_of(heading, name) if heading else _kind_of(name, "")
    value_start = key.end() if key is not None else _value_start(current)
    start, end = _find_item(current, value_start, column)
    if not current.startswith("[", value_start):
        end = start + len(current[start:end].rstrip(" ,"))
    return Token(kind, start, end, current[start:end].strip("\"' "))


def _is_in_list(lines: list[str], line: int) -> bool:
    """Return whether a line is between the brackets of a list that starts above it."""
    for number in range(line - 1, -1, -1):
        if _TOML_KEY.match(lines[number]) or _HEADING.match(lines[number]):
            return lines[number].rstrip().endswith(("[", ",")) and "]" not in lines[number]
    return False


def _find_heading(lines: list[str], line: int) -> str:
    """Return the table that a line is in; empty for the keys of the article itself."""
    headings = (_HEADING.match(lines[number]) for number in range(line, -1, -1))
    name = next((match["name"] for match in headings if match is not None), "")
    return "" if name in GROUPS else name


def _kind_of(top: str, inner: str) -> Kind:
    if (inner or top) in _DATES:
        return "date"
    if top == "source":
        kinds: dict[str, Kind] = {"": "source", "name": "source", "via": "source"}
        return "source-id" if inner == "id" else kinds.get(inner, "")
    if inner:
        return ""
    fields: dict[str, Kind] = {"tags": "tag", "related": "event", "status": "status"}
    return fields.get(top, "")


def _find_top(lines: list[str], line: int) -> str:
    """Return the field that a line belongs to."""
    for number in range(line, -1, -1):
        key = _KEY.match(lines[number])
        if key is not None and not key["indent"]:
            return key["key"]
    return ""


def _value_start(line: str) -> int:
    item = _ITEM.match(line)
    return item.end() if item is not None else len(line) - len(line.lstrip())


def _find_item(line: str, start: int, column: int) -> tuple[int, int]:
    """Return where the value at a column starts and ends: an item of a list, or all of it."""
    value = line[start:]
    comment = re.search(r"\s#", value)
    end = start + (comment.start() if comment is not None else len(value))
    if not value.startswith("["):
        return start, max(start, len(line[:end].rstrip()))
    first = max(line.rfind(",", start, column), line.rfind("[", start, column)) + 1
    stops = [at for at in (line.find(",", column), line.find("]", column)) if at >= 0]
    last = min(stops, default=end)
    first += len(line[first:last]) - len(line[first:last].lstrip())
    return first, max(first, len(line[:last].rstrip()))
