"""What differs from language to language."""

from __future__ import annotations

import pickle
import subprocess
import sys
import unicodedata
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import parse
from generator.i18n import (
    MESSAGES,
    NUMBERING_SYSTEMS,
    Catalogue,
    CatalogueError,
    Formatter,
    default_language,
    known_locale,
    parse_catalogue,
)
from generator.i18n import collation as collation_module
from generator.i18n.cldr import load_conventions
from generator.model import Language

STRINGS = Path(__file__).parents[2] / "templates" / "strings"
BAGHDAD = "Asia/Baghdad"

HEADER = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
FRENCH = (
    HEADER
    + """
msgctxt "date"
msgid "about %(date)s"
msgstr "vers %(date)s"

msgctxt "date"
msgid "until %(date)s"
msgstr "jusqu’en %(date)s"

msgid "%(n)s event"
msgid_plural "%(n)s events"
msgstr[0] "%(n)s événement"
msgstr[1] "%(n)s événements"
"""
)


def read_theme(code: str) -> Catalogue:
    return parse_catalogue((STRINGS / f"{code}.po").read_bytes())


ARABIC, ENGLISH = read_theme("ar"), read_theme("en")


def speak(locale: str, digits: str = "latn", strings: Catalogue | None = None) -> Formatter:
    code = locale.partition("_")[0]
    language = replace(default_language(code), locale=locale, digits=digits, hijri=True)
    return Formatter(language, strings or {"ar": ARABIC, "en": ENGLISH}.get(code, Catalogue()))


def say(formatter: Formatter, date: str) -> str:
    return formatter.when(parse(date, BAGHDAD), BAGHDAD)


def say_short(formatter: Formatter, date: str) -> str:
    return formatter.when_short(parse(date, BAGHDAD), BAGHDAD)


# --- Dates -----------------------------------------------------------------------------------


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
            "الجمعة، 5 كانون الثاني 2024، 11:59 م (UTC−05:00)",
            "Friday, 5 January 2024, 23:59 (UTC−05:00)",
        ),
        ("2024-09/2025-09", "أيلول 2024 – أيلول 2025", "September 2024 – September 2025"),
        (
            "2024-01-04/2024-01-07",
            "4 كانون الثاني 2024 – 7 كانون الثاني 2024",
            "4 January 2024 – 7 January 2024",
        ),
        ("2023~/2024-21~", "نحو 2023 – نحو ربيع 2024", "about 2023 – about spring 2024"),
        ("../2026", "حتى 2026", "until 2026"),
        ("2026?/..", "ابتداءً من 2026 (؟)", "from 2026 (?) onwards"),
        ("194X", "بين 1940 و1949", "between 1940 and 1949"),
        ("19XX", "بين 1900 و1999", "between 1900 and 1999"),
        ("2024-24", "شتاء 2024", "winter 2024"),
        ("-0299", "300 ق.م", "300 BCE"),
        ("0000", "1 ق.م", "1 BCE"),
        ("-0299-03-15", "15 آذار 300 ق.م", "15 March 300 BCE"),
        ("1258-02-10", "10 شباط 1258", "10 February 1258"),
    ],
)
def test_a_date_is_said_at_its_own_precision(date: str, arabic: str, english: str) -> None:
    assert say(speak("ar_IQ"), date) == arabic
    assert say(speak("en_GB"), date) == english


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
        ("fa", "arabext", "جمعه ۵ ژانویهٔ ۲۰۲۴", "ژانویهٔ ۲۰۲۴", "جمعه ۵ ژانویهٔ ۲۰۲۴، ساعت ۱۰:۰۴"),
        ("he", "latn", "יום שישי, 5 בינואר 2024", "ינואר 2024", "יום שישי, 5 בינואר 2024, 10:04"),
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
    formatter = speak(locale, digits)
    assert say(formatter, "2024-01-05") == day
    assert formatter.month_year(2024, 1) == month
    assert say(formatter, "2024-01-05T10:04") == time


def test_a_locale_that_always_names_the_era_has_one_for_years_before_1() -> None:
    assert say(speak("th"), "2024-01-05") == "วันศุกร์ที่ 5 มกราคม ค.ศ. 2024"
    assert say(speak("th"), "-0299-03-15") == "15 มีนาคม ก่อน ค.ศ. 300"


def test_a_month_that_stands_alone_is_not_inflected() -> None:
    assert speak("fa").month_name(1) == "ژانویه"
    assert speak("ar_IQ").month_name(1) == "كانون الثاني"


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
def test_a_heading_spares_the_year(date: str, arabic: str, english: str) -> None:
    assert say_short(speak("ar_IQ"), date) == arabic
    assert say_short(speak("en_GB"), date) == english


def test_a_time_of_another_year_than_its_heading_keeps_its_year() -> None:
    # In Baghdad it is 2024 already, and there the event is filed.
    assert say_short(speak("en_GB"), "2023-12-31T23:30-05:00") == (
        "Sunday, 31 December 2023, 23:30 (UTC−05:00)"
    )


def test_the_offset_is_shown_where_the_site_has_another() -> None:
    when = parse("2024-07-05T10:04+02:00", BAGHDAD)
    formatter = speak("en_GB")
    assert formatter.when(when, BAGHDAD).endswith("10:04 (UTC+02:00)")
    assert formatter.when(when, "Europe/Berlin").endswith("10:04")
    assert formatter.when(when, "UTC").endswith("10:04 (UTC+02:00)")


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
    assert speak("ar_IQ").hijri(when) == arabic
    assert speak("en_GB").hijri(when) == english


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
def test_what_is_no_day_of_the_tables_has_no_hijri_date(date: str) -> None:
    assert speak("ar_IQ").hijri(parse(date, BAGHDAD)) is None


def test_the_hijri_date_is_left_out_unless_asked_for() -> None:
    formatter = Formatter(default_language("ar"), ARABIC)
    assert formatter.hijri(parse("2024-01-05", BAGHDAD)) is None


# --- Numbers ---------------------------------------------------------------------------------


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
def test_numbers_are_grouped_in_the_digits_chosen(
    locale: str, digits: str, n: int, text: str
) -> None:
    assert speak(locale, digits).number(n) == text


@pytest.mark.parametrize("system", NUMBERING_SYSTEMS)
def test_a_numbering_system_starts_at_its_zero(system: str) -> None:
    zero = NUMBERING_SYSTEMS[system]
    assert [unicodedata.digit(chr(zero + n)) for n in range(10)] == list(range(10))


def test_unknown_locales_and_digits_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown locale 'ar_XX'"):
        load_conventions("ar_XX", "latn")
    with pytest.raises(ValueError, match="unknown numbering system 'roman'"):
        load_conventions("ar", "roman")


# --- Languages -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["ar", "ckb", "en", "fa", "fr", "he", "ku", "ur"])
def test_what_is_built_in_is_what_cldr_says(code: str) -> None:
    locale = Locale.parse(code)
    assert default_language(code) == Language(
        code,
        str(locale),
        locale.get_display_name() or "",
        "rtl" if locale.text_direction == "rtl" else "ltr",
        locale.default_numbering_system,
    )


def test_any_language_of_cldr_can_be_had() -> None:
    assert default_language("pt-BR") == Language(
        "pt-BR", "pt_BR", "português (Brasil)", "ltr", "latn"
    )
    assert default_language("dv").direction == "rtl"


@pytest.mark.parametrize("code", ["xx", "", "root", "ar_IQ", "..", "arabic"])
def test_an_unknown_language_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="unknown language"):
        default_language(code)


def test_locales_are_known_by_their_cldr_names() -> None:
    assert known_locale("ar_IQ")
    assert known_locale("sr_Latn")
    assert not known_locale("ar-IQ")
    assert not known_locale("ar_XX")
    assert not known_locale("root")


def test_every_locale_that_is_built_in_is_in_cldr() -> None:
    from babel.localedata import locale_identifiers

    from generator.i18n import languages

    assert set(locale_identifiers()) >= languages.COMMON_LOCALES


def test_dates_can_be_written_in_every_language_of_cldr() -> None:
    from babel.localedata import locale_identifiers

    when = parse("2024-01-05T10:14", BAGHDAD)
    for locale in locale_identifiers():
        if "_" not in locale:
            formatter = Formatter(Language(locale, locale, "", "ltr", "latn"), Catalogue())
            assert "2024" in formatter.when(when, BAGHDAD)
            assert "14" in formatter.when_short(when, BAGHDAD)


# --- Catalogues ------------------------------------------------------------------------------


@pytest.mark.parametrize("strings", [ARABIC, ENGLISH], ids=["ar", "en"])
def test_the_theme_translates_every_date_message(strings: Catalogue) -> None:
    assert strings.missing(MESSAGES) == ()


@pytest.mark.parametrize(
    ("n", "form"),
    [*zip((0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111, 1000), "zotffmmxxfmx", strict=True)],
)
def test_arabic_has_six_plural_forms(n: int, form: str) -> None:
    header = (STRINGS / "ar.po").read_text("utf-8").partition("\n\n")[0]
    forms = "\n".join(f'msgstr[{i}] "{letter}"' for i, letter in enumerate("zotfmx"))
    strings = parse_catalogue(f'{header}\n\nmsgid "a"\nmsgid_plural "b"\n{forms}\n'.encode())
    assert strings.ngettext("a", "b", n) == form


def test_a_third_language_needs_a_catalogue_alone() -> None:
    formatter = speak("fr", strings=parse_catalogue(FRENCH.encode()))
    assert say(formatter, "2024-11~") == "vers novembre 2024"
    assert say(formatter, "../2026") == "jusqu’en 2026"
    assert formatter.ngettext("%(n)s event", "%(n)s events", 0) == "%(n)s événement"
    assert formatter.ngettext("%(n)s event", "%(n)s events", 2) == "%(n)s événements"


def test_what_is_not_translated_is_said_in_english() -> None:
    strings = parse_catalogue(FRENCH.encode())
    assert strings.gettext("Sources") == "Sources"
    assert strings.pgettext("date", "%(date)s (?)") == "%(date)s (?)"
    assert strings.ngettext("a tag", "tags", 1) == "a tag"
    assert strings.ngettext("a tag", "tags", 0) == "tags"
    assert strings.missing([("", "Sources"), ("date", "about %(date)s")]) == (("", "Sources"),)


def test_empty_fuzzy_and_obsolete_translations_do_not_count() -> None:
    strings = parse_catalogue(
        (
            HEADER + 'msgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgid "b"\nmsgstr "x"\n\n'
            '#~ msgid "c"\n#~ msgstr "x"\n\n'
            'msgid "d"\nmsgid_plural "ds"\nmsgstr[0] "x"\nmsgstr[1] ""\n'
        ).encode()
    )
    assert strings.entries == ()


def test_contexts_part_equal_messages() -> None:
    text = 'msgctxt "x"\nmsgid "a"\nmsgstr "1"\n\nmsgctxt "y"\nmsgid "a"\nmsgstr "2"\n\n'
    strings = parse_catalogue(
        (
            HEADER
            + text
            + 'msgctxt "x"\nmsgid "e"\nmsgid_plural "es"\nmsgstr[0] "3"\nmsgstr[1] "4"'
        ).encode()
    )
    assert strings.pgettext("x", "a") == "1"
    assert strings.pgettext("y", "a") == "2"
    assert strings.gettext("a") == "a"
    assert strings.npgettext("x", "e", "es", 5) == "4"
    assert strings.ngettext("e", "es", 5) == "es"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('msgid "a"\nmsgstr b\n', 6, "neither a comment, a keyword nor a quoted string"),
        ('msgid "a"\nmsgstr "b\n', 6, "neither a comment, a keyword nor a quoted string"),
        ("hello\n", 5, "neither a comment, a keyword nor a quoted string"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "b"\n', 5, "missing msgstr for msgid 'a'"),
        ('msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', 7, "'a' stands here twice"),
        ('msgid "%(x)s a"\nmsgstr "b"\n', 5, "'b' must name %(x)s"),
        ('msgid "a"\nmsgstr "%(x)s"\n', 5, "'%(x)s' must name no value"),
        ('msgid "%(x)s"\nmsgstr "%(x) s"\n', 5, "'%(x) s' must name %(x)s"),
        ('msgid "a"\nmsgstr "5 %"\n', 5, "'5 %': a percent sign is written twice, %%"),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "%(x)s"\nmsgstr[1] "c"\n',
            5,
            "'%(x)s' must name no value",
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[7] "c"\n',
            5,
            "msg has more translations than num_plurals of catalog",
        ),
    ],
)
def test_a_broken_catalogue_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue((HEADER + text).encode())
    assert (caught.value.line, str(caught.value)) == (line, message)


def test_a_catalogue_of_another_encoding_is_refused() -> None:
    with pytest.raises(CatalogueError, match="not UTF-8") as caught:
        parse_catalogue(HEADER.encode() + 'msgid "a"\nmsgstr "نعم"\n'.encode("cp1256"))
    assert caught.value.line == 6


@pytest.mark.parametrize(
    "rule", ["nplurals=2; plural=n;", "nplurals=x; plural=0;", "nplurals=2; plural=(n"]
)
def test_a_plural_rule_that_does_not_hold_is_refused(rule: str) -> None:
    with pytest.raises(CatalogueError):
        parse_catalogue(f'msgid ""\nmsgstr ""\n"Plural-Forms: {rule}\\n"\n'.encode())


def test_a_plural_form_may_leave_the_number_out() -> None:
    text = 'msgid "%(n)s a"\nmsgid_plural "%(n)s b"\nmsgstr[0] "one"\nmsgstr[1] "%(n)s"\n'
    assert parse_catalogue((HEADER + text).encode()).ngettext("%(n)s a", "%(n)s b", 1) == "one"


@given(st.text(alphabet='msgidstrcx_plural[]01"\\\n #~,%()é', max_size=120))
def test_no_text_breaks_the_reader(text: str) -> None:
    # Whatever else it raised would end the build with a traceback.
    with suppress(CatalogueError):
        parse_catalogue(text.encode())


# --- What it costs, and what it leaves behind --------------------------------------------------


def run(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        cwd=STRINGS.parent.parent,
        env={"PYTHONIOENCODING": "utf-8"},
    )
    return result.stdout


def test_heavy_packages_wait_until_they_are_used() -> None:
    code = "import sys, generator.i18n; print({'babel', 'hijridate', 'pyuca'} & set(sys.modules))"
    assert run(code) == "set()\n"


def test_a_formatter_can_be_sent_to_another_process() -> None:
    formatter = speak("ar_IQ")
    sent = pickle.loads(pickle.dumps(formatter))
    assert sent == formatter
    assert hash(sent) == hash(formatter)
    assert say(sent, "2024-11~") == "نحو تشرين الثاني 2024"


@pytest.mark.parametrize("order", ["('he', 'ar', 'fr', 'ar_IQ')", "('ar_IQ', 'fr', 'ar', 'he')"])
def test_no_language_depends_on_which_was_used_first(order: str) -> None:
    # Babel shares tables between its locales: read through them, the months of Hebrew turn up
    # in French once Hebrew was read.
    code = f"""
from generator.i18n.cldr import load_conventions
for locale in {order}:
    load_conventions(locale, "latn")
locales = "ar", "ar_IQ", "fr", "he"
print(*(load_conventions(locale, "latn").months_alone[0][0] for locale in locales))
"""
    assert run(code) == "يناير كانون الثاني janvier ינואר\n"


# --- The alphabet ------------------------------------------------------------------------------


def order(code: str, *names: str) -> list[str]:
    formatter = Formatter(default_language(code), Catalogue())
    return sorted(names, key=formatter.collation_key)


def test_arabic_names_stand_under_their_first_letter_without_the_article() -> None:
    names = ("القوات الأمريكية", "داعش", "البنتاغون", "أربيل", "بغداد", "إيران", "الله", "ألمانيا")
    assert order("ar", *names) == [
        *("أربيل", "الله", "ألمانيا", "إيران", "بغداد", "البنتاغون", "داعش", "القوات الأمريكية")
    ]


def test_arabic_letters_stand_where_their_seats_do() -> None:
    assert order("ar", "رئيس", "ريف", "رأس", "رؤية", "رباط") == [
        "رأس",
        "رباط",
        "رؤية",
        "ريف",
        "رئيس",
    ]
    assert order("ar", "قوة", "قوت", "قوه") == ["قوت", "قوة", "قوه"]


def test_persian_puts_waw_before_heh() -> None:
    assert order("fa", "هفت", "ورزش", "گنج", "کتاب") == ["کتاب", "گنج", "ورزش", "هفت"]
    assert order("ar", "هفت", "ورزش") == ["هفت", "ورزش"]
    # And no less so where a letter has to be looked up in the whole table.
    assert order("fa", "هفت α", "ورزش α") == ["ورزش α", "هفت α"]


def test_latin_names_stand_by_letter_then_accent_then_case() -> None:
    assert order("en", "Zagreb", "élan", "Eland", "elan", "“Elan”") == [
        *("elan", "élan", "“Elan”", "Eland", "Zagreb")
    ]
    assert order("en", "AP", "A B", "ab", "9") == ["9", "A B", "ab", "AP"]


@pytest.mark.parametrize(
    ("code", "name", "letter"),
    [
        ("ar", "القوات الأمريكية", "ق"),
        ("ar", "أربيل", "ا"),
        ("ar", "«البنتاغون»", "ب"),
        ("ar", "الله", "ا"),
        ("fa", "القاعده", "ا"),
        ("ar", "AP", "A"),
        ("fr", "Élysée", "E"),
        ("ckb", "ئازادی", "ئ"),
        ("en", "2024", "#"),
        ("en", "?", "#"),
    ],
)
def test_the_letter_of_an_index(code: str, name: str, letter: str) -> None:
    assert Formatter(default_language(code), Catalogue()).initial(name) == letter


@given(st.text(alphabet=collation_module._LETTERS + collation_module._ACCENTS, max_size=8))
def test_the_short_table_weighs_as_the_whole(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    weights = (element[0] for element in collation_module._table()(decomposed))
    assert collation_module._primary(text, "en") == tuple(w for w in weights if w)


@given(st.text(), st.text())
def test_only_equal_names_have_equal_keys(one: str, other: str) -> None:
    formatter = Formatter(default_language("ar"), Catalogue())
    same = formatter.collation_key(one) == formatter.collation_key(other)
    assert same == (one == other)
