"""The site as every page sees it, and what follows from it without composing any view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import urls
from generator.chronology import Chronicle, LanguageTimeline, Term
from generator.dates import When
from generator.i18n import Formatter
from generator.model import Direction, LocalizedText, Site, Text
from generator.pages.links import LinkResolver
from generator.pages.plan import Plan, TermKey
from generator.text.direction import detect_direction
from generator.text.slugs import slugify
from generator.urls import TermKind, Url
from generator.views.pages import LinkView, TextView


@dataclass(frozen=True, slots=True)
class RenderContext:
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

    def positions(self, language: str, term: TermKey | None) -> tuple[int, ...] | range:
        """Return the positions of the events of a tag or source, or of the whole language."""
        if term is None:
            return range(len(self.timeline(language).events))
        return self.term_positions(language, term.kind)[term.identity]

    def direction(self, text: str, language: str) -> Direction:
        """Return the direction of a string: that of its first strong letter, else its language."""
        direction = detect_direction(text)
        if direction is not None:
            return direction
        matches = [item for item in self.site.languages if item.code == language]
        return matches[0].direction if matches else self.site.languages[0].direction

    def text(self, text: Text) -> TextView:
        """Return a string with its language and direction."""
        return TextView(text.value, text.language, self.direction(text.value, text.language))

    def localized(self, texts: LocalizedText, language: str) -> TextView | None:
        """Return the string for readers of a language, or ``None`` if there is none at all."""
        text = texts.in_language(language)
        return None if text is None else self.text(text)

    def link(self, language: str, url: Url, text: str) -> LinkView:
        """Return a link whose text is in a language of the site."""
        return LinkView(url.href, text, language, self.site.language(language).direction)

    def month_url(self, language: str, year: int, month: int) -> Url:
        """Return the address of a month's events: its own page, or a group of its year's page."""
        page = self.plan.find_month(language, year, month)
        return page.url if page else urls.year(language, year).at(month_anchor(month))

    def timeline_url(self, language: str, when: When) -> Url:
        """Return the address of the year or month page that lists the events of a date."""
        if when.month is not None:
            page = self.plan.find_month(language, when.year, when.month)
            if page is not None:
                return page.url
        return urls.year(language, when.year)


def event_anchor(key: str) -> str:
    """Return the ``id`` of an event's entry: its key as one word."""
    return slugify(key) or key.replace(" ", "-")


def month_anchor(month: int) -> str:
    """Return the ``id`` of a month's group on its year's page."""
    return f"m{month:02d}"
