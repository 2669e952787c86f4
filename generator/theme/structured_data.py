"""Structured data of a page for search engines (schema.org, as JSON-LD 1.1).

It says what a program cannot read elsewhere in the head of the page: neither the description nor
the translations are repeated. Plain dates are ISO 8601 at their own precision. A date that is
approximate, uncertain or open is only in ``temporalCoverage``, as EDTF.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, assert_never

from generator.exports.edtf_parts import parse_moment, split_interval
from generator.exports.escaping import compact_json
from generator.views.article import ArticleView, CitationView, ContentPageView
from generator.views.days import DayIndexView, DayView
from generator.views.home import HomeView, IndexView, LanguagePickerView, NotFoundView
from generator.views.pages import PageContent, PageView, RedirectView, SiteView
from generator.views.pictures import ImageView
from generator.views.search import SearchView
from generator.views.shared import WhenView
from generator.views.timelines import TimelineEmbedView, TimelineView, WholeTimelineView


def structured_data(site: SiteView, page: PageView, view: PageContent) -> str:
    """Return the structured data of a page as JSON for a ``<script>`` element; may be empty.

    Every ``<``, ``>`` and ``&`` is escaped, so that no value can end the element.
    """
    graph = list(_graph(site, page, view))
    if not graph:
        return ""
    text = compact_json({"@context": "https://schema.org", "@graph": graph})
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _graph(site: SiteView, page: PageView, view: PageContent) -> Iterator[dict[str, Any]]:
    match view:
        case ArticleView():
            yield _article(site, page, view)
        case HomeView():
            yield {
                "@type": "WebSite",
                "name": site.title.text,
                "url": _url(site, page, site.home),
                "inLanguage": site.language.code,
                **({"description": site.description.text} if site.description else {}),
            }
        case TimelineView() | WholeTimelineView():
            yield {
                "@type": "CollectionPage",
                "name": page.title,
                "url": _url(site, page, page.path),
                "inLanguage": site.language.code,
            }
        case (
            DayIndexView()
            | DayView()
            | IndexView()
            | TimelineEmbedView()
            | ContentPageView()
            | LanguagePickerView()
            | NotFoundView()
            | RedirectView()
            | SearchView()
        ):
            pass
        case _:
            assert_never(view)
    if page.trail:
        yield _breadcrumbs(site, page)


def _article(site: SiteView, page: PageView, view: ArticleView) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": _url(site, page, page.path),
        "headline": view.title,
        "inLanguage": page.lang,
        "publisher": {"@type": "Organization", "name": site.title.text},
        "author": {"@type": "Organization", "name": site.title.text},
        "temporalCoverage": view.when.edtf,
        "about": _event(view),
    }
    if published := _date(view.published):
        data["datePublished"] = published
    if updated := _date(view.updated):
        data["dateModified"] = updated
    if view.image is not None:
        data["image"] = _image(view.image, _url(site, page, view.image.path))
    if view.tags:
        data["keywords"] = [tag.text for tag in view.tags]
    if view.corrections:
        data["correction"] = [
            _correction(correction.date, correction.note) for correction in view.corrections
        ]
    if view.citations:
        data["citation"] = [_citation(citation) for citation in view.citations]
    return data


def _image(image: ImageView, url: str) -> dict[str, Any]:
    caption = image.caption or image.alt
    data: dict[str, Any] = {"@type": "ImageObject", "url": url, "caption": caption}
    if image.width:
        data |= {"width": image.width, "height": image.height}
    if image.credit:
        data["creditText"] = image.credit
    if image.license_url:
        data["license"] = image.license_url
    if image.credit_url:
        data["acquireLicensePage"] = image.credit_url
    return data


def _event(view: ArticleView) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "Event", "name": view.title}
    # Of a month or a year of another calendar, neither the first nor the last day is the event's.
    start, end = ("", "") if view.when.is_within else split_interval(view.when.edtf)
    if start and parse_moment(start) is not None:
        data["startDate"] = start
    if end and end != start and parse_moment(end) is not None:
        data["endDate"] = end
    if view.place is not None:
        data["location"] = {"@type": "Place", "name": view.place.text}
    return data


def _citation(citation: CitationView) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "CreativeWork",
        "author": {"@type": "Organization", "name": citation.name.text},
    }
    if citation.title is not None:
        data["name"] = citation.title.text
    if citation.url:
        data["url"] = citation.url
    if published := _date(citation.published):
        data["datePublished"] = published
    if citation.via is not None:
        data["publisher"] = {"@type": "Organization", "name": citation.via.text}
    if citation.archived:
        data["archivedAt"] = citation.archived
    return data


def _correction(date: WhenView, note: str) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "CorrectionComment", "text": note}
    if corrected := _date(date):
        data["datePublished"] = corrected
    return data


def _breadcrumbs(site: SiteView, page: PageView) -> dict[str, Any]:
    """Return the way to the page, without the page itself, as readers see it."""
    steps = [(site.title.text, site.home), *((step.text, step.path) for step in page.trail)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": _url(site, page, path),
            }
            for position, (name, path) in enumerate(steps, 1)
        ],
    }


def _date(when: WhenView | None) -> str:
    """Return a plain date as ISO 8601; empty for all other dates and for none."""
    return when.edtf if when is not None and parse_moment(when.edtf) is not None else ""


def _url(site: SiteView, page: PageView, path: str) -> str:
    return (site.base_url or page.root) + path
