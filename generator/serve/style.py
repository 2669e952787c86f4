"""The theme as far as it can be used: what is broken in it leaves it as it was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.build.site import read_theme, speakers
from generator.closure import ClosureError, closures
from generator.errors import Problem, Severity
from generator.i18n import Formatter
from generator.model import Site, Theme
from generator.read import Layout, Listing, survey_theme
from generator.render import Renderer, RenderError, asset_url


@dataclass(frozen=True, slots=True)
class Style:
    """What pages are printed with.

    Attributes:
        renderer: The templates.
        before: Those that were used before, for pages that the present ones fail to print.
        formatters: What says things in each language.
        assets: The theme's own files by where they are published.
        problems: What is wrong with the theme as it is now.
    """

    renderer: Renderer
    before: Renderer
    formatters: Mapping[str, Formatter]
    assets: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def first_style(place: Layout, listing: Listing, site: Site) -> Style:
    """The theme of a site, or as much of the packaged one as it takes to show pages at all."""
    bare = replace(place, overrides=place.theme)
    packaged = read_theme(replace(listing, theme=survey_theme(bare)))
    formatters, _ = speakers(site, packaged)
    renderer = Renderer(packaged, formatters)
    start = Style(renderer, renderer, formatters, _assets(packaged), ())
    return restyled(start, listing, site)


def restyled(style: Style, listing: Listing, site: Site) -> Style:
    """The theme as it is now, so far as it can be used."""
    try:
        theme = read_theme(listing)
    except OSError:
        # A file that is being replaced: its next change is told of as well.
        return style
    formatters, unspoken = speakers(site, theme)
    if _faulty(unspoken) and formatters.keys() == style.formatters.keys():
        formatters = style.formatters
    try:
        renderer = Renderer(theme, formatters)
        closures(theme, renderer.environment)
    except (ClosureError, RenderError) as error:
        return replace(style, problems=(*unspoken, *error.problems))
    return Style(renderer, style.renderer, formatters, _assets(theme), unspoken)


def _assets(theme: Theme) -> Mapping[str, bytes]:
    return {asset_url(file).file: file.data for file in theme.assets}


def _faulty(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
