"""What the stylesheet makes of a page, as a browser computes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.conftest import run_program
from tests.support import OpenPage, Serve

STATUSES = ("announced", "expected", "alleged", "disputed", "denied")
SETTINGS = """
title = { ar = "سجل", en = "Record" }
base_url = "https://record.example/"

[languages.ar]
locale = "ar_IQ"

[languages.en]
locale = "en_GB"
"""
ARTICLE = """---
title: {title}
date: {date}
status: {status}
source:
  name: Wire
  url: "https://wire.example/{key}"
  archived: "https://archive.example/{key}"
tags: [Bridge]
---
{start} *{title}* [a report](https://wire.example/more).
"""
DATES = {
    "announced": "../2010",
    "expected": "2011/..",
    "alleged": "2010-05",
    "disputed": "2010-05-04",
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of a site with an event of each status."""
    folder: Path = tmp_path_factory.mktemp("appearance")
    (folder / "content").mkdir()
    (folder / "content/site.toml").write_text(SETTINGS, "utf-8")
    for status in STATUSES:
        date = DATES.get(status, "2010")
        for language in ("ar", "en"):
            start = {"ar": "خرج العمال من *الميناء*.", "en": "They left *the port*."}[language]
            text = ARTICLE.format(title=status, date=date, status=status, key=status, start=start)
            (folder / f"content/{status}.{language}.md").write_text(text, "utf-8")
    result = run_program("build", folder, "--jobs", "1")
    assert result.exit_code == 0, result.output
    return serve(folder / "output")


def style(element: Locator, name: str) -> str:
    """The computed value of a property."""
    found: str = element.evaluate(f"each => getComputedStyle(each).getPropertyValue({name!r})")
    return found


def width(element: Locator) -> float:
    box = element.bounding_box()
    return box["width"] if box else 0


def shown(page: Page, selector: str) -> bool:
    return any(each.is_visible() for each in page.locator(selector).all())


def test_the_link_to_the_content_is_visible_while_it_has_the_focus(
    url: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{url}en/2010/")
    link = page.locator("body > .skip").first
    assert width(link) <= 1
    page.keyboard.press("Tab")
    assert width(link) > 50
    assert style(link, "clip-path") == "none"


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_element_that_has_the_focus_has_an_outline(
    color_scheme: str, url: str, open_page: OpenPage
) -> None:
    page = open_page(color_scheme="dark" if color_scheme == "dark" else "light")
    page.goto(f"{url}en/articles/denied/")
    reached = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if not focused.count():
            break
        reached.add(focused.evaluate("each => each.tagName"))
        assert style(focused, "outline-style") == "solid"
        assert style(focused, "outline-width") == "3px"
        assert style(focused, "outline-color") != style(page.locator("body"), "background-color")
    assert reached == {"A", "BUTTON", "INPUT", "SUMMARY"}


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_each_status_has_a_color_that_its_mark_shares(
    color_scheme: str, url: str, open_page: OpenPage
) -> None:
    page = open_page(color_scheme="dark" if color_scheme == "dark" else "light")
    page.goto(f"{url}en/2010/")
    for status in ("announced", "alleged", "disputed", "denied"):
        label = style(page.locator(f".event .status.status-{status}"), "color")
        mark = style(page.locator(f".event .mark.status-{status}"), "color")
        legend = style(page.locator(f".legend .mark.status-{status}"), "color")
        assert label == mark == legend, status
    colors = {
        status: style(page.locator(f".legend .mark.status-{status}"), "color")
        for status in ("occurred", *STATUSES)
    }
    assert len({*colors.values()}) == len(colors), colors


def test_the_open_side_of_a_period_fades(url: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{url}en/2010/")
    background = style(page.locator(".event .mark.status-announced"), "background-image")
    assert background.startswith("linear-gradient(to top,")
    page.goto(f"{url}en/2011/")
    background = style(page.locator(".event .mark.status-expected"), "background-image")
    # The default direction is to the bottom.
    assert background.startswith("linear-gradient(rgb")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_address_runs_from_left_to_right_in_both_languages(
    language: str, url: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{url}{language}/articles/denied/")
    addresses = page.locator(".address").all()
    # That of the source, which has a direction of its own, and that of the page itself.
    assert len(addresses) == 2
    for address in addresses:
        assert style(address, "direction") == "ltr"
        assert style(address, "unicode-bidi") == "isolate"


_SLANTED_OR_SPACED = """() => [...document.querySelectorAll("body *")].filter((each) => {
    const style = getComputedStyle(each);
    return style.fontStyle !== "normal" || style.letterSpacing !== "normal";
}).map((each) => `${each.tagName} ${getComputedStyle(each).direction}`)"""


def test_arabic_has_neither_italics_nor_letter_spacing(url: str, open_page: OpenPage) -> None:
    page = open_page()
    found: dict[str, set[str]] = {}
    for language in ("ar", "en"):
        found[language] = set()
        for path in ("", "2010/", "days/05-04/", "articles/denied/", "tags/", "search/"):
            page.goto(f"{url}{language}/{path}")
            found[language] |= set(page.evaluate(_SLANTED_OR_SPACED))
    # English has both: emphasis, and the line above the name of a day.
    assert {"EM ltr", "P ltr"} <= found["en"]
    assert not any(each.endswith("rtl") for each in found["ar"]), found["ar"]
    page.goto(f"{url}ar/articles/denied/")
    assert style(page.locator(".prose em").first, "font-weight") == "700"


@pytest.mark.parametrize(
    ("path", "selector", "turned"),
    [
        ("articles/denied/", ".citation-facts .external", "matrix(-1, 0, 0, 1, 0, 0)"),
        ("2010/", ".masthead-search button", None),
    ],
)
def test_a_sign_that_has_a_side_is_mirrored_in_arabic(
    path: str, selector: str, turned: str | None, url: str, open_page: OpenPage
) -> None:
    page = open_page()
    transforms = []
    for language in ("en", "ar"):
        page.goto(f"{url}{language}/{path}")
        sign = "each => getComputedStyle(each, '::after').transform"
        transforms.append(page.locator(selector).first.evaluate(sign))
    english, arabic = transforms
    assert english != arabic
    assert turned in (None, arabic)


def test_a_printed_page_has_the_text_and_its_sources_and_no_navigation(
    url: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{url}en/articles/denied/")
    navigation = ("nav", ".column-side", ".colophon")
    assert all(shown(page, each) for each in navigation)
    page.emulate_media(media="print")
    assert not any(shown(page, each) for each in (*navigation, ".skip"))
    assert all(
        shown(page, each) for each in ("h1", ".dateline", ".prose", ".citations", ".masthead-title")
    )
    printed = page.locator(".prose a").evaluate("each => getComputedStyle(each, '::after').content")
    assert printed.replace('" "', "") == '"<https://wire.example/more>"'
    page.goto(f"{url}en/2010/")
    assert not any(shown(page, each) for each in ("nav", ".legend", ".colophon"))
    assert page.locator(".event").count() == sum(
        each.is_visible() for each in page.locator(".event").all()
    )


def test_a_printed_page_is_black_on_white(url: str, open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    page.goto(f"{url}en/2010/")
    page.emulate_media(media="print")
    assert style(page.locator("body"), "background-color") == "rgb(255, 255, 255)"
    assert style(page.locator("body"), "color") == "rgb(0, 0, 0)"
    for status in ("announced", "alleged", "disputed", "denied"):
        assert style(page.locator(f".event .status-{status}.status"), "color") == "rgb(0, 0, 0)"
