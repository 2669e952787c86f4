"""Which forms in the index a word of a query stands for, and how well each fits.

The browser has the same rules, in ``templates/assets/search-index.js``; a test holds both equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from generator.lazy_patterns import lazy_compile
from generator.search.analysis import (
    Analysis,
    Posting,
    Term,
    forget_paragraphs,
    frequency_of,
    join_term,
    split_term,
)
from generator.search.arabic import (
    SHORTEST,
    is_arabic,
    is_joined,
    is_plural,
    is_verb_form,
    stem_lightly,
    strip_article,
)
from generator.search.layout import Layout
from generator.search.words import ending_routes, loosen, places, routes, unseat
from generator.text.folding import fold

EXACT: Final = 1.0
# Another spelling of the same letters: أ or ا, ة or ه.
FOLDED: Final = 0.95
# Without a mark that belongs to it, or with another seat of hamza: é or e, مسؤول or مسئول.
LOOSE: Final = 0.9
# The same word with its article, or without it.
ARTICLE: Final = 0.9
# Another form with the same stem.
STEM: Final = 0.75
# Another form with the same stem of three letters, which can be another word: شهر and شهرة. It is
# worth less in the title and in the text than the word itself once in a text of average length.
SHORT: Final = 0.25
# A broken plural, or its singular.
PLURAL: Final = 0.65
# A form with a joined letter, such as the و of "and".
JOINED: Final = 0.65
# A form of which only the beginning is the same, and the rest is a known ending.
ENDING: Final = 0.55
# A form of a verb.
VERB: Final = 0.55
# The beginning of a word that is being typed.
PREFIX: Final = 0.5
# A spelling with one error.
TYPO: Final = 0.35

# Endings of words in Latin letters.
ENDINGS: Final = frozenset(
    (
        *("s", "es", "ed", "d", "ing", "ings", "er", "ers", "or", "ors", "ment", "ments", "ion"),
        *("ions", "al", "als", "ly", "e", "ian", "ians", "ation", "ations", "en", "n"),
        *("r", "rs", "me", "ren", "i", "is"),
    )
)
SHORTEST_STEM: Final = 4
# Shorter words have too many neighbors to be corrected.
SHORTEST_TYPO: Final = 5
# How many forms one word of a query stands for at most, and how many of them are longer words.
MOST_FORMS: Final = 40
MOST_LONGER: Final = 8

# A noun that begins with إ is that of a verb: إضراب is no plural of ضرب. And حكومة is none of حكم.
NO_PLURAL: Final = "إ|و.ة(?: |$)"
_NO_PLURAL: Final = lazy_compile(NO_PLURAL)


class Row(NamedTuple):
    """A form in the vocabulary.

    Attributes:
        word: The unified word.
        stem: Its stem.
        frequency: How frequent it is, see `generator.search.analysis.frequency_of`.
    """

    word: str
    stem: str
    frequency: int


class Form(NamedTuple):
    """A form that a word of a query stands for, and how well it fits: 0 to 1."""

    row: Row
    fit: float


class _Wanted(Struct, frozen=True):
    """A word of a query in the forms in which it is compared.

    Attributes:
        word: The unified word.
        folded: It, folded.
        bare: The folded word without its article.
        light: Its stem if it is Arabic; else nothing.
        stems: The stems that the vocabulary gives to its spellings.
        has_plurals: Whether it may be a broken plural or have one.
    """

    word: str
    folded: str
    bare: str
    light: str
    stems: frozenset[str]
    has_plurals: bool

    @classmethod
    def read(cls, word: str, rows: Sequence[Row]) -> _Wanted:
        folded = fold(word)
        arabic = is_arabic(word)
        spellings = [row for row in rows if fold(row.word) == folded]
        has_plurals = arabic and not any(
            _NO_PLURAL.search(each) for each in (word, *(row.word for row in spellings))
        )
        return cls(
            word,
            folded,
            _bare(word),
            stem_lightly(folded) if arabic else "",
            frozenset(row.stem for row in spellings),
            has_plurals,
        )


def match_word(word: str, rows: Sequence[Row], *, is_open: bool) -> list[Form]:
    """Find the forms that a word of a query stands for, the best first.

    Args:
        word: The unified word.
        rows: The forms in the places of the vocabulary that `routes` gives for the word.
        is_open: Whether it may be the beginning of a longer word.
    """
    wanted = _Wanted.read(word, rows)
    forms, longer = [], []
    for row in rows:
        fit = _fit(row, wanted)
        if fit:
            forms.append(Form(row, fit))
        elif is_open and len(wanted.bare) > 1:
            form = _bare(row.word)
            if form.startswith(wanted.bare):
                fit = PREFIX * (0.5 + 0.5 * len(wanted.bare) / len(form))
                longer.append(Form(row, fit))
    return _choose(forms, longer)


def correct_word(word: str, rows: Iterable[Row]) -> list[Form]:
    """Find the forms that a word of a query stands for if it has a typing error, the best first.

    Args:
        word: The unified word, of at least `SHORTEST_TYPO` letters.
        rows: The forms in the places of the vocabulary that `routes` and `ending_routes` give.
    """
    bare = _bare(word)
    loose = loosen(bare)
    light = stem_lightly(fold(word)) if is_arabic(word) else ""
    near = [
        Form(row, TYPO)
        for row in rows
        if _is_one_error(bare, _bare(row.word))
        or _is_one_error(loose, loosen(_bare(row.word)))
        or (len(light) > SHORTEST_TYPO and _is_one_error(light, row.stem))
    ]
    return _choose([], near)


def _choose(forms: Iterable[Form], near: Iterable[Form]) -> list[Form]:
    """Return the best forms, and of those that are only like the word the most frequent."""
    chosen = [*_sort(forms), *_sort(near)[:MOST_LONGER]]
    chosen.sort(key=lambda form: -form.fit)
    return chosen[:MOST_FORMS]


def _sort(forms: Iterable[Form]) -> list[Form]:
    """Return forms, the most frequent first."""

    def rank_form(form: Form) -> tuple[int, float, Term]:
        return -form.row.frequency, -form.fit, join_term(form.row.word, form.row.stem)

    return sorted(forms, key=rank_form)


def _bare(word: str) -> str:
    """Return a unified word as it is compared while it is being typed."""
    folded = fold(word)
    return strip_article(folded) if is_arabic(word) else folded


def _fit(row: Row, wanted: _Wanted) -> float:
    if row.word == wanted.word:
        return EXACT
    folded = fold(row.word)
    if folded == wanted.folded:
        return FOLDED
    if _are_alike(folded, wanted.folded):
        return LOOSE
    if wanted.light:
        return _fit_arabic(row, folded, wanted)
    if wanted.stems:
        return STEM if row.stem in wanted.stems else 0
    stem, loose = row.stem, loosen(wanted.folded)
    if stem == loose:
        return STEM
    if len(stem) >= SHORTEST_STEM and loose.startswith(stem):
        return ENDING if loose[len(stem) :] in ENDINGS else 0
    return 0


def _fit_arabic(row: Row, folded: str, wanted: _Wanted) -> float:
    stem, light = row.stem, wanted.light
    if stem == light or _are_alike(stem, light):
        if strip_article(folded) == wanted.bare:
            return ARTICLE
        # سوريا is no form of سور, although سوري is one of both.
        if _is_country(folded, wanted.folded):
            return 0
        return STEM if len(stem) > SHORTEST else SHORT
    if is_joined(stem, light) or is_joined(light, stem):
        return JOINED
    if wanted.has_plurals and not _NO_PLURAL.search(row.word) and is_plural(stem, light):
        return PLURAL
    return VERB if is_verb_form(stem, light) else 0


def _are_alike(one: str, other: str) -> bool:
    """Return whether two folded words differ only in marks, or in the seats of their hamzas."""
    loose = loosen(one)
    return (len(loose) >= SHORTEST and loose == loosen(other)) or unseat(one) == unseat(other)


def _is_country(one: str, other: str) -> bool:
    """Return whether one of two words is a country such as سوريا, and the other its stem alone."""
    shorter, longer = sorted((strip_article(one), strip_article(other)), key=len)
    return len(shorter) == SHORTEST and longer == f"{shorter}يا"


def _is_one_error(one: str, other: str) -> bool:
    """Whether two words differ by one letter, or by two that are exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    shortest = min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest == other_rest[1:]
        or rest[1:] == other_rest
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )


def find_forms(
    word: str, find_rows: Callable[[Iterable[str]], list[Row]], *, is_open: bool
) -> list[Form]:
    """Find the forms that a word of a query stands for, the best first.

    Args:
        word: The unified word.
        find_rows: Returns the forms in some places of the vocabulary.
        is_open: Whether it may be the beginning of a longer word.
    """
    forms = match_word(word, find_rows(routes(word)), is_open=is_open)
    if forms or len(_bare(word)) < SHORTEST_TYPO:
        return forms
    return correct_word(word, find_rows((*routes(word), *ending_routes(word))))


class SearchIndex(Struct, frozen=True):
    """The words of all events of a site, in memory.

    Attributes:
        rows: The forms of words by the places of the vocabulary.
        postings: For each form, the events with it by their numbers.
        lengths: For each event, its encoded length.
        days: For each event, its first and last possible day.
    """

    rows: Mapping[str, Sequence[Row]]
    postings: Mapping[Term, Mapping[int, Posting]]
    lengths: Sequence[int]
    days: Sequence[tuple[int, int]]

    @classmethod
    def build(cls, events: Iterable[tuple[Analysis, tuple[int, int]]]) -> SearchIndex:
        """Index events, each given by its words and by its first and last possible day."""
        postings: dict[Term, dict[int, Posting]] = {}
        lengths, days = [], []
        for number, ((words, length), interval) in enumerate(events):
            lengths.append(length)
            days.append(interval)
            for term, posting in words.items():
                postings.setdefault(term, {})[number] = posting
        layout = Layout.for_events(len(lengths))
        rows: dict[str, list[Row]] = {}
        for term, found in postings.items():
            row = Row(*split_term(term), frequency_of(len(found)))
            if layout.is_widespread(row.frequency):
                found.update({event: forget_paragraphs(each) for event, each in found.items()})
            for place in places(row.word):
                rows.setdefault(place, []).append(row)
        return cls(rows, postings, tuple(lengths), tuple(days))

    def find_rows(self, places: Iterable[str]) -> list[Row]:
        """Return the forms in some places of the vocabulary."""
        return list(dict.fromkeys(row for place in places for row in self.rows.get(place, ())))

    def find_postings(self, row: Row) -> Mapping[int, Posting]:
        """Return the events with a form."""
        return self.postings.get(join_term(row.word, row.stem), {})
