"""Web addresses in the form that authors write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.lazy_patterns import lazy_compile

# RFC 3986 with the letters of any script (RFC 3987). A user name before the host would let one
# address pass for another; the last set is what RFC 3986 never allows.
_ADDRESS = lazy_compile(
    r"https?://[^\s/?#@:<>\"'\\]+(?::\d{1,5})?(?:[/?#][^\s<>\"\\^`{|}]*)?", re.IGNORECASE
)


_HOST = lazy_compile(r"https?://([^/?#]*)", re.IGNORECASE)


# An address in a sentence: the punctuation after it is not part of it.
_IN_TEXT = lazy_compile(
    r"(?:https?://|\bwww\.)[^\s<>\"'،؛«»“”]*[^\s<>\"'،؛«»“”.,;:!?؟)\]}]", re.IGNORECASE
)


def find_addresses(text: str) -> Iterator[re.Match[str]]:
    """Yield the web addresses in a text for readers, also those that begin with ``www.``."""
    # Most texts have none.
    return _IN_TEXT.finditer(text) if "://" in text or "www." in text else iter(())


def extract_host(address: str) -> str:
    """Return the host of an ``http`` or ``https`` address with its port, or an empty string.

    `urllib.parse` raises an error for some addresses.
    """
    match = _HOST.match(address)
    return match[1] if match else ""


def is_web_address(text: str) -> bool:
    """Whether it is an absolute ``http`` or ``https`` address that a reader can follow safely."""
    return _ADDRESS.fullmatch(text) is not None
