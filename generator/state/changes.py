"""What has changed since the last build, told without reading what has not.

A file whose size, times and inode are those of the record is taken to be the same file, as git's
index does. Any other is read, and counts as changed only if its bytes are not those of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.content.scan import SiteLayout, SiteListing, Stat, stat_of
from generator.hashing import hash_stream
from generator.state.build_record import BuildRecord, FileStamp

# A stat is worth recording only when the file has rested for so long (ns): two changes within one
# tick of a file system's clock look the same, and the slowest tick in use is two seconds.
SETTLED_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Changes:
    """How a site differs from its last build.

    Attributes:
        content: Every file of the content folder with what is known of it; the hash is empty for
            articles that no build has read.
        theme: Every file of the theme, with its hash.
        edited: Files of the content folder that are new or hold other bytes.
        removed: Files of the content folder that are gone.
        restyled: Whether the theme is another.
        damaged: Outputs that are missing or are not as they were written.
        outputs: What is known of the outputs that are intact.
        settled: Whether stats can be recorded that were not, or not as they are now.
        instant: When this was found out, by the clock of the file system (ns).
    """

    content: Mapping[str, FileStamp]
    theme: Mapping[str, FileStamp]
    edited: tuple[str, ...]
    removed: tuple[str, ...]
    restyled: bool
    damaged: frozenset[str]
    outputs: Mapping[str, FileStamp]
    settled: bool
    instant: int

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.edited or self.removed or self.restyled or self.damaged)


def detect_changes(
    place: SiteLayout, listing: SiteListing, past: BuildRecord | None, *, verify: bool
) -> Changes:
    """Compare a site with the record of its last build.

    Args:
        place: Where the site lies.
        listing: Its files as they are.
        past: The record, if there is one.
        verify: Whether to read every file instead of trusting stats.
    """
    instant = filesystem_now(place.state)
    known = past.content if past else {}
    content: dict[str, FileStamp] = {}
    edited = []
    settled = False
    root = str(place.root)
    for path, stat in listing.content.items():
        seen = known.get(path)
        if seen is not None and seen[0] == stat and not verify:
            content[path] = seen
            continue
        kept = is_trustworthy(stat, instant)
        # An article that no build has read is hashed when it is parsed.
        unread = seen is None and path.endswith(".md")
        digest = b"" if unread else _digest(f"{root}/{path}")
        content[path] = kept, digest
        if seen is None or digest != seen[1]:
            edited.append(path)
        elif kept != seen[0]:
            settled = True
    theme = {
        name: (None, _digest(path)) if verify else _theme_file(name, path, stat, past, instant)
        for name, (path, stat) in listing.theme.items()
    }
    outputs, damaged, fresher = _outputs(place.output, past, instant, verify=verify)
    return Changes(
        content=content,
        theme=theme,
        edited=tuple(edited),
        removed=tuple(path for path in known if path not in listing.content),
        restyled=past is None or _digests(theme) != _digests(past.theme),
        damaged=frozenset(damaged),
        outputs=outputs,
        settled=settled or fresher or (past is not None and theme != past.theme),
        instant=instant,
    )


def is_trustworthy(stat: Stat, instant: int) -> Stat | None:
    """The stat of a file that had rested long enough at that instant, else ``None``."""
    return stat if max(stat[1], stat[3]) < instant - SETTLED_NS else None


def _theme_file(
    name: str, path: str, stat: Stat, past: BuildRecord | None, instant: int
) -> FileStamp:
    seen = past.theme.get(name) if past else None
    if seen is not None and seen[0] == stat:
        return seen
    return is_trustworthy(stat, instant), _digest(path)


def _outputs(
    output: Path, past: BuildRecord | None, instant: int, *, verify: bool
) -> tuple[dict[str, FileStamp], list[str], bool]:
    """The outputs that are as they were written, those that are not, and whether stats are news."""
    intact: dict[str, FileStamp] = {}
    damaged = []
    settled = False
    base = f"{output}/"
    for path, seen in past.outputs.items() if past else ():
        stat = stat_of(base + path)
        if stat is not None and stat == seen[0] and not verify:
            intact[path] = seen
        elif stat is None or _digest(base + path) != seen[1]:
            damaged.append(path)
        else:
            kept = is_trustworthy(stat, instant)
            intact[path] = kept, seen[1]
            settled = settled or kept != seen[0]
    return intact, damaged, settled


def _digests(files: Mapping[str, FileStamp]) -> dict[str, bytes]:
    return {name: digest for name, (_, digest) in files.items()}


def _digest(path: str) -> bytes:
    """The hash of a file's bytes; empty when it cannot be read."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - called for every file of a site
            return hash_stream(stream)
    except OSError:
        return b""


def filesystem_now(state: Path) -> int:
    """What the file system's own clock says: the time of a file written just now (ns)."""
    state.mkdir(parents=True, exist_ok=True)
    written = state / "now"
    written.write_bytes(b"")
    instant = written.stat().st_mtime_ns
    written.unlink()
    return instant


def restat_outputs(output: Path, paths: Iterable[str], instant: int) -> dict[str, Stat | None]:
    """The stats of files just written, each trusted only if it had rested."""
    base = f"{output}/"
    found = {}
    for path in paths:
        stat = stat_of(base + path)
        found[path] = is_trustworthy(stat, instant) if stat else None
    return found
