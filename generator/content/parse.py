"""Parses one article: its file name, its front matter as typed values, and the text of its body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from generator.content.field_readers import ReadContext
from generator.content.fields import FIELDS, Field, suggest_field
from generator.content.file_names import (
    FileName,
    KeyPosition,
    find_day,
    is_post,
    parse_file_name,
    read_language,
)
from generator.content.foreign_keys import is_language_key
from generator.content.front_matter import (
    FrontMatter,
    clean_keys,
    describe_fences,
    open_groups,
    read_front_matter,
)
from generator.content.nodes import KeyValue, Node, Scalar
from generator.content.other_texts import is_labeled_note, is_note_template, is_other_text
from generator.content.paragraphs import split_paragraphs
from generator.content.toml_front_matter import adapt_hints
from generator.content.values import ValueReader
from generator.content.visibility import Visibility, read_visibility
from generator.dates import DateError
from generator.dates import parse as parse_date
from generator.i18n.languages import find_script
from generator.messages import say
from generator.model import (
    EMPTY_MAPPING,
    Article,
    FieldPosition,
    FrozenMapping,
    Site,
    SourceFile,
    VisibilityLimit,
)
from generator.problem_collector import ProblemCollector, limit_hint, quote
from generator.problems import Code, Problem, Severity
from generator.text.decoding import DecodeError, decode
from generator.text.invisible_characters import character_name
from generator.text.scripts import detect_script

__all__ = ["FileName", "parse_article", "parse_file_name"]

# The keys of other programs that say whether a file is a page.
_KIND_KEYS = frozenset({"layout", "type", "post_type"})
# A shorter text in other letters may be a quotation, if the file says which language it is in.
_FEW_LETTERS = 100
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
        unknown language, or its front matter cannot be read. A file that is no article, such as a
        README, has no other problem than the notice that it was skipped. A field with an error is
        as if it were absent, but ``Article.positions`` has its position.
    """
    collector = ProblemCollector(file.path)
    name = parse_file_name(file.path, site.languages, collector)
    limit = site.limits.article
    if len(file.data) > limit:
        message = say(
            "the file has more than %(limit)s bytes, the limit for an article", limit=f"{limit:,}"
        )
        hint = say(
            "split it into several articles; %(limit_hint)s", limit_hint=limit_hint("article")
        )
        collector.error(0, 0, "article-large", message, hint)
        return None, "", _refuse(file, site, collector)
    try:
        decoded = decode(file.data)
    except DecodeError as error:
        collector.error(error.line, error.column, error.code, error.message, error.hint)
        return None, "", _refuse(file, site, collector)
    if decoded.control is not None:
        line, column, control = decoded.control
        message = say(
            "the control character %(character_name)s has no meaning in a text",
            character_name=character_name(control),
        )
        hint = "delete it; it is read as a space"
        collector.warning(line, column, "text-control", message, hint)
    front_matter = read_front_matter(decoded.text, collector, site.limits.front_matter)
    if front_matter is None:
        return None, "", _refuse(file, site, collector)
    front_matter = open_groups(clean_keys(front_matter, collector), collector)
    if is_note_template(file.path, front_matter):
        message = "skipped: it is a template for notes, with variables in its front matter"
        hint = "if it is an article, write its title and date, and move it out of the folder"
        return None, "", _skip(file, "file-ignored", message, hint)
    if _is_template_only(front_matter):
        message = "skipped: it has a layout, but neither a title nor a text"
        hint = "add a title and a text, or delete the file"
        return None, "", _skip(file, "file-ignored", message, hint)
    if is_labeled_note(file.path, front_matter, site.languages):
        message = (
            "skipped: its front matter has neither a title nor a date, so it is not an article"
        )
        hint = "to publish it, add lines such as 'title: …' and 'date: 2024-01-04'"
        return None, "", _skip(file, "front-matter-missing", message, hint)
    if name is not None:
        name = _read_language(front_matter, name, site, collector)
        name = _read_kind(front_matter, name, collector)
        _check_letters(front_matter, name, site, collector)
    values = ValueReader(collector, site.timezone, decoded.text)
    entries = front_matter.entries
    context = ReadContext(values, collector, name or _UNNAMED, site.limits, {}, entries)
    article = _read_fields(file.path, front_matter, context, fields, site)
    originals = site.originals
    if originals is None or (article.key, article.language) in originals:
        paragraphs = split_paragraphs(article.title, article.summary, front_matter.body)
        article = replace(article, paragraphs=paragraphs)
    problems = collector.problems
    if front_matter.is_toml:
        problems = adapt_hints(problems)
    return (article if name else None), (front_matter.body if name else ""), problems


def _refuse(file: SourceFile, site: Site, collector: ProblemCollector) -> tuple[Problem, ...]:
    """Return why a file is no article: its errors, or a notice if it was not meant to be one."""
    if not is_other_text(file, site.languages):
        return collector.problems
    message = "skipped: it does not start with front matter, so it is not an article"
    hint = say("to publish it, %(fences)s", fences=describe_fences(file.path))
    return _skip(file, "front-matter-missing", message, hint)


def _skip(file: SourceFile, code: Code, message: str, hint: str) -> tuple[Problem, ...]:
    return (Problem(file.path, 0, 0, code, message, hint, Severity.NOTICE),)


def _read_language(
    front_matter: FrontMatter, name: FileName, site: Site, collector: ProblemCollector
) -> FileName:
    """Return the name in the language that the front matter says, if it does."""
    for entry in front_matter.entries:
        if is_language_key(entry.key) and isinstance(entry.value, Scalar) and entry.value.text:
            key = KeyPosition(entry.key, entry.line, entry.column)
            return read_language(name, key, entry.value.text, site.languages, collector)
    return name


def _read_kind(front_matter: FrontMatter, name: FileName, collector: ProblemCollector) -> FileName:
    """Return the name of a page if the front matter says so in the words of another program."""
    for entry in front_matter.entries:
        if _is_page_entry(entry) and not name.is_page:
            message = say(
                "'%(key)s: page' makes the file a page outside the timeline", key=entry.key
            )
            hint = "move it to content/pages/; if it is an event, delete this line"
            collector.notice(entry.line, entry.column, "page-implied", message, hint)
            return replace(name, is_page=True)
    return name


def _is_template_only(front_matter: FrontMatter) -> bool:
    """Return whether a file only says how another program is to fill a page, such as a list."""
    keys = {entry.key for entry in front_matter.entries}
    return "layout" in keys and "title" not in keys and not front_matter.body.strip()


def _is_page_entry(entry: KeyValue) -> bool:
    """Return whether a key says that the file is a page, not an event."""
    value = entry.value
    return (
        entry.key in _KIND_KEYS
        and isinstance(value, Scalar)
        and value.text.strip().casefold() == "page"
    )


def _check_letters(
    front_matter: FrontMatter, name: FileName, site: Site, collector: ProblemCollector
) -> None:
    """Warn of a text whose letters are not those of its language, once for each file."""
    if any(problem.code == "language-unclear" for problem in collector.problems):
        return
    titles = (each.value for each in front_matter.entries if each.key == "title")
    title = next((node.text for node in titles if isinstance(node, Scalar)), "")
    expected = find_script(site.language(name.language))
    if not expected:
        return
    script, letters = detect_script(f"{title}\n{front_matter.body}", expected)
    least = _FEW_LETTERS if name.language_from else 1
    if script == expected or letters < least:
        return
    message = say(
        "the file is read as %(language)s, but its letters are %(script)s",
        language=quote(name.language),
        script=script,
    )
    codes = [each.code for each in site.languages if find_script(each) == script]
    stem = collector.path.rpartition("/")[2].removesuffix(".md")
    stem = stem.removesuffix(f".{name.language}")
    hint = "rename it to " + " or ".join(f"{stem}.{code}.md" for code in codes)
    if codes and not name.language_from:
        hint = say(
            "%(hint)s; or put [languages.%(codes)s] first in content/site.toml",
            hint=hint,
            codes=codes[0],
        )
    if not codes:
        hint = "add its language to content/site.toml, and rename it to end in .LANG.md"
    collector.warning(0, 0, "language-unclear", message, hint)


def _read_fields(
    path: str,
    front_matter: FrontMatter,
    context: ReadContext,
    fields: tuple[Field, ...],
    site: Site,
) -> Article:
    name = context.name
    folder = site.find_withheld_folder(path, name.language)
    visibility = read_visibility(front_matter.entries, context.collector, site.timezone, folder)
    entries = _known_entries(front_matter.entries, fields, name, visibility, context.collector)
    nodes, reported = _given_values(entries, context)
    attributes: dict[str, Any] = {}
    others = []
    for field in fields:
        if field.name in nodes:
            before = context.collector.count
            value = context.earlier[field.name] = field.read(nodes[field.name], context)
            if not value and context.collector.count > before:
                reported.add(field.name)
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
    limits = visibility.limits
    if "status" not in nodes and is_post(path) and (future := _limit_post(attributes, name, site)):
        limits += (future,)
    keys_of_limits = {limit.key for limit in limits}
    positions = [
        FieldPosition(
            key, node.line, node.column, empty=key not in nodes, is_reported=key in reported
        )
        for field, key, node in entries
        if field.keeps_position
    ]
    positions += (
        FieldPosition(each.key, each.value.line, each.value.column)
        for each in front_matter.entries
        if each.key in keys_of_limits and each.key not in nodes
    )
    if attributes.get("rights") and not attributes.get("draft"):
        _warn_of_rights(nodes["rights"], context.collector)
    return Article(
        path=path,
        key=name.key,
        language=name.language,
        is_page=name.is_page,
        body_line=front_matter.body_line,
        positions=tuple(positions),
        limits=limits,
        fields=FrozenMapping(tuple(others)) if others else EMPTY_MAPPING,
        **attributes,
    )


def _given_values(
    entries: list[tuple[Field, str, Node]], context: ReadContext
) -> tuple[dict[str, Node], set[str]]:
    """Return the values that are given, and the fields whose absent value has been reported."""
    nodes: dict[str, Node] = {}
    reported = set()
    for field, key, node in entries:
        before = context.collector.count
        if field.required or not (_is_unset(field, node) or context.values.is_absent(node, key)):
            nodes[key] = node
        elif context.collector.count > before:
            reported.add(key)
    return nodes, reported


def _warn_of_rights(node: Node, collector: ProblemCollector) -> None:
    message = "'rights: review': the text may belong to somebody else"
    hint = "delete the line when you may publish the text, or write draft: true"
    collector.warning(node.line, node.column, "rights-unclear", message, hint)


def _is_unset(field: Field, node: Node) -> bool:
    """Return whether the value is an empty text in quotes, as templates of other programs have."""
    return isinstance(node, Scalar) and not node.text and node.style != "" and field.name != "draft"


def _limit_post(
    attributes: Mapping[str, Any], name: FileName, site: Site
) -> VisibilityLimit | None:
    """Return the limit of a post of Jekyll, which is a draft before its date."""
    when = attributes.get("when")
    if when is None:
        try:
            when = parse_date(find_day(name.key), site.timezone)
        except DateError:
            return None
    return VisibilityLimit("date", when.earliest, when.edtf, is_start=True)


def _known_entries(
    entries: tuple[KeyValue, ...],
    fields: tuple[Field, ...],
    name: FileName,
    visibility: Visibility,
    collector: ProblemCollector,
) -> list[tuple[Field, str, Node]]:
    """Return the fields that have an effect, with their values, in the order of the file."""
    by_key = {field.name: field for field in fields}
    known = []
    given = {entry.key for entry in entries}
    for key, node, line, column in entries:
        field = by_key.get(key)
        if key in visibility.handled or (is_language_key(key) and isinstance(node, Scalar)):
            continue
        if _is_page_entry(KeyValue(key, node, line, column)):
            continue
        if field is None:
            text = node.text if isinstance(node, Scalar) else ""
            hint = suggest_field(key, text, fields, given)
            collector.warning(
                line, column, "key-unknown", say("unknown key %(key)s", key=quote(key)), hint
            )
        elif name.is_page and not field.on_pages:
            message = say("'%(key)s' has no effect in content/pages/", key=key)
            collector.warning(line, column, "field-ignored", message, "delete it")
        else:
            known.append((field, key, node))
    return known
