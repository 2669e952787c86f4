"""Formats the report of a build: as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import click

from generator.build.report import BuildReport
from generator.console.problems import count_severities, format_position, problem_as_values
from generator.console.words import (
    count_things,
    escape_invisible,
    join_in_sentence,
    join_list,
    say_in,
    write_json,
)
from generator.i18n.catalogues import Catalogue
from generator.i18n.messages import ENGLISH, translate
from generator.problems import Severity

# How many problems a person reads without a table of them.
_MANY_PROBLEMS: Final = 20


def format_overview(report: BuildReport, catalogue: Catalogue = ENGLISH) -> Iterator[str]:
    """Format the problems of a report as a table of their codes, if there are many.

    The last lines say how many articles are published, and what to look at first.
    """
    codes = {problem.code for problem in report.problems}
    if len(report.problems) <= _MANY_PROBLEMS or len(codes) == 1:
        return
    yield ""
    counts = Counter((problem.code, problem.severity) for problem in report.problems)
    rows = sorted(([-counts[code, severity] for severity in Severity], code) for code in codes)
    headings = (translate(f"{severity}s", catalogue) for severity in Severity)
    code_heading = translate("code", catalogue)
    yield click.style("".join(f"{each:>10}" for each in headings) + f"  {code_heading}", bold=True)
    for numbers, code in rows:
        cells = (f"{-number:>10,}" if number else f"{'':>10}" for number in numbers)
        yield f"{''.join(cells)}  {code}"
    yield ""
    yield _format_articles(report, catalogue)
    numbers, code = rows[0]
    first = next(problem for problem in report.problems if problem.code == code)
    severity = next(each for each, number in zip(Severity, numbers, strict=True) if number)
    yield say_in(
        "Look first at %(code)s: %(count)s, the first in %(position)s",
        catalogue,
        code=code,
        count=count_things(counts[code, severity], severity.value, catalogue),
        position=format_position(first),
    )


def _format_articles(report: BuildReport, catalogue: Catalogue) -> str:
    """Say how many of the articles are or would be published, and why others are not."""
    errors = {
        problem.path
        for problem in report.problems
        if problem.severity is Severity.ERROR and problem.path.endswith(".md")
    }
    drafts = report.files - report.articles - report.broken
    published = report.files - drafts - len(errors)
    forms = (
        (len(errors), "%(count)s has errors", "%(count)s have errors"),
        (drafts, "%(count)s is a draft", "%(count)s are drafts"),
    )
    reasons = [
        catalogue.ngettext(one, many, number) % {"count": f"{number:,}"}
        for number, one, many in forms
        if number
    ]
    template = "%(published)s of %(articles)s would be published"
    if report.published:
        template = "%(published)s of %(articles)s are published"
    text = say_in(
        template,
        catalogue,
        published=f"{published:,}",
        articles=count_things(report.files, "article", catalogue),
    )
    return f"{text}: {join_in_sentence(reasons, catalogue)}." if reasons else f"{text}."


def report_as_json(report: BuildReport, seconds: float) -> str:
    """Format the whole report as one JSON object that contains only printable characters."""
    return write_json(
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
            "problems": [problem_as_values(problem) for problem in report.problems],
        }
    )


def format_summary(report: BuildReport, seconds: float, catalogue: Catalogue = ENGLISH) -> str:
    """Format the result of a build as one line."""
    problems = count_severities(report.problems, catalogue)
    if not report.published:
        partly = any(problem.code == "output-partial" for problem in report.problems)
        template = "Nothing was published: %(problems)s."
        if partly:
            template = "Only part of the site was published: %(problems)s."
        text = say_in(template, catalogue, problems=problems)
        return click.style(text, fg="red", bold=True)
    articles = say_in(
        "%(articles)s in %(languages)s",
        catalogue,
        articles=count_things(report.articles, "article", catalogue)
        or translate("no articles", catalogue),
        languages=join_list(report.languages, catalogue),
    )
    parts = [
        count_things(report.events, "event", catalogue) or translate("no events", catalogue),
        articles,
        count_things(report.pages, "page", catalogue),
    ]
    template = (
        "%(parts)s: %(changed)s written, %(removed)s removed. %(seconds)s s."
        " The site is in %(output)s"
    )
    if problems:
        template = (
            "%(parts)s: %(changed)s written, %(removed)s removed, %(problems)s. %(seconds)s s."
            " The site is in %(output)s"
        )
    return say_in(
        template,
        catalogue,
        parts=join_list(parts, catalogue),
        changed=f"{report.changed:,}",
        removed=f"{report.removed:,}",
        problems=problems,
        seconds=f"{seconds:.1f}",
        output=escape_invisible(str(report.output)),
    )
