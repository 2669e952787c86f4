"""From single entries to the chronicle, and every contradiction found on the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from generator.chronology.checks import (
    UnknownNames,
    check_agreement,
    check_citations,
    check_lookalikes,
    check_related,
    problem_at,
)
from generator.chronology.model import (
    Chronicle,
    ContentPage,
    Event,
    LanguageTimeline,
    LocalizedEvent,
    ResolvedCitation,
)
from generator.chronology.terms import TermRegistry, build_registry, collect_terms
from generator.content.fields import FIELDS, Field
from generator.model import Article, Entry, FrozenMapping, LocalizedText, Site, Status, Text
from generator.problem_collector import quote
from generator.problems import Problem
from generator.text.folding import fold

_REGISTRIES = MappingProxyType({"tags": "tags.toml", "source": "sources.toml"})


def build_chronicle(
    site: Site,
    entries: Iterable[Entry],
    *,
    drafts: bool = False,
    absent: frozenset[str] = frozenset(),
    fields: tuple[Field, ...] = FIELDS,
) -> tuple[Chronicle, tuple[Problem, ...]]:
    """Pair, order and index the entries of a site.

    Args:
        site: The configuration and the registries.
        entries: Every entry that could be parsed, in any order.
        drafts: Whether drafts are part of it.
        absent: Keys of files that could not be parsed, so that nothing is concluded from what
            they do not say.
        fields: The table of fields, which says what the texts of an event share.

    Returns:
        The chronicle, and what contradicts itself in it.
    """
    problems: list[Problem] = []
    codes = tuple(language.code for language in site.languages)
    kept = sorted(
        (entry for entry in entries if drafts or not entry.article.draft),
        key=lambda entry: (
            entry.article.key,
            codes.index(entry.article.language),
            entry.article.path,
        ),
    )
    families: defaultdict[str, list[Entry]] = defaultdict(list)
    pages: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in kept:
        group = pages if entry.article.is_page else families
        group[entry.article.key].append(entry)

    events = []
    for key, family in families.items():
        event = _event(key, _members(family, problems), fields, problems, silent=key in absent)
        if event is not None:
            events.append(event)
    events.sort(key=lambda event: (event.when.sort_key, event.key))
    by_key = {event.key: event for event in events}
    tags, sources = build_registry(site.tags), build_registry(site.sources)
    unnamed = UnknownNames(sources.by_id)
    for event in events:
        problems += check_citations(event, sources, unnamed)
        problems += check_agreement(event, tags, sources)
    problems += check_related(events, by_key.keys() | absent)
    editions = {code: _edition(site, code, events, tags, sources) for code in codes}
    made = Chronicle(
        timelines=MappingProxyType(editions),
        events=MappingProxyType(by_key),
        pages=tuple(ContentPage(key, _members(family, problems)) for key, family in pages.items()),
        tags=collect_terms(tags, _tag_spellings(events, tags, problems), codes),
        sources=collect_terms(sources, _source_spellings(events, sources, problems), codes),
        files=MappingProxyType({entry.article.path: entry for entry in kept}),
    )
    return made, tuple(problems)


def _members(family: Sequence[Entry], problems: list[Problem]) -> tuple[Entry, ...]:
    """One entry a language, all of one folder; whatever else claims the key is a problem."""
    members: dict[str, Entry] = {}
    first = family[0].article
    for entry in family:
        article = entry.article
        rival = members.get(article.language)
        folder = article.path.rpartition("/")[0]
        if rival is None and folder != first.path.rpartition("/")[0]:
            rival = family[0]
        if rival is None:
            members[article.language] = entry
        else:
            message = f"'{article.key}' is already the name of {rival.article.path}"
            hint = "rename one of them: translations lie in one folder, one file a language"
            if normalize("NFC", article.path) == normalize("NFC", rival.article.path):
                hint = "remove one: their names differ only in how accents are stored"
            problems.append(problem_at(article, "", "key-clash", message, hint))
    return tuple(members.values())


def _event(
    key: str,
    members: tuple[Entry, ...],
    fields: tuple[Field, ...],
    problems: list[Problem],
    *,
    silent: bool,
) -> Event | None:
    """Make one event of its texts; ``None`` when none of them has its date."""
    shared = {
        field.name: _shared_value(field, members, problems) for field in fields if field.shared
    }
    when = shared["date"]
    if when is None:
        # A date that could not be read has been reported where it is written.
        misread = any(
            position.field == "date" and not position.empty
            for entry in members
            for position in entry.article.positions
        )
        if not silent and not misread:
            message = "the event has no date"
            hint = "add a line such as 'date: 2024-01-04', no more precise than it is known"
            article = members[0].article
            problems.append(problem_at(article, "date", "date-missing", message, hint))
        return None
    places = LocalizedText(
        tuple(
            Text(entry.article.place, entry.article.language)
            for entry in members
            if entry.article.place
        )
    )
    others = tuple(
        (field.name, shared[field.name])
        for field in fields
        if field.shared and not field.attribute and shared[field.name] is not None
    )
    status = shared["status"] or Status.OCCURRED
    return Event(key, when, status, places, members, FrozenMapping(others))


def _shared_value(field: Field, members: tuple[Entry, ...], problems: list[Problem]) -> Any:
    """Return the value that all texts of an event share, and report each text that disagrees."""
    first, shared = None, None
    for entry in members:
        article = entry.article
        value = field.value_of(article)
        if value is None:
            continue
        if first is None:
            first, shared = article, value
        elif value != shared:
            written, expected = quote(field.to_text(value)), quote(field.to_text(shared))
            message = f"{field.name} {written} differs from {expected} in {first.path}"
            hint = (
                f"an event has one {field.name}: correct one of them, or write it in one file only"
            )
            problems.append(problem_at(article, field.name, field.differs, message, hint))
    return shared


def _own_first(event: Event, entry: Entry) -> Iterator[Article]:
    """The texts in the order in which their lists count: the reader's own language first."""
    yield entry.article
    for other in event.entries:
        yield other.article


def _edition(
    site: Site, code: str, events: Sequence[Event], tags: TermRegistry, sources: TermRegistry
) -> LanguageTimeline:
    tellings: list[LocalizedEvent] = []
    tagged: defaultdict[str, list[int]] = defaultdict(list)
    sourced: defaultdict[str, list[int]] = defaultdict(list)
    for event in events:
        own = event.entry(code)
        if own is None and site.untranslated == "hide":
            continue
        entry = own or event.entries[0]
        telling = LocalizedEvent(
            event, entry, own is None, _tags(event, entry, tags), _citations(event, entry, sources)
        )
        place = len(tellings)
        tellings.append(telling)
        for tag in telling.tags:
            tagged[tag].append(place)
        for source in dict.fromkeys(_vouching(telling.citations)):
            sourced[source].append(place)
    return LanguageTimeline(
        language=code,
        events=tuple(tellings),
        instants=tuple(telling.event.when.earliest for telling in tellings),
        positions=MappingProxyType({t.event.key: place for place, t in enumerate(tellings)}),
        tags=MappingProxyType({tag: tuple(places) for tag, places in tagged.items()}),
        sources=MappingProxyType({source: tuple(places) for source, places in sourced.items()}),
    )


def _vouching(citations: Iterable[ResolvedCitation]) -> Iterator[str]:
    """Who said it, and the registered sources through whom it was had."""
    for cited in citations:
        yield cited.source
        if cited.via_source:
            yield cited.via_source


def _tags(event: Event, entry: Entry, known: TermRegistry) -> tuple[str, ...]:
    lists = (article.tags for article in _own_first(event, entry))
    given = next((names for names in lists if names is not None), ())
    return tuple(dict.fromkeys(map(known.identify, given)))


def _citations(event: Event, entry: Entry, known: TermRegistry) -> tuple[ResolvedCitation, ...]:
    for article in _own_first(event, entry):
        if article.sources is not None:
            return tuple(
                ResolvedCitation(
                    source=known.identify(citation.id or citation.name),
                    citation=citation,
                    via_source=known.registered(citation.via),
                    language=article.language,
                )
                for citation in article.sources
            )
    return ()


def _tag_spellings(
    events: Iterable[Event], known: TermRegistry, problems: list[Problem]
) -> Mapping[str, Counter[Text]]:
    return _spellings(
        (
            (entry.article, "tags", spelling)
            for event in events
            for entry in event.entries
            for spelling in entry.article.tags or ()
        ),
        known,
        problems,
    )


def _source_spellings(
    events: Iterable[Event], known: TermRegistry, problems: list[Problem]
) -> Mapping[str, Counter[Text]]:
    return _spellings(
        (
            (entry.article, "source", spelling)
            for event in events
            for entry in event.entries
            for item in entry.article.sources or ()
            for spelling in (item.id or item.name, item.via)
            if spelling and (spelling is not item.via or known.registered(spelling))
        ),
        known,
        problems,
    )


def _spellings(
    uses: Iterable[tuple[Article, str, str]], known: TermRegistry, problems: list[Problem]
) -> Mapping[str, Counter[Text]]:
    """Count how each identity is spelled, and report names that share an address or a look."""
    counts: defaultdict[str, Counter[Text]] = defaultdict(Counter)
    claims: dict[str, tuple[str, str, str]] = {}
    first: dict[str, tuple[Article, str]] = {}
    for article, field, spelling in uses:
        identity = known.identify(spelling)
        counts[identity][Text(spelling, article.language)] += 1
        first.setdefault(spelling, (article, field))
        if identity in known.by_id and known.registered(spelling):
            continue
        folded, other, path = claims.setdefault(identity, (fold(spelling), spelling, article.path))
        if folded != fold(spelling) or identity in known.by_id:
            rival = f"'{other}' ({path})"
            if folded == fold(spelling):
                rival = f"[{identity}] of content/{_REGISTRIES[field]}"
            message = f"'{spelling}' would share the address '{identity}' with {rival}"
            hint = f"give one of them an id of its own in content/{_REGISTRIES[field]}"
            problems.append(problem_at(article, field, "term-clash", message, hint))
    problems += check_lookalikes(first, known)
    return counts
