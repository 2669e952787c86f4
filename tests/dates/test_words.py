"""Dates in words: months, seasons, eras and approximations."""

from __future__ import annotations

import babel
import pytest

from generator.dates.words import Kind, Word, fold_word, list_words, load_words
from generator.i18n.cldr import load_conventions
from tests.dates.helpers import (
    canonical_edtf,
)


class TestWords:
    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("٢٠٢٤-٠١-٠٤", "2024-01-04"),
            ("۲۰۲۴-۰۱", "2024-01"),
            ("5 كانون الثاني 2024", "2024-01-05"),
            ("٥ كانون الثاني ٢٠٢٤", "2024-01-05"),
            ("5 كانون الثاني/يناير 2024", "2024-01-05"),
            ("5 كانون الثاني (يناير) 2024", "2024-01-05"),
            ("كانون الثاني / يناير 2024", "2024-01"),
            ("كانون الثانی 2024", "2024-01"),
            ("كـانونُ الثّاني 2024", "2024-01"),
            ("تشرين اول 2024", "2024-10"),
            ("جانفي 2024", "2024-01"),
            ("1 غشت 2024", "2024-08-01"),
            ("5 من يناير عام 2024 م", "2024-01-05"),
            ("2024م", "2024"),
            ("300 ق.م", "-0299"),
            ("300 ق.م.", "-0299"),
            ("300 قبل الميلاد", "-0299"),
            ("الجمعة، 5 كانون الثاني 2024", "2024-01-05"),
            ("يوم جمعة 5 يناير 2024", "2024-01-05"),
            ("نحو تشرين الثاني 2024", "2024-11~"),
            ("حوالي 2014", "2014~"),
            ("2014 تقريباً", "2014~"),
            ("2014؟", "2014?"),
            ("ربيع 2024", "2024-21"),
            ("شتاء عام ٢٠٢٤", "2024-24"),
            ("حتى 2026", "../2026"),
            ("منذ أيلول 2024", "2024-09/.."),
            ("منذ 2014 حتى الآن", "2014/.."),
            ("من أيلول 2024 إلى أيلول 2025", "2024-09/2025-09"),
            ("من أيلول 2024 حتى أيلول 2025", "2024-09/2025-09"),
            ("أيلول 2024 – أيلول 2025", "2024-09/2025-09"),
        ],
    )
    def test_dates_in_arabic(self, text: str, canonical: str) -> None:
        assert canonical_edtf(text) == canonical

    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("5 January 2024", "2024-01-05"),
            ("5th of January, 2024", "2024-01-05"),
            ("January 5, 2024", "2024-01-05"),
            ("JAN 2024", "2024-01"),
            ("Sept. 2024", "2024-09"),
            ("Friday, January 5, 2024", "2024-01-05"),
            ("Fri 2024-01-05", "2024-01-05"),
            ("circa 2014", "2014~"),
            ("c. 2014", "2014~"),
            ("about November 2024", "2024-11~"),
            ("spring 2024", "2024-21"),
            ("44 BC", "-0043"),
            ("1 BCE", "0000"),
            ("15 March 44 B.C.", "-0043-03-15"),
            ("79 AD", "0079"),
            ("12000 BC", "Y-11999"),
            ("until 2026", "../2026"),
            ("since September 2024", "2024-09/.."),
            ("from 2024-09", "2024-09/.."),
            ("from September 2024 to September 2025", "2024-09/2025-09"),
            ("Sep 2024 - Sep 2025", "2024-09/2025-09"),
            ("2014–2017", "2014/2017"),
            ("2014-2017", "2014/2017"),
            ("circa 300 BC — 200 BC", "-0299~/-0199"),
            ("2014 – present", "2014/.."),
        ],
    )
    def test_dates_in_english(self, text: str, canonical: str) -> None:
        assert canonical_edtf(text) == canonical

    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("5 كانون الثاني 2024، 10:04 ص", "2024-01-05T10:04+03:00"),
            ("الجمعة، 5 كانون الثاني 2024، 10:04 م", "2024-01-05T22:04+03:00"),
            ("5 يناير 2024م، 10:04 م", "2024-01-05T22:04+03:00"),
            ("5 يناير 2024 الساعة 10:04 صباحًا", "2024-01-05T10:04+03:00"),
            ("5 يناير 2024 الساعة ١٠ مساءً", "2024-01-05T22:00+03:00"),
            ("5 يناير 2024 3:30 بعد الظهر", "2024-01-05T15:30+03:00"),
            ("5 يناير 2024 11:30 ظهرا", "2024-01-05T11:30+03:00"),
            ("5 يناير 2024 1:30 ظهرا", "2024-01-05T13:30+03:00"),
            ("January 5, 2024 at 3 p.m.", "2024-01-05T15:00+03:00"),
            ("Friday 2024-01-05 10:04 PM", "2024-01-05T22:04+03:00"),
            ("5 January 2024, 12:00 AM", "2024-01-05T00:00+03:00"),
            ("5 January 2024, 12:00 PM", "2024-01-05T12:00+03:00"),
            ("5 January 2024 22:04:05 UTC", "2024-01-05T22:04:05Z"),
            ("5 January 2024 22:04 +01:00", "2024-01-05T22:04+01:00"),
        ],
    )
    def test_times_of_day(self, text: str, canonical: str) -> None:
        assert canonical_edtf(text) == canonical

    @pytest.mark.parametrize(
        "locale",
        [locale for locale in babel.localedata.locale_identifiers() if f"{locale}_"[:3] == "ar_"],
    )
    def test_the_month_names_of_every_arab_country_are_known(self, locale: str) -> None:
        # Babel's own functions cache what they look up, which changes the names in other tests.
        months, _ = load_conventions(locale, "latn").months
        parsed = [canonical_edtf(f"{month} 2024") for month in months]
        assert parsed == [f"2024-{number:02}" for number in range(1, 13)]


class TestTable:
    @pytest.mark.parametrize(
        ("word", "meaning"),
        [
            ("january", Word(Kind.MONTH, 1)),
            ("كانون الثاني", Word(Kind.MONTH, 1)),
            ("اذار", Word(Kind.MONTH, 3)),
            ("december", Word(Kind.MONTH, 12)),
            ("spring", Word(Kind.SEASON, 21)),
            ("الشتا", Word(Kind.SEASON, 24)),
            ("monday", Word(Kind.WEEKDAY, 0)),
            ("الاحد", Word(Kind.WEEKDAY, 6)),
            ("pm", Word(Kind.EVENING)),
            ("بعد الظهر", Word(Kind.EVENING)),
            ("قبل الميلاد", Word(Kind.BEFORE_ERA)),
        ],
    )
    def test_a_folded_word_has_one_meaning(self, word: str, meaning: Word) -> None:
        meanings = {one for spelling, one in list_words() if spelling == word}
        assert meanings == {meaning}
        assert load_words()[word] == meaning

    def test_every_word_is_in_the_spelling_that_texts_are_folded_to(self) -> None:
        assert dict(list_words()) == load_words()
        for word, meaning in list_words():
            assert fold_word(word)[0] == word
            assert load_words()[word] == meaning

    @pytest.mark.parametrize(
        ("text", "folded", "offsets"),
        [
            ("", "", (0,)),
            ("JAN", "jan", (0, 1, 2, 3)),
            (" 5  Jan ", "5 jan", (1, 2, 4, 5, 6, 8)),
            ("5\u00a0\t\u00a0Jan", "5 jan", (0, 1, 4, 5, 6, 7)),
            ("٢٠٢٤", "2024", (0, 1, 2, 3, 4)),
            ("أيّار", "ايار", (0, 1, 3, 4, 5)),
            ("\u200fآب\u200f", "اب", (1, 2, 4)),
            ("مساءً", "مسا", (0, 1, 2, 5)),
            ("مـارس", "مارس", (0, 2, 3, 4, 5)),
            ("2024…", "2024..", (0, 1, 2, 3, 4, 4, 5)),
            # Presentation forms, as text that is copied from a PDF has them.
            ("ﻻ", "لا", (0, 0, 1)),
            ("ﺔ", "ه", (0, 1)),
            ("ﺀ", "", (1,)),
            ("Ｊａｎ", "jan", (0, 1, 2, 3)),
            ("É", "é", (0, 1)),
            # A raised or circled digit is not a digit of the date.
            ("5²①", "5²①", (0, 1, 2, 3)),
        ],
    )
    def test_each_folded_character_has_the_offset_of_the_written_one(
        self, text: str, folded: str, offsets: tuple[int, ...]
    ) -> None:
        assert fold_word(text) == (folded, offsets)
