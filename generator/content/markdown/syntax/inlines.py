"""Parse the text of a paragraph, a heading or a cell: emphasis, links, code and the like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from generator.content.markdown.syntax.attributes import ATTRIBUTE_LIST, assign_attributes
from generator.content.markdown.syntax.bare_links import link_mail_addresses, read_web_address
from generator.content.markdown.syntax.emphasis import (
    Delimiter,
    Node,
    create_delimiter,
    pair_delimiters,
)
from generator.content.markdown.syntax.foreign import ForeignSyntax
from generator.content.markdown.syntax.html_tags import CLOSING_TAG, OPEN_TAG
from generator.content.markdown.syntax.link_parts import (
    CHARACTER_REFERENCE,
    ESCAPABLE,
    LinkResource,
    decode_reference,
    normalize_label,
    read_label,
    read_target,
)
from generator.lazy_patterns import lazy_compile
from generator.text.slugs import anchor_of_heading

RAW: Final = "raw"
"""The tag of an element whose text is HTML that the author wrote."""

WIKILINK: Final = "[["
"""The start of the address of a link or an image that names a note instead of a file."""

MARKS: Final = "\\`*_~[<&{"
"""The characters that begin an inline construct."""

RARE_MARKS: Final = (" \n", "://", "@", "==", "%%", "www.", "WWW.", "Www.")
"""The strings that begin one too, but are in few documents."""

NEXT_MARK: Final = lazy_compile(f"[{re.escape(MARKS)}\\]\n!]")
"""Finds the next character that may begin or end an inline construct."""

_NEXT_MARK_OR_RARE: Final = lazy_compile(
    r"[\\`*_~\[\]<&{\n!]|=+|%%|(?:https?|ftp)://|www\.", re.IGNORECASE
)
_TICKS: Final = lazy_compile("`+")
_RUN: Final = lazy_compile(r"\*+|_+|~+|=+")
_AUTOLINK: Final = lazy_compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*)>")
_MAIL_AUTOLINK: Final = lazy_compile(
    r"<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>"
)
_TAG: Final = lazy_compile(rf"{OPEN_TAG}|{CLOSING_TAG}|<![A-Za-z][^>]*>")
_LINK_TAG: Final = lazy_compile(r"<(/?)a[\s>/]", re.IGNORECASE)
_FOOTNOTE: Final = lazy_compile(r"\[\^([^\[\]\n]+)\]")
_WIKILINK: Final = lazy_compile(r"(?<!\[)\[\[([^\[\]|\n\\]+)(?:\\?\|([^\[\]\n]*))?\]\](?![(\[\]])")
# What two brackets contain in other languages: an index after a name, numbers, a test of a shell.
_INDEX: Final = lazy_compile(
    r"""\s*(?:-?\d+(?:\s*[:,]\s*-?\d*)*|"[^"]*"|'[^']*'|[A-Za-z_]\w?(?:\s*[-+*]\s*\w+)?)\s*\Z"""
)
_NUMBERS: Final = lazy_compile(r"\s*-?[\d.]+(?:\s*,\s*-?[\d.]+)+\s*\Z|\s+(?:-\w|[$!\"])")
_AFTER_NAME: Final = lazy_compile(r"[A-Za-z0-9_)\]]")
_IMAGE_NAME: Final = lazy_compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?)\Z", re.IGNORECASE)
_IMAGE_SIZE: Final = lazy_compile(r"\d+(?:x\d+)?\Z")
# The width of an image that Obsidian keeps after its description.
_SIZE_IN_ALT: Final = lazy_compile(r"\|\s*\d+(?:x\d+)?\s*\Z")
_MAX_LABEL: Final = 999
# What ends HTML that is not a tag, by its start.
_ENDS: Final = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))


class InlineParser:
    """Parses the texts of one document.

    Attributes:
        definitions: The targets of the links that the document defines, by their labels.
        foreign: The first use of each construct of another dialect that is not supported.
        has_html: Whether a text contained HTML.
    """

    def __init__(
        self,
        source: str,
        definitions: dict[str, LinkResource],
        foreign: ForeignSyntax,
        create_footnote_mark: Callable[[str], Element | None],
        *,
        shortcuts: bool,
    ) -> None:
        """Prepare for the texts of a document.

        Args:
            source: The Markdown of the document.
            definitions: The targets of the links that it defines, by their labels.
            foreign: Collects the syntax of other programs.
            create_footnote_mark: Returns the mark of the footnote with a label, if there is one.
            shortcuts: Whether texts without any mark are skipped.
        """
        if shortcuts:
            self._marks = tuple(mark for mark in MARKS if mark in source)
            self._rare = tuple(mark for mark in RARE_MARKS if mark in source)
        else:
            self._marks, self._rare = (), ("",)
        self.definitions = definitions
        self.foreign = foreign
        self.has_html = False
        self.create_footnote_mark = create_footnote_mark

    def parse(self, element: Element) -> None:
        """Parse the text of an element, in place; its children stay after it."""
        text = element.text
        if not text:
            return
        has_rare = bool(self._rare) and any(mark in text for mark in self._rare)
        if has_rare or any(mark in text for mark in self._marks):
            element.text = None
            marks = _NEXT_MARK_OR_RARE if has_rare else NEXT_MARK
            nodes = _Text(self, text, marks).parse()
            _write(nodes, element, self.foreign, is_link=False)


class _Bracket:
    """An opening bracket that may begin a link or an image."""

    __slots__ = ("bare", "contains_bracket", "delimiters", "is_image", "node", "start")

    def __init__(self, node: Node, start: int, delimiters: int, bare: int, *, is_image: bool):
        self.node = node
        self.start = start
        self.delimiters = delimiters
        self.bare = bare
        self.is_image = is_image
        self.contains_bracket = False


class _Text:
    """The state of parsing one text."""

    def __init__(self, parser: InlineParser, text: str, marks: re.Pattern[str]) -> None:
        self._marks = marks
        self._parser = parser
        self._text = text
        self._first = self._last = Node("")
        self._delimiters: list[Delimiter] = []
        self._order = 0
        self._brackets: list[_Bracket] = []
        # Brackets with a smaller index cannot begin a link, because links cannot contain links.
        self._first_active = 0
        # Links that are text again if they turn out to be inside a link.
        self._bare: list[Node] = []
        self._in_link_tag = False
        # The last position of each run of backticks, by its length.
        self._ticks: dict[int, int] | None = None

    def parse(self) -> Node:
        """Return the first node of the parsed text."""
        text = self._text
        position = 0
        search = self._marks.search
        while match := search(text, position):
            start = match.start()
            mark = text[start]
            before = text[position:start]
            if mark == "\n":
                position = self._end_line(before, start)
                continue
            if before:
                self._add_text(before)
            position = _READERS.get(mark, _Text._read_web_address)(self, start)
        if position < len(text):
            self._add_text(text[position:])
        pair_delimiters(self._delimiters, 0)
        return self._first

    def _add(self, node: Node) -> Node:
        node.previous = self._last
        self._last.next = node
        self._last = node
        return node

    def _add_text(self, text: str) -> Node:
        return self._add(Node(text))

    def _add_element(self, tag: str, text: str, attributes: dict[str, str] | None = None) -> Node:
        element = Element(tag, attributes or {})
        element.text = text
        return self._add(Node(element=element))

    def _end_line(self, before: str, start: int) -> int:
        line = before.rstrip(" ")
        if line:
            self._add_text(line)
        if len(before) - len(line) > 1:
            self._add(Node(element=Element("br")))
        self._add_text("\n")
        return self._skip_spaces(start + 1)

    def _skip_spaces(self, position: int) -> int:
        while self._text.startswith(" ", position):
            position += 1
        return position

    def _read_backslash(self, start: int) -> int:
        escaped = self._text[start + 1 : start + 2]
        if escaped == "\n":
            self._add(Node(element=Element("br")))
            self._add_text("\n")
            return self._skip_spaces(start + 2)
        if escaped in ESCAPABLE:
            if escaped == "[":
                # A shortcode that was escaped when a text was converted to Markdown.
                self._parser.foreign.match_bracket(self._text, start + 1)
            self._add_text(escaped)
            return start + 2
        self._add_text("\\")
        return start + 1

    def _read_code(self, start: int) -> int:
        match = _TICKS.match(self._text, start)
        ticks = match[0] if match is not None else "`"
        if self._ticks is None:
            runs = _TICKS.finditer(self._text)
            self._ticks = {len(run[0]): run.start() for run in runs}
        content = start + len(ticks)
        if self._ticks[len(ticks)] > start:
            for run in _TICKS.finditer(self._text, content):
                if len(run[0]) == len(ticks):
                    code = self._text[content : run.start()].replace("\n", " ")
                    if code[0] == code[-1] == " " and code.strip(" "):
                        code = code[1:-1]
                    self._add_element("code", code)
                    return run.end()
        self._add_text(ticks)
        return content

    def _read_reference(self, start: int) -> int:
        match = CHARACTER_REFERENCE.match(self._text, start)
        if match is None:
            self._add_text("&")
            return start + 1
        self._add_text(decode_reference(match[0]))
        return match.end()

    def _read_delimiter(self, start: int) -> int:
        text = self._text
        match = _RUN.match(text, start)
        run = match[0] if match is not None else text[start]
        end = start + len(run)
        node = self._add_text(run)
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        delimiter = create_delimiter(node, run, self._order, before, after)
        if delimiter is not None:
            self._order += 1
            self._delimiters.append(delimiter)
        return end

    def _read_html(self, start: int) -> int:
        text = self._text
        match = _AUTOLINK.match(text, start)
        if match is not None:
            self._bare.append(self._add_element("a", match[1], {"href": match[1]}))
            return match.end()
        match = _MAIL_AUTOLINK.match(text, start)
        if match is not None:
            self._bare.append(self._add_element("a", match[1], {"href": f"mailto:{match[1]}"}))
            return match.end()
        end = self._find_html_end(start)
        if end is None:
            if text.startswith(("<!--", "<?"), start):
                self._parser.foreign.note_unclosed(text, start)
            elif text.startswith("<%", start):
                self._parser.foreign.match_comment(text, start)
                self._parser.foreign.note("template", text[start:].partition("\n")[0])
            self._add_text("<")
            return start + 1
        self._add_element(RAW, text[start:end])
        self._parser.has_html = True
        tag = _LINK_TAG.match(text, start)
        if tag is not None:
            self._in_link_tag = not tag[1]
        return end

    def _find_html_end(self, start: int) -> int | None:
        """Return where the HTML at a position ends; ``None`` if it is not HTML."""
        text = self._text
        for opening, closing in _ENDS:
            if text.startswith(opening, start):
                if opening == "<!--" and text.startswith((">", "->"), start + 4):
                    return start + (5 if text[start + 4] == ">" else 6)
                end = text.find(closing, start + len(opening))
                return end + len(closing) if end >= 0 else None
        match = _TAG.match(text, start)
        return match.end() if match is not None else None

    def _read_web_address(self, start: int) -> int:
        text = self._text
        end = None if self._in_link_tag else read_web_address(text, start)
        if end is None:
            self._add_text(text[start])
            return start + 1
        shown = text[start:end]
        address = f"http://{shown}" if shown[0] in "wW" else shown
        self._bare.append(self._add_element("a", shown, {"href": address}))
        return end

    def _read_brace(self, start: int) -> int:
        text = self._text
        match = ATTRIBUTE_LIST.match(text, start)
        if match is not None:
            node = self._add_text(match[0])
            node.attributes = match[1]
            return match.end()
        tag = self._parser.foreign.match_brace(text, start)
        end = start + 1 if tag is None else tag
        self._add_text(text[start:end])
        return end

    def _read_percent(self, start: int) -> int:
        self._parser.foreign.match_comment(self._text, start)
        self._add_text("%%")
        return start + 2

    def _read_exclamation(self, start: int) -> int:
        if not self._text.startswith("[", start + 1):
            self._add_text("!")
            return start + 1
        match = _WIKILINK.match(self._text, start + 1)
        if match is not None and not self._is_defined(match[1]):
            return self._add_embed(match)
        self._open_bracket("![", start, is_image=True)
        return start + 2

    def _read_bracket(self, start: int) -> int:
        text = self._text
        following = text[start + 1 : start + 2]
        if following == "^":
            match = _FOOTNOTE.match(text, start)
            mark = self._parser.create_footnote_mark(match[1]) if match is not None else None
            if match is not None and mark is not None:
                self._add(Node(element=mark))
                return match.end()
        elif following == "[":
            match = _WIKILINK.match(text, start)
            if match is not None and _is_code(match, text[start - 1 : start]):
                self._add_text(match[0])
                return match.end()
            if match is not None and not self._is_defined(match[1]):
                name = match[1].strip()
                shown = (match[2] or "").strip() or name.removeprefix("#")
                self._bare.append(self._add_element("a", shown, {"href": _wikilink(name)}))
                return match.end()
        else:
            end = self._parser.foreign.match_bracket(text, start)
            if end is not None:
                self._add_text(text[start:end])
                return end
        self._open_bracket("[", start, is_image=False)
        return start + 1

    def _is_defined(self, label: str) -> bool:
        return normalize_label(label) in self._parser.definitions

    def _add_embed(self, match: re.Match[str]) -> int:
        name, shown = match[1].strip(), (match[2] or "").strip()
        if _IMAGE_NAME.search(name):
            alt = "" if _IMAGE_SIZE.match(shown) else shown
            self._add_element("img", "", {"src": _wikilink(name), "alt": alt})
        else:
            self._bare.append(self._add_element("a", shown or name, {"href": _wikilink(name)}))
            self._parser.foreign.note("embed", f"!{match[0]}")
        return match.end()

    def _open_bracket(self, mark: str, start: int, *, is_image: bool) -> None:
        if self._brackets:
            self._brackets[-1].contains_bracket = True
        self._brackets.append(
            _Bracket(
                self._add_text(mark),
                start + len(mark),
                len(self._delimiters),
                len(self._bare),
                is_image=is_image,
            )
        )

    def _close_bracket(self, start: int) -> int:
        if not self._brackets:
            self._add_text("]")
            return start + 1
        bracket = self._brackets.pop()
        index = len(self._brackets)
        is_active = bracket.is_image or index >= self._first_active
        self._first_active = min(self._first_active, index)
        found = self._find_target(bracket, start) if is_active else None
        if found is None:
            self._add_text("]")
            return start + 1
        target, end = found
        pair_delimiters(self._delimiters, bracket.delimiters)
        bracket.node.text = ""
        if bracket.is_image:
            self._enclose_image(bracket, target)
        else:
            self._enclose_link(bracket, target)
            self._first_active = index
        return end

    def _find_target(self, bracket: _Bracket, start: int) -> tuple[LinkResource, int] | None:
        """Return the target of the link or image that a bracket closes, and where that ends."""
        text = self._text
        after = start + 1
        if text.startswith("(", after):
            found = read_target(text, after)
            if found is not None:
                return found
        label = read_label(text, after) if text.startswith("[", after) else None
        if label is None:
            if bracket.contains_bracket or start - bracket.start > _MAX_LABEL:
                return None
            end = after + 2 if text.startswith("[]", after) else after
            label = text[bracket.start : start], end
        target = self._parser.definitions.get(normalize_label(label[0]))
        return (target, label[1]) if target is not None else None

    def _enclose_link(self, bracket: _Bracket, target: LinkResource) -> None:
        for node in self._bare[bracket.bare :]:
            if node.element is not None:
                node.text, node.element = node.element.text, None
        del self._bare[bracket.bare :]
        element = Element("a", {"href": target.address})
        if target.title:
            element.set("title", target.title)
        self._last = bracket.node.enclose(None, element)

    def _enclose_image(self, bracket: _Bracket, target: LinkResource) -> None:
        element = Element("img", {"src": target.address})
        node = bracket.node.enclose(None, element)
        element.set("alt", _SIZE_IN_ALT.sub("", _to_text(node.first)))
        if target.title:
            element.set("title", target.title)
        node.first = None
        del self._bare[bracket.bare :]
        self._last = node


def _is_code(match: re.Match[str], before: str) -> bool:
    """Return whether two brackets are code and not a wikilink, as in ``a[[0]]``.

    Args:
        match: What may be a wikilink.
        before: The character before it, if there is one.
    """
    if _AFTER_NAME.match(before) and _INDEX.match(match[1]):
        return True
    return _NUMBERS.match(match[1]) is not None


def _wikilink(name: str) -> str:
    """Return the address of a link that names a note or a heading of the same text."""
    if name.startswith("#"):
        return f"#{anchor_of_heading(name)}"
    return f"{WIKILINK}{name}"


def _to_text(node: Node | None) -> str:
    """Return the text of nodes, in which an image is its description."""
    parts = []
    for each in node or ():
        if each.element is None:
            parts.append(each.text or "")
        elif each.first is not None:
            parts.append(_to_text(each.first))
        elif each.element.tag == "img":
            parts.append(each.element.get("alt") or "")
        elif each.element.tag != RAW:
            parts.append(each.element.text or "")
    return "".join(parts)


def _write(node: Node, parent: Element, foreign: ForeignSyntax, *, is_link: bool) -> None:
    """Add nodes to an element, before the children that it already has."""
    index = 0
    last: Element | None = None
    texts: list[str] = []
    in_link = is_link

    def flush() -> None:
        nonlocal index, last
        text = "".join(texts)
        texts.clear()
        links: list[Element] = []
        if "@" in text and not in_link:
            text, links = link_mail_addresses(text)
        if last is None:
            parent.text = f"{parent.text or ''}{text}"
        else:
            last.tail = f"{last.tail or ''}{text}"
        for link in links:
            parent.insert(index, link)
            last = link
            index += 1

    for each in node:
        element = each.element
        if element is None:
            if each.attributes and last is not None and last.tag != RAW and not any(texts):
                assign_attributes(last, each.attributes)
                foreign.check_classes(each.attributes)
            else:
                if each.attributes:
                    foreign.note("attributes", each.text or "")
                texts.append(each.text or "")
            continue
        if texts:
            flush()
        if each.first is not None:
            _write(each.first, element, foreign, is_link=in_link or element.tag == "a")
        elif element.tag == RAW:
            tag = _LINK_TAG.match(element.text or "")
            if tag is not None:
                in_link = is_link or not tag[1]
        parent.insert(index, element)
        last = element
        index += 1
    if texts:
        flush()


_READERS: Final[Mapping[str, Callable[[_Text, int], int]]] = MappingProxyType(
    {
        "\\": _Text._read_backslash,
        "`": _Text._read_code,
        "&": _Text._read_reference,
        "*": _Text._read_delimiter,
        "_": _Text._read_delimiter,
        "~": _Text._read_delimiter,
        "=": _Text._read_delimiter,
        "<": _Text._read_html,
        "{": _Text._read_brace,
        "%": _Text._read_percent,
        "!": _Text._read_exclamation,
        "[": _Text._read_bracket,
        "]": _Text._close_bracket,
    }
)
