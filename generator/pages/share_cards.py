"""The share pictures of pages: what other sites show of a page that has no picture of its own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import assert_never

from generator import urls
from generator.exports import share_card
from generator.hashing import dump_plain, hash_bytes
from generator.i18n import Formatter
from generator.pages.facts import MonthKeys
from generator.pages.labels import add_detail, count_events, name_kind
from generator.pages.outputs import (
    ArticlePage,
    CardPage,
    HomePage,
    LanguagePickerPage,
    MonthPage,
    Page,
    PlannedContentPage,
    TermIndexPage,
    TermPage,
    TermYearPage,
    YearPage,
)
from generator.pages.planned_files import has_share_cards
from generator.pages.shared_views import SharedViews
from generator.views.exports import ShareCardView
from generator.views.pictures import ImageView

# The accent color of the theme in light.
_ACCENT = "#96182f"
# More names are not read in a preview of a link.
_SOURCES = 3


def compose_card_image(views: SharedViews, page: Page) -> ImageView | None:
    """Compose the share picture of a page for its head; ``None`` if the site makes none for it.

    Other sites keep a picture as long as its address is the same, so the address says what the
    picture shows.
    """
    facts = views.facts
    if not isinstance(page, CardPage) or not has_share_cards(facts.site):
        return None
    url = urls.share_card(page.url)
    if not facts.has_output(url.path):
        return None
    card = compose_card(views, page)
    shown = [getattr(card, name) for name in card.__struct_fields__]
    version = hash_bytes(dump_plain(shown)).hex()[:8]
    parts = (card.title, card.date, card.status, card.site)
    alt = " — ".join(part for part in parts if part)
    return ImageView(f"{url.href}?{version}", share_card.WIDTH, share_card.HEIGHT, alt, "")


def compose_card(views: SharedViews, page: CardPage) -> ShareCardView:
    """Compose what the share picture of a page shows."""
    facts, language = views.facts, page.language
    site = views.language(facts.site.language(language))
    title, note, date, status = _content(views, page)
    is_home = isinstance(page, HomePage | LanguagePickerPage)
    return ShareCardView(
        lang=language,
        dir=site.dir,
        accent=facts.site.theme.accent or _ACCENT,
        site="" if is_home else site.site_title.text,
        title=title,
        date=date,
        status=status,
        note=note,
    )


def _content(views: SharedViews, page: CardPage) -> tuple[str, str, str, str]:
    """Return the title, the note, the date and the status that a card shows."""
    facts, language = views.facts, page.language
    formatter = facts.formatters[language]
    match page:
        case HomePage() | LanguagePickerPage():
            site = views.language(facts.site.language(language))
            note = site.site_description.text if site.site_description else ""
            return site.site_title.text, note, "", ""
        case YearPage(year=year):
            months = facts.year_months(language, "", "", year)
            return formatter.year_label(year), _count_listed(formatter, months), "", ""
        case MonthPage(year=year, month=month):
            keys = facts.month_keys(language, year, month)
            count = count_events(formatter, len(keys))
            return formatter.month_year(year, month), count, "", ""
        case TermPage(kind=kind, identity=identity):
            years = facts.months(language, kind, identity)
            count = _count_listed(formatter, chain.from_iterable(each for _, each in years))
            return facts.term(kind, identity).name(language).value, count, "", ""
        case TermYearPage(kind=kind, identity=identity, year=year):
            months = facts.year_months(language, kind, identity, year)
            name = facts.term(kind, identity).name(language).value
            label = add_detail(formatter, name, formatter.year_label(year))
            return label, _count_listed(formatter, months), "", ""
        case TermIndexPage(kind=kind):
            return name_kind(formatter, kind), "", "", ""
        case PlannedContentPage(path=path):
            return facts.entry(path).article.title, "", "", ""
        case ArticlePage(key=key):
            return _event(views, language, key)
        case _:
            assert_never(page)


def _event(views: SharedViews, language: str, key: str) -> tuple[str, str, str, str]:
    localized = views.find_listed(language, key)
    formatter = views.facts.formatters[language]
    status = localized.event.status.value
    sources = list(dict.fromkeys(citation.source for citation in localized.citations))
    names = [views.term("sources", each, language).text for each in sources[:_SOURCES]]
    note = formatter.gettext("No source")
    if names:
        # Names in either direction, isolated from each other.
        listed = " · ".join(f"\u2068{name}\u2069" for name in names)
        note = f"{formatter.ngettext('Source:', 'Sources:', len(sources))} {listed}"
    return (
        localized.entry.article.title,
        note,
        views.when(localized.event.when, language).text,
        formatter.pgettext("status", status) if status != "occurred" else "",
    )


def _count_listed(formatter: Formatter, months: Iterable[MonthKeys]) -> str:
    return count_events(formatter, sum(len(keys) for _, keys in months))
