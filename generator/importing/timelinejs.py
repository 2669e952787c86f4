"""Read the JSON files of TimelineJS, those that this program exports among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from generator.dates import DateError, parse, write
from generator.importing.cells import RecordBuilder
from generator.importing.html_text import html_to_text
from generator.importing.json_values import to_mapping, to_string
from generator.importing.records import Evidence, Record
from generator.importing.timeline_parts import ask_for_early_year, compose_timeline_date
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_LANGUAGE = lazy_compile(r'<(?:span|p)[^>]*\blang="([A-Za-z-]+)"')
_OWN_TITLE = lazy_compile(r"<span[^>]*>(?P<title>.*?)</span>", re.DOTALL)
_PARAGRAPH = lazy_compile(r"<p(?P<attributes>[^>]*)>(?P<text>.*?)</p>", re.DOTALL)
_SOURCES_SEPARATOR = "</span> · <span"


def is_timeline(data: object) -> bool:
    """Whether a JSON value has the form of a timeline."""
    return (
        isinstance(data, dict)
        and isinstance(data.get("events"), list)
        and any(isinstance(event, dict) and "start_date" in event for event in data["events"])
    )


def read_timeline(name: str, data: Mapping[str, Any], timezone: str) -> tuple[Record, ...]:
    """Read the events of a timeline; its eras and its title slide are listed, as no events."""
    events = [
        _read_event(f"{name}, event {number}", event, timezone)
        for number, event in enumerate(data["events"], 1)
        if isinstance(event, dict)
    ]
    others = []
    for kind, entries in (("the title", [data.get("title")]), ("an era", data.get("eras") or [])):
        for entry in filter(None, map(to_mapping, entries)):
            builder = RecordBuilder(name, timezone)
            builder.add("title", to_string(to_mapping(entry.get("text")).get("headline")))
            builder.reject(say("it is %(kind)s of the timeline, and no event", kind=kind))
            others.append(builder.build())
    return (*events, *others)


def _read_event(origin: str, event: Mapping[str, Any], timezone: str) -> Record:
    builder = RecordBuilder(origin, timezone)
    builder.add("key", to_string(event.get("unique_id")))
    texts = to_mapping(event.get("text"))
    headline, text = to_string(texts.get("headline")), to_string(texts.get("text"))
    language = _LANGUAGE.search(headline)
    if language is not None:
        builder.add("language", language[1])
    edtf = to_string(event.get("edtf"))
    if edtf:
        shown = html_to_text(to_string(to_mapping(event.get("start_date")).get("display_date")))
        builder.add("date", _read_shown(shown, edtf, timezone))
        _read_own_texts(builder, headline, text)
    else:
        _read_dates(builder, event)
        builder.add("title", headline)
        builder.add("body", text)
        paragraphs = _PARAGRAPH.findall(text)
        if len(paragraphs) > 1:
            builder.add("summary", " ".join(html_to_text(each) for _, each in paragraphs))
    builder.add("status", to_string(event.get("status")))
    builder.add("tags", to_string(event.get("group")))
    _read_media(builder, to_mapping(event.get("media")), is_own=bool(edtf))
    return builder.build()


def _read_own_texts(builder: RecordBuilder, headline: str, text: str) -> None:
    """Read the headline and the text of an event that this program has exported."""
    title = _OWN_TITLE.search(headline)
    builder.add("title", title["title"] if title is not None else headline)
    for paragraph in _PARAGRAPH.finditer(text):
        if "lang=" in paragraph["attributes"]:
            builder.add("summary", paragraph["text"])
        else:
            names = paragraph["text"].split(_SOURCES_SEPARATOR)
            spans = [each if each.startswith("<") else f"<span{each}" for each in names]
            builder.add("source.name", "; ".join(map(html_to_text, spans)))


def _read_shown(shown: str, edtf: str, timezone: str) -> str:
    """Return the date as it is shown, if it has the same EDTF and so says more, else its EDTF."""
    try:
        when = parse(shown, timezone)
    except DateError:
        return edtf
    return write(when) if when.edtf == edtf else edtf


def _read_dates(builder: RecordBuilder, event: Mapping[str, Any]) -> None:
    start, end = to_mapping(event.get("start_date")), to_mapping(event.get("end_date"))
    builder.add("date", _compose(start))
    builder.add("end", _compose(end))
    for question in ask_for_early_year(to_string(start.get("year"))):
        builder.ask(question)
    shown = to_string(event.get("display_date")) or to_string(start.get("display_date"))
    if shown:
        builder.ask(
            say(
                "date: it is shown as '%(html_to_text)s'; check that '%(compose)s' says the same",
                html_to_text=html_to_text(shown),
                compose=_compose(start),
            )
        )


def _compose(date: Mapping[str, Any]) -> str:
    hour = to_string(date.get("hour"))
    time = f"{hour:0>2}:{to_string(date.get('minute')) or '0':0>2}" if hour else ""
    second = to_string(date.get("second"))
    if time and second not in ("", "0"):
        time += f":{second:0>2}"
    parts: Iterable[str] = (to_string(date.get(part)) for part in ("year", "month", "day"))
    year, month, day = parts
    return compose_timeline_date(year, month, day, time)


def _read_media(builder: RecordBuilder, media: Mapping[str, Any], *, is_own: bool) -> None:
    url, credit = to_string(media.get("url")), html_to_text(to_string(media.get("credit")))
    caption = html_to_text(to_string(media.get("caption")))
    if is_own:
        if url:
            builder.ask(say("image: not copied: %(url)s", url=url))
        return
    builder.add("source.name", credit)
    builder.add("source.url", url)
    builder.add("source.title", caption)
    if credit:
        builder.note(Evidence("source.name", credit, "media.credit"))
