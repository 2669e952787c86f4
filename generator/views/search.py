"""What the pieces of the search index print that are for the readers of one language."""

from __future__ import annotations

from msgspec import Struct

from generator.views.pages import EventView


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
