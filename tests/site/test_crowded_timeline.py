"""The picture of 1,000 and of 10,000 events in a browser, in both directions."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Request, expect

from tests.site.crowded_timeline import publish_picture
from tests.support import OpenPage, Serve
from tests.support.axe import axe_violations

Publish = Callable[[int], str]
PICTURE, PERIOD, EVENT = ".chart-live svg", "[data-chart-period]", ".chart-event[href]"
SIZES = pytest.mark.parametrize("count", [1_000, 10_000])
LANGUAGES = pytest.mark.parametrize("language", ["ar", "en"])


@pytest.fixture(scope="session")
def publish(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Publish:
    """Publish the picture of so many events once, and return its address."""
    addresses: dict[int, str] = {}

    def publish_once(count: int) -> str:
        if count not in addresses:
            addresses[count] = serve(publish_picture(tmp_path_factory.mktemp("crowd"), count))
        return addresses[count]

    return publish_once


def open_picture(page: Page, address: str) -> list[str]:
    """Open a timeline; returns the files with events that it loads, which may become more."""
    files: list[str] = []

    def note(request: Request) -> None:
        if found := re.search(r"assets/timeline/\w+/(.+)\.bin", request.url):
            files.append(found[1])

    page.on("request", note)
    page.goto(address)
    expect(page.locator(PERIOD)).not_to_be_empty()
    return files


def wait_for_view(page: Page, before: str) -> str:
    """Wait until the address shows another view; returns its address."""
    page.wait_for_url(lambda url: url != before)
    return page.url


def first_second(page: Page) -> str:
    """The start of the view, as the address says it: it can be compared as a text."""
    return parse_qs(urlsplit(page.url).query)["from"][0]


def wait_for_later(page: Page, start: str) -> None:
    """Wait until the address shows a view that begins later."""
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("from", [""])[0] > start)


def middle_of(page: Page) -> tuple[float, float]:
    box = page.locator(PICTURE).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + 8


@SIZES
@LANGUAGES
def test_the_wheel_dragging_and_buttons_zoom_and_move(
    open_page: OpenPage, publish: Publish, count: int, language: str
) -> None:
    page = open_page()
    open_picture(page, f"{publish(count)}{language}/timeline/")
    # Where there is no room for events, the density stands in for them.
    assert page.locator(".chart-bar").count() > 10
    x, y = middle_of(page)
    page.mouse.move(x, y)
    before = page.url
    page.mouse.wheel(0, -2400)
    view = wait_for_view(page, before)
    page.locator(EVENT).first.wait_for()
    start = first_second(page)
    # What is dragged towards the beginning shows what is later.
    page.mouse.down()
    page.mouse.move(x + (300 if language == "ar" else -300), y, steps=4)
    page.mouse.up()
    wait_for_later(page, start)
    view = page.url
    page.locator("[data-do=earlier]").click()
    view = wait_for_view(page, view)
    page.locator("[data-do=in]").click()
    wait_for_view(page, view)
    page.locator("[data-do=whole]").click()
    expect(page).to_have_url(re.compile("/timeline/$"))
    assert axe_violations(page) == []


@SIZES
@LANGUAGES
def test_keys_lead_through_the_events_in_order_and_zoom_where_they_are_dense(
    open_page: OpenPage, publish: Publish, count: int, language: str
) -> None:
    page = open_page()
    open_picture(page, f"{publish(count)}{language}/timeline/?from=2004-03-01&to=2004-03-20")
    page.locator(f"{EVENT} .chart-title").first.wait_for()
    page.locator(".chart-event[tabindex='0']").focus()
    orders = []
    for _ in range(5):
        page.keyboard.press("ArrowLeft" if language == "ar" else "ArrowRight")
        # It is found where it is dense, too, and announced by its name.
        focused = page.locator(f"{EVENT}:focus")
        expect(focused).to_have_attribute("aria-label", re.compile("Event|الحدث"))
        orders.append(int(focused.get_attribute("data-event") or ""))
    assert orders == [*range(orders[0], orders[0] + 5)]
    page.keyboard.press("Enter")
    expect(page.locator("[data-chart-story]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f"{EVENT}:focus")).to_have_attribute("data-event", str(orders[-1]))


# Turns the wheel, and resolves with what is drawn in the middle of the movement and at rest.
_MOVE = """async (turns) => {
  const svg = document.querySelector(".chart-live svg");
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const read = () => Object.fromEntries([...svg.querySelectorAll(".chart-event")].map((mark) => {
    const shape = mark.querySelector(".chart-extent, .chart-dot, .chart-ring");
    const { left, width, top } = shape.getBoundingClientRect();
    return [mark.dataset.event, [left, width, top]];
  }));
  const box = svg.getBoundingClientRect();
  for (let turn = 0; turn < turns; turn += 1) {
    svg.dispatchEvent(new WheelEvent("wheel", {
      deltaY: -30, clientX: box.left + box.width * 0.45, clientY: box.top + 5,
      bubbles: true, cancelable: true,
    }));
    await frame();
  }
  await frame();
  const moving = read();
  await new Promise((resolve) => document.addEventListener("view-change", resolve, { once: true }));
  return [moving, read()];
}"""


@LANGUAGES
def test_what_moves_is_where_it_rests(open_page: OpenPage, publish: Publish, language: str) -> None:
    page = open_page()
    address = f"{publish(10_000)}{language}/timeline/?from=2004-03-01&to=2004-05-20"
    open_picture(page, address)
    page.locator(f"{EVENT} .chart-title").first.wait_for()
    moving, resting = page.evaluate(_MOVE, 7)
    assert len(resting) > 5
    assert set(resting) <= set(moving)
    for event, (left, width, _) in resting.items():
        assert moving[event][0] == pytest.approx(left, abs=1)
        assert moving[event][1] == pytest.approx(width, abs=1)


@LANGUAGES
def test_months_begin_at_midnight_where_the_clock_is_changed_later_that_day(
    open_page: OpenPage, publish: Publish, language: str
) -> None:
    page = open_page()
    open_picture(page, f"{publish(1_000)}{language}/timeline/?from=2004-01&to=2004-12")
    labels = page.locator(".chart-axis text[text-anchor=middle]").all_text_contents()
    months = {
        "ar": ["آذار", "نيسان", "أيار"],
        "en": ["March", "April", "May"],
    }
    assert [label for label in labels if label in months[language]] == months[language]


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


@SIZES
@LANGUAGES
def test_fingers_zoom_and_move(
    browser: Browser, publish: Publish, count: int, language: str
) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800}, has_touch=True)
    page = context.new_page()
    open_picture(page, f"{publish(count)}{language}/timeline/")
    page.locator(PICTURE).scroll_into_view_if_needed()
    x, y = middle_of(page)
    y += 60
    # Around the middle of the events: nothing is later than the last, so it could not be moved.
    x += 80 if language == "ar" else -80
    session = context.new_cdp_session(page)
    before = page.url
    touch(session, "touchStart", (x - 20, y), (x + 20, y))
    for step in range(1, 9):
        touch(session, "touchMove", (x - 20 - 7 * step, y), (x + 20 + 7 * step, y))
    touch(session, "touchEnd")
    wait_for_view(page, before)
    start = first_second(page)
    step = 12 if language == "ar" else -12
    touch(session, "touchStart", (x, y))
    for number in range(1, 9):
        touch(session, "touchMove", (x + number * step, y))
    touch(session, "touchEnd")
    wait_for_later(page, start)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    context.close()


@LANGUAGES
def test_only_what_is_in_view_is_loaded(
    open_page: OpenPage, publish: Publish, language: str
) -> None:
    page = open_page()
    address = f"{publish(10_000)}{language}/timeline/"
    files = open_picture(page, f"{address}?from=2004-03-01&to=2004-03-20")
    page.locator(f"{EVENT} .chart-title").first.wait_for()
    # What began earlier and lasts is in view too; no file is loaded twice.
    assert "2004" in files
    assert len(set(files)) == len(files) < 8
    assert all(name <= "2004" for name in files)
    page.locator("[data-do=out]").click()
    page.locator("[data-do=in]").click()
    expect(page).to_have_url(re.compile("from=2004-03"))
    assert len(set(files)) == len(files)


@LANGUAGES
def test_an_event_of_an_address_is_found_in_its_period(
    open_page: OpenPage, publish: Publish, language: str
) -> None:
    page = open_page()
    address = f"{publish(10_000)}{language}/timeline/"
    open_picture(page, f"{address}?from=2004-03-01&to=2004-03-20")
    page.locator(f"{EVENT}:not(:has(.chart-lasting))").nth(5).click()
    expect(page).to_have_url(re.compile("event="))
    other = open_page()
    files = open_picture(other, page.url)
    title = page.locator("[data-chart-story] h2").inner_text()
    expect(other.locator("[data-chart-story] h2")).to_have_text(title)
    assert len(files) < 8


@pytest.mark.parametrize("by", ["tag", "source"])
def test_lanes_of_many_events(open_page: OpenPage, publish: Publish, by: str) -> None:
    page = open_page()
    open_picture(page, f"{publish(10_000)}en/timeline/?lanes={by}")
    lanes = page.locator(".chart-lane")
    expect(lanes).to_have_count({"tag": 5, "source": 1}[by])
    assert axe_violations(page) == []
