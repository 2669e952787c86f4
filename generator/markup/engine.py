"""Python-Markdown and nh3, kept ready for one document after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from markdown import Markdown

from generator.markup.address import Clean
from generator.markup.clean import SCHEMES, TAGS, Cleaner
from generator.markup.parser import parser
from generator.markup.sparing import SparingExtension

_FENCES: Final = ("```", "~~~")
_TAG: Final = re.compile("<([A-Za-z][A-Za-z0-9-]*)")
_ADDRESS: Final = re.compile(
    r"""<[A-Za-z][^<>]*?[\s"'/](?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_SCHEME: Final = re.compile("([A-Za-z][A-Za-z0-9+.-]*):")
# What browsers leave out of an address (the URL Standard, 4.4).
_SKIPPED: Final = re.compile("^[\x00-\x20]+|[\t\n\r]+")


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted document.

    Attributes:
        clean: Its safe HTML.
        tags: The tags that had to go, in alphabetical order.
        schemes: The URL schemes whose addresses had to go, likewise.
    """

    clean: Clean
    tags: tuple[str, ...]
    schemes: tuple[str, ...]


class Engine:
    """The converters. They hold state while they work, and none between two documents."""

    def __init__(self) -> None:
        self._parsers: dict[bool, Markdown] = {}
        self._cleaner = Cleaner()

    def convert(self, text: str, secret: str) -> Converted:
        """Convert one document.

        Args:
            text: Its Markdown.
            secret: 32 hexadecimal digits that its author cannot know.

        Raises:
            RecursionError: What it holds is nested too deeply.
        """
        fences = any(fence in text for fence in _FENCES)
        markdown = self._parsers.pop(fences, None) or parser(
            fences=fences, more=(SparingExtension(),)
        )
        html = markdown.reset().convert(text)
        clean = self._cleaner.clean(html, secret)
        tags = frozenset[str]()
        schemes = clean.schemes
        if markdown.htmlStash.html_counter:
            tags = frozenset(map(str.lower, _TAG.findall(html))) - TAGS
        if html.count("href") + html.count("src") != len(clean.addresses):
            schemes |= frozenset(_schemes(html)) - SCHEMES
        # Put back only here: a parser that an error left half-way is never used again.
        self._parsers[fences] = markdown
        return Converted(clean, tuple(sorted(tags)), tuple(sorted(schemes)))


def _schemes(html: str) -> Iterator[str]:
    """The schemes of all addresses, as browsers read them."""
    for values in _ADDRESS.findall(html):
        scheme = _SCHEME.match(_SKIPPED.sub("", unescape("".join(values))))
        if scheme is not None:
            yield scheme[1].lower()
