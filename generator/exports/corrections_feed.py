"""The corrections of a language as an Atom feed (RFC 4287)."""

from __future__ import annotations

from generator.exports.atom import FEED_END, feed_head
from generator.exports.escaping import escape_xml
from generator.exports.format import SimpleFormat
from generator.views.exports import CorrectionEntryView, CorrectionsFeedView


def write_corrections_feed(view: CorrectionsFeedView) -> bytes:
    """Write an Atom feed of corrections."""
    collection = view.collection
    entries = (_entry(correction, collection.base) for correction in view.corrections)
    return "".join([feed_head(view.path, collection), *entries, FEED_END]).encode()


def _entry(correction: CorrectionEntryView, base: str) -> str:
    language = escape_xml(correction.lang)
    time = correction.time
    return (
        f'<entry xml:lang="{language}">\n<id>{escape_xml(correction.id)}</id>\n'
        f"<title>{escape_xml(correction.title)}</title>\n"
        f'<link rel="alternate" type="text/html" hreflang="{language}"'
        f' href="{escape_xml(base + correction.path)}"/>\n'
        f"<published>{time}</published>\n<updated>{time}</updated>\n"
        f"<content>{escape_xml(correction.note)}</content>\n"
        f"<dcterms:issued>{escape_xml(correction.when.edtf)}</dcterms:issued>\n</entry>\n"
    )


FORMAT = SimpleFormat("corrections", write_corrections_feed)
