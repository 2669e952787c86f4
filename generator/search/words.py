"""The words of a text, and where the vocabulary lists them.

The browser has the same rules, in ``templates/assets/search-words.js``; a test holds both equal.
Stemmers of other languages than Arabic run here only: the index says which forms belong to one
stem.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final
from unicodedata import normalize

from generator.lazy_patterns import lazy_compile
from generator.search.arabic import find_root, is_arabic, stem_lightly, strip_article
from generator.text.folding import fold, unify

_WORD: Final = lazy_compile(r"[^\W_]+")
# What is no word, or does not separate words: the ending of an English possessive, the full stops
# of an abbreviation (U.S.), apostrophes (Sana'a), separators of thousands, the ending of an ordinal
# number. Arabic letters and digits are words of their own: لـ2024, 2003م.
_POSSESSIVE: Final = lazy_compile(r"(?<=\w)['‘’ʼ＇]s(?!\w)")
_ABBREVIATION: Final = lazy_compile(r"(?<![\w.])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")
_APOSTROPHE: Final = lazy_compile(r"(?<=[^\W\d_])['‘’＇`](?=[^\W\d_])|[ʼʻʿʾ]")
_THOUSANDS: Final = lazy_compile(r"(?<=\d)[,٬](?=\d{3}(?!\d))")
_ORDINAL: Final = lazy_compile(r"(?<=\d)(?:st|nd|rd|th)(?!\w)")
_SEAM: Final = lazy_compile(r"(?<=[\u0620-\u064a])(?=\d)|(?<=\d)(?=[\u0620-\u064a])")
# A name such as عبد الله, which many write as one word.
_SERVANT: Final = lazy_compile(r"(?<!\w)([ولب]?عبد)(?=ال\w\w)")
_COMPOUND: Final = lazy_compile(r"(?<![\w-])([a-z0-9]+)[-\u2010\u2011]([a-z0-9]+)(?![\w-])")
# Letters of other keyboards and languages, and what many write for them or leave out.
LOOSE: Final = MappingProxyType(
    str.maketrans(
        "پچڤگژøłđı",
        "بجفكزoldi",
        "ء" + "".join(map(chr, (*range(0x300, 0x370), *range(0x653, 0x656)))),
    )
)
_SEATS: Final = str.maketrans("ؤئ", "ءء")
# Letters that stand for each other in spellings of one word, which are listed in one place.
ROUTED: Final = MappingProxyType(str.maketrans("ؤئءي", "وووو"))
SHORTEST_WITH_ENDING: Final = 5


def split_words(text: str) -> list[str]:
    """Return the words of a text in order, unified: see `generator.text.folding.unify`."""
    return _WORD.findall(_prepare(text))


def find_compounds(text: str) -> list[str]:
    """Return the words of a text with a hyphen in them, without it: cease-fire, F-16."""
    if not any(hyphen in text for hyphen in "-\u2010\u2011"):
        return []
    return [first + second for first, second in _COMPOUND.findall(_prepare(text))]


def _prepare(text: str) -> str:
    unified = unify(text)
    if unified.isalpha() and "عبد" not in unified:
        return _APOSTROPHE.sub("", unified)
    unified = _POSSESSIVE.sub("", unified)
    unified = _APOSTROPHE.sub("", unified)
    unified = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), unified)
    unified = _ORDINAL.sub("", _THOUSANDS.sub("", unified))
    return _SERVANT.sub(r"\1 ", _SEAM.sub(" ", unified))


def loosen(folded: str) -> str:
    """Return a folded word without the marks of its letters and without hamza.

    ؤ and ئ are و and ي, é is e, پ is ب: what is often typed for them.
    """
    if folded.isascii():
        return folded
    return normalize("NFD", folded).translate(LOOSE) or folded


def unseat(folded: str) -> str:
    """Return a folded word without the seats of its hamzas: مسؤول and مسئول are one."""
    return folded.translate(_SEATS)


def routes(word: str) -> tuple[str, ...]:
    """Return the one or two places of the vocabulary where a unified word is listed.

    The first is that of its beginning, where it is found while it is being typed; the other that of
    its stem, where all its forms meet.
    """
    folded = fold(word)
    if not is_arabic(word):
        return (loosen(folded)[:3],)
    beginning = strip_article(folded)[:2].translate(ROUTED)
    common = find_root(stem_lightly(folded))[:2].translate(ROUTED)
    return (beginning,) if beginning == common else (beginning, common)


def ending_route(word: str) -> tuple[str, ...]:
    """Return the place where a long unified word is listed by its ending; empty for a short one.

    There it is found if its first letters are misspelled.
    """
    letters = strip_article(fold(word)) if is_arabic(word) else fold(word)
    letters = loosen(letters)
    if len(letters) < SHORTEST_WITH_ENDING:
        return ()
    return ("~" + letters[-2 if len(letters) == SHORTEST_WITH_ENDING else -3 :],)


def places(word: str) -> tuple[str, ...]:
    """Return all places of the vocabulary where a unified word is listed."""
    return tuple(dict.fromkeys((*routes(word), *ending_route(word))))


def ending_routes(word: str) -> tuple[str, ...]:
    """Return the places where words are listed that end like one, with a letter more or less."""
    letters = strip_article(fold(word)) if is_arabic(word) else fold(word)
    letters = loosen(letters)
    return "~" + letters[-2:], "~" + letters[-3:]


def group_of(stem: str) -> str:
    """Return what decides in which piece of the index the occurrences of a stem are.

    It is the same for an Arabic stem and for all that differ from it by joined letters or as a
    plural does.
    """
    return find_root(stem) if is_arabic(stem) else stem


def hash_text(text: str) -> int:
    """Return the FNV-1a hash of a text's UTF-16 code units: 32 bits, the same in the browser."""
    value = 0x811C9DC5
    for unit in memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"):
        value = ((value ^ unit) * 0x01000193) & 0xFFFFFFFF
    # The lowest bits alone decide the place: mix the others into them.
    return value ^ (value >> 15)
