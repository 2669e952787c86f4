"""An article's page: the event, who says so, and the way to what is near it."""

from __future__ import annotations

from generator import urls
from generator.chronology import LocalizedEvent, ResolvedCitation, find_similar
from generator.model import Article, Entry, Text
from generator.pages.context import RenderContext
from generator.pages.links import LinkTarget
from generator.views.pages import (
    ArticleView,
    CitationView,
    ContentPageView,
    CorrectionView,
    HeadingView,
    ImageView,
    LinkView,
    NeighbourView,
    ReferenceView,
    TextView,
)


def compose_article(desk: RenderContext, language: str, key: str) -> ArticleView:
    """The page of one event in one of its own languages."""
    edition = desk.edition(language)
    place = edition.positions[key]
    telling = edition.events[place]
    entry = telling.entry
    written = entry.article
    related = _related(telling)
    base = desk.site.base_url

    def neighbour(position: int) -> NeighbourView | None:
        if not 0 <= position < len(edition.events):
            return None
        return desk.neighbour(edition.events[position], language)

    return ArticleView(
        title=written.title,
        when=desk.when(telling.event.when, language),
        status=telling.event.status.value,
        place=desk.localised(telling.event.places, language),
        image=image_view(desk, written),
        references=_references(desk, entry),
        contents=_contents(entry),
        citations=citation_views(desk, language, telling),
        tags=tuple(desk.term("tags", tag, language) for tag in telling.tags),
        published=desk.when(written.published, language) if written.published else None,
        updated=desk.when(written.updated, language) if written.updated else None,
        corrections=correction_views(desk, language, written),
        related=tuple(
            desk.neighbour(edition.events[edition.positions[other]], language)
            for other in related
            if other in edition.positions
        ),
        similar=tuple(
            desk.neighbour(edition.events[position], language)
            for position in find_similar(edition, place)
            if edition.events[position].event.key not in related
        ),
        earlier=neighbour(place - 1),
        later=neighbour(place + 1),
        cite=_cite(desk, language, telling),
        cite_address=f"{base}{urls.article(language, written.slug).href}" if base else "",
        draft=written.draft,
    )


def compose_content_page(desk: RenderContext, entry: Entry) -> ContentPageView:
    """A page outside the chronology."""
    return ContentPageView(entry.article.title, _references(desk, entry), _contents(entry))


def _related(telling: LocalizedEvent) -> tuple[str, ...]:
    """What this text relates to, else what its first translation that says so does."""
    own = telling.entry.article.related
    if own:
        return own
    return next(
        (entry.article.related for entry in telling.event.entries if entry.article.related), ()
    )


def image_view(desk: RenderContext, written: Article) -> ImageView | None:
    """The picture that an article leads with."""
    target = desk.links.image(written)
    if target is None or written.image is None:
        return None
    return ImageView(
        path=target.url.href,
        width=target.width,
        height=target.height,
        alt=written.image.alt,
        credit=written.image.credit,
    )


def correction_views(
    desk: RenderContext, language: str, written: Article
) -> tuple[CorrectionView, ...]:
    """What was set right in a text."""
    return tuple(
        CorrectionView(desk.when(item.date, language), item.note) for item in written.corrections
    )


def _references(desk: RenderContext, entry: Entry) -> tuple[ReferenceView, ...]:
    return tuple(
        _reference(desk.links.target(entry.article, reference))
        for reference in entry.outline.references
    )


def _reference(target: LinkTarget | None) -> ReferenceView:
    if target is None:
        return ReferenceView("")
    return ReferenceView(target.url.href, target.width, target.height)


def _contents(entry: Entry) -> tuple[HeadingView, ...]:
    return tuple(
        HeadingView(heading.level, heading.anchor, heading.text)
        for heading in entry.outline.headings
    )


def citation_views(
    desk: RenderContext, language: str, telling: LocalizedEvent
) -> tuple[CitationView, ...]:
    """Who says so, each source in full."""
    return tuple(_citation(desk, language, cited) for cited in telling.citations)


def _citation(desk: RenderContext, language: str, cited: ResolvedCitation) -> CitationView:
    item = cited.citation
    own = language
    return CitationView(
        name=desk.term("sources", cited.source, language),
        url=item.url,
        title=desk.text(Text(item.title, own)) if item.title else None,
        published=desk.when(item.published, language) if item.published else None,
        accessed=desk.when(item.accessed, language) if item.accessed else None,
        via=_carrier(desk, language, cited),
        archived=item.archived,
        quote=desk.text(Text(item.quote, item.quote_language or own)) if item.quote else None,
    )


def _carrier(
    desk: RenderContext, language: str, cited: ResolvedCitation
) -> LinkView | TextView | None:
    """Through whom the source was had: linked where that is itself a source of the site."""
    if not cited.citation.via:
        return None
    if cited.via_source in desk.edition(language).sources:
        return desk.term("sources", cited.via_source, language)
    return desk.text(Text(cited.citation.via, language))


def _cite(desk: RenderContext, language: str, telling: LocalizedEvent) -> str:
    """How to name this page in another text."""
    formatter = desk.formatters[language]
    site = desk.site.title.in_language(language)
    written = telling.entry.article
    published = desk.when(written.published, language).text if written.published else ""
    parts = [
        formatter.gettext("“%(title)s”") % {"title": written.title},
        site.value if site else "",
        desk.when(telling.event.when, language).text,
        formatter.pgettext("cite", "published %(date)s") % {"date": published} if published else "",
    ]
    return formatter.gettext(", ").join(part for part in parts if part)
