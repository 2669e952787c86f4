"""``tarikh search``: which events the articles are about, for the author."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

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
