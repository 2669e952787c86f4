"""The readers of the values in ``site.toml``: each returns a value or the setting's default."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import Any, get_args
from urllib.parse import urlsplit

from generator.config.localized import guess_language, read_localized
from generator.config.schema import ReadContext, Setting, read_settings
from generator.config.time_zones import is_time_zone, suggest_time_zone
from generator.config.toml_tables import TomlTable
from generator.model import Limits, LocalizedText, PictureSettings, SiteImage, Text
from generator.problem_collector import closest, quote
from generator.problems import Code, SeveritySetting

# More events than any site has.
_MAX_EVENTS = 100_000_000
_BASE_URL = re.compile(r"https?://[^\s/?#@<>\"'\\]+(?:/[^\s?#<>\"'\\]*)?", re.IGNORECASE)


def read_line(table: TomlTable, setting: Setting, _: ReadContext) -> str:
    """Read a text on one line."""
    return table.read_text(setting.name)


def read_texts(table: TomlTable, setting: Setting, context: ReadContext) -> LocalizedText:
    """Read a text in one or more languages."""
    return read_localized(table, setting.name, context.languages)


def read_title(table: TomlTable, setting: Setting, context: ReadContext) -> LocalizedText:
    """Read the title; the name of the folder when it is absent."""
    folder_name = " ".join(context.folder_name.split()) or "tarikh"
    default = Text(folder_name, guess_language(folder_name, context.languages))
    return read_texts(table, setting, context) or LocalizedText((default,))


def read_choice(table: TomlTable, setting: Setting, _: ReadContext) -> str:
    """Read one of a few words."""
    return table.read_choice(setting.name, setting.choices) or setting.default or ""


def read_exports(table: TomlTable, setting: Setting, context: ReadContext) -> str | int:
    """Read which timelines have exports: one of a few words, or a number of events."""
    if table.has_number(setting.name):
        return table.read_count(setting.name, 1, _MAX_EVENTS)
    return read_choice(table, setting, context)


def read_flag(table: TomlTable, setting: Setting, _: ReadContext) -> bool:
    """Read true or false."""
    return table.read_flag(setting.name)


def read_limit(table: TomlTable, setting: Setting, _: ReadContext) -> int:
    """Read a number from 1 to the largest that is allowed."""
    return table.read_count(setting.name, setting.default, setting.maximum)


def read_limits(table: TomlTable, setting: Setting, context: ReadContext) -> Limits:
    """Read the table of limits."""
    inner = table.read_table(setting.name, "write its keys below a line [limits]")
    return Limits() if inner is None else Limits(**read_settings(inner, setting.settings, context))


def read_choices(table: TomlTable, setting: Setting, _: ReadContext) -> tuple[str, ...]:
    """Read a list of a few words."""
    return table.read_choices(setting.name, setting.choices)


def read_pictures(table: TomlTable, setting: Setting, context: ReadContext) -> PictureSettings:
    """Read the table of how pictures are published."""
    inner = table.read_table(setting.name, "write its keys below a line [images]")
    if inner is None:
        return PictureSettings()
    return PictureSettings(**read_settings(inner, setting.settings, context))


def read_severities(
    table: TomlTable, setting: Setting, _: ReadContext
) -> tuple[SeveritySetting, ...]:
    """Read the table of severities by the codes of problems."""
    inner = table.read_table(setting.name, 'write lines such as image-alt = "ignore" below it')
    codes: tuple[str, ...] = get_args(Code)
    severities = []
    for code in inner or ():
        assert inner is not None
        if code not in codes:
            meant = closest(code, codes)
            hint = "the codes are in square brackets at the end of the messages"
            message = f"unknown problem code {quote(code)}"
            hint = f"did you mean '{meant}'?" if meant else hint
            inner.file.key_warning((*inner.path, code), message, hint)
        elif severity := inner.read_choice(code, setting.choices):
            position = inner.file.find_position((*inner.path, code))
            path = inner.file.collector.path
            severities.append(SeveritySetting(code, severity, path, position.line, position.value))
    return tuple(severities)


def parse_base_url(text: str) -> str | None:
    """Return the URL of a site, ending in a slash; ``None`` when the text is not one."""
    try:
        # What the standard library cannot split into host and path, few other programs can.
        is_valid = _BASE_URL.fullmatch(text) and urlsplit(text).port != 0
    except ValueError:
        return None
    return text.rstrip("/") + "/" if is_valid else None


def read_base_url(table: TomlTable, setting: Setting, _: ReadContext) -> str:
    """Read the URL of the site, which ends in a slash."""
    text = table.read_text(setting.name)
    url = parse_base_url(text) if text else ""
    if url is None:
        completed = None if ":" in text else parse_base_url(f"https://{text}")
        hint = f"write {completed or 'a URL such as https://example.org/site/, without ? and #'}"
        message = f"invalid URL {quote(text)} in '{setting.name}'"
        table.file.error((setting.name,), "config-value", message, hint)
        return ""
    return url


def read_time_zone(table: TomlTable, setting: Setting, _: ReadContext) -> Any:
    """Read the IANA name of a time zone."""
    name = table.read_text(setting.name)
    if not name or is_time_zone(name):
        return name or setting.default
    meant = suggest_time_zone(name)
    hint = f"did you mean '{meant}'?" if meant else "write an IANA name, such as Asia/Baghdad"
    message = f"unknown time zone {quote(name)}"
    table.file.error((setting.name,), "config-value", message, hint)
    return setting.default


def read_image(table: TomlTable, setting: Setting, context: ReadContext) -> SiteImage | None:
    """Read the image of link previews."""
    hint = 'write image = { src = "cover.png", alt = { en = "…" } }'
    inner = table.read_table(setting.name, hint)
    if inner is None:
        return None
    values = read_settings(inner, setting.settings, context)
    if not values["src"]:
        message = "'image' has no 'src'"
        hint = 'write the path of the file relative to site.toml: src = "cover.png"'
        inner.file.error(inner.path, "config-value", message, hint)
        return None
    if not values["alt"]:
        message = "'image' has no 'alt', the text for readers who cannot see it"
        code = context.languages[0].code
        inner.file.warning(inner.path, "image-alt", message, f'add alt = {{ {code} = "…" }}')
    position = inner.file.find_position((*inner.path, "src"))
    path = normpath(join(dirname(inner.file.collector.path), values["src"]))
    return SiteImage(path, values["alt"], position.line, position.value)
