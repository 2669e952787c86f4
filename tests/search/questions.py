"""Variants of questions: how else a reader may spell or put what is asked.

Each is made by a rule from the questions over the passages, so none was written with the search in
mind. A *hard* question lacks the word that tells most: the rarest of those that its answer has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from generator.search.query import STOP_WORDS
from generator.search.words import split_words
from generator.text.folding import fold

# Letters next to each other on an Arabic and on an English keyboard, one row after another.
_ROWS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرلىةوزظ", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORD = re.compile(r"\w+")


def vary_question(question: str) -> Mapping[str, str]:
    """Return the variants of a question by their names."""
    chance = Random(question)
    return {name: make(question, chance) for name, make in VARIANTS.items()}


def _map_words(change: Callable[[str, Random], str]) -> Callable[[str, Random], str]:
    def apply(question: str, chance: Random) -> str:
        return _WORD.sub(
            lambda match: match[0] if is_small(match[0]) else change(match[0], chance), question
        )

    return apply


def is_small(word: str) -> bool:
    """Whether a word says nothing of what is asked."""
    return fold(word) in STOP_WORDS or len(word) < 4


def _carelessly(word: str, _: Random) -> str:
    """As many type it: without hamza, with ه for ة, ي for ى and Persian letters."""
    return word.translate(str.maketrans("أإآؤئةىيك", "اااويهيیک"))


def _joined(word: str, chance: Random) -> str:
    if word.isascii():
        return f"{word}'s"
    if word.startswith("ال"):
        return chance.choice(("و", "ب", "ف")) + word
    return chance.choice(("و", "ل", "ب")) + word


def _other_article(word: str, _: Random) -> str:
    if word.isascii():
        return word.upper()
    return word.removeprefix("ال") if word.startswith("ال") else f"ال{word}"


def _other_ending(word: str, chance: Random) -> str:
    """Another number, gender or possessor, as regular nouns have it."""
    if word.isascii():
        return word.removesuffix("s") if word.endswith("s") else f"{word}s"
    if word.endswith("ة"):
        return word[:-1] + chance.choice(("ات", "تها", "ية"))
    return word if word[-1] in "اىءو" else word + chance.choice(("ين", "ها", "هم"))


def _misspell_one(question: str, chance: Random) -> str:
    """One error in the longest word: a letter too few, another one, or two exchanged."""
    word = max(_WORD.findall(question), key=len)
    at = chance.randrange(1, len(word) - 1)
    match chance.randrange(3):
        case 0:
            wrong = word[:at] + word[at + 1 :]
        case 1:
            wrong = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
        case _:
            row = next((row for row in _ROWS if word[at] in row), _ROWS[0])
            wrong = word[:at] + row[(row.find(word[at]) + 1) % len(row)] + word[at + 1 :]
    return question.replace(word, wrong, 1)


def _shuffle(question: str, chance: Random) -> str:
    words = _WORD.findall(question)
    chance.shuffle(words)
    return " ".join(words)


VARIANTS: Mapping[str, Callable[[str, Random], str]] = MappingProxyType(
    {
        "as asked": lambda question, _: question,
        "carelessly typed": _map_words(_carelessly),
        "with joined letters": _map_words(_joined),
        "with or without article": _map_words(_other_article),
        "in other forms": _map_words(_other_ending),
        "with an error": _misspell_one,
        "in another order": _shuffle,
    }
)


def harden(
    question: str, answer: str, frequencies: Mapping[str, int], form: Callable[[str], str]
) -> str:
    """Return a question without the rarest of its words that the answer has.

    Args:
        question: What is asked.
        answer: The text that answers it.
        frequencies: In how many texts each form is.
        form: What two words have in common that are one, such as a stem.
    """
    own = {form(word) for word in split_words(answer)}
    words = [word for word in _WORD.findall(question) if not is_small(word)]
    shared = [word for word in words if form(word.lower()) in own]
    if len(shared) < 2:
        return question
    rarest = min(shared, key=lambda word: frequencies[form(word.lower())])
    return question.replace(rarest, "", 1)
