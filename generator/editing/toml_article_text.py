"""The text of an article's file whose front matter is TOML, and the choice between both kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import tomlkit
import yaml

from generator.content.diagnose import DEEPEST
from generator.content.front_matter import MARKS
from generator.content.toml_front_matter import is_readable
from generator.content.toml_text import TomlList, TomlScalar, TomlTable, TomlValue, parse_toml
from generator.editing.article_text import BOM, ArticleText, find_fields, unreadable
from generator.editing.text_edits import EditError, TextEdit
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_OPENING = lazy_compile(rf"\A(?:[^\S\n]*\n)*[{MARKS}]*\+{{3}}(?:[^\S\n]|[{MARKS}])*\n")
_CLOSING = lazy_compile(rf"^[{MARKS}]*\+{{3}}(?:[^\S\n]|[{MARKS}])*$", re.MULTILINE)
_COMMA = lazy_compile(r"[ \t]*,")
# A comma after an item, with the line if nothing else is on it.
_AFTER_ITEM = lazy_compile(r"[ \t]*,[ \t]*")
_BEFORE_ITEM = lazy_compile(r",\s*\Z")


def read_article_text(path: str, data: bytes) -> ArticleText:
    """Read the file of an article.

    Raises:
        EditError: It is not an article that can be edited: it is not UTF-8, or its front matter
            cannot be read.
    """
    text = data.decode(errors="replace").removeprefix(BOM)
    return (TomlArticleText if _OPENING.match(text) else ArticleText).read(path, data)


class TomlArticleText(ArticleText, frozen=True):
    """The text of an article's file whose front matter is TOML.

    Its fields are the nodes that YAML would have for them. Values can be replaced, and lists be
    changed; a field of several keys is left to its author.
    """

    @classmethod
    def read(cls, path: str, data: bytes) -> TomlArticleText:
        """Read a file; see `read_article_text`."""
        text = cls.decode(path, data)
        first = len(BOM) if text.startswith(BOM) else 0
        opening = _OPENING.match(text[first:])
        start = first + opening.end() if opening else 0
        closing = _CLOSING.search(text, start) if opening else None
        if closing is None:
            raise unreadable(path)
        end = closing.start()
        matter = text[start:end]
        if not is_readable(matter):
            raise unreadable(path)
        root, _ = parse_toml(matter, DEEPEST)
        return cls(path, text, start, end, *find_fields(_to_node(root).value))

    def replace_scalar(self, node: Any, value: str) -> TextEdit:
        """Replace a text of the front matter, in its own quotation marks if it has some."""
        start, end = self.span(node)
        if self.text[start:end].startswith("'") and "'" not in value:
            return TextEdit(start, end, f"'{value}'")
        return TextEdit(start, end, write_text(value))

    def set_field(self, key: str, lines: Iterable[str]) -> TextEdit:
        """Refuse to write a field, whose lines are YAML."""
        raise self._by_hand(key)

    def remove_field(self, key: str) -> TextEdit:
        """Refuse to remove a field, which can be at several places."""
        raise self._by_hand(key)

    def _by_hand(self, key: str) -> EditError:
        return EditError(
            say(
                "the front matter of %(path)s is TOML, in which '%(key)s' cannot be changed",
                path=self.path,
                key=key,
            ),
            "change it by hand, or write the front matter in YAML: 'key: value' between two lines"
            " of three hyphens (---)",
        )

    def add_to_list(self, key: str, value: str) -> TextEdit:
        """Add a text to a field that is a list, or has one value, or none."""
        known = self.fields.get(key)
        if known is None:
            at = self._end_of_keys()
            return TextEdit(at, at, f"{key} = [{write_text(value)}]{self.newline}")
        node = known[1]
        start, end = self.span(node)
        if isinstance(node, yaml.ScalarNode):
            items = [self.text[start:end]] if node.value else []
            return TextEdit(start, end, f"[{', '.join((*items, write_text(value)))}]")
        if not isinstance(node, yaml.SequenceNode) or not self.text.startswith("[", start):
            raise self._by_hand(key)
        if not node.value:
            return TextEdit(start, end, f"[{write_text(value)}]")
        return self._append(node.value[-1], value)

    def _append(self, last: Any, value: str) -> TextEdit:
        """Write an item after the last one of a list, on a line of its own if that has one."""
        at, end = self.span(last)
        comma = _COMMA.match(self.text, end)
        line_start = self.text.rfind("\n", 0, at) + 1
        indent = self.text[line_start:at]
        if indent.strip():
            end = comma.end() if comma else end
            return TextEdit(end, end, f"{'' if comma else ','} {write_text(value)}")
        line_end = self.line_end(end)
        rest = self.text[end:line_end]
        if comma is None:
            rest = f",{rest}"
        new = f"{rest}{self.newline}{indent}{write_text(value)}{',' if comma else ''}"
        return TextEdit(end, line_end, new)

    def remove_item(self, node: Any, number: int) -> TextEdit:
        """Remove an item of a list that has others."""
        start, end = self.span(node.value[number])
        following = _AFTER_ITEM.match(self.text, end)
        if following is None:
            before = _BEFORE_ITEM.search(self.text, self.start, start)
            return TextEdit(before.start() if before else start, end, "")
        line_start = self.text.rfind("\n", 0, start) + 1
        has_own_line = not self.text[line_start:start].strip()
        if has_own_line and following.end() == self.line_end(end):
            return TextEdit(line_start, following.end() + len(self.newline), "")
        return TextEdit(start, following.end(), "")

    def _end_of_keys(self) -> int:
        """Return where a new key belongs: after the last one that is below no heading."""
        root, first = parse_toml(self.text[self.start : self.end], DEEPEST)
        ends = [value.end for _, value in root.entries.values() if value.end <= first]
        if not ends:
            return self.start
        return self.line_end(self.start + max(ends)) + len(self.newline)


def _to_node(value: TomlValue) -> Any:
    """Return a value as the node that YAML would have for it."""
    start, end = _mark(value.start), _mark(value.end)
    match value:
        case TomlScalar():
            return yaml.ScalarNode("", value.text, start, end, value.quote or None)
        case TomlList():
            return yaml.SequenceNode("", [*map(_to_node, value.items)], start, end, flow_style=True)
        case TomlTable():
            pairs = [
                (yaml.ScalarNode("", key, _mark(at), _mark(at)), _to_node(each))
                for key, (at, each) in value.entries.items()
            ]
            return yaml.MappingNode("", pairs, start, end, flow_style=True)


def _mark(at: int) -> yaml.Mark:
    return yaml.Mark("", at, 0, 0, None, 0)


def write_text(text: str) -> str:
    """Write a text on one line in quotation marks."""
    return tomlkit.string(" ".join(text.split())).as_string()
