"""What a page tells machines of itself: structured data (schema.org, as JSON-LD 1.1).

Dates stand as ISO 8601 at their own precision, or not at all: what ISO 8601 cannot say, that a
date is approximate, uncertain or open, is in ``temporalCoverage`` as EDTF.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.exports.edtf_parts import parse_moment, split_interval
from generator.views.pages import (
    ArticleView,
    CitationView,
    HomeView,
    ImageView,
    PageContent,
    PageView,
    SiteView,
    TimelineView,
    WhenView,
)


def structured_data(site: SiteView, page: PageView, view: PageContent) -> str:
    """The structured data of a page as JSON that can stand in HTML; empty when there is none.

    Every ``<``, ``>`` and ``&`` is written as an escape, so that nothing in it ends the element.
    """
    graph = list(_graph(site, page, view))
    if not graph:
        return ""
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": graph},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _graph(site: SiteView, page: PageView, view: PageContent) -> Iterator[dict[str, Any]]:
    if isinstance(view, ArticleView):
        yield _article(site, page, view)
    elif isinstance(view, HomeView):
        yield {
            "@type": "WebSite",
            "name": site.title.text,
            "url": _address(site, page, site.home),
            "inLanguage": site.language.code,
            **({"description": site.description.text} if site.description else {}),
        }
    elif isinstance(view, TimelineView):
        yield {
            "@type": "CollectionPage",
            "name": page.title,
            "description": page.description,
            "url": _address(site, page, page.path),
            "inLanguage": site.language.code,
            "isPartOf": _site(site, page),
        }
    if page.trail:
        yield _breadcrumbs(site, page)


def _article(site: SiteView, page: PageView, view: ArticleView) -> dict[str, Any]:
    url = _address(site, page, page.path)
    made: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": view.title,
        "inLanguage": page.lang,
        "isPartOf": _site(site, page),
        "publisher": {"@type": "Organization", "name": site.title.text},
        "author": {"@type": "Organization", "name": site.title.text},
        "temporalCoverage": view.when.edtf,
        "about": _event(view),
    }
    if page.description:
        made["description"] = page.description
    if published := _date(view.published):
        made["datePublished"] = published
    if updated := _date(view.updated):
        made["dateModified"] = updated
    if view.image is not None:
        made["image"] = _image(view.image, _address(site, page, view.image.path))
    if view.tags:
        made["keywords"] = [tag.text for tag in view.tags]
    if view.corrections:
        made["correction"] = [_correction(each.date, each.note) for each in view.corrections]
    if view.citations:
        made["citation"] = [_citation(each) for each in view.citations]
        reports = [each.url for each in view.citations if each.url]
        if reports:
            made["isBasedOn"] = reports
    others = [other for other in page.alternates if other.translated]
    if others:
        # Neither text is told to be the original: each is a translation of the other's work.
        links = [
            {"@id": _address(site, page, other.path), "inLanguage": other.language.code}
            for other in others
        ]
        made["translationOfWork" if page.default_path != page.path else "workTranslation"] = [
            {"@type": "NewsArticle", **link} for link in links
        ]
    return made


def _image(image: ImageView, url: str) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "ImageObject", "url": url, "caption": image.alt}
    if image.width:
        made |= {"width": image.width, "height": image.height}
    if image.credit:
        made["creditText"] = image.credit
    return made


def _event(view: ArticleView) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "Event", "name": view.title}
    start, end = split_interval(view.when.edtf)
    if start and parse_moment(start) is not None:
        made["startDate"] = start
    if end and end != start and parse_moment(end) is not None:
        made["endDate"] = end
    if view.place is not None:
        made["location"] = {"@type": "Place", "name": view.place.text}
    return made


def _citation(cited: CitationView) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "CreativeWork",
        "author": {"@type": "Organization", "name": cited.name.text},
    }
    if cited.title is not None:
        made["name"] = cited.title.text
    if cited.url:
        made["url"] = cited.url
    if published := _date(cited.published):
        made["datePublished"] = published
    if cited.via is not None:
        made["publisher"] = {"@type": "Organization", "name": cited.via.text}
    if cited.archived:
        made["archivedAt"] = cited.archived
    return made


def _correction(date: WhenView, note: str) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "CorrectionComment", "text": note}
    if corrected := _date(date):
        made["datePublished"] = corrected
    return made


def _breadcrumbs(site: SiteView, page: PageView) -> dict[str, Any]:
    steps = [
        (site.title.text, site.home),
        *((step.text, step.path) for step in page.trail),
        (page.title, page.path),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": name,
                "item": _address(site, page, path),
            }
            for place, (name, path) in enumerate(steps, 1)
        ],
    }


def _site(site: SiteView, page: PageView) -> dict[str, Any]:
    return {
        "@type": "WebSite",
        "name": site.title.text,
        "url": _address(site, page, site.home),
    }


def _date(when: WhenView | None) -> str:
    """A date as ISO 8601; empty when it is more than that, or none."""
    return when.edtf if when is not None and parse_moment(when.edtf) is not None else ""


def _address(site: SiteView, page: PageView, path: str) -> str:
    return (site.base_url or page.root) + path
