"""The content of a feed's entries: when an event happened, what it was, and its sources."""

from __future__ import annotations

from generator.exports.escaping import escape_xml
from generator.views.exports import RecordView
from generator.views.pictures import ImageView
from generator.views.shared import EventView


def entry_html(record: RecordView, base: str) -> str:
    """Return the date, place, status, picture, summary and sources of a record as HTML.

    Args:
        record: The record.
        base: What is before the path of a file in its address.
    """
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
    if record.image is not None:
        lines.append(_figure(record.image, event, base))
    if event.summary:
        lines.append(f'<p lang="{event.lang}" dir="{event.dir}">{escape_xml(event.summary)}</p>')
    if event.sources:
        names = " · ".join(
            f'<bdi lang="{escape_xml(source.lang)}">{escape_xml(source.text)}</bdi>'
            for source in event.sources
        )
        lines.append(f"{paragraph}{names}</p>")
    return "".join(lines)


def _figure(image: ImageView, event: EventView, base: str) -> str:
    """Return the picture of an event with its caption and credit."""
    size = f' width="{image.width}" height="{image.height}"' if image.width else ""
    parts = [f'<figure lang="{event.lang}" dir="{event.dir}">']
    parts.append(f'<img src="{escape_xml(base + image.path)}" alt="{escape_xml(image.alt)}"{size}>')
    texts = [text for text in (image.caption, image.credit, image.license) if text]
    if texts:
        caption = " · ".join(f"<bdi>{escape_xml(text)}</bdi>" for text in texts)
        parts.append(f"<figcaption>{caption}</figcaption>")
    parts.append("</figure>")
    return "".join(parts)
