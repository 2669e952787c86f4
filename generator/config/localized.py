"""Texts per language."""

from __future__ import annotations

from generator.config.toml_tables import TomlTable
from generator.i18n.languages import default_language
from generator.messages import say
from generator.model import Language, LocalizedText, Text
from generator.problem_collector import quote, suggest
from generator.text.direction import detect_direction


def read_localized(table: TomlTable, key: str, languages: tuple[Language, ...]) -> LocalizedText:
    """Read a text, or a table of one text per language; empty when absent.

    A text in a language that the site does not have is kept if there is such a language, because
    registries are shared between sites. A single text is in the language that its direction
    suggests.
    """
    if table.is_text(key):
        value = table.read_text(key)
        texts = [Text(value, guess_language(value, languages))] if value else []
        return LocalizedText(tuple(texts))
    inner = table.read_table(
        key,
        say('write %(key)s = "…" or %(key)s = { ar = "…", en = "…" }', key=key),
        "text or a table",
    )
    if inner is None:
        return LocalizedText()
    codes = tuple(language.code for language in languages)
    texts = []
    for code in inner:
        if code not in codes and find_language(code) is None:
            message = say(
                "unknown language %(code)s in '%(setting)s'",
                code=quote(code),
                setting=table.full_key(key),
            )
            inner.file.key_warning((*inner.path, code), message, suggest(code, codes))
        elif value := inner.read_text(code):
            texts.append(Text(value, code))
    return LocalizedText(tuple(texts))


def guess_language(value: str, languages: tuple[Language, ...]) -> str:
    """Return the first language with the direction of a text, or else the first language."""
    direction = detect_direction(value)
    likely = (language.code for language in languages if language.direction == direction)
    return next(likely, languages[0].code)


def find_language(code: str) -> Language | None:
    """Return what CLDR knows of a language; ``None`` when it is unknown or has a shorter code.

    BCP 47 requires the shortest code: ``en``, not ``eng``, although CLDR knows both.
    """
    try:
        language = default_language(code)
    except ValueError:
        return None
    primary = code.partition("-")[0]
    has_shorter = len(language.locale.partition("_")[0]) < len(primary)
    return None if has_shorter else language
