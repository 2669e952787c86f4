"""What the last build found out about the content of a site, so that the next need not again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from generator.chronology import Assembler, ChronicleBuilder
from generator.chronology.recording import from_plain, to_plain
from generator.hashing import hash_bytes
from generator.pages.link_checker import CheckedLinks, LinkChecker
from generator.pages.plan import Plan
from generator.state import entry_shards, plain_file
from generator.state.build_record import BuildRecord, from_tuples, to_tuples
from generator.state.entry_shards import DamagedError, StoredEntries

_NAME = "chronicle"


@dataclass(frozen=True, slots=True)
class RecordedContent:
    """The content of a site in its last build.

    Attributes:
        builder: Builds the chronicle from what was assembled then.
        entries: The entry of each article.
        links: The links that were checked then.
        paths: The hash of the paths that they were checked against, see `hash_paths`.
        is_assembled: Whether the settings by which events were assembled are still the same.
    """

    builder: ChronicleBuilder
    entries: StoredEntries = field(default_factory=StoredEntries)
    links: LinkChecker = field(default_factory=LinkChecker)
    paths: bytes = b""
    is_assembled: bool = False


def load(state: Path, previous: BuildRecord, assembler: Assembler) -> RecordedContent:
    """Load the content of the last build.

    Args:
        state: The folder of the site's state.
        previous: The record of the build.
        assembler: Assembles events by the settings as they are now.

    Raises:
        DamagedError: A file is missing, or is not the one that was written.
    """
    entries = entry_shards.load(state, previous.shards)
    values = plain_file.load(state / _NAME, previous.chronicle)
    if values is None:
        raise DamagedError(_NAME)
    rules, now, absent, assemblies, links, paths = values
    checked = {
        path: CheckedLinks(frozenset(targets), from_tuples(problems))
        for path, (targets, problems) in links.items()
    }
    is_assembled = rules == assembler.rules
    builder = ChronicleBuilder(assembler)
    if is_assembled:
        known = from_plain(assemblies)
        builder = ChronicleBuilder(assembler, assemblies=known, now=now, absent=absent)
    return RecordedContent(builder, entries, LinkChecker(checked), paths, is_assembled)


def save(state: Path, builder: ChronicleBuilder, links: LinkChecker, paths: bytes) -> bytes:
    """Save what was assembled and checked; returns the hash of the file.

    Args:
        state: The folder of the site's state.
        builder: Has built the chronicle.
        links: Has checked the links.
        paths: The hash of the paths that they were checked against.

    Raises:
        OSError: It cannot be written.
    """
    checked = {
        path: (tuple(sorted(each.targets)), to_tuples(each.problems))
        for path, each in links.checked.items()
    }
    assemblies = to_plain(builder.assemblies)
    values = builder.rules, builder.now, builder.absent, assemblies, checked, paths
    return plain_file.save(state / _NAME, values)


def hash_paths(plan: Plan) -> bytes:
    """Hash the paths of all pages and files, which links can lead to."""
    return hash_bytes("\n".join(sorted(plan.paths)).encode())
