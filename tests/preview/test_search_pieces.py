"""The search index of a preview: from memory, with the drafts, and up to date."""

from __future__ import annotations

from pathlib import Path
from zlib import decompress

import pytest

from generator.preview.live_site import LiveSite
from tests.support import NOW, Build, MakeSite
from tests.support.files import read_tree
from tests.support.preview_client import FULL_SCAN, apply_batch
from tests.support.sources import article

FILES = {
    "content/ferry.en.md": article("A ferry", "2003"),
    "content/plan.en.md": article("A secret plan", "2004", "draft: true\n"),
    "content/site.toml": "[languages.en]\n",
}


def open_site(folder: Path, *, drafts: bool = True) -> LiveSite:
    return LiveSite(folder, now=lambda: NOW, drafts=drafts, jobs=1)


def words_of(live: LiveSite) -> set[str]:
    data = live.get_file("assets/search/words-0.bin").data
    return {line[1:].partition(" ")[0] for line in decompress(data).decode().split("\n")}


def test_drafts_are_found(site: MakeSite) -> None:
    folder = site(FILES)
    assert {"ferry", "secret"} <= words_of(open_site(folder))
    assert "secret" not in words_of(open_site(folder, drafts=False))


def test_a_save_changes_the_index(site: MakeSite) -> None:
    folder = site(FILES)
    live = open_site(folder)
    assert "barge" not in words_of(live)
    (folder / "content/ferry.en.md").write_text(article("A barge", "2003"), "utf-8")
    apply_batch(live, FULL_SCAN)
    assert "barge" in words_of(live)
    assert "ferry" not in words_of(live)


@pytest.mark.parametrize("is_built", [True, False])
def test_the_index_is_that_of_a_build(site: MakeSite, build: Build, is_built: bool) -> None:
    folder = site(FILES)
    if is_built:
        build(folder)
        site({"content/other.en.md": article("Something else", "2010", body="Some words.")})
    live = open_site(folder, drafts=False)
    found = {file: live.get_file(file).data for file in sorted(live_pieces(live))}
    build(folder)
    published = read_tree(folder / "output")
    assert found == {file: published[file] for file in found}


def live_pieces(live: LiveSite) -> set[str]:
    from generator.search.pieces import list_files

    return set(list_files(live.context.plan.search_layout))
