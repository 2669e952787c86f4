"""What a page or a shared view was composed from is noted where it was read, and only there."""

from __future__ import annotations

import pytest

from generator.pages.read_log import ReadLog
from generator.pages.view_cache import Memo, record_name

TITLE, PLACE = ("title", "en", "a"), ("place", "en", "a")
EVENT = ("view: events", "en", "a")


def read(log: ReadLog, *facts: tuple[str, ...]) -> None:
    for fact in facts:
        log.note_fact(fact, str.encode, " ".join(fact))


def test_a_page_has_what_it_read_and_a_digest_of_each_fact() -> None:
    log = ReadLog()
    assert log.compute_page("a.html", lambda: read(log, TITLE, PLACE, TITLE)) is None
    log.compute_page("b.html", read, log, PLACE)
    assert log.compute_page("c.html", lambda text: text, "nothing") == "nothing"
    reads = log.take()
    assert {file: set(names) for file, names in reads.pages.items()} == {
        "a.html": {TITLE, PLACE},
        "b.html": {PLACE},
        "c.html": set(),
    }
    assert reads.digests == {TITLE: b"title en a", PLACE: b"place en a"}
    assert reads.views == {}


def test_what_is_noted_is_taken_once_and_no_digest_is_computed_twice() -> None:
    log = ReadLog()
    log.compute_page("a.html", read, log, TITLE)
    assert log.take().digests == {TITLE: b"title en a"}
    again = log.take()
    assert (again.pages, again.views, again.digests) == ({}, {}, {})
    log.compute_page("b.html", read, log, TITLE, PLACE)
    assert log.take().digests == {PLACE: b"place en a"}


def test_a_page_reads_a_shared_view_and_the_view_its_facts() -> None:
    log = ReadLog()
    memo = Memo[tuple[str, str], str]("events", log)
    computed = []

    def compute(title: str) -> str:
        computed.append(title)
        read(log, TITLE)
        return title

    def page() -> str:
        read(log, PLACE)
        return memo.get_or_compute(("en", "a"), compute, "Strike")

    assert log.compute_page("a.html", page) == "Strike"
    assert log.compute_page("b.html", page) == "Strike"
    assert computed == ["Strike"]
    reads = log.take()
    assert {file: set(names) for file, names in reads.pages.items()} == {
        "a.html": {PLACE, EVENT},
        "b.html": {PLACE, EVENT},
    }
    assert reads.views == {EVENT: (TITLE,)}


def test_a_view_that_reads_nothing_is_not_noted() -> None:
    log = ReadLog()
    memo = Memo[tuple[str], str]("languages", log)
    for file in ("a.html", "b.html"):
        log.compute_page(file, memo.get_or_compute, ("en",), str.upper, "english")
    reads = log.take()
    assert reads.pages == {"a.html": (), "b.html": ()}
    assert reads.views == {}


def test_a_view_that_was_composed_in_an_earlier_build_is_noted_by_its_name() -> None:
    log = ReadLog()
    memo = Memo[tuple[str, str], str]("records", log)
    log.compute_page("a.html", memo.note, ("en", "a"))
    assert log.take().pages == {"a.html": (record_name("en", "a"),)}
    assert record_name("en", "a") == ("view: records", "en", "a")


def test_without_a_log_a_view_is_computed_once_all_the_same() -> None:
    memo = Memo[tuple[str, str], list[str]]("events", None)
    first = memo.get_or_compute(("en", "a"), list, "ab")
    assert first == ["a", "b"]
    assert memo.get_or_compute(("en", "a"), list, "cd") is first
    assert memo.get_or_compute(("en", "b"), list, "cd") == ["c", "d"]
    memo.note(("en", "a"))


def test_a_page_that_fails_adds_nothing_to_the_next() -> None:
    log = ReadLog()

    def fail() -> None:
        read(log, TITLE)
        raise KeyError

    def page() -> None:
        read(log, PLACE)
        with pytest.raises(KeyError):
            log.compute_view(EVENT, fail)

    log.compute_page("a.html", page)
    assert log.take().pages == {"a.html": (PLACE,)}
