"""The formats that are no pages: what feed readers, calendars, sheets and programs take.

Each is a pure function of its view. Files of records are made of two: one that writes a record,
and one that puts these together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from generator.exports import bibliography, csv, events_json, feeds, ics, sitemaps, timelinejs
from generator.exports.record_cache import RecordCache
from generator.views.exports import (
    ExportView,
    LinesView,
    NoticesView,
    RecordView,
    SitemapIndexView,
    SitemapView,
)

__all__ = ["FORMATS", "ExportWriter"]


@dataclass(frozen=True, slots=True)
class _OfRecords:
    """A format of collections: what a record becomes, and what these become together."""

    record: Callable[[RecordView, str], Any]
    file: Callable[[ExportView, Sequence[Any]], bytes]


_OF_RECORDS = MappingProxyType(
    {
        "atom": _OfRecords(feeds.atom_entry, feeds.write_atom),
        "json-feed": _OfRecords(feeds.json_feed_item, feeds.write_json_feed),
        "json": _OfRecords(events_json.event_json, events_json.write_events_json),
        "csv": _OfRecords(csv.csv_row, csv.write_csv),
        "ics": _OfRecords(ics.ics_event, ics.write_ics),
        "timelinejs": _OfRecords(timelinejs.timelinejs_slide, timelinejs.write_timelinejs),
        "bibtex": _OfRecords(bibliography.bibtex_entries, bibliography.write_bibtex),
        "csl": _OfRecords(bibliography.csl_items, bibliography.write_csl),
    }
)
_OTHERS = frozenset({"notices", "sitemap", "sitemap-index", "lines", "schema"})

FORMATS = frozenset(_OF_RECORDS) | _OTHERS
"""The names by which a composed file asks for its format."""


class ExportWriter:
    """Writes views down; remembers only what files of one format share."""

    def __init__(self) -> None:
        self._fragments: RecordCache[Any] | None = None

    def write(self, form: str, view: object) -> bytes:
        """The bytes of a view in the format of that name.

        Raises:
            ValueError: The format does not write such views.
        """
        match form, view:
            case "notices", NoticesView():
                return feeds.write_corrections_feed(view)
            case "sitemap", SitemapView():
                return sitemaps.write_sitemap(view)
            case "sitemap-index", SitemapIndexView():
                return sitemaps.write_sitemap_index(view)
            case "lines", LinesView():
                return "".join(f"{line}\n" for line in view.lines).encode()
            case "schema", LinesView():
                return events_json.SCHEMA.encode()
            case _, ExportView() if form in _OF_RECORDS:
                return self._records(_OF_RECORDS[form], view)
        raise ValueError(f"no format '{form}' of {type(view).__name__}")

    def _records(self, form: _OfRecords, view: ExportView) -> bytes:
        base = view.collection.base
        fragments = self._fragments
        if fragments is None or not fragments.fits(form.record, base):
            fragments = self._fragments = RecordCache(form.record, base)
        return form.file(view, [fragments.of(record) for record in view.collection.records])
