"""``site.toml`` and the registries, validated, with every default filled in."""

from __future__ import annotations

from itertools import chain

from generator.config.registries import read_registry
from generator.config.settings import read_languages, read_site
from generator.config.toml_tables import read_toml
from generator.model import Site, SourceFile
from generator.problems import Problem

__all__ = ["parse_config"]

_TAG_KEYS = ("name", "spellings", "description")
_SOURCE_KEYS = (*_TAG_KEYS, "url")


def parse_config(
    site_toml: SourceFile | None,
    tags_toml: SourceFile | None,
    sources_toml: SourceFile | None,
    *,
    folder_name: str,
) -> tuple[Site, tuple[Problem, ...]]:
    """Make the site's settings of its three files (TOML 1.0), each of which may be absent.

    Args:
        site_toml: ``title`` and ``description`` (a text, or a table by language), ``id`` (a text
            that is never changed), ``image`` (``src`` and ``alt``), ``base_url`` (http or https),
            ``timezone`` (IANA; ``UTC``), ``untranslated`` (``mark`` or ``hide``),
            ``exports`` (``all``, ``site`` or ``none``), ``[limits]`` (see `Limits`) and the tables
            ``[languages.CODE]`` with ``name``, ``locale``, ``direction``, ``digits`` and
            ``hijri``; Arabic and English when there is none.
        tags_toml: Tables ``[id]`` with ``name``, ``spellings`` and ``description``.
        sources_toml: Likewise, and ``url``.
        folder_name: The title of a site that has none.

    Returns:
        The settings and every problem found. What is wrong has its default, so that the
        articles can be checked in the same run.
    """
    tables = tuple(read_toml(file) for file in (site_toml, tags_toml, sources_toml))
    settings, tags, sources = tables
    spoken = read_languages(settings)
    made = read_site(
        settings,
        spoken,
        folder_name=folder_name,
        tags=read_registry(tags, spoken, _TAG_KEYS),
        sources=read_registry(sources, spoken, _SOURCE_KEYS),
    )
    return made, tuple(chain.from_iterable(table.file.findings.problems for table in tables))
