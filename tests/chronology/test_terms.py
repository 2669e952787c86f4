"""Tags and sources: spellings, registered identities and addresses."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.chronology import build_chronicle
from generator.chronology.model import Term
from generator.model import (
    Citation,
    Entry,
    LocalizedText,
    RegistryEntry,
    Text,
)
from tests.chronology.helpers import SITE, build, entry, find_problems
from tests.support import NOW


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
    chronicle = build(entry("a.ar.md", tags=(spelling,)))
    assert dict(chronicle.timelines["ar"].tags) == {"us-forces": (0,)}
    assert chronicle.tags["us-forces"].name("ar") == Text("القوات الأمريكية", "ar")
    assert chronicle.tags["us-forces"].name("en") == Text("US forces", "en")


def test_spellings_that_fold_alike_are_one_tag_without_a_registry_too() -> None:
    chronicle = build(
        entry("a.ar.md", tags=("الحكومة العراقية",)),
        entry("b.ar.md", tags=("الحكومه العراقیه",)),
        entry("c.ar.md", tags=("الحكومة العراقية",)),
    )
    (identity,) = chronicle.tags
    assert chronicle.timelines["ar"].tags[identity] == (0, 1, 2)
    assert chronicle.tags[identity].name("ar") == Text("الحكومة العراقية", "ar")


def test_a_registered_source_has_what_the_registry_says_of_it() -> None:
    names = LocalizedText((Text("Wire", "en"),))
    description = LocalizedText((Text("An agency", "en"),))
    wire = RegistryEntry("wire", names, ("The Wire",), description, "https://wire.example/")
    chronicle = build(
        entry("a.ar.md", sources=(Citation(name="The Wire"), Citation(name="Paper"))),
        site=replace(SITE, sources=(wire,)),
    )
    assert dict(chronicle.sources) == {
        "wire": Term("wire", names, description, "https://wire.example/"),
        "paper": Term("paper", LocalizedText((Text("Paper", "ar"),)), LocalizedText(), ""),
    }


def test_an_unregistered_tag_has_the_most_common_spelling_of_each_language() -> None:
    chronicle = build(
        entry("a.en.md", tags=("Air-raid",)),
        entry("b.en.md", tags=("Air raid",)),
        entry("c.en.md", tags=("air raid",)),
        entry("d.en.md", tags=("Air raid",)),
        entry("e.ar.md", tags=("AIR RAID",)),
    )
    names = LocalizedText((Text("AIR RAID", "ar"), Text("Air raid", "en")))
    assert chronicle.tags["air-raid"].names == names


def test_a_registered_tag_without_a_name_is_shown_by_its_id() -> None:
    site = replace(SITE, tags=(RegistryEntry("flood", LocalizedText()),))
    chronicle = build(entry("a.ar.md", tags=("flood",)), site=site)
    assert chronicle.tags["flood"].name("ar") == Text("flood", "und")


def test_an_identity_does_not_depend_on_other_spellings() -> None:
    (alone,) = build(entry("a.ar.md", tags=("الحكومه العراقیه",))).tags
    (among,) = build(
        entry("a.ar.md", tags=("الحكومه العراقیه",)), entry("b.ar.md", tags=("الحكومة العراقية",))
    ).tags
    assert alone == among


def test_a_tag_written_twice_on_one_article_counts_once() -> None:
    chronicle = build(entry("a.ar.md", tags=("us-forces", "القوات الأمريكية")))
    assert chronicle.timelines["ar"].events[0].tags == ("us-forces",)


def test_a_registered_via_has_the_event_on_its_own_timeline() -> None:
    chronicle = build(entry("a.ar.md", sources=(Citation(name="بات رايدر", via="أسوشيتد برس"),)))
    assert chronicle.timelines["ar"].sources["ap"] == (0,)
    assert chronicle.localize("ar", "a").citations[0].via_source == "ap"


def test_an_unregistered_via_is_the_name_of_no_source() -> None:
    chronicle = build(entry("a.ar.md", sources=(Citation(name="Rider", via="Somebody"),)))
    assert chronicle.localize("ar", "a").citations[0].via_source == ""
    assert list(chronicle.timelines["ar"].sources) == ["rider"]
    assert list(chronicle.sources) == ["rider"]


def test_two_names_with_the_same_url_are_an_error() -> None:
    assert find_problems(entry("a.ar.md", tags=("C",)), entry("b.ar.md", tags=("C++",))) == [
        ("b.ar.md", "term-clash", "'C++' would have the same URL 'c' as 'C' (a.ar.md)"),
    ]


def test_translations_that_name_different_registered_tags_are_a_warning() -> None:
    _, problems = build_chronicle(
        SITE,
        (entry("a.ar.md", tags=("us-forces", "بغداد")), entry("a.en.md", tags=())),
        now=NOW,
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


def hints(*entries: Entry) -> list[str]:
    return [problem.hint for problem in build_chronicle(SITE, entries, now=NOW)[1]]


def test_an_id_that_no_source_has_is_an_error_at_its_position() -> None:
    _, (problem,) = build_chronicle(
        SITE,
        [entry("a.ar.md", sources=(Citation(id="app", line=5, column=11),))],
        now=NOW,
    )
    assert (problem.line, problem.column, problem.code, problem.severity) == (
        *(5, 11),
        "source-unknown",
        "error",
    )
    assert (problem.message, problem.hint) == (
        "unknown source id 'app'",
        "did you mean 'ap'?",
    )
    assert hints(entry("a.ar.md", sources=(Citation(id="nobody"),))) == [
        "add it to sources.toml, or write 'name: …' instead"
    ]
    build(entry("a.ar.md", sources=(Citation(id="AP"), Citation(name="nobody"))))


def test_only_the_first_unknown_names_are_compared_with_all_others() -> None:
    unknown = tuple(f"strik{letter}" for letter in "abcdfghijklmnopqrstuvwxyz")
    written = hints(entry("a.ar.md", related=unknown), entry("strike.ar.md"))
    assert written.count("did you mean 'strike'?") == 20
    otherwise = "write the name of its file without the ending: strike for strike.ar.md"
    assert written.count(otherwise) == 5
