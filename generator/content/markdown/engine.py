"""Python-Markdown and nh3, kept ready for one document after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from markdown import Markdown

from generator.content.markdown.addresses import SanitizedHtml
from generator.content.markdown.fast_path import FastPathExtension
from generator.content.markdown.parser import create_parser
from generator.content.markdown.sanitize import SCHEMES, SILENCED, TAGS, Cleaner

_FENCES: Final = ("```", "~~~")
_TAG: Final = re.compile("<([A-Za-z][A-Za-z0-9-]*)")
_ADDRESS: Final = re.compile(
    r"""<[A-Za-z][^<>]*?[\s"'/](?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_SCHEME: Final = re.compile("([A-Za-z][A-Za-z0-9+.-]*):")
_ATTRIBUTE: Final = re.compile(
    r"""<[A-Za-z][^<>]*?[\s"'/](on[a-z]+|style|srcdoc|formaction)\s*=""", re.IGNORECASE
)
# Tags that hold nothing.
_VOID: Final = frozenset({"embed", "frame"})
# What browsers leave out of an address (the URL Standard, 4.4).
_SKIPPED: Final = re.compile("^[\x00-\x20]+|[\t\n\r]+")


@dataclass(frozen=True, slots=True)
class EngineResult:
    """A converted document.

    Attributes:
        clean: Its safe HTML.
        tags: The tags that had to go, in alphabetical order.
        schemes: The URL schemes whose addresses had to go, likewise.
        attributes: The attributes that had to go and were meant to do something, likewise.
        unclosed: Those of the tags whose content goes with them and that nothing ends.
    """

    clean: SanitizedHtml
    tags: tuple[str, ...]
    schemes: tuple[str, ...]
    attributes: tuple[str, ...] = ()
    unclosed: tuple[str, ...] = ()


class MarkdownEngine:
    """The converters. They hold state while they work, and none between two documents."""

    def __init__(self) -> None:
        self._parsers: dict[bool, Markdown] = {}
        self._cleaner = Cleaner()

    def convert(self, text: str, secret: str) -> EngineResult:
        """Convert one document.

        Args:
            text: Its Markdown.
            secret: 32 hexadecimal digits that its author cannot know.

        Raises:
            RecursionError: What it holds is nested too deeply.
        """
        fences = any(fence in text for fence in _FENCES)
        markdown = self._parsers.pop(fences, None) or create_parser(
            fences=fences, more=(FastPathExtension(),)
        )
        html = markdown.reset().convert(text)
        clean = self._cleaner.clean(html, secret)
        tags = frozenset[str]()
        schemes = clean.schemes
        if markdown.htmlStash.html_counter:
            tags = frozenset(map(str.lower, _TAG.findall(html))) - TAGS
        if html.count("href") + html.count("src") != len(clean.addresses):
            schemes |= frozenset(_schemes(html)) - SCHEMES
        attributes = frozenset(map(str.lower, _ATTRIBUTE.findall(html))) if "=" in text else ()
        # Put back only here: a parser that an error left half-way is never used again.
        self._parsers[fences] = markdown
        return EngineResult(
            clean,
            tuple(sorted(tags)),
            tuple(sorted(schemes)),
            tuple(sorted(attributes)),
            tuple(sorted(_unclosed(html, tags & SILENCED))),
        )


def _unclosed(html: str, tags: frozenset[str]) -> Iterator[str]:
    """Those of some tags that are opened more often than they are closed."""
    for tag in tags - _VOID:
        begin, end = (
            sum(1 for _ in re.finditer(rf"<{mark}{tag}\b", html, re.IGNORECASE))
            for mark in ("", "/")
        )
        if begin > end:
            yield tag


def _schemes(html: str) -> Iterator[str]:
    """The schemes of all addresses, as browsers read them."""
    for values in _ADDRESS.findall(html):
        scheme = _SCHEME.match(_SKIPPED.sub("", unescape("".join(values))))
        if scheme is not None:
            yield scheme[1].lower()
