"""The pages of the days of the year, and their index."""

from __future__ import annotations

from itertools import groupby

from generator import urls
from generator.pages.outputs import DayPage
from generator.pages.page_links import count_link, link_neighbors
from generator.pages.shared_views import SharedViews
from generator.views.days import DayIndexView, DayView, MonthOfDaysView
from generator.views.shared import LinkView


def compose_day(views: SharedViews, page: DayPage) -> DayView:
    """Compose the events of one day of the year, in all years."""
    facts, language = views.facts, page.language
    previous, following = link_neighbors(
        facts.days(language), (page.month, page.day), lambda day: _day_link(views, language, *day)
    )
    keys = facts.day_keys(language, page.month, page.day)
    return DayView(
        index=views.facts.href(urls.days(language)),
        heading=facts.formatters[language].month_day(page.month, page.day),
        events=tuple([views.event(language, key) for key in keys]),
        previous=previous,
        next=following,
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
            links.append(count_link(link, count))
        months.append(MonthOfDaysView(formatter.month_name(month), tuple(links)))
    return DayIndexView(tuple(months))


def _day_link(views: SharedViews, language: str, month: int, day: int) -> LinkView:
    label = views.facts.formatters[language].month_day(month, day)
    return views.facts.link(language, urls.day(language, month, day), label)
