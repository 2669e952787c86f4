"""Atom (RFC 4287) and JSON Feed 1.1.

A feed's own dates are those of the texts. When the event itself happened stands apart: for readers
in the content, for programs as EDTF (``dcterms:temporal`` in Atom, ``_event`` in JSON Feed).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.exports.escaping import compact_json, escape_xml
from generator.views.exports import CollectionView, ExportView, NoticesView, NoticeView, RecordView

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xml:lang="{language}">\n'
)


def write_atom(view: ExportView, entries: Sequence[str]) -> bytes:
    """An Atom feed of entries."""
    return "".join([_opening(view.path, view.collection), *entries, "</feed>\n"]).encode()


def atom_entry(record: RecordView, base: str) -> str:
    """A record as an Atom entry."""
    event = record.event
    language = escape_xml(event.lang)
    parts = [
        f'<entry xml:lang="{language}">\n<id>{escape_xml(record.id)}</id>\n',
        f"<title>{escape_xml(event.title)}</title>\n",
        f'<link rel="alternate" type="text/html" hreflang="{language}"'
        f' href="{escape_xml(base + event.path)}"/>\n',
    ]
    if record.issued:
        parts.append(f"<published>{record.issued}</published>\n")
    parts.append(f"<updated>{record.stamp}</updated>\n")
    parts.append(f'<content type="html">{escape_xml(_content(record))}</content>\n')
    parts += (
        f'<category term="{escape_xml(identity)}" label="{escape_xml(tag.text)}"/>\n'
        for identity, tag in zip(record.tag_ids, event.tags, strict=True)
    )
    parts.append(f"<dcterms:temporal>{escape_xml(event.when.edtf)}</dcterms:temporal>\n")
    if record.published is not None:
        parts.append(f"<dcterms:issued>{escape_xml(record.published.edtf)}</dcterms:issued>\n")
    parts.append("</entry>\n")
    return "".join(parts)


def write_json_feed(view: ExportView, items: Sequence[str]) -> bytes:
    """A JSON feed of items."""
    collection = view.collection
    base = collection.base
    head = compact_json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": collection.title,
            "home_page_url": base + collection.home,
            "feed_url": base + view.path,
            **({"description": collection.description} if collection.description else {}),
            "language": collection.language.code,
            "authors": [{"name": collection.author}],
        }
    )
    return f'{head[:-1]},"items":[{_lines(items)}]}}\n'.encode()


def json_feed_item(record: RecordView, base: str) -> str:
    """A record as an item of a JSON feed."""
    event = record.event
    made: dict[str, Any] = {
        "id": record.id,
        "url": base + event.path,
        "title": event.title,
        "content_html": _content(record),
    }
    if record.image is not None:
        made["image"] = base + record.image.path
    if record.issued:
        made["date_published"] = record.issued
    made["date_modified"] = record.stamp
    if event.tags:
        made["tags"] = [tag.text for tag in event.tags]
    made["language"] = event.lang
    made["_event"] = {
        "about": base + "events.schema.json",
        "key": record.key,
        "edtf": event.when.edtf,
        "text": event.when.text,
        "status": event.status,
    }
    return compact_json(made)


def write_corrections_feed(view: NoticesView) -> bytes:
    """An Atom feed of corrections."""
    collection = view.collection
    entries = (_notice(notice, collection.base) for notice in view.notices)
    return "".join([_opening(view.path, collection), *entries, "</feed>\n"]).encode()


def _notice(notice: NoticeView, base: str) -> str:
    language = escape_xml(notice.lang)
    return (
        f'<entry xml:lang="{language}">\n<id>{escape_xml(notice.id)}</id>\n'
        f"<title>{escape_xml(notice.title)}</title>\n"
        f'<link rel="alternate" type="text/html" hreflang="{language}"'
        f' href="{escape_xml(base + notice.path)}"/>\n'
        f"<published>{notice.issued}</published>\n<updated>{notice.issued}</updated>\n"
        f"<content>{escape_xml(notice.note)}</content>\n"
        f"<dcterms:issued>{escape_xml(notice.when.edtf)}</dcterms:issued>\n</entry>\n"
    )


def _opening(path: str, collection: CollectionView) -> str:
    base = collection.base
    subtitle = escape_xml(collection.description)
    home = escape_xml(base + collection.home)
    return "".join(
        [
            _HEAD.format(language=escape_xml(collection.language.code)),
            f"<id>{escape_xml(collection.id)}</id>\n<title>{escape_xml(collection.title)}</title>\n",
            f"<subtitle>{subtitle}</subtitle>\n" if subtitle else "",
            f'<link rel="self" type="application/atom+xml" href="{escape_xml(base + path)}"/>\n',
            f'<link rel="alternate" type="text/html" href="{home}"/>\n',
            f"<updated>{collection.stamp}</updated>\n",
            f"<author><name>{escape_xml(collection.author)}</name></author>\n",
        ]
    )


def _content(record: RecordView) -> str:
    """When it happened, what it was and who says so, as HTML."""
    event = record.event
    dated = [escape_xml(event.when.text)]
    if event.place is not None:
        dated.append(escape_xml(event.place.text))
    if event.status != "occurred":
        dated.append(escape_xml(record.status_label))
    lines = [f"<p>{' · '.join(f'<bdi>{part}</bdi>' for part in dated)}</p>"]
    if event.summary:
        lines.append(f'<p lang="{event.lang}" dir="{event.dir}">{escape_xml(event.summary)}</p>')
    if event.sources:
        names = " · ".join(
            f'<bdi lang="{escape_xml(source.lang)}">{escape_xml(source.text)}</bdi>'
            for source in event.sources
        )
        lines.append(f"<p>{names}</p>")
    return "".join(lines)


def _lines(items: Sequence[str]) -> str:
    return "\n" + ",\n".join(items) + "\n" if items else ""
