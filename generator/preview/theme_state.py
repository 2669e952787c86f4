"""The theme as far as it can be used: what is broken in it leaves it as it was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.build.site_inputs import load_formatters, load_theme
from generator.content.scan import SiteLayout, SiteListing, scan_theme
from generator.i18n import Formatter
from generator.model import Site, Theme
from generator.problems import Problem, Severity
from generator.theme.dependencies import TemplateDependencyError, find_template_dependencies
from generator.theme.render import Renderer, RenderError, asset_url


@dataclass(frozen=True, slots=True)
class ThemeState:
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


def load_theme_state(place: SiteLayout, listing: SiteListing, site: Site) -> ThemeState:
    """The theme of a site, or as much of the packaged one as it takes to show pages at all."""
    bare = replace(place, overrides=place.theme)
    packaged = load_theme(replace(listing, theme=scan_theme(bare)))
    formatters, _ = load_formatters(site, packaged)
    renderer = Renderer(packaged, formatters)
    start = ThemeState(renderer, renderer, formatters, _assets(packaged), ())
    return update_theme_state(start, listing, site)


def update_theme_state(style: ThemeState, listing: SiteListing, site: Site) -> ThemeState:
    """The theme as it is now, so far as it can be used."""
    try:
        theme = load_theme(listing)
    except OSError:
        # A file that is being replaced: its next change is told of as well.
        return style
    formatters, unspoken = load_formatters(site, theme)
    if _faulty(unspoken) and formatters.keys() == style.formatters.keys():
        formatters = style.formatters
    try:
        renderer = Renderer(theme, formatters)
        find_template_dependencies(theme, renderer.environment)
    except (TemplateDependencyError, RenderError) as error:
        return replace(style, problems=(*unspoken, *error.problems))
    return ThemeState(renderer, style.renderer, formatters, _assets(theme), unspoken)


def _assets(theme: Theme) -> Mapping[str, bytes]:
    return {asset_url(file).file: file.data for file in theme.assets}


def _faulty(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)
