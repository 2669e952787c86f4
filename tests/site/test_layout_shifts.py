"""Nothing that a reader may be looking at is moved by what a page loads later."""

from __future__ import annotations

import pytest

from tests.support import OpenPage

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
    # How web fonts move a text depends on the fonts of the system.
    page.route("**/*.woff2", lambda route: route.abort())
    page.add_init_script(_OBSERVE)
    page.goto(f"{sample_url}{language}/{path}", wait_until="networkidle")
    page.evaluate(_SETTLE)
    shifts = page.evaluate("shifts")
    assert sum(value for value, *_ in shifts) < 0.01, shifts
