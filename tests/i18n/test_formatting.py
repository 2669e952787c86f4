"""Dates and numbers, formatted in the words and digits of each language."""

from __future__ import annotations

import pickle
import unicodedata

import pytest

from generator.dates import parse
from generator.i18n import (
    NUMBERING_SYSTEMS,
    Formatter,
    default_language,
    parse_catalogue,
)
from tests.i18n.helpers import ARABIC, BAGHDAD, create_formatter, format_date, run_python


def format_date_short(formatter: Formatter, date: str) -> str:
    return formatter.when_short(parse(date, BAGHDAD), BAGHDAD)


@pytest.mark.parametrize(
    ("date", "arabic", "english"),
    [
        ("2014", "2014", "2014"),
        ("2024-01", "كانون الثاني 2024", "January 2024"),
        ("2024-11~", "نحو تشرين الثاني 2024", "about November 2024"),
        ("2014?", "2014 (؟)", "2014 (?)"),
        ("2014%", "نحو 2014 (؟)", "about 2014 (?)"),
        ("2024-01-05", "الجمعة، 5 كانون الثاني 2024", "Friday, 5 January 2024"),
        ("2024-01-03~", "نحو 3 كانون الثاني 2024", "about 3 January 2024"),
        (
            "2024-01-05T10:04+03:00",
            "الجمعة، 5 كانون الثاني 2024، 10:04 ص",
            "Friday, 5 January 2024, 10:04",
        ),
        (
            "2024-01-04T12:00:05",
            "الخميس، 4 كانون الثاني 2024، 12:00:05 م",
            "Thursday, 4 January 2024, 12:00:05",
        ),
        (
            "2024-01-04T00:30",
            "الخميس، 4 كانون الثاني 2024، 12:30 ص",
            "Thursday, 4 January 2024, 00:30",
        ),
        (
            "2024-01-05T23:59-05:00",
            "الجمعة، 5 كانون الثاني 2024، 11:59 م (UTC−05:00)؛"
            " وبتوقيت هذا الموقع 6 كانون الثاني 2024",
            "Friday, 5 January 2024, 23:59 (UTC−05:00); in this site’s time zone, 6 January 2024",
        ),
        ("2024-09/2025-09", "أيلول 2024 – أيلول 2025", "September 2024 – September 2025"),
        (
            "2024-01-04/2024-01-07",
            "4 كانون الثاني 2024 – 7 كانون الثاني 2024",
            "4 January 2024 – 7 January 2024",
        ),
        ("2023~/2024-21~", "نحو 2023 – نحو ربيع 2024", "about 2023 – about spring 2024"),
        ("../2026", "حتى 2026", "until 2026"),
        ("2026?/..", "ابتداءً من 2026 (؟)", "from 2026 (?) onward"),
        ("194X", "بين 1940 و1949", "between 1940 and 1949"),
        ("19XX", "بين 1900 و1999", "between 1900 and 1999"),
        ("2024-24", "شتاء 2024", "winter 2024"),
        ("-0299", "300 ق.م", "300 BCE"),
        ("0000", "1 ق.م", "1 BCE"),
        ("-0299-03-15", "15 آذار 300 ق.م", "15 March 300 BCE"),
        ("1258-02-10", "10 شباط 1258", "10 February 1258"),
        ("between 2003 and 2011", "بين 2003 و2011", "between 2003 and 2011"),
        (
            "between 2020-05-05 10:00 and 12:00",
            "الثلاثاء، 5 أيار 2020، بين 10:00 ص و12:00 م",
            "Tuesday, 5 May 2020, between 10:00 and 12:00",
        ),
        ("winter 2013/14", "شتاء 2013/2014", "winter 2013/2014"),
        ("late 2020", "أواخر 2020", "late 2020"),
        ("mid 2020-09", "منتصف أيلول 2020", "mid-September 2020"),
        ("early 2020-22~", "نحو أوائل صيف 2020", "about early summer 2020"),
        (
            "late 199X",
            "أواخر العقد 1990–1999",
            "late in the decade 1990–1999",
        ),
        ("late 2019/early 2020", "أواخر 2019 – أوائل 2020", "late 2019 – early 2020"),
        ("1445-09-21 AH", "الأحد، 31 آذار 2024", "Sunday, 31 March 2024"),
        (
            "1445-09 AH",
            "بين 11 آذار 2024 و9 نيسان 2024",
            "between 11 March 2024 and 9 April 2024",
        ),
        (
            "late 1445-09 AH?",
            "بين 11 آذار 2024 و9 نيسان 2024 (؟)",
            "between 11 March 2024 and 9 April 2024 (?)",
        ),
        (
            "1445-09 AH/1445-10 AH",
            "نحو 11 آذار 2024 – نحو 8 أيار 2024",
            "about 11 March 2024 – about 8 May 2024",
        ),
        ("1445-09 AH/..", "ابتداءً من نحو 11 آذار 2024", "from about 11 March 2024 onward"),
    ],
)
def test_a_date_is_formatted_with_its_own_precision(date: str, arabic: str, english: str) -> None:
    assert format_date(create_formatter("ar_IQ"), date) == arabic
    assert format_date(create_formatter("en_GB"), date) == english


@pytest.mark.parametrize(
    ("locale", "digits", "day", "month", "time"),
    [
        ("ar_EG", "latn", "الجمعة، 5 يناير 2024", "يناير 2024", "الجمعة، 5 يناير 2024، 10:04 ص"),
        ("ar_EG", "arab", "الجمعة، ٥ يناير ٢٠٢٤", "يناير ٢٠٢٤", "الجمعة، ٥ يناير ٢٠٢٤، ١٠:٠٤ ص"),
        ("ar", "latn", "الجمعة، 5 يناير 2024", "يناير 2024", "الجمعة، 5 يناير 2024، 10:04 ص"),
        ("ar_TN", "latn", "الجمعة، 5 جانفي 2024", "جانفي 2024", "الجمعة، 5 جانفي 2024، 10:04 ص"),
        ("ar_MA", "latn", "الجمعة، 5 يناير 2024", "يناير 2024", "الجمعة، 5 يناير 2024، 10:04"),
        (
            "en",
            "latn",
            "Friday, January 5, 2024",
            "January 2024",
            "Friday, January 5, 2024, 10:04 AM",
        ),
        ("fr", "latn", "vendredi 5 janvier 2024", "janvier 2024", "vendredi 5 janvier 2024, 10:04"),
        ("he", "latn", "יום שישי, 5 בינואר 2024", "ינואר 2024", "יום שישי, 5 בינואר 2024, 10:04"),
        # A month in a date is in another case than one alone.
        (
            "ru",
            "latn",
            "пятница, 5 января 2024 г.",
            "январь 2024 г.",
            "пятница, 5 января 2024 г., 10:04",
        ),
        ("ja", "latn", "2024年1月5日金曜日", "2024年1月", "2024年1月5日金曜日 10:04"),
        (
            "ku",
            "latn",
            "înî, 5ê rêbendana 2024an",
            "rêbendana 2024an",
            "înî, 5ê rêbendana 2024an 10:04",
        ),
    ],
)
def test_dates_follow_the_locale(locale: str, digits: str, day: str, month: str, time: str) -> None:
    formatter = create_formatter(locale, digits)
    assert format_date(formatter, "2024-01-05") == day
    assert formatter.month_year(2024, 1) == month
    assert format_date(formatter, "2024-01-05T10:04") == time


def test_dates_in_persian() -> None:
    # Versions of CLDR differ in how they inflect January.
    formatter = create_formatter("fa", "arabext")
    assert format_date(formatter, "2024-03-05") == "سه‌شنبه ۵ مارس ۲۰۲۴"
    assert formatter.month_year(2024, 3) == "مارس ۲۰۲۴"
    assert format_date(formatter, "2024-03-05T10:04") == "سه‌شنبه ۵ مارس ۲۰۲۴، ساعت ۱۰:۰۴"


def test_a_locale_that_always_names_the_era_has_one_for_years_before_1() -> None:
    assert format_date(create_formatter("th"), "2024-01-05") == "วันศุกร์ที่ 5 มกราคม ค.ศ. 2024"
    assert format_date(create_formatter("th"), "-0299-03-15") == "15 มีนาคม ก่อน ค.ศ. 300"
    assert format_date(create_formatter("th"), "0000-03-15") == "15 มีนาคม ก่อน ค.ศ. 1"
    assert format_date(create_formatter("th"), "0001-03-15") == "15 มีนาคม ค.ศ. 1"


def test_a_month_without_a_day_is_not_inflected() -> None:
    assert create_formatter("fa").month_name(1) == "ژانویه"
    assert create_formatter("ru").month_name(1) == "январь"
    assert create_formatter("ar_IQ").month_name(1) == "كانون الثاني"


@pytest.mark.parametrize(
    ("date", "arabic", "english"),
    [
        ("2014", "2014", "2014"),
        ("2024-01", "كانون الثاني", "January"),
        ("2024-11~", "نحو تشرين الثاني", "about November"),
        ("2024-01-05", "5 كانون الثاني", "5 January"),
        ("2024-01-05?", "5 كانون الثاني (؟)", "5 January (?)"),
        ("2024-01-04T12:00", "4 كانون الثاني، 12:00 م", "4 January, 12:00"),
        ("2024-09/2025-09", "أيلول 2024 – أيلول 2025", "September 2024 – September 2025"),
        ("../2026-03", "حتى آذار 2026", "until March 2026"),
        ("2024-21", "ربيع 2024", "spring 2024"),
    ],
)
def test_a_date_below_a_heading_has_no_year(date: str, arabic: str, english: str) -> None:
    assert format_date_short(create_formatter("ar_IQ"), date) == arabic
    assert format_date_short(create_formatter("en_GB"), date) == english


def test_a_time_of_another_year_than_its_heading_keeps_its_year() -> None:
    # In Baghdad, the time zone of the site, it is already 2024.
    assert format_date_short(create_formatter("en_GB"), "2023-12-31T23:30-05:00") == (
        "Sunday, 31 December 2023, 23:30 (UTC−05:00); in this site’s time zone, 1 January 2024"
    )


def test_a_time_that_is_another_day_on_the_site_has_the_day_of_both() -> None:
    # In UTC it is still 30 April.
    assert format_date(create_formatter("en_GB"), "2023-04-30T17:30-05:00") == (
        "Sunday, 30 April 2023, 17:30 (UTC−05:00); in this site’s time zone, 1 May 2023"
    )


def test_the_offset_is_shown_if_the_site_has_another() -> None:
    when = parse("2024-07-05T10:04+02:00", BAGHDAD)
    formatter = create_formatter("en_GB")
    assert formatter.when(when, BAGHDAD).endswith("10:04 (UTC+02:00)")
    assert formatter.when(when, "Europe/Berlin").endswith("10:04")
    assert formatter.when(when, "UTC").endswith("10:04 (UTC+02:00)")
    utc = parse("2024-07-05T10:04Z", BAGHDAD)
    assert formatter.when(utc, BAGHDAD).endswith("10:04 (UTC+00:00)")


@pytest.mark.parametrize(
    ("date", "arabic", "english"),
    [
        ("2024-01-05", "23 جمادى الآخرة 1445 هـ", "23 Jumada al-Akhira 1445 AH"),
        ("2024-01-05T23:00", "23 جمادى الآخرة 1445 هـ", "23 Jumada al-Akhira 1445 AH"),
        ("2024-01-05~", "نحو 23 جمادى الآخرة 1445 هـ", "about 23 Jumada al-Akhira 1445 AH"),
        ("2024-06-16", "10 ذي الحجة 1445 هـ", "10 Dhu al-Hijja 1445 AH"),
    ],
)
def test_a_day_has_a_hijri_date(date: str, arabic: str, english: str) -> None:
    when = parse(date, BAGHDAD)
    assert create_formatter("ar_IQ").hijri(when) == arabic
    assert create_formatter("en_GB").hijri(when) == english


@pytest.mark.parametrize(
    ("date", "arabic", "english"),
    [
        ("1445-09-21 AH", "21 رمضان 1445 هـ", "21 Ramadan 1445 AH"),
        ("2024-04-01 = 1445-09-21 AH", "21 رمضان 1445 هـ", "21 Ramadan 1445 AH"),
        ("1445-09-21 AH~", "نحو 21 رمضان 1445 هـ", "about 21 Ramadan 1445 AH"),
        ("1445-09 AH", "رمضان 1445 هـ", "Ramadan 1445 AH"),
        ("late 1445-09 AH", "أواخر رمضان 1445 هـ", "late Ramadan 1445 AH"),
        ("1445 AH", "1445 هـ", "1445 AH"),
        ("1357-11-22 SH", "22 بهمن 1357 هـ.ش", "22 Bahman 1357 SH"),
        ("1401-06 SH", "شهريور 1401 هـ.ش", "Shahrivar 1401 SH"),
        ("1402 SH", "1402 هـ.ش", "1402 SH"),
        ("1445-09 AH/..", "ابتداءً من رمضان 1445 هـ", "from Ramadan 1445 AH onward"),
        (
            "1445-09-15 AH/1445-09-20 AH",
            "15 رمضان 1445 هـ – 20 رمضان 1445 هـ",
            "15 Ramadan 1445 AH – 20 Ramadan 1445 AH",
        ),
        (
            "1445-09-21 AH to 2024-05-01",
            "21 رمضان 1445 هـ – 1 أيار 2024",
            "21 Ramadan 1445 AH – 1 May 2024",
        ),
    ],
)
def test_a_date_is_kept_in_the_calendar_that_it_was_written_in(
    date: str, arabic: str, english: str
) -> None:
    when = parse(date, BAGHDAD)
    assert create_formatter("ar_IQ").original(when, BAGHDAD) == arabic
    assert create_formatter("en_GB").original(when, BAGHDAD) == english


@pytest.mark.parametrize("date", ["2024-03-31", "1445 CE", "late 2020", "../2024"])
def test_a_gregorian_date_has_no_original(date: str) -> None:
    assert create_formatter("ar_IQ").original(parse(date, BAGHDAD), BAGHDAD) is None


def test_the_islamic_date_of_a_day_is_shown_once() -> None:
    formatter = create_formatter("ar_IQ")
    assert formatter.hijri(parse("1445-09-21 AH", BAGHDAD)) is None
    assert formatter.hijri(parse("1403-01-12 SH", BAGHDAD)) == "21 رمضان 1445 هـ"


@pytest.mark.parametrize(
    "date",
    [
        "2024-01",
        "2024",
        "2024-01-05/2024-01-06",
        "../2024-01-05",
        "1900-01-01",
        "2077-12-01",
        "-0299-01-01",
    ],
)
def test_only_a_day_in_the_tables_has_a_hijri_date(date: str) -> None:
    assert create_formatter("ar_IQ").hijri(parse(date, BAGHDAD)) is None


def test_there_is_no_hijri_date_unless_it_is_enabled() -> None:
    formatter = Formatter(default_language("ar"), ARABIC)
    assert formatter.hijri(parse("2024-01-05", BAGHDAD)) is None


@pytest.mark.parametrize(
    ("locale", "digits", "n", "text"),
    [
        ("ar_IQ", "latn", 1234567, "1,234,567"),
        ("ar_EG", "arab", 1234567, "١٬٢٣٤٬٥٦٧"),
        ("fa", "arabext", -1234, "−۱٬۲۳۴"),
        ("ar_TN", "latn", 1234, "1.234"),
        ("hi", "latn", 12345678, "1,23,45,678"),
        ("en", "latn", 0, "0"),
        ("en", "latn", 999, "999"),
        ("en", "latn", -1000, "-1,000"),
        ("en", "deva", 1000, "१,०००"),
    ],
)
def test_numbers_are_grouped_and_in_the_chosen_digits(
    locale: str, digits: str, n: int, text: str
) -> None:
    assert create_formatter(locale, digits).number(n) == text


@pytest.mark.parametrize("system", NUMBERING_SYSTEMS)
def test_a_numbering_system_starts_at_its_zero(system: str) -> None:
    zero = NUMBERING_SYSTEMS[system]
    assert [unicodedata.digit(chr(zero + n)) for n in range(10)] == list(range(10))


def test_slow_packages_are_not_imported_before_they_are_used() -> None:
    code = "import sys, generator.i18n; print({'babel', 'hijridate'} & set(sys.modules))"
    assert run_python(code) == "set()\n"


def test_a_formatter_can_be_sent_to_another_process() -> None:
    formatter = create_formatter("ar_IQ")
    copy = pickle.loads(pickle.dumps(formatter))
    assert copy == formatter
    assert hash(copy) == hash(formatter)
    assert format_date(copy, "2024-11~") == "نحو تشرين الثاني 2024"


def test_a_formatter_translates_in_its_language() -> None:
    formatter = create_formatter("ar_IQ")
    assert formatter.gettext("Tags") == ARABIC.translations["", "Tags"][0] != "Tags"
    assert formatter.pgettext("date", "about %(date)s") == "نحو %(date)s"
    assert formatter.ngettext("%(n)s event", "%(n)s events", 2) == ARABIC.ngettext(
        "%(n)s event", "%(n)s events", 2
    )
    text = 'msgctxt "x"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "one"\nmsgstr[1] "many"\n'
    header = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    catalogue = parse_catalogue(f"{header}{text}".encode())
    formatter = create_formatter("fr", catalogue=catalogue)
    assert [formatter.npgettext("x", "a", "b", n) for n in (1, 2)] == ["one", "many"]
    assert [formatter.npgettext("x", "c", "d", n) for n in (1, 2)] == ["c", "d"]
    assert [formatter.ngettext("c", "d", n) for n in (1, 2)] == ["c", "d"]


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "الإنجليزية"), ("ckb", "السورانية الكردية"), ("en-ZZ", "الإنجليزية"), ("xx", "xx")],
)
def test_another_language_is_named_in_that_of_the_reader(code: str, name: str) -> None:
    assert create_formatter("ar_IQ").language_name(code) == name


@pytest.mark.parametrize(
    ("year", "arabic", "english"),
    [(2, "٢", "2"), (1, "١", "1"), (0, "١ ق.م", "1 BCE"), (-1, "٢ ق.م", "2 BCE")],
)
def test_the_year_before_year_1_is_the_first_before_the_era(
    year: int, arabic: str, english: str
) -> None:
    assert create_formatter("ar_IQ", "arab").year_label(year) == arabic
    assert create_formatter("en_GB").year_label(year) == english


def test_midnight_and_noon_are_twelve() -> None:
    formatter = create_formatter("en")
    times = {
        hour: format_date_short(formatter, f"2024-01-05T{hour:02}:30").rpartition(", ")[2]
        for hour in (0, 1, 11, 12, 13, 23)
    }
    assert {hour: text.replace("\u202f", " ") for hour, text in times.items()} == {
        0: "12:30 AM",
        1: "1:30 AM",
        11: "11:30 AM",
        12: "12:30 PM",
        13: "1:30 PM",
        23: "11:30 PM",
    }


@pytest.mark.parametrize(
    ("date", "text"),
    [
        # Times of one day share its name; a weekday is only computed in the Gregorian calendar.
        ("2024-01-05T10:04/2024-01-05T12:30", "Friday, 5 January 2024, 10:04 – 12:30"),
        ("1583-01-01T10:04Z/1583-01-01T12:30Z", "Saturday, 1 January 1583, 10:04 – 12:30"),
        ("1582-12-31T10:04Z/1582-12-31T12:30Z", "31 December 1582, 10:04 – 12:30"),
        ("1583-01-01", "Saturday, 1 January 1583"),
        ("1582-12-31", "31 December 1582"),
        # Not of one day, or not of one offset.
        (
            "2024-01-05T10:04/2024-01-06T12:30",
            "5 January 2024, 10:04 – 6 January 2024, 12:30",
        ),
        (
            "2024-01-05T10:04Z/2024-01-05T12:30+01:00",
            "5 January 2024, 10:04 – 5 January 2024, 12:30 (UTC+01:00)",
        ),
        ("2024-01-05/2024-01-05", "Friday, 5 January 2024"),
        ("2024-01-05T10:04:05/2024-01-05T12:30", "Friday, 5 January 2024, 10:04:05 – 12:30"),
    ],
)
def test_an_interval_between_two_times_of_a_day_names_the_day_once(date: str, text: str) -> None:
    assert create_formatter("en_GB").when(parse(date, "UTC"), "UTC") == text
