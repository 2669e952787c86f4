"""Files and folders that cannot be read are reported, and everything else is still checked."""

from __future__ import annotations

import builtins
import os
from pathlib import Path

import pytest

from tests.support import Build, MakeSite

ARTICLE = """
    ---
    title: Strike
    date: 2024-01-04
    source: Reuters
    ---

    Text.
"""
WRONG = ARTICLE.replace("2024-01-04", "2024-02-30")


@pytest.fixture
def folder(site: MakeSite) -> Path:
    return site(
        {
            "content/a.en.md": ARTICLE,
            "content/locked/b.en.md": ARTICLE,
            "content/z.en.md": WRONG,
        }
    )


def test_a_file_that_cannot_be_read_is_an_error_like_any_other(
    folder: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.open

    def guarded(file: object, *arguments: object, **named: object) -> object:
        if str(file).endswith("a.en.md"):
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *arguments, **named)  # type: ignore[call-overload]

    # The user who runs the tests may be allowed to read everything.
    monkeypatch.setattr(builtins, "open", guarded)
    result = build(folder, "--jobs", "1")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[:2] == [
        "content/a.en.md: error: the file cannot be read: permission denied [unreadable]",
        "  hint: give yourself permission to read it, or remove it from the content folder",
    ]
    assert result.codes == ("unreadable", "date-invalid")


def test_a_folder_that_cannot_be_read_is_reported(
    folder: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def guarded(path: object) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", guarded)
    result = build(folder, "--jobs", "1")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[:2] == [
        "content/locked: error: the folder cannot be read: permission denied [unreadable]",
        "  hint: give yourself permission to read it, or remove it from the content folder",
    ]
    assert result.codes == ("unreadable", "date-invalid")
