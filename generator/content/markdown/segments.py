"""Split sanitized HTML at the addresses that only the whole site can resolve."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from generator.content.markdown.addresses import Address, SanitizedHtml
from generator.content.markdown.source import BodySource
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Reference
from generator.problem_collector import closest, did_you_mean, retype
from generator.problems import Code, Problem, Severity
from generator.text.confusables import describe_letters, find_mixed_word
from generator.text.slugs import find_anchor
from generator.text.web_addresses import extract_host

_ADDRESS_OR_IMAGE: Final = lazy_compile(r'<img([^>]*)>| href="=([0-9a-f]{32})-([0-9]+)="')
_SOURCE: Final = lazy_compile(r' src="=([0-9a-f]{32})-([0-9]+)="')
_ALT: Final = lazy_compile(r' alt="([^"]*)"')
_TOP_ANCHORS: Final = frozenset({"", "top"})
_FOOTNOTE_REFERENCE: Final = "fnref"
_EMPTY_ADDRESS: Final = lazy_compile(r"""\(\s*(?:<\s*>)?\s*\)|(?:href|src)\s*=\s*(["'])\s*\1""")
# The number of characters that may be searched for the positions of a document's addresses. No
# real document comes close: it allows a book of 500,000 characters 2,000 different addresses.
_MAX_SEARCHED: Final = 1_000_000_000


class _Splitter:
    """Splits the HTML of one document, and collects its references and problems."""

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
        self._searched = 0

    def run(self) -> None:
        copied = 0
        for match in _ADDRESS_OR_IMAGE.finditer(self._html):
            image, secret, number = match.groups()
            if image is None and secret != self._clean.secret:
                continue
            self._parts.append(self._html[copied : match.start()])
            copied = match.end()
            if image is None:
                self._add_link(int(number))
            else:
                self._add_image(image, match.start())
        self._parts.append(self._html[copied:])
        self.segments.append("".join(self._parts))

    def _add_link(self, number: int) -> None:
        address = self._clean.addresses[number]
        if address.kind == "reference":
            self._parts.append(" ")
            self._add_reference(number, address)
        elif address.kind == "external":
            self._parts.append(_external_attributes(address.target))
            if not address.target.isascii():
                self._check_host(number, address.target)
        elif address.kind == "empty":
            self._report(number, "link-empty", "the link has no address", "write its address")
        elif address.target in self._clean.ids or address.target in _TOP_ANCHORS:
            self._add_anchor(address.target)
        elif address.target.startswith(_FOOTNOTE_REFERENCE):
            self._report_unused_footnote(address.target)
        elif (anchor := find_anchor(address.target, self._clean.ids)) is not None:
            self._add_anchor(anchor)
        else:
            hint = (
                "write the words of the heading with hyphens for spaces,"
                " or add {#anchor} to the heading"
            )
            if meant := closest(address.target, sorted(self._clean.ids)):
                hint = did_you_mean(address.target, meant)
            message = say("unknown anchor '%(target)s'", target=address.target)
            self._report(number, "anchor-missing", message, hint, Severity.ERROR)

    def _add_anchor(self, anchor: str) -> None:
        self._parts.append(f' href="#{escape(anchor.replace("%", "%25"))}"')

    def _check_host(self, number: int, target: str) -> None:
        mixed = find_mixed_word(extract_host(target))
        if mixed is not None:
            self._report(
                number,
                "script-mixed",
                say(
                    "address: '%(word)s' looks like '%(looks_like)s' but contains ",
                    word=mixed.word,
                    looks_like=mixed.looks_like,
                )
                + describe_letters("".join(mixed.other_letters)),
                retype(mixed.word, mixed.looks_like),
            )

    def _report_unused_footnote(self, target: str) -> None:
        label = target.partition(":")[2]
        self.problems.append(
            self._source.problem(
                next(iter(self._source.find_address(f"[^{label}]:")), None),
                "footnote-unused",
                say("footnote '%(label)s' is not used", label=label),
                say("put [^%(label)s] in the text where it belongs", label=label),
            )
        )

    def _add_image(self, attributes: str, position: int) -> None:
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
            self._replace_remote_image(number, address, text, position)
        else:
            if not text.strip():
                self._report(
                    number,
                    "image-alt",
                    "the image has no description for readers who cannot see it",
                    say("describe it: %(image)s", image=_describe_image(address.raw)),
                )
            self._parts.append(f"<img{attributes[: token.start()]} ")
            self._add_reference(number, address)
            self._parts.append(attributes[token.end() :] + ("" if alt else ' alt=""') + ">")

    def _replace_remote_image(
        self, number: int, address: Address, text: str, position: int
    ) -> None:
        self._report(
            number,
            "image-remote",
            "an image on another host would let it track your readers; it was replaced by a link",
            "save a copy next to the article",
        )
        label = text.strip() or escape(address.target)
        link = f"<a{_external_attributes(address.target)}>{label}</a>"
        self._parts.append(label if self._is_in_link(position) else link)

    def _is_in_link(self, position: int) -> bool:
        """Whether a position is inside a link; must be called in the order of the document."""
        html, start = self._html, self._searched
        last_start = html.rfind("<a ", start, position)
        last_end = html.rfind("</a>", start, position)
        if last_start != last_end:
            self._in_link = last_start > last_end
        self._searched = position
        return self._in_link

    def _add_reference(self, number: int, address: Address) -> None:
        line, column = self._source.line_and_column(self._position(number))
        self.references.append(
            Reference("image" if address.image else "link", address.target, line, column)
        )
        self.segments.append("".join(self._parts))
        self._parts.clear()

    def _position(self, number: int) -> int | None:
        """Return the position of an address in the text; equal ones are taken in order."""
        if not self._positions:
            # Only when needed: most links are external and have no problems.
            remaining: dict[str, Iterator[int]] = {}
            first: dict[str, int | None] = {}
            max_searches = _MAX_SEARCHED // (len(self._source.text) + 1)
            for address in self._clean.addresses:
                raw = address.raw
                if raw not in remaining:
                    is_searched = len(remaining) < max_searches
                    found = self._source.find_address(raw) if is_searched else ()
                    remaining[raw] = iter(found)
                    first[raw] = found[0] if found else None
                self._positions.append(next(remaining[raw], first[raw]))
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
            empty = _EMPTY_ADDRESS.search(self._source.text)
            position = empty.start() if empty else None
        self.problems.append(self._source.problem(position, code, message, hint, severity))


def split_segments(
    html: str, clean: SanitizedHtml, source: BodySource
) -> tuple[tuple[str, ...], tuple[Reference, ...], tuple[Problem, ...]]:
    """Split HTML into segments, and resolve the addresses that do not depend on the site.

    Args:
        html: The HTML with the tokens of ``clean``.
        clean: The sanitized HTML with the addresses of the tokens.
        source: The text of the body, for the positions of addresses.

    Returns:
        The segments, the references between them, and the problems of addresses.
    """
    if not clean.addresses and "<img" not in html:
        return (html,), (), ()
    splitter = _Splitter(html, clean, source)
    splitter.run()
    return tuple(splitter.segments), tuple(splitter.references), tuple(splitter.problems)


def _describe_image(address: str) -> str:
    """Return the Markdown of an image with a description."""
    if address.startswith("[["):
        return say("!%(address)s|what it shows]]", address=address)
    return say("![what it shows](%(address)s)", address=address)


def _external_attributes(target: str) -> str:
    """Return the attributes of a link to another site."""
    rel = ' rel="noopener external"' if target.startswith(("http:", "https:")) else ""
    return f' href="{escape(target)}"{rel}'
