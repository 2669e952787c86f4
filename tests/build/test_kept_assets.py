"""Pages that a browser has kept still find their stylesheet, scripts and fonts for a day."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.build import BuildOptions, build_site, kept_assets
from tests.support import NOW, MakeSite
from tests.support.files import read_tree
from tests.support.sources import article, png

HOUR = 3600


def build(folder: Path, *, hours: int = 0, is_offline: bool = False) -> dict[str, bytes]:
    """Build a site some hours later, and return its output."""
    options = BuildOptions(folder, NOW + hours * HOUR, is_offline=is_offline)
    report = build_site(options, lambda *_: None)
    assert report.published
    return read_tree(report.output)


def stylesheet_of(output: dict[str, bytes]) -> str:
    """The stylesheet that the home page names."""
    page = output["en/index.html"].decode()
    found = re.search(r'href="\.\./(assets/style\.\w+\.css)"', page)
    assert found is not None
    return found[1]


def kept_in(output: dict[str, bytes]) -> list[str]:
    """The lines of the list that name what is kept."""
    return [each for each in output[".tarikh"].decode().split("\n") if "kept until" in each]


@pytest.fixture
def folder(site: MakeSite) -> Path:
    return site(
        {
            "content/site.toml": 'title = "T"\n',
            "content/strike.en.md": article(),
            "templates/assets/custom.css": "a { top: 0 }",
        }
    )


def restyle(folder: Path, number: int) -> None:
    (folder / "templates/assets/custom.css").write_text(f"a {{ top: {number}px }}", "utf-8")


def test_a_stylesheet_that_was_replaced_stays_for_a_day(folder: Path) -> None:
    first = build(folder)
    old = stylesheet_of(first)
    restyle(folder, 1)
    second = build(folder, hours=1)
    assert stylesheet_of(second) != old
    assert second[old] == first[old]
    assert kept_in(second) == [f"# kept until 2026-01-02T01:00:00+00:00: {old}"]
    assert old in second[".tarikh"].decode().split("\n")
    # Another edit does not prolong it.
    (folder / "content/strike.en.md").write_text(article().replace("Text.", "More."), "utf-8")
    assert kept_in(build(folder, hours=24)) == kept_in(second)
    # A build that has nothing else to do removes it.
    last = build(folder, hours=25)
    assert old not in last
    assert kept_in(last) == []
    assert last.keys() == build(folder, hours=26).keys() == second.keys() - {old}


@pytest.mark.parametrize("cached", [("output", ".tarikh"), ("output",)])
def test_it_stays_in_a_fresh_clone_to_which_a_cache_is_restored(
    folder: Path, cached: tuple[str, ...]
) -> None:
    old = stylesheet_of(build(folder))
    clone = folder.with_name("clone")
    # Every file of a clone and of a restored cache is new to the file system.
    for name in ("content", "templates", *cached):
        shutil.copytree(folder / name, clone / name)
    restyle(clone, 1)
    output = build(clone, hours=1)
    assert stylesheet_of(output) != old
    assert kept_in(output) == [f"# kept until 2026-01-02T01:00:00+00:00: {old}"]
    assert old in output


def test_without_the_output_there_is_nothing_to_keep(folder: Path) -> None:
    old = stylesheet_of(build(folder))
    shutil.rmtree(folder / "output")
    restyle(folder, 1)
    assert old not in build(folder)


def test_pictures_and_pages_that_are_removed_are_gone_at_once(site: MakeSite) -> None:
    folder = site(
        {
            "content/strike.en.md": article(),
            "content/port.en.md": article("Port", body="![The port](port.png)"),
            "templates/assets/logo.svg": "<svg/>",
        }
    )
    (folder / "content/port.png").write_bytes(png())
    first = build(folder)
    for name in ("content/port.en.md", "content/port.png", "templates/assets/logo.svg"):
        (folder / name).unlink()
    second = build(folder)
    gone = {path.split(".")[0] for path in first.keys() - second.keys()}
    assert {"assets/port", "assets/logo", "en/articles/port/index"} <= gone
    assert kept_in(second) == []


def test_a_stylesheet_that_comes_back_is_the_site_s_own_again(folder: Path) -> None:
    first = build(folder)
    restyle(folder, 1)
    build(folder)
    (folder / "templates/assets/custom.css").write_text("a { top: 0 }", "utf-8")
    third = build(folder, hours=1)
    assert stylesheet_of(third) == stylesheet_of(first)
    assert stylesheet_of(first) not in "".join(kept_in(third))
    assert len(kept_in(third)) == 1


def test_what_others_have_written_is_not_kept_and_not_removed(folder: Path) -> None:
    build(folder)
    foreign = folder / "output/assets/own.0123456789.css"
    foreign.write_text("b {}", "utf-8")
    restyle(folder, 1)
    for hours in (0, 25):
        output = build(folder, hours=hours)
        assert foreign.exists()
        assert "own.0123456789.css" not in output[".tarikh"].decode()


def test_a_kept_file_that_was_changed_is_removed(folder: Path) -> None:
    old = stylesheet_of(build(folder))
    restyle(folder, 1)
    build(folder)
    (folder / "output" / old).write_text("body { display: none }", "utf-8")
    output = build(folder)
    assert old not in output
    assert kept_in(output) == []


def test_only_the_latest_are_kept_of_many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_assets, "MOST_KEPT", 2)
    names = []
    for number in range(4):
        restyle(folder, number)
        output = build(folder, hours=number)
        names.append(stylesheet_of(output))
    kept = [line.rpartition(" ")[2] for line in kept_in(output)]
    assert sorted(kept) == sorted(names[1:3])
    assert names[0] not in output


def test_an_offline_copy_has_none(folder: Path) -> None:
    old = stylesheet_of(build(folder, is_offline=True))
    restyle(folder, 1)
    output = build(folder, is_offline=True)
    assert old not in output
    assert kept_in(output) == []
