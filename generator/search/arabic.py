"""Which Arabic words are forms of one: a light stemmer, joined letters and broken plurals.

All words here are folded (`generator.text.folding.fold`). The browser has the same rules, in
``templates/assets/search-words.js``; a test holds both equal.
"""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import Final

from generator.lazy_patterns import lazy_compile

_ARABIC: Final = lazy_compile(r"[\u0620-\u064a\u0671-\u06d3\u06ee-\u06ff]+")
# The article with the letters that are written in one word before it, the longest first.
ARTICLES: Final = ("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "ال", "لل")
# Words that begin like the article.
WITHOUT_ARTICLE: Final = (
    "ال(?:تزام|تحاق|تحق|تقا|تقي|تماس|تهاب|غاء|غي|قاء|قي|هام|حاق|حاح|زام|مان|باني|كترون|ذي|تي|لذ|لت|لوا)"
    "|ال(?:يه|ي|ف|ان|ه|م|وف|اف|غام)$|(?:الله|والد|والا|لله)$|والدي?ه?|والي|بالغ|بالون|كالي"
)
_BEGINS_LIKE_ARTICLE: Final = lazy_compile(WITHOUT_ARTICLE)
# Endings with the least letters that must be left before them, the longest endings first.
SUFFIXES: Final = (
    *(("يات", 3), ("يون", 3), ("يين", 3)),
    # Many names end like a dual or a plural, and are kept if they are short: إيران, لبنان.
    *(("ات", 3), ("ان", 4), ("ون", 4), ("ين", 4), ("يه", 3), ("يا", 3), ("وا", 3)),
    *(("ها", 3), ("هم", 3), ("هن", 4), ("نا", 4), ("كم", 4)),
    *(("ه", 3), ("ي", 3), ("ا", 3)),
)
# Endings that say whose something is. The ة of a noun is a ت before them: سفارة, سفارتها.
POSSESSIVES: Final = ("ها", "هم", "هن", "نا", "كم", "ه", "ي")
SHORTEST_BEFORE_POSSESSIVE: Final = 4
# Stems of plurals and other forms that no rule leads to their singulars: each with the others.
_IRREGULAR: Final = (
    *(("مليون", "ملايين"), ("مراه", "نساء نسوه امراه مراه"), ("قائد", "قاده"), ("نائب", "نواب")),
    *(
        ("ماء", "مياه"),
        ("عام", "اعوام عامين عامان"),
        ("يوم", "ايام يومين يومان"),
        ("رجل", "رجال"),
        ("ابن", "ابناء"),
    ),
    *(("ارض", "اراضي"), ("طريق", "طرق طرقات"), ("سبيل", "سبل"), ("كتاب", "كتب"), ("مدين", "مدن")),
    *(("سفين", "سفن"), ("جبل", "جبال"), ("بلد", "بلاد بلدان"), ("بحر", "بحار"), ("خيم", "خيام")),
    *(("قتيل", "قتلي"), ("جريح", "جرحي"), ("اسير", "اسري"), ("مريض", "مرضي"), ("مال", "اموال")),
    *(("حال", "احوال"), ("باب", "ابواب"), ("دور", "ادوار"), ("سوق", "اسواق"), ("قول", "اقوال")),
    *(("صوت", "اصوات"), ("وقت", "اوقات"), ("شيء", "اشياء شئ"), ("عضو", "اعضاء"), ("جزء", "اجزاء")),
    *(
        ("عدو", "اعداء"),
        ("اسم", "اسماء"),
        ("نبا", "انباء"),
        ("بئر", "ابار"),
        ("سنه", "سنوات سنين سنتين"),
    ),
    *(("شهر", "اشهر شهرين شهران"), ("اسبوع", "اسابيع"), ("كرد", "اكراد"), ("بدا", "بدات")),
    *(("قنه", "قنوات"), ("بنت", "بنات"), ("بيت", "بيوت"), ("دم", "دماء"), ("يد", "ايدي")),
)
IRREGULAR: Final = MappingProxyType(
    {form: stem for stem, forms in _IRREGULAR for form in forms.split()}
)
# Conjunctions and prepositions that are written in one word with what follows.
CLITICS: Final = "وفبلكس"
# Letters that a form of a word can begin with and another not: those, and of verbs and plurals.
OPENING: Final = CLITICS + "اتي"
LONG_VOWELS: Final = "اوي"
SHORTEST: Final = 3
SHORTEST_AFTER_ARTICLE: Final = 2
# What may be joined, with the least letters that must follow: with fewer, a first letter is nearly
# always one of the word's own.
JOINED_LETTERS: Final = MappingProxyType(
    dict.fromkeys(("و", "ف"), 3)
    | dict.fromkeys(("ب", "ل", "ك", "س", "وب", "ول", "وك", "وس", "فب", "فل"), 4)
)
# Names of three letters have joined letters all the same; with one, غزة would lose its ending.
SHORT_NAMES: Final = "مصر|قطر|حلب|حمص|غزه|دبي|عدن|تعز|مكه|رفح"
_JOINED_NAME: Final = lazy_compile(f"[وف]?[بلك]?({SHORT_NAMES})")
# Words of which the first letter is their own, though the others are a word as well.
WITHOUT_JOINED: Final = frozenset(
    ("واحد", "وسائل", "وافق", "وسام", "فساد", "وعود", "وليد", "وجود", "وكيل")
)
# Nouns that end with a ت of their own.
WITH_OWN_T: Final = frozenset(
    (
        *("بيروت", "كبريت", "ثابت", "صامت", "ياقوت", "توقيت", "سكوت", "كويت", "تصويت", "تفاوت"),
        *("زيوت", "تابوت", "مبيت", "مؤقت", "بيوت"),
    )
)
# The shapes of plurals, and of the singulars that each can belong to: a dot is a consonant.
PLURALS: Final = MappingProxyType(
    {
        "..و.": ("...",),
        "ا..ا.": ("...",),
        "ا...": ("..ا.",),
        "...اء": ("..ي.",),
        ".وا..": (".ا..", ".و.."),
        ".وا.ي.": (".ا.و.", ".ا.ي."),
        "..ا..": ("....",),
        "..ا.ي.": ("...ا.", "...و.", "...ي."),
        "..ائ.": ("..ي.", "..ا."),
        "..ا.": (".ا..",),
    }
)
# The beginnings of verbs, and the least letters that must follow.
VERB_BEGINNINGS: Final = ("سي", "ست", "وي", "وت", "ي", "ت", "ا")
SHORTEST_VERB: Final = 4
PERSONS: Final = "ايت"
# Words that have the shape of a plural and are none.
NOT_PLURALS: Final = frozenset(
    (
        *("مقاتل", "معارض", "مواطن", "مشارك", "مراسل", "محارب", "مساعد", "محافظ", "كتاب", "اسلام"),
        *("اعلام", "اضراب", "اعدام", "ارهاب", "انتاج"),
    )
)


def is_arabic(word: str) -> bool:
    """Return whether a word is written in Arabic letters only."""
    return _ARABIC.fullmatch(word) is not None


def strip_article(folded: str) -> str:
    """Return a word without its article, and without what is joined to that."""
    if _BEGINS_LIKE_ARTICLE.match(folded):
        return folded
    for article in ARTICLES:
        if folded.startswith(article) and len(folded) - len(article) >= SHORTEST_AFTER_ARTICLE:
            return folded[len(article) :]
    return folded


def stem_lightly(folded: str) -> str:
    """Return a word without its article and its endings.

    All endings are removed, one after another, so that إيران and الإيرانية end as one.
    """
    if (name := _JOINED_NAME.fullmatch(folded)) is not None:
        return name[1]
    stem = strip_article(folded)
    while True:
        if stem in IRREGULAR:
            return IRREGULAR[stem]
        # Too short for the endings below: قضايا and قضية, لغات and لغة, حياة and حياته.
        if len(stem) == 5 and stem.endswith("ايا"):
            return stem[:2] + "ي"
        if len(stem) == 4 and stem.endswith(("ات", "اه")):
            return stem[:2] + "ه"
        for suffix, least in SUFFIXES:
            left = len(stem) - len(suffix)
            if left >= least and stem.endswith(suffix):
                stem = stem[:left]
                if (
                    suffix in POSSESSIVES
                    and left >= SHORTEST_BEFORE_POSSESSIVE
                    and stem[-1] == "ت"
                    and stem not in WITH_OWN_T
                    and stem[-2] != "ا"
                ):
                    stem = stem[:-1] + "ه"
                break
        else:
            return stem


def find_consonants(stem: str) -> str:
    """Return the first letter of a stem and the others without long vowels.

    They tell a plural from its singular: جسور and جسر, وثائق and وثيقة. The first letter is left
    out if it is the ا of a plural: أجهزة and جهاز.
    """
    letters = stem.removesuffix("ء") if stem.endswith("اء") else stem
    letters = letters.replace("ائ", "").replace("ؤ", "ء").replace("ئ", "ء")
    letters = letters[:1] + "".join([each for each in letters[1:] if each not in LONG_VOWELS])
    return letters[1:] if letters[:1] == "ا" and len(letters) > SHORTEST else letters


def find_shape(stem: str) -> str:
    """Return a stem with a dot for each consonant."""
    ending = "اء" if stem.endswith("اء") else ""
    letters = stem.removesuffix(ending)
    shape = [letters[:1] if letters[:1] == "ا" else "."]
    for before, letter in pairwise(letters):
        is_kept = letter in LONG_VOWELS or (letter == "ئ" and before == "ا")
        shape.append(letter if is_kept else ".")
    return "".join(shape) + ending


def is_plural(one: str, other: str) -> bool:
    """Return whether one of two stems is a broken plural of the other."""
    if one == other or find_consonants(one) != find_consonants(other):
        return False
    if one in NOT_PLURALS or other in NOT_PLURALS:
        return False
    shapes = find_shape(one), find_shape(other)
    return shapes[1] in PLURALS.get(shapes[0], ()) or shapes[0] in PLURALS.get(shapes[1], ())


def find_root(stem: str) -> str:
    """Return what is common to a stem, to its plurals and to words with letters before it.

    First letters are removed even where they are the word's own: the result is no word, it only
    brings together what may be compared.
    """
    start = 0
    while len(stem) - start > SHORTEST and stem[start] in OPENING:
        start += 1
    rest = stem[start:]
    return rest[:1] + "".join(
        [each for each in rest[1:] if each not in LONG_VOWELS and each != "ئ"]
    )


def is_joined(longer: str, shorter: str) -> bool:
    """Return whether a stem is another one with a conjunction or a preposition joined to it."""
    joined = longer[: -len(shorter)]
    if not joined or not longer.endswith(shorter) or longer in WITHOUT_JOINED:
        return False
    return len(shorter) >= JOINED_LETTERS.get(joined, len(longer))


def is_verb_form(one: str, other: str) -> bool:
    """Return whether two stems are one verb, or its noun: أعلنت, يعلن and إعلان."""
    shorter, longer = sorted((_strip_verb(one), _strip_verb(other)), key=len)
    if shorter == longer or _are_persons(shorter, longer):
        return True
    # The nouns of many verbs have one letter more: انسحب, انسحاب.
    is_noun = len(shorter) >= SHORTEST and longer == f"{shorter[:-1]}ا{shorter[-1]}"
    return is_noun and one[0] == other[0] == "ا"


def _are_persons(one: str, other: str) -> bool:
    """Return whether two short verbs differ only in the person: أعلن, يعلن."""
    return (
        len(one) == len(other) == SHORTEST_VERB
        and one[1:] == other[1:]
        and one[0] in PERSONS
        and other[0] in PERSONS
    )


def _strip_verb(stem: str) -> str:
    if len(stem) > SHORTEST and stem[-1] == "ت" and stem not in WITH_OWN_T:
        stem = stem[:-1]
    for beginning in VERB_BEGINNINGS:
        if stem.startswith(beginning) and len(stem) - len(beginning) >= SHORTEST_VERB:
            return stem[len(beginning) :]
    return stem
