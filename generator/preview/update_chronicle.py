"""New texts of articles in a chronicle that is otherwise as it was.

The order of events, their pairs, tags and sources and the list of pages are a function of few
fields. While those are what they were, a changed article only takes the place of its former self.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from generator.chronology import Chronicle, ContentPage, Event, LanguageTimeline, LocalizedEvent
from generator.model import Article, Citation, Entry


def differ_only_in_text(before: Article, after: Article) -> bool:
    """Whether two states of an article differ only in what its own page and entries show.

    Any field that is not named here counts as a difference, so that a field which is added to
    articles is safe from the day it is added.
    """
    told = replace(
        after,
        title=before.title,
        summary=before.summary,
        published=before.published,
        updated=before.updated,
        corrections=before.corrections,
        image=before.image,
        extra=before.extra,
        body_line=before.body_line,
        positions=before.positions,
        sources=_unplaced(after.sources),
    )
    return told == replace(before, sources=_unplaced(before.sources))


def _unplaced(sources: tuple[Citation, ...] | None) -> tuple[Citation, ...] | None:
    """Citations without the lines they stand on."""
    if sources is None:
        return None
    return tuple(replace(item, line=0, column=0) for item in sources)


def update_texts(chronicle: Chronicle, entries: Iterable[Entry]) -> Chronicle:
    """Put entries in the place of those of the same files, to which they are `alike`.

    Those of files that are not part of the chronicle are left out.
    """
    fresh = {e.article.path: e for e in entries if e.article.path in chronicle.files}
    keys = {each.article.key for each in fresh.values() if not each.article.is_page}
    changed = {key: _event(chronicle.events[key], fresh) for key in keys & chronicle.events.keys()}
    return replace(
        chronicle,
        timelines=MappingProxyType(
            {
                code: _edition(edition, changed, fresh)
                for code, edition in chronicle.timelines.items()
            }
        ),
        events=MappingProxyType({**chronicle.events, **changed}),
        pages=tuple(
            ContentPage(page.key, tuple(_newer(each, fresh) for each in page.entries))
            for page in chronicle.pages
        ),
        files=MappingProxyType({**chronicle.files, **fresh}),
    )


def _newer(entry: Entry, fresh: Mapping[str, Entry]) -> Entry:
    return fresh.get(entry.article.path, entry)


def _event(event: Event, fresh: Mapping[str, Entry]) -> Event:
    return replace(event, entries=tuple(_newer(each, fresh) for each in event.entries))


def _edition(
    edition: LanguageTimeline, events: Mapping[str, Event], fresh: Mapping[str, Entry]
) -> LanguageTimeline:
    tellings = list(edition.events)
    for key, event in events.items():
        place = edition.positions.get(key)
        if place is not None:
            before: LocalizedEvent = tellings[place]
            tellings[place] = replace(before, event=event, entry=_newer(before.entry, fresh))
    return replace(edition, events=tuple(tellings))
