"""Where a translation is older than its original: what the preview marks for the translator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.chronology.translations import find_changed
from generator.content.parse import parse_article
from generator.model import Article, Site, SourceFile
from generator.pages import RenderContext
from generator.pages.outputs import Page, text_path
from generator.pages.plan import find_translation


class ChangedParagraph(Struct, frozen=True):
    """A paragraph of an original that is new, or has changed since it was translated.

    Attributes:
        text: Its first words, in Markdown.
        lang: The language of the original.
        dir: The direction of this language.
        part: What it is a part of.
        own: The first words of the paragraph of the translation that is in its place, in Markdown.
    """

    text: str
    lang: str
    dir: str
    part: Literal["title", "summary", "body"]
    own: str


def find_changed_paragraphs(
    context: RenderContext, page: Page, locate: Callable[[str], Path]
) -> tuple[ChangedParagraph, ...]:
    """Find the paragraphs that a translation has to follow; none if the page is no translation.

    A paragraph of the translation is in the place of the one with the same number below the same
    heading, or, if the texts have different numbers of headings, with the same number.

    Args:
        context: The site.
        page: The page of the translation.
        locate: Returns the file of a path of the site.
    """
    site, path = context.site, text_path(page)
    entry = context.chronicle.files.get(path)
    if entry is None:
        return ()
    key, language = entry.article.key, entry.article.language
    records = [each for each in site.translations if (each.key, each.language) == (key, language)]
    source = find_translation(context.plan, page, records[0].original) if records else None
    if source is None:
        return ()
    own = _read(site, path, locate)
    original = _read(site, text_path(source), locate)
    if own is None or original is None:
        return ()
    changed = find_changed(records[0], original.paragraphs)
    written_in = site.language(original.language)
    own_texts, texts = _body(own), _body(original)
    before = len(original.paragraphs) - len(texts)
    marked = []
    for index in changed:
        part: Literal["title", "summary", "body"] = "body"
        counterpart = ""
        if index < before:
            part = "title" if index == 0 else "summary"
        elif own_texts:
            counterpart = own_texts[_find_counterpart(texts, own_texts, index - before)]
        start = original.paragraphs[index].start
        marked.append(
            ChangedParagraph(start, written_in.code, written_in.direction, part, counterpart)
        )
    return tuple(marked)


def _read(site: Site, path: str, locate: Callable[[str], Path]) -> Article | None:
    """Read an article with its paragraphs; ``None`` if its file cannot be read at the moment."""
    try:
        file = SourceFile(path, locate(path).read_bytes())
    except OSError:
        return None
    return parse_article(file, replace(site, originals=None))[0]


def _body(article: Article) -> list[str]:
    """Return the first words of each paragraph of a body."""
    starts = [each.start for each in article.paragraphs]
    return starts[1 + bool(article.summary) :]


def _find_counterpart(texts: Sequence[str], own: Sequence[str], index: int) -> int:
    """Return the paragraph that is in the place of another one."""
    sections, own_sections = _number_sections(texts), _number_sections(own)
    number = sections[index]
    if number not in own_sections or sections[-1] != own_sections[-1]:
        return min(index, len(own) - 1)
    place = index - sections.index(number)
    last = len(own_sections) - 1 - own_sections[::-1].index(number)
    return min(own_sections.index(number) + place, last)


def _number_sections(texts: Sequence[str]) -> list[int]:
    """Return for each paragraph how many headings there are up to it."""
    return list(accumulate(text.startswith("#") for text in texts))
