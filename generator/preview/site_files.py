"""The files of a site's folders, and how they change."""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.content.scan import (
    SiteLayout,
    SiteListing,
    is_section_page,
    resolve_layout,
    scan_site,
    scan_theme,
    stat_file,
    to_content_path,
    without_bundle_parts,
)
from generator.preview.watcher import Batch, Folder


class FileChanges(Struct, frozen=True):
    """How a site's files have changed.

    Attributes:
        changed: Content files that are new, or whose bytes may have changed.
        removed: Content files that no longer exist.
        moved: The new paths of moved content files by their old ones, as far as known.
        theme_changed: Whether the theme may have changed.
        layout_changed: Whether the site now uses or withholds other folders; the other fields are
            then empty.
    """

    changed: Set[str] = frozenset()
    removed: Set[str] = frozenset()
    moved: Mapping[str, str] | None = None
    theme_changed: bool = False
    layout_changed: bool = False

    def __bool__(self) -> bool:
        return bool(self.changed or self.removed or self.theme_changed or self.layout_changed)


class SiteFiles:
    """The files of one site."""

    def __init__(self, root: Path) -> None:
        """List all files.

        Raises:
            NotADirectoryError: There is no such folder.
            OSError: One of its folders cannot be listed.
        """
        self.layout: SiteLayout = resolve_layout(root)
        self.listing: SiteListing = scan_site(self.layout)

    @property
    def folders(self) -> tuple[Folder, ...]:
        """The folders to watch."""
        layout = self.layout
        folders = [Folder(str(path)) for path in (layout.content, layout.overrides, layout.theme)]
        if layout.content != layout.root:
            folders.append(Folder(str(layout.root), is_recursive=False))
        return tuple(dict.fromkeys(folders))

    def is_relevant(self, path: str) -> bool:
        """Whether a change of that path can change the site."""
        if to_content_path(self.layout, path) is not None or self._is_in_theme(path):
            return True
        layout = self.layout
        return is_section_page(layout, path) or path in (
            str(layout.content),
            str(layout.overrides),
            str(layout.root / "content"),
        )

    def locate(self, path: str) -> Path:
        """The file that a problem names by ``path``."""
        name = path.removeprefix("templates/")
        if name != path and name in self.listing.theme:
            return Path(self.listing.theme[name][0])
        return self.layout.root / path

    def detect_changes(self, batch: Batch) -> FileChanges:
        """Compare the files of a batch, or all files, with their last known state.

        May be called from another thread than that of the site.
        """
        before = self.listing
        try:
            if batch.is_full_scan and resolve_layout(self.layout.root) != self.layout:
                return FileChanges(layout_changed=True)
            after = scan_site(self.layout) if batch.is_full_scan else self._scan_batch(batch)
        except OSError:
            # A folder is being moved: another event will follow.
            return FileChanges()
        if after.withheld != self.listing.withheld:
            return FileChanges(layout_changed=True)
        self.listing = after
        changed = {path for path, stat in after.content.items() if before.content.get(path) != stat}
        # The bytes of a file can change while its size and time do not.
        reported = (
            to_content_path(self.layout, path) for path in batch.paths if Path(path).is_file()
        )
        changed.update(path for path in reported if path is not None and path in after.content)
        moved = {}
        for old, new in batch.moved.items():
            source, target = (
                to_content_path(self.layout, old),
                to_content_path(self.layout, new),
            )
            if source is not None and target is not None:
                moved[source] = target
        return FileChanges(
            changed=changed,
            removed=before.content.keys() - after.content.keys(),
            moved=moved,
            theme_changed=before.theme != after.theme or any(map(self._is_in_theme, batch.paths)),
        )

    def _scan_batch(self, batch: Batch) -> SiteListing:
        content = dict(self.listing.content)
        for path in batch.paths:
            name = to_content_path(self.layout, path)
            if name is None or Path(path).is_symlink():
                continue
            stat = stat_file(path) if Path(path).is_file() else None
            if stat is not None:
                content[name] = stat
            elif path in batch.moved:
                # A file that is missing but was not moved may reappear, since some editors remove
                # a file before they write it: the full scan after each batch decides.
                content.pop(name, None)
        theme = self.listing.theme
        if any(map(self._is_in_theme, batch.paths)):
            theme = scan_theme(self.layout)
        content = without_bundle_parts(self.layout, content)
        return replace(self.listing, content=content, theme=theme)

    def _is_in_theme(self, path: str) -> bool:
        bases = (self.layout.overrides, self.layout.theme)
        return any(path.startswith(f"{base}/") for base in bases)
