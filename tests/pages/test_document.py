"""Each kind of page as a document: its title, its section, and the pages above and beside it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.model import LocalizedText, Status, Text
from generator.pages import SharedViews, plan, timeline_parts
from generator.views.pages import PageView
from tests.chronology.helpers import SITE, entry
from tests.pages.helpers import compose_path, make_views

NAMED = replace(
    SITE,
    title=LocalizedText((Text("السجل", "ar"), Text("The record", "en"))),
    description=LocalizedText((Text("What happened", "en"),)),
    base_url="https://log.example/base/",
    exports="site",
)


@pytest.fixture
def views(monkeypatch: pytest.MonkeyPatch) -> SharedViews:
    """A site on whose pages 2024, the tag X and the whole timeline are divided."""
    monkeypatch.setattr(plan, "LONG_TIMELINE", 2)
    monkeypatch.setattr(timeline_parts, "LONG_WHOLE_TIMELINE", 2)
    return make_views(
        entry("a.en.md", "2024-01-05", title="Strike", tags=("x",), summary="They walked out."),
        entry("b.en.md", "2024-02-05", title="Talks", tags=("x",)),
        entry("c.en.md", "2024-03-05", title="End", tags=("x", "y"), aliases=("old/end",)),
        entry("d.en.md", "2026", title="Inquiry", status=Status.EXPECTED),
        entry("pages/about.en.md", None, is_page=True, title="About"),
        site=NAMED,
    )


def document(views: SharedViews, path: str) -> PageView:
    return compose_path(views, path).page


@pytest.mark.parametrize(
    ("path", "title", "description"),
    [
        ("en/", "", "What happened"),
        ("en/2024/", "2024", "2024: 3 events"),
        ("en/2024/01/", "January 2024", "January 2024: 1 event"),
        ("en/tags/", "Tags", "The record — Tags"),
        ("en/sources/", "Sources", "The record — Sources"),
        ("en/tags/x/", "x", "x: 3 events."),
        ("en/tags/x/2024/", "x: 2024", "x: 2024: 3 events"),
        ("en/sources/ap/", "Associated Press", "Associated Press: 4 events."),
        ("en/articles/a/", "Strike", "They walked out."),
        ("en/articles/b/", "Talks", "Talks"),
        ("en/about/", "About", "About"),
        ("en/search/", "Search", "The record — Search"),
        ("en/days/01-05/", "January 5", "January 5: 1 event"),
        (
            "en/days/",
            "On this day",
            "Each day of the year, with the number of events on it in all years.",
        ),
        ("en/timeline/", "From the beginning", "2024 – 2026: 4 events"),
        ("en/timeline/2024/", "From the beginning: 2024", "2024: 3 events"),
        (
            "en/timeline/embed/",
            "The timeline as a picture",
            "The record — The timeline as a picture",
        ),
        ("old/end/", "End", ""),
    ],
)
def test_a_page_is_named_and_described_by_what_it_shows(
    views: SharedViews, path: str, title: str, description: str
) -> None:
    page = document(views, path)
    assert (page.title, page.description) == (title, description)


@pytest.mark.parametrize(
    ("path", "section", "trail"),
    [
        ("", "", []),
        ("en/", "home", []),
        ("en/2024/", "timeline", []),
        ("en/2024/01/", "timeline", ["en/2024/"]),
        ("en/articles/a/", "timeline", ["en/2024/", "en/2024/01/"]),
        ("en/articles/d/", "timeline", ["en/2026/"]),
        ("en/days/", "timeline", []),
        ("en/days/01-05/", "timeline", []),
        ("en/timeline/", "beginning", []),
        ("en/timeline/2024/", "beginning", ["en/timeline/"]),
        ("en/tags/", "tags", []),
        ("en/tags/y/", "tags", ["en/tags/"]),
        ("en/tags/x/2024/", "tags", ["en/tags/", "en/tags/x/"]),
        ("en/sources/ap/", "sources", ["en/sources/"]),
        ("en/about/", "page", []),
        ("en/search/", "search", []),
        ("old/end/", "", []),
    ],
)
def test_a_page_belongs_to_a_section_and_is_below_other_pages(
    views: SharedViews, path: str, section: str, trail: list[str]
) -> None:
    page = document(views, path)
    assert page.section == section
    assert [step.path for step in page.trail] == trail


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("en/2024/", "en/2024/"),
        ("old/end/", "en/articles/c/"),
        ("en/timeline/embed/", "en/timeline/"),
        ("404.html", None),
    ],
)
def test_search_engines_are_to_list_the_page_or_the_one_that_it_stands_for(
    views: SharedViews, path: str, canonical: str | None
) -> None:
    address = "" if canonical is None else f"https://log.example/base/{canonical}"
    assert document(views, path).canonical == address


def test_only_the_page_for_unknown_addresses_knows_where_the_site_is(views: SharedViews) -> None:
    assert document(views, "404.html").root == "/base/"
    assert document(views, "en/2024/").root == "../../"
    assert document(views, "").root == "./"


@pytest.mark.parametrize(
    ("path", "links", "are_shown"),
    [
        ("en/", True, True),
        ("en/2024/", True, True),
        ("en/2024/01/", True, True),
        ("en/timeline/", True, True),
        ("en/timeline/2024/", True, False),
        ("en/articles/a/", True, False),
        ("en/about/", True, False),
        ("en/tags/", True, False),
        ("en/tags/x/", True, False),
        ("en/search/", False, False),
        ("en/days/", False, False),
        ("old/end/", False, False),
        ("", False, False),
    ],
)
def test_timelines_show_their_exports_and_other_pages_name_them(
    views: SharedViews, path: str, links: bool, are_shown: bool
) -> None:
    page = document(views, path)
    assert (page.export_links is not None, page.shows_export_links) == (links, are_shown)
