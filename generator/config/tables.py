"""TOML as typed values: what has another type, or an unknown key, is a problem with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.decode import DecodeError, decode
from generator.errors import Code
from generator.findings import Findings, quote, suggestion
from generator.invisible import clean, groups
from generator.model import SourceFile

# Far beyond what any file needs, and little enough that nothing hostile takes long.
_LARGEST = 10_000_000
_LONGEST_LINE = 2000
_DEEPEST = 8
_MOST_HELPED = 100
_PLACE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)
_END = " (at end of document)"
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_PATH = rf"({_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)"
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*{_PATH}[ \t]*\]")
_KEY = re.compile(rf"[ \t]*{_PATH}[ \t]*=")
_COLON = re.compile(rf"[ \t]*{_PATH}[ \t]*:")
_STEP = re.compile(_NAME)
_BARE_TEXT = re.compile(rf"[ \t]*{_PATH}[ \t]*=[ \t]*(?!true|false)[^\W\d].*")


class File:
    """One TOML file: where its keys stand, and what is wrong with it.

    The standard library's parser tells no positions. They are found by a look at the lines,
    which is enough for files that people write, and only when there is something to tell.
    """

    __slots__ = ("_places", "_text", "findings")

    def __init__(self, text: str, findings: Findings) -> None:
        self.findings = findings
        self._text = text
        self._places: Mapping[tuple[str, ...], tuple[int, int]] | None = None

    def place(self, path: tuple[str, ...]) -> tuple[int, int]:
        """Line and column of a key, else of the table it is in; (0, 0) when neither is found."""
        if self._places is None:
            self._places = _places(self._text)
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, (0, 0))

    def error(self, path: tuple[str, ...], code: Code, message: str, hint: str = "") -> None:
        """Note an error at a key."""
        self.findings.error(*self.place(path), code, message, hint)

    def warning(self, path: tuple[str, ...], code: Code, message: str, hint: str = "") -> None:
        """Note a warning at a key."""
        self.findings.warning(*self.place(path), code, message, hint)


class Table:
    """The values of one table, each read as the type it must have.

    A value that is absent and one of the wrong type, which is noted, are the same to the caller.
    """

    __slots__ = ("_values", "file", "path")

    def __init__(self, file: File, values: Mapping[str, Any], path: tuple[str, ...] = ()) -> None:
        self.file = file
        self.path = path
        self._values = values

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def known(self, keys: Collection[str], above: Collection[str] = ()) -> None:
        """Warn of every key that is none of these; ``above`` are those of the whole file."""
        unknown = (key for key in self._values if key not in keys)
        for number, key in enumerate(unknown):
            message = f"unknown key {quote(self.label(key))}"
            hint = suggestion(key, keys) if number < _MOST_HELPED else ""
            if key in above:
                hint = "move it above the first line in square brackets"
            self.file.warning((*self.path, key), "config-key", message, hint)

    def text(self, key: str) -> str:
        """A text on one line, without invisible characters; empty when absent."""
        value = self._values.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return self._line(key, value)
        return self.expected(key, 'a text in quotes: "…"')

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text counts as a list of one."""
        value = self._values.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self.expected(key, 'a list of texts: ["…", "…"]')
            return ()
        return tuple(self._line(key, item) for item in items)

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            self.expected(key, "true or false, without quotes")
            return False
        return value

    def count(self, key: str, default: int, largest: int) -> int:
        """A whole number from 1 to ``largest``."""
        value = self._values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self.expected(key, f"a number without quotes, such as {default}")
        elif not 1 <= value <= largest:
            message = f"{self.label(key)} is not between 1 and {largest:,}"
            self.file.error((*self.path, key), "config-value", message)
        else:
            return value
        return default

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """One of these words; empty when absent."""
        word = self.text(key)
        if word and word not in allowed:
            message = f"{self.label(key)} {quote(word)} is none of its values"
            self.file.error((*self.path, key), "config-value", message, suggestion(word, allowed))
            return ""
        return word

    def table(self, key: str, what: str = "a table") -> Table | None:
        """A table; ``None`` when absent. ``what`` tells messages what is wanted."""
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.expected(key, what)
            return None
        return Table(self.file, value, (*self.path, key))

    def is_text(self, key: str) -> bool:
        """Whether the value is given as a text."""
        return isinstance(self._values.get(key), str)

    def expected(self, key: str, what: str) -> str:
        """Note that a value has the wrong type; what is left of it is nothing."""
        message = f"{self.label(key)} is not {what}"
        self.file.error((*self.path, key), "config-type", message)
        return ""

    def label(self, key: str) -> str:
        """What messages call a value: ``languages.ar.digits``."""
        return ".".join((*self.path, key))

    def _line(self, key: str, value: str) -> str:
        if len(value) > _LONGEST_LINE:
            message = f"{self.label(key)} has {len(value):,} characters"
            hint = f"at most {_LONGEST_LINE:,} fit"
            self.file.error((*self.path, key), "config-value", message, hint)
            return ""
        text, unseen = clean(value)
        for group in groups(unseen):
            message = f"{self.label(key)} holds {group.holds}"
            hint = "it was left out; write the value anew instead of pasting it"
            self.file.warning((*self.path, key), group.code, message, hint)
        return " ".join(text.split())


def read_toml(source: SourceFile | None) -> Table:
    """Read a file (TOML 1.0); it is as if empty when there is none or it cannot be read."""
    if source is None:
        return Table(File("", Findings("")), {})
    findings = Findings(source.path)
    if len(source.data) > _LARGEST:
        message = f"the file has more than {_LARGEST:,} bytes, which no settings need"
        findings.error(0, 0, "toml-invalid", message, "leave out what is not meant for it")
        return Table(File("", findings), {})
    try:
        text = decode(source.data).text
    except DecodeError as error:
        findings.error(error.line, error.column, error.code, error.message, error.hint)
        return Table(File("", findings), {})
    values: dict[str, Any] = {}
    try:
        values = tomllib.loads(text)
    except RecursionError:
        findings.error(0, 0, "toml-invalid", "lists or tables are nested too deeply")
    except ValueError as error:
        _invalid(str(error), text, findings)
    return Table(File(text, findings), values)


def _invalid(told: str, text: str, findings: Findings) -> None:
    lines = text.split("\n")
    line, column = 0, 0
    if found := _PLACE.fullmatch(told):
        told, line, column = found[1], int(found[2]), int(found[3])
    elif told.endswith(_END):
        filled = [number for number, each in enumerate(lines, 1) if each.strip()]
        told, line = told.removesuffix(_END), max(filled, default=0)
        column = len(lines[line - 1]) + 1
    else:
        told = "a value is beyond all bounds"
    hint = _remedy(told, lines[line - 1]) if line else ""
    told = told[:1].lower() + told[1:]
    findings.error(line, column, "toml-invalid", f"TOML cannot be read here: {told}", hint)


def _remedy(told: str, line: str) -> str:
    if found := _BARE_TEXT.fullmatch(line):
        return f'put the text in quotes: {found[1]} = "…"'
    if found := _COLON.match(line):
        return f"write = after the key: {found[1]} = …"
    return "close the quotation mark on the same line" if "'\\n'" in told else ""


def _places(text: str) -> Mapping[tuple[str, ...], tuple[int, int]]:
    """Where each table and each key that starts a line stands, the first of each."""
    places: dict[tuple[str, ...], tuple[int, int]] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            path = table = _steps(header[1])
            column = header.start(1)
        elif key := _KEY.match(line):
            path = (*table, *_steps(key[1]))
            column = key.start(1)
        else:
            continue
        for length in range(len(table) or 1, min(len(path), _DEEPEST) + 1):
            places.setdefault(path[:length], (number, column + 1))
    return places


def _steps(path: str) -> tuple[str, ...]:
    return tuple(step.strip("\"'") for step in _STEP.findall(path))
