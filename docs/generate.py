"""Writes the generated files of this folder and of the theme: ``python docs/generate.py``."""

from __future__ import annotations

from pathlib import Path

from generator.checking.kinds import KINDS
from generator.config.json_schema import registry_schema, settings_schema
from generator.config.settings import SETTINGS, SOURCE_SETTINGS, TAG_SETTINGS
from generator.content.field_reference import front_matter_reference, front_matter_schema
from generator.content.fields import FIELDS
from generator.exports import FORMATS
from generator.reference.checks import checks_reference
from generator.reference.commands import command_reference
from generator.reference.exports import exports_reference
from generator.reference.search_rules import search_rules
from generator.reference.settings import settings_reference
from generator.reference.views import views_reference


def generated_files() -> dict[str, str]:
    """Return the contents of each generated file, by its path from this folder."""
    return {
        "checks.md": checks_reference(KINDS),
        "cli.md": command_reference(),
        "exports.md": exports_reference(FORMATS),
        "front-matter.md": front_matter_reference(FIELDS),
        "front-matter.schema.json": front_matter_schema(FIELDS),
        "site.schema.json": settings_schema(SETTINGS),
        "sources.schema.json": registry_schema(SOURCE_SETTINGS, "sources.toml"),
        "tags.schema.json": registry_schema(TAG_SETTINGS, "tags.toml"),
        "site-toml.md": settings_reference(SETTINGS, TAG_SETTINGS, SOURCE_SETTINGS),
        "theme-reference.md": views_reference(),
        "../templates/assets/search-rules.js": search_rules(),
    }


if __name__ == "__main__":
    for name, text in generated_files().items():
        (Path(__file__).parent / name).write_text(text, encoding="utf-8")
