"""The frozen values that templates print on pages of several kinds."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.model import Direction, FrozenMapping
from generator.views.pictures import EventImageView

# The shapes of the mark of an event: the precision of its date.
MarkShape = Literal["time", "day", "month", "year", "span", "open"]


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
