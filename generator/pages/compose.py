"""What surrounds every page, and which composer makes which kind of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import urls
from generator.model import Entry
from generator.pages import article as articles
from generator.pages import exports, timelines
from generator.pages import home as homes
from generator.pages.context import RenderContext, event_anchor
from generator.pages.plan import FILES, Page
from generator.urls import TermKind, Url
from generator.views.exports import Data
from generator.views.pages import (
    AlternateView,
    Content,
    ExportLinksView,
    ImageView,
    IndexView,
    LanguagePickerView,
    LinkView,
    PageView,
    RedirectView,
    Section,
    SiteView,
    TimelineView,
)


@dataclass(frozen=True, slots=True)
class Composed:
    """A page as its template will see it, or a file as its format will.

    Attributes:
        template: The template's name, or the format's.
        file: Where it goes.
        language: Whose strings it is made with.
        site: What all pages share; ``None`` for what is no page.
        page: The page as a document; ``None`` for what is no page.
        view: What it holds.
        body: The file whose body it prints, if any.
    """

    template: str
    file: str
    language: str
    site: SiteView | None
    page: PageView | None
    view: Content | Data
    body: str


def compose(desk: RenderContext, page: Page) -> Composed:
    """Make the values that one page or file prints: a function of the site alone."""
    if page.kind in FILES:
        form, held = _data(desk, page)
        return Composed(form, page.url.file, page.language, None, None, held, "")
    template, section, view = _content(desk, page)
    return Composed(
        template=template,
        file=page.url.file,
        language=page.language,
        site=site_view(desk, page.language),
        page=_page(desk, page, section, view),
        view=view,
        body=page.origin,
    )


def _data(desk: RenderContext, page: Page) -> tuple[str, Data]:
    """The format and the content of what is no page."""
    if page.kind == "offer":
        return exports.compose_export(desk, page)
    if page.kind == "corrections":
        return "notices", exports.compose_corrections(desk, page)
    return (
        exports.compose_sitemap(desk, page)
        if page.kind == "sitemap"
        else exports.compose_fixed(desk, page)
    )


def _content(desk: RenderContext, page: Page) -> tuple[str, Section, Content]:
    """The template, the section of the navigation and the content of a page."""
    code = page.language
    match page.kind, page.subject:
        case "chooser", _:
            return "chooser.html", "", homes.compose_language_picker(desk)
        case "not-found", _:
            return "not-found.html", "", homes.compose_not_found(desk)
        case "home", _:
            return "home.html", "home", homes.compose_home(desk, code)
        case "year", (int(year),):
            return "timeline.html", "timeline", timelines.compose_year(desk, code, year)
        case "month", (int(year), int(month)):
            return "timeline.html", "timeline", timelines.compose_month(desk, code, year, month)
        case "index", (("tags" | "sources") as kind,):
            return "index.html", kind, homes.compose_index(desk, code, kind)
        case "term", (("tags" | "sources") as kind, str(identity)):
            return "timeline.html", kind, timelines.compose_term(desk, code, kind, identity)
        case "term-year", (("tags" | "sources") as kind, str(identity), int(year)):
            return (
                "timeline.html",
                kind,
                timelines.compose_term_year(desk, code, kind, identity, year),
            )
        case "article", (str(key),):
            return "article.html", "timeline", articles.compose_article(desk, code, key)
        case "redirect", (str(path), _):
            return "redirect.html", "", _redirect(desk, path)
        case _:
            return "standing.html", "page", articles.compose_content_page(desk, _entry(desk, page))


def _entry(desk: RenderContext, page: Page) -> Entry:
    return desk.chronicle.files[page.origin]


def _redirect(desk: RenderContext, path: str) -> RedirectView:
    article = desk.chronicle.files[path].article
    language = desk.site.language(article.language)
    url = exports.article_url(article)
    return RedirectView(
        LinkView(url.href, article.title, language.code, language.direction),
        desk.formatters[language.code].gettext("This page has moved:"),
    )


def site_view(desk: RenderContext, language: str) -> SiteView:
    """What all pages of a language share."""
    return desk.once(("site", language), lambda: _site_view(desk, language))


def _site_view(desk: RenderContext, language: str) -> SiteView:
    known = desk.site.language(language)
    view = desk.language(known)
    return SiteView(
        language=view,
        title=view.site_title,
        description=view.site_description,
        home=urls.home(language).href,
        tags=urls.index(language, "tags").href,
        sources=urls.index(language, "sources").href,
        pages=tuple(
            LinkView(
                urls.content_page(language, entry.article.slug).href,
                entry.article.title,
                language,
                known.direction,
            )
            for standing in desk.chronicle.pages
            for entry in standing.entries
            if entry.article.language == language
        ),
        base_url=desk.site.base_url,
        image=_site_image(desk, language),
    )


def _site_image(desk: RenderContext, language: str) -> ImageView | None:
    image = desk.site.image
    target = desk.links.file(image.src) if image is not None else None
    if image is None or target is None:
        return None
    alt = image.alt.in_language(language)
    return ImageView(target.url.href, target.width, target.height, alt.value if alt else "", "")


def _page(desk: RenderContext, page: Page, section: Section, view: Content) -> PageView:
    base = desk.site.base_url
    language = desk.site.language(page.language)
    title, description = _title(desk, page, view)
    return PageView(
        path=page.url.href,
        root=_root(desk, page),
        title=title,
        description=description,
        lang=page.language,
        dir=language.direction,
        canonical=f"{base}{_canonical(page, view)}" if base else "",
        alternates=tuple(_alternates(desk, page)),
        trail=tuple(_trail(desk, page)),
        section=section,
        default=dict(exports.hreflang_links(desk, page)).get("x-default"),
        export_links=_offers(desk, page),
        shows_export_links=page.kind in {"home", "year", "month", "term", "term-year"},
    )


def _canonical(page: Page, view: Content) -> str:
    return view.target.path if isinstance(view, RedirectView) else page.url.href


def _offers(desk: RenderContext, page: Page) -> ExportLinksView | None:
    """The formats of the events that a page belongs to."""
    if page.kind in {"chooser", "not-found", "redirect"}:
        return None
    if page.kind in {"term", "term-year"}:
        return exports.export_links(desk, page.language, _kind(page), str(page.subject[1]))
    return exports.export_links(desk, page.language)


def _root(desk: RenderContext, page: Page) -> str:
    """The page for missing addresses is served at any depth, so its links start at the host."""
    if page.kind != "not-found":
        return page.url.root
    return desk.site.base_path


def _title(desk: RenderContext, page: Page, view: Content) -> tuple[str, str]:
    """What a page is called, and what it says of itself."""
    formatter = desk.formatters[page.language]
    gettext = formatter.gettext
    site = desk.language(desk.site.language(page.language))
    if isinstance(view, TimelineView):
        events = formatter.ngettext("%(n)s event", "%(n)s events", view.events) % {
            "n": formatter.number(view.events)
        }
        title = view.heading.text
        if page.kind == "term-year" and view.description is not None:
            title = gettext("%(label)s: %(events)s") % {
                "label": title,
                "events": view.description.text,
            }
        said = view.description.text if view.description is not None else ""
        summary = gettext("%(label)s: %(events)s") % {"label": title, "events": events}
        return title, f"{summary}. {said}".strip() if page.kind == "term" else summary
    if isinstance(view, RedirectView):
        return view.target.text, ""
    if isinstance(view, IndexView):
        title = gettext("Tags") if view.kind == "tags" else gettext("Sources")
        return title, f"{site.site_title.text} — {title}"
    if page.origin:
        article = _entry(desk, page).article
        return article.title, article.summary or _entry(desk, page).outline.excerpt or article.title
    if isinstance(view, LanguagePickerView) and page.kind == "not-found":
        return gettext("Page not found"), view.welcomes[0].text
    return "", site.site_description.text if site.site_description else site.site_title.text


def _alternates(desk: RenderContext, page: Page) -> Iterator[AlternateView]:
    """The page in each other language, or the nearest page above it."""
    if page.kind in {"chooser", "not-found", "redirect"}:
        return
    for language in desk.site.languages:
        if language.code != page.language:
            same = desk.plan.find(page.kind, language.code, *page.subject)
            url = same.url if same else _nearest(desk, page, language.code)
            yield AlternateView(desk.language(language), url.href, same is not None)


def _nearest(desk: RenderContext, page: Page, code: str) -> Url:
    """Where the reader of another language finds what this page is about, if not the page."""
    if page.kind == "article":
        key = str(page.subject[0])
        edition = desk.edition(code)
        if key in edition.positions:
            return desk.location(desk.chronicle.events[key].when, code).at(event_anchor(key))
    if page.kind in {"term", "term-year"}:
        same = desk.plan.find("term", code, *page.subject[:2])
        if same:
            return same.url
        return urls.index(code, _kind(page))
    if page.kind == "month":
        same = desk.plan.find("year", code, page.subject[0])
        if same:
            return same.url
    return urls.home(code)


def _kind(page: Page) -> TermKind:
    return "tags" if page.subject[0] == "tags" else "sources"


def _trail(desk: RenderContext, page: Page) -> Iterator[LinkView]:
    """The pages above a page, outermost first, the home page aside."""
    code = page.language
    match page.kind, page.subject:
        case "month", (int(year), _):
            yield _year_link(desk, code, year)
        case "article", (str(key),):
            when = desk.chronicle.events[key].when
            yield _year_link(desk, code, when.year)
            if when.month is not None:
                yield _month_link(desk, code, when.year, when.month)
        case (("term" | "term-year"), (("tags" | "sources") as kind, str(identity), *_)):
            formatter = desk.formatters[code]
            label = formatter.gettext("Tags") if kind == "tags" else formatter.gettext("Sources")
            yield _link(desk, code, urls.index(code, kind), label)
            if page.kind == "term-year":
                yield desk.term(kind, identity, code)
        case _:
            return


def _year_link(desk: RenderContext, code: str, year: int) -> LinkView:
    return desk.once(
        ("year", code, year),
        lambda: _link(desk, code, urls.year(code, year), desk.formatters[code].year_label(year)),
    )


def _month_link(desk: RenderContext, code: str, year: int, month: int) -> LinkView:
    return desk.once(
        ("month", code, year, month),
        lambda: _link(
            desk, code, desk.month(year, month, code), desk.formatters[code].month_name(month)
        ),
    )


def _link(desk: RenderContext, code: str, url: Url, label: str) -> LinkView:
    return LinkView(url.href, label, code, desk.site.language(code).direction)
