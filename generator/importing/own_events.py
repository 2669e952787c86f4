"""Read ``events.json`` of a site that this program has built."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.importing.cells import RecordBuilder
from generator.importing.json_values import to_list, to_mapping, to_string
from generator.importing.records import Record, Value
from generator.messages import say


def is_own_events(data: object) -> bool:
    """Whether a JSON value has the form of ``events.json``."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("events"), list)
        and "events.schema.json" in to_string(data.get("$schema"))
    )


def read_own_events(name: str, data: Mapping[str, Any], timezone: str) -> tuple[Record, ...]:
    """Read the events of ``events.json``.

    Args:
        name: The name of the file.
        data: Its value.
        timezone: The IANA time zone of the site, or nothing.
    """
    tags, sources = to_mapping(data.get("tags")), to_mapping(data.get("sources"))
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
        builder.add(name, to_string(event.get(name)))
    date = to_mapping(event.get("date"))
    # The text of the date says what EDTF cannot: another calendar, or a time within an interval.
    is_more = date.get("within") or date.get("original")
    builder.add(
        "date", to_string(date.get("original") or date.get("text") if is_more else date.get("edtf"))
    )
    place = to_mapping(event.get("place"))
    if place.get("language") == event.get("language"):
        builder.add("place", to_string(place.get("text")))
    elif place:
        builder.ask(
            say(
                "place: '%(text)s' is of a translation; not used", text=to_string(place.get("text"))
            )
        )
    builder.add("tags", " | ".join(_name(tags, each) for each in to_list(event.get("tags"))))
    for citation in map(to_mapping, to_list(event.get("sources"))):
        quote = to_mapping(citation.get("quote"))
        builder.add_source(
            name=_name(sources, citation.get("source")).replace(";", ","),
            url=to_string(citation.get("url")),
            title=to_string(citation.get("title")),
            published=to_string(citation.get("published")),
            accessed=to_string(citation.get("accessed")),
            via=to_string(citation.get("via")),
            archived=to_string(citation.get("archived")),
            quote=to_string(quote.get("text")),
            quote_language=to_string(quote.get("language")),
        )
    corrections: tuple[Value, ...] = tuple(
        {"date": to_string(each.get("date")), "note": to_string(each.get("note"))}
        for each in map(to_mapping, to_list(event.get("corrections")))
    )
    if corrections:
        builder.set_field("corrections", corrections)
    image = to_mapping(event.get("image"))
    if image:
        builder.ask(say("image: not copied: %(text)s", text=to_string(image.get("url"))))
    for key, value in to_mapping(event.get("extra")).items():
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
    name = to_string(to_mapping(terms.get(to_string(identity))).get("name"))
    return name or to_string(identity)
