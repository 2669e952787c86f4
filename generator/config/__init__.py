"""``site.toml`` and the registries, validated, with every default filled in."""

from __future__ import annotations

from itertools import chain

from msgspec.structs import replace

from generator.config.registries import read_registry
from generator.config.schema import ReadContext, read_settings
from generator.config.settings import LANGUAGES, SETTINGS, SOURCE_SETTINGS, TAG_SETTINGS
from generator.config.toml_tables import read_toml
from generator.config.translations import read_translations
from generator.model import Site, SourceFile
from generator.problems import Problem

__all__ = ["parse_config"]


def parse_config(
    site_toml: SourceFile | None,
    tags_toml: SourceFile | None,
    sources_toml: SourceFile | None,
    translations_toml: SourceFile | None = None,
    *,
    folder_name: str,
) -> tuple[Site, tuple[Problem, ...]]:
    """Read a site's settings from its four files (TOML 1.0), each of which may be absent.

    ``generator.config.settings`` declares their keys.

    Args:
        site_toml: The settings.
        tags_toml: The registry of tags.
        sources_toml: The registry of sources.
        translations_toml: What is recorded of translations.
        folder_name: The title of a site without one.

    Returns:
        The settings and every problem in the files. What is wrong has its default, so that the
        articles can be checked in the same run.
    """
    files = (site_toml, tags_toml, sources_toml, translations_toml)
    site, tags, sources, translated = map(read_toml, files)
    top_level = tuple(setting.name for setting in SETTINGS)
    # First, because the other settings and the registries have texts in these languages.
    languages = LANGUAGES.read(site, LANGUAGES, ReadContext(top_level=top_level))
    context = ReadContext(languages=languages, folder_name=folder_name)
    translations = read_translations(translated, context)
    values = {
        **read_settings(site, SETTINGS, replace(context, top_level=top_level)),
        "tags": read_registry(tags, TAG_SETTINGS, context),
        "sources": read_registry(sources, SOURCE_SETTINGS, context),
        "translations": translations,
        "originals": frozenset([(each.key, each.original) for each in translations]),
    }
    tables = (site, tags, sources, translated)
    problems = chain.from_iterable(table.file.collector.problems for table in tables)
    return Site(**values), tuple(problems)
