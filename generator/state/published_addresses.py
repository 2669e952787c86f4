"""The addresses that a site has ever published, in its file ``addresses.txt``.

The file is next to ``content/`` and is committed with it, because nothing else survives a clone:
the record of the last build and the list of the output are not committed, and caches of CI expire.
A build adds the addresses that are new. It never removes one, so that a page that has been
published stays known until its author lets it go. A site without the file has no such list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote

from generator.hashing import hash_bytes
from generator.state.plain_file import replace_file
from generator.urls import Url

NAME = "addresses.txt"


@dataclass(frozen=True, slots=True)
class PublishedAddresses:
    """The list of a site.

    Attributes:
        lines: The line of each address, from 1; an address is as in `generator.urls`.
        comment: The lines at the beginning of the file that are not addresses.
        digest: The hash of the file.
    """

    lines: Mapping[str, int]
    comment: tuple[str, ...]
    digest: bytes

    @property
    def files(self) -> Mapping[str, str]:
        """The address of each file of the output."""
        return {Url(address).file: address for address in self.lines}


def load(root: Path) -> PublishedAddresses | None:
    """Read the list of a site; ``None`` if it has none.

    Raises:
        OSError: The file exists and cannot be read.
    """
    try:
        data = (root / NAME).read_bytes()
    except FileNotFoundError:
        return None
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()]
    start = next((n for n, line in enumerate(lines) if line.startswith("/")), len(lines))
    addresses = {
        unquote(line).removeprefix("/"): number
        for number, line in enumerate(lines, 1)
        if line.startswith("/")
    }
    return PublishedAddresses(MappingProxyType(addresses), tuple(lines[:start]), hash_bytes(data))


def digest_of(published: PublishedAddresses | None) -> bytes:
    """Return the hash of a site's list; empty if it has none."""
    return published.digest if published is not None else b""


def add(root: Path, published: PublishedAddresses, addresses: Iterable[str]) -> bytes:
    """Add addresses to the list of a site; returns the hash of the file.

    Raises:
        OSError: It cannot be written.
    """
    new = published.lines.keys() | addresses
    if len(new) == len(published.lines):
        return published.digest
    lines = (*published.comment, *(f"/{address}" for address in sorted(new)), "")
    data = "\n".join(lines).encode()
    replace_file(root / NAME, data)
    return hash_bytes(data)
