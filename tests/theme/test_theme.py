"""The theme in a browser, where content is longer or larger than the sample's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.site.test_browser import OVERFLOWING
from tests.support import Build, MakeSite, OpenPage, Read, Serve
from tests.support.sources import article

LONG = "unbreakable" * 11
SETTINGS = 'title = "Log"\n[languages.ar]\ndigits = "arab"\n[languages.en]\n'

# A page of every kind, by a part of the address of a link to it.
PAGES = {
    "home": "",
    "year": "2024/",
    "article": "articles/b/",
    "tag": "tags/unb",
    "source": "sources/unb",
    "index": "tags/",
}

# Also of links in SVG.
TARGET = "link => new URL(link.getAttribute('href'), location.href).href"

# How far the density chart can be scrolled.
HIDDEN = """() => {
  const box = document.querySelector(".density-chart-scroll");
  return box.scrollWidth - box.clientWidth;
}"""


event = partial(article, "T", tags="x")

Publish = Callable[[dict[str, str]], str]


@pytest.fixture
def publish(site: MakeSite, build: Build, serve: Serve) -> Publish:
    """Publish articles by name; returns the address of their site, ending in a slash."""

    def published(articles: dict[str, str]) -> str:
        files = {f"content/articles/{name}.md": text for name, text in articles.items()}
        folder = site({"content/site.toml": SETTINGS, **files})
        assert build(folder).exit_code == 0
        return serve(folder / "output")

    return published


@pytest.mark.parametrize("years", [8, 9])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_chart_of_eight_years_fits_a_telephone_and_a_longer_one_scrolls(
    language: str, years: int, publish: Publish, open_page: OpenPage
) -> None:
    address = publish({f"e{n}.{language}": event(f"{2001 + n}-05") for n in range(years)})
    page = open_page(width=320)
    page.goto(f"{address}{language}/")
    assert (page.evaluate(HIDDEN) > 0) is (years == 9)


@pytest.mark.parametrize("width", [320, 375])
def test_words_of_any_length_are_broken(width: int, publish: Publish, open_page: OpenPage) -> None:
    text = (
        f"---\ntitle: {LONG}\ndate: 2024-01-04\nplace: {LONG}\ntags: [{LONG}]\nsummary: {LONG}\n"
        f"source: {{name: {LONG}, title: {LONG}, url: 'https://x.example/{LONG}', quote: {LONG}}}\n"
        f"---\n## {LONG}\n\n{LONG} `{LONG}`\n"
    )
    address, page = publish(dict.fromkeys(("a.en", "b.en", "c.en"), text)), open_page(width=width)
    wide = {}
    for kind, path in PAGES.items():
        page.goto(f"{address}en/")
        if path:
            page.goto(page.locator(f"a[href*='{path}']").first.evaluate(TARGET))
        if found := page.evaluate(OVERFLOWING):
            wide[kind] = found
    assert wide == {}


@pytest.mark.parametrize(("language", "style"), [("ar", "arabic-indic"), ("en", "decimal")])
def test_lists_are_numbered_in_the_digits_of_the_language(
    language: str, style: str, publish: Publish, open_page: OpenPage
) -> None:
    page = open_page()
    address = publish({f"a.{language}": event("2024", body="1. one\n2. two")})
    page.goto(f"{address}{language}/articles/a/")
    styles = "element => getComputedStyle(element).listStyleType"
    assert page.locator(".prose ol").evaluate(styles) == style


def test_an_index_of_many_letters_links_to_each(site: MakeSite, build: Build, read: Read) -> None:
    tags = ", ".join(f"{letter}{n}" for letter in "abcdefgh" for n in range(6))
    folder = site(
        {"content/site.toml": SETTINGS, "content/articles/a.en.md": event("2024", tags=tags)}
    )
    assert build(folder).exit_code == 0
    page = read(folder, "en/tags/")
    for place in range(1, 9):
        assert f'<a href="#letter-{place}">' in page
        assert f'id="letter-{place}"' in page
    assert "letter-9" not in page
