"""The entries of a site between builds, in files small enough that an edit rewrites only one.

An entry is kept with the file that its path hashes to. The files hold pickles of the pipeline's own
frozen values; since a site's folder may come from anywhere, nothing else is ever loaded from them.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.gc_control import gc_paused
from generator.hashing import hash_bytes
from generator.model import Entry

COUNT = 64
_MODULES = frozenset({"generator.dates.values", "generator.model"})


class DamagedError(Exception):
    """A file does not hold what was written to it."""


class _Loader(pickle.Unpickler):
    """Loads entries, and refuses whatever entries are not made of."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _MODULES and name.isidentifier() and not name.startswith("_"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an entry")


def shard_of(path: str) -> int:
    """Which file keeps the entry of an article."""
    return blake2b(path.encode(), digest_size=1).digest()[0] % COUNT


def load(
    state: Path, digests: tuple[bytes, ...], numbers: Iterable[int] = range(COUNT)
) -> dict[str, Entry]:
    """Load entries of the last build, by the paths of their files.

    Args:
        state: The folder of the site's state.
        digests: The digest of each file, as it was recorded.
        numbers: Which files to load.

    Raises:
        DamagedError: A file is missing, or is not the one that its digest tells of.
    """
    entries: dict[str, Entry] = {}
    with gc_paused():
        for number in numbers:
            try:
                data = _file(state, number).read_bytes()
            except OSError as error:
                raise DamagedError(str(number)) from error
            if hash_bytes(data) != digests[number]:
                raise DamagedError(str(number))
            for entry in _Loader(io.BytesIO(data)).load():
                entries[entry.article.path] = entry
    return entries


def save(
    state: Path, entries: Iterable[Entry], known: tuple[bytes, ...], changed: frozenset[int] | None
) -> tuple[bytes, ...]:
    """Keep entries for the next build.

    Args:
        state: The folder of the site's state.
        entries: All entries of the site.
        known: The digests of the files as they are.
        changed: The files whose entries are not what they were; ``None`` for all.

    Returns:
        The digests of the files as they are now.
    """
    groups: list[list[Entry]] = [[] for _ in range(COUNT)]
    for entry in entries:
        groups[shard_of(entry.article.path)].append(entry)
    digests = []
    for number, group in enumerate(groups):
        if changed is not None and number not in changed:
            digests.append(known[number])
            continue
        group.sort(key=_path)
        data = pickle.dumps(group, 5)
        path = _file(state, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        beside.write_bytes(data)
        beside.replace(path)
        digests.append(hash_bytes(data))
    return tuple(digests)


def _path(entry: Entry) -> str:
    return entry.article.path


def _file(state: Path, number: int) -> Path:
    return state / "entries" / f"{number:02d}"
