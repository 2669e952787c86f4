"""The picture and the search of a long chronology, without the pages of its events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from generator.content.scan import resolve_layout, scan_site
from generator.engine.site_inputs import load_theme
from generator.model import Entry, Status
from generator.pages import compose
from generator.pages.outputs import (
    PlannedOutput,
    SearchEventsFile,
    SearchPage,
    SearchRecordsFile,
    TimelineFile,
    WholeTimelinePage,
)
from generator.pages.shared_views import SharedViews
from generator.search import Analyzer, merge_texts
from generator.search.pieces import build_pieces
from generator.theme.render import Renderer, asset_url
from tests.chronology.helpers import SITE, entry
from tests.pages.helpers import make_views
from tests.support import ROOT

FIRST_YEAR, YEARS = 1990, 36
_PICTURE = (WholeTimelinePage, TimelineFile, SearchEventsFile)
_SEARCH = (SearchPage, SearchEventsFile, SearchRecordsFile)
CITIES = (("بغداد", "Baghdad"), ("الموصل", "Mosul"), ("البصرة", "Basra"), ("كركوك", "Kirkuk"))


class CrowdedEvent(Struct, frozen=True):
    """An event of a long chronology, which is in one language.

    Attributes:
        key: Its key.
        language: Its language.
        date: Its date.
        title: Its title: its number and a city.
        status: Its status.
        tag: The identity of its tag.
    """

    key: str
    language: str
    date: str
    title: str
    status: str
    tag: str


def publish_picture(folder: Path, count: int) -> Path:
    """Write the picture of so many events in both languages, and all that its scripts load."""
    _publish(folder, _make_views(make_crowd(count)), _PICTURE)
    return folder


def publish_search(folder: Path, count: int) -> Path:
    """Write the search of so many events in both languages, and all that its scripts load."""
    events = [*make_crowd(count)]
    views = _make_views(events)
    _publish(folder, views, _SEARCH)
    plan, analyzer = views.facts.whole_site().plan, Analyzer()
    analyses = {
        plan.event_numbers[event.key]: analyzer.analyze(
            language=event.language, title=event.title, names=(event.tag,), paragraphs=()
        )
        for event in events
    }
    words = [(number, merge_texts([analyses[number]])) for number in sorted(analyses)]
    for file, data in build_pieces(plan.search_layout, words).items():
        _write(folder / file, data)
    return folder


def _make_views(events: Iterable[CrowdedEvent]) -> SharedViews:
    site = replace(SITE, theme=replace(SITE.theme, fonts="system"))
    return make_views(*map(_entry, events), site=site)


def _publish(folder: Path, views: SharedViews, outputs: tuple[type[PlannedOutput], ...]) -> None:
    theme = load_theme(scan_site(resolve_layout(ROOT)))
    renderer = Renderer(theme, views.facts.formatters)
    for output in views.facts.whole_site().plan.outputs:
        if isinstance(output, outputs):
            _write(folder / output.url.file, renderer.render(compose(views, output)).head)
    for asset in theme.assets:
        _write(folder / asset_url(asset).file, asset.data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def make_crowd(count: int) -> Iterator[CrowdedEvent]:
    """Yield events whose dates are of every form, most of them days, each in one language."""
    chance = Random(count)
    for number in range(count):
        date, status = _date(chance), chance.choice((*(["occurred"] * 9), "alleged"))
        arabic, english = CITIES[number % len(CITIES)]
        yield CrowdedEvent(
            key=f"e{number:05}",
            language="en" if number % 2 else "ar",
            date=date,
            title=f"Event {number} in {english}" if number % 2 else f"الحدث {number} في {arabic}",
            status=status,
            tag=f"t{number % 7}",
        )


def _entry(event: CrowdedEvent) -> Entry:
    return entry(
        f"content/{event.key}.{event.language}.md",
        event.date,
        title=event.title,
        status=Status(event.status),
        tags=(event.tag,),
    )


def _date(chance: Random) -> str:
    day = date(FIRST_YEAR, 1, 1) + timedelta(days=chance.randrange(YEARS * 365))
    match chance.randrange(40):
        case 0:
            return f"{day.year}"
        case 1 | 2:
            return f"{day:%Y-%m}~"
        case 3:
            return f"{day:%Y-%m-%d}/{day + timedelta(days=chance.randrange(2, 900)):%Y-%m-%d}"
        case 4:
            return f"{day:%Y-%m-%d}?"
        case 5 if chance.random() < 0.05:
            return f"{day:%Y-%m}/.."
        case 6 | 7 | 8 | 9:
            return f"{day:%Y-%m-%d}T{chance.randrange(24):02}:30+03:00"
        case _:
            return f"{day:%Y-%m-%d}"
