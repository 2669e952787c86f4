"""Collect the problems of one file, and word their messages and hints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from msgspec.structs import replace

from generator.fixes import Replacement
from generator.lazy_patterns import lazy_compile
from generator.messages import propose, say
from generator.problems import Code, Problem, Severity

# Messages cut longer values: enough to recognize a value, short enough for one line.
_MAX_QUOTED = 60
# The number of problems of one kind that are reported for one file.
_MAX_PER_CODE = 100
_CODE_LENGTH = 2
# A spelling distance of 2 turns a word of at most this length into an unrelated one.
_SHORT_WORD = 5
# It turns a longer one into an unrelated one that starts otherwise: `created` into `related`.
_MEDIUM_WORD = 7
_VOWEL = lazy_compile("[aeiou]")
_NUMBER = lazy_compile(r"\d+")
_DOUBLED = lazy_compile(r"(.)\1+")
# Letters that are written for the same sound, as in `strick` for `strike`.
_SAME_SOUND = str.maketrans("cqz", "kks")
# The synonyms of words that have none.
NO_SYNONYMS: Final[Mapping[str, str]] = MappingProxyType({})


class ProblemCollector:
    """The problems found so far in one file. A collector serves one call and is never shared."""

    __slots__ = ("_path", "_problems")

    def __init__(self, path: str) -> None:
        self._path = path
        self._problems: list[Problem] = []

    def error(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        """Add a problem that stops the site from being published."""
        self._problems.append(Problem(self._path, line, column, code, message, hint))

    def warning(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        """Add a problem that the author should check."""
        severity = Severity.WARNING
        self._problems.append(Problem(self._path, line, column, code, message, hint, severity))

    def notice(self, line: int, column: int, code: Code, message: str, hint: str = "") -> None:
        """Add what was decided for the author, who may want something else."""
        severity = Severity.NOTICE
        self._problems.append(Problem(self._path, line, column, code, message, hint, severity))

    @property
    def count(self) -> int:
        """How many problems have been found so far."""
        return len(self._problems)

    @property
    def path(self) -> str:
        """The path of the file, as in its problems."""
        return self._path

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems in the order of the file, at most a hundred of each kind."""
        return sort_and_limit(self._problems) if self._problems else ()


def sort_and_limit(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort the problems of one file by position and keep at most a hundred of each kind.

    The message of the last one of a kind gives the number of those that were left out.
    """
    ordered = sorted(problems)
    if len(ordered) <= _MAX_PER_CODE:
        return tuple(ordered)
    remaining = Counter[str](problem.code for problem in ordered)
    seen = Counter[str]()
    kept = []
    for problem in ordered:
        code = problem.code
        seen[code] += 1
        remaining[code] -= 1
        is_last = seen[code] == _MAX_PER_CODE
        if seen[code] < _MAX_PER_CODE or (is_last and not remaining[code]):
            kept.append(problem)
        elif is_last:
            message = say(
                "%(message)s; there are %(remaining)s more of this kind below",
                message=problem.message,
                remaining=f"{remaining[code]:,}",
            )
            kept.append(replace(problem, message=message))
    return tuple(kept)


def quote(value: str) -> str:
    """Return a value as messages show it: on one line, in quotation marks, cut if it is long."""
    line = " ".join(value.split())
    return f"'{line[: _MAX_QUOTED - 1]}…'" if len(line) > _MAX_QUOTED else f"'{line}'"


def limit_hint(limit: str) -> str:
    """Return the part of a hint that names the setting of a limit."""
    return say("if all of it is needed, raise %(limit)s under [limits] in site.toml", limit=limit)


def closest(word: str, known: Iterable[str], synonyms: Mapping[str, str] = NO_SYNONYMS) -> str:
    """Return the known word that was probably meant, or an empty string.

    Args:
        word: The word as the author wrote it; its case does not matter.
        known: The words that are allowed.
        synonyms: Other words, in lower case, with the known word that each means.

    Returns:
        The same word in another case, the word for which it is a synonym, or the word with the
        same numbers and the smallest spelling distance: at most 1 for a short word, at most 2 for
        a longer one with the same consonants. A short word must start alike; a longer one that
        does not is at most as far as a short one.
    """
    if len(word) > _MAX_QUOTED:
        return ""
    written = word.casefold()
    words = tuple(known)
    candidates = tuple((each, each.casefold()) for each in words)
    same = next((each for each, folded in candidates if folded == written), "")
    if same or written in synonyms:
        return same or synonyms[written]
    # One edit turns any two letters into any other code: that would be a guess.
    if len(written) <= _CODE_LENGTH:
        return ""
    allowed = 2
    letters = frozenset(written)
    numbers = _find_numbers(written)
    best = ""
    for each, folded in candidates:
        # An edit changes the set of letters by two at most: cheaper than computing the distance.
        if len(letters.symmetric_difference(folded)) > 2 * allowed:
            continue
        most = min(allowed, _allowed_edits(written, folded))
        distance = spelling_distance(written, folded, most)
        # Two edits turn `released` into `related`; a misspelling has the same consonants. Another
        # number is no misspelling: `strike-2` and `strike-3` are two things.
        if (
            distance <= most
            and (distance <= 1 or _has_same_consonants(written, folded))
            and numbers == _find_numbers(folded)
        ):
            best, allowed = each, distance - 1
    return best


def _find_numbers(word: str) -> list[int]:
    return [int(digits) for digits in _NUMBER.findall(word)]


def _has_same_consonants(word: str, other: str) -> bool:
    """Whether two Latin words differ only in vowels, doubled letters and letters of one sound.

    It is true for words in other scripts.
    """
    if not (word.isascii() and other.isascii()):
        return True
    first, second = (
        _DOUBLED.sub(r"\1", _VOWEL.sub("", each).translate(_SAME_SOUND)) for each in (word, other)
    )
    return first == second


def _allowed_edits(word: str, other: str) -> int:
    """Return the largest spelling distance at which a word is a misspelling of another one.

    Typing mistakes seldom concern the first letter, unless it is missing, extra or swapped.
    """
    if word[0] == other[:1]:
        return 1 if len(word) <= _SHORT_WORD else 2
    if len(word) > _SHORT_WORD:
        return 1 if len(word) <= _MEDIUM_WORD else 2
    return int(word[0] == other[1:2] or word[1] == other[:1])


def spelling_distance(first: str, second: str, limit: int) -> int:
    """Count the edits that turn one word into another (Damerau-Levenshtein distance).

    An edit inserts, deletes or replaces a character, or swaps two neighbors. No character is
    edited twice (the "optimal string alignment" variant).

    Args:
        first: A word.
        second: Another word.
        limit: The largest distance of interest: a larger one is returned as ``limit + 1``.
    """
    if abs(len(first) - len(second)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            edits = min(
                above[column] + 1, current[column - 1] + 1, above[column - 1] + (letter != other)
            )
            swapped = row > 1 and column > 1 and letter == second[column - 2]
            if swapped and first[row - 2] == other:
                edits = min(edits, before[column - 2] + 1)
            current.append(edits)
        if min(current) > limit and min(above) > limit:
            return limit + 1
        before, above = above, current
    return min(above[-1], limit + 1)


def did_you_mean(written: str, meant: str) -> str:
    """Return a hint that names what was probably meant, and proposes to write it.

    Args:
        written: What is written now, as it is in the file.
        meant: What to write.
    """
    return propose(Replacement(written, meant), "did you mean '%(meant)s'?", meant=meant)


def retype(written: str, looks_like: str) -> str:
    """Return a hint that proposes the word that a word with strange letters looks like."""
    fix = Replacement(written, looks_like)
    return propose(fix, "retype it: %(looks_like)s", looks_like=looks_like)


def suggest(word: str, known: Iterable[str], synonyms: Mapping[str, str] = NO_SYNONYMS) -> str:
    """Return a hint that names the word that was probably meant, or else every known word."""
    words = tuple(known)
    close = closest(word, words, synonyms)
    return did_you_mean(word, close) if close else "known: " + ", ".join(words)
