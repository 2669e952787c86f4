"""What a site has already: its entries, the spellings of its tags, and what was imported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct

from generator.content.parse import parse_article
from generator.lazy_patterns import lazy_compile
from generator.model import Article, RegistryEntry, Site, SourceFile
from generator.text.folding import fold, fold_name

_MARK = lazy_compile(r"^# tarikh import: (?P<digest>[0-9a-f]+)(?: (?P<key>.+))?$", re.MULTILINE)


def write_mark(digest: str, key: str) -> str:
    """Return the comment by which a draft is recognized, whatever its file and title have become.

    Args:
        digest: The digest of the record that it was made from.
        key: The name of the event in the input, which its translations share; may be empty.
    """
    return " ".join(f"# tarikh import: {digest} {key}".split())


class SiteIndex(Struct, frozen=True):
    """The entries of a site.

    Attributes:
        site: Its settings and registries.
        articles: Its articles and pages, drafts among them.
        content: The content folder, relative to the site's folder, with a slash at its end;
            empty if it is the site's folder.
        imported: The file of each record that was imported, by the digest of the record.
        translations: The files of each event that was imported, by its name in the input.
        files: The hash of each file that was imported next to the articles, by its path.
        keys: The folded names of its files without language.
        titles: The first article with each title, by language and folded title.
        addresses: The first article with each URL of a source, by language and URL.
        tags: The spelling of each tag in the articles of a language, by language and folded name.
    """

    site: Site
    articles: tuple[Article, ...]
    content: str
    imported: Mapping[str, str]
    translations: Mapping[str, tuple[str, ...]]
    files: Mapping[str, bytes]
    keys: frozenset[str]
    titles: Mapping[tuple[str, str], Article]
    addresses: Mapping[tuple[str, str], Article]
    tags: Mapping[tuple[str, str], str]

    @classmethod
    def build(
        cls,
        site: Site,
        files: Iterable[SourceFile],
        content: str = "content/",
        copied: Mapping[str, bytes] = MappingProxyType({}),
    ) -> SiteIndex:
        """Index the articles of a site; those that cannot be read are only known by their mark.

        Args:
            site: The settings and registries.
            files: The files of the articles.
            content: The content folder, with a slash at its end; empty if it is the site's folder.
            copied: The hash of each file that was imported next to the articles, by its path.
        """
        articles: list[Article] = []
        imported: dict[str, str] = {}
        translations: dict[str, tuple[str, ...]] = {}
        for file in files:
            for mark in _MARK.finditer(file.data.decode(errors="replace")):
                imported.setdefault(mark["digest"], file.path)
                if mark["key"]:
                    others = translations.get(mark["key"], ())
                    translations[mark["key"]] = (*others, file.path)
            article, _, _ = parse_article(file, site)
            if article is not None:
                articles.append(article)
        titles: dict[tuple[str, str], Article] = {}
        addresses: dict[tuple[str, str], Article] = {}
        tags: dict[tuple[str, str], str] = {}
        for article in articles:
            titles.setdefault((article.language, fold_name(article.title)), article)
            for citation in article.sources or ():
                if citation.url:
                    addresses.setdefault((article.language, citation.url), article)
            for tag in article.tags or ():
                tags.setdefault((article.language, fold_name(tag)), tag)
        keys = frozenset(fold(article.key) for article in articles)
        return cls(
            site,
            tuple(articles),
            content if articles or content else "content/",
            imported,
            translations,
            copied,
            keys,
            titles,
            addresses,
            tags,
        )


def find_registered(
    entries: Iterable[RegistryEntry], name: str, language: str
) -> tuple[RegistryEntry, str] | None:
    """Find a registered tag or source by any of its spellings.

    Returns:
        The entry, and its name in the language, or else its id.
    """
    folded = _fold_spelling(name)
    for entry in entries:
        names = (
            entry.id,
            *(text.value for text in entry.names.texts),
            *entry.spellings,
            *entry.former_ids,
        )
        if any(_fold_spelling(each) == folded for each in names):
            own = entry.names.in_language(language)
            return entry, own.value if own is not None and own.language == language else entry.id
    return None


def _fold_spelling(name: str) -> str:
    """Fold a name; abbreviations are one word, with or without spaces between their letters."""
    folded = fold_name(name)
    words = folded.split()
    return "".join(words) if len(words) > 1 and all(len(word) == 1 for word in words) else folded
