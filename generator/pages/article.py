"""The pages of articles and of the texts in ``content/pages/``."""

from __future__ import annotations

import re

from generator import urls
from generator.chronology import LocalizedEvent, ResolvedCitation
from generator.chronology.timestamps import newest_date
from generator.chronology.translations import find_outdated
from generator.lazy_patterns import lazy_compile
from generator.model import Article, Entry, Reference, Text
from generator.pages.claims import compose_claims
from generator.pages.facts import Facts
from generator.pages.links import LinkTarget, article_url
from generator.pages.pictures import compose_picture, media_url
from generator.pages.shared_views import SharedViews
from generator.text.web_addresses import extract_host, is_web_address
from generator.views.article import (
    ArticleView,
    CitationView,
    ContentPageView,
    CorrectionView,
    HeadingView,
    ReferenceView,
)
from generator.views.pictures import ImageView, OriginalView
from generator.views.shared import LinkView

_CREATIVE_COMMONS = lazy_compile(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -]([1-4]\.[05])", re.IGNORECASE)
_CC0 = lazy_compile(r"CC0(?:[ -]1\.0)?", re.IGNORECASE)


def compose_article(views: SharedViews, language: str, key: str) -> ArticleView:
    """Compose the page of an event in a language that it has a text in."""
    facts = views.facts
    localized = views.find_listed(language, key)
    article = localized.entry.article
    related = _related_keys(localized)
    earlier, later = facts.neighbors(language, key)
    base_url = facts.site.base_url

    return ArticleView(
        title=article.title,
        outdated=_outdated(views, language, localized),
        when=views.when(localized.event.when, language),
        status=localized.event.status.value,
        place=facts.localized(localized.event.places, language),
        image=lead_image(views, article),
        references=_references(views, localized.entry),
        contents=_contents(localized.entry),
        claims=compose_claims(views, language, localized),
        citations=compose_citations(views, language, localized),
        tags=tuple(views.term("tags", tag, language) for tag in localized.tags),
        published=views.when(article.published, language) if article.published else None,
        updated=views.when(article.updated, language) if article.updated else None,
        corrections=compose_corrections(views, language, article),
        related=tuple(
            views.neighbor(language, other)
            for other in related
            if facts.event(language, other) is not None
        ),
        similar=tuple(
            views.neighbor(language, other)
            for other in facts.similar(language, key)
            if other not in related
        ),
        earlier=views.neighbor(language, earlier) if earlier else None,
        later=views.neighbor(language, later) if later else None,
        cite=_how_to_cite(views, language, article),
        cite_address=f"{base_url}{article_url(article).href}" if base_url else "",
        draft=article.draft,
        extra=article.extra,
        fields=localized.fields,
    )


def compose_content_page(views: SharedViews, entry: Entry) -> ContentPageView:
    """Compose a page from ``content/pages/``."""
    article = entry.article
    return ContentPageView(
        title=article.title,
        references=_references(views, entry),
        contents=_contents(entry),
        extra=article.extra,
        fields=article.fields,
    )


def _related_keys(localized: LocalizedEvent) -> tuple[str, ...]:
    """Return the related events that the text names, else those of its first translation."""
    related = localized.entry.article.related
    if related:
        return related
    entries = localized.event.entries
    return next((entry.article.related for entry in entries if entry.article.related), ())


def lead_image(views: SharedViews, article: Article) -> ImageView | None:
    """Compose the lead image of an article."""
    media = views.facts.image(article)
    if media is None or article.image is None:
        return None
    picture = compose_picture(media)
    original = None
    if article.image.original:
        original = OriginalView(media_url(media).href, media.width, media.height)
    return ImageView(
        path=picture.path,
        width=picture.width,
        height=picture.height,
        alt=article.image.alt,
        credit=article.image.credit,
        caption=article.image.caption,
        credit_url=article.image.credit_url,
        license=extract_host(article.image.license) or article.image.license,
        license_url=_license_url(article.image.license),
        sizes=picture.sizes,
        original=original,
    )


def _license_url(license_text: str) -> str:
    """The address of a license: as it is written, or that of a license of Creative Commons."""
    if is_web_address(license_text):
        return license_text
    if _CC0.fullmatch(license_text):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    match = _CREATIVE_COMMONS.fullmatch(license_text)
    if match is None:
        return ""
    return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"


def compose_corrections(
    views: SharedViews, language: str, article: Article
) -> tuple[CorrectionView, ...]:
    """Compose the corrections of a text."""
    return tuple(
        CorrectionView(views.when(correction.date, language), correction.note)
        for correction in article.corrections
    )


def _references(views: SharedViews, entry: Entry) -> tuple[ReferenceView, ...]:
    return tuple(
        _reference(views.facts, views.facts.target(entry.article, reference), reference)
        for reference in entry.outline.references
    )


def _reference(facts: Facts, target: LinkTarget | None, reference: Reference) -> ReferenceView:
    if target is None:
        return ReferenceView(None)
    if reference.kind == "image" and target.media is not None:
        picture = compose_picture(target.media)
        return ReferenceView(picture.path, picture.width, picture.height, picture.sizes)
    return ReferenceView(facts.href(target.url))


def _contents(entry: Entry) -> tuple[HeadingView, ...]:
    return tuple(
        HeadingView(heading.level, heading.anchor, heading.text)
        for heading in entry.outline.headings
    )


def compose_citations(
    views: SharedViews, language: str, localized: LocalizedEvent
) -> tuple[CitationView, ...]:
    """Compose the sources of an event, each in full."""
    return tuple(_citation(views, language, resolved) for resolved in localized.citations)


def _citation(views: SharedViews, language: str, resolved: ResolvedCitation) -> CitationView:
    facts, citation, written_in = views.facts, resolved.citation, resolved.language
    quote = citation.quote
    via, via_path = facts.text(Text(citation.via, written_in)) if citation.via else None, ""
    via_source = resolved.via_source
    if via is not None and facts.find_term(language, "sources", via_source) is not None:
        via = facts.text(facts.term("sources", via_source).name(language))
        via_path = facts.href(urls.term(language, "sources", via_source))
    return CitationView(
        name=views.term("sources", resolved.source, language),
        url=citation.url,
        title=facts.text(Text(citation.title, written_in)) if citation.title else None,
        published=views.when(citation.published, language) if citation.published else None,
        accessed=views.when(citation.accessed, language) if citation.accessed else None,
        via=via,
        via_path=via_path,
        archived=citation.archived,
        quote=facts.text(Text(quote, citation.quote_language or written_in)) if quote else None,
        says=tuple([facts.text(Text(text, code or written_in)) for code, text in citation.says]),
    )


def _outdated(views: SharedViews, language: str, localized: LocalizedEvent) -> LinkView | None:
    """Compose the link to the original if it has changed since this text was made of it."""
    facts = views.facts
    outdated = find_outdated(localized.event, localized.entry.article, facts.translations)
    if outdated is None:
        return None
    original = outdated.original
    name = facts.formatters[language].language_name(original.language)
    return facts.link(language, article_url(original), name)


def _how_to_cite(views: SharedViews, language: str, article: Article) -> str:
    """Return the citation of a page for other texts, without its address and the date of access.

    Its date is that of the text: of its last change, or else of its publication.
    """
    formatter = views.facts.formatters[language]
    site_title = views.facts.site.title.in_language(language)
    newest = newest_date(article)
    date = ""
    if newest is not None:
        text = views.when(newest, language).text
        if newest == article.published:
            date = formatter.pgettext("cite", "published %(date)s") % {"date": text}
        else:
            date = formatter.pgettext("cite", "last changed %(date)s") % {"date": text}
    parts = [
        site_title.value if site_title else "",
        formatter.gettext("“%(title)s”") % {"title": article.title},
        date,
    ]
    return formatter.gettext(", ").join(part for part in parts if part)
