"""Cut clean HTML at the addresses that only the whole site can tell, and settle all others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from generator.content.markdown.addresses import Address, SanitizedHtml
from generator.content.markdown.source import BodySource
from generator.model import Reference
from generator.problems import Code, Problem, Severity
from generator.text.confusables import describe_letters, find_mixed_word
from generator.text.web_addresses import extract_host

_SITE: Final = re.compile(r'<img([^>]*)>| href="=([0-9a-f]{32})-([0-9]+)="')
_SOURCE: Final = re.compile(r' src="=([0-9a-f]{32})-([0-9]+)="')
_ALT: Final = re.compile(r' alt="([^"]*)"')
_TOP_ANCHORS: Final = frozenset({"", "top"})
_NOTE: Final = "fnref"
_EMPTY: Final = re.compile(r"""\(\s*(?:<\s*>)?\s*\)|(?:href|src)\s*=\s*(["'])\s*\1""")
# How many characters are looked through, at most, for the places of a document's addresses. No
# real one comes near it: a book of 500,000 characters may have 2,000 different addresses.
_MOST_SEARCHED: Final = 1_000_000_000


class _Cutter:
    """The state of one cut: what is done of the HTML, and what was wrong."""

    def __init__(self, html: str, clean: SanitizedHtml, source: BodySource) -> None:
        self.segments: list[str] = []
        self.references: list[Reference] = []
        self.problems: list[Problem] = []
        self._html = html
        self._clean = clean
        self._source = source
        self._parts: list[str] = []
        self._positions: list[int | None] = []
        self._in_link = False
        self._looked_through = 0

    def run(self) -> None:
        done = 0
        for match in _SITE.finditer(self._html):
            image, secret, number = match.groups()
            if image is None and secret != self._clean.secret:
                continue
            self._parts.append(self._html[done : match.start()])
            done = match.end()
            if image is None:
                self._link(int(number))
            else:
                self._image(image, match.start())
        self._parts.append(self._html[done:])
        self.segments.append("".join(self._parts))

    def _link(self, number: int) -> None:
        address = self._clean.addresses[number]
        if address.kind == "reference":
            self._parts.append(" ")
            self._refer(number, address)
        elif address.kind == "external":
            self._parts.append(_external(address.target))
            if not address.target.isascii():
                self._look_at_host(number, address.target)
        elif address.kind == "empty":
            self._report(number, "link-empty", "the link has no address", "write its address")
        elif address.target in self._clean.ids or address.target in _TOP_ANCHORS:
            self._parts.append(f' href="#{escape(address.target.replace("%", "%25"))}"')
        elif address.target.startswith(_NOTE):
            self._unused_note(address.target)
        else:
            self._report(
                number,
                "anchor-missing",
                f"unknown anchor '{address.target}'",
                "write the words of the heading with hyphens for spaces,"
                " or add {#anchor} to the heading",
                Severity.ERROR,
            )

    def _look_at_host(self, number: int, target: str) -> None:
        found = find_mixed_word(extract_host(target))
        if found is not None:
            self._report(
                number,
                "script-mixed",
                f"address: '{found.word}' looks like '{found.looks_like}' but contains "
                + describe_letters("".join(found.other_letters)),
                f"retype it: {found.looks_like}",
            )

    def _unused_note(self, target: str) -> None:
        label = target.partition(":")[2]
        self.problems.append(
            self._source.problem(
                next(iter(self._source.occurrences(f"[^{label}]:")), None),
                "footnote-unused",
                f"footnote '{label}' is not used",
                f"put [^{label}] in the text where it belongs",
            )
        )

    def _image(self, attributes: str, position: int) -> None:
        token = _SOURCE.search(attributes)
        alt = _ALT.search(attributes)
        text = alt[1] if alt else ""
        if token is None or token[1] != self._clean.secret:
            self._parts.append(text)
            return
        number = int(token[2])
        address = self._clean.addresses[number]
        if address.kind == "empty":
            self._report(
                number, "link-empty", "the image has no address", "write the path of its file"
            )
            self._parts.append(text)
        elif address.kind == "external":
            self._remote(number, address, text, position)
        else:
            if not text.strip():
                self._report(
                    number,
                    "image-alt",
                    "the image has no description for readers who cannot see it",
                    f"describe it: ![what it shows]({address.raw})",
                )
            self._parts.append(f"<img{attributes[: token.start()]} ")
            self._refer(number, address)
            self._parts.append(attributes[token.end() :] + ("" if alt else ' alt=""') + ">")

    def _remote(self, number: int, address: Address, text: str, position: int) -> None:
        self._report(
            number,
            "image-remote",
            "an image on another host would let it track your readers; it was replaced by a link",
            "save a copy next to the article",
        )
        shown = text.strip() or escape(address.target)
        linked = f"<a{_external(address.target)}>{shown}</a>"
        self._parts.append(shown if self._is_in_link(position) else linked)

    def _is_in_link(self, position: int) -> bool:
        """Whether a link is open there; to be asked in the order of the document."""
        html, start = self._html, self._looked_through
        opened, closed = html.rfind("<a ", start, position), html.rfind("</a>", start, position)
        if opened != closed:
            self._in_link = opened > closed
        self._looked_through = position
        return self._in_link

    def _refer(self, number: int, address: Address) -> None:
        line, column = self._source.place(self._position(number))
        self.references.append(
            Reference("image" if address.image else "link", address.target, line, column)
        )
        self.segments.append("".join(self._parts))
        self._parts.clear()

    def _position(self, number: int) -> int | None:
        """Where an address was written: equal ones are taken in the order of the document."""
        if not self._positions:
            # Most links lead out of the site and are right: nobody asks where they are.
            unseen: dict[str, Iterator[int]] = {}
            first: dict[str, int | None] = {}
            most = _MOST_SEARCHED // (len(self._source.text) + 1)
            for address in self._clean.addresses:
                raw = address.raw
                if raw not in unseen:
                    places = self._source.occurrences(raw) if len(unseen) < most else ()
                    unseen[raw] = iter(places)
                    first[raw] = places[0] if places else None
                self._positions.append(next(unseen[raw], first[raw]))
        return self._positions[number]

    def _report(
        self,
        number: int,
        code: Code,
        message: str,
        hint: str,
        severity: Severity = Severity.WARNING,
    ) -> None:
        position = self._position(number)
        if position is None and code == "link-empty":
            empty = _EMPTY.search(self._source.text)
            position = empty.start() if empty else None
        self.problems.append(self._source.problem(position, code, message, hint, severity))


def split_segments(
    html: str, clean: SanitizedHtml, source: BodySource
) -> tuple[tuple[str, ...], tuple[Reference, ...], tuple[Problem, ...]]:
    """Cut HTML into segments.

    Args:
        html: What is to be cut; it holds the tokens of ``clean``.
        clean: What the tokens stand for.
        source: Where the addresses were written.

    Returns:
        The segments, the references between them, and what is wrong with addresses.
    """
    if not clean.addresses and "<img" not in html:
        return (html,), (), ()
    cutter = _Cutter(html, clean, source)
    cutter.run()
    return tuple(cutter.segments), tuple(cutter.references), tuple(cutter.problems)


def _external(target: str) -> str:
    """The attributes of a link that leads out of the site."""
    rel = ' rel="noopener external"' if target.startswith(("http:", "https:")) else ""
    return f' href="{escape(target)}"{rel}'
