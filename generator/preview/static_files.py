"""Which file a static host gives for an address, as GitHub Pages does it; and whom it answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from types import MappingProxyType
from urllib.parse import urlsplit

_TYPES = MappingProxyType(
    {
        "atom": "application/atom+xml",
        "avif": "image/avif",
        "bib": "text/plain; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "gif": "image/gif",
        "html": "text/html; charset=utf-8",
        "ico": "image/vnd.microsoft.icon",
        "ics": "text/calendar; charset=utf-8",
        "jpeg": "image/jpeg",
        "jpg": "image/jpeg",
        "js": "application/javascript; charset=utf-8",
        "json": "application/json; charset=utf-8",
        "mp3": "audio/mpeg",
        "mp4": "video/mp4",
        "ogg": "audio/ogg",
        "pdf": "application/pdf",
        "png": "image/png",
        "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8",
        "wasm": "application/wasm",
        "webm": "video/webm",
        "webp": "image/webp",
        "woff": "font/woff",
        "woff2": "font/woff2",
        "xml": "application/xml",
    }
)
_UNKNOWN = "application/octet-stream"
_LOCAL = re.compile(r"(?:[a-z0-9-]+\.)*localhost", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """The file at an address, relative to the root of the site; ``404.html`` for none."""

    file: str
    found: bool = True


@dataclass(frozen=True, slots=True)
class Redirect:
    """What is meant stands at another address: the path there, from the root of the site."""

    path: str


def resolve(path: str, has: Callable[[str], bool]) -> StaticFile | Redirect:
    """Find the file of an address.

    Args:
        path: The address relative to the root of the site, percent-decoded, without a query.
        has: Whether the site has a file.
    """
    if not path or path.endswith("/"):
        file = f"{path}index.html"
        return StaticFile(file) if has(file) else StaticFile("404.html", found=False)
    if has(path):
        return StaticFile(path)
    if has(f"{path}/index.html"):
        return Redirect(f"{path}/")
    if has(f"{path}.html"):
        return StaticFile(f"{path}.html")
    return StaticFile("404.html", found=False)


def content_type(file: str) -> str:
    """The media type of a file, by its extension."""
    return _TYPES.get(file.rpartition(".")[2].lower(), _UNKNOWN)


def is_own_host(header: str, host: str) -> bool:
    """Whether a ``Host`` header names this server.

    A page of somebody else's can have its own name lead to this machine ("DNS rebinding"), and
    its scripts would then be those of this site. It cannot do so with a number or ``localhost``.

    Args:
        header: The header's value, a port included.
        host: The name that the server was told to listen at.
    """
    try:
        name = urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return False
    if name == host.lower() or _LOCAL.fullmatch(name):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_own_origin(origin: str | None, header: str) -> bool:
    """Whether a request that says where it comes from comes from the site itself.

    Args:
        origin: Its ``Origin`` header, if it has one.
        header: Its ``Host`` header.
    """
    return origin is None or origin == f"http://{header}"
