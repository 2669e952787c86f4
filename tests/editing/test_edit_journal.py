"""A change to several files that is stopped at any write is done or undone by the next command."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.state.edit_journal import (
    EditConflictError,
    FileReplacement,
    finish_edit,
    replace_files,
)
from tests.support.fault_injection import record_steps, run, signal_at
from tests.support.files import read_tree, write_tree
from tests.support.sources import article

BEFORE = {
    "content/site.toml": b"[languages.ar]\n[languages.en]\n",
    "content/old/index.ar.md": article("قديم").encode(),
    "content/old/p.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/b.ar.md": article("ب").encode(),
}
CHANGES = (
    FileReplacement(
        "content/old/index.ar.md",
        BEFORE["content/old/index.ar.md"],
        "content/new/index.ar.md",
        article("جديد").encode(),
    ),
    FileReplacement(
        "content/old/p.svg",
        BEFORE["content/old/p.svg"],
        "content/new/p.svg",
        BEFORE["content/old/p.svg"],
    ),
    FileReplacement(
        "content/b.ar.md", BEFORE["content/b.ar.md"], "content/b.ar.md", article("باء").encode()
    ),
    FileReplacement("content/c.ar.md", None, "content/c.ar.md", article("ج").encode()),
)
AFTER = {
    "content/site.toml": BEFORE["content/site.toml"],
    "content/new/index.ar.md": article("جديد").encode(),
    "content/new/p.svg": BEFORE["content/old/p.svg"],
    "content/b.ar.md": article("باء").encode(),
    "content/c.ar.md": article("ج").encode(),
}


def make(root: Path) -> Path:
    write_tree(root, BEFORE)
    (root / ".tarikh").mkdir()
    return root


def kill_at_write(path: Path) -> Callable[[], None]:
    """Kill a process when it begins to write a file."""

    def begin() -> None:
        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event == "open" and arguments[0] == str(path):
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)

    return begin


def change(root: Path, begin: Callable[[], None]) -> Callable[[], None]:
    """Return a function that changes a site after another function was called."""

    def change_site() -> None:
        begin()
        replace_files(root, root / ".tarikh", CHANGES)

    return change_site


def content(root: Path) -> dict[str, bytes]:
    return {f"content/{path}": data for path, data in read_tree(root / "content").items()}


def test_all_files_are_replaced_and_nothing_is_left(tmp_path: Path) -> None:
    root = make(tmp_path)
    replace_files(root, root / ".tarikh", CHANGES)
    assert content(root) == AFTER
    assert not (root / "content/old").exists()
    assert list((root / ".tarikh").iterdir()) == []


def test_a_change_that_is_killed_at_any_step_is_finished_or_undone_by_a_build(
    tmp_path: Path,
) -> None:
    steps = tmp_path / "steps"
    root = make(tmp_path / "whole")
    whole = change(root, record_steps(steps))
    assert run(tmp_path / "log", "--version", first=whole).code == 0
    count = len(steps.read_text("utf-8").splitlines())
    assert count > 20
    outcomes = set()
    for step in range(1, count + 1):
        root = make(tmp_path / str(step))
        part = change(root, signal_at(step, signal.SIGKILL))
        killed = run(tmp_path / "log", "--version", first=part)
        assert killed.code == -signal.SIGKILL
        assert run(tmp_path / "log", "build", root).code == 0
        assert not (root / ".tarikh/edit").exists()
        outcomes.add(content(root) == AFTER)
        assert content(root) in (BEFORE, AFTER)
    assert outcomes == {False, True}


def test_a_file_that_was_edited_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    root = make(tmp_path)
    write_tree(root, {"content/b.ar.md": "mine"})
    with pytest.raises(EditConflictError, match=r"content/b\.ar\.md"):
        replace_files(root, root / ".tarikh", CHANGES)
    assert content(root) == {**BEFORE, "content/b.ar.md": b"mine"}


def test_a_new_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    root = make(tmp_path)
    write_tree(root, {"content/new/p.svg": "mine"})
    with pytest.raises(EditConflictError, match=r"content/new/p\.svg"):
        replace_files(root, root / ".tarikh", CHANGES)
    assert content(root) == {**BEFORE, "content/new/p.svg": b"mine"}


def test_a_build_says_which_file_of_a_stopped_change_was_edited(tmp_path: Path) -> None:
    root = make(tmp_path / "site")
    part = change(root, kill_at_write(root / "content/.c.ar.md.part"))
    killed = run(tmp_path / "log", "--version", first=part)
    assert killed.code == -signal.SIGKILL
    write_tree(root, {"content/c.ar.md": "mine"})
    result = run(tmp_path / "log", "build", root)
    assert result.code == 1
    assert (
        "content/c.ar.md: error: a command was stopped while it changed this file, which has been"
        " edited since [source-changed]\n"
        "  hint: to keep the files as they are now, delete .tarikh/edit, and try again\n"
    ) in result.said
    assert (root / "content/c.ar.md").read_bytes() == b"mine"


def test_an_import_finishes_a_stopped_change_before_it_reads_the_site(tmp_path: Path) -> None:
    root = make(tmp_path / "site")
    part = change(root, kill_at_write(root / "content/.c.ar.md.part"))
    assert run(tmp_path / "log", "--version", first=part).code == -signal.SIGKILL
    report = tmp_path / "report.txt"
    report.write_text("5 January 2024\nA text about a bridge.\n", "utf-8")
    assert run(tmp_path / "log", "import", report, "--folder", root).code == 0
    assert AFTER.items() < content(root).items()


def test_without_a_journal_nothing_has_happened(tmp_path: Path) -> None:
    root = make(tmp_path)
    write_tree(root, {".tarikh/edit/0": "staged"})
    assert finish_edit(root, root / ".tarikh") is False
    assert content(root) == BEFORE
    assert not (root / ".tarikh/edit").exists()
