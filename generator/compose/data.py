"""What is offered beside the pages: feeds, exports, and what search engines are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import nlargest
from types import MappingProxyType
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from generator import urls
from generator.chronicle import Telling
from generator.compose import article as articles
from generator.compose.desk import Desk
from generator.compose.times import EPOCH, day, first, issued, released, stamp
from generator.model import Article, Entry
from generator.plan import Page, offered
from generator.records import (
    CollectionView,
    ExportView,
    LinesView,
    NoticesView,
    NoticeView,
    RecordView,
    SitemapIndexView,
    SitemapView,
)
from generator.urls import TermKind, Url
from generator.views import OffersView, OfferView, TextView

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


def offers(desk: Desk, language: str, kind: TermKind | None = None, name: str = "") -> OffersView:
    """The files that hold the events of a language, or of one of its tags or sources."""
    return desk.once(("offers", language, kind, name), lambda: _offers(desk, language, kind, name))


def _offers(desk: Desk, language: str, kind: TermKind | None, name: str) -> OffersView:
    title = _title(desk, language, kind, name)
    made = [
        OfferView(
            urls.offer(language, form, kind, name).href, *_LABELS[form], title, form in urls.FEEDS
        )
        for form in offered(desk.site, whole=kind is None)
    ]
    if kind is None:
        label = desk.formatters[language].pgettext("feed", "Corrections")
        path = urls.corrections(language).href
        made.insert(2, OfferView(path, label, _LABELS["atom"][1], f"{title} — {label}", True))
    return OffersView(title, tuple(made))


def export(desk: Desk, page: Page) -> tuple[str, ExportView]:
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
    desk: Desk, page: Page, kind: TermKind | None, name: str, *, newest: bool
) -> CollectionView:
    code = page.language
    edition = desk.edition(code)
    home, description, subject = urls.home(code), _line(desk, code), None
    positions: Iterable[int] = range(len(edition.tellings))
    if kind is not None:
        term = desk.terms(kind)[name]
        home = urls.term(code, kind, name)
        said = desk.localised(term.description, code)
        description = said.text if said else ""
        subject = desk.text(term.name(code))
        positions = (edition.tags if kind == "tags" else edition.sources)[name]
    if newest:
        times = desk.once(
            ("released", code), lambda: [released(desk, each) for each in edition.tellings]
        )
        limit = _NEWEST if kind is None else _NEWEST_OF_TERM
        positions = nlargest(limit, positions, key=lambda place: (times[place], -place))
    tellings = [edition.tellings[place] for place in positions]
    return _headed(
        desk,
        page,
        title=_title(desk, code, kind, name),
        description=description,
        home=home,
        named=(code, kind or "", name),
        subject=subject,
        stamp=max((stamp(desk, telling) for telling in tellings), default=(0, EPOCH))[1],
        records=tuple(_record(desk, telling, code) for telling in tellings),
    )


def _headed(
    desk: Desk,
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


def _title(desk: Desk, language: str, kind: TermKind | None, name: str) -> str:
    title = desk.site.title.in_language(language)
    site = title.value if title else ""
    return f"{desk.terms(kind)[name].name(language).value} — {site}" if kind else site


def _line(desk: Desk, language: str) -> str:
    text = desk.site.description.in_language(language)
    return text.value if text else ""


def _record(desk: Desk, telling: Telling, language: str) -> RecordView:
    key = "record", language, telling.event.key
    return desk.once(key, lambda: _new_record(desk, telling, language))


def _new_record(desk: Desk, telling: Telling, language: str) -> RecordView:
    written = telling.entry.article
    event = telling.event
    return RecordView(
        id=_name(desk, "text", written.key, written.language),
        key=event.key,
        event=desk.event(telling, language),
        status_label=_status(desk, language, event.status.value),
        tag_ids=telling.tags,
        source_ids=tuple(cited.source for cited in telling.citations),
        citations=articles.citations(desk, language, telling),
        published=desk.when(written.published, language) if written.published else None,
        updated=desk.when(written.updated, language) if written.updated else None,
        corrections=articles.corrections(desk, language, written),
        image=articles.image(desk, written),
        translations=tuple(
            (entry.article.language, address(entry.article).href) for entry in event.entries
        ),
        issued=issued(written.published, desk.site.timezone),
        stamp=stamp(desk, telling)[1],
    )


def _status(desk: Desk, language: str, status: str) -> str:
    labels = desk.once(
        ("statuses", language),
        lambda: {each: desk.formatters[language].pgettext("status", each) for each in _STATUSES},
    )
    return labels[status]


def _name(desk: Desk, *parts: str) -> str:
    """A name for ever: a URN made of the site's own name and what never changes in the thing."""
    site = desk.once("name", lambda: uuid5(_NAMES, _own_name(desk)))
    return uuid5(site, "\0".join(parts)).urn


def _own_name(desk: Desk) -> str:
    title = desk.site.title.texts
    return desk.site.id or desk.site.base_url or (title[0].value if title else "")


def notices(desk: Desk, page: Page) -> NoticesView:
    """The newest corrections in the texts of a language."""
    code = page.language
    made: list[tuple[int, NoticeView]] = []
    for telling in desk.edition(code).tellings:
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


def _notices(desk: Desk, entry: Entry) -> Iterable[tuple[int, NoticeView]]:
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
                path=address(article).href,
                title=article.title,
                lang=article.language,
                note=item.note,
                when=desk.when(item.date, article.language),
                issued=first(item.date, desk.site.timezone),
            ),
        )


def sitemap(desk: Desk, page: Page) -> tuple[str, SitemapView | SitemapIndexView]:
    """What search engines are told of the pages, or of the sitemaps that tell of them."""
    base = desk.site.base_url
    if not page.subject:
        parts = (each for each in desk.plan.pages if each.kind == "sitemap" and each.subject)
        return "sitemap-index", SitemapIndexView(base, tuple(each.url.href for each in parts))
    start, stop = map(int, page.subject)
    days = {
        code: [day(telling.entry.article) for telling in edition.tellings]
        for code, edition in desk.chronicle.editions.items()
    }
    rows = tuple(
        (each.url.href, _changed(desk, each, days), alternates(desk, each))
        for each in desk.plan.listed[start:stop]
    )
    return "sitemap", SitemapView(base, rows)


def alternates(desk: Desk, page: Page) -> tuple[tuple[str, str], ...]:
    """The page in each language that has it, and the one for all others; nothing when it is alone.

    For others the chooser stands beside the first pages, and elsewhere the first language.
    """
    if page.kind in {"chooser", "home"}:
        homes = [(each.code, urls.home(each.code).href) for each in desk.site.languages]
        return (*homes, ("x-default", urls.chooser().href))
    same = [
        (language.code, other.url.href)
        for language in desk.site.languages
        if (other := desk.plan.find(page.kind, language.code, *page.subject)) is not None
    ]
    return (*same, ("x-default", same[0][1])) if len(same) > 1 else ()


def _changed(desk: Desk, page: Page, days: Mapping[str, list[str]]) -> str:
    """The newest day that the texts of a page tell; empty when they tell none."""
    known = days[page.language]
    if page.kind == "article":
        return known[desk.edition(page.language).positions[str(page.subject[0])]]
    return max((known[place] for place in _positions(desk, page)), default="")


def _positions(desk: Desk, page: Page) -> Iterable[int]:
    """The events that a page lists."""
    edition = desk.edition(page.language)
    match page.kind, page.subject:
        case "home", _:
            return range(len(edition.tellings))
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
                if not rest or edition.tellings[place].event.when.year == rest[0]
            ]
        case _:
            return ()


def fixed(desk: Desk, page: Page) -> tuple[str, LinesView]:
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


def address(article: Article) -> Url:
    """Where a text is."""
    if article.standing:
        return urls.standing(article.language, article.slug)
    return urls.article(article.language, article.slug)
