"""The blocks that contain blocks: quotations, items of lists, footnotes and the like."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import Final
from xml.etree.ElementTree import Element

from generator.content.markdown.syntax.attributes import add_class

# How many digits fit beside an item, and how many into a little more room.
_NARROW: Final = 2
_WIDE: Final = 4
_UNNUMBERED: Final = (0, 1)


class ContainerKind(Enum):
    """What a container needs at the start of each of its lines."""

    DOCUMENT = auto()  # nothing
    QUOTE = auto()  # a ">"
    INDENTED = auto()  # as many spaces as the first line of an item, or four for a note
    DIRECTIVE = auto()  # nothing; a line with colons closes it
    TAG = auto()  # nothing; its end tag closes it


class ListBlock:
    """A list, or one definition of a term, whose paragraphs are not marked up if it is tight."""

    __slots__ = ("element", "is_loose", "marker", "numbers")

    def __init__(self, element: Element, marker: str) -> None:
        self.element = element
        self.marker = marker
        self.is_loose = False
        # The number that its author wrote before each item.
        self.numbers: list[int] = []


class Container:
    """A block that contains blocks."""

    __slots__ = (
        "begins_blank",
        "definitions",
        "element",
        "end_tag",
        "has_children",
        "indent",
        "kind",
        "last_paragraph",
        "list",
        "open_list",
        "quotes",
        "tag",
    )

    def __init__(self, kind: ContainerKind, element: Element, quotes: int, indent: int = 0) -> None:
        self.kind = kind
        self.element = element
        # How many of this container and those that contain it are quotations.
        self.quotes = quotes
        self.indent = indent
        # The tag whose end tag closes it, and the end tag that is published.
        self.tag = ""
        self.end_tag = ""
        # The list whose item this is.
        self.list: ListBlock | None = None
        self.begins_blank = False
        self.has_children = False
        # The last block in it, if that is a list, a list of definitions or a paragraph.
        self.open_list: ListBlock | None = None
        self.definitions: Element | None = None
        self.last_paragraph: Element | None = None


def number_items(lists: Iterable[ListBlock]) -> None:
    """Give items their numbers, where these do not follow those before them.

    A list whose items all have the number 0 or 1 is left to be numbered by the browser, because
    authors write lists so that items can be moved.
    """
    for each in lists:
        numbers = each.numbers
        if not numbers or (numbers[0] in _UNNUMBERED and len(set(numbers)) == 1):
            continue
        digits = len(str(max(numbers)))
        if digits > _NARROW:
            # The theme makes room for them, at whose side a narrow screen would cut them off.
            add_class(each.element, "digits-4" if digits <= _WIDE else "digits-9")
        following = numbers[0]
        for item, number in zip(each.element, numbers, strict=True):
            if number != following:
                item.set("value", str(number))
            following = number + 1


def unwrap_tight_lists(lists: Iterable[ListBlock]) -> None:
    """Replace the paragraphs of tight lists by their content, once it is parsed."""
    for each in lists:
        if not each.is_loose:
            for item in [each.element] if each.element.tag == "dd" else each.element:
                _unwrap_paragraphs(item)


def _unwrap_paragraphs(item: Element) -> None:
    """Replace the paragraphs that an item contains by their content."""
    position = 0
    while position < len(item):
        paragraph = item[position]
        if paragraph.tag != "p":
            position += 1
            continue
        for name, value in paragraph.items():
            item.set(name, value)
        if position:
            previous = item[position - 1]
            previous.tail = f"{previous.tail or ''}{paragraph.text or ''}"
        else:
            item.text = f"{item.text or ''}{paragraph.text or ''}"
        children = list(paragraph)
        item[position : position + 1] = children
        position += len(children)
