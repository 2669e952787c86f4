"""Front matter as nodes: what the author wrote, and where; nothing is interpreted.

YAML 1.1 would turn ``10:04`` into 604, ``no`` into false and ``010`` into 8, keep the last of two
equal keys and follow aliases into billions of copies. Here every scalar stays the text that was
written, a second key is an error, and anchors, aliases and tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import frontmatter
import yaml
from frontmatter.default_handlers import SafeLoader, YAMLHandler

from generator.findings import Findings, quote
from generator.parse.faults import Fault, explain
from generator.parse.names import is_standing

# Far beyond any article, and small enough that nothing hostile takes long.
_LONGEST = 100_000
_DEEPEST = 8

_FENCE = re.compile(r"-{3,}[^\S\n]*(?:\n|\Z)")
_CLOSING = re.compile(r"\n-{3,}[^\S\n]*(?:\n|\Z)")
_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)+")
# Dashes that word processors make of hyphens, and the fences of other formats.
_NEAR_FENCE = re.compile(r"[-\u2010-\u2015\u2212]{1,4}\s*\n|\+\+\+\s*\n|;;;\s*\n")
# YAML 1.1 ends lines at these; editors don't, and the line numbers of messages are theirs.
_SEPARATORS = re.compile("[\u2028\u2029]")
_COMMENT = re.compile(r"[ \t]+#")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(NamedTuple):
    """A text as written. ``style`` is its quotation mark, ``|`` or ``>``; empty when plain.

    ``commented`` says that it is plain and a comment of YAML follows on its line, ``folded`` that
    it goes on over several lines, which YAML joins.
    """

    text: str
    line: int
    column: int
    style: str
    commented: bool = False
    folded: bool = False

    @property
    def is_null(self) -> bool:
        """Whether nothing was written: ``key:``, ``key: ~`` or ``key: null``."""
        return not self.style and self.text in _NULLS


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys with their values, in the order written, each key once."""

    entries: tuple[Entry, ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


class Entry(NamedTuple):
    """A key with its value; line and column (from 1) are the key's."""

    key: str
    value: Node
    line: int
    column: int


class Matter(NamedTuple):
    """A file cut at its fences.

    ``body_line`` is the line of the file on which ``body`` starts; that of the closing fence when
    there is no body.
    """

    entries: tuple[Entry, ...]
    body: str
    body_line: int


def read_matter(text: str, findings: Findings) -> Matter | None:
    """Cut a file into its front matter and its body.

    A line of three hyphens or more, before which there is nothing but blank lines, opens the
    front matter; the next such line closes it. Blank lines at the start of the body are dropped.

    Returns:
        The parts; ``None`` when there is no front matter or it cannot be read, which is noted in
        ``findings``.
    """
    leading = 0 if text.startswith("---") else len(text) - len(text.lstrip())
    handler = _Handler(findings, text.count("\n", 0, leading))
    try:
        metadata, _ = frontmatter.parse(text, handler=handler)
    except Fault as fault:
        findings.error(fault.line, fault.column, fault.code, fault.message, fault.hint)
        return None
    entries: Any = tuple(metadata.values())
    return Matter(entries, handler.body, handler.body_line)


class _Handler(YAMLHandler):
    """Splits exactly and reads nodes; it serves one file and keeps what the library drops."""

    def __init__(self, findings: Findings, blank_lines: int) -> None:
        super().__init__()
        self._findings = findings
        # The line of the file that holds the opening fence.
        self._line = blank_lines + 1
        self.body = ""
        self.body_line = 1

    def split(self, text: str) -> tuple[str, str]:
        opening = _FENCE.match(text)
        if opening is None:
            raise _missing(text, self._line, self._findings.path)
        # The newline of the opening fence may be that before the closing one.
        start = opening.end()
        closing = _CLOSING.search(text, start - 1)
        if closing is None:
            message = "the front matter is not closed"
            hint = "put a line of three hyphens (---) after its last line"
            raise Fault(self._line, 1, "front-matter-unclosed", message, hint)
        matter = text[start : closing.start() + 1]
        blank = _BLANK_LINES.match(text, closing.end())
        body = blank.end() if blank else closing.end()
        # The library strips the body's first line of its indent, which Markdown needs.
        self.body = text[body:]
        self.body_line = self._line + text.count("\n", 0, body)
        return matter, ""

    def load(self, fm: str, **_: object) -> dict[str, Entry]:
        if len(fm) > _LONGEST:
            message = f"the front matter is longer than {_LONGEST} characters"
            hint = "the text of the article belongs below the second line of hyphens"
            raise Fault(self._line, 1, "front-matter-long", message, hint)
        fm = _SEPARATORS.sub(" ", fm)
        loader = SafeLoader(fm)
        try:
            root = _Composer(fm, loader.get_event, self._line + 1, self._findings).document()
        except yaml.MarkedYAMLError as error:
            raise explain(fm, error, self._line + 1) from None
        finally:
            loader.dispose()
        if isinstance(root, Mapping):
            return {entry.key: entry for entry in root.entries}
        if root is None or (isinstance(root, Scalar) and root.is_null):
            return {}
        message = "the front matter is not made of lines such as 'title: …'"
        raise Fault(
            root.line, root.column, "front-matter-type", message, "write 'key: value' lines"
        )


def _missing(text: str, line: int, path: str) -> Fault:
    message = "the file is empty" if not text else "the file does not start with front matter"
    wanted = "the title" if is_standing(path) else "the title, the date"
    hint = f"start it with a line of three hyphens (---), {wanted}, and --- again"
    apart = "keep it outside content/" if path.startswith("content/") else "put those in content/"
    hint = f"{hint}; not an article? {apart}"
    if _NEAR_FENCE.match(text):
        hint = "its first line must be three hyphens: ---"
    return Fault(line, 1, "front-matter-missing", message, hint)


class _Composer:
    """Makes nodes of YAML's events (YAML 1.1, the parser's own event model)."""

    def __init__(
        self, text: str, get: Callable[[], Any], first_line: int, findings: Findings
    ) -> None:
        # Few front matters hold a comment, and only these are looked at by line.
        self._lines = text.split("\n") if _COMMENT.search(text) else None
        self._get = get
        self._line = first_line
        self._findings = findings

    def document(self) -> Node | None:
        """The one document of the stream; ``None`` when it holds nothing."""
        root = None
        while (event := self._get()) is not None:
            if isinstance(event, yaml.NodeEvent):
                if root is not None:
                    line, column = self._place(event)
                    message = "a second YAML document starts here"
                    raise Fault(line, column, "yaml-invalid", message, "keep all keys in one")
                root = self._node(event, 0)
        return root

    def _place(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return mark.line + self._line, mark.column + 1

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        line, column = mark.line + self._line, mark.column + 1
        if event.anchor is not None:
            alias = isinstance(event, yaml.AliasEvent)
            sign = "*" if alias else "&"
            message = f"'{sign}{event.anchor}' is {'an alias' if alias else 'an anchor'} to YAML"
            hint = f"put the value in quotes if it starts with {sign}; nothing else is meant to"
            self._findings.error(line, column, "yaml-alias", message, hint)
            if alias:
                return Scalar(f"*{event.anchor}", line, column, "'")
        # Aliases, which have no tag, are done with.
        if event.tag is not None:
            message = f"{quote(event.tag)} is a type tag of YAML"
            hint = "put the value in quotes if it starts with !; nothing else is meant to"
            self._findings.error(line, column, "yaml-tag", message, hint)
        if isinstance(event, yaml.ScalarEvent):
            commented = self._lines is not None and not event.style and self._commented(event)
            folded = event.end_mark.line > mark.line
            return Scalar(event.value, line, column, event.style or "", commented, folded)
        if depth == _DEEPEST:
            message = "lists and keys are nested too deeply"
            raise Fault(line, column, "yaml-invalid", message, "no field needs so many levels")
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(self._items(depth + 1), line, column)
        return Mapping(self._entries(depth + 1), line, column)

    def _commented(self, event: Any) -> bool:
        """Whether a comment follows a plain scalar on its last line."""
        end, lines = event.end_mark, self._lines or ()
        return end.line < len(lines) and bool(_COMMENT.match(lines[end.line], end.column))

    def _items(self, depth: int) -> tuple[Node, ...]:
        items = []
        while not isinstance(event := self._get(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth))
        return tuple(items)

    def _entries(self, depth: int) -> tuple[Entry, ...]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._get(), yaml.MappingEndEvent):
            key = self._node(event, depth)
            value = self._node(self._get(), depth)
            if not isinstance(key, Scalar):
                message = "a key must be a word, not a list or a mapping"
                hint = "put the value in quotes if it starts with [ or {"
                self._findings.error(key.line, key.column, "field-type", message, hint)
            elif (first := entries.get(key.text)) is not None:
                message = f"{quote(key.text)} is given twice; first on line {first.line}"
                hint = "keep one of them; several values go into one list"
                self._findings.error(key.line, key.column, "key-duplicate", message, hint)
            else:
                entries[key.text] = Entry(key.text, value, key.line, key.column)
        return tuple(entries.values())
