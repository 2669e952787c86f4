"""How many entries home pages, indexes and feeds have, and what a site without names has."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from generator.dates import parse
from generator.model import Citation, Correction, LocalizedText, Status, Text
from generator.pages import ComposedFile, SharedViews, compose, plan
from generator.views.exports import CorrectionsFeedView, ExportView
from generator.views.home import HomeView, IndexView, LanguagePickerView, NotFoundView
from generator.views.timelines import TimelineView
from tests.chronology.helpers import SITE, entry
from tests.pages.helpers import compose_path, make_views


def content(views: SharedViews, path: str) -> object:
    """Return the content of a file other than a page."""
    output = next(each for each in views.facts.whole_site().plan.outputs if each.url.path == path)
    composed = compose(views, output)
    assert isinstance(composed, ComposedFile)
    return composed.view


def anchors(events: Iterable[object]) -> list[str]:
    return [event.anchor for event in events]  # type: ignore[attr-defined]


# --- Home pages ----------------------------------------------------------------------------


def test_a_home_page_has_the_twelve_newest_events_and_the_six_next_expected_ones() -> None:
    views = make_views(
        *(entry(f"p{number:02}.en.md", f"20{number:02}") for number in range(1, 15)),
        *(
            entry(f"x{number}.en.md", f"203{number}", status=Status.EXPECTED)
            for number in range(1, 9)
        ),
    )
    view = compose_path(views, "en/").view
    assert isinstance(view, HomeView)
    assert view.lead is not None
    assert anchors([view.lead, *view.newest]) == [f"p{number:02}" for number in range(14, 2, -1)]
    assert anchors(view.expected) == [f"x{number}" for number in range(1, 7)]
    assert view.events == 22
    assert [(link.text, link.count) for link in view.years][:2] == [("2001", 1), ("2002", 1)]


def test_a_home_page_has_the_last_four_events_without_an_end() -> None:
    views = make_views(
        *(entry(f"p{number}.en.md", f"200{number}/..") for number in range(1, 7)),
        entry("expected.en.md", "2030/..", status=Status.EXPECTED),
        entry("denied.en.md", "2010/..", status=Status.DENIED),
        entry("ended.en.md", "2010/2011"),
    )
    view = compose_path(views, "en/").view
    assert isinstance(view, HomeView)
    assert anchors(view.ongoing) == ["p6", "p5", "p4", "p3"]


def test_a_long_tag_begins_with_its_newest_events_and_links_to_its_years() -> None:
    views = make_views(
        *(
            entry(f"e{n:03}.en.md", f"{2000 + n // 100}-01-{n % 28 + 1:02}", tags=("long",))
            for n in range(201)
        ),
        entry("later.en.md", "2030", tags=("long",), status=Status.EXPECTED),
    )
    view = compose_path(views, "en/tags/long/").view
    assert isinstance(view, TimelineView)
    assert view.groups == ()
    assert len(view.newest) == 20
    assert view.newest[0].anchor == "e200"
    assert [part.path for part in view.parts][-1] == "en/tags/long/2030/"
    chart = view.density_chart
    assert chart is not None
    assert chart.bars[0].path == "en/tags/long/2000/#m01"


@pytest.mark.parametrize(("years", "has_chart"), [(5, False), (6, True)])
def test_a_tag_of_several_years_has_a_chart(years: int, has_chart: bool) -> None:
    views = make_views(
        *(entry(f"e{year}.en.md", str(2000 + year), tags=("x",)) for year in range(years))
    )
    view = compose_path(views, "en/tags/x/").view
    assert isinstance(view, TimelineView)
    assert (view.density_chart is not None) is has_chart
    assert view.density_chart is None or view.density_chart.by_year
    assert view.newest == ()


def test_a_home_page_has_the_twelve_most_common_tags() -> None:
    tags = [f"t{number:02}" for number in range(1, 15)]
    views = make_views(
        entry("a.en.md", tags=tuple(tags)), entry("b.en.md", tags=("t14",)), entry("c.en.md")
    )
    view = compose_path(views, "en/").view
    assert isinstance(view, HomeView)
    assert [(tag.text, tag.count) for tag in view.tags] == [
        ("t14", 2),
        *((tag, 1) for tag in tags[:11]),
    ]


# --- Indexes -------------------------------------------------------------------------------


def index_of(*tags: str) -> IndexView:
    view = compose_path(make_views(entry("a.en.md", tags=tags)), "en/tags/").view
    assert isinstance(view, IndexView)
    return view


def test_a_long_index_is_divided_by_first_letters() -> None:
    # A letter is as common as the names that begin with it.
    tags = [*(f"b{number:02}" for number in range(29)), "Élan", "2024"]
    view = index_of(*tags)
    assert [(group.letter, len(group.terms)) for group in view.letters] == [
        ("#", 1),
        ("B", 29),
        ("E", 1),
    ]
    assert view.total == 31


def test_a_short_index_is_one_list() -> None:
    view = index_of(*(f"b{number:02}" for number in range(30)))
    assert [(group.letter, len(group.terms)) for group in view.letters] == [("", 30)]
    assert view.total == 30
    empty = index_of()
    assert (empty.letters, empty.total) == ((), 0)


# --- Feeds ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "count"), [("en/feed.xml", 100), ("en/sources/ap/feed.xml", 50)])
def test_a_feed_has_the_newest_events_only(path: str, count: int) -> None:
    entries = (entry(f"e{number:03}.en.md", f"1{number:03}") for number in range(110))
    views = make_views(*entries, site=replace(SITE, exports="all"))
    feed = content(views, path)
    assert isinstance(feed, ExportView)
    assert [record.key for record in feed.collection.records] == [
        f"e{number:03}" for number in range(109, 109 - count, -1)
    ]
    assert feed.collection.modified_time == "1109-01-01T00:00:00+02:58"


def test_events_that_were_published_at_once_are_in_the_order_of_the_timeline() -> None:
    views = make_views(*(entry(f"{key}.en.md", "2024-01-05") for key in "abc"))
    feed = content(views, "en/feed.xml")
    assert isinstance(feed, ExportView)
    assert [record.key for record in feed.collection.records] == ["a", "b", "c"]


def test_a_feed_has_the_newest_corrections_only() -> None:
    corrections = tuple(
        Correction(parse(f"1{number:03}-01-01", "UTC"), str(number)) for number in range(101)
    )
    views = make_views(entry("a.en.md", corrections=corrections))
    feed = content(views, "en/corrections.xml")
    assert isinstance(feed, CorrectionsFeedView)
    assert [each.note for each in feed.corrections] == [str(number) for number in range(100, 0, -1)]


def test_two_corrections_of_one_day_are_two_entries() -> None:
    day = parse("2024-01-05", "UTC")
    corrections = (Correction(day, "one"), Correction(day, "two"))
    feed = content(make_views(entry("a.en.md", corrections=corrections)), "en/corrections.xml")
    assert isinstance(feed, CorrectionsFeedView)
    assert len({each.id for each in feed.corrections}) == 2


# --- Timelines -----------------------------------------------------------------------------


def test_the_events_before_and_after_the_known_months_are_groups_of_their_own() -> None:
    # An interval from a year on comes before its months, and one to it where it may begin.
    views = make_views(
        entry("a.en.md", "2024"),
        entry("b.en.md", "2024-03"),
        entry("c.en.md", "2024-03-05"),
        entry("d.en.md", "2024-22"),
    )
    view = compose_path(views, "en/2024/").view
    assert isinstance(view, TimelineView)
    assert [(group.anchor, group.kind, len(group.items)) for group in view.groups] == [
        ("year", "loose", 1),
        ("m03", "month", 2),
        ("year-2", "loose", 1),
    ]
    assert [(part.text, part.path, part.count) for part in view.parts] == [
        ("March", "en/2024/#m03", 2)
    ]


def test_months_and_years_lead_to_those_before_and_after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "LONG_TIMELINE", 1)
    views = make_views(
        *(
            entry(f"e{number}.en.md", date, tags=("flood",))
            for number, date in enumerate(("2023-05", "2023-07", "2024", "2025-01", "2025-02"))
        )
    )

    def around(path: str) -> tuple[str | None, str | None]:
        view = compose_path(views, path).view
        assert isinstance(view, TimelineView)
        return (
            view.previous.path if view.previous else None,
            view.next.path if view.next else None,
        )

    assert around("en/2023/05/") == (None, "en/2023/07/")
    assert around("en/2023/07/") == ("en/2023/05/", "en/2025/01/")
    assert around("en/2025/02/") == ("en/2025/01/", None)
    assert around("en/2023/") == (None, "en/2024/")
    assert around("en/2024/") == ("en/2023/", "en/2025/")
    assert around("en/2025/") == ("en/2024/", None)
    assert around("en/tags/flood/2023/") == (None, "en/tags/flood/2024/")
    assert around("en/tags/flood/2024/") == ("en/tags/flood/2023/", "en/tags/flood/2025/")
    assert around("en/tags/flood/2025/") == ("en/tags/flood/2024/", None)


# --- Pages in every language ---------------------------------------------------------------


def test_the_language_picker_says_when_the_events_were_and_how_many_there_are() -> None:
    views = make_views(
        entry("a.en.md", "2011"), entry("b.en.md", "2014-05"), entry("b.ar.md", "2014-05")
    )
    picker = compose_path(views, "").view
    assert isinstance(picker, LanguagePickerView)
    texts = {option.language.code: option for option in picker.options}
    assert texts["en"].period == "2011 – 2014: 2 events"
    assert texts["ar"].period == "2011 – 2014: حدثان"
    assert (texts["en"].first_year, texts["en"].last_year) == ("2011", "2014")
    bars = {
        code: [bar.x for bar in option.density_chart.bars if bar.kind == "month"]
        for code, option in texts.items()
        if option.density_chart
    }
    assert bars["en"][0] > 50 > bars["ar"][0]


def test_the_language_picker_of_a_site_without_events_names_no_period() -> None:
    picker = compose_path(make_views(), "").view
    assert isinstance(picker, LanguagePickerView)
    assert [(each.period, each.density_chart) for each in picker.options] == [("", None)] * 2


def test_the_page_for_unknown_addresses_has_the_menu_and_the_latest_years_of_each_language() -> (
    None
):
    views = make_views(*(entry(f"y{year}.en.md", str(year)) for year in range(1980, 2015)))
    view = compose_path(views, "404.html").view
    assert isinstance(view, NotFoundView)
    option = next(each for each in view.options if each.language.code == "en")
    assert [link.path for link in option.menu] == ["en/", "en/timeline/", "en/tags/", "en/sources/"]
    assert option.search.path == "en/search/"
    assert [link.text for link in option.years] == [str(year) for year in range(1985, 2015)]


# --- A site that says little of itself -----------------------------------------------------


def test_a_site_without_names_has_empty_ones() -> None:
    views = make_views(entry("a.en.md"), site=replace(SITE, title=LocalizedText()))
    feed = content(views, "en/feed.xml")
    assert isinstance(feed, ExportView)
    assert (feed.collection.title, feed.collection.description) == ("", "")
    picker = compose_path(views, "").view
    assert isinstance(picker, LanguagePickerView)
    assert [(option.heading, option.text) for option in picker.options] == [("", ""), ("", "")]


def test_ids_follow_from_the_id_of_the_site_or_its_address_or_its_title() -> None:
    def id_of(**settings: object) -> str:
        views = make_views(entry("a.en.md"), site=replace(SITE, **settings))
        feed = content(views, "en/feed.xml")
        assert isinstance(feed, ExportView)
        return feed.collection.id

    title, other = LocalizedText((Text("One", "en"),)), LocalizedText((Text("Two", "en"),))
    address = "https://log.example/"
    assert id_of(id="x", base_url=address, title=title) == id_of(id="x", title=other)
    assert id_of(base_url=address, title=title) == id_of(base_url=address, title=other)
    assert id_of(title=title) == id_of(title=LocalizedText((*title.texts, Text("x", "ar"))))
    ids = {id_of(id="x"), id_of(base_url=address), id_of(title=title), id_of(title=other)}
    assert len(ids) == 4


def test_a_source_that_has_no_page_of_its_own_site_is_only_named() -> None:
    views = make_views(entry("a.en.md", sources=(Citation(name="Rider"),)))
    view = compose_path(views, "en/sources/rider/").view
    assert isinstance(view, TimelineView)
    assert (view.kind, view.heading.text, view.url, view.description) == (
        "source",
        "Rider",
        "",
        None,
    )
