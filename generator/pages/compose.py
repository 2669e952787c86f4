"""Composes every planned page and file: its view, and for a page what surrounds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar, assert_never

from msgspec import Struct

from generator import urls
from generator.exports import (
    FileFormat,
    corrections_feed,
    plain_text,
    search_files,
    share_card,
    sitemaps,
    timeline_files,
)
from generator.model import SiteImage
from generator.pages import days, feeds_and_exports, timelines
from generator.pages import home as homes
from generator.pages.article import compose_article, compose_content_page
from generator.pages.context import event_anchor, timeline_url
from generator.pages.facts import Facts
from generator.pages.headers import compose_headers
from generator.pages.labels import add_count, add_detail, name_kind
from generator.pages.links import article_url
from generator.pages.outputs import (
    ArticlePage,
    CorrectionsFeed,
    DayIndexPage,
    DayPage,
    DomainFile,
    ExportFile,
    HeadersFile,
    HomePage,
    LanguagePickerPage,
    MonthPage,
    NoJekyllFile,
    NotFoundPage,
    Output,
    Page,
    PlannedContentPage,
    PlannedFile,
    RedirectPage,
    RobotsFile,
    SchemaFile,
    SearchEmbedPage,
    SearchEventsFile,
    SearchPage,
    SearchRecordsFile,
    ShareCard,
    Sitemap,
    SitemapIndex,
    TermIndexPage,
    TermKey,
    TermPage,
    TermRedirectPage,
    TermYearPage,
    TimelineEmbedPage,
    TimelineFile,
    TimelinePartPage,
    WholeTimelinePage,
    YearPage,
    text_path,
)
from generator.pages.pictures import compose_picture
from generator.pages.plan import find_translation
from generator.pages.search import (
    compose_search,
    compose_search_events,
    compose_search_records,
)
from generator.pages.share_cards import compose_card, compose_card_image
from generator.pages.shared_views import SharedViews
from generator.pages.sitemaps import (
    compose_robots,
    compose_schema,
    compose_sitemap,
    compose_sitemap_index,
    hreflang_links,
)
from generator.pages.timeline_chart import compose_timeline_file
from generator.pages.whole_timeline import compose_embed, compose_part, compose_whole_timeline
from generator.urls import Url
from generator.views.article import ArticleView, ContentPageView, ReferenceView
from generator.views.days import DayIndexView, DayView
from generator.views.exports import TextFileView
from generator.views.home import HomeView, IndexView, LanguagePickerView, NotFoundView
from generator.views.pages import (
    AlternateView,
    ExportLinksView,
    PageContent,
    PageView,
    RedirectView,
    Section,
    SiteView,
)
from generator.views.pictures import ImageView
from generator.views.search import SearchView
from generator.views.shared import LinkView
from generator.views.timelines import TimelineEmbedView, TimelineView, WholeTimelineView

V = TypeVar("V")


class PageTemplate(Struct, frozen=True):
    """The template of a kind of page.

    Attributes:
        name: The file name of the template.
        view: The type of ``view`` in the template.
    """

    name: str
    view: type[PageContent]


# The one place that says which template prints a page; `docs/theme-reference.md` follows from it.
TEMPLATES: Mapping[type[Page], PageTemplate] = MappingProxyType(
    {
        LanguagePickerPage: PageTemplate("language-picker.html", LanguagePickerView),
        NotFoundPage: PageTemplate("not-found.html", NotFoundView),
        HomePage: PageTemplate("home.html", HomeView),
        YearPage: PageTemplate("timeline.html", TimelineView),
        MonthPage: PageTemplate("timeline.html", TimelineView),
        DayIndexPage: PageTemplate("days.html", DayIndexView),
        DayPage: PageTemplate("day.html", DayView),
        TermPage: PageTemplate("timeline.html", TimelineView),
        TermYearPage: PageTemplate("timeline.html", TimelineView),
        TermIndexPage: PageTemplate("index.html", IndexView),
        WholeTimelinePage: PageTemplate("whole-timeline.html", WholeTimelineView),
        TimelinePartPage: PageTemplate("whole-timeline.html", WholeTimelineView),
        TimelineEmbedPage: PageTemplate("timeline-embed.html", TimelineEmbedView),
        ArticlePage: PageTemplate("article.html", ArticleView),
        PlannedContentPage: PageTemplate("content-page.html", ContentPageView),
        SearchPage: PageTemplate("search.html", SearchView),
        SearchEmbedPage: PageTemplate("search-embed.html", SearchView),
        RedirectPage: PageTemplate("redirect.html", RedirectView),
        TermRedirectPage: PageTemplate("redirect.html", RedirectView),
    }
)


class ComposedPage(Struct, frozen=True):
    """A page as its template sees it.

    Attributes:
        template: The file name of the template.
        file: The path of the page's file.
        language: The code of the language of its strings.
        site: What all pages in that language share.
        page: The page as a document.
        view: The content of the page.
        body: The path of the file whose text the page prints; empty if it prints none.
    """

    template: str
    file: str
    language: str
    site: SiteView
    page: PageView
    view: PageContent
    body: str

    @property
    def references(self) -> tuple[ReferenceView, ...]:
        """The targets of the links and images in the text that the page prints."""
        view = self.view
        return view.references if isinstance(view, ArticleView | ContentPageView) else ()


class ComposedFile(Struct, Generic[V], frozen=True):
    """A file other than a page, as its format sees it.

    Attributes:
        file: The path of the file.
        format: The format that writes it.
        view: The content of the file.
    """

    file: str
    format: FileFormat[V]
    view: V


Composed: TypeAlias = ComposedPage | ComposedFile[Any]


def compose(views: SharedViews, output: Output) -> Composed:
    """Compose a page or a file: a function of the facts alone."""
    if isinstance(output, Page):
        return compose_page(views, output)
    return compose_file(views, output)


def compose_file(  # noqa: PLR0912 - a case for each kind of file
    views: SharedViews, file: PlannedFile
) -> ComposedFile[Any]:
    """Compose a file other than a page."""
    path = file.url.file
    match file:
        case ExportFile():
            return ComposedFile(path, file.format, feeds_and_exports.compose_export(views, file))
        case CorrectionsFeed():
            feed = feeds_and_exports.compose_corrections_feed(views, file)
            return ComposedFile(path, corrections_feed.FORMAT, feed)
        case SearchEventsFile():
            events = compose_search_events(views, file)
            return ComposedFile(path, search_files.EVENTS_FORMAT, events)
        case SearchRecordsFile():
            records = compose_search_records(views, file)
            return ComposedFile(path, search_files.RECORDS_FORMAT, records)
        case TimelineFile():
            return ComposedFile(path, timeline_files.FORMAT, compose_timeline_file(views, file))
        case Sitemap():
            return ComposedFile(path, sitemaps.FORMAT, compose_sitemap(views.facts, file))
        case SitemapIndex():
            index = compose_sitemap_index(views.facts, file)
            return ComposedFile(path, sitemaps.INDEX_FORMAT, index)
        case RobotsFile():
            return ComposedFile(path, plain_text.FORMAT, compose_robots(views.facts.site))
        case HeadersFile():
            return ComposedFile(path, plain_text.FORMAT, compose_headers(views.facts.site))
        case NoJekyllFile():
            return ComposedFile(path, plain_text.FORMAT, TextFileView(""))
        case SchemaFile():
            return ComposedFile(path, plain_text.FORMAT, compose_schema())
        case DomainFile():
            return ComposedFile(path, plain_text.FORMAT, TextFileView(f"{file.domain}\n"))
        case ShareCard(page=page):
            return ComposedFile(path, share_card.FORMAT, compose_card(views, page))
        case _:
            assert_never(file)


def compose_page(views: SharedViews, page: Page) -> ComposedPage:
    """Compose a page."""
    content = _content(views, page)
    return ComposedPage(
        template=TEMPLATES[type(page)].name,
        file=page.url.file,
        language=page.language,
        site=compose_site(views, page.language),
        page=_document(views, page, content),
        view=content,
        body=text_path(page),
    )


def _content(views: SharedViews, page: Page) -> PageContent:  # noqa: PLR0912 - as `Page`
    match page:
        case LanguagePickerPage():
            return homes.compose_language_picker(views)
        case NotFoundPage():
            return homes.compose_not_found(views)
        case HomePage(language=language):
            return homes.compose_home(views, language)
        case YearPage() | MonthPage() | TermPage() | TermYearPage():
            return timelines.compose_timeline(views, page)
        case DayIndexPage(language=language):
            return days.compose_day_index(views, language)
        case DayPage():
            return days.compose_day(views, page)
        case WholeTimelinePage(language=language):
            return compose_whole_timeline(views, language)
        case TimelineEmbedPage(language=language):
            return compose_embed(views, language)
        case TimelinePartPage():
            return compose_part(views, page)
        case TermIndexPage(language=language, kind=kind):
            return homes.compose_index(views, language, kind)
        case ArticlePage(language=language, key=key):
            return compose_article(views, language, key)
        case PlannedContentPage(path=path):
            return compose_content_page(views, views.facts.entry(path))
        case SearchPage(language=language) | SearchEmbedPage(language=language):
            return compose_search(views, language)
        case RedirectPage() | TermRedirectPage():
            return _compose_redirect(views, page)
        case _:
            assert_never(page)


def _compose_redirect(views: SharedViews, page: RedirectPage | TermRedirectPage) -> RedirectView:
    facts = views.facts
    if isinstance(page, TermRedirectPage):
        target = views.term(page.kind, page.identity, page.language)
    else:
        article = facts.entry(page.path).article
        target = facts.link(article.language, article_url(article), article.title)
    text = facts.formatters[page.language].gettext("This page has moved:")
    return RedirectView(target, text)


# --- What all pages of a language share ---------------------------------------------------


def compose_site(views: SharedViews, language: str) -> SiteView:
    """Compose what all pages in a language share."""
    return views.cache.sites.get_or_compute((language,), _site, views, language)


def _site(views: SharedViews, language: str) -> SiteView:
    facts = views.facts
    view = views.language(facts.site.language(language))
    return SiteView(
        language=view,
        title=view.site_title,
        description=view.site_description,
        home=facts.href(urls.home(language)),
        tags=facts.href(urls.index(language, "tags")),
        sources=facts.href(urls.index(language, "sources")),
        search=facts.href(urls.search(language)),
        timeline=facts.href(urls.timeline(language)),
        pages=tuple(
            facts.link(language, Url(path), title) for path, title in facts.content_links(language)
        ),
        base_url=facts.site.base_url,
        image=_site_image(facts, facts.site.image, language),
        logo=_site_image(facts, facts.site.theme.logo, language),
        scheme=facts.site.theme.scheme,
        fonts=facts.site.theme.fonts != "system",
        offline=facts.site.is_offline,
    )


def _site_image(facts: Facts, image: SiteImage | None, language: str) -> ImageView | None:
    media = facts.file(image.src) if image is not None else None
    if image is None or media is None:
        return None
    alt = image.alt.in_language(language)
    picture = compose_picture(media)
    return ImageView(picture.path, picture.width, picture.height, alt.value if alt else "", "")


# --- The page as a document ---------------------------------------------------------------


def _document(views: SharedViews, page: Page, content: PageContent) -> PageView:
    facts = views.facts
    base_url = facts.site.base_url
    title, description = _title(views, page, content)
    canonical = _find_canonical(page, content)
    image = content.image if isinstance(content, ArticleView) else None
    return PageView(
        path=facts.href(page.url),
        # A host serves the page for unknown addresses at any depth.
        root=facts.site.base_path if isinstance(page, NotFoundPage) else page.url.root,
        title=title,
        description=description,
        lang=page.language,
        dir=facts.site.language(page.language).direction,
        canonical=f"{base_url}{canonical}" if base_url and canonical is not None else "",
        alternates=tuple(_alternates(views, page)),
        trail=tuple(_trail(views, page)),
        section=_section(page),
        default_path=None
        if facts.site.is_offline
        else dict(hreflang_links(facts.site, facts, page)).get("x-default"),
        image=image or compose_site(views, page.language).image or compose_card_image(views, page),
        export_links=_export_links(views, page),
        shows_export_links=_shows_export_links(facts, page),
    )


def _find_canonical(page: Page, content: PageContent) -> str | None:
    """Return the path of the page that search engines are to list; ``None`` if there is none."""
    match content:
        case RedirectView():
            return content.target.path
        case TimelineEmbedView():
            return urls.timeline(page.language).href
        case SearchView():
            return urls.search(page.language).href
        case _:
            return None if isinstance(page, NotFoundPage) else page.url.href


def _section(page: Page) -> Section:
    match page:
        case HomePage():
            return "home"
        case YearPage() | MonthPage() | DayIndexPage() | DayPage() | ArticlePage():
            return "timeline"
        case WholeTimelinePage() | TimelinePartPage() | TimelineEmbedPage():
            return "beginning"
        case TermIndexPage(kind=kind) | TermPage(kind=kind) | TermYearPage(kind=kind):
            return kind
        case PlannedContentPage():
            return "page"
        case SearchPage() | SearchEmbedPage():
            return "search"
        case LanguagePickerPage() | NotFoundPage() | RedirectPage() | TermRedirectPage():
            return ""
        case _:
            assert_never(page)


def _export_links(views: SharedViews, page: Page) -> ExportLinksView | None:
    """Compose the links to the exports of the events that a page belongs to."""
    match page:
        case (
            LanguagePickerPage()
            | NotFoundPage()
            | SearchPage()
            | SearchEmbedPage()
            | RedirectPage()
            | DayIndexPage()
            | DayPage()
            | TermRedirectPage()
        ):
            return None
        case TermPage(kind=kind, identity=identity) | TermYearPage(kind=kind, identity=identity):
            term = TermKey(kind, identity)
            return feeds_and_exports.compose_export_links(views, page.language, term)
        case (
            HomePage()
            | YearPage()
            | MonthPage()
            | WholeTimelinePage()
            | TimelinePartPage()
            | TimelineEmbedPage()
            | ArticlePage()
            | PlannedContentPage()
            | TermIndexPage()
        ):
            return feeds_and_exports.compose_export_links(views, page.language)
        case _:
            assert_never(page)


def _shows_export_links(facts: Facts, page: Page) -> bool:
    """Return whether a page shows its links to exports, as those of the timeline it is part of."""
    match page:
        case TermPage(kind=kind, identity=identity) | TermYearPage(kind=kind, identity=identity):
            return feeds_and_exports.has_exports(facts, page.language, TermKey(kind, identity))
        case HomePage() | YearPage() | MonthPage() | WholeTimelinePage():
            return True
        case _:
            return False


def _title(  # noqa: PLR0912 - a case for each kind of content
    views: SharedViews, page: Page, content: PageContent
) -> tuple[str, str]:
    """Return the title and the description of a page."""
    facts = views.facts
    formatter = facts.formatters[page.language]
    gettext = formatter.gettext
    site = views.language(facts.site.language(page.language))
    match content:
        case TimelineView():
            title = content.heading.text
            text = content.description.text if content.description is not None else ""
            if isinstance(page, TermYearPage):
                title = add_detail(formatter, title, text)
            summary = add_count(formatter, title, content.events)
            if isinstance(page, TermPage):
                return title, f"{summary}. {text}".strip()
            return title, summary
        case DayIndexView():
            text = gettext("Each day of the year, with the number of events on it in all years.")
            return gettext("On this day"), text
        case DayView():
            return content.heading, add_count(formatter, content.heading, len(content.events))
        case TimelineEmbedView():
            title = gettext("The timeline as a picture")
            return title, f"{site.site_title.text} — {title}"
        case WholeTimelineView():
            title = gettext("From the beginning")
            if content.heading:
                title = add_detail(formatter, title, content.heading)
            return title, add_count(formatter, content.period or title, content.events)
        case RedirectView():
            return content.target.text, ""
        case IndexView():
            title = name_kind(formatter, content.kind)
            return title, f"{site.site_title.text} — {title}"
        case ArticleView() | ContentPageView():
            entry = facts.entry(text_path(page))
            article = entry.article
            return article.title, article.summary or entry.outline.excerpt or article.title
        case NotFoundView():
            return gettext("Page not found"), content.options[0].text
        case SearchView():
            return gettext("Search"), f"{site.site_title.text} — {gettext('Search')}"
        case HomeView() | LanguagePickerView():
            description = site.site_description or site.site_title
            return "", description.text
        case _:
            assert_never(content)


def _alternates(views: SharedViews, page: Page) -> Iterator[AlternateView]:
    """Compose the page in each other language, or the nearest page to it."""
    if isinstance(page, LanguagePickerPage | NotFoundPage | RedirectPage | TermRedirectPage):
        return
    facts = views.facts
    for language in facts.site.languages:
        if language.code != page.language:
            translation = find_translation(facts, page, language.code)
            url = translation.url if translation else _nearest_url(views, page, language.code)
            yield AlternateView(views.language(language), facts.href(url), translation is not None)


def _nearest_url(views: SharedViews, page: Page, language: str) -> Url:
    """Return the address nearest to a page that a language does not have."""
    facts = views.facts
    match page:
        case ArticlePage(key=key) if localized := facts.event(language, key):
            when = localized.event.when
            return timeline_url(facts, language, when.year, when.month).at(event_anchor(key))
        case TermPage(kind=kind, identity=identity) | TermYearPage(kind=kind, identity=identity):
            term = facts.find_term(language, kind, identity)
            return term.url if term else urls.index(language, kind)
        case DayPage():
            return urls.days(language)
        case TimelinePartPage():
            return urls.timeline(language)
        case MonthPage(year=year) if found := facts.find_year(language, year):
            return found.url
        case _:
            return urls.home(language)


def _trail(views: SharedViews, page: Page) -> Iterator[LinkView]:
    """Compose the links to the pages above a page, outermost first, without the home page."""
    facts, language = views.facts, page.language
    match page:
        case MonthPage(year=year):
            yield views.year_link(language, year)
        case TimelinePartPage():
            label = facts.formatters[language].gettext("From the beginning")
            yield facts.link(language, urls.timeline(language), label)
        case ArticlePage(key=key):
            when = views.find_listed(language, key).event.when
            yield views.year_link(language, when.year)
            if when.month is not None:
                yield views.month_link(language, when.year, when.month)
        case TermPage(kind=kind, identity=identity) | TermYearPage(kind=kind, identity=identity):
            label = name_kind(facts.formatters[language], kind)
            yield facts.link(language, urls.index(language, kind), label)
            if isinstance(page, TermYearPage):
                yield views.term(kind, identity, language)
        case (
            LanguagePickerPage()
            | NotFoundPage()
            | HomePage()
            | YearPage()
            | DayIndexPage()
            | DayPage()
            | WholeTimelinePage()
            | TimelineEmbedPage()
            | PlannedContentPage()
            | TermIndexPage()
            | SearchPage()
            | SearchEmbedPage()
            | RedirectPage()
            | TermRedirectPage()
        ):
            return
        case _:
            assert_never(page)
