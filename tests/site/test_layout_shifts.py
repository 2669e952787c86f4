"""Nothing that a reader may be looking at is moved by what a page loads later."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.support import Build, MakeSite, OpenPage, Serve
from tests.support.pictures import large_jpeg
from tests.support.sources import article

PAGES = (
    *("", "2024/", "articles/strike/", "tags/", "tags/isis/", "sources/pat-ryder/"),
    *(
        "timeline/",
        "timeline/embed/",
        "days/",
        "days/01-04/",
        "search/",
        "search/?q=isis",
        "about/",
    ),
)
_OBSERVE = """
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        shifts.push([value, ...sources.map(({ node }) => node?.className ?? "")]);
      }
    }).observe({ type: "layout-shift", buffered: true });
"""
_HEIGHT = "document.querySelector('.timeline-chart-scroll').offsetHeight"
# What is published, before scripts draw it again; also below what is on the screen.
_KEEP_HEIGHT = f"addEventListener('DOMContentLoaded', () => {{ window.height = {_HEIGHT} }})"
# Resolves when the page has been quiet for some frames.
_SETTLE = """() => new Promise((resolve) => {
    let quiet = 0;
    const count = () => {
      quiet += 1;
      if (quiet > 20) resolve();
      else requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
})"""


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_scripts_move_nothing(
    open_page: OpenPage, sample_url: str, language: str, path: str
) -> None:
    page = open_page(width=412)
    assert load_and_settle(page, f"{sample_url}{language}/{path}") < 0.01


def test_the_picture_of_a_timeline_with_photographs_keeps_its_height(
    open_page: OpenPage, site: MakeSite, build: Build, serve: Serve
) -> None:
    image = 'image: {src: photo.jpg, alt: "W"}\n'
    articles = {
        f"content/e{number:02}.{language}.md": article(
            f"Event {number} with a title of several lines in the picture",
            f"20{number:02}-0{number % 9 + 1}-12",
            image if number % 2 else "",
        )
        for number in range(12)
        for language in ("ar", "en")
    }
    folder = site(
        {
            "content/site.toml": 'title = "Record"\n[languages.ar]\n[languages.en]\n',
            **articles,
            "content/long.ar.md": article("Long", "2003-03-20/2011-12-18"),
        }
    )
    (folder / "content/photo.jpg").write_bytes(large_jpeg())
    assert build(folder).exit_code == 0
    url = serve(folder / "output")
    for width in (375, 900, 1280):
        for language in ("ar", "en"):
            page = open_page(width=width)
            page.add_init_script(_KEEP_HEIGHT)
            assert load_and_settle(page, f"{url}{language}/timeline/") < 0.01
            before, after = page.evaluate(f"[height, {_HEIGHT}]")
            assert after == pytest.approx(before, abs=1), (width, language)
            assert page.locator(".chart-live .chart-event image").count() > 0


def load_and_settle(page: Page, address: str) -> float:
    """Load a page, and return how far its parts were moved in all."""
    # How web fonts move a text depends on the fonts of the system.
    page.route("**/*.woff2", lambda route: route.abort())
    page.add_init_script(_OBSERVE)
    page.goto(address, wait_until="networkidle")
    page.evaluate(_SETTLE)
    return float(sum(value for value, *_ in page.evaluate("shifts")))
