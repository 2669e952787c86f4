"""Home pages, indexes of tags and sources, and the pages in every language."""

from __future__ import annotations

from generator.model import Status
from generator.pages.density_chart import compose_density_chart
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
_EXPECTED = 6
_TOP_TAGS = 12
# An index of more terms than these is divided by first letters.
_LONG_INDEX = 30


def compose_home(views: SharedViews, language: str) -> HomeView:
    """Compose the home page of a language."""
    context = views.context
    timeline = context.timeline(language)
    expected = [each for each in timeline.events if each.event.status is Status.EXPECTED]
    newest = [
        each for each in reversed(timeline.events) if each.event.status is not Status.EXPECTED
    ]
    direction = context.site.language(language).direction
    top_tags = sorted(timeline.tags, key=lambda tag: (-len(timeline.tags[tag]), tag))[:_TOP_TAGS]
    year_links = [
        (run, views.year_link(language, run.year)) for run in context.plan.calendars[language]
    ]
    return HomeView(
        density_chart=compose_density_chart(views, language),
        newest=tuple(views.event(each, language) for each in newest[:_NEWEST]),
        expected=tuple(views.event(each, language) for each in expected[:_EXPECTED]),
        events=len(timeline.events),
        tags=tuple(_counted_term(views, language, "tags", tag) for tag in top_tags),
        years=tuple(
            CountedLinkView(link.path, link.text, language, direction, len(run.positions))
            for run, link in year_links
        ),
    )


def compose_index(views: SharedViews, language: str, kind: TermKind) -> IndexView:
    """Compose the index of all tags or all sources, in the alphabetical order of the language."""
    formatter = views.context.formatters[language]
    terms = sorted(
        (
            _counted_term(views, language, kind, identity)
            for identity in views.context.term_positions(language, kind)
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
    for language in views.context.site.languages:
        view = views.language(language)
        options.append(
            LanguageOptionView(
                language=view,
                heading=view.site_title.text,
                text=view.site_description.text if view.site_description else "",
                action=views.context.formatters[language.code].gettext("Read the chronology"),
            )
        )
    return LanguagePickerView(tuple(options))


def compose_not_found(views: SharedViews) -> LanguagePickerView:
    """Compose the page for unknown addresses."""
    options = []
    for language in views.context.site.languages:
        gettext = views.context.formatters[language.code].gettext
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
    views: SharedViews, language: str, kind: TermKind, identity: str
) -> CountedLinkView:
    context = views.context
    link = views.term(kind, identity, language)
    description = context.terms(kind)[identity].description
    return CountedLinkView(
        path=link.path,
        text=link.text,
        lang=link.lang,
        dir=link.dir,
        count=len(context.term_positions(language, kind)[identity]),
        description=context.localized(description, language),
    )
