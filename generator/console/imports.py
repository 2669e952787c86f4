"""Formats the result of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import click

from generator.console.words import (
    count_things,
    escape_invisible,
    format_hint,
    join_in_sentence,
    label_error,
    say_in,
)
from generator.i18n.catalogues import Catalogue
from generator.i18n.messages import ENGLISH, translate

if TYPE_CHECKING:
    from generator.importing import ImportFailure, ImportReport

# How many drafts of an import are printed with what is to be checked in each.
_MAX_SHOWN_DRAFTS: Final = 5
# How many files of an import are printed, and how many if there are more.
_MAX_IMPORTED: Final = 20
_MAX_SHOWN: Final = 10
# How an import names a file, by whether it is a draft and whether nothing is written.
_CREATED: Final = MappingProxyType(
    {
        (False, False): "created: %(path)s",
        (False, True): "would be created: %(path)s",
        (True, False): "created: %(path)s (draft)",
        (True, True): "would be created: %(path)s (draft)",
    }
)


def format_import(
    report: ImportReport, catalogue: Catalogue = ENGLISH, *, is_dry_run: bool
) -> Iterator[str]:
    """Format the result of an import: each new draft, and what its author has to decide."""
    unsure = sum(bool(entry.questions) for entry in report.entries)
    shown = report.entries if len(report.entries) <= _MAX_IMPORTED else report.entries[:_MAX_SHOWN]
    label = click.style(translate("check", catalogue), fg="yellow")
    for entry in shown:
        template = _CREATED[entry.is_draft, is_dry_run]
        path = click.style(escape_invisible(entry.path), bold=True)
        yield say_in(template, catalogue, path=path)
        if unsure <= _MAX_SHOWN_DRAFTS:
            for question in entry.questions:
                yield f"  {label} {translate(question, catalogue, escape_invisible)}"
    if len(shown) < len(report.entries):
        yield say_in("and %(count)s more", catalogue, count=f"{len(report.entries) - len(shown):,}")
    if unsure > _MAX_SHOWN_DRAFTS:
        yield from _count_questions(report, catalogue)
    if report.files:
        yield say_in(
            "%(files)s would be copied into %(folder)s/"
            if is_dry_run
            else "%(files)s copied into %(folder)s/",
            catalogue,
            files=count_things(len(report.files), "file", catalogue),
            folder=escape_invisible(report.files[0].rpartition("/")[0]),
        )
    yield from _format_skipped(report, catalogue)
    # Nothing new was found in what could not be read; that it could not is said instead.
    if report.entries or report.skipped or not report.failures:
        yield _summarize_import(report, catalogue, is_dry_run=is_dry_run)


def _format_skipped(report: ImportReport, catalogue: Catalogue) -> Iterator[str]:
    """Format what was not imported, and why."""
    known = sum(bool(skipped.path) for skipped in report.skipped)
    if known > _MAX_IMPORTED:
        yield say_in("%(count)s exist already, not changed", catalogue, count=f"{known:,}")
    for skipped in report.skipped:
        if skipped.path and known > _MAX_IMPORTED:
            continue
        reason = translate(skipped.reason, catalogue, escape_invisible)
        if skipped.path:
            path = escape_invisible(skipped.path)
            template = "exists already, not changed: %(path)s (%(reason)s)"
            yield say_in(template, catalogue, path=path, reason=reason)
        else:
            yield say_in(
                "not imported: '%(title)s' (%(origin)s): %(reason)s",
                catalogue,
                title=escape_invisible(skipped.title),
                origin=escape_invisible(skipped.origin),
                reason=reason,
            )


def _count_questions(report: ImportReport, catalogue: Catalogue) -> Iterator[str]:
    """Format the most frequent points to check, each with the number of its drafts."""
    counts = Counter(question for entry in report.entries for question in entry.questions)
    label = click.style(translate("check", catalogue), fg="yellow")
    for question, count in counts.most_common(_MAX_SHOWN):
        where = say_in(
            "in %(articles)s", catalogue, articles=count_things(count, "article", catalogue)
        )
        yield f"{label} {where}: {translate(question, catalogue, escape_invisible)}"
    if len(counts) > _MAX_SHOWN:
        rest = count_things(len(counts) - _MAX_SHOWN, "other point", catalogue)
        yield say_in("and %(rest)s to check", catalogue, rest=rest)


def _summarize_import(report: ImportReport, catalogue: Catalogue, *, is_dry_run: bool) -> str:
    drafts = sum(entry.is_draft for entry in report.entries)
    counts = (("draft", drafts), ("article", len(report.entries) - drafts))
    created = [count_things(number, noun, catalogue) for noun, number in counts if number]
    if not created:
        return translate("Nothing new.", catalogue)
    template = "%(what)s would be created." if is_dry_run else "%(what)s created."
    text = say_in(template, catalogue, what=join_in_sentence(created, catalogue))
    points = sum(len(entry.questions) for entry in report.entries)
    if points and is_dry_run:
        to_check = say_in(
            "%(points)s to check.", catalogue, points=count_things(points, "point", catalogue)
        )
        return f"{text} {to_check}"
    if points and report.review_list:
        to_check = say_in(
            "%(points)s to check, listed in %(path)s",
            catalogue,
            points=count_things(points, "point", catalogue),
            path=report.review_list,
        )
        return f"{text} {to_check}"
    return text


def format_import_failure(
    name: str, failure: ImportFailure, catalogue: Catalogue = ENGLISH
) -> Iterator[str]:
    """Format why nothing could be imported from a file, and its hint."""
    severity = label_error(catalogue)
    place = "".join(f":{number}" for number in (failure.line, failure.column) if number)
    message = translate(failure.message, catalogue, escape_invisible)
    yield f"{escape_invisible(name)}{place}: {severity}: {message}"
    yield f"  {format_hint(failure.hint, catalogue)}"
