"""Links and images that lead nowhere, kept up to date article by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from generator.content.media import measure_media
from generator.model import Entry, MediaFile
from generator.pages.links import LinkResolver, media_url, resolve_path
from generator.problems import Problem

# What stands for all links to pages of the site by their addresses.
_PAGES = "/"


class Media(Mapping[str, MediaFile]):
    """The files that articles show or link to, each measured when it is first asked for."""

    def __init__(
        self, root: Path, files: Set[str], known: Mapping[str, MediaFile | None] | None = None
    ) -> None:
        """Measure nothing yet.

        Args:
            root: The site's folder.
            files: The files of the content folder.
            known: Those that have been measured before and are as they were.
        """
        self._root = root
        self._files = files
        self._known = dict(known or {})
        measured = (each for each in self._known.values() if each is not None)
        self._published = {media_url(each).file: each for each in measured}

    def without(self, files: Set[str], changed: Set[str]) -> Media:
        """The same for other files, some of which have changed."""
        kept = self._known.items()
        known = {p: each for p, each in kept if p in files and p not in changed}
        return Media(self._root, files, known)

    def published(self, file: str) -> MediaFile | None:
        """The one that is published as that file, if it has been measured."""
        return self._published.get(file)

    def __getitem__(self, path: str) -> MediaFile:
        if path not in self._known:
            self._known[path] = self._measure(path)
        found = self._known[path]
        if found is None:
            raise KeyError(path)
        return found

    def _measure(self, path: str) -> MediaFile | None:
        if path.endswith(".md") or path not in self._files:
            return None
        try:
            (found,) = measure_media(self._root, (path,))
        except OSError:
            return None
        self._published[media_url(found).file] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._files if not path.endswith(".md"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class LinkChecker:
    """What is wrong with the references of each article that has been looked at."""

    def __init__(self) -> None:
        self._targets: dict[str, frozenset[str]] = {}
        self._mentions: defaultdict[str, set[str]] = defaultdict(set)
        self._found: dict[str, tuple[Problem, ...]] = {}

    @property
    def problems(self) -> Iterator[Problem]:
        """All of them."""
        for found in self._found.values():
            yield from found

    def check(self, atlas: LinkResolver, entries: Iterable[Entry]) -> bool:
        """Look where the references of some articles lead; whether that is news."""
        news = False
        for entry in entries:
            path = entry.article.path
            self._index(path, frozenset(_targets(entry)))
            found = tuple(atlas.problems(entry))
            news = news or found != self._found.get(path, ())
            if found:
                self._found[path] = found
            else:
                self._found.pop(path, None)
        return news

    def forget(self, paths: Iterable[str]) -> None:
        """Leave out articles that are gone."""
        for path in paths:
            self._index(path, frozenset())
            self._targets.pop(path, None)
            self._found.pop(path, None)

    def concerned(self, changed: Iterable[str], *, pages: bool) -> set[str]:
        """The articles that changes may make right or wrong.

        Args:
            changed: Files that are new, other or gone.
            pages: Whether the site has other pages than before.
        """
        concerned = {path for target in changed for path in self._mentions.get(target, ())}
        if pages:
            concerned |= self._mentions.get(_PAGES, set()) | self._found.keys()
        return concerned

    def _index(self, path: str, targets: frozenset[str]) -> None:
        before = self._targets.get(path, frozenset())
        for target in before - targets:
            self._mentions[target].discard(path)
        for target in targets - before:
            self._mentions[target].add(path)
        self._targets[path] = targets


def _targets(entry: Entry) -> Iterator[str]:
    article = entry.article
    if article.image is not None:
        yield resolve_path(article, article.image.src)
    for reference in entry.outline.references:
        target = reference.target.partition("#")[0]
        yield _PAGES if target.startswith("/") else resolve_path(article, target)
