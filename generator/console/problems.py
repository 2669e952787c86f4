"""Formats problems: as text, as JSON, and as annotations of GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Final

import click

from generator.console.words import (
    count_things,
    escape_invisible,
    format_hint,
    join_in_sentence,
    join_list,
    say_in,
    write_json,
)
from generator.i18n.catalogues import Catalogue
from generator.i18n.messages import ENGLISH, translate
from generator.problems import Problem, Severity, group_equal, group_similar

# How often the same problem is printed in full before its places are counted instead.
_MAX_REPEATS: Final = 3
# How many problems that differ in values are formatted, and how many if there are more.
_MAX_SIMILAR: Final = 10
_SHOWN_SIMILAR: Final = 3
_COLORS: Final = MappingProxyType(
    {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
)


def format_problems(
    problems: Iterable[Problem], catalogue: Catalogue = ENGLISH, *, list_all: bool = False
) -> Iterator[str]:
    """Format problems as text for a terminal.

    Problems that differ only in their places are one problem: if there are more than three places,
    it is formatted once, with the first three and their count. Of problems that differ only in the
    values in their messages, the most frequent ones are formatted, and the others are counted.

    Args:
        problems: The problems.
        catalogue: The messages in the language of the user.
        list_all: Whether each place is formatted as a problem of its own.
    """
    remaining = list(problems)
    if list_all:
        for problem in remaining:
            yield from format_problem(problem, catalogue)
        return
    # What is formatted at the first place of each group; nothing at the places of the others.
    groups: dict[Problem, Iterable[str]] = {}
    for kind in group_similar(group_equal(remaining)):
        shown = kind
        is_flood = len(kind) > _SHOWN_SIMILAR and sum(map(len, kind)) > _MAX_SIMILAR
        if is_flood:
            largest = sorted(kind, key=len, reverse=True)[:_SHOWN_SIMILAR]
            shown = tuple(group for group in kind if group in largest)
        for group in shown:
            if len(group) > (1 if is_flood else _count_of_repeats(group[0])):
                groups[group[0]] = _format_repeated(group, catalogue)
            else:
                groups.update((problem, format_problem(problem, catalogue)) for problem in group)
        hidden = [problem for group in kind if group not in shown for problem in group]
        if hidden:
            last = shown[-1][0]
            groups[last] = chain(groups[last], _format_similar(hidden, catalogue))
    for problem in remaining:
        yield from groups.pop(problem, ())


def _count_of_repeats(problem: Problem) -> int:
    """Return how many equal problems are listed one by one; more than these are grouped.

    Files that were skipped, or that became drafts, need no position for each of them.
    """
    return 1 if problem.severity is Severity.NOTICE and not problem.line else _MAX_REPEATS


def _format_repeated(group: tuple[Problem, ...], catalogue: Catalogue) -> Iterator[str]:
    """Format a problem with its first three places and the number of the others."""
    yield from format_problem(group[0], catalogue)
    others = join_list(map(format_position, group[1:_MAX_REPEATS]), catalogue)
    places = count_things(max(0, len(group) - _MAX_REPEATS), "more place", catalogue)
    template = "the same in %(others)s"
    if places:
        template = "the same in %(others)s and %(places)s; 'tarikh build --all' lists all"
    yield f"  {say_in(template, catalogue, others=others, places=places)}"


def _format_similar(problems: list[Problem], catalogue: Catalogue) -> Iterator[str]:
    """Format the number of problems that differ from one above only in their values."""
    text = say_in(
        "and %(count)s more with other values [%(code)s] in %(files)s;"
        " 'tarikh build --all' lists all",
        catalogue,
        count=f"{len(problems):,}",
        code=problems[0].code,
        files=count_things(len({problem.path for problem in problems}), "file", catalogue),
    )
    yield f"  {text}"


def format_problem(problem: Problem, catalogue: Catalogue = ENGLISH) -> Iterator[str]:
    """Format a problem: a line with a position that editors can open, and a line with its hint."""
    position = click.style(format_position(problem), bold=True)
    name = translate(problem.severity.value, catalogue)
    severity = click.style(name, fg=_COLORS[problem.severity], bold=True)
    code = click.style(f"[{problem.code}]", dim=True)
    message = translate(problem.message, catalogue, escape_invisible)
    yield f"{position}: {severity}: {message} {code}"
    if problem.hint:
        yield f"  {format_hint(problem.hint, catalogue)}"


def github_annotation(problem: Problem, catalogue: Catalogue = ENGLISH) -> str:
    """Format a problem as the workflow command that annotates a line of a file on GitHub."""
    parts = [f"file={_property(escape_invisible(problem.path))}"]
    if problem.line:
        parts.append(f"line={problem.line}")
    if problem.column:
        parts.append(f"col={problem.column}")
    parts.append(f"title={_property(problem.code)}")
    text = translate(problem.message, catalogue, escape_invisible)
    if problem.hint:
        text = f"{text}\n{format_hint(problem.hint, catalogue)}"
    return f"::{problem.severity} {','.join(parts)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def format_check(
    problems: Sequence[Problem],
    titles: Mapping[str, str],
    catalogue: Catalogue = ENGLISH,
    *,
    list_all: bool,
) -> Iterator[str]:
    """Format what a check found, by kind: errors first, then the most frequent kinds.

    Args:
        problems: What was found.
        titles: What the problems of a kind have in common, by their code, where that is known.
        catalogue: The messages in the language of the user.
        list_all: Whether each is formatted; else the first three of each kind.
    """
    kinds: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.severity, problem.code), []).append(problem)
    severities = list(Severity)
    order = sorted(kinds, key=lambda kind: (severities.index(kind[0]), -len(kinds[kind]), kind[1]))
    for severity, code in order:
        group = kinds[severity, code]
        label = count_things(len(group), severity.value, catalogue)
        count = click.style(label, fg=_COLORS[severity], bold=True)
        title = translate(titles.get(code, ""), catalogue)
        yield f"{count} {click.style(code, bold=True)}  {title}".rstrip()
        for problem in group if list_all else group[:_SHOWN_SIMILAR]:
            message = translate(problem.message, catalogue, escape_invisible)
            yield f"  {format_position(problem)}: {message}"
            if problem.hint:
                yield f"    {format_hint(problem.hint, catalogue)}"
        if len(group) > _SHOWN_SIMILAR and not list_all:
            rest = f"{len(group) - _SHOWN_SIMILAR:,}"
            template = "and %(rest)s more; 'tarikh check --only %(code)s' lists all"
            yield f"  {say_in(template, catalogue, rest=rest, code=code)}"
        yield ""
    if problems:
        yield f"{count_severities(problems, catalogue)}."
    else:
        yield translate("Nothing found.", catalogue)


def check_as_json(problems: Sequence[Problem]) -> str:
    """Format what a check found as one JSON object of printable characters only.

    It can be the baseline of a later check.
    """
    counts = Counter(problem.code for problem in problems)
    document = {
        "counts": dict(sorted(counts.items())),
        "problems": [problem_as_values(problem) for problem in problems],
    }
    return write_json(document)


def problem_as_values(problem: Problem) -> dict[str, object]:
    """Return a problem as an object of JSON."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def count_severities(problems: Iterable[Problem], catalogue: Catalogue = ENGLISH) -> str:
    """Count the problems of each severity in words, the worst first; empty if there are none."""
    counts = Counter(problem.severity for problem in problems)
    words = [count_things(counts[severity], severity.value, catalogue) for severity in Severity]
    return join_in_sentence(list(filter(None, words)), catalogue)


def format_position(problem: Problem) -> str:
    """Format where a problem is, as editors can open it: the file, the line and the column."""
    path = escape_invisible(problem.path)
    # A line that starts with "::" would be a command to the runners of GitHub.
    parts = [f"./{path}" if path.startswith("::") else path]
    if problem.line:
        parts.append(str(problem.line))
        if problem.column:
            parts.append(str(problem.column))
    return ":".join(parts)
