"""The messages of the program in the languages that it speaks: English, and those with a catalogue.

A message is found by its English template (`generator.messages`). One without a translation is
said in English as a whole, so that no sentence mixes two languages. Messages in other messages are
translated, too: those of a template, and texts of several words. A single word may be a value of an
author, so that a word of ours has to be written as ``say("month")``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.i18n.catalogues import Catalogue, parse_catalogue
from generator.lazy_patterns import lazy_compile
from generator.messages import Message

ENGLISH: Final = Catalogue()
"""The catalogue of the language in which messages are written."""

LANGUAGES: Final = ("ar", "en")
"""The languages that messages are said in."""

_BRACKETS: Final = MappingProxyType(
    {"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<"}
)
# What isolates a text from left to right.
_START: Final = "\u2066"
_END: Final = "\u2069"
# Private characters stand for values: those in Latin letters or digits, and those in Arabic.
_FIRST_LTR: Final = 0xE000
_FIRST_RTL: Final = 0xE100
_MOST: Final = 0x100
_STAND_IN: Final = lazy_compile("[\ue000-\ue1ff]")
# A run of Latin letters, digits, signs and such values. Colors of terminals begin with an escape.
_RUN: Final = lazy_compile(
    r"[\x1b!-~\ue000-\ue0ff](?:[\x1b -~\ue000-\ue0ff]*[\x1b!-~\ue000-\ue0ff])?"
)
_COLOR: Final = lazy_compile(r"\x1b\[[0-9;]*m")
_STRONG: Final = lazy_compile(r"[A-Za-z\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FOLDER: Final = Path(__file__).resolve().parent


@lru_cache(maxsize=4)
def load_messages(language: str) -> Catalogue:
    """Load the translations of messages into a language; empty if there are none.

    Args:
        language: Its code (BCP 47); a region does not matter.

    Raises:
        CatalogueError: The catalogue is not valid.
    """
    code = language.partition("-")[0]
    if code not in LANGUAGES or code == "en":
        return ENGLISH
    return parse_catalogue((_FOLDER / f"{code}.po").read_bytes())


def is_translated(text: str, catalogue: Catalogue) -> bool:
    """Whether a message has a translation in a catalogue."""
    template = text.template if isinstance(text, Message) else text
    return ("", template) in catalogue.translations


def translate(text: str, catalogue: Catalogue, show: Callable[[str], str] = str) -> str:
    """Return a message, with the messages in it, in the language of a catalogue.

    What is in Latin letters or digits is isolated from an Arabic message: else the day 2024-02-30
    would be shown as 30-02-2024.

    Args:
        text: The message.
        catalogue: The translations.
        show: Returns a value as it is to be shown; for a message without a translation, all of it.
    """
    if not is_translated(text, catalogue):
        return show(text)
    values: list[str] = []
    filled = _RUN.sub(_isolate, _fill(text, catalogue, show, values))
    return _STAND_IN.sub(lambda match: values[ord(match[0]) % _MOST], filled)


def _fill(text: str, catalogue: Catalogue, show: Callable[[str], str], values: list[str]) -> str:
    """Fill in the values of a message, with a character that stands for each.

    Args:
        text: The message.
        catalogue: The translations.
        show: Returns a value as it is to be shown.
        values: Gets the values, in the order of their characters.
    """
    template = text.template if isinstance(text, Message) else text
    forms = catalogue.translations.get(("", template))
    if forms is None:
        return _stand_in(show(text), values)
    given = text.values if isinstance(text, Message) else {}
    return forms[0] % {
        name: _fill(value, catalogue, show, values)
        if isinstance(value, Message) or " " in value
        else _stand_in(show(value), values)
        for name, value in given.items()
    }


def _stand_in(value: str, values: list[str]) -> str:
    """Return the character that stands for a value while the text around it is isolated.

    So a value is never divided: a path that is copied from a terminal is the path.
    """
    if not value or len(values) == _MOST:
        return value
    values.append(value)
    first = _STRONG.search(_COLOR.sub("", value))
    is_right_to_left = _START in value or (first is not None and not first[0].isascii())
    return chr((_FIRST_RTL if is_right_to_left else _FIRST_LTR) + len(values) - 1)


def _isolate(match: re.Match[str]) -> str:
    """Isolate a run of Latin letters, digits and signs, without the punctuation around it."""
    run = match[0]
    start, end = 0, len(run)
    while start < end and not _belongs(run[start], run[start:end], is_first=True):
        start += 1
    while start < end and not _belongs(run[end - 1], run[start:end], is_first=False):
        end -= 1
    if not any(c.isalnum() or ord(c) >= _FIRST_LTR for c in run[start:end]):
        return run
    return f"{run[:start]}{_START}{run[start:end]}{_END}{run[end:]}"


def _belongs(sign: str, run: str, *, is_first: bool) -> bool:
    """Whether a sign at an end of a run is part of it: a bracket or quote if the other one is."""
    if sign in (":; " if is_first else ".,:;!? "):
        return False
    if sign in "'\"":
        return run.count(sign) > 1
    other = _BRACKETS.get(sign)
    return other is None or other in run
