"""Characters of a body that deceive: those that stand in it, and those that it gives by number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import groupby, islice
from types import MappingProxyType
from typing import Final

from generator.content.markdown.source import BodySource
from generator.problems import Code, Problem
from generator.text.invisible_characters import (
    InvisibleCharacter,
    group_invisible,
    may_contain_invisible,
    remove_invisible_within,
)

_TAG: Final = re.compile(r"(<[^>]*>)")
_ENTITY: Final = re.compile(
    r"&(?:#(?:[xX]0*(?P<hex>[0-9A-Fa-f]{1,8})|0*(?P<decimal>[0-9]{1,8}))|[A-Za-z][A-Za-z0-9]*;?)"
)
# What stands for a number that is no character's.
_REPLACEMENT: Final = "\ufffd"
_HINTS: Final[Mapping[Code, str]] = MappingProxyType(
    {
        "text-bidi": 'it was removed; delete it, or use <bdi>…</bdi> or <span dir="ltr">…</span>',
        "text-control": "it was removed; delete it",
        "text-invisible": "it was removed; delete it",
    }
)
_LAST: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)
_AFTER_MARK: Final = re.compile(r"(?<=[#*_~])(?<!\\.)([^#*_~])", re.DOTALL)
# More lines than these are not told one by one.
_MOST: Final = 20


def check_invisible_text(source: BodySource) -> tuple[str, list[Problem]]:
    """The text without what stands in it and deceives, and what to tell of that."""
    text, found = remove_invisible_within(source.text)
    return text, list(_told(source, found)) if found else []


def check_character_references(
    html: str, source: BodySource, addressed: frozenset[str]
) -> tuple[str, list[Problem]]:
    """The HTML without what its text gave by number or by name, and what to tell of that.

    Args:
        html: As nh3 wrote it.
        source: The text.
        addressed: What was taken out of addresses already.
    """
    if not (addressed or _REPLACEMENT in html or may_contain_invisible(html)):
        return html, []
    gone = set(addressed)
    if _REPLACEMENT in html and _REPLACEMENT not in source.text:
        gone.add(_REPLACEMENT)
        html = html.replace(_REPLACEMENT, "")
    parts = _TAG.split(html)
    _, found = remove_invisible_within("".join(parts[::2]))
    gone.update(each.character for each in found)
    if found:
        parts[::2] = _cut(parts[::2], found)
    for place in range(1, len(parts), 2):
        parts[place], found = remove_invisible_within(parts[place])
        gone.update(each.character for each in found)
    html = "".join(parts)
    entities = _ENTITY.finditer(source.text) if gone else ()
    given = [each for each in map(_meant, entities) if _stands_for(each.character) in gone]
    gone.difference_update(_stands_for(each.character) for each in given)
    return html, list(_told(source, sorted([*given, *_without_base(source.text, gone)])))


def _without_base(text: str, characters: set[str]) -> Iterator[InvisibleCharacter]:
    """Those characters of a text that follow a mark that Markdown consumed."""
    if characters:
        removed = {each.position for each in remove_invisible_within(text)[1]}
        for match in _AFTER_MARK.finditer(text):
            if match[1] in characters and match.start(1) not in removed:
                yield InvisibleCharacter(match.start(1), match[1])


def _cut(texts: list[str], found: Iterable[InvisibleCharacter]) -> list[str]:
    """Texts without characters at positions of all of them together."""
    out = {each.position for each in found}
    cut = []
    start = 0
    for text in texts:
        # What parts words is white space to Python as well.
        kept = (
            c if at not in out else " " if c.isspace() else "" for at, c in enumerate(text, start)
        )
        cut.append("".join(kept))
        start += len(text)
    return cut


def _meant(entity: re.Match[str]) -> InvisibleCharacter:
    """The character that an entity gives; that of number 0 for one beyond all."""
    if entity["hex"] is None and entity["decimal"] is None:
        return InvisibleCharacter(entity.start(), unescape(entity[0]))
    number = int(entity["hex"], 16) if entity["hex"] else int(entity["decimal"])
    return InvisibleCharacter(entity.start(), chr(number if number <= _LAST else 0))


def _stands_for(character: str) -> str:
    """What browsers show of a character that is given by its number."""
    nothing = character == "\x00" or ord(character[0]) in _SURROGATES
    return _REPLACEMENT if nothing else character


def _told(source: BodySource, found: Iterable[InvisibleCharacter]) -> Iterator[Problem]:
    """One problem a line and kind; when lines are many, the rest of them in one."""
    lines = groupby(_placed(source.text, found), key=lambda pair: pair[0])
    for _, line in islice(lines, _MOST):
        for group in group_invisible(each for _, each in line):
            message = f"the text contains {group.description}"
            yield source.problem(group.position, group.code, message, _HINTS[group.code])
    rest = [each for _, line in lines for _, each in line]
    for group in group_invisible(rest):
        message = f"from here on, the text contains {group.description}"
        yield source.problem(group.position, group.code, message, _HINTS[group.code])


def _placed(
    text: str, found: Iterable[InvisibleCharacter]
) -> Iterator[tuple[int, InvisibleCharacter]]:
    """Each with the number of its line, from 0."""
    line = done = 0
    for each in found:
        line += text.count("\n", done, each.position)
        done = each.position
        yield line, each
