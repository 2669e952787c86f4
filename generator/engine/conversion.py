"""Reads a file of an article: parses its front matter, and converts its text."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generator.content.markdown import MarkdownConverter
from generator.content.parse import parse_article
from generator.hashing import hash_bytes
from generator.model import Article, Body, Entry, Site, SourceFile
from generator.problems import Problem


class ConvertedFile(Struct, frozen=True):
    """A file of an article, parsed and converted.

    Attributes:
        path: The file.
        digest: The hash of its bytes.
        article: What its front matter says; ``None`` if errors prevent that.
        body: Its text; ``None`` without an article.
        problems: Its problems.
    """

    path: str
    digest: bytes
    article: Article | None
    body: Body | None
    problems: tuple[Problem, ...]

    @property
    def entry(self) -> Entry | None:
        """The article with the outline of its text; ``None`` if errors prevent that."""
        if self.article is None or self.body is None:
            return None
        return Entry(self.article, self.body.outline)

    def without_segments(self) -> ConvertedFile:
        """Drop the text of the body, which is not worth sending to another process."""
        return replace(self, body=replace(self.body, segments=()) if self.body else None)


def convert_file(file: SourceFile, site: Site, markdown: MarkdownConverter) -> ConvertedFile:
    """Parse a file and convert its text.

    Args:
        file: The file.
        site: The settings.
        markdown: Converts the text.
    """
    digest = hash_bytes(file.data)
    article, text, problems = parse_article(file, site)
    if article is None:
        return ConvertedFile(file.path, digest, None, None, problems)
    body, body_problems = markdown.render(
        text,
        path=file.path,
        first_line=article.body_line,
        limits=site.limits,
        language=site.language(article.language),
    )
    return ConvertedFile(file.path, digest, article, body, problems + body_problems)
