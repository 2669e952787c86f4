"""Compiled templates are kept between builds, and change only the time that a build takes."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from msgspec.structs import replace

from generator.build import BuildOptions, build_site
from generator.engine import site_inputs
from generator.i18n.cldr import load_conventions
from generator.model import SourceFile, Theme
from generator.theme import template_cache
from tests.support import NOW, MakeSite
from tests.support.files import read_tree

SETTINGS = 'title = "Log"\n[languages.en]\n'
ARTICLE = "---\ntitle: A strike\ndate: 2024-01-04\nsource: AP\ntags: [Port]\n---\nText.\n"
FILES = {"content/site.toml": SETTINGS, "content/a.en.md": ARTICLE}


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled, in order."""
    names: list[str] = []
    compile_template = jinja2.Environment.compile

    def compile_and_note(
        environment: jinja2.Environment, source: str, name: str, filename: str
    ) -> object:
        names.append(name)
        return compile_template(environment, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "compile", compile_and_note)
    return names


def build(folder: Path, cache: Path | None) -> dict[str, bytes]:
    """Build a site in this process; returns its published pages."""
    report = build_site(BuildOptions(folder, NOW, cache=cache), lambda _stage, _done, _total: None)
    assert report.published, report.problems
    files = read_tree(folder / "output")
    return {path: data for path, data in files.items() if path != ".tarikh"}


def test_another_site_compiles_no_template_again(
    site: MakeSite, tmp_path: Path, compiled: list[str]
) -> None:
    cache = tmp_path / "cache"
    first = build(site(FILES), cache)
    assert "article.html" in compiled
    compiled.clear()
    assert build(site(FILES, name="other"), cache) == first
    assert compiled == []


def test_another_site_parses_no_strings_again(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {**FILES, "content/site.toml": SETTINGS + "[languages.ar]\n"}
    cache = tmp_path / "cache"
    first = build(site(files), cache)
    parsed: list[bytes] = []
    monkeypatch.setattr(site_inputs, "parse_catalogue", parsed.append)
    load_conventions.cache_clear()
    assert build(site(files, name="other"), cache) == first
    assert parsed == []
    assert load_conventions.cache_info().misses == 0


def test_a_site_without_a_shared_cache_keeps_its_own(
    site: MakeSite, tmp_path: Path, compiled: list[str]
) -> None:
    folder = site(FILES)
    build(folder, None)
    compiled.clear()
    site({"content/a.en.md": ARTICLE.replace("strike", "vote")})
    build(folder, None)
    assert compiled == []


def test_templates_of_a_site_are_not_shared_with_others(site: MakeSite, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    own = site({**FILES, "templates/not-found.html": "mine"})
    build(own, cache)
    assert not cache.exists()
    assert list((own / ".tarikh/templates").iterdir())


def test_a_changed_template_is_compiled_again(site: MakeSite, compiled: list[str]) -> None:
    folder = site({**FILES, "templates/not-found.html": "mine"})
    build(folder, None)
    compiled.clear()
    site({"templates/not-found.html": "changed"})
    assert build(folder, None)["404.html"] == b"changed"
    assert compiled == ["not-found.html"]
    compiled.clear()
    site({"content/site.toml": SETTINGS.replace("Log", "Diary")})
    build(folder, None)
    assert compiled == []


def test_other_strings_are_not_mixed_up(site: MakeSite, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    english = build(site(FILES), cache)
    german = build(
        site(
            {
                "content/site.toml": 'title = "Log"\n[languages.de]\n',
                "content/a.de.md": ARTICLE,
                "templates/strings/de.po": 'msgid "Tags"\nmsgstr "Stichwörter"\n',
            },
            name="german",
        ),
        cache,
    )
    assert b"<h1>Tags</h1>" in english["en/tags/index.html"]
    assert "<h1>Stichwörter</h1>".encode() in german["de/tags/index.html"]


@pytest.mark.parametrize("damage", [b"", b"\0" * 64])
def test_a_damaged_cache_is_ignored(site: MakeSite, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    first = build(site(FILES), cache)
    for path in cache.iterdir():
        path.write_bytes(damage)
    assert build(site(FILES, name="other"), cache) == first


def test_a_cache_that_cannot_be_written_is_not_used(site: MakeSite, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.write_text("a file and no folder", "utf-8")
    assert build(site(FILES), cache)
    assert cache.read_text("utf-8") == "a file and no folder"


def test_what_templates_depend_on_is_found_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme(
        (SourceFile("a.html", b"{% include 'b.html' %}"), SourceFile("b.html", b"b")), (), ()
    )
    found = template_cache.find_dependencies(theme, tmp_path, b"program")
    assert found.members["a.html"] == {"a.html", "b.html"}

    def find_again(_theme: Theme) -> object:
        raise LookupError

    monkeypatch.setattr(template_cache, "find_template_dependencies", find_again)
    assert template_cache.find_dependencies(theme, tmp_path, b"program") == found
    other = replace(theme, templates=(SourceFile("a.html", b""),))
    for changed, program in ((theme, b"other"), (other, b"program")):
        with pytest.raises(LookupError):
            template_cache.find_dependencies(changed, tmp_path, program)
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"damaged")
    with pytest.raises(LookupError):
        template_cache.find_dependencies(theme, tmp_path, b"program")
