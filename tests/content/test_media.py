"""Media files: their format, and active content in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.content.media import measure_media

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def flaw_and_harm(folder: Path, name: str, data: bytes | str) -> tuple[str, str]:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    found = measure_media(folder, name)
    return found.unsupported, found.active_content


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.webp", b"RIFF....WEBP"),
        ("a.avif", b"....ftypavif"),
        ("a.gif", b"GIF89a"),
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
