"""Remove invisible characters from a body, including those written as character references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import groupby, islice
from types import MappingProxyType
from typing import Final

from generator.content.markdown.source import BodySource
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.problems import Code, Problem
from generator.text.invisible_characters import (
    InvisibleCharacter,
    group_invisible,
    may_contain_invisible,
    remove_invisible_within,
)

_TAG: Final = lazy_compile(r"(<[^>]*>)")
_CHARACTER_REFERENCE: Final = lazy_compile(
    r"&(?:#(?:[xX]0*(?P<hex>[0-9A-Fa-f]{1,8})|0*(?P<decimal>[0-9]{1,8}))|[A-Za-z][A-Za-z0-9]*;?)"
)
# What a character reference is replaced with whose number is not that of a character.
_REPLACEMENT: Final = "\ufffd"
_HINTS: Final[Mapping[Code, str]] = MappingProxyType(
    {
        "text-bidi": 'it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>',
        "text-control": "it was removed; delete it",
        "text-invisible": "it was removed; delete it",
    }
)
_MAX_CODE_POINT: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)
_AFTER_MARK: Final = lazy_compile(r"(?<=[#*_~])(?<!\\.)([^#*_~])", re.DOTALL)
# The number of lines that are reported one by one.
_MAX_REPORTED_LINES: Final = 20


def check_invisible_text(source: BodySource) -> tuple[str, list[Problem]]:
    """Return the text without its invisible characters, and the problems that report them."""
    text, removed = remove_invisible_within(source.text)
    return text, list(_report(source, removed)) if removed else []


def check_character_references(
    html: str, source: BodySource, in_attributes: frozenset[str]
) -> tuple[str, list[Problem]]:
    """Remove the invisible characters that only the HTML has.

    The text contains them as character references, or as selectors and joiners after a mark that
    Markdown consumed.

    Args:
        html: The sanitized HTML.
        source: The text.
        in_attributes: The characters that were already removed from attributes.

    Returns:
        The HTML without them, and the problems that report them.
    """
    if not (in_attributes or _REPLACEMENT in html or may_contain_invisible(html)):
        return html, []
    characters = set(in_attributes)
    if _REPLACEMENT in html and _REPLACEMENT not in source.text:
        characters.add(_REPLACEMENT)
        html = html.replace(_REPLACEMENT, "")
    parts = _TAG.split(html)
    # Whether a character is removed depends on its neighbors, also across tags.
    _, removed = remove_invisible_within("".join(parts[::2]))
    characters.update(invisible.character for invisible in removed)
    if removed:
        parts[::2] = _remove_positions(parts[::2], removed)
    for index in range(1, len(parts), 2):
        parts[index], removed = remove_invisible_within(parts[index])
        characters.update(invisible.character for invisible in removed)
    html = "".join(parts)
    matches = _CHARACTER_REFERENCE.finditer(source.text) if characters else ()
    references = [
        reference
        for reference in map(_parse_reference, matches)
        if _displayed(reference.character) in characters
    ]
    characters.difference_update(_displayed(reference.character) for reference in references)
    without_base = _find_without_base(source.text, characters)
    return html, list(_report(source, sorted([*references, *without_base])))


def _find_without_base(text: str, characters: set[str]) -> Iterator[InvisibleCharacter]:
    """Yield those of the characters in a text that follow a mark that Markdown consumed."""
    if characters:
        removed = {invisible.position for invisible in remove_invisible_within(text)[1]}
        for match in _AFTER_MARK.finditer(text):
            if match[1] in characters and match.start(1) not in removed:
                yield InvisibleCharacter(match.start(1), match[1])


def _remove_positions(texts: list[str], removed: Iterable[InvisibleCharacter]) -> list[str]:
    """Remove characters from texts, given their positions in the concatenation of the texts."""
    positions = {invisible.position for invisible in removed}
    results = []
    start = 0
    for text in texts:
        # A control character that separates words is white space for Python too.
        kept = (
            character if position not in positions else " " if character.isspace() else ""
            for position, character in enumerate(text, start)
        )
        results.append("".join(kept))
        start += len(text)
    return results


def _parse_reference(match: re.Match[str]) -> InvisibleCharacter:
    """Return the character of a character reference; U+0000 if its number is too large."""
    if match["hex"] is None and match["decimal"] is None:
        return InvisibleCharacter(match.start(), unescape(match[0]))
    number = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    return InvisibleCharacter(match.start(), chr(number if number <= _MAX_CODE_POINT else 0))


def _displayed(character: str) -> str:
    """Return the character that browsers display for a character reference."""
    is_invalid = character == "\x00" or ord(character[0]) in _SURROGATES
    return _REPLACEMENT if is_invalid else character


def _report(source: BodySource, characters: Iterable[InvisibleCharacter]) -> Iterator[Problem]:
    """Yield one problem for each line and kind; one for all lines after the first twenty."""
    lines = groupby(_with_lines(source.text, characters), key=lambda pair: pair[0])
    for _, line in islice(lines, _MAX_REPORTED_LINES):
        for group in group_invisible(character for _, character in line):
            message = say("the text contains %(description)s", description=group.description)
            yield source.problem(group.position, group.code, message, _HINTS[group.code])
    rest = [character for _, line in lines for _, character in line]
    for group in group_invisible(rest):
        message = say(
            "from here on, the text contains %(description)s", description=group.description
        )
        yield source.problem(group.position, group.code, message, _HINTS[group.code])


def _with_lines(
    text: str, characters: Iterable[InvisibleCharacter]
) -> Iterator[tuple[int, InvisibleCharacter]]:
    """Yield each character with the number of its line, from 0."""
    line = counted = 0
    for character in characters:
        line += text.count("\n", counted, character.position)
        counted = character.position
        yield line, character
