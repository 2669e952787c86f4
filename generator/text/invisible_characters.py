"""Characters that nobody sees and that change what is read, where they stand and what they are.

Some turn a text around (Unicode Standard Annex 9), as in attacks of the kind "Trojan Source"; some
make two texts that look alike differ; some are no characters of a text at all. Those that honest
writing needs stay where it needs them: joiners beside the letters of scripts that join, in emoji
too; variation selectors after what has variants; direction marks, which have no scope.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import category, name

from generator.problems import Code

# Embeddings, overrides and isolates of direction.
_DIRECTING = "\u202a-\u202e\u2066-\u2069"
# Controls that part words like a space does.
_PARTING = "\x0b-\x0d\x1c-\x1f\x85\u2028\u2029"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_NO_CHARACTER = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_CONTROL = f"\x00-\x08\x0b-\x1f\x7f-\x9f{_PARTING}\ufff9-\ufffc{_PRIVATE}{_NO_CHARACTER}"
# Nothing to see: fillers, hyphens that wait, operators, marks of plain text's own markup.
_HIDDEN = (
    "\xad\u17b4\u17b5\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_JOINERS = "\u200c\u200d"
_MARKS = "\u200e\u200f\u061c"
_SELECTORS = "\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Those that are judged by what they stand beside.
_DEPENDING = f"{_JOINERS}{_SELECTORS}\u034f\u115f\u1160\u200b\u2800"

_SUSPECT = re.compile(f"[{_DIRECTING}{_CONTROL}{_HIDDEN}{_DEPENDING}{_MARKS}]")
# Those of the first plane alone: such a class is looked up in a table, and any other takes ten
# times as long.
_BEYOND = "[\U00010000-\U0010ffff]"
_FIRST_PLANE = re.compile(re.sub(f"{_BEYOND}(?:-{_BEYOND})?", "", _SUSPECT.pattern))
_CERTAIN = re.compile(f"[{_DIRECTING}{_CONTROL}{_HIDDEN}]")
_BIDI = re.compile(f"[{_DIRECTING}]")
_CONTROLS = re.compile(f"[{_CONTROL}]")
_PARTING_ONE = re.compile(f"[{_PARTING}]")
_JOINER = re.compile(f"[{_JOINERS}]")
_SELECTOR = re.compile(f"[{_SELECTORS}]")
_ASIDE = re.compile(f"[{_DEPENDING}*_~]")
# The flags of England, Scotland and Wales are a black flag and letters that are tags.
_FLAG = re.compile(
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067"
    "|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
# Arabic and its neighbours, the scripts of India and of South East Asia, Mongolian, Tibetan.
_JOINING = re.compile(
    "[\u0600-\u0dff\u0f00-\u109f\u1700-\u18af\u1a00-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
# Scripts that write no spaces between words: Thai, Lao, Tibetan, Burmese, Khmer.
_UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# What pictures are put together of, besides symbols.
_EMOJI_PART = re.compile("[\u2190-\u21ff\ufe0f\U0001f3fb-\U0001f3ff]")
# Emoji are made of digits, too.
_KEYS = frozenset("0123456789#*\xa9\xae")
# As far as marks of Markdown may stand between a letter and its joiner.
_NEAR = 8
_JAMO = re.compile("[\u1100-\u115e\u1161-\u11ff]")
_BRAILLE = re.compile("[\u2801-\u28ff]")
_MONGOLIAN = re.compile("[\u1800-\u180a\u1810-\u18af]")
_NAMES = MappingProxyType(
    {"Cc": "a control character", "Co": "private use", "Cs": "half of a surrogate pair"}
)
# Of one, and of several.
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
# So many kinds of characters are named in one message.
_FEW = 2


class InvisibleCharacter(NamedTuple):
    """A character that was taken out of a text, and where it stood, from 0."""

    position: int
    character: str


class InvisibleGroup(NamedTuple):
    """Unseen characters of one kind, as a problem tells them."""

    code: Code
    position: int
    description: str


def remove_invisible(text: str) -> tuple[str, tuple[InvisibleCharacter, ...]]:
    """The text without the characters that deceive, and what they were.

    A control that parts words becomes a space. Line feeds and tabs stay. The marks U+200E, U+200F
    and U+061C stay too, except at the ends, where they are removed without a report.
    """
    shown, found = remove_invisible_within(text)
    return shown.strip(_MARKS), found


def remove_invisible_within(text: str) -> tuple[str, tuple[InvisibleCharacter, ...]]:
    """As `clean`, for a piece of a text: direction marks stay at its ends, too."""
    suspects = _suspects(text)
    if not suspects.search(text):
        return text, ()
    found: list[InvisibleCharacter] = []
    flags = {at for flag in _FLAG.finditer(text) for at in range(*flag.span())}
    kept: list[str] = []
    done = 0
    last = ""
    for match in suspects.finditer(text):
        at, character = match.start(), match[0]
        if at > done:
            last = text[at - 1]
        if at in flags or character in _MARKS or not _is_out(character, text, at, last):
            continue
        kept.append(text[done:at])
        if _PARTING_ONE.match(character):
            kept.append(" ")
            last = " "
        found.append(InvisibleCharacter(at, character))
        done = at + 1
    return "".join((*kept, text[done:])), tuple(found)


def may_contain_invisible(text: str) -> bool:
    """Whether the text holds anything that `without` would look at."""
    return _suspects(text).search(text) is not None


def group_invisible(found: Iterable[InvisibleCharacter]) -> Iterator[InvisibleGroup]:
    """What to tell of the unseen characters of one text: one group for each kind of problem."""
    ordered = sorted(found, key=lambda each: (_code(each.character), each.position))
    for code, same in groupby(ordered, key=lambda each: _code(each.character)):
        unseen = tuple(same)
        kinds = tuple(dict.fromkeys(each.character for each in unseen))
        holds = " and ".join(map(character_name, kinds[:_FEW]))
        if (more := len(kinds) - _FEW) > 0:
            holds = f"{holds} and {more} other such character{'s' * (more > 1)}"
        elif len(unseen) > len(kinds):
            holds = f"{holds}, {len(unseen)} times"
        effect = _EFFECTS[code][len(unseen) > 1]
        yield InvisibleGroup(code, unseen[0].position, f"{holds}, which {effect}")


def character_name(character: str) -> str:
    """A character that cannot be shown, as messages call it: ``U+200B (zero width space)``."""
    called = _NAMES.get(category(character)) or name(character, "no character").lower()
    return f"U+{ord(character):04X} ({called})"


def _suspects(text: str) -> re.Pattern[str]:
    """What finds the suspects of a text."""
    # Quicker than any search: only what is beyond the first plane takes four bytes.
    within = len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
    return _FIRST_PLANE if within else _SUSPECT


def _code(character: str) -> Code:
    if _BIDI.match(character):
        return "text-bidi"
    controls = _CONTROLS.match(character) or category(character) == "Cc"
    return "text-control" if controls else "text-invisible"


def _is_out(character: str, text: str, at: int, before: str) -> bool:
    """Whether a suspect must go; ``before`` is what stands before it, once cleaned."""
    if _CERTAIN.match(character):
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
    """Whether a joiner shapes a letter beside it, or puts two pictures together."""
    after = text[at + 1 : at + 2]
    if joiner == "\u200d" and _is_picture(before) and _is_picture(after):
        return True
    left = _ASIDE.sub("", text[max(at - _NEAR, 0) : at])[-1:]
    right = _ASIDE.sub("", text[at + 1 : at + 1 + _NEAR])[:1]
    return _is(_JOINING, left) or _is(_JOINING, right)


def _is_picture(character: str) -> bool:
    if not character:
        return False
    return category(character) == "So" or _EMOJI_PART.match(character) is not None


def _varies(selector: str, before: str) -> bool:
    """Whether a character has variants that such a selector chooses from."""
    if not before or _SUSPECT.match(before):
        return False
    if selector >= "\U000e0100":
        return _HAN.match(before) is not None
    if selector < "\ufe00":
        return _MONGOLIAN.match(before) is not None
    return before in _KEYS or (before >= "\u1000" and not before.isspace())
