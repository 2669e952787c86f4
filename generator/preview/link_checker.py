"""Checks links and images, one article at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from generator.content.media import measure_media
from generator.model import Entry, MediaFile
from generator.pages.links import LinkResolver, media_url, resolve_path
from generator.problems import Problem

# The target under which links to pages by their URLs are indexed.
_ANY_PAGE = "/"


class Media(Mapping[str, MediaFile]):
    """The files that articles show or link to; each is measured when it is first needed."""

    def __init__(
        self, root: Path, files: Set[str], known: Mapping[str, MediaFile | None] | None = None
    ) -> None:
        """Measure nothing yet.

        Args:
            root: The site's folder.
            files: The files of the content folder.
            known: Files measured before that have not changed.
        """
        self._root = root
        self._files = files
        self._known = dict(known or {})
        measured = (media for media in self._known.values() if media is not None)
        self._published = {media_url(media).file: media for media in measured}

    def with_changes(self, files: Set[str], changed: Set[str]) -> Media:
        """A copy for a new set of files, which measures the changed ones again."""
        known = {
            path: media
            for path, media in self._known.items()
            if path in files and path not in changed
        }
        return Media(self._root, files, known)

    def find_published(self, file: str) -> MediaFile | None:
        """The media file that is published as ``file``, if it has been measured."""
        return self._published.get(file)

    def __getitem__(self, path: str) -> MediaFile:
        if path not in self._known:
            self._known[path] = self._measure(path)
        media = self._known[path]
        if media is None:
            raise KeyError(path)
        return media

    def _measure(self, path: str) -> MediaFile | None:
        if path.endswith(".md") or path not in self._files:
            return None
        try:
            (media,) = measure_media(self._root, (path,))
        except OSError:
            return None
        self._published[media_url(media).file] = media
        return media

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._files if not path.endswith(".md"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class LinkChecker:
    """The problems with the links and images of each article that has been converted."""

    def __init__(self) -> None:
        self._targets: dict[str, frozenset[str]] = {}
        # The articles that link to each target.
        self._linking: defaultdict[str, set[str]] = defaultdict(set)
        self._problems: dict[str, tuple[Problem, ...]] = {}

    @property
    def problems(self) -> Iterator[Problem]:
        """The problems of all articles."""
        for problems in self._problems.values():
            yield from problems

    def check(self, links: LinkResolver, entries: Iterable[Entry]) -> bool:
        """Check the links of some articles; returns whether their problems changed."""
        problems_changed = False
        for entry in entries:
            path = entry.article.path
            self._set_targets(path, frozenset(_targets(entry)))
            problems = tuple(links.problems(entry))
            problems_changed = problems_changed or problems != self._problems.get(path, ())
            if problems:
                self._problems[path] = problems
            else:
                self._problems.pop(path, None)
        return problems_changed

    def remove(self, paths: Iterable[str]) -> None:
        """Remove articles whose files are gone."""
        for path in paths:
            self._set_targets(path, frozenset())
            self._targets.pop(path, None)
            self._problems.pop(path, None)

    def find_affected(self, changed: Iterable[str], *, pages_changed: bool) -> set[str]:
        """The articles whose links a change may break or repair.

        Args:
            changed: Files that are new, changed or removed.
            pages_changed: Whether the list of pages may have changed.
        """
        affected = {path for target in changed for path in self._linking.get(target, ())}
        if pages_changed:
            affected |= self._linking.get(_ANY_PAGE, set()) | self._problems.keys()
        return affected

    def _set_targets(self, path: str, targets: frozenset[str]) -> None:
        before = self._targets.get(path, frozenset())
        for target in before - targets:
            self._linking[target].discard(path)
        for target in targets - before:
            self._linking[target].add(path)
        self._targets[path] = targets


def _targets(entry: Entry) -> Iterator[str]:
    article = entry.article
    if article.image is not None:
        yield resolve_path(article, article.image.src)
    for reference in entry.outline.references:
        target = reference.target.partition("#")[0]
        yield _ANY_PAGE if target.startswith("/") else resolve_path(article, target)
