"""Convert Markdown to sanitized HTML with Python-Markdown and nh3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final

from markdown import Markdown
from msgspec import Struct

from generator.content.markdown.addresses import SanitizedHtml
from generator.content.markdown.hidden_elements import VOID
from generator.content.markdown.parser import CommonMarkParser, CommonMarkTexts, create_parser
from generator.content.markdown.sanitize import REMOVED_WITH_CONTENT, SCHEMES, TAGS, Sanitizer
from generator.content.markdown.syntax.comments import Comment
from generator.content.markdown.syntax.tables import RowFault
from generator.lazy_patterns import lazy_compile
from generator.model import Language

_TAG: Final = lazy_compile("<([A-Za-z][A-Za-z0-9-]*)")
_ADDRESS: Final = lazy_compile(
    r"""<[A-Za-z][^<>]*?[\s"'/](?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_SCHEME: Final = lazy_compile("([A-Za-z][A-Za-z0-9+.-]*):")
_ATTRIBUTE: Final = lazy_compile(
    r"""<[A-Za-z][^<>]*?[\s"'/](on[a-z]+|style|srcdoc|formaction)\s*=""", re.IGNORECASE
)
# Tags whose end tag may be left out, because other tags end them.
_CLOSED_BY_OTHERS: Final = frozenset(
    "colgroup dd dt li p rp rt tbody td tfoot th thead tr".split()  # noqa: SIM905 - as a list
)
# Tags without content that are removed.
_VOID: Final = frozenset({"embed", "frame"})
# What browsers remove from an address (the URL Standard, 4.4).
_REMOVED: Final = lazy_compile("^[\x00-\x20]+|[\t\n\r]+")


class EngineResult(Struct, frozen=True):
    """A converted document.

    Attributes:
        clean: Its safe HTML.
        tags: The tags that were removed, in alphabetical order.
        schemes: The URL schemes whose addresses were removed, in alphabetical order.
        attributes: The scripting and style attributes that were removed, in alphabetical order.
        unclosed: The tags that are removed with their content, some of which have no end tag.
        foreign: The first use of each kind of syntax of other programs, by the kind.
        comments: The comments of other programs that were left out.
        row_faults: The rows of tables that do not have as many cells as the table has columns.
        unclosed_fence: The number of the line that begins code with no end, from 0.
    """

    clean: SanitizedHtml
    tags: tuple[str, ...]
    schemes: tuple[str, ...]
    attributes: tuple[str, ...]
    unclosed: tuple[str, ...]
    foreign: Mapping[str, str]
    comments: tuple[Comment, ...]
    row_faults: tuple[RowFault, ...]
    unclosed_fence: int | None


class MarkdownEngine:
    """Keeps the parsers and the sanitizer, which are slow to create, for the next document."""

    def __init__(self) -> None:
        self._parser: Markdown | None = None
        self._sanitizer = Sanitizer()

    def convert(
        self, text: str, secret: str, max_depth: int, language: Language | None = None
    ) -> EngineResult:
        """Convert one document.

        Args:
            text: Its Markdown.
            secret: 32 hexadecimal digits that its author cannot know.
            max_depth: How many quotations and items of lists a line may be in.
            language: Its language, if it is known.

        Raises:
            TooDeepError: A line is in more of them.
            RecursionError: The document is nested too deeply.
        """
        markdown = self._parser or create_parser()
        # A parser that raised an error is in an unknown state and not used again.
        self._parser = None
        blocks, texts = markdown.parser, markdown.treeprocessors["inline"]
        assert isinstance(blocks, CommonMarkParser)
        assert isinstance(texts, CommonMarkTexts)
        blocks.max_depth, blocks.language = max_depth, language
        # Python-Markdown does not parse a blank text.
        blocks.parseDocument(())
        html = markdown.reset().convert(text)
        self._parser = markdown
        clean = self._sanitizer.sanitize(html, secret)
        tags = frozenset[str]()
        schemes = clean.schemes
        if texts.has_html:
            tags = frozenset(map(str.lower, _TAG.findall(html))) - TAGS
        if html.count("href") + html.count("src") != len(clean.addresses):
            schemes |= frozenset(_find_schemes(html)) - SCHEMES
        attributes = [each.lower() for each in _ATTRIBUTE.findall(html)] if "=" in text else []
        hidden = clean.hidden
        if attributes.count("style") == sum(each.attribute == "style" for each in hidden):
            attributes = [each for each in attributes if each != "style"]
        enclosing = {each.tag for each in hidden if each.is_removed} - _CLOSED_BY_OTHERS - VOID
        return EngineResult(
            clean,
            tuple(sorted(tags)),
            tuple(sorted(schemes)),
            tuple(sorted(set(attributes))),
            tuple(sorted(_find_unclosed(html, tags & REMOVED_WITH_CONTENT | enclosing))),
            blocks.structure.foreign.uses,
            blocks.comments,
            tuple(blocks.structure.row_faults),
            blocks.structure.unclosed_fence,
        )


def _find_unclosed(html: str, tags: frozenset[str]) -> Iterator[str]:
    """Yield the tags that have more start tags than end tags."""
    for tag in tags - _VOID:
        starts, ends = (
            sum(1 for _ in re.finditer(rf"<{slash}{tag}\b", html, re.IGNORECASE))
            for slash in ("", "/")
        )
        if starts > ends:
            yield tag


def _find_schemes(html: str) -> Iterator[str]:
    """Yield the schemes of all addresses, as browsers read them."""
    for values in _ADDRESS.findall(html):
        scheme = _SCHEME.match(_REMOVED.sub("", unescape("".join(values))))
        if scheme is not None:
            yield scheme[1].lower()
