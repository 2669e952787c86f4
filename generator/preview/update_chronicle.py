"""Replaces texts of articles in a chronicle without building it again.

The order of events, their translations, tags and sources and the list of pages depend on few
fields. While these do not change, only the article itself is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from generator.chronology import Chronicle, ContentPage, Event, LanguageTimeline, LocalizedEvent
from generator.model import Article, Citation, Entry


def differ_only_in_text(before: Article, after: Article) -> bool:
    """Whether two states of an article differ only in what its own page and entries show.

    Any field that is not named here counts as a difference, so a new field of articles is safe
    by default.
    """
    comparable = replace(
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
        sources=_without_positions(after.sources),
    )
    return comparable == replace(before, sources=_without_positions(before.sources))


def _without_positions(sources: tuple[Citation, ...] | None) -> tuple[Citation, ...] | None:
    """Citations without their positions in the file."""
    if sources is None:
        return None
    return tuple(replace(item, line=0, column=0) for item in sources)


def update_texts(chronicle: Chronicle, entries: Iterable[Entry]) -> Chronicle:
    """Replace the entries of some files, which must `differ_only_in_text`.

    Entries of files that are not in the chronicle are ignored.
    """
    updated = {
        e.article.path: _keep_draft(e, chronicle.files[e.article.path])
        for e in entries
        if e.article.path in chronicle.files
    }
    keys = {entry.article.key for entry in updated.values() if not entry.article.is_page}
    changed = {
        key: _update_event(chronicle.events[key], updated) for key in keys & chronicle.events.keys()
    }
    return replace(
        chronicle,
        timelines=MappingProxyType(
            {
                code: _update_timeline(timeline, changed, updated)
                for code, timeline in chronicle.timelines.items()
            }
        ),
        events=MappingProxyType({**chronicle.events, **changed}),
        pages=tuple(
            ContentPage(page.key, tuple(_get_updated(entry, updated) for entry in page.entries))
            for page in chronicle.pages
        ),
        files=MappingProxyType({**chronicle.files, **updated}),
    )


def _keep_draft(entry: Entry, shown: Entry) -> Entry:
    """The entry as a draft if the shown one is: its dates may say so, which are the same."""
    if entry.article.draft == shown.article.draft:
        return entry
    return replace(entry, article=replace(entry.article, draft=shown.article.draft))


def _get_updated(entry: Entry, updated: Mapping[str, Entry]) -> Entry:
    return updated.get(entry.article.path, entry)


def _update_event(event: Event, updated: Mapping[str, Entry]) -> Event:
    return replace(event, entries=tuple(_get_updated(entry, updated) for entry in event.entries))


def _update_timeline(
    timeline: LanguageTimeline, events: Mapping[str, Event], updated: Mapping[str, Entry]
) -> LanguageTimeline:
    localized = list(timeline.events)
    for key, event in events.items():
        index = timeline.positions.get(key)
        if index is not None:
            before: LocalizedEvent = localized[index]
            localized[index] = replace(
                before, event=event, entry=_get_updated(before.entry, updated)
            )
    return replace(timeline, events=tuple(localized))
