"""Nodes as values: lines of text, dates, addresses; what has another shape is a problem."""

from __future__ import annotations

import re
from collections.abc import Collection
from types import MappingProxyType

from generator import dates
from generator.content.front_matter import Mapping, Node, Scalar, Sequence
from generator.dates import DateError, When
from generator.problem_collector import ProblemCollector, quote, suggest
from generator.problems import Code
from generator.text.confusables import find_mixed_word, letters
from generator.text.invisible_characters import group_invisible, remove_invisible
from generator.text.web_addresses import host_of, is_web_address

_LONGEST_LINE = 500
_SPACES = re.compile(r"[ \t\n]+")
# What authors write in words, in which a number sign may well be meant.
_WORDS = frozenset(
    {
        *("title", "summary", "place", "tags", "source"),
        *("source.name", "source.title", "source.via", "source.quote"),
    }
)
_LEFT_OUT = "it was left out; write the value anew instead of pasting it"
# The letters by which YAML names some controls in double quotes (YAML 1.2, 5.7).
_ESCAPED = MappingProxyType(
    dict(zip("\0\a\b\v\f\r\x1b\x85\u2028\u2029", "0abvfreNLP", strict=True))
)
_AS_TEXT = "put it in quotes if it is a text that starts with [ or {"
_WEB = re.compile("https?://", re.IGNORECASE)
_YES = frozenset({"true", "yes"})
_NO = frozenset({"false", "no"})


# What messages call a date, and the date.
Dated = tuple[str, When | None]


class ValueReader:
    """Reads the values of one file and notes what is wrong with them.

    ``label`` is always what messages call the value: ``date``, ``source.url``.
    """

    __slots__ = ("_findings", "_text", "_timezone")

    def __init__(self, findings: ProblemCollector, timezone: str, text: str) -> None:
        self._findings = findings
        self._text = text
        self._timezone = timezone

    def error(self, node: Node, code: Code, message: str, hint: str = "") -> None:
        """Note an error at a node."""
        self._findings.error(node.line, node.column, code, message, hint)

    def warning(self, node: Node, code: Code, message: str, hint: str = "") -> None:
        """Note a warning at a node."""
        self._findings.warning(node.line, node.column, code, message, hint)

    def expected(self, node: Node, label: str, what: str, hint: str = "") -> None:
        """Note that a value has the wrong shape."""
        found = "text" if isinstance(node, Scalar) else "a list"
        if isinstance(node, Mapping):
            found = "a group of keys"
        self.error(node, "field-type", f"{label} is {found}, not {what}", hint)

    def line(self, node: Node, label: str, limit: int = _LONGEST_LINE) -> str:
        """A text on one line; empty when it is none."""
        if not isinstance(node, Scalar):
            self.expected(node, label, "a text", _AS_TEXT)
            return ""
        if node.comment is not None:
            self._cut(*node.comment, label)
        text = _SPACES.sub(" ", self._cleaned(node, node.text, label)).strip()
        if len(text) > limit:
            code: Code = "title-long" if label == "title" else "field-long"
            message = f"{label} has {len(text):,} characters; at most {limit:,} fit"
            self.error(node, code, message, "shorten it; the text below --- may be as long")
        return text

    def name(self, node: Node, label: str) -> str:
        """A name that is told from others by its letters; empty when it is none."""
        text = self.line(node, label)
        if isinstance(node, Scalar):
            self._mixed(node, label, text)
        return text

    def _mixed(self, node: Scalar, label: str, text: str) -> None:
        found = find_mixed_word(text)
        if found is not None:
            place = self._place(node, found.strange[0])
            strange = letters("".join(found.strange))
            message = (
                f"{label}: {quote(found.word)} reads like '{found.looks}', but holds {strange}"
            )
            hint = f"type it anew: {found.looks}"
            self._findings.warning(*place, "script-mixed", message, hint)

    def block(self, node: Node, label: str) -> str:
        """A text of one or more lines; empty when it is none."""
        if not isinstance(node, Scalar):
            self.expected(node, label, "a text", _AS_TEXT)
            return ""
        if node.comment is not None:
            self._cut(*node.comment, label)
        return self._cleaned(node, node.text, label).strip()

    def _cut(self, line: int, column: int, label: str) -> None:
        """Note that YAML takes what follows a number sign for a comment."""
        if label in _WORDS:
            note = self._findings.error if label == "title" else self._findings.warning
            message = f"# and what follows it are left out of {label}"
            hint = "put the whole value in quotes if they belong to it"
            note(line, column, "yaml-comment", message, hint)

    def _cleaned(self, node: Scalar, text: str, label: str) -> str:
        cleaned, unseen = remove_invisible(text)
        for group in group_invisible(unseen):
            place = self._place(node, text[group.position])
            message = f"{label} holds {group.holds}"
            self._findings.warning(*place, group.code, message, _LEFT_OUT)
        return cleaned

    def _place(self, node: Scalar, character: str) -> tuple[int, int]:
        """Where a character of a value stands, as it is or as YAML writes it in double quotes."""
        number = f"{ord(character):x}"
        letter = _ESCAPED.get(character, "(?!)")
        escape = rf"\\(?:(?:x|u0*|U0*){number}|(?-i:{letter}))"
        written = re.compile(rf"{re.escape(character)}|{escape}", re.IGNORECASE)
        found = written.search(self._text, self._offset(node))
        if found is None:
            return node.line, node.column
        at = found.start()
        return self._text.count("\n", 0, at) + 1, at - self._text.rfind("\n", 0, at)

    def _offset(self, node: Scalar) -> int:
        """Where a value starts in the text of its file."""
        at = -1
        for _ in range(node.line - 1):
            at = self._text.find("\n", at + 1)
        return at + node.column

    def when(self, node: Node, label: str) -> When | None:
        """A date; ``None`` when it cannot be read."""
        if not isinstance(node, Scalar):
            self.expected(node, label, "a date", "write one, as in 2024-01-04")
            return None
        try:
            return dates.parse(node.text, self._timezone)
        except DateError as error:
            column = node.column
            if error.offset and not node.folded:
                column += error.offset + len(node.style)
            message = f"{label} {quote(node.text)}: {error.message}"
            self._findings.error(node.line, column, error.code, message, error.hint)
            return None

    def check_order(self, node: Node, later: Dated, earlier: Dated, slack: int = 0) -> None:
        """Warn of a date that is, by more than ``slack`` seconds, before one that it follows."""
        (label, given), (first_label, first) = later, earlier
        if given is not None and first is not None and given.latest + slack < first.earliest:
            message = f"{label} ({given.edtf}) is before {first_label} ({first.edtf})"
            self.warning(node, "date-early", message, "correct one of them")

    def url(self, node: Node, label: str) -> str:
        """An absolute address; empty when it is none that a reader could follow safely."""
        text = self.line(node, label, limit=2000)
        if not text or is_web_address(text):
            if not text.isascii() and isinstance(node, Scalar):
                self._mixed(node, label, host_of(text))
            return text
        message = f"{label} {quote(text)} is no http or https address"
        full = f"https://{text.lstrip('/')}"
        hint = f"write {full}" if ":" not in text and is_web_address(full) else ""
        if _WEB.match(text):
            hint = "write the host after https://, and no spaces, quotes or brackets"
        self.error(node, "url-invalid", message, hint or "start it with https://")
        return ""

    def flag(self, node: Node, label: str) -> bool:
        """Yes or no; no when it is neither."""
        word = node.text.casefold() if isinstance(node, Scalar) else ""
        if word not in _YES | _NO:
            value = f" {quote(node.text)}" if isinstance(node, Scalar) else ""
            message = f"{label}{value} is neither true nor false"
            self.error(node, "field-type", message, f"write {label}: true, or leave it out")
        return word in _YES

    def items(self, node: Node) -> tuple[Node, ...]:
        """The items of a list, or one value as a list of one, without those left empty."""
        items = node.items if isinstance(node, Sequence) else (node,)
        return tuple(item for item in items if not _is_null(item))

    def parts(self, node: Mapping, label: str, known: Collection[str]) -> dict[str, Node]:
        """The values of a mapping by their keys, without unknown ones and those left empty."""
        parts = {}
        for entry in node.entries:
            if entry.key not in known:
                message = f"unknown key {quote(entry.key)} in {label}"
                hint = suggest(entry.key, known)
                self._findings.warning(entry.line, entry.column, "key-unknown", message, hint)
            elif not _is_null(entry.value):
                parts[entry.key] = entry.value
        return parts


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null
