"""Marks the strings of the theme that are not translated, and isolates them in pages as English.

A string can be printed in a text, where an element can say its language and direction, or in an
attribute, where none can. Only the finished page shows which: templates print marks, and the page
has elements in their place.
"""

from __future__ import annotations

import re

from generator.lazy_patterns import lazy_compile

# Noncharacters, which no text of a site contains (Unicode 15, 23.7).
_START = "\ufdd0"
_END = "\ufdd1"
_PART = lazy_compile(
    # What is in these elements is not HTML, or cannot contain elements of HTML.
    r"<(?P<plain>title|script|style|svg|option|textarea)\b.*?</(?P=plain)>|<[^<>]*>",
    re.DOTALL,
)


def mark_untranslated(text: str) -> str:
    """Mark an English string on a page in another language."""
    return f"{_START}{text}{_END}"


def isolate_untranslated(page: str) -> str:
    """Replace the marks on a page by elements; in attributes, remove them."""
    if _START not in page:
        return page
    parts: list[str] = []
    copied = 0
    for match in _PART.finditer(page):
        parts.append(_isolate(page[copied : match.start()]))
        parts.append(match[0].replace(_START, "").replace(_END, ""))
        copied = match.end()
    parts.append(_isolate(page[copied:]))
    return "".join(parts)


def _isolate(text: str) -> str:
    return text.replace(_START, '<span lang="en" dir="ltr">').replace(_END, "</span>")
