"""Collecting the problems of one file, and wording them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from generator.problems import Code, Problem, Severity

# Longer values are cut in messages: enough to recognise one, short enough for a line.
_QUOTED = 60
# So many problems of one kind are told of one file; who has more of them has seen enough.
_MOST = 100


class ProblemCollector:
    """The problems found so far in one file; it lives for one call and is never shared."""

    __slots__ = ("_found", "_path")

    def __init__(self, path: str) -> None:
        self._path = path
        self._found: list[Problem] = []

    def error(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        """Note what keeps the site from being published."""
        self._found.append(Problem(self._path, line, column, code, message, hint))

    def warning(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        """Note what the author should look at."""
        severity = Severity.WARNING
        self._found.append(Problem(self._path, line, column, code, message, hint, severity))

    @property
    def path(self) -> str:
        """The file, as problems name it."""
        return self._path

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was noted, in the order of the file."""
        return sort_and_limit(self._found) if self._found else ()


def sort_and_limit(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of one file in its order, and no more than a hundred of each kind.

    The last of a kind says how many more there are.
    """
    every = sorted(problems)
    if len(every) <= _MOST:
        return tuple(every)
    left = Counter(problem.code for problem in every)
    told: Counter[Code] = Counter()
    kept = []
    for problem in every:
        code = problem.code
        told[code] += 1
        left[code] -= 1
        if told[code] < _MOST or (told[code] == _MOST and not left[code]):
            kept.append(problem)
        elif told[code] == _MOST:
            message = f"{problem.message}; there are {left[code]:,} more of this kind below"
            kept.append(replace(problem, message=message))
    return tuple(kept)


def quote(value: str) -> str:
    """A value as messages show it: on one line, in quotation marks, cut when it is long."""
    line = " ".join(value.split())
    return f"'{line[: _QUOTED - 1]}…'" if len(line) > _QUOTED else f"'{line}'"


def limit_hint(limit: str) -> str:
    """The end of a hint to a limit that was reached."""
    return f"if all of it is needed, raise {limit} under [limits] in site.toml"


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one; empty when none is much like it."""
    if len(word) > _QUOTED:
        return ""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    return next(iter(get_close_matches(word.casefold(), tuple(known), n=1, cutoff=0.6)), "")


def suggest(word: str, known: Iterable[str]) -> str:
    """A hint that names the word which was probably meant, or else all there are."""
    words = tuple(known)
    close = closest(word, words)
    return f"did you mean '{close}'?" if close else "known: " + ", ".join(words)
