"""JSON Schemas of the settings files for editors, from the declarations of their keys."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from typing import Any, Final

from generator.config.schema import Setting

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def settings_schema(settings: Iterable[Setting]) -> str:
    """Write the schema of ``site.toml``."""
    return _write({"title": "site.toml", **_table(settings)})


def registry_schema(settings: Iterable[Setting], title: str) -> str:
    """Write the schema of a registry, whose tables are named by their ids.

    Args:
        settings: The keys of an entry.
        title: The name of the file.
    """
    entry = {**_table(settings), "required": ["name"]}
    pattern = "^[a-z0-9]+(-[a-z0-9]+)*$"
    return _write(
        {
            "title": title,
            "type": "object",
            "patternProperties": {pattern: entry},
            "additionalProperties": False,
        }
    )


def _write(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": _DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"


def _table(settings: Iterable[Setting]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {setting.name: _value(setting) for setting in settings},
        "additionalProperties": False,
    }


def _value(setting: Setting) -> dict[str, Any]:
    """Return the schema of a value: what the declaration says, else what its example is."""
    schema: dict[str, Any] = {"description": setting.description}
    if setting.settings and setting.entry_name:
        return {**schema, "type": "object", "additionalProperties": _table(setting.settings)}
    if setting.settings:
        return {**schema, **_table(setting.settings)}
    example = _example(setting)
    if setting.choices and isinstance(example, list):
        return {**schema, "type": "array", "items": {"enum": list(setting.choices)}}
    if setting.choices and isinstance(example, dict):
        return {**schema, "type": "object", "additionalProperties": {"enum": [*setting.choices]}}
    if setting.choices:
        numbers = [{"type": "integer", "minimum": 1}] if setting.maximum else []
        return {**schema, "anyOf": [{"enum": list(setting.choices)}, *numbers]}
    if setting.maximum:
        return {**schema, "type": "integer", "minimum": 1, "maximum": setting.maximum}
    return {**schema, **_type_of(example)}


def _type_of(example: object) -> dict[str, Any]:
    """Return the schema of the values that an example stands for."""
    match example:
        case bool():
            return {"type": "boolean"}
        case int():
            return {"type": "integer"}
        case list():
            # One text can stand for a list of texts.
            return {"type": ["string", "array"], "items": {"type": "string"}}
        case dict():
            # One text can stand for a text in every language.
            return {"type": ["string", "object"]}
    return {"type": "string"}


def _example(setting: Setting) -> Any:
    """Return the value in the example of a setting, whatever tables it is in."""
    waiting: list[Any] = [tomllib.loads(setting.example)]
    while waiting:
        table = waiting.pop()
        if setting.name in table:
            return table[setting.name]
        waiting += (each for each in table.values() if isinstance(each, dict))
    raise ValueError(f"the example of '{setting.name}' does not have it")
