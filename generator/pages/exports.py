"""What is offered beside the pages: feeds, exports, and what search engines are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import nlargest
from types import MappingProxyType
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from generator import urls
from generator.chronology import LocalizedEvent
from generator.model import Article, Entry
from generator.pages import article as articles
from generator.pages.context import RenderContext
from generator.pages.plan import Page, export_formats
from generator.pages.timestamps import (
    EPOCH,
    first_second,
    issued_time,
    last_modified,
    release_stamp,
    update_stamp,
)
from generator.urls import TermKind, Url
from generator.views.exports import (
    CollectionView,
    ExportView,
    LinesView,
    NoticesView,
    NoticeView,
    RecordView,
    SitemapIndexView,
    SitemapView,
)
from generator.views.pages import ExportLinksView, ExportLinkView, TextView

# The names of texts and collections are made in it (RFC 9562, version 5).
_NAMES = UUID("6f1c5d52-7f0e-5b43-9a53-3b6d0f8a2c11")
_NEWEST = 100
_NEWEST_OF_TERM = 50
_LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "atom": ("Atom", "application/atom+xml"),
        "json-feed": ("JSON Feed", "application/feed+json"),
        "json": ("JSON", "application/json"),
        "csv": ("CSV", "text/csv"),
        "ics": ("iCalendar", "text/calendar"),
        "timelinejs": ("TimelineJS", "application/json"),
        "bibtex": ("BibTeX", "application/x-bibtex"),
        "csl": ("CSL-JSON", "application/vnd.citationstyles.csl+json"),
    }
)
_STATUSES = ("announced", "expected", "alleged", "disputed", "denied", "occurred")


def export_links(
    desk: RenderContext, language: str, kind: TermKind | None = None, name: str = ""
) -> ExportLinksView:
    """The files that hold the events of a language, or of one of its tags or sources."""
    return desk.once(("offers", language, kind, name), lambda: _offers(desk, language, kind, name))


def _offers(
    desk: RenderContext, language: str, kind: TermKind | None, name: str
) -> ExportLinksView:
    title = _title(desk, language, kind, name)
    made = [
        ExportLinkView(
            urls.export(language, form, kind, name).href, *_LABELS[form], title, form in urls.FEEDS
        )
        for form in export_formats(desk.site, whole=kind is None)
    ]
    if kind is None:
        label = desk.formatters[language].pgettext("feed", "Corrections")
        path = urls.corrections(language).href
        made.insert(2, ExportLinkView(path, label, _LABELS["atom"][1], f"{title} — {label}", True))
    return ExportLinksView(title, tuple(made))


def compose_export(desk: RenderContext, page: Page) -> tuple[str, ExportView]:
    """A planned offer: its format, and what it holds."""
    form, scope = str(page.subject[0]), page.subject[1:]
    kind: TermKind | None = None
    if scope:
        kind = "tags" if scope[0] == "tags" else "sources"
    name = str(scope[1]) if scope else ""
    newest = form in urls.FEEDS
    key = "collection", page.language, kind, name, newest
    collection = desk.once(key, lambda: _collection(desk, page, kind, name, newest=newest))
    return form, ExportView(page.url.href, collection)


def _collection(
    desk: RenderContext, page: Page, kind: TermKind | None, name: str, *, newest: bool
) -> CollectionView:
    code = page.language
    edition = desk.edition(code)
    home, description, subject = urls.home(code), _line(desk, code), None
    positions: Iterable[int] = range(len(edition.events))
    if kind is not None:
        term = desk.terms(kind)[name]
        home = urls.term(code, kind, name)
        said = desk.localised(term.description, code)
        description = said.text if said else ""
        subject = desk.text(term.name(code))
        positions = (edition.tags if kind == "tags" else edition.sources)[name]
    if newest:
        times = desk.once(
            ("released", code), lambda: [release_stamp(desk, each) for each in edition.events]
        )
        limit = _NEWEST if kind is None else _NEWEST_OF_TERM
        positions = nlargest(limit, positions, key=lambda place: (times[place], -place))
    tellings = [edition.events[place] for place in positions]
    return _headed(
        desk,
        page,
        title=_title(desk, code, kind, name),
        description=description,
        home=home,
        named=(code, kind or "", name),
        subject=subject,
        stamp=max((update_stamp(desk, telling) for telling in tellings), default=(0, EPOCH))[1],
        records=tuple(_record(desk, telling, code) for telling in tellings),
    )


def _headed(
    desk: RenderContext,
    page: Page,
    *,
    title: str,
    description: str,
    home: Url,
    named: tuple[str, ...],
    stamp: str,
    subject: TextView | None = None,
    records: tuple[RecordView, ...] = (),
) -> CollectionView:
    language = desk.language(desk.site.language(page.language))
    return CollectionView(
        id=_name(desk, "collection", *named),
        title=title,
        subject=subject,
        description=description,
        language=language,
        author=language.site_title.text,
        base=desk.site.base_url or page.url.root,
        home=home.href,
        stamp=stamp,
        records=records,
    )


def _title(desk: RenderContext, language: str, kind: TermKind | None, name: str) -> str:
    title = desk.site.title.in_language(language)
    site = title.value if title else ""
    return f"{desk.terms(kind)[name].name(language).value} — {site}" if kind else site


def _line(desk: RenderContext, language: str) -> str:
    text = desk.site.description.in_language(language)
    return text.value if text else ""


def _record(desk: RenderContext, telling: LocalizedEvent, language: str) -> RecordView:
    key = "record", language, telling.event.key
    return desk.once(key, lambda: _new_record(desk, telling, language))


def _new_record(desk: RenderContext, telling: LocalizedEvent, language: str) -> RecordView:
    written = telling.entry.article
    event = telling.event
    return RecordView(
        id=_name(desk, "text", written.key, written.language),
        key=event.key,
        event=desk.event(telling, language),
        status_label=_status(desk, language, event.status.value),
        tag_ids=telling.tags,
        source_ids=tuple(cited.source for cited in telling.citations),
        citations=articles.citation_views(desk, language, telling),
        published=desk.when(written.published, language) if written.published else None,
        updated=desk.when(written.updated, language) if written.updated else None,
        corrections=articles.correction_views(desk, language, written),
        image=articles.image_view(desk, written),
        translations=tuple(
            (entry.article.language, article_url(entry.article).href) for entry in event.entries
        ),
        issued=issued_time(written.published, desk.site.timezone),
        stamp=update_stamp(desk, telling)[1],
    )


def _status(desk: RenderContext, language: str, status: str) -> str:
    labels = desk.once(
        ("statuses", language),
        lambda: {each: desk.formatters[language].pgettext("status", each) for each in _STATUSES},
    )
    return labels[status]


def _name(desk: RenderContext, *parts: str) -> str:
    """A name for ever: a URN made of the site's own name and what never changes in the thing."""
    site = desk.once("name", lambda: uuid5(_NAMES, _own_name(desk)))
    return uuid5(site, "\0".join(parts)).urn


def _own_name(desk: RenderContext) -> str:
    title = desk.site.title.texts
    return desk.site.id or desk.site.base_url or (title[0].value if title else "")


def compose_corrections(desk: RenderContext, page: Page) -> NoticesView:
    """The newest corrections in the texts of a language."""
    code = page.language
    made: list[tuple[int, NoticeView]] = []
    for telling in desk.edition(code).events:
        if not telling.foreign and telling.entry.article.corrections:
            made += _notices(desk, telling.entry)
    made.sort(key=lambda each: (-each[0], each[1].path))
    shown = made[:_NEWEST]
    heading = desk.formatters[code].pgettext("feed", "Corrections")
    return NoticesView(
        page.url.href,
        _headed(
            desk,
            page,
            title=f"{_title(desk, code, None, '')} — {heading}",
            description="",
            home=urls.home(code),
            named=(code, "corrections"),
            stamp=shown[0][1].issued if shown else EPOCH,
        ),
        tuple(notice for _, notice in shown),
    )


def _notices(desk: RenderContext, entry: Entry) -> Iterable[tuple[int, NoticeView]]:
    article = entry.article
    seen: dict[str, int] = {}
    for item in article.corrections:
        # The words of a correction may be corrected themselves: its date and place name it.
        number = seen[item.date.edtf] = seen.get(item.date.edtf, 0) + 1
        told = (article.key, article.language, item.date.edtf, str(number))
        yield (
            item.date.earliest,
            NoticeView(
                id=_name(desk, "correction", *told),
                path=article_url(article).href,
                title=article.title,
                lang=article.language,
                note=item.note,
                when=desk.when(item.date, article.language),
                issued=first_second(item.date, desk.site.timezone),
            ),
        )


def compose_sitemap(desk: RenderContext, page: Page) -> tuple[str, SitemapView | SitemapIndexView]:
    """What search engines are told of the pages, or of the sitemaps that tell of them."""
    base = desk.site.base_url
    if not page.subject:
        parts = (each for each in desk.plan.pages if each.kind == "sitemap" and each.subject)
        return "sitemap-index", SitemapIndexView(base, tuple(each.url.href for each in parts))
    start, stop = map(int, page.subject)
    days = {
        code: [last_modified(telling.entry.article) for telling in edition.events]
        for code, edition in desk.chronicle.timelines.items()
    }
    rows = tuple(
        (each.url.href, _changed(desk, each, days), hreflang_links(desk, each))
        for each in desk.plan.listed[start:stop]
    )
    return "sitemap", SitemapView(base, rows)


def hreflang_links(desk: RenderContext, page: Page) -> tuple[tuple[str, str], ...]:
    """The page in each language that has it, and the one for all others; nothing when it is alone.

    For others the chooser stands beside the first pages, and elsewhere the first language.
    """
    if page.kind in {"chooser", "home"}:
        homes = [(each.code, urls.home(each.code).href) for each in desk.site.languages]
        return (*homes, ("x-default", urls.language_picker().href))
    same = [
        (language.code, other.url.href)
        for language in desk.site.languages
        if (other := desk.plan.find(page.kind, language.code, *page.subject)) is not None
    ]
    return (*same, ("x-default", same[0][1])) if len(same) > 1 else ()


def _changed(desk: RenderContext, page: Page, days: Mapping[str, list[str]]) -> str:
    """The newest day that the texts of a page tell; empty when they tell none."""
    known = days[page.language]
    if page.kind == "article":
        return known[desk.edition(page.language).positions[str(page.subject[0])]]
    return max((known[place] for place in _positions(desk, page)), default="")


def _positions(desk: RenderContext, page: Page) -> Iterable[int]:
    """The events that a page lists."""
    edition = desk.edition(page.language)
    match page.kind, page.subject:
        case "home", _:
            return range(len(edition.events))
        case (("year" | "month"), (int(year), *rest)):
            runs = desk.plan.calendars[page.language]
            run = next(run for run in runs if run.year == year)
            parts = (part for part in run.months if not rest or part.month == rest[0])
            return [place for part in parts for place in part.positions]
        case (("term" | "term-year"), (("tags" | "sources") as kind, str(identity), *rest)):
            places = (edition.tags if kind == "tags" else edition.sources)[identity]
            return [
                place
                for place in places
                if not rest or edition.events[place].event.when.year == rest[0]
            ]
        case _:
            return ()


def compose_fixed(desk: RenderContext, page: Page) -> tuple[str, LinesView]:
    """The files that the web, or a host, asks for by name."""
    match page.subject[0]:
        case "events.schema.json":
            return "schema", LinesView(())
        case "robots.txt":
            lines = ["User-agent: *", "Disallow:"]
            if desk.site.base_url:
                lines.append(f"Sitemap: {desk.site.base_url}sitemap.xml")
            return "lines", LinesView(tuple(lines))
        case "CNAME":
            return "lines", LinesView((urlsplit(desk.site.base_url).netloc,))
        case _:
            return "lines", LinesView(())


def article_url(article: Article) -> Url:
    """Where a text is."""
    if article.is_page:
        return urls.content_page(article.language, article.slug)
    return urls.article(article.language, article.slug)
