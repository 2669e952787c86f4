"""The table of what `tarikh check` finds besides the problems that a build reports.

The documentation and the rules in SARIF files follow from it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from msgspec import Struct

from generator.problems import EditorialCode, Severity


class EditorialKind(Struct, frozen=True, kw_only=True):
    """A kind of what is found.

    Attributes:
        code: Its code.
        title: What the entries of this kind have in common, in a few words.
        severity: How bad it is.
        description: What it is, and why it matters; Markdown.
        fix: What to do; Markdown.
    """

    code: EditorialCode
    title: str
    severity: Severity = Severity.NOTICE
    description: str
    fix: str


KINDS: Final = (
    EditorialKind(
        code="archive-missing",
        title="reports without an archived copy",
        description=(
            "A source has the address of a report, but no archived copy of it. Reports are changed,"
            " moved and deleted, and then nobody can check the entry."
        ),
        fix="Save the page in a web archive, and add its address as `archived`.",
    ),
    EditorialKind(
        code="event-future",
        title="events in the future that have occurred",
        severity=Severity.WARNING,
        description="The event is said to have occurred, but its date is in the future.",
        fix="Correct the date, or write `status: expected`, or `announced`.",
    ),
    EditorialKind(
        code="link-gone",
        title="links that are gone",
        severity=Severity.WARNING,
        description=(
            "The page that a source or a text links to does not exist any more: its server answers"
            " 404 or 410, or the server does not exist. Only `--online` finds it."
        ),
        fix=(
            "If the hint names an archived copy, add it as `archived`. Else look for the new"
            " address of the page."
        ),
    ),
    EditorialKind(
        code="link-moved",
        title="links that have moved",
        description="The page is permanently at another address. Only `--online` finds it.",
        fix="Write the new address; `--fix` does it.",
    ),
    EditorialKind(
        code="link-suspect",
        title="links that may be gone",
        description=(
            "The server answers as if the page existed, but also does so for a page that cannot"
            " exist, or leads to its home page. Only `--online` finds it."
        ),
        fix="Open the link, and look whether the page still says what is cited.",
    ),
    EditorialKind(
        code="link-unknown",
        title="links that could not be checked",
        description=(
            "The server refuses programs (403, 429), asks them to stay away (robots.txt), fails, or"
            " does not answer in time. That says nothing about the page. Only `--online` finds it."
        ),
        fix="Open the link in a browser.",
    ),
    EditorialKind(
        code="numbers-differ",
        title="numbers that differ between translations",
        severity=Severity.WARNING,
        description=(
            "Each of two texts of an event has a number that the other lacks: 340 and 430, for"
            " example. Digits of all scripts are compared, and thousands with and without a sign"
            " between them."
        ),
        fix="Compare the texts, and correct the one that is wrong.",
    ),
    EditorialKind(
        code="origin-single",
        title="events whose sources go back to one origin",
        description=(
            "The event has several sources, but all were received through the same one (`via`), so"
            " they are not independent of each other."
        ),
        fix="Look for a source that has the news from elsewhere.",
    ),
    EditorialKind(
        code="quotes-unbalanced",
        title="quotation marks without their other half",
        severity=Severity.WARNING,
        description=(
            "A quotation is opened and not closed, or closed and not opened, so readers cannot tell"
            " where it ends. A quotation over several paragraphs may be opened again in each."
        ),
        fix="Add the mark that is missing.",
    ),
    EditorialKind(
        code="report-future",
        title="reports from the future",
        severity=Severity.WARNING,
        description="`published` or `accessed` of a source is later than today.",
        fix="Correct the date.",
    ),
    EditorialKind(
        code="source-single",
        title="events with one source",
        description="Only one source says that the event took place.",
        fix="Look for a second one that does not depend on the first.",
    ),
    EditorialKind(
        code="spelling-merged",
        title="names in several spellings",
        description=(
            "A tag or a source is written in several ways that differ only in capital letters,"
            " hyphens, vowel marks or forms of letters. They are read as one; searches of the files"
            " find only one of them."
        ),
        fix="Write the name in one way; `--fix` does it.",
    ),
    EditorialKind(
        code="term-rare",
        title="unregistered names that are used once",
        description=(
            "A tag or a source that the registry does not have is used by one event only. It may be"
            " another name for one that others use."
        ),
        fix="If it is, `tarikh tags merge` or `tarikh sources merge` makes the two one.",
    ),
    EditorialKind(
        code="title-double",
        title="titles that several events have",
        severity=Severity.WARNING,
        description="Two events have the same title in the same language.",
        fix="If they are one event, make them one entry; else say in the titles how they differ.",
    ),
    EditorialKind(
        code="translation-missing",
        title="events that lack a translation",
        description="The event has no text in one of the languages of the site.",
        fix="`tarikh new --translate KEY` writes the file.",
    ),
    EditorialKind(
        code="translation-outdated",
        title="translations that are older than a correction or an update",
        severity=Severity.WARNING,
        description=(
            "A text was corrected or updated after the last date that its translation gives for"
            " itself (`published`, `updated`, `corrections`)."
        ),
        fix="Bring the translation up to date, and write that day as `updated`.",
    ),
)
"""Every kind, by its code in alphabetical order."""

SEVERITIES: Final = MappingProxyType({kind.code: kind.severity for kind in KINDS})
