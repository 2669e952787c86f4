"""Invariants of published files that no text may break."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import html5lib

from generator.content.markdown.sanitize import SCHEMES, TAGS
from generator.model import Body
from generator.problems import Problem, Severity
from generator.theme.render import fill
from generator.views.article import ReferenceView

_XHTML = "{http://www.w3.org/1999/xhtml}"
_SCHEME = re.compile(r"\s*([^/?#]*?):")
_ADDRESSES = frozenset({"action", "background", "cite", "data", "formaction", "href", "poster"})
_LOADED = frozenset({"src", "srcset", "ping", "style", "xlink:href", "srcdoc", "manifest"})
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
# Control characters, and characters that change the direction of a text.
FORBIDDEN_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

Attributes = Iterable[tuple[str, str]]


class _Lexer(HTMLParser):
    """Collects tags as they are written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[tuple[str, str], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple((name, value or "") for name, value in attrs)))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", ()))

    def handle_decl(self, decl: str) -> None:
        self.tags.append(("!", ()))

    def handle_pi(self, data: str) -> None:
        self.tags.append(("?", ()))


def parse_tags(html: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Return the tags of HTML as they are written, with their attributes."""
    lexer = _Lexer()
    lexer.feed(html)
    lexer.close()
    return lexer.tags


def parse_as_browser(html: str) -> Iterator[tuple[str, Attributes]]:
    """Return the elements that a browser parses from HTML (by the HTML standard)."""
    for element in html5lib.parseFragment(html, container="main").iter():
        tag = element.tag
        if isinstance(tag, str) and tag != "DOCUMENT_FRAGMENT":
            yield tag.removeprefix(_XHTML), [(str(name), value) for name, value in element.items()]


def assert_inert(elements: Iterable[tuple[str, Attributes]], tags: frozenset[str] = TAGS) -> None:
    """Assert that nothing runs, is loaded from elsewhere, or imitates a part of the page."""
    ids = set()
    for tag, attributes in elements:
        assert tag in tags, f"<{tag}>"
        for name, value in attributes:
            assert not name.startswith("on"), f"<{tag} {name}>"
            assert name not in _LOADED or (tag, name) == ("img", "src"), f"<{tag} {name}>"
            if name in _ADDRESSES:
                scheme = _SCHEME.match(value)
                assert not scheme or scheme[1].casefold() in SCHEMES, f"{name}={value!r}"
            if name == "id":
                assert value not in ids, f"id {value!r} twice"
                assert not value.startswith("page-"), f"id {value!r}"
                ids.add(value)


def assert_well_reported(problems: Iterable[Problem], text: str) -> None:
    """Assert that each problem has a message and a position in the text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert _CODE.fullmatch(problem.code), problem
        assert problem.message.strip() == problem.message != "", problem
        assert "\n" not in problem.message, problem
        assert problem.severity in Severity, problem
        assert 0 <= problem.line <= len(lines), problem
        assert problem.column >= 0, problem
        assert problem.line > 0 or not problem.column, problem
        if problem.line:
            assert problem.column <= len(lines[problem.line - 1]) + 1, problem


def render_body(body: Body) -> str:
    """Return a body as it is published, with an address of the site for each reference."""
    references = body.outline.references
    leads = [ReferenceView("../a/") for _ in references]
    return fill(body.segments, references, leads).decode()


def assert_well_formed(xml: bytes) -> None:
    """Assert that it is well-formed XML 1.0."""
    ET.fromstring(xml)
