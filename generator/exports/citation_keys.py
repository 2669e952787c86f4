"""Keys of cited reports, so that a report that several events cite is one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b

from generator.lazy_patterns import lazy_compile
from generator.views.article import CitationView
from generator.views.exports import RecordView

_ASCII = lazy_compile(r"[a-z0-9-]+")

# The written entries of a record's citations, each with its key.
KeyedEntries = tuple[tuple[str, str], ...]


def write_entries(record: RecordView, write: Callable[[str, CitationView], str]) -> KeyedEntries:
    """Write an entry for each citation of a record.

    Args:
        record: The record.
        write: Writes an entry, given its key and the citation.
    """
    keys = (
        _key(identity, citation)
        for identity, citation in zip(record.source_ids, record.citations, strict=True)
    )
    return tuple(
        (key, write(key, citation)) for key, citation in zip(keys, record.citations, strict=True)
    )


def unique_entries(records: Sequence[KeyedEntries]) -> Iterable[str]:
    """Return the entry of each key once, in the order of the keys."""
    entries = dict(pair for pairs in records for pair in pairs)
    return (entries[key] for key in sorted(entries))


def _key(identity: str, citation: CitationView) -> str:
    """Return the key of the cited report, the same wherever the same report is cited."""
    parts = (
        identity,
        citation.url,
        citation.title.text if citation.title else "",
        citation.published.edtf if citation.published else "",
        citation.via.text if citation.via else "",
        citation.archived,
        citation.accessed.edtf if citation.accessed else "",
    )
    digest = blake2b("\0".join(parts).encode(), digest_size=5).hexdigest()
    return f"{identity if _ASCII.fullmatch(identity) else 'source'}-{digest}"
