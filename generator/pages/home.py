"""Home pages, indexes of tags and sources, and the pages in every language."""

from __future__ import annotations

from collections.abc import Sequence

from generator import urls
from generator.pages.density_chart import compose_density_chart
from generator.pages.page_links import count_link
from generator.pages.shared_views import SharedViews
from generator.urls import TermKind
from generator.views.pages import (
    CountedLinkView,
    HomeView,
    IndexView,
    LanguageOptionView,
    LanguagePickerView,
    LetterView,
)

_NEWEST = 12
_ONGOING = 4
_EXPECTED = 6
_TOP_TAGS = 12
# An index of more terms than these is divided by first letters.
_LONG_INDEX = 30


def compose_home(views: SharedViews, language: str) -> HomeView:
    """Compose the home page of a language."""
    facts = views.facts
    newest = [views.event(language, key) for key in facts.latest(language, "", "", _NEWEST)]
    days = facts.days(language)
    tags = sorted(facts.term_counts(language, "tags"), key=lambda tag: (-tag[1], tag[0]))
    years = [
        (count, views.year_link(language, year))
        for year, count, _ in facts.calendar(language, "", "")
    ]
    return HomeView(
        density_chart=compose_density_chart(views, language),
        lead=newest[0] if newest else None,
        newest=tuple(newest[1:]),
        ongoing=tuple(views.event(language, key) for key in facts.ongoing(language, _ONGOING)),
        expected=tuple(views.event(language, key) for key in facts.expected(language, _EXPECTED)),
        days=facts.href(urls.days(language)) if days else "",
        day_bits=_day_bits(days),
        events=sum(count for count, _ in years),
        tags=tuple(
            _counted_term(views, language, "tags", tag, count) for tag, count in tags[:_TOP_TAGS]
        ),
        years=tuple(count_link(link, count) for count, link in years),
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
    options = []
    for language in views.facts.site.languages:
        view = views.language(language)
        options.append(
            LanguageOptionView(
                language=view,
                heading=view.site_title.text,
                text=view.site_description.text if view.site_description else "",
                action=views.facts.formatters[language.code].gettext("Read the chronology"),
            )
        )
    return LanguagePickerView(tuple(options))


def compose_not_found(views: SharedViews) -> LanguagePickerView:
    """Compose the page for unknown addresses."""
    options = []
    for language in views.facts.site.languages:
        gettext = views.facts.formatters[language.code].gettext
        options.append(
            LanguageOptionView(
                language=views.language(language),
                heading=gettext("Page not found"),
                text=gettext("There is no page at this address. It may have moved."),
                action=gettext("Go to the home page"),
            )
        )
    return LanguagePickerView(tuple(options))


def _counted_term(
    views: SharedViews, language: str, kind: TermKind, identity: str, count: int
) -> CountedLinkView:
    link = views.term(kind, identity, language)
    description = views.facts.term(kind, identity).description
    return count_link(link, count, views.facts.localized(description, language))
