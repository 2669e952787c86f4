"""How problems and results are told: to a person, to a program, to GitHub."""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

import click

from generator.build.report import BuildReport
from generator.os_errors import describe_os_error
from generator.problems import Problem, Severity
from generator.text.invisible_characters import remove_invisible_within

Format = Literal["text", "json", "github"]

_FIRST_PLANE = 0xFFFF
_JOINERS = "\u200c\u200d"


def problem_lines(problem: Problem) -> Iterable[str]:
    """A problem in the house form: a line that editors can follow, and a hint below it."""
    place = ":".join(_place(problem))
    severity = click.style(problem.severity.value, fg=_colour(problem), bold=True)
    code = click.style(f"[{problem.code}]", dim=True)
    yield f"{click.style(place, bold=True)}: {severity}: {escape_invisible(problem.message)} {code}"
    if problem.hint:
        yield f"  hint: {escape_invisible(problem.hint)}"


def github_annotation(problem: Problem) -> str:
    """A problem as GitHub's workflow commands annotate a line of a file with it."""
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
    """The whole report as one JSON object, in characters that can be printed."""
    told = json.dumps(
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
        for line in told.split("\n")
    )


def format_summary(report: BuildReport, seconds: float) -> str:
    """What a build came to, in one line."""
    errors = sum(problem.severity is Severity.ERROR for problem in report.problems)
    warnings = len(report.problems) - errors
    counts = [part for part in (_count(errors, "error"), _count(warnings, "warning")) if part]
    if not report.published:
        found = " and ".join(counts)
        partly = any(problem.code == "output-partial" for problem in report.problems)
        what = "Not all" if partly else "Nothing"
        return click.style(f"{what} was published: {found}.", fg="red", bold=True)
    parts = [
        _count(report.events, "event") or "no events",
        f"{_count(report.articles, 'article') or 'no articles'} in {', '.join(report.languages)}",
        _count(report.pages, "page"),
    ]
    done = f"{', '.join(parts)}: {report.changed:,} written, {report.removed:,} removed"
    noted = f", {' and '.join(counts)}" if counts else ""
    return f"{done}{noted}. {seconds:.1f} s. The site is in {escape_invisible(str(report.output))}"


def format_os_error(error: OSError) -> str:
    """What the system refused to do, and a hint below it."""
    told = describe_os_error(error)
    where = f"{escape_invisible(told.path)}: " if told.path else ""
    label = click.style("error", fg="red", bold=True)
    return f"tarikh: {label}: {where}{escape_invisible(told.message)}\n  hint: {told.hint}"


def format_internal_error(error: Exception) -> str:
    """A mistake of the program itself: what a report of it should quote."""
    steps = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(steps[-1].filename).name}:{steps[-1].lineno})" if steps else ""
    kind = type(error).__name__
    return (
        f"tarikh: {click.style('error', fg='red', bold=True)}: "
        f"this is a mistake of the program itself: {kind}: {escape_invisible(str(error))}{place}\n"
        "  hint: nothing was published; please report this line together with the file at fault"
    )


def escape_invisible(text: str) -> str:
    """A text with nothing in it that would steer the terminal or turn its direction around.

    What cannot be printed is written as Python and JSON write it; `##[` would be a command to the
    runners of GitHub, wherever it stands in a line.
    """
    if not text.isprintable():
        # Joiners stay where words need them, and are named where they hide.
        hidden = {each.position for each in remove_invisible_within(text)[1]}
        text = "".join(
            c if c in _JOINERS and at not in hidden else _printable(c) for at, c in enumerate(text)
        )
    return text.replace("##[", "#\\u0023[")


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number <= _FIRST_PLANE else f"\\U{number:08x}"


def _count(number: int, noun: str) -> str:
    if not number:
        return ""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _place(problem: Problem) -> Sequence[str]:
    path = escape_invisible(problem.path)
    # A line that begins like this would be a command to the runners of GitHub.
    parts = [f"./{path}" if path.startswith("::") else path]
    if problem.line:
        parts.append(str(problem.line))
        if problem.column:
            parts.append(str(problem.column))
    return parts


def _colour(problem: Problem) -> str:
    return "red" if problem.severity is Severity.ERROR else "yellow"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
