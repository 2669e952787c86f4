"""The views of sitemaps and of fixed files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from generator import urls
from generator.exports.events_json import SCHEMA
from generator.model import Site
from generator.pages.context import RenderContext
from generator.pages.facts import Facts
from generator.pages.outputs import (
    UNLISTED,
    ArticlePage,
    DayIndexPage,
    DayPage,
    HomePage,
    LanguagePickerPage,
    MonthPage,
    NotFoundPage,
    Page,
    PlannedContentPage,
    RedirectPage,
    SearchEmbedPage,
    SearchPage,
    Sitemap,
    SitemapIndex,
    TermIndexPage,
    TermPage,
    TermRedirectPage,
    TermYearPage,
    TimelineEmbedPage,
    TimelinePartPage,
    WholeTimelinePage,
    YearPage,
)
from generator.pages.plan import PageFinder, find_translation
from generator.views.exports import (
    SitemapIndexView,
    SitemapView,
    TextFileView,
)


def compose_sitemap(facts: Facts, file: Sitemap) -> SitemapView:
    """Compose one sitemap."""
    context = facts.whole_site()
    days = {
        code: [listed.text.last_modified for listed in timeline.events]
        for code, timeline in context.chronicle.timelines.items()
    }
    rows = tuple(
        (
            page.url.href,
            _last_change(context, page, days),
            hreflang_links(context.site, context.plan, page),
        )
        for page in context.plan.listed[file.start : file.stop]
    )
    return SitemapView(context.site.base_url, rows)


def compose_sitemap_index(facts: Facts, file: SitemapIndex) -> SitemapIndexView:
    """Compose the index of the sitemaps."""
    # How many there are depends on all pages.
    facts.addresses()
    return SitemapIndexView(facts.site.base_url, tuple(part.url.href for part in file.parts))


def hreflang_links(site: Site, finder: PageFinder, page: Page) -> tuple[tuple[str, str], ...]:
    """Return the path of a page in each language that has it, and that for all other languages.

    The latter, ``x-default``, is the language picker for home pages, else the page in the first
    of the languages. A page without translations has no links, and neither has one that sitemaps do
    not list.
    """
    languages = site.languages
    if isinstance(page, UNLISTED):
        return ()
    if isinstance(page, LanguagePickerPage | HomePage):
        homes = [(language.code, urls.home(language.code).href) for language in languages]
        return (*homes, ("x-default", urls.language_picker().href))
    translations = [
        (language.code, other.url.href)
        for language in languages
        if (other := find_translation(finder, page, language.code)) is not None
    ]
    if len(translations) < 2:
        return ()
    return (*translations, ("x-default", translations[0][1]))


def _last_change(context: RenderContext, page: Page, days: Mapping[str, list[str]]) -> str:
    """Return the newest day that the texts of a page were changed; empty if none is known."""
    known = days[page.language]
    return max((known[position] for position in _listed_positions(context, page)), default="")


def _listed_positions(context: RenderContext, page: Page) -> Iterable[int]:
    """Return the positions of the events that a page contains."""
    language = page.language
    timeline = context.timeline(language)
    match page:
        case ArticlePage(key=key):
            return (timeline.positions[key],)
        case HomePage() | WholeTimelinePage():
            return range(len(timeline.events))
        case YearPage(year=year):
            # None in a year in which others are under way: they are not counted as its own.
            runs = context.plan.calendars[language]
            return next((run.positions for run in runs if run.year == year), ())
        case MonthPage(year=year, month=month):
            runs = context.plan.calendars[language]
            parts = next(run.months for run in runs if run.year == year)
            return [each for part in parts if part.month == month for each in part.positions]
        case TimelinePartPage(first=first, last=last):
            runs = context.plan.calendars[language]
            return [each for run in runs if first <= run.year <= last for each in run.positions]
        case DayPage(month=month, day=day):
            keys = context.plan.days[language][month, day]
            return [timeline.positions[key] for key in keys]
        case TermPage(kind=kind, identity=identity):
            return context.term_positions(language, kind)[identity]
        case TermYearPage(kind=kind, identity=identity, year=year):
            positions = context.term_positions(language, kind)[identity]
            return [each for each in positions if timeline.events[each].event.year == year]
        case (
            LanguagePickerPage()
            | NotFoundPage()
            | PlannedContentPage()
            | TermIndexPage()
            | SearchPage()
            | SearchEmbedPage()
            | RedirectPage()
            | DayIndexPage()
            | TermRedirectPage()
            | TimelineEmbedPage()
        ):
            return ()
        case _:
            assert_never(page)


def compose_robots(site: Site) -> TextFileView:
    """Compose ``robots.txt``."""
    base_url = site.base_url
    sitemap = f"Sitemap: {base_url}sitemap.xml\n" if base_url else ""
    return TextFileView(f"User-agent: *\nDisallow:\n{sitemap}")


def compose_schema() -> TextFileView:
    """Compose the JSON Schema of ``events.json``."""
    return TextFileView(SCHEMA)
