"""Pair the delimiters of emphasis, deleted and marked text, as CommonMark defines it.

The parsed text is a linked list of nodes. A pair of delimiters moves the nodes between them into a
node of their own, which takes constant time.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final
from unicodedata import bidirectional, category
from xml.etree.ElementTree import Element

from generator.lazy_patterns import lazy_compile

_PAIRED_LENGTH: Final = 2
_RULE_OF_THREE: Final = 3
# Both delimiters of a pair have as many of these characters.
_EQUAL_LENGTHS: Final = frozenset("~=")
_TAGS: Final = MappingProxyType({"~": "del", "=": "mark"})
_PLAIN: Final = lazy_compile(r"[A-Za-z0-9\u0620-\u064a]")


class Node:
    """A part of a parsed text: plain text, an element, or an element with parsed content.

    Attributes:
        text: The plain text; ``None`` if the node is an element.
        element: The element.
        first: The first node of the element's content, if it was parsed.
        attributes: The attribute list that the plain text may be.
        next: The node after this one.
        previous: The node before this one.
    """

    __slots__ = ("attributes", "element", "first", "next", "previous", "text")

    def __init__(self, text: str | None = None, element: Element | None = None) -> None:
        self.text = text
        self.element = element
        self.attributes = ""
        self.first: Node | None = None
        self.next: Node | None = None
        self.previous: Node | None = None

    def enclose(self, last: Node | None, element: Element) -> Node:
        """Move the nodes after this one, up to ``last``, into a new node after this one.

        Args:
            last: The last node to move; ``None`` for all of them.
            element: The element of the new node.
        """
        node = Node(element=element)
        first = self.next
        if first is not None and (last is None or last is not self):
            after = last.next if last is not None else None
            node.first = first
            first.previous = None
            if last is not None:
                last.next = None
        else:
            after = first
        node.previous, self.next = self, node
        node.next = after
        if after is not None:
            after.previous = node
        return node

    def __iter__(self) -> Iterator[Node]:
        """Iterate over this node and those after it."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.next


class Delimiter:
    """A run of one delimiter character, which may open or close a pair.

    Attributes:
        node: The node of its text.
        character: The character.
        length: How many of the characters have not been paired.
        original: How many there were.
        can_open: Whether it can open a pair.
        can_close: Whether it can close a pair.
        is_ambiguous: Whether it is within a word, so that it could do either.
        order: Its number in the text.
    """

    __slots__ = (
        "can_close",
        "can_open",
        "character",
        "is_ambiguous",
        "length",
        "node",
        "order",
        "original",
    )

    def __init__(
        self,
        node: Node,
        run: str,
        order: int,
        *,
        can_open: bool,
        can_close: bool,
        is_ambiguous: bool,
    ) -> None:
        self.node = node
        self.character = run[0]
        self.length = self.original = len(run)
        self.order = order
        self.can_open = can_open
        self.can_close = can_close
        self.is_ambiguous = is_ambiguous


def create_delimiter(node: Node, run: str, order: int, before: str, after: str) -> Delimiter | None:
    """Return the delimiter of a run of characters, or ``None`` if it can only be text.

    Args:
        node: The node of its text.
        run: The characters.
        order: Its number in the text.
        before: The character before it, or a space.
        after: The character after it, or a space.
    """
    space_before, punctuation_before = _classify(before)
    space_after, punctuation_after = _classify(after)
    opens = not space_after and (not punctuation_after or space_before or punctuation_before)
    closes = not space_before and (not punctuation_before or space_after or punctuation_after)
    is_ambiguous = opens and closes
    character = run[0]
    if character == "_":
        opens, closes = (
            opens and (not closes or punctuation_before),
            closes and (not opens or punctuation_after),
        )
    elif character in _EQUAL_LENGTHS:
        if len(run) > _PAIRED_LENGTH or (character == "=" and len(run) != _PAIRED_LENGTH):
            return None
        if character == "=" and (before == "<" or after == ">"):
            # An arrow.
            return None
        if len(run) == 1 or character == "=":
            # Within a word they are text: "a==b", "~2003". An Arabic word that is marked may be
            # written together with the one before it or after it.
            is_marked = character == "="
            opens = opens and (
                space_before or punctuation_before or (is_marked and is_right_to_left(before))
            )
            closes = closes and (
                space_after or punctuation_after or (is_marked and is_right_to_left(after))
            )
    if character != "_":
        # Arabic writes "and", "in" and "for" together with the next word, so a mark may stand
        # between such a letter and a quotation mark or bracket.
        opens = opens or (closes and punctuation_after and is_right_to_left(before))
        closes = closes or (opens and punctuation_before and is_right_to_left(after))
    if not opens and not closes:
        return None
    return Delimiter(node, run, order, can_open=opens, can_close=closes, is_ambiguous=is_ambiguous)


def _classify(character: str) -> tuple[bool, bool]:
    """Return whether a character is white space, and whether it is punctuation."""
    if _PLAIN.match(character):
        return False, False
    if character.isspace():
        return True, False
    return False, category(character)[0] in "PS"


def is_right_to_left(character: str) -> bool:
    """Whether the direction of a character is from right to left."""
    return bidirectional(character) in ("R", "AL")


def pair_delimiters(delimiters: list[Delimiter], bottom: int) -> None:
    """Pair the delimiters from index ``bottom`` on, and remove them from the list.

    Each is compared with those before it that may still open a pair. What was compared in vain with
    a delimiter of one kind is not compared with another of that kind, so the time is linear.
    """
    # Of each kind of closing delimiter, the number below which none opens a pair with it.
    lowest: dict[tuple[str, bool, int], int] = {}
    openers: list[Delimiter] = []
    for closer in delimiters[bottom:]:
        while closer.can_close and closer.length:
            is_equal = closer.character in _EQUAL_LENGTHS
            length = closer.length if is_equal else closer.original % _RULE_OF_THREE
            kind = (closer.character, closer.is_ambiguous, length)
            index = len(openers) - 1
            least = lowest.get(kind, -1)
            while index >= 0 and openers[index].order >= least:
                if _is_pair(openers[index], closer):
                    break
                index -= 1
            else:
                lowest[kind] = closer.order
                break
            opener = openers[index]
            _enclose(opener, closer)
            del openers[index + (1 if opener.length else 0) :]
        if closer.can_open and closer.length:
            openers.append(closer)
    del delimiters[bottom:]


def _is_pair(opener: Delimiter, closer: Delimiter) -> bool:
    if opener.character != closer.character or not opener.can_open:
        return False
    if closer.character in _EQUAL_LENGTHS:
        return opener.length == closer.length
    if opener.is_ambiguous or closer.is_ambiguous:
        return not (
            (opener.original + closer.original) % _RULE_OF_THREE == 0
            and opener.original % _RULE_OF_THREE
        )
    return True


def _enclose(opener: Delimiter, closer: Delimiter) -> None:
    """Move what is between two delimiters into an element."""
    if opener.character in _EQUAL_LENGTHS:
        used, tag = opener.length, _TAGS[opener.character]
    elif opener.length >= _PAIRED_LENGTH and closer.length >= _PAIRED_LENGTH:
        used, tag = _PAIRED_LENGTH, "strong"
    else:
        used, tag = 1, "em"
    for delimiter in (opener, closer):
        delimiter.length -= used
        delimiter.node.text = delimiter.character * delimiter.length
    opener.node.enclose(closer.node.previous, Element(tag))
