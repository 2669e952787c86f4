"""The formats that are no pages: what feed readers, calendars, sheets and programs take.

Each is a pure function of its view. Files of records are made of two: one that writes a record,
and one that puts these together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from generator.formats import bibliography, calendars, events, feeds, sheets, sitemaps, timelinejs
from generator.formats.fragments import Fragments
from generator.records import (
    ExportView,
    LinesView,
    NoticesView,
    RecordView,
    SitemapIndexView,
    SitemapView,
)

__all__ = ["FORMATS", "Typesetter"]


@dataclass(frozen=True, slots=True)
class _OfRecords:
    """A format of collections: what a record becomes, and what these become together."""

    record: Callable[[RecordView, str], Any]
    file: Callable[[ExportView, Sequence[Any]], bytes]


_OF_RECORDS = MappingProxyType(
    {
        "atom": _OfRecords(feeds.entry, feeds.atom),
        "json-feed": _OfRecords(feeds.item, feeds.json_feed),
        "json": _OfRecords(events.record, events.file),
        "csv": _OfRecords(sheets.row, sheets.file),
        "ics": _OfRecords(calendars.event, calendars.file),
        "timelinejs": _OfRecords(timelinejs.slide, timelinejs.file),
        "bibtex": _OfRecords(bibliography.bibtex_entries, bibliography.bibtex),
        "csl": _OfRecords(bibliography.csl_items, bibliography.csl),
    }
)
_OTHERS = frozenset({"notices", "sitemap", "sitemap-index", "lines", "schema"})

FORMATS = frozenset(_OF_RECORDS) | _OTHERS
"""The names by which a composed file asks for its format."""


class Typesetter:
    """Writes views down; remembers only what files of one format share."""

    def __init__(self) -> None:
        self._fragments: Fragments[Any] | None = None

    def write(self, form: str, view: object) -> bytes:
        """The bytes of a view in the format of that name.

        Raises:
            ValueError: The format does not write such views.
        """
        match form, view:
            case "notices", NoticesView():
                return feeds.notices(view)
            case "sitemap", SitemapView():
                return sitemaps.sitemap(view)
            case "sitemap-index", SitemapIndexView():
                return sitemaps.index(view)
            case "lines", LinesView():
                return "".join(f"{line}\n" for line in view.lines).encode()
            case "schema", LinesView():
                return events.SCHEMA.encode()
            case _, ExportView() if form in _OF_RECORDS:
                return self._records(_OF_RECORDS[form], view)
        raise ValueError(f"no format '{form}' of {type(view).__name__}")

    def _records(self, form: _OfRecords, view: ExportView) -> bytes:
        base = view.collection.base
        fragments = self._fragments
        if fragments is None or not fragments.fits(form.record, base):
            fragments = self._fragments = Fragments(form.record, base)
        return form.file(view, [fragments.of(record) for record in view.collection.records])
