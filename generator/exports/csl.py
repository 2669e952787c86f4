"""Cited reports as CSL-JSON 1.0.

A CSL date has the parts that are known. The date is also written as EDTF, which says more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.exports.citation_keys import KeyedEntries, unique_entries, write_entries
from generator.exports.edtf_parts import parse_moment, split_interval, without_qualifier
from generator.exports.escaping import compact_json
from generator.exports.format import ExportFormat, Scope
from generator.views.article import CitationView
from generator.views.exports import ExportView, RecordView
from generator.views.shared import WhenView


def write_csl(view: ExportView, records: Sequence[KeyedEntries]) -> bytes:
    """Write the reports that a collection cites as CSL-JSON."""
    items = tuple(unique_entries(records))
    return ("[\n" + ",\n".join(items) + "\n]\n" if items else "[]\n").encode()


def csl_items(record: RecordView, base: str) -> KeyedEntries:
    """Write the reports that a record cites as CSL items."""
    return write_entries(record, _item)


def _item(key: str, citation: CitationView) -> str:
    item: dict[str, Any] = {
        "id": key,
        "type": "webpage" if citation.url else "document",
        "author": [{"literal": citation.name.text}],
    }
    if citation.title is not None:
        item["title"] = citation.title.text
        item["language"] = citation.title.lang
    if citation.via is not None:
        item["container-title"] = citation.via.text
    if citation.published is not None:
        item["issued"] = _date(citation.published)
        item["custom"] = {"edtf": citation.published.edtf}
    if citation.url:
        item["URL"] = citation.url
    if citation.accessed is not None:
        item["accessed"] = _date(citation.accessed)
    if citation.archived:
        item["note"] = f"Archived: {citation.archived}"
    return compact_json(item)


def _date(when: WhenView) -> dict[str, Any]:
    if when.is_within:
        return {"literal": when.text}
    parts = []
    for side in dict.fromkeys(split_interval(when.edtf)):
        moment = parse_moment(without_qualifier(side))
        if moment is None:
            return {"literal": when.text}
        known = (moment.year, moment.month, moment.day)
        parts.append([part for part in known if part is not None])
    date: dict[str, Any] = {"date-parts": parts}
    return date | ({"circa": True} if when.approximate or when.uncertain else {})


FORMAT = ExportFormat(
    name="csl",
    label="CSL-JSON",
    file_name="sources.csl.json",
    media_type="application/vnd.citationstyles.csl+json",
    scope=Scope.ALL,
    description="The cited reports, each once, for Zotero, Pandoc and other CSL programs.",
    write_record=csl_items,
    write_file=write_csl,
)
