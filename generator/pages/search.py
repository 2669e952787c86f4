"""The page that finds events, and the pieces of the search index for one language."""

from __future__ import annotations

from urllib.parse import urlencode

from generator import urls
from generator.model import Status
from generator.pages.facts import Facts
from generator.pages.outputs import (
    MonthPage,
    SearchEventsFile,
    SearchRecordsFile,
    TermPage,
    TermYearPage,
    YearPage,
)
from generator.pages.shared_views import SharedViews
from generator.urls import TermKind
from generator.views.search import FacetView, SearchEventsView, SearchRecordsView, SearchView


def compose_search(views: SharedViews, language: str) -> SearchView:
    """Compose the page that finds events, or the same for frames of other sites."""
    facts = views.facts
    bits, words, postings, records = facts.search_layout()
    return SearchView(
        folder=urls.search_file("").href,
        bits=bits,
        words=words,
        postings=postings,
        records=records,
        statuses=tuple([status.value for status in Status]),
        languages=tuple([views.language(each) for each in facts.site.languages]),
        embed=facts.href(urls.search_embed(language)),
    )


def compose_search_events(views: SharedViews, file: SearchEventsFile) -> SearchEventsView:
    """Compose what the events of a language are filtered by."""
    language = file.language
    return SearchEventsView(
        tags=_facets(views, language, "tags"),
        sources=_facets(views, language, "sources"),
        rows=views.facts.search_events(language),
    )


def _facets(views: SharedViews, language: str, kind: TermKind) -> tuple[FacetView, ...]:
    facts = views.facts
    collate = facts.formatters[language].collation_key
    links = [
        (identity, views.term(kind, identity, language))
        for identity, _ in facts.term_counts(language, kind)
    ]
    links.sort(key=lambda pair: collate(pair[1].text))
    return tuple([FacetView(id, link.text, link.lang, link.dir, link.path) for id, link in links])


def compose_search_records(views: SharedViews, file: SearchRecordsFile) -> SearchRecordsView:
    """Compose what results show of some events of a language."""
    records = views.facts.search_records(file.language, file.number)
    return SearchRecordsView(
        tuple([(number, views.event(file.language, key)) for number, key in records])
    )


def search_href(facts: Facts, page: YearPage | MonthPage | TermPage | TermYearPage) -> str:
    """Return the address of the search in the events of a timeline, from the root of the site."""
    return f"{facts.href(urls.search(page.language))}?{urlencode(_filters(page))}"


def chart_href(facts: Facts, page: YearPage | MonthPage | TermPage | TermYearPage) -> str:
    """Return the address of the picture of the events of a timeline, likewise."""
    return f"{facts.href(urls.timeline(page.language))}?{urlencode(_filters(page))}"


def _filters(page: YearPage | MonthPage | TermPage | TermYearPage) -> list[tuple[str, str]]:
    """Return the parameters of addresses that stand for the events of a timeline."""
    period = ""
    match page:
        case YearPage(year=year) | TermYearPage(year=year):
            period = urls.year_segment(year)
        case MonthPage(year=year, month=month):
            period = f"{urls.year_segment(year)}-{month:02}"
        case TermPage():
            pass
    filters = []
    if isinstance(page, TermPage | TermYearPage):
        filters.append(("tag" if page.kind == "tags" else "source", page.identity))
    if period:
        filters += [("from", period), ("to", period)]
    return filters
