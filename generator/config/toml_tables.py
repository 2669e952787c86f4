"""TOML as typed values: what has another type, or an unknown key, is a problem with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.config.diagnose import diagnose_toml
from generator.config.toml_positions import NOWHERE, Path, TomlPosition, find_positions
from generator.model import SourceFile
from generator.problem_collector import ProblemCollector, quote, suggest
from generator.problems import Code
from generator.text.decoding import DecodeError, decode
from generator.text.invisible_characters import character_name, group_invisible, remove_invisible

# Far beyond what any file needs, and little enough that nothing hostile takes long.
_LARGEST = 10_000_000
# For each part of a key, the parser copies all before it.
_MOST_STEPS = 10_000
_LONGEST_LINE = 2000
_MOST_HELPED = 100


class TomlFile:
    """One TOML file: where its keys stand, and what is wrong with it."""

    __slots__ = ("_places", "_text", "findings")

    def __init__(self, text: str, findings: ProblemCollector) -> None:
        self.findings = findings
        self._text = text
        self._places: Mapping[Path, TomlPosition] | None = None

    def place(self, path: Path) -> TomlPosition:
        """Where a key stands, else the table it is in; nowhere when neither is found."""
        if self._places is None:
            self._places = find_positions(self._text)
        while path and path not in self._places:
            path = path[:-1]
        return self._places.get(path, NOWHERE)

    def error(self, path: Path, code: Code, message: str, hint: str = "") -> None:
        """Note an error at a value."""
        place = self.place(path)
        self.findings.error(place.line, place.value, code, message, hint)

    def warning(self, path: Path, code: Code, message: str, hint: str = "") -> None:
        """Note a warning at a value."""
        place = self.place(path)
        self.findings.warning(place.line, place.value, code, message, hint)

    def unknown(self, path: Path, message: str, hint: str) -> None:
        """Warn of a key."""
        place = self.place(path)
        self.findings.warning(place.line, place.column, "config-key", message, hint)


class TomlTable:
    """The values of one table, each read as the type it must have.

    A value that is absent and one of the wrong type, which is noted, are the same to the caller.
    """

    __slots__ = ("_values", "file", "path")

    def __init__(self, file: TomlFile, values: Mapping[str, Any], path: Path = ()) -> None:
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
            hint = suggest(key, keys) if number < _MOST_HELPED else ""
            if key in above:
                hint = "move it above the first line in square brackets"
            self.file.unknown((*self.path, key), message, hint)

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
            message = f"{self.label(key)} cannot be {quote(word)}"
            self.file.error((*self.path, key), "config-value", message, suggest(word, allowed))
            return ""
        return word

    def table(self, key: str, what: str) -> TomlTable | None:
        """A table; ``None`` when absent. ``what`` tells messages what is wanted."""
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.expected(key, what)
            return None
        return TomlTable(self.file, value, (*self.path, key))

    def is_text(self, key: str) -> bool:
        """Whether the value is given as a text."""
        return isinstance(self._values.get(key), str)

    def expected(self, key: str, what: str) -> str:
        """Note that a value has the wrong type; what is left of it is nothing."""
        message = f"{self.label(key)} must be {what}"
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
        text, unseen = remove_invisible(value)
        for group in group_invisible(unseen):
            message = f"{self.label(key)} holds {group.description}"
            hint = "it was ignored; retype the value instead of pasting it"
            self.file.warning((*self.path, key), group.code, message, hint)
        return " ".join(text.split())


def _endless(text: str) -> int:
    """The first line that may hold a key of too many parts, from 1; 0 where none does."""
    if text.count(".") <= _MOST_STEPS:
        return 0
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if line.count(".") > _MOST_STEPS), 0)


def read_toml(source: SourceFile | None) -> TomlTable:
    """Read a file (TOML 1.0); it is as if empty when there is none or it cannot be read."""
    if source is None:
        return TomlTable(TomlFile("", ProblemCollector("")), {})
    findings = ProblemCollector(source.path)
    if len(source.data) > _LARGEST:
        message = f"the file has more than {_LARGEST:,} bytes, which no settings need"
        findings.error(0, 0, "toml-invalid", message, "leave out what is not meant for it")
        return TomlTable(TomlFile("", findings), {})
    try:
        decoded = decode(source.data)
    except DecodeError as error:
        findings.error(error.line, error.column, error.code, error.message, error.hint)
        return TomlTable(TomlFile("", findings), {})
    if decoded.control is not None:
        line, column, control = decoded.control
        message = f"{character_name(control)} stands here, which means nothing in a text"
        findings.warning(line, column, "text-control", message, "it is read as a space; delete it")
    text = decoded.text
    endless = _endless(text)
    if endless:
        message = f"a key on this line has more than {_MOST_STEPS:,} parts"
        findings.error(endless, 1, "toml-invalid", message, "no setting needs so many")
        return TomlTable(TomlFile(text, findings), {})
    values: dict[str, Any] = {}
    try:
        values = tomllib.loads(text)
    except RecursionError:
        message = "lists or tables are nested too deeply"
        findings.error(0, 0, "toml-invalid", message, "no setting needs so many levels")
    except ValueError as error:
        fault = diagnose_toml(str(error), text)
        findings.error(fault.line, fault.column, "toml-invalid", fault.message, fault.hint)
    return TomlTable(TomlFile(text, findings), values)
