"""Find and remove invisible characters that change the meaning or the order of a text.

Some change the direction of the text (Unicode Standard Annex 9), as in "Trojan Source" attacks;
some make texts differ that look the same; some have no meaning in a text. Characters that ordinary
writing needs are kept where it needs them: joiners next to letters of scripts that join and in
emoji, variation selectors after characters with variants, and direction marks, which have no scope.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import category, name

from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.problems import Code

# Embeddings, overrides and isolates of direction.
_DIRECTING = "\u202a-\u202e\u2066-\u2069"
# Controls that separate words as a space does.
_SEPARATORS = "\x0b-\x0d\x1c-\x1f\x85\u2028\u2029"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_NONCHARACTERS = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_CONTROL = f"\x00-\x08\x0b-\x1f\x7f-\x9f{_SEPARATORS}\ufff9-\ufffc{_PRIVATE}{_NONCHARACTERS}"
# Invisible in any context: fillers, soft hyphens, invisible operators, tags and format controls.
_HIDDEN = (
    "\xad\u17b4\u17b5\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_JOINERS = "\u200c\u200d"
_MARKS = "\u200e\u200f\u061c"
_SELECTORS = "\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Characters that are kept or removed depending on their neighbors.
_CONTEXTUAL = f"{_JOINERS}{_SELECTORS}\u034f\u115f\u1160\u200b\u2800"

_SUSPECT = lazy_compile(f"[{_DIRECTING}{_CONTROL}{_HIDDEN}{_CONTEXTUAL}{_MARKS}]")
# Only the characters of the first plane: such a class is looked up in a table and ten times as
# fast as any other.
_OTHER_PLANES = "[\U00010000-\U0010ffff]"
_FIRST_PLANE = lazy_compile(re.sub(f"{_OTHER_PLANES}(?:-{_OTHER_PLANES})?", "", _SUSPECT.pattern))
_ALWAYS_REMOVED = lazy_compile(f"[{_DIRECTING}{_CONTROL}{_HIDDEN}]")
_BIDI = lazy_compile(f"[{_DIRECTING}]")
_CONTROLS = lazy_compile(f"[{_CONTROL}]")
_SEPARATOR = lazy_compile(f"[{_SEPARATORS}]")
_JOINER = lazy_compile(f"[{_JOINERS}]")
_SELECTOR = lazy_compile(f"[{_SELECTORS}]")
_SKIPPED = lazy_compile(f"[{_CONTEXTUAL}*_~]")
# The flags of England, Scotland and Wales are a black flag and tag characters.
_FLAG = lazy_compile(
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067"
    "|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
# Arabic and related scripts, the scripts of India and South East Asia, Mongolian, Tibetan.
_JOINING = lazy_compile(
    "[\u0600-\u0dff\u0f00-\u109f\u1700-\u18af\u1a00-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
# Scripts that write no spaces between words: Thai, Lao, Tibetan, Burmese, Khmer.
_UNSPACED = lazy_compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_HAN = lazy_compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# The parts of an emoji sequence, besides symbols.
_EMOJI_PART = lazy_compile("[\u2190-\u21ff\ufe0f\U0001f3fb-\U0001f3ff]")
# Characters below U+1000 that have an emoji form.
_EMOJI_BASES = frozenset("0123456789#*\xa9\xae")
# How many marks of Markdown may be between a letter and its joiner.
_NEAR = 8
_JAMO = lazy_compile("[\u1100-\u115e\u1161-\u11ff]")
_BRAILLE = lazy_compile("[\u2801-\u28ff]")
_MONGOLIAN = lazy_compile("[\u1800-\u180a\u1810-\u18af]")
_NAMES = MappingProxyType(
    {"Cc": "a control character", "Co": "private use", "Cs": "half of a surrogate pair"}
)
# What one such character does, and what several do.
_EFFECTS: Mapping[Code, tuple[str, str]] = MappingProxyType(
    {
        "text-bidi": (
            "is invisible and changes the direction of the text",
            "are invisible and change the direction of the text",
        ),
        "text-control": ("has no meaning in a text", "have no meaning in a text"),
        "text-invisible": ("is invisible", "are invisible"),
    }
)
# How many kinds of characters one message names.
_MAX_NAMED = 2


class InvisibleCharacter(NamedTuple):
    """A character that was removed from a text, and its position, from 0."""

    position: int
    character: str


class InvisibleGroup(NamedTuple):
    """The invisible characters of a text with one problem code, described for a message."""

    code: Code
    position: int
    description: str


def remove_invisible(text: str) -> tuple[str, tuple[InvisibleCharacter, ...]]:
    """Return the text without its invisible characters, and the characters that were removed.

    A control that separates words becomes a space. Line feeds and tabs are kept. The marks U+200E,
    U+200F and U+061C are kept too, except at the ends, where they are removed without a report.
    """
    cleaned, removed = remove_invisible_within(text)
    return cleaned.strip(_MARKS), removed


def remove_invisible_within(text: str) -> tuple[str, tuple[InvisibleCharacter, ...]]:
    """Do the same for a part of a text: direction marks at its ends are kept too."""
    pattern = _suspect_pattern(text)
    if not pattern.search(text):
        return text, ()
    removed: list[InvisibleCharacter] = []
    flags = {at for flag in _FLAG.finditer(text) for at in range(*flag.span())}
    kept: list[str] = []
    done = 0
    last = ""
    for match in pattern.finditer(text):
        at, character = match.start(), match[0]
        if at > done:
            last = text[at - 1]
        if at in flags or character in _MARKS or not _must_remove(character, text, at, last):
            continue
        kept.append(text[done:at])
        if _SEPARATOR.match(character):
            kept.append(" ")
            last = " "
        removed.append(InvisibleCharacter(at, character))
        done = at + 1
    return "".join((*kept, text[done:])), tuple(removed)


def may_contain_invisible(text: str) -> bool:
    """Whether the text contains a character that `remove_invisible` might remove."""
    return _suspect_pattern(text).search(text) is not None


def group_invisible(characters: Iterable[InvisibleCharacter]) -> Iterator[InvisibleGroup]:
    """Group the invisible characters of one text by their problem codes."""
    ordered = sorted(characters, key=lambda each: (_code(each.character), each.position))
    for code, same in groupby(ordered, key=lambda each: _code(each.character)):
        members = tuple(same)
        kinds = tuple(dict.fromkeys(each.character for each in members))
        description = " and ".join(map(character_name, kinds[:_MAX_NAMED]))
        if (more := len(kinds) - _MAX_NAMED) > 0:
            description = say(
                "%(description)s and %(more)s other such character%(value)s",
                description=description,
                more=more,
                value="s" * (more > 1),
            )
        elif len(members) > len(kinds):
            description = f"{description}, {len(members)} times"
        effect = _EFFECTS[code][len(members) > 1]
        yield InvisibleGroup(code, members[0].position, f"{description}, which {effect}")


def character_name(character: str) -> str:
    """Describe a character that cannot be shown: ``U+200B (zero width space)``."""
    called = _NAMES.get(category(character)) or name(character, "no character").lower()
    return f"U+{ord(character):04X} ({called})"


def _suspect_pattern(text: str) -> re.Pattern[str]:
    """Return the pattern that finds the suspects of a text."""
    # Faster than any search: only characters outside the first plane take four bytes.
    within = len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
    return _FIRST_PLANE if within else _SUSPECT


def _code(character: str) -> Code:
    if _BIDI.match(character):
        return "text-bidi"
    controls = _CONTROLS.match(character) or category(character) == "Cc"
    return "text-control" if controls else "text-invisible"


def _must_remove(character: str, text: str, at: int, before: str) -> bool:
    """Whether to remove a suspect; ``before`` is the character before it in the cleaned text."""
    if _ALWAYS_REMOVED.match(character):
        return True
    after = text[at + 1 : at + 2]
    if character in _JOINERS:
        return _JOINER.match(before) is not None or not _joins(character, text, at, before)
    if _SELECTOR.match(character):
        return not _varies(character, before)
    if character == "\u034f":
        return not before or category(before)[0] != "M"
    if character == "\u200b":
        return not (_is(_UNSPACED, before) and _is(_UNSPACED, after))
    pattern = _BRAILLE if character == "\u2800" else _JAMO
    return not (_is(pattern, before) or _is(pattern, after))


def _is(pattern: re.Pattern[str], character: str) -> bool:
    return pattern.match(character) is not None and not _SUSPECT.match(character)


def _joins(joiner: str, text: str, at: int, before: str) -> bool:
    """Whether a joiner changes the form of a neighboring letter, or joins two emoji."""
    after = text[at + 1 : at + 2]
    if joiner == "\u200d" and _is_emoji(before) and _is_emoji(after):
        return True
    left = _SKIPPED.sub("", text[max(at - _NEAR, 0) : at])[-1:]
    right = _SKIPPED.sub("", text[at + 1 : at + 1 + _NEAR])[:1]
    return _is(_JOINING, left) or _is(_JOINING, right)


def _is_emoji(character: str) -> bool:
    if not character:
        return False
    return category(character) == "So" or _EMOJI_PART.match(character) is not None


def _varies(selector: str, before: str) -> bool:
    """Whether the character before a variation selector has variants."""
    if not before or _SUSPECT.match(before):
        return False
    if selector >= "\U000e0100":
        return _HAN.match(before) is not None
    if selector < "\ufe00":
        return _MONGOLIAN.match(before) is not None
    return before in _EMOJI_BASES or (before >= "\u1000" and not before.isspace())
