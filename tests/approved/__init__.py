"""A site whose published files are known by heart.

`site/` is a small invented chronology in which every field, form of date, precision and status
occurs. `expected/` has one approved text for each file that it publishes: for pages an outline
(see `outline`), for all others the values that a strict parser reads (see `values`). Each approved
text begins with a sentence from `captions.toml` that says what it shows; a person has read it
against the chronology. `make approve` writes the texts again after a change that is meant.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from generator.build import BuildOptions, build_site
from generator.pages import plan
from tests.approved.outline import outline
from tests.approved.values import describe

HERE = Path(__file__).resolve().parent
EXPECTED = HERE / "expected"

# So small that this chronology has a year and a tag that are split into pages of their own.
_EVENTS_ON_A_PAGE = 3
# What a theme brings along; `tests/theme` looks at it.
_ASSETS = ("assets/site.", "assets/style.", "assets/favicon.")


def publish(folder: Path) -> Path:
    """Build the chronology in an empty folder; returns its output."""
    shutil.copytree(HERE / "site", folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "LONG_TIMELINE", _EVENTS_ON_A_PAGE)
        report = build_site(BuildOptions(folder), lambda _stage, _done, _total: None)
    assert report.published, report.problems
    return folder / "output"


def captions() -> dict[str, str]:
    """What each approved text shows, by its published file."""
    return tomllib.loads((HERE / "captions.toml").read_text("utf-8"))


def describe_output(output: Path) -> dict[str, str]:
    """The text of each published file, by its path; assets of the theme and our own list aside."""
    files = sorted(path.relative_to(output).as_posix() for path in output.rglob("*"))
    return {
        file: _describe(file, output / file)
        for file in files
        if (output / file).is_file() and file != ".tarikh" and not file.startswith(_ASSETS)
    }


def _describe(file: str, path: Path) -> str:
    data = path.read_bytes()
    if file.endswith(".html"):
        return outline(data.decode("utf-8"))
    if file.startswith("assets/"):
        return f"{len(data)} bytes\n"
    return describe(file, data)


def expected_file(file: str) -> Path:
    """Where the approved text of a published file is."""
    return EXPECTED / f"{file}.txt"


def captioned(caption: str, text: str) -> str:
    """An approved text as it is kept: what it shows, then the text."""
    return f"# {caption}\n\n{text}"
