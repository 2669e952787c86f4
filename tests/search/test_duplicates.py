"""Likely duplicates: which events are probably the same as a new one."""

from __future__ import annotations

import pytest

from generator.dates import parse
from generator.search.duplicates import DuplicateFinder, EventSketch

# Titles of other events of the site, so that common words are common.
OTHERS = (
    "ضربة في بغداد",
    "ضربة جوية في أربيل",
    "انتخابات محلية في بغداد",
    "Strike in Baghdad",
    "Explosion near the port",
)


def sketch(
    title: str,
    date: str = "",
    *,
    key: str = "",
    summary: str = "",
    addresses: tuple[str, ...] = (),
) -> EventSketch:
    language = "en" if title.isascii() else "ar"
    when = parse(date, "Asia/Baghdad") if date else None
    return EventSketch(f"{key}.{language}.md", key, language, title, summary, when, addresses)


def find(new: EventSketch, *known: EventSketch) -> dict[str, str]:
    """Return the reason for each event that a new one probably is."""
    others = (sketch(title, "2019", key=f"other-{n}") for n, title in enumerate(OTHERS))
    found = DuplicateFinder((*known, *others)).find(new)
    return {each.path: each.reason for each in found}


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("إغلاق الجسر الحديدي في الموصل", "2024-01-04"),
        ("الموصل: أغلقت البلدية الجسر الحديدي", "2024-01-04"),
        ("اغلاق جسر الموصل الحديدى", "2024-01-04"),
        ("إغلاق الجسر الحديدي في الموصل", "2024-01"),
        ("إغلاق الجسر الحديدي في الموصل", "2024-01-05"),
        ("إغلاق الجسر الحديدي في الموصل", ""),
    ],
)
def test_similar_words_on_the_same_days_are_one_event(title: str, date: str) -> None:
    known = sketch("إغلاق الجسر الحديدي في الموصل", "2024-01-04", key="bridge")
    assert list(find(sketch(title, date), known)) == ["bridge.ar.md"]


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("إغلاق الجسر الحديدي في الموصل", "2024-01-07"),
        ("إغلاق الجسر الحديدي في الموصل", "2023"),
        ("إغلاق مطار البصرة", "2024-01-04"),
        ("ضربة في الموصل", "2024-01-04"),
        ("Iron bridge in Mosul closed", "2024-01-04"),
    ],
)
def test_other_words_or_other_days_are_another_event(title: str, date: str) -> None:
    known = sketch("إغلاق الجسر الحديدي في الموصل", "2024-01-04", key="bridge")
    assert find(sketch(title, date), known) == {}


@pytest.mark.parametrize("date", ["2024-01-04", ""])
@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("Strike", "US strike in Mosul kills three"),
        ("الموصل", "إغلاق الجسر الحديدي في الموصل"),
        ("Port workers end their strike", "Strike"),
    ],
)
def test_a_word_in_common_is_no_similarity(title: str, known: str, date: str) -> None:
    assert find(sketch(title, date), sketch(known, "2024-01-04", key="known")) == {}


def test_the_same_word_is_the_same_title() -> None:
    assert list(find(sketch("Earthquakes", ""), sketch("Earthquake", "2024", key="known"))) == [
        "known.en.md"
    ]


def test_the_title_can_be_in_the_summary() -> None:
    known = sketch(
        "A quiet morning",
        "2024-01-04",
        key="bridge",
        summary="The iron bridge of Mosul was closed.",
    )
    new = sketch("Mosul's iron bridges close", "2024-01-04")
    assert find(new, known) == {"bridge.en.md": "the same days, similar words"}


@pytest.mark.parametrize(
    "address",
    [
        "https://news.example/2024/bridge",
        "http://www.news.example/2024/bridge/?utm_source=x&fbclid=1#top",
    ],
)
@pytest.mark.parametrize("date", ["2024-01-04", "2024", ""])
def test_the_same_address_is_one_event_in_any_language(address: str, date: str) -> None:
    known = sketch(
        "إغلاق الجسر", "2024-01-04", key="bridge", addresses=("https://news.example/2024/bridge",)
    )
    new = sketch("Closed", date, addresses=(address,))
    assert find(new, known) == {"bridge.ar.md": "the same source address"}


def test_one_report_can_be_of_several_days() -> None:
    address = "https://news.example/report.pdf"
    known = sketch("Closed", "2024-01-04", key="bridge", addresses=(address,))
    assert find(sketch("Opened", "2024-03-01", addresses=(address,)), known) == {}


@pytest.mark.parametrize("address", ["https://news.example/", "https://[news/"])
def test_the_address_of_a_whole_site_says_nothing(address: str) -> None:
    known = sketch("Closed", "2024-01-04", key="bridge", addresses=(address,))
    assert find(sketch("Opened", "2024-01-04", addresses=(address,)), known) == {}


def test_a_translation_is_no_duplicate_and_shares_the_date_of_the_event() -> None:
    texts = (
        sketch("إغلاق الجسر الحديدي", "2024-01-04", key="bridge"),
        sketch("The iron bridge is closed", key="bridge"),
    )
    assert find(sketch("The iron bridge is closed", key="bridge"), *texts) == {}
    assert find(sketch("The iron bridge is closed", "2024-02-01"), *texts) == {}
    assert find(sketch("The iron bridge is closed", "2024-01-04"), *texts) == {
        "bridge.en.md": "the same days, similar words"
    }
