"""The views that many pages share, each composed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator import urls
from generator.chronology import LocalizedEvent
from generator.dates import Precision, When
from generator.i18n import Formatter
from generator.model import Article, Language, Text
from generator.pages.context import event_anchor
from generator.pages.facts import Facts
from generator.pages.pictures import compose_picture, compose_thumbnail
from generator.pages.view_cache import ViewCache
from generator.urls import TermKind
from generator.views.exports import WrittenRecord
from generator.views.pictures import EventImageView
from generator.views.shared import (
    EventView,
    LanguageView,
    LinkView,
    MarkShape,
    NeighborView,
    WhenView,
)

# The shape of an event's mark for each precision. A season has the shape of a month, a decade and
# a century that of a year.
_SHAPES: Mapping[Precision, MarkShape] = MappingProxyType(
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


class SharedViews:
    """Composes the views that many pages share, each once.

    Every result is a function of the facts alone; the cache only saves work.

    Attributes:
        facts: The site.
        written_records: Returns, for a language, the records that are the same as in the last
            build, as they were written then, by the keys of their events.
        cache: What has been composed for it.
    """

    def __init__(
        self,
        facts: Facts,
        written_records: Callable[[str], Mapping[str, WrittenRecord]] = lambda _: {},
    ) -> None:
        self.facts = facts
        self.written_records = written_records
        self.cache = ViewCache(facts.log)

    def language(self, language: Language) -> LanguageView:
        """Compose a language of the site."""
        return self.cache.languages.get_or_compute((language.code,), self._language, language)

    def _language(self, language: Language) -> LanguageView:
        facts = self.facts
        title = facts.site.title.in_language(language.code)
        return LanguageView(
            code=language.code,
            name=language.name,
            dir=language.direction,
            locale=language.locale,
            digits=language.digits,
            path=self.facts.href(urls.home(language.code)),
            site_title=facts.text(title or Text("", language.code)),
            site_description=facts.localized(facts.site.description, language.code),
        )

    def when(self, when: When, language: str) -> WhenView:
        """Compose a date in a language."""
        return self.cache.dates.get_or_compute((language, when), self._when, when, language)

    def _when(self, when: When, language: str) -> WhenView:
        formatter, zone = self.facts.formatters[language], self.facts.site.timezone
        moments = [moment for moment in (when.start, when.end) if moment is not None]
        return WhenView(
            text=formatter.when(when, zone),
            short=formatter.when_short(when, zone),
            datetime=when.datetime or "",
            edtf=when.edtf,
            hijri=formatter.hijri(when) or "",
            original=formatter.original(when, zone) or "",
            is_within=when.is_within,
            shape=_shape(when),
            approximate=any(moment.approximate for moment in moments),
            uncertain=any(moment.uncertain for moment in moments),
        )

    def term(self, kind: TermKind, identity: str, language: str) -> LinkView:
        """Compose the link to a tag or a source."""
        key = language, kind, identity
        return self.cache.term_links.get_or_compute(key, self._term, kind, identity, language)

    def _term(self, kind: TermKind, identity: str, language: str) -> LinkView:
        name = self.facts.term(kind, identity).name(language)
        return LinkView(
            path=self.facts.href(urls.term(language, kind, identity)),
            text=name.value,
            lang=name.language,
            dir=self.facts.direction(name.value, name.language),
        )

    def event(self, language: str, key: str) -> EventView:
        """Compose an event as an entry of the timelines of a language that lists it."""
        return self.cache.events.get_or_compute((language, key), self._event, language, key)

    def _event(self, language: str, key: str) -> EventView:
        facts = self.facts
        localized = self.find_listed(language, key)
        article = localized.entry.article
        text_language = facts.site.language(article.language)
        sources = dict.fromkeys(citation.source for citation in localized.citations)
        foreign_name = ""
        if localized.foreign:
            foreign_name = facts.formatters[language].language_name(text_language.code)
        return EventView(
            anchor=event_anchor(localized.event.key),
            path=facts.href(urls.article(article.language, article.slug)),
            title=article.title,
            summary=article.summary or localized.entry.outline.excerpt,
            lang=article.language,
            dir=text_language.direction,
            when=self.when(localized.event.when, language),
            status=localized.event.status.value,
            place=facts.localized(localized.event.places, language),
            sources=tuple([self.term("sources", source, language) for source in sources]),
            tags=tuple([self.term("tags", tag, language) for tag in localized.tags]),
            foreign=self.language(text_language) if localized.foreign else None,
            foreign_name=foreign_name,
            draft=article.draft,
            extra=article.extra,
            fields=localized.fields,
            image=self._image(article),
        )

    def _image(self, article: Article) -> EventImageView | None:
        media = self.facts.image(article)
        if media is None or article.image is None:
            return None
        across, down = article.image.focus
        return EventImageView(
            thumbnail=compose_thumbnail(media, article.image.focus),
            picture=compose_picture(media),
            focus_x=round(across, -1),
            focus_y=round(down, -1),
            alt=article.image.alt,
        )

    def neighbor(self, language: str, key: str) -> NeighborView:
        """Compose the link to an event from the pages of other events."""
        return self.cache.neighbors.get_or_compute((language, key), self._neighbor, language, key)

    def _neighbor(self, language: str, key: str) -> NeighborView:
        localized = self.find_listed(language, key)
        article = localized.entry.article
        return NeighborView(
            path=self.facts.href(urls.article(article.language, article.slug)),
            title=article.title,
            lang=article.language,
            dir=self.facts.site.language(article.language).direction,
            when=self.when(localized.event.when, language),
        )

    def find_listed(self, language: str, key: str) -> LocalizedEvent:
        """Return an event that is in the timeline of a language.

        Raises:
            KeyError: The timeline does not have it.
        """
        localized = self.facts.event(language, key)
        if localized is None:
            raise KeyError(key)
        return localized

    def year_link(self, language: str, year: int) -> LinkView:
        """Compose the link to the page of a year."""
        return self.cache.year_links.get_or_compute((language, year), self._year, language, year)

    def _year(self, language: str, year: int) -> LinkView:
        label = self._formatter(language).year_label(year)
        return self.facts.link(language, urls.year(language, year), label)

    def month_link(self, language: str, year: int, month: int) -> LinkView:
        """Compose the link to a month of a year, named without the year."""
        key = language, year, month
        return self.cache.month_links.get_or_compute(key, self._month, language, year, month)

    def _month(self, language: str, year: int, month: int) -> LinkView:
        label = self._formatter(language).month_name(month)
        return self.facts.link(language, self.facts.month_url(language, year, month), label)

    def _formatter(self, language: str) -> Formatter:
        return self.facts.formatters[language]


def _shape(when: When) -> MarkShape:
    if when.start is None or when.end is None:
        return "open"
    if when.is_between:
        return "month" if when.start.year == when.end.year else "year"
    if when.is_interval:
        return "span"
    return _SHAPES[when.start.precision]
