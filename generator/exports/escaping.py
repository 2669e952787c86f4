"""Escaping of texts for XML and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.lazy_patterns import lazy_compile

# Characters that XML 1.0 does not allow, not even escaped.
_NOT_XML = lazy_compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape_xml(text: str) -> str:
    """Escape a text for XML content or for an attribute value in double quotes."""
    allowed = _NOT_XML.sub("", text) if not text.isascii() or not text.isprintable() else text
    return (
        allowed.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
    )


def compact_json(value: object) -> str:
    """Write a value as JSON on one line, without escaping letters of any script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def to_json(value: object) -> object:
    """Return frozen data as the lists and dictionaries that JSON is written from."""
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    return [to_json(item) for item in value] if isinstance(value, tuple) else value
