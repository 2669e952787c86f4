"""A build changes only files that it wrote itself in its output."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.state import output_manifest
from tests.support import Build, MakeSite

ARTICLE = "---\ntitle: A\ndate: 2024\nsource: AP\n---\nText.\n"


@pytest.fixture
def folder(site: MakeSite, build: Build) -> Path:
    """A site with one article, already built."""
    made = site({"content/a.en.md": ARTICLE})
    assert build(made).exit_code == 0
    return made


def test_a_file_of_somebody_else_is_never_replaced_whatever_the_record_says(
    folder: Path, build: Build, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("precious")
    result = build(folder, "--output", other)
    assert result.codes == ("output-foreign",)
    assert [path.name for path in other.iterdir()] == ["index.html"]
    assert (other / "index.html").read_text() == "precious"


def test_a_file_of_others_in_place_of_a_new_page_is_not_replaced(
    folder: Path, build: Build
) -> None:
    mine = folder / "output/en/articles/b/index.html"
    mine.parent.mkdir()
    mine.write_text("precious")
    (folder / "content/b.en.md").write_text(ARTICLE)
    result = build(folder)
    assert result.codes == ("output-foreign",)
    assert "en/articles/b/index.html" in result.stderr
    assert mine.read_text() == "precious"


def test_files_of_others_may_be_added_to_an_output_of_ours(folder: Path, build: Build) -> None:
    (folder / "output/CNAME").write_text("example.org")
    (folder / "content/b.en.md").write_text(ARTICLE)
    assert build(folder).exit_code == 0
    assert (folder / "output/CNAME").read_text() == "example.org"


def test_a_link_in_the_output_is_not_followed(folder: Path, build: Build, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (folder / "output/en").rename(elsewhere)
    (folder / "output/en").symlink_to(elsewhere)
    before = (elsewhere / "index.html").read_bytes()
    (folder / "content/a.en.md").write_text(ARTICLE.replace("title: A", "title: B"))
    assert build(folder).codes == ("output-foreign",)
    assert (elsewhere / "index.html").read_bytes() == before


def test_a_list_with_paths_outside_the_output_removes_nothing(
    folder: Path, build: Build, tmp_path: Path
) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("precious")
    listed = folder / "output" / output_manifest.NAME
    listed.write_text(listed.read_text() + f"../../victim.txt\n{victim}\n")
    (folder / "content/b.en.md").write_text(ARTICLE)
    assert build(folder).exit_code == 0
    assert victim.read_text() == "precious"


def test_a_lost_list_is_written_again(folder: Path, build: Build) -> None:
    listed = folder / "output" / output_manifest.NAME
    before = listed.read_bytes()
    listed.unlink()
    assert build(folder).exit_code == 0
    assert listed.read_bytes() == before


def test_a_modified_page_is_removed_with_its_article(folder: Path, build: Build) -> None:
    (folder / "content/b.en.md").write_text(ARTICLE)
    build(folder)
    page = folder / "output/en/articles/b/index.html"
    page.write_text("tampered")
    (folder / "content/b.en.md").unlink()
    assert build(folder).exit_code == 0
    assert not page.parent.exists()


def test_another_output_is_brought_up_to_date_too(
    folder: Path, build: Build, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    build(folder, "--output", other)
    (folder / "content/b.en.md").write_text(ARTICLE)
    build(folder, "--output", other)
    (folder / "content/b.en.md").unlink()
    build(folder)
    assert build(folder, "--output", other).exit_code == 0
    assert not (other / "en/articles/b").exists()


def test_leftovers_of_a_killed_build_are_removed(folder: Path, build: Build) -> None:
    left = folder / ".tarikh/staging/en/index.html"
    left.parent.mkdir(parents=True)
    left.write_text("half")
    (folder / "content/b.en.md").write_text(ARTICLE)
    assert build(folder).exit_code == 0
    assert not (folder / ".tarikh/staging").exists()


@pytest.mark.parametrize("damage", [b"", b"junk", None])
def test_a_damaged_record_is_dropped_with_a_notice(
    folder: Path, build: Build, damage: bytes | None
) -> None:
    record = folder / ".tarikh/manifest"
    data = record.read_bytes()
    record.write_bytes(data[:-1] + bytes([data[-1] ^ 1]) if damage is None else damage)
    result = build(folder)
    assert result.exit_code == 0
    assert "was damaged, so every file was read again" in result.stderr
    assert " 0 written" in result.stdout
    assert "was damaged" not in build(folder).output


def test_a_page_whose_template_prints_no_body_is_not_touched(site: MakeSite, build: Build) -> None:
    folder = site(
        {
            "content/a.en.md": ARTICLE,
            "templates/article.html": '{% extends "base.html" %}',
        }
    )
    build(folder)
    page = folder / "output/en/articles/a/index.html"
    before = page.read_bytes()
    (folder / "content/a.en.md").write_text(ARTICLE + "\nMore.\n")
    assert build(folder).exit_code == 0
    assert page.read_bytes() == before


def test_a_link_out_of_the_content_is_not_published(
    folder: Path, build: Build, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "content/x.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "content/loop.en.md").symlink_to("loop.en.md")
    result = build(folder)
    assert [(each.path, each.code) for each in result.problems] == [
        ("content/loop.en.md", "file-ignored"),
        ("content/x.txt", "file-ignored"),
    ]
    assert build(folder).codes == result.codes
    assert build(folder, "--strict").exit_code == 1
