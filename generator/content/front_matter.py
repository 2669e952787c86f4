"""Front matter as nodes: what the author wrote, and where; nothing is interpreted.

YAML 1.1 would turn ``10:04`` into 604, ``no`` into false and ``010`` into 8, keep the last of two
equal keys and follow aliases into billions of copies. Here every scalar stays the text that was
written, a second key is an error, and anchors, aliases and tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, NamedTuple

import frontmatter
import yaml
from frontmatter.default_handlers import SafeLoader, YAMLHandler

from generator.content.diagnose import FrontMatterError, diagnose_yaml
from generator.content.file_names import is_content_page
from generator.problem_collector import ProblemCollector, limit_hint, quote
from generator.problems import Code
from generator.text.invisible_characters import character_name

_DEEPEST = 8

_FENCE = re.compile(r"-{3,}[^\S\n]*(?:\n|\Z)")
_CLOSING = re.compile(r"\n-{3,}[^\S\n]*(?:\n|\Z)")
_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)+")
# What comes close to a fence: too few hyphens, or the dashes that word processors make of them.
_NEAR_FENCE = re.compile(r"[^\S\n]*[-\u2010-\u2015\u2212]{1,4}[^\S\n]*(?:\n|\Z)")
_NEAR_CLOSING = re.compile(r"\n[^\S\n]*[-\u2010-\u2015\u2212_*=~+.]{2,}[^\S\n]*(?:\n|\Z)")
# Front matter of other programs, by its first characters.
_OTHER_FORMATS = MappingProxyType({"+++": "TOML", ";;;": "JSON", "{": "JSON"})
# YAML 1.1 ends lines at these; editors don't, and the line numbers of messages are theirs.
_SEPARATORS = re.compile("[\u2028\u2029]")
_COMMENT = re.compile(r"[ \t]+(?=#)")
# An item whose hyphen no space follows. A number may be below zero, as years before the common era.
_DASHED = re.compile(r"-[^\W\d]")
# What the names of YAML's own types start with; authors write !! for it.
_YAML_TYPES = "tag:yaml.org,2002:"
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(NamedTuple):
    """A text as written. ``style`` is its quotation mark, ``|`` or ``>``; empty when plain.

    ``comment`` is the place, line and column, of a comment of YAML that follows a plain text;
    ``folded`` says that it goes on over several lines, which YAML joins.
    """

    text: str
    line: int
    column: int
    style: str
    comment: tuple[int, int] | None = None
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

    entries: tuple[KeyValue, ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


class KeyValue(NamedTuple):
    """A key with its value; line and column (from 1) are the key's."""

    key: str
    value: Node
    line: int
    column: int


class FrontMatter(NamedTuple):
    """A file cut at its fences.

    ``body_line`` is the line of the file on which ``body`` starts; that of the closing fence when
    there is no body.
    """

    entries: tuple[KeyValue, ...]
    body: str
    body_line: int


def read_front_matter(text: str, findings: ProblemCollector, longest: int) -> FrontMatter | None:
    """Cut a file into its front matter and its body.

    A line of three hyphens or more, before which there is nothing but blank lines, opens the
    front matter; the next such line closes it. Blank lines at the start of the body are dropped.
    ``longest`` is how many characters the front matter may have.

    Returns:
        The parts; ``None`` when there is no front matter or it cannot be read, which is noted in
        ``findings``.
    """
    leading = 0 if text.startswith("---") else len(text) - len(text.lstrip())
    handler = _Handler(findings, text.count("\n", 0, leading), longest)
    try:
        metadata, _ = frontmatter.parse(text, handler=handler)
    except FrontMatterError as fault:
        findings.error(fault.line, fault.column, fault.code, fault.message, fault.hint)
        return None
    entries: Any = tuple(metadata.values())
    return FrontMatter(entries, handler.body, handler.body_line)


class _Handler(YAMLHandler):
    """Splits exactly and reads nodes; it serves one file and keeps what the library drops."""

    def __init__(self, findings: ProblemCollector, blank_lines: int, longest: int) -> None:
        super().__init__()
        self._findings = findings
        self._longest = longest
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
            raise _unclosed(text, start, self._line)
        matter = text[start : closing.start() + 1]
        blank = _BLANK_LINES.match(text, closing.end())
        body = blank.end() if blank else closing.end()
        # The library strips the body's first line of its indent, which Markdown needs.
        self.body = text[body:]
        self.body_line = self._line + text.count("\n", 0, body)
        return matter, ""

    def load(self, fm: str, **_: object) -> dict[str, KeyValue]:
        if len(fm) > self._longest:
            message = f"the front matter has {len(fm):,} characters; at most {self._longest:,} fit"
            hint = (
                "the text of the article belongs below the second line of hyphens; "
                f"{limit_hint('front_matter')}"
            )
            raise FrontMatterError(self._line, 1, "front-matter-long", message, hint)
        if first := _SEPARATORS.search(fm):
            line = self._line + 1 + fm.count("\n", 0, first.start())
            column = first.start() - fm.rfind("\n", 0, first.start())
            message = f"{character_name(first[0])} stands here, which means nothing in a text"
            hint = "it is read as a space; delete it"
            self._findings.warning(line, column, "text-control", message, hint)
            fm = _SEPARATORS.sub(" ", fm)
        loader = SafeLoader(fm)
        try:
            root = _Composer(fm, loader.get_event, self._line + 1, self._findings).document()
        except yaml.MarkedYAMLError as error:
            raise diagnose_yaml(fm, error, self._line + 1) from None
        except ValueError:  # the parser in Python meets a number beyond all characters
            message = "an escape such as \\U00110000 stands for no character"
            hint = "write the character itself"
            raise FrontMatterError(self._line + 1, 1, "yaml-invalid", message, hint) from None
        finally:
            loader.dispose()
        if isinstance(root, Mapping):
            return {entry.key: entry for entry in root.entries}
        if root is None or (isinstance(root, Scalar) and root.is_null):
            return {}
        message = "the front matter is not made of lines such as 'title: …'"
        raise FrontMatterError(
            root.line, root.column, "front-matter-type", message, "write 'key: value' lines"
        )


def _missing(text: str, line: int, path: str) -> FrontMatterError:
    """Why a file has no front matter; ``text`` starts at its first line that is not blank."""
    code: Code = "front-matter-missing"
    if _NEAR_FENCE.match(text):
        message = "this line does not open the front matter"
        return FrontMatterError(line, 1, code, message, "write three hyphens at its start: ---")
    for opening, name in _OTHER_FORMATS.items():
        if text.startswith(opening):
            message = f"the front matter is {name}, which is not read"
            hint = "write lines such as 'title: …' between two lines of three hyphens (---)"
            return FrontMatterError(line, 1, code, message, hint)
    fence = _CLOSING.search(text)
    if fence is not None and _CLOSING.search(text, fence.end() - 1):
        message = "text stands above the front matter"
        hint = "start the file with the line ---; what is above it belongs below the second ---"
        return FrontMatterError(line, 1, code, message, hint)
    message = "the file does not start with front matter" if text else "the file is empty"
    wanted = "the title" if is_content_page(path) else "the title, the date"
    hint = f"start it with a line of three hyphens (---), {wanted}, and --- again"
    apart = "keep it outside content/" if path.startswith("content/") else "put those in content/"
    return FrontMatterError(
        line if text else 1, 1, code, message, f"{hint}; not an article? {apart}"
    )


def _unclosed(text: str, start: int, first_line: int) -> FrontMatterError:
    """Where front matter that starts there should have been closed."""
    code: Code = "front-matter-unclosed"
    near = _NEAR_CLOSING.search(text, start - 1)
    if near is None:
        hint = "put a line of three hyphens (---) after its last line"
        return FrontMatterError(first_line, 1, code, "the front matter is not closed", hint)
    line = first_line + text.count("\n", 0, near.start() + 1)
    message = "this line does not close the front matter"
    return FrontMatterError(line, 1, code, message, "write three hyphens at its start: ---")


class _Composer:
    """Makes nodes of YAML's events (YAML 1.1, the parser's own event model)."""

    def __init__(
        self, text: str, get: Callable[[], Any], first_line: int, findings: ProblemCollector
    ) -> None:
        # Few front matters hold a comment, and only these are looked at by line.
        commented = " #" in text or "\t#" in text
        self._lines = text.split("\n") if commented else None
        self._get = get
        self._line = first_line
        self._findings = findings
        self._refused: set[str] = set()

    def document(self) -> Node | None:
        """The one document of the stream; ``None`` when it holds nothing."""
        root = None
        while (event := self._get()) is not None:
            if isinstance(event, yaml.NodeEvent):
                if root is not None:
                    line, column = self._place(event)
                    message = "a second YAML document starts here"
                    raise FrontMatterError(
                        line, column, "yaml-invalid", message, "keep all keys in one"
                    )
                root = self._node(event, 0)
        return root

    def _place(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return mark.line + self._line, mark.column + 1

    def _node(self, event: Any, depth: int) -> Node:
        mark, end = event.start_mark, event.end_mark
        line, column = mark.line + self._line, mark.column + 1
        if event.anchor is not None:
            alias = isinstance(event, yaml.AliasEvent)
            self._refuse(line, column, "yaml-alias", f"{'*' if alias else '&'}{event.anchor}")
            if alias:
                return Scalar(f"*{event.anchor}", line, column, "'")
        # Aliases, which have no tag, are done with.
        if event.tag is not None:
            self._refuse(line, column, "yaml-tag", _as_written(event.tag))
        if isinstance(event, yaml.ScalarEvent):
            plain = self._lines is not None and not event.style
            comment = self._comment(event) if plain else None
            folded = end.line > mark.line
            return Scalar(event.value, line, column, event.style or "", comment, folded)
        if depth == _DEEPEST:
            message = f"lists and keys are nested more than {_DEEPEST} deep"
            hint = "put the value in quotes if it is a text that starts with [ or {"
            raise FrontMatterError(line, column, "yaml-invalid", message, hint)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(self._items(depth + 1), line, column)
        return Mapping(self._entries(depth + 1, event.flow_style), line, column)

    def _refuse(self, line: int, column: int, code: Code, written: str) -> None:
        """Note what gives a value a name or a type in YAML: each once, for there may be a flood."""
        if written not in self._refused:
            self._refused.add(written)
            message = f"a value that starts with '{written[0]}' must stand in quotes"
            kind = "the type" if code == "yaml-tag" else "the name"
            hint = f"YAML takes {quote(written)} for {kind} of a value; quote the whole value"
            self._findings.error(line, column, code, message, hint)

    def _comment(self, event: Any) -> tuple[int, int] | None:
        """Where a comment follows a plain scalar on its last line."""
        end, lines = event.end_mark, self._lines or ()
        found = _COMMENT.match(lines[end.line], end.column) if end.line < len(lines) else None
        return None if found is None else (end.line + self._line, found.end() + 1)

    def _items(self, depth: int) -> tuple[Node, ...]:
        items = []
        while not isinstance(event := self._get(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth))
        return tuple(items)

    def _entries(self, depth: int, braced: bool) -> tuple[KeyValue, ...]:
        entries: dict[str, KeyValue] = {}
        while not isinstance(event := self._get(), yaml.MappingEndEvent):
            key = self._node(event, depth)
            following = self._get()
            value = self._node(following, depth)
            if not isinstance(key, Scalar):
                message = "a list or a group of keys stands where a key should"
                hint = "put the value in quotes if it starts with [ or {"
                self._findings.error(key.line, key.column, "field-type", message, hint)
            elif (first := entries.get(key.text)) is not None:
                message = f"{quote(key.text)} is given twice; first on line {first.line}"
                hint = "keep one of them; several values go into one list"
                self._findings.error(key.line, key.column, "key-duplicate", message, hint)
            elif braced and entries and following.start_mark.index == event.end_mark.index:
                # What a comma cuts off is a key without a colon.
                message = f"a comma parts {quote(key.text)} from the value before it"
                hint = "put the value in quotes if the comma belongs to it"
                self._findings.error(key.line, key.column, "yaml-comma", message, hint)
            else:
                entries[key.text] = KeyValue(key.text, value, key.line, key.column)
                if isinstance(value, Scalar) and value.line > key.line and not value.style:
                    self._check_dash(value)
        return tuple(entries.values())

    def _check_dash(self, value: Scalar) -> None:
        """Note a text below its key that was meant for the items of a list."""
        if _DASHED.match(value.text):
            message = "a space is missing after the hyphen"
            hint = f"write - {value.text.partition(' -')[0][1:]}"
            self._findings.error(value.line, value.column, "yaml-invalid", message, hint)


def _as_written(tag: str) -> str:
    """A type as authors write it: ``!!binary`` for YAML's own."""
    return f"!!{tag.removeprefix(_YAML_TYPES)}" if tag.startswith(_YAML_TYPES) else tag
