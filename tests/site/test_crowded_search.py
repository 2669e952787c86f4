"""The search in 1,000 events in a browser, in both directions, and with pieces that are damaged."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from urllib.parse import quote
from zlib import decompress

import pytest
from playwright.sync_api import Page, Route, expect

from tests.site.crowded_timeline import CrowdedEvent, make_crowd, publish_search
from tests.support import OpenPage, Serve
from tests.support.axe import COLOR_RULES, axe_violations

COUNT = 1_000
EVENTS = tuple(make_crowd(COUNT))
STATUS, TITLES = "#search-status", "#search-events h3"
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])
# The day before 1970 is that many days after the first day of the year 1.
DAYS_TO_1970 = 719_162


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_search(tmp_path_factory.mktemp("crowd"), COUNT)


@pytest.fixture(scope="module")
def crowd_url(folder: Path, serve: Serve) -> str:
    return serve(folder)


def count_shown(page: Page) -> int:
    """How many events the page says there are."""
    return int(re.sub(r"\D", "", page.locator(STATUS).inner_text()))


def read_counts(page: Page, facet: str) -> dict[str, int]:
    """The choices of a facet, and the number next to each."""
    return {
        value: int(number.replace(",", ""))
        for value, number in page.locator(f"[data-facet={facet}] label").evaluate_all(
            """labels => labels.map(label =>
                [label.querySelector("input").value, label.querySelector(".count").innerText])"""
        )
    }


def count_by(name: str, keep: Callable[[CrowdedEvent], bool] = lambda _: True) -> dict[str, int]:
    return Counter(getattr(event, name) for event in EVENTS if keep(event))


@LANGUAGES
def test_facets_say_how_many_events_each_choice_leaves(
    open_page: OpenPage, crowd_url: str, language: str
) -> None:
    page = open_page()
    page.goto(f"{crowd_url}{language}/search/")
    expect(page.locator(TITLES)).to_have_count(10)
    assert count_shown(page) == COUNT
    for facet in ("tag", "status", "language"):
        assert read_counts(page, facet) == count_by(facet)
    page.locator("input[value=t3]").check()
    expect(page.locator("#search-chosen button")).to_have_text("t3")
    expect(page.locator("input[value=t3]")).to_be_focused()
    of_t3 = count_by("status", lambda event: event.tag == "t3")
    assert read_counts(page, "status") == of_t3
    # The other tags may be chosen as well: they say what they would add.
    assert read_counts(page, "tag") == count_by("tag")
    page.locator("input[value=t4]").check()
    page.locator("input[value=alleged]").check()
    expect(page).to_have_url(re.compile(r"\?tag=t3&tag=t4&status=alleged$"))
    alleged = count_by("tag", lambda event: event.status == "alleged")
    expect(page.locator(STATUS)).to_contain_text(str(alleged["t3"] + alleged["t4"]))
    page.locator("#search-chosen button").first.click()
    expect(page.locator(STATUS)).to_contain_text(str(alleged["t4"]))


@LANGUAGES
def test_words_are_found_among_many(open_page: OpenPage, crowd_url: str, language: str) -> None:
    page = open_page()
    page.goto(f"{crowd_url}{language}/search/?q={quote('ببغداد 400')}")
    # The rarer word comes first; "400" and "بغداد" are both in one title.
    expect(page.locator(TITLES).first).to_have_text("الحدث 400 في بغداد")
    expect(page.locator(f"{TITLES} mark").first).to_have_text("400")
    page.goto(f"{crowd_url}{language}/search/?q=events+mosul&sort=oldest")
    expect(page.locator(TITLES).first).to_contain_text("Mosul")
    assert count_shown(page) == sum("Mosul" in event.title for event in EVENTS)


@LANGUAGES
def test_the_chart_is_a_brush(
    open_page: OpenPage, crowd_url: str, folder: Path, language: str
) -> None:
    page = open_page()
    page.goto(f"{crowd_url}{language}/search/")
    expect(page.locator(TITLES)).to_have_count(10)
    columns = page.locator(".period-column")
    # The first year is where reading begins.
    early, late = (columns.nth(at).bounding_box() for at in (5, 9))
    assert early
    assert late
    assert (early["x"] < late["x"]) is (language == "en")
    page.mouse.move(late["x"] + 2, late["y"] + 9)
    page.mouse.down()
    page.mouse.move(early["x"] + 2, early["y"] + 9)
    page.mouse.up()
    first = int(page.locator("#search-from").get_attribute("placeholder") or "")
    expect(page).to_have_url(re.compile(rf"\?from={first + 5}&to={first + 9}$"))
    expect(page.locator(".period-column.is-chosen")).to_have_count(5)
    table = json.loads(decompress((folder / f"assets/search/{language}/events.bin").read_bytes()))
    spans = zip(accumulate(table["first"]), table["length"], strict=True)
    start, end = (
        page.evaluate("year => Date.UTC(year, 0, 1) / 86400000", year) + DAYS_TO_1970
        for year in (first + 5, first + 10)
    )
    within = sum(day < end and day + length >= start for day, length in spans)
    assert 0 < within < COUNT
    expect(page.locator(STATUS)).to_contain_text(f"{within:,}")


@LANGUAGES
def test_everything_is_done_by_keyboard(open_page: OpenPage, crowd_url: str, language: str) -> None:
    page = open_page()
    page.goto(f"{crowd_url}{language}/search/")
    expect(page.locator("#search-words")).to_be_focused()
    page.keyboard.type("event mosul")
    expect(page).to_have_url(re.compile(r"\?q=event\+mosul$"))
    expect(page.locator(TITLES).first).to_contain_text("Mosul")
    # The button, the link to the results, the period, and the first choice.
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#search-from")).to_be_focused()
    page.keyboard.type("2004")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"from=2004$"))
    expect(page.locator("#search-chosen button")).to_have_text("2004 – …")
    # The filters are made again, and the focus stays where the key led.
    expect(page.locator("#search-to")).to_be_focused()
    page.keyboard.press("Tab")
    first = page.locator("#search-facets [type=checkbox]").first
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"tag=t\d"))
    expect(first).to_be_focused()
    expect(first).to_be_checked()
    # The results, and more of them.
    page.locator(".search .skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    most_relevant = page.locator(TITLES).first.inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#search-sort")).to_be_focused()
    expect(page).to_have_url(re.compile(r"sort=newest"))
    expect(page.locator(TITLES).first).not_to_have_text(most_relevant)
    page.locator("#search-more").focus()
    page.keyboard.press("Enter")
    expect(page.locator(TITLES).nth(10).locator("a")).to_be_focused()


@pytest.mark.parametrize(("language", "width"), [("ar", 375), ("en", 1280)])
def test_every_state_is_accessible_and_fits(
    open_page: OpenPage, crowd_url: str, language: str, width: int
) -> None:
    page = open_page(width=width)
    for address in ("", "?q=mosul&tag=t1&from=2004&to=2010", "?q=mosul&language=ar"):
        page.goto(f"{crowd_url}{language}/search/{address}")
        expect(page.locator(STATUS)).to_have_text(re.compile(r"\d|No event|لا|لم"))
        expect(page.locator("#search-facets fieldset").first).to_be_attached()
        page.locator("#search-filters").evaluate("filters => { filters.open = true; }")
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.emulate_media(color_scheme="dark")
        assert axe_violations(page, *COLOR_RULES) == []
        page.emulate_media(color_scheme="light")


# --- Damage -------------------------------------------------------------------------------


def damage(route: Route, how: str) -> None:
    """Answer with a file that is not what was published."""
    if how == "missing":
        route.fulfill(status=404)
        return
    response = route.fetch()
    body = bytearray(response.body())
    middle = len(body) // 2
    if how == "truncated":
        del body[middle:]
    elif how == "flipped":
        body[middle] ^= 0xFF
    else:
        body[:] = b"<!doctype html><title>Not found</title>"
    route.fulfill(response=response, body=bytes(body))


@pytest.mark.parametrize("kind", ["words", "postings", "lengths", "records", "events"])
@pytest.mark.parametrize("how", ["missing", "truncated", "flipped", "a page"])
def test_a_missing_or_damaged_piece_is_said(
    open_page: OpenPage, crowd_url: str, kind: str, how: str
) -> None:
    page = open_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(f"**/{kind}*.bin", lambda route: damage(route, how))
    # One word that half of the events have, and one that is in few of them.
    page.goto(f"{crowd_url}en/search/?q=event+401")
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    page.unroute(f"**/{kind}*.bin")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(TITLES).first).to_have_text("Event 401 in Mosul")
    assert errors == []


def test_one_damaged_piece_leaves_other_words(open_page: OpenPage, crowd_url: str) -> None:
    page = open_page()
    page.route("**/postings-*.bin", lambda route: damage(route, "flipped"))
    page.goto(f"{crowd_url}en/search/?q=mosul")
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    page.locator("#search-words").fill("")
    expect(page.locator(TITLES)).to_have_count(10)
    assert count_shown(page) == COUNT


def test_without_its_page_a_result_shows_its_summary(open_page: OpenPage, crowd_url: str) -> None:
    page = open_page()
    page.goto(f"{crowd_url}en/search/?q=%22event+401%22")
    expect(page.locator(TITLES)).to_have_text("Event 401 in Mosul")
