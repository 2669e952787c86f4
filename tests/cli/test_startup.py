"""Starting is part of each build, so the command line loads only what a command needs."""

from __future__ import annotations

import subprocess
import sys

SLOW = (
    *("babel", "jinja2", "markdown", "nh3", "PIL", "snowballstemmer", "starlette"),
    *("uvicorn", "watchdog", "yaml"),
    *("generator.importing", "generator.pages", "generator.preview", "generator.search"),
)


def test_an_unchanged_build_loads_no_slow_library() -> None:
    code = f"import sys, generator.cli; print(sorted(set({SLOW}) & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert result.stdout == "[]\n"
