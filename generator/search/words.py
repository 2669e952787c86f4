"""The words of a text, and which of them are forms of one word.

The browser has the same rules, in ``templates/assets/search-words.js``; a test holds both equal.
Stemmers run here only: the index says which forms belong to one stem.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from generator.text.folding import fold, unify

_WORD: Final = re.compile(r"[^\W_]+")
# The ending of an English possessive is not a word.
_POSSESSIVE: Final = re.compile(r"(?<=\w)['‘’ʼ＇]s(?!\w)")
_ARABIC: Final = re.compile(r"[\u0620-\u064a\u0671-\u06d3\u06ee-\u06ff]+")
# The article with the letters that are written in one word before it, the longest first.
ARTICLES: Final = ("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "ال", "لل")
# Words that begin like the article.
WITHOUT_ARTICLE: Final = (
    "ال(?:تزام|تحاق|تحق|تقا|تقي|تماس|تهاب|غاء|غي|قاء|قي|هام|حاق|حاح|زام|مان|باني|كترون|ذي|تي)"
    "|ال(?:يه|ي|ف|ان|ه)$|(?:الله|والد|والا|لله)$|والدي?ه?|والي|بالغ"
)
_BEGINS_LIKE_ARTICLE: Final = re.compile(WITHOUT_ARTICLE)
# Endings with the least letters that must be left before them, the longest endings first.
SUFFIXES: Final = (
    *(("يات", 3), ("يون", 3), ("يين", 3)),
    # Many names end like a dual or a plural, and are kept if they are short: إيران, لبنان.
    *(("ات", 3), ("ان", 4), ("ون", 4), ("ين", 4), ("يه", 3), ("يا", 3), ("وا", 3)),
    *(("ها", 3), ("هم", 3), ("هن", 4), ("نا", 4), ("كم", 4)),
    *(("ه", 3), ("ي", 3), ("ا", 3)),
)
# Conjunctions and prepositions that are written in one word with what follows.
CLITICS: Final = "وفبلكس"
LONG_VOWELS: Final = "اويئؤ"
SHORTEST: Final = 3
SHORTEST_AFTER_ARTICLE: Final = 2
# What may be joined, with the least letters that must follow: with fewer, a first letter is nearly
# always one of the word's own.
JOINED_LETTERS: Final = MappingProxyType(
    dict.fromkeys(("و", "ف"), 3)
    | dict.fromkeys(("ب", "ل", "ك", "س", "وب", "ول", "وك", "وس", "فب", "فل"), 4)
)


def split_words(text: str) -> list[str]:
    """Return the words of a text in order, unified: see `generator.text.folding.unify`."""
    unified = unify(text)
    if "s" in unified:
        unified = _POSSESSIVE.sub("", unified)
    return _WORD.findall(unified)


def is_arabic(word: str) -> bool:
    """Return whether a word is written in Arabic letters only."""
    return _ARABIC.fullmatch(word) is not None


def strip_article(folded: str) -> str:
    """Return a folded Arabic word without its article, and without what is joined to that."""
    if _BEGINS_LIKE_ARTICLE.match(folded):
        return folded
    for article in ARTICLES:
        if folded.startswith(article) and len(folded) - len(article) >= SHORTEST_AFTER_ARTICLE:
            return folded[len(article) :]
    return folded


def stem_lightly(folded: str) -> str:
    """Return a folded Arabic word without its article and its endings.

    All endings are removed, one after another, so that إيران and الإيرانية end as one.
    """
    stem = strip_article(folded)
    while True:
        for suffix, least in SUFFIXES:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= least:
                stem = stem[: -len(suffix)]
                break
        else:
            return stem


def find_consonants(stem: str) -> str:
    """Return the first letter of an Arabic stem and the others without long vowels.

    They tell a plural from its singular: جسور and جسر, هجمات and هجوم.
    """
    return stem[:1] + "".join([letter for letter in stem[1:] if letter not in LONG_VOWELS])


def strip_clitics(stem: str) -> str:
    """Return what is common to a stem and to all words that it makes with a joined letter.

    First letters are removed even where they are the word's own: the result is no word, it only
    brings together what may be compared.
    """
    start = 0
    while len(stem) - start > SHORTEST and stem[start] in CLITICS:
        start += 1
    return stem[start:]


def is_joined(longer: str, shorter: str) -> bool:
    """Return whether a stem is another one with a conjunction or a preposition joined to it."""
    joined = longer[: -len(shorter)]
    if not joined or not longer.endswith(shorter):
        return False
    return len(shorter) >= JOINED_LETTERS.get(joined, len(longer))


def routes(word: str) -> tuple[str, ...]:
    """Return the one or two places of the vocabulary where a unified word is listed.

    The first is that of its beginning, where it is found while it is being typed; the other that of
    its stem, where all its forms meet.
    """
    folded = fold(word)
    if not is_arabic(word):
        return (folded[:3],)
    beginning = strip_article(folded)[:2]
    common = strip_clitics(stem_lightly(folded))[:2]
    return (beginning,) if beginning == common else (beginning, common)


def hash_text(text: str) -> int:
    """Return the FNV-1a hash of a text's UTF-16 code units: 32 bits, the same in the browser."""
    value = 0x811C9DC5
    for unit in memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"):
        value = ((value ^ unit) * 0x01000193) & 0xFFFFFFFF
    # The lowest bits alone decide the place: mix the others into them.
    return value ^ (value >> 15)
