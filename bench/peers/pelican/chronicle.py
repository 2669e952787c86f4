"""A plugin for Pelican: neighbors of articles, and timelines in two languages."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

from pelican import signals

LANGUAGES = ("ar", "en")


def link_articles(generator: Any) -> None:
    """Link each article to its translation and to the articles before and after it."""
    by_slug = {(article.lang, article.slug): article for article in generator.articles}
    for article in generator.articles:
        article.earlier = article.later = None
        article.month = f"{article.date:%Y-%m}"
        (other,) = (language for language in LANGUAGES if language != article.lang)
        article.translation = by_slug.get((other, article.slug))
    for language in LANGUAGES:
        articles = [article for article in generator.articles if article.lang == language]
        for earlier, later in pairwise(sorted(articles, key=lambda one: (one.date, one.slug))):
            earlier.later = later
            later.earlier = earlier


def write_timelines(generator: Any, writer: Any) -> None:
    """Write the home page, the years and the indexes of each language, and the language picker."""

    def page(path: str, template: str, **values: Any) -> None:
        writer.write_file(
            path,
            generator.get_template(template),
            generator.context,
            relative_urls=generator.settings["RELATIVE_URLS"],
            override_output=True,
            url=path.removesuffix("index.html"),
            **values,
        )

    for language in LANGUAGES:
        articles = [article for article in generator.articles if article.lang == language]
        years = defaultdict(list)
        for article in articles:
            years[article.date.year].append(article)
        page(
            f"{language}/index.html",
            "home",
            language=language,
            newest=sorted(articles, key=lambda one: (one.date, one.slug), reverse=True)[:20],
            years=sorted((year, len(inside)) for year, inside in years.items()),
        )
        for year, inside in years.items():
            page(
                f"{language}/{year}/index.html",
                "year",
                language=language,
                year=year,
                articles=inside,
            )
        for name, groups in (("tags", generator.tags.items()), ("sources", generator.categories)):
            terms = sorted(
                (term.name, term, len(inside))
                for term, inside in groups
                if inside[0].lang == language
            )
            page(f"{language}/{name}/index.html", "terms", language=language, terms=terms)
    page("index.html", "language-picker", language="ar")


def register() -> None:
    """Register the plugin; Pelican calls this."""
    signals.article_generator_finalized.connect(link_articles)
    signals.article_writer_finalized.connect(write_timelines)
