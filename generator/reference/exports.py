"""The page of the documentation about export formats."""

from __future__ import annotations

from generator.exports import ExportFormat, Formats, Scope
from generator.reference.markdown import wrap

_INTRODUCTION = """\
# Exports

Each timeline is also published for feed readers, spreadsheets, calendars and programs. The files
are next to the page: `ar/events.csv` has the events in Arabic, `ar/tags/iraq/events.csv` those of
the tag `iraq`. Pages link to them at the bottom, and to the feeds in their head.
"""
_TABLE_HEAD = """\
| file | format | media type | contains |
|---|---|---|---|
"""
_SETTINGS = """\
Feeds and exports are published for each language. `exports` in `site.toml` asks for more or less:
`"all"` for those of each tag and source too, a number for those of tags and sources with at least
so many events, `"none"` for the feeds of each language only. In `tags.toml` and `sources.toml`,
`exports = true` asks for those of one tag or source. A file that no event would be in is not
written.
"""
_OTHERS = """\
## Other files

- `<language>/corrections.xml`: the newest corrections as an Atom feed.
- `events.schema.json`: the JSON Schema of `events.json`.
- `sitemap.xml`: the pages for search engines, if the site has a `base_url`.
- `robots.txt`: allows search engines everything and names the sitemap.
- `CNAME`: the domain for GitHub Pages, if the site is the whole of a domain.
- `.nojekyll`: tells GitHub Pages to publish the files as they are.
"""


def exports_reference(formats: Formats) -> str:
    """Write the page of the documentation about these formats, in Markdown."""
    rows = "".join(map(_row, formats))
    descriptions = "".join(
        wrap(f"- **{each.label}** (`{each.file_name}`): {each.description}") + "\n"
        for each in formats
    )
    return "\n".join((_INTRODUCTION, _TABLE_HEAD + rows, descriptions, _SETTINGS, _OTHERS))


def _row(export_format: ExportFormat[object]) -> str:
    contains = "the newest events" if export_format.scope is Scope.NEWEST else "all events"
    return (
        f"| `{export_format.file_name}` | {export_format.label}"
        f" | `{export_format.media_type}` | {contains} |\n"
    )
