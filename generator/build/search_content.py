"""Searches the content of a site as it is now, without building it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.build.body_store import BodyStore
from generator.build.convert import Converter, convert_articles
from generator.build.report import ProgressCallback
from generator.chronology import Chronicle, build_chronicle
from generator.content.markdown import MarkdownConverter
from generator.content.scan import resolve_layout, scan_site
from generator.dates.civil import find_zone
from generator.engine.indexed_events import RegisteredNames, list_events
from generator.engine.site_inputs import load_site
from generator.model import Site
from generator.problems import Problem
from generator.search import (
    Analyzer,
    SearchIndex,
    merge_texts,
    parse_query,
    rank,
)
from generator.search.documents import (
    Document,
    analyze_document,
    event_days,
    has_phrases,
    read_document,
)
from generator.search.found import FoundEvent


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
    with BodyStore(Path(tempfile.gettempdir())) as bodies:
        converter = Converter(layout, site, bodies, MarkdownConverter(), Analyzer())
        paths = tuple(path for path in listing.content if path.endswith(".md"))
        converted = convert_articles(converter, paths, jobs=jobs, progress=progress)
        chronicle, _ = build_chronicle(site, converted.entries.values(), now=now, drafts=True)
        documents = {
            path: read_document(converted.entries[path].article, bodies.get(converted.spans[path]))
            for event in chronicle.events.values()
            for path in event.paths
        }
    index = _build_index(site, chronicle, documents)
    query = parse_query(text)
    events = tuple(chronicle.events.values())
    found = ((events[hit.event], hit.score) for hit in rank(query, index))
    return tuple(
        FoundEvent(
            event.key,
            event.edtf,
            event.status,
            tuple([converted.entries[path].article for path in event.paths]),
            score,
        )
        for event, score in found
        if has_phrases([documents[path] for path in event.paths], query)
    )


def _build_index(
    site: Site, chronicle: Chronicle, documents: Mapping[str, Document]
) -> SearchIndex:
    analyzer, zone = Analyzer(), find_zone(site.timezone)
    names = RegisteredNames(site, analyzer)
    events = list_events(chronicle, dict.fromkeys(chronicle.events, 0))
    return SearchIndex.build(
        (
            merge_texts(
                [
                    *(analyze_document(analyzer, documents[path]) for path in event.paths),
                    *names.find(event.names),
                ]
            ),
            event_days(chronicle.events[key], zone),
        )
        for key, event in events.items()
    )
