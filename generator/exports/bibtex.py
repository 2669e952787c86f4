"""Cited reports as BibTeX with the fields of BibLaTeX, whose dates are EDTF."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from generator.exports.citation_keys import KeyedEntries, unique_entries, write_entries
from generator.exports.format import ExportFormat, Scope
from generator.views.article import CitationView
from generator.views.exports import ExportView, RecordView

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
# URLs are written verbatim, so characters that start or end a group are percent-encoded.
_URL_ESCAPES = MappingProxyType(str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"}))


def write_bibtex(view: ExportView, records: Sequence[KeyedEntries]) -> bytes:
    """Write the reports that a collection cites as BibTeX."""
    title = " ".join(view.collection.title.split()).replace("@", "")
    return "".join([f"% {title}\n", *unique_entries(records)]).encode()


def bibtex_entries(record: RecordView, base: str) -> KeyedEntries:
    """Write the reports that a record cites as BibTeX entries."""
    return write_entries(record, _entry)


def _entry(key: str, citation: CitationView) -> str:
    fields = [("author", "{" + _escape(citation.name.text) + "}")]
    if citation.title is not None:
        fields.append(("title", "{" + _escape(citation.title.text) + "}"))
    if citation.via is not None:
        fields.append(("organization", "{" + _escape(citation.via.text) + "}"))
    if citation.published is not None:
        fields.append(("date", citation.published.edtf))
    if citation.url:
        fields.append(("url", citation.url.translate(_URL_ESCAPES)))
    if citation.accessed is not None:
        fields.append(("urldate", citation.accessed.edtf))
    if citation.archived:
        fields.append(("note", rf"Archived: \url{{{citation.archived.translate(_URL_ESCAPES)}}}"))
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"\n@{'online' if citation.url else 'misc'}{{{key},\n{lines}}}\n"


def _escape(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)


FORMAT = ExportFormat(
    name="bibtex",
    label="BibTeX",
    file_name="sources.bib",
    media_type="application/x-bibtex",
    scope=Scope.ALL,
    description="The cited reports, each once, for BibLaTeX and reference managers.",
    write_record=bibtex_entries,
    write_file=write_bibtex,
)
