"""Why settings cannot be read, told to those who write articles, not TOML."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.config.toml_positions import HEADER, KEY, NOWHERE, PATH, find_positions, path_steps
from generator.problem_collector import quote

_PLACE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)
_END = " (at end of document)"
_COLON = re.compile(rf"[ \t]*{PATH}[ \t]*(?P<colon>:)")
_BARE_TEXT = re.compile(
    rf"[ \t]*{PATH}[ \t]*=[ \t]*(?P<value>(?!true|false)[^\W\d][^\"'#]*?)[ \t]*"
)
# What word processors make of straight quotation marks, and what an Arabic keyboard writes.
_CURLY = frozenset("“”„‟«»‘’‚‹›")
_ARABIC_COMMA = "،"
_CLOSERS = "]}"
# What opens and closes, texts as wholes, and comments.
_SIGNS = re.compile(r"\"\"\"|'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|[\[\]{}\"']")


class Diagnosis(NamedTuple):
    """A mistake: its line and column (0 where that says nothing), what it is, what mends it."""

    line: int
    column: int
    message: str
    hint: str


def diagnose_toml(error: str, text: str) -> Diagnosis:
    """Find what was probably meant.

    The words of the parser are for those who write programs. Only what kind of mistake it is and
    where it noticed it is taken from them.

    Args:
        error: What `tomllib` said of the text.
        text: All of the file.
    """
    lines = text.split("\n")
    if found := _PLACE.fullmatch(error):
        kind, line, column = found[1], int(found[2]), int(found[3])
    elif error.endswith(_END):
        filled = (number for number, each in enumerate(lines, 1) if each.strip())
        kind, line = error.removesuffix(_END), max(filled, default=1)
        column = len(lines[line - 1]) + 1
    else:
        return Diagnosis(0, 0, "a number is longer than any that is read", "shorten it")
    here = lines[line - 1]
    before = "\n".join((*lines[: line - 1], here[: column - 1]))
    return (
        _odd_sign(here, line, column)
        or _unclosed(kind, before)
        or _slip(kind, here, line, column)
        or _twice(kind, here, line, text)
        or _stray(kind, here, line)
        or Diagnosis(
            line,
            column,
            f"TOML cannot be read here: {kind[:1].lower()}{kind[1:]}",
            "compare it with the lines around it",
        )
    )


def _odd_sign(here: str, line: int, column: int) -> Diagnosis | None:
    """A sign that looks like one of TOML's, where it was noticed."""
    sign = here[column - 1 : column]
    if sign and sign in _CURLY:
        message = f"'{sign}' is not a quotation mark in TOML"
        return Diagnosis(line, column, message, 'write straight ones: "…"')
    if sign == _ARABIC_COMMA:
        return Diagnosis(line, column, f"'{sign}' is not a comma in TOML", "write , instead")
    return None


def _unclosed(kind: str, before: str) -> Diagnosis | None:
    """What is still open where the mistake was noticed."""
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
    at = opened[-1]
    line, column = before.count("\n", 0, at) + 1, at - before.rfind("\n", 0, at)
    sign_open = before[at]
    if sign_open in "\"'":
        message = f"the quotation mark {sign_open} that opens here is not closed"
        return Diagnosis(line, column, message, "close it on the same line")
    if kind.startswith("Expected ']'"):
        message = "the [ that opens here is not closed"
        return Diagnosis(line, column, message, "close it with ]")
    closer = "]" if sign_open == "[" else "}"
    message = f"the '{sign_open}' that opens here is not closed, or a comma is missing in it"
    return Diagnosis(line, column, message, f"close it with '{closer}', and part items with commas")


def _slip(kind: str, here: str, line: int, column: int) -> Diagnosis | None:
    """What other formats would allow: a colon, a text without quotes, a backslash."""
    if kind.startswith("Expected '='") and (found := _COLON.match(here)):
        hint = f"write {found[1]} = …"
        return Diagnosis(line, found.start("colon") + 1, "a colon stands where = should", hint)
    if found := _BARE_TEXT.fullmatch(here):
        message, hint = "a text must stand in quotes", f'write {found[1]} = "{found["value"]}"'
        return Diagnosis(line, found.start("value") + 1, message, hint)
    if kind.startswith("Expected newline"):
        hint = "put all of it in quotes; a note starts with #"
        return Diagnosis(line, column, "there is text after the value", hint)
    if kind.startswith("Unescaped") and "\\" in here:
        hint = "write \\\\ for a backslash, or use single quotes"
        message = "a backslash means something else inside double quotes"
        return Diagnosis(line, here.index("\\") + 1, message, hint)
    return None


def _twice(kind: str, here: str, line: int, text: str) -> Diagnosis | None:
    """A key or a table that is already there."""
    if not kind.startswith(("Cannot", "Duplicate")):
        return None
    known = find_positions(text)
    if header := HEADER.match(here):
        first = known.get(path_steps(header[1]), NOWHERE)
        message = f"[{header[1]}] is there already, on line {first.line}"
        return Diagnosis(line, header.start(1) + 1, message, "put what stands below both together")
    key = KEY.match(here)
    if key is None:
        return None
    table = next(
        (
            path_steps(found[1])
            for each in reversed(text.split("\n")[: line - 1])
            if (found := HEADER.match(each))
        ),
        (),
    )
    first = known.get((*table, *path_steps(key[1])), NOWHERE)
    message = f"{quote(key[1])} is given twice; first on line {first.line}"
    return Diagnosis(line, key.start(1) + 1, message, "keep one of them")


def _stray(kind: str, here: str, line: int) -> Diagnosis | None:
    """A line that is nothing TOML knows."""
    if not kind.startswith(("Invalid statement", "Expected '='")):
        return None
    start = len(here) - len(here.lstrip()) + 1
    if "=" in here:
        message = f"{quote(here.partition('=')[0])} is not a valid key"
        return Diagnosis(line, start, message, "keys are made of the letters a-z, as in title = …")
    message = "this line is neither 'key = value' nor a heading such as [languages.ar]"
    return Diagnosis(line, start, message, "start it with # if it is a note")
