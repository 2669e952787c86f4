"""Leave out the elements of HTML that browsers would not show, with all that is in them.

The attributes that hide an element are not published, so what they hide would be shown.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from generator.lazy_patterns import lazy_compile

_HIDING_STYLE: Final = lazy_compile(
    r"(?:\A|[;{\s])(?:display:none|visibility:(?:hidden|collapse)|content-visibility:hidden"
    r"|opacity:0*\.?0*%?(?=[;!]|\Z)|font-size:0(?:[a-z]+|%)?(?=[;!]|\Z)|color:transparent"
    r"|(?:left|right|top|text-indent):-\d{4,}|clip:rect\(0)",
)
_NO_SIZE: Final = lazy_compile(r"(?:\A|[;-])(?:height|width):0(?:px)?(?=[;!]|\Z)")
_COMMENT: Final = lazy_compile(r"/\*.*?\*/", re.DOTALL)
_SPACES: Final = lazy_compile(r"\s+")
# Classes that hide an element in the themes of most programs.
_HIDING_CLASSES: Final = frozenset({"d-none", "display-none", "hidden", "is-hidden"})
VOID: Final = frozenset({"br", "col", "hr", "img", "wbr"})
"""The allowed tags without content."""

_ID: Final = lazy_compile(r' id="([^"]*)"')


class HiddenElement(NamedTuple):
    """An element that browsers would not show.

    Attributes:
        tag: Its tag.
        attribute: The attribute that hides it.
        value: The value of the attribute.
        is_removed: Whether it is left out with its content; if not, its tag is not allowed, and its
            content is not in it any more.
    """

    tag: str
    attribute: str
    value: str
    is_removed: bool


def hides(name: str, value: str) -> bool:
    """Return whether an attribute hides its element from readers."""
    if name == "hidden":
        return True
    if name == "style":
        style = _SPACES.sub("", _COMMENT.sub("", value)).casefold()
        if "overflow:hidden" in style and _NO_SIZE.search(style) is not None:
            return True
        return _HIDING_STYLE.search(style) is not None
    return name == "class" and not _HIDING_CLASSES.isdisjoint(value.casefold().split())


def remove_marked(html: str, mark: str) -> tuple[str, frozenset[str]]:
    """Remove the elements with a mark in their start tag.

    Args:
        html: HTML that nh3 wrote: it is well formed, and ``<`` and ``>`` in texts are escaped.
        mark: A value of attributes that no author can write.

    Returns:
        The HTML without them, and the ids in them.
    """
    marked = re.compile(f'<([a-z0-9]+)(?: [^>]*)?="{re.escape(mark)}"[^>]*>')
    kept = []
    removed = []
    position = 0
    while (start := marked.search(html, position)) is not None:
        kept.append(html[position : start.start()])
        position = start.end() if start[1] in VOID else _find_end(html, start[1], start.end())
        removed.append(html[start.start() : position])
    kept.append(html[position:])
    return "".join(kept), frozenset(_ID.findall("".join(removed)))


def _find_end(html: str, tag: str, position: int) -> int:
    """Return where the element ends whose content begins at a position."""
    depth = 1
    for match in re.compile(f"<(/?){tag}[ >]").finditer(html, position):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return len(html)
