"""Helpers that parse dates, and strategies that generate them, for the tests of this package."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from generator.dates import DateError, When, parse

BAGHDAD = "Asia/Baghdad"


def canonical_edtf(text: str, timezone: str = BAGHDAD) -> str:
    return parse(text, timezone).edtf


years = st.one_of(st.integers(1800, 2200), st.integers(-9999, 9999)).map(
    lambda year: f"{year:04}" if year >= 0 else f"{year:05}"
)


days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(dt.date.isoformat)


months = st.builds("{}-{:02}".format, years, st.integers(1, 12))


seasons = st.builds("{}-{}".format, years, st.integers(21, 24))


decades = st.builds(
    "{}{}".format, years.map(lambda year: year[:-2]), st.sampled_from(["XX", "0X", "9X"])
)


long_years = st.integers(10_000, 99_999_999).flatmap(
    lambda year: st.sampled_from([f"Y{year}", f"Y-{year}"])
)


unqualified = st.one_of(years, days, months, seasons)


WORDS = (
    "5 24 2024 ٢٠٢٤ 45295 10:04 January may كانون الثاني تشرين يناير / - – ( ) ، , . .. ~ ? %"
    " الجمعة Fri ص م pm ظهرا ق.م BC ad م. من منذ حتى until to نحو c. spring ربيع الآن"
    " 2024-01-04 2024-13 -0300 194X T Z +03:00 XX Y12000 أواخر 1445 هـ 03/04/2024 \u200f"
    " رمضان Ramadan AH SH CE = بهمن mid late between and و بين before century القرن 25/12/2024"
)


words = st.sampled_from(WORDS.split(" "))


texts = st.one_of(
    st.text(max_size=40),
    st.text("0123456789-/T:Z+~?%X. ٤", max_size=30),
    st.lists(words, max_size=8).map(" ".join),
    st.lists(words, max_size=8).map("".join),
)


def parse_or_none(text: str, timezone: str) -> When | None:
    try:
        return parse(text, timezone)
    except DateError:
        return None
