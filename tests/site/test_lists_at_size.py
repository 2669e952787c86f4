"""What makes long lists easy to read: today's events, headlines only, names found by typing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support import Build, MakeSite, OpenPage, Serve
from tests.support.sources import article

SETTINGS = 'title = "Record"\n[languages.ar]\n[languages.en]\n'
LETTERS = ("Airports", "Banks", "Courts", "Dams", "Elections", "Forces")


@pytest.fixture
def address(site: MakeSite, build: Build, serve: Serve) -> str:
    """A site with two events on one day of the year, and more tags than a short index has."""
    tags = ", ".join(f"{name} {number}" for name in LETTERS for number in range(6))
    files = {
        "a.en": article("Older", "2019-09-27", tags=tags),
        "b.en": article("Newer", "2024-09-27", tags="Élan"),
        "c.en": article("Another", "2024-09-28"),
        "a.ar": article("أقدم", "2019-09-27", tags="القوّات, الأحزاب, المطار"),
    }
    folder = site(
        {
            "content/site.toml": SETTINGS,
            **{f"content/{name}.md": text for name, text in files.items()},
        }
    )
    assert build(folder).exit_code == 0
    return serve(folder / "output")


def test_the_home_page_shows_the_events_of_today_in_other_years(
    address: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.clock.set_fixed_time("2031-09-27T12:00:00")
    page.goto(f"{address}en/")
    section = page.locator(".on-this-day")
    expect(section.locator("h3")).to_have_text(["Older", "Newer"])
    expect(section.locator(".total")).to_have_text("September 27")
    section.get_by_role("link", name="Older").click()
    assert page.url == f"{address}en/articles/a/"


@pytest.mark.parametrize(("today", "scripts"), [("2031-09-26", True), ("2031-09-27", False)])
def test_a_link_leads_to_all_days_where_today_has_no_events_or_scripts_are_off(
    address: str, open_page: OpenPage, today: str, scripts: bool
) -> None:
    page = open_page(javascript=scripts)
    page.clock.set_fixed_time(f"{today}T12:00:00")
    page.goto(f"{address}en/", wait_until="networkidle")
    expect(page.locator(".on-this-day h3")).to_have_count(0)
    page.locator(".on-this-day a").click()
    assert page.url == f"{address}en/days/"
    page.get_by_role("link", name="27").click()
    expect(page.locator(".event h3")).to_have_text(["Older", "Newer"])


@pytest.mark.parametrize("scripts", [True, False])
def test_headlines_only_hides_the_rest_of_each_entry(
    address: str, open_page: OpenPage, scripts: bool
) -> None:
    page = open_page(javascript=scripts)
    page.goto(f"{address}en/2024/")
    summary = page.locator(".summary").first
    expect(summary).to_be_visible()
    page.get_by_label("Headlines only").check()
    expect(summary).to_be_hidden()
    expect(page.locator(".event h3").first).to_be_visible()
    page.goto(f"{address}en/2019/")
    expect(page.locator(".summary").first).to_be_visible(visible=not scripts)
    assert page.get_by_label("Headlines only").is_checked() is scripts


def test_an_event_without_a_source_is_marked_in_headlines_too(
    site: MakeSite, build: Build, serve: Serve, open_page: OpenPage
) -> None:
    folder = site({"content/a.en.md": article("Strike", source="")})
    assert build(folder).exit_code == 0
    page = open_page()
    page.goto(f"{serve(folder / 'output')}en/2024/")
    page.get_by_label("Headlines only").check()
    expect(page.locator(".no-source")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "found"), [("banks 3", ["Banks 3"]), ("BANKS ٣", ["Banks 3"]), ("x", [])]
)
def test_a_long_index_finds_names_in_any_spelling(
    address: str, open_page: OpenPage, typed: str, found: list[str]
) -> None:
    page = open_page()
    page.goto(f"{address}en/tags/")
    page.get_by_label("Find a tag").fill(typed)
    expect(page.locator(".term:visible")).to_have_text(found)
    expect(page.get_by_role("status")).to_have_text("" if found else "Nothing found")


def test_the_first_event_is_on_the_first_screen_of_a_telephone(
    sample_url: str, open_page: OpenPage
) -> None:
    page = open_page(width=375, height=812)
    for path in ("ar/", "en/", "ar/2024/", "en/2024/"):
        page.goto(sample_url + path)
        box = page.locator(".event h3").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 812, path


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_menu_of_a_telephone_is_one_line_with_the_current_page_in_sight(
    sample_url: str, open_page: OpenPage, language: str
) -> None:
    page = open_page(width=320)
    page.goto(f"{sample_url}{language}/about/")
    links = page.locator(".sections a")
    tops = {box["y"] for box in (link.bounding_box() for link in links.all()) if box}
    assert len(tops) == 1
    current = page.locator(".sections [aria-current]").bounding_box()
    assert current
    assert current["x"] >= 0
    assert current["x"] + current["width"] <= 320
