"""The files that scripts draw a timeline from: compressed JSON.

``templates/assets/timeline-data.js`` reads them.
"""

from __future__ import annotations

from typing import Any

from generator.exports.edtf_parts import find_approximate_ends
from generator.exports.escaping import compressed_json
from generator.exports.format import SimpleFormat
from generator.views.shared import EventView
from generator.views.timeline_files import TimelineFileView

# The bits of what is known of an event.
_OPEN_START, _OPEN_END, _SOFT_START, _SOFT_END = 1, 2, 4, 8
_UNCERTAIN, _UNSOURCED, _DRAFT = 16, 32, 64


def write_events(view: TimelineFileView) -> bytes:
    """Write some events; their times are differences to those of the event before."""
    rows: list[list[Any]] = []
    before = 0
    for event, thumbnail, start, stop, has_start, has_end in view.events:
        bits = _find_bits(event, has_start=has_start, has_end=has_end)
        more = [event.lang, event.dir] if event.foreign else []
        if thumbnail:
            more = [*(more or ["", ""]), *thumbnail]
        rows.append(
            [
                *(start - before, stop - start, bits, event.when.shape),
                *(event.path, event.anchor, event.when.text, event.title, *more),
            ]
        )
        before = start
    return compressed_json(rows)


def _find_bits(event: EventView, *, has_start: bool, has_end: bool) -> int:
    is_start_soft, is_end_soft = find_approximate_ends(event.when.edtf)
    bits = 0 if has_start else _OPEN_START
    bits |= 0 if has_end else _OPEN_END
    bits |= _SOFT_START if is_start_soft else 0
    bits |= _SOFT_END if is_end_soft else 0
    bits |= _UNCERTAIN if event.when.uncertain else 0
    bits |= 0 if event.sources else _UNSOURCED
    return bits | (_DRAFT if event.draft else 0)


FORMAT = SimpleFormat("timeline-events", write_events)
