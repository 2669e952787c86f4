"""The addresses of all pages and files of a site, and the file of each address.

An address is relative to the root of the site, so that every page works under any base path:
``ar/articles/strike/`` is the file ``ar/articles/strike/index.html``.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from itertools import count
from typing import Literal
from urllib.parse import quote

from msgspec import Struct

from generator.lazy_patterns import lazy_compile
from generator.text.folding import fold
from generator.text.slugs import slugify

TermKind = Literal["tags", "sources"]

# The names that pages of tarikh itself use below the prefix of a language.
RESERVED = frozenset(
    {"articles", "assets", "days", "index", "search", "sources", "tags", "timeline"}
)


# The longest key that is made of a title, in characters, and the words of the title that it has.
_LONGEST_KEY = 60
_KEY_WORDS = 7
# The longest stem that an asset keeps of the name of its file, in bytes of UTF-8.
_LONGEST = 150
# Characters that have a meaning in an address, or that some system forbids in file names.
_RESERVED_CHARACTERS = lazy_compile(r'[\x00-\x1f\x7f"#%*:<>?\\|]+')


class Url(Struct, frozen=True):
    """An address within the site: not percent-encoded, without a leading slash."""

    path: str

    @property
    def href(self) -> str:
        """The address percent-encoded, for HTML and XML (RFC 3986)."""
        return encode(self.path)

    @property
    def file(self) -> str:
        """The file in ``output/`` that a static host serves for the address."""
        path = self.path.partition("#")[0]
        return path + "index.html" if path.endswith("/") or not path else path

    @property
    def file_href(self) -> str:
        """The address of the file, percent-encoded, with the fragment: no host needs to know it."""
        fragment = self.path.partition("#")[1:]
        return encode("".join((self.file, *fragment)))

    @property
    def root(self) -> str:
        """The relative path from the page to the root of the site."""
        return "../" * self.path.count("/") or "./"

    def at(self, anchor: str) -> Url:
        """Return the address of the element of the page that has this ``id``."""
        return Url(f"{self.path}#{anchor}")


@lru_cache(maxsize=1 << 16)
def encode(path: str) -> str:
    """Percent-encode a path, except its slashes and the ``#`` of its fragment."""
    return quote(path, safe="/#-._~")


def choose_key(title: str, taken: Collection[str]) -> str:
    """Return a key for a new article: the first words of its title, in its own letters.

    Letters are not romanized: Arabic is written without most vowels, so the result could not be
    read, and the address of the page has Arabic letters anyway.

    Args:
        title: The title, or the name that the article has elsewhere.
        taken: The folded keys that other articles have.
    """
    key = slugify(" ".join(title.split()[:_KEY_WORDS]), _LONGEST_KEY)
    if not key or key in RESERVED or key.isdecimal():
        key = f"event-{key}".rstrip("-")
    if fold(key) not in taken:
        return key
    return next(f"{key}-{number}" for number in count(2) if fold(f"{key}-{number}") not in taken)


def year_segment(year: int) -> str:
    """Return the segment of a year: at least four digits, with a minus sign before year 0."""
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def language_picker() -> Url:
    """Return the address of the page with the choice of languages."""
    return Url("")


def not_found() -> Url:
    """Return the address of the page that a static host serves for unknown addresses."""
    return Url("404.html")


def home(language: str) -> Url:
    """Return the address of the home page of a language."""
    return Url(f"{language}/")


def year(language: str, number: int) -> Url:
    """Return the address of the timeline of a year (astronomical numbering)."""
    return Url(f"{language}/{year_segment(number)}/")


def month(language: str, year_number: int, number: int) -> Url:
    """Return the address of the timeline of a month, 1 to 12."""
    return Url(f"{language}/{year_segment(year_number)}/{number:02d}/")


def days(language: str) -> Url:
    """Return the address of the index of the days of the year that have events."""
    return Url(f"{language}/days/")


def day(language: str, month_number: int, number: int) -> Url:
    """Return the address of the events of one day of the year, in all years."""
    return Url(f"{language}/days/{month_number:02d}-{number:02d}/")


def article(language: str, slug: str) -> Url:
    """Return the address of an article."""
    return Url(f"{language}/articles/{slug}/")


def index(language: str, kind: TermKind) -> Url:
    """Return the address of the index of all tags or all sources."""
    return Url(f"{language}/{kind}/")


def term(language: str, kind: TermKind, identity: str) -> Url:
    """Return the address of the timeline of a tag or a source."""
    return Url(f"{language}/{kind}/{identity}/")


def term_year(language: str, kind: TermKind, identity: str, number: int) -> Url:
    """Return the address of one year of a long timeline of a tag or a source."""
    return Url(f"{language}/{kind}/{identity}/{year_segment(number)}/")


def timeline(language: str) -> Url:
    """Return the address of the whole timeline, from its beginning."""
    return Url(f"{language}/timeline/")


def timeline_part(language: str, first: int, last: int) -> Url:
    """Return the address of a decade (``1990s``) or of a year of a long timeline."""
    decade = "" if first == last else "s"
    return Url(f"{language}/timeline/{year_segment(first)}{decade}/")


def search(language: str) -> Url:
    """Return the address of the page that finds events."""
    return Url(f"{language}/search/")


def search_embed(language: str) -> Url:
    """Return the address of the search for frames of other sites."""
    return Url(f"{language}/search/embed/")


def search_file(name: str) -> Url:
    """Return the address of a piece of the search index."""
    return Url(f"assets/search/{name}")


def timeline_file(language: str, first: int, last: int) -> Url:
    """Return the address of what scripts draw of the events of some years of a timeline."""
    name = year_segment(first) if first == last else f"{year_segment(first)}-{year_segment(last)}"
    return Url(f"assets/timeline/{language}/{name}.bin")


def timeline_embed(language: str) -> Url:
    """Return the address of the picture of a timeline for frames of other sites."""
    return Url(f"{language}/timeline/embed/")


def content_page(language: str, slug: str) -> Url:
    """Return the address of a page outside the chronology."""
    return Url(f"{language}/{slug}/")


def export(language: str, file_name: str) -> Url:
    """Return the address of the events of a language in another format."""
    return Url(home(language).path + file_name)


def term_export(language: str, kind: TermKind, identity: str, file_name: str) -> Url:
    """Return the address of the events of a tag or a source in another format."""
    return Url(term(language, kind, identity).path + file_name)


def corrections(language: str) -> Url:
    """Return the address of the feed of corrections of a language."""
    return Url(f"{language}/corrections.xml")


def share_card(page: Url) -> Url:
    """Return the address of the share picture of a page whose address is a folder."""
    return Url(f"{page.path}share.png")


def redirect(alias: str) -> Url:
    """Return the address of a redirect: the old path, as a folder unless it names an HTML file."""
    return Url(alias if alias.endswith(("/", ".html", ".htm")) else f"{alias}/")


def asset(name: str, digest: str) -> Url:
    """Return the address of an asset, which has a hash: ``assets/style.1f2e3d4c5b.css``.

    Args:
        name: A file name, with or without an extension.
        digest: A hexadecimal hash of its bytes; ten digits of it are used.
    """
    stem, dot, extension = _split_name(name)
    return Url(f"assets/{stem}.{digest[:10]}{dot}{extension}")


def variant(name: str, digest: str, label: str, extension: str) -> Url:
    """Return the address of a picture in another size: ``assets/quay-960.1f2e3d4c5b.webp``.

    Args:
        name: The name of the file of the picture.
        digest: A hexadecimal hash of what the variants are made of; ten digits of it are used.
        label: What distinguishes this variant from the others.
        extension: The extension of its format.
    """
    return Url(f"assets/{_split_name(name)[0]}-{label}.{digest[:10]}.{extension}")


def _split_name(name: str) -> tuple[str, str, str]:
    """Return what the address of an asset has of its name: the stem, a dot and the extension."""
    name = _RESERVED_CHARACTERS.sub("-", name)
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    # File systems allow 255 bytes for a name.
    return stem.encode()[:_LONGEST].decode(errors="ignore"), dot, extension
