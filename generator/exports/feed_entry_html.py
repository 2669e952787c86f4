"""The content of a feed's entries: when an event happened, what it was, and its sources."""

from __future__ import annotations

from generator.exports.escaping import escape_xml
from generator.views.exports import RecordView


def entry_html(record: RecordView) -> str:
    """Return the date, place, status, summary and sources of a record as HTML."""
    event = record.event
    dates = filter(None, (event.when.text, event.when.original))
    details = [f"<bdi>{escape_xml(text)}</bdi>" for text in dates]
    if event.place is not None:
        language = escape_xml(event.place.lang)
        details.append(f'<bdi lang="{language}">{escape_xml(event.place.text)}</bdi>')
    if event.status != "occurred":
        details.append(f"<bdi>{escape_xml(record.status_label)}</bdi>")
    # The entry is in the language of the text, which may not be that of the feed.
    paragraph = f'<p lang="{record.language.code}" dir="{record.language.dir}">'
    lines = [f"{paragraph}{' · '.join(details)}</p>"]
    if event.summary:
        lines.append(f'<p lang="{event.lang}" dir="{event.dir}">{escape_xml(event.summary)}</p>')
    if event.sources:
        names = " · ".join(
            f'<bdi lang="{escape_xml(source.lang)}">{escape_xml(source.text)}</bdi>'
            for source in event.sources
        )
        lines.append(f"{paragraph}{names}</p>")
    return "".join(lines)
