"""The files that articles show or link to, measured when they are first needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from generator.content.media import measure_media
from generator.model import MediaFile
from generator.pages.links import media_url


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
