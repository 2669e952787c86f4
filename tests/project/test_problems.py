"""`docs/problems.md` describes every problem code, with examples that the program confirms."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from generator.problems import Code
from tests.site.test_catalogue import CASES, made_once
from tests.support import ROOT, Run, problems_in

# Shared by all builds of this module, too.
__all__ = ["made_once"]

_CODES: tuple[str, ...] = get_args(Code)
# Codes without a case in the catalogue: the machine causes them, or a second program does.
_NO_CASE = frozenset(
    {
        "field-differs",  # of fields that are added to the table
        *("disk-full", "file-refused", "memory-short", "site-busy", "source-changed"),
        *("output-foreign", "output-gone", "output-misplaced", "output-other", "output-partial"),
        *("address-gone", "address-moved"),  # need two builds
        *("file-large", "site-large"),  # need as many bytes
        "markup-failed",  # no text is known that causes it
        "unreadable",  # root may read every file
    }
)
# Examples whose fix is not in a file of the catalogue's case, or only a part of one.
_NOT_APPLIED = frozenset(
    {
        "catalogue-incomplete",  # all but one of the strings are missing
        "text-invisible",  # a document cannot show the character
    }
)
_REPORTED = {problem.code for case in CASES for problem in problems_in(case.says)}
_ENTRY = re.compile(
    r"## (?P<code>[a-z-]+)\n\n {4}(?P<example>\S.*)\n\n(?P<what>(?:.+\n)+)\n"
    r"\*\*Fix:\*\* (?P<fix>(?:.+\n)+)\n"
    r"```(?P<language>diff|sh)\n(?P<change>(?:.*\n)+)```\n\Z"
)
_RENAMED = re.compile(r"(?m)^rename from (.+)\nrename to (.+)\n")
_FILE = re.compile(r"(?m)^\+\+\+ (.+)\n")


class Entry(NamedTuple):
    """One part of the document."""

    code: str
    example: str
    what: str
    fix: str
    language: str
    change: str


def entries() -> Iterator[Entry]:
    text = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"(?m)^(?=## )", text)
    for part in parts:
        found = _ENTRY.match(part.rstrip("\n") + "\n")
        assert found is not None, part
        yield Entry(**found.groupdict())


def apply_change(files: dict[str, str], file: str, change: str) -> dict[str, str]:
    """Return files as they are after a change in the form of a diff, which starts in one file."""
    files = dict(files)
    for old, new in _RENAMED.findall(change):
        files[new] = files.pop(old)
    first, *others = _FILE.split(_RENAMED.sub("", change))
    pairs = [(file, first), *zip(others[::2], others[1::2], strict=True)]
    for name, hunks in pairs:
        for hunk in filter(None, hunks.split("@@\n")):
            lines = hunk.splitlines()
            before = [line[1:] for line in lines if not line.startswith("+")]
            after = [line[1:] for line in lines if not line.startswith("-")]
            files[name] = replace_lines(files.get(name, ""), before, after)
    return files


def replace_lines(text: str, before: list[str], after: list[str]) -> str:
    """Replace lines, once. A line of ``before`` may end in … for any rest of the line."""
    pattern = "\n".join(
        re.escape(line[:-1]) + ".*" if line.endswith("…") else re.escape(line) for line in before
    )
    found = re.search(rf"(?m)^{pattern}$\n?", text) if before else re.search(r"\Z", text)
    assert found is not None, before
    return text[: found.start()] + "".join(f"{line}\n" for line in after) + text[found.end() :]


ENTRIES = {entry.code: entry for entry in entries()}


def test_every_code_has_a_part_in_alphabetical_order() -> None:
    assert tuple(entry.code for entry in entries()) == _CODES
    assert sorted(_CODES) == list(_CODES)


def test_the_program_reports_every_code() -> None:
    """The type checker sees to it that it reports no other."""
    strings = {
        node.value
        for path in (ROOT / "generator").rglob("*.py")
        if path.name != "problems.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [code for code in _CODES if code not in strings] == []


def test_the_catalogue_has_every_code_that_files_can_cause() -> None:
    assert [code for code in _CODES if code not in _REPORTED and code not in _NO_CASE] == []
    assert sorted(_NO_CASE & _REPORTED) == []


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_the_example_is_what_is_printed(entry: Entry) -> None:
    (example,) = problems_in(entry.example)
    assert example.code == entry.code
    lines = {_hide_counts(line) for case in CASES for line in case.says.split("\n")}
    assert _hide_counts(entry.example) in lines or entry.code in _NO_CASE


def _hide_counts(line: str) -> str:
    """Return a line of a report without the sizes of the theme, which change with it."""
    line = re.sub(r"[0-9]+ of the theme's [0-9]+", "N of the theme's N", line)
    return re.sub(r"of the theme, which has [0-9,]+,", "of the theme, which has N,", line)


_APPLICABLE = {
    code: entry
    for code, entry in ENTRIES.items()
    if entry.language == "diff" and code not in _NO_CASE | _NOT_APPLIED
}


@pytest.mark.parametrize("entry", _APPLICABLE.values(), ids=_APPLICABLE)
def test_the_documented_fix_resolves_the_problem(entry: Entry, run: Run, tmp_path: Path) -> None:
    case = next(case for case in CASES if entry.example in case.says.split("\n"))
    (problem,) = problems_in(entry.example)
    files = {"content/site.toml": 'exports = "none"\n'}
    for path, data in case.files.items():
        files[path] = data if isinstance(data, str) else data.decode("utf-8", "surrogateescape")
    for path, text in apply_change(files, problem.path, entry.change).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode("utf-8", "surrogateescape"))
    printed = run("build", tmp_path, *case.arguments, "--jobs", "1").stderr
    left = [found for found in problems_in(printed) if found.code == entry.code]
    assert left == []
    if len(problems_in(case.says)) == 1:
        assert "error:" not in printed


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_the_part_is_short_and_in_plain_words(entry: Entry) -> None:
    for text in (entry.what, entry.fix):
        assert 10 < len(text) < 500
    words = f"{entry.what} {entry.fix}".casefold()
    for jargon in ("scalar", "exception", "regex", "parser", "nonetype", "tuple", "traceback"):
        assert jargon not in words


def test_the_readme_links_to_it() -> None:
    assert "(docs/problems.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
