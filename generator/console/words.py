"""The parts of all that is printed: messages, numbers, lists and texts without invisible signs."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable
from typing import Final

import click

from generator.i18n.catalogues import Catalogue
from generator.i18n.messages import translate
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.problems import Severity
from generator.text.invisible_characters import remove_invisible_within

_PLAIN_ARGUMENT = lazy_compile(r"[\w@%+=:,./-]+")
_LAST_OF_BMP: Final = 0xFFFF
_JOINERS: Final = "\u200c\u200d"


def say_in(template: str, catalogue: Catalogue, **values: object) -> str:
    """Return a message in the language of a catalogue."""
    return translate(say(template, **values), catalogue)


def count_things(number: int, noun: str, catalogue: Catalogue) -> str:
    """Return a number of things in words; empty for none."""
    if not number:
        return ""
    text = catalogue.ngettext(f"%(count)s {noun}", f"%(count)s {noun}s", number)
    return text % {"count": f"{number:,}"}


def join_in_sentence(parts: list[str], catalogue: Catalogue) -> str:
    """Return the items of a list in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    first = join_list(parts[:-1], catalogue)
    return say_in("%(first)s and %(last)s", catalogue, first=first, last=parts[-1])


def join_list(parts: Iterable[str], catalogue: Catalogue) -> str:
    """Return the items of a list with commas between them."""
    return translate(", ", catalogue).join(parts)


def format_hint(hint: str, catalogue: Catalogue) -> str:
    """Format a hint, with the word that says that it is one."""
    return f"{translate('hint', catalogue)}: {translate(hint, catalogue, escape_invisible)}"


def label_error(catalogue: Catalogue) -> str:
    """Return the word before the message of an error."""
    return click.style(translate(Severity.ERROR.value, catalogue), fg="red", bold=True)


def quote_argument(text: str) -> str:
    """Write an argument of a command as a shell reads it, in quotes if it needs them."""
    text = escape_invisible(text)
    # `shlex` would put Arabic words in quotes as well.
    return text if _PLAIN_ARGUMENT.fullmatch(text) else shlex.quote(text)


def escape_invisible(text: str) -> str:
    """Escape everything in a text that would control the terminal or change the text direction.

    Characters that cannot be printed are written as in Python and JSON. So is a part of `##[`,
    which is a command to the runners of GitHub anywhere in a line.
    """
    if not text.isprintable():
        # Joiners are kept where words need them, and escaped where they are invisible.
        hidden = {each.position for each in remove_invisible_within(text)[1]}
        text = "".join(
            c if c in _JOINERS and at not in hidden else _escape(c) for at, c in enumerate(text)
        )
    return text.replace("##[", "#\\u0023[")


def _escape(character: str) -> str:
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number <= _LAST_OF_BMP else f"\\U{number:08x}"


def write_json(document: object) -> str:
    """Write a value as JSON that contains only printable characters."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return "\n".join(
        "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)
        for line in text.split("\n")
    )
