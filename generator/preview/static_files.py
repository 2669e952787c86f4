"""Finds the file of a URL as GitHub Pages does, and checks who asks for it."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from msgspec import Struct

_MEDIA_TYPES = MappingProxyType(
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
_DEFAULT_TYPE = "application/octet-stream"


class StaticFile(Struct, frozen=True):
    """The file of a URL, relative to the root of the site; ``404.html`` if there is none."""

    file: str
    found: bool = True


class Redirect(Struct, frozen=True):
    """The URL that is meant: a path relative to the root of the site."""

    path: str


def resolve(path: str, has_file: Callable[[str], bool]) -> StaticFile | Redirect:
    """Find the file of a URL.

    Args:
        path: The URL's path relative to the root of the site, percent-decoded, without a query.
        has_file: Whether the site has a file.
    """
    if not path or path.endswith("/"):
        file = f"{path}index.html"
        return StaticFile(file) if has_file(file) else StaticFile("404.html", found=False)
    if has_file(path):
        return StaticFile(path)
    if has_file(f"{path}/index.html"):
        return Redirect(f"{path}/")
    if has_file(f"{path}.html"):
        return StaticFile(f"{path}.html")
    return StaticFile("404.html", found=False)


def content_type(file: str) -> str:
    """The media type of a file, by its extension."""
    return _MEDIA_TYPES.get(file.rpartition(".")[2].lower(), _DEFAULT_TYPE)


def is_own_origin(origin: str | None, header: str) -> bool:
    """Whether a request comes from the site itself, as far as its headers say.

    Args:
        origin: The ``Origin`` header, if there is one.
        header: The ``Host`` header.
    """
    return origin is None or origin in (f"http://{header}", f"https://{header}")
