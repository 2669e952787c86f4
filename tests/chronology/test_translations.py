"""Translations whose originals have changed: what is compared, and what is said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.content.paragraphs import split_paragraphs
from tests.support import Build, MakeSite, Read
from tests.support.sources import article

ORIGINAL = "First paragraph.\n\nSecond paragraph.\n\nThird paragraph."
MARK = 'class="outdated"'


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["translated", "--folder", str(folder), *arguments])
    return result.exit_code, result.output


@dataclass
class Translated:
    """A site with an event in English and its Arabic translation, which is recorded."""

    folder: Path
    build: Build
    read: Read

    def write(self, body: str, title: str = "Strike", more: str = "") -> str:
        """Write the original; returns what a build says."""
        file = self.folder / "content/strike.en.md"
        file.write_text(article(title, body=body, more=more), "utf-8")
        result = self.build(self.folder)
        assert result.exit_code == 0
        return result.stderr

    def is_marked(self, language: str = "ar") -> bool:
        return MARK in self.read(self.folder, f"{language}/articles/strike/")


@pytest.fixture
def translated(site: MakeSite, build: Build, read: Read) -> Translated:
    folder = site(
        {
            "content/strike.en.md": article(body=ORIGINAL),
            "content/strike.ar.md": "---\ntitle: إضراب\n---\n\nنص.\n",
            "content/other.en.md": article("Other"),
            "content/site.toml": "[languages.ar]\n[languages.en]\n",
        }
    )
    assert run(folder, "strike", "--from", "en") == (0, "recorded: content/translations.toml\n")
    return Translated(folder, build, read)


def test_a_translation_is_marked_when_a_paragraph_of_its_original_changes(
    translated: Translated,
) -> None:
    assert "original-changed" not in translated.write(ORIGINAL)
    assert not translated.is_marked()
    said = translated.write(ORIGINAL.replace("Second", "Another"))
    assert (
        "content/strike.ar.md: notice: a paragraph of content/strike.en.md has changed since this"
        " translation: 'Another paragraph.' [original-changed]\n"
        "  hint: update it, then run: tarikh translated strike --lang ar\n"
    ) in said
    assert translated.is_marked()
    assert not translated.is_marked("en")
    assert run(translated.folder, "strike")[0] == 0
    assert "original-changed" not in translated.build(translated.folder).stderr
    assert not translated.is_marked()


@pytest.mark.parametrize(
    ("body", "title", "more"),
    [
        ("First\nparagraph.\n\n\n\nSecond  paragraph.\n\nThird paragraph.\n", "Strike", ""),
        (ORIGINAL, "Strike", "tags: [Port]\n"),
    ],
    ids=["lines", "other fields"],
)
def test_other_line_breaks_and_fields_are_no_change(
    translated: Translated, body: str, title: str, more: str
) -> None:
    assert "original-changed" not in translated.write(body, title, more)


@pytest.mark.parametrize(
    ("body", "title", "said"),
    [
        (ORIGINAL, "A strike", "a paragraph of content/strike.en.md has changed"),
        (f"New.\n\n{ORIGINAL}\n\nLast.", "Strike", "2 paragraphs of content/strike.en.md have"),
        (f"New.\n\n{ORIGINAL}", "Strike", "has changed since this translation: 'New.'"),
        ("First paragraph.", "Strike", "a paragraph of content/strike.en.md was deleted"),
    ],
)
def test_what_has_changed_is_said(translated: Translated, body: str, title: str, said: str) -> None:
    assert said in translated.write(body, title)
    assert translated.is_marked()


def test_a_copy_of_the_files_knows_what_was_translated(
    translated: Translated, site: MakeSite, build: Build
) -> None:
    translated.write(ORIGINAL.replace("Third", "Last"))
    files = {
        path.relative_to(translated.folder).as_posix(): path.read_bytes()
        for path in (translated.folder / "content").rglob("*")
    }
    clone = site({name: data.decode() for name, data in files.items()}, name="clone")
    assert "translation: 'Last paragraph.' [original-changed]" in build(clone).stderr


def test_all_translations_can_be_recorded_at_once(translated: Translated) -> None:
    (translated.folder / "content/other.ar.md").write_text("---\ntitle: آخر\n---\n", "utf-8")
    assert run(translated.folder, "--all", "--from", "en")[0] == 0
    text = (translated.folder / "content/translations.toml").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("[")] == [
        "[other.ar]",
        "[strike.ar]",
    ]
    assert run(translated.folder, "--all") == (0, "Nothing to change.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("strik",), 1, "no entry has the key 'strik'\n  hint: did you mean 'strike'?"),
        (("strike.ar.md",), 1, "write its key, without language and ending: strike"),
        (("strike", "--lang", "fr"), 1, "'fr' is not a language of this site"),
        (("other",), 1, "'other' has no translation to record"),
        ((), 2, "write the KEY of an entry, or --all"),
        (("strike", "--all"), 2, "write the KEY of an entry, or --all"),
    ],
)
def test_what_cannot_be_recorded_is_said(
    translated: Translated, arguments: tuple[str, ...], code: int, said: str
) -> None:
    found, output = run(translated.folder, *arguments)
    assert found == code
    assert said in output


def test_a_paragraph_is_recognized_by_its_first_words() -> None:
    (paragraph,) = split_paragraphs("", "", "word " * 40)
    assert paragraph.start == f"{'word ' * 11}word…"
    (long,) = split_paragraphs("", "", "x" * 100)
    assert long.start == f"{'x' * 60}…"
