"""The scripts of the theme and of the preview: their types, and how large they are."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path

from tests.support import ROOT

ASSETS = ROOT / "templates/assets"
PREVIEW = ROOT / "generator/preview"


def scripts_of(template: str, prefix: str) -> tuple[Path, ...]:
    """Return the scripts that a template loads, in its order."""
    text = (ROOT / "templates" / template).read_text()
    return tuple(ASSETS / name for name in re.findall(rf"asset\('({prefix}.*?\.js)'\)", text))


SEARCH = scripts_of("partials/search.html", "search-")
TIMELINE = scripts_of("partials/timeline-chart.html", "timeline-")
# The scripts that a page loads one after another, and that share their names.
GROUPS = (
    SEARCH,
    TIMELINE,
    (ASSETS / "preferences.js", ASSETS / "site.js"),
    (ASSETS / "preferences.js", ASSETS / "keyboard.js"),
    (ASSETS / "search-rules.js", ASSETS / "search-words.js", ASSETS / "index-filter.js"),
    (ASSETS / "citing.js",),
    (ASSETS / "embedding.js",),
    (ASSETS / "parallel.js",),
    (ASSETS / "on-this-day.js",),
    (ASSETS / "offline.js",),
    (PREVIEW / "preview.js",),
    (PREVIEW / "stream.js",),
    (PREVIEW / "desk.js",),
)
OPTIONS = {
    "checkJs": True,
    "strict": True,
    "noUnusedLocals": True,
    "noImplicitReturns": True,
    "lib": ["dom", "dom.iterable", "esnext"],
}
# The types that scripts share; they are checked and not published.
TYPES = tuple((ROOT / "tests/project/types").glob("*.d.ts"))


def test_the_types_are_right(tmp_path: Path) -> None:
    assert check_types(GROUPS, tmp_path) == ""


def test_an_error_in_a_type_is_found_where_it_is(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.js"
    wrong.write_text('// @ts-check\n"use strict";\nsearchWords.unknown();\n')
    assert "wrong.js:3:" in check_types([TIMELINE, (*SEARCH, wrong)], tmp_path)


def test_the_types_of_every_script_are_checked() -> None:
    scripts = {*ASSETS.glob("*.js"), *PREVIEW.glob("*.js")}
    assert {path for group in GROUPS for path in group} == scripts


def test_the_scripts_are_small() -> None:
    search, timeline = size(SEARCH), size(TIMELINE)
    others = size({*ASSETS.glob("*.js")} - {*SEARCH, *TIMELINE})
    assert sum(search.values()) <= 25_000, search
    assert sum(timeline.values()) <= 30_000, timeline
    assert sum(others.values()) <= 15_000, others


def size(scripts: Iterable[Path]) -> dict[str, int]:
    """Return the size of each script, compressed, in bytes."""
    return {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in scripts}


def check_types(groups: Iterable[tuple[Path, ...]], folder: Path) -> str:
    """Return the errors in the types of scripts, checking each group as one script."""
    # Deno takes each file for a module of its own, so a group is one file.
    joined = {f"group{number}.js": group for number, group in enumerate(groups)}
    for name, group in joined.items():
        (folder / name).write_text("".join(path.read_text() for path in group))
    types = [path.as_posix() for path in TYPES]
    (folder / "deno.json").write_text(json.dumps({"compilerOptions": OPTIONS | {"types": types}}))
    environment = {"DENO_DIR": str(folder / "cache"), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    result = subprocess.run(
        [sys.executable, "-m", "deno", "check", "--no-remote", "--quiet", *joined],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode == 0:
        return ""

    def locate(match: re.Match[str]) -> str:
        group, line = joined[match[1]], int(match[2])
        starts = [0, *accumulate(path.read_text().count("\n") for path in group)]
        number = bisect_right(starts, line - 1) - 1
        return f"{group[number].name}:{line - starts[number]}:"

    return re.sub(r"\S*(group\d+\.js):(\d+):", locate, result.stderr)
