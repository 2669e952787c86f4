"""Explains why front matter cannot be read, in words for authors who do not know YAML."""

from __future__ import annotations

from types import MappingProxyType

import yaml

from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.problem_collector import quote
from generator.problems import Code
from generator.text.invisible_characters import character_name

_KEYED = lazy_compile(
    r"(?P<lead>\s*(?:- +)?[\"']?(?P<key>[\w-]+)[\"']?:[ \t]+)(?P<value>\S(?:.*\S)?)\s*"
)
_NO_SPACE = lazy_compile(r"\s*(?P<key>[\w-]+):(?P<value>[^\s/].*)")
_DASH_NO_SPACE = lazy_compile(r"\s*-(?![\s-])(?P<value>.+)")
_OTHER_SPACE = lazy_compile(
    r"(?P<lead>[ ]*(?:[\w-]+(?=:))?)(?P<sign>[:-])(?P<space>[^\S \t\n])\s*(?P<value>.*)"
)
# A dash or a bullet in place of the hyphen of an item.
_OTHER_DASH = lazy_compile(r"\s*(?P<dash>[\u2010-\u2015\u2212\u2022\u00b7])\s+(?P<value>.+)")
_ESCAPE = lazy_compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
_LINK = lazy_compile(
    r"\[(?P<text>[^\]]+)\]\(<?(?P<target>[^\s()<>]+)>?(?:\s[^()]*)?\)"
    r"|<a\s[^<>]*href=[\"']?(?P<href>[^\s\"'<>]+)[^<>]*>(?P<html>[^<>]+)</a>"
    r"|(?P<before>[^<>\[\]]*[^\s<>\[\](:–-])[\s(:<–-]+(?P<after>https?://[^\s<>()]+)[>)]?"
)
# Characters with which a YAML value is not plain text.
_SIGNS = "@`%&*!|>[]{},"
_CLOSERS = MappingProxyType({"[": "]", "{": "}"})
# The front matter is itself one level, so the last bracket of these is one too many.
DEEPEST = 8
_NESTED = lazy_compile(rf"(?:[\[{{] *){{{DEEPEST - 1}}}[\[{{]")
TOO_DEEP = say(
    "lists and groups of keys are nested more than %(deepest)s levels deep", deepest=DEEPEST
)
TOO_DEEP_HINT = "put the value in quotes if it is a text that starts with [ or {"
# The text between brackets with a comment in it.
_IN_BRACKETS = lazy_compile(
    r"(?P<items>(?:(?:[^#\"']|\"[^\"]*\"|'[^']*')*[\s,])?(?P<comment>#)(?=[^\s#]).*?)[\]}]\s*\Z"
)
_QUOTED = lazy_compile(r"\"[^\"]*\"|'[^']*'")
# Colons of other scripts and widths, after what may be a key.
_OTHER_COLON = lazy_compile(
    r"\s*(?P<key>\w[\w-]*)\s*(?P<colon>[\u02d0\u05c3\u2236\ua789\ufe13\ufe55\uff1a])"
    r"\s*(?P<value>.*)"
)


class FrontMatterError(Exception):
    """Front matter cannot be read: the problem and its position in the file."""

    def __init__(self, line: int, column: int, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.code = code
        self.message = message
        self.hint = hint


def split_link(text: str) -> tuple[str, str] | None:
    """Split a Markdown link, an HTML link or a name with a URL into its text and its target."""
    link = _LINK.fullmatch(text.strip())
    if link is None:
        return None
    name = link["text"] or link["html"] or link["before"]
    target = link["target"] or link["href"] or link["after"]
    return name.strip(), target


def diagnose_yaml(matter: str, error: yaml.MarkedYAMLError, first_line: int) -> FrontMatterError:
    """Find the mistake behind an error of the YAML parser.

    The parsers in C and in Python word their errors differently but agree on the position, so
    only the position and the text around it are used.

    Args:
        matter: The text between the fences.
        error: The parser's error.
        first_line: The line of the file on which the text starts.
    """
    lines = matter.split("\n")
    line, column = _position(error.problem_mark, lines)
    # The context is worded alike in both parsers: the kind of value that was being read.
    context = error.context or ""
    opened = _position(error.context_mark, lines)
    line, column, message, hint = (
        ("flow" in context and _too_deep(lines, *opened))
        or ("flow" in context and _unclosed_bracket(lines, *opened))
        or ("quoted" in context and _unclosed_quote(lines, opened, (line, column)))
        or _tab(lines[line], line)
        or _other_space(lines, line)
        or _spaces(lines[line], line)
        or _open_above(lines, line)
        or _value(lines[line], line, column)
        # The parser often notices a mistake only on the next line.
        or (line > 0 and _spaces(lines[line - 1], line - 1))
        or _indent(lines[line], line, column)
        or (line > 0 and _keyless(lines[line - 1], line - 1))
        or _stray_item(lines, line)
        or (line, column, "YAML cannot read this line", "compare it with the lines around it")
    )
    return FrontMatterError(line + first_line, column + 1, "yaml-invalid", message, hint)


_Diagnosis = tuple[int, int, str, str]


def _position(mark: yaml.Mark | None, lines: list[str]) -> tuple[int, int]:
    """Return the mark's line and column from 0, moved back to the last line with text."""
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(lines) - 1)
    while line and not lines[line].strip():
        line -= 1
        column = len(lines[line])
    return line, column


def _too_deep(lines: list[str], line: int, column: int) -> _Diagnosis | None:
    """Explain brackets that are nested so deep that the parser itself gives up."""
    match = _NESTED.search(lines[line], 0, column + 1)
    return None if match is None else (line, match.end() - 1, TOO_DEEP, TOO_DEEP_HINT)


def _unclosed_bracket(lines: list[str], line: int, column: int) -> _Diagnosis:
    # At the end of the text, the parser has lost the bracket: it is the last one.
    while lines[line][column : column + 1] not in tuple("[{") and (line or column):
        line, column = (line, column - 1) if column else (line - 1, len(lines[line - 1]))
    sign = lines[line][column : column + 1]
    closer = "]" if sign == "[" else "}"
    if comment := _IN_BRACKETS.match(lines[line], column + 1):
        message = say(
            "YAML reads '#' and the text after it as a comment, so the '%(sign)s' is not closed",
            sign=sign,
        )
        lead = lines[line][:column].lstrip()
        items = [item.strip() for item in comment["items"].split(",")]
        if lead.startswith("tags:"):
            # Hashtags: the names of tags have no sign.
            items = [item.lstrip("#") for item in items]
        items = [quote_yaml(item) if item.startswith("#") else item for item in items if item]
        written = f"{lead}{sign}{', '.join(items)}{closer}"
        hint = (
            "put the text with '#' in quotes"
            if sign == "{"
            else say("write %(written)s", written=written)
        )
        return line, comment.start("comment"), message, hint
    message = say(
        "the '%(sign)s' is not closed, or a comma after it is missing or extra", sign=sign
    )
    return (
        line,
        column,
        message,
        say("close it with '%(closer)s'; put items with punctuation in quotes", closer=closer),
    )


def _unclosed_quote(lines: list[str], opened: tuple[int, int], at: tuple[int, int]) -> _Diagnosis:
    """Explain a quotation mark that is not closed, or a backslash inside double quotes."""
    line, column = opened
    sign = lines[line][column : column + 1]
    start = lines[at[0]].rfind("\\", max(at[1] - 2, 0), at[1] + 1)
    if sign == '"' and start >= 0:
        if escape := _ESCAPE.match(lines[at[0]], start):
            message = say(
                "invalid escape %(escape)s: this code point does not exist", escape=escape[0]
            )
            return at[0], start, message, "write the character itself"
        hint = "write \\\\ for a backslash, or use single quotes"
        return at[0], start, "a backslash starts an escape inside double quotes", hint
    hint = say(
        "close it on the same line; inside the text, write «…» or “…” instead of %(sign)s",
        sign=sign,
    )
    return line, column, say("the opening quotation mark %(sign)s is not closed", sign=sign), hint


def _tab(text: str, line: int) -> _Diagnosis | None:
    indent = text[: len(text) - len(text.lstrip())]
    if "\t" not in indent:
        return None
    return line, indent.index("\t"), "the line is indented with a tab", "indent it with spaces"


def _other_space(lines: list[str], last: int) -> _Diagnosis | None:
    """Explain a space after a colon or a hyphen that YAML does not know, on a line or above it."""
    for line in range(last, -1, -1):
        if match := _OTHER_SPACE.match(lines[line]):
            message = say(
                "%(description)s after '%(sign)s' is not a space in YAML",
                description=character_name(match["space"]),
                sign=match["sign"],
            )
            written = f"{match['lead']}{match['sign']} {match['value']}".lstrip()
            return line, match.start("space"), message, say("write %(written)s", written=written)
    return None


def _spaces(text: str, line: int) -> _Diagnosis | None:
    """Explain a missing space after a colon or a hyphen."""
    if match := _NO_SPACE.fullmatch(text):
        key, value = match["key"], match["value"]
        message = "a space is missing after the colon"
        return (
            line,
            match.start("value"),
            message,
            say("write %(key)s: %(value)s", key=key, value=value),
        )
    if match := _DASH_NO_SPACE.fullmatch(text):
        message = "a space is missing after the hyphen"
        return line, match.start("value"), message, say("write - %(text)s", text=match["value"])
    return None


def _keyless(text: str, line: int) -> _Diagnosis | None:
    """Explain an unindented line that is neither a key with its value, an item nor a comment."""
    if match := _OTHER_COLON.match(text):
        message = say("'%(text)s' is not the colon ':' of YAML", text=match["colon"])
        return (
            line,
            match.start("colon"),
            message,
            say("write %(text)s: %(text2)s", text=match["key"], text2=match["value"]),
        )
    if match := _OTHER_DASH.fullmatch(text):
        message = say("'%(text)s' is not the hyphen '-' of YAML", text=match["dash"])
        hint = say("write - %(text)s", text=match["value"])
        return line, match.start("dash"), message, hint
    if not text or text[0] in " -#" or ":" in text:
        return None
    message = "this line is not of the form 'key: value'"
    hint = "indent it if it continues the line above; move the article's text below ---"
    return line, 0, message, hint


def _value(text: str, line: int, column: int) -> _Diagnosis | None:
    """Explain a value that needs quotation marks."""
    match = _KEYED.fullmatch(text)
    if match is None:
        return _keyless(text, line)
    lead, key, value = match["lead"], match["key"], match["value"]
    start = len(lead)
    mark = value[0]
    if mark in "\"'":
        message = say("there is text after the closing quotation mark %(mark)s", mark=mark)
        # The outer quotation marks are not part of the value.
        whole = value[1:-1] if value[-1] == mark else value
        return line, column, message, say("write %(requoted)s", requoted=_requoted(key, whole))
    if key == "source" and (linked := split_link(value)) is not None:
        message = say("source %(value)s is a link, not a name", value=quote(value))
        return (
            line,
            start,
            message,
            say(
                "write source: {name: %(linked)s, url: %(linked2)s}",
                linked=linked[0],
                linked2=linked[1],
            ),
        )
    if value.startswith("{{"):
        message = "it is a variable of a template, which another program replaces"
        hint = say("write the value itself, as in %(key)s: …", key=key)
        return line, start, message, hint
    if mark in _CLOSERS and column > start:
        message = say("there is text after the closing '%(closers)s'", closers=_CLOSERS[mark])
        return (
            line,
            column,
            message,
            say("if it is all one text, write %(requoted)s", requoted=_requoted(key, value)),
        )
    if mark in _SIGNS or value.startswith("? "):
        message = say("a value that starts with '%(mark)s' must be in quotes", mark=mark)
        return line, start, message, say("write %(requoted)s", requoted=_requoted(key, value))
    if value.startswith("- "):
        message = "a list cannot start on the line of its key"
        return line, start, message, "write each item on a line of its own, after '- '"
    if ": " in value or value.endswith(":"):
        message = "a value that contains a colon must be in quotes"
        return (
            line,
            start + value.index(":"),
            message,
            say("write %(requoted)s", requoted=_requoted(key, value)),
        )
    return None


def _indent(text: str, line: int, column: int) -> _Diagnosis | None:
    """Explain a key that is not indented like its neighbors."""
    match = _KEYED.fullmatch(text)
    if match is None or text[:1] != " " or column > len(match["lead"]):
        return None
    message = say(
        "%(text)s is indented differently from the lines around it", text=quote(match["key"])
    )
    at = len(text) - len(text.lstrip())
    return line, at, message, "indent keys of one level by the same number of spaces"


def _open_above(lines: list[str], line: int) -> _Diagnosis | None:
    """Explain a quotation mark left open above a correct line, which seems to close it."""
    match = _KEYED.fullmatch(lines[line])
    if match is None or _QUOTED.fullmatch(match["value"]) is None:
        return None
    sign = match["value"][0]
    for above in range(line - 1, -1, -1):
        opening = _KEYED.fullmatch(lines[above])
        if opening is not None and opening["value"][0] == sign:
            if opening["value"].count(sign) != 1:
                return None
            message = say("the opening quotation mark %(sign)s is not closed", sign=sign)
            return above, len(opening["lead"]), message, "close it on the same line"
    return None


def _stray_item(lines: list[str], line: int) -> _Diagnosis | None:
    """Explain an unindented list item without a key above it, or whose key has a text."""
    for at in (line, line - 1):
        if at >= 0 and lines[at].startswith("- "):
            message = "this item is not in a list"
            return at, 0, message, "write the key of the list above its items, such as tags:"
    return None


def _requoted(key: str, value: str) -> str:
    return f"{key}: {quote_yaml(value)}"


def quote_yaml(value: str) -> str:
    """Write a value in quotation marks that it does not contain."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return f"'{value.replace(chr(39), chr(39) * 2)}'"
