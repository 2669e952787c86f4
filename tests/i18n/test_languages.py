"""Languages and locales: the built-in ones agree with CLDR, and all others are loaded from it."""

from __future__ import annotations

import pytest
from babel import Locale

from generator.dates import parse
from generator.i18n import (
    Catalogue,
    Formatter,
    default_language,
)
from generator.i18n.cldr import load_conventions
from generator.i18n.languages import COMMON_LOCALES, is_known_locale
from generator.model import Language
from tests.i18n.helpers import BAGHDAD


def test_unknown_locales_and_digits_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown locale 'ar_XX'"):
        load_conventions("ar_XX", "latn")
    with pytest.raises(ValueError, match="unknown numbering system 'roman'"):
        load_conventions("ar", "roman")


@pytest.mark.parametrize("code", ["ar", "ckb", "en", "fa", "fr", "he", "ku", "ur"])
def test_a_built_in_language_agrees_with_cldr(code: str) -> None:
    locale = Locale.parse(code)
    assert default_language(code) == Language(
        code,
        str(locale),
        locale.get_display_name() or "",
        "rtl" if locale.text_direction == "rtl" else "ltr",
        locale.default_numbering_system,
    )


def test_any_language_of_cldr_is_known() -> None:
    assert default_language("pt-BR") == Language(
        "pt-BR", "pt_BR", "português (Brasil)", "ltr", "latn"
    )
    assert default_language("dv").direction == "rtl"


@pytest.mark.parametrize("code", ["xx", "", "root", "ar_IQ", "..", "arabic"])
def test_an_unknown_language_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="unknown language"):
        default_language(code)


def test_locales_are_known_by_their_cldr_names() -> None:
    assert is_known_locale("ar_IQ")
    assert is_known_locale("sr_Latn")
    assert not is_known_locale("ar-IQ")
    assert not is_known_locale("ar_XX")
    assert not is_known_locale("root")


def test_every_built_in_locale_is_in_cldr() -> None:
    from babel.localedata import locale_identifiers

    assert set(locale_identifiers()) >= COMMON_LOCALES


def test_dates_can_be_formatted_in_every_language_of_cldr() -> None:
    from babel.localedata import locale_identifiers

    when = parse("2024-01-05T10:14", BAGHDAD)
    for locale in locale_identifiers():
        if "_" not in locale:
            formatter = Formatter(Language(locale, locale, "", "ltr", "latn"), Catalogue())
            assert "2024" in formatter.when(when, BAGHDAD)
            assert "14" in formatter.when_short(when, BAGHDAD)
