"""The events as a calendar (iCalendar, RFC 5545): only those whose day is known for sure.

A calendar has no way to say "about then", and no date coarser than a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from generator.exports.edtf_parts import EdtfMoment, parse_moment, split_interval
from generator.views.exports import ExportView, RecordView

# RFC 5545, 3.1: octets a line, the break aside.
_WIDTH = 75
_ESCAPES = MappingProxyType(
    str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
)


def write_ics(view: ExportView, events: Sequence[str]) -> bytes:
    """A collection as a calendar."""
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
            f"LAST-MODIFIED:{_utc(dt.datetime.fromisoformat(collection.stamp))}",
        ]
    )
    # A calendar has at least one component. A free hour at the epoch would be an invention; the
    # time zone that every time is in is none.
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
    """A record as an event; nothing when its day is not known."""
    when = record.event.when
    start, end = map(parse_moment, split_interval(when.edtf))
    if start is None or end is None or start.day is None or end.day is None:
        return ""
    seen = record.event
    sure = seen.status == "occurred"
    title = seen.title if sure else f"{seen.title} ({record.status_label})"
    language = f";LANGUAGE={seen.lang}"
    said = [when.text, seen.summary, " · ".join(source.text for source in seen.sources)]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{record.id}",
        f"DTSTAMP:{_utc(dt.datetime.fromisoformat(record.stamp))}",
        *_span(start, end),
        f"SUMMARY{language}:{_text(title)}",
        f"DESCRIPTION{language}:{_text(chr(10).join(filter(None, said)))}",
        # Away from the site an address must be whole.
        *([f"URL:{base}{seen.path}"] if base.startswith("http") else []),
        f"STATUS:{'CONFIRMED' if sure else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        f"X-TARIKH-EDTF:{_text(when.edtf)}",
        f"X-TARIKH-STATUS:{seen.status}",
    ]
    if seen.place is not None:
        lines.append(f"LOCATION:{_text(seen.place.text)}")
    if seen.tags:
        lines.append("CATEGORIES:" + ",".join(_text(tag.text) for tag in seen.tags))
    lines.append("END:VEVENT")
    return _lines(lines)


def _span(start: EdtfMoment, end: EdtfMoment) -> Iterable[str]:
    """Start and end; whole days where either side has no time of day. The end is exclusive."""
    if start.time is not None and end.time is not None:
        yield f"DTSTART:{_utc(start.time)}"
        if end.time > start.time:
            yield f"DTEND:{_utc(end.time)}"
        return
    yield f"DTSTART;VALUE=DATE:{_day(start).isoformat().replace('-', '')}"
    last = _day(end)
    if last > _day(start) and last < dt.date.max:
        following = last + dt.timedelta(days=1)
        yield f"DTEND;VALUE=DATE:{following.isoformat().replace('-', '')}"


def _day(known: EdtfMoment) -> dt.date:
    assert known.month is not None
    assert known.day is not None
    return dt.date(known.year, known.month, known.day)


def _utc(time: dt.datetime) -> str:
    try:
        moved = time.astimezone(dt.UTC)
    except OverflowError:  # at either end of what the calendar has
        moved = time.replace(tzinfo=dt.UTC)
    return moved.isoformat()[:19].replace("-", "").replace(":", "") + "Z"


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


def _lines(lines: Iterable[str]) -> str:
    return "".join(map(fold_line, lines))


def fold_line(line: str) -> str:
    """A content line, broken where it is too long, never within a character."""
    data = line.encode()
    if len(data) <= _WIDTH:
        return f"{line}\r\n"
    pieces = []
    room = _WIDTH
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:
            cut -= 1
        pieces.append(data[:cut].decode())
        data = data[cut:]
        room = _WIDTH - 1
    pieces.append(data.decode())
    return "\r\n ".join(pieces) + "\r\n"
