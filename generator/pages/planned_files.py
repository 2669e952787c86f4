"""The files of a site other than pages: exports, the search index, sitemaps and those of hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from urllib.parse import urlsplit

from generator import urls
from generator.chronology import Chronicle
from generator.chronology.calendar import YearRun
from generator.exports import Formats
from generator.lazy_patterns import lazy_compile
from generator.model import Site
from generator.pages.outputs import (
    ArticlePage,
    CardPage,
    CorrectionsFeed,
    DomainFile,
    ExportFile,
    HeadersFile,
    NoJekyllFile,
    Page,
    PlannedFile,
    RobotsFile,
    SchemaFile,
    SearchEventsFile,
    SearchRecordsFile,
    ShareCard,
    Sitemap,
    SitemapIndex,
    TermKey,
    TimelineFile,
)
from generator.pages.timeline_parts import list_timeline_files
from generator.search.layout import Layout
from generator.text.scripts import detect_script
from generator.urls import Url

# The limits of one sitemap (sitemaps.org): pages, and bytes with room to spare.
SITEMAP_PAGES = 50_000
SITEMAP_BYTES = 40_000_000
_CARD_SCRIPTS = frozenset({"Arabic", "Cyrillic", "Greek", "Latin"})
_DOMAIN = lazy_compile(r"(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)


def plan_files(
    site: Site,
    chronicle: Chronicle,
    *,
    listed: Sequence[Page],
    calendars: Mapping[str, Sequence[YearRun]],
    formats: Formats,
    search_layout: Layout,
) -> Iterator[PlannedFile]:
    """Plan the files of a site other than pages.

    Args:
        site: The settings.
        chronicle: The events.
        listed: The pages that sitemaps list.
        calendars: The years and months of each language's timeline.
        formats: The export formats that are published.
        search_layout: How the search index is divided.
    """
    yield from _plan_fixed_files(site)
    yield from _plan_exports(site, chronicle, formats)
    yield from _plan_search_files(site, search_layout)
    yield from _plan_timeline_files(calendars)
    yield from _plan_sitemaps(site, listed)
    yield from _plan_share_cards(site, chronicle, listed)


def _plan_fixed_files(site: Site) -> Iterator[PlannedFile]:
    first = site.languages[0].code
    if not site.is_offline:
        yield RobotsFile(first, Url("robots.txt"))
        yield NoJekyllFile(first, Url(".nojekyll"))
        # These hosts serve a site from its root, where the paths in the file begin.
        if site.base_path == "/":
            yield HeadersFile(first, Url("_headers"))
    yield SchemaFile(first, Url("events.schema.json"))
    domain = _own_domain(site)
    if domain:
        yield DomainFile(first, Url("CNAME"), domain)


def _own_domain(site: Site) -> str:
    """Return the domain that the site is the whole of and that GitHub Pages needs; else nothing."""
    parts = urlsplit(site.base_url)
    host = parts.hostname or ""
    if (
        parts.path == "/"
        and parts.netloc == parts.hostname
        and _DOMAIN.fullmatch(host) is not None
        and not host.endswith(".github.io")
    ):
        return parts.netloc
    return ""


def _plan_exports(site: Site, chronicle: Chronicle, formats: Formats) -> Iterator[PlannedFile]:
    """Plan the exports of each language, and of the tags and sources that the settings name.

    Files of one format follow one another, so that they share what is written for each event. No
    file is planned that no event would be in.
    """
    chosen = {
        *(TermKey("tags", entry.id) for entry in site.tags if entry.exports),
        *(TermKey("sources", entry.id) for entry in site.sources if entry.exports),
    }
    least = _least_events(site)
    for language in site.languages:
        code = language.code
        timeline = chronicle.timelines[code]
        terms = {
            **{TermKey("tags", each): timeline.tags[each] for each in sorted(timeline.tags)},
            **{
                TermKey("sources", each): timeline.sources[each]
                for each in sorted(timeline.sources)
            },
        }
        exported = [
            (term, positions)
            for term, positions in terms.items()
            if term in chosen or len(positions) >= least
        ]
        for export_format in formats:
            name = export_format.file_name
            suits, events = export_format.suits, timeline.events
            if any(suits(each.event) for each in events):
                yield ExportFile(code, urls.export(code, name), export_format, None)
            for term, positions in exported:
                if any(suits(events[position].event) for position in positions):
                    url = urls.term_export(code, term.kind, term.identity, name)
                    yield ExportFile(code, url, export_format, term)
        if any(each.is_corrected for each in timeline.events):
            yield CorrectionsFeed(code, urls.corrections(code))


def _plan_search_files(site: Site, layout: Layout) -> Iterator[PlannedFile]:
    """Plan the pieces of the search index that are for the readers of one language."""
    for language in site.languages:
        code = language.code
        yield SearchEventsFile(code, urls.search_file(f"{code}/events.bin"))
        for number in range(layout.records):
            url = urls.search_file(f"{code}/records-{number:x}.bin")
            yield SearchRecordsFile(code, url, number)


def _plan_timeline_files(
    calendars: Mapping[str, Sequence[YearRun]],
) -> Iterator[PlannedFile]:
    """Plan what the picture of each timeline is drawn from: a file for each part."""
    for code, years in calendars.items():
        for first, last in list_timeline_files(years):
            yield TimelineFile(code, urls.timeline_file(code, first, last), first, last)


def _least_events(site: Site) -> float:
    """Return from how many events on a tag or a source has exports of its own."""
    match site.exports:
        case "all":
            return 1
        case "site" | "none":
            return inf
        case least:
            return least


def _plan_sitemaps(site: Site, listed: Sequence[Page]) -> Iterator[PlannedFile]:
    """Plan one sitemap, or as many as its limits require and their index."""
    if not site.base_url:
        return
    first = site.languages[0].code
    ranges, start, size = [], 0, 0
    for position, page in enumerate(listed):
        # A page is listed itself and as the alternate in each language and for all others.
        bytes_of_page = (len(page.url.href) + len(site.base_url) + 80) * (len(site.languages) + 2)
        is_full = position - start >= SITEMAP_PAGES or size + bytes_of_page > SITEMAP_BYTES
        if position > start and is_full:
            ranges.append((start, position))
            start, size = position, 0
        size += bytes_of_page
    ranges.append((start, len(listed)))
    if len(ranges) == 1:
        yield Sitemap(first, Url("sitemap.xml"), *ranges[0])
        return
    parts = tuple(
        Sitemap(first, Url(f"sitemap-{number}.xml"), start, stop)
        for number, (start, stop) in enumerate(ranges, 1)
    )
    yield SitemapIndex(first, Url("sitemap.xml"), parts)
    yield from parts


def has_share_cards(site: Site) -> bool:
    """Whether a site has share pictures: other sites ask for them by full addresses."""
    return bool(site.base_url and site.share.cards and site.image is None)


def _plan_share_cards(
    site: Site, chronicle: Chronicle, listed: Sequence[Page]
) -> Iterator[PlannedFile]:
    """Plan the share pictures of pages that have no picture of their own."""
    if not has_share_cards(site):
        return
    # The fonts have these scripts: the name of a language is in the script of the language.
    languages = {
        language.code
        for language in site.languages
        if detect_script(language.name)[0] in _CARD_SCRIPTS
    }
    with_articles = len(chronicle.events) <= site.share.cards
    for page in listed:
        if page.language not in languages or not isinstance(page, CardPage):
            continue
        if isinstance(page, ArticlePage) and (
            not with_articles or chronicle.articles[page.path].has_image
        ):
            continue
        yield ShareCard(page.language, urls.share_card(page.url), page)
