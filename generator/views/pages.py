"""What templates may see: frozen values, ready to print.

Every string is already in the page's language, every list in its order, every number counted.
``path`` is always an address relative to the root of the site, percent-encoded and without a
leading slash (``ar/articles/strike/``, ``ar/2024/#m09``); a template prints ``root`` before it.
A string that may be in another language than its page comes with ``lang`` and ``dir``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model import Direction

# The entries of the navigation that a page can belong to.
Section = Literal["home", "timeline", "tags", "sources", "page", ""]


@dataclass(frozen=True, slots=True)
class TextView:
    """A string, its language and its direction."""

    text: str
    lang: str
    dir: Direction


@dataclass(frozen=True, slots=True)
class LinkView:
    """A named address within the site."""

    path: str
    text: str
    lang: str
    dir: Direction


@dataclass(frozen=True, slots=True)
class CountedLinkView:
    """A named address with how many events stand behind it."""

    path: str
    text: str
    lang: str
    dir: Direction
    count: int
    description: TextView | None = None


@dataclass(frozen=True, slots=True)
class LanguageView:
    """A language of the site: its BCP 47 code, name for itself, CLDR digits and home."""

    code: str
    name: str
    dir: Direction
    locale: str
    digits: str
    path: str
    site_title: TextView
    site_description: TextView | None


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page of one language shares."""

    language: LanguageView
    title: TextView
    description: TextView | None
    home: str
    tags: str
    sources: str
    pages: tuple[LinkView, ...]
    base_url: str
    image: ImageView | None


@dataclass(frozen=True, slots=True)
class AlternateView:
    """The page in another language.

    ``translated`` is false when there is no such page and ``path`` leads to the nearest one
    above it: the language switch shows it, ``hreflang`` must not.
    """

    language: LanguageView
    path: str
    translated: bool


@dataclass(frozen=True, slots=True)
class ExportLinkView:
    """The events in another format.

    Attributes:
        path: The file.
        name: What the format is called, in letters that need no translation.
        type: Its media type.
        title: Whose events they are.
        feed: Whether it is a feed, to subscribe to.
    """

    path: str
    name: str
    type: str
    title: str
    feed: bool


@dataclass(frozen=True, slots=True)
class ExportLinksView:
    """The files that hold the events of a language, a tag or a source."""

    title: str
    export_links: tuple[ExportLinkView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The page as a document.

    Attributes:
        path: Its address.
        root: What leads from it to the root of the site: ``../../``, or ``./`` at the root.
        title: Its own title, without the site's.
        description: One sentence or two, plain text; may be empty.
        lang: The language of ``title`` and ``description``.
        dir: Their direction.
        canonical: Its full address; empty when the site has no ``base_url``.
        alternates: One for each other language of the site, in the site's order.
        trail: Its ancestors below the home page, outermost first.
        section: Which entry of the navigation it belongs to.
        default: The page for readers of any other language; ``None`` when it stands alone.
        offers: The events it belongs to, in other formats.
        offering: Whether it is the place where a reader looks for them.
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
    default: str | None
    export_links: ExportLinksView | None
    shows_export_links: bool


@dataclass(frozen=True, slots=True)
class WhenView:
    """A date at the precision it is known with.

    Attributes:
        text: In full, as a press date line.
        short: What is left to say under a heading that names the year and, if known, the month;
            may be empty.
        datetime: The value of HTML's ``datetime``; empty where HTML has none for it.
        edtf: The same in EDTF.
        hijri: In the Islamic calendar; empty when the site or the date has none.
        mark: What its mark on the axis shows.
        approximate: About then.
        uncertain: Then, if the source is right.
    """

    text: str
    short: str
    datetime: str
    edtf: str
    hijri: str
    mark: Literal["time", "day", "month", "year", "span", "open"]
    approximate: bool
    uncertain: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """An event as an entry of a timeline.

    ``foreign`` is the language it is written in when it has no text in the page's own;
    ``lang`` and ``dir`` are those of its title and summary. ``foreign_name`` is what the page's
    own language calls that other one. ``anchor`` is the ``id`` of the entry.
    """

    anchor: str
    path: str
    title: str
    summary: str
    lang: str
    dir: Direction
    when: WhenView
    status: str
    place: TextView | None
    sources: tuple[LinkView, ...]
    tags: tuple[LinkView, ...]
    foreign: LanguageView | None
    foreign_name: str
    draft: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """An event in its group; ``gap`` tells of a long silence before it, or is empty."""

    event: EventView
    gap: str = ""


@dataclass(frozen=True, slots=True)
class GroupView:
    """The events of one month, or of one year.

    ``kind`` is ``loose`` for those of a year whose month is not known. ``gap`` stands before
    the heading.
    """

    anchor: str
    heading: str
    kind: Literal["year", "month", "loose"]
    gap: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class BarView:
    """One bar of the density strip, in the units of its view box."""

    x: float
    y: float
    width: float
    height: float
    path: str
    label: str
    kind: Literal["month", "year"]


@dataclass(frozen=True, slots=True)
class TickView:
    """One year under the strip; its label stands around ``x``; empty where labels thin out."""

    x: float
    start: float
    end: float
    text: str
    path: str
    label: str


@dataclass(frozen=True, slots=True)
class BreakView:
    """A run of years without events, folded: where it stands, and what it leaves out."""

    x: float
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class DensityChartView:
    """How many events each month holds, drawn in reading direction (mirrored where it is rtl).

    Bars stand on the line ``y = baseline``; a bar of kind ``year`` is a low band as wide as its
    year, for events whose month is not known.
    """

    width: float
    height: float
    baseline: float
    bars: tuple[BarView, ...]
    ticks: tuple[TickView, ...]
    breaks: tuple[BreakView, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The first page of a language."""

    strip: DensityChartView | None
    newest: tuple[EventView, ...]
    expected: tuple[EventView, ...]
    events: int
    tags: tuple[CountedLinkView, ...]
    years: tuple[CountedLinkView, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A run of events, oldest first: of a year, a month, a tag or a source.

    Attributes:
        kind: What it is a timeline of.
        heading: Its name.
        description: What the registry says of it.
        url: The source's own address, or empty.
        events: How many events it has, those on its parts' pages included.
        groups: The events on this page.
        parts: The pages or groups it falls into.
        split: Whether ``parts`` are pages of their own.
        previous: The timeline before it.
        next: The timeline after it.
        short: Whether the headings above an event already name its year.
    """

    kind: Literal["year", "month", "tag", "source"]
    heading: TextView
    description: TextView | None
    url: str
    events: int
    groups: tuple[GroupView, ...]
    parts: tuple[CountedLinkView, ...]
    split: bool
    previous: LinkView | None
    next: LinkView | None
    short: bool


@dataclass(frozen=True, slots=True)
class LetterView:
    """The terms of an index that begin with one letter; ``letter`` is empty in a short index."""

    letter: str
    terms: tuple[CountedLinkView, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """All tags or all sources, in the language's own alphabetical order."""

    kind: Literal["tags", "sources"]
    letters: tuple[LetterView, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ImageView:
    """An image of the site, with its size in CSS pixels."""

    path: str
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """What a reference of a body leads to; ``width`` and ``height`` are 0 for links."""

    path: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class CitationView:
    """One source of an article, in full. Absent parts are empty or ``None``."""

    name: LinkView
    url: str
    title: TextView | None
    published: WhenView | None
    accessed: WhenView | None
    via: LinkView | TextView | None
    archived: str
    quote: TextView | None


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """When a mistake was set right, and what it was."""

    date: WhenView
    note: str


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """Another event, named with its date."""

    path: str
    title: str
    lang: str
    dir: Direction
    when: WhenView


@dataclass(frozen=True, slots=True)
class HeadingView:
    """An entry of the contents."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One event, told in one language."""

    title: str
    when: WhenView
    status: str
    place: TextView | None
    image: ImageView | None
    references: tuple[ReferenceView, ...]
    contents: tuple[HeadingView, ...]
    citations: tuple[CitationView, ...]
    tags: tuple[LinkView, ...]
    published: WhenView | None
    updated: WhenView | None
    corrections: tuple[CorrectionView, ...]
    related: tuple[NeighbourView, ...]
    similar: tuple[NeighbourView, ...]
    earlier: NeighbourView | None
    later: NeighbourView | None
    cite: str
    cite_address: str
    draft: bool


@dataclass(frozen=True, slots=True)
class ContentPageView:
    """A page outside the chronology, such as the one about the site."""

    title: str
    references: tuple[ReferenceView, ...]
    contents: tuple[HeadingView, ...]


@dataclass(frozen=True, slots=True)
class WelcomeView:
    """What a page in every language says in one of them: a heading, a line, a way on."""

    language: LanguageView
    heading: str
    text: str
    action: str


@dataclass(frozen=True, slots=True)
class LanguagePickerView:
    """The page at the root, and the one for addresses that lead nowhere: both in every language."""

    welcomes: tuple[WelcomeView, ...]


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page that has moved: where to, and what to say to who is not led on."""

    target: LinkView
    text: str


Content = (
    HomeView
    | TimelineView
    | IndexView
    | ArticleView
    | ContentPageView
    | LanguagePickerView
    | RedirectView
)
