"""The JSON Schemas of the settings accept what the program accepts, and refuse what it refuses."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import jsonschema
import pytest

from generator.config.json_schema import registry_schema, settings_schema
from generator.config.schema import Setting
from generator.config.settings import SETTINGS, SOURCE_SETTINGS, TAG_SETTINGS
from tests.support import ROOT

SITE: dict[str, Any] = json.loads(settings_schema(SETTINGS))
TAGS: dict[str, Any] = json.loads(registry_schema(TAG_SETTINGS, "tags.toml"))
SOURCES: dict[str, Any] = json.loads(registry_schema(SOURCE_SETTINGS, "sources.toml"))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_the_example_of_each_setting_is_valid(setting: Setting) -> None:
    jsonschema.validate(tomllib.loads(setting.example), SITE)


@pytest.mark.parametrize("folder", ["content", "generator/scaffold/files/content"])
def test_the_settings_of_sites_are_valid(folder: str) -> None:
    for name, schema in (("site", SITE), ("tags", TAGS), ("sources", SOURCES)):
        text = (ROOT / folder / f"{name}.toml").read_text(encoding="utf-8")
        jsonschema.validate(tomllib.loads(text), schema)


@pytest.mark.parametrize(
    ("text", "schema"),
    [
        ('titel = "x"', SITE),
        ('exports = "some"', SITE),
        ("exports = 0", SITE),
        ('[languages.ar]\ndigits = "arabic"', SITE),
        ('[limits]\ntags = "many"', SITE),
        ('[US]\nname = "x"', TAGS),
        ('[us]\nurl = "https://x.example/"\nname = "x"', TAGS),
        ('[us]\nspellings = ["x"]', TAGS),
    ],
)
def test_what_the_program_refuses_is_not(text: str, schema: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), schema)


def test_a_number_of_exports_is_valid() -> None:
    jsonschema.validate({"exports": 20}, SITE)
