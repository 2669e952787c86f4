"""A whole site, from which its pages follow."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator import urls
from generator.chronology import Chronicle, LanguageTimeline, Term
from generator.i18n import Formatter
from generator.model import Site
from generator.pages.links import LinkResolver
from generator.pages.plan import PageFinder, Plan
from generator.text.slugs import slugify
from generator.urls import TermKind, Url


class RenderContext(Struct, frozen=True):
    """A whole site, ready for any of its pages to be composed.

    Attributes:
        site: The settings.
        chronicle: The events.
        plan: The pages and files.
        links: What links and images in texts can lead to.
        formatters: For each language, its strings, dates and numbers.
    """

    site: Site
    chronicle: Chronicle
    plan: Plan
    links: LinkResolver
    formatters: Mapping[str, Formatter]

    def timeline(self, language: str) -> LanguageTimeline:
        """Return the events that a language lists."""
        return self.chronicle.timelines[language]

    def terms(self, kind: TermKind) -> Mapping[str, Term]:
        """Return all tags or all sources by their identities."""
        return self.chronicle.tags if kind == "tags" else self.chronicle.sources

    def term_positions(self, language: str, kind: TermKind) -> Mapping[str, tuple[int, ...]]:
        """Return for each tag or source of a language the positions of its events."""
        timeline = self.timeline(language)
        return timeline.tags if kind == "tags" else timeline.sources


def timeline_url(finder: PageFinder, language: str, year: int, month: int | None) -> Url:
    """Return the address of the year or month page that lists the events of a month."""
    if month is not None:
        page = finder.find_month(language, year, month)
        if page is not None:
            return page.url
    return urls.year(language, year)


def event_anchor(key: str) -> str:
    """Return the ``id`` of an event's entry: its key as one word."""
    return slugify(key) or key.replace(" ", "-")


def year_anchor(year: int) -> str:
    """Return the ``id`` of a year's group on the page of a tag or a source."""
    return f"y{urls.year_segment(year)}"


def month_anchor(month: int) -> str:
    """Return the ``id`` of a month's group on its year's page."""
    return f"m{month:02d}"
