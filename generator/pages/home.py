"""Home pages, indexes of tags and sources, and the pages in every language."""

from __future__ import annotations

from collections.abc import Sequence

from generator import urls
from generator.model import Language
from generator.pages.density_chart import compose_density_chart
from generator.pages.labels import add_count, name_years
from generator.pages.page_links import count_link
from generator.pages.shared_views import SharedViews
from generator.urls import TermKind, Url
from generator.views.home import (
    HomeView,
    IndexView,
    LanguageOptionView,
    LanguagePickerView,
    LetterView,
    NotFoundOptionView,
    NotFoundView,
)
from generator.views.shared import CountedLinkView, LinkView

NEWEST_EVENTS = 12
_ONGOING = 4
EXPECTED_EVENTS = 6
_TOP_TAGS = 12
# An index of more terms than these is divided by first letters.
_LONG_INDEX = 30
# How many years the page for unknown addresses lists.
_YEARS_NOT_FOUND = 30


def compose_home(views: SharedViews, language: str) -> HomeView:
    """Compose the home page of a language."""
    facts = views.facts
    newest = [views.event(language, key) for key in facts.latest(language, "", "", NEWEST_EVENTS)]
    days = facts.days(language)
    tags = sorted(facts.term_counts(language, "tags"), key=lambda tag: (-tag[1], tag[0]))
    counts = {year: count for year, count, _ in facts.calendar(language, "", "")}
    return HomeView(
        density_chart=compose_density_chart(views, language),
        lead=newest[0] if newest else None,
        newest=tuple(newest[1:]),
        ongoing=tuple(views.event(language, key) for key in facts.ongoing(language, _ONGOING)),
        expected=tuple(
            views.event(language, key) for key in facts.expected(language, EXPECTED_EVENTS)
        ),
        days=facts.href(urls.days(language)) if days else "",
        day_bits=_day_bits(days),
        events=sum(counts.values()),
        tags=tuple(
            _counted_term(views, language, "tags", tag, count) for tag, count in tags[:_TOP_TAGS]
        ),
        years=tuple(
            count_link(views.year_link(language, year), counts.get(year, 0))
            for year in facts.year_pages(language)
        ),
    )


def _day_bits(days: Sequence[tuple[int, int]]) -> str:
    """Return for each month the number whose bits say which of its days have events."""
    months = [0] * 12
    for month, day in days:
        months[month - 1] |= 1 << day - 1
    return " ".join(f"{bits:x}" for bits in months)


def compose_index(views: SharedViews, language: str, kind: TermKind) -> IndexView:
    """Compose the index of all tags or all sources, in the alphabetical order of the language."""
    formatter = views.facts.formatters[language]
    terms = sorted(
        (
            _counted_term(views, language, kind, identity, count)
            for identity, count in views.facts.term_counts(language, kind)
        ),
        key=lambda term: formatter.collation_key(term.text),
    )
    if len(terms) <= _LONG_INDEX:
        letters = (LetterView("", tuple(terms)),) if terms else ()
        return IndexView(kind, letters, len(terms))
    groups: dict[str, list[CountedLinkView]] = {}
    for term in terms:
        groups.setdefault(formatter.initial(term.text), []).append(term)
    return IndexView(
        kind,
        tuple(LetterView(letter, tuple(group)) for letter, group in groups.items()),
        len(terms),
    )


def compose_language_picker(views: SharedViews) -> LanguagePickerView:
    """Compose the page at the root of the site."""
    return LanguagePickerView(
        tuple(_compose_option(views, language) for language in views.facts.site.languages)
    )


def _compose_option(views: SharedViews, language: Language) -> LanguageOptionView:
    view, code = views.language(language), language.code
    formatter = views.facts.formatters[code]
    calendar = views.facts.calendar(code, "", "")
    first, last = (calendar[0][0], calendar[-1][0]) if calendar else (None, None)
    period = ""
    if first is not None and last is not None:
        events = sum(count for _, count, _ in calendar)
        period = add_count(formatter, name_years(formatter, first, last), events)
    return LanguageOptionView(
        language=view,
        heading=view.site_title.text,
        text=view.site_description.text if view.site_description else "",
        period=period,
        first_year="" if first is None else formatter.year_label(first),
        last_year="" if last is None or last == first else formatter.year_label(last),
        density_chart=compose_density_chart(views, code),
        action=formatter.gettext("Read the chronology"),
        pages=_content_links(views, code),
    )


def compose_not_found(views: SharedViews) -> NotFoundView:
    """Compose the page for unknown addresses."""
    facts = views.facts
    options = []
    for language in facts.site.languages:
        code = language.code
        gettext = facts.formatters[code].gettext
        options.append(
            NotFoundOptionView(
                language=views.language(language),
                heading=gettext("Page not found"),
                text=gettext("There is no page at this address. It may have moved."),
                search=facts.link(code, urls.search(code), gettext("Search the events")),
                search_action=gettext("Search"),
                menu_label=gettext("Sections"),
                menu=(
                    facts.link(code, urls.home(code), gettext("Timeline")),
                    facts.link(code, urls.timeline(code), gettext("From the beginning")),
                    facts.link(code, urls.index(code, "tags"), gettext("Tags")),
                    facts.link(code, urls.index(code, "sources"), gettext("Sources")),
                    *_content_links(views, code),
                ),
                years_label=gettext("By year"),
                years=tuple(
                    views.year_link(code, year)
                    for year in facts.year_pages(code)[-_YEARS_NOT_FOUND:]
                ),
            )
        )
    return NotFoundView(tuple(options))


def _content_links(views: SharedViews, language: str) -> tuple[LinkView, ...]:
    """Compose the links to the site's own pages in a language."""
    facts = views.facts
    return tuple(
        facts.link(language, Url(path), title) for path, title in facts.content_links(language)
    )


def _counted_term(
    views: SharedViews, language: str, kind: TermKind, identity: str, count: int
) -> CountedLinkView:
    link = views.term(kind, identity, language)
    description = views.facts.term(kind, identity).description
    return count_link(link, count, views.facts.localized(description, language))
