"""Formats problems and reports: as text, as JSON, and as annotations of GitHub."""

from __future__ import annotations

import json
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import click

from generator.build.report import BuildReport
from generator.os_errors import describe_os_error
from generator.problems import Problem, Severity
from generator.text.invisible_characters import remove_invisible_within

Format = Literal["text", "json", "github"]

# How often the same problem is printed in full before its places are counted instead.
_MAX_REPEATS = 3
_COLORS = MappingProxyType(
    {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
)
_LAST_OF_BMP = 0xFFFF
_JOINERS = "\u200c\u200d"


def format_problems(problems: Iterable[Problem], *, list_all: bool = False) -> Iterator[str]:
    """Format problems as text for a terminal.

    Problems that differ only in their file, line and column are one problem in several places. One
    that has more than three places is formatted once, with the first three and their count.

    Args:
        problems: The problems.
        list_all: Whether each place is formatted as a problem of its own.
    """
    remaining = list(problems)
    if list_all:
        for problem in remaining:
            yield from format_problem(problem)
        return
    same: dict[tuple[str, ...], list[Problem]] = {}
    for problem in remaining:
        same.setdefault(_what(problem), []).append(problem)
    for problem in remaining:
        group = same[_what(problem)]
        if len(group) <= _MAX_REPEATS:
            yield from format_problem(problem)
        elif problem is group[0]:
            yield from format_problem(problem)
            others = ", ".join(map(_position, group[1:_MAX_REPEATS]))
            count = len(group) - _MAX_REPEATS
            places = f"{count:,} more place{'' if count == 1 else 's'}"
            yield f"  the same in {others} and {places}; 'tarikh build --all' lists all"


def format_problem(problem: Problem) -> Iterator[str]:
    """Format a problem: a line with a position that editors can open, and a line with its hint."""
    position = click.style(_position(problem), bold=True)
    severity = click.style(problem.severity.value, fg=_color(problem), bold=True)
    code = click.style(f"[{problem.code}]", dim=True)
    yield f"{position}: {severity}: {escape_invisible(problem.message)} {code}"
    if problem.hint:
        yield f"  hint: {escape_invisible(problem.hint)}"


def github_annotation(problem: Problem) -> str:
    """Format a problem as the workflow command that annotates a line of a file on GitHub."""
    parts = [f"file={_property(escape_invisible(problem.path))}"]
    if problem.line:
        parts.append(f"line={problem.line}")
    if problem.column:
        parts.append(f"col={problem.column}")
    parts.append(f"title={_property(problem.code)}")
    text = escape_invisible(problem.message)
    if problem.hint:
        text = f"{text}\nhint: {escape_invisible(problem.hint)}"
    return f"::{problem.severity} {','.join(parts)}::{_data(text)}"


def report_as_json(report: BuildReport, seconds: float) -> str:
    """Format the whole report as one JSON object that contains only printable characters."""
    text = json.dumps(
        {
            "published": report.published,
            "output": str(report.output),
            "events": report.events,
            "articles": report.articles,
            "pages": report.pages,
            "languages": report.languages,
            "rendered": len(report.rendered),
            "changed": report.changed,
            "removed": report.removed,
            "seconds": round(seconds, 3),
            "notices": report.notices,
            "problems": [
                {
                    "path": problem.path,
                    "line": problem.line,
                    "column": problem.column,
                    "severity": problem.severity.value,
                    "code": problem.code,
                    "message": problem.message,
                    "hint": problem.hint,
                }
                for problem in report.problems
            ],
        },
        ensure_ascii=False,
        indent=2,
    )
    return "\n".join(
        "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)
        for line in text.split("\n")
    )


def format_summary(report: BuildReport, seconds: float) -> str:
    """Format the result of a build as one line."""
    counts = list(_count_severities(report.problems))
    if not report.published:
        partly = any(problem.code == "output-partial" for problem in report.problems)
        what = "Only part of the site" if partly else "Nothing"
        return click.style(f"{what} was published: {_join(counts)}.", fg="red", bold=True)
    parts = [
        _count(report.events, "event") or "no events",
        f"{_count(report.articles, 'article') or 'no articles'} in {', '.join(report.languages)}",
        _count(report.pages, "page"),
    ]
    result = f"{', '.join(parts)}: {report.changed:,} written, {report.removed:,} removed"
    problems = f", {_join(counts)}" if counts else ""
    output = escape_invisible(str(report.output))
    return f"{result}{problems}. {seconds:.1f} s. The site is in {output}"


def format_os_error(error: OSError) -> str:
    """Format an error of the system and its hint."""
    described = describe_os_error(error)
    path = f"{escape_invisible(described.path)}: " if described.path else ""
    label = click.style("error", fg="red", bold=True)
    message = escape_invisible(described.message)
    return f"tarikh: {label}: {path}{message}\n  hint: {described.hint}"


def format_internal_error(error: Exception) -> str:
    """Format an unexpected exception as a line that a bug report can quote."""
    frames = traceback.extract_tb(error.__traceback__)
    source = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    label = click.style("error", fg="red", bold=True)
    message = f"{type(error).__name__}: {escape_invisible(str(error))}{source}"
    return (
        f"tarikh: {label}: internal error, a bug in tarikh: {message}\n"
        "  hint: nothing was published; report this line together with the file that causes it"
    )


def escape_invisible(text: str) -> str:
    """Escape everything in a text that would control the terminal or change the text direction.

    Characters that cannot be printed are written as in Python and JSON. So is a part of `##[`,
    which is a command to the runners of GitHub anywhere in a line.
    """
    if not text.isprintable():
        # Joiners are kept where words need them, and escaped where they are invisible.
        hidden = {each.position for each in remove_invisible_within(text)[1]}
        text = "".join(
            c if c in _JOINERS and at not in hidden else _escape(c) for at, c in enumerate(text)
        )
    return text.replace("##[", "#\\u0023[")


def _escape(character: str) -> str:
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number <= _LAST_OF_BMP else f"\\U{number:08x}"


def _count(number: int, noun: str) -> str:
    if not number:
        return ""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _count_severities(problems: Iterable[Problem]) -> Iterator[str]:
    """Count the problems of each severity, the worst first."""
    counts = Counter(problem.severity for problem in problems)
    return (_count(counts[severity], severity.value) for severity in Severity if counts[severity])


def _join(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _what(problem: Problem) -> tuple[str, ...]:
    """Everything of a problem except where it is."""
    return problem.severity, problem.code, problem.message, problem.hint


def _position(problem: Problem) -> str:
    path = escape_invisible(problem.path)
    # A line that starts with "::" would be a command to the runners of GitHub.
    parts = [f"./{path}" if path.startswith("::") else path]
    if problem.line:
        parts.append(str(problem.line))
        if problem.column:
            parts.append(str(problem.column))
    return ":".join(parts)


def _color(problem: Problem) -> str:
    return _COLORS[problem.severity]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
