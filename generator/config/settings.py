"""``site.toml``: the settings of a site, each with a default."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from generator.config.localized import guess_language, known_language, read_localized
from generator.config.toml_tables import TomlTable
from generator.i18n.cldr import NUMBERING_SYSTEMS
from generator.i18n.languages import COMMON_LOCALES, default_language
from generator.model import (
    Direction,
    Language,
    Limits,
    LocalizedText,
    RegistryEntry,
    Site,
    SiteImage,
)
from generator.problem_collector import closest, quote

_KEYS = (
    "title",
    "description",
    "id",
    "image",
    "base_url",
    "timezone",
    "untranslated",
    "exports",
    "languages",
    "limits",
)
_IMAGE_KEYS = ("src", "alt")
# The keys of [limits], and how far each can be raised; read.py reads no more of a file.
_LIMITS = MappingProxyType(
    {
        "article": 100_000_000,
        "front_matter": 100_000_000,
        "tags": 1_000_000,
        "sources": 1_000_000,
        "nesting": 1_000,
        "work": 1_000_000_000_000,
    }
)
_LANGUAGE_KEYS = ("name", "locale", "direction", "digits", "hijri")

# A code is a step of every address and a suffix of file names.
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_TWO_LETTERS = "write its code of two or three letters (BCP 47), such as ar, en or ckb"
_BASE_URL = re.compile(r"https?://[^\s/?#@<>\"'\\]+(?:/[^\s?#<>\"'\\]*)?", re.IGNORECASE)
_LOCALE = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_(?:[A-Z]{2}|[0-9]{3}))?")


def read_site(
    table: TomlTable,
    languages: tuple[Language, ...],
    *,
    folder_name: str,
    tags: tuple[RegistryEntry, ...],
    sources: tuple[RegistryEntry, ...],
) -> Site:
    """Everything of ``site.toml`` beside its languages, and the registries."""
    table.known(_KEYS)
    fallback = guess_language(" ".join(folder_name.split()) or "tarikh", languages)
    return Site(
        title=read_localized(table, "title", languages) or LocalizedText((fallback,)),
        description=read_localized(table, "description", languages),
        base_url=_base_url(table),
        timezone=_timezone(table),
        languages=languages,
        untranslated=_untranslated(table),
        tags=tags,
        sources=sources,
        id=table.text("id"),
        exports=_exports(table),
        image=_image(table, languages),
        limits=_limits(table),
    )


def read_languages(table: TomlTable) -> tuple[Language, ...]:
    """The tables ``[languages.CODE]`` in their order; Arabic and English when there are none."""
    inner = table.table("languages", "tables, each below a line such as [languages.ar]")
    found: list[Language | None] = []
    if inner is not None:
        what = "a table, below a line such as [languages.ar]"
        settings = ((code, inner.table(code, what)) for code in inner)
        found.extend(_language(code, own) for code, own in settings if own is not None)
    spoken = tuple(language for language in found if language is not None)
    return spoken or (default_language("ar"), default_language("en"))


def _language(code: str, table: TomlTable) -> Language | None:
    table.known(_LANGUAGE_KEYS, above=_KEYS)
    if not _CODE.fullmatch(code):
        message = f"{quote(code)} is not a language code"
        lower = code.casefold()
        hint = f"write it in small letters: {lower}" if _CODE.fullmatch(lower) else _TWO_LETTERS
        table.file.error(table.path, "language-unknown", message, hint)
        return None
    name = table.text("name")
    locale = _locale(table)
    direction = table.choice("direction", ("ltr", "rtl"))
    digits = table.choice("digits", tuple(NUMBERING_SYSTEMS))
    default = known_language(code)
    if default is None:
        if not (name and locale and direction):
            message = f"nothing is known of a language {quote(code)}"
            hint = "correct the code, or give its name, direction and a locale to take dates from"
            table.file.error(table.path, "language-unknown", message, hint)
            return None
        default = Language(code, locale, name, "ltr", "latn")
    return Language(
        code=code,
        locale=locale or default.locale,
        name=name or default.name,
        direction=_direction(direction) or default.direction,
        digits=digits or default.digits,
        hijri=table.flag("hijri"),
    )


def _direction(word: str) -> Direction | None:
    if word == "rtl":
        return "rtl"
    return "ltr" if word == "ltr" else None


def _locale(table: TomlTable) -> str:
    written = table.text("locale")
    locale = written.replace("-", "_")
    if not locale or locale in COMMON_LOCALES:
        return locale
    known = known_language(locale.replace("_", "-")) if _LOCALE.fullmatch(locale) else None
    # What is known may be the language alone: of 'ar_ZZ' it is 'ar'.
    if known is not None and known.locale.rpartition("_")[2] == locale.rpartition("_")[2]:
        return known.locale
    close = closest(locale, [each.casefold() for each in COMMON_LOCALES])
    named = next((each for each in COMMON_LOCALES if each.casefold() == close), "ar_IQ")
    message = f"{table.label('locale')} {quote(written)} is not a CLDR locale"
    hint = f"write a language and a country, such as {named}"
    table.file.error((*table.path, "locale"), "config-value", message, hint)
    return ""


def parse_base_url(text: str) -> str | None:
    """The address of a site, ending in a slash; ``None`` when the text is none."""
    try:
        # What the standard library cannot part into host and path, few others can.
        well_formed = _BASE_URL.fullmatch(text) and urlsplit(text).port != 0
    except ValueError:
        return None
    return text.rstrip("/") + "/" if well_formed else None


def _base_url(table: TomlTable) -> str:
    text = table.text("base_url")
    address = parse_base_url(text) if text else ""
    if address is None:
        message = f"base_url {quote(text)} is not a valid site address"
        hint = "write https://, the host and the path, without ? and #"
        table.file.error(("base_url",), "config-value", message, hint)
        return ""
    return address


def _timezone(table: TomlTable) -> str:
    name = table.text("timezone")
    if not name:
        return "UTC"
    try:
        ZoneInfo(name)
    # The names of folders ("America") and of no zone fail in their own ways.
    except (KeyError, OSError, ValueError):
        cities = {
            zone.rpartition("/")[2].casefold(): zone for zone in sorted(available_timezones())
        }
        city = closest(name.rpartition("/")[2].replace(" ", "_"), cities)
        close = cities.get(city, "Asia/Baghdad")
        message = f"unknown time zone {quote(name)}"
        hint = f"write a name of the IANA database, such as {close}"
        table.file.error(("timezone",), "config-value", message, hint)
        return "UTC"
    return name


def _image(table: TomlTable, languages: tuple[Language, ...]) -> SiteImage | None:
    inner = table.table("image", 'a table such as { src = "cover.png", alt = { en = "…" } }')
    if inner is None:
        return None
    inner.known(_IMAGE_KEYS)
    src = inner.text("src")
    if not src:
        message = "the image has no src"
        hint = "name the file as it lies beside site.toml"
        table.file.error(inner.path, "config-value", message, hint)
        return None
    alt = read_localized(inner, "alt", languages)
    if not alt:
        message = "the image has no alt, a text for those who cannot see it"
        table.file.warning(inner.path, "image-alt", message, 'add alt = { en = "…" }')
    place = table.file.place(("image", "src"))
    path = normpath(join(dirname(table.file.findings.path), src))
    return SiteImage(path, alt, place.line, place.value)


def _limits(table: TomlTable) -> Limits:
    inner = table.table("limits", "a table, below a line [limits]")
    if inner is None:
        return Limits()
    inner.known(_LIMITS, above=_KEYS)
    default = Limits()
    return Limits(
        **{key: inner.count(key, getattr(default, key), most) for key, most in _LIMITS.items()}
    )


def _exports(table: TomlTable) -> Literal["all", "site", "none"]:
    match table.choice("exports", ("all", "site", "none")):
        case "site":
            return "site"
        case "none":
            return "none"
    return "all"


def _untranslated(table: TomlTable) -> Literal["mark", "hide"]:
    return "hide" if table.choice("untranslated", ("mark", "hide")) == "hide" else "mark"
