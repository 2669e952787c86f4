"""The stylesheet of a site: that of the theme, the site's colors, and the rules that it adds."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.config.colors import DARK, LIGHT, Scheme
from generator.model import SourceFile, Theme, ThemeSettings

STYLESHEET = "style.css"
# The rules that a site adds to the stylesheet.
ADDED_RULES = "custom.css"


def complete_stylesheet(theme: Theme, settings: ThemeSettings) -> Theme:
    """Return a theme whose stylesheet has the colors of a site and the rules that it adds."""
    parts = {file.path: file.data for file in theme.assets}
    added = b"".join((_accent_rules(settings).encode(), parts.get(ADDED_RULES, b"")))
    if not added or STYLESHEET not in parts:
        return theme
    assets = tuple([file for file in theme.assets if file.path != ADDED_RULES])
    return add_rules(replace(theme, assets=assets), added)


def add_rules(theme: Theme, rules: bytes) -> Theme:
    """Return a theme with some rules at the end of its stylesheet, if it has one."""
    assets = [
        SourceFile(file.path, file.data + b"\n" + rules) if file.path == STYLESHEET else file
        for file in theme.assets
    ]
    return replace(theme, assets=tuple(assets))


def _accent_rules(settings: ThemeSettings) -> str:
    """Return the rules that set the accent color of each scheme; empty for that of the theme."""
    if not settings.accent:
        return ""
    light, dark = _declare(settings.accent, LIGHT), _declare(settings.dark_accent, DARK)
    return "\n".join(_scheme_rules(light, dark)) + "\n"


def _scheme_rules(light: str, dark: str) -> Iterator[str]:
    """Yield rules for each scheme, with the selectors of the theme's stylesheet."""
    yield f"@media screen {{ :root {{ {light} }} }}"
    yield (
        "@media screen and (prefers-color-scheme: dark)"
        f' {{ :root:not([data-scheme="light"]) {{ {dark} }} }}'
    )
    yield f'@media screen {{ :root[data-scheme="dark"] {{ {dark} }} }}'


def _declare(accent: str, scheme: Scheme) -> str:
    return f"--accent: {accent}; --accent-wash: {scheme.wash_of(accent)};"
