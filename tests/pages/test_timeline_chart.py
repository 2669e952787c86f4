"""The timeline chart: where events are drawn, and which of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from generator.chart import Extent, Item, assign_rows, build_scale, find_axis, measure, wrap
from generator.chart.scale import MARGIN
from generator.model import LeadImage, MediaFile
from generator.pages.timeline_chart import (
    LEAST_BAR,
    WIDTH,
    compose_part_chart,
    compose_timeline_chart,
)
from generator.views.charts import ChartMarkView, TimelineChartView
from tests.chronology.helpers import entry
from tests.pages.helpers import make_views

YEAR = 31_556_952
ZONE = ZoneInfo("Asia/Baghdad")
# One of each form, with silences of some years between them.
DATES = (
    *("1921", "1921-08-23", "1979/1990", "1980-09-22", "1990-08~", "2003-03-20T05:34+03:00"),
    *("2003/2011", "2003-05", "2004-03-31", "2006~/2008", "2011/..", "../2017", "201X", "2014?"),
)


def draw(
    *dates: str,
    language: str = "en",
    has_pictures: bool = False,
    focus: tuple[int, int] = (50, 50),
) -> TimelineChartView:
    image = LeadImage("p.png", "", "", focus=focus) if has_pictures else None
    entries = (
        entry(
            f"content/e{number:04}.{language}.md",
            date,
            title=f"Event {number} with a title of several lines in its label",
            image=image,
        )
        for number, date in enumerate(dates)
    )
    media = {"content/p.png": MediaFile("content/p.png", "0123456789abcdef", 600, 400)}
    chart = compose_timeline_chart(make_views(*entries, media=media), language, -9999, 9999)
    assert chart is not None
    return chart


def bounds(dates: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The first second of each event and the second after its last, by its anchor."""
    views = make_views(*(entry(f"e{n:04}.en.md", date) for n, date in enumerate(dates)))
    events = views.facts.whole_site().timeline("en").events
    return {each.event.key: (each.event.earliest, each.event.latest + 1) for each in events}


def test_the_extent_of_each_event_is_drawn_at_the_bounds_of_its_date() -> None:
    chart = draw(*DATES)
    known = bounds(DATES)
    scale = build_scale([Extent(*each) for each in known.values()], WIDTH)
    assert len(chart.marks) == len(DATES)
    for mark in chart.marks:
        start, stop = known[mark.event.anchor]
        assert mark.x == pytest.approx(scale.x(start), abs=0.011)
        assert mark.x + mark.width == pytest.approx(scale.x(stop), abs=0.011)
        assert mark.is_point == (mark.width < LEAST_BAR)
        assert mark.middle == pytest.approx(mark.x + mark.width / 2, abs=0.02)


def test_order_and_sides_are_mirrored_between_the_languages() -> None:
    english, arabic = draw(*DATES), draw(*DATES, language="ar")
    other = {"": "", "both": "both", "left": "right", "right": "left"}
    for left, right in zip(english.marks, arabic.marks, strict=True):
        assert left.event.anchor == right.event.anchor
        assert right.x == pytest.approx(WIDTH - left.x - left.width, abs=0.011)
        assert right.middle == pytest.approx(WIDTH - left.middle, abs=0.011)
        assert right.label_x == pytest.approx(WIDTH - left.label_x, abs=0.011)
        assert (right.width, right.is_at_end) == (left.width, left.is_at_end)
        assert (right.fades, right.tails) == (other[left.fades], other[left.tails])
    for name in ("ticks", "contexts"):
        pairs = zip(getattr(english, name), getattr(arabic, name), strict=True)
        assert all(b.x == pytest.approx(WIDTH - a.x, abs=0.011) for a, b in pairs)
    for gap, other_gap in zip(english.breaks, arabic.breaks, strict=True):
        assert other_gap.x == pytest.approx(WIDTH - gap.x - gap.width, abs=0.011)
        assert other_gap.width == gap.width


def test_time_never_runs_back() -> None:
    scale = build_scale([Extent(*each) for each in bounds(DATES).values()], WIDTH)
    first, last = 1900 * YEAR, 2040 * YEAR
    places = [scale.x(second) for second in range(first, last, YEAR // 7)]
    assert places == sorted(places)


def test_open_and_approximate_ends_are_told_apart() -> None:
    marks = {mark.event.when.edtf: mark for mark in draw(*DATES).marks}
    assert {edtf: mark.tails for edtf, mark in marks.items() if mark.tails} == {
        "2011/..": "right",
        "../2017": "left",
    }
    assert {edtf: mark.fades for edtf, mark in marks.items() if mark.fades} == {
        "1990-08~": "both",
        "2006~/2008": "left",
    }


def test_a_break_names_how_long_the_silence_is_and_what_is_known_of_it() -> None:
    chart = draw("1921", "1922", "2003", "2004-05")
    assert [(each.text, each.label) for each in chart.breaks] == [
        ("80 years", "1923 to 2002: no recorded events")
    ]
    # It may have gone on.
    chart = draw("1921/..", "1922", "2003", "2004-05")
    assert [(each.text, each.label) for each in chart.breaks] == [("80 years", "80 years")]
    assert draw("2003", "2005", "2008").breaks == ()


Box = tuple[float, float, float, float]


def boxes_of(mark: ChartMarkView) -> list[Box]:
    """The boxes of a mark with a label: of its mark and of each line and thumbnail of its label."""
    start = mark.middle - 6 if mark.is_point else mark.x
    boxes = [(start, start + (12 if mark.is_point else mark.width), mark.y, mark.y + 12)]
    y = mark.y + 10
    title = "" if mark.event.status == "occurred" else mark.event.status
    lines = [(line, 12.5, mark.label_x) for line in mark.date]
    lines += [(line, 14.5, mark.title_x) for line in (*([title] if title else ()), *mark.lines)]
    for line, size, x in lines:
        width = measure(line, size)
        left = x - width if mark.is_at_end else x
        boxes.append((left, left + width, y + 4, y + 22))
        y += 18
    if mark.picture:
        edge = mark.picture.x + mark.picture.size
        boxes.append((mark.picture.x, edge, mark.picture.y, mark.picture.y + mark.picture.size))
    return boxes


def overlap(one: Box, other: Box) -> bool:
    is_apart = one[0] >= other[1] or other[0] >= one[1]
    return not (is_apart or one[2] >= other[3] or other[2] >= one[3])


@pytest.mark.parametrize("has_pictures", [False, True])
@pytest.mark.parametrize(
    "dates",
    [
        DATES,
        tuple(f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 9)),
        ("2024-05-01T10:00+03:00",) * 9,
    ],
)
def test_no_label_overlaps_another_or_is_outside_of_the_picture(
    dates: tuple[str, ...], has_pictures: bool
) -> None:
    chart = draw(*dates, has_pictures=has_pictures)
    labeled = [mark for mark in chart.marks if mark.date]
    assert labeled
    assert all((mark.picture is not None) == has_pictures for mark in labeled)
    for one, other in combinations(labeled, 2):
        pairs = [(a, b) for a in boxes_of(one) for b in boxes_of(other) if overlap(a, b)]
        assert pairs == [], (one.date, other.date)
    boxes = [box for mark in labeled for box in boxes_of(mark)[1:]]
    assert all(left >= -0.01 and right <= WIDTH + 0.01 for left, right, _, _ in boxes)
    assert all(bottom <= chart.baseline for _, _, _, bottom in boxes)
    for mark in labeled:
        *texts, picture = boxes_of(mark)[1:]
        if has_pictures:
            assert not any(overlap(text, picture) for text in texts)


def test_a_thumbnail_is_mirrored_and_keeps_its_most_important_point() -> None:
    (english,), (arabic,) = (
        draw("2003", language=language, has_pictures=True, focus=(10, 50)).marks
        for language in ("en", "ar")
    )
    assert english.picture is not None
    assert arabic.picture is not None
    assert english.picture.crop == "xMinYMid slice"
    assert english.picture.path == arabic.picture.path
    assert arabic.picture.x == pytest.approx(WIDTH - english.picture.x - english.picture.size)
    assert english.title_x == english.label_x + english.picture.size + 8
    assert arabic.title_x == pytest.approx(WIDTH - english.title_x)


def test_a_date_is_divided_into_lines_of_about_one_length() -> None:
    (mark,) = draw("2011-12-18T08:00+03:00").marks
    assert mark.date == ("Sunday, December 18,", "2011, 8:00 AM")


def test_where_there_are_too_many_the_density_stands_in_for_them() -> None:
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    assert len(draw(*days).marks) == len(days)
    assert draw(*days).bars == ()
    crowded = draw(*days, *days, *days, "2024", "2020/2024-06")
    # What is long has room.
    assert [mark.event.when.edtf for mark in crowded.marks] == ["2020/2024-06", "2024"]
    counts = [bar.label for bar in crowded.bars]
    assert counts[:3] == ["2020: 1 event", "2024: 1 event", "January 2024: 84 events"]
    assert [bar.kind for bar in crowded.bars[:3]] == ["loose", "loose", "month"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_picture_of_a_decade_shows_what_began_earlier_or_lasts_longer(language: str) -> None:
    dates = (
        "1985/1993-06",
        "1987/..",
        "1988",
        "1991-01-17",
        "1995/1996",
        "1998/2003",
        "2001-09-11",
    )
    entries = [entry(f"e{n:04}.{language}.md", date) for n, date in enumerate(dates)]
    chart = compose_part_chart(make_views(*entries), language, 1990, 1999)
    assert chart is not None
    spans = {
        mark.event.when.edtf: (mark.x, mark.x + mark.width)
        if language == "en"
        else (_round(WIDTH - mark.x - mark.width), _round(WIDTH - mark.x))
        for mark in chart.marks
    }
    assert list(spans) == ["1985/1993-06", "1987/..", "1991-01-17", "1995/1996", "1998/2003"]
    # What is beyond the decade is at the edges of the picture.
    assert spans["1985/1993-06"][0] == 0
    assert spans["1998/2003"][1] == WIDTH
    year = (WIDTH - 2 * MARGIN) / 10
    assert spans["1985/1993-06"][1] == pytest.approx(MARGIN + 3.5 * year, abs=1)
    assert spans["1998/2003"][0] == pytest.approx(MARGIN + 8 * year, abs=1)
    # How long it lasts is not known.
    assert spans["1987/.."] == pytest.approx((0, MARGIN))
    # They are counted where they begin.
    assert chart.label.endswith({"en": "3 events", "ar": "3 أحداث"}[language])


def _round(length: float) -> float:
    return round(length, 2)


def test_the_height_on_a_telephone_is_that_of_its_rows() -> None:
    around = 12 + 50
    assert draw("2024-01-05").narrow_height == around + 120
    assert draw("2020", "2024", "2020-03").narrow_height == around + 3 * 110
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    # The density alone.
    assert draw(*days, *days).narrow_height == around + 120
    # One with a label above it.
    assert draw(*days, *days, "2020/2024-06").narrow_height == around + 110 + 56


def test_centuries_are_counted_by_decades() -> None:
    chart = draw(*(f"{year}-05-02" for year in range(1600, 2000) for _ in range(2)))
    assert chart.marks == ()
    assert chart.bars[0].label == "1600 – 1609: 20 events"
    assert len(chart.bars) == 40


def test_only_long_events_are_drawn_in_a_crowded_window() -> None:
    items = [Item(float(x), x + 5.0, is_long=x % 100 == 0) for x in range(0, 560, 10)]
    rows = assign_rows(items, 2, gap=1, most_per_row=10)
    assert [x * 10 for x, row in enumerate(rows) if row is not None] == [0, 100, 200, 300, 400, 500]
    assert assign_rows(items, 2, gap=6, most_per_row=56) == (0, 1) * 28


@pytest.mark.parametrize(
    ("dates", "unit", "ticks", "contexts"),
    [
        (("2003", "2011"), "year", ["2003", "2004", "2005"], []),
        (tuple(f"{year}" for year in range(1603, 2011, 20)), "year", ["1600", "1650"], []),
        (("2024-01", "2024-12"), "month", ["January", "April", "July"], ["2024"]),
        (("2024-03-20", "2024-04-12"), "day", ["17", "18", "19"], ["March 2024", "April 2024"]),
    ],
)
def test_ticks_are_round_times(
    dates: tuple[str, ...], unit: str, ticks: list[str], contexts: list[str]
) -> None:
    chart = draw(*dates)
    scale = build_scale([Extent(*each) for each in bounds(dates).values()], WIDTH)
    assert find_axis(scale, ZONE).unit.value == unit
    assert [tick.text for tick in chart.ticks if tick.text][: len(ticks)] == ticks
    assert [each.text for each in chart.contexts][: len(contexts)] == contexts


def test_a_title_is_divided_at_words_and_shortened() -> None:
    title = "The council votes to rebuild the bridge before the end of winter"
    lines = wrap(title, 150, 15, 2)
    assert " ".join(lines) == "The council votes to rebuild the…"
    assert all(measure(line, 15) <= 150 for line in lines)
    assert wrap("Bridge", 150, 15, 2) == ("Bridge",)
    assert wrap("x" * 80, 150, 15, 2)[0].endswith("…")
    assert wrap("", 150, 15, 2) == ()
