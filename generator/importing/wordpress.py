"""Read the export of WordPress (WXR): its posts and pages."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Final
from urllib.parse import unquote, urlsplit

from generator.importing.cells import RecordBuilder
from generator.importing.records import ImportFailure, Record

_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_KINDS: Final = frozenset({"post", "page"})
_NO_DATE = "0000-00-00 00:00:00"


def is_export(text: str) -> bool:
    """Whether a text is an export of WordPress."""
    return "wordpress.org/export/" in text[:5000]


def read_export(
    name: str, text: str, timezone: str, *, is_dated_by_event: bool
) -> tuple[Record, ...]:
    """Read the posts and pages of an export; attachments and comments are listed.

    Args:
        name: The name of the file.
        text: Its text.
        timezone: The IANA time zone of the site, or nothing.
        is_dated_by_event: Whether the date of a post is the day of the event.

    Raises:
        ImportFailure: It is not valid XML.
    """
    if "<!ENTITY" in text or "<!DOCTYPE" in text:
        raise ImportFailure("it declares entities, which no export has", "export the site again")
    try:
        root = ET.fromstring(text)
    except ET.ParseError as error:
        raise ImportFailure(f"it is not valid XML: {error}", "export the site again") from None
    return tuple(
        _read_item(f"{name}, item {number}", item, timezone, is_dated_by_event=is_dated_by_event)
        for number, item in enumerate(root.iter("item"), 1)
    )


def _read_item(origin: str, item: ET.Element, timezone: str, *, is_dated_by_event: bool) -> Record:
    values = {_local(child.tag): (child.text or "").strip() for child in item}
    builder = RecordBuilder(origin, timezone)
    kind = values.get("post_type", "post")
    builder.add("title", values.get("title", ""))
    if kind not in _KINDS:
        builder.reject(f"it is of the type '{kind}' of WordPress, and no event")
    builder.add("key", unquote(values.get("post_name", "")))
    builder.add("body", _paragraphs(item.findtext(_CONTENT) or ""))
    excerpts = [child.text or "" for child in item if child.tag.endswith("excerpt/}encoded")]
    builder.add("summary", " ".join(excerpts))
    tags = [child.text or "" for child in item.findall("category")]
    builder.add("tags", " | ".join(tag for tag in tags if tag != "Uncategorized"))
    date = values.get("post_date", "")
    if date and date != _NO_DATE:
        builder.add("date" if is_dated_by_event else "published", date)
        if not is_dated_by_event:
            builder.ask(
                f"date: '{date}' is taken for the day of the text; if it is that of the event,"
                f" write date: {date[:10]}"
            )
    if values.get("status", "publish") != "publish":
        builder.withhold()
    path = urlsplit(values.get("link", "")).path
    if path.strip("/"):
        builder.add("aliases", unquote(path))
    if kind == "page":
        builder.ask("it is a page of WordPress; if it is no event, move it to content/pages/")
    comments = sum(_local(child.tag) == "comment" for child in item)
    if comments:
        builder.ask(f"not used: {comments} comment{'' if comments == 1 else 's'}")
    if values.get("creator"):
        builder.ask(f"not used: author: {values['creator']}")
    return builder.build()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _paragraphs(html: str) -> str:
    """Return HTML whose paragraphs have tags: WordPress separates them by empty lines."""
    if "<p" in html:
        return html
    return "".join(f"<p>{part}</p>" for part in html.split("\n\n") if part.strip())
