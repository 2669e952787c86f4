"""Read the events of a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.dates.civil import zone_offset
from generator.importing.cells import RecordBuilder
from generator.importing.records import ImportFailure, Record
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_PROPERTY = lazy_compile(
    r"(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*)"
    r"(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*):(?P<value>.*)",
    re.DOTALL,
)
_END = lazy_compile(r"^END:VCALENDAR\s*\Z", re.IGNORECASE | re.MULTILINE)
_PARAMETER = lazy_compile(r";([A-Za-z0-9-]+)=\"?([^\";]*)\"?")
_ESCAPED = lazy_compile(r"\\(.)", re.DOTALL)
_TIME = lazy_compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?")
_COMMA = lazy_compile(r"(?<!\\),")
_FLOATING = lazy_compile(r"T\d+\s*\Z")
# A task or a journal entry is listed as no event.
_COMPONENTS = frozenset({"BEGIN:VEVENT", "BEGIN:VTODO", "BEGIN:VJOURNAL"})
# What an event has that means nothing here.
_MEANINGLESS = frozenset(
    {
        *("BEGIN", "END", "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP"),
        *("CLASS", "STATUS", "PRIORITY", "X-TARIKH-EDTF", "X-TARIKH-STATUS"),
    }
)


class _Property(NamedTuple):
    name: str
    parameters: dict[str, str]
    value: str


def is_calendar(text: str) -> bool:
    """Whether a text is a calendar."""
    return text.lstrip().upper().startswith("BEGIN:VCALENDAR")


def read_calendar(name: str, text: str, timezone: str) -> tuple[Record, ...]:
    """Read the events of a calendar.

    Raises:
        ImportFailure: It has no events, or is cut off.
    """
    records: list[Record] = []
    event: list[_Property] | None = None
    kind = zone = ""
    nested = 0
    for line in _unfold(text):
        upper = line.upper()
        if event is None and upper in _COMPONENTS:
            event, nested, kind = [], 0, upper.removeprefix("BEGIN:")
        elif event is None and upper.startswith("X-WR-TIMEZONE:"):
            zone = line.partition(":")[2].strip()
        elif event is not None and upper.startswith("BEGIN:"):
            nested += 1
        elif event is not None and upper == f"END:{kind}":
            origin = f"{name}, event {len(records) + 1}"
            records.append(_read_event(origin, event, timezone, zone, kind))
            event = None
        elif event is not None and upper.startswith("END:"):
            nested -= 1
        elif event is not None and not nested and (match := _PROPERTY.fullmatch(line)):
            parameters = {
                key.upper(): value for key, value in _PARAMETER.findall(match["parameters"])
            }
            event.append(_Property(match["name"].upper(), parameters, match["value"]))
    if event is not None or not _END.search(text):
        message = "the calendar is cut off: its last line is not END:VCALENDAR"
        raise ImportFailure(message, "export it again", text.rstrip().count("\n") + 1)
    if all(record.reason for record in records):
        raise ImportFailure("the calendar has no events", "export it again")
    return tuple(records)


def _unfold(text: str) -> Iterator[str]:
    """Yield the content lines, each of which may continue on lines that start with a space."""
    yield from re.sub(r"\n[ \t]", "", text).split("\n")


def _read_event(origin: str, event: list[_Property], timezone: str, zone: str, kind: str) -> Record:
    """Read an event.

    Args:
        origin: Where it is.
        event: Its properties.
        timezone: The IANA time zone of the site, or nothing.
        zone: That of the calendar, or nothing.
        kind: The name of its component.
    """
    builder = RecordBuilder(origin, timezone)
    values = {each.name: _unescape(each.value) for each in event}
    edtf = values.get("X-TARIKH-EDTF", "")
    if edtf:
        builder.add("date", edtf)
        builder.add("status", values.get("X-TARIKH-STATUS", ""))
    elif values.get("STATUS", "").upper() in ("TENTATIVE", "CANCELLED"):
        builder.ask(
            say(
                "status: the calendar says %(values)s; write status: … if it matters",
                values=values["STATUS"],
            )
        )
        builder.withhold()
    for each in event:
        _add_property(each, values, builder, is_own=bool(edtf))
        is_floating = each.name == "DTSTART" and "TZID" not in each.parameters and not edtf
        if is_floating and zone not in ("", timezone) and _FLOATING.search(each.value):
            builder.ask(
                say(
                    "date: the time has no time zone; it is read as one of the site,"
                    " and the calendar is in '%(zone)s'",
                    zone=zone,
                )
            )
    if kind != "VEVENT":
        builder.reject(say("it is a %(kind)s of the calendar, and no event", kind=kind))
    return builder.build()


def _add_property(
    each: _Property, values: dict[str, str], builder: RecordBuilder, *, is_own: bool
) -> None:
    value = _unescape(each.value)
    if each.name == "SUMMARY":
        builder.add("title", _strip_status(value, values))
        builder.add("language", each.parameters.get("LANGUAGE", ""))
    elif each.name in ("DTSTART", "DTEND"):
        if not is_own:
            target = "date" if each.name == "DTSTART" else "end"
            builder.add(target, _read_time(each, builder))
    elif each.name == "DESCRIPTION":
        _read_description(value, builder, is_own=is_own)
    elif each.name == "LOCATION":
        builder.add("place", value)
    elif each.name == "CATEGORIES":
        builder.add("tags", "|".join(map(_unescape, _COMMA.split(each.value))))
    elif each.name == "URL":
        # That of our own calendar leads to the page of the event.
        if not is_own:
            builder.add("source.url", value)
    elif each.name == "RRULE":
        builder.ask(
            say("date: it is repeated (%(value)s); only the first time is imported", value=value)
        )
    elif each.name not in _MEANINGLESS:
        builder.ask(say("not used: %(name)s: %(value)s", name=each.name, value=value))


def _strip_status(title: str, values: dict[str, str]) -> str:
    """Return a title of our own calendar without the status in brackets after it."""
    if values.get("X-TARIKH-STATUS", "occurred") == "occurred":
        return title
    return re.sub(r" \([^()]*\)\Z", "", title)


def _read_description(text: str, builder: RecordBuilder, *, is_own: bool) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    if not is_own:
        builder.add("body", text)
    elif len(lines) > 2:
        builder.add("summary", " ".join(lines[1:-1]))
        builder.add("source.name", "; ".join(lines[-1].split(" · ")))
    elif len(lines) == 2:
        builder.add("source.name", "; ".join(lines[1].split(" · ")))
        builder.ask(
            say(
                "source: '%(lines)s' may be the summary of an event without a source",
                lines=lines[1],
            )
        )


def _read_time(time: _Property, builder: RecordBuilder) -> str:
    """Return a day, or a time with its offset; the end of days is the day before that."""
    match = _TIME.fullmatch(time.value.strip())
    if match is None:
        return time.value
    year, month, day, hour, minute, second, utc = match.groups()
    if hour is None:
        try:
            date = dt.date(int(year), int(month), int(day))
        except ValueError:
            return f"{year}-{month}-{day}"
        is_end = time.name == "DTEND" and date > dt.date.min
        return (date - dt.timedelta(days=1)).isoformat() if is_end else date.isoformat()
    text = f"{year}-{month}-{day}T{hour}:{minute}"
    if second not in (None, "00"):
        text += f":{second}"
    if utc:
        return f"{text}Z"
    zone = time.parameters.get("TZID", "")
    if not zone:
        return text
    try:
        numbers = (int(year), int(month), int(day), int(hour), int(minute))
        offset = zone_offset(*numbers, ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        builder.ask(
            say(
                "date: the time zone '%(zone)s' is not known; the time is that of the site",
                zone=zone,
            )
        )
        return text
    sign, offset = ("-", -offset) if offset < 0 else ("+", offset)
    return f"{text}{sign}{offset // 60:02}:{offset % 60:02}"


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)
