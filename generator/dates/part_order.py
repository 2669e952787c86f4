"""Put the parts of one date into the order that `parsing` expects.

That is: weekday, day, month, year, era, time of day, certainty.
"""

from __future__ import annotations

import re

from generator.dates.tokens import Token
from generator.lazy_patterns import lazy_compile

_PARENTHESES = lazy_compile(r"\(([WQX])\)")
# A weekday after the date, as in 2024-01-04 (Thursday).
_WEEKDAY_LAST = lazy_compile(r"([^W]*[YDU][EGKas]?),?(W)")
# The sign of an approximate or uncertain date before it, as in ~1948.
_QUALIFIER_FIRST = lazy_compile(r"(X)([^X]+)")
# The year before the month, as in 2024 January 4.
_YEAR_FIRST = lazy_compile(r"((?:W,?)?)(Y),?([Mij]),?(N?)((?:,?T.*)?)")
# The time before the date, as in "6:07 pm, 4 August 2020", and within it, as git writes it.
_TIME_FIRST = lazy_compile(r"((?:T|N(?=[APHK]))[APHK]?Z*)[,B]*((?:W,?)?(?:[NMijDUY][^T]*))")
_TIME_WITHIN = lazy_compile(r"((?:W,?)?[Mij]N)(TZ?)(Y)(.*)")


def rearrange(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens of a date in the expected order, as far as they are all there."""
    tokens = _remove_parentheses(tokens)
    kinds = "".join(token.kind for token in tokens)

    def pick(match: re.Match[str], *groups: int) -> tuple[Token, ...]:
        return tuple(token for group in groups for token in tokens[slice(*match.span(group))])

    if match := _WEEKDAY_LAST.fullmatch(kinds):
        return pick(match, 2, 1)
    if match := _QUALIFIER_FIRST.fullmatch(kinds):
        return pick(match, 2, 1)
    if match := _YEAR_FIRST.fullmatch(kinds):
        return pick(match, 1, 4, 3, 2, 5)
    if match := _TIME_FIRST.fullmatch(kinds):
        return pick(match, 2, 1)
    if match := _TIME_WITHIN.fullmatch(kinds):
        return pick(match, 1, 3, 2, 4)
    return tokens


def _remove_parentheses(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Remove the parentheses around a weekday or a sign, as in "1948 (?)"."""
    kinds = "".join(token.kind for token in tokens)
    dropped = {
        at for match in _PARENTHESES.finditer(kinds) for at in (match.start(), match.end() - 1)
    }
    return tuple(token for at, token in enumerate(tokens) if at not in dropped)
