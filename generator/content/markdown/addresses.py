"""What a document's addresses are, once its HTML is clean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

RESERVED_PREFIX: Final = "page-"
"""What the ids of a page's own parts start with; no id of a body ever does."""

AddressKind = Literal["reference", "external", "fragment", "empty"]


@dataclass(frozen=True, slots=True)
class Address:
    """An address as the author gave it.

    Attributes:
        kind: Whether only the site knows where it leads, or it leads out of the site, or stays
            within the document, or says nothing.
        raw: As it stands in the HTML.
        target: Ready for use: percent-decoded, or for an external one made fit for an attribute;
            for a fragment the anchor.
        image: Whether it is an image's.
    """

    kind: AddressKind
    raw: str
    target: str
    image: bool


@dataclass(frozen=True, slots=True)
class SanitizedHtml:
    """Safe HTML, with tokens where addresses stand.

    Attributes:
        html: The HTML.
        addresses: What each token stands for.
        ids: Every id in the HTML, each of them once.
        secret: What marks a token as ours.
        unseen: The characters that were taken out of addresses.
        schemes: The schemes of addresses that had to go once these were out.
    """

    html: str
    addresses: tuple[Address, ...]
    ids: frozenset[str]
    secret: str
    invisible: frozenset[str] = frozenset()
    schemes: frozenset[str] = frozenset()
