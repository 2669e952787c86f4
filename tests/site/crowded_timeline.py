"""The picture of a long chronology, without the pages of its events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from msgspec.structs import replace

from generator.content.scan import resolve_layout, scan_site
from generator.engine.site_inputs import load_theme
from generator.model import Entry, Status
from generator.pages import compose
from generator.pages.outputs import (
    SearchEventsFile,
    TimelineFile,
    WholeTimelinePage,
)
from generator.theme.render import Renderer, asset_url
from tests.chronology.helpers import SITE, entry
from tests.pages.helpers import make_views
from tests.support import ROOT

FIRST_YEAR, YEARS = 1990, 36
_PICTURE = (WholeTimelinePage, TimelineFile, SearchEventsFile)


def publish_picture(folder: Path, count: int) -> Path:
    """Write the picture of so many events in both languages, and all that its scripts load."""
    site = replace(SITE, theme=replace(SITE.theme, fonts="system"))
    views = make_views(*_entries(count), site=site)
    theme = load_theme(scan_site(resolve_layout(ROOT)))
    renderer = Renderer(theme, views.facts.formatters)
    for output in views.facts.whole_site().plan.outputs:
        if isinstance(output, _PICTURE):
            _write(folder / output.url.file, renderer.render(compose(views, output)).head)
    for asset in theme.assets:
        _write(folder / asset_url(asset).file, asset.data)
    return folder


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _entries(count: int) -> Iterator[Entry]:
    """Yield events whose dates are of every form, most of them days, each in one language."""
    chance = Random(count)
    for number in range(count):
        when, status = _date(chance), chance.choice((*(["occurred"] * 9), "alleged"))
        language = "en" if number % 2 else "ar"
        yield entry(
            f"content/e{number:05}.{language}.md",
            when,
            title=f"Event {number}" if number % 2 else f"الحدث {number} في المدينة",
            status=Status(status),
            tags=(f"t{number % 7}",),
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
