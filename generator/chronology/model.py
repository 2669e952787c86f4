"""The content of a whole site: events, timelines, pages, tags and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.dates import When
from generator.model import (
    EMPTY_MAPPING,
    Citation,
    Entry,
    FrozenMapping,
    LocalizedText,
    Status,
    Text,
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, with its texts in the site's order of languages.

    ``places`` has at most one name for each language. ``fields`` has the values of the shared
    fields without an attribute, by their keys.
    """

    key: str
    when: When
    status: Status
    places: LocalizedText
    entries: tuple[Entry, ...]
    fields: FrozenMapping = EMPTY_MAPPING

    def entry(self, language: str) -> Entry | None:
        """Return the text in that language, if there is one."""
        for entry in self.entries:
            if entry.article.language == language:
                return entry
        return None


@dataclass(frozen=True, slots=True)
class ResolvedCitation:
    """A citation with the identities of the sources it names.

    Attributes:
        source: The identity of its source.
        citation: The citation as it was written.
        via_source: The identity of its ``via``; empty when that names no registered source.
        language: The language of the file that it was written in.
    """

    source: str
    citation: Citation
    via_source: str
    language: str


@dataclass(frozen=True, slots=True)
class LocalizedEvent:
    """An event in the timeline of one language.

    ``foreign`` says that the event has no text in that language, so its entry is in another one.
    """

    event: Event
    entry: Entry
    foreign: bool
    tags: tuple[str, ...]
    citations: tuple[ResolvedCitation, ...]

    @property
    def is_corrected(self) -> bool:
        """Return whether its text in that language has been corrected."""
        return not self.foreign and bool(self.entry.article.corrections)

    @property
    def fields(self) -> FrozenMapping:
        """Return the fields without an attribute: those of the text, and the shared ones."""
        own, shared = self.entry.article.fields, self.event.fields
        return FrozenMapping(tuple({**own, **shared}.items())) if own or shared else own


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A page outside the chronology, with its texts in the site's order of languages."""

    key: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A tag or a source as one identity.

    ``names`` has a name for each language that has one: the registry's, or the spelling that
    authors of that language use most.
    """

    id: str
    names: LocalizedText
    description: LocalizedText
    url: str

    def name(self, language: str) -> Text:
        """Return its name in that language, else in the first that has one, else its id."""
        return self.names.in_language(language) or Text(self.id, "und")


@dataclass(frozen=True, slots=True)
class LanguageTimeline:
    """The events of one language in order, with the positions of each key, tag and source.

    ``instants`` are their earliest possible starts in seconds. ``tags`` and ``sources`` map an
    identity to the positions of its events, ascending.
    """

    language: str
    events: tuple[LocalizedEvent, ...]
    instants: tuple[int, ...]
    positions: Mapping[str, int]
    tags: Mapping[str, tuple[int, ...]]
    sources: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The whole content of a site.

    ``files`` maps the path of each article's file to its entry; ``events`` each key to its event.
    """

    timelines: Mapping[str, LanguageTimeline]
    events: Mapping[str, Event]
    pages: tuple[ContentPage, ...]
    tags: Mapping[str, Term]
    sources: Mapping[str, Term]
    files: Mapping[str, Entry]
