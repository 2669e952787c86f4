"""Read the parts of a link: its label, its address and its title, and definitions of links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final, NamedTuple

from generator.content.markdown.addresses import HTML_COMMENT, SITE_VARIABLE
from generator.lazy_patterns import lazy_compile

ESCAPABLE: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
"""The characters before which a backslash is not shown."""

CHARACTER_REFERENCE: Final = lazy_compile(
    r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});"
)

_ESCAPE_OR_REFERENCE: Final = lazy_compile(
    rf"""\\([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{{|}}~])|({CHARACTER_REFERENCE.pattern})"""
)
_LABEL: Final = lazy_compile(r"\[((?:[^\[\]\\]|\\.){1,999})\]", re.DOTALL)
# What a template would replace, other than the variables that Jekyll puts before a path.
_TEMPLATE: Final = lazy_compile(r"\{[{%]")
_SITE_VARIABLES: Final = lazy_compile(f"(?:{SITE_VARIABLE})*")
_ANGLE_ADDRESS: Final = lazy_compile(r"<((?:[^<>\n\\]|\\.)*+)>")
_ADDRESS_PART: Final = lazy_compile(
    r"(?:[^()\\\x00-\x20\x7f]|\\[^\x00-\x20]|\\(?=[\x00-\x20]|\Z))++|[()]"
)
# The path of a file whose name contains spaces, or the words of a heading, which many editors write
# as they are.
_SPACED_ADDRESS: Final = lazy_compile(r"""(?:[^\s()<>"'\\]++ )+[^\s()<>"'\\]++(?=\s*[)"'])""")
_PATH: Final = lazy_compile(r"[./]|\A#")
_TITLE: Final = lazy_compile(
    r""""((?:[^"\\]|\\.)*+)"|'((?:[^'\\]|\\.)*+)'|\(((?:[^()\\]|\\.)*+)\)""", re.DOTALL
)
_SPACE: Final = lazy_compile(r"[ \t]*\n?[ \t]*")
_LINE_END: Final = lazy_compile(r"[ \t]*(?:\n|\Z)")
_BLANK_LINE: Final = lazy_compile(r"\n[ \t]*\n")
_MAX_PARENTHESES: Final = 32
_MAX_CODE_POINT: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)
_REPLACEMENT: Final = "\ufffd"


class LinkResource(NamedTuple):
    """The address and the title that a text gives a link or an image.

    Attributes:
        address: The address, with escapes and character references resolved.
        title: The title, or an empty text.
    """

    address: str
    title: str


class LinkDefinition(NamedTuple):
    """The definition of a link by its label, as in ``[label]: address "title"``."""

    label: str
    target: LinkResource


def decode_reference(reference: str) -> str:
    """Return the character of a character reference; the reference itself if it has none."""
    if reference[1] != "#":
        return html5.get(reference[1:], reference)
    number = int(reference[3:-1], 16) if reference[2] in "xX" else int(reference[2:-1])
    if number == 0 or number > _MAX_CODE_POINT or number in _SURROGATES:
        return _REPLACEMENT
    return chr(number)


def resolve_escapes(text: str) -> str:
    """Replace escaped characters and character references by what they stand for."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPE_OR_REFERENCE.sub(
        lambda match: match[1] or decode_reference(match[2]),
        text,
    )


def normalize_label(label: str) -> str:
    """Return the form in which labels are compared: case and white space make no difference."""
    return " ".join(label.split()).casefold().upper()


def read_label(text: str, position: int) -> tuple[str, int] | None:
    """Return the label in brackets at a position, and the position after it."""
    match = _LABEL.match(text, position)
    if match is None or not match[1].strip():
        return None
    return match[1], match.end()


def read_target(text: str, position: int) -> tuple[LinkResource, int] | None:
    """Return the address and title in parentheses at a position, and the position after it."""
    position = _skip_space(text, position + 1)
    spaced = _SPACED_ADDRESS.match(text, position)
    if spaced is not None and _PATH.search(spaced[0]) and not _TEMPLATE.search(spaced[0]):
        found: tuple[str, int] | None = resolve_escapes(spaced[0]), spaced.end()
    else:
        found = _read_address(text, position)
    address = ""
    if found is not None:
        address, position = found
    elif text[position : position + 1] == "<":
        return None
    after = _skip_space(text, position)
    title = ""
    if after > position:
        match = _TITLE.match(text, after)
        if match is not None:
            title = _resolve_title(match)
            after = _skip_space(text, match.end())
    if text[after : after + 1] != ")":
        return None
    return LinkResource(address, title), after + 1


def read_definitions(text: str) -> tuple[Iterator[LinkDefinition], str]:
    """Return the definitions of links at the start of a paragraph, and the text after them."""
    definitions = []
    position = 0
    while position < len(text) and text[position] == "[":
        found = _read_definition(text, position)
        if found is None:
            break
        definition, position = found
        definitions.append(definition)
    return iter(definitions), text[position:]


def _read_definition(text: str, position: int) -> tuple[LinkDefinition, int] | None:
    found = read_label(text, position)
    if found is None or text[found[1] : found[1] + 1] != ":" or found[0].startswith("^"):
        return None
    label, position = found
    position = _skip_space(text, position + 1)
    address = _read_address(text, position)
    if address is None or (address[1] == position):
        return None
    position = address[1]
    line_end = _LINE_END.match(text, position)
    after = _skip_space(text, position)
    title = _TITLE.match(text, after) if after > position else None
    if title is not None and not _BLANK_LINE.search(title[0]):
        end = _LINE_END.match(text, title.end())
        if end is not None:
            target = LinkResource(address[0], _resolve_title(title))
            return LinkDefinition(label, target), end.end()
    if line_end is None:
        return None
    return LinkDefinition(label, LinkResource(address[0], "")), line_end.end()


def _resolve_title(match: re.Match[str]) -> str:
    """Return the title that was matched, without comments of HTML, which are not published."""
    return resolve_escapes(HTML_COMMENT.sub("", match[match.lastindex or 0]))


def _read_address(text: str, position: int) -> tuple[str, int] | None:
    """Return the address at a position, and the position after it; ``None`` if there is none."""
    if text[position : position + 1] == "<":
        match = _ANGLE_ADDRESS.match(text, position)
        return None if match is None else (resolve_escapes(match[1]), match.end())
    start, depth = position, 0
    variables = _SITE_VARIABLES.match(text, position)
    position = path = variables.end() if variables is not None else position
    while match := _ADDRESS_PART.match(text, position):
        part = match[0]
        if part == "(":
            depth += 1
            if depth > _MAX_PARENTHESES:
                return None
        elif part == ")":
            if not depth:
                break
            depth -= 1
        position = match.end()
    if depth or position == start or _TEMPLATE.search(text, path, position):
        return None
    return resolve_escapes(text[start:position]), position


def _skip_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match is not None else position
