"""The published sample in a browser."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support import OpenPage
from tests.support.axe import COLOR_RULES, axe_violations

LANGUAGES = ("ar", "en")
# Each color scheme, with the rules that axe checks in it, or none for all: only results that depend
# on colors differ.
SCHEMES: tuple[tuple[Literal["light", "dark"], tuple[str, ...]], ...] = (
    ("light", ()),
    ("dark", COLOR_RULES),
)

# One page of every kind.
KINDS = (
    "",
    "404.html",
    *(
        f"{language}/{page}"
        for language in LANGUAGES
        for page in (
            "",
            "2024/",
            "days/",
            "days/01-04/",
            "articles/strike/",
            "tags/",
            "tags/us-forces/",
            "sources/",
            "sources/associated-press/",
            "about/",
        )
    ),
)

# How many pixels of each column of an image differ from the image's first pixel.
INK_BY_COLUMN = """async source => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const {data} = context.getImageData(0, 0, image.width, image.height);
  const ink = new Array(image.width).fill(0);
  for (let at = 0; at < data.length; at += 4)
    if ([0, 1, 2].some(channel => Math.abs(data[at + channel] - data[channel]) > 16))
      ink[(at / 4) % image.width] += 1;
  return ink;
}"""

# The elements that overflow the window horizontally, except in boxes that scroll or hide them.
OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  const confined = element => {
    for (let box = element; box && box !== document.documentElement; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  const found = [...document.body.querySelectorAll("*")].filter(element => {
    const {left, right} = element.getBoundingClientRect();
    return right > left && (left < -1 || right > width + 1) && !confined(element);
  }).map(element => element.tagName.toLowerCase() + "." + element.className);
  if (document.documentElement.scrollWidth > width) found.push("the page as a whole");
  return found;
}"""

# The links that a reader can see, in order.
LINKS = """() => [...document.querySelectorAll("a[href]")]
  .filter(link => link.checkVisibility()).map(link => link.href)"""


def axis_side(page: Page) -> Literal["left", "right", "between"]:
    """On which side of every event the axis of the page's timeline is.

    The axis is the one line that is seen to run down most of the timeline, whatever rule of the
    stylesheet draws it.
    """
    timeline = page.locator(".timeline")
    frame = timeline.bounding_box()
    assert frame
    source = "data:image/png;base64," + base64.b64encode(timeline.screenshot()).decode()
    # The page's own policy allows only images that are files of the site.
    blank = page.context.new_page()
    ink: list[int] = blank.evaluate(INK_BY_COLUMN, source)
    blank.close()
    assert max(ink) > 0.6 * frame["height"], "no axis"
    axis = frame["x"] + ink.index(max(ink))
    boxes = [
        box for event in page.locator(".timeline .event").all() if (box := event.bounding_box())
    ]
    assert boxes, "no events"
    if all(axis < box["x"] for box in boxes):
        return "left"
    if all(axis > box["x"] + box["width"] for box in boxes):
        return "right"
    return "between"


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize(("language", "side"), [("ar", "right"), ("en", "left")])
def test_the_axis_is_on_the_side_where_reading_starts(
    language: str, side: str, width: int, sample_url: str, open_page: OpenPage
) -> None:
    page = open_page(width=width)
    page.goto(f"{sample_url}{language}/2024/")
    assert axis_side(page) == side


@pytest.mark.parametrize("folder", [*LANGUAGES, "."])
def test_no_page_is_wider_than_a_small_telephone(
    folder: str, sample: Path, sample_url: str, open_page: OpenPage
) -> None:
    files = (sample / folder).glob("*.html" if folder == "." else "**/*.html")
    page = open_page(width=320, height=640)
    overflowing = {}
    for file in sorted(files):
        address = file.relative_to(sample).as_posix()
        page.goto(sample_url + address)
        if found := page.evaluate(OVERFLOWING):
            overflowing[address] = found
    assert overflowing == {}


@dataclass(frozen=True)
class Visit:
    """An opened page, with the requests that it made and all that went wrong meanwhile."""

    page: Page
    requests: tuple[str, ...]
    errors: tuple[str, ...]
    links: tuple[str, ...]


@pytest.fixture(scope="module")
def visits(sample_url: str, browser: Browser) -> Iterator[Mapping[str, Visit]]:
    """One page of every kind, each in a tab: they are opened together and wait together."""
    context = browser.new_context(reduced_motion="reduce")
    # A day without events: the home page shows those of the day.
    context.clock.set_fixed_time("2025-07-01T12:00:00")
    opened = {address: _open_and_record(context, sample_url + address) for address in KINDS}
    for page, _, _ in opened.values():
        page.wait_for_load_state("networkidle")
    yield {
        address: Visit(page, (*requests,), (*errors,), (*page.evaluate(LINKS),))
        for address, (page, requests, errors) in opened.items()
    }
    context.close()


def _open_and_record(context: BrowserContext, url: str) -> tuple[Page, list[str], list[str]]:
    page = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.on("response", lambda answer: errors.extend(() if answer.ok else (answer.url,)))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url)
    return page, requests, errors


@pytest.fixture(scope="module")
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", KINDS)
def test_axe_finds_nothing(address: str, visits: Mapping[str, Visit]) -> None:
    page = visits[address].page
    violations = {}
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for colors, rules in SCHEMES:
            page.emulate_media(color_scheme=colors)
            if found := axe_violations(page, *rules):
                violations[width, colors] = found
    assert violations == {}


@pytest.mark.parametrize("address", KINDS)
def test_a_page_requests_only_existing_files_of_its_own_site(
    address: str, sample_url: str, visits: Mapping[str, Visit]
) -> None:
    visit = visits[address]
    assert sample_url + address in visit.requests
    assert [url for url in visit.requests if not url.startswith((sample_url, "data:"))] == []
    assert visit.errors == ()


@pytest.mark.parametrize("address", KINDS)
def test_every_link_works_without_scripts(
    address: str, sample_url: str, visits: Mapping[str, Visit], without_scripts: Page
) -> None:
    without_scripts.goto(sample_url + address)
    links = without_scripts.evaluate(LINKS)
    assert links
    assert (*links,) == visits[address].links


def test_a_reader_without_scripts_can_reach_a_translation(
    sample_url: str, open_page: OpenPage
) -> None:
    page = open_page(javascript=False)
    page.goto(sample_url)
    page.locator("main a[href$='ar/']").click()
    assert page.url == sample_url + "ar/"
    page.locator(".event a[href$='articles/agreement/']").first.click()
    assert page.url == sample_url + "ar/articles/agreement/"
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator("a[hreflang='en']").click()
    assert page.url == sample_url + "en/articles/agreement/"
    assert page.locator("html").get_attribute("dir") == "ltr"
    page.locator("main a[href$='tags/us-forces/']").first.click()
    assert page.url == sample_url + "en/tags/us-forces/"
    assert page.locator(".event a[href$='articles/agreement/']").count() == 1


def test_the_first_focusable_link_skips_the_navigation(
    sample_url: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(sample_url + "ar/2024/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


# Each check finds what it is meant to find.


@pytest.mark.parametrize("side", ["left", "right"])
def test_an_axis_is_found_on_the_side_where_it_is_drawn(side: str, open_page: OpenPage) -> None:
    page = open_page()
    page.set_content(
        f'<html dir="rtl"><div class="timeline" style="border-{side}: 2px solid; padding: 20px">'
        '<p class="event">one</p><p class="event">two</p></div>'
    )
    assert axis_side(page) == side


def test_overflow_is_found_and_scroll_containers_are_not(open_page: OpenPage) -> None:
    page = open_page(width=320)
    wide = '<p class="wide" style="width: 500px">x</p>'
    page.set_content(f'<body style="margin: 0"><div style="overflow-x: auto">{wide}</div>')
    assert page.evaluate(OVERFLOWING) == []
    page.set_content(f'<body style="margin: 0">{wide}')
    assert page.evaluate(OVERFLOWING) == ["p.wide", "the page as a whole"]
    # In a right-to-left page, the same element overflows on the left.
    page.set_content(f'<html dir="rtl"><body style="margin: 0">{wide}')
    assert page.evaluate(OVERFLOWING) == ["p.wide", "the page as a whole"]


def test_axe_is_run(open_page: OpenPage) -> None:
    page = open_page()
    page.set_content('<html lang="en"><title>t</title><main><h1>t</h1><img src="data:,"></main>')
    assert [violation.partition(":")[0] for violation in axe_violations(page)] == ["image-alt"]


def test_axe_checks_colors_by_the_color_rules(open_page: OpenPage) -> None:
    page = open_page()
    page.set_content('<html lang="en"><title>t</title><p style="color: #ddd">faint</p><img>')
    assert [each.partition(":")[0] for each in axe_violations(page, *COLOR_RULES)] == [
        "color-contrast"
    ]
    # "color-contrast-enhanced" is one of level AAA, which is not run by default.
    rules = page.evaluate("axe.getRules(['cat.color']).map(rule => rule.ruleId)")
    assert {*rules} - {"color-contrast-enhanced"} == {*COLOR_RULES}


def test_the_policy_refuses_what_is_inline_or_of_another_host(
    sample_url: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{sample_url}en/")
    refused = page.evaluate(
        """async () => {
          const refused = [];
          const note = event => refused.push(event.violatedDirective);
          addEventListener("securitypolicyviolation", note);
          document.body.style.color = "red";
          document.body.setAttribute("style", "color: red");
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          const image = new Image();
          image.src = "https://elsewhere.example/x.png";
          document.body.append(image);
          await new Promise(resolve => image.onerror = resolve);
          await new Promise(resolve => setTimeout(resolve, 0));
          return [window.ran === undefined, ...refused.sort()];
        }"""
    )
    assert refused == [True, "img-src", "script-src-elem", "style-src-attr"]
