"""No metadata of a picture is published, wherever a site has one."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest
from PIL import Image

from generator.preview.live_site import LiveSite
from tests.conftest import run_program
from tests.support.files import read_tree, write_tree
from tests.support.pictures import CORNERS, FORMATS, PLANTED, SIZE, jpeg, read_corners
from tests.support.sources import article

NOW = 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with a picture in each format: shown, linked to, as lead image and in the theme."""
    shown = "\n\n".join(f"![A map](p.{name})" for name in FORMATS)
    body = f"{shown}\n\n[Large](linked.jpg), [the data](data.bin)\n"
    lead = "image: {src: lead.jpg, alt: Smoke}\n"
    files: dict[str, bytes | str] = {
        "content/site.toml": 'title = "T"\nimage = { src = "cover.jpg", alt = "A quay" }\n',
        "content/strike.en.md": article(body=body, more=lead),
        "templates/assets/logo.jpg": jpeg(6),
    }
    for number, name in enumerate(("lead.jpg", "cover.jpg", "linked.jpg", "data.bin"), 5):
        files[f"content/{name}"] = jpeg(number)
    for name, encode in FORMATS.items():
        files[f"content/p.{name}"] = encode()
    write_tree(tmp_path, files)
    return tmp_path


def test_no_byte_of_it_is_in_the_output(folder: Path) -> None:
    assert run_program("build", folder, "--jobs", "2").exit_code == 0
    output = read_tree(folder / "output")
    published = {path: data for path, data in output.items() if path.startswith("assets/")}
    pictures = [path for path in published if path.partition(".")[2].endswith(tuple(FORMATS))]
    assert len(pictures) == len(FORMATS) + 4
    for path, data in output.items():
        assert PLANTED not in data, path
        # Nor is it there in the text of a page, encoded.
        assert base64.b64encode(PLANTED)[:-2] not in data, path
    for path in pictures:
        assert read_corners(published[path]) == CORNERS, path


def test_the_size_on_the_page_is_that_of_the_upright_picture(folder: Path) -> None:
    assert run_program("build", folder).exit_code == 0
    page = (folder / "output/en/articles/strike/index.html").read_text()
    assert page.count(f'width="{SIZE[0]}" height="{SIZE[1]}"') >= len(FORMATS)


def test_a_preview_serves_what_a_build_publishes(folder: Path) -> None:
    assert run_program("build", folder).exit_code == 0
    live = LiveSite(folder, now=lambda: NOW, drafts=False, jobs=1)
    for path, data in read_tree(folder / "output").items():
        if path.startswith("assets/"):
            assert live.has_file(path), path
            assert live.get_file(path).data == data, path


def test_a_notice_says_what_was_removed(folder: Path) -> None:
    result = run_program("build", folder, "--all")
    assert (
        "content/linked.jpg: notice: removed from the published picture: GPS position, camera"
        in result.stderr
    )
    assert "Content Credentials (C2PA) removed" in result.stderr


def test_the_second_build_works_on_no_picture(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Those of a theme are read with it.
    (folder / "templates/assets/logo.jpg").unlink()
    assert run_program("build", folder).exit_code == 0
    before = read_tree(folder / "output")
    for path in (folder / "content").iterdir():
        # Times that are too recent are not trusted.
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert run_program("build", folder).exit_code == 0

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("generator.content.media.inspect_picture", refuse)
    monkeypatch.setattr("generator.content.media.clean_picture", refuse)
    monkeypatch.setattr(Image, "open", refuse)
    write_tree(folder, {"content/other.en.md": article(title="Other")})
    assert run_program("build", folder).exit_code == 0
    after = read_tree(folder / "output")
    kept = {path: data for path, data in after.items() if path.endswith(tuple(FORMATS))}
    assert kept
    assert kept.items() <= before.items()


def test_another_setting_publishes_all_pictures_again(folder: Path) -> None:
    assert run_program("build", folder).exit_code == 0
    before = set(read_tree(folder / "output"))
    settings = folder / "content/site.toml"
    settings.write_text(f'{settings.read_text()}[images]\nkeep_metadata = ["copyright"]\n')
    assert run_program("build", folder).exit_code == 0
    output = read_tree(folder / "output")
    new = {path: data for path, data in output.items() if path not in before}
    assert {path.rpartition(".")[2] for path in new} == {"jpg", "png", "webp", "bin"}
    assert all(data.count(PLANTED) == 1 for data in new.values())


def test_a_picture_that_cannot_be_decoded_leaves_the_output_as_it_was(folder: Path) -> None:
    assert run_program("build", folder).exit_code == 0
    before = read_tree(folder / "output")
    data = jpeg(6)
    table = data.index(b"\xff\xc4")
    write_tree(
        folder, {"content/linked.jpg": data[: table + 5] + b"\xff" * 16 + data[table + 21 :]}
    )
    result = run_program("build", folder)
    assert result.exit_code == 1
    assert (
        "content/linked.jpg: error: the picture is damaged: its pixels cannot be decoded"
        " [image-invalid]" in result.stderr
    )
    assert read_tree(folder / "output") == before


def test_a_picture_of_the_theme_that_cannot_be_cleaned_is_refused(folder: Path) -> None:
    write_tree(folder, {"templates/assets/logo.jpg": jpeg()[:300]})
    result = run_program("build", folder)
    assert result.exit_code == 1
    assert "templates/assets/logo.jpg: error: the picture is incomplete" in result.stderr
