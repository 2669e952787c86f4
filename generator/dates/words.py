"""The words of dates in Arabic and English, and the folding that makes spellings equal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple


class Kind(StrEnum):
    """The meaning of a word, number or sign in a date: one letter, for regular expressions."""

    WEEKDAY = "W"
    MONTH = "M"
    ISLAMIC_MONTH = "i"
    SOLAR_MONTH = "j"  # of the Solar Hijri calendar
    TWO_MONTHS = "m"  # a name that two months share unless a number follows
    SEASON = "S"
    SHORT = "N"  # a number of one or two digits
    YEAR = "Y"  # a longer number
    FORM = "D"  # an EDTF form other than a plain year, or year, month and day in digits
    EITHER = "U"  # day, month and year in digits, in either order
    TIME = "T"
    MORNING = "A"
    EVENING = "P"
    NOON = "H"
    MEEM = "K"  # م: "in the evening" after a time, "of the common era" after a year
    COMMON_ERA = "G"
    BEFORE_ERA = "E"
    ISLAMIC_ERA = "a"
    SOLAR_ERA = "s"
    ZONE = "Z"
    ABOUT = "Q"
    PART = "V"
    QUALIFIER = "X"
    BETWEEN = "b"
    FROM = "B"
    TO = "I"
    AND = "&"
    OPEN = "O"
    SLASH = "/"
    HYPHEN = "-"
    EQUALS = "="
    COMMA = ","
    OPENING = "("
    CLOSING = ")"
    FILLER = "F"
    BEFORE = "f"
    AFTER = "g"
    RELATIVE = "v"  # "yesterday", "last": what it means depends on the day of writing
    DAYTIME = "w"  # a part of a day, such as "morning", without the hour
    QUARTER = "q"
    HALF = "h"
    WEEK = "k"
    DECADE = "d"
    CENTURY = "c"
    LETTERS = "L"  # an abbreviated time zone


class Word(NamedTuple):
    """The meaning of a word.

    The value is a month, a season, a day of the month, a decade of a century, a weekday from 0 for
    Monday, or a part of a year from 1 for the early one.
    """

    kind: Kind
    value: int = 0


_MONTHS = (
    "january jan يناير جانفي كانون_الثاني كانون_ثاني كانون_2 ك_2 ژانویه",
    "february feb فبراير فيفري شباط فوریه",
    "march mar مارس آذار",
    "april apr أبريل أفريل نيسان آوریل",
    "may مايو ماي مايس أيار مه",
    "june jun يونيو يونيه جوان حزيران ژوئن",
    "july jul يوليو يوليه يوليوز جويلية تموز ژوئیه",
    "august aug أغسطس أغشت غشت أوت آب اوت",
    "september sep sept سبتمبر شتنبر شتمبر أيلول سپتامبر",
    "october oct أكتوبر تشرين_الأول تشرين_أول تشرين_1 ت_1 اکتبر",
    "november nov نوفمبر نونبر نوفنبر تشرين_الثاني تشرين_ثاني تشرين_2 ت_2 نوامبر",
    "december dec ديسمبر دجنبر دجمبر كانون_الأول كانون_أول كانون_1 ك_1 دسامبر",
)
"""The Arabic month names are of four groups: the Levant and Iraq, Egypt and the Gulf, Algeria and
Tunisia, Morocco and Mauritania. The last names are Persian."""

_TWO_MONTHS = ("تشرين", "", "كانون")
"""Names of October and November, and of December and January."""

_ISLAMIC_MONTHS = (
    "muharram محرم المحرم محرم_الحرام",
    "safar صفر صفر_الخير",
    "rabi_i rabi_1 rabi_al_awwal rabi_al_awal rabi_alawwal rabi_ul_awwal rabi_awwal"
    " ربيع_الأول ربيع_أول ربيع_1",
    "rabi_ii rabi_2 rabi_al_thani rabi_al_akhir rabi_althani rabi_ul_thani rabi_al_akhar rabi_thani"
    " ربيع_الآخر ربيع_الثاني ربيع_ثاني ربيع_2",
    "jumada_i jumada_1 jumada_al_ula jumada_al_awwal jumada_al_oula jumada_al_awal jumada_ula"
    " جمادى_الأولى جمادى_الأول جمادى_أولى جمادى_1",
    "jumada_ii jumada_2 jumada_al_akhira jumada_al_thani jumada_al_thania jumada_al_akhirah"
    " jumada_al_thaniyah jumada_akhira جمادى_الآخرة جمادى_الثانية جمادى_الآخر جمادى_الثاني"
    " جمادى_آخرة جمادى_2",
    "rajab رجب رجب_المرجب",
    "shaban shaaban شعبان شعبان_المعظم",
    "ramadan ramadhan ramazan رمضان رمضان_المبارك",
    "shawwal shawal شوال شوال_المكرم",
    "dhu_al_qada dhu_al_qadah dhu_al_qidah dhul_qada dhul_qadah dhul_qidah dhu_l_qada dhulqada"
    " dhu_al_qaada zul_qada ذو_القعدة ذي_القعدة ذوالقعدة ذيالقعدة ذا_القعدة ذي_قعدة",
    "dhu_al_hijja dhu_al_hijjah dhul_hijja dhul_hijjah dhu_l_hijja dhulhijja zul_hijja zul_hijjah"
    " ذو_الحجة ذي_الحجة ذوالحجة ذيالحجة ذا_الحجة ذي_حجة",
)

_SOLAR_MONTHS = (
    "farvardin فروردین فروردن حمل hamal",
    "ordibehesht اردیبهشت ثور",
    "khordad خرداد جوزا",
    "tir تیر سرطان",
    "mordad amordad مرداد امرداد اسد",
    "shahrivar شهریور سنبله",
    "mehr مهر میزان",
    "aban آبان عقرب",
    "azar آذر قوس",
    "dey دی جدی",
    "bahman بهمن دلو",
    "esfand اسفند حوت",
)
"""The names in Iran and in Afghanistan."""

_SEASONS = (
    "spring ربيع الربيع بهار",
    "summer صيف الصيف تابستان",
    "autumn fall خريف الخريف پاییز",
    "winter شتاء الشتاء زمستان",
)

_WEEKDAYS = (
    "monday mon الإثنين إثنين",
    "tuesday tue tues الثلاثاء ثلاثاء الثلثاء",
    "wednesday wed الأربعاء أربعاء",
    "thursday thu thur thurs الخميس خميس",
    "friday fri الجمعة جمعة",
    "saturday sat السبت سبت",
    "sunday sun الأحد أحد",
)

_PARTS = (
    "early beginning start first_days أوائل مطلع بداية بدايات مستهل أول اوایل الأيام_الأولى_من"
    " العشر_الأوائل_من",
    "mid middle أواسط منتصف وسط اواسط",
    "late end last_days أواخر نهاية نهايات ختام آخر اواخر پایان الأيام_الأخيرة_من العشر_الأواخر_من",
)

_DAYS = (
    "first الأول غرة فاتح",
    "second الثاني",
    "third الثالث",
    "fourth الرابع",
    "fifth الخامس",
    "sixth السادس",
    "seventh السابع",
    "eighth الثامن",
    "ninth التاسع",
    "tenth العاشر",
    "eleventh الحادي_عشر",
    "twelfth الثاني_عشر",
    "thirteenth الثالث_عشر",
    "fourteenth الرابع_عشر",
    "fifteenth الخامس_عشر",
    "sixteenth السادس_عشر",
    "seventeenth السابع_عشر",
    "eighteenth الثامن_عشر",
    "nineteenth التاسع_عشر",
    "twentieth العشرين العشرون",
    "الحادي_والعشرين الحادي_والعشرون الواحد_والعشرين",
    "الثاني_والعشرين الثاني_والعشرون",
    "الثالث_والعشرين الثالث_والعشرون",
    "الرابع_والعشرين الرابع_والعشرون",
    "الخامس_والعشرين الخامس_والعشرون",
    "السادس_والعشرين السادس_والعشرون",
    "السابع_والعشرين السابع_والعشرون",
    "الثامن_والعشرين الثامن_والعشرون",
    "التاسع_والعشرين التاسع_والعشرون",
    "الثلاثين الثلاثون thirtieth",
    "الحادي_والثلاثين الحادي_والثلاثون الواحد_والثلاثين",
)

_HOURS = (
    "الواحدة",
    "الثانية",
    "الثالثة",
    "الرابعة",
    "الخامسة",
    "السادسة",
    "السابعة",
    "الثامنة",
    "التاسعة",
    "العاشرة",
    "الحادية_عشرة",
    "الثانية_عشرة",
)

_DECADES = (
    "tens",
    "twenties عشرينات عشرينيات العشرينات العشرينيات",
    "thirties ثلاثينات ثلاثينيات الثلاثينات الثلاثينيات",
    "forties أربعينات أربعينيات الأربعينات الأربعينيات",
    "fifties خمسينات خمسينيات الخمسينات الخمسينيات",
    "sixties ستينات ستينيات الستينات الستينيات",
    "seventies سبعينات سبعينيات السبعينات السبعينيات",
    "eighties ثمانينات ثمانينيات الثمانينات الثمانينيات",
    "nineties تسعينات تسعينيات التسعينات التسعينيات",
)

_OTHERS = (
    (Kind.MORNING, "am ص صباحا الصباح فجرا"),
    (Kind.EVENING, "pm مساء المساء عصرا بعد_الظهر ليلا"),
    (Kind.NOON, "ظهرا الظهر"),
    (Kind.MEEM, "م"),
    (
        Kind.COMMON_ERA,
        "ad ce g gregorian الميلادي الميلادية ميلادي ميلادية ميلاديا للميلاد بم بعد_الميلاد میلادی",
    ),
    (Kind.BEFORE_ERA, "bc bce قم ق_م قبل_الميلاد قبل_میلاد"),
    (
        Kind.ISLAMIC_ERA,
        "ah h hijri lunar_hijri هـ الهجري الهجرية هجري هجرية هجريا للهجرة ق هـق هـ_ق"
        " هجري_قمري هجرية_قمرية قمري قمرية",
    ),
    (
        Kind.SOLAR_ERA,
        "sh ap solar_hijri hijri_shamsi shamsi ش هـش هـ_ش هجري_شمسي هجرية_شمسية شمسي شمسية خورشیدی"
        " هجری_خورشیدی",
    ),
    (Kind.ZONE, "z utc gmt غرينتش بتوقيت_غرينتش جرينتش بتوقيت_جرينتش توقيت_غرينتش"),
    (
        Kind.ABOUT,
        "about around approximately approx circa ca c roughly on_or_about نحو حوالي"
        " حوالى تقريبا قرابة زهاء حدود در_حدود",
    ),
    (Kind.BETWEEN, "between بين ما_بين بين_عامي بين_سنتي بين_يومي بين_شهري بین"),
    (Kind.AND, "and و or أو"),
    (Kind.FROM, "from since من منذ از اعتبارا_من ابتداء_من"),
    (Kind.TO, "to until till through up_to إلى حتى لغاية ولغاية وحتى وإلى تا"),
    (Kind.OPEN, "now present today الآن اليوم"),
    (Kind.EQUALS, "الموافق الموافقة الموافق_لـ الموافق_ل موافق corresponding_to برابر_با"),
    (
        Kind.FILLER,
        "at of on in the year month day st nd rd th يوم يومي الساعة في شهر من_شهر من_عام من_سنة"
        " من_العام عام سنة العامين السنتين لعام لسنة العام السنة عامي سنتي سال ماه روز در"
        " during sometime ongoing period خلال الفترة المدة على عند عند_الساعة تمام تمام_الساعة",
    ),
    (
        Kind.BEFORE,
        "before by not_after no_later_than not_later_than at_the_latest قبل بحلول پیش_از"
        " ليس_بعد لا_بعد في_موعد_أقصاه",
    ),
    (
        Kind.AFTER,
        "after since_at_least not_before no_earlier_than not_earlier_than at_the_earliest بعد پس_از"
        " ليس_قبل لا_قبل",
    ),
    (
        Kind.DAYTIME,
        "morning afternoon evening night midnight noon dawn overnight early_hours small_hours"
        " صباح فجر ظهر عصر ليل ليلة منتصف_الليل منتصف_ليل",
    ),
    (Kind.QUARTER, "quarter q الربع"),
    (Kind.HALF, "half النصف"),
    (Kind.WEEK, "week الأسبوع أسبوع"),
    (Kind.CENTURY, "century centuries قرن القرن"),
    (
        Kind.RELATIVE,
        "yesterday tomorrow soon recently ago last next القادم المقبل الماضي الجاري أمس غدا",
    ),
    (
        Kind.LETTERS,
        "local local_time بالتوقيت_المحلي بتوقيت توقيت"
        " est edt cst cdt mst mdt pst pdt ast bst cet cest eet eest gst ist msk pkt trt wet west",
    ),
)

_LETTERS = MappingProxyType(
    dict(zip("أإآٱىیکةؤئ", "ااااييكهوي", strict=True))
    | dict.fromkeys("ءـ", "")
    | dict(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2, strict=True))
    | dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-")
    | dict.fromkeys("’‘ʼʾʿ`", "'")
    | {"\u200c": " "}
    | {"،": ",", "؟": "?", "٪": "%", "\u2012": "–", "—": "–", "\u2015": "–", "…": ".."}
    | {"\u060d": "/", "\u2215": "/", "\u2044": "/", "\uff0f": "/"}
)
"""A hamza is omitted more often than it is misplaced, so a hamza on its own is removed. Persian
joins the parts of a word by a zero-width non-joiner, as in دی‌ماه."""


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
    """Yield each folded word, or several words separated by spaces, with its meaning."""
    for kind, first, rows in (
        (Kind.MONTH, 1, _MONTHS),
        (Kind.ISLAMIC_MONTH, 1, _ISLAMIC_MONTHS),
        (Kind.SOLAR_MONTH, 1, _SOLAR_MONTHS),
        (Kind.SEASON, 21, _SEASONS),
        (Kind.WEEKDAY, 0, _WEEKDAYS),
        (Kind.PART, 1, _PARTS),
        (Kind.SHORT, 1, _DAYS),
        (Kind.SHORT, 1, _HOURS),
        (Kind.DECADE, 1, _DECADES),
        (Kind.TWO_MONTHS, 10, _TWO_MONTHS),
    ):
        for value, row in enumerate(rows, first):
            for spelling in row.split():
                yield _fold_spelling(spelling), Word(kind, value)
    for kind, row in _OTHERS:
        for spelling in row.split():
            yield _fold_spelling(spelling), Word(kind)


def _fold_spelling(spelling: str) -> str:
    return fold_word(spelling)[0].replace("_", " ")


def list_months() -> Iterator[tuple[str, int]]:
    """Yield each name of a month of the Gregorian calendar, as authors write it, and its number."""
    for value, row in enumerate(_MONTHS, 1):
        for spelling in row.split():
            yield spelling.replace("_", " "), value


def find_spelling(folded: str) -> str:
    """Return the spelling in these tables of a folded word."""
    rows = (*_MONTHS, *_ISLAMIC_MONTHS, *_SOLAR_MONTHS, *_SEASONS, *_WEEKDAYS, *_PARTS)
    spellings = (spelling for row in rows for spelling in row.split())
    found = next(each for each in spellings if _fold_spelling(each) == folded)
    return found.replace("_", " ").title()


@cache
def load_words() -> Mapping[str, Word]:
    """The meaning of each folded word, or of several words separated by spaces.

    Most dates are digits, and need no words.
    """
    return MappingProxyType(dict(list_words()))
