"""An offline copy works from a disk: every link, the search and the change of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.support import Build, MakeSite, OpenPage
from tests.support.files import read_tree
from tests.support.sources import article, png

_LINK = re.compile(r'(?:href|src|action)="([^"]*)"|content="0; url=([^"]*)"')

FILES = {
    "content/site.toml": (
        'title = { ar = "سجل", en = "Record" }\nid = "urn:x:1"\n'
        'base_url = "https://record.example/log/"\nexports = "all"\n'
        '[languages.ar]\nlocale = "ar_IQ"\n[languages.en]\nlocale = "en_GB"\n'
    ),
    "content/tags.toml": "[ports]\nname = 'Ports'\nformer_ids = ['docks']\n",
    "content/strike.en.md": article(
        tags="Ports",
        more="aliases: [/old/strike.html]\nsummary: Dockers stop.\n",
        body="The cranes of the harbour stood still. See [the end](end.en.md#after).",
    ),
    "content/strike.ar.md": article("إضراب", tags="Ports", body="توقفت الرافعات في الميناء."),
    "content/end.en.md": article(
        "The end", "2025-02", body="## After\n\n[Back](/en/articles/strike/), ![A crane](p.png)"
    ),
    "content/pages/about.en.md": "---\ntitle: About\n---\n\nThe [strike](../strike.en.md).\n",
}


@pytest.fixture
def folder(site: MakeSite) -> Path:
    folder = site(FILES)
    (folder / "content/p.png").write_bytes(png())
    return folder


def links(page: Path) -> Iterator[Path]:
    """The file that each link of a page to the copy leads to."""
    for first, second in _LINK.findall(page.read_text("utf-8")):
        parts = urlsplit(unescape(first or second))
        if not parts.scheme and not parts.netloc and parts.path:
            yield (page.parent / unquote(parts.path)).resolve()


def test_every_link_names_a_file_of_the_copy(folder: Path, build: Build) -> None:
    assert build(folder, "--offline").problems == ()
    copy = folder / "offline"
    pages = sorted(copy.rglob("*.html"))
    assert copy / "index.html" in pages
    assert copy / "en/tags/docks/index.html" in pages
    assert not any((copy / name).exists() for name in ("404.html", "robots.txt", "sitemap.xml"))
    led_to = {link for page in pages for link in links(page)}
    assert {link for link in led_to if not link.is_file() or copy not in link.parents} == set()
    assert set(pages) - led_to <= {
        copy / "index.html",
        *(copy / f"{code}/tags/docks/index.html" for code in ("ar", "en")),
        copy / "old/strike.html",
    }
    assert "record.example" not in "".join(page.read_text("utf-8") for page in pages)


def test_the_copy_is_made_beside_the_site_and_follows_edits(folder: Path, build: Build) -> None:
    build(folder)
    published = read_tree(folder / "output")
    build(folder, "--offline")
    assert read_tree(folder / "output") == published
    assert "0 written" in build(folder).output
    assert "0 written" in build(folder, "--offline").output
    text = FILES["content/strike.en.md"].replace("cranes", "gantries")
    (folder / "content/strike.en.md").write_text(text, "utf-8")
    build(folder, "--offline")
    edited = read_tree(folder / "offline")
    build(folder, "--offline", "--output", folder.parent / "clean")
    assert read_tree(folder.parent / "clean") == edited


@pytest.fixture
def page(folder: Path, build: Build, open_page: OpenPage) -> Page:
    """The start page of a copy, in a browser without a network."""
    build(folder, "--offline")
    page = open_page()
    page.context.set_offline(True)
    page.goto((folder / "offline/index.html").as_uri())
    return page


def test_the_start_page_leads_to_each_language_and_that_to_the_other(page: Page) -> None:
    page.get_by_role("link", name="Read the chronology").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("heading", level=3).get_by_text("Strike").click()
    page.get_by_role("link", name="العربية").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("إضراب")
    assert page.url.endswith("/offline/ar/articles/strike/index.html")


def search(page: Page, words: str) -> None:
    page.get_by_role("link", name="Read the chronology").click()
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")


def test_a_result_shows_the_passage_with_the_words(page: Page) -> None:
    search(page, "cranes")
    expect(page.locator(".summary")).to_contain_text("The cranes of the harbour stood still.")
    expect(page.locator(".summary mark")).to_have_text("cranes")


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("crane", ["Strike"]),
        ('"cranes of the harbour"', ["Strike"]),
        ('"harbour of the cranes"', []),
        ("رافعة", ["Strike"]),
    ],
)
def test_the_search_finds_words_and_phrases_of_texts(
    page: Page, words: str, titles: list[str]
) -> None:
    search(page, words)
    expect(page.locator("article h3")).to_have_text(titles)
