"""Find addresses in plain text that become links, as GitHub's dialect of Markdown defines it."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from generator.lazy_patterns import lazy_compile

# Quotation marks and the comma, semicolon and question mark of Arabic are never a part of an
# address: writers put them right after it, as they do with the bracket of a footnote.
_ADDRESS: Final = lazy_compile(r"(?:(?:https?|ftp)://|www\.)[^\s<>\[\]\"“”«»،؛؟`]+", re.IGNORECASE)
_HOST: Final = lazy_compile(r"(?:[a-z]+://)?+([\w.-]+)", re.IGNORECASE)
_TRAILING: Final = frozenset("?!.,:*_~'\"…")
_BEFORE_WWW: Final = lazy_compile(r"[A-Za-z0-9/.@:_=&-]\Z")
_MAIL: Final = lazy_compile(
    r"(?<![A-Za-z0-9.+_/-])[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?![\w@/-])"
)


def read_web_address(text: str, position: int) -> int | None:
    """Return where the web address at a position ends; ``None`` if it is not one.

    Args:
        text: The text.
        position: Where ``http://``, ``https://``, ``ftp://`` or ``www.`` is.
    """
    is_host = text[position] in "wW"
    if is_host:
        if _BEFORE_WWW.search(text, max(position - 1, 0), position):
            return None
    elif position and text[position - 1].isascii() and text[position - 1].isalnum():
        return None
    match = _ADDRESS.match(text, position)
    host = _HOST.match(match[0]) if match is not None else None
    if match is None or host is None or not _is_host(host[1].rstrip("."), needs_dot=is_host):
        return None
    return position + len(_trim(match[0]))


def _is_host(host: str, *, needs_dot: bool) -> bool:
    """Whether it is a host name; GitHub allows no underscore in its last two parts."""
    parts = host.split(".")
    return (
        all(parts)
        and (len(parts) > 1 or not needs_dot)
        and not any("_" in part for part in parts[-2:])
    )


def _trim(address: str) -> str:
    """Remove what ends a sentence, or a parenthesis that the address does not open."""
    surplus = address.count(")") - address.count("(")
    # One index moves to the left, so that many signs at the end take linear time.
    end = len(address)
    while end:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            end -= 1
            surplus -= 1
        elif last in _TRAILING:
            end -= 1
        elif last == ";" and (start := _find_reference(address, end)) is not None:
            end = start
        else:
            break
    return address[:end]


def _find_reference(address: str, end: int) -> int | None:
    """Return where the character reference starts that ends at a position, if one does."""
    start = end - 1
    while start and address[start - 1].isascii() and address[start - 1].isalnum():
        start -= 1
    is_reference = 0 < start < end - 1 and address[start - 1] == "&"
    return start - 1 if is_reference else None


def link_mail_addresses(text: str) -> tuple[str, list[Element]]:
    """Turn the mail addresses in a text into links.

    Returns:
        The text before the first, and the links with the texts after them as their tails.
    """
    before, copied = text, 0
    links: list[Element] = []
    for match in _MAIL.finditer(text):
        if match[0][-1] in "-_":
            continue
        address = match[0]
        link = Element("a", {"href": f"mailto:{address}"})
        link.text = address
        between = text[copied : match.start()]
        if links:
            links[-1].tail = between
        else:
            before = between
        copied = match.end()
        links.append(link)
    if links:
        links[-1].tail = text[copied:]
    return before, links
