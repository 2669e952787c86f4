"""Reads YAML nodes as typed values: text, dates, URLs, data; other shapes are problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from generator import dates
from generator.content.diagnose import quote_yaml
from generator.content.markdown.syntax.comments import remove_comments
from generator.content.markdown.syntax.link_parts import CHARACTER_REFERENCE, decode_reference
from generator.content.nodes import MappingNode, Node, Scalar, SequenceNode
from generator.dates import DateError, When
from generator.lazy_patterns import lazy_compile
from generator.messages import complete_fix, say
from generator.model import FrozenMapping
from generator.problem_collector import ProblemCollector, quote, retype, suggest
from generator.problems import Code
from generator.text.confusables import describe_letters, find_mixed_word
from generator.text.invisible_characters import group_invisible, remove_invisible
from generator.text.truncation import truncate
from generator.text.web_addresses import extract_host, is_web_address

_LONGEST_LINE = 500
# A longer value is not written out in a hint.
_MAX_WRITTEN = 80
# All that is not a single space between words.
_SPACES = lazy_compile(r"[ \t\n]{2,}|[\t\n]")
_REMOVED = "invisible characters were removed from the value; retype it"
# The letters of some controls in double quotes (YAML 1.2, 5.7).
_ESCAPED = MappingProxyType(
    dict(zip("\0\a\b\v\f\r\x1b\x85\u2028\u2029", "0abvfreNLP", strict=True))
)
_AS_TEXT = "put it in quotes if it is a text that starts with [ or {"
# What follows the number sign of a text, such as #Gaza, and not of a comment.
_MEANT_AS_TEXT = lazy_compile(r"[^\s#]")
# A date in the quotation marks of a word processor, or in the brackets of Org mode.
_QUOTED = lazy_compile(r"(?!<%)[“”„‘’‚«»<]\s*([^“”„‘’‚«»<>]+?)\s*[“”‘’«»>]")
_WIKILINK = lazy_compile(r"\[\[(?P<page>[^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|(?P<label>[^\[\]]+))?\]\]")
_WEB = lazy_compile("https?://", re.IGNORECASE)
# Marks of Markdown, tags of HTML, and tags and variables of templates, which stay as they are in a
# text of front matter. Groups have the text that is meant.
_MARKUP = lazy_compile(
    r"\*\*(?=[^\s*])(?P<strong>[^*]*[^\s*])\*\*"
    r"|(?<![\w*\\])\*(?=[^\s*])(?P<star>[^*]*[^\s*])\*(?![\w*])"
    r"|(?<![\w_\\])__?(?=[^\s_])(?P<line>[^_]*[^\s_])__?(?![\w_])"
    r"|~~(?=\S)(?P<deleted>[^~]*)~~|==(?=\S)(?P<marked>[^=]*)=="
    r"|(?<!`)`(?P<code>[^`]+)`(?!`)"
    r"|!?\[(?P<link>[^\[\]]+)\]\((?!\s)[^()]*\)"
    r"|\[\[(?:[^\[\]|]*\|)?(?P<page>[^\[\]|]+)\]\]"
    r"|(?P<tag></?(?:a|abbr|b|bdi|bdo|big|br|center|cite|code|del|em|font|i|img|ins|kbd|mark|p|q|s"
    r"|small|span|strike|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>)"
    r"|(?P<template>\{\{[^{}]*\}\}|\{%[^{}]*%\}|<%[^<]*?%>)",
    re.IGNORECASE,
)
# How many marks around each other a hint leaves out.
_MAX_NESTED = 4
# The first character of any of these, which few texts contain.
_MARK = lazy_compile(r"[*_~=`\[<{]")
# The names that may be one link, by their labels in messages.
_LINKED = MappingProxyType(
    {
        "tags": frozenset({"page"}),
        "source": frozenset({"page", "link"}),
        "source.name": frozenset({"page", "link"}),
        "source.via": frozenset({"page"}),
    }
)
_YES = frozenset({"true", "yes", "نعم"})
_NO = frozenset({"false", "no", "لا"})
_BOOLEANS = MappingProxyType({"true": True, "false": False})
# A number as JSON writes it (RFC 8259, 6); any other form stays text, such as 007 and 1_000.
_NUMBER = lazy_compile(
    r"-?(?P<whole>0|[1-9][0-9]*)(?P<fraction>\.[0-9]+)?(?P<exponent>[eE][-+]?[0-9]{1,2})?"
)
# The number of decimal digits that a float represents exactly (IEEE 754, binary64).
_EXACT_DIGITS = 15

Synonyms = Mapping[str, str]
NO_SYNONYMS: Synonyms = MappingProxyType({})
# The name of a date in messages, and the date.
LabelledDate = tuple[str, When | None]


class ValueReader:
    """Reads the values of one file and reports what is wrong with them.

    ``label`` is always the name of the value in messages: ``date``, ``source.url``.
    """

    __slots__ = ("_collector", "_text", "_timezone")

    def __init__(self, collector: ProblemCollector, timezone: str, text: str) -> None:
        self._collector = collector
        self._text = text
        self._timezone = timezone

    def error(self, node: Node, code: Code, message: str, hint: str = "") -> None:
        """Report an error at a node."""
        self._collector.error(node.line, node.column, code, message, hint)

    def warning(self, node: Node, code: Code, message: str, hint: str = "") -> None:
        """Report a warning at a node."""
        self._collector.warning(node.line, node.column, code, message, hint)

    def expected(self, node: Node, label: str, what: str, hint: str = "") -> None:
        """Report that a value has the wrong shape."""
        shape = say("text") if isinstance(node, Scalar) else "a list"
        if isinstance(node, MappingNode):
            shape = "a group of keys"
        self.error(
            node,
            "field-type",
            say("'%(label)s' is %(shape)s, not %(what)s", label=label, shape=shape, what=what),
            hint,
        )

    def line(
        self, node: Node, label: str, limit: int = _LONGEST_LINE, *, prose: bool = False
    ) -> str:
        """Read a text on one line.

        Args:
            node: The value.
            label: Its name in messages.
            limit: The most characters it may have.
            prose: Whether it is for readers: references of HTML are decoded, comments are left
                out, and a number sign may belong to the text, so that a comment of YAML is
                reported.

        Returns:
            The text; empty when the value is a list or a mapping, which is reported.
        """
        if not isinstance(node, Scalar):
            self.expected(node, label, say("text"), _AS_TEXT)
            return ""
        text = node.text
        if prose:
            self._check_comment(node, label)
            text = self._read_prose(node, label)
        text = _SPACES.sub(" ", self._clean(node, text, label)).strip()
        if prose:
            self._check_markup(node, label, text)
        if len(text) > limit:
            code: Code = "title-long" if label == "title" else "field-long"
            message = say(
                "'%(label)s' has %(count)s characters; the limit is %(limit)s",
                label=label,
                count=f"{len(text):,}",
                limit=f"{limit:,}",
            )
            self.error(node, code, message, "shorten it; details go into the text below ---")
        return text

    def name(self, node: Node, label: str) -> str:
        """Read a name, and warn of letters of another script in it; empty on a wrong shape."""
        text = unwrap_wikilink(self.line(node, label, prose=True), of_label=True)
        if isinstance(node, Scalar):
            self._check_scripts(node, label, text)
        return text

    def _check_scripts(self, node: Scalar, label: str, text: str) -> None:
        mixed = find_mixed_word(text)
        if mixed is not None:
            position = self._position(node, mixed.other_letters[0])
            strange = describe_letters("".join(mixed.other_letters))
            message = say(
                "%(word)s in '%(label)s' looks like '%(looks_like)s', but contains %(strange)s",
                word=quote(mixed.word),
                label=label,
                looks_like=mixed.looks_like,
                strange=strange,
            )
            self._collector.warning(
                *position,
                "script-mixed",
                message,
                retype(mixed.word, mixed.looks_like),
            )

    def block(self, node: Node, label: str) -> str:
        """Read a text of one or more lines; empty on a wrong shape."""
        if not isinstance(node, Scalar):
            self.expected(node, label, say("text"), _AS_TEXT)
            return ""
        self._check_comment(node, label)
        text = self._clean(node, self._read_prose(node, label), label).strip()
        self._check_markup(node, label, text)
        return text

    def _check_comment(self, node: Scalar, label: str) -> None:
        """Report text that YAML drops as a comment."""
        if node.comment is not None:
            report = self._collector.error if label == "title" else self._collector.warning
            message = say(
                "YAML reads '#' and the text after it as a comment, not as part of '%(label)s'",
                label=label,
            )
            report(*node.comment, "yaml-comment", message, self._comment_hint(node, label))

    def _comment_hint(self, node: Scalar, label: str) -> str:
        """Write the line with the comment as part of the value, if all of it is on one line."""
        line, column = node.comment or (0, 0)
        text = self._line_text(line)
        start = node.column - 1 if node.text else column - 1
        lead, value = text[:start].strip(), text[start:].rstrip()
        if (node.text and (node.folded or node.line != line)) or set("[{") & set(lead):
            return "if it belongs to the value, put the whole value in quotes"
        names = [word.strip("#,،") for word in value.split()]
        if label == "tags" and value.count("#") == len(names) and all(names):
            # Hashtags: the names of tags have no sign.
            written = names[0] if lead == "-" else f"[{', '.join(names)}]"
            lead = lead or "tags:"
        else:
            written = quote_yaml(value)
        return say(
            "if it belongs to the value, write %(lead)s %(written)s", lead=lead, written=written
        ).replace("  ", " ")

    def _line_text(self, number: int) -> str:
        """Return a line of the file, by its number from 1."""
        return self._text[self._line_start(number) :].partition("\n")[0]

    def _decode(self, node: Scalar, label: str) -> str:
        """Replace the character references of HTML, which other programs print as they are."""
        text = node.text
        if "&" not in text:
            return text
        written = ""

        def decode(match: re.Match[str]) -> str:
            nonlocal written
            character = decode_reference(match[0])
            if character != match[0]:
                written = written or match[0]
            return character

        decoded = CHARACTER_REFERENCE.sub(decode, text)
        if written:
            character = decode_reference(written)
            is_visible = character.isprintable()
            shown = quote(character) if is_visible else "an invisible character"
            message = say(
                "'%(written)s' in '%(label)s' is read as %(shown)s",
                written=written,
                label=label,
                shown=shown,
            )
            hint = say("write %(label)s: %(decoded)s", label=label, decoded=quote_yaml(decoded))
            if len(decoded) > _MAX_WRITTEN or not decoded.isprintable():
                hint = (
                    say("write %(character)s instead of it", character=character)
                    if is_visible
                    else "write a space"
                )
            self._collector.notice(node.line, node.column, "markup-foreign", message, hint)
        return decoded

    def _check_markup(self, node: Scalar, label: str, text: str) -> None:
        """Report Markdown, HTML and tags of templates, which readers would see as it is written."""
        match = _MARKUP.search(text) if _MARK.search(text) else None
        # A name may be one link of Obsidian, and a source that is one link is an error of its own.
        if match is None or (match[0] == text and match.lastgroup in _LINKED.get(label, ())):
            return
        shown = quote(truncate(match[0], _MAX_WRITTEN))
        if match.lastgroup == "template":
            message = say(
                "%(shown)s in '%(label)s' is a tag of a template; it is shown as it is written",
                shown=shown,
                label=label,
            )
            hint = "write the value that it stands for"
        else:
            message = say(
                "'%(label)s' is plain text, so %(shown)s is shown as it is written",
                label=label,
                shown=shown,
            )
            plain = text if len(text) <= _LONGEST_LINE else ""
            for _ in range(_MAX_NESTED):
                plain = _MARKUP.sub(_unmark, plain)
            plain = " ".join(plain.split())
            hint = say("write %(label)s: %(plain)s", label=label, plain=quote_yaml(plain))
            if "." in label or label in _LINKED:
                hint = say("write it without the marks: %(plain)s", plain=plain)
            if len(text) > _LONGEST_LINE or len(plain) > _MAX_WRITTEN:
                hint = "write it without the marks"
            elif not plain:
                hint = "write it in words"
        self.warning(node, "markup-foreign", message, hint)

    def _read_prose(self, node: Scalar, label: str) -> str:
        """Return a text for readers: with characters for references, and without comments."""
        return self._remove_comments(node, self._decode(node, label), label)

    def _remove_comments(self, node: Scalar, text: str, label: str) -> str:
        """Leave out comments in the syntax of Markdown and of other programs, which are private."""
        text, comments = remove_comments(text, is_markdown=False)
        for comment in comments:
            shown = quote(comment.text)
            hint = "delete it, or write it on a line of its own that begins with #"
            if comment.is_closed and comment.is_certain:
                message = say(
                    "%(shown)s in '%(label)s' is a comment; it was left out",
                    shown=shown,
                    label=label,
                )
                self.warning(node, "markup-foreign", message, hint)
            else:
                message = say(
                    "%(shown)s in '%(label)s' may be a comment, which must not be published",
                    shown=shown,
                    label=label,
                )
                self.error(node, "markup-unclosed", message, hint)
        return text

    def _clean(self, node: Scalar, text: str, label: str) -> str:
        cleaned, invisible = remove_invisible(text)
        for group in group_invisible(invisible) if invisible else ():
            position = self._position(node, text[group.position])
            message = say(
                "'%(label)s' contains %(description)s", label=label, description=group.description
            )
            self._collector.warning(*position, group.code, message, _REMOVED)
        return cleaned

    def _position(self, node: Scalar, character: str) -> tuple[int, int]:
        """Find a character of a value, as itself or as an escape in double quotes."""
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
        """Return the offset of a value in the text of its file."""
        return self._line_start(node.line) + node.column - 1

    def _line_start(self, number: int) -> int:
        """Return the offset of the first character of a line."""
        at = -1
        for _ in range(number - 1):
            at = self._text.find("\n", at + 1)
        return at + 1

    def when(self, node: Node, label: str) -> When | None:
        """Read a date; ``None`` when it is not valid."""
        # A day of Obsidian is a link, [[2024-01-04]], which YAML reads as a list in a list.
        if isinstance(node, SequenceNode) and any(
            isinstance(item, SequenceNode) for item in node.items
        ):
            node = _unwrap_list(node)
        if not isinstance(node, Scalar):
            self.expected(
                node,
                label,
                "a date",
                say(
                    "write %(label)s: %(suggest_date)s",
                    label=label,
                    suggest_date=_suggest_date(node),
                ),
            )
            return None
        try:
            text = node.text
            if text.startswith("[["):
                text = unwrap_wikilink(text, of_label=False)
            elif quoted := _QUOTED.fullmatch(text):
                text = quoted[1]
            return dates.parse(text, self._timezone)
        except DateError as error:
            column = node.column
            if error.offset and not node.folded:
                column += error.offset + len(node.style)
            message = say(
                "%(label)s %(text)s: %(message)s",
                label=label,
                text=quote(node.text),
                message=error.message,
            )
            hint = complete_fix(error.hint, node.text)
            self._collector.error(node.line, column, error.code, message, hint)
            return None

    def check_order(
        self, node: Node, later: LabelledDate, earlier: LabelledDate, slack: int = 0
    ) -> None:
        """Warn of a date that is more than ``slack`` seconds before one that it follows."""
        (label, date), (first_label, first) = later, earlier
        if date is not None and first is not None and date.latest + slack < first.earliest:
            message = say(
                "'%(label)s' (%(date)s) is before '%(first_label)s' (%(first)s)",
                label=label,
                date=dates.write(date),
                first_label=first_label,
                first=dates.write(first),
            )
            self.warning(node, "date-early", message, "correct one of them")

    def url(self, node: Node, label: str) -> str:
        """Read an absolute URL; empty when it is not one that a reader can follow safely."""
        text = self.line(node, label, limit=2000)
        if not text or is_web_address(text):
            if not text.isascii() and isinstance(node, Scalar):
                self._check_scripts(node, label, extract_host(text))
            return text
        message = say("invalid URL %(text)s in '%(label)s'", text=quote(text), label=label)
        full = f"https://{text.lstrip('/')}"
        hint = say("write %(full)s", full=full) if ":" not in text and is_web_address(full) else ""
        if text.startswith("/") and not text.startswith("//"):
            hint = say("write the whole address, with the host name: https://…%(text)s", text=text)
        if _WEB.match(text):
            hint = "write the host name after https://, without spaces, quotes or brackets"
        self.error(node, "url-invalid", message, hint or "start it with https://")
        return ""

    def flag(self, node: Node, label: str) -> bool:
        """Read a boolean; false when the value is not one."""
        word = node.text.casefold() if isinstance(node, Scalar) else ""
        if word not in _YES | _NO:
            value = f", not {quote(node.text)}" if isinstance(node, Scalar) else ""
            message = say("'%(label)s' must be true or false%(value)s", label=label, value=value)
            self.error(
                node,
                "field-type",
                message,
                say("write %(label)s: true, or delete the line", label=label),
            )
        return word in _YES

    def data(self, node: Node, label: str) -> Any:
        """Read any value as immutable data.

        Plain scalars of the JSON kinds become booleans, numbers and ``None``; every other scalar
        stays the text that was written. Lists become tuples, and mappings `FrozenMapping`.
        """
        if isinstance(node, SequenceNode):
            return tuple([self.data(item, label) for item in node.items])
        if isinstance(node, MappingNode):
            pairs: dict[str, Any] = {}
            for key, value, line, column in node.entries:
                name = self._clean(Scalar(key, line, column, ""), key, label)
                if name in pairs:
                    message = say(
                        "%(name)s is given twice in '%(label)s'", name=quote(name), label=label
                    )
                    self._collector.error(line, column, "key-duplicate", message, "delete one")
                pairs[name] = self.data(value, f"{label}.{name}")
            return FrozenMapping(tuple(pairs.items()))
        plain = None if node.is_null else _parse_plain(node)
        if plain is None or isinstance(plain, str):
            self._check_comment(node, label)
        if not isinstance(plain, str):
            return plain
        return self._clean(node, self._remove_comments(node, plain, label), label)

    def items(self, node: Node, label: str) -> tuple[Node, ...]:
        """Return the items of a list, or one value as a list of one, without empty ones."""
        items = node.items if isinstance(node, SequenceNode) else (node,)
        items = tuple(map(_unwrap_list, items))
        return tuple(item for item in items if not self.is_absent(item, label))

    def is_absent(self, node: Node, label: str) -> bool:
        """Return whether there is no value; one that YAML drops as a comment is reported."""
        if not isinstance(node, Scalar) or not node.is_null:
            return False
        if node.comment is not None and not node.text:
            line, column = node.comment
            # A space after the sign shows that a comment was meant.
            if _MEANT_AS_TEXT.match(self._line_text(line), column):
                self._check_comment(node, label)
        return True

    def parts(
        self,
        node: MappingNode,
        label: str,
        known: Collection[str],
        synonyms: Synonyms = NO_SYNONYMS,
    ) -> dict[str, Node]:
        """Return the values of a mapping by their keys, without unknown and empty ones.

        Args:
            node: The mapping.
            label: Its name in messages.
            known: The keys that it can have.
            synonyms: Other keys, in lower case, with the known one that each means.
        """
        parts = {}
        for entry in node.entries:
            if entry.key not in known:
                message = say(
                    "unknown key %(key)s in '%(label)s'", key=quote(entry.key), label=label
                )
                hint = suggest(entry.key, known, synonyms)
                self._collector.warning(entry.line, entry.column, "key-unknown", message, hint)
            elif not self.is_absent(entry.value, f"{label}.{entry.key}"):
                parts[entry.key] = entry.value
        return parts


def _unmark(match: re.Match[str]) -> str:
    """Return the text within marks; nothing for a tag."""
    group = match.lastgroup or ""
    if group == "template":
        return match[0]
    # A line break of HTML separates words.
    return match[group] if group != "tag" else " " * match[0].lower().startswith("<br")


def _suggest_date(node: Node) -> str:
    """Return what to write for a list of dates, which YAML makes of the sets of EDTF level 2."""
    items = node.items if isinstance(node, SequenceNode) else ()
    written = [item.text for item in items if isinstance(item, Scalar)]
    try:
        dates.parse(f"[{','.join(written)}]", "UTC")
    except DateError as error:
        if written and error.hint.startswith("write between "):
            first, last = error.hint.removeprefix("write between ").split(" and ")
            return say(
                "between %(first)s and %(last)s, or %(first)s/%(last)s if it lasted that long",
                first=first,
                last=last,
            )
    return "2024-01-04"


def unwrap_wikilink(text: str, *, of_label: bool) -> str:
    """Return the label, or the name of the page, of a text that is one wikilink of Obsidian."""
    link = _WIKILINK.fullmatch(text)
    if link is None:
        return text
    page = link["page"].rpartition("/")[2].strip()
    return (link["label"] or page).strip() if of_label else page.removesuffix(".md")


def _unwrap_list(node: Node) -> Node:
    """Return the only value of a list of one, as YAML reads an item such as ``[[Basra]]``."""
    while isinstance(node, SequenceNode) and len(node.items) == 1:
        node = node.items[0]
    return node


def _parse_plain(node: Scalar) -> bool | int | float | str:
    """Return the boolean or the number that a plain scalar writes, else its text."""
    if node.style:
        return node.text
    flag = _BOOLEANS.get(node.text)
    if flag is not None:
        return flag
    number = _NUMBER.fullmatch(node.text)
    if number is None:
        return node.text
    digits = number["whole"].lstrip("0") + (number["fraction"] or "")[1:]
    if len(digits) > _EXACT_DIGITS:
        return node.text
    parse: Callable[[str], int | float] = float if number["fraction"] or number["exponent"] else int
    return parse(node.text)
