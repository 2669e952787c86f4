"""The theme in its last state without errors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.content.scan import SiteLayout, SiteListing, scan_theme
from generator.engine.compiled_templates import hash_strings, is_packaged, open_template_caches
from generator.engine.site_inputs import check_assets, load_formatters, load_theme, style_theme
from generator.i18n import Formatter
from generator.model import Site, Theme
from generator.problems import Problem, has_errors
from generator.theme.dependencies import TemplateDependencyError, find_template_dependencies
from generator.theme.render import Renderer, RenderError, asset_url


class ThemeState(Struct, frozen=True):
    """The theme that pages are rendered with.

    Attributes:
        renderer: The templates.
        previous_renderer: The templates before the last change, for pages that the present ones
            fail to render.
        formatters: The formatter of each language.
        assets: The theme's assets by their published paths.
        problems: The problems of the theme as it is now.
    """

    renderer: Renderer
    previous_renderer: Renderer
    formatters: Mapping[str, Formatter]
    assets: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def load_theme_state(
    layout: SiteLayout, listing: SiteListing, site: Site, cache: Path | None, program: bytes
) -> ThemeState:
    """Load a site's theme; the packaged theme replaces one that has errors.

    Args:
        layout: The site's folders.
        listing: Its files.
        site: The settings.
        cache: The folder of what all sites share, compiled templates and strings among it.
        program: The hash of this program.
    """
    packaged = listing
    if not is_packaged(layout, listing):
        packaged = replace(listing, theme=scan_theme(replace(layout, overrides=layout.theme)))
    theme = load_theme(packaged)
    formatters, problems = load_formatters(site, theme, cache, program)
    caches = {}
    if cache is not None:
        caches = open_template_caches(cache, program, hash_strings(site, theme))
    theme = style_theme(theme, site)
    renderer = Renderer(theme, formatters, caches)
    state = ThemeState(renderer, renderer, formatters, _published_assets(theme), problems)
    return state if packaged is listing else update_theme_state(state, listing, site)


def update_theme_state(state: ThemeState, listing: SiteListing, site: Site) -> ThemeState:
    """Load the theme again; errors keep its last good state."""
    try:
        theme = load_theme(listing)
    except OSError:
        # A file is being replaced: another event will follow.
        return state
    formatters, problems = load_formatters(site, theme)
    if has_errors(problems) and formatters.keys() == state.formatters.keys():
        formatters = state.formatters
    problems = (*problems, *check_assets(theme))
    theme = style_theme(theme, site)
    try:
        renderer = Renderer(theme, formatters)
        find_template_dependencies(theme)
    except (TemplateDependencyError, RenderError) as error:
        return replace(state, problems=(*problems, *error.problems))
    return ThemeState(renderer, state.renderer, formatters, _published_assets(theme), problems)


def _published_assets(theme: Theme) -> Mapping[str, bytes]:
    return {asset_url(file).file: file.data for file in theme.assets}
