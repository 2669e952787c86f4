"""Texts per language."""

from __future__ import annotations

from generator.config.toml_tables import TomlTable
from generator.i18n.languages import default_language
from generator.model import Language, LocalizedText, Text
from generator.problem_collector import quote, suggest
from generator.text.direction import detect_direction


def read_localized(table: TomlTable, key: str, languages: tuple[Language, ...]) -> LocalizedText:
    """A text, or a table of one text per language; empty when absent.

    A language that the site does not have is kept when it is one at all: registries are shared
    between sites, and its name is a spelling. A single text is in the first language that runs
    in its direction.
    """
    if table.is_text(key):
        value = table.text(key)
        return LocalizedText((guess_language(value, languages),)) if value else LocalizedText()
    if key not in table:
        return LocalizedText()
    inner = table.table(key, 'a text in quotes or a table such as { ar = "…", en = "…" }')
    if inner is None:
        return LocalizedText()
    codes = tuple(language.code for language in languages)
    texts = []
    for code in inner:
        if code not in codes and known_language(code) is None:
            message = f"{inner.label(code)}: {quote(code)} is not a language code"
            path = (*inner.path, code)
            inner.file.unknown(path, message, suggest(code, codes))
        elif value := inner.text(code):
            texts.append(Text(value, code))
    return LocalizedText(tuple(texts))


def guess_language(value: str, languages: tuple[Language, ...]) -> Text:
    """A text whose language was not told."""
    direction = detect_direction(value)
    likely = (language.code for language in languages if language.direction == direction)
    return Text(value, next(likely, languages[0].code))


def known_language(code: str) -> Language | None:
    """What CLDR knows of a language; ``None`` when that is nothing, or the code is not its own.

    ``eng`` is known as a name for ``en`` and is still no code that a page may carry: BCP 47 wants
    the shortest.
    """
    try:
        language = default_language(code)
    except ValueError:
        return None
    primary = code.partition("-")[0]
    shorter = len(language.locale.partition("_")[0]) < len(primary)
    return None if shorter else language
