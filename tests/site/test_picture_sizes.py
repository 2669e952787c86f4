"""Pictures in the sizes that pages need: made once, and published without their metadata."""

from __future__ import annotations

import gzip
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Response

from generator.preview.live_site import LiveSite
from tests.conftest import run_program
from tests.support import Serve
from tests.support.files import read_tree, write_tree
from tests.support.pictures import PLANTED, encode_photograph, photograph
from tests.support.sources import article

FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}
_URL = re.compile(r"(?:\.\./)+(assets/[^ \"]+)")


@cache
def picture(name: str = "JPEG", orientation: int = 1) -> bytes:
    return encode_photograph(photograph(1000, 750), name, orientation)


def build(folder: Path, *options: str) -> dict[str, bytes]:
    assert run_program("build", folder, *options).exit_code == 0
    return read_tree(folder / "output")


def published(output: dict[str, bytes]) -> list[str]:
    """The pictures of a site, without their hashes."""
    found = [path for path in output if path.rpartition(".")[2] in FORMATS]
    return sorted(re.sub(r"\.[0-9a-f]{10}\.", ".", path.removeprefix("assets/")) for path in found)


def refuse_pillow(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Image, "open", refuse)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tree(
        tmp_path,
        {
            "content/strike.en.md": article(
                body="![A map](map.jpg)\n", more="image: {src: quay.jpg, alt: A quay}\n"
            ),
            "content/map.jpg": picture(),
            "content/quay.jpg": picture(orientation=6),
        },
    )
    return tmp_path


def test_only_the_sizes_that_pages_show_are_published(folder: Path) -> None:
    assert published(build(folder)) == [
        "map-1000.jpg",
        "map-1000.webp",
        "map-480.webp",
        "quay-1000.jpg",
        "quay-1000.webp",
        "quay-320x213.jpg",
        "quay-320x213.webp",
        "quay-480.webp",
    ]


def test_a_page_names_each_size_with_the_width_of_its_file(folder: Path) -> None:
    output = build(folder)
    for page in ("en/articles/strike/index.html", "en/2024/index.html"):
        html = output[page].decode()
        sources = re.findall(r'<source type="image/webp" srcset="([^"]+)"', html)
        assert sources
        for file, width in re.findall(r"(?:\.\./)+(\S+) (\d+)w", " ".join(sources)):
            with Image.open(folder / "output" / file) as image:
                assert (image.format, image.width) == ("WEBP", int(width))
        images = re.findall(r'<img[^>]* src="([^"]+)" width="(\d+)" height="(\d+)"', html)
        assert len(images) == html.count("<img")
        for address, width, height in images:
            file = _URL.fullmatch(address)
            assert file
            with Image.open(folder / "output" / file[1]) as image:
                assert (image.format, image.size) == ("JPEG", (int(width), int(height)))


def test_the_lead_picture_is_loaded_first_and_all_others_when_they_are_needed(
    folder: Path,
) -> None:
    html = build(folder)["en/articles/strike/index.html"].decode()
    first, second = re.findall("<img[^>]*>", html)
    assert 'fetchpriority="high"' in first
    assert "loading=" not in first
    assert 'loading="lazy"' in second


@pytest.mark.parametrize(
    "change",
    [
        {"content/link.en.md": article(body="[The whole quay](quay.jpg)\n")},
        {
            "content/strike.en.md": article(
                more="image: {src: quay.jpg, alt: A quay, original: true}\n"
            )
        },
    ],
    ids=["linked", "asked for"],
)
def test_the_original_is_published_if_it_is_linked_to_or_asked_for(
    folder: Path, change: dict[str, bytes | str]
) -> None:
    write_tree(folder, change)
    output = build(folder)
    (name,) = [path for path in output if re.fullmatch(r"assets/quay\.[0-9a-f]{10}\.jpg", path)]
    assert PLANTED not in output[name]
    with Image.open(folder / "output" / name) as image:
        assert image.size == (1000, 750)
    linking = [path for path, data in output.items() if f'href="../../../{name}"'.encode() in data]
    assert linking


def test_no_byte_of_metadata_is_in_any_size(folder: Path) -> None:
    shown = []
    for name, pillow in FORMATS.items():
        for orientation in (1, 6) if name != "avif" else (1,):
            file = f"p{orientation}.{name}"
            write_tree(folder, {f"content/{file}": picture(pillow, orientation)})
            shown.append(f"![A map]({file})")
    write_tree(folder, {"content/strike.en.md": article(body="\n\n".join(shown))})
    output = build(folder)
    assert len(published(output)) > 2 * len(shown)
    assert [path for path, data in output.items() if PLANTED in data] == []


def test_another_article_works_on_no_picture(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(folder)
    refuse_pillow(monkeypatch)
    write_tree(folder, {"content/other.en.md": article(title="Other")})
    after = build(folder, "--jobs", "1")
    assert published(after) == published(before)


def test_a_picture_is_made_once_although_the_output_is_deleted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(folder, {"content/link.en.md": article(body="[The whole quay](quay.jpg)\n")})
    before = build(folder)
    shutil.rmtree(folder / "output")
    refuse_pillow(monkeypatch)
    assert build(folder, "--jobs", "1") == before


def test_a_damaged_file_is_made_again(folder: Path) -> None:
    before = build(folder)
    for path in (folder / ".tarikh/pictures").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    shutil.rmtree(folder / "output")
    assert build(folder) == before


def test_a_picture_that_is_gone_is_forgotten(folder: Path) -> None:
    build(folder)
    known = len(list((folder / ".tarikh/pictures").iterdir()))
    (folder / "content/map.jpg").unlink()
    write_tree(folder, {"content/strike.en.md": article(body="![A map](quay.jpg)\n")})
    assert published(build(folder)) == ["quay-1000.jpg", "quay-1000.webp", "quay-480.webp"]
    write_tree(folder, {"content/a.jpg": picture(), "content/b.en.md": article(body="![A](a.jpg)")})
    build(folder)
    assert len(list((folder / ".tarikh/pictures").iterdir())) == 6 < known


def test_a_new_text_keeps_its_pictures_as_a_new_site_has_them(folder: Path) -> None:
    build(folder)
    lead = "image: {src: quay.jpg, alt: A quay}\n"
    write_tree(folder, {"content/strike.en.md": article(body="New. ![Map](map.jpg)", more=lead)})
    updated = build(folder)
    for name in (".tarikh", "output"):
        shutil.rmtree(folder / name)
    assert build(folder) == updated


def test_a_preview_serves_what_a_build_publishes(folder: Path) -> None:
    lead = "image: {src: quay.jpg, alt: A quay, focus: 10 90}\n"
    write_tree(folder, {"content/strike.en.md": article(body="![A map](map.jpg)\n", more=lead)})
    output = build(folder)
    live = LiveSite(folder, now=lambda: 0, drafts=False, jobs=1)
    pictures = [path for path in output if path.rpartition(".")[2] in FORMATS]
    assert any("320x213-10-90" in path for path in pictures)
    for path in pictures:
        assert live.has_file(path), path
        assert live.get_file(path).data == output[path], path
    (file,) = [path for path in pictures if "map-1000" in path and path.endswith("webp")]
    assert not live.has_file(file.replace("-1000", "-999"))


def test_a_telephone_loads_little_of_a_page_with_a_photograph_of_six_megabytes(
    folder: Path, browser: Browser, serve: Serve
) -> None:
    data = encode_photograph(photograph(4000, 3000, detail=2000), "JPEG")
    assert len(data) > 6_000_000
    lead = "image: {src: quay.jpg, alt: A quay, caption: The quay, credit: Reuters}\n"
    write_tree(
        folder,
        {"content/quay.jpg": data, "content/strike.en.md": article(body="Text.\n", more=lead)},
    )
    build(folder)
    context = browser.new_context(
        viewport={"width": 375, "height": 812}, device_scale_factor=2, is_mobile=True
    )
    loaded: list[Response] = []

    def note(response: Response) -> None:
        loaded.append(response)

    context.on("response", note)
    page = context.new_page()
    page.goto(f"{serve(folder / 'output')}en/articles/strike/", wait_until="networkidle")
    sizes = {each.url: transferred(each) for each in loaded}
    context.close()
    assert [url for url in sizes if "/quay-" in url and url.endswith(".webp")]
    # Fonts are kept for all pages, and have a limit of their own.
    fonts = {url for url in sizes if url.endswith(".woff2")}
    assert sum(sizes[url] for url in fonts) < 120_000
    assert sum(sizes[url] for url in sizes.keys() - fonts) < 120_000


def transferred(response: Response) -> int:
    """How many bytes of a file a host sends, which compresses texts."""
    body = response.body()
    return len(body if response.url.endswith((".webp", ".woff2")) else gzip.compress(body))


def test_an_animation_stays_as_it_is_and_its_thumbnail_stands_still(folder: Path) -> None:
    first = photograph(600, 450)
    second = first.transpose(Image.Transpose.ROTATE_180)
    target = folder / "content/wave.gif"
    first.save(target, save_all=True, append_images=[second], duration=100, loop=0)
    write_tree(
        folder, {"content/strike.en.md": article(more="image: {src: wave.gif, alt: A wave}\n")}
    )
    output = build(folder)
    (name,) = [path for path in output if path.endswith(".gif")]
    with Image.open(folder / "output" / name) as image:
        assert (image.size, getattr(image, "n_frames", 1)) == ((600, 450), 2)
    assert published(output) == ["wave-320x213.png", "wave-320x213.webp"]


def test_names_that_are_long_or_have_spaces_and_arabic_letters(folder: Path) -> None:
    names = ["ميناء أم قصر.jpg", "A photo (2).jpg", "ص" * 120 + ".jpg"]
    for name in names:
        write_tree(folder, {f"content/{name}": picture()})
    shown = "\n\n".join(f"![A map](<{name}>)" for name in names)
    write_tree(folder, {"content/strike.en.md": article(body=shown)})
    output = build(folder)
    html = output["en/articles/strike/index.html"].decode()
    assert html.count("<picture>") == 3
    assert len(published(output)) == 9


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("150 20", "'image.focus' must be two numbers from 0 to 100, not '150 20'"),
        ("left", "'image.focus' must be two numbers from 0 to 100, not 'left'"),
        ("[10, 20]", "'image.focus' must be two numbers from 0 to 100"),
    ],
)
def test_a_focus_that_is_no_point_is_an_error(folder: Path, written: str, told: str) -> None:
    lead = f"image: {{src: quay.jpg, alt: A quay, focus: {written}}}\n"
    write_tree(folder, {"content/strike.en.md": article(more=lead)})
    result = run_program("build", folder)
    assert result.exit_code == 1
    assert told in result.stderr
    assert "focus: 30 60" in result.stderr


def test_a_focus_may_be_written_in_percent_and_in_arabic_digits(folder: Path) -> None:
    for written in ("10% 90%", "١٠ ٩٠", "'10, 90'"):
        lead = f"image: {{src: quay.jpg, alt: A quay, focus: {written}}}\n"
        write_tree(folder, {"content/strike.en.md": article(more=lead)})
        assert "quay-320x213-10-90.webp" in published(build(folder))
