"""A site whose published files are approved texts.

`site/` is a small invented chronology in which every field, form of date, precision and status
occurs. `expected/` has one approved text for each file that it publishes: for pages an outline
(see `outline`), for all others the values that a strict parser reads (see `values`). Each approved
text begins with a sentence from `captions.toml` that says what it shows; a person has read it
against the chronology. `make approve` writes the texts again after a change that is meant.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from zlib import decompress

import pytest

from generator.build import BuildOptions, build_site
from generator.pages import plan
from generator.search.pieces import decode_lengths, decode_postings
from tests.approved.outline import outline
from tests.approved.values import describe
from tests.support import NOW

HERE = Path(__file__).resolve().parent
EXPECTED = HERE / "expected"

# Small enough that this chronology has a year and a tag that are split into several pages.
_EVENTS_ON_A_PAGE = 3
# The assets of the theme, which `tests/theme` checks.
_ASSETS = tuple(
    f"assets/{name}"
    for name in (
        *("citing.", "embedding.", "favicon.", "index-filter.", "on-this-day.", "parallel."),
        *("keyboard.", "preferences."),
        *("search-", "site.", "style.", "timeline-"),
    )
)


def publish(folder: Path) -> Path:
    """Build the chronology in an empty folder, and return its output."""
    shutil.copytree(HERE / "site", folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "LONG_TIMELINE", _EVENTS_ON_A_PAGE)
        report = build_site(BuildOptions(folder, NOW), lambda _stage, _done, _total: None)
    assert report.published, report.problems
    return folder / "output"


def captions() -> dict[str, str]:
    """Return the caption of each approved text, by its published file."""
    return tomllib.loads((HERE / "captions.toml").read_text("utf-8"))


def describe_output(output: Path) -> dict[str, str]:
    """Return the text of each published file except theme assets and the list of files."""
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
    if file.startswith(("assets/search/", "assets/timeline/")):
        return _describe_piece(file, data)
    if file.startswith("assets/"):
        return f"{len(data)} bytes\n"
    return describe(file, data)


def _describe_piece(file: str, data: bytes) -> str:
    """Return a piece of the search index as text, one line for each word, event or value."""
    if "/postings-" in file:
        found = decode_postings(data)
        return "".join(f"{term}: {sorted(found[term].items())}\n" for term in sorted(found))
    if file.endswith("/lengths.bin"):
        return f"{sorted(decode_lengths(data).items())}\n"
    text = decompress(data).decode()
    if "/words-" in file:
        return f"{text}\n"
    values = json.loads(text)
    rows = values.items() if isinstance(values, dict) else values
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def expected_file(file: str) -> Path:
    """Return the path of the approved text of a published file."""
    return EXPECTED / f"{file}.txt"


def captioned(caption: str, text: str) -> str:
    """Return the content of an approved file: its caption, then the text."""
    return f"# {caption}\n\n{text}"
