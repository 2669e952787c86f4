"""Events as a JSON feed (JSON Feed 1.1).

The dates of an item are those of the text. The date of the event is in the content for readers,
and in ``_event`` as EDTF for programs.

`pages/feeds_and_exports.py` decides which events it has, `feed_entry_html.py` what a reader sees
of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.exports.escaping import compact_json, json_file
from generator.exports.feed_entry_html import entry_html
from generator.exports.format import ExportFormat, Scope
from generator.views.exports import ExportView, RecordView


def write_json_feed(view: ExportView, items: Sequence[str]) -> bytes:
    """Write a JSON feed of written items."""
    collection = view.collection
    base = collection.base
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": collection.title,
        "home_page_url": base + collection.home,
        "feed_url": base + view.path,
        **({"description": collection.description} if collection.description else {}),
        "language": collection.language.code,
        "authors": [{"name": collection.author}],
    }
    return json_file(head, "items", items)


def json_feed_item(record: RecordView, base: str) -> str:
    """Write a record as an item of a JSON feed."""
    event = record.event
    item: dict[str, Any] = {
        "id": record.id,
        "url": base + event.path,
        "title": event.title,
        "content_html": entry_html(record, base),
    }
    if record.image is not None:
        item["image"] = base + record.image.path
    if record.published_time:
        item["date_published"] = record.published_time
    item["date_modified"] = record.modified_time
    if event.tags:
        item["tags"] = [tag.text for tag in event.tags]
    item["language"] = event.lang
    item["_event"] = {
        "about": base + "events.schema.json",
        "key": record.key,
        "edtf": event.when.edtf,
        "text": event.when.text,
        "status": event.status,
    }
    return compact_json(item)


FORMAT = ExportFormat(
    name="json-feed",
    label="JSON Feed",
    file_name="feed.json",
    media_type="application/feed+json",
    scope=Scope.NEWEST,
    description="A feed for programs and feed readers that prefer JSON (JSON Feed 1.1).",
    write_record=json_feed_item,
    write_file=write_json_feed,
)
