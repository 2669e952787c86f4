"""What `docs/problems.md` says of each kind of problem, held to the program and the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

import pytest

from generator.problems import Code
from tests.site.test_catalogue import CASES
from tests.support import ROOT, problems_in

_CODES: tuple[str, ...] = get_args(Code)
# What no file of a site brings about: the machine does, or somebody else at the same moment. Why
# each of the others has no case stands beside it.
_NO_CASE = frozenset(
    {
        "field-differs",  # of fields that are added to the table
        *("disk-full", "file-refused", "memory-short", "site-busy", "source-changed"),
        *("output-foreign", "output-gone", "output-misplaced", "output-other", "output-partial"),
        "address-moved",  # needs two builds
        *("file-large", "site-large"),  # need as many bytes
        "markup-failed",  # nothing is known to bring it about
        "unreadable",  # whoever may read everything may run the tests
    }
)
_TOLD = {problem.code: problem for case in CASES for problem in problems_in(case.says)}
_ENTRY = re.compile(
    r"## (?P<code>[a-z-]+)\n\n {4}(?P<example>\S.*)\n\n(?P<what>(?:.+\n)+)\n"
    r"\*\*To mend it:\*\*(?P<remedy>(?:.+\n)+)\Z"
)


class Entry(NamedTuple):
    """One part of the document."""

    code: str
    example: str
    what: str
    remedy: str


def entries() -> Iterator[Entry]:
    text = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"(?m)^(?=## )", text)
    for part in parts:
        found = _ENTRY.match(part.rstrip("\n") + "\n")
        assert found is not None, part
        yield Entry(**found.groupdict())


ENTRIES = {entry.code: entry for entry in entries()}


def test_every_kind_of_problem_has_its_part_in_order_and_no_part_is_of_another() -> None:
    assert tuple(entry.code for entry in entries()) == _CODES
    assert sorted(_CODES) == list(_CODES)


def test_the_program_tells_of_every_kind() -> None:
    """That each kind it tells of is known, the type checker holds it to."""
    strings = {
        node.value
        for path in (ROOT / "generator").rglob("*.py")
        if path.name != "errors.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [code for code in _CODES if code not in strings] == []


def test_the_catalogue_has_every_kind_that_files_can_bring_about() -> None:
    assert [code for code in _CODES if code not in _TOLD and code not in _NO_CASE] == []
    assert sorted(_NO_CASE & _TOLD.keys()) == []


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_the_example_is_what_is_printed(entry: Entry) -> None:
    (example,) = problems_in(entry.example)
    assert example.code == entry.code
    lines = {line for case in CASES for line in case.says.split("\n")}
    assert entry.example in lines or entry.code in _NO_CASE


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_the_part_is_short_and_in_plain_words(entry: Entry) -> None:
    for text in (entry.what, entry.remedy):
        assert 10 < len(text) < 500
    words = f"{entry.what} {entry.remedy}".casefold()
    for jargon in ("scalar", "exception", "regex", "parser", "nonetype", "tuple", "traceback"):
        assert jargon not in words


def test_the_readme_leads_to_it() -> None:
    assert "(docs/problems.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
