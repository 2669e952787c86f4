"""Build the chronicle from the entries of a site, and report each contradiction between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from generator.chronology.checks import (
    NameSuggestions,
    check_agreement,
    check_citations,
    check_confusables,
    check_related,
    field_problem,
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
from generator.chronology.visibility import withhold
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
    now: int,
    drafts: bool = False,
    absent: frozenset[str] = frozenset(),
    fields: tuple[Field, ...] = FIELDS,
) -> tuple[Chronicle, tuple[Problem, ...]]:
    """Pair, order and index the entries of a site.

    Args:
        site: The configuration and the registries.
        entries: Every entry that could be parsed, in any order.
        now: When the site is built, in seconds since 0001-01-01T00:00:00Z; some articles are
            drafts until a date, or from one on.
        drafts: Whether drafts are part of it.
        absent: The keys of files that could not be parsed; what they may contain is not
            reported as missing.
        fields: The table of fields, which says what the texts of an event share.

    Returns:
        The chronicle, and the problems of its entries.
    """
    problems: list[Problem] = []
    codes = tuple(language.code for language in site.languages)
    dated = [withhold(entry, now, problems) for entry in entries]
    kept = sorted(
        (entry for entry in dated if drafts or not entry.article.draft),
        key=lambda entry: (
            entry.article.key,
            codes.index(entry.article.language),
            entry.article.path,
        ),
    )
    by_key: defaultdict[str, list[Entry]] = defaultdict(list)
    pages_by_key: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in kept:
        group = pages_by_key if entry.article.is_page else by_key
        group[entry.article.key].append(entry)

    events = []
    for key, translations in by_key.items():
        texts = _pair_translations(translations, problems)
        event = _build_event(key, texts, fields, problems, is_partial=key in absent)
        if event is not None:
            events.append(event)
    events.sort(key=lambda event: (event.when.sort_key, event.key))
    events_by_key = {event.key: event for event in events}

    tags, sources = build_registry(site.tags), build_registry(site.sources)
    suggestions = NameSuggestions(sources.by_id)
    for event in events:
        problems += check_citations(event, sources, suggestions)
        problems += check_agreement(event, tags, sources)
    problems += check_related(events, events_by_key.keys() | absent)

    timelines = {code: _build_timeline(site, code, events, tags, sources) for code in codes}
    pages = tuple(
        ContentPage(key, _pair_translations(translations, problems))
        for key, translations in pages_by_key.items()
    )
    chronicle = Chronicle(
        timelines=MappingProxyType(timelines),
        events=MappingProxyType(events_by_key),
        pages=pages,
        tags=collect_terms(tags, _count_tag_spellings(events, tags, problems), codes),
        sources=collect_terms(sources, _count_source_spellings(events, sources, problems), codes),
        files=MappingProxyType({entry.article.path: entry for entry in kept}),
    )
    return chronicle, tuple(problems)


def _pair_translations(entries: Sequence[Entry], problems: list[Problem]) -> tuple[Entry, ...]:
    """Return one entry for each language, all from one folder; report the others."""
    by_language: dict[str, Entry] = {}
    first = entries[0].article
    for entry in entries:
        article = entry.article
        rival = by_language.get(article.language)
        folder = article.path.rpartition("/")[0]
        if rival is None and folder != first.path.rpartition("/")[0]:
            rival = entries[0]
        if rival is None:
            by_language[article.language] = entry
        else:
            message = f"'{article.key}' is already the name of {rival.article.path}"
            hint = "rename one of them: translations are in one folder, one file for each language"
            if normalize("NFC", article.path) == normalize("NFC", rival.article.path):
                hint = "remove one: their names differ only in how accents are stored"
            problems.append(field_problem(article, "", "key-clash", message, hint))
    return tuple(by_language.values())


def _build_event(
    key: str,
    entries: tuple[Entry, ...],
    fields: tuple[Field, ...],
    problems: list[Problem],
    *,
    is_partial: bool,
) -> Event | None:
    """Build an event from its texts; ``None`` when none of them has a date.

    ``is_partial`` says that another text of the event could not be parsed.
    """
    shared = {
        field.name: _find_shared_value(field, entries, problems) for field in fields if field.shared
    }
    when = shared["date"]
    if when is None:
        # A date that could not be read has been reported where it is written.
        is_misread = any(
            position.field == "date" and not position.empty
            for entry in entries
            for position in entry.article.positions
        )
        if not is_partial and not is_misread:
            message = "the event has no date"
            hint = "add a line such as 'date: 2024-01-04', no more precise than it is known"
            article = entries[0].article
            problems.append(field_problem(article, "date", "date-missing", message, hint))
        return None
    places = LocalizedText(
        tuple(
            Text(entry.article.place, entry.article.language)
            for entry in entries
            if entry.article.place
        )
    )
    other_fields = tuple(
        (field.name, shared[field.name])
        for field in fields
        if field.shared and not field.attribute and shared[field.name] is not None
    )
    status = shared["status"] or Status.OCCURRED
    return Event(key, when, status, places, entries, FrozenMapping(other_fields))


def _find_shared_value(field: Field, entries: tuple[Entry, ...], problems: list[Problem]) -> Any:
    """Return the value that all texts of an event share, and report each text that disagrees."""
    first, shared = None, None
    for entry in entries:
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
            problems.append(field_problem(article, field.name, field.differs, message, hint))
    return shared


def _order_articles(event: Event, entry: Entry) -> Iterator[Article]:
    """Yield the article in the reader's language, then the others, whose lists it can lack."""
    yield entry.article
    for other in event.entries:
        yield other.article


def _build_timeline(
    site: Site, code: str, events: Sequence[Event], tags: TermRegistry, sources: TermRegistry
) -> LanguageTimeline:
    """Build the timeline of a language: its events, and the positions of each term in it."""
    localized_events: list[LocalizedEvent] = []
    tagged: defaultdict[str, list[int]] = defaultdict(list)
    sourced: defaultdict[str, list[int]] = defaultdict(list)
    for event in events:
        own = event.entry(code)
        if own is None and site.untranslated == "hide":
            continue
        entry = own or event.entries[0]
        localized = LocalizedEvent(
            event,
            entry,
            own is None,
            _identify_tags(event, entry, tags),
            _resolve_citations(event, entry, sources),
        )
        position = len(localized_events)
        localized_events.append(localized)
        for tag in localized.tags:
            tagged[tag].append(position)
        for source in dict.fromkeys(_cited_sources(localized.citations)):
            sourced[source].append(position)
    return LanguageTimeline(
        language=code,
        events=tuple(localized_events),
        instants=tuple(localized.event.when.earliest for localized in localized_events),
        positions=MappingProxyType(
            {localized.event.key: position for position, localized in enumerate(localized_events)}
        ),
        tags=MappingProxyType({tag: tuple(each) for tag, each in tagged.items()}),
        sources=MappingProxyType({source: tuple(each) for source, each in sourced.items()}),
    )


def _cited_sources(citations: Iterable[ResolvedCitation]) -> Iterator[str]:
    """Yield the source of each citation, and the registered one that it was received through."""
    for citation in citations:
        yield citation.source
        if citation.via_source:
            yield citation.via_source


def _identify_tags(event: Event, entry: Entry, known: TermRegistry) -> tuple[str, ...]:
    lists = (article.tags for article in _order_articles(event, entry))
    spellings = next((names for names in lists if names is not None), ())
    return tuple(dict.fromkeys(map(known.identify, spellings)))


def _resolve_citations(
    event: Event, entry: Entry, known: TermRegistry
) -> tuple[ResolvedCitation, ...]:
    for article in _order_articles(event, entry):
        if article.sources is not None:
            return tuple(
                ResolvedCitation(
                    source=known.identify(citation.id or citation.name),
                    citation=citation,
                    via_source=known.find_id(citation.via),
                    language=article.language,
                )
                for citation in article.sources
            )
    return ()


def _count_tag_spellings(
    events: Iterable[Event], known: TermRegistry, problems: list[Problem]
) -> Mapping[str, Counter[Text]]:
    return _count_spellings(
        (
            (entry.article, "tags", spelling)
            for event in events
            for entry in event.entries
            for spelling in entry.article.tags or ()
        ),
        known,
        problems,
    )


def _count_source_spellings(
    events: Iterable[Event], known: TermRegistry, problems: list[Problem]
) -> Mapping[str, Counter[Text]]:
    return _count_spellings(
        (
            (entry.article, "source", spelling)
            for event in events
            for entry in event.entries
            for item in entry.article.sources or ()
            for spelling in (item.id or item.name, item.via)
            if spelling and (spelling is not item.via or known.find_id(spelling))
        ),
        known,
        problems,
    )


def _count_spellings(
    uses: Iterable[tuple[Article, str, str]], known: TermRegistry, problems: list[Problem]
) -> Mapping[str, Counter[Text]]:
    """Count the spellings of each identity, and report names with one URL or one appearance."""
    counts: defaultdict[str, Counter[Text]] = defaultdict(Counter)
    claims: dict[str, tuple[str, str, str]] = {}
    first: dict[str, tuple[Article, str]] = {}
    for article, field, spelling in uses:
        identity = known.identify(spelling)
        counts[identity][Text(spelling, article.language)] += 1
        first.setdefault(spelling, (article, field))
        if identity in known.by_id and known.find_id(spelling):
            continue
        folded, other, path = claims.setdefault(identity, (fold(spelling), spelling, article.path))
        if folded != fold(spelling) or identity in known.by_id:
            rival = f"'{other}' ({path})"
            if folded == fold(spelling):
                rival = f"[{identity}] of content/{_REGISTRIES[field]}"
            message = f"'{spelling}' would have the same URL '{identity}' as {rival}"
            hint = f"give one of them an id of its own in content/{_REGISTRIES[field]}"
            problems.append(field_problem(article, field, "term-clash", message, hint))
    problems += check_confusables(first, known)
    return counts
