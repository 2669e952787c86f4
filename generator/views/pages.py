"""The frozen values that templates print.

Every string is already in the language of the page, every list is in its final order, and every
number is counted. A ``path`` is relative to the root of the site, percent-encoded and without a
leading slash (``ar/articles/strike/``, ``ar/2024/#m09``); a template prints ``root`` before it.
A string that may be in another language than the page comes with ``lang`` and ``dir``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.model import Direction, FrozenMapping

# The entries of the navigation that a page can belong to.
Section = Literal["home", "timeline", "beginning", "tags", "sources", "page", "search", ""]
# The shapes of the mark of an event: the precision of its date.
MarkShape = Literal["time", "day", "month", "year", "span", "open"]
# Ends of a mark on a timeline chart.
ChartSides = Literal["", "left", "right", "both"]


class TextView(Struct, frozen=True):
    """A string with its language.

    Attributes:
        text: The string.
        lang: The language of the string (BCP 47).
        dir: The direction of the string, ``ltr`` or ``rtl``.
    """

    text: str
    lang: str
    dir: Direction


class LinkView(Struct, frozen=True):
    """A link to a page of the site.

    Attributes:
        path: The path of the page.
        text: The text of the link.
        lang: The language of the text (BCP 47).
        dir: The direction of the text, ``ltr`` or ``rtl``.
    """

    path: str
    text: str
    lang: str
    dir: Direction


class CountedLinkView(Struct, frozen=True):
    """A link to a timeline with the number of its events.

    Attributes:
        path: The path of the timeline.
        text: The text of the link.
        lang: The language of the text (BCP 47).
        dir: The direction of the text, ``ltr`` or ``rtl``.
        count: The number of events.
        description: The description of the tag or source.
    """

    path: str
    text: str
    lang: str
    dir: Direction
    count: int
    description: TextView | None = None


class LanguageView(Struct, frozen=True):
    """A language of the site.

    Attributes:
        code: The code of the language (BCP 47).
        name: The name of the language in that language.
        dir: The direction of its script, ``ltr`` or ``rtl``.
        locale: The CLDR locale that dates and numbers are written in, such as ``ar_IQ``.
        digits: The CLDR name of its digits, such as ``latn`` or ``arab``.
        path: The path of its home page.
        site_title: The title of the site for its readers.
        site_description: The description of the site for its readers.
    """

    code: str
    name: str
    dir: Direction
    locale: str
    digits: str
    path: str
    site_title: TextView
    site_description: TextView | None


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


class WhenView(Struct, frozen=True):
    """A date at the precision that it is known with.

    Attributes:
        text: The date in full, as in the press.
        short: What a heading with the year and, if known, the month leaves to say; may be empty.
        datetime: The value of HTML's ``datetime``; empty if HTML has no value for the date.
        edtf: The date in EDTF.
        hijri: The date in the Islamic calendar; empty if the site does not show it.
        original: The date in the calendar that it was written in; empty if that is the Gregorian
            one.
        is_within: Whether it is at some time of the interval ``edtf``, and did not last that long:
            "between 2003 and 2011", or a month or a year of another calendar.
        shape: The shape of the mark on the timeline: ``time``, ``day``, ``month``, ``year``,
            ``span`` or ``open``.
        approximate: Whether the date is approximate.
        uncertain: Whether the date is uncertain.
    """

    text: str
    short: str
    datetime: str
    edtf: str
    hijri: str
    original: str
    is_within: bool
    shape: MarkShape
    approximate: bool
    uncertain: bool


class EventView(Struct, frozen=True):
    """An event as an entry of a timeline.

    Attributes:
        anchor: The ``id`` of the entry.
        path: The path of the article.
        title: The title.
        summary: The summary, or the start of the text.
        lang: The language of ``title`` and ``summary``.
        dir: The direction of ``title`` and ``summary``.
        when: The date.
        status: The status, such as ``occurred`` or ``alleged``.
        place: The name of the place.
        sources: The cited sources.
        tags: The tags.
        foreign: The language of the text if the event has none in the language of the page.
        foreign_name: The name of that language in the language of the page; else empty.
        draft: Whether the article is a draft.
        extra: The site's own data of this text.
        fields: The values of the fields that were added to the table of fields.
        image: The lead image.
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
    extra: FrozenMapping
    fields: FrozenMapping
    image: EventImageView | None = None


class ItemView(Struct, frozen=True):
    """An event in its group.

    Attributes:
        event: The event.
        gap: A note about a long time without events before it; mostly empty.
    """

    event: EventView
    gap: str = ""


class GroupView(Struct, frozen=True):
    """The events of one month or of one year.

    Attributes:
        anchor: The ``id`` of the group.
        heading: The name of the month or year.
        kind: ``year``, ``month``, or ``loose`` for the events of a year whose month is not known.
        gap: A note about a long time without events, before the heading; mostly empty.
        items: The events.
    """

    anchor: str
    heading: str
    kind: Literal["year", "month", "loose"]
    gap: str
    items: tuple[ItemView, ...]


class BarView(Struct, frozen=True):
    """A bar of the density chart.

    Attributes:
        x: The left edge, in percent of the width of the chart.
        y: The top edge, in pixels.
        width: The width, in percent.
        height: The height, in pixels.
        path: The path of the month or year.
        label: The month or year with the number of its events.
        kind: ``month`` or ``year``; ``loose`` for the events of a year whose month is not known,
            in a chart of months.
    """

    x: float
    y: float
    width: float
    height: float
    path: str
    label: str
    kind: Literal["month", "year", "loose"]


class TickView(Struct, frozen=True):
    """A year below the density chart; lengths are in percent of the width of the chart.

    Attributes:
        x: The middle of the year, where its label is.
        start: The left edge of the year.
        width: The width of the year.
        text: The label; empty where there is no room for one.
        path: The path of the year.
        label: The year with the number of its events.
    """

    x: float
    start: float
    width: float
    text: str
    path: str
    label: str


class BreakView(Struct, frozen=True):
    """A run of years without events that the density chart leaves out.

    Attributes:
        x: The middle of the break, in percent of the width of the chart.
        label: The years that are left out, which have no events.
    """

    x: float
    label: str


class DensityChartView(Struct, frozen=True):
    """How many events each month or year has, as bars; mirrored where a page is right-to-left.

    Attributes:
        width: The width that the chart needs at least, in pixels.
        height: The height of the chart, in pixels.
        baseline: The bottom edge of all bars, in pixels from the top.
        scale: The number of events of a bar of full height, and then half of it if that is a whole
            number.
        bars: The bars.
        ticks: The years.
        breaks: The runs of years that are left out.
        lasting: The left edges and the widths of the times at which some event lasts, in percent.
        by_year: Whether each bar is a year.
        fits: Whether the chart is narrow enough for any screen.
    """

    width: int
    height: int
    baseline: int
    scale: tuple[int, ...]
    bars: tuple[BarView, ...]
    ticks: tuple[TickView, ...]
    breaks: tuple[BreakView, ...]
    lasting: tuple[tuple[float, float], ...]
    by_year: bool
    fits: bool


class AxisLabelView(Struct, frozen=True):
    """A round time on the axis of a timeline chart.

    Attributes:
        x: Where it is.
        text: Its name.
    """

    x: float
    text: str


class AxisBreakView(Struct, frozen=True):
    """A silence that the axis of a timeline chart leaves out.

    Attributes:
        x: The left edge of the break.
        width: The width of the break.
        text: How long the silence is.
        label: The same in full: what is left out, if nothing happened then as far as is known.
    """

    x: float
    width: float
    text: str
    label: str


class ChartMarkView(Struct, frozen=True):
    """An event on a timeline chart, in the units of its view box.

    Attributes:
        event: The event.
        x: The left edge of the time at which it can have been.
        width: The width of that time.
        y: The top edge of its row.
        is_point: Whether that time is too short to be drawn as a bar: its mark is at the middle.
        middle: The middle of that time.
        fades: The ends that are approximate.
        tails: The ends that are open: ``left``, ``right``, ``both`` or nothing, as above.
        label_x: Where its label begins, or ends, in the direction of reading.
        is_at_end: Whether its label ends there, because there is no room after it.
        is_turned: Whether its title runs against the direction of the page.
        date: The date, shortened to its room; empty if there is no room for a label.
        lines: The lines of its title, shortened to their room; none likewise.
    """

    event: EventView
    x: float
    width: float
    y: float
    is_point: bool
    middle: float
    fades: ChartSides
    tails: ChartSides
    label_x: float
    is_at_end: bool
    is_turned: bool
    date: str
    lines: tuple[str, ...]


class TimelineChartView(Struct, frozen=True):
    """Events drawn along time, which runs in the direction of the page.

    Attributes:
        width: The width of the view box.
        height: The height of the view box.
        baseline: The bottom edge of all bars, where the axis is.
        label: What it shows: the first and the last year with the number of events.
        marks: The events that have room, oldest first.
        bars: How many events each month, year or decade has, if some events have no room.
        ticks: The labels of the axis.
        contexts: What the labels of the axis are part of, such as the years of its months.
        breaks: The silences that the axis leaves out.
        panels: The left and the right edges of the parts of the axis between them.
    """

    width: float
    height: float
    baseline: float
    label: str
    marks: tuple[ChartMarkView, ...]
    bars: tuple[BarView, ...]
    ticks: tuple[AxisLabelView, ...]
    contexts: tuple[AxisLabelView, ...]
    breaks: tuple[AxisBreakView, ...]
    panels: tuple[tuple[float, float], ...]


class ChartDataView(Struct, frozen=True):
    """What scripts draw a timeline chart from.

    Attributes:
        events: The path of the file with what all events are filtered by.
        files: The path and the number of events of each file with events, oldest first.
        panels: The first and the last second and the left and the right edge of each part of the
            axis, as the chart without scripts has them.
        breaks: How long each silence between them is, and what is known of it.
        timezone: The time zone of the site (IANA); empty if it has none.
        months: The names of the months.
        before: The name of the year 2 BCE, with the number.
    """

    events: str
    files: str
    panels: str
    breaks: tuple[tuple[str, str], ...]
    timezone: str
    months: tuple[str, ...]
    before: str


class TimelineEmbedView(Struct, frozen=True):
    """The picture of a timeline for frames of other sites.

    Attributes:
        timeline: The path of the whole timeline.
        chart: The events as a picture; ``None`` without events.
        data: What scripts draw the picture from.
    """

    timeline: str
    chart: TimelineChartView | None
    data: ChartDataView | None


class WholeTimelineView(Struct, frozen=True):
    """The whole timeline of a language, or a part of it, oldest first.

    Attributes:
        heading: The name of the part; empty on the page of the whole timeline.
        period: The first and the last year; empty without events.
        events: The number of events.
        chart: The events as a picture; ``None`` without events.
        data: What scripts draw the picture from; ``None`` on the page of a part.
        embed: The path of the picture for frames of other sites.
        groups: The events by year, or by month if there is only one year.
        parts: The pages of a long timeline, whose own page has no groups.
        previous: The part before this one.
        next: The part after this one.
    """

    heading: str
    period: str
    events: int
    chart: TimelineChartView | None
    data: ChartDataView | None
    embed: str
    groups: tuple[GroupView, ...]
    parts: tuple[CountedLinkView, ...]
    previous: LinkView | None
    next: LinkView | None


class HomeView(Struct, frozen=True):
    """The home page of a language.

    Attributes:
        density_chart: How many events each month has; ``None`` without events.
        lead: The newest event that is not expected; ``None`` without such an event.
        newest: The newest events after ``lead``, newest first.
        ongoing: The events that began last of those without an end.
        expected: The next expected events.
        days: The path of the index of the days of the year; empty if no event is on a known day.
        day_bits: For each month a hexadecimal number, separated by spaces: its lowest bit says
            whether there are events on the first of the month, the next on the second, and so on.
        events: The number of all events.
        tags: The tags with most events.
        years: The years with events.
    """

    density_chart: DensityChartView | None
    lead: EventView | None
    newest: tuple[EventView, ...]
    ongoing: tuple[EventView, ...]
    expected: tuple[EventView, ...]
    days: str
    day_bits: str
    events: int
    tags: tuple[CountedLinkView, ...]
    years: tuple[CountedLinkView, ...]


class TimelineView(Struct, frozen=True):
    """The events of a year, a month, a tag or a source, oldest first.

    Attributes:
        kind: ``year``, ``month``, ``tag`` or ``source``.
        heading: The name of the timeline.
        description: The description from the registry or, on the page of one year of a tag or
            source, the year.
        url: The website of the source; else empty.
        events: The number of events, those on the pages of its parts included.
        under_way: The events that began before the year or month and last into it, oldest first.
        density_chart: How many events of a tag or source each year has, or each month if the
            timeline is long; ``None`` for other timelines and for a few years only.
        newest: The newest events of a long timeline of a tag or a source, newest first.
        groups: The events on this page; of a long timeline of a tag or a source, none.
        parts: The months or years of the timeline.
        parts_are_pages: Whether ``parts`` are pages of their own, because the timeline is long.
        previous: The timeline before this one.
        next: The timeline after this one.
        short_dates: Whether the headings above an event already name its year.
        search: The address of the search in these events, relative to the root of the site.
        chart: The address of their picture, likewise.
    """

    kind: Literal["year", "month", "tag", "source"]
    heading: TextView
    description: TextView | None
    url: str
    events: int
    density_chart: DensityChartView | None
    newest: tuple[EventView, ...]
    under_way: tuple[EventView, ...]
    groups: tuple[GroupView, ...]
    parts: tuple[CountedLinkView, ...]
    parts_are_pages: bool
    previous: LinkView | None
    next: LinkView | None
    short_dates: bool
    search: str
    chart: str


class DayView(Struct, frozen=True):
    """The events of one day of the year, in all years.

    Attributes:
        index: The path of the index of the days of the year.
        heading: The day and the month.
        events: The events, oldest first.
        previous: The day before with events.
        next: The day after with events.
    """

    index: str
    heading: str
    events: tuple[EventView, ...]
    previous: LinkView | None
    next: LinkView | None


class MonthOfDaysView(Struct, frozen=True):
    """The days of one month that have events, in whatever year.

    Attributes:
        heading: The name of the month.
        days: The days, each with the number of its events.
    """

    heading: str
    days: tuple[CountedLinkView, ...]


class DayIndexView(Struct, frozen=True):
    """The days of the year that have events.

    Attributes:
        months: The months that have such days.
    """

    months: tuple[MonthOfDaysView, ...]


class LetterView(Struct, frozen=True):
    """The terms of an index that begin with one letter.

    Attributes:
        letter: The letter; empty in a short index, which is not divided.
        terms: The tags or sources.
    """

    letter: str
    terms: tuple[CountedLinkView, ...]


class IndexView(Struct, frozen=True):
    """All tags or all sources, in the alphabetical order of the language.

    Attributes:
        kind: ``tags`` or ``sources``.
        letters: The tags or sources by their first letters.
        total: The number of tags or sources.
    """

    kind: Literal["tags", "sources"]
    letters: tuple[LetterView, ...]
    total: int


class SizeView(Struct, frozen=True):
    """A picture in one of the sizes that browsers choose from.

    Attributes:
        path: The path of the file, which is WebP.
        width: Its width in pixels.
    """

    path: str
    width: int


class PictureView(Struct, frozen=True):
    """A picture in several sizes, for ``partials/picture.html``.

    Attributes:
        path: The path of the file for browsers without WebP; that of the only file if there are no
            sizes.
        width: The width of that file in CSS pixels; 0 if it is not known.
        height: Its height in CSS pixels; 0 if it is not known.
        sizes: The sizes for all other browsers, the narrowest first.
    """

    path: str
    width: int
    height: int
    sizes: tuple[SizeView, ...] = ()


class EventImageView(Struct, frozen=True):
    """The lead image of an event in a list.

    Attributes:
        thumbnail: The image cropped to three by two, small.
        picture: The whole image in the sizes of the article, for a list that shows it large.
        focus_x: Where its most important point is, in hundredths of its width, a multiple of 10.
        focus_y: The same in hundredths of its height.
        alt: The alternative text, in the language of the event.
    """

    thumbnail: PictureView
    picture: PictureView
    focus_x: int
    focus_y: int
    alt: str


class OriginalView(Struct, frozen=True):
    """The original of a picture, which a reader can examine.

    Attributes:
        path: The path of the file.
        width: Its width in pixels.
        height: Its height in pixels.
    """

    path: str
    width: int
    height: int


class ImageView(Struct, frozen=True):
    """An image of the site.

    Attributes:
        path: The path of the image: that of the file for browsers without WebP.
        width: The width of that file in CSS pixels; 0 if it is not known.
        height: Its height in CSS pixels; 0 if it is not known.
        alt: The alternative text.
        credit: The credit line; may be empty.
        caption: The caption; may be empty.
        credit_url: The address that the credit line leads to; may be empty.
        license: The name of the license; may be empty.
        license_url: The address of the license; may be empty.
        sizes: The image in other sizes, the narrowest first.
        original: The original of the image, if it is published.
    """

    path: str
    width: int
    height: int
    alt: str
    credit: str
    caption: str = ""
    credit_url: str = ""
    license: str = ""
    license_url: str = ""
    sizes: tuple[SizeView, ...] = ()
    original: OriginalView | None = None


class ReferenceView(Struct, frozen=True):
    """The target of a link or image in a text.

    Attributes:
        path: The path of the target; ``None`` if it does not exist.
        width: The width of an image in CSS pixels; 0 for links.
        height: The height of an image in CSS pixels; 0 for links.
        sizes: An image in other sizes, the narrowest first.
    """

    path: str | None
    width: int = 0
    height: int = 0
    sizes: tuple[SizeView, ...] = ()


class CitationView(Struct, frozen=True):
    """A source of an article, in full.

    Attributes:
        name: The source, with a link to its timeline.
        url: The address of the report; may be empty.
        title: The title of the report.
        published: When the report was published.
        accessed: When the author read the report.
        via: The source that passed the report on, such as a news agency.
        via_path: The path of the timeline of that source; empty if it is not a source of the site.
        archived: The address of an archived copy; may be empty.
        quote: A quotation from the report.
        says: What the source says of the event.
    """

    name: LinkView
    url: str
    title: TextView | None
    published: WhenView | None
    accessed: WhenView | None
    via: TextView | None
    via_path: str
    archived: str
    quote: TextView | None
    says: tuple[TextView, ...] = ()


class ClaimView(Struct, frozen=True):
    """What a source says of an event.

    Attributes:
        source: The source, with a link to its timeline.
        says: What it says.
        published: When the report was published.
        url: The address of the report; may be empty.
    """

    source: LinkView
    says: TextView
    published: WhenView | None
    url: str


class ClaimsView(Struct, frozen=True):
    """What several sources say of an event.

    Attributes:
        rows: What each says, in the order of their reports.
        range: The lowest and the highest of their numbers, with the words around them; empty if
            the sources do not differ in one number.
        is_dated: Whether the date of any report is known.
    """

    rows: tuple[ClaimView, ...]
    range: str
    is_dated: bool


class CorrectionView(Struct, frozen=True):
    """A correction of a text.

    Attributes:
        date: When the text was corrected.
        note: What was wrong.
    """

    date: WhenView
    note: str


class NeighborView(Struct, frozen=True):
    """A link to another event.

    Attributes:
        path: The path of the article.
        title: The title.
        lang: The language of the title (BCP 47).
        dir: The direction of the title, ``ltr`` or ``rtl``.
        when: The date of the event.
    """

    path: str
    title: str
    lang: str
    dir: Direction
    when: WhenView


class HeadingView(Struct, frozen=True):
    """An entry of the table of contents.

    Attributes:
        level: The level of the heading, from 2.
        anchor: The ``id`` of the heading.
        text: The text of the heading.
    """

    level: int
    anchor: str
    text: str


class ArticleView(Struct, frozen=True):
    """One event in one language.

    Attributes:
        title: The title.
        outdated: The original of this text, with the name of its language, if it has changed since
            this text was translated from it.
        when: The date of the event.
        status: The status, such as ``occurred`` or ``alleged``.
        place: The name of the place.
        image: The lead image.
        references: The targets of the links and images in the text, in order.
        contents: The table of contents.
        claims: What the sources say; ``None`` if fewer than two say something.
        citations: The cited sources.
        tags: The tags.
        published: When the text was published.
        updated: When the text was last updated.
        corrections: The corrections of the text.
        related: The events that the author relates to this one.
        similar: Other events with much in common.
        earlier: The event before this one.
        later: The event after this one.
        cite: How to cite the page, without its address and the date of access.
        cite_address: The address for citations; empty if the site has no ``base_url``.
        draft: Whether the article is a draft.
        extra: The site's own data of this text.
        fields: The values of the fields that were added to the table of fields.
    """

    title: str
    outdated: LinkView | None
    when: WhenView
    status: str
    place: TextView | None
    image: ImageView | None
    references: tuple[ReferenceView, ...]
    contents: tuple[HeadingView, ...]
    claims: ClaimsView | None
    citations: tuple[CitationView, ...]
    tags: tuple[LinkView, ...]
    published: WhenView | None
    updated: WhenView | None
    corrections: tuple[CorrectionView, ...]
    related: tuple[NeighborView, ...]
    similar: tuple[NeighborView, ...]
    earlier: NeighborView | None
    later: NeighborView | None
    cite: str
    cite_address: str
    draft: bool
    extra: FrozenMapping
    fields: FrozenMapping


class ContentPageView(Struct, frozen=True):
    """A page from ``content/pages/``, such as "About".

    Attributes:
        title: The title.
        references: The targets of the links and images in the text, in order.
        contents: The table of contents.
        extra: The site's own data of this text.
        fields: The values of the fields that were added to the table of fields.
    """

    title: str
    references: tuple[ReferenceView, ...]
    contents: tuple[HeadingView, ...]
    extra: FrozenMapping
    fields: FrozenMapping


class LanguageOptionView(Struct, frozen=True):
    """A language that readers can choose. All texts are in that language.

    Attributes:
        language: The language.
        heading: The title of the site.
        text: What the site is; may be empty.
        period: The years of its events and their number; empty if there are none.
        first_year: The first of these years.
        last_year: The last of these years; empty if it is the first.
        density_chart: How many events each month or year has; ``None`` if there are none.
        action: The text of the link to the home page.
        pages: The site's own pages.
    """

    language: LanguageView
    heading: str
    text: str
    period: str
    first_year: str
    last_year: str
    density_chart: DensityChartView | None
    action: str
    pages: tuple[LinkView, ...]


class LanguagePickerView(Struct, frozen=True):
    """The page at the root of the site.

    Attributes:
        options: The languages of the site.
    """

    options: tuple[LanguageOptionView, ...]


class NotFoundOptionView(Struct, frozen=True):
    """Where to go on from an unknown address in one language. All texts are in that language.

    Attributes:
        language: The language.
        heading: The heading.
        text: A sentence for readers.
        search: The page that finds events, and the label of the field for what to find.
        search_action: The text of the button next to this field.
        menu_label: The name of the menu.
        menu: The pages of the menu.
        years_label: The heading of the years.
        years: The latest years with events.
    """

    language: LanguageView
    heading: str
    text: str
    search: LinkView
    search_action: str
    menu_label: str
    menu: tuple[LinkView, ...]
    years_label: str
    years: tuple[LinkView, ...]


class NotFoundView(Struct, frozen=True):
    """The page for unknown addresses.

    Attributes:
        options: What it offers in each language of the site.
    """

    options: tuple[NotFoundOptionView, ...]


class RedirectView(Struct, frozen=True):
    """A page that has moved.

    Attributes:
        target: The page at its new address.
        text: A sentence for readers whose browser does not follow the redirect.
    """

    target: LinkView
    text: str


class SearchView(Struct, frozen=True):
    """The page that finds events.

    Attributes:
        folder: The path of the search index.
        bits: How many bits the numbers of events have in it.
        words: The number of its pieces with words, a power of two, as are the others.
        postings: The number of its pieces with the places of words.
        records: The number of its pieces with results, for each language.
        statuses: The statuses of events.
        languages: The languages of the site.
    """

    folder: str
    bits: int
    words: int
    postings: int
    records: int
    statuses: tuple[str, ...]
    languages: tuple[LanguageView, ...]


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
