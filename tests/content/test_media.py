"""Media files: their format, and active content in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.content.media import MediaChangedError, measure_media, read_published
from generator.content.pictures.cleaning import PictureRules
from tests.support.pictures import FORMATS, PLANTED, SIZE
from tests.support.sources import png

RULES = PictureRules()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def flaw_and_harm(folder: Path, name: str, data: bytes | str) -> tuple[str, str]:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    found = measure_media(folder, name, RULES)
    return found.unsupported, found.active_content


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *((f"a.{name}", encode()) for name, encode in FORMATS.items()),
        ("a.png", FORMATS["jpg"]()),
        ("a.svg", SVG),
        ("A.SVG", '<?xml version="1.0"?>\n<!-- x -->\n' + SVG.format("<circle r='1'/>")),
        ("a.svg", "<svg><a href='https://example.org'>x</a></svg>"),
        ("a.svg", SVG.format("<image xlink:href='data:image/png;base64,AAAA'/>")),
        ("a.svg", "<!DOCTYPE svg [<!ENTITY n 'x'>]><svg><text>&n;</text></svg>"),
    ],
)
def test_a_supported_image_is_recognized(tmp_path: Path, name: str, data: bytes | str) -> None:
    assert flaw_and_harm(tmp_path, name, data) == ("", "")


@pytest.mark.parametrize(
    ("name", "data", "flaw"),
    [
        ("a.png", b"", "empty"),
        ("a.png", b"not an image", "not an image"),
        ("a.png", SVG, "not an image"),
        ("a.png", b"<!DOCTYPE html><p>404", "a web page"),
        ("a.png", b"\n <HTML>", "a web page"),
        ("a.jpg", b"\0\0\0\x18ftypheic", "HEIC, which few browsers show"),
        ("a.tif", b"II*\0", "TIFF, which few browsers show"),
        ("a.png", b"%PDF-1.7", "a PDF"),
        ("a.svg", b"\x89PNG\r\n\x1a\n", "not a valid SVG"),
        ("a.svg", "<svg><g></svg>", "not a valid SVG"),
        ("a.svg", "<html/>", "not a valid SVG"),
        ("a.svg", "", "not a valid SVG"),
    ],
)
def test_an_unsupported_image_is_named(
    tmp_path: Path, name: str, data: bytes | str, flaw: str
) -> None:
    assert flaw_and_harm(tmp_path, name, data) == (flaw, "")


@pytest.mark.parametrize(
    ("name", "data", "harm"),
    [
        ("a.svg", SVG.format("<script>1</script>"), "contains a script (<script>)"),
        ("a.svg", SVG.format("<g><script href='x.js'/></g>"), "contains a script (<script>)"),
        (
            "a.svg",
            "<svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></svg>",
            "contains a script (<script>)",
        ),
        ("a.svg", "<svg onload='1'/>", "contains a script (onload=)"),
        ("a.svg", SVG.format("<a xlink:href=' java&#10;script:1'/>"), "contains a script (href=)"),
        (
            "a.svg",
            SVG.format("<set attributeName='href' to='javascript:1'/>"),
            "contains a script (to=)",
        ),
        ("a.svg", SVG.format("<use href='data:image/svg+xml,x'/>"), "contains a script (href=)"),
        ("a.svg", SVG.format("<foreignObject/>"), "contains a script (<foreignObject>)"),
        (
            "a.svg",
            SVG.format("<h:body xmlns:h='http://www.w3.org/1999/xhtml'/>"),
            "contains a script (<body>)",
        ),
        (
            "a.svg",
            "<?xml-stylesheet href='x.xsl'?><svg/>",
            "contains a script (<?xml-stylesheet?>)",
        ),
        (
            "a.svg",
            "<!DOCTYPE svg [<!ENTITY s '<script/>'>]><svg>&s;</svg>",
            "contains a script (<script>)",
        ),
        (
            "a.xml",
            "<r><script xmlns='http://www.w3.org/1999/xhtml'/></r>",
            "contains a script (<script>)",
        ),
        ("a.html", "<p>", "is a web page or a script"),
        ("a.XHTML", "<p>", "is a web page or a script"),
        ("a.js", "1", "is a web page or a script"),
    ],
)
def test_active_content_is_named(tmp_path: Path, name: str, data: str, harm: str) -> None:
    assert flaw_and_harm(tmp_path, name, data)[1] == harm


def test_exponential_entities_are_not_expanded(tmp_path: Path) -> None:
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    bomb = f"<!DOCTYPE svg [<!ENTITY e0 'x'>{entities}]><svg>&e11;</svg>"
    assert flaw_and_harm(tmp_path, "a.svg", bomb) == ("not a valid SVG", "")


@pytest.mark.parametrize("name", FORMATS)
def test_a_picture_is_published_without_its_metadata(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_bytes(FORMATS[name]())
    media = measure_media(tmp_path, "a", RULES)
    assert (media.width, media.height, media.is_cleaned) == (*SIZE, True)
    assert media.digest != media.source
    assert PLANTED not in read_published(tmp_path, media, RULES)


def test_a_clean_file_is_published_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(3))
    media = measure_media(tmp_path, "a.png", RULES)
    assert media.digest == media.source
    assert read_published(tmp_path, media, RULES) == png(3)
    (tmp_path / "a.png").write_bytes(png(4))
    with pytest.raises(MediaChangedError):
        read_published(tmp_path, media, RULES)


def test_a_picture_has_another_address_if_more_of_its_metadata_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(FORMATS["jpg"]())
    rules = (RULES, PictureRules(frozenset({"credit"})), PictureRules(frozenset({"copyright"})))
    assert len({measure_media(tmp_path, "a", each).digest for each in rules}) == 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"II*\0", "is TIFF, which few browsers show; its metadata cannot be removed"),
        (b"MM\0*", "is TIFF, which few browsers show; its metadata cannot be removed"),
        (b"\0\0\0\x18ftypheic", "is HEIC, which few browsers show; its metadata cannot be removed"),
        (b"\0\0\0\x18ftypcrx ", "is a raw picture of a camera; its metadata cannot be removed"),
        (b"IIRO\x08\0", "is a raw picture of a camera; its metadata cannot be removed"),
        (b"8BPS", "is a Photoshop file; its metadata cannot be removed"),
        (b"%PDF-1.7", ""),
        (b"any text", ""),
        (b"", ""),
    ],
)
def test_a_picture_that_cannot_be_cleaned_is_refused(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "a.dat").write_bytes(data)
    assert measure_media(tmp_path, "a.dat", RULES).refusal[0] == reason
