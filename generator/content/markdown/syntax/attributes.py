"""Read attribute lists: ``{#anchor .class key=value}`` after a heading, a paragraph or a mark.

Only an anchor, classes and known attributes make an attribute list. All other braces are text: an
Arabic text sets verses of the Quran in braces.
"""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from generator.lazy_patterns import lazy_compile

_KNOWN: Final = (
    "id|class|dir|lang|title|alt|width|height|align|style|target|rel|loading|start|type|value"
    r"|cite|datetime|open|download|hreflang|name|role|data-[a-z-]+|aria-[a-z]+|on[a-z]+|srcset|sizes"
    "|markdown|hidden"
)
# Quantifiers are possessive, so that a list that is not closed takes linear time.
_ITEM: Final = (
    rf"""(?:[#.][^\s{{}}#.=<>"']++|(?:{_KNOWN})=(?:"[^"\n]*+"|'[^'\n]*+'|[^\s{{}}"'=<>]++))"""
)
_BETWEEN: Final = r"""(?:[ ]++|(?<=["'])|(?=[#.]))"""
ATTRIBUTE_LIST: Final = lazy_compile(rf"\{{:?+[ ]*+({_ITEM}(?:{_BETWEEN}{_ITEM})*+)[ ]*+\}}")
"""Matches an attribute list; its group has the items of the list."""

KNOWN_CLASS: Final = lazy_compile(
    r"align-(?:start|center|end)|callout(?:-\w+)?|digits-[49]|footnote(?:-ref|-backref)?|gallery|toc"
    r"|language-[\w.+#-]+|user-[\w-]+"
)
"""A class that the theme knows, or that is for a style sheet of the author's own."""

_ITEMS: Final = lazy_compile(_ITEM)
_AT_LINE_END: Final = lazy_compile(rf"(?<=[^\\ \t])[ \t]++{ATTRIBUTE_LIST.pattern}[ \t]*\Z")
_LAST_LINE: Final = lazy_compile(rf"(?:\A|\n)[ \t]*{ATTRIBUTE_LIST.pattern}[ \t]*\Z")


def assign_attributes(element: Element, items: str) -> None:
    """Give an element the attributes of a list, in place."""
    for item in _ITEMS.findall(items):
        if item[0] == "#":
            element.set("id", item[1:])
        elif item[0] == ".":
            add_class(element, item[1:])
        else:
            name, _, value = item.partition("=")
            value = value[1:-1] if value[0] in "\"'" else value
            if name == "class":
                add_class(element, value)
            else:
                element.set(name, value)


def find_classes(items: str) -> list[str]:
    """Return the classes of a list."""
    classes = []
    for item in _ITEMS.findall(items):
        if item[0] == ".":
            classes.append(item[1:])
        elif item.startswith("class="):
            classes += item[len("class=") :].strip("\"'").split()
    return classes


def add_class(element: Element, name: str) -> None:
    """Give an element one more class."""
    classes = element.get("class")
    element.set("class", f"{classes} {name}" if classes else name)


def split_attributes(text: str) -> tuple[str, str]:
    """Return a heading, a term or a cell without the attribute list at its end, and that list."""
    if not text.endswith("}"):
        return text, ""
    match = _AT_LINE_END.search(text)
    return (text[: match.start()], match[1]) if match is not None else (text, "")


def split_last_line(text: str) -> tuple[str, str]:
    """Return a paragraph without its last line if that is an attribute list, and that list."""
    if not text.endswith("}"):
        return text, ""
    match = _LAST_LINE.search(text)
    return (text[: match.start()], match[1]) if match is not None else (text, "")
