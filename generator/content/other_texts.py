"""Tells texts that are no articles from articles whose front matter is damaged or incomplete.

Folders of other programs have both: a README, a license, daily notes, notes with nothing but tags,
templates of notes. They are skipped with a notice, and what seems to be an article remains an
error:

- Its name ends in a language: ``strike.ar.md``.
- It starts with the line of hyphens that opens front matter, or with one of another program.
- Lines such as ``title: …`` and ``date: …`` are at its start, or between two lines of hyphens.

A text that has none of these and is the translation of an article is an error as well, which
`ChronicleBuilder.require_front_matter` finds out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.content.front_matter import FrontMatter, opens_other_format
from generator.content.nodes import MappingNode, Node, Scalar, SequenceNode
from generator.content.scan import is_repository_name
from generator.i18n.languages import COMMON_LANGUAGES
from generator.lazy_patterns import lazy_compile
from generator.model import Language, SourceFile

# How much of a file is searched for front matter, in bytes.
_SEARCHED = 100_000
# Marks of encodings, and the zeros of those with several bytes for each character.
_NOT_LETTERS = lazy_compile(r"[\ufeff\ufffd\0]")
_SUFFIX = lazy_compile(r".\.(?P<code>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\.md\Z")
# Two letters are a language, known or not; three may be `old` or `bak`.
_CODE_LENGTH = 2
_KEY = r"[^\W\d_][\w -]{0,30}"
_KEY_LINE = lazy_compile(rf"{_KEY}\s?[:：=]")
# Dashes of a word processor in place of hyphens, or too few or indented ones.
_DASHES = lazy_compile(rf"[-\u2010-\u2015\u2212]+[^\S\n]*\n(?={_KEY}\s?[:：])")
_FENCE = lazy_compile(r"^-{3,}[^\S\n]*$", re.MULTILINE)
_CODE_FENCE = lazy_compile(r"^[^\S\n]*(?:```|~~~)", re.MULTILINE)
# The keys that an article needs, as they are written in front matter of any kind.
_TITLE = lazy_compile(r"^(?:title|العنوان|عنوان)\s*[:：]", re.MULTILINE | re.IGNORECASE)
_DATE = lazy_compile(r"^(?:date|التاريخ|تاريخ)\s*[:：]", re.MULTILINE | re.IGNORECASE)
_TEMPLATE_FOLDERS = frozenset(
    {"template", "templates", "_template", "_templates", "archetypes", "القوالب", "قوالب"}
)
# The keys by which note-taking programs file a note. None of them says anything of an event.
_LABELS = frozenset(
    {
        "alias",
        "aliases",
        "created",
        "cssclass",
        "cssclasses",
        "id",
        "modified",
        "tag",
        "tags",
        "uid",
    }
)
_VARIABLE = lazy_compile(r"\{\{|<%")


def is_other_text(file: SourceFile, languages: tuple[Language, ...]) -> bool:
    """Whether a file without readable front matter is no article, by its name and its bytes.

    Args:
        file: A Markdown file of the content folder.
        languages: The languages of the site.
    """
    name = file.path.rpartition("/")[2]
    is_repository_file = is_repository_name(name)
    if not is_repository_file and _ends_in_language(name, languages):
        return False
    text = _NOT_LETTERS.sub("", file.data[:_SEARCHED].decode("utf-8", "replace"))
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if _opens_front_matter(text):
        return False
    return is_repository_file or not (_DASHES.match(text) or _has_keys(text))


def is_labeled_note(path: str, front_matter: FrontMatter, languages: tuple[Language, ...]) -> bool:
    """Whether the front matter of a file only labels a note, and its name is not of an article.

    Args:
        path: The file.
        front_matter: Its front matter.
        languages: The languages of the site.
    """
    keys = {entry.key.casefold() for entry in front_matter.entries}
    is_label = bool(keys) and keys <= _LABELS
    return is_label and not _ends_in_language(path.rpartition("/")[2], languages)


def is_note_template(path: str, front_matter: FrontMatter) -> bool:
    """Whether a file is a template for notes: it is in their folder and its fields are variables.

    Args:
        path: The file.
        front_matter: Its front matter.
    """
    folders = {folder.casefold() for folder in path.split("/")[:-1]}
    return not _TEMPLATE_FOLDERS.isdisjoint(folders) and any(
        _VARIABLE.search(text) for entry in front_matter.entries for text in _texts(entry.value)
    )


def _ends_in_language(name: str, languages: tuple[Language, ...]) -> bool:
    suffix = _SUFFIX.search(name)
    if suffix is None:
        return False
    code = suffix["code"].replace("_", "-").casefold()
    known = {*COMMON_LANGUAGES, *(each.code.casefold() for each in languages)}
    return code in known or len(code.partition("-")[0]) == _CODE_LENGTH


def _opens_front_matter(text: str) -> bool:
    """Whether a text starts with front matter of any program, closed or not.

    A line of hyphens without a key below it is a rule, as in Markdown.
    """
    if opens_other_format(text):
        return True
    fence = _FENCE.match(text)
    if fence is None:
        return False
    below = text[fence.end() :].lstrip()
    return bool(_FENCE.search(below)) or _KEY_LINE.match(below) is not None


def _has_keys(text: str) -> bool:
    """Whether the lines of an article's fields are in a text, without the fences around them."""
    start = text.partition("\n\n")[0]
    if _KEY_LINE.match(start) and _TITLE.search(start) and _DATE.search(start):
        return True
    fences = [fence.span() for fence in _FENCE.finditer(text)]
    for (opening, end), (closing, _) in pairwise(fences):
        if _TITLE.search(text, end, closing) or _DATE.search(text, end, closing):
            # An example in a block of code is none.
            return len(_CODE_FENCE.findall(text, 0, opening)) % 2 == 0
    return False


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, MappingNode):
        for entry in node.entries:
            yield from _texts(entry.value)
