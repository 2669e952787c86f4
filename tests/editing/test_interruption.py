"""A command that is killed at any write has done all or nothing after the next command."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.fault_injection import record_steps, run, signal_at
from tests.support.files import read_tree, write_tree
from tests.support.sources import article, png

FILES = {
    "site.toml": b"[languages.ar]\n[languages.en]\n",
    "tags.toml": b'[port]\nname = { ar = "\xd9\x85", en = "Port" }\n',
    "sources.toml": b'[ap]\nname = "AP"\n',
    "strike/index.ar.md": article("إضراب", body="![p](p.png)", tags="م, x").encode(),
    "strike/p.png": png(),
    "other.en.md": article("Other", tags="Port", body="[s](strike/index.ar.md)").encode(),
    "third.en.md": article("Third", tags="x", more="autor: A\nrelated: [othr]\n").encode(),
}


# A site of Jekyll, to be imported.
OLD_SITE = {
    "_config.yml": b"title: Old\n",
    "_posts/2020-01-02-pier.md": b"---\ntitle: The pier\n---\nIt fell. ![p](/assets/p.png)\n",
    "assets/p.png": png(),
}


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "حدث", "An event", "--folder", "SITE"),
        ("move", "strike", "port-strike", "--folder", "SITE", "--yes"),
        ("tags", "--folder", "SITE", "merge", "x", "port", "--yes"),
        ("tags", "--folder", "SITE", "rename", "port", "Harbour", "--yes"),
        ("sources", "--folder", "SITE", "rename", "ap", "Associated Press", "--yes"),
        ("check", "SITE", "--fix", "--yes"),
        ("import", "OLD", "--folder", "SITE", "--dates", "event"),
    ],
    ids=lambda arguments: f"{arguments[0]} {arguments[3]}",
)
def test_nothing_is_half_done(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(root: Path, begin: Callable[[], None]) -> int:
        write_tree(root / "content", FILES)
        folders = {"SITE": str(root), "OLD": str(tmp_path / "old")}
        words = [folders.get(word, word) for word in arguments]
        return run(tmp_path / "log", *words, first=begin).code

    write_tree(tmp_path / "old", OLD_SITE)
    # The first run fills the user's cache, which takes steps that no later run takes. Other tests
    # write to a cache that is shared at any time.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert start(tmp_path / "first", lambda: None) == 0
    steps = tmp_path / "steps"
    assert start(tmp_path / "whole", record_steps(steps)) == 0
    after = read_tree(tmp_path / "whole/content")
    assert after != FILES
    # Temporary files of other folders are not the command's.
    lines = steps.read_text("utf-8").splitlines()
    numbers = [int(line.split()[0]) for line in lines if "/whole/" in line]
    outcomes = set()
    for number in numbers:
        root = tmp_path / str(number)
        assert start(root, signal_at(number, signal.SIGKILL)) == -signal.SIGKILL
        assert run(tmp_path / "log", "tags", "--folder", root).code == 0
        found = read_tree(root / "content")
        assert found in (FILES, after)
        outcomes.add(found == after)
    assert outcomes == {True, False}
