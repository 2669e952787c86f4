"""Read ``events.json`` of a site that this program has built."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.importing.cells import RecordBuilder
from generator.importing.records import Record, Value
from generator.messages import say


def is_own_events(data: object) -> bool:
    """Whether a JSON value has the form of ``events.json``."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("events"), list)
        and "events.schema.json" in _text(data.get("$schema"))
    )


def read_own_events(name: str, data: Mapping[str, Any], timezone: str) -> tuple[Record, ...]:
    """Read the events of ``events.json``.

    Args:
        name: The name of the file.
        data: Its value.
        timezone: The IANA time zone of the site, or nothing.
    """
    tags, sources = _mapping(data.get("tags")), _mapping(data.get("sources"))
    return tuple(
        _read_event(f"{name}, event {number}", event, tags, sources, timezone)
        for number, event in enumerate(data["events"], 1)
        if isinstance(event, dict)
    )


def _read_event(
    origin: str,
    event: Mapping[str, Any],
    tags: Mapping[str, Any],
    sources: Mapping[str, Any],
    timezone: str,
) -> Record:
    builder = RecordBuilder(origin, timezone)
    for name in ("key", "language", "title", "summary", "status", "published", "updated"):
        builder.add(name, _text(event.get(name)))
    date = _mapping(event.get("date"))
    # The text of the date says what EDTF cannot: another calendar, or a time within an interval.
    is_more = date.get("within") or date.get("original")
    builder.add(
        "date", _text(date.get("original") or date.get("text") if is_more else date.get("edtf"))
    )
    place = _mapping(event.get("place"))
    if place.get("language") == event.get("language"):
        builder.add("place", _text(place.get("text")))
    elif place:
        builder.ask(
            say("place: '%(text)s' is of a translation; not used", text=_text(place.get("text")))
        )
    builder.add("tags", " | ".join(_name(tags, each) for each in _list(event.get("tags"))))
    for citation in map(_mapping, _list(event.get("sources"))):
        quote = _mapping(citation.get("quote"))
        builder.add_source(
            name=_name(sources, citation.get("source")).replace(";", ","),
            url=_text(citation.get("url")),
            title=_text(citation.get("title")),
            published=_text(citation.get("published")),
            accessed=_text(citation.get("accessed")),
            via=_text(citation.get("via")),
            archived=_text(citation.get("archived")),
            quote=_text(quote.get("text")),
            quote_language=_text(quote.get("language")),
        )
    corrections: tuple[Value, ...] = tuple(
        {"date": _text(each.get("date")), "note": _text(each.get("note"))}
        for each in map(_mapping, _list(event.get("corrections")))
    )
    if corrections:
        builder.set_field("corrections", corrections)
    image = _mapping(event.get("image"))
    if image:
        builder.ask(say("image: not copied: %(text)s", text=_text(image.get("url"))))
    for key, value in _mapping(event.get("extra")).items():
        builder.add_extra(key, _to_value(value))
    builder.ask("body: the file has only the summary of the text; write the text")
    return builder.build()


def _to_value(data: Any) -> Value:
    if isinstance(data, dict):
        return {key: _to_value(each) for key, each in data.items()}
    if isinstance(data, list):
        return tuple(map(_to_value, data))
    return data if isinstance(data, str | bool | int | float) else ""


def _name(terms: Mapping[str, Any], identity: object) -> str:
    name = _text(_mapping(terms.get(_text(identity))).get("name"))
    return name or _text(identity)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
