"""Parses one article: its file name, its front matter as typed values, and the text of its body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.content.field_readers import ReadContext
from generator.content.fields import FIELDS, Field, suggest_field
from generator.content.file_names import FileName, parse_file_name
from generator.content.front_matter import FrontMatter, KeyValue, Node, Scalar, read_front_matter
from generator.content.values import ValueReader
from generator.content.visibility import Visibility, read_visibility
from generator.model import EMPTY_MAPPING, Article, FieldPosition, FrozenMapping, Site, SourceFile
from generator.problem_collector import ProblemCollector, limit_hint, quote
from generator.problems import Problem
from generator.text.decoding import DecodeError, decode
from generator.text.invisible_characters import character_name

__all__ = ["FileName", "parse_article", "parse_file_name"]

# A file with an invalid name is read all the same, to report its other problems.
_UNNAMED = FileName("unnamed", "", is_page=False)


def parse_article(
    file: SourceFile, site: Site, fields: tuple[Field, ...] = FIELDS
) -> tuple[Article | None, str, tuple[Problem, ...]]:
    """Parse one article or page.

    Args:
        file: A Markdown file of the content folder.
        site: Its languages, which file names end in, and its time zone.
        fields: The fields that the front matter may have.

    Returns:
        The article, its body (Markdown, starting on ``Article.body_line`` of the file) and every
        problem found. There is no article when the file is not UTF-8, its name has no key or an
        unknown language, or its front matter cannot be read. A field with an error is as if it
        were absent, but ``Article.positions`` has its position.
    """
    collector = ProblemCollector(file.path)
    name = parse_file_name(file.path, site.languages, collector)
    limit = site.limits.article
    if len(file.data) > limit:
        message = f"the file has more than {limit:,} bytes, the limit for an article"
        hint = f"split it into several articles; {limit_hint('article')}"
        collector.error(0, 0, "article-large", message, hint)
        return None, "", collector.problems
    try:
        decoded = decode(file.data)
    except DecodeError as error:
        collector.error(error.line, error.column, error.code, error.message, error.hint)
        return None, "", collector.problems
    if decoded.control is not None:
        line, column, control = decoded.control
        message = f"the control character {character_name(control)} has no meaning in a text"
        hint = "delete it; it is read as a space"
        collector.warning(line, column, "text-control", message, hint)
    front_matter = read_front_matter(decoded.text, collector, site.limits.front_matter)
    if front_matter is None:
        return None, "", collector.problems
    values = ValueReader(collector, site.timezone, decoded.text)
    context = ReadContext(values, collector, name or _UNNAMED, site.limits, {})
    article = _read_fields(file.path, front_matter, context, fields, site.timezone)
    return (article if name else None), (front_matter.body if name else ""), collector.problems


def _read_fields(
    path: str,
    front_matter: FrontMatter,
    context: ReadContext,
    fields: tuple[Field, ...],
    timezone: str,
) -> Article:
    name = context.name
    visibility = read_visibility(front_matter.entries, context.collector, timezone)
    entries = _known_entries(front_matter.entries, fields, name, visibility, context.collector)
    nodes = {
        key: node
        for field, key, node in entries
        if field.required or not context.values.is_absent(node, key)
    }
    attributes: dict[str, Any] = {}
    others = []
    for field in fields:
        node = nodes.get(field.name)
        if node is not None:
            value = context.earlier[field.name] = field.read(node, context)
        elif field.absent is not None:
            value = field.absent(context)
        else:
            continue
        if field.attribute:
            attributes[field.attribute] = value
        elif value is not None:
            others.append((field.name, value))
    if visibility.is_draft:
        attributes["draft"] = True
    keys_of_limits = {limit.key for limit in visibility.limits}
    positions = [
        FieldPosition(key, node.line, node.column, empty=key not in nodes)
        for field, key, node in entries
        if field.keeps_position
    ]
    positions += (
        FieldPosition(each.key, each.value.line, each.value.column)
        for each in front_matter.entries
        if each.key in keys_of_limits and each.key not in nodes
    )
    return Article(
        path=path,
        key=name.key,
        language=name.language,
        is_page=name.is_page,
        body_line=front_matter.body_line,
        positions=tuple(positions),
        limits=visibility.limits,
        fields=FrozenMapping(tuple(others)) if others else EMPTY_MAPPING,
        **attributes,
    )


def _known_entries(
    entries: Iterable[KeyValue],
    fields: tuple[Field, ...],
    name: FileName,
    visibility: Visibility,
    collector: ProblemCollector,
) -> list[tuple[Field, str, Node]]:
    """Return the fields that have an effect, with their values, in the order of the file."""
    by_key = {field.name: field for field in fields}
    known = []
    for key, node, line, column in entries:
        field = by_key.get(key)
        if key in visibility.handled:
            continue
        if field is None:
            text = node.text if isinstance(node, Scalar) else ""
            hint = suggest_field(key, text, fields)
            collector.warning(line, column, "key-unknown", f"unknown key {quote(key)}", hint)
        elif name.is_page and not field.on_pages:
            message = f"'{key}' has no effect in content/pages/"
            collector.warning(line, column, "field-ignored", message, "delete it")
        else:
            known.append((field, key, node))
    return known
