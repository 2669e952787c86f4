"""The keys that lead from event to event, to the translation and to the search, and their list."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support import Build, MakeSite, OpenPage, Serve
from tests.support.axe import axe_violations
from tests.support.pages_server import SUB_PATH
from tests.support.sources import article

SETTINGS = f"""
title = "Record"
base_url = "https://log.example{SUB_PATH}"
[languages.ar]
[languages.en]
"""
FOCUSED = "document.activeElement.textContent"


@pytest.fixture
def address(site: MakeSite, build: Build, serve: Serve) -> str:
    """A site with three events of one year in each language."""
    events = ((key, f"2024-0{month}-01") for month, key in enumerate("abc", 1))
    files = {
        f"content/{key}.{language}.md": article(f"{key} {language}", date)
        for key, date in events
        for language in ("ar", "en")
    }
    folder = site({"content/site.toml": SETTINGS, **files})
    assert build(folder).exit_code == 0
    return serve(folder / "output")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def arrive(page: Page, url: str) -> None:
    """Wait for a page and its scripts."""
    expect(page).to_have_url(url)
    page.wait_for_load_state()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_j_and_k_lead_through_the_events_of_a_list_whatever_its_direction(
    address: str, open_page: OpenPage, language: str
) -> None:
    page = open_page()
    page.goto(f"{address}{language}/2024/")
    for key, title in (("j", "a"), ("j", "b"), ("j", "c"), ("j", "c"), ("k", "b"), ("k", "a")):
        press(page, key)
        assert page.evaluate(FOCUSED) == f"{title} {language}"
    press(page, "Enter")
    arrive(page, f"{address}{language}/articles/a/")


def test_on_the_page_of_an_event_they_lead_to_the_later_and_the_earlier_one(
    address: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{address}en/articles/b/")
    press(page, "j")
    arrive(page, f"{address}en/articles/c/")
    press(page, "k")
    arrive(page, f"{address}en/articles/b/")


def test_t_leads_to_the_translation_and_the_slash_to_the_search(
    address: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{address}en/articles/b/")
    press(page, "t")
    arrive(page, f"{address}ar/articles/b/")
    press(page, "/", "j", "?")
    expect(page.get_by_role("searchbox")).to_have_value("j?")


def test_where_the_field_has_no_room_the_slash_leads_to_the_page_of_the_search(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(width=375)
    page.goto(f"{address}en/2024/")
    press(page, "/")
    arrive(page, f"{address}en/search/")


@pytest.mark.parametrize(
    ("key", "code"), [("ت", "KeyJ"), ("n", "KeyJ"), ("J", "KeyJ")], ids=["arabic", "dvorak", "caps"]
)
def test_a_key_is_that_of_its_letter_or_of_its_place_on_an_arabic_keyboard(
    address: str, open_page: OpenPage, key: str, code: str
) -> None:
    page = open_page()
    page.goto(f"{address}en/2024/")
    page.evaluate(
        "([key, code]) => dispatchEvent(new KeyboardEvent('keydown', {key, code}))", [key, code]
    )
    assert (page.evaluate(FOCUSED) == "a en") == (key != "n")


def test_keys_with_modifiers_are_those_of_the_browser(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{address}en/2024/")
    press(page, "Control+j", "Alt+j", "Shift+j", "Meta+j")
    assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "close"), [("ar", "إغلاق"), ("en", "Close")])
def test_the_question_mark_shows_the_keys(
    address: str, open_page: OpenPage, language: str, close: str, color_scheme: str
) -> None:
    page = open_page(color_scheme="dark" if color_scheme == "dark" else "light")
    page.goto(f"{address}{language}/2024/")
    press(page, "?")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("kbd")).to_have_text(["J", "K", "T", "/", "?"])
    expect(dialog.get_by_role("button", name=close)).to_be_focused()
    assert axe_violations(page) == []
    press(page, "j", "?", "Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(":focus")).to_have_count(0)


def test_a_reader_can_turn_the_keys_off_and_on_again(address: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{address}en/2024/")
    switch = page.get_by_role("button", name="Keyboard shortcuts")
    for state in ("off", "on"):
        switch.click()
        page.get_by_role("checkbox", name="Use these keys").click()
        press(page, "Escape")
        page.reload()
        press(page, "j")
        assert (page.evaluate(FOCUSED) == "a en") == (state == "on")


def test_without_scripts_nothing_is_said_of_keys(address: str, open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    for path in ("en/2024/", "en/search/"):
        page.goto(f"{address}{path}")
        expect(page.locator("text=Keyboard shortcuts >> visible=true")).to_have_count(0)


def test_the_events_of_a_timeline_can_be_skipped_to(address: str, open_page: OpenPage) -> None:
    page = open_page()
    for path in ("en/2024/", "en/timeline/"):
        page.goto(f"{address}{path}")
        press(page, "Tab", "Tab", "Enter", "Tab")
        assert page.evaluate(FOCUSED) == "a en"


def test_an_unknown_address_is_answered_first_in_its_language(
    address: str, open_page: OpenPage
) -> None:
    page = open_page()
    for path, heading in (("en/none", "Page not found"), ("none", "الصفحة غير موجودة")):
        page.goto(f"{address}{path}")
        expect(page.locator("h2").first).to_have_text(heading)
