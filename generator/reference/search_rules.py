"""The rules of search for the browser: a script that is written from those of the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from unicodedata import normalize

from generator.search import analysis, arabic, matching, query, ranking, words
from generator.text import folding

_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_CHEROKEE = range(0x13A0, 0x13FE)
_SMALL_CHEROKEE = range(0xAB70, 0xABC0)


def search_rules() -> str:
    """Return the script ``search-rules.js``."""
    rules = {
        **_folding(),
        "loose": {chr(p): chr(to) for p, to in words.LOOSE.items() if to is not None},
        "looseDropped": _as_class(sorted(p for p, to in words.LOOSE.items() if to is None)),
        "routed": {chr(p): chr(to) for p, to in words.ROUTED.items()},
        "articles": arabic.ARTICLES,
        "withoutArticle": arabic.WITHOUT_ARTICLE,
        "suffixes": arabic.SUFFIXES,
        "possessives": arabic.POSSESSIVES,
        "shortestBeforePossessive": arabic.SHORTEST_BEFORE_POSSESSIVE,
        "irregular": dict(arabic.IRREGULAR),
        "opening": arabic.OPENING,
        "longVowels": arabic.LONG_VOWELS,
        "shortest": arabic.SHORTEST,
        "shortestAfterArticle": arabic.SHORTEST_AFTER_ARTICLE,
        "joinedLetters": dict(arabic.JOINED_LETTERS),
        "shortNames": arabic.SHORT_NAMES,
        "withoutJoined": sorted(arabic.WITHOUT_JOINED),
        "withOwnT": sorted(arabic.WITH_OWN_T),
        "plurals": dict(arabic.PLURALS),
        "notPlurals": sorted(arabic.NOT_PLURALS),
        "verbBeginnings": arabic.VERB_BEGINNINGS,
        "shortestVerb": arabic.SHORTEST_VERB,
        "persons": arabic.PERSONS,
        "noPlural": matching.NO_PLURAL,
        "exact": matching.EXACT,
        "folded": matching.FOLDED,
        "alike": matching.LOOSE,
        "article": matching.ARTICLE,
        "stem": matching.STEM,
        "short": matching.SHORT,
        "plural": matching.PLURAL,
        "joined": matching.JOINED,
        "ending": matching.ENDING,
        "verb": matching.VERB,
        "prefix": matching.PREFIX,
        "typo": matching.TYPO,
        "endings": sorted(matching.ENDINGS),
        "shortestStem": matching.SHORTEST_STEM,
        "shortestTypo": matching.SHORTEST_TYPO,
        "mostForms": matching.MOST_FORMS,
        "mostLonger": matching.MOST_LONGER,
        "months": [
            ",".join(name for name, month in query.MONTHS.items() if month == number)
            for number in range(1, query.MONTHS_IN_YEAR + 1)
        ],
        "fillers": sorted(query.FILLERS),
        "stopWords": sorted(query.STOP_WORDS),
        "conjunctions": query.CONJUNCTIONS,
        "quotes": query.QUOTES,
        "mostWords": query.MOST_WORDS,
        "longest": query.LONGEST,
        "paragraphs": analysis.PARAGRAPHS,
        "occurrences": analysis.OCCURRENCES,
        "inNames": analysis.IN_NAMES,
        "inTitle": analysis.IN_TITLE,
        "lengthSteps": analysis.LENGTH_STEPS,
        "titleWorth": ranking.TITLE_WORTH,
        "namesWorth": ranking.NAMES_WORTH,
        "saturation": ranking.SATURATION,
        "lengthShare": ranking.LENGTH_SHARE,
        "nearnessWorth": ranking.NEARNESS_WORTH,
        "leastRarity": ranking.LEAST_RARITY,
        "leastCoverage": ranking.LEAST_COVERAGE,
        "leastShare": ranking.LEAST_SHARE,
        "enoughWords": ranking.ENOUGH_WORDS,
        "mentionedWorth": ranking.MENTIONED_WORTH,
    }
    lines = ",\n".join(f"  {name}: {_compact(value)}" for name, value in rules.items())
    return (
        "// @ts-check\n"
        "// Written by docs/generate.py from the rules of the program: do not edit.\n"
        '"use strict";\n\n'
        f"const searchRules = Object.freeze({{\n{lines},\n}});\n"
    )


def _folding() -> Mapping[str, object]:
    """Return the table of folding as the browser applies it.

    ``lowered`` has the letters whose folded case is not the lower case of their upper case. The
    letters of Cherokee are not in it: their folded case is the upper one.
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
        and letter.casefold() != letter.upper().lower()
        and ord(letter) not in _CHEROKEE
        and ord(letter) not in _SMALL_CHEROKEE
    }
    return {
        "dropped": _as_class(dropped),
        "unified": unified,
        "letters": folded,
        "lowered": lowered,
    }


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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
