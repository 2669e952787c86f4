"""What composing any page needs, and the views that many pages share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from generator import urls
from generator.chronology import Chronicle, LanguageTimeline, LocalizedEvent, Term
from generator.dates import Precision, When
from generator.i18n import Formatter
from generator.model import Direction, Language, LocalizedText, Site, Text
from generator.pages.links import LinkResolver
from generator.pages.plan import Plan
from generator.text.folding import direction_of, slug
from generator.urls import TermKind, Url
from generator.views.pages import (
    EventView,
    LanguageView,
    LinkView,
    NeighbourView,
    TextView,
    WhenView,
)

T = TypeVar("T")
Shape = Literal["time", "day", "month", "year", "span", "open"]

# The shape on the axis for each precision. What is known to a season, a decade or a century has
# that of the unit it is named by.
_SHAPES: Mapping[Precision, Shape] = MappingProxyType(
    {
        Precision.MINUTE: "time",
        Precision.DAY: "day",
        Precision.MONTH: "month",
        Precision.SEASON: "month",
        Precision.YEAR: "year",
        Precision.DECADE: "year",
        Precision.CENTURY: "year",
    }
)


@dataclass(frozen=True, slots=True)
class RenderContext:
    """A whole site, ready for any of its pages to be composed.

    Composing is a function of these values alone. The private tables only remember what has
    been worked out, since an event stands on many pages.
    """

    site: Site
    chronicle: Chronicle
    plan: Plan
    links: LinkResolver
    formatters: Mapping[str, Formatter]
    _languages: dict[str, LanguageView] = field(default_factory=dict)
    _whens: dict[tuple[str, When], WhenView] = field(default_factory=dict)
    _events: dict[tuple[str, str], EventView] = field(default_factory=dict)
    _neighbours: dict[tuple[str, str], NeighbourView] = field(default_factory=dict)
    _terms: dict[tuple[str, TermKind, str], LinkView] = field(default_factory=dict)
    _once: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` makes, the first time that something is asked for by this key."""
        if key not in self._once:
            self._once[key] = make()
        known: T = self._once[key]
        return known

    def edition(self, language: str) -> LanguageTimeline:
        """The events that a language lists."""
        return self.chronicle.timelines[language]

    def terms(self, kind: TermKind) -> Mapping[str, Term]:
        """All tags or all sources."""
        return self.chronicle.tags if kind == "tags" else self.chronicle.sources

    def direction(self, text: str, language: str) -> Direction:
        """Which way a string runs: as its first strong letter, else as its language."""
        known = direction_of(text)
        if known is not None:
            return known
        codes = [item for item in self.site.languages if item.code == language]
        return codes[0].direction if codes else self.site.languages[0].direction

    def text(self, text: Text) -> TextView:
        """A string with its language and direction."""
        return TextView(text.value, text.language, self.direction(text.value, text.language))

    def localised(self, texts: LocalizedText, language: str) -> TextView | None:
        """The string for readers of a language, or ``None`` when there is none at all."""
        text = texts.in_language(language)
        return None if text is None else self.text(text)

    def language(self, language: Language) -> LanguageView:
        """A language as its readers know it."""
        known = self._languages.get(language.code)
        if known is None:
            known = self._languages[language.code] = self._language(language)
        return known

    def _language(self, language: Language) -> LanguageView:
        title = self.site.title.in_language(language.code)
        return LanguageView(
            code=language.code,
            name=language.name,
            dir=language.direction,
            locale=language.locale,
            digits=language.digits,
            path=urls.home(language.code).href,
            site_title=self.text(title or Text("", language.code)),
            site_description=self.localised(self.site.description, language.code),
        )

    def when(self, when: When, language: str) -> WhenView:
        """A date in words."""
        known = self._whens.get((language, when))
        if known is None:
            known = self._whens[language, when] = self._when(when, self.formatters[language])
        return known

    def _when(self, when: When, formatter: Formatter) -> WhenView:
        moments = [moment for moment in (when.start, when.end) if moment is not None]
        return WhenView(
            text=formatter.when(when, self.site.timezone),
            short=formatter.when_short(when, self.site.timezone),
            datetime=when.datetime or "",
            edtf=when.edtf,
            hijri=formatter.hijri(when) or "",
            mark=_mark(when),
            approximate=any(moment.approximate for moment in moments),
            uncertain=any(moment.uncertain for moment in moments),
        )

    def term(self, kind: TermKind, identity: str, language: str) -> LinkView:
        """A tag or a source by name, leading to its timeline."""
        known = self._terms.get((language, kind, identity))
        if known is None:
            name = self.terms(kind)[identity].name(language)
            known = self._terms[language, kind, identity] = LinkView(
                path=urls.term(language, kind, identity).href,
                text=name.value,
                lang=name.language,
                dir=self.direction(name.value, name.language),
            )
        return known

    def event(self, telling: LocalizedEvent, language: str) -> EventView:
        """An event as an entry of that language's timelines."""
        key = language, telling.event.key
        known = self._events.get(key)
        if known is None:
            known = self._events[key] = self._event(telling, language)
        return known

    def _event(self, telling: LocalizedEvent, language: str) -> EventView:
        article = telling.entry.article
        own = self.site.language(article.language)
        cited = dict.fromkeys(item.source for item in telling.citations)
        return EventView(
            anchor=event_anchor(telling.event.key),
            path=urls.article(article.language, article.slug).href,
            title=article.title,
            summary=article.summary or telling.entry.outline.excerpt,
            lang=article.language,
            dir=own.direction,
            when=self.when(telling.event.when, language),
            status=telling.event.status.value,
            place=self.localised(telling.event.places, language),
            sources=tuple(self.term("sources", source, language) for source in cited),
            tags=tuple(self.term("tags", tag, language) for tag in telling.tags),
            foreign=self.language(own) if telling.foreign else None,
            foreign_name=self.formatters[language].language_name(own.code)
            if telling.foreign
            else "",
            draft=article.draft,
        )

    def neighbour(self, telling: LocalizedEvent, language: str) -> NeighbourView:
        """An event named with its date, as other events' pages name it."""
        key = language, telling.event.key
        known = self._neighbours.get(key)
        if known is None:
            article = telling.entry.article
            known = self._neighbours[key] = NeighbourView(
                path=urls.article(article.language, article.slug).href,
                title=article.title,
                lang=article.language,
                dir=self.site.language(article.language).direction,
                when=self.when(telling.event.when, language),
            )
        return known

    def month(self, number: int, month: int, language: str) -> Url:
        """Where a month's events stand: a page of its own, or a group of its year's page."""
        page = self.plan.find("month", language, number, month)
        return page.url if page else urls.year(language, number).at(month_anchor(month))

    def location(self, when: When, language: str) -> Url:
        """The page of the chronology that an event of that date stands on."""
        if when.month is not None:
            page = self.plan.find("month", language, when.year, when.month)
            if page is not None:
                return page.url
        return urls.year(language, when.year)


def event_anchor(key: str) -> str:
    """The ``id`` of an event's entry: its key as one word."""
    return slug(key) or key.replace(" ", "-")


def month_anchor(month: int) -> str:
    """The ``id`` of a month's group on its year's page."""
    return f"m{month:02d}"


def _mark(when: When) -> Shape:
    if when.start is None or when.end is None:
        return "open"
    if when.is_interval:
        return "span"
    return _SHAPES[when.start.precision]
