"""Skip the steps of Python-Markdown that a text does not need.

Most paragraphs of a news text contain no Markdown mark, but Python-Markdown searches each of them
for every mark. Each processor here replaces one of Python-Markdown's, under its name and with its
priority, and first checks cheaply whether there is anything to do. The HTML is the same byte for
byte, which ``tests/content/test_fast_path.py`` checks.

The checks follow from the regular expressions of the replaced processors: a pattern that must
contain ``[`` cannot match a text without one. They depend on internals of Python-Markdown;
``tests/content/test_python_markdown.py`` says which.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor

from generator.content.markdown.fast_path.blocks import (
    FastDefinitions,
    FastHashHeaders,
    FastQuotations,
    FastRules,
    FastSetextHeaders,
    FastTables,
    PlainParagraphs,
)
from generator.content.markdown.fast_path.inline import FastInline
from generator.content.markdown.fast_path.text import FastHtmlBlocks, FastWhitespace
from generator.content.markdown.fast_path.tree import (
    FastAttributes,
    FastContents,
    FastPrettify,
    FastUnescape,
    serialize,
)


class FastPathExtension(Extension):
    """Replace the processors that do needless work. Register this extension last."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register each processor under the name and priority of the one that it replaces."""
        md.preprocessors.register(FastWhitespace(md), "normalize_whitespace", 30)
        md.preprocessors.register(FastHtmlBlocks(md), "html_block", 20)
        blocks = md.parser.blockprocessors
        blocks.register(PlainParagraphs(md.parser), "plain", 110)
        blocks.register(FastTables(md.parser, {"use_align_attribute": False}), "table", 75)
        blocks.register(FastHashHeaders(md.parser), "hashheader", 70)
        blocks.register(FastSetextHeaders(md.parser), "setextheader", 60)
        blocks.register(FastRules(md.parser), "hr", 50)
        blocks.register(FastDefinitions(md.parser), "deflist", 25)
        blocks.register(FastQuotations(md.parser), "quote", 20)
        md.treeprocessors.register(FastInline(md), "inline", 20)
        md.treeprocessors.register(FastPrettify(md), "prettify", 10)
        md.treeprocessors.register(FastAttributes(md), "attr_list", 8)
        contents = md.treeprocessors["toc"]
        if isinstance(contents, TocTreeprocessor):
            md.treeprocessors.register(FastContents(md, contents), "toc", 5)
        md.treeprocessors.register(FastUnescape(md), "unescape", 0)
        # For this parser alone; it looks up its serializer once all extensions are registered.
        md.output_formats = {**md.output_formats, "html": serialize}  # type: ignore[misc]
