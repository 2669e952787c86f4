"""The links of a site to other sites, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from generator.checking.editorial import CheckedEvent
from generator.checking.kinds import SEVERITIES
from generator.checking.link_memory import LinkResult
from generator.fixes import Replacement
from generator.lazy_patterns import lazy_compile
from generator.messages import propose, say
from generator.model import Citation
from generator.problems import EditorialCode, Problem

# An address in a text, up to a sign that more likely ends the sentence or the link.
_ADDRESS: Final = lazy_compile(r"https?://[^\s<>\"'\])}«»“”،؛]+(?<![.,;:!?])")
_CODES: Final[Mapping[str, EditorialCode]] = MappingProxyType(
    {
        "gone": "link-gone",
        "moved": "link-moved",
        "suspect": "link-suspect",
        "unknown": "link-unknown",
    }
)


class Link(Struct, frozen=True):
    """A place where an entry links to another site.

    Attributes:
        url: The address.
        path: The file.
        line: The line of the place, from 1.
        column: Its column, from 1.
        citation: The source that has it; ``None`` in a text.
    """

    url: str
    path: str
    line: int
    column: int
    citation: Citation | None = None


def list_links(
    events: Iterable[CheckedEvent], bodies: Mapping[str, tuple[str, int]]
) -> Iterator[Link]:
    """List the links of all entries: reports, their archived copies, and links in texts."""
    for event in events:
        for entry in event.texts:
            path = entry.article.path
            for citation in entry.article.sources or ():
                for url in filter(None, (citation.url, citation.archived)):
                    yield Link(url, path, citation.line, citation.column, citation)
            body, first_line = bodies.get(path, ("", 1))
            for found in _ADDRESS.finditer(body):
                line = first_line + body.count("\n", 0, found.start())
                column = found.start() - body.rfind("\n", 0, found.start())
                yield Link(found[0], path, line, column)


def describe_links(links: Iterable[Link], results: Mapping[str, LinkResult]) -> Iterator[Problem]:
    """Report the links that are not alive."""
    for link in links:
        result = results.get(link.url)
        code = _CODES.get(result.status) if result is not None else None
        if result is None or code is None:
            continue
        message, hint = _describe(link, result)
        yield Problem(link.path, link.line, link.column, code, message, hint, SEVERITIES[code])


def _describe(link: Link, result: LinkResult) -> tuple[str, str]:
    if result.status == "moved":
        fix = Replacement(link.url, result.target)
        hint = propose(fix, "write %(target)s", target=result.target)
        return say("'%(url)s' has moved", url=link.url), hint
    if result.status == "suspect":
        hint = "open it, and look whether the page still says what is cited"
        return say("'%(url)s' may be gone: %(reason)s", url=link.url, reason=result.reason), hint
    if result.status == "unknown":
        return say(
            "'%(url)s' could not be checked: %(reason)s", url=link.url, reason=result.reason
        ), "open it in a browser"
    message = say("'%(url)s' is gone: %(reason)s", url=link.url, reason=result.reason)
    if link.citation is not None and link.citation.archived not in ("", link.url):
        return message, "readers have its archived copy; look for the new address"
    if result.archived:
        return message, say("write archived: %(archived)s", archived=result.archived)
    return message, "no archived copy was found; look for the new address"


def host_of(url: str) -> str:
    """Return the scheme and the server of an address, which requests are counted by."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.casefold()}"
