"""The caption, the credit and the license of a picture, on its page and in exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import run_program
from tests.support.sources import article, png


def build(folder: Path, image: str) -> str:
    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    (content / "site.toml").write_text('base_url = "https://a.example/"\n', encoding="utf-8")
    (content / "quay.png").write_bytes(png(40, 30))
    text = article(more=f"image: {{src: quay.png, alt: A quay, {image}}}\n")
    (content / "strike.en.md").write_text(text, encoding="utf-8")
    assert run_program("build", folder).exit_code == 0
    return (folder / "output/en/articles/strike/index.html").read_text(encoding="utf-8")


def test_the_page_has_them_in_this_order(tmp_path: Path) -> None:
    page = build(
        tmp_path,
        "caption: The second day, credit: Port, credit_url: 'https://p.example/1',"
        " license: CC BY 4.0",
    )
    caption = page.partition('<figcaption class="sans">')[2].partition("</figcaption>")[0]
    assert caption == (
        'The second day <span class="credit"><bdi><a href="https://p.example/1"'
        ' rel="noopener external">Port</a></bdi></span> <span class="credit"><bdi>'
        '<a href="https://creativecommons.org/licenses/by/4.0/" rel="noopener external license">'
        "CC BY 4.0</a></bdi></span>"
    )


def test_the_exports_have_them_with_the_size(tmp_path: Path) -> None:
    page = build(tmp_path, "caption: 'A & B', credit: Port, license: 'https://l.example/terms'")
    events = json.loads((tmp_path / "output/en/events.json").read_text(encoding="utf-8"))
    (event,) = events["events"]
    image = event["image"]
    assert image.pop("url").endswith(".png")
    assert image == {
        "alt": "A quay",
        "width": 40,
        "height": 30,
        "caption": "A & B",
        "credit": "Port",
        "license": "l.example",
        "license_url": "https://l.example/terms",
    }
    data = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert '"license":"https://l.example/terms"' in data.replace('": "', '":"')


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-sa-3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
        ("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("All rights reserved", ""),
        ("CC BY-XX 4.0", ""),
    ],
)
def test_the_name_of_a_license_becomes_a_link_if_it_is_known(
    tmp_path: Path, written: str, url: str
) -> None:
    page = build(tmp_path, f"license: {written}")
    assert written in page
    assert ('license">' in page) == bool(url)
    assert url in page


def test_a_picture_without_them_has_no_caption(tmp_path: Path) -> None:
    assert "figcaption" not in build(tmp_path, "credit: ''")


def test_feeds_show_the_picture_with_its_size_and_credit(tmp_path: Path) -> None:
    build(tmp_path, "caption: 'A & B', credit: Port")
    feed = json.loads((tmp_path / "output/en/feed.json").read_text(encoding="utf-8"))
    (item,) = feed["items"]
    address = item["image"]
    assert address.startswith("https://a.example/assets/quay.")
    figure = (
        f'<figure lang="en" dir="ltr"><img src="{address}" alt="A quay" width="40" height="30">'
        "<figcaption><bdi>A &amp; B</bdi> · <bdi>Port</bdi></figcaption></figure>"
    )
    assert figure in item["content_html"]
    atom = (tmp_path / "output/en/feed.xml").read_text(encoding="utf-8")
    assert figure.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in atom.replace(
        "&quot;", '"'
    )
