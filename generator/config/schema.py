"""How the keys of a settings file are declared, and how a table is read by its declarations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from generator.config.toml_tables import TomlTable
from generator.model import Language
from generator.problem_collector import NO_SYNONYMS


class ReadContext(Struct, frozen=True, kw_only=True):
    """What the readers of values need to know.

    Attributes:
        languages: The languages of the site; empty while they are read themselves.
        folder_name: The name of the site's folder.
        top_level: The keys of the file's top level, which may have no effect below a heading.
    """

    languages: tuple[Language, ...] = ()
    folder_name: str = ""
    top_level: tuple[str, ...] = ()


class Setting(Struct, frozen=True, kw_only=True):
    """One key of a settings file.

    Attributes:
        name: The key.
        read: Returns the value that is written, and reports what is wrong with it; the default
            when the key is absent or its value is wrong.
        default: The value without the key, where it does not depend on anything else.
        default_text: The default as the documentation describes it; empty for ``default``.
        choices: The words that the value can be; empty when it is not one of a few words.
        choice_synonyms: Other words that authors write, in lower case, each with its choice.
        maximum: The largest value of a number.
        settings: The keys of the table that is the value, or of each table in it.
        entry_name: What the documentation calls the name of a table in it; empty when the value
            is one table.
        synonyms: Other keys that authors write for it, in lower case.
        description: What it is, for the documentation; Markdown.
        example: Lines of the file that use it.
    """

    name: str
    read: Callable[[TomlTable, Setting, ReadContext], Any]
    default: Any = None
    default_text: str = ""
    choices: tuple[str, ...] = ()
    choice_synonyms: Mapping[str, str] = NO_SYNONYMS
    maximum: int = 0
    settings: tuple[Setting, ...] = ()
    entry_name: str = ""
    synonyms: tuple[str, ...] = ()
    description: str
    example: str


def check_keys(table: TomlTable, settings: tuple[Setting, ...], context: ReadContext) -> None:
    """Warn of each key that is not declared."""
    names = tuple(setting.name for setting in settings)
    synonyms = {synonym: setting.name for setting in settings for synonym in setting.synonyms}
    table.check_keys(names, synonyms, context.top_level)


def read_settings(
    table: TomlTable, settings: tuple[Setting, ...], context: ReadContext
) -> dict[str, Any]:
    """Read the values of a table by the declarations of its keys."""
    check_keys(table, settings, context)
    return {setting.name: setting.read(table, setting, context) for setting in settings}
