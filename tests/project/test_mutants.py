"""The table of `make mutants` says what was tried, and which tests are run for a mutant."""

from __future__ import annotations

import textwrap
import tomllib
from collections.abc import Sequence

import pytest

import tests.mutants.__main__ as mutants
from tests.mutants.statements import lines_of_statement
from tests.support import ROOT
from tests.support.imports import imports_of, modules_of

_LINES = {
    "generator.text.slugs.x_slugify__mutmut_1": "return None",
    "generator.text.slugs.x_slugify__mutmut_2": "text = text or None",
    "generator.dates.civil.x_bounds__mutmut_1": "while True:",
}
_EQUIVALENT = frozenset({("generator.text.slugs.x_slugify", "text = text or None")})


@pytest.fixture(autouse=True)
def changed_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "changed_line", _LINES.__getitem__)
    monkeypatch.setattr(mutants, "equivalents", lambda: _EQUIVALENT)


def _report(outcomes: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[bool, list[str]]:
    found = {f"generator.text.slugs.x_slugify__mutmut_{n}": o for n, o in enumerate(outcomes, 1)}
    good = mutants.report(found)
    *survivors, heading, row = capsys.readouterr().out.splitlines()
    assert heading.replace("timed out", "late").split() == [
        *("mutants", "tried", "killed", "late", "survived", "equivalent", "score")
    ]
    return good, [*survivors, *row.split()]


def test_survivors_are_listed_with_the_changed_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert _report(["survived", "killed"], capsys) == (
        False,
        [
            "generator.text.slugs.x_slugify__mutmut_1  survived",
            "    return None",
            *("text", "2", "2", "1", "0", "1", "0", "50.0%"),
        ],
    )


def test_a_mutant_that_takes_too_long_is_not_killed(capsys: pytest.CaptureFixture[str]) -> None:
    _, lines = _report(["timed out", "killed"], capsys)
    assert lines[0] == "generator.text.slugs.x_slugify__mutmut_1  timed out"
    assert lines[2:] == ["text", "2", "2", "1", "1", "0", "0", "50.0%"]


def test_what_was_not_tried_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    good, lines = _report(["killed", "killed", "not tried", "not tried"], capsys)
    assert good
    assert lines == ["text", "4", "2", "2", "0", "0", "0", "100.0%"]


def test_equivalent_mutants_do_not_lower_the_score(capsys: pytest.CaptureFixture[str]) -> None:
    good, lines = _report(["killed", "survived"], capsys)
    assert good
    assert lines == ["text", "2", "2", "1", "0", "0", "1", "100.0%"]


@pytest.mark.parametrize(("killed", "good"), [(8, False), (9, True)])
def test_at_least_nine_of_ten_must_be_killed(
    killed: int, good: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _report(["survived", *["killed"] * killed], capsys)[0] is good


def test_each_package_must_reach_the_goal(capsys: pytest.CaptureFixture[str]) -> None:
    found = dict.fromkeys((f"generator.text.slugs.x_fold__mutmut_{n}" for n in range(9)), "killed")
    assert mutants.report(found)
    assert not mutants.report(found | {"generator.dates.civil.x_bounds__mutmut_1": "timed out"})


_FUNCTION = """
    def find(self, each=1):
        if (
            each
        ):
            call(
                each,
            )
        match each:
            case 1:
                return 2
            case _:
                pass
"""


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (0, range(12)),
        (1, [1, 2, 3]),
        (2, [1, 2, 3]),
        (5, [4, 5, 6]),
        (8, [7, 8, 10]),
        (9, [9]),
    ],
)
def test_a_statement_has_its_own_lines(line: int, lines: Sequence[int]) -> None:
    assert lines_of_statement(tuple(textwrap.dedent(_FUNCTION).split("\n")[1:-1]), line) == lines


def test_all_that_the_tests_import_is_copied() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    packages = frozenset(path.name for path in ROOT.iterdir() if (path / "__init__.py").is_file())
    copied = {*settings["also_copy"], *settings["source_paths"]}
    modules = modules_of(ROOT / "tests").values()
    imported = frozenset().union(*(imports_of(module, packages) for module in modules))
    assert "generator" in imported
    assert imported - {"tests"} <= copied
