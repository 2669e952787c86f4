"""The words of dates in Arabic and English, and the folding that makes spellings equal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Kind(StrEnum):
    """The meaning of a word, number or sign in a date: one letter, for regular expressions."""

    WEEKDAY = "W"
    MONTH = "M"
    SEASON = "S"
    SHORT = "N"  # a number of one or two digits
    YEAR = "Y"  # a longer number
    FORM = "D"  # an EDTF form other than a plain year
    TIME = "T"
    MORNING = "A"
    EVENING = "P"
    NOON = "H"
    MEEM = "K"  # م: "in the evening" after a time, "of the common era" after a year
    COMMON_ERA = "G"
    BEFORE_ERA = "E"
    ZONE = "Z"
    ABOUT = "Q"
    QUALIFIER = "X"
    FROM = "B"
    TO = "I"
    OPEN = "O"
    SLASH = "/"
    COMMA = ","
    OPENING = "("
    CLOSING = ")"
    FILLER = "F"
    VAGUE = "V"
    HIJRI = "J"
    LETTERS = "L"  # an abbreviated time zone


class Word(NamedTuple):
    """The meaning of a word; the value is a month, a season, or a weekday from 0 for Monday."""

    kind: Kind
    value: int = 0


_MONTHS = (
    "january jan يناير جانفي كانون_الثاني كانون_ثاني",
    "february feb فبراير فيفري شباط",
    "march mar مارس آذار",
    "april apr أبريل أفريل نيسان",
    "may مايو ماي مايس أيار",
    "june jun يونيو يونيه جوان حزيران",
    "july jul يوليو يوليه يوليوز جويلية تموز",
    "august aug أغسطس أغشت غشت أوت آب",
    "september sep sept سبتمبر شتنبر شتمبر أيلول",
    "october oct أكتوبر تشرين_الأول تشرين_أول",
    "november nov نوفمبر نونبر نوفنبر تشرين_الثاني تشرين_ثاني",
    "december dec ديسمبر دجنبر دجمبر كانون_الأول كانون_أول",
)
"""The Arabic month names are of four groups: the Levant and Iraq, Egypt and the Gulf, Algeria and
Tunisia, Morocco and Mauritania."""

_SEASONS = (
    "spring ربيع الربيع",
    "summer صيف الصيف",
    "autumn fall خريف الخريف",
    "winter شتاء الشتاء",
)

_WEEKDAYS = (
    "monday mon الإثنين إثنين",
    "tuesday tue tues الثلاثاء ثلاثاء",
    "wednesday wed الأربعاء أربعاء",
    "thursday thu thur thurs الخميس خميس",
    "friday fri الجمعة جمعة",
    "saturday sat السبت سبت",
    "sunday sun الأحد أحد",
)

_OTHERS = (
    (Kind.MORNING, "am ص صباحا الصباح فجرا"),
    (Kind.EVENING, "pm مساء المساء عصرا بعد_الظهر"),
    (Kind.NOON, "ظهرا الظهر"),
    (Kind.MEEM, "م"),
    (Kind.COMMON_ERA, "ad ce ميلادي ميلادية بم بعد_الميلاد"),
    (Kind.BEFORE_ERA, "bc bce قم ق_م قبل_الميلاد"),
    (Kind.ZONE, "z utc gmt"),
    (Kind.ABOUT, "about around approximately approx circa ca c نحو حوالي تقريبا"),
    (Kind.FROM, "from since من منذ"),
    (Kind.TO, "to until till through إلى حتى"),
    (Kind.OPEN, "now present الآن"),
    (Kind.FILLER, "at of on in the year st nd rd th يوم الساعة في شهر عام سنة"),
    (
        Kind.VAGUE,
        "late early mid middle end beginning before after"
        " أواخر أوائل أواسط مطلع منتصف بداية نهاية قبل بعد",
    ),
    (
        Kind.LETTERS,
        "est edt cst cdt mst mdt pst pdt ast bst cet cest eet eest gst ist msk pkt trt wet west",
    ),
    (
        Kind.HIJRI,
        "ah hijri muharram safar rabi jumada rajab shaban ramadan ramadhan shawwal dhu"
        " هـ هجري هجرية محرم صفر ربيع_الأول ربيع_الآخر ربيع_الثاني جمادى_الأولى جمادى_الآخرة"
        " جمادى_الثانية رجب شعبان رمضان شوال ذو_القعدة ذي_القعدة ذو_الحجة ذي_الحجة",
    ),
)

_LETTERS = MappingProxyType(
    dict(zip("أإآٱىیکةؤئ", "ااااييكهوي", strict=True))
    | dict.fromkeys("ءـ", "")
    | dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2, strict=True))
    | dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-")
    | {"،": ",", "؟": "?", "٪": "%", "\u2012": "–", "—": "–", "\u2015": "–", "…": ".."}
)
"""A hamza is omitted more often than it is misplaced, so a hamza on its own is removed."""


def fold_word(text: str) -> tuple[str, tuple[int, ...]]:
    """Fold a text to the spelling of the tables.

    Returns:
        The folded text, and for each of its characters the offset in the original text. A last
        offset, the length of the original, is for what is missing at the end.
    """
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        for folded in _fold_letter(letter):
            if folded != " " or (letters and letters[-1] != " "):
                letters.append(folded)
                offsets.append(offset)
    if letters and letters[-1] == " ":
        del letters[-1], offsets[-1]
    return "".join(letters), (*offsets, len(text))


def _fold_letter(letter: str) -> str:
    if letter.isascii():
        return " " if letter.isspace() else letter.lower()
    replacement = _LETTERS.get(letter)
    if replacement is not None:
        return replacement
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return ""
    # Only letters: a superscript or a circled digit is not a digit of the date.
    if letter.isalpha():
        normalized = unicodedata.normalize("NFKC", letter).casefold()
        return "".join(_LETTERS.get(each, each) for each in normalized)
    return letter


def list_words() -> Iterator[tuple[str, Word]]:
    """Yield each folded word, or pair of words separated by a space, with its meaning."""
    for kind, first, rows in (
        (Kind.MONTH, 1, _MONTHS),
        (Kind.SEASON, 21, _SEASONS),
        (Kind.WEEKDAY, 0, _WEEKDAYS),
    ):
        for value, row in enumerate(rows, first):
            for spelling in row.split():
                yield fold_word(spelling)[0].replace("_", " "), Word(kind, value)
    for kind, row in _OTHERS:
        for spelling in row.split():
            yield fold_word(spelling)[0].replace("_", " "), Word(kind)


WORDS = MappingProxyType(dict(list_words()))
"""The meaning of each folded word, or pair of words separated by a space."""
