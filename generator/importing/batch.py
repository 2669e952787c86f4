"""What is taken by a site and by the drafts of an import: keys, files, and what links lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count, pairwise
from typing import Final

from msgspec import Struct, field

from generator.content.file_names import parse_file_name, shared_folder
from generator.dates import write
from generator.importing.records import (
    Evidence,
    OldFile,
    Record,
)
from generator.importing.site_index import SiteIndex
from generator.lazy_patterns import lazy_compile
from generator.model import Language
from generator.text.folding import fold
from generator.text.slugs import anchor_of_heading, find_anchor, slugify
from generator.urls import RESERVED

FOLDER: Final = "imported"
"""The folder of the content folder that drafts are written into."""

FILES: Final = "files"
"""The folder next to the drafts that the files of old sites are copied into."""

_LONGEST_NAME = 60
# An anchor in the syntax of kramdown, of HTML and of Obsidian.
_ANCHOR = lazy_compile(
    r"""(?:\{:?[ ]*\#|\bid=["']?|\bname=["']?|\^)(?P<id>[^\s"'{}<>^]+)""", re.VERBOSE
)


class Draft(Struct, frozen=True):
    """A file to write.

    Attributes:
        path: Its path, relative to the site's folder.
        data: Its bytes.
        title: The title of the entry.
        origin: Where it was read.
        is_draft: Whether its front matter says that it is a draft.
        questions: What its author has to decide, in sentences.
        evidence: What its values rest on.
        left_out: The beginnings of the paragraphs that the draft does not have.
        files: The files that it shows or links to, by their paths relative to the site's folder.
    """

    path: str
    data: bytes
    title: str
    origin: str
    is_draft: bool
    questions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    left_out: tuple[str, ...] = ()
    files: Mapping[str, OldFile] = field(default_factory=dict)


class Skipped(Struct, frozen=True):
    """A record of which no draft is made.

    Attributes:
        origin: Where it was read.
        title: Its title, or the beginning of its text.
        reason: Why there is no draft.
        path: The file that has it already; empty if none does.
    """

    origin: str
    title: str
    reason: str
    path: str = ""


class Plan(Struct):
    """A record for which a draft is made, with what the other drafts need to know of it."""

    record: Record
    language: Language
    key: str
    path: str
    digest: str
    questions: list[str] = field(default_factory=list)


class Batch:
    """What is taken by the site and by the records before one."""

    def __init__(self, index: SiteIndex) -> None:
        self.digests = dict(index.imported)
        self.keys = set(index.keys)
        self.drafts = {article.path for article in index.articles if article.draft}
        self._languages = index.site.languages
        self._content = index.content
        # The files of each event, by its name in the input and by language.
        self._translations: dict[str, dict[str, str]] = {}
        self._files = dict(index.files)
        # What the texts of an event have to agree on: its date and its status, by their file.
        self._events = {
            article.path: (
                write(article.when) if article.when is not None else "",
                str(article.status or ""),
            )
            for article in index.articles
        }
        self._aliases = {
            alias.strip("/").casefold(): article.path
            for article in index.articles
            for alias in article.aliases
        }
        self._bodies: dict[str, str] = {}
        for key, paths in index.translations.items():
            for path in paths:
                self.add_file(key, path)

    def add(self, plan: Plan) -> None:
        """Note what a record takes."""
        self.keys.add(fold(plan.key))
        self.digests[plan.digest] = plan.path
        self._bodies[plan.path] = plan.record.body
        status = dict(plan.record.fields).get("status", "")
        self._events[plan.path] = (plan.record.date, str(status))
        if is_draft(plan.record):
            self.drafts.add(plan.path)
        if plan.record.key:
            self._translations.setdefault(plan.record.key, {}).setdefault(
                plan.language.code, plan.path
            )

    def add_file(self, key: str, path: str) -> None:
        """Note that a file has an event, by the name of that in the input."""
        name = parse_file_name(path, self._languages)
        if key and name is not None:
            self._translations.setdefault(key, {}).setdefault(name.language, path)

    def find_translation(self, record: Record, language: str) -> tuple[str, str]:
        """Find the event of which a record is the text in another language.

        Returns:
            The folder and the key of its files; empty if there is none.
        """
        files = self._translations.get(record.key, {})
        if not files or language in files:
            return "", ""
        path = next(iter(files.values()))
        name = parse_file_name(path, self._languages)
        return (shared_folder(path, self._languages), name.key) if name is not None else ("", "")

    def find_event(self, key: str) -> tuple[str, str]:
        """Return the date and the status that the texts of an event have; empty if they have none.

        Args:
            key: The name of the event in the input.
        """
        events = [
            self._events.get(path, ("", "")) for path in self._translations.get(key, {}).values()
        ]
        dates, statuses = zip(*events, strict=True) if events else ((), ())
        return next(filter(None, dates), ""), next(filter(None, statuses), "")

    def find_article(self, key: str, language: str) -> str:
        """Return the file of an event, in a language or else in another; empty if it has none."""
        files = self._translations.get(key, {})
        return files.get(language) or next(iter(files.values()), "")

    def published(self, path: str) -> str:
        """Return a path unless its article is a draft."""
        return "" if path in self.drafts else path

    def has_anchor(self, path: str, anchor: str) -> bool:
        """Whether a draft has an anchor, or is not of this import, so that it may have it."""
        body = self._bodies.get(path)
        if body is None:
            return True
        lines = body.split("\n")
        headings = [line.lstrip("#").strip("# \t") for line in lines if line.startswith("#")]
        headings += [
            line.strip()
            for line, below in pairwise(lines)
            if below[:1] in ("=", "-") and not below.strip("=- \t")
        ]
        anchors = list(map(anchor_of_heading, headings))
        anchors += [match["id"] for match in _ANCHOR.finditer(body)]
        return find_anchor(anchor.removeprefix("#"), anchors) is not None

    def take_alias(self, alias: str, path: str) -> bool:
        """Take an old address for a draft; return whether it is free."""
        address = alias.strip("/").casefold()
        folder, *rest = address.split("/")
        codes = {language.code.casefold() for language in self._languages}
        # The pages of each language: its home page, years, lists and articles.
        is_own = folder in codes and (not rest or rest[0].isdecimal() or rest[0] in RESERVED)
        return not is_own and self._aliases.setdefault(address, path) == path

    def place_file(self, file: OldFile) -> str:
        """Return the path of a file that is copied; equal files have one."""
        stem, dot, ending = file.source.name.rpartition(".")
        stem = slugify(stem or ending, _LONGEST_NAME) or "file"
        ending = f"{dot}{slugify(ending)}" if dot and stem else ""
        for number in count(1):
            suffix = f"-{number}" if number > 1 else ""
            path = f"{self._content}{FOLDER}/{FILES}/{stem}{suffix}{ending}"
            if self._files.setdefault(path, file.digest) == file.digest:
                return path
        raise AssertionError


def is_draft(record: Record) -> bool:
    is_dated = record.date or record.is_page or record.is_dated_by_translation
    is_complete = bool(is_dated) and not record.has_proposed_title
    return record.is_report or record.is_withheld or not is_complete
