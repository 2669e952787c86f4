"""The first page of a language, and the pages that stand for all of them."""

from __future__ import annotations

from generator import urls
from generator.model import Status
from generator.pages.context import RenderContext
from generator.pages.density_chart import density_chart
from generator.urls import TermKind
from generator.views.pages import (
    CountedLinkView,
    HomeView,
    IndexView,
    LanguagePickerView,
    LetterView,
    WelcomeView,
)

_NEWEST = 12
_EXPECTED = 6
_LEADING_TAGS = 12
# An index of more terms than these is cut where the first letter changes.
_MANY_TERMS = 30


def compose_home(desk: RenderContext, language: str) -> HomeView:
    """The newest events, what is expected, and the ways in."""
    edition = desk.edition(language)
    expected = [t for t in edition.events if t.event.status is Status.EXPECTED]
    newest = [t for t in reversed(edition.events) if t.event.status is not Status.EXPECTED]
    formatter = desk.formatters[language]
    direction = desk.site.language(language).direction
    leading = sorted(
        edition.tags,
        key=lambda tag: (-len(edition.tags[tag]), tag),
    )[:_LEADING_TAGS]
    return HomeView(
        strip=density_chart(desk, language),
        newest=tuple(desk.event(telling, language) for telling in newest[:_NEWEST]),
        expected=tuple(desk.event(telling, language) for telling in expected[:_EXPECTED]),
        events=len(edition.events),
        tags=tuple(_counted(desk, language, "tags", tag) for tag in leading),
        years=tuple(
            CountedLinkView(
                path=urls.year(language, run.year).href,
                text=formatter.year_label(run.year),
                lang=language,
                dir=direction,
                count=len(run.positions),
            )
            for run in desk.plan.calendars[language]
        ),
    )


def compose_index(desk: RenderContext, language: str, kind: TermKind) -> IndexView:
    """All tags or all sources, in the alphabetical order of the language."""
    edition = desk.edition(language)
    formatter = desk.formatters[language]
    places = edition.tags if kind == "tags" else edition.sources
    terms = sorted(
        (_counted(desk, language, kind, identity) for identity in places),
        key=lambda term: formatter.collation_key(term.text),
    )
    if len(terms) <= _MANY_TERMS:
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


def compose_language_picker(desk: RenderContext) -> LanguagePickerView:
    """The page at the root: each language's name for itself and for the site."""
    welcomes = []
    for language in desk.site.languages:
        view = desk.language(language)
        welcomes.append(
            WelcomeView(
                language=view,
                heading=view.site_title.text,
                text=view.site_description.text if view.site_description else "",
                action=desk.formatters[language.code].gettext("Read the chronology"),
            )
        )
    return LanguagePickerView(tuple(welcomes))


def compose_not_found(desk: RenderContext) -> LanguagePickerView:
    """The page for addresses that lead nowhere, in every language."""
    welcomes = []
    for language in desk.site.languages:
        gettext = desk.formatters[language.code].gettext
        welcomes.append(
            WelcomeView(
                language=desk.language(language),
                heading=gettext("Page not found"),
                text=gettext("There is nothing at this address. It may have moved."),
                action=gettext("Go to the first page"),
            )
        )
    return LanguagePickerView(tuple(welcomes))


def _counted(desk: RenderContext, language: str, kind: TermKind, identity: str) -> CountedLinkView:
    edition = desk.edition(language)
    places = edition.tags if kind == "tags" else edition.sources
    link = desk.term(kind, identity, language)
    description = desk.terms(kind)[identity].description
    return CountedLinkView(
        path=link.path,
        text=link.text,
        lang=link.lang,
        dir=link.dir,
        count=len(places[identity]),
        description=desk.localised(description, language),
    )
