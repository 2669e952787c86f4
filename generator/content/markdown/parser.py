"""Configure Python-Markdown: the syntax of CommonMark, and the HTML that the theme expects.

Python-Markdown drives the conversion. Its parsers of blocks and of texts are replaced through its
extension points by those of `syntax/`, because its own dialect is not what people write; footnotes,
anchors and tables of contents are its extensions.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.extensions.footnotes import (
    FN_BACKLINK_TEXT,
    NBSP_PLACEHOLDER,
    FootnoteExtension,
    FootnotePostprocessor,
    FootnotePostTreeprocessor,
    FootnoteTreeprocessor,
)
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.treeprocessors import Treeprocessor

from generator.content.markdown.directions import set_directions
from generator.content.markdown.syntax.block_structure import BlockStructure
from generator.content.markdown.syntax.blocks import parse_blocks
from generator.content.markdown.syntax.comments import Comment, remove_comments
from generator.content.markdown.syntax.containers import unwrap_tight_lists
from generator.content.markdown.syntax.inlines import InlineParser
from generator.content.markdown.tree import FastContents, FastPrettify, serialize
from generator.model import Language
from generator.text.slugs import anchor_of_heading

_FOOTNOTE_ROLES: Final = MappingProxyType(
    {"footnote-ref": "doc-noteref", "footnote-backref": "doc-backlink"}
)
_DEFAULT_DEPTH: Final = 50
# U+FE0E selects the text form of the arrow, not the emoji.
_BACKLINK: Final = "&#8617;&#65038;"


class CommonMarkParser(BlockParser):
    """Parses the blocks of a document.

    Attributes:
        max_depth: How many containers a line may be in.
        language: The language of the document, if it is known.
        shortcuts: Whether plain paragraphs skip the checks for other blocks, which gives the same
            result in less time.
        comments: The comments of other programs that were removed from the current document.
        source: The text of the current document, without them.
        structure: Its blocks.
    """

    def __init__(self, md: Markdown, *, shortcuts: bool = True) -> None:
        super().__init__(md)
        self.max_depth = _DEFAULT_DEPTH
        self.language: Language | None = None
        self.shortcuts = shortcuts
        self.comments: tuple[Comment, ...] = ()
        self.source = ""
        self.structure = BlockStructure(Element(md.doc_tag), "", self.max_depth, "")

    def parseDocument(self, lines: Iterable[str]) -> ElementTree[Element | None]:
        """Parse the lines of a document.

        Raises:
            TooDeepError: A line is in more than ``max_depth`` containers.
        """
        self.root = Element(self.md.doc_tag)
        code = self.language.code if self.language else ""
        self.source, self.comments = remove_comments("\n".join(lines))
        self.structure = BlockStructure(self.root, self.source, self.max_depth, code)
        parse_blocks(self.structure, shortcuts=self.shortcuts)
        tree: ElementTree[Element | None] = ElementTree(self.root)
        return tree


class CommonMarkTexts(Treeprocessor):
    """Parses the texts of the blocks."""

    def __init__(self, md: Markdown, parser: CommonMarkParser, footnotes: Footnotes) -> None:
        super().__init__(md)
        self._parser = parser
        self._footnotes = footnotes
        self.has_html = False

    def run(self, root: Element) -> None:
        """Parse the texts of a tree, in place."""
        structure = self._parser.structure
        numbers = {label: number for number, label in enumerate(structure.notes, start=1)}

        def create_mark(label: str) -> Element | None:
            number = numbers.get(label)
            return None if number is None else self._footnotes.create_mark(label, number)

        parser = InlineParser(
            self._parser.source,
            structure.definitions,
            structure.foreign,
            create_mark,
            shortcuts=self._parser.shortcuts,
        )
        for element in structure.texts:
            parser.parse(element)
        unwrap_tight_lists(structure.lists)
        self.has_html = parser.has_html or structure.has_html


class Footnotes(FootnoteExtension):
    """Footnotes whose content was parsed with the document."""

    def __init__(self, parser: CommonMarkParser) -> None:
        super().__init__(BACKLINK_TEXT=_BACKLINK)
        self.parser: CommonMarkParser = parser

    def extendMarkdown(self, md: Markdown) -> None:
        """Register what puts the notes at the end of the document."""
        md.registerExtension(self)
        self.md = md
        md.treeprocessors.register(FootnoteTreeprocessor(self), "footnote", 50)
        md.treeprocessors.register(FootnotePostTreeprocessor(self), "footnote-duplicate", 15)
        md.postprocessors.register(FootnotePostprocessor(self), "footnote", 25)

    def create_mark(self, label: str, number: int) -> Element:
        """Return the mark of a footnote in the text."""
        mark = Element("sup", {"id": self.makeFootnoteRefId(label, found=True)})
        link = SubElement(mark, "a", {"href": f"#{self.makeFootnoteId(label)}"})
        link.set("class", "footnote-ref")
        link.text = str(number)
        return mark

    def makeFootnotesDiv(self, root: Element) -> Element | None:
        """Return the notes as a list; ``None`` if there are none."""
        notes = self.parser.structure.notes
        if not notes:
            return None
        division = Element("div", {"class": "footnote"})
        SubElement(division, "hr")
        items = SubElement(division, "ol")
        for label, note in notes.items():
            note.set("id", self.makeFootnoteId(label))
            items.append(note)
            link = Element("a", {"href": f"#{self.makeFootnoteRefId(label)}"})
            link.set("class", "footnote-backref")
            link.text = FN_BACKLINK_TEXT
            last = note[-1] if len(note) else None
            if last is not None and last.tag == "p":
                last.text = f"{last.text}{NBSP_PLACEHOLDER}"
            else:
                last = SubElement(note, "p")
            last.append(link)
        return division


def create_parser(*, shortcuts: bool = True) -> Markdown:
    """Create a parser that can be used for many documents; call its ``reset`` before each.

    Args:
        shortcuts: Whether plain paragraphs skip the checks for other blocks.
    """
    return Markdown(extensions=[CommonMarkExtension(shortcuts=shortcuts)], output_format="html")


class CommonMarkExtension(Extension):
    """Replaces the syntax of Python-Markdown, and what its tree needs no more."""

    def __init__(self, *, shortcuts: bool = True) -> None:
        super().__init__()
        self._shortcuts = shortcuts

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the parsers and processors in place of those of Python-Markdown."""
        for name in ("normalize_whitespace", "html_block"):
            md.preprocessors.deregister(name)
        for name in ("raw_html", "amp_substitute"):
            md.postprocessors.deregister(name)
        md.treeprocessors.deregister("unescape")
        parser = CommonMarkParser(md, shortcuts=self._shortcuts)
        md.parser = parser
        footnotes = Footnotes(parser)
        footnotes.extendMarkdown(md)
        TocExtension(slugify=_make_anchor).extendMarkdown(md)
        contents = md.treeprocessors["toc"]
        if isinstance(contents, TocTreeprocessor):
            md.treeprocessors.register(FastContents(md, contents), "toc", 5)
        md.treeprocessors.register(CommonMarkTexts(md, parser, footnotes), "inline", 20)
        md.treeprocessors.register(FastPrettify(md), "prettify", 10)
        md.treeprocessors.register(ThemeHtmlTreeprocessor(md, parser), "theme_html", 7)
        # For this parser alone; it looks up its serializer once all extensions are registered.
        md.output_formats = {**md.output_formats, "html": serialize}  # type: ignore[misc]


def _make_anchor(heading: str, separator: str) -> str:
    """Return the anchor of a heading, as the table of contents asks for it."""
    return anchor_of_heading(heading)


class ThemeHtmlTreeprocessor(Treeprocessor):
    """Give figures, footnotes and texts of another direction the HTML that the theme styles."""

    def __init__(self, md: Markdown, parser: CommonMarkParser) -> None:
        super().__init__(md)
        self._parser = parser

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for paragraph in [*root.iter("p")]:
            if len(paragraph) and all(child.tag == "img" for child in paragraph):
                _make_figures(paragraph)
        for division in root.iter("div"):
            if division.get("class") == "footnote":
                _adapt_footnotes(root, division)
                break
        language = self._parser.language
        if language is not None:
            set_directions(root, self._parser.source, language.direction)


def _make_figures(paragraph: Element) -> None:
    """Turn a paragraph of nothing but images into a gallery; of one with a title, into a figure."""
    images = [*paragraph]
    texts = (paragraph.text, *(image.tail for image in images))
    if any((text or "").strip() for text in texts):
        return
    if len(images) == 1:
        if images[0].get("title"):
            _fill_figure(paragraph, images[0])
        return
    paragraph[:] = []
    paragraph.text = None
    paragraph.tag = "div"
    paragraph.set("class", f"gallery {paragraph.get('class', '')}".strip())
    for image in images:
        figure = SubElement(paragraph, "figure")
        figure.tail = image.tail
        _fill_figure(figure, image)


def _fill_figure(figure: Element, image: Element) -> None:
    """Make a figure of an image, with its title as the caption."""
    figure.tag = "figure"
    figure.text = image.tail = None
    title = image.attrib.pop("title", "")
    figure[:] = [image]
    if title:
        SubElement(figure, "figcaption").text = title


def _adapt_footnotes(root: Element, division: Element) -> None:
    """Add the DPUB-ARIA roles of footnotes and of the links to and from them."""
    division.set("role", "doc-endnotes")
    for link in root.iter("a"):
        role = _FOOTNOTE_ROLES.get(link.get("class") or "")
        if role:
            link.set("role", role)
