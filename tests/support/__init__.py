"""The types of the fixtures in ``conftest.py``, and small helpers."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn, Protocol, cast

import pytest
from playwright.sync_api import Page

from generator.problems import Code, Problem, Severity

ROOT = Path(__file__).resolve().parents[2]

# The time of builds in this process: 2026-01-01T00:00:00Z in seconds since 0001-01-01.
NOW = 63_902_822_400

_PROBLEM = re.compile(
    r"""(?P<path>[^\s:][^:\n]*?)(?: : (?P<line>\d+) (?: : (?P<column>\d+) )? )?
        :[ ](?P<severity>error|warning|notice):[ ](?P<message>.*)[ ]\[(?P<code>[a-z0-9-]+)\]
        (?:\n[ ]{2}hint:[ ](?P<hint>.*))?$""",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a run of the program."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def output(self) -> str:
        """All that was printed."""
        return self.stdout + self.stderr

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The printed problems, in their order."""
        return problems_in(self.output)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the printed problems, in their order."""
        return tuple(problem.code for problem in self.problems)


def cannot_run(why: str) -> NoReturn:
    """Skip a test that this machine cannot run; in CI, fail instead."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def problems_in(text: str) -> tuple[Problem, ...]:
    """Read problems back from their printed form."""
    return tuple(
        Problem(
            path=found["path"],
            line=int(found["line"] or 0),
            column=int(found["column"] or 0),
            code=cast(Code, found["code"]),
            message=found["message"],
            hint=found["hint"] or "",
            severity=Severity(found["severity"]),
        )
        for found in _PROBLEM.finditer(text)
    )


def html_file(page: str) -> str:
    """The file of a page's address: ``ar/2024/`` is ``ar/2024/index.html``."""
    return f"{page}index.html" if page == "" or page.endswith("/") else page


class MakeSite(Protocol):
    """Write a site from dedented texts by path, and return its folder; a second call adds files."""

    def __call__(self, files: Mapping[str, str], *, name: str = "site") -> Path: ...


class Run(Protocol):
    """Run the program in this process with these arguments."""

    def __call__(self, *arguments: str | Path) -> Result: ...


class Build(Protocol):
    """Build a site's folder, with further arguments of ``tarikh build``."""

    def __call__(self, folder: Path, *arguments: str | Path) -> Result: ...


class Read(Protocol):
    """The text of a published page: ``read(folder, "ar/2024/")``."""

    def __call__(self, folder: Path, page: str) -> str: ...


class Serve(Protocol):
    """Serve a folder under a sub-path of this machine; returns the address, ending in a slash."""

    def __call__(self, folder: Path) -> str: ...


class OpenPage(Protocol):
    """A blank page of a browser of this size and these preferences."""

    def __call__(
        self,
        *,
        width: int = 1280,
        height: int = 900,
        color_scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
    ) -> Page: ...
