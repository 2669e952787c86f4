"""The content of a feed's entries: when an event happened, what it was, and its sources."""

from __future__ import annotations

from generator.exports.escaping import escape_xml
from generator.views.exports import RecordView


def entry_html(record: RecordView) -> str:
    """Return the date, place, status, summary and sources of a record as HTML."""
    event = record.event
    details = [escape_xml(event.when.text)]
    if event.place is not None:
        details.append(escape_xml(event.place.text))
    if event.status != "occurred":
        details.append(escape_xml(record.status_label))
    lines = [f"<p>{' · '.join(f'<bdi>{part}</bdi>' for part in details)}</p>"]
    if event.summary:
        lines.append(f'<p lang="{event.lang}" dir="{event.dir}">{escape_xml(event.summary)}</p>')
    if event.sources:
        names = " · ".join(
            f'<bdi lang="{escape_xml(source.lang)}">{escape_xml(source.text)}</bdi>'
            for source in event.sources
        )
        lines.append(f"<p>{names}</p>")
    return "".join(lines)
