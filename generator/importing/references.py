"""Read references (CSL-JSON), as Zotero exports them: each is the source of an event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from msgspec.structs import replace

from generator.importing.cells import RecordBuilder
from generator.importing.html_text import html_to_text
from generator.importing.json_values import to_list, to_mapping, to_string
from generator.importing.records import Evidence, Record
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.text.web_addresses import is_web_address

# What names who published a work, the best first.
_PUBLISHERS: Final = ("container-title", "publisher", "authority", "archive")
_PERSONS: Final = ("author", "editor", "interviewer")
_TYPES: Final = frozenset(
    {
        *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book"),
        *("broadcast", "chapter", "classic", "collection", "dataset", "document", "entry"),
        *("entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing"),
        *("interview", "legal_case", "legislation", "manuscript", "map", "motion_picture"),
        *("musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical"),
        *("personal_communication", "post", "post-weblog", "regulation", "report", "review"),
        *("review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage"),
    }
)
# CSL 1.0.2 numbers the seasons; EDTF has the same ones after the months.
_SEASONS: Final = MappingProxyType(
    {
        "1": "21",
        "spring": "21",
        "2": "22",
        "summer": "22",
        "3": "23",
        "autumn": "23",
        "fall": "23",
        "4": "24",
        "winter": "24",
    }
)
_YEAR: Final = lazy_compile(r"\d{4}")
_READ: Final = frozenset(
    {
        *("id", "type", "title", "URL", "issued", "accessed", "language", "abstract", "keyword"),
        *("custom", "citation-key", "title-short", "archive_location"),
        *_PUBLISHERS,
        *_PERSONS,
    }
)


def is_references(data: object) -> bool:
    """Whether a JSON value has the form of CSL-JSON."""
    return (
        isinstance(data, list)
        and bool(data)
        and all(isinstance(item, dict) and item.get("type") in _TYPES for item in data)
    )


def read_references(
    name: str, data: Sequence[Mapping[str, Any]], timezone: str
) -> tuple[Record, ...]:
    """Read references. The date of a work is that of its publication, never that of an event.

    Args:
        name: The name of the file.
        data: Its value.
        timezone: The IANA time zone of the site, or nothing.
    """
    return tuple(
        _read_item(f"{name}, reference {number}", item, timezone)
        for number, item in enumerate(data, 1)
    )


def _read_item(origin: str, item: Mapping[str, Any], timezone: str) -> Record:
    builder = RecordBuilder(origin, timezone)
    title = html_to_text(to_string(item.get("title")))
    builder.add("title", title)
    builder.add("language", to_string(item.get("language")))
    builder.add("tags", to_string(item.get("keyword")).replace(",", " | "))
    persons = [_write_persons(item.get(key)) for key in _PERSONS]
    publisher = next((to_string(item.get(key)) for key in _PUBLISHERS if item.get(key)), "")
    name = publisher or next(filter(None, persons), "")
    for key, names in zip(_PERSONS, persons, strict=True):
        if names and names != name:
            builder.ask(say("%(key)s: %(names)s; there is no field for it", key=key, names=names))
    location = to_string(item.get("archive_location"))
    archived = location if is_web_address(location) else ""
    if location and not archived:
        builder.ask(say("not used: archive_location: %(location)s", location=location))
    edtf = to_string(to_mapping(item.get("custom")).get("edtf"))
    builder.add_source(
        name=name.replace(";", ","),
        url=to_string(item.get("URL")),
        title=title,
        published=edtf or _write_date(item.get("issued")),
        accessed=_write_date(item.get("accessed")),
        archived=archived,
    )
    for key, value in item.items():
        if key not in _READ and to_string(value):
            builder.ask(say("not used: %(key)s: %(text)s", key=key, text=to_string(value)))
    record = builder.build()
    abstract = html_to_text(to_string(item.get("abstract")))
    evidence = tuple(
        Evidence("source.published", source.published, _write_date(item.get("issued")), "issued")
        for source in record.sources
        if source.published
    )
    return replace(
        record,
        is_report=True,
        paragraphs=(abstract,) if abstract else (),
        evidence=(*record.evidence, *evidence),
    )


def _write_persons(value: object) -> str:
    """Return the names of persons or institutions."""
    names = []
    for each in to_list(value):
        if isinstance(each, dict):
            parts = (
                to_string(each.get(key)) for key in ("given", "non-dropping-particle", "family")
            )
            names.append(to_string(each.get("literal")) or " ".join(filter(None, parts)))
    return ", ".join(filter(None, names))


def _write_date(value: object) -> str:
    """Return a date of CSL with the parts that it has, as the text of a date."""
    if not isinstance(value, dict):
        return ""
    texts = [_write_parts(each) for each in to_list(value.get("date-parts"))]
    season = _SEASONS.get(to_string(value.get("season")).casefold(), "")
    if season and len(texts) == 1 and _YEAR.fullmatch(texts[0]):
        texts = [f"{texts[0]}-{season}"]
    text = "/".join(filter(None, texts))
    if text and value.get("circa"):
        text += "~"
    return text or to_string(value.get("literal")) or to_string(value.get("raw"))


def _write_parts(parts: object) -> str:
    numbers = [each for each in map(to_string, to_list(parts)) if each not in ("", "0")]
    if not all(re.fullmatch(r"-?[0-9]{1,9}", each) for each in numbers):
        return " ".join(numbers)
    if not numbers:
        return ""
    year = f"-{numbers[0][1:]:0>4}" if numbers[0].startswith("-") else f"{numbers[0]:0>4}"
    return "-".join((year, *(f"{each:0>2}" for each in numbers[1:3])))
