"""A chronicle that is brought up to date equals one that is built from nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.chronology import Assembler, Chronicle, ChronicleBuilder
from generator.chronology.recording import record_assemblies, restore_assemblies
from generator.dates import When, parse
from generator.model import Citation, Correction, Entry, Site, Status, VisibilityLimit
from generator.problems import Problem
from tests.chronology.helpers import SITE, entry
from tests.support import NOW


def day(text: str) -> When:
    return parse(text, "Asia/Baghdad")


HIDING = replace(SITE, untranslated="hide")
LATER = NOW + 1000
Entries = dict[str, Entry]
Built = tuple[Chronicle, tuple[Problem, ...]]


def named(*entries: Entry) -> Entries:
    return {each.article.path: each for each in entries}


def build(
    entries: Mapping[str, Entry],
    *,
    site: Site = SITE,
    drafts: bool = False,
    now: int = NOW,
    absent: Iterable[str] = (),
) -> Built:
    builder = ChronicleBuilder(Assembler(site), drafts=drafts)
    return builder.update(entries, entries.keys(), now=now, absent=frozenset(absent))


def contents(built: Built) -> object:
    """All that a chronicle says."""
    chronicle, problems = built
    localized = {
        (code, key): chronicle.localize(code, key)
        for code, timeline in chronicle.timelines.items()
        for key in timeline.positions
    }
    return (
        chronicle.timelines,
        chronicle.events,
        chronicle.pages,
        chronicle.tags,
        chronicle.sources,
        chronicle.articles,
        # The order of terms decides which is listed first.
        list(chronicle.tags),
        list(chronicle.sources),
        list(chronicle.events),
        localized,
        dict(chronicle.files),
        sorted(problems),
    )


ENTRIES = st.lists(
    st.builds(
        entry,
        st.sampled_from(["x/a.ar.md", "x/a.en.md", "x/b.ar.md", "x/b.en.md", "y/a.en.md"]),
        st.sampled_from(["2024", "2024-01", "2023/2025", "../2024", None]),
        tags=st.sampled_from([None, (), ("us-forces", "C"), ("C++",), ("القوات الأمريكية",)]),
        sources=st.sampled_from([None, (Citation(id="app", line=3, column=4),)]),
        status=st.sampled_from([None, Status.EXPECTED]),
        related=st.sampled_from([(), ("a",), ("nothing",)]),
        published=st.sampled_from([None, day("2025-01-01")]),
        corrections=st.sampled_from([(), (Correction(day("2026-01-01"), "No"),)]),
        title=st.sampled_from(["One", "Two"]),
        draft=st.booleans(),
        limits=st.sampled_from([(), (VisibilityLimit("publishDate", LATER, "2030", True),)]),
        is_page=st.booleans(),
    ),
    max_size=5,
).map(lambda entries: named(*entries))


@given(
    st.lists(st.tuples(ENTRIES, st.sampled_from([NOW, LATER]), st.sets(st.just("a"))), min_size=2),
    st.sampled_from([SITE, HIDING]),
    st.booleans(),
    st.booleans(),
)
def test_after_any_edits_it_is_that_of_the_files_as_they_are(
    states: list[tuple[Entries, int, set[str]]], site: Site, drafts: bool, recorded: bool
) -> None:
    assembler = Assembler(site)
    builder = ChronicleBuilder(assembler, drafts=drafts)
    before: Entries = {}
    for entries, now, absent in states:
        changed = {path for path in {**before, **entries} if before.get(path) != entries.get(path)}
        built = builder.update(entries, changed, now=now, absent=frozenset(absent))
        fresh = build(entries, site=site, drafts=drafts, now=now, absent=absent)
        assert contents(built) == contents(fresh)
        before = entries
        if recorded:
            builder = ChronicleBuilder(
                assembler,
                drafts=drafts,
                assemblies=restore_assemblies(record_assemblies(builder.assemblies)),
                now=builder.now,
                absent=builder.absent,
                findings=builder.findings,
            )


def test_another_text_leaves_the_timelines_as_they_are() -> None:
    builder = ChronicleBuilder(Assembler(SITE))
    first = named(entry("a.ar.md", title="Old"), entry("b.ar.md"))
    before, _ = builder.update(first, first.keys(), now=NOW, absent=frozenset())
    second = {**first, **named(entry("a.ar.md", title="New"))}
    after, _ = builder.update(second, ["a.ar.md"], now=NOW, absent=frozenset())
    assert after.timelines is before.timelines
    assert after.localize("ar", "a").entry.article.title == "New"
    # A chronicle that is in use does not change.
    assert before.localize("ar", "a").entry.article.title == "Old"
    assert before.files["a.ar.md"].article.title == "Old"


def test_only_the_events_of_changed_files_are_assembled_again() -> None:
    builder = ChronicleBuilder(Assembler(SITE))
    entries = named(entry("a.ar.md"), entry("b.ar.md"))
    builder.update(entries, entries.keys(), now=NOW, absent=frozenset())
    known = dict(builder.assemblies)
    builder.update(
        {**entries, **named(entry("a.ar.md", "2020"))}, ["a.ar.md"], now=NOW, absent=frozenset()
    )
    again = [group for group, each in builder.assemblies.items() if each is not known[group]]
    assert again == [(False, "a")]


def test_an_article_is_shown_once_its_time_has_come() -> None:
    builder = ChronicleBuilder(Assembler(SITE))
    limit = VisibilityLimit("publishDate", LATER, "2030", True)
    entries = named(entry("a.ar.md", limits=(limit,)), entry("b.ar.md"))
    early, _ = builder.update(entries, entries.keys(), now=NOW, absent=frozenset())
    assert list(early.events) == ["b"]
    assert builder.next_change == LATER
    late, _ = builder.update(entries, (), now=LATER, absent=frozenset())
    assert list(late.events) == ["a", "b"]
    assert builder.next_change is None


def test_a_relation_to_what_could_not_be_parsed_is_not_reported() -> None:
    builder = ChronicleBuilder(Assembler(SITE))
    entries = named(entry("a.ar.md", related=("b",)))

    def problems(absent: frozenset[str]) -> list[str]:
        _, found = builder.update(entries, (), now=NOW, absent=absent)
        return [problem.code for problem in found]

    builder.update(entries, entries.keys(), now=NOW, absent=frozenset())
    assert problems(frozenset()) == ["related-unknown"]
    assert problems(frozenset({"b"})) == []
    assert problems(frozenset()) == ["related-unknown"]


def test_a_date_is_missing_only_while_no_other_text_can_have_it() -> None:
    builder = ChronicleBuilder(Assembler(SITE))
    entries = named(entry("a.en.md", None))

    def problems(absent: frozenset[str]) -> list[str]:
        _, found = builder.update(entries, (), now=NOW, absent=absent)
        return [problem.code for problem in found]

    builder.update(entries, entries.keys(), now=NOW, absent=frozenset())
    assert problems(frozenset()) == ["date-missing"]
    assert problems(frozenset({"a"})) == []
    assert problems(frozenset()) == ["date-missing"]


def test_an_event_is_gone_with_its_last_file() -> None:
    builder = ChronicleBuilder(Assembler(SITE))
    both = named(entry("a.ar.md"), entry("b.ar.md"))
    before, _ = builder.update(both, both.keys(), now=NOW, absent=frozenset())
    after, _ = builder.update(named(entry("b.ar.md")), ["a.ar.md"], now=NOW, absent=frozenset())
    assert list(after.events) == ["b"]
    with pytest.raises(KeyError, match="a"):
        after.localize("ar", "a")
    assert before.localize("ar", "a").event.key == "a"
