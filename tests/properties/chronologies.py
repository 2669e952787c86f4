"""Generated chronologies: their files, and what is known of each event.

An event's bounds come from this file and not from the program, so that a date which the program
reads or shows wrongly cannot hide here. All times are UTC.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

LANGUAGES = ("ar", "en")
TAGS = {"bridge": "الجسر", "flood": "الفيضان", "road": "الطريق", "well": "البئر", "dam": "السد"}
SOURCES = ("City council", "وكالة النهر", "River Wire", "Engineers’ union")
PLACES = ("South bank", "الضفة الشمالية", "")
STATUSES = ("occurred", "announced", "expected", "alleged", "disputed", "denied")
QUOTATIONS = ("It fell at noon.", "سقط عند الظهر.", "")

SITE = """\
title = { ar = "سجل", en = "Record" }
base_url = "https://record.example/site/"
timezone = "Etc/UTC"

[languages.ar]
locale = "ar_IQ"

[languages.en]
locale = "en_GB"
"""


@dataclass(frozen=True, slots=True)
class Known:
    """The first and the last second of a written date; `None` if it is open."""

    text: str
    first: datetime | None
    last: datetime | None

    @property
    def start(self) -> datetime:
        """Its position in a chronology; an open start is replaced by the start of the end."""
        if self.first is not None:
            return self.first
        assert self.last is not None
        return datetime(self.last.year, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Written:
    """An event as written in its files."""

    key: str
    when: Known
    languages: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[str, ...]
    status: str
    place: str
    quotation: str
    published: date | None

    def title(self, language: str) -> str:
        """The title in that language."""
        return f"Event {self.key}" if language == "en" else f"حدث {self.key}"

    @property
    def text_languages(self) -> Mapping[str, str]:
        """For each language of the site, the language that its readers find the text in."""
        return {code: code if code in self.languages else self.languages[0] for code in LANGUAGES}


def chronology(seed: int) -> tuple[Written, ...]:
    """Some events; equal seeds give equal events."""
    chance = Random(seed)
    years = sorted(chance.sample(range(1960, 2012), chance.randint(2, 6)))
    count = chance.randint(6, 18)
    return tuple(_event(chance, f"e{number:02}", years) for number in range(count))


def files(events: tuple[Written, ...]) -> dict[str, str]:
    """The site that these events are written in."""
    tags = "".join(f'[{key}]\nname = {{ ar = "{name}" }}\n' for key, name in TAGS.items())
    texts = {"content/site.toml": SITE, "content/tags.toml": tags}
    for event in events:
        for number, language in enumerate(event.languages):
            shared = _shared(event) if number == 0 else ""
            texts[f"content/{event.key}.{language}.md"] = (
                f"---\ntitle: {event.title(language)}\ndate: {event.when.text}\n{shared}---\n"
                f"Text of {event.key}.\n"
            )
    return texts


def _shared(event: Written) -> str:
    lines = [f"status: {event.status}"]
    if event.tags:
        lines.append(f"tags: [{', '.join(event.tags)}]")
    if event.place:
        lines.append(f"place: {event.place}")
    if event.published:
        lines.append(f"published: {event.published.isoformat()}")
    if event.sources:
        lines.append("source:")
        for number, name in enumerate(event.sources):
            lines.append(f"  - name: {name}")
            if number == 0 and event.quotation:
                lines.append(f"    quote: {event.quotation}")
    return "".join(f"{line}\n" for line in lines)


def _event(chance: Random, key: str, years: list[int]) -> Written:
    languages = chance.choice((("ar", "en"), ("en", "ar"), ("ar",), ("en",), ("ar", "en")))
    return Written(
        key=key,
        when=_date(chance, chance.choice(years)),
        languages=languages,
        tags=tuple(chance.sample(sorted(TAGS), chance.choice((0, 1, 1, 2, 3)))),
        sources=tuple(chance.sample(SOURCES, chance.choice((0, 1, 1, 2)))),
        status=chance.choice(STATUSES),
        place=chance.choice(PLACES),
        quotation=chance.choice(QUOTATIONS),
        published=date(2020, 1, 1) + timedelta(days=chance.randrange(900))
        if chance.random() < 0.5
        else None,
    )


def _date(chance: Random, year: int) -> Known:
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    whole_day = date(year, month, day)
    match chance.randrange(9):
        case 0:
            return Known(f"{year}", _dawn(date(year, 1, 1)), _midnight(date(year, 12, 31)))
        case 1:
            end = date(year, month, calendar.monthrange(year, month)[1])
            return Known(f"{year}-{month:02}", _dawn(date(year, month, 1)), _midnight(end))
        case 2:
            minute = datetime.combine(whole_day, time(10, 4), UTC)
            return Known(f"{whole_day.isoformat()}T10:04Z", minute, minute + timedelta(seconds=59))
        case 3:
            end = whole_day + timedelta(days=chance.randint(1, 900))
            text = f"{whole_day.isoformat()}/{end.isoformat()}"
            return Known(text, _dawn(whole_day), _midnight(end))
        case 4:
            return Known(f"{whole_day.isoformat()}/..", _dawn(whole_day), None)
        case 5:
            return Known(f"../{year}", None, _midnight(date(year, 12, 31)))
        case 6:
            text = f"{whole_day.isoformat()}~"
            return Known(text, _dawn(whole_day), _midnight(whole_day))
        case _:
            return Known(whole_day.isoformat(), _dawn(whole_day), _midnight(whole_day))


def _dawn(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), UTC)
