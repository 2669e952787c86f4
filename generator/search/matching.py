"""Which forms in the index a word of a query stands for, and how well each fits.

The browser has the same rules, in ``templates/assets/search-index.js``; a test holds both equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from generator.search.analysis import Posting, Postings, Term, join_term, split_term
from generator.search.words import (
    SHORTEST,
    find_consonants,
    is_arabic,
    is_joined,
    routes,
    stem_lightly,
    strip_article,
)
from generator.text.folding import fold

EXACT: Final = 1.0
# Another spelling of the same letters: أ or ا, ة or ه.
FOLDED: Final = 0.95
# Another form with the same stem.
STEM: Final = 0.75
# A form with a joined letter, such as the و of "and".
JOINED: Final = 0.65
# A form of which only the beginning is the same, and the rest is a known ending.
ENDING: Final = 0.55
# A form with the same consonants, such as a broken plural.
CONSONANTS: Final = 0.4
# The beginning of a word that is being typed.
PREFIX: Final = 0.5
# A spelling with one error.
TYPO: Final = 0.35

# Endings of words in Latin letters.
ENDINGS: Final = frozenset(
    (
        *("s", "es", "ed", "d", "ing", "ings", "er", "ers", "or", "ors", "ment", "ments", "ion"),
        *("ions", "al", "als", "ly", "ies", "y", "e", "ian", "ians", "ation", "ations", "en", "n"),
        *("r", "rs"),
    )
)
SHORTEST_STEM: Final = 4
# Shorter words have too many neighbors to be corrected.
SHORTEST_TYPO: Final = 5
# How many forms one word of a query stands for at most, and how many of them are longer words.
MOST_FORMS: Final = 40
MOST_LONGER: Final = 8


class Row(NamedTuple):
    """A form in the vocabulary.

    Attributes:
        word: The unified word.
        stem: Its stem.
        frequency: The number of binary digits of the number of events with it.
    """

    word: str
    stem: str
    frequency: int


class Form(NamedTuple):
    """A form that a word of a query stands for, and how well it fits: 0 to 1."""

    row: Row
    fit: float


def match_word(word: str, rows: Sequence[Row], *, is_open: bool) -> list[Form]:
    """Find the forms that a word of a query stands for, the best first.

    Args:
        word: The unified word.
        rows: The forms in the places of the vocabulary that `routes` gives for the word.
        is_open: Whether it may be the beginning of a longer word.
    """
    folded = fold(word)
    arabic = is_arabic(word)
    light = stem_lightly(folded) if arabic else ""
    beginning = strip_article(folded) if arabic else folded
    stems = {row.stem for row in rows if row.word == word or fold(row.word) == folded}
    fits: dict[Row, float] = {}
    for row in rows:
        fit = _fit(row, word, folded, light, stems)
        if not fit and is_open and len(beginning) > 1:
            form = fold(row.word)
            if arabic:
                form = strip_article(form)
            if form.startswith(beginning):
                fit = PREFIX * (0.5 + 0.5 * len(beginning) / len(form))
        if fit > fits.get(row, 0):
            fits[row] = fit
    if any(fit >= JOINED for fit in fits.values()):
        # Words with the same consonants may be unrelated: they are for words that are not found.
        fits = {row: fit for row, fit in fits.items() if fit != CONSONANTS}
    if not fits and len(beginning) >= SHORTEST_TYPO:
        for row in rows:
            form = fold(row.word)
            if arabic:
                form = strip_article(form)
            if _is_one_error(beginning, form) or (
                arabic and len(light) > SHORTEST_TYPO and _is_one_error(light, row.stem)
            ):
                fits[row] = TYPO
    forms = [Form(row, fit) for row, fit in fits.items()]
    longer = [form for form in forms if form.fit <= PREFIX]
    longer.sort(key=lambda form: (-form.row.frequency, -form.fit, form.row))
    forms = [form for form in forms if form.fit > PREFIX] + longer[:MOST_LONGER]
    forms.sort(key=lambda form: (-form.fit, -form.row.frequency, form.row))
    return forms[:MOST_FORMS]


def _fit(row: Row, word: str, folded: str, light: str, stems: set[str]) -> float:
    if row.word == word:
        return EXACT
    if fold(row.word) == folded:
        return FOLDED
    if light:
        if row.stem == light:
            return STEM
        if is_joined(row.stem, light) or is_joined(light, row.stem):
            return JOINED
        consonants = find_consonants(light)
        if len(consonants) >= SHORTEST and consonants == find_consonants(row.stem):
            return CONSONANTS
        return 0
    if stems:
        return STEM if row.stem in stems else 0
    stem = row.stem
    if stem == folded:
        return STEM
    if len(stem) >= SHORTEST_STEM and folded.startswith(stem):
        return ENDING if folded[len(stem) :] in ENDINGS else 0
    return 0


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


class SearchIndex(Struct, frozen=True):
    """The words of all events of a site, in memory.

    Attributes:
        rows: The forms of words by the places of the vocabulary.
        postings: For each form, the events with it by their numbers.
        days: For each event, its first and last possible day.
    """

    rows: Mapping[str, Sequence[Row]]
    postings: Mapping[Term, Mapping[int, Posting]]
    days: Sequence[tuple[int, int]]

    @classmethod
    def build(cls, events: Iterable[tuple[Postings, tuple[int, int]]]) -> SearchIndex:
        """Index events, each given by its words and by its first and last possible day."""
        postings: dict[Term, dict[int, Posting]] = {}
        days = []
        for number, (words, interval) in enumerate(events):
            days.append(interval)
            for term, posting in words.items():
                postings.setdefault(term, {})[number] = posting
        rows: dict[str, list[Row]] = {}
        for term, found in postings.items():
            row = Row(*split_term(term), len(found).bit_length())
            for route in routes(row.word):
                rows.setdefault(route, []).append(row)
        return cls(rows, postings, tuple(days))

    def find_rows(self, word: str) -> list[Row]:
        """Return the forms that a word of a query is compared with."""
        return list(
            dict.fromkeys(row for route in routes(word) for row in self.rows.get(route, ()))
        )

    def find_postings(self, row: Row) -> Mapping[int, Posting]:
        """Return the events with a form."""
        return self.postings.get(join_term(row.word, row.stem), {})
