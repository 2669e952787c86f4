"""Reads front matter as nodes with their positions, without interpreting the values.

It is YAML between lines of hyphens, or TOML between lines of plus signs, as Hugo and Zola write it.
YAML 1.1 would turn ``10:04`` into 604, ``no`` into false and ``010`` into 8, keep the last of two
equal keys and expand aliases into billions of copies. Here every scalar stays the text that was
written, a second key is an error, and so are anchors, aliases and tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import frontmatter
import yaml
from frontmatter.default_handlers import SafeLoader, YAMLHandler

from generator.content.diagnose import (
    DEEPEST,
    TOO_DEEP,
    TOO_DEEP_HINT,
    FrontMatterError,
    diagnose_yaml,
)
from generator.content.file_names import is_content_page
from generator.content.nodes import KeyValue, MappingNode, Node, Scalar, SequenceNode
from generator.content.toml_front_matter import read_toml
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.problem_collector import ProblemCollector, limit_hint, quote
from generator.problems import Code
from generator.text.invisible_characters import character_name, remove_invisible

MARKS = "\u200b\u200e\u200f\u061c\u2060\ufeff"
"""Marks of direction, and others without a width, that editors leave around fences and keys."""

_FENCE = lazy_compile(rf"[{MARKS}]*-{{3,}}(?:[^\S\n]|[{MARKS}])*(?:\n|\Z)")
_CLOSING = lazy_compile(rf"\n[{MARKS}]*-{{3,}}(?:[^\S\n]|[{MARKS}])*(?:\n|\Z)")
# The name of another format after the fence, as Eleventy has it.
_NAMED_FENCE = lazy_compile(r"-{3,}[^\S\n]*(?P<name>[a-z]+)[^\S\n]*\n", re.IGNORECASE)
_BLANK_LINES = lazy_compile(r"(?:[^\S\n]*\n)+")
# Almost a fence: too few hyphens, or the dashes into which word processors turn them.
_NEAR_FENCE = lazy_compile(r"[^\S\n]*[-\u2010-\u2015\u2212]{1,4}[^\S\n]*(?:\n|\Z)")
_NEAR_CLOSING = lazy_compile(r"\n[^\S\n]*[-\u2010-\u2015\u2212_*=~+.]{2,}[^\S\n]*(?:\n|\Z)")
_TOML_FENCE = lazy_compile(rf"[{MARKS}]*\+{{3}}(?:[^\S\n]|[{MARKS}])*(?:\n|\Z)")
_TOML_CLOSING = lazy_compile(rf"\n[{MARKS}]*\+{{3}}(?:[^\S\n]|[{MARKS}])*(?:\n|\Z)")
# The start of front matter of other programs that is not read.
_JSON = lazy_compile(r""";{3}[^\S\n]*(?:\n|\Z)|\{\s*[}"]""")
# YAML 1.1 ends lines at these; editors do not, and messages use the line numbers of editors.
_SEPARATORS = lazy_compile("[\u2028\u2029]")
_COMMENT = lazy_compile(r"[ \t]+(?=#)")
GROUPS = frozenset({"params", "taxonomies"})
"""Keys under which Hugo and Zola have others."""

# An item without a space after its hyphen, or with another dash or space. Numbers may be negative:
# years before the common era.
_DASHED = lazy_compile(r"-[^\W\d]|-[^\S \n]|[\u2010-\u2015\u2212\u2022\u00b7]\s")
# The prefix of YAML's own types, which authors write as !!.
_YAML_TYPES = "tag:yaml.org,2002:"


class FrontMatter(NamedTuple):
    """A file split at its fences.

    Attributes:
        entries: The keys with their values.
        body: The text.
        body_line: The line of the file on which ``body`` starts; that of the closing fence when
            there is no body.
        is_toml: Whether it is TOML.
    """

    entries: tuple[KeyValue, ...]
    body: str
    body_line: int
    is_toml: bool = False


def read_front_matter(text: str, collector: ProblemCollector, limit: int) -> FrontMatter | None:
    """Split a file into its front matter and its body.

    A line of three hyphens or more, with only blank lines before it, opens the front matter; the
    next such line closes it. TOML is between two lines of three plus signs. Blank lines at the
    start of the body are dropped.

    Args:
        text: The text of the file.
        collector: Where problems are reported.
        limit: The most characters that the front matter may have.

    Returns:
        The parts; ``None`` when there is no front matter or it cannot be read, which is
        reported.
    """
    is_yaml = text.startswith("---")
    leading = 0 if is_yaml else len(text) - len(text.lstrip())
    line = text.count("\n", 0, leading) + 1
    try:
        if not is_yaml and (opening := _TOML_FENCE.match(text, leading)):
            return _read_toml(text, opening.end(), line, collector, limit)
        handler = _Handler(collector, line, limit)
        metadata, _ = frontmatter.parse(text, handler=handler)
    except FrontMatterError as error:
        collector.error(error.line, error.column, error.code, error.message, error.hint)
        return None
    entries: Any = tuple(metadata.values())
    return FrontMatter(entries, handler.body, handler.body_line)


def _read_toml(
    text: str, start: int, line: int, collector: ProblemCollector, limit: int
) -> FrontMatter:
    """Read a file whose front matter is TOML, after the opening fence on a line."""
    text = text.rstrip()
    closing = _TOML_CLOSING.search(text, start - 1)
    if closing is None:
        raise _unclosed(text, start, line, is_toml=True)
    matter = text[start : closing.start() + 1]
    _check_length(matter, line, limit)
    entries = read_toml(_replace_separators(matter, line, collector), line + 1, collector)
    body = _body_start(text, closing.end())
    return FrontMatter(entries, text[body:], text.count("\n", 0, body) + 1, is_toml=True)


def open_groups(front_matter: FrontMatter, collector: ProblemCollector) -> FrontMatter:
    """Return front matter with the keys of ``[params]`` and ``[taxonomies]`` among all others.

    Hugo and Zola have keys of the site's author, and tags, in these groups.
    """
    entries = front_matter.entries
    if not any(is_group(each) for each in entries):
        return front_matter
    opened = {each.key: each for each in entries if not is_group(each)}
    for group in filter(is_group, entries):
        assert isinstance(group.value, MappingNode)
        for each in group.value.entries:
            first = opened.setdefault(each.key, each)
            if first is not each:
                message = say(
                    "%(text)s is given twice; first on line %(line)s",
                    text=quote(each.key),
                    line=first.line,
                )
                hint = "delete one of them; several values go into one list"
                collector.error(each.line, each.column, "key-duplicate", message, hint)
    return front_matter._replace(entries=tuple(opened.values()))


def clean_keys(front_matter: FrontMatter, collector: ProblemCollector) -> FrontMatter:
    """Return front matter whose keys have no invisible characters, which are reported."""
    if all(each.key.isascii() for each in front_matter.entries):
        return front_matter
    entries: dict[str, KeyValue] = {}
    written = {each.key for each in front_matter.entries}
    for each in front_matter.entries:
        key = "".join(c for c in remove_invisible(each.key)[0] if c not in MARKS)
        if key in written or key in entries:
            # Another key says the same: this one stays unknown, so that neither value is lost.
            key = each.key
        if key != each.key:
            strange = next(c for c in each.key if c not in key)
            message = say(
                "the key '%(key)s' contains %(description)s",
                key=key,
                description=character_name(strange),
            )
            hint = "invisible characters were removed from the key; retype it"
            collector.warning(each.line, each.column, "text-invisible", message, hint)
        entries[key] = each._replace(key=key)
    return front_matter._replace(entries=tuple(entries.values()))


def is_group(entry: KeyValue) -> bool:
    """Return whether a key only groups others, for Hugo or Zola."""
    return entry.key in GROUPS and isinstance(entry.value, MappingNode)


def opens_other_format(text: str) -> bool:
    """Return whether a text starts with front matter that is not YAML."""
    return bool(_TOML_FENCE.match(text) or _JSON.match(text))


def describe_fences(path: str) -> str:
    """Return the part of a hint that says how a file starts with front matter."""
    keys = "'title: …'" if is_content_page(path) else "'title: …' and 'date: …'"
    return say(
        "start it with a line of three hyphens (---), lines with %(keys)s, and --- again", keys=keys
    )


class _Handler(YAMLHandler):
    """Reads the nodes of one file, and keeps its body unstripped, unlike the library."""

    def __init__(self, collector: ProblemCollector, line: int, limit: int) -> None:
        super().__init__()
        self._collector = collector
        self._limit = limit
        # The line of the opening fence.
        self._line = line
        self.body = ""
        self.body_line = 1

    def split(self, text: str) -> tuple[str, str]:
        opening = _FENCE.match(text)
        if opening is None:
            raise _missing(text, self._line, self._collector.path)
        # The newline of the opening fence may be that before the closing one.
        start = opening.end()
        closing = _CLOSING.search(text, start - 1)
        if closing is None:
            raise _unclosed(text, start, self._line)
        matter = text[start : closing.start() + 1]
        body = _body_start(text, closing.end())
        # The library strips the body's first line of its indent, which Markdown needs.
        self.body = text[body:]
        self.body_line = self._line + text.count("\n", 0, body)
        return matter, ""

    def load(self, fm: str, **_: object) -> dict[str, KeyValue]:
        _check_length(fm, self._line, self._limit)
        fm = _replace_separators(fm, self._line, self._collector)
        loader = SafeLoader(fm)
        try:
            root = _Composer(fm, loader.get_event, self._line + 1, self._collector).document()
        except yaml.MarkedYAMLError as error:
            raise diagnose_yaml(fm, error, self._line + 1) from None
        except ValueError:  # the parser in Python, for a code point above U+10FFFF
            message = "invalid escape: a code point such as \\U00110000 does not exist"
            hint = "write the character itself"
            raise FrontMatterError(self._line + 1, 1, "yaml-invalid", message, hint) from None
        finally:
            loader.dispose()
        if isinstance(root, MappingNode):
            return {entry.key: entry for entry in root.entries}
        if root is None or (isinstance(root, Scalar) and root.is_null):
            return {}
        message = "the front matter does not consist of 'key: value' lines"
        hint = "write lines such as 'title: …'"
        raise FrontMatterError(root.line, root.column, "front-matter-type", message, hint)


def _body_start(text: str, closed: int) -> int:
    """Return where the body starts, below the blank lines after the closing fence."""
    blank = _BLANK_LINES.match(text, closed)
    return blank.end() if blank else closed


def _check_length(matter: str, line: int, limit: int) -> None:
    """Refuse front matter that is too long; ``line`` is that of its opening fence."""
    if len(matter) <= limit:
        return
    message = say(
        "the front matter has %(count)s characters; the limit is %(limit)s",
        count=f"{len(matter):,}",
        limit=f"{limit:,}",
    )
    hint = say(
        "move the text of the article below the front matter; %(limit_hint)s",
        limit_hint=limit_hint("front_matter"),
    )
    raise FrontMatterError(line, 1, "front-matter-long", message, hint)


def _replace_separators(matter: str, line: int, collector: ProblemCollector) -> str:
    """Replace separators of lines and paragraphs by spaces, and report the first of them."""
    if matter.isascii() or not (first := _SEPARATORS.search(matter)):
        return matter
    at = first.start()
    message = say(
        "the control character %(character_name)s has no meaning in a text",
        character_name=character_name(first[0]),
    )
    collector.warning(
        line + 1 + matter.count("\n", 0, at),
        at - matter.rfind("\n", 0, at),
        "text-control",
        message,
        "delete it; it is read as a space",
    )
    return _SEPARATORS.sub(" ", matter)


def _missing(text: str, line: int, path: str) -> FrontMatterError:
    """Explain why a file has no front matter; ``text`` starts at its first line with text."""
    code: Code = "front-matter-missing"
    if _NEAR_FENCE.match(text):
        message = "this line does not open the front matter"
        return FrontMatterError(line, 1, code, message, "write three hyphens at its start: ---")
    named = _NAMED_FENCE.match(text)
    if named is not None or _JSON.match(text):
        message = "the front matter is JSON, not YAML or TOML"
        if named is not None:
            message = say("front matter in '%(name)s' is not read", name=named["name"])
        hint = (
            "write lines such as 'title: …' between two lines of three hyphens (---); for many"
            " files, move them out of content/ and run tarikh import FOLDER"
        )
        return FrontMatterError(line, 1, code, message, hint)
    fence = _CLOSING.search(text)
    if fence is not None and _CLOSING.search(text, fence.end() - 1):
        message = "there is text above the front matter"
        hint = "start the file with the line ---, and move the text above it below the second ---"
        return FrontMatterError(line, 1, code, message, hint)
    message = "the file does not start with front matter" if text else "the file is empty"
    outside = (
        "move it out of content/" if path.startswith("content/") else "put articles in content/"
    )
    hint = say(
        "%(fences)s; if it is not an article, %(outside)s",
        fences=describe_fences(path),
        outside=outside,
    )
    return FrontMatterError(line if text else 1, 1, code, message, hint)


def _unclosed(text: str, start: int, first_line: int, *, is_toml: bool = False) -> FrontMatterError:
    """Find where front matter that starts there was meant to be closed."""
    code: Code = "front-matter-unclosed"
    near = _NEAR_CLOSING.search(text, start - 1)
    if near is None:
        hint = "write a line of three hyphens (---) after its last line"
        if is_toml:
            hint = "write a line of three plus signs (+++) after its last line"
        return FrontMatterError(first_line, 1, code, "the front matter is not closed", hint)
    line = first_line + text.count("\n", start, near.start() + 1) + 1
    message = "this line does not close the front matter"
    hint = "write three hyphens at its start: ---"
    if is_toml:
        hint = "write three plus signs at its start: +++"
    return FrontMatterError(line, 1, code, message, hint)


class _Composer:
    """Makes nodes of the parser's events (YAML 1.1)."""

    def __init__(
        self, text: str, get: Callable[[], Any], first_line: int, collector: ProblemCollector
    ) -> None:
        # Splitting into lines is only worth it for the few front matters with a comment.
        commented = " #" in text or "\t#" in text
        self._lines = text.split("\n") if commented else None
        self._text = text
        self._get = get
        self._line = first_line
        self._collector = collector
        self._reported: set[str] = set()

    def document(self) -> Node | None:
        """Return the one document of the stream; ``None`` when it is empty."""
        root = None
        while (event := self._get()) is not None:
            if isinstance(event, yaml.NodeEvent):
                if root is not None:
                    line, column = self._position(event)
                    message = "a second YAML document starts on this line"
                    raise FrontMatterError(
                        line, column, "yaml-invalid", message, "delete this line"
                    )
                root = self._node(event, 0)
        return root

    def _position(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return mark.line + self._line, mark.column + 1

    def _node(self, event: Any, depth: int) -> Node:
        # Nearly all nodes are scalars without an anchor and a type.
        if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None:
            return self._scalar(event)
        line, column = self._position(event)
        if event.anchor is not None:
            alias = isinstance(event, yaml.AliasEvent)
            self._reject(line, column, "yaml-alias", f"{'*' if alias else '&'}{event.anchor}")
            if alias:
                return Scalar(f"*{event.anchor}", line, column, "'")
        # Only nodes that are not aliases have a tag.
        if event.tag is not None:
            self._reject(line, column, "yaml-tag", _as_written(event.tag))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth == DEEPEST:
            raise FrontMatterError(line, column, "yaml-invalid", TOO_DEEP, TOO_DEEP_HINT)
        if isinstance(event, yaml.SequenceStartEvent):
            return SequenceNode(self._items(depth + 1), line, column)
        if self._text.startswith("{{", event.start_mark.index):
            return Scalar(self._skip_variable(event), line, column, "")
        return MappingNode(self._entries(depth + 1, event.flow_style), line, column)

    def _skip_variable(self, event: Any) -> str:
        """Return the text of a variable of a template, which YAML reads as a key that is a group.

        Args:
            event: The start of the outer group.
        """
        start, depth = event.start_mark.index, 1
        while depth:
            event = self._get()
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
        return self._text[start : event.end_mark.index]

    def _scalar(self, event: Any) -> Scalar:
        mark, style = event.start_mark, event.style
        comment = None if self._lines is None or style else self._comment(event)
        line = mark.line
        return Scalar(
            event.value,
            line + self._line,
            mark.column + 1,
            style or "",
            comment,
            event.end_mark.line > line,
        )

    def _reject(self, line: int, column: int, code: Code, written: str) -> None:
        """Report an anchor, an alias or a type once each, as there may be very many."""
        if written not in self._reported:
            self._reported.add(written)
            message = say(
                "a value that starts with '%(written)s' must be in quotes", written=written[0]
            )
            kind = "the type" if code == "yaml-tag" else "the name"
            hint = say(
                "YAML reads %(written)s as %(kind)s of a value; put the whole value in quotes",
                written=quote(written),
                kind=kind,
            )
            self._collector.error(line, column, code, message, hint)

    def _comment(self, event: Any) -> tuple[int, int] | None:
        """Find a comment after a plain scalar, on its last line, or below an empty one."""
        end, lines = event.end_mark, self._lines or ()
        if end.line >= len(lines):
            return None
        comment = _COMMENT.match(lines[end.line], end.column)
        if comment is not None:
            return end.line + self._line, comment.end() + 1
        if event.value or lines[end.line][end.column :].strip():
            return None
        key_indent = _indent(lines[end.line])
        below = (number for number in range(end.line + 1, len(lines)) if lines[number].strip())
        number = next(below, end.line)
        indent = _indent(lines[number])
        if indent <= key_indent or lines[number][indent] != "#":
            return None
        return number + self._line, indent + 1

    def _items(self, depth: int) -> tuple[Node, ...]:
        items = []
        while not isinstance(event := self._get(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth))
        return tuple(items)

    def _entries(self, depth: int, braced: bool) -> tuple[KeyValue, ...]:
        entries: dict[str, KeyValue] = {}
        get, compose, end = self._get, self._node, yaml.MappingEndEvent
        while type(event := get()) is not end:
            key = compose(event, depth)
            following = get()
            value = compose(following, depth)
            if not isinstance(key, Scalar):
                message = "a key cannot be a list or a group of keys"
                hint = "put the value in quotes if it starts with [ or {"
                self._collector.error(key.line, key.column, "field-type", message, hint)
            elif (first := entries.get(key.text)) is not None:
                message = say(
                    "%(text)s is given twice; first on line %(line)s",
                    text=quote(key.text),
                    line=first.line,
                )
                hint = "delete one of them; several values go into one list"
                self._collector.error(key.line, key.column, "key-duplicate", message, hint)
            elif braced and entries and following.start_mark.index == event.end_mark.index:
                # The text after such a comma is a key without a colon.
                message = say(
                    "the comma before %(text)s ends the value before it", text=quote(key.text)
                )
                hint = "if the comma belongs to the value, put the whole value in quotes"
                self._collector.error(key.line, key.column, "yaml-comma", message, hint)
            else:
                entries[key.text] = KeyValue(key.text, value, key.line, key.column)
                if isinstance(value, Scalar) and value.line > key.line and not value.style:
                    self._check_dash(value)
        return tuple(entries.values())

    def _check_dash(self, value: Scalar) -> None:
        """Report a text below its key that was meant as the items of a list."""
        if _DASHED.match(value.text):
            sign = value.text[0]
            message = "a space is missing after the hyphen"
            if sign != "-":
                message = say("'%(text)s' is not the hyphen '-' of YAML", text=sign)
            hint = say("write - %(text)s", text=value.text.partition(f" {sign}")[0][1:].strip())
            self._collector.error(value.line, value.column, "yaml-invalid", message, hint)


def _indent(line: str) -> int:
    """Count the spaces at the start of a line."""
    return len(line) - len(line.lstrip(" "))


def _as_written(tag: str) -> str:
    """Return a type as authors write it: ``!!binary`` for YAML's own."""
    return f"!!{tag.removeprefix(_YAML_TYPES)}" if tag.startswith(_YAML_TYPES) else tag
