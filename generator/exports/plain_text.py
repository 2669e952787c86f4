"""Files whose text is known when they are composed."""

from __future__ import annotations

from generator.exports.format import SimpleFormat
from generator.views.exports import TextFileView


def write_text(view: TextFileView) -> bytes:
    """Write a text as UTF-8."""
    return view.text.encode()


FORMAT = SimpleFormat("text", write_text)
