"""The page of the documentation about the settings files."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config.schema import Setting
from generator.reference.markdown import wrap

_INTRODUCTION = """\
# Settings

The settings of a site are in three files of its `content/` folder. Each file is optional, and so is
each key, except the `name` of a tag or source. The files are in TOML 1.0: lines of `key = value`,
texts in straight quotation marks, comments after `#`. The keys of a table are on the lines below
its heading, such as `[limits]`; keys without a heading are above the first one.

# site.toml
"""
_REGISTRIES = """\
# tags.toml and sources.toml

Each table is a tag in `tags.toml`, or a source in `sources.toml`. The name of the table is its id,
which is a part of its URL: `a`–`z`, digits and single hyphens. An article can use the id, a name or
any other spelling. Tags and sources that are not in these files work, too: their name is the one in
the article.
"""
_SOURCES = """\
A source can also have this:
"""


def settings_reference(
    site: tuple[Setting, ...], tags: tuple[Setting, ...], sources: tuple[Setting, ...]
) -> str:
    """Write the page of the documentation about these settings, in Markdown.

    Args:
        site: The settings of ``site.toml``.
        tags: The keys of an entry of ``tags.toml``.
        sources: Those of an entry of ``sources.toml``: the same, and others.
    """
    names = {setting.name for setting in tags}
    return "\n".join(
        (
            _INTRODUCTION,
            *map(_section, site),
            _REGISTRIES,
            *map(_section, tags),
            _SOURCES,
            *(_section(setting) for setting in sources if setting.name not in names),
        )
    )


def _section(setting: Setting) -> str:
    return "\n".join((*_describe(setting, "##"), ""))


def _describe(setting: Setting, heading: str, table: str = "") -> Iterator[str]:
    """Yield the lines that describe a setting, and the keys of its table."""
    yield f"{heading} {table}{setting.name}"
    yield ""
    yield wrap(setting.description)
    yield ""
    if setting.choices:
        yield wrap(f"- Values: {', '.join(f'`{choice}`' for choice in setting.choices)}")
    if setting.maximum:
        yield f"- Values: 1 to {setting.maximum:,}"
    yield wrap(f"- Default: {setting.default_text or _toml_value(setting.default)}")
    yield ""
    yield "```toml"
    yield setting.example
    yield "```"
    path = ".".join(filter(None, (f"{table}{setting.name}", setting.entry_name)))
    for inner in setting.settings:
        yield ""
        yield from _describe(inner, f"{heading}#", f"{path}.")


def _toml_value(value: object) -> str:
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case int():
            return f"`{value:_}`"
    return f'`"{value}"`'
