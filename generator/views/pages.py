"""The frozen values that templates print.

Every string is already in the language of the page, every list is in its final order, and every
number is counted. A ``path`` is relative to the root of the site, percent-encoded and without a
leading slash (``ar/articles/strike/``, ``ar/2024/#m09``); a template prints ``root`` before it.
A string that may be in another language than the page comes with ``lang`` and ``dir``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.model import Direction
from generator.views.article import ArticleView, ContentPageView
from generator.views.days import DayIndexView, DayView
from generator.views.home import HomeView, IndexView, LanguagePickerView, NotFoundView
from generator.views.pictures import ImageView
from generator.views.search import SearchView
from generator.views.shared import LanguageView, LinkView, TextView
from generator.views.timelines import TimelineEmbedView, TimelineView, WholeTimelineView

# The entries of the navigation that a page can belong to.
Section = Literal["home", "timeline", "beginning", "tags", "sources", "page", "search", ""]


class SiteView(Struct, frozen=True):
    """What all pages in one language share.

    Attributes:
        language: The language.
        title: The title of the site.
        description: The description of the site.
        home: The path of the home page.
        tags: The path of the index of all tags.
        sources: The path of the index of all sources.
        search: The path of the page that finds events.
        timeline: The path of the whole timeline.
        pages: The pages from ``content/pages/``, for the navigation.
        base_url: The full address of the site; empty if ``site.toml`` has none.
        image: The image for link previews of pages without an image of their own.
        logo: The picture before the title.
        scheme: ``light`` or ``dark``, whichever readers see who have not chosen; ``auto`` for that
            of their system.
        offline: Whether the pages are read from a disk.
        fonts: Whether the pages have fonts of their own.
    """

    language: LanguageView
    title: TextView
    description: TextView | None
    home: str
    tags: str
    sources: str
    search: str
    timeline: str
    pages: tuple[LinkView, ...]
    base_url: str
    image: ImageView | None
    logo: ImageView | None
    scheme: Literal["auto", "light", "dark"]
    offline: bool
    fonts: bool = False


class AlternateView(Struct, frozen=True):
    """The page in another language.

    Attributes:
        language: The other language.
        path: The path of the translation or, if there is none, of the nearest page to it.
        translated: Whether the page itself exists in that language. The language switch links to
            the nearest page too; ``hreflang`` must not.
    """

    language: LanguageView
    path: str
    translated: bool


class ExportLinkView(Struct, frozen=True):
    """A link to the events in another format.

    Attributes:
        path: The path of the file.
        name: The name of the format.
        type: The media type of the file.
        title: The title of the file.
        feed: Whether the file is a feed, to which readers subscribe.
    """

    path: str
    name: str
    type: str
    title: str
    feed: bool


class ExportLinksView(Struct, frozen=True):
    """The links to the events of a language, a tag or a source in other formats.

    Attributes:
        title: The title of the language's, tag's or source's timeline.
        links: The links.
    """

    title: str
    links: tuple[ExportLinkView, ...]


class PageView(Struct, frozen=True):
    """The page as a document.

    Attributes:
        path: The path of the page.
        root: The relative way to the root of the site, such as ``../../``, or ``./`` at the root.
        title: The title of the page without that of the site; may be empty.
        description: One or two sentences in plain text; may be empty.
        lang: The language of ``title`` and ``description``.
        dir: The direction of ``title`` and ``description``.
        canonical: The full address of the page; empty if the site has no ``base_url``.
        alternates: The page in each other language of the site, in the site's order.
        trail: The pages above this page below the home page, outermost first.
        section: The entry of the navigation that the page belongs to; may be empty.
        default_path: The path for readers of all other languages; ``None`` if the page has no
            translation.
        image: The image for link previews: that of the page, else that of the site.
        export_links: The events that the page belongs to, in other formats.
        shows_export_links: Whether the page shows ``export_links`` to readers.
    """

    path: str
    root: str
    title: str
    description: str
    lang: str
    dir: Direction
    canonical: str
    alternates: tuple[AlternateView, ...]
    trail: tuple[LinkView, ...]
    section: Section
    default_path: str | None
    image: ImageView | None
    export_links: ExportLinksView | None
    shows_export_links: bool


class RedirectView(Struct, frozen=True):
    """A page that has moved.

    Attributes:
        target: The page at its new address.
        text: A sentence for readers whose browser does not follow the redirect.
    """

    target: LinkView
    text: str


PageContent = (
    HomeView
    | TimelineView
    | DayIndexView
    | DayView
    | WholeTimelineView
    | TimelineEmbedView
    | IndexView
    | ArticleView
    | ContentPageView
    | LanguagePickerView
    | NotFoundView
    | SearchView
    | RedirectView
)
