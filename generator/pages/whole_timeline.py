"""The whole timeline of a language, from its beginning, on one page or in parts."""

from __future__ import annotations

from generator import urls
from generator.pages.facts import YearKeys
from generator.pages.labels import name_years
from generator.pages.outputs import TimelinePartPage
from generator.pages.page_links import count_link, link_neighbors
from generator.pages.shared_views import SharedViews
from generator.pages.timeline_chart import (
    compose_chart_data,
    compose_part_chart,
    compose_timeline_chart,
)
from generator.pages.timelines import group_by_months, group_by_years, keys_of_year
from generator.views.shared import LinkView
from generator.views.timelines import TimelineEmbedView, WholeTimelineView


def compose_whole_timeline(views: SharedViews, language: str) -> WholeTimelineView:
    """Compose the page of the whole timeline."""
    facts = views.facts
    formatter = facts.formatters[language]
    calendar = facts.calendar(language, "", "")
    parts = facts.timeline_parts(language)
    embed = facts.href(urls.timeline_embed(language))
    links = []
    for first, last in parts:
        count = sum(count for year, count, _ in calendar if first <= year <= last)
        links.append(count_link(_part_link(views, language, first, last), count))
    if not calendar:
        return WholeTimelineView("", "", 0, None, None, embed, (), (), None, None)
    first, last = calendar[0][0], calendar[-1][0]
    return WholeTimelineView(
        heading="",
        period=name_years(formatter, first, last),
        events=sum(count for _, count, _ in calendar),
        chart=compose_timeline_chart(views, language, first, last),
        data=compose_chart_data(views, language),
        embed=embed,
        groups=()
        if parts
        else group_by_years(views, language, None, facts.months(language, "", "")),
        parts=tuple(links),
        previous=None,
        next=_part_link(views, language, *parts[0]) if parts else None,
    )


def compose_embed(views: SharedViews, language: str) -> TimelineEmbedView:
    """Compose the picture of the whole timeline for frames of other sites."""
    facts = views.facts
    files = facts.timeline_files(language)
    return TimelineEmbedView(
        timeline=facts.href(urls.timeline(language)),
        chart=compose_timeline_chart(views, language, files[0][0], files[-1][1]) if files else None,
        data=compose_chart_data(views, language),
    )


def compose_part(views: SharedViews, page: TimelinePartPage) -> WholeTimelineView:
    """Compose the page of a decade or a year of a long timeline."""
    facts, language = views.facts, page.language
    previous, following = link_neighbors(
        facts.timeline_parts(language),
        (page.first, page.last),
        lambda part: _part_link(views, language, *part),
    )
    label = name_years(facts.formatters[language], page.first, page.last)
    years: list[YearKeys] = [
        (year, months)
        for year in range(page.first, page.last + 1)
        if (months := facts.year_months(language, "", "", year))
    ]
    return WholeTimelineView(
        heading=label,
        period=label,
        events=sum(len(keys_of_year(year)) for year in years),
        chart=compose_part_chart(views, language, page.first, page.last),
        data=None,
        embed="",
        groups=group_by_months(views, language, None, years[0])
        if len(years) == 1
        else group_by_years(views, language, None, years),
        parts=(),
        previous=previous,
        next=following,
    )


def _part_link(views: SharedViews, language: str, first: int, last: int) -> LinkView:
    label = name_years(views.facts.formatters[language], first, last)
    return views.facts.link(language, urls.timeline_part(language, first, last), label)
