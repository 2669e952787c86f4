"""The values that sanitizing returns: safe HTML and the addresses in it."""

from __future__ import annotations

import re
from typing import Final, Literal

from msgspec import Struct

from generator.content.markdown.hidden_elements import HiddenElement
from generator.lazy_patterns import lazy_compile

RESERVED_PREFIX: Final = "page-"
"""The prefix of the ids that templates use; no id of a body starts with it."""

SITE_VARIABLE: Final = (
    r"\{\{-?[ ]*(?:site\.(?:base)?url"
    r"""|(["'])(?P<path>[^"'{}\n]*)\1[ ]*\|[ ]*(?:relative|absolute)_url)[ ]*-?\}\}"""
)
"""A regular expression for what Jekyll puts before the path of an address, or around it."""

HTML_COMMENT: Final = lazy_compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
"""Matches a comment in the value of an attribute."""

_SITE_VARIABLES: Final = lazy_compile(SITE_VARIABLE)

AddressKind = Literal["reference", "external", "fragment", "empty"]


class Address(Struct, frozen=True):
    """The address of a link or an image.

    Attributes:
        kind: ``reference`` for a path within the site, which only the whole site can resolve;
            ``external`` for another site; ``fragment`` for an anchor of the same document;
            ``empty`` for no usable address.
        raw: The value of the attribute in the HTML.
        target: The path, percent-decoded; the external address, percent-encoded where necessary;
            or the anchor.
        image: Whether it is the address of an image.
    """

    kind: AddressKind
    raw: str
    target: str
    image: bool


class SanitizedHtml(Struct, frozen=True):
    """Safe HTML in which each address is replaced by a token.

    Attributes:
        html: The HTML.
        addresses: The address of each token, by the token's number.
        ids: The ids in the HTML, which are unique.
        secret: The part of a token that an author cannot know.
        invisible: The invisible characters that were removed from attributes.
        schemes: The URL schemes of addresses that were removed because their scheme, once
            invisible characters were removed from it, is not allowed.
        hidden: The elements that were left out because browsers would not show them.
        repeated_ids: The ids that were removed because another element has them.
    """

    html: str
    addresses: tuple[Address, ...]
    ids: frozenset[str]
    secret: str
    invisible: frozenset[str] = frozenset()
    schemes: frozenset[str] = frozenset()
    hidden: tuple[HiddenElement, ...] = ()
    repeated_ids: tuple[str, ...] = ()


def remove_site_variables(address: str) -> str:
    """Return the path of an address that begins with variables of Jekyll."""
    if not address.startswith("{{"):
        return address
    return _SITE_VARIABLES.sub(lambda match: match["path"] or "", address)
