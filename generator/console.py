"""Formats problems and reports: as text, as JSON, and as annotations of GitHub."""

from __future__ import annotations

import json
import shlex
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import click

from generator.build.report import BuildReport
from generator.i18n.catalogues import Catalogue
from generator.i18n.messages import ENGLISH, translate
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Status
from generator.os_errors import describe_os_error
from generator.problems import Problem, Severity, group_equal, group_similar
from generator.text.invisible_characters import remove_invisible_within

if TYPE_CHECKING:
    from generator.editing.terms import UsedTerm
    from generator.editing.text_edits import EditError
    from generator.importing import ImportFailure, ImportReport
    from generator.search.duplicates import LikelyDuplicate
    from generator.search.found import FoundEvent

Format = Literal["text", "json", "github"]

# How often the same problem is printed in full before its places are counted instead.
_MAX_REPEATS = 3
# How many problems that differ in values are formatted, and how many if there are more.
_MAX_SIMILAR = 10
_SHOWN_SIMILAR = 3
# How many problems a person reads without a table of them.
_MANY_PROBLEMS = 20
# How many events of a search a person reads.
_MAX_FOUND = 20
# How many drafts of an import are printed with what is to be checked in each.
_MAX_SHOWN_DRAFTS = 5
# How many files of an import are printed, and how many if there are more.
_MAX_IMPORTED = 20
_MAX_SHOWN = 10
_COLORS = MappingProxyType(
    {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
)
_DIFF_COLORS = MappingProxyType({"-": "red", "+": "green", "@": "cyan"})
# How an import names a file, by whether it is a draft and whether nothing is written.
_CREATED = MappingProxyType(
    {
        (False, False): "created: %(path)s",
        (False, True): "would be created: %(path)s",
        (True, False): "created: %(path)s (draft)",
        (True, True): "would be created: %(path)s (draft)",
    }
)
_PLAIN_ARGUMENT = lazy_compile(r"[\w@%+=:,./-]+")
_LAST_OF_BMP = 0xFFFF
_JOINERS = "\u200c\u200d"


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
    others = _list(map(_position, group[1:_MAX_REPEATS]), catalogue)
    places = _count(max(0, len(group) - _MAX_REPEATS), "more place", catalogue)
    template = "the same in %(others)s"
    if places:
        template = "the same in %(others)s and %(places)s; 'tarikh build --all' lists all"
    yield f"  {_say(template, catalogue, others=others, places=places)}"


def _format_similar(problems: list[Problem], catalogue: Catalogue) -> Iterator[str]:
    """Format the number of problems that differ from one above only in their values."""
    text = _say(
        "and %(count)s more with other values [%(code)s] in %(files)s;"
        " 'tarikh build --all' lists all",
        catalogue,
        count=f"{len(problems):,}",
        code=problems[0].code,
        files=_count(len({problem.path for problem in problems}), "file", catalogue),
    )
    yield f"  {text}"


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
    yield _say(
        "Look first at %(code)s: %(count)s, the first in %(position)s",
        catalogue,
        code=code,
        count=_count(counts[code, severity], severity.value, catalogue),
        position=_position(first),
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
    text = _say(
        template,
        catalogue,
        published=f"{published:,}",
        articles=_count(report.files, "article", catalogue),
    )
    return f"{text}: {_join(reasons, catalogue)}." if reasons else f"{text}."


def format_problem(problem: Problem, catalogue: Catalogue = ENGLISH) -> Iterator[str]:
    """Format a problem: a line with a position that editors can open, and a line with its hint."""
    position = click.style(_position(problem), bold=True)
    name = translate(problem.severity.value, catalogue)
    severity = click.style(name, fg=_color(problem), bold=True)
    code = click.style(f"[{problem.code}]", dim=True)
    message = translate(problem.message, catalogue, escape_invisible)
    yield f"{position}: {severity}: {message} {code}"
    if problem.hint:
        yield f"  {_format_hint(problem.hint, catalogue)}"


def _format_hint(hint: str, catalogue: Catalogue) -> str:
    return f"{translate('hint', catalogue)}: {translate(hint, catalogue, escape_invisible)}"


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
        text = f"{text}\n{_format_hint(problem.hint, catalogue)}"
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
            "problems": [_problem_as_values(problem) for problem in report.problems],
        },
        ensure_ascii=False,
        indent=2,
    )
    return _escape_json(text)


def _problem_as_values(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


def check_as_json(problems: Sequence[Problem]) -> str:
    """Format what a check found as one JSON object of printable characters only.

    It can be the baseline of a later check.
    """
    counts = Counter(problem.code for problem in problems)
    document = {
        "counts": dict(sorted(counts.items())),
        "problems": [_problem_as_values(problem) for problem in problems],
    }
    return _escape_json(json.dumps(document, ensure_ascii=False, indent=2))


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
        label = _count(len(group), severity.value, catalogue)
        count = click.style(label, fg=_COLORS[severity], bold=True)
        title = translate(titles.get(code, ""), catalogue)
        yield f"{count} {click.style(code, bold=True)}  {title}".rstrip()
        for problem in group if list_all else group[:_SHOWN_SIMILAR]:
            message = translate(problem.message, catalogue, escape_invisible)
            yield f"  {_position(problem)}: {message}"
            if problem.hint:
                yield f"    {_format_hint(problem.hint, catalogue)}"
        if len(group) > _SHOWN_SIMILAR and not list_all:
            rest = f"{len(group) - _SHOWN_SIMILAR:,}"
            template = "and %(rest)s more; 'tarikh check --only %(code)s' lists all"
            yield f"  {_say(template, catalogue, rest=rest, code=code)}"
        yield ""
    if problems:
        yield _join(list(_count_severities(problems, catalogue)), catalogue) + "."
    else:
        yield translate("Nothing found.", catalogue)


def format_events(events: Sequence[FoundEvent]) -> Iterator[str]:
    """Format the events that a search found: the date and title of each, and its files."""
    for event in events[:_MAX_FOUND]:
        first = event.texts[0]
        notes = [event.status] if event.status != Status.OCCURRED else []
        notes += ["draft"] if all(text.draft for text in event.texts) else []
        note = f" ({', '.join(notes)})" if notes else ""
        date = click.style(event.date, bold=True)
        yield f"{date}  {escape_invisible(first.title)}{note}"
        for text in event.texts:
            yield f"  {escape_invisible(text.path)}"
    if len(events) > _MAX_FOUND:
        yield f"and {len(events) - _MAX_FOUND:,} more; --format json lists all"


def events_as_json(query: str, events: Sequence[FoundEvent]) -> str:
    """Format the events that a search found as one JSON object of printable characters only."""
    found = [
        {
            "key": event.key,
            "date": event.date,
            "status": event.status,
            "score": round(event.score, 3),
            "texts": [
                {
                    "path": text.path,
                    "language": text.language,
                    "title": text.title,
                    "draft": text.draft,
                }
                for text in event.texts
            ],
        }
        for event in events
    ]
    return _escape_json(json.dumps({"query": query, "events": found}, ensure_ascii=False, indent=2))


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
        yield _say(template, catalogue, path=path)
        if unsure <= _MAX_SHOWN_DRAFTS:
            for question in entry.questions:
                yield f"  {label} {translate(question, catalogue, escape_invisible)}"
    if len(shown) < len(report.entries):
        yield _say("and %(count)s more", catalogue, count=f"{len(report.entries) - len(shown):,}")
    if unsure > _MAX_SHOWN_DRAFTS:
        yield from _count_questions(report, catalogue)
    if report.files:
        yield _say(
            "%(files)s would be copied into %(folder)s/"
            if is_dry_run
            else "%(files)s copied into %(folder)s/",
            catalogue,
            files=_count(len(report.files), "file", catalogue),
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
        yield _say("%(count)s exist already, not changed", catalogue, count=f"{known:,}")
    for skipped in report.skipped:
        if skipped.path and known > _MAX_IMPORTED:
            continue
        reason = translate(skipped.reason, catalogue, escape_invisible)
        if skipped.path:
            path = escape_invisible(skipped.path)
            template = "exists already, not changed: %(path)s (%(reason)s)"
            yield _say(template, catalogue, path=path, reason=reason)
        else:
            yield _say(
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
        where = _say("in %(articles)s", catalogue, articles=_count(count, "article", catalogue))
        yield f"{label} {where}: {translate(question, catalogue, escape_invisible)}"
    if len(counts) > _MAX_SHOWN:
        rest = _count(len(counts) - _MAX_SHOWN, "other point", catalogue)
        yield _say("and %(rest)s to check", catalogue, rest=rest)


def _summarize_import(report: ImportReport, catalogue: Catalogue, *, is_dry_run: bool) -> str:
    drafts = sum(entry.is_draft for entry in report.entries)
    counts = (("draft", drafts), ("article", len(report.entries) - drafts))
    created = [_count(number, noun, catalogue) for noun, number in counts if number]
    if not created:
        return translate("Nothing new.", catalogue)
    template = "%(what)s would be created." if is_dry_run else "%(what)s created."
    text = _say(template, catalogue, what=_join(created, catalogue))
    points = sum(len(entry.questions) for entry in report.entries)
    if points and is_dry_run:
        to_check = _say(
            "%(points)s to check.", catalogue, points=_count(points, "point", catalogue)
        )
        return f"{text} {to_check}"
    if points and report.review_list:
        to_check = _say(
            "%(points)s to check, listed in %(path)s",
            catalogue,
            points=_count(points, "point", catalogue),
            path=report.review_list,
        )
        return f"{text} {to_check}"
    return text


def format_import_failure(
    name: str, failure: ImportFailure, catalogue: Catalogue = ENGLISH
) -> Iterator[str]:
    """Format why nothing could be imported from a file, and its hint."""
    severity = _label_error(catalogue)
    place = "".join(f":{number}" for number in (failure.line, failure.column) if number)
    message = translate(failure.message, catalogue, escape_invisible)
    yield f"{escape_invisible(name)}{place}: {severity}: {message}"
    yield f"  {_format_hint(failure.hint, catalogue)}"


def _escape_json(text: str) -> str:
    """Escape the characters in a JSON text that cannot be printed."""
    return "\n".join(
        "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)
        for line in text.split("\n")
    )


def format_summary(report: BuildReport, seconds: float, catalogue: Catalogue = ENGLISH) -> str:
    """Format the result of a build as one line."""
    counts = list(_count_severities(report.problems, catalogue))
    if not report.published:
        partly = any(problem.code == "output-partial" for problem in report.problems)
        template = "Nothing was published: %(problems)s."
        if partly:
            template = "Only part of the site was published: %(problems)s."
        text = _say(template, catalogue, problems=_join(counts, catalogue))
        return click.style(text, fg="red", bold=True)
    articles = _say(
        "%(articles)s in %(languages)s",
        catalogue,
        articles=_count(report.articles, "article", catalogue)
        or translate("no articles", catalogue),
        languages=_list(report.languages, catalogue),
    )
    parts = [
        _count(report.events, "event", catalogue) or translate("no events", catalogue),
        articles,
        _count(report.pages, "page", catalogue),
    ]
    template = (
        "%(parts)s: %(changed)s written, %(removed)s removed. %(seconds)s s."
        " The site is in %(output)s"
    )
    if counts:
        template = (
            "%(parts)s: %(changed)s written, %(removed)s removed, %(problems)s. %(seconds)s s."
            " The site is in %(output)s"
        )
    return _say(
        template,
        catalogue,
        parts=_list(parts, catalogue),
        changed=f"{report.changed:,}",
        removed=f"{report.removed:,}",
        problems=_join(counts, catalogue) if counts else "",
        seconds=f"{seconds:.1f}",
        output=escape_invisible(str(report.output)),
    )


def quote_argument(text: str) -> str:
    """Write an argument of a command as a shell reads it, in quotes if it needs them."""
    text = escape_invisible(text)
    # `shlex` would put Arabic words in quotes as well.
    return text if _PLAIN_ARGUMENT.fullmatch(text) else shlex.quote(text)


def format_os_error(error: OSError, catalogue: Catalogue = ENGLISH) -> str:
    """Format an error of the system and its hint."""
    described = describe_os_error(error)
    path = f"{escape_invisible(described.path)}: " if described.path else ""
    message = translate(described.message, catalogue, escape_invisible)
    hint = _format_hint(described.hint, catalogue)
    return f"tarikh: {_label_error(catalogue)}: {path}{message}\n  {hint}"


def format_edit_error(error: EditError, catalogue: Catalogue = ENGLISH) -> str:
    """Format why the files of a site cannot be changed as asked, and its hint."""
    hint = f"\n  {_format_hint(error.hint, catalogue)}" if error.hint else ""
    message = translate(error.message, catalogue, escape_invisible)
    return f"tarikh: {_label_error(catalogue)}: {message}{hint}"


def _label_error(catalogue: Catalogue) -> str:
    return click.style(translate(Severity.ERROR.value, catalogue), fg="red", bold=True)


def format_diff(lines: Iterable[str]) -> Iterator[str]:
    """Format a unified diff for a terminal."""
    for line in lines:
        color = _DIFF_COLORS.get(line[:1])
        text = escape_invisible(line)
        is_heading = line.startswith(("--- ", "+++ ", "rename "))
        yield click.style(text, bold=True) if is_heading else click.style(text, fg=color)


def format_terms(terms: Sequence[UsedTerm]) -> Iterator[str]:
    """Format tags or sources: the number of events of each, its id, its names, its spellings."""
    for term in terms:
        mark = " " if term.is_registered else "*"
        names = " · ".join(dict.fromkeys(map(escape_invisible, term.names.values())))
        identity = click.style(escape_invisible(term.id), bold=True)
        yield f"{term.events:6,} {mark} {identity}  {names}"
        counts = Counter[str]()
        for (_, spelling), count in term.spellings:
            counts[spelling] += count
        if counts.keys() - set(term.names.values()):
            used = (f"{escape_invisible(name)} {count}" for name, count in counts.most_common())
            yield f"         {', '.join(used)}"


def format_duplicate(duplicate: LikelyDuplicate, catalogue: Catalogue = ENGLISH) -> str:
    """Format an entry that is probably of the same event as a new one."""
    label = click.style(translate("similar", catalogue), fg="yellow", bold=True)
    title = escape_invisible(duplicate.title)
    reason = translate(duplicate.reason, catalogue)
    return f"{label}: {escape_invisible(duplicate.path)}: {title} ({reason})"


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


def _say(template: str, catalogue: Catalogue, **values: object) -> str:
    """Return a message in the language of a catalogue."""
    return translate(say(template, **values), catalogue)


def _count(number: int, noun: str, catalogue: Catalogue) -> str:
    """Return a number of things in words; empty for none."""
    if not number:
        return ""
    text = catalogue.ngettext(f"%(count)s {noun}", f"%(count)s {noun}s", number)
    return text % {"count": f"{number:,}"}


def count_severities(problems: Iterable[Problem], catalogue: Catalogue = ENGLISH) -> str:
    """Count the problems of each severity in words, the worst first; empty if there are none."""
    counts = list(_count_severities(problems, catalogue))
    return _join(counts, catalogue) if counts else ""


def _count_severities(problems: Iterable[Problem], catalogue: Catalogue) -> Iterator[str]:
    """Count the problems of each severity, the worst first."""
    counts = Counter(problem.severity for problem in problems)
    return (
        _count(counts[severity], severity.value, catalogue)
        for severity in Severity
        if counts[severity]
    )


def _join(parts: list[str], catalogue: Catalogue) -> str:
    """Return the items of a list in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    first = _list(parts[:-1], catalogue)
    return _say("%(first)s and %(last)s", catalogue, first=first, last=parts[-1])


def _list(parts: Iterable[str], catalogue: Catalogue) -> str:
    return translate(", ", catalogue).join(parts)


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
