"""Read the front matter of other programs: YAML, TOML, JSON, and the headers of Pelican."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import yaml

from generator.content.foreign_keys import normalize_key
from generator.importing.records import ImportFailure
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_FENCED = lazy_compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>.*?)^(?P=fence)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_COMMENT = lazy_compile(r"[ \t]+(#[^\n]*\S)")
_HEADER = lazy_compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_ -]{0,30}):[ \t]*(?P<value>.*)")
_PLACE = lazy_compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
# Keys under which some programs have keys of their own.
_GROUPS: Final = frozenset({"params", "extra", "taxonomies"})


class OldText(NamedTuple):
    """A file split into the values of its front matter and its text.

    Attributes:
        matter: The values by their keys.
        body: The text.
        comments: What is after a value, and YAML takes for a comment, from its number sign on.
    """

    matter: Mapping[str, Any]
    body: str
    comments: tuple[str, ...] = ()

    def entries(self) -> Iterator[tuple[str, Any]]:
        """Yield each key with its value, those of groups such as ``params`` among them."""
        yield from _flatten(self.matter)


class Malformed(ValueError):
    """A text that cannot be read, with the line of what is wrong; 0 if that is not known."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class _TextLoader(yaml.BaseLoader):
    """Keeps every scalar the text that is written, and refuses what repeats or loses a value.

    Attributes:
        comments: The comments after values without quotation marks, in order.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.comments: list[str] = []
        self._text = text

    def construct_scalar(self, node: yaml.ScalarNode) -> Any:
        if node.style is None and (comment := _COMMENT.match(self._text, node.end_mark.index)):
            self.comments.append(comment[1])
        return super().construct_scalar(node)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="a value is repeated with '*'", problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            keys = [self.construct_object(key, deep=True) for key, _ in node.value]
            second = next(key for index, key in enumerate(keys) if key in keys[:index])
            mark = node.value[len(keys) - 1 - keys[::-1].index(second)][0].start_mark
            raise yaml.MarkedYAMLError(
                problem=say("'%(second)s' is given twice", second=second), problem_mark=mark
            )
        return mapping


def split_old_text(text: str) -> OldText:
    """Split a file into its front matter, of any kind, and its text.

    Raises:
        ImportFailure: The front matter cannot be read.
    """
    try:
        return _split(text)
    except Malformed as error:
        message = say("its front matter cannot be read: %(error)s", error=error)
        hint = "correct it, and import the file again"
        raise ImportFailure(message, hint, error.line) from None


def _split(text: str) -> OldText:
    fenced = _FENCED.match(text)
    if fenced is not None:
        first_line = text[: fenced.start("matter")].count("\n")
        comments: tuple[str, ...] = ()
        if fenced["fence"] == "---":
            data, comments = _load_with_comments(fenced["matter"], first_line)
        else:
            data = load_toml(fenced["matter"], first_line)
        return OldText(data if isinstance(data, dict) else {}, text[fenced.end() :], comments)
    if text.lstrip().startswith("{") and not text.lstrip().startswith(("{{", "{%")):
        data, end = _load_json(text, len(text) - len(text.lstrip()))
        return OldText(data if isinstance(data, dict) else {}, text[end:])
    headers: dict[str, str] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines):
        header = _HEADER.fullmatch(line.rstrip())
        if header is None or header["key"] in headers:
            return OldText(headers, "\n".join(lines[number:]))
        headers[header["key"]] = header["value"]
    return OldText(headers, "")


def load_yaml(text: str, first_line: int = 0) -> Any:
    """Load YAML whose scalars stay texts.

    Args:
        text: The text.
        first_line: How many lines are above it in its file.

    Raises:
        Malformed: It is not valid.
    """
    return _load_with_comments(text, first_line)[0]


def _load_with_comments(text: str, first_line: int) -> tuple[Any, tuple[str, ...]]:
    """Load YAML as `load_yaml` does, with the comments after its values."""
    try:
        loader = _TextLoader(text)
        try:
            return loader.get_single_data(), tuple(loader.comments)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line + 1 if error.problem_mark is not None else 0
        raise Malformed(error.problem or "it is not valid YAML", line) from None
    except yaml.YAMLError as error:
        raise Malformed(" ".join(str(error).split())) from None
    except RecursionError:
        raise Malformed("it is nested too deep") from None


def load_toml(text: str, first_line: int = 0) -> Any:
    """Load TOML.

    Args:
        text: The text.
        first_line: How many lines are above it in its file.

    Raises:
        Malformed: It is not valid.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) + first_line if place is not None and place[1] else 0
        raise Malformed(_PLACE.sub("", str(error)).strip(), line) from None
    except RecursionError:
        raise Malformed("it is nested too deep") from None


def _load_json(text: str, start: int) -> tuple[Any, int]:
    try:
        return json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise Malformed(error.msg, error.lineno) from None
    except (ValueError, RecursionError):
        raise Malformed("it is nested too deep, or has a number that is too long") from None


def to_text(value: Any) -> str:
    """Return a value as one text; the items of a list are separated by bars."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " | ".join(filter(None, map(to_text, value)))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {to_text(each)}" for key, each in value.items())
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _flatten(matter: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in matter.items():
        if normalize_key(str(key)) in _GROUPS and isinstance(value, dict):
            yield from _flatten(value)
        else:
            yield str(key), value
