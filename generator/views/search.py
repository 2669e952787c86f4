"""The frozen values of the search page, and of the pieces of the index for one language."""

from __future__ import annotations

from msgspec import Struct

from generator.views.shared import EventView, LanguageView


class SearchView(Struct, frozen=True):
    """The page that finds events.

    Attributes:
        folder: The path of the search index.
        bits: How many bits the numbers of events have in it.
        words: The number of its pieces with words, a power of two, as are the others.
        postings: The number of its pieces with the places of words.
        records: The number of its pieces with results, for each language.
        statuses: The statuses of events.
        languages: The languages of the site.
        embed: The path of the page for frames of other sites.
    """

    folder: str
    bits: int
    words: int
    postings: int
    records: int
    statuses: tuple[str, ...]
    languages: tuple[LanguageView, ...]
    embed: str


class FacetView(Struct, frozen=True):
    """A tag or a source that events can be filtered by.

    Attributes:
        id: Its identity.
        name: Its name.
        lang: The language of the name.
        dir: The direction of the name.
        path: The path of its timeline.
    """

    id: str
    name: str
    lang: str
    dir: str
    path: str


class SearchEventsView(Struct, frozen=True):
    """What all events of a language are filtered by.

    Attributes:
        tags: The tags in use, in alphabetical order.
        sources: The sources in use, in alphabetical order.
        rows: Each event: its number, its first and last day, its status, the language of its text,
            its place, and the identities of its tags and sources.
    """

    tags: tuple[FacetView, ...]
    sources: tuple[FacetView, ...]
    rows: tuple[tuple[int, int, int, str, str, str, tuple[str, ...], tuple[str, ...]], ...]


class SearchRecordsView(Struct, frozen=True):
    """What results show of some events.

    Attributes:
        records: Each event with its number.
    """

    records: tuple[tuple[int, EventView], ...]
