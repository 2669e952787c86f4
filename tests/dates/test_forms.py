"""A date that is written in any of the supported forms is read as itself, and never finer."""

from __future__ import annotations

import datetime as dt

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import Precision, When, parse
from tests.dates.helpers import BAGHDAD, canonical_edtf, parse_or_none

ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LEVANTINE = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
MAGHREBI = (
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان",
    "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
ISLAMIC = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
)  # fmt: skip
SOLAR = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

DAY_FORMS = (
    "{d.day} {en} {d.year}",
    "{en} {d.day}, {d.year}",
    "{d.day}-{en:.3}-{d.year}",
    "{d.day}/{en:.3}/{d.year}",
    "{d.year}/{d.month}/{d.day}",
    "{d.year}.{d.month:02}.{d.day:02}",
    "{d.year}-{d.month}-{d.day}",
    "{d.day} {lev} {d.year}",
    "{d.day} {lev}/{mag} {d.year}م",
    "{d.day} {mag} {d.year}",
    "يوم {d.day} من {lev} عام {d.year}",
)
MONTH_FORMS = (
    "{en} {d.year}",
    "{en:.3}-{d.year}",
    "{d.month}/{d.year}",
    "شهر {lev} {d.year}",
    "{mag} {d.year}",
)
YEAR_FORMS = ("{d.year}", "عام {d.year}", "{d.year}م", "in {d.year}", "{d.year} CE")
PARTS = (
    "early {}", "mid-{}", "late {}", "the end of {}",
    "مطلع {}", "أوائل {}", "منتصف {}", "أواسط {}", "أواخر {}", "نهاية {}",
)  # fmt: skip

dates = st.dates(dt.date(1501, 1, 1), dt.date(9998, 12, 31))
recent = st.dates(dt.date(1925, 1, 1), dt.date(2077, 1, 1))
digits = st.sampled_from([{}, ARABIC_DIGITS, PERSIAN_DIGITS])


def fill(form: str, date: dt.date) -> str:
    names = {"en": ENGLISH, "lev": LEVANTINE, "mag": MAGHREBI}
    return form.format(d=date, **{key: each[date.month - 1] for key, each in names.items()})


def finest(when: When) -> Precision:
    return max(side.precision for side in (when.start, when.end) if side is not None)


@given(dates, st.sampled_from(DAY_FORMS), digits)
def test_a_day_in_any_form(date: dt.date, form: str, figures: dict[int, str]) -> None:
    assert canonical_edtf(fill(form, date).translate(figures)) == date.isoformat()


@given(dates, st.sampled_from(MONTH_FORMS), digits)
def test_a_month_in_any_form(date: dt.date, form: str, figures: dict[int, str]) -> None:
    assert canonical_edtf(fill(form, date).translate(figures)) == f"{date:%Y-%m}"


@given(dates, st.sampled_from(YEAR_FORMS), digits)
def test_a_year_in_any_form(date: dt.date, form: str, figures: dict[int, str]) -> None:
    assert canonical_edtf(fill(form, date).translate(figures)) == f"{date:%Y}"


@given(
    dates,
    st.sampled_from([*MONTH_FORMS[:2], *MONTH_FORMS[3:], *YEAR_FORMS[:3]]),
    st.sampled_from(PARTS),
)
def test_a_part_is_never_finer_than_what_it_is_a_part_of(
    date: dt.date, form: str, part: str
) -> None:
    text = fill(form, date)
    whole, when = parse(text, BAGHDAD), parse(part.format(text), BAGHDAD)
    assert when.edtf == whole.edtf
    assert finest(when) is finest(whole)
    assert whole.earliest <= when.earliest < when.latest <= whole.latest
    assert (when.latest - when.earliest) * 2.2 > whole.latest - whole.earliest


@given(
    dates,
    dates,
    st.sampled_from(
        ["{} – {}", "{} to {}", "from {} to {}", "between {} and {}", "من {} إلى {}", "بين {} و{}"]
    ),
)
def test_an_interval_in_any_form(first: dt.date, second: dt.date, form: str) -> None:
    first, second = sorted((first, second))
    text = form.format(fill("{d.day} {lev} {d.year}", first), fill("{d.day} {en} {d.year}", second))
    assert canonical_edtf(text) == f"{first}/{second}"


@given(
    dates,
    st.integers(1, 31),
    st.sampled_from(
        [
            "{a}-{b} {en} {y}",
            "{a} – {b} {lev} {y}",
            "{en} {a}–{b}, {y}",
            "من {a} إلى {b} {lev} {y}",
            "بين {a} و{b} {lev} {y}",
            "{a} {lev} – {b} {lev} {y}",
        ]
    ),
)
def test_days_that_share_their_month(date: dt.date, other: int, form: str) -> None:
    first, second = sorted((date.day, min(other, 28)))
    names = {"en": ENGLISH[date.month - 1], "lev": LEVANTINE[date.month - 1]}
    month = f"{date:%Y-%m}"
    text = form.format(a=first, b=second, y=date.year, **names)
    assert canonical_edtf(text) == f"{month}-{first:02}/{month}-{second:02}"


@given(
    recent,
    st.sampled_from(["{d} {m} {y}", "{d} {m} {y} هـ", "{y}-{n}-{d} AH", "{y}/{n}/{d}هـ"]),
    digits,
)
def test_a_day_of_the_islamic_calendar(date: dt.date, form: str, figures: dict[int, str]) -> None:
    hijri = Gregorian.fromdate(date).to_hijri()
    text = form.format(d=hijri.day, m=ISLAMIC[hijri.month - 1], n=hijri.month, y=hijri.year)
    assert canonical_edtf(text.translate(figures)) == date.isoformat()


@given(recent)
def test_a_month_of_the_islamic_calendar_is_the_interval_of_its_days(date: dt.date) -> None:
    hijri = Gregorian.fromdate(date).to_hijri()
    when = parse(f"{ISLAMIC[hijri.month - 1]} {hijri.year}", BAGHDAD)
    first, _, last = when.edtf.partition("/")
    assert first <= date.isoformat() <= last
    days = dt.date.fromisoformat(last) - dt.date.fromisoformat(first)
    assert days.days + 1 == hijri.month_length()
    assert finest(when) is Precision.MONTH
    assert when.is_within


@given(st.integers(1300, 1450), st.integers(1, 12), st.integers(1, 29), digits)
def test_a_day_of_the_solar_hijri_calendar(
    year: int, month: int, day: int, figures: dict[int, str]
) -> None:
    new_year = dt.date.fromisoformat(canonical_edtf(f"{year}-01-01 SH"))
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    expected = new_year + dt.timedelta(days=before + day - 1)
    assert (
        canonical_edtf(f"{day} {SOLAR[month - 1]} {year}".translate(figures))
        == expected.isoformat()
    )


@pytest.mark.parametrize(
    ("year", "new_year"),
    [
        (1300, "1921-03-21"), (1304, "1925-03-21"), (1309, "1930-03-21"), (1332, "1953-03-21"),
        (1342, "1963-03-21"), (1343, "1964-03-21"), (1357, "1978-03-21"), (1358, "1979-03-21"),
        (1370, "1991-03-21"), (1371, "1992-03-21"), (1375, "1996-03-20"), (1376, "1997-03-21"),
        (1379, "2000-03-20"), (1380, "2001-03-21"), (1387, "2008-03-20"), (1388, "2009-03-21"),
        (1399, "2020-03-20"), (1400, "2021-03-21"), (1403, "2024-03-20"), (1404, "2025-03-21"),
        (1408, "2029-03-20"), (1409, "2030-03-21"),
    ],
)  # fmt: skip
def test_the_first_day_of_a_solar_hijri_year(year: int, new_year: str) -> None:
    assert canonical_edtf(f"{year}-01-01 SH") == new_year


WITHOUT_DAYS = [
    "2024", "2023", "1445", "1402", "199X", "late", "mid", "أواخر", "January", "آذار", "رمضان",
    "دی", "AH", "هـ", "SH", "م", "CE", "spring", "شتاء", "from", "to", "/", "–", "بين", "و", "~",
    "?", ",", "..",
]  # fmt: skip


@given(st.lists(st.sampled_from(WITHOUT_DAYS), max_size=7).map(" ".join))
def test_a_text_without_a_day_is_never_read_as_a_day(text: str) -> None:
    when = parse_or_none(text, BAGHDAD)
    if when is not None:
        assert finest(when) <= Precision.MONTH
        assert when.datetime is None or len(when.datetime) <= len("2024-01")
