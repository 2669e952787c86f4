"""The scripts of the theme: their types, and how large they are."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from bisect import bisect_right
from pathlib import Path

import pytest

from tests.support import ROOT

ASSETS = ROOT / "templates/assets"


def scripts_of(template: str, prefix: str) -> tuple[Path, ...]:
    """Return the scripts that a template loads, in its order."""
    text = (ROOT / "templates" / template).read_text()
    return tuple(ASSETS / name for name in re.findall(rf"asset\('({prefix}.*?\.js)'\)", text))


# The scripts that a page loads together share their names, so they are checked together. Each
# group may have so many bytes when it is compressed.
GROUPS = {
    "search": (scripts_of("search.html", "search-"), 25_000),
    "timeline": (scripts_of("partials/timeline-chart.html", "timeline-"), 30_000),
}
OPTIONS = {
    "checkJs": True,
    "strict": True,
    "noUnusedLocals": True,
    "noImplicitReturns": True,
    "lib": ["dom", "dom.iterable", "esnext"],
    "types": [],
}


@pytest.mark.parametrize("group", GROUPS)
def test_the_types_are_right(group: str, tmp_path: Path) -> None:
    scripts, _ = GROUPS[group]
    assert check_types(scripts, tmp_path) == ""


def test_an_error_in_a_type_is_found_where_it_is(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.js"
    wrong.write_text('// @ts-check\n"use strict";\nsearchWords.unknown();\n')
    assert "wrong.js:3:" in check_types((*GROUPS["search"][0], wrong), tmp_path)


@pytest.mark.parametrize("group", GROUPS)
def test_the_scripts_are_small(group: str) -> None:
    scripts, limit = GROUPS[group]
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in scripts}
    assert sum(sizes.values()) <= limit, sizes


@pytest.mark.parametrize("group", GROUPS)
def test_each_script_of_a_group_is_loaded(group: str) -> None:
    assert set(ASSETS.glob(f"{group}-*.js")) == set(GROUPS[group][0])


def check_types(scripts: tuple[Path, ...], folder: Path) -> str:
    """Return the errors in the types of scripts that a page loads one after another."""
    texts = [path.read_text() for path in scripts]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + text.count("\n"))
    # Deno takes each file for a module of its own, so the scripts are checked as one.
    (folder / "all.js").write_text("".join(texts))
    (folder / "deno.json").write_text(json.dumps({"compilerOptions": OPTIONS}))
    environment = {"DENO_DIR": str(folder / "cache"), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    result = subprocess.run(
        [sys.executable, "-m", "deno", "check", "--no-remote", "--quiet", "all.js"],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode == 0:
        return ""

    def locate(match: re.Match[str]) -> str:
        line = int(match[1])
        number = bisect_right(starts, line - 1) - 1
        return f"{scripts[number].name}:{line - starts[number]}:"

    return re.sub(r"\S*all\.js:(\d+):", locate, result.stderr)
