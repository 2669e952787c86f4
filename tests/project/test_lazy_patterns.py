"""Regular expressions are compiled when they are first used, and each of them can be."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest

from generator.lazy_patterns import lazy_compile
from tests.support import ROOT
from tests.support.imports import modules_of

COMPILE_AT_ONCE = """
import importlib, re, sys
from generator import lazy_patterns

count = 0

def compile_at_once(pattern, flags=0):
    global count
    count += 1
    return re.compile(pattern, flags)

lazy_patterns.lazy_compile = compile_at_once
for name in sys.argv[1:]:
    importlib.import_module(name)
print(count)
"""


def test_a_pattern_is_compiled_once_at_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    compile_pattern = re.compile

    def note(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        compiled.append(pattern)
        return compile_pattern(pattern, flags)

    monkeypatch.setattr(re, "compile", note)
    pattern = lazy_compile("(?P<word>event)s?", re.IGNORECASE)
    assert pattern.pattern == "(?P<word>event)s?"
    assert not compiled
    match = pattern.search("12 Events")
    assert match is not None
    assert match["word"] == "Event"
    assert pattern.sub("-", "EVENT") == "-"
    assert dict(pattern.groupindex) == {"word": 1}
    assert compiled == ["(?P<word>event)s?"]


def test_every_pattern_of_the_program_is_valid() -> None:
    names = [name for name in modules_of(ROOT / "generator") if not name.endswith("__main__")]
    result = subprocess.run(
        [sys.executable, "-c", COMPILE_AT_ONCE, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""
    assert int(result.stdout) > 400
