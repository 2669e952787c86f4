"""Find footnotes and reference links without a definition, and footnotes with two."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Final

from generator.content.markdown.source import BodySource
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.problems import Problem, Severity

_MIN_DEFINITIONS: Final = 2
# Fenced code, or the start of the definition of a footnote.
_FENCE_OR_DEFINITION: Final = lazy_compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)|\Z)"
    r"|^ {0,3}\[\^(?P<label>[^\]\n]+)\]:",
    re.DOTALL | re.MULTILINE,
)
_CODE: Final = lazy_compile(r"<(pre|code)(?: [^>]*)?>.*?</\1>", re.DOTALL)
_TAG: Final = lazy_compile(r"<[^>]*>")
# The use of a footnote or of a reference link.
_REFERENCE: Final = r"\[\^(?P<note>[^\[\]\s]+)\](?!:)|\]\s?\[(?P<link>[^\[\]^][^\[\]]*)\]"
_IN_HTML: Final = lazy_compile(_REFERENCE)
# In a text: an escaped character, code, or such a reference.
_IN_TEXT: Final = lazy_compile(
    r"\\.|^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|" + _REFERENCE,
    re.DOTALL | re.MULTILINE,
)


def find_undefined_references(html: str, source: BodySource) -> list[Problem]:
    """Find references that are still in the HTML because they have no definition.

    Args:
        html: The sanitized HTML of the document.
        source: Its text.
    """
    if "[^" not in html and "][" not in html and "] [" not in html and "]\n[" not in html:
        return []
    visible = unescape(_TAG.sub("", _CODE.sub("", html)))
    undefined = Counter((match["note"], match["link"]) for match in _IN_HTML.finditer(visible))
    problems = []
    for match in _IN_TEXT.finditer(source.text) if undefined else ():
        note, link = match["note"], match["link"]
        # The pattern also matches inside indented code, but the HTML has no such reference.
        if not undefined[note, link]:
            continue
        undefined[note, link] -= 1
        position = match.start() if note else match.start("link") - 1
        problems.append(_report(source, position, note or "", " ".join((link or "").split())))
    return problems


def find_duplicate_footnotes(source: BodySource) -> list[Problem]:
    """Find footnotes that are defined twice: only the last definition would be shown."""
    if source.text.count("]:") < _MIN_DEFINITIONS:
        return []
    problems = []
    positions: dict[str, int] = {}
    for match in _FENCE_OR_DEFINITION.finditer(source.text):
        label = match["label"]
        if label is None:
            continue
        first = positions.setdefault(label, match.start())
        if first != match.start():
            problems.append(
                source.problem(
                    match.start("label") - 2,
                    "footnote-twice",
                    say(
                        "footnote '%(label)s' is defined twice; the one on line"
                        " %(line_and_column)s would be lost",
                        label=label,
                        line_and_column=source.line_and_column(first)[0],
                    ),
                    "rename one of them, here and in the text",
                    Severity.ERROR,
                )
            )
    return problems


def _report(source: BodySource, position: int, note: str, link: str) -> Problem:
    if note:
        return source.problem(
            position,
            "footnote-undefined",
            say("footnote '%(note)s' is not defined", note=note),
            say("define it on a line of its own: [^%(note)s]: …", note=note),
        )
    return source.problem(
        position,
        "link-undefined",
        say("link '%(link)s' has no address", link=link),
        say(
            "define it on a line of its own: [%(link)s]: https://… or write [text](address)",
            link=link,
        ),
    )
