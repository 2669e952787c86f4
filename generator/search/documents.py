"""What of an article and of its tags and sources can be searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.chronology import EventOutline
from generator.dates.civil import civil_time, day_number
from generator.model import Article, RegistryEntry
from generator.search.analysis import Analysis, Analyzer, merge_texts, split_paragraphs
from generator.search.query import Query, has_phrase


class Document(Struct, frozen=True):
    """The text of an article.

    Attributes:
        language: Its language (BCP 47).
        title: Its title.
        names: The names of its tags, sources and place.
        paragraphs: Its summary, the blocks of its body, and what it quotes of its sources.
    """

    language: str
    title: str
    names: tuple[str, ...]
    paragraphs: tuple[str, ...]


def read_document(article: Article, segments: Iterable[str]) -> Document:
    """Return the text of an article.

    Args:
        article: Its front matter.
        segments: Its body as safe HTML, split at its references.
    """
    paragraphs = _paragraphs(article, "".join(segments))
    return Document(article.language, article.title, tuple(_names(article)), tuple(paragraphs))


def analyze_document(analyzer: Analyzer, document: Document) -> Analysis:
    """Return the words of an article."""
    return analyzer.analyze(
        language=document.language,
        title=document.title,
        names=document.names,
        paragraphs=document.paragraphs,
    )


def _names(article: Article) -> Iterator[str]:
    yield from article.tags or ()
    for citation in article.sources or ():
        yield from (name for name in (citation.name, citation.via) if name)
    if article.place:
        yield article.place


def _paragraphs(article: Article, html: str) -> Iterator[str]:
    if article.summary:
        yield article.summary
    yield from split_paragraphs(html)
    for citation in article.sources or ():
        yield from (text for text in (citation.title, citation.quote) if text)


def has_phrases(documents: Iterable[Document], query: Query) -> bool:
    """Return whether the texts of an event have all phrases of a query, and none it excludes."""
    parts = [part for each in documents for part in (each.title, *each.names, *each.paragraphs)]
    return all(
        any(has_phrase(part, item.words) for part in parts) != item.is_excluded
        for item in query.items
        if item.is_phrase
    )


def event_days(event: EventOutline, zone: ZoneInfo) -> tuple[int, int]:
    """Return the first and the last day on which an event can have been, see `Item`."""
    return _day(event.earliest, zone), _day(event.latest, zone)


def _day(second: int, zone: ZoneInfo) -> int:
    year, month, day, _ = civil_time(second, zone)
    return day_number(year, month, day)


def analyze_names(analyzer: Analyzer, entry: RegistryEntry) -> Analysis:
    """Return the words of all names and spellings of a registered tag or source."""
    names: list[tuple[str, tuple[str, ...]]] = [
        (text.language, (text.value,)) for text in entry.names.texts
    ]
    # A spelling may be in any language: what it is written in decides how it is stemmed.
    names.append((names[0][0] if names else "", entry.spellings))
    return merge_texts(
        analyzer.analyze(language=language, title="", names=values, paragraphs=())
        for language, values in names
    )
