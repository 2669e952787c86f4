"""Explain why a TOML file is invalid in the words of its author, who may not know TOML."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.config.toml_positions import HEADER, KEY, NOWHERE, PATH, find_positions, split_path
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.problem_collector import quote
from generator.text.invisible_characters import character_name

_POSITION = lazy_compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)
_END = " (at end of document)"
_COLON = lazy_compile(rf"[ \t]*{PATH}[ \t]*(?P<colon>:)[ \t]*(?P<value>.*)")
_UNQUOTED_TEXT = lazy_compile(
    rf"[ \t]*{PATH}[ \t]*=[ \t]*(?P<value>(?!true|false)[^\W\d][^\"'#]*?)[ \t]*"
)
# A value without quotation marks that starts like a number or a date, and what is a comment.
_UNQUOTED_NUMBER = lazy_compile(
    rf"[ \t]*{PATH}[ \t]*=[ \t]*(?P<value>[-+]?\d[^\"'#]*?)[ \t]*(?:#.*)?"
)
_COMMENTED = lazy_compile(rf"[ \t]*{PATH}[ \t]*=[ \t]*(?P<comment>#.*)")
# What word processors turn straight quotation marks into, and what an Arabic keyboard types.
_CURLY = frozenset("“”„‟«»‘’‚‹›")
_ARABIC_COMMA = "،"
_CLOSERS = "]}"
# Opening and closing signs, whole strings, and comments.
_SIGNS = lazy_compile(r"\"\"\"|'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|[\[\]{}\"']")


class Diagnosis(NamedTuple):
    """A mistake: its line and column (0 when they are unknown), a message and a hint."""

    line: int
    column: int
    message: str
    hint: str


def diagnose_toml(error: str, text: str) -> Diagnosis:
    """Find the mistake that was probably made.

    The parser's messages are for programmers. Only the kind of the error and its position are
    taken from them.

    Args:
        error: The message of `tomllib` about the text.
        text: The whole file.
    """
    lines = text.split("\n")
    if match := _POSITION.fullmatch(error):
        kind, number, column = match[1], int(match[2]), int(match[3])
    elif error.endswith(_END):
        nonempty = (number for number, each in enumerate(lines, 1) if each.strip())
        kind, number = error.removesuffix(_END), max(nonempty, default=1)
        column = len(lines[number - 1]) + 1
    else:
        return Diagnosis(0, 0, "a number has too many digits", "shorten it")
    line = lines[number - 1]
    before = "\n".join((*lines[: number - 1], line[: column - 1]))
    return (
        _diagnose_sign(line, number, column)
        or _diagnose_unclosed(kind, before)
        or _diagnose_value(kind, line, number, column)
        or _diagnose_duplicate(kind, line, number, text)
        or _diagnose_line(kind, line, number)
        or Diagnosis(
            number,
            column,
            f"invalid TOML: {kind[:1].lower()}{kind[1:]}",
            "compare it with the lines around it",
        )
    )


def _diagnose_sign(line: str, number: int, column: int) -> Diagnosis | None:
    """Find a sign that looks like one of TOML's."""
    sign = line[column - 1 : column]
    if sign and sign in _CURLY:
        message = say("'%(sign)s' is not a quotation mark in TOML", sign=sign)
        return Diagnosis(number, column, message, 'write straight ones: "…"')
    if sign and not sign.isascii() and not sign.isprintable():
        message = say("%(description)s has no meaning here", description=character_name(sign))
        return Diagnosis(number, column, message, "delete it, or write a space")
    if sign == _ARABIC_COMMA:
        return Diagnosis(
            number, column, say("'%(sign)s' is not a comma in TOML", sign=sign), "write , instead"
        )
    return None


def _diagnose_unclosed(kind: str, before: str) -> Diagnosis | None:
    """Find what is still open at the position of the error."""
    if "'\\n'" not in kind and not kind.startswith(("Unclosed", "Unterminated", "Expected ']'")):
        return None
    opened: list[int] = []
    for sign in _SIGNS.finditer(before):
        if sign[0] in _CLOSERS and opened:
            opened.pop()
        elif sign[0] in "[{\"'" or len(set(sign[0])) == 1 < len(sign[0]):
            opened.append(sign.start())
    if not opened:
        return None
    start = opened[-1]
    number, column = before.count("\n", 0, start) + 1, start - before.rfind("\n", 0, start)
    opener = before[start]
    if opener in "\"'":
        message = say("the quotation mark %(opener)s that opens here is not closed", opener=opener)
        return Diagnosis(number, column, message, "close it on the same line")
    if kind.startswith("Expected ']'"):
        message = "the [ that opens here is not closed"
        return Diagnosis(number, column, message, "close it with ]")
    closer = "]" if opener == "[" else "}"
    message = say(
        "the '%(opener)s' that opens here is not closed, or a comma is missing in it", opener=opener
    )
    hint = say("close it with '%(closer)s', and separate items with commas", closer=closer)
    return Diagnosis(number, column, message, hint)


def _diagnose_value(kind: str, line: str, number: int, column: int) -> Diagnosis | None:
    """Find what other formats allow: a colon, a text without quotation marks, a backslash."""
    if kind.startswith("Expected '='") and (match := _COLON.match(line)):
        value = match["value"].strip() or "…"
        if value[0].isalpha() and value not in ("true", "false") and '"' not in value:
            value = f'"{value}"'
        hint = say("write %(text)s = %(value)s", text=match[1], value=value)
        return Diagnosis(number, match.start("colon") + 1, "':' is used instead of '='", hint)
    if match := _UNQUOTED_TEXT.fullmatch(line):
        message = say("text %(text)s is not in quotation marks", text=quote(match["value"]))
        hint = say('write %(text)s = "%(text2)s"', text=match[1], text2=match["value"])
        return Diagnosis(number, match.start("value") + 1, message, hint)
    if match := _COMMENTED.fullmatch(line):
        message = say("%(key)s has no value: a comment starts with #", key=quote(match[1]))
        hint = say('write %(text)s = "%(text2)s"', text=match[1], text2=match["comment"].rstrip())
        return Diagnosis(number, match.start("comment") + 1, message, hint)
    if kind.startswith("Expected newline") and (match := _UNQUOTED_NUMBER.fullmatch(line)):
        message = say("text %(text)s is not in quotation marks", text=quote(match["value"]))
        hint = say('write %(text)s = "%(text2)s"', text=match[1], text2=match["value"])
        return Diagnosis(number, match.start("value") + 1, message, hint)
    if kind.startswith("Expected newline"):
        hint = "put all of it in quotation marks; a comment starts with #"
        return Diagnosis(number, column, "there is text after the value", hint)
    if kind.startswith("Unescaped") and "\\" in line:
        hint = "write \\\\ for a backslash, or use single quotation marks"
        message = "a backslash has a special meaning in double quotation marks"
        return Diagnosis(number, line.index("\\") + 1, message, hint)
    return None


def _diagnose_duplicate(kind: str, line: str, number: int, text: str) -> Diagnosis | None:
    """Find a key or a table that is already defined."""
    if not kind.startswith(("Cannot", "Duplicate")):
        return None
    positions = find_positions(text)
    if header := HEADER.match(line):
        first = positions.get(split_path(header[1]), NOWHERE)
        message = say(
            "[%(header)s] is already defined on line %(line)s", header=header[1], line=first.line
        )
        hint = "put all keys below one of the two lines, and delete the other"
        return Diagnosis(number, header.start(1) + 1, message, hint)
    key = KEY.match(line)
    if key is None:
        return None
    table = next(
        (
            split_path(match[1])
            for each in reversed(text.split("\n")[: number - 1])
            if (match := HEADER.match(each))
        ),
        (),
    )
    first = positions.get((*table, *split_path(key[1])), NOWHERE)
    message = say("%(key)s is already set on line %(line)s", key=quote(key[1]), line=first.line)
    return Diagnosis(number, key.start(1) + 1, message, "delete one of them")


def _diagnose_line(kind: str, line: str, number: int) -> Diagnosis | None:
    """Find a line that is neither a key with a value nor a heading."""
    if not kind.startswith(("Invalid statement", "Expected '='")):
        return None
    start = len(line) - len(line.lstrip()) + 1
    if "=" in line:
        message = say("invalid key %(line)s", line=quote(line.partition("=")[0]))
        return Diagnosis(number, start, message, "write it in the letters a-z: title = …")
    message = "this line is neither 'key = value' nor a heading such as [languages.ar]"
    return Diagnosis(number, start, message, "if it is a comment, start it with #")
