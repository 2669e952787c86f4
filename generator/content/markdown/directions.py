"""Give blocks that are wholly in a script of the other direction that direction.

Without it, the full stop of an English quotation in an Arabic text is at the wrong end. So is the
last slash of a link that shows its address.
"""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from generator.content.markdown.syntax.inlines import RAW
from generator.lazy_patterns import lazy_compile
from generator.model import Direction
from generator.text.web_addresses import find_addresses

# Letters of the scripts that are written from right to left, without the digits among them.
_RIGHT_TO_LEFT: Final = (
    "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RTL_LETTER: Final = lazy_compile(f"[{_RIGHT_TO_LEFT}]")
_LTR_LETTER: Final = lazy_compile(rf"[^\W\d_{_RIGHT_TO_LEFT}]")
_BLOCKS: Final = frozenset(
    """
    aside blockquote dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p table td th ul
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)
_PARTS: Final = frozenset({"div", "thead", "tbody", "tr"})
# Their content has a direction of its own, or none.
_IGNORED: Final = frozenset({"pre", "hr", RAW})


def set_directions(root: Element, source: str, direction: Direction) -> None:
    """Set the directions of the blocks of a document, in place.

    Args:
        root: The tree of the document.
        source: Its Markdown.
        direction: The direction of its language.
    """
    own, other = (_RTL_LETTER, _LTR_LETTER) if direction == "rtl" else (_LTR_LETTER, _RTL_LETTER)
    if other.search(source):
        found: dict[Element, tuple[bool, bool]] = {}
        _find_letters(root, own, other, found)
        _assign(root, "ltr" if direction == "rtl" else "rtl", found)
    if direction == "rtl":
        for link in root.iter("a"):
            text = "".join(link.itertext()).strip()
            if link.get("dir") is None and text in {each[0] for each in find_addresses(text)}:
                link.set("dir", "ltr")


def _find_letters(
    element: Element,
    own: re.Pattern[str],
    other: re.Pattern[str],
    found: dict[Element, tuple[bool, bool]],
) -> tuple[bool, bool]:
    """Find the blocks with letters of the document's own direction, and of the other one.

    Args:
        element: The element to look into.
        own: Matches a letter of the document's own direction.
        other: Matches a letter of the other direction.
        found: Gets, for each block, whether it has either.
    """
    texts = [element.text or ""]
    has_own = has_other = False
    for child in element:
        if child.tag in _BLOCKS or child.tag in _PARTS:
            in_own, in_other = _find_letters(child, own, other, found)
            has_own |= in_own
            has_other |= in_other
        elif child.tag == "img":
            texts.append(child.get("alt") or "")
        elif child.tag not in _IGNORED:
            texts += child.itertext()
        texts.append(child.tail or "")
    text = "".join(texts)
    has_own = has_own or own.search(text) is not None
    has_other = has_other or other.search(text) is not None
    found[element] = has_own, has_other
    return has_own, has_other


def _assign(
    element: Element, direction: Direction, found: dict[Element, tuple[bool, bool]]
) -> None:
    """Set the direction of the outermost blocks that have letters of the other direction only."""
    for child in element:
        has_own, has_other = found.get(child, (False, False))
        if not has_other:
            continue
        if has_own or child.tag not in _BLOCKS:
            _assign(child, direction, found)
        elif child.get("dir") is None:
            child.set("dir", direction)
