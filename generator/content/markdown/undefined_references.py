"""Footnotes and links of the reference style whose definitions an author forgot."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Final

from generator.content.markdown.source import BodySource
from generator.problems import Problem, Severity

_PAIR: Final = 2
# Fenced code, or the start of a footnote.
_NOTE: Final = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)|\Z)"
    r"|^ {0,3}\[\^(?P<label>[^\]\n]+)\]:",
    re.DOTALL | re.MULTILINE,
)
_CODE: Final = re.compile(r"<(pre|code)(?: [^>]*)?>.*?</\1>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
# In a text: an escaped character, code, or what is looked for.
_MARK: Final = r"\[\^(?P<note>[^\[\]\s]+)\](?!:)|\]\s?\[(?P<link>[^\[\]^][^\[\]]*)\]"
_LEFT: Final = re.compile(_MARK)
_WRITTEN: Final = re.compile(
    r"\\.|^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|" + _MARK,
    re.DOTALL | re.MULTILINE,
)


def find_undefined_references(html: str, source: BodySource) -> list[Problem]:
    """Find marks that came through as they were written, since nothing defines what they name.

    Args:
        html: The document's HTML, as nh3 wrote it.
        source: Its text.
    """
    if "[^" not in html and "][" not in html and "] [" not in html and "]\n[" not in html:
        return []
    shown = unescape(_TAG.sub("", _CODE.sub("", html)))
    left = Counter((match["note"], match["link"]) for match in _LEFT.finditer(shown))
    problems = []
    for match in _WRITTEN.finditer(source.text) if left else ():
        note, link = match["note"], match["link"]
        # What an indented block of code holds is not told from text here, but counted there.
        if not left[note, link]:
            continue
        left[note, link] -= 1
        at = match.start() if note else match.start("link") - 1
        problems.append(_problem(source, at, note or "", " ".join((link or "").split())))
    return problems


def find_duplicate_footnotes(source: BodySource) -> list[Problem]:
    """Find footnotes that are written twice: only the last of them would be shown."""
    if source.text.count("]:") < _PAIR:
        return []
    problems = []
    seen: dict[str, int] = {}
    for match in _NOTE.finditer(source.text):
        label = match["label"]
        if label is None:
            continue
        first = seen.setdefault(label, match.start())
        if first != match.start():
            problems.append(
                source.problem(
                    match.start("label") - 2,
                    "footnote-twice",
                    f"footnote '{label}' is defined twice;"
                    f" the one on line {source.place(first)[0]} would be lost",
                    "rename one of them, here and in the text",
                    Severity.ERROR,
                )
            )
    return problems


def _problem(source: BodySource, position: int, note: str, link: str) -> Problem:
    if note:
        return source.problem(
            position,
            "footnote-undefined",
            f"footnote '{note}' is not defined",
            f"define it on a line of its own: [^{note}]: …",
        )
    return source.problem(
        position,
        "link-undefined",
        f"link '{link}' has no address",
        f"define it on a line of its own: [{link}]: https://… or write [text](address)",
    )
