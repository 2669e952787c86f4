"""``tarikh search``: which events the articles are about, for the author."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.build.convert import ConvertedArticle, Converter
from tests.support import MakeSite, Run
from tests.support.sources import article

FILES = {
    "content/strike.ar.md": article("ضربة في بغداد", "2024-01-04"),
    "content/strike.en.md": article("A strike in Baghdad", "2024-01-04"),
    "content/plan.en.md": article("A plan\x20for later", "2025", "draft: true\n"),
    "content/tags.toml": '[us-forces]\nname.ar = "القوات الأمريكية"\nname.en = "US forces"\n'
    'spellings = ["American troops"]\n',
    "content/tagged.ar.md": article("شيء", "2020", tags="القوات الأمریکیة"),
    "content/broken.en.md": "no front matter",
    "content/site.toml": "[languages.ar]\n[languages.en]\n",
}


@pytest.fixture
def folder(site: MakeSite) -> Path:
    return site(FILES)


def test_an_event_is_found_with_all_its_files(folder: Path, run: Run) -> None:
    result = run("search", "لبغداد", "--folder", folder)
    assert result.exit_code == 0
    assert result.stdout == (
        "2024-01-04  ضربة في بغداد\n  content/strike.ar.md\n  content/strike.en.md\n"
    )


def test_drafts_are_found_and_marked(folder: Path, run: Run) -> None:
    result = run("search", "plan", "--folder", folder)
    assert result.stdout == "2025  A plan for later (draft)\n  content/plan.en.md\n"


def test_registered_names_of_the_other_language_find_an_event(folder: Path, run: Run) -> None:
    for words in ("US forces", "troops", "force american"):
        assert "content/tagged.ar.md" in run("search", words, "--folder", folder).stdout


def test_words_and_exclusions_are_separate_arguments(folder: Path, run: Run) -> None:
    result = run("search", "baghdad", "-strike", "--folder", folder)
    assert result.exit_code == 0
    assert result.stderr == "no event found for 'baghdad -strike'\n"


def test_a_phrase_is_looked_for_in_the_texts(folder: Path, run: Run) -> None:
    assert "strike" in run("search", '"strike in baghdad"', "--folder", folder).stdout
    assert run("search", '"baghdad strike"', "--folder", folder).stdout == ""


def test_json_lists_everything(folder: Path, run: Run) -> None:
    result = json.loads(run("search", "baghdad", "--folder", folder, "--format", "json").stdout)
    (event,) = result["events"]
    assert result["query"] == "baghdad"
    assert (event["key"], event["date"], event["status"]) == ("strike", "2024-01-04", "occurred")
    assert [text["path"] for text in event["texts"]] == [
        "content/strike.ar.md",
        "content/strike.en.md",
    ]


def test_a_folder_that_does_not_exist_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("search", "x", "--folder", tmp_path / "none").exit_code == 2


def test_what_the_last_build_recorded_is_not_converted_again(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def search(words: str) -> tuple[str, list[str]]:
        converted: list[str] = []

        def convert(self: Converter, paths: Iterable[str]) -> list[ConvertedArticle]:
            paths = tuple(paths)
            converted.extend(paths)
            return original(self, paths)

        original = Converter.convert
        with monkeypatch.context() as patch:
            patch.setattr(Converter, "convert", convert)
            result = run("search", words, "--folder", folder, "--format", "json")
        return result.stdout, sorted(converted)

    (folder / "content/broken.en.md").unlink()
    before = {words: search(words)[0] for words in ("بغداد", '"strike in"', "plan", "American")}
    assert run("build", folder).exit_code == 0
    # Drafts are not in the index that is published.
    assert search("بغداد") == (before["بغداد"], ["content/plan.en.md"])
    assert search("plan")[0] == before["plan"]
    assert search("American")[0] == before["American"]
    phrase, converted = search('"strike in"')
    assert phrase == before['"strike in"']
    assert "content/tagged.ar.md" not in converted
    (folder / "content/tagged.ar.md").write_text(article("جسر في بغداد", "2020"), "utf-8")
    found, converted = search("جسر")
    assert "content/tagged.ar.md" in found
    assert converted == ["content/plan.en.md", "content/tagged.ar.md"]


@pytest.mark.parametrize("damaged", ["manifest", "search/events", "entries", "search/00"])
def test_a_damaged_record_is_no_obstacle(folder: Path, run: Run, damaged: str) -> None:
    (folder / "content/broken.en.md").unlink()
    run("build", folder)
    state = folder / ".tarikh" / damaged
    for path in state.iterdir() if state.is_dir() else (state,):
        if path.exists():
            path.write_bytes(b"x")
    assert "content/strike.ar.md" in run("search", "لبغداد", "--folder", folder).stdout
