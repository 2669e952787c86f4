"""Remove the comments of other programs, which their authors do not expect to publish."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from generator.lazy_patterns import lazy_compile

# How a comment of each kind begins and ends.
_SYNTAX: Final = MappingProxyType(
    {
        "percent": (r"(?<!%)(?<!\d)%{2,3}(?!%)", "%%"),
        "kramdown": (r"\{::comment\b[^}\n]{0,200}\}", r"\{:/(?:comment)?\}"),
        "liquid": (r"\{%-?\s*comment\b[^%]{0,200}%\}", r"\{%-?\s*endcomment\s*-?%\}"),
        "inline_liquid": (r"\{%-?\s*#", r"%\}"),
        "shortcode": (
            r"\{\{[<%]\s*comment\b[^<>%]{0,200}[%>]\}\}",
            r"\{\{[<%]\s*/\s*comment\s*[%>]\}\}",
        ),
        "go": (r"\{\{-?\s*/\*", r"\*/\s*-?\}\}"),
        "handlebars": (r"\{\{~?!--", r"--~?\}\}"),
        "inline_handlebars": (r"\{\{~?!(?!--)", r"\}\}"),
        "jinja": (r"\{#(?:(?=[\s-])|(?=[^\n{}]*#\}))", r"#\}"),
        "erb": (r"<%(?:#|--)", r"%>"),
        "mdx": (r"\{/\*", r"\*/\}"),
    }
)
_OPENING: Final = "|".join(f"(?P<{kind}>{opening})" for kind, (opening, _) in _SYNTAX.items())
COMMENT_START: Final = lazy_compile(_OPENING)
"""Matches the start of a comment."""
# After a number, percent signs may be those of the number.
_AFTER_NUMBER: Final = r"(?<=\d)%{2,3}(?!%)"
_FIRST: Final = ("%%", "{", "<%", "<!--")
_MAY_START: Final = lazy_compile(f"<!--|{_AFTER_NUMBER}|{_OPENING}")
_ENDS: Final = MappingProxyType(
    {kind: lazy_compile(end) for kind, (_, end) in _SYNTAX.items()}
    | {"number": lazy_compile("%%"), "html": lazy_compile("-->")}
)
_NEXT_PERCENT: Final = lazy_compile(r"(?<!%)%{2,3}(?!%)")
# The start of a comment and not the end of one: there is text on its right side only.
_STARTS_ONLY: Final = lazy_compile(r"(?<![^\s([{\"'«“])%{2,3}(?=\S)")
# What ends a line, what is read as code or escaped, and the start of a comment.
_TOKEN: Final = lazy_compile(
    r"\n|\\[^\n]"
    r"|(?<!`)(?P<ticks>`++)(?:(?!\n[ \t>]*+\n).){0,1000}?(?<!`)(?P=ticks)(?!`)|`+"
    rf"|(?P<number>{_AFTER_NUMBER})|{_OPENING}",
    re.DOTALL,
)
# A plain text has no code. Its comments of HTML are read here, because no parser reads them.
_PLAIN_TOKEN: Final = lazy_compile(
    rf"\\.|(?P<html><!--)|(?P<number>{_AFTER_NUMBER})|{_OPENING}", re.DOTALL
)
_FENCE: Final = lazy_compile(
    r"(?P<containers>[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t>]++)*+)"
    r"(?P<fence>`{3,}+(?=[^`\n]*+$)|~{3,}+)[^\n]*",
    re.MULTILINE,
)
_LINE: Final = lazy_compile(r"[^\n]*\n?")
_INDENTED: Final = lazy_compile(r"(?: {4}|\t)[ \t]*[^\s]")
# What begins a block whose next lines are indented.
_ITEM: Final = lazy_compile(r" {0,3}(?:[-+*:]|\d{1,9}[.)]|\[\^)")


class Comment(Struct, frozen=True):
    """A comment that was removed.

    Attributes:
        line: The number of its first line in the document, from 0.
        text: The comment, with its marks.
        is_closed: Whether it has an end; if not, it goes to the end of the document.
        is_certain: Whether it is a comment for certain. If not, its marks may as well belong to the
            numbers before them.
    """

    line: int
    text: str
    is_closed: bool
    is_certain: bool


def remove_comments(text: str, *, is_markdown: bool = True) -> tuple[str, tuple[Comment, ...]]:
    """Replace the comments of other programs outside of code by as many line ends as they have.

    The time is linear in the size of the text, because the first comment without an end is the
    last one.

    Args:
        text: The text.
        is_markdown: Whether the text is Markdown. If not, it has no code, and the comments of HTML
            are replaced as well, which the parser of Markdown reads itself.
    """
    # Looking for the first characters of all kinds takes much less time than for the kinds.
    if not any(start in text for start in _FIRST) or _MAY_START.search(text) is None:
        return text, ()
    tokens = _TOKEN if is_markdown else _PLAIN_TOKEN
    parts = []
    comments = []
    code = _CodeFinder(text)
    position = copied = line = 0
    while position < len(text):
        if is_markdown and (position == 0 or text[position - 1] == "\n"):
            after = code.skip(position)
            if after > position:
                position = after
                continue
        token = tokens.search(text, position)
        if token is None:
            break
        position = token.end()
        kind = token.lastgroup
        if kind is None or kind == "ticks":
            continue
        is_certain = True
        if kind == "number":
            following = _NEXT_PERCENT.search(text, position)
            if following is None or not _pairs(token, following):
                continue
            is_certain = _is_certain(token, following)
        end = _ENDS[kind].search(text, position)
        position = end.end() if end is not None else len(text)
        start = token.start()
        parts.append(text[copied:start])
        line += text.count("\n", copied, start)
        removed = text[start:position]
        comments.append(Comment(line, removed, end is not None, is_certain))
        lines = removed.count("\n")
        parts.append("\n" * lines)
        line += lines
        copied = position
    parts.append(text[copied:])
    return "".join(parts), tuple(comments)


def _pairs(start: re.Match[str], end: re.Match[str]) -> bool:
    """Return whether percent signs after a number begin a comment that the next ones end."""
    return (
        _is_inside(start.string, start.end()) or _STARTS_ONLY.match(end.string, end.start()) is None
    )


def _is_certain(start: re.Match[str], end: re.Match[str]) -> bool:
    """Return whether percent signs cannot be those of two numbers, as in ``50%% and 60%%``."""
    text = start.string
    follows_number = text[end.start() - 1].isdecimal()
    return _is_inside(text, start.end()) or not follows_number or _is_inside(text, end.end())


def _is_inside(text: str, position: int) -> bool:
    """Return whether a letter or a digit is at a position."""
    return text[position : position + 1].isalnum()


class _CodeFinder:
    """Finds the blocks of code of a text, line by line; in doubt a line is not code."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_in_item = False
        self._follows_blank = True

    def skip(self, start: int) -> int:
        """Return where the code ends that begins with a line, or else the start of the line."""
        text = self._text
        fence = _FENCE.match(text, start)
        if fence is not None:
            self._is_in_item |= _ITEM.match(text, start) is not None
            self._follows_blank = False
            return self._find_end(fence)
        match = _LINE.match(text, start)
        assert match is not None
        if not match[0].strip():
            self._follows_blank = True
            return start
        if _INDENTED.match(text, start):
            # A line that continues a paragraph is not code.
            return match.end() if self._follows_blank and not self._is_in_item else start
        if _ITEM.match(text, start):
            self._is_in_item = True
        elif self._follows_blank and text[start] not in " \t":
            self._is_in_item = False
        self._follows_blank = False
        return start

    def _find_end(self, fence: re.Match[str]) -> int:
        """Return where the last line of a fenced block ends."""
        text, mark = self._text, fence["fence"]
        is_quoted = ">" in fence["containers"]
        position = fence.end() + 1
        while position < len(text):
            match = _LINE.match(text, position)
            assert match is not None
            line = match[0].rstrip()
            content = line.lstrip(" \t>")
            if is_quoted and ">" not in line[: len(line) - len(content)]:
                return position
            if len(content) >= len(mark) and content == mark[0] * len(content):
                return match.end()
            # Text at the margin is not in the item that contains the block.
            if self._is_in_item and fence["containers"] and line and line[0] not in " \t>":
                return position
            position = match.end()
        return len(text)
