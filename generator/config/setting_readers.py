"""The readers of the values in ``site.toml``: each returns a value or the setting's default."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import Any, get_args
from urllib.parse import urlsplit

from generator.config.colors import (
    DARK,
    LEAST_CONTRAST,
    LIGHT,
    Scheme,
    find_readable,
    measure_contrast,
    parse_color,
)
from generator.config.localized import guess_language, read_localized
from generator.config.schema import ReadContext, Setting, read_settings
from generator.config.time_zones import is_time_zone, suggest_time_zone
from generator.config.toml_tables import TomlTable
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import (
    Limits,
    LocalizedText,
    PictureSettings,
    ShareSettings,
    SiteImage,
    Text,
    ThemeSettings,
)
from generator.problem_collector import closest, did_you_mean, quote
from generator.problems import Code, EditorialCode, SeveritySetting

# More events than any site has.
MOST_EVENTS = 100_000_000
_BASE_URL = lazy_compile(r"https?://[^\s/?#@<>\"'\\]+(?:/[^\s?#<>\"'\\]*)?", re.IGNORECASE)


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
    word = table.read_choice(setting.name, setting.choices, setting.choice_synonyms)
    return word or setting.default or ""


def read_exports(table: TomlTable, setting: Setting, context: ReadContext) -> str | int:
    """Read which timelines have exports: one of a few words, or a number of events."""
    if table.has_number(setting.name):
        return table.read_count(setting.name, 1, MOST_EVENTS)
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


def read_share(table: TomlTable, setting: Setting, context: ReadContext) -> ShareSettings:
    """Read the table of the pictures that other sites show."""
    inner = table.read_table(setting.name, "write its keys below a line [share]")
    if inner is None:
        return ShareSettings()
    return ShareSettings(**read_settings(inner, setting.settings, context))


def read_cards(table: TomlTable, setting: Setting, _: ReadContext) -> int:
    """Read up to how many events articles get share pictures; 0 for no pictures at all."""
    default: int = setting.default
    if table.has_number(setting.name):
        return table.read_count(setting.name, default, MOST_EVENTS)
    return 0 if table.read_choice(setting.name, setting.choices) else default


def read_severities(
    table: TomlTable, setting: Setting, _: ReadContext
) -> tuple[SeveritySetting, ...]:
    """Read the table of severities by the codes of problems."""
    inner = table.read_table(setting.name, 'write lines such as image-alt = "ignore" below it')
    codes: tuple[str, ...] = get_args(Code) + get_args(EditorialCode)
    severities = []
    for code in inner or ():
        assert inner is not None
        if code not in codes:
            meant = closest(code, codes)
            hint = "the codes are in square brackets at the end of the messages"
            message = say("unknown problem code %(code)s", code=quote(code))
            hint = did_you_mean(code, meant) if meant else hint
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
        hint = say(
            "write %(value)s",
            value=completed or "a URL such as https://example.org/site/, without ? and #",
        )
        message = say("invalid URL %(text)s in '%(name)s'", text=quote(text), name=setting.name)
        table.file.error((setting.name,), "config-value", message, hint)
        return ""
    return url


def read_time_zone(table: TomlTable, setting: Setting, _: ReadContext) -> Any:
    """Read the IANA name of a time zone."""
    name = table.read_text(setting.name)
    if not name or is_time_zone(name):
        return name or setting.default
    meant = suggest_time_zone(name)
    hint = did_you_mean(name, meant) if meant else "write an IANA name, such as Asia/Baghdad"
    message = say("unknown time zone %(name)s", name=quote(name))
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
        inner.file.warning(
            inner.path, "image-alt", message, say('add alt = { %(code)s = "…" }', code=code)
        )
    position = inner.file.find_position((*inner.path, "src"))
    path = normpath(join(dirname(inner.file.collector.path), values["src"]))
    return SiteImage(path, values["alt"], position.line, position.value)


def read_theme(table: TomlTable, setting: Setting, context: ReadContext) -> ThemeSettings:
    """Read the table of what the site changes of the theme."""
    inner = table.read_table(setting.name, "write its keys below a line [theme]")
    if inner is None:
        return ThemeSettings()
    values = read_settings(inner, setting.settings, context)
    light, dark = values.pop("accent")
    return ThemeSettings(accent=light, dark_accent=dark, **values)


def read_accent(table: TomlTable, setting: Setting, _: ReadContext) -> tuple[str, str]:
    """Read the accent colors in light and in dark; that in dark follows from the other."""
    name = setting.name
    if table.is_text(name) or name not in table:
        light = _read_color(table, name, LIGHT)
        return light, find_readable(light, DARK) if light else ""
    hint = say(
        'write %(name)s = "#0b6e4f", or %(name)s = { light = "#0b6e4f", dark = "#63d1a8" }',
        name=name,
    )
    inner = table.read_table(name, hint, "a color or a table")
    if inner is None:
        return "", ""
    inner.check_keys(("light", "dark"), {}, ())
    light = _read_color(inner, "light", LIGHT)
    dark = _read_color(inner, "dark", DARK)
    return (
        light or (find_readable(dark, LIGHT) if dark else ""),
        dark or (find_readable(light, DARK) if light else ""),
    )


def _read_color(table: TomlTable, key: str, scheme: Scheme) -> str:
    """Read a color with enough contrast in a scheme; empty when absent or refused."""
    text = table.read_text(key)
    if not text:
        return ""
    color = parse_color(text)
    if color is None:
        message = say(
            "invalid color %(text)s in '%(setting)s'", text=quote(text), setting=table.full_key(key)
        )
        hint = say('write it as six hexadecimal digits: %(key)s = "#0b6e4f"', key=key)
        table.file.error((*table.path, key), "config-value", message, hint)
        return ""
    contrast = measure_contrast(color, scheme)
    if contrast < LEAST_CONTRAST:
        # Rounded down: 4.499 is not enough.
        shown = int(contrast * 10) / 10
        message = say(
            "the color %(text)s in '%(setting)s' has a contrast of %(shown)s"
            " with the %(name)s background, and text needs %(least_contrast)s",
            text=quote(text),
            setting=table.full_key(key),
            shown=shown,
            name=scheme.name,
            least_contrast=LEAST_CONTRAST,
        )
        hint = say(
            'the nearest color with enough: %(key)s = "%(readable)s"',
            key=key,
            readable=find_readable(color, scheme),
        )
        table.file.error((*table.path, key), "config-value", message, hint)
        return ""
    return color


def read_logo(table: TomlTable, setting: Setting, _: ReadContext) -> SiteImage | None:
    """Read the path of the logo; its text is the title of the site, which is next to it."""
    src = table.read_text(setting.name)
    if not src:
        return None
    position = table.file.find_position((*table.path, setting.name))
    path = normpath(join(dirname(table.file.collector.path), src))
    return SiteImage(path, LocalizedText(()), position.line, position.value)
