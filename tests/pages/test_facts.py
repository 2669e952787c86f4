"""A page is composed again if and only if one of the facts that it was composed from has changed.

What a page reads is noted by itself, so these tests compare what all pages of two sites contain
with what the notes of the first site say about the second.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Set

import pytest
from msgspec.structs import replace

from generator.chronology import LanguageTimeline, find_similar
from generator.dates import When, parse
from generator.model import (
    Citation,
    Correction,
    Entry,
    Heading,
    LeadImage,
    MediaFile,
    Outline,
    Reference,
    Site,
    Status,
)
from generator.pages import (
    Facts,
    compose,
    facts,
    home,
    plan,
    planned_files,
    timeline_chart,
    timeline_parts,
)
from generator.pages.read_log import Name, ReadLog
from generator.state.read_record import ReadRecord
from tests.chronology.helpers import SITE, entry
from tests.pages.helpers import make_views

MARKING = replace(SITE, base_url="https://log.example/", exports="all")
HIDING = replace(MARKING, untranslated="hide")
MEDIA = {
    "content/2020/p.png": MediaFile("content/2020/p.png", "1" * 32, 3, 3),
    "content/2020/q.png": MediaFile("content/2020/q.png", "2" * 32, 3, 3),
}
Entries = dict[str, Entry]


def day(text: str) -> When:
    return parse(text, "Asia/Baghdad")


def linking(target: str, kind: str = "link") -> Outline:
    return Outline("First.", (), (Reference(kind, target, 9, 1),), "")  # type: ignore[arg-type]


def first_site() -> Entries:
    """A site in which one year and one tag are split, with some of every field."""
    entries = [
        *(entry(f"content/2020/e{n}.en.md", f"2020-0{n}-02", tags=("us-forces",)) for n in (1, 2)),
        entry("content/2020/e1.ar.md", "2020-01-02"),
        entry("content/2020/lone.en.md", "2020-01-20"),
        entry("content/2020/e3.en.md", "2020-03-02", tags=("us-forces", "x"), related=("e1",)),
        entry("content/2020/e3.ar.md", "2020-03-02"),
        entry("content/2020/e4.ar.md", "2021-05", tags=("x", "us-forces")),
        entry("content/2020/e4.en.md", "2021-05"),
        entry("content/2020/f1.en.md", "2022-01-01"),
        *(entry(f"content/2020/f{n}.en.md", f"2022-02-0{n}") for n in (2, 3, 4)),
        entry("content/2020/e5.en.md", "2030", status=Status.EXPECTED, tags=("y",)),
        entry(
            "content/2020/e6.en.md",
            "2005-01-01",
            tags=("y",),
            aliases=("old/six",),
            corrections=(Correction(day("2020-01-01"), "Old"),),
        ),
        entry("content/2020/g1.en.md", "2005-05-02"),
        entry("content/2020/h1.en.md", "1990/1992-04"),
        entry("content/2020/h2.en.md", "2022-03/2030", status=Status.EXPECTED),
        *(entry(f"content/2020/i{n}.en.md", "1992-05-01") for n in range(4)),
        entry("content/pages/about.en.md", None, is_page=True, title="About"),
        entry("content/pages/about.ar.md", None, is_page=True),
    ]
    site = {each.article.path: each for each in entries}
    linked = {
        "e1.en.md": "e2.en.md#head",
        "e2.en.md": "/en/tags/y/",
        "e5.en.md": "p.png",
        "f3.en.md": "[[p.png",
    }
    for name, target in linked.items():
        path = f"content/2020/{name}"
        site[path] = replace(site[path], outline=linking(target))
    headed = site["content/2020/e2.en.md"]
    heading = Heading(2, "head", "Head")
    site["content/2020/e2.en.md"] = replace(
        headed, outline=dataclasses.replace(headed.outline, headings=(heading,))
    )
    return site


def edited(path: str, **fields: object) -> Entries:
    site = first_site()
    full = f"content/{path}" if path.startswith("pages/") else f"content/2020/{path}"
    article = replace(site[full].article, **fields)
    return {**site, full: replace(site[full], article=article)}


def without(name: str) -> Entries:
    return {path: each for path, each in first_site().items() if not path.endswith(name)}


def with_entry(added: Entry) -> Entries:
    return {**first_site(), added.article.path: added}


EDITS: Mapping[str, tuple[Entries, Mapping[str, MediaFile]]] = {
    "title": (edited("e2.en.md", title="New"), MEDIA),
    "file of a wikilink": (
        first_site(),
        {**MEDIA, "content/2019/p.png": MediaFile("content/2019/p.png", "fedcba9876543210", 9, 9)},
    ),
    "title of a translation": (edited("e3.ar.md", title="New"), MEDIA),
    "title of a page": (edited("pages/about.en.md", title="New"), MEDIA),
    "summary": (edited("e2.en.md", summary="New"), MEDIA),
    "summary of a page": (edited("pages/about.en.md", summary="New"), MEDIA),
    "address": (edited("e2.en.md", slug="moved"), MEDIA),
    "address of a page": (edited("pages/about.en.md", slug="moved"), MEDIA),
    "former address": (edited("e6.en.md", aliases=("old/6",)), MEDIA),
    "title of what has moved": (edited("e6.en.md", title="New"), MEDIA),
    "date within the month": (edited("e2.en.md", when=day("2020-02-03")), MEDIA),
    "date in another month": (edited("e2.en.md", when=day("2020-01-03")), MEDIA),
    "date in another year": (edited("e2.en.md", when=day("2022-02-02")), MEDIA),
    "order": (edited("e1.en.md", when=day("2020-02-09")), MEDIA),
    "date in the month of the latest": (edited("f2.en.md", when=day("2022-02-20")), MEDIA),
    "first month of a long year": (edited("f1.en.md", when=day("2022-02-01")), MEDIA),
    "date of the first event": (edited("e6.en.md", when=day("2019-12-01")), MEDIA),
    "day of an event": (edited("e2.en.md", when=day("2020-02-04")), MEDIA),
    "time of the latest": (edited("f2.en.md", when=day("2022-02-04T23:00")), MEDIA),
    "year of the first event": (edited("e6.en.md", when=day("2019-01-01")), MEDIA),
    "event of one language": (with_entry(entry("content/2020/e7.ar.md", "2019-02-02")), MEDIA),
    "event without an end": (edited("e2.en.md", when=day("2020-02/..")), MEDIA),
    "end of what lasts": (edited("h1.en.md", when=day("1990/1992-05")), MEDIA),
    "end of what lasts within a gap": (edited("h1.en.md", when=day("1990/2005-03")), MEDIA),
    "status": (edited("e2.en.md", status=Status.EXPECTED), MEDIA),
    "expected again": (edited("e6.en.md", status=Status.EXPECTED), MEDIA),
    "expected no more": (edited("e5.en.md", status=Status.OCCURRED), MEDIA),
    "tag": (edited("e4.ar.md", tags=("us-forces",)), MEDIA),
    "new tag": (edited("e4.ar.md", tags=("z",)), MEDIA),
    "spelling of a tag": (edited("e4.ar.md", tags=("X",)), MEDIA),
    "tag gone": (edited("e5.en.md", tags=()), MEDIA),
    "tag of nothing": (
        {**edited("e5.en.md", tags=()), "content/2020/e6.en.md": entry("content/2020/e6.en.md")},
        MEDIA,
    ),
    "source": (edited("e2.en.md", sources=(Citation(name="BBC"),)), MEDIA),
    "via": (edited("e2.en.md", sources=(Citation(name="BBC", via="ap"),)), MEDIA),
    "quotation": (edited("e2.en.md", sources=(Citation(name="ap", quote="Words"),)), MEDIA),
    "published": (edited("e1.en.md", published=day("2024-01-01")), MEDIA),
    "corrected": (edited("e1.en.md", corrections=(Correction(day("2024-01-01"), "No"),)), MEDIA),
    "related": (edited("e3.en.md", related=("e2",)), MEDIA),
    "image": (edited("e3.en.md", image=LeadImage("p.png", "", "")), MEDIA),
    "article": (with_entry(entry("content/2020/e7.en.md", "2020-02-20", tags=("x",))), MEDIA),
    "article after all others": (with_entry(entry("content/2020/e7.en.md", "2040")), MEDIA),
    "article in a year of its own": (with_entry(entry("content/2020/e7.en.md", "2010")), MEDIA),
    "translation": (with_entry(entry("content/2020/e2.ar.md", "2020-02-02")), MEDIA),
    "page": (with_entry(entry("content/pages/more.en.md", None, is_page=True)), MEDIA),
    "page under another key": (
        {
            **without("about.en.md"),
            "content/pages/us.en.md": entry(
                "content/pages/us.en.md", None, is_page=True, title="About", slug="about"
            ),
        },
        MEDIA,
    ),
    "page replaced by a former address": (
        {
            path: each
            for path, each in edited("e4.ar.md", aliases=("en/about",)).items()
            if not path.endswith("about.en.md")
        },
        MEDIA,
    ),
    "many articles": (
        {
            **first_site(),
            **{
                f"content/m{number}.en.md": entry(f"content/m{number}.en.md", f"19{number}")
                for number in range(10, 40)
            },
        },
        MEDIA,
    ),
    "image in another folder": (
        {
            **{path: each for path, each in edited("e3.en.md").items() if each.article.key != "e5"},
            "content/x/e5.en.md": replace(
                first_site()["content/2020/e5.en.md"],
                article=replace(
                    first_site()["content/2020/e5.en.md"].article, path="content/x/e5.en.md"
                ),
            ),
        },
        MEDIA,
    ),
    "article removed": (without("e1.en.md"), MEDIA),
    "last article of a long year removed": (without("e3.en.md"), MEDIA),
    "article with a link removed": (without("e2.en.md"), MEDIA),
    "event removed": (
        {path: each for path, each in first_site().items() if each.article.key != "e3"},
        MEDIA,
    ),
    "translations removed": (without(".ar.md"), MEDIA),
    "translation removed": (without("e3.ar.md"), MEDIA),
    "expected event removed": (without("e5.en.md"), MEDIA),
    "page removed": (without("about.en.md"), MEDIA),
    "translation of a page removed": (without("about.ar.md"), MEDIA),
    "image file": (
        first_site(),
        {**MEDIA, "content/2020/p.png": replace(MEDIA["content/2020/p.png"], width=9)},
    ),
    "image file removed": (first_site(), {}),
}


def shorten_lists(patch: pytest.MonkeyPatch) -> None:
    """Let the few events of a test be too many for one page, and for the home page."""
    patch.setattr(plan, "LONG_TIMELINE", 3)
    patch.setattr(timeline_parts, "LONG_WHOLE_TIMELINE", 2)
    patch.setattr(timeline_chart, "LABELED_ROWS", 0)
    patch.setattr(timeline_chart, "SMALL_ROWS", 0)
    patch.setattr(planned_files, "SITEMAP_PAGES", 50)
    patch.setattr(home, "NEWEST_EVENTS", 2)
    patch.setattr(home, "EXPECTED_EVENTS", 1)


@pytest.fixture(autouse=True)
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    shorten_lists(monkeypatch)


def compose_all(
    entries: Entries, media: Mapping[str, MediaFile], site: Site, log: ReadLog
) -> tuple[Facts, dict[str, str]]:
    """Compose every page and file; returns what each contains."""
    views = make_views(*entries.values(), site=site, media=media, log=log)
    outputs = make_views(*entries.values(), site=site, media=media).facts.whole_site().plan.outputs
    contents = {
        output.url.file: repr(log.compute_page(output.url.file, compose, views, output))
        for output in outputs
    }
    return views.facts, contents


def read_first(site: Site) -> tuple[ReadRecord, dict[str, str]]:
    """What the pages of the first site read, and what they contain."""
    log, record = ReadLog(), ReadRecord(b"")
    facts, contents = compose_all(first_site(), MEDIA, site, log)
    reads = log.take()
    record.update(reads.pages, reads.views, reads.digests | facts.digest_decisive())
    return record, contents


def find_stale(record: ReadRecord, facts: Facts, entries: Entries) -> set[str]:
    """The recorded pages and files that have to be composed again for another site."""
    first = first_site()
    affected = {
        each.article.key
        for site in (first, entries)
        for path, each in site.items()
        if first.get(path) != entries.get(path)
    }
    changed = record.find_affected(facts.find_changed(record.recorded_facts(), affected))
    return {file for file in record.pages if not record.is_fresh(file, changed)}


def compare(
    edit: str, site: Site, first: tuple[ReadRecord, dict[str, str]]
) -> tuple[set[str], set[str]]:
    """The pages that an edit changes, and those with a fact that it changes."""
    record, before = first
    facts, after = compose_all(*EDITS[edit], site, ReadLog())
    changed = {file for file in before.keys() & after.keys() if before[file] != after[file]}
    return changed, find_stale(record, facts, EDITS[edit][0])


@pytest.fixture(scope="module", params=[MARKING, HIDING], ids=["marking", "hiding"])
def first(request: pytest.FixtureRequest) -> tuple[Site, tuple[ReadRecord, dict[str, str]]]:
    """The settings of a site, and its first state."""
    with pytest.MonkeyPatch.context() as patch:
        shorten_lists(patch)
        return request.param, read_first(request.param)


@pytest.mark.parametrize("edit", EDITS)
def test_every_page_that_an_edit_changes_is_composed_again(
    first: tuple[Site, tuple[ReadRecord, dict[str, str]]], edit: str
) -> None:
    changed, stale = compare(edit, *first)
    assert changed - stale == set()


def test_nothing_is_composed_again_for_the_same_site(
    first: tuple[Site, tuple[ReadRecord, dict[str, str]]],
) -> None:
    site, (record, _) = first
    facts, _ = compose_all(first_site(), MEDIA, site, ReadLog())
    assert find_stale(record, facts, first_site()) == set()


def test_a_title_concerns_only_the_pages_that_show_it(
    first: tuple[Site, tuple[ReadRecord, dict[str, str]]],
) -> None:
    changed, stale = compare("title", *first)
    # The article that links to it learns the address from the same entry.
    assert stale - changed <= {"en/articles/e1/index.html"}


# All facts share the code of the method that notes them.
_NOTING = Facts.event.__code__
FACTS = [name for name, value in vars(Facts).items() if getattr(value, "__code__", 0) is _NOTING]


# An edit that would leave a page out of date if a fact were not noted. An event is read with all
# its texts, so `find_article` needs no note of its own.
SHOWN_BY: Mapping[str, tuple[str, Site]] = {
    "event": ("title", MARKING),
    "entry": ("summary of a page", MARKING),
    "neighbors": ("date in another year", MARKING),
    "similar": ("article", MARKING),
    "gaps": ("end of what lasts within a gap", MARKING),
    "latest_date": ("date in the month of the latest", MARKING),
    "keys": ("article", MARKING),
    "newest_published": ("article", MARKING),
    "latest": ("time of the latest", MARKING),
    "expected": ("status", MARKING),
    "ongoing": ("event without an end", MARKING),
    "days": ("date in the month of the latest", MARKING),
    "day_counts": ("time of the latest", MARKING),
    "day_keys": ("day of an event", MARKING),
    "find_day": ("event of one language", HIDING),
    "corrected": ("corrected", MARKING),
    "months": ("article", MARKING),
    "calendar": ("year of the first event", MARKING),
    "years": ("date of the first event", MARKING),
    "year_months": ("date in another year", MARKING),
    "month_keys": ("article", MARKING),
    "timeline_files": ("article after all others", MARKING),
    "timeline_parts": ("expected event removed", MARKING),
    "under_way": ("end of what lasts", MARKING),
    "lasting": ("end of what lasts", MARKING),
    "extents": ("date in another year", MARKING),
    "extents_under_way": ("end of what lasts", MARKING),
    "find_part": ("translation removed", HIDING),
    "year_pages": ("date of the first event", MARKING),
    "month_pages": ("article with a link removed", MARKING),
    "term": ("tag", MARKING),
    "term_counts": ("tag gone", MARKING),
    "search_layout": ("many articles", MARKING),
    "search_events": ("status", MARKING),
    "search_records": ("article", MARKING),
    "find_year": ("translations removed", HIDING),
    "find_month": ("event removed", MARKING),
    "find_term": ("translations removed", HIDING),
    "find_term_year": ("translation", HIDING),
    "find_content_page": ("address of a page", MARKING),
    "content_links": ("title of a page", MARKING),
    "linked_file": ("image file removed", MARKING),
    "named_file": ("file of a wikilink", MARKING),
    "has_output": ("tag of nothing", MARKING),
    "timeline": ("published", MARKING),
    "addresses": ("address", MARKING),
}


# What ends a gap is drawn in the picture of the same page, too.
KNOWN_BY: Mapping[str, tuple[str, ...]] = {"gaps": ("extents_under_way",)}


def test_an_edit_is_known_for_every_fact() -> None:
    assert SHOWN_BY.keys() | {"find_article"} == set(FACTS)


@pytest.mark.parametrize(("fact", "edit", "site"), [(fact, *how) for fact, how in SHOWN_BY.items()])
def test_a_fact_that_is_not_noted_is_missed(
    monkeypatch: pytest.MonkeyPatch, fact: str, edit: str, site: Site
) -> None:
    for each in (fact, *KNOWN_BY.get(fact, ())):
        monkeypatch.setattr(Facts, each, getattr(Facts, each).__wrapped__)
    changed, stale = compare(edit, site, read_first(site))
    assert changed - stale


def similar_facts(events: Mapping[str, tuple[str, str]]) -> Facts:
    """The facts of events with these dates and tags, in English."""
    return make_views(
        *(
            entry(f"content/{key}.en.md", date, tags=tuple(tags.split()))
            for key, (date, tags) in events.items()
        ),
        site=MARKING,
        log=ReadLog(),
    ).facts


@pytest.mark.parametrize(
    ("edited_key", "date", "tags", "is_changed"),
    [
        ("other", "2019-01-01", "r", False),
        ("other", "2021-01-01", "r s", False),
        ("other", "2021-01-01", "r p", True),
        # It is now before the other event that is as similar, and only six are shown.
        ("late", "2021-01", "q", True),
        ("late", "2021-01-02", "q", True),
        ("strike", "2021-04-01", "q", True),
    ],
)
def test_similar_events_are_found_again_only_if_an_event_of_their_tags_has_changed(
    monkeypatch: pytest.MonkeyPatch, edited_key: str, date: str, tags: str, is_changed: bool
) -> None:
    events = {f"b{day}": (f"2021-03-0{day}", "p q") for day in range(1, 6)} | {
        "strike": ("2021-04-01", "p q"),
        "early": ("2021-01-01", "p"),
        "late": ("2021-01-01", "q"),
        "other": ("2021-01-01", "r"),
    }
    name = ("similar", "en", "strike")
    before = similar_facts(events)
    recorded = before.digest_decisive() | {name: before.digest(name)}
    after = similar_facts(events | {edited_key: (date, tags)})
    searches = []

    def search(timeline: LanguageTimeline, position: int) -> tuple[int, ...]:
        searches.append(position)
        return find_similar(timeline, position)

    monkeypatch.setattr(facts, "find_similar", search)
    numbered = [(number, *each) for number, each in enumerate(recorded.items())]
    changed = after.find_changed(numbered, {edited_key})
    assert ((len(numbered) - 1) in changed, bool(searches)) == (is_changed, is_changed)


# --- What is not hashed ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def first_hiding() -> tuple[ReadRecord, dict[str, str]]:
    """The first state of a site that hides what is not translated."""
    with pytest.MonkeyPatch.context() as patch:
        shorten_lists(patch)
        return read_first(HIDING)


def find_hashed(
    patch: pytest.MonkeyPatch, record: ReadRecord, edit: str, affected: Set[str] | None
) -> set[Name]:
    """The facts of the recorded pages that are hashed again after an edit."""
    entries, media = EDITS[edit]
    after = make_views(*entries.values(), site=HIDING, media=media, log=ReadLog()).facts
    hashed: set[Name] = set()

    def digest(
        facts: Facts, fact: Name, compute: Callable[[Facts, Name], bytes] = Facts.digest
    ) -> bytes:
        hashed.add(fact)
        return compute(facts, fact)

    patch.setattr(Facts, "digest", digest)
    after.find_changed(record.recorded_facts(), affected)
    return hashed


def languages_of(facts: Set[Name], *kinds: str) -> set[object]:
    return {fact[1] for fact in facts if fact[0] in kinds}


# Some facts of each kind that follows from the order of events, and from the list of pages.
ORDER = ("neighbors", "keys", "months", "calendar", "days", "extents", "gaps", "years")
PAGES = ("find_year", "find_term", "search_events", "has_output")


def test_after_a_new_title_only_the_facts_of_its_event_are_hashed(
    first_hiding: tuple[ReadRecord, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = find_hashed(monkeypatch, first_hiding[0], "title", {"e2"})
    assert {fact[2] for fact in hashed if fact[0] == "event"} == {"e2"}
    files = {str(fact[1]) for fact in hashed if fact[0] == "entry"}
    assert {file.rpartition("/")[2].split(".")[0] for file in files} == {"e2"}
    assert languages_of(hashed, *ORDER) == set()
    assert languages_of(hashed, *PAGES) == set()
    assert ("timeline", "en") in hashed


def test_after_another_date_the_order_of_its_language_is_hashed_and_no_other(
    first_hiding: tuple[ReadRecord, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = find_hashed(monkeypatch, first_hiding[0], "date within the month", {"e2"})
    assert languages_of(hashed, *ORDER) == {"en"}
    # A page may be gone.
    assert languages_of(hashed, *PAGES) >= {"ar", "en"}


def test_where_it_is_not_known_which_files_changed_every_event_is_hashed(
    first_hiding: tuple[ReadRecord, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    record, _ = first_hiding
    hashed = find_hashed(monkeypatch, record, "title", None)
    events = {fact for _, fact, _ in record.recorded_facts() if fact[0] == "event"}
    assert len(events) > 10
    assert events <= hashed
    assert languages_of(hashed, *ORDER) == set()


def test_a_decisive_fact_that_is_the_same_is_not_hashed_twice(
    first_hiding: tuple[ReadRecord, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries, media = EDITS["title"]
    after = make_views(*entries.values(), site=HIDING, media=media, log=ReadLog()).facts
    after.find_changed(first_hiding[0].recorded_facts(), {"e2"})
    recorded = {fact: digest for _, fact, digest in first_hiding[0].recorded_facts()}
    expected = {fact: recorded[fact] for fact in after.decisive}
    monkeypatch.setattr(Facts, "digest", lambda self, fact: b"hashed again")
    assert after.digest_decisive() == expected
