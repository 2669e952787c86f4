"""Markdown to safe HTML: what the author wrote, and nothing that could run.

Python-Markdown and nh3 are loaded when the first ``Markup`` is made, so that a build which
renders nothing does not pay for them.
"""

from __future__ import annotations

from generator.content.markdown.addresses import RESERVED_PREFIX
from generator.content.markdown.document import MarkdownConverter

__all__ = ["RESERVED_PREFIX", "MarkdownConverter"]
