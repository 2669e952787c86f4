"""Notes which facts pages are composed from, so that a later build knows which are out of date."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar, TypeVarTuple

from msgspec import Struct, field

# A fact or a shared view: its kind, and what it is about, such as `("event", "ar", "strike")`.
Name: TypeAlias = tuple[str | int, ...]
Names: TypeAlias = tuple[Name, ...]

V = TypeVar("V")
Ts = TypeVarTuple("Ts")


class Reads(Struct):
    """What pages were composed from.

    Attributes:
        pages: For each page or file, the facts and shared views that it reads.
        views: For each shared view, the facts and other shared views that it reads.
        digests: For each fact, the digest of its value.
    """

    pages: dict[str, Names] = field(default_factory=dict)
    views: dict[Name, Names] = field(default_factory=dict)
    digests: dict[Name, bytes] = field(default_factory=dict)


class ReadLog:
    """Notes every fact and shared view that is read.

    A shared view is composed once and printed by many pages: a page reads the view, and the view
    reads facts and other views.
    """

    def __init__(self) -> None:
        self._current: set[Name] = set()
        self._known: set[Name] = set()
        self._reads = Reads()

    def note_fact(self, fact: Name, digest: Callable[[V], bytes], value: V) -> None:
        """Note that a fact is read; the digest of its value is computed the first time."""
        self._current.add(fact)
        if fact not in self._known:
            self._known.add(fact)
            self._reads.digests[fact] = digest(value)

    def note_view(self, view: Name) -> None:
        """Note that a shared view is read."""
        self._current.add(view)

    def compute_view(self, view: Name, compute: Callable[[*Ts], V], *args: *Ts) -> tuple[V, bool]:
        """Compute a shared view, and note what it reads; return it, and whether it reads any."""
        value, reads = self._compute(compute, *args)
        if reads:
            self._reads.views[view] = reads
        return value, bool(reads)

    def compute_page(self, file: str, compute: Callable[[*Ts], V], *args: *Ts) -> V:
        """Compose a page or file, and note what it reads."""
        value, self._reads.pages[file] = self._compute(compute, *args)
        return value

    def take(self) -> Reads:
        """Return what has been noted since the last call."""
        reads, self._reads = self._reads, Reads()
        return reads

    def _compute(self, compute: Callable[[*Ts], V], *args: *Ts) -> tuple[V, Names]:
        outer, self._current = self._current, set()
        try:
            return compute(*args), tuple(self._current)
        finally:
            self._current = outer
