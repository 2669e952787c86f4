"""Each problem of a chronology as it is printed: where it is, what is wrong, and what to write."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.chronology import build_chronicle
from generator.dates import When, parse
from generator.model import Citation, Entry, FieldPosition, Status
from generator.problems import Problem, Severity
from tests.chronology.helpers import SITE, entry
from tests.support import NOW

WARNING = Severity.WARNING

RECORD = replace(SITE, sources=(replace(SITE.sources[0], spellings=("AP",)),))

# The line and the column of each field in the files below.
POSITIONS = tuple(
    FieldPosition(field, line, line + 10)
    for line, field in enumerate(
        ("date", "status", "source", "tags", "related", "published"), start=2
    )
)
EARLY = "correct 'published' or 'date'; for a future event, write status: expected"


def placed(path: str, date: str | None = "2024", **fields: object) -> Entry:
    """Return the entry of a file with a position for each field."""
    return entry(path, date, positions=POSITIONS, **fields)


def day(date: str) -> When:
    return parse(date, "Asia/Baghdad")


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        (
            [placed("a.ar.md", "2024-01-04"), placed("a.en.md", "2024-01-05")],
            Problem(
                *("a.en.md", 2, 12, "date-differs"),
                "date '2024-01-05' differs from '2024-01-04' in a.ar.md",
                "an event has one date: correct one of them, or write it in one file only",
            ),
        ),
        (
            [
                placed("a.ar.md", status=Status.DENIED),
                placed("a.en.md", status=Status.EXPECTED),
            ],
            Problem(
                *("a.en.md", 3, 13, "status-differs"),
                "status 'expected' differs from 'denied' in a.ar.md",
                "an event has one status: correct one of them, or write it in one file only",
            ),
        ),
        (
            [placed("x/a.ar.md"), placed("y/a.ar.md")],
            Problem(
                *("y/a.ar.md", 1, 1, "key-clash"),
                "'a' is already the name of x/a.ar.md",
                "rename one of them: translations are in one folder, one file for each language",
            ),
        ),
        (
            [placed("\u00e9/a.ar.md"), placed("e\u0301/a.ar.md")],
            Problem(
                *("\u00e9/a.ar.md", 1, 1, "key-clash"),
                "'a' is already the name of e\u0301/a.ar.md",
                "remove one: their names differ only in how accents are stored",
            ),
        ),
        (
            [placed("x/e\u0301.ar.md", key="\u00e9"), placed("x/\u00e9.ar.md", key="\u00e9")],
            Problem(
                *("x/\u00e9.ar.md", 1, 1, "key-clash"),
                "'\u00e9' is already the name of x/e\u0301.ar.md",
                "remove one: their names differ only in how accents are stored",
            ),
        ),
        (
            [placed("a.ar.md", sources=()), placed("a.en.md", sources=None)],
            Problem(
                *("a.ar.md", 4, 14, "source-missing"),
                "the event has no source",
                "write source: and who reported the event; until then it has a visible mark",
                WARNING,
            ),
        ),
        (
            [placed("a.ar.md", "2024-01-04", published=day("2024-01-03"))],
            Problem(
                *("a.ar.md", 7, 17, "date-early"),
                "'published' (2024-01-03) is before 'date' (2024-01-04)",
                EARLY,
                WARNING,
            ),
        ),
        (
            [
                placed(
                    "a.ar.md",
                    "2024-01-04",
                    sources=(Citation(name="ap", published=day("2024-01-02"), line=9, column=8),),
                )
            ],
            Problem(
                *("a.ar.md", 9, 8, "source-early"),
                "the report (2024-01-02) is from before 'date' (2024-01-04)",
                EARLY,
                WARNING,
            ),
        ),
        (
            [placed("a.ar.md", sources=(Citation(id="app", line=9, column=8),))],
            Problem(
                *("a.ar.md", 9, 8, "source-unknown"),
                "unknown source id 'app'",
                "did you mean 'ap'?",
            ),
        ),
        (
            [placed("a.ar.md", related=("other",))],
            Problem(
                *("a.ar.md", 6, 16, "related-unknown"),
                "unknown event 'other' in 'related'",
                "write the name of its file without the ending: strike for strike.ar.md",
            ),
        ),
        (
            [
                placed("a.ar.md", tags=("us-forces", "بغداد")),
                placed("a.en.md", tags=()),
            ],
            Problem(
                *("a.en.md", 5, 15, "tags-differ"),
                "the tags of the translations differ: us-forces in only one of them",
                "compare with a.ar.md",
                WARNING,
            ),
        ),
        (
            [
                placed("a.ar.md", sources=(Citation(id="ap"), Citation(name="جهة"))),
                placed("a.en.md", sources=(Citation(name="جهة"),)),
            ],
            Problem(
                *("a.en.md", 4, 14, "source-differ"),
                "the sources of the translations differ: ap in only one of them",
                "compare with a.ar.md",
                WARNING,
            ),
        ),
        (
            [placed("a.ar.md", tags=("C",)), placed("b.ar.md", tags=("C++",))],
            Problem(
                *("b.ar.md", 5, 15, "term-clash"),
                "'C++' would have the same URL 'c' as 'C' (a.ar.md)",
                "give one of them an id of its own in content/tags.toml",
            ),
        ),
        (
            [placed("a.ar.md", sources=(Citation(name="A & P"), Citation(name="A P")))],
            Problem(
                *("a.ar.md", 4, 14, "term-clash"),
                "'A P' would have the same URL 'a-p' as 'A & P' (a.ar.md)",
                "give one of them an id of its own in content/sources.toml",
            ),
        ),
        (
            [placed("a.ar.md", sources=(Citation(name="AP*"),))],
            Problem(
                *("a.ar.md", 4, 14, "term-clash"),
                "'AP*' would have the same URL 'ap' as [ap] of content/sources.toml",
                "give one of them an id of its own in content/sources.toml",
            ),
        ),
        (
            [
                placed("a.ar.md", tags=("BBC",)),
                placed("b.ar.md", tags=("ВВС",)),
            ],
            Problem(
                *("b.ar.md", 5, 15, "term-lookalike"),
                "'ВВС' looks like 'BBC' (a.ar.md), but contains "
                "'В' (Cyrillic, U+0412) and 'С' (Cyrillic, U+0421)",
                "retype it: BBC; or add it to tags.toml",
                WARNING,
            ),
        ),
        (
            [placed("a.ar.md", sources=(Citation(name="АР"),))],
            Problem(
                *("a.ar.md", 4, 14, "term-lookalike"),
                "'АР' looks like 'AP', but contains "
                "'А' (Cyrillic, U+0410) and 'Р' (Cyrillic, U+0420)",
                "retype it: AP; or add it to sources.toml",
                WARNING,
            ),
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Problem) else "",
)
def test_a_problem_says_where_it_is_what_is_wrong_and_what_to_write(
    entries: list[Entry], problem: Problem
) -> None:
    assert build_chronicle(RECORD, entries, now=NOW)[1] == (problem,)


def test_an_event_without_a_date_says_how_to_write_one() -> None:
    empty = entry("a.ar.md", None, positions=(FieldPosition("date", 3, 6, empty=True),))
    assert build_chronicle(RECORD, [empty], now=NOW)[1] == (
        Problem(
            *("a.ar.md", 3, 6, "date-missing"),
            "the event has no date",
            "add a line such as 'date: 2024-01-04', no more precise than it is known;"
            " if it is not an event, move it to content/pages/",
        ),
    )


def test_a_date_that_was_refused_where_it_is_written_is_not_missing_too() -> None:
    refused = entry("a.ar.md", None, positions=(FieldPosition("date", 3, 6),))
    assert build_chronicle(RECORD, [refused], now=NOW)[1] == ()
