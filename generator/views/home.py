"""The frozen values of home pages, of indexes and of the pages in every language."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.views.charts import DensityChartView
from generator.views.shared import CountedLinkView, EventView, LanguageView, LinkView


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
