"""Check events: contradictions between their texts, unknown names, and impossible dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from generator.chronology.model import Event
from generator.chronology.terms import TermRegistry
from generator.dates import Moment, Precision, When, write
from generator.fixes import Replacement
from generator.messages import propose, say
from generator.model import Article, Citation, Entry, Status
from generator.problem_collector import closest, did_you_mean, quote
from generator.problems import Code, Problem, Severity
from generator.text.confusables import (
    confusable_skeleton,
    describe_letters,
    find_mixed_word,
    has_confusable,
)

# Comparing with every name is slow, and more unknown names than these are not misspellings.
_MOST_SUGGESTIONS = 20
# The largest difference in length between a misspelled name and the right one.
_MAX_LONGER = 3
# Seconds. A report has the date of the place where it appeared, which may be the day before.
_DAY = 86400
_KEY_HINT = "write the name of its file without the ending: strike for strike.ar.md"
_SOURCE_HINT = "add it to sources.toml, or write 'name: …' instead"
_EARLY_HINT = "correct 'published' or 'date'; for a future event, write status: expected"


# The file that registers the names of a field.
REGISTRY_FILES = MappingProxyType({"tags": "tags.toml", "source": "sources.toml"})


class NameSuggestions:
    """Suggests known names for unknown ones, for the first few of them."""

    __slots__ = ("_known", "_left")

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._left = _MOST_SUGGESTIONS

    def write_hint(self, name: str, otherwise: str) -> str:
        """Return a hint that names a similar name, or else the other hint."""
        if not self._left:
            return otherwise
        self._left -= 1
        size = len(name)
        close = closest(
            name, (each for each in self._known if abs(len(each) - size) <= _MAX_LONGER)
        )
        return did_you_mean(name, close) if close else otherwise


def field_problem(
    article: Article,
    field: str,
    code: Code,
    message: str,
    hint: str = "",
    *,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Return a problem at a field of an article's front matter."""
    position = article.position(field)
    return Problem(article.path, position.line, position.column, code, message, hint, severity)


class Finding(NamedTuple):
    """A problem of a file without its position, which an edit of the text may move.

    Attributes:
        path: The file.
        field: The field; empty for a problem of the file as a whole.
        code: The kind of the problem.
        message: What is wrong.
        hint: What to write instead.
        severity: How bad it is.
    """

    path: str
    field: str
    code: Code
    message: str
    hint: str
    severity: Severity = Severity.ERROR

    def locate(self, entries: Mapping[str, Entry]) -> Problem:
        """Return the problem at the field's position in the file."""
        if not self.field:
            return Problem(self.path, 0, 0, self.code, self.message, self.hint, self.severity)
        article = entries[self.path].article
        return field_problem(
            article, self.field, self.code, self.message, self.hint, severity=self.severity
        )


def check_related(
    related: Iterable[tuple[str, tuple[str, ...]]], known: Collection[str]
) -> Iterator[Finding]:
    """Report related events that do not exist.

    Args:
        related: For each file the events that it is related to.
        known: The keys of all events.
    """
    suggestions = NameSuggestions(known)
    for path, keys in related:
        for key in keys:
            if key not in known:
                message = say("unknown event '%(key)s' in 'related'", key=key)
                hint = suggestions.write_hint(key, _KEY_HINT)
                yield Finding(path, "related", "related-unknown", message, hint)


class UnknownSource(NamedTuple):
    """A citation of a source that is not registered: its id and its position."""

    id: str
    path: str
    line: int
    column: int


def find_unknown_sources(event: Event, sources: TermRegistry) -> Iterator[UnknownSource]:
    """Find the citations of an event whose source is not registered."""
    for entry in event.entries:
        for item in entry.article.sources or ():
            if item.id and not sources.find_id(item.id):
                yield UnknownSource(item.id, entry.article.path, item.line, item.column)


def check_source_ids(unknown: Iterable[UnknownSource], known: Collection[str]) -> Iterator[Problem]:
    """Report unknown ids of sources, with the most similar known one."""
    suggestions = NameSuggestions(known)
    for each in unknown:
        message = say("unknown source id %(id)s", id=quote(each.id))
        hint = suggestions.write_hint(each.id, _SOURCE_HINT)
        yield Problem(each.path, each.line, each.column, "source-unknown", message, hint)


def _has_source(entry: Entry) -> bool:
    """Return whether a text names a source, or has one with which something else is wrong."""
    article = entry.article
    return bool(article.sources) or any(
        each.field == "source" and each.is_reported for each in article.positions
    )


def check_citations(event: Event) -> Iterator[Problem]:
    """Report an event without a source, and impossible dates of reports."""
    if not any(map(_has_source, event.entries)):
        message = "the event has no source"
        hint = "write source: and who reported the event; until then it has a visible mark"
        article = event.entries[0].article
        yield field_problem(
            article, "source", "source-missing", message, hint, severity=Severity.WARNING
        )
    for entry in event.entries:
        path = entry.article.path
        published = entry.article.published
        if published is not None and _is_before(published, event, 0):
            message = say(
                "'published' (%(published)s) is before 'date' (%(when)s)",
                published=write(published),
                when=write(event.when),
            )
            yield field_problem(
                entry.article,
                "published",
                "date-early",
                message,
                _EARLY_HINT,
                severity=Severity.WARNING,
            )
        for item in entry.article.sources or ():
            if item.published is not None and _is_before(item.published, event, _DAY):
                then = write(item.published)
                message = say(
                    "the report (%(then)s) is from before 'date' (%(when)s)",
                    then=then,
                    when=write(event.when),
                )
                warning = Severity.WARNING
                yield Problem(
                    path, item.line, item.column, "source-early", message, _EARLY_HINT, warning
                )


def check_corrections(event: Event) -> Iterator[Problem]:
    """Report corrections that a translation does not have: its readers are not told of them."""
    if not any(entry.article.corrections for entry in event.entries):
        return
    dates = {
        entry.article.path: {write(each.date) for each in entry.article.corrections}
        for entry in event.entries
    }
    for entry in event.entries:
        article = entry.article
        for path, corrected in dates.items():
            missing = sorted(corrected - dates[article.path])
            if missing:
                message = say(
                    "the correction of %(missing)s in %(path)s is not in this translation",
                    missing=missing[0],
                    path=path,
                )
                hint = say(
                    "add to 'corrections': - {date: %(missing)s, note: …}", missing=missing[0]
                )
                yield Problem(
                    article.path, 0, 0, "correction-missing", message, hint, Severity.WARNING
                )
                break


def _is_before(reported: When, event: Event, slack: int) -> bool:
    """Whether an event was reported before it can have begun, as far as both are sure.

    Args:
        reported: When it was reported.
        event: The event.
        slack: How many seconds earlier is not too early, where only the day is known.
    """
    if (
        event.status is not Status.OCCURRED
        or reported.end is None
        or not _is_sure(reported.end)
        or not _is_sure(event.when.start)
    ):
        return False
    slack = slack if reported.end.precision is Precision.DAY else 0
    return reported.latest + slack < event.when.earliest


def _is_sure(moment: Moment | None) -> bool:
    return moment is not None and not (moment.approximate or moment.uncertain)


def check_confusables(
    field: str, uses: Mapping[str, str], known: TermRegistry
) -> Iterator[Finding]:
    """Report names that look like other names but have letters of another script (UTS #39).

    Args:
        field: The field whose names are checked.
        uses: Every spelling in use, with the first file that has it.
        known: The registry, whose own names are checked when it is read.
    """
    suspects = {
        spelling: confusable_skeleton(spelling)
        for spelling in uses
        if has_confusable(spelling)
        and not known.find_id(spelling)
        and not find_mixed_word(spelling)
    }
    if not suspects:
        return
    wanted = frozenset(suspects.values())
    registered = (
        spelling
        for entry in known.by_id.values()
        for spelling in (*(text.value for text in entry.names.texts), *entry.spellings)
    )
    first: dict[str, str] = {}
    for spelling in sorted((*uses, *registered), key=has_confusable):
        skeleton = confusable_skeleton(spelling)
        if skeleton not in wanted:
            continue
        original = first.setdefault(skeleton, spelling)
        if spelling in suspects and known.identify(original) != known.identify(spelling):
            where = f" ({uses[original]})" if original in uses else ""
            strange = describe_letters("".join(filter(has_confusable, dict.fromkeys(spelling))))
            message = say(
                "'%(spelling)s' looks like '%(original)s'%(where)s, but contains %(strange)s",
                spelling=spelling,
                original=original,
                where=where,
                strange=strange,
            )
            hint = propose(
                Replacement(spelling, original, is_name=True),
                "retype it: %(original)s; or add it to %(registry_files)s",
                original=original,
                registry_files=REGISTRY_FILES[field],
            )
            warning = Severity.WARNING
            yield Finding(uses[spelling], field, "term-lookalike", message, hint, warning)


def check_agreement(event: Event, tags: TermRegistry, sources: TermRegistry) -> Iterator[Problem]:
    """Report translations whose lists name different registered tags or sources."""
    lists: tuple[tuple[str, Code, TermRegistry], ...] = (
        ("tags", "tags-differ", tags),
        ("source", "source-differ", sources),
    )
    for field, code, known in lists:
        first: tuple[Article, frozenset[str]] | None = None
        for entry in event.entries:
            article = entry.article
            spellings = article.tags if field == "tags" else _source_names(article.sources)
            if spellings is None:
                continue
            ids = frozenset(filter(None, map(known.find_id, spellings)))
            if first is None:
                first = (article, ids)
            elif ids != first[1]:
                different = ", ".join(sorted(ids ^ first[1]))
                noun = "tags" if field == "tags" else "sources"
                message = say(
                    "the %(noun)s of the translations differ: %(different)s in only one of them",
                    noun=say(noun),
                    different=different,
                )
                hint = say("compare with %(path)s", path=first[0].path)
                yield field_problem(article, field, code, message, hint, severity=Severity.WARNING)


def _source_names(citations: tuple[Citation, ...] | None) -> tuple[str, ...] | None:
    return None if citations is None else tuple(item.id or item.name for item in citations)
