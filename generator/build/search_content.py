"""Searches the content of a site as it is now, without building it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.build.body_store import BodyStore
from generator.build.convert import ConversionResult, Converter, convert_articles
from generator.build.report import ProgressCallback
from generator.chronology import Chronicle, EventOutline, build_chronicle
from generator.content.markdown import MarkdownConverter
from generator.content.scan import SiteLayout, SiteListing, resolve_layout, scan_site
from generator.dates.civil import find_zone
from generator.engine.indexed_events import RegisteredNames, list_events
from generator.engine.site_inputs import hash_settings, load_site
from generator.hashing import hash_bytes
from generator.model import Article, Entry, Site
from generator.problems import Problem
from generator.search import Analyzer, Query, SearchIndex, parse_query, rank
from generator.search.documents import Document, event_days, has_phrases, read_document
from generator.state import build_record, entry_shards, search_words
from generator.state.build_record import BuildRecord
from generator.state.code_fingerprint import code_fingerprint
from generator.state.search_words import StoredWords


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


def search_content(
    root: Path, text: str, *, now: int, jobs: int, progress: ProgressCallback
) -> tuple[FoundEvent, ...]:
    """Find events, drafts among them, in the articles of a site.

    Args:
        root: The site's folder.
        text: What to look for, as a reader types it.
        now: The time, in seconds since 0001-01-01T00:00:00Z.
        jobs: How many processes to use.
        progress: Called as the work proceeds.

    Returns:
        The events, the best first. Articles with errors are left out.

    Raises:
        NotADirectoryError: The site's folder does not exist.
        OSError: A folder cannot be listed.
    """
    layout = resolve_layout(root, None)
    listing = scan_site(layout)
    unreadable: list[Problem] = []
    site, _ = load_site(layout, listing, unreadable)
    recorded = _load_recorded(layout, listing, site)
    paths = listing.article_paths
    with BodyStore(Path(tempfile.gettempdir())) as bodies:
        converter = Converter(layout, site, bodies, MarkdownConverter(), Analyzer())
        new = tuple(path for path in paths if path not in recorded.words)
        converted = convert_articles(converter, new, jobs=jobs, progress=progress)
        entries = {**recorded.entries, **converted.entries}
        # In the order of the files, whatever was recorded of them.
        ordered = [entries[path] for path in paths if path in entries]
        chronicle, _ = build_chronicle(site, ordered, now=now, drafts=True)
        find_words = converted.find_words(bodies)
        words = {
            path: recorded.words.get(path) or find_words(path) or ("", b"")
            for event in chronicle.events.values()
            for path in event.paths
        }
        query = parse_query(text)
        events = tuple(chronicle.events.values())
        hits = rank(query, _build_index(site, chronicle, converter.analyzer, words))
        found = [(events[hit.event], hit.score) for hit in hits]
        if any(item.is_phrase for item in query.items):
            found = _keep_phrases(found, query, converter, converted)
        return tuple(
            [
                FoundEvent(
                    event.key,
                    event.edtf,
                    event.status,
                    tuple([entries[path].article for path in event.paths]),
                    score,
                )
                for event, score in found
            ]
        )


class _Recorded(Struct, frozen=True):
    """What the last build recorded of articles that have not changed since.

    Attributes:
        entries: The entry of each.
        words: The words of each.
    """

    entries: Mapping[str, Entry]
    words: Mapping[str, StoredWords]


def _load_recorded(layout: SiteLayout, listing: SiteListing, site: Site) -> _Recorded:
    """Load what was recorded; nothing if that was by other settings or another program."""
    try:
        previous = build_record.load(layout.state)
        if (
            previous is None
            or previous.program != code_fingerprint()
            or previous.settings != hash_settings(site)
        ):
            return _Recorded({}, {})
        entries = entry_shards.load(layout.state, previous.shards)
    except (build_record.DamagedRecordError, entry_shards.DamagedContentError):
        return _Recorded({}, {})
    words = {
        path: words
        for path, words in search_words.load_words(layout.state, previous.search).items()
        if path in entries and _is_unchanged(path, layout, listing, previous)
    }
    return _Recorded({path: entries[path] for path in words}, words)


def _is_unchanged(
    path: str, layout: SiteLayout, listing: SiteListing, previous: BuildRecord
) -> bool:
    """Return whether a file is as it was in the last build."""
    stamp, stat = previous.content.get(path), listing.content.get(path)
    if stamp is None or stat is None:
        return False
    try:
        return stamp[0] == stat or hash_bytes((layout.root / path).read_bytes()) == stamp[1]
    except OSError:
        return False


def _build_index(
    site: Site, chronicle: Chronicle, analyzer: Analyzer, words: Mapping[str, StoredWords]
) -> SearchIndex:
    names, zone = RegisteredNames(site, analyzer), find_zone(site.timezone)
    events = list_events(chronicle, dict.fromkeys(chronicle.events, 0))
    return SearchIndex.build(
        (
            names.merge([words[path] for path in event.paths], event.names),
            event_days(chronicle.events[key], zone),
        )
        for key, event in events.items()
    )


def _keep_phrases(
    found: Iterable[tuple[EventOutline, float]],
    query: Query,
    converter: Converter,
    converted: ConversionResult,
) -> list[tuple[EventOutline, float]]:
    """Return the events whose texts have the phrases of a query."""

    def read(path: str) -> Document:
        span = converted.spans.get(path)
        entry = converted.entries.get(path)
        if span is None or entry is None:
            (again,) = converter.convert((path,))
            span, entry = again.span, again.entry
        if span is None or entry is None:
            return Document("", "", (), ())
        return read_document(entry.article, converter.bodies.get(span))

    return [
        (event, score)
        for event, score in found
        if has_phrases([read(path) for path in event.paths], query)
    ]
