"""The sources as BibTeX and CSL-JSON, each report once.

The entries follow BibLaTeX, whose dates are EDTF; CSL takes a date's parts as far as they are
known. What is more than a plain date goes along as EDTF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from generator.exports.edtf_parts import parse_moment, split_interval, without_qualifier
from generator.exports.escaping import compact_json
from generator.views.exports import ExportView, RecordView
from generator.views.pages import CitationView, WhenView

_ESCAPES = MappingProxyType(
    str.maketrans(
        {
            "\\": r"\textbackslash{}",
            "{": r"\{",
            "}": r"\}",
            "&": r"\&",
            "%": r"\%",
            "$": r"\$",
            "#": r"\#",
            "_": r"\_",
            "~": r"\textasciitilde{}",
            "^": r"\textasciicircum{}",
        }
    )
)
# An address stands as it is; what would end or open a group is percent-encoded.
_IN_ADDRESS = MappingProxyType(str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"}))
_ASCII = re.compile(r"[a-z0-9-]+")


def write_bibtex(view: ExportView, records: Sequence[tuple[tuple[str, str], ...]]) -> bytes:
    """A collection's sources as BibTeX."""
    title = " ".join(view.collection.title.split()).replace("@", "")
    return "".join([f"% {title}\n", *_once(records)]).encode()


def bibtex_entries(record: RecordView, base: str) -> tuple[tuple[str, str], ...]:
    """A record's sources as BibTeX entries, by their keys."""
    return tuple(
        (key, _bibtex(key, cited))
        for key, cited in zip(_keys(record), record.citations, strict=True)
    )


def write_csl(view: ExportView, records: Sequence[tuple[tuple[str, str], ...]]) -> bytes:
    """A collection's sources as CSL-JSON 1.0."""
    items = tuple(_once(records))
    return ("[\n" + ",\n".join(items) + "\n]\n" if items else "[]\n").encode()


def csl_items(record: RecordView, base: str) -> tuple[tuple[str, str], ...]:
    """A record's sources as CSL items, by their keys."""
    return tuple(
        (key, compact_json(_csl(key, cited)))
        for key, cited in zip(_keys(record), record.citations, strict=True)
    )


def _once(records: Iterable[tuple[tuple[str, str], ...]]) -> Iterable[str]:
    """Every entry of its key once, in the order of the keys."""
    found = dict(pair for pairs in records for pair in pairs)
    return (found[key] for key in sorted(found))


def _keys(record: RecordView) -> tuple[str, ...]:
    """For each citation the key of its report: the same wherever the same report is cited."""
    return tuple(
        _key(identity, cited)
        for identity, cited in zip(record.source_ids, record.citations, strict=True)
    )


def _key(identity: str, cited: CitationView) -> str:
    told = (
        identity,
        cited.url,
        cited.title.text if cited.title else "",
        cited.published.edtf if cited.published else "",
        cited.via.text if cited.via else "",
        cited.archived,
        cited.accessed.edtf if cited.accessed else "",
    )
    digest = blake2b("\0".join(told).encode(), digest_size=5).hexdigest()
    return f"{identity if _ASCII.fullmatch(identity) else 'source'}-{digest}"


def _bibtex(key: str, cited: CitationView) -> str:
    fields = [("author", "{" + _tex(cited.name.text) + "}")]
    if cited.title is not None:
        fields.append(("title", "{" + _tex(cited.title.text) + "}"))
    if cited.via is not None:
        fields.append(("organization", "{" + _tex(cited.via.text) + "}"))
    if cited.published is not None:
        fields.append(("date", cited.published.edtf))
    if cited.url:
        fields.append(("url", cited.url.translate(_IN_ADDRESS)))
    if cited.accessed is not None:
        fields.append(("urldate", cited.accessed.edtf))
    if cited.archived:
        fields.append(("note", rf"Archived: \url{{{cited.archived.translate(_IN_ADDRESS)}}}"))
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"\n@{'online' if cited.url else 'misc'}{{{key},\n{lines}}}\n"


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)


def _csl(key: str, cited: CitationView) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": key,
        "type": "webpage" if cited.url else "document",
        "author": [{"literal": cited.name.text}],
    }
    if cited.title is not None:
        made["title"] = cited.title.text
        made["language"] = cited.title.lang
    if cited.via is not None:
        made["container-title"] = cited.via.text
    if cited.published is not None:
        made["issued"] = _csl_date(cited.published)
        made["custom"] = {"edtf": cited.published.edtf}
    if cited.url:
        made["URL"] = cited.url
    if cited.accessed is not None:
        made["accessed"] = _csl_date(cited.accessed)
    if cited.archived:
        made["note"] = f"Archived: {cited.archived}"
    return made


def _csl_date(when: WhenView) -> dict[str, Any]:
    start, end = split_interval(when.edtf)
    parts = []
    for side in dict.fromkeys((start, end)):
        known = parse_moment(without_qualifier(side))
        if known is None:
            return {"literal": when.text}
        parts.append([part for part in (known.year, known.month, known.day) if part is not None])
    made: dict[str, Any] = {"date-parts": parts}
    return made | ({"circa": True} if when.approximate or when.uncertain else {})
