"""How texts and values are written as XML and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from zlib import compress

from generator.lazy_patterns import lazy_compile

_LEVEL = 6
# Characters that XML 1.0 does not allow, not even escaped (section 2.2). Python compiles the few
# that are not allowed much faster than the many that are.
_NOT_XML = lazy_compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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


def compressed_json(value: object) -> bytes:
    """Write a value as compressed JSON (zlib, RFC 1950), which scripts of the theme read."""
    return compress(compact_json(value).encode(), _LEVEL)


def json_file(head: Mapping[str, object], name: str, items: Sequence[str]) -> bytes:
    """Write a JSON object of which one list is long: each of its items on a line of its own.

    Args:
        head: All else that is in the object; at least one value.
        name: The name of the list, which is the last of the object.
        items: The items of the list as JSON.
    """
    lines = "\n" + ",\n".join(items) + "\n" if items else ""
    return f'{compact_json(head)[:-1]},"{name}":[{lines}]}}\n'.encode()


def to_json(value: object) -> object:
    """Return frozen data as the lists and dictionaries that JSON is written from."""
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    return [to_json(item) for item in value] if isinstance(value, tuple) else value
