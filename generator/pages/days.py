"""The pages of the days of the year, and their index."""

from __future__ import annotations

from itertools import groupby

from generator import urls
from generator.pages.outputs import DayPage
from generator.pages.shared_views import SharedViews
from generator.views.pages import (
    CountedLinkView,
    DayIndexView,
    DayView,
    LinkView,
    MonthOfDaysView,
)


def compose_day(views: SharedViews, page: DayPage) -> DayView:
    """Compose the events of one day of the year, in all years."""
    facts, language = views.facts, page.language
    days = facts.days(language)
    position = days.index((page.month, page.day))

    def day_link(position: int) -> LinkView | None:
        return _day_link(views, language, *days[position]) if 0 <= position < len(days) else None

    keys = facts.day_keys(language, page.month, page.day)
    return DayView(
        index=views.facts.href(urls.days(language)),
        heading=facts.formatters[language].month_day(page.month, page.day),
        events=tuple([views.event(language, key) for key in keys]),
        previous=day_link(position - 1),
        next=day_link(position + 1),
    )


def compose_day_index(views: SharedViews, language: str) -> DayIndexView:
    """Compose the index of the days of the year that have events."""
    facts = views.facts
    formatter = facts.formatters[language]
    months = []
    counted = zip(facts.days(language), facts.day_counts(language), strict=True)
    for month, days in groupby(counted, key=lambda each: each[0][0]):
        links = []
        for (_, day), count in days:
            link = facts.link(language, urls.day(language, month, day), formatter.number(day))
            links.append(CountedLinkView(link.path, link.text, link.lang, link.dir, count))
        months.append(MonthOfDaysView(formatter.month_name(month), tuple(links)))
    return DayIndexView(tuple(months))


def _day_link(views: SharedViews, language: str, month: int, day: int) -> LinkView:
    label = views.facts.formatters[language].month_day(month, day)
    return views.facts.link(language, urls.day(language, month, day), label)
