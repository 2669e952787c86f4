"""Which files a site has."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.chronology import build_chronicle
from generator.model import Entry, Site
from generator.pages import planned_files
from generator.pages.plan import plan_pages
from generator.problems import Problem
from tests.chronology.helpers import SITE, entry
from tests.pages.helpers import make_views
from tests.support import NOW

_WITH_ADDRESS = replace(SITE, base_url="https://log.example/")


def _paths(*entries: Entry, site: Site = SITE) -> list[str]:
    planned, _ = plan_pages(site, build_chronicle(site, entries, now=NOW)[0])
    return [output.url.path for output in (*planned.pages, *planned.files)]


def test_a_sitemap_is_split_before_it_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [entry(f"{key}.ar.md") for key in "abcdefgh"]
    whole = make_views(*entries, site=_WITH_ADDRESS).facts.whole_site().plan
    monkeypatch.setattr(planned_files, "SITEMAP_BYTES", 2000)
    parts = [path for path in _paths(*entries, site=_WITH_ADDRESS) if "sitemap-" in path]
    # Some pages are in each part.
    assert 2 <= len(parts) <= len(whole.listed) / 2


_TAG, _SOURCE = SITE.tags[0], SITE.sources[0]


@pytest.mark.parametrize(
    ("site", "path"),
    [
        (replace(SITE, tags=(replace(_TAG, exports=True),)), "en/tags/us-forces/events.json"),
        (replace(SITE, sources=(replace(_SOURCE, exports=True),)), "en/sources/ap/events.json"),
    ],
)
def test_a_registered_tag_or_source_can_have_exports_of_its_own(site: Site, path: str) -> None:
    event = entry("a.en.md", tags=("us-forces",))
    assert path not in _paths(event)
    assert path in _paths(event, site=site)


def test_an_alias_among_the_files_of_the_program_is_reported_where_it_is_written() -> None:
    chronicle, _ = build_chronicle(SITE, [entry("a.en.md", aliases=("assets/old/",))], now=NOW)
    _, problems = plan_pages(SITE, chronicle)
    assert problems == (
        Problem(
            *("a.en.md", 1, 1, "address-clash"),
            "the address 'assets/old/' is reserved for tarikh's own files",
            "remove 'assets/old/' from 'aliases'",
        ),
    )
