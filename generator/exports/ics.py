"""Events whose exact day is known, as a calendar (iCalendar, RFC 5545).

A calendar has neither approximate dates nor dates less precise than a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from generator.exports.edtf_parts import EdtfMoment, parse_moment, split_interval
from generator.exports.format import DatedEvent, ExportFormat, Scope
from generator.views.exports import ExportView, RecordView

# RFC 5545, 3.1: octets a line, without the line break.
_MAX_OCTETS = 75
_ESCAPES = MappingProxyType(
    str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
)


def write_ics(view: ExportView, events: Sequence[str]) -> bytes:
    """Write a collection as a calendar."""
    collection = view.collection
    head = _lines(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//tarikh//chronology//EN",
            "CALSCALE:GREGORIAN",
            f"UID:{collection.id}",
            f"NAME:{_text(collection.title)}",
            f"X-WR-CALNAME:{_text(collection.title)}",
            f"LAST-MODIFIED:{_utc(dt.datetime.fromisoformat(collection.modified_time))}",
        ]
    )
    # A calendar must have at least one component. Without events that is the time zone of all
    # times, because any other component would be an invented event.
    zone = "" if any(events) else _lines(_UTC_ZONE)
    return "".join([head, zone, *events, "END:VCALENDAR\r\n"]).encode()


_UTC_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def ics_event(record: RecordView, base: str) -> str:
    """Write a record as an event, or nothing when its day is not known."""
    event = record.event
    when = event.when
    span = _parse_days(when.edtf)
    if span is None or when.is_within:
        return ""
    occurred = event.status == "occurred"
    title = event.title if occurred else f"{event.title} ({record.status_label})"
    language = f";LANGUAGE={event.lang}"
    # The date and the names of the sources are in the language of the calendar.
    whole = language if event.lang == record.language.code else ""
    dates = " · ".join(filter(None, (when.text, when.original)))
    description = [dates, event.summary, " · ".join(source.text for source in event.sources)]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{record.id}",
        f"DTSTAMP:{_utc(dt.datetime.fromisoformat(record.modified_time))}",
        *_span(*span),
        f"SUMMARY{language}:{_text(title)}",
        f"DESCRIPTION{whole}:{_text(chr(10).join(filter(None, description)))}",
        # A calendar is used away from the site, so its addresses must be absolute.
        *([f"URL:{base}{event.path}"] if base.startswith("http") else []),
        f"STATUS:{'CONFIRMED' if occurred else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        f"X-TARIKH-EDTF:{_text(when.edtf)}",
        f"X-TARIKH-STATUS:{event.status}",
    ]
    if event.place is not None:
        lines.append(f"LOCATION:{_text(event.place.text)}")
    if event.tags:
        lines.append("CATEGORIES:" + ",".join(_text(tag.text) for tag in event.tags))
    lines.append("END:VEVENT")
    return _lines(lines)


def has_days(when: DatedEvent) -> bool:
    """Whether the first and the last day of a date are known exactly."""
    return not when.is_within and _parse_days(when.edtf) is not None


def _parse_days(edtf: str) -> tuple[EdtfMoment, EdtfMoment] | None:
    """Return the start and the end of a date; ``None`` if one of them is not known to the day."""
    start, end = map(parse_moment, split_interval(edtf))
    if start is None or end is None or start.day is None or end.day is None:
        return None
    return start, end


def _span(start: EdtfMoment, end: EdtfMoment) -> Iterable[str]:
    """Write start and exclusive end: whole days where either side has no time of day."""
    if start.time is not None and end.time is not None:
        zones = {start.time.tzinfo is None, end.time.tzinfo is None}
        if len(zones) == 1:
            yield f"DTSTART:{_time(start.time)}"
            if end.time > start.time:
                yield f"DTEND:{_time(end.time)}"
            return
    yield f"DTSTART;VALUE=DATE:{_day(start).isoformat().replace('-', '')}"
    last = _day(end)
    if last > _day(start) and last < dt.date.max:
        following = last + dt.timedelta(days=1)
        yield f"DTEND;VALUE=DATE:{following.isoformat().replace('-', '')}"


def _day(moment: EdtfMoment) -> dt.date:
    assert moment.month is not None
    assert moment.day is not None
    return dt.date(moment.year, moment.month, moment.day)


def _time(time: dt.datetime) -> str:
    """Write a time in UTC, or as a local time without a zone (RFC 5545, 3.3.5) if it has none."""
    if time.tzinfo is None:
        return time.isoformat()[:19].replace("-", "").replace(":", "")
    return _utc(time)


def _utc(time: dt.datetime) -> str:
    try:
        utc = time.astimezone(dt.UTC)
    except OverflowError:  # outside of the years 1 to 9999
        utc = time.replace(tzinfo=dt.UTC)
    return utc.isoformat()[:19].replace("-", "").replace(":", "") + "Z"


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


def _lines(lines: Iterable[str]) -> str:
    return "".join(map(fold_line, lines))


def fold_line(line: str) -> str:
    """Fold a content line that is too long, never within a character (RFC 5545, 3.1)."""
    data = line.encode()
    if len(data) <= _MAX_OCTETS:
        return f"{line}\r\n"
    pieces = []
    room = _MAX_OCTETS
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(data[:cut].decode())
        data = data[cut:]
        room = _MAX_OCTETS - 1
    pieces.append(data.decode())
    return "\r\n ".join(pieces) + "\r\n"


FORMAT = ExportFormat(
    name="ics",
    label="iCalendar",
    file_name="events.ics",
    media_type="text/calendar",
    scope=Scope.ALL,
    description="A calendar (RFC 5545) of the events whose exact day is known.",
    write_record=ics_event,
    write_file=write_ics,
    suits=has_days,
)
