"""The rules of search for the browser: a script that is written from those of the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from unicodedata import normalize

from generator.search import matching, query, ranking, words
from generator.search.analysis import IN_NAMES, IN_TITLE, MOST_RELEVANT, PARAGRAPHS, RELEVANCE
from generator.text import folding

_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def search_rules() -> str:
    """Return the script ``search-rules.js``."""
    rules = {
        **_folding(),
        "articles": words.ARTICLES,
        "withoutArticle": words.WITHOUT_ARTICLE,
        "suffixes": words.SUFFIXES,
        "clitics": words.CLITICS,
        "joinedLetters": dict(words.JOINED_LETTERS),
        "shortest": words.SHORTEST,
        "longVowels": words.LONG_VOWELS,
        "shortestAfterArticle": words.SHORTEST_AFTER_ARTICLE,
        "exact": matching.EXACT,
        "folded": matching.FOLDED,
        "stem": matching.STEM,
        "joined": matching.JOINED,
        "ending": matching.ENDING,
        "consonants": matching.CONSONANTS,
        "prefix": matching.PREFIX,
        "typo": matching.TYPO,
        "endings": sorted(matching.ENDINGS),
        "shortestStem": matching.SHORTEST_STEM,
        "shortestTypo": matching.SHORTEST_TYPO,
        "mostForms": matching.MOST_FORMS,
        "mostLonger": matching.MOST_LONGER,
        "months": dict(query.MONTHS),
        "fillers": sorted(query.FILLERS),
        "stopWords": sorted(query.STOP_WORDS),
        "quotes": query.QUOTES,
        "mostWords": query.MOST_WORDS,
        "longest": query.LONGEST,
        "paragraphs": PARAGRAPHS,
        "relevance": RELEVANCE,
        "mostRelevant": MOST_RELEVANT,
        "inNames": IN_NAMES,
        "inTitle": IN_TITLE,
        "titleWorth": ranking.TITLE_WORTH,
        "namesWorth": ranking.NAMES_WORTH,
        "furtherWorth": ranking.FURTHER_WORTH,
        "nearnessWorth": ranking.NEARNESS_WORTH,
        "leastRarity": ranking.LEAST_RARITY,
        "leastCoverage": ranking.LEAST_COVERAGE,
        "leastShare": ranking.LEAST_SHARE,
        "mentionedWorth": ranking.MENTIONED_WORTH,
    }
    lines = ",\n".join(
        f"  {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in rules.items()
    )
    return (
        "// @ts-check\n"
        "// Written by docs/generate.py from the rules of the program: do not edit.\n"
        '"use strict";\n\n'
        f"const searchRules = Object.freeze({{\n{lines},\n}});\n"
    )


def _folding() -> Mapping[str, object]:
    """Return the table of folding as the browser applies it.

    ``lowered`` has the letters whose folded case is not what ``toLowerCase`` makes of them.
    """
    table = folding.FOLDED
    dropped = sorted(point for point, letter in table.items() if letter is None)
    unified = {chr(p): chr(to) for p, to in folding.UNIFIED.items() if to is not None}
    folded = {chr(p): chr(to) for p, to in table.items() if to is not None}
    lowered = {
        letter: letter.casefold()
        for letter in map(chr, range(_LAST + 1))
        if ord(letter) not in _SURROGATES
        and normalize("NFKC", letter) == letter
        and letter.casefold() != letter.lower()
    }
    return {
        "dropped": _as_class(dropped),
        "unified": unified,
        "letters": folded,
        "lowered": lowered,
    }


def _as_class(points: list[int]) -> str:
    """Return the ranges of a character class of JavaScript, without its brackets."""
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(
        f"\\u{{{first:x}}}" + (f"-\\u{{{last:x}}}" if last > first else "")
        for first, last in ranges
    )
