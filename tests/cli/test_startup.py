"""Starting is part of each build, so the command line loads only what a command needs."""

from __future__ import annotations

import shutil
import subprocess
import sys

from tests.support import MakeSite
from tests.support.sources import article

SLOW = (
    *("babel", "jinja2", "markdown", "nh3", "PIL", "snowballstemmer", "starlette"),
    *("uvicorn", "watchdog", "yaml"),
    *("generator.importing", "generator.pages", "generator.preview", "generator.search"),
)
# What only some sites, some edits or other commands need.
SELDOM = (
    *("babel", "difflib", "hijridate", "PIL", "statistics", "starlette", "uvicorn", "watchdog"),
    *("generator.editor", "generator.importing", "generator.preview"),
)


def find_loaded(names: tuple[str, ...], *statements: str) -> str:
    """Run some statements in a new process, and print which of the modules it has loaded."""
    code = "\n".join((*statements, f"import sys; print(sorted(set({names}) & set(sys.modules)))"))
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    return result.stdout.splitlines()[-1]


def test_an_unchanged_build_loads_no_slow_library() -> None:
    assert find_loaded(SLOW, "import generator.cli") == "[]"


def test_a_clean_build_of_a_plain_site_loads_what_it_needs(site: MakeSite) -> None:
    folder = site({"content/strike.ar.md": article("ضربة", "2024-09-27")})
    build = f"generator.cli.main.main(['build', {str(folder)!r}], standalone_mode=False)"
    # The first build on a machine reads the conventions of the languages with Babel.
    find_loaded(SELDOM, "import generator.cli", build)
    shutil.rmtree(folder / "output")
    shutil.rmtree(folder / ".tarikh")
    assert find_loaded(SELDOM, "import generator.cli", build) == "[]"
