"""When texts were touched, for formats that ask for a time: from what they say of themselves."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from generator.chronology import LocalizedEvent
from generator.dates import Moment, When
from generator.dates.civil import zone_offset
from generator.model import Article, Status
from generator.pages.context import RenderContext

# What a feed without entries says; no other time is as clearly none.
EPOCH = "1970-01-01T00:00:00Z"
_EPOCH_SECONDS = 62_135_596_800


def newest_date(article: Article) -> When | None:
    """The latest of the dates that a text gives for itself."""
    dates = (article.published, article.updated, *(item.date for item in article.corrections))
    return max((date for date in dates if date is not None), key=_earliest, default=None)


def last_modified(article: Article) -> str:
    """The day a text was last changed (ISO 8601); empty when none is known."""
    when = newest_date(article)
    moment = when.start if when is not None else None
    if moment is None or moment.day is None or not 1 <= moment.year <= 9999:
        return ""
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"


def issued_time(when: When | None, zone: str) -> str:
    """When a text appeared (RFC 3339); empty where not even the day is known for sure."""
    moment = when.start if when is not None else None
    if moment is None or moment.day is None or moment.approximate or moment.uncertain:
        return ""
    return _time(moment, zone)


def update_stamp(desk: RenderContext, telling: LocalizedEvent) -> tuple[int, str]:
    """When a text was last touched: the second, and the time (RFC 3339).

    A text that does not say is as old as what it tells. So the time never moves, which a feed
    reader would take for news. What is yet to come is told no later than all else.
    """
    when = newest_date(telling.entry.article)
    if when is not None:
        return when.earliest, first_second(when, desk.site.timezone)
    when = telling.event.when
    if telling.event.status is not Status.EXPECTED:
        return when.earliest, first_second(when, desk.site.timezone)
    latest, time = desk.once("horizon", lambda: _horizon(desk))
    if when.earliest <= latest:
        return when.earliest, first_second(when, desk.site.timezone)
    return latest, time


def release_stamp(desk: RenderContext, telling: LocalizedEvent) -> int:
    """The second by which a feed orders a text: when it appeared, else when it was touched."""
    published = telling.entry.article.published
    return update_stamp(desk, telling)[0] if published is None else published.earliest


def first_second(when: When, zone: str) -> str:
    """The first instant that a date can mean (RFC 3339), by the clocks of the zone."""
    moment = when.start or when.end
    assert moment is not None
    return _time(moment, zone)


def _horizon(desk: RenderContext) -> tuple[int, str]:
    """The latest that any text says of itself or of what has happened."""
    known = [
        date
        for event in desk.chronicle.events.values()
        for date in (
            *(newest_date(entry.article) for entry in event.entries),
            event.when if event.status is not Status.EXPECTED else None,
        )
        if date is not None
    ]
    if not known:
        return _EPOCH_SECONDS, EPOCH
    latest = max(known, key=_earliest)
    return latest.earliest, first_second(latest, desk.site.timezone)


def _earliest(when: When) -> int:
    return when.earliest


def _time(moment: Moment, zone: str) -> str:
    if not 1 <= moment.year <= 9999:
        return "0001-01-01T00:00:00Z" if moment.year < 1 else "9999-12-31T23:59:59Z"
    month, day_of_month = moment.month or _first_month(moment), moment.day or 1
    hour, minute, second = moment.hour or 0, moment.minute or 0, moment.second or 0
    offset = moment.offset
    if moment.hour is None or offset is None:
        offset = zone_offset(moment.year, month, day_of_month, hour, minute, ZoneInfo(zone))
    date = f"{moment.year:04}-{month:02}-{day_of_month:02}T{hour:02}:{minute:02}:{second:02}"
    if not offset:
        return f"{date}Z"
    hours, minutes = divmod(abs(offset), 60)
    return f"{date}{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


def _first_month(moment: Moment) -> int:
    """The first month of a season (21 is spring), else of the year."""
    return 1 if moment.season is None else (moment.season - 20) * 3
