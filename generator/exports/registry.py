"""All export formats, each registered in this one place.

Planning, addresses, links on pages, composing, writing and ``docs/exports.md`` follow from it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from generator.exports import atom, bibtex, csl, csv, events_json, ics, json_feed, timelinejs
from generator.exports.format import ExportFormat

# A tuple of formats: what each writes for one record is its own affair.
Formats: TypeAlias = tuple[ExportFormat[Any], ...]

# In the order in which pages link to them.
FORMATS: Formats = (
    atom.FORMAT,
    json_feed.FORMAT,
    events_json.FORMAT,
    csv.FORMAT,
    ics.FORMAT,
    timelinejs.FORMAT,
    bibtex.FORMAT,
    csl.FORMAT,
)
