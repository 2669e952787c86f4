"""The generated files of docs/ are those that the program describes itself with."""

from __future__ import annotations

import runpy

import pytest

from tests.support import ROOT

GENERATED: dict[str, str] = runpy.run_path(str(ROOT / "docs/generate.py"))["generated_files"]()


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_file_is_up_to_date(name: str) -> None:
    committed = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert committed == GENERATED[name], "run: make docs"
