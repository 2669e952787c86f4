"""Events as an Atom feed (RFC 4287).

The dates of an entry are those of the text. The date of the event is in the content for readers,
and in ``dcterms:temporal`` as EDTF for programs.

`pages/feeds_and_exports.py` decides which events it has, `feed_entry_html.py` what a reader sees
of each.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.exports.escaping import escape_xml
from generator.exports.feed_entry_html import entry_html
from generator.exports.format import ExportFormat, Scope
from generator.views.exports import CollectionView, ExportView, RecordView

MEDIA_TYPE = "application/atom+xml"
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xml:lang="{language}">\n'
)
FEED_END = "</feed>\n"


def write_atom(view: ExportView, entries: Sequence[str]) -> bytes:
    """Write an Atom feed of written entries."""
    return "".join([feed_head(view.path, view.collection), *entries, FEED_END]).encode()


def atom_entry(record: RecordView, base: str) -> str:
    """Write a record as an Atom entry."""
    event = record.event
    language = escape_xml(event.lang)
    parts = [
        f'<entry xml:lang="{language}">\n<id>{escape_xml(record.id)}</id>\n',
        f"<title>{escape_xml(event.title)}</title>\n",
        f'<link rel="alternate" type="text/html" hreflang="{language}"'
        f' href="{escape_xml(base + event.path)}"/>\n',
    ]
    if record.published_time:
        parts.append(f"<published>{record.published_time}</published>\n")
    parts.append(f"<updated>{record.modified_time}</updated>\n")
    parts.append(f'<content type="html">{escape_xml(entry_html(record, base))}</content>\n')
    parts += (
        f'<category term="{escape_xml(identity)}" label="{escape_xml(tag.text)}"/>\n'
        for identity, tag in zip(record.tag_ids, event.tags, strict=True)
    )
    parts.append(f"<dcterms:temporal>{escape_xml(event.when.edtf)}</dcterms:temporal>\n")
    if record.published is not None:
        parts.append(f"<dcterms:issued>{escape_xml(record.published.edtf)}</dcterms:issued>\n")
    parts.append("</entry>\n")
    return "".join(parts)


def feed_head(path: str, collection: CollectionView) -> str:
    """Write what comes before the entries of a feed at a path."""
    base = collection.base
    subtitle = escape_xml(collection.description)
    home = escape_xml(base + collection.home)
    return "".join(
        [
            _HEAD.format(language=escape_xml(collection.language.code)),
            f"<id>{escape_xml(collection.id)}</id>\n<title>{escape_xml(collection.title)}</title>\n",
            f"<subtitle>{subtitle}</subtitle>\n" if subtitle else "",
            f'<link rel="self" type="{MEDIA_TYPE}" href="{escape_xml(base + path)}"/>\n',
            f'<link rel="alternate" type="text/html" href="{home}"/>\n',
            f"<updated>{collection.modified_time}</updated>\n",
            f"<author><name>{escape_xml(collection.author)}</name></author>\n",
        ]
    )


FORMAT = ExportFormat(
    name="atom",
    label="Atom",
    file_name="feed.xml",
    media_type=MEDIA_TYPE,
    scope=Scope.NEWEST,
    description="A feed for feed readers (RFC 4287).",
    write_record=atom_entry,
    write_file=write_atom,
)
