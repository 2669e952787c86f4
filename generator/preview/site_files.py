"""What lies where in a site's folders, and what of it has changed."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from generator.content.scan import (
    SiteLayout,
    SiteListing,
    content_path,
    resolve_layout,
    scan_site,
    scan_theme,
    stat_of,
)
from generator.preview.watcher import Batch, Folder


@dataclass(frozen=True, slots=True)
class FileChanges:
    """How a site's files differ from what they were.

    Attributes:
        changed: Files of the content that are new, or may hold other bytes.
        gone: Files of the content that are no more.
        moved: New paths of such files by their old ones, as far as that is known.
        restyled: Whether the theme may be another.
        elsewhere: Whether the parts of the site lie in other folders, and nothing else is known.
    """

    changed: Set[str] = frozenset()
    gone: Set[str] = frozenset()
    moved: Mapping[str, str] | None = None
    restyled: bool = False
    elsewhere: bool = False

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone or self.restyled or self.elsewhere)


class SiteFiles:
    """The files of one site."""

    def __init__(self, root: Path) -> None:
        """Look at everything.

        Raises:
            NotADirectoryError: There is no such folder.
            OSError: One of its folders cannot be listed.
        """
        self.place: SiteLayout = resolve_layout(root)
        self.listing: SiteListing = scan_site(self.place)

    @property
    def folders(self) -> tuple[Folder, ...]:
        """The folders whose changes matter."""
        place = self.place
        found = [Folder(str(each)) for each in (place.content, place.overrides, place.theme)]
        if place.content != place.root:
            found.append(Folder(str(place.root), deep=False))
        return tuple(dict.fromkeys(found))

    def relevant(self, path: str) -> bool:
        """Whether a change of that path matters."""
        if content_path(self.place, path) is not None or self._of_theme(path):
            return True
        place = self.place
        return path in (str(place.content), str(place.overrides), str(place.root / "content"))

    def source(self, path: str) -> Path:
        """Where a file lies that a problem names."""
        name = path.removeprefix("templates/")
        if name != path and name in self.listing.theme:
            return Path(self.listing.theme[name][0])
        return self.place.root / path

    def look(self, batch: Batch) -> FileChanges:
        """Look at what may have changed. May be called from a thread of its own."""
        before = self.listing
        try:
            if batch.whole and resolve_layout(self.place.root) != self.place:
                return FileChanges(elsewhere=True)
            after = scan_site(self.place) if batch.whole else self._some(batch)
        except OSError:
            # A folder that is being moved about: its next change is told of as well.
            return FileChanges()
        self.listing = after
        changed = {path for path, stat in after.content.items() if before.content.get(path) != stat}
        # A file can be another while all that its stat tells is as it was.
        told = (content_path(self.place, path) for path in batch.paths if Path(path).is_file())
        changed.update(path for path in told if path is not None and path in after.content)
        moved = {}
        for old, new in batch.moved.items():
            source, target = content_path(self.place, old), content_path(self.place, new)
            if source is not None and target is not None:
                moved[source] = target
        return FileChanges(
            changed=changed,
            gone=before.content.keys() - after.content.keys(),
            moved=moved,
            restyled=before.theme != after.theme or any(map(self._of_theme, batch.paths)),
        )

    def _some(self, batch: Batch) -> SiteListing:
        content = dict(self.listing.content)
        for path in batch.paths:
            name = content_path(self.place, path)
            if name is None or Path(path).is_symlink():
                continue
            stat = stat_of(path) if Path(path).is_file() else None
            if stat is not None:
                content[name] = stat
            elif path in batch.moved:
                # What is only missing may be about to come back, since editors replace files in
                # many ways: the look at everything that follows each batch will tell.
                content.pop(name, None)
        theme = self.listing.theme
        if any(map(self._of_theme, batch.paths)):
            theme = scan_theme(self.place)
        return replace(self.listing, content=content, theme=theme)

    def _of_theme(self, path: str) -> bool:
        bases = (self.place.overrides, self.place.theme)
        return any(path.startswith(f"{base}/") for base in bases)
