"""Characters with a meaning of their own, written so that they are only themselves."""

from __future__ import annotations

import json
import re

# What XML 1.0 cannot hold, however it is written.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape_xml(text: str) -> str:
    """A text as XML content or as the value of an attribute in double quotes."""
    kept = _NOT_XML.sub("", text) if not text.isascii() or not text.isprintable() else text
    return (
        kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def compact_json(value: object) -> str:
    """A value as JSON on one line, letters of every script as themselves."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
