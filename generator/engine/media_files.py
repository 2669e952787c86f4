"""The files that articles show or link to, measured when they are first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from types import MappingProxyType

from generator.content.scan import CONFIGURATION
from generator.model import MediaFile
from generator.pages.pictures import (
    PublishedFile,
    find_family,
    find_variant,
    media_url,
    split_file,
)


class MediaFiles(Mapping[str, MediaFile]):
    """The files of a content folder besides articles and settings, by their paths."""

    def __init__(
        self,
        measure: Callable[[str], MediaFile | None],
        files: Set[str] = frozenset(),
        known: Mapping[str, MediaFile | None] = MappingProxyType({}),
    ) -> None:
        """Measure nothing yet.

        Args:
            measure: Measures a file; ``None`` if it cannot be used.
            files: Every file of the content folder.
            known: Files measured before that have not changed.
        """
        self._measure = measure
        self._files = files
        self._known = dict(known)
        # The measured files by the files of the output that they are published as, and pictures by
        # what their variants have in common.
        self._published: dict[str, MediaFile] = {}
        self._families: dict[str, MediaFile] = {}
        self._indexed = 0

    def with_changes(self, files: Set[str], changed: Set[str]) -> MediaFiles:
        """A copy for a new set of files, which measures the changed ones again."""
        known = {
            path: media
            for path, media in self._known.items()
            if path in files and path not in changed
        }
        return MediaFiles(self._measure, files, known)

    @property
    def measured(self) -> Mapping[str, MediaFile]:
        """The files that have been measured."""
        return {path: media for path, media in self._known.items() if media is not None}

    def find_published(self, file: str) -> PublishedFile | None:
        """Find what is published as a file of the output, among what has been measured."""
        self._index()
        if (media := self._published.get(file)) is not None:
            return PublishedFile(media, None)
        family, label, extension = split_file(file)
        media = self._families.get(family)
        variant = find_variant(media, label, extension) if media is not None else None
        return PublishedFile(media, variant) if media is not None and variant is not None else None

    def _index(self) -> None:
        """Index what has been measured since the last call: only a preview needs the index."""
        measured = list(self._known.values())
        for media in filter(None, measured[self._indexed :]):
            self._published[media_url(media).file] = media
            if media.format:
                self._families[find_family(media)] = media
        self._indexed = len(measured)

    def __getitem__(self, path: str) -> MediaFile:
        if path not in self:
            raise KeyError(path)
        if path not in self._known:
            self._known[path] = self._measure(path)
        known = self._known[path]
        if known is None:
            raise KeyError(path)
        return known

    def __contains__(self, path: object) -> bool:
        return path in self._files and isinstance(path, str) and _is_media(path)

    def __iter__(self) -> Iterator[str]:
        return filter(_is_media, self._files)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _is_media(path: str) -> bool:
    return not path.endswith(".md") and path.rpartition("/")[2] not in CONFIGURATION
