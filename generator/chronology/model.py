"""The content of a whole site: events, timelines, pages, tags and sources.

Lists, orders and addresses depend on little of an event, its *outline*, while its texts are many
times larger. A chronicle consists of outlines, which builds record; what a page shows of an event
is assembled from its texts when that page is composed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

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


class Event(Struct, frozen=True):
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


class ResolvedCitation(Struct, frozen=True):
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


class LocalizedEvent(Struct, frozen=True):
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


class Term(Struct, frozen=True):
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


class ArticleOutline(NamedTuple):
    """What lists, orders and addresses depend on of the article in one file.

    Attributes:
        path: The file, relative to the site's folder.
        key: Its file name without the language.
        language: The code of its language.
        slug: The last segment of its URL.
        is_page: Whether it is a page of ``content/pages/``.
        is_draft: Whether it is a draft, which its dates may say.
        aliases: Its former addresses.
        is_corrected: Whether it has corrections.
        has_image: Whether it has an image.
        last_modified: The day of its last change (ISO 8601); empty if none is known.
        modified: The first second of the latest date that it gives for itself; ``None`` without.
        released: The first second of its publication, else as ``modified``.
    """

    path: str
    key: str
    language: str
    slug: str
    is_page: bool
    is_draft: bool
    aliases: tuple[str, ...]
    is_corrected: bool
    has_image: bool
    last_modified: str
    modified: int | None
    released: int | None


class EventOutline(NamedTuple):
    """What lists and orders depend on of an event.

    Attributes:
        key: The event.
        edtf: Its date; the next seven are those of `generator.dates.When`.
        is_within: Whether it took place on some day of that interval.
        earliest: The first second at which it can have started.
        latest: The last second at which it can have ended.
        year: The year of the timeline that lists it.
        month: The month of that timeline, if it is known.
        has_start: Whether its start is known, as opposed to open.
        has_end: Whether its end is known, as opposed to open.
        status: Its status.
        paths: The files of its texts, in the site's order of languages.
    """

    key: str
    edtf: str
    is_within: bool
    earliest: int
    latest: int
    year: int
    month: int | None
    has_start: bool
    has_end: bool
    status: str
    paths: tuple[str, ...]

    @property
    def is_expected(self) -> bool:
        """Return whether the event has not happened yet."""
        return self.status == Status.EXPECTED.value


class ListedEvent(NamedTuple):
    """An event in the timeline of one language, as lists and orders see it.

    Attributes:
        event: The event.
        text: Its article in that language, or else the first one that it has.
        foreign: Whether it has no article in that language.
        tags: The identities of its tags.
        sources: The identities of the sources that list it.
        place: The name of its place in that timeline; empty without.
    """

    event: EventOutline
    text: ArticleOutline
    foreign: bool
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    place: str

    @property
    def is_corrected(self) -> bool:
        """Return whether its text in that language has been corrected."""
        return not self.foreign and self.text.is_corrected


class LanguageTimeline(Struct, frozen=True):
    """The events of one language in order, with the positions of each key, tag and source.

    ``instants`` are their earliest possible starts in seconds. ``tags`` and ``sources`` map an
    identity to the positions of its events, ascending.
    """

    language: str
    events: tuple[ListedEvent, ...]
    instants: tuple[int, ...]
    positions: Mapping[str, int]
    tags: Mapping[str, tuple[int, ...]]
    sources: Mapping[str, tuple[int, ...]]


class ShownEntries(Mapping[str, Entry]):
    """The entries of the articles that a site shows, by their files."""

    __slots__ = ("_articles", "_entries")

    def __init__(
        self, articles: Mapping[str, ArticleOutline], entries: Mapping[str, Entry]
    ) -> None:
        """Restrict some entries to those of some articles."""
        self._articles, self._entries = articles, entries

    def __getitem__(self, path: str) -> Entry:
        entry = self._entries[path] if path in self._articles else None
        if entry is None:
            raise KeyError(path)
        if entry.article.draft != self._articles[path].is_draft:
            return replace(entry, article=replace(entry.article, draft=True))
        return entry

    def __contains__(self, path: object) -> bool:
        return path in self._articles

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)


class Chronicle(Struct, frozen=True):
    """The whole content of a site.

    Attributes:
        timelines: The timeline of each language.
        events: Each event by its key, in order.
        pages: For each page of ``content/pages/`` its articles, in the site's order of languages.
        tags: The tags in use.
        sources: The sources in use.
        articles: The article in each file that the site shows.
        files: The entries of these articles.
        localize: Returns an event as the timeline of a language shows it.
    """

    timelines: Mapping[str, LanguageTimeline]
    events: Mapping[str, EventOutline]
    pages: tuple[tuple[ArticleOutline, ...], ...]
    tags: Mapping[str, Term]
    sources: Mapping[str, Term]
    articles: Mapping[str, ArticleOutline]
    files: Mapping[str, Entry]
    localize: Callable[[str, str], LocalizedEvent]
