"""Checks links and images, one article at a time, and again when what they lead to has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from generator.model import Entry
from generator.pages.links import FileNames, LinkResolver, locate, resolve_path
from generator.pages.pictures import FileUse
from generator.problems import Problem

# The target under which links to pages by their URLs are indexed.
_ANY_PAGE = "/"
# That under which wikilinks are indexed, since another file may have the same name.
_ANY_NAME = "*"


class CheckedLinks(NamedTuple):
    """The links and images of an article.

    Attributes:
        targets: The files that they lead to; ``/`` if one leads to an address of the site, and
            ``*`` if one is a wikilink.
        problems: What is wrong with them.
        uses: How it uses files; some of them may be articles, or not exist.
    """

    targets: frozenset[str]
    problems: tuple[Problem, ...]
    uses: frozenset[FileUse] = frozenset()


_NO_LINKS = CheckedLinks(frozenset(), ())


class LinkChecker:
    """The links and images of each article that has been checked."""

    def __init__(self, checked: Mapping[str, CheckedLinks] = MappingProxyType({})) -> None:
        """Start from what is known, by the files of the articles."""
        self._checked = dict(checked)
        # The articles that link to each target.
        self._linking: defaultdict[str, set[str]] = defaultdict(set)
        for path, links in self._checked.items():
            for target in links.targets:
                self._linking[target].add(path)

    @property
    def checked(self) -> Mapping[str, CheckedLinks]:
        """The links of each article that has any, by its file."""
        return self._checked

    def find_uses(self, files: Container[str]) -> set[FileUse]:
        """Return how articles use some files."""
        return {use for links in self._checked.values() for use in links.uses if use.path in files}

    @property
    def problems(self) -> Iterator[Problem]:
        """The problems of all articles."""
        for links in self._checked.values():
            yield from links.problems

    def check(self, links: LinkResolver, entries: Iterable[Entry]) -> bool:
        """Check the links of some articles; returns whether their problems changed."""
        problems_changed = False
        for entry in entries:
            path = entry.article.path
            before = self._checked.get(path, _NO_LINKS)
            targets: set[str] = set()
            uses: set[FileUse] = set()
            for use in _uses(entry, links.names):
                targets.add(use.path)
                if _is_media(use.path):
                    uses.add(use)
            problems = tuple(links.problems(entry))
            after = CheckedLinks(frozenset(targets), problems, frozenset(uses))
            problems_changed = problems_changed or before.problems != after.problems
            self._replace(path, after)
        return problems_changed

    def remove(self, paths: Iterable[str]) -> None:
        """Remove articles that the site does not show any more."""
        for path in paths:
            self._replace(path, _NO_LINKS)

    def find_affected(
        self, changed: Iterable[str], *, pages_changed: bool, names_changed: bool
    ) -> set[str]:
        """The articles whose links a change may break or repair.

        Args:
            changed: Files that are new, changed or removed.
            pages_changed: Whether the list of pages may have changed.
            names_changed: Whether there are other files than before.
        """
        affected = {path for target in changed for path in self._linking.get(target, ())}
        if pages_changed:
            affected |= self._linking.get(_ANY_PAGE, set())
        if names_changed:
            affected |= self._linking.get(_ANY_NAME, set())
        if pages_changed or names_changed:
            # Hints name what a link was probably meant to lead to.
            affected |= {path for path, links in self._checked.items() if links.problems}
        return affected

    def _replace(self, path: str, links: CheckedLinks) -> None:
        before = self._checked.pop(path, _NO_LINKS)
        for target in before.targets - links.targets:
            self._linking[target].discard(path)
        for target in links.targets - before.targets:
            self._linking[target].add(path)
        if links != _NO_LINKS:
            self._checked[path] = links


def _uses(entry: Entry, names: FileNames) -> Iterator[FileUse]:
    """Yield how an article uses files, and for other links what they are indexed under."""
    article = entry.article
    if (image := article.image) is not None:
        path = resolve_path(article, image.src)
        yield FileUse(path, "picture")
        yield FileUse(path, "thumbnail", image.focus)
        if image.original:
            yield FileUse(path, "file")
    for reference in entry.outline.references:
        note = names.find(reference.note, article.language) if reference.note else None
        if reference.note:
            yield FileUse(_ANY_NAME, "file")
        destination = locate(article, reference, note)
        if destination.is_address:
            yield FileUse(_ANY_PAGE, "file")
        elif destination.path:
            yield FileUse(destination.path, "picture" if reference.kind == "image" else "file")


def _is_media(path: str) -> bool:
    return not path.endswith(".md") and path not in (_ANY_PAGE, _ANY_NAME)
