"""TOML as typed values: a wrong type or an unknown key is a problem with its position."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from generator.config.diagnose import diagnose_toml
from generator.config.toml_positions import NOWHERE, KeyPath, TomlPosition, find_positions
from generator.messages import say
from generator.model import SourceFile
from generator.problem_collector import NO_SYNONYMS, ProblemCollector, closest, did_you_mean, quote
from generator.problems import Code
from generator.text.decoding import DecodeError, decode
from generator.text.invisible_characters import character_name, group_invisible, remove_invisible

# Far more bytes than any file needs, and few enough to be read quickly.
_MAX_BYTES = 10_000_000
# The parser copies a key once for each of its parts.
_MAX_KEY_PARTS = 10_000
_MAX_LINE = 2000
# Comparing a key with all others takes time.
_MAX_SUGGESTIONS = 100
_INVISIBLE_HINT = "invisible characters were removed from the value; retype it"


class TomlFile:
    """One TOML file: the positions of its keys, and its problems."""

    __slots__ = ("_positions", "_text", "collector")

    def __init__(self, text: str, collector: ProblemCollector) -> None:
        self.collector = collector
        self._text = text
        self._positions: Mapping[KeyPath, TomlPosition] | None = None

    def find_position(self, path: KeyPath) -> TomlPosition:
        """Return the position of a key, or else of the table that contains it."""
        if self._positions is None:
            self._positions = find_positions(self._text)
        while path and path not in self._positions:
            path = path[:-1]
        return self._positions.get(path, NOWHERE)

    def error(self, path: KeyPath, code: Code, message: str, hint: str = "") -> None:
        """Report an error at a value."""
        position = self.find_position(path)
        self.collector.error(position.line, position.value, code, message, hint)

    def warning(self, path: KeyPath, code: Code, message: str, hint: str = "") -> None:
        """Report a warning at a value."""
        position = self.find_position(path)
        self.collector.warning(position.line, position.value, code, message, hint)

    def key_warning(self, path: KeyPath, message: str, hint: str) -> None:
        """Report a warning at a key."""
        position = self.find_position(path)
        self.collector.warning(position.line, position.column, "config-key", message, hint)


class TomlTable:
    """The values of one table, each read as the type it must have.

    A value of the wrong type is reported, and then treated as absent.
    """

    __slots__ = ("_values", "file", "path")

    def __init__(self, file: TomlFile, values: Mapping[str, Any], path: KeyPath = ()) -> None:
        self.file = file
        self.path = path
        self._values = values

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def check_keys(
        self, known: Collection[str], synonyms: Mapping[str, str], top_level: Collection[str]
    ) -> None:
        """Warn of each unknown key.

        Args:
            known: The keys that the table can have.
            synonyms: Other words, in lower case, with the key that each means.
            top_level: The keys of the file's top level.
        """
        unknown = (key for key in self._values if key not in known)
        for number, key in enumerate(unknown):
            meant = closest(key, known, synonyms) if number < _MAX_SUGGESTIONS else ""
            hint = (
                did_you_mean(key, meant)
                if meant
                else say("known keys: %(known)s", known=", ".join(known))
            )
            if key in top_level:
                hint = "move it above the first line in square brackets"
            message = say("unknown key %(setting)s", setting=quote(self.full_key(key)))
            self.file.key_warning((*self.path, key), message, hint)

    def read_text(self, key: str) -> str:
        """Read a text on one line, without invisible characters; empty when absent."""
        value = self._values.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return self._clean(key, value)
        self._report_type(key, say("text"), say('write %(key)s = "…"', key=key))
        return ""

    def read_text_list(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; a single text is a list of one."""
        value = self._values.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            message = say("'%(setting)s' is not a list of texts", setting=self.full_key(key))
            self.file.error(
                (*self.path, key),
                "config-type",
                message,
                say('write %(key)s = ["…", "…"]', key=key),
            )
            return ()
        return tuple(self._clean(key, item) for item in items)

    def read_flag(self, key: str) -> bool:
        """Read true or false; false when absent."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            self._report_type(
                key, "true or false", say("write %(key)s = true, or delete the line", key=key)
            )
            return False
        return value

    def read_count(self, key: str, default: int, maximum: int) -> int:
        """Read a whole number from 1 to a maximum."""
        value = self._values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self._report_type(
                key, "a whole number", say("write %(key)s = %(default)s", key=key, default=default)
            )
        elif not 1 <= value <= maximum:
            message = say(
                "invalid value %(value)s in '%(setting)s'",
                value=quote(str(value)),
                setting=self.full_key(key),
            )
            hint = say("write a number from 1 to %(maximum)s", maximum=f"{maximum:,}")
            self.file.error((*self.path, key), "config-value", message, hint)
        else:
            return value
        return default

    def has_number(self, key: str) -> bool:
        """Whether a whole number is written for a key."""
        value = self._values.get(key)
        return isinstance(value, int) and not isinstance(value, bool)

    def read_choice(
        self, key: str, choices: Collection[str], synonyms: Mapping[str, str] = NO_SYNONYMS
    ) -> str:
        """Read one of a few words; empty when absent.

        Args:
            key: The key.
            choices: The words.
            synonyms: Other words, in lower case, with the choice that each means.
        """
        word = self.read_text(key)
        return word if not word or self._check_choice(key, word, choices, synonyms) else ""

    def read_choices(self, key: str, choices: Collection[str]) -> tuple[str, ...]:
        """Read a list of a few words, each once; empty when absent."""
        words = dict.fromkeys(self.read_text_list(key))
        return tuple([word for word in words if self._check_choice(key, word, choices)])

    def _check_choice(
        self,
        key: str,
        word: str,
        choices: Collection[str],
        synonyms: Mapping[str, str] = NO_SYNONYMS,
    ) -> bool:
        if word in choices:
            return True
        meant = closest(word, choices, synonyms)
        hint = (
            did_you_mean(word, meant)
            if meant
            else say("write one of: %(choices)s", choices=", ".join(choices))
        )
        message = say(
            "unknown value %(word)s in '%(setting)s'", word=quote(word), setting=self.full_key(key)
        )
        self.file.error((*self.path, key), "config-value", message, hint)
        return False

    def read_table(self, key: str, hint: str, wanted: str = "a table") -> TomlTable | None:
        """Read a table.

        Args:
            key: Its key.
            hint: What to write instead of a value of another type.
            wanted: What the value can be.

        Returns:
            The table; ``None`` when absent.
        """
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self._report_type(key, wanted, hint)
            return None
        return TomlTable(self.file, value, (*self.path, key))

    def read_tables(self) -> Iterator[TomlTable]:
        """Read the tables that are the values of all keys."""
        for key in self._values:
            table = self.read_table(
                key, say("write its keys below a line [%(setting)s]", setting=self.full_key(key))
            )
            if table is not None:
                yield table

    def is_text(self, key: str) -> bool:
        """Whether the value is a text."""
        return isinstance(self._values.get(key), str)

    def full_key(self, key: str) -> str:
        """Return a key with those of the tables that contain it: ``languages.ar.digits``."""
        return ".".join((*self.path, key))

    def _report_type(self, key: str, wanted: str, hint: str) -> None:
        message = say(
            "'%(setting)s' is %(type)s, not %(wanted)s",
            setting=self.full_key(key),
            type=_describe_type(self._values[key]),
            wanted=wanted,
        )
        self.file.error((*self.path, key), "config-type", message, hint)

    def _clean(self, key: str, value: str) -> str:
        """Return a text on one line without its invisible characters, which are reported."""
        if len(value) > _MAX_LINE:
            message = say(
                "'%(setting)s' has %(count)s characters",
                setting=self.full_key(key),
                count=f"{len(value):,}",
            )
            message = say(
                "%(message)s; the limit is %(max_line)s", message=message, max_line=f"{_MAX_LINE:,}"
            )
            self.file.error((*self.path, key), "config-value", message, "shorten it")
            return ""
        text, removed = remove_invisible(value)
        for group in group_invisible(removed):
            message = say(
                "'%(setting)s' contains %(description)s",
                setting=self.full_key(key),
                description=group.description,
            )
            self.file.warning((*self.path, key), group.code, message, _INVISIBLE_HINT)
        return " ".join(text.split())


def _describe_type(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return say("text")
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "a table"
    return "a date or time"


def read_toml(source: SourceFile | None) -> TomlTable:
    """Read a file (TOML 1.0); the table is empty when it is absent or cannot be read."""
    collector = ProblemCollector(source.path if source else "")
    text = _decode(source, collector) if source else ""
    return TomlTable(TomlFile(text, collector), _parse(text, collector))


def _decode(source: SourceFile, collector: ProblemCollector) -> str:
    """Return the text of a file; empty when it cannot be read."""
    if len(source.data) > _MAX_BYTES:
        message = say(
            "the file exceeds the limit of %(max_bytes)s bytes", max_bytes=f"{_MAX_BYTES:,}"
        )
        collector.error(0, 0, "toml-invalid", message, "delete what does not belong in it")
        return ""
    try:
        decoded = decode(source.data)
    except DecodeError as error:
        collector.error(error.line, error.column, error.code, error.message, error.hint)
        return ""
    if decoded.control is not None:
        line, column, control = decoded.control
        message = say(
            "the control character %(character_name)s has no meaning in a text",
            character_name=character_name(control),
        )
        collector.warning(line, column, "text-control", message, "delete it; it is read as a space")
    return decoded.text


def _parse(text: str, collector: ProblemCollector) -> Mapping[str, Any]:
    """Return the values of a file; none when it is not valid TOML."""
    line = find_long_key(text)
    if line:
        message = say(
            "a key on this line has more than %(max_key_parts)s parts",
            max_key_parts=f"{_MAX_KEY_PARTS:,}",
        )
        collector.error(line, 1, "toml-invalid", message, "write a shorter key")
        return {}
    try:
        return tomllib.loads(text)
    except RecursionError:
        message = "lists or tables are nested too deeply"
        collector.error(0, 0, "toml-invalid", message, "use fewer levels")
    except ValueError as error:
        diagnosis = diagnose_toml(str(error), text)
        collector.error(
            diagnosis.line, diagnosis.column, "toml-invalid", diagnosis.message, diagnosis.hint
        )
    return {}


def find_long_key(text: str) -> int:
    """Return the first line, from 1, that may have a key of too many parts; 0 if none has."""
    if text.count(".") <= _MAX_KEY_PARTS:
        return 0
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if line.count(".") > _MAX_KEY_PARTS), 0)
