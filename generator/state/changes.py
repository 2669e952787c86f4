"""Detects what has changed since the last build without reading unchanged files.

A file whose size, times and inode are those of the record is taken to be unchanged, as git's index
does. Any other file is read, and counts as changed only if its bytes have another hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.content.scan import SiteLayout, SiteListing, Stat, stat_file
from generator.hashing import hash_stream
from generator.state.build_record import BuildRecord, FileStamp

# A stat is recorded only if the file has been unchanged for this long (ns): two changes within one
# tick of a file system's clock cannot be distinguished, and the slowest tick in use is two seconds.
SETTLED_NS = 2_000_000_000


class Changes(Struct, frozen=True):
    """How a site differs from its last build.

    Attributes:
        content: The stamp of every file of the content folder; the hash is empty for articles that
            no build has read.
        theme: The stamp of every file of the theme.
        edited: Files of the content folder that are new or changed.
        removed: Files of the content folder that no longer exist.
        theme_changed: Whether any file of the theme is new, changed or removed.
        damaged: Outputs that are missing or changed.
        outputs: The stamps of the outputs that are intact.
        stats_changed: Whether some stat differs from the recorded one while the bytes do not, so
            that the record should be saved again.
        instant: When this was detected, by the clock of the file system (ns).
    """

    content: Mapping[str, FileStamp]
    theme: Mapping[str, FileStamp]
    edited: tuple[str, ...]
    removed: tuple[str, ...]
    theme_changed: bool
    damaged: frozenset[str]
    outputs: Mapping[str, FileStamp]
    stats_changed: bool
    instant: int

    @property
    def any(self) -> bool:
        """Whether there is anything to build."""
        return bool(self.edited or self.removed or self.theme_changed or self.damaged)


def detect_changes(
    layout: SiteLayout, listing: SiteListing, previous: BuildRecord | None, *, verify: bool
) -> Changes:
    """Compare a site with the record of its last build.

    Args:
        layout: The folders of the site.
        listing: Its files.
        previous: The record, if there is one.
        verify: Whether to read every file instead of trusting stats.
    """
    instant = filesystem_now(layout.state)
    recorded = previous.content if previous else {}
    content: dict[str, FileStamp] = {}
    edited = []
    stats_changed = False
    root = str(layout.root)
    for path, stat in listing.content.items():
        stamp = recorded.get(path)
        if stamp is not None and stamp[0] == stat and not verify:
            content[path] = stamp
            continue
        trusted = is_trustworthy(stat, instant)
        # An article that no build has read is hashed when it is parsed.
        unread = stamp is None and path.endswith(".md")
        digest = b"" if unread else _hash_file(f"{root}/{path}")
        content[path] = trusted, digest
        if stamp is None or digest != stamp[1]:
            edited.append(path)
        elif trusted != stamp[0]:
            stats_changed = True
    theme = {
        name: (None, _hash_file(path))
        if verify
        else _stamp_theme_file(name, path, stat, previous, instant)
        for name, (path, stat) in listing.theme.items()
    }
    outputs, damaged, output_stats_changed = _check_outputs(
        layout.output, previous, instant, verify=verify
    )
    return Changes(
        content=content,
        theme=theme,
        edited=tuple(edited),
        removed=tuple(path for path in recorded if path not in listing.content),
        theme_changed=previous is None or _digests(theme) != _digests(previous.theme),
        damaged=frozenset(damaged),
        outputs=outputs,
        stats_changed=stats_changed
        or output_stats_changed
        or (previous is not None and theme != previous.theme),
        instant=instant,
    )


def is_trustworthy(stat: Stat, instant: int) -> Stat | None:
    """The stat, if the file had been unchanged for long enough at that instant, else ``None``."""
    return stat if max(stat[1], stat[3]) < instant - SETTLED_NS else None


def _stamp_theme_file(
    name: str, path: str, stat: Stat, previous: BuildRecord | None, instant: int
) -> FileStamp:
    stamp = previous.theme.get(name) if previous else None
    if stamp is not None and stamp[0] == stat:
        return stamp
    return is_trustworthy(stat, instant), _hash_file(path)


def _check_outputs(
    output: Path, previous: BuildRecord | None, instant: int, *, verify: bool
) -> tuple[dict[str, FileStamp], list[str], bool]:
    """Compare the outputs with the record.

    Returns:
        The stamps of those that are intact, those that are not, and whether some stat of an intact
        one differs from the recorded one.
    """
    intact: dict[str, FileStamp] = {}
    damaged = []
    stats_changed = False
    base = f"{output}/"
    for path, stamp in previous.outputs.items() if previous else ():
        stat = stat_file(base + path)
        if stat is not None and stat == stamp[0] and not verify:
            intact[path] = stamp
        elif stat is None or _hash_file(base + path) != stamp[1]:
            damaged.append(path)
        else:
            trusted = is_trustworthy(stat, instant)
            intact[path] = trusted, stamp[1]
            stats_changed = stats_changed or trusted != stamp[0]
    return intact, damaged, stats_changed


def _digests(files: Mapping[str, FileStamp]) -> dict[str, bytes]:
    return {name: digest for name, (_, digest) in files.items()}


def _hash_file(path: str) -> bytes:
    """The hash of a file's bytes; empty if it cannot be read."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - called for every file of a site
            return hash_stream(stream)
    except OSError:
        return b""


def filesystem_now(state: Path) -> int:
    """Read the clock of the file system: the time (ns) of a file that is written for it.

    Raises:
        OSError: The folder cannot be written to.
    """
    state.mkdir(parents=True, exist_ok=True)
    probe = state / "now"
    probe.write_bytes(b"")
    instant = probe.stat().st_mtime_ns
    probe.unlink()
    return instant


def restat_outputs(output: Path, paths: Iterable[str], instant: int) -> dict[str, Stat | None]:
    """The stats of files that were just written, ``None`` for those not to be trusted yet."""
    base = f"{output}/"
    stats = {}
    for path in paths:
        stat = stat_file(base + path)
        stats[path] = is_trustworthy(stat, instant) if stat else None
    return stats
