"""What a search of the content finds."""

from __future__ import annotations

from msgspec import Struct

from generator.model import Article


class FoundEvent(Struct, frozen=True):
    """An event that a query finds.

    Attributes:
        key: The event.
        date: Its date (EDTF).
        status: Its status.
        texts: Its articles, in the site's order of languages.
        score: Its worth; only its order matters.
    """

    key: str
    date: str
    status: str
    texts: tuple[Article, ...]
    score: float
