"""The text of an article's file as it is, with the positions of its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml
from frontmatter.default_handlers import SafeLoader
from msgspec import Struct

from generator.content.fields import FIELDS
from generator.content.front_matter import GROUPS, MARKS
from generator.editing.text_edits import EditError, TextEdit
from generator.importing.draft_file import write_scalar
from generator.lazy_patterns import lazy_compile
from generator.messages import say

BOM = "\ufeff"
"""The byte order mark."""

_OPENING = lazy_compile(rf"\A(?:[^\S\n]*\n)*[{MARKS}]*-{{3,}}(?:[^\S\n]|[{MARKS}])*\n")
_CLOSING = lazy_compile(rf"^[{MARKS}]*-{{3,}}(?:[^\S\n]|[{MARKS}])*$", re.MULTILINE)
_COMMA = lazy_compile("[,،]")
_ORDER = tuple(field.name for field in FIELDS)


class ArticleText(Struct, frozen=True):
    """The text of an article's file.

    Attributes:
        path: The file, relative to the site's folder.
        text: All of it, with its byte order mark and its line ends.
        start: Where the first line of its front matter starts.
        end: Where the line that closes its front matter starts.
        fields: The key and the value of each field of the front matter, as YAML reads them; their
            positions are relative to ``start``.
        outer: The fields that are in no group such as ``taxonomies``.
    """

    path: str
    text: str
    start: int
    end: int
    fields: Mapping[str, tuple[Any, Any]]
    outer: frozenset[str] = frozenset()

    @classmethod
    def read(cls, path: str, data: bytes) -> ArticleText:
        """Read a file.

        Raises:
            EditError: It is not an article that can be edited: it is not UTF-8, or its front
                matter cannot be read.
        """
        text = cls.decode(path, data)
        first = len(BOM) if text.startswith(BOM) else 0
        opening = _OPENING.match(text[first:])
        start = first + opening.end() if opening else 0
        closing = _CLOSING.search(text, start) if opening else None
        if closing is None:
            raise unreadable(path)
        end = closing.start()
        try:
            root = yaml.compose(text[start:end], Loader=SafeLoader)
        except (yaml.YAMLError, ValueError):
            raise unreadable(path) from None
        if root is None:
            return cls(path, text, start, end, {})
        if not isinstance(root, yaml.MappingNode):
            raise unreadable(path)
        return cls(path, text, start, end, *find_fields(root.value))

    @staticmethod
    def decode(path: str, data: bytes) -> str:
        """Return the text of a file.

        Raises:
            EditError: It is not UTF-8.
        """
        try:
            return data.decode()
        except UnicodeDecodeError:
            raise EditError(
                say("%(path)s is not UTF-8", path=path), "save it as UTF-8 in your editor"
            ) from None

    @property
    def newline(self) -> str:
        """The line end of the front matter."""
        return "\r\n" if self.text[: self.start].endswith("\r\n") else "\n"

    def span(self, node: Any) -> tuple[int, int]:
        """Return where a value of the front matter starts and ends, without what follows it."""
        start, end = self.start + node.start_mark.index, self.start + _content_end(node)
        # YAML counts the line ends after a text in several lines to it.
        return start, max(start, len(self.text[:end].rstrip("\r\n")))

    def source(self, node: Any) -> str:
        """Return a value of the front matter as it is written."""
        start, end = self.span(node)
        return self.text[start:end]

    def replace_scalar(self, node: Any, value: str) -> TextEdit:
        """Replace a text of the front matter, in its own quotation marks if it has some."""
        start, end = self.span(node)
        written = self.text[start:end]
        # A name with a comma outside of brackets would be taken for several names.
        in_brackets = self._is_in_brackets(start) or bool(_COMMA.search(value))
        if written[:1] == '"' and "\\" not in value and '"' not in value:
            return TextEdit(start, end, f'"{value}"')
        if written[:1] == "'":
            return TextEdit(start, end, "'" + value.replace("'", "''") + "'")
        return TextEdit(start, end, write_scalar(value, in_brackets=in_brackets))

    def set_field(self, key: str, lines: Iterable[str]) -> TextEdit:
        """Write a field: in place of its value, or at its place among the others if it is new.

        Args:
            key: The field.
            lines: Its lines, the first of which starts with the key.
        """
        text = self.newline.join(lines)
        if key in self.fields:
            name, value = self.fields[key]
            end = self.span(value)[1] if value.value != "" else self.start + value.end_mark.index
            colon = self.text.index(":", self.start + name.end_mark.index) + 1
            return TextEdit(self.start + name.start_mark.index, max(colon, end), text)
        position = self._position_of(key)
        return TextEdit(position, position, f"{text}{self.newline}")

    def remove_field(self, key: str) -> TextEdit:
        """Remove a field that the front matter has, with its lines."""
        name, value = self.fields[key]
        end = self.line_end(max(self.span(name)[1], self.span(value)[1]))
        start = self.start + name.start_mark.index
        return TextEdit(start, min(end + len(self.newline), self.end), "")

    def add_to_list(self, key: str, value: str) -> TextEdit:
        """Add a text to a field that is a list, or has one value, or none."""
        known = self.fields.get(key)
        in_brackets = write_scalar(value, in_brackets=True)
        if known is None or (isinstance(known[1], yaml.ScalarNode) and known[1].value == ""):
            return self.set_field(key, [f"{key}: [{in_brackets}]"])
        node = known[1]
        if isinstance(node, yaml.ScalarNode):
            start, end = self.span(node)
            first = self.text[start:end]
            if first[:1] not in ("'", '"'):
                first = write_scalar(node.value, in_brackets=True)
            return TextEdit(start, end, f"[{first}, {in_brackets}]")
        if node.flow_style:
            end = self.span(node)[1] - 1
            inner = self.text[self.span(node)[0] + 1 : end]
            kept = len(inner.rstrip(" \t\r\n,"))
            end = self.span(node)[0] + 1 + kept
            return TextEdit(end, end, f", {in_brackets}" if kept else in_brackets)
        last = node.value[-1]
        line_start = self.text.rfind("\n", 0, self.span(last)[0]) + 1
        dash = self.text[line_start : self.span(last)[0]]
        end = self.line_end(self.span(last)[1])
        return TextEdit(end, end, f"{self.newline}{dash}{write_scalar(value)}")

    def remove_item(self, node: Any, number: int) -> TextEdit:
        """Remove an item of a list that has others."""
        items = node.value
        start, end = self.span(items[number])
        if node.flow_style:
            if number + 1 < len(items):
                return TextEdit(start, self.span(items[number + 1])[0], "")
            return TextEdit(self.span(items[number - 1])[1], end, "")
        line_start = self.text.rfind("\n", 0, start) + 1
        following = self.line_end(end) + len(self.newline)
        return TextEdit(line_start, min(following, self.end), "")

    def _is_in_brackets(self, position: int) -> bool:
        nodes = [value for _, value in self.fields.values()]
        while nodes:
            node = nodes.pop()
            if isinstance(node, yaml.ScalarNode):
                continue
            if node.flow_style and node.start_mark.index <= position - self.start < _content_end(
                node
            ):
                return True
            nodes += _inner_nodes(node)
        return False

    def _position_of(self, key: str) -> int:
        """Return where a new field belongs: after the last one that is before it in the table."""
        before = set(_ORDER[: _ORDER.index(key)]) if key in _ORDER else set(_ORDER)
        before &= self.outer
        ends = [self.span(value)[1] for name, (_, value) in self.fields.items() if name in before]
        if not ends:
            return self.start if self.fields else self.end
        position = self.line_end(max(ends))
        return min(position + len(self.newline), self.end)

    def line_end(self, position: int) -> int:
        """Return where the line of a position ends, before the line end."""
        end = self.text.find(self.newline, position)
        return len(self.text) if end < 0 else end


def find_fields(pairs: list[tuple[Any, Any]]) -> tuple[dict[str, tuple[Any, Any]], frozenset[str]]:
    """Return the fields among the keys of front matter, and those of them that are in no group."""
    outer = {key.value: (key, value) for key, value in pairs}
    fields = dict(outer)
    for name in GROUPS & outer.keys():
        group = outer[name][1]
        if isinstance(group, yaml.MappingNode):
            for key, value in group.value:
                fields.setdefault(key.value, (key, value))
    return fields, frozenset(outer)


def unreadable(path: str) -> EditError:
    """Return the error that the front matter of a file cannot be read."""
    return EditError(
        say("the front matter of %(path)s cannot be read", path=path),
        "run 'tarikh check', and correct its errors",
    )


def _inner_nodes(node: Any) -> Iterator[Any]:
    for each in node.value:
        if isinstance(each, tuple):
            yield from each
        else:
            yield each


def _content_end(node: Any) -> int:
    """Return where a node ends, without the lines and comments that YAML counts to it."""
    if isinstance(node, yaml.ScalarNode):
        index: int = node.end_mark.index
        return index
    if node.flow_style or not node.value:
        index = node.end_mark.index
        return index
    return max(map(_content_end, _inner_nodes(node)))
