"""Convert Markdown to safe HTML.

Python-Markdown and nh3 are imported when the first `MarkdownConverter` is created, so that a build
that converts nothing does not wait for them.
"""

from __future__ import annotations

from generator.content.markdown.addresses import RESERVED_PREFIX
from generator.content.markdown.document import MarkdownConverter

__all__ = ["RESERVED_PREFIX", "MarkdownConverter"]
