"""The site's one scheme of addresses, and where each address is a file.

An address is relative to the root of the site, so that every page works under any base path:
``ar/articles/strike/`` is the file ``ar/articles/strike/index.html``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

TermKind = Literal["tags", "sources"]

# Steps that pages of the program's own take below a language's prefix.
RESERVED = frozenset({"articles", "assets", "index", "search", "sources", "tags"})


# What is left of a file's name in the name of an asset, in bytes of UTF-8.
_LONGEST = 150
# What means something else in an address, and what no file may be called on some system.
_AWKWARD = re.compile(r'[\x00-\x1f\x7f"#%*:<>?\\|]+')


@dataclass(frozen=True, slots=True)
class Url:
    """An address within the site, as people read it: not percent-encoded, no leading slash."""

    path: str

    @property
    def href(self) -> str:
        """The address as HTML and XML want it (RFC 3986)."""
        return encode(self.path)

    @property
    def file(self) -> str:
        """The file of ``output/`` that a static host serves for it."""
        path = self.path.partition("#")[0]
        return path + "index.html" if path.endswith("/") or not path else path

    @property
    def root(self) -> str:
        """What leads from the page to the root of the site."""
        return "../" * self.path.count("/") or "./"

    def at(self, anchor: str) -> Url:
        """The place on the page that has that ``id``."""
        return Url(f"{self.path}#{anchor}")


@lru_cache(maxsize=1 << 16)
def encode(path: str) -> str:
    """Percent-encode a path, its slashes and its fragment's mark aside."""
    return quote(path, safe="/#-._~")


def year_segment(year: int) -> str:
    """A year as a step of an address: at least four digits, years before 0 with a minus sign."""
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def language_picker() -> Url:
    """The page that offers the languages."""
    return Url("")


def not_found() -> Url:
    """The page that a static host serves for addresses that lead nowhere."""
    return Url("404.html")


def home(language: str) -> Url:
    """The first page of a language."""
    return Url(f"{language}/")


def year(language: str, number: int) -> Url:
    """The timeline of a year (astronomical numbering)."""
    return Url(f"{language}/{year_segment(number)}/")


def month(language: str, year_number: int, number: int) -> Url:
    """The timeline of a month, 1 to 12."""
    return Url(f"{language}/{year_segment(year_number)}/{number:02d}/")


def article(language: str, slug: str) -> Url:
    """The page of an article."""
    return Url(f"{language}/articles/{slug}/")


def index(language: str, kind: TermKind) -> Url:
    """The index of all tags or all sources."""
    return Url(f"{language}/{kind}/")


def term(language: str, kind: TermKind, identity: str) -> Url:
    """The timeline of a tag or a source."""
    return Url(f"{language}/{kind}/{identity}/")


def term_year(language: str, kind: TermKind, identity: str, number: int) -> Url:
    """One year of a long timeline of a tag or a source."""
    return Url(f"{language}/{kind}/{identity}/{year_segment(number)}/")


def content_page(language: str, slug: str) -> Url:
    """A page outside the chronology."""
    return Url(f"{language}/{slug}/")


def export(language: str, file_name: str) -> Url:
    """Return the address of the events of a language in another format."""
    return Url(home(language).path + file_name)


def term_export(language: str, kind: TermKind, identity: str, file_name: str) -> Url:
    """Return the address of the events of a tag or a source in another format."""
    return Url(term(language, kind, identity).path + file_name)


def corrections(language: str) -> Url:
    """The feed of what was set right in the texts of a language."""
    return Url(f"{language}/corrections.xml")


def redirect(alias: str) -> Url:
    """The page that leads on from an old path, itself a file only if it is named as a page."""
    return Url(alias if alias.endswith(("/", ".html", ".htm")) else f"{alias}/")


def asset(name: str, digest: str) -> Url:
    """A stylesheet, script or image, named after its content: ``assets/style.1f2e3d4c5b.css``.

    Args:
        name: A file name, with or without an extension.
        digest: A hexadecimal hash of its bytes; ten digits of it are used.
    """
    name = _AWKWARD.sub("-", name)
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    # File systems allow a name 255 bytes.
    stem = stem.encode()[:_LONGEST].decode(errors="ignore")
    return Url(f"assets/{stem}.{digest[:10]}{dot}{extension}")
