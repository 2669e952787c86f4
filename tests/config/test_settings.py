"""The tables of settings: what is declared is read, suggested and documented."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from generator.config import parse_config
from generator.config.schema import Setting
from generator.config.settings import SETTINGS, SOURCE_SETTINGS, TAG_SETTINGS
from generator.model import Site, SourceFile
from generator.problems import Problem


class Declared(NamedTuple):
    """A setting, the file that it belongs to, and the path of its key there."""

    setting: Setting
    file: str
    path: tuple[str, ...]


def declared(
    settings: tuple[Setting, ...], file: str, path: tuple[str, ...] = ()
) -> Iterator[Declared]:
    for setting in settings:
        inner = (*path, setting.name)
        yield Declared(setting, file, inner)
        below = (*inner, "*") if setting.entry_name else inner
        yield from declared(setting.settings, file, below)


ALL = (
    *declared(SETTINGS, "site.toml"),
    *declared(TAG_SETTINGS, "tags.toml", ("*",)),
    *declared(SOURCE_SETTINGS, "sources.toml", ("*",)),
)


def read(file: str, text: str) -> tuple[Site, tuple[Problem, ...]]:
    """Read a site with one settings file."""
    site, tags, sources = (
        SourceFile(f"content/{name}", text.encode()) if name == file else None
        for name in ("site.toml", "tags.toml", "sources.toml")
    )
    return parse_config(site, tags, sources, folder_name="chronicle")


def contains(values: object, path: tuple[str, ...]) -> bool:
    """Whether a value has a key at a path, in which ``*`` is any key."""
    if not path:
        return True
    if not isinstance(values, dict):
        return False
    keys = values if path[0] == "*" else {path[0]} & values.keys()
    return any(contains(values[key], path[1:]) for key in keys)


@pytest.mark.parametrize("each", ALL, ids=lambda each: f"{each.file}-{'.'.join(each.path)}")
def test_an_example_is_read_without_a_problem_and_changes_the_site(each: Declared) -> None:
    assert contains(tomllib.loads(each.setting.example), each.path)
    site, problems = read(each.file, each.setting.example)
    assert problems == ()
    assert site != read(each.file, "")[0]


@pytest.mark.parametrize("each", ALL, ids=lambda each: f"{each.file}-{'.'.join(each.path)}")
def test_a_word_means_one_key_of_a_table(each: Declared) -> None:
    neighbors = [
        other.setting
        for other in ALL
        if (other.file, other.path[:-1]) == (each.file, each.path[:-1])
    ]
    keys = [key for setting in neighbors for key in (setting.name, *setting.synonyms)]
    assert len(keys) == len(set(keys))
    assert all(synonym == synonym.casefold() for synonym in each.setting.synonyms)


@pytest.mark.parametrize(
    ("file", "text", "hint"),
    [
        ("site.toml", 'url = "https://example.org/"', "did you mean 'base_url'?"),
        ("site.toml", "Title = 'x'", "did you mean 'title'?"),
        ("site.toml", "[languages.ar]\nislamic = true", "did you mean 'hijri'?"),
        (
            *("site.toml", "[limits]\npictures = 3"),
            "known keys: article, front_matter, tags, sources, nesting, work, pixels",
        ),
        (
            *("site.toml", "[image]\nsrc = 'a.png'\nalt = 'a'\nexports = 'none'"),
            "move it above the first line in square brackets",
        ),
        ("tags.toml", "[iraq]\nname = 'Iraq'\naliases = ['x']", "did you mean 'spellings'?"),
        (
            *("tags.toml", "[iraq]\nname = 'Iraq'\nuntranslated = 'hide'"),
            "known keys: name, spellings, description, former_ids, exports",
        ),
    ],
)
def test_the_hint_about_an_unknown_key_names_the_one_that_was_meant(
    file: str, text: str, hint: str
) -> None:
    _, (problem,) = read(file, text)
    assert (problem.code, problem.hint) == ("config-key", hint)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Asia/Bagdad", "did you mean 'Asia/Baghdad'?"),
        ("Bagdad", "did you mean 'Asia/Baghdad'?"),
        ("Europe/Baghdad", "did you mean 'Asia/Baghdad'?"),
        ("new york", "did you mean 'America/New_York'?"),
        ("Iraq", "did you mean 'Asia/Baghdad'?"),
        ("بغداد", "did you mean 'Asia/Baghdad'?"),
        ("Asia", "write an IANA name, such as Asia/Baghdad"),
        ("+03:00", "write an IANA name, such as Asia/Baghdad"),
        ("../../../etc/passwd", "write an IANA name, such as Asia/Baghdad"),
    ],
)
def test_the_hint_about_an_unknown_time_zone_names_a_near_one(name: str, hint: str) -> None:
    _, (problem,) = read("site.toml", f'timezone = "{name}"')
    assert (problem.message, problem.hint) == (f"unknown time zone '{name}'", hint)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("ar_iq", "did you mean 'ar_IQ'?"),
        ("en_UK", "did you mean 'en_GB'?"),
        ("ar_ZZ", "write a language and a country, such as ar_IQ"),
    ],
)
def test_the_hint_about_an_unknown_locale_names_a_near_one(name: str, hint: str) -> None:
    _, (problem,) = read("site.toml", f'[languages.ar]\nlocale = "{name}"\n')
    assert problem.hint == hint
