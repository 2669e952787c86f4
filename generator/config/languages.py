"""The languages of a site: the tables ``[languages.CODE]`` of ``site.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.config.localized import find_language
from generator.config.schema import ReadContext, Setting, read_settings
from generator.config.toml_tables import TomlTable
from generator.i18n.languages import COMMON_LOCALES, default_language
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Language
from generator.problem_collector import did_you_mean, quote

# A code is a part of every URL and a suffix of file names.
_CODE = lazy_compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LOCALE = lazy_compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_(?:[A-Z]{2}|[0-9]{3}))?")
# By their names in lower case. A wrong country is not corrected: two letters are too few.
_LOCALES: Final[Mapping[str, str]] = MappingProxyType(
    {"en_uk": "en_GB"} | {locale.casefold(): locale for locale in COMMON_LOCALES}
)


def read_languages(
    table: TomlTable, setting: Setting, context: ReadContext
) -> tuple[Language, ...]:
    """Read the languages in the order of the file; Arabic and English when there are none."""
    if context.languages:  # read before the settings that depend on them
        return context.languages
    tables = table.read_table(setting.name, "write a line [languages.ar] for each language")
    languages = []
    for inner in tables.read_tables() if tables else ():
        language = _read_language(inner, setting, context)
        if language is not None:
            languages.append(language)
    return tuple(languages) or (default_language("ar"), default_language("en"))


def _read_language(table: TomlTable, setting: Setting, context: ReadContext) -> Language | None:
    code = table.path[-1]
    values = read_settings(table, setting.settings, context)
    if not _CODE.fullmatch(code):
        lower = code.casefold()
        hint = "write a code of two or three letters (BCP 47), such as ar, en or ckb"
        if _CODE.fullmatch(lower):
            hint = say("write it in lower case: [languages.%(lower)s]", lower=lower)
        message = say("invalid language code %(code)s", code=quote(code))
        table.file.error(table.path, "language-unknown", message, hint)
        return None
    default = find_language(code)
    if default is None:
        if not (values["name"] and values["locale"] and values["direction"]):
            message = say("unknown language %(code)s", code=quote(code))
            hint = say(
                "correct the code, or write name, direction and locale below [languages.%(code)s]",
                code=code,
            )
            table.file.error(table.path, "language-unknown", message, hint)
            return None
        default = Language(code, values["locale"], values["name"], values["direction"], "latn")
    return Language(
        code=code,
        **{key: value or getattr(default, key) for key, value in values.items()},
    )


def read_locale(table: TomlTable, setting: Setting, _: ReadContext) -> str:
    """Read the name of a CLDR locale; empty when it is absent or unknown."""
    written = table.read_text(setting.name)
    locale = written.replace("-", "_")
    if not locale or locale in COMMON_LOCALES:
        return locale
    known = find_language(locale.replace("_", "-")) if _LOCALE.fullmatch(locale) else None
    # CLDR may know the language only: it answers 'ar' for 'ar_ZZ'.
    if known is not None and known.locale.rpartition("_")[2] == locale.rpartition("_")[2]:
        return known.locale
    meant = _LOCALES.get(locale.casefold())
    hint = "write a language and a country, such as ar_IQ"
    table.file.error(
        (*table.path, setting.name),
        "config-value",
        say(
            "unknown locale %(written)s in '%(setting)s'",
            written=quote(written),
            setting=table.full_key(setting.name),
        ),
        did_you_mean(written, meant) if meant else hint,
    )
    return ""
