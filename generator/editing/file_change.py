"""What a command does to the files of a site, as values, and how that is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff

from msgspec import Struct

# Lines around a change that a diff shows.
_CONTEXT = 2


class FileChange(Struct, frozen=True):
    """What becomes of one file.

    Attributes:
        path: The file, relative to the site's folder.
        old: Its bytes; ``None`` if it does not exist yet.
        new: Its bytes afterwards.
        new_path: Its path afterwards; empty if that stays the same.
    """

    path: str
    old: bytes | None
    new: bytes
    new_path: str = ""

    @property
    def target(self) -> str:
        """The path of the file afterwards."""
        return self.new_path or self.path

    @property
    def is_effective(self) -> bool:
        """Whether the change does anything."""
        return self.old != self.new or self.target != self.path


def format_diff(changes: Iterable[FileChange]) -> Iterator[str]:
    """Yield the lines of a unified diff of all changes, without line ends."""
    for change in changes:
        if not change.is_effective:
            continue
        before = change.path if change.old is not None else "/dev/null"
        if change.old == change.new:
            yield f"rename {before} → {change.target}"
            continue
        if change.target != change.path:
            yield f"rename {before} → {change.target}"
        old = (change.old or b"").decode(errors="replace").splitlines()
        new = change.new.decode(errors="replace").splitlines()
        yield from unified_diff(old, new, before, change.target, lineterm="", n=_CONTEXT)
