"""The problems of a site: their codes, their severity and their positions."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.lazy_patterns import lazy_compile
from generator.messages import say

Code = Literal[
    "address-clash",
    "address-gone",
    "address-moved",
    "alias-invalid",
    "anchor-missing",
    "anchor-twice",
    "article-large",
    "catalogue-incomplete",
    "catalogue-invalid",
    "catalogue-missing",
    "catalogue-unknown",
    "config-key",
    "config-type",
    "config-value",
    "correction-incomplete",
    "correction-missing",
    "date-ambiguous",
    "date-differs",
    "date-early",
    "date-from-name",
    "date-invalid",
    "date-missing",
    "date-order",
    "date-unknown",
    "date-weekday",
    "disk-full",
    "draft-implied",
    "encoding",
    "field-differs",
    "field-ignored",
    "field-long",
    "field-type",
    "file-active",
    "file-ignored",
    "file-large",
    "file-metadata",
    "file-refused",
    "footnote-twice",
    "footnote-undefined",
    "footnote-unused",
    "front-matter-long",
    "front-matter-missing",
    "front-matter-type",
    "front-matter-unclosed",
    "identity-missing",
    "image-alt",
    "image-invalid",
    "image-metadata",
    "image-missing",
    "image-remote",
    "image-src",
    "key-clash",
    "key-duplicate",
    "key-empty",
    "key-similar",
    "key-unknown",
    "language-invalid",
    "language-unclear",
    "language-unknown",
    "link-dead",
    "link-draft",
    "link-empty",
    "link-outside",
    "link-scheme",
    "link-undefined",
    "markup-failed",
    "markup-foreign",
    "markup-limit",
    "markup-nesting",
    "markup-removed",
    "markup-unclosed",
    "memory-short",
    "not-text",
    "original-changed",
    "output-foreign",
    "output-gone",
    "output-misplaced",
    "output-other",
    "output-partial",
    "page-implied",
    "registry-clash",
    "registry-id",
    "registry-name",
    "registry-spelling",
    "related-self",
    "related-unknown",
    "rights-unclear",
    "script-mixed",
    "site-busy",
    "site-empty",
    "site-large",
    "slug-empty",
    "slug-invalid",
    "slug-reserved",
    "source-changed",
    "source-comma",
    "source-differ",
    "source-early",
    "source-many",
    "source-missing",
    "source-name",
    "source-unknown",
    "status-differs",
    "status-unknown",
    "stylesheet-short",
    "table-cells",
    "tag-comma",
    "tag-empty",
    "tag-many",
    "tags-differ",
    "template-body",
    "template-dynamic",
    "template-failed",
    "template-memo",
    "template-missing",
    "template-syntax",
    "term-clash",
    "term-lookalike",
    "term-similar",
    "term-unpaired",
    "text-bidi",
    "text-control",
    "text-invisible",
    "title-long",
    "title-missing",
    "toml-invalid",
    "unreadable",
    "url-invalid",
    "yaml-alias",
    "yaml-comma",
    "yaml-comment",
    "yaml-invalid",
    "yaml-tag",
]
"""The code of a kind of problem. `docs/problems.md` explains each one and how to fix it."""
EditorialCode = Literal[
    "archive-missing",
    "event-future",
    "link-gone",
    "link-moved",
    "link-suspect",
    "link-unknown",
    "numbers-differ",
    "origin-single",
    "quotes-unbalanced",
    "report-future",
    "source-single",
    "spelling-merged",
    "term-rare",
    "title-double",
    "translation-missing",
    "translation-outdated",
]
"""The code of what only an editor can judge, which `tarikh check` points out."""


# The parts of a message that differ between places: values in quotation marks, paths, numbers.
_VALUE = lazy_compile(r"'[^']*'|[^\s']*[/.][^\s']*|\d+")
_SKIP_CODES = frozenset({"file-ignored", "front-matter-missing"})
IGNORE = "ignore"
"""The severity in a setting that leaves a problem out."""


class Severity(StrEnum):
    """How much a problem matters.

    An error keeps the site from being published, and a warning does so in a strict build. A notice
    says what was decided for the author.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Problem(Struct, frozen=True, order=True):
    """One problem: its position, what is wrong, and how to fix it.

    Attributes:
        path: The file, relative to the site's folder, with forward slashes.
        line: Its line, from 1; 0 when the problem is with the file as a whole.
        column: The column in characters, from 1; 0 when the problem is with the line as a whole.
        code: The kind of the problem.
        message: What is wrong, in one sentence without a full stop.
        hint: What the author can write instead; may be empty.
        severity: Whether it prevents publication.
    """

    path: str
    line: int
    column: int
    code: Code | EditorialCode
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


class SeveritySetting(NamedTuple):
    """The severity that a site gives to a kind of problem.

    Attributes:
        code: The kind of problem.
        severity: The severity, or ``ignore``.
        path: The file of the setting, relative to the site's folder.
        line: Its line, from 1.
        column: The column of its value, from 1.
    """

    code: str
    severity: str
    path: str
    line: int
    column: int


def apply_severities(
    problems: Iterable[Problem], settings: Iterable[SeveritySetting]
) -> tuple[Problem, ...]:
    """Return the problems with the severities of a site, sorted, each once.

    An error prevents publication, so it stays one. A setting that would change that is reported.
    """
    by_code = {setting.code: setting for setting in settings}
    if not by_code:
        return tuple(sorted({*problems}))
    judged: set[Problem] = set()
    for problem in problems:
        setting = by_code.get(problem.code)
        if setting is None or setting.severity == problem.severity:
            judged.add(problem)
        elif problem.severity is Severity.ERROR:
            message = say(
                "'%(code)s' prevents publication here, so it remains an error", code=problem.code
            )
            hint = "fix what it reports; warnings and notices with this code are changed"
            judged |= {
                problem,
                Problem(*setting[2:], "config-value", message, hint, Severity.WARNING),
            }
        elif setting.severity != IGNORE:
            judged.add(replace(problem, severity=Severity(setting.severity)))
    return tuple(sorted(judged))


def group_equal(problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], ...]:
    """Group problems that say the same of several places, in the order of their first places.

    Those with other hints say something else.
    """
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        key = problem.severity, problem.code, problem.message, problem.hint
        groups.setdefault(key, []).append(problem)
    return tuple(map(tuple, groups.values()))


def group_similar(
    groups: Iterable[tuple[Problem, ...]],
) -> tuple[tuple[tuple[Problem, ...], ...], ...]:
    """Group groups of equal problems that differ only in the values in their messages."""
    kinds: dict[tuple[str, ...], list[tuple[Problem, ...]]] = {}
    for group in groups:
        first = group[0]
        key = first.severity, first.code, _VALUE.sub("", first.message)
        kinds.setdefault(key, []).append(group)
    return tuple(map(tuple, kinds.values()))


def is_skip_notice(code: str, severity: str) -> bool:
    """Whether a problem of an article's file says that it was skipped because it is no article."""
    return severity == Severity.NOTICE and code in _SKIP_CODES


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
