"""Where the links of an old site lead: to its articles, or to its other files."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from generator.importing.old_sites.folder import ENDINGS, PAGE_ENDINGS, UPLOADS, OldSite
from generator.importing.old_sites.settings import OldSettings
from generator.lazy_patterns import lazy_compile

# Folders whose files are published at the address of the site itself.
_PUBLISHED_FOLDERS: Final = ("", "static/", "assets/", "content/", "source/")
_CONTENT_FOLDERS: Final = ("", "content/", "content/posts/", "content/post/", "_posts/")
_PELICAN = lazy_compile(r"[{|](?P<kind>filename|static|attach)[}|](?P<path>.*)", re.DOTALL)
_SCHEME = lazy_compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_ENDS_OF_ADDRESS: Final = ("/index.html", ".html", ".htm", ".md", "/index")


class Target(NamedTuple):
    """What a link leads to.

    Attributes:
        key: The key of the article; empty if it is a file or not known.
        file: The other file, relative to the folder of the site; empty if it is none.
        anchor: The part of the address from its number sign.
        is_sure: Whether its address says so, and not only the name at its end.
        outside: Its whole address in the old site; empty if that is not known.
    """

    key: str = ""
    file: str = ""
    anchor: str = ""
    is_sure: bool = True
    outside: str = ""


class ArticleAddresses(NamedTuple):
    """How links name an article.

    Attributes:
        key: The key of its record; empty if it is none.
        path: Its file without language and ending; empty if it is in no file of its own.
        name: The name of its file without the day that it may begin with.
        addresses: Its old addresses.
    """

    key: str
    path: str
    name: str
    addresses: tuple[str, ...]


class LinkIndex:
    """The articles and files of an old site, by the ways in which links name them."""

    def __init__(
        self, site: OldSite | None, settings: OldSettings, articles: Iterable[ArticleAddresses]
    ) -> None:
        self._site = site
        self._settings = settings
        others = site.others if site is not None else ()
        # Systems of authors differ in capitals and in how they write accents.
        self._files = {_fold_path(path): path for path in reversed(others)}
        self._by_path: dict[str, str] = {}
        self._by_address: dict[str, str] = {}
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        for article in articles:
            if not article.key:
                continue
            path = article.path.casefold()
            self._by_path.setdefault(path, article.key)
            for name in (path.rpartition("/")[2], article.name.casefold()):
                self._by_name[name].add(article.key)
            for address in article.addresses:
                self._by_address.setdefault(_normalize(address), article.key)
                self._by_name[_normalize(address).rpartition("/")[2]].add(article.key)

    def find(self, written: str, path: str) -> Target | None:
        """Find what a link leads to.

        Args:
            written: The address as it is written.
            path: The article that it is in, relative to the folder of the site.

        Returns:
            An empty target if it is within the old site and leads to nothing that is known;
            ``None`` if it leads elsewhere.
        """
        address, number_sign, fragment = written.partition("#")
        anchor = number_sign + fragment
        if not address:
            return None
        named = _PELICAN.fullmatch(address)
        if named is not None:
            start = "content/" if named["path"].startswith("/") else ""
            inner = unquote(named["path"].removeprefix("/"))
            return self._find_path(f"{start}{inner}", path, anchor)
        if address.startswith("@/"):
            return self._find_path(f"content/{unquote(address[2:])}", "", anchor)
        if _SCHEME.match(address):
            parts = _split_address(address)
            if parts is None or parts[0] not in self._settings.hosts:
                return None
            target = self._find_address(parts[1], anchor) if parts[1].strip("/") else Target()
            return target._replace(outside=written)
        address = unquote(address.partition("?")[0])
        if not address.startswith("/"):
            return self._find_path(address, path, anchor)
        target = self._find_address(address, anchor)
        return target._replace(outside=self._settings.complete(written))

    def find_article(self, name: str, path: str) -> Target:
        """Find an article by its path, from the article at a path or not, or by its name."""
        name, number_sign, fragment = name.partition("#")
        anchor = number_sign + fragment
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        for candidate in (beside, *(f"{start}{name.strip('/')}" for start in _CONTENT_FOLDERS)):
            key = self._article_at(candidate)
            if key:
                return Target(key, anchor=anchor)
        return self._find_by_name(name, anchor, is_sure=True)

    def find_file(self, name: str, path: str) -> Target:
        """Find a file that is not an article by its path or, as Obsidian does, by its name."""
        target = self._find_path(name, path, "")
        if target.file or self._site is None:
            return target
        found = self._site.by_name.get(name.rpartition("/")[2].casefold(), [])
        return Target(file=found[0]) if len(found) == 1 else Target()

    def _find_path(self, name: str, path: str, anchor: str) -> Target:
        """Find what a relative link leads to: beside its article, or beside the address of it."""
        folder = path.rpartition("/")[0]
        # The address of an article is that of a folder of its own.
        own_folder = posixpath.splitext(path)[0]
        for candidate in (posixpath.join(folder, name), posixpath.join(own_folder, name), name):
            for start in _CONTENT_FOLDERS[:2]:
                at = posixpath.normpath(f"{start}{candidate}")
                key = self._article_at(at)
                if key:
                    return Target(key, anchor=anchor)
                if file := self._files.get(_fold_path(at)):
                    return Target(file=file, anchor=anchor)
        return self._find_by_name(name, anchor)

    def _find_address(self, address: str, anchor: str) -> Target:
        prefix = self._settings.prefix
        if prefix and (address == prefix or address.startswith(f"{prefix}/")):
            address = address[len(prefix) :]
        key = self._by_address.get(_normalize(address))
        if key:
            return Target(key, anchor=anchor)
        at = posixpath.normpath(address.lstrip("/"))
        uploaded = at.removeprefix(UPLOADS[0])
        if uploaded != at and (file := self._files.get(_fold_path(f"{UPLOADS[1]}{uploaded}"))):
            return Target(file=file, anchor=anchor)
        for start in _PUBLISHED_FOLDERS:
            if file := self._files.get(_fold_path(f"{start}{at}")):
                return Target(file=file, anchor=anchor)
            key = self._article_at(f"{start}{at}")
            if key:
                return Target(key, anchor=anchor)
        return self._find_by_name(address, anchor)

    def _find_by_name(self, address: str, anchor: str, *, is_sure: bool = False) -> Target:
        keys = self._by_name.get(_normalize(address).rpartition("/")[2], set())
        if len(keys) == 1:
            return Target(next(iter(keys)), anchor=anchor, is_sure=is_sure)
        return Target(anchor=anchor)

    def _article_at(self, path: str) -> str:
        path = path.strip("/")
        for ending in (*ENDINGS, *PAGE_ENDINGS, "/index", "/_index"):
            if path.casefold().endswith(ending):
                path = path[: -len(ending)]
        stem, _, language = path.rpartition(".")
        for each in (path, stem if len(language) in (2, 3) else ""):
            key = self._by_path.get(each.casefold(), "") if each else ""
            if key:
                return key
        return ""


def _fold_path(path: str) -> str:
    return normalize("NFC", path).casefold()


def _split_address(address: str) -> tuple[str, str] | None:
    """Return the host and the decoded path of an address; ``None`` if it has none."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if not host:
        return None
    # WordPress names posts by their number.
    is_number = re.fullmatch(r"(?:p|page_id)=[0-9]+", parts.query) is not None
    return host, f"?{parts.query}" if is_number else unquote(parts.path)


def _normalize(address: str) -> str:
    address = unquote(address).strip("/").casefold()
    for ending in _ENDS_OF_ADDRESS:
        address = address.removesuffix(ending)
    return "" if address == "index" else address
