"""Languages are paired, events ordered, spellings made one, contradictions found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.chronology import Chronicle, build_chronicle, find_similar
from generator.chronology.calendar import group_by_month
from generator.dates import parse
from generator.model import (
    Article,
    Citation,
    Entry,
    FieldPosition,
    Language,
    LocalizedText,
    Outline,
    RegistryEntry,
    Site,
    Status,
    Text,
)

SITE = Site(
    title=LocalizedText((Text("سجل", "ar"),)),
    description=LocalizedText(),
    base_url="",
    timezone="Asia/Baghdad",
    languages=(
        Language("ar", "ar_IQ", "العربية", "rtl", "latn"),
        Language("en", "en", "English", "ltr", "latn"),
    ),
    untranslated="mark",
    tags=(
        RegistryEntry(
            "us-forces",
            LocalizedText((Text("القوات الأمريكية", "ar"), Text("US forces", "en"))),
            ("القوات الأميركية",),
        ),
    ),
    sources=(
        RegistryEntry(
            "ap", LocalizedText((Text("أسوشيتد برس", "ar"), Text("Associated Press", "en")))
        ),
    ),
)


def entry(path: str, date: str | None = "2024", **fields: object) -> Entry:
    """An entry of that file, dated, with one source unless told otherwise."""
    key, language, _ = path.rpartition("/")[2].split(".")
    article = Article(
        path=path,
        key=key,
        language=language,
        slug=key,
        title=key,
        when=parse(date, "Asia/Baghdad") if date else None,
        sources=(Citation(name="ap"),),
    )
    return Entry(replace(article, **fields), Outline("", (), (), ""))  # type: ignore[arg-type]


def told(*entries: Entry, site: Site = SITE) -> Chronicle:
    """The chronicle of entries that hold no contradiction."""
    made, problems = build_chronicle(site, entries)
    assert problems == ()
    return made


def wrong(*entries: Entry) -> list[tuple[str, str, str]]:
    """The path, the code and the message of each problem, sorted."""
    _, problems = build_chronicle(SITE, entries)
    return sorted((problem.path, problem.code, problem.message) for problem in problems)


def keys(made: Chronicle, language: str) -> list[str]:
    return [telling.event.key for telling in made.timelines[language].events]


def test_translations_of_a_key_are_one_event() -> None:
    made = told(entry("a/strike.en.md"), entry("a/strike.ar.md"))
    assert keys(made, "ar") == keys(made, "en") == ["strike"]
    assert [each.article.language for each in made.events["strike"].entries] == ["ar", "en"]


def test_events_stand_by_earliest_instant_then_coarser_first_then_key() -> None:
    made = told(
        entry("z.ar.md", "2024-01-01"),
        entry("b.ar.md", "2024-01-01"),
        entry("a.ar.md", "2024-01"),
        entry("y.ar.md", "2024"),
        entry("x.ar.md", "../2024"),
        entry("w.ar.md", "-0300"),
        entry("v.ar.md", "2023-12-31T23:59"),
    )
    assert keys(made, "ar") == ["w", "v", "x", "y", "a", "b", "z"]


@given(st.permutations(["2024", "2024-01", "2024-01-01", "../2024", "2023/2025", "1999~", "-0044"]))
def test_the_order_of_files_does_not_matter(dates: list[str]) -> None:
    named = {date: f"k{number}" for number, date in enumerate(sorted(dates))}
    made = told(*(entry(f"{named[date]}.ar.md", date) for date in dates))
    again = told(*(entry(f"{named[date]}.ar.md", date) for date in sorted(dates)))
    assert keys(made, "ar") == keys(again, "ar")


def test_an_event_with_no_text_in_a_language_is_listed_there_with_another() -> None:
    made = told(entry("only.en.md"))
    telling = made.timelines["ar"].events[0]
    assert telling.foreign
    assert telling.entry.article.language == "en"


def test_a_site_may_hide_what_is_not_translated() -> None:
    made = told(entry("only.en.md"), site=replace(SITE, untranslated="hide"))
    assert keys(made, "ar") == []
    assert keys(made, "en") == ["only"]


def test_a_date_status_place_and_source_may_stand_in_one_translation_only() -> None:
    made = told(
        entry("a.ar.md", "2024-09~", status=Status.EXPECTED, place="أربيل", tags=("us-forces",)),
        entry("a.en.md", None, sources=None),
    )
    telling = made.timelines["en"].events[0]
    assert telling.event.when.edtf == "2024-09~"
    assert telling.event.status is Status.EXPECTED
    assert telling.event.places.in_language("en") == Text("أربيل", "ar")
    assert telling.tags == ("us-forces",)
    assert [cited.source for cited in telling.citations] == ["ap"]


def test_an_empty_list_says_that_there_are_none() -> None:
    made = told(entry("a.ar.md", tags=("بغداد",)), entry("a.en.md", tags=()))
    assert made.timelines["en"].events[0].tags == ()


@pytest.mark.parametrize(
    "spelling",
    [
        "القوات الأمريكية",
        "القوات الأمریکیة",
        "القوّات الامريكيه",
        "القوات الأميركية",
        "us-forces",
        "US  Forces",
    ],
)
def test_every_spelling_of_a_registered_tag_is_one_tag(spelling: str) -> None:
    made = told(entry("a.ar.md", tags=(spelling,)))
    assert dict(made.timelines["ar"].tags) == {"us-forces": (0,)}
    assert made.tags["us-forces"].name("ar") == Text("القوات الأمريكية", "ar")
    assert made.tags["us-forces"].name("en") == Text("US forces", "en")


def test_spellings_that_fold_alike_are_one_tag_without_a_registry_too() -> None:
    made = told(
        entry("a.ar.md", tags=("الحكومة العراقية",)),
        entry("b.ar.md", tags=("الحكومه العراقیه",)),
        entry("c.ar.md", tags=("الحكومة العراقية",)),
    )
    (identity,) = made.tags
    assert made.timelines["ar"].tags[identity] == (0, 1, 2)
    assert made.tags[identity].name("ar") == Text("الحكومة العراقية", "ar")


def test_an_identity_does_not_move_when_another_spelling_turns_up() -> None:
    (alone,) = told(entry("a.ar.md", tags=("الحكومه العراقیه",))).tags
    (among,) = told(
        entry("a.ar.md", tags=("الحكومه العراقیه",)), entry("b.ar.md", tags=("الحكومة العراقية",))
    ).tags
    assert alone == among


def test_a_tag_written_twice_on_one_article_counts_once() -> None:
    made = told(entry("a.ar.md", tags=("us-forces", "القوات الأمريكية")))
    assert made.timelines["ar"].events[0].tags == ("us-forces",)


def test_a_registered_carrier_has_the_event_on_its_own_timeline() -> None:
    made = told(entry("a.ar.md", sources=(Citation(name="بات رايدر", via="أسوشيتد برس"),)))
    assert made.timelines["ar"].sources["ap"] == (0,)
    assert made.timelines["ar"].events[0].citations[0].via_source == "ap"


def test_drafts_are_left_out_unless_asked_for() -> None:
    draft = entry("a.ar.md", draft=True)
    assert keys(told(draft), "ar") == []
    made, _ = build_chronicle(SITE, (draft,), drafts=True)
    assert keys(made, "ar") == ["a"]


def test_contradictions_name_both_files() -> None:
    assert wrong(
        entry("a.ar.md", "2024-01-04", status=Status.EXPECTED),
        entry("a.en.md", "2024-01-05", status=Status.DENIED),
    ) == [
        ("a.en.md", "date-differs", "date '2024-01-05' differs from '2024-01-04' in a.ar.md"),
        ("a.en.md", "status-differs", "status 'denied' differs from 'expected' in a.ar.md"),
    ]


def test_a_key_belongs_to_one_folder_and_one_file_a_language() -> None:
    assert wrong(entry("2023/a.ar.md"), entry("2024/a.ar.md"), entry("2024/a.en.md")) == [
        ("2024/a.ar.md", "key-clash", "'a' is already the name of 2023/a.ar.md"),
        ("2024/a.en.md", "key-clash", "'a' is already the name of 2023/a.ar.md"),
    ]


def test_a_missing_date_is_told_once_and_not_where_a_translation_cannot_be_read() -> None:
    lone = entry("a.ar.md", None)
    assert wrong(lone) == [("a.ar.md", "date-missing", "the event has no date")]
    _, problems = build_chronicle(SITE, (lone,), absent=frozenset({"a"}))
    assert problems == ()
    empty = replace(
        lone, article=replace(lone.article, positions=(FieldPosition("date", 3, 6, empty=True),))
    )
    _, (problem,) = build_chronicle(SITE, (empty,))
    assert (problem.code, problem.line, problem.column) == ("date-missing", 3, 6)


def test_what_is_missing_or_unknown_is_told() -> None:
    assert wrong(entry("a.ar.md", sources=None, related=("strik",)), entry("strike.ar.md")) == [
        ("a.ar.md", "related-unknown", "no event is named 'strik'"),
        ("a.ar.md", "source-missing", "the event has no source"),
    ]


def test_two_names_that_would_share_an_address_are_refused() -> None:
    assert wrong(entry("a.ar.md", tags=("C",)), entry("b.ar.md", tags=("C++",))) == [
        ("b.ar.md", "term-clash", "'C++' would share the address 'c' with 'C' (a.ar.md)"),
    ]


def test_translations_that_name_different_registered_tags_are_a_warning() -> None:
    _, problems = build_chronicle(
        SITE, (entry("a.ar.md", tags=("us-forces", "بغداد")), entry("a.en.md", tags=("Baghdad",)))
    )
    assert [
        (problem.path, problem.code, problem.severity.value, problem.message)
        for problem in problems
    ] == [
        (
            "a.en.md",
            "tags-differ",
            "warning",
            "the tags of the translations differ: us-forces in only one of them",
        )
    ]


def test_years_and_months_are_cut_where_they_change() -> None:
    made = told(
        entry("a.ar.md", "2023"),
        entry("b.ar.md", "2024"),
        entry("c.ar.md", "2024-01-03"),
        entry("d.ar.md", "2024-01-04"),
        entry("e.ar.md", "2024-09"),
    )
    runs = group_by_month(made.timelines["ar"].events, range(5))
    assert [(run.year, [(part.month, part.positions) for part in run.months]) for run in runs] == [
        (2023, [(None, (0,))]),
        (2024, [(None, (1,)), (1, (2, 3)), (9, (4,))]),
    ]


def test_similar_events_share_rare_tags_and_then_are_near_in_time() -> None:
    made = told(
        entry("a.ar.md", "2024-01-01", tags=("شائع", "نادر")),
        entry("b.ar.md", "2024-01-02", tags=("شائع",)),
        entry("c.ar.md", "2024-01-03", tags=("شائع",)),
        entry("d.ar.md", "2024-06-01", tags=("شائع", "نادر")),
        entry("e.ar.md", "2024-06-02", tags=("غيره",)),
    )
    edition = made.timelines["ar"]
    assert [keys(made, "ar")[place] for place in find_similar(edition, 0)] == ["d", "b", "c"]
    assert find_similar(edition, 0, limit=1) == (3,)


def cited(date: str, published: str, **fields: object) -> Entry:
    citation = Citation(name="ap", published=parse(published, "Asia/Baghdad"), line=4, column=9)
    return entry("a.ar.md", date, sources=(citation,), **fields)


def hints(*entries: Entry) -> list[str]:
    return [problem.hint for problem in build_chronicle(SITE, entries)[1]]


def test_an_id_that_no_source_has_is_an_error_where_it_stands() -> None:
    _, (problem,) = build_chronicle(
        SITE, [entry("a.ar.md", sources=(Citation(id="app", line=5, column=11),))]
    )
    assert (problem.line, problem.column, problem.code, problem.severity) == (
        *(5, 11),
        "source-unknown",
        "error",
    )
    assert (problem.message, problem.hint) == (
        "no source has the id 'app'",
        "did you mean 'ap'?",
    )
    assert hints(entry("a.ar.md", sources=(Citation(id="nobody"),))) == [
        "add it to sources.toml, or write 'name: …' instead"
    ]
    told(entry("a.ar.md", sources=(Citation(id="AP"), Citation(name="nobody"))))


def test_only_the_first_unknown_names_are_compared_with_all_others() -> None:
    unknown = tuple(f"strik{number}" for number in range(25))
    found = hints(entry("a.ar.md", related=unknown), entry("strike.ar.md"))
    assert found.count("did you mean 'strike'?") == 20
    assert found.count("name it as its file, without the ending: strike for strike.ar.md") == 5


@pytest.mark.parametrize(
    ("date", "published", "told_of"),
    [
        ("2024-01-04", "2024-01-02", "(2024-01-02) appeared before the event (2024-01-04)"),
        (
            *("2024-01-04T12:00", "2024-01-04T11:00"),
            "(2024-01-04T11:00+03:00) appeared before the event (2024-01-04T12:00+03:00)",
        ),
        ("2024", "2023", "(2023) appeared before the event (2024)"),
        ("2024-03/..", "2024-01", "(2024-01) appeared before the event (2024-03/..)"),
    ],
)
def test_a_report_from_before_its_event_is_a_warning(
    date: str, published: str, told_of: str
) -> None:
    _, (problem,) = build_chronicle(SITE, [cited(date, published)])
    assert (problem.line, problem.column, problem.code, problem.severity, problem.message) == (
        *(4, 9),
        "source-early",
        "warning",
        f"the report {told_of}",
    )
    told(cited(date, published, status=Status.EXPECTED))


@pytest.mark.parametrize(
    ("date", "published"),
    [
        # The evening before, where the report appeared, can be after midnight in Baghdad.
        ("2024-01-04", "2024-01-03"),
        ("2024-01-04T12:00", "2024-01-04"),
        ("2024", "2024-01-01"),
        ("2024-01~", "2023-12-01"),
        ("../2024", "2023"),
        ("2024-01-04", "2023/.."),
    ],
)
def test_a_report_that_may_be_later_than_its_event_is_none(date: str, published: str) -> None:
    told(cited(date, published))
