"""Write a draft as an author would: front matter in the documented order, and a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from generator.importing.records import Value
from generator.lazy_patterns import lazy_compile

# Texts that YAML takes for something else, or that this program takes for an empty value.
_PLAIN: Final = lazy_compile(
    r"(?!(?:[-?:]\s)|[-?:]$|[\[\]{}&*!|>'\"%@`,#=~<]|(?:null|~)$)[^\x00-\x1f\x7f]*\S", re.IGNORECASE
)
_ENDS_PLAIN = lazy_compile(r":\s|\s#|:$|^-{3}|^\.{3}")
# The keys of a group that need no quotation marks.
_PLAIN_KEY = lazy_compile(r"\w[\w-]*")
# Texts that are read as a number or a flag in the own data of a site.
_TYPED = lazy_compile(r"true|false|yes|no|on|off|[-+.]?[0-9][0-9_.:eExX+-]*", re.IGNORECASE)
# What ends an item of a list in brackets, or begins a key in it.
_IN_BRACKETS = lazy_compile(r"[\[\]{},،?]|^[:-]|:$")
# Signs of Markdown that mean something anywhere in a line, or at its start.
_MARKDOWN = lazy_compile(
    r"[\\`*_\[\]<>{}~|^$]|=(?==)|(?<==)=|(?m:^)=|&(?=#?\w+;)|:(?=:)|(?<=\w)@(?=\w)|(?<=:)/(?=/)"
)
_LINE_START = lazy_compile(r"^(\s*)([-+#!?:](?=[-+#!?:\s]|$)|\d+(?=[.)](?:\s|$)))")


class Comment(Struct, frozen=True):
    """Lines of a comment in front matter, at the place of a field that has no value yet."""

    lines: tuple[str, ...]


def write_article(fields: Iterable[tuple[str, Value | Comment]], mark: str, body: str) -> bytes:
    """Write the file of an article.

    Args:
        fields: Its fields, in their order.
        mark: The last line of the front matter: a comment, or nothing.
        body: The text, as Markdown.
    """
    lines = ["---"]
    for key, value in fields:
        lines += write_field(key, value, "")
    if mark:
        lines.append(mark)
    lines.append("---")
    text = "\n".join(lines) + "\n"
    return (f"{text}\n{body.strip()}\n" if body.strip() else text).encode()


def write_field(key: str, value: Value | Comment, indent: str = "") -> Iterator[str]:
    """Yield the lines of a field; one whose value is empty is there to be filled in."""
    if isinstance(value, Comment):
        yield from (f"{indent}# {line}".rstrip() for line in value.lines)
    elif isinstance(value, bool):
        yield f"{indent}{key}: {'true' if value else 'false'}"
    elif isinstance(value, int | float):
        yield f"{indent}{key}: {value}"
    elif isinstance(value, str):
        # A source with a comma would be taken for several ones.
        written = write_scalar(value, in_brackets=key == "source") if value else ""
        yield f"{indent}{key}: {written}".rstrip()
    elif isinstance(value, dict):
        yield f"{indent}{key}:"
        for inner, each in value.items():
            name = inner if _PLAIN_KEY.fullmatch(inner) else _quote(inner)
            if key == "extra" and isinstance(each, str) and _TYPED.fullmatch(each):
                yield f"{indent}  {name}: {_quote(each)}"
            else:
                yield from write_field(name, each, f"{indent}  ")
    elif all(isinstance(item, str) for item in value):
        items = ", ".join(write_scalar(str(item), in_brackets=True) for item in value)
        yield f"{indent}{key}: [{items}]"
    else:
        yield f"{indent}{key}:"
        for item in value:
            yield from _write_item(item, f"{indent}  ")


def _write_item(item: Value, indent: str) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"{indent}- {item if isinstance(item, int | float) else write_scalar(str(item))}"
        return
    first = True
    for key, value in item.items():
        for line in write_field(key, value, f"{indent}  "):
            yield f"{indent}- {line[len(indent) + 2 :]}" if first else line
            first = False


def write_scalar(text: str, *, in_brackets: bool = False) -> str:
    """Write a text on one line as YAML: plain if it can be, else in quotation marks."""
    text = " ".join(text.split())
    is_plain = bool(_PLAIN.fullmatch(text)) and not _ENDS_PLAIN.search(text)
    if is_plain and not (in_brackets and _IN_BRACKETS.search(text)):
        return text
    return _quote(text)


def _quote(text: str) -> str:
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def write_paragraphs(paragraphs: Iterable[str]) -> str:
    """Write plain text as Markdown that shows it as it is."""
    return "\n\n".join(map(escape_markdown, paragraphs))


def write_quotations(quotations: Iterable[str]) -> str:
    """Write quotations as Markdown, each in a block of its own."""
    return "\n\n<!-- -->\n\n".join(f"> {escape_markdown(each)}" for each in quotations)


def escape_markdown(text: str) -> str:
    """Write plain text of one paragraph as Markdown that shows it as it is."""
    escaped = _MARKDOWN.sub(lambda match: f"\\{match[0]}", text)
    return _LINE_START.sub(_escape_start, escaped)


def _escape_start(match: re.Match[str]) -> str:
    sign = match[2]
    # A number is followed by the sign that would make it the number of an item.
    return f"{match[1]}{sign}\\" if sign[0].isdigit() else f"{match[1]}\\{sign}"
