"""Stems are kept between builds."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.support import Build, MakeSite
from tests.support.files import read_tree
from tests.support.sources import article

FILES = {
    "content/a.en.md": article("Attacks on the bridges", "2020", body="The attackers were seen."),
    "content/site.toml": "[languages.en]\n",
}


@pytest.fixture
def folder(site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return site(FILES)


def forget(folder: Path) -> dict[str, bytes]:
    """Remove all that a build has written; returns what it had published."""
    published = read_tree(folder / "output")
    shutil.rmtree(folder / "output")
    shutil.rmtree(folder / ".tarikh")
    return published


def test_a_new_build_needs_no_stemmer_for_words_that_are_known(
    folder: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(folder).exit_code == 0
    published = forget(folder)
    # Importing it is an error now.
    monkeypatch.setitem(sys.modules, "snowballstemmer", None)
    assert build(folder).exit_code == 0
    assert read_tree(folder / "output") == published


@pytest.mark.parametrize("damage", [b"", b"x" * 99])
def test_a_damaged_cache_changes_nothing(
    folder: Path, build: Build, tmp_path: Path, damage: bytes
) -> None:
    build(folder)
    published = forget(folder)
    (stems,) = (tmp_path / "cache").rglob("stems-*")
    stems.write_bytes(damage)
    assert build(folder).exit_code == 0
    assert read_tree(folder / "output") == published
