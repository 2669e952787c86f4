"""What contradicts itself, or names what is not there, in an event and between its texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from generator.chronology.model import Event
from generator.chronology.terms import TermRegistry
from generator.dates import Moment, Precision, When
from generator.model import Article, Citation, Status
from generator.problem_collector import closest, quote
from generator.problems import Code, Problem, Severity
from generator.text.confusables import (
    confusable_skeleton,
    describe_letters,
    find_mixed_word,
    has_confusable,
)

# Comparing with every name is slow: where more names than these are unknown, some other mistake
# than a slip of the pen has been made.
_MOST_SUGGESTIONS = 20
# A slip of the pen makes a name little longer or shorter.
_SLIP = 3
# A report bears the day of the place where it appeared, which may be the day before.
_DAY = 86400
_EARLY = "compare 'published' with 'date'; what is yet to come has another status"


_REGISTRY = MappingProxyType({"tags": "tags.toml", "source": "sources.toml"})


class UnknownNames:
    """Finds what was probably meant by names that are not known, for the first few of them."""

    __slots__ = ("_known", "_left")

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._left = _MOST_SUGGESTIONS

    def hint(self, name: str, otherwise: str) -> str:
        """Ask whether the nearest name was meant; else what to do when none is near."""
        if not self._left:
            return otherwise
        self._left -= 1
        size = len(name)
        close = closest(name, (each for each in self._known if abs(len(each) - size) <= _SLIP))
        return f"did you mean '{close}'?" if close else otherwise


def problem_at(
    article: Article, field: str, code: Code, message: str, hint: str = "", *, warn: bool = False
) -> Problem:
    """A problem where a field of the front matter stands."""
    mark = article.position(field)
    severity = Severity.WARNING if warn else Severity.ERROR
    return Problem(article.path, mark.line, mark.column, code, message, hint, severity)


def check_related(events: Iterable[Event], known: Collection[str]) -> Iterator[Problem]:
    """Report related events that are not there."""
    unnamed = UnknownNames(known)
    for event in events:
        for entry in event.entries:
            for key in entry.article.related:
                if key not in known:
                    message = f"no event is named '{key}'"
                    hint = unnamed.hint(
                        key, "name it as its file, without the ending: strike for strike.ar.md"
                    )
                    yield problem_at(entry.article, "related", "related-unknown", message, hint)


def check_citations(
    event: Event, sources: TermRegistry, unnamed: UnknownNames
) -> Iterator[Problem]:
    """Report an event that nobody vouches for, and what its citations cannot mean.

    Args:
        event: The event.
        sources: The source registry.
        unnamed: What suggests ids of that registry.
    """
    if not any(entry.article.sources for entry in event.entries):
        message = "the event has no source"
        hint = "add 'source:' with the name of who says so; it is published with a visible mark"
        article = event.entries[0].article
        yield problem_at(article, "source", "source-missing", message, hint, warn=True)
    for entry in event.entries:
        path = entry.article.path
        published = entry.article.published
        if published is not None and _is_before(published, event, 0):
            message = f"published ({published.edtf}) is before the event ({event.when.edtf})"
            yield problem_at(entry.article, "published", "date-early", message, _EARLY, warn=True)
        for item in entry.article.sources or ():
            if item.id and not sources.registered(item.id):
                message = f"no source has the id {quote(item.id)}"
                hint = unnamed.hint(item.id, "add it to sources.toml, or write 'name: …' instead")
                yield Problem(path, item.line, item.column, "source-unknown", message, hint)
            if item.published is not None and _is_before(item.published, event, _DAY):
                then = item.published.edtf
                message = f"the report ({then}) appeared before the event ({event.when.edtf})"
                warning = Severity.WARNING
                yield Problem(
                    path, item.line, item.column, "source-early", message, _EARLY, warning
                )


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


def check_lookalikes(
    uses: Mapping[str, tuple[Article, str]], known: TermRegistry
) -> Iterator[Problem]:
    """Report names that look like others in letters of another script, and are not the same.

    Args:
        uses: Every spelling in use, with the first text that has it and the field.
        known: The registry. What it holds was looked at by whoever wrote it.
    """
    suspects = {
        spelling: confusable_skeleton(spelling)
        for spelling in uses
        if has_confusable(spelling)
        and not known.registered(spelling)
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
        bones = confusable_skeleton(spelling)
        if bones not in wanted:
            continue
        original = first.setdefault(bones, spelling)
        if spelling in suspects and known.identify(original) != known.identify(spelling):
            article, field = uses[spelling]
            where = f" ({uses[original][0].path})" if original in uses else ""
            strange = describe_letters("".join(filter(has_confusable, dict.fromkeys(spelling))))
            message = f"'{spelling}' looks like '{original}'{where}, but holds {strange}"
            hint = f"retype it as the other, or give it a name of its own in {_REGISTRY[field]}"
            yield problem_at(article, field, "term-lookalike", message, hint, warn=True)


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
            named = frozenset(filter(None, map(known.registered, spellings)))
            if first is None:
                first = (article, named)
            elif named != first[1]:
                odd = ", ".join(sorted(named ^ first[1]))
                called = "tags" if field == "tags" else "sources"
                message = f"the {called} of the translations differ: {odd} in only one of them"
                hint = f"compare with {first[0].path}"
                yield problem_at(article, field, code, message, hint, warn=True)


def _source_names(citations: tuple[Citation, ...] | None) -> tuple[str, ...] | None:
    return None if citations is None else tuple(item.id or item.name for item in citations)
