"""The blocks that contain lines of text: paragraphs, code, HTML and tables."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from generator.content.markdown.syntax.link_parts import resolve_escapes
from generator.lazy_patterns import lazy_compile

CODE_INDENT: Final = 4
"""The indentation of code without a fence, in spaces."""

_LANGUAGE: Final = lazy_compile(r"\{?\s*\.?([^\s{}]+)")


class Paragraph:
    """A paragraph, which a later line may turn into a heading, a table or terms.

    Attributes:
        lines: Its lines.
        unmarked: How many of the last ones lack the markers of its containers.
    """

    __slots__ = ("lines", "unmarked")

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.unmarked = 0


class FencedCode:
    """Code between two fences.

    Attributes:
        line: The number of its first line, from 0.
        opening: The text of that line.
    """

    __slots__ = ("_fence", "_indent", "_info", "_lines", "line", "opening")

    def __init__(self, fence: str, info: str, indent: int, line: int) -> None:
        """Begin with a line.

        Args:
            fence: Its backticks or tildes.
            info: The text after them.
            indent: The spaces before them, as many of which other lines lose.
            line: The number of the line, from 0.
        """
        self.line = line
        self.opening = f"{fence}{info}"
        self._fence = fence
        self._info = info
        self._indent = indent
        self._lines: list[str] = []

    def is_closed_by(self, content: str, indent: int) -> bool:
        """Return whether a line with this content and indentation closes the code."""
        closing = content.rstrip(" \t")
        return (
            indent < CODE_INDENT
            and len(closing) >= len(self._fence)
            and closing == self._fence[0] * len(closing)
        )

    def add(self, line: str, indent: int) -> None:
        """Add a line that is indented by some spaces."""
        self._lines.append(line[min(indent, self._indent) :] if self._indent else line)

    @property
    def language(self) -> str:
        """The language of the code; empty if it is not given."""
        match = _LANGUAGE.match(resolve_escapes(self._info.strip(" \t")))
        return match[1] if match is not None else ""

    def write(self, parent: Element) -> None:
        """Add the code to an element."""
        code = _write_code(parent, self._lines)
        if self.language:
            code.set("class", f"language-{self.language}")


class IndentedCode:
    """Code that is indented by four spaces.

    Attributes:
        lines: Its lines, without the indentation.
    """

    __slots__ = ("lines",)

    def __init__(self, line: str) -> None:
        self.lines = [line]

    def write(self, parent: Element) -> None:
        """Add the code to an element, without the empty lines at its end."""
        while not self.lines[-1].strip(" "):
            del self.lines[-1]
        _write_code(parent, self.lines)


class HtmlBlock:
    """Lines of HTML.

    Attributes:
        lines: The lines.
        end: Matches the last line.
    """

    __slots__ = ("end", "lines")

    def __init__(self, line: str, end: re.Pattern[str]) -> None:
        self.lines = [line]
        self.end = end


class Table:
    """A table.

    Attributes:
        element: Its element.
        alignments: The class of each column; empty without an alignment.
    """

    __slots__ = ("alignments", "element")

    def __init__(self, element: Element, alignments: tuple[str, ...]) -> None:
        self.element = element
        self.alignments = alignments


Leaf = Paragraph | FencedCode | IndentedCode | HtmlBlock | Table


def _write_code(parent: Element, lines: list[str]) -> Element:
    code = SubElement(SubElement(parent, "pre"), "code")
    code.text = "".join([f"{line}\n" for line in lines])
    return code
