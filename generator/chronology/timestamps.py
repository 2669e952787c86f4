"""When texts were published and changed, from the dates that they give for themselves."""

from __future__ import annotations

from collections.abc import Callable

from generator.chronology.model import Chronicle, ListedEvent, LocalizedEvent
from generator.dates import Moment, When
from generator.dates.calendars import find_days
from generator.dates.civil import date_of_day, find_zone, zone_offset
from generator.model import Article, Status

# The modification time of a feed without entries.
EPOCH = "1970-01-01T00:00:00Z"
_EPOCH_INSTANT = 62_135_596_800


def newest_date(article: Article) -> When | None:
    """Return the latest of the dates that a text gives for itself."""
    dates = (article.published, article.updated, *(item.date for item in article.corrections))
    return max((date for date in dates if date is not None), key=_earliest, default=None)


def last_modified(article: Article) -> str:
    """Return the day of a text's last change (ISO 8601); empty if none is known."""
    when = newest_date(article)
    moment = when.start if when is not None and not when.is_within else None
    if moment is None or moment.day is None or not 1 <= moment.year <= 9999:
        return ""
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"


def published_time(when: When | None, zone: str) -> str:
    """Return the time of a text's publication (RFC 3339).

    It is empty if the day is not certain, or if the zone of the time is unknown.
    """
    moment = when.start if when is not None and not when.is_within else None
    if moment is None or moment.day is None or moment.approximate or moment.uncertain:
        return ""
    if moment.hour is not None and moment.offset is None:
        return ""
    return _time(moment, zone)


def modified_time(
    localized: LocalizedEvent, zone: str, latest_date: Callable[[], tuple[int, str]]
) -> tuple[int, str]:
    """Return when a text was last changed, in seconds and as a time (RFC 3339).

    A text without a date of its own has the time of its event. The time never changes by itself,
    because feed readers would show the text as new. Future events have no later time than the
    latest text or past event.

    Args:
        localized: The event with the text.
        zone: The site's time zone.
        latest_date: Returns the result of the function of this name for the whole site.
    """
    when = newest_date(localized.entry.article)
    if when is not None:
        return when.earliest, first_second(when, zone)
    when = localized.event.when
    if localized.event.status is not Status.EXPECTED:
        return when.earliest, first_second(when, zone)
    latest, time = latest_date()
    if when.earliest <= latest:
        return when.earliest, first_second(when, zone)
    return latest, time


def release_instant(listed: ListedEvent, latest_date: Callable[[], tuple[int, str]]) -> int:
    """Return the instant by which feeds order a text: its publication, else its last change.

    Args:
        listed: The event with the text.
        latest_date: As that of `modified_time`.
    """
    if listed.text.released is not None:
        return listed.text.released
    earliest = listed.event.earliest
    return min(earliest, latest_date()[0]) if listed.event.is_expected else earliest


def first_second(when: When, zone: str) -> str:
    """Return the first instant that a date can mean (RFC 3339), in the time zone.

    For a part of a year or a month it is the first instant of the whole, so that the bounds of the
    part, which only decide the order, are not taken for dates.
    """
    moment = when.start or when.end
    assert moment is not None
    if moment.spans is not None:
        moment = Moment(*date_of_day(find_days(moment.spans)[0]))
    return _time(moment, zone)


def latest_date(chronicle: Chronicle, zone: str) -> tuple[int, str]:
    """Return the latest date of any text or past event, in seconds and as a time (RFC 3339)."""
    articles = chronicle.articles.values()
    texts = [each for each in articles if each.modified is not None and not each.is_page]
    events = [each for each in chronicle.events.values() if not each.is_expected]
    text = max(texts, key=lambda each: each.modified or 0, default=None)
    event = max(events, key=lambda each: each.earliest, default=None)
    if text is not None and (event is None or (text.modified or 0) >= event.earliest):
        when = newest_date(chronicle.files[text.path].article)
    elif event is not None:
        when = _find_date(chronicle, event.key)
    else:
        return _EPOCH_INSTANT, EPOCH
    assert when is not None
    return when.earliest, first_second(when, zone)


def _find_date(chronicle: Chronicle, key: str) -> When:
    """Return the date of an event, which at least one timeline lists."""
    timelines = chronicle.timelines.items()
    language = next(code for code, timeline in timelines if key in timeline.positions)
    return chronicle.localize(language, key).event.when


def _earliest(when: When) -> int:
    return when.earliest


def _time(moment: Moment, zone: str) -> str:
    if not 1 <= moment.year <= 9999:
        return "0001-01-01T00:00:00Z" if moment.year < 1 else "9999-12-31T23:59:59Z"
    month, day_of_month = moment.month or _first_month(moment), moment.day or 1
    hour, minute, second = moment.hour or 0, moment.minute or 0, moment.second or 0
    offset = moment.offset
    if moment.hour is None or offset is None:
        offset = zone_offset(moment.year, month, day_of_month, hour, minute, find_zone(zone))
    date = f"{moment.year:04}-{month:02}-{day_of_month:02}T{hour:02}:{minute:02}:{second:02}"
    if not offset:
        return f"{date}Z"
    hours, minutes = divmod(abs(offset), 60)
    return f"{date}{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


def _first_month(moment: Moment) -> int:
    """Return the first month of a season (21 is spring), else of the year."""
    return 1 if moment.season is None else (moment.season - 20) * 3
