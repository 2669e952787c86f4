"""The paragraphs of a text, by which later changes of it are recognized."""

from __future__ import annotations

from hashlib import blake2b

from generator.lazy_patterns import lazy_compile
from generator.model import Paragraph

_BLANK_LINES = lazy_compile(r"\n[^\S\n]*\n")
# Enough to recognize a paragraph by.
_START = 60


def split_paragraphs(title: str, summary: str, body: str) -> tuple[Paragraph, ...]:
    """Return the title, the summary and the paragraphs of a body (Markdown), without empty ones.

    Where lines are broken within a paragraph does not matter.
    """
    parts = (title, summary, *_BLANK_LINES.split(body))
    texts = (" ".join(part.split()) for part in parts)
    return tuple([Paragraph(_digest(text), _shorten(text)) for text in texts if text])


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=4).hexdigest()


def _shorten(text: str) -> str:
    return text if len(text) <= _START else f"{text[:_START].rpartition(' ')[0] or text[:_START]}…"
