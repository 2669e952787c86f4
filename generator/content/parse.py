"""One file of the content, understood: front matter as typed fields, and the body's text."""

from __future__ import annotations

import re
from unicodedata import normalize

from generator.content import fields
from generator.content.file_names import FileName, parse_file_name
from generator.content.front_matter import FrontMatter, KeyValue, Node, Scalar, read_front_matter
from generator.content.values import ValueReader
from generator.dates import When
from generator.model import Article, FieldPosition, Limits, Site, SourceFile
from generator.problem_collector import ProblemCollector, limit_hint, quote, suggest
from generator.problems import Problem
from generator.text.decoding import DecodeError, decode
from generator.text.folding import slug
from generator.text.invisible_characters import character_name
from generator.urls import RESERVED

__all__ = ["FileName", "parse_article", "parse_file_name"]

_FIELDS = (
    "title",
    "date",
    "source",
    "tags",
    "summary",
    "status",
    "published",
    "updated",
    "corrections",
    "place",
    "image",
    "related",
    "aliases",
    "slug",
    "draft",
)
_KNOWN = frozenset(_FIELDS)
# Those of a page outside the chronology.
_STANDING_FIELDS = frozenset({"title", "summary", "aliases", "slug", "draft"})
# Those that later stages find fault with.
_MARKED = frozenset(
    {
        *("title", "date", "source", "tags", "status", "published", "place", "image", "related"),
        *("aliases", "slug"),
    }
)
# Years stand where standing pages do.
_YEAR = re.compile(r"-?[0-9]+")


def parse_article(file: SourceFile, site: Site) -> tuple[Article | None, str, tuple[Problem, ...]]:
    """Read one article or standing page.

    Args:
        file: A Markdown file of the content folder.
        site: Whose languages its name is matched with, and whose zone its times are in.

    Returns:
        The article, its body (Markdown, starting on ``Article.body_line`` of the file) and every
        problem found. There is no article when the file is not UTF-8, its name tells no key and
        language, or its front matter cannot be read. A field with an error is as if absent, but
        ``Article.marks`` has its place.
    """
    findings = ProblemCollector(file.path)
    name = parse_file_name(file.path, site.languages, findings)
    largest = site.limits.article
    if len(file.data) > largest:
        message = f"the file has more than {largest:,} bytes, too many for an article"
        hint = f"part it into several; {limit_hint('article')}"
        findings.error(0, 0, "article-large", message, hint)
        return None, "", findings.problems
    try:
        decoded = decode(file.data)
    except DecodeError as error:
        findings.error(error.line, error.column, error.code, error.message, error.hint)
        return None, "", findings.problems
    if decoded.control is not None:
        line, column, control = decoded.control
        message = f"{character_name(control)} stands here, which means nothing in a text"
        findings.warning(line, column, "text-control", message, "it is read as a space; delete it")
    matter = read_front_matter(decoded.text, findings, site.limits.front_matter)
    if matter is None:
        return None, "", findings.problems
    # A file with a wrong name is read for the sake of its other problems.
    values = ValueReader(findings, site.timezone, decoded.text)
    article = _article(file.path, name or _NAMELESS, matter, values, findings, limits=site.limits)
    return (article, matter.body, findings.problems) if name else (None, "", findings.problems)


_NAMELESS = FileName("nameless", "", is_page=False)


def _article(
    path: str,
    name: FileName,
    matter: FrontMatter,
    values: ValueReader,
    findings: ProblemCollector,
    *,
    limits: Limits,
) -> Article:
    given = _given(matter.entries, name.is_page, findings)

    def line(field: str) -> str:
        return values.line(given[field], field) if field in given else ""

    def when(field: str) -> When | None:
        return values.when(given[field], field) if field in given else None

    title = line("title")
    if not title:
        _no_title(given.get("title"), findings)
    published, updated = when("published"), when("updated")
    if "updated" in given:
        values.check_order(given["updated"], ("updated", updated), ("published", published))
    return Article(
        path=path,
        key=name.key,
        language=name.language,
        slug=_slug(given.get("slug"), name, values, findings),
        title=title,
        is_page=name.is_page,
        when=when("date"),
        status=fields.read_status(given["status"], values) if "status" in given else None,
        place=(line("place") or None) if "place" in given else None,
        sources=fields.read_sources(given["source"], values, limits.sources)
        if "source" in given
        else None,
        tags=fields.read_tags(given["tags"], values, limits.tags) if "tags" in given else None,
        summary=values.line(given["summary"], "summary", 2000) if "summary" in given else "",
        published=published,
        updated=updated,
        corrections=fields.read_corrections(given["corrections"], values, published)
        if "corrections" in given
        else (),
        image=fields.read_image(given["image"], values) if "image" in given else None,
        related=fields.read_related(given["related"], values, name.key)
        if "related" in given
        else (),
        aliases=fields.read_aliases(given["aliases"], values) if "aliases" in given else (),
        draft=values.flag(given["draft"], "draft") if "draft" in given else False,
        body_line=matter.body_line,
        positions=_positions(given, matter.entries),
    )


def _given(
    entries: tuple[KeyValue, ...], is_page: bool, findings: ProblemCollector
) -> dict[str, Node]:
    """The values of the fields that were given, in the order of the file."""
    given = {}
    for key, value, line, column in entries:
        if key not in _KNOWN:
            hint = suggest(key, _FIELDS)
            findings.warning(line, column, "key-unknown", f"unknown key {quote(key)}", hint)
        elif is_page and key not in _STANDING_FIELDS:
            message = f"{key} says nothing on a page outside the chronology"
            findings.warning(line, column, "field-ignored", message, "leave it out")
        elif not (isinstance(value, Scalar) and value.is_null):
            given[key] = value
        elif key == "title":
            # An article must have one, and what is wrong with this one has a place.
            given[key] = value._replace(text="")
    return given


def _positions(given: dict[str, Node], entries: tuple[KeyValue, ...]) -> tuple[FieldPosition, ...]:
    """Where the fields stand that others find fault with, an empty date included."""
    marks = [
        FieldPosition(field, node.line, node.column)
        for field, node in given.items()
        if field in _MARKED
    ]
    for key, value, _, _ in entries:
        if key == "date" and isinstance(value, Scalar) and value.is_null:
            marks.append(FieldPosition(key, value.line, value.column, empty=True))
    return tuple(marks)


def _no_title(node: Node | None, findings: ProblemCollector) -> None:
    if node is None:
        findings.error(1, 1, "title-missing", "there is no title", "add a line 'title: …'")
    # What has another shape than text, or is all comment to YAML, was noted as such.
    elif isinstance(node, Scalar) and node.comment is None:
        message = "the title is empty"
        findings.error(node.line, node.column, "title-missing", message, "write title: …")


def _slug(
    node: Node | None, name: FileName, values: ValueReader, findings: ProblemCollector
) -> str:
    """The last step of the address: the field, which must be one as it stands, or the key's."""
    line, column = (0, 0)
    if node is None:
        made = slug(name.key)
        if not made:
            message = f"the file name {quote(name.key)} has no letter or digit"
            findings.error(0, 0, "slug-empty", message, "rename it, or add a line 'slug: …'")
    else:
        line, column = node.line, node.column
        text = values.line(node, "slug")
        made = slug(text)
        if not made or made != normalize("NFC", text).casefold():
            if isinstance(node, Scalar):
                message = f"slug {quote(text)} cannot stand in an address as it is"
                hint = f"write slug: {made}" if made else "write letters, digits and hyphens"
                values.error(node, "slug-invalid", message, hint)
            made = slug(name.key)
    if name.is_page and (made in RESERVED or _YEAR.fullmatch(made)):
        message = f"the address of this page, {quote(made)}, is that of a page of the program"
        findings.error(line, column, "slug-reserved", message, "add a line 'slug: …' with another")
    return made
