"""What the pages of the last build were composed from: a file next to the record of the build."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path

from msgspec import Struct, field

from generator.state import plain_file

_NAME = "reads"
# Finding the names that no page reads any more takes longer than recording some of them.
_MOST_UNUSED = 1.05
# A fact or a shared view, see `generator.pages.read_log`.
Name = tuple[str | int, ...]


class ReadRecord(Struct):
    """What pages were composed from, with numbers for names.

    Attributes:
        inputs_digest: The hash of what every page depends on: settings, theme and program.
        versions: For the file of each entry a value that changes when the entry does.
        names: The facts and shared views.
        digests: The digest of each fact among them, by its number.
        views: For each shared view, the numbers of what it was composed from.
        pages: For each page or file, the same.
        used: How many names there were when those that no page reads were last forgotten.
    """

    inputs_digest: bytes
    versions: dict[str, bytes] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    digests: dict[int, bytes] = field(default_factory=dict)
    views: dict[int, array[int]] = field(default_factory=dict)
    pages: dict[str, array[int]] = field(default_factory=dict)
    used: int = 0
    _numbers: dict[Name, int] = field(default_factory=dict)
    # How many names the last build recorded: those that this build adds have higher numbers.
    _recorded: int = 0

    def __post_init__(self) -> None:
        self._recorded = len(self.names)

    def recorded_facts(self) -> Iterator[tuple[int, Name, bytes]]:
        """Yield the number, the name and the digest of each fact."""
        for number, digest in self.digests.items():
            yield number, self.names[number], digest

    def find_affected(self, changed: Set[int]) -> frozenset[int]:
        """Return some changed facts with all shared views that depend on one of them."""
        found, visited = set(changed), set(self.digests)

        def visit(view: int) -> None:
            if view not in visited:
                visited.add(view)
                for read in self.views[view]:
                    visit(read)
                if not found.isdisjoint(self.views[view]):
                    found.add(view)

        for view in self.views:
            visit(view)
        return frozenset(found)

    def is_fresh(self, page: str, changed: frozenset[int]) -> bool:
        """Whether all that a page was composed from is the same as then."""
        reads = self.pages.get(page)
        return reads is not None and changed.isdisjoint(reads)

    def find_fresh(self, names: Iterable[Name], changed: frozenset[int]) -> frozenset[Name]:
        """Return those of some shared views that the last build recorded and that are the same."""
        self._index_names()
        return frozenset(
            name
            for name in names
            if (number := self._numbers.get(name, self._recorded)) < self._recorded
            and number in self.views
            and number not in changed
        )

    def update(
        self,
        pages: Mapping[str, Iterable[Name]],
        views: Mapping[Name, Iterable[Name]],
        digests: Mapping[Name, bytes],
    ) -> None:
        """Record what pages have just been composed from."""
        self._index_names()
        for fact, digest in digests.items():
            self.digests[self._number(fact)] = digest
        for view, reads in views.items():
            self.views[self._number(view)] = array("I", map(self._number, reads))
        for page, reads in pages.items():
            self.pages[page] = array("I", map(self._number, reads))

    def _index_names(self) -> None:
        if len(self._numbers) != len(self.names):
            self._numbers = {name: number for number, name in enumerate(self.names)}

    def _number(self, name: Name) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.names)
            self.names.append(name)
        return number

    def restrict(self, pages: Iterable[str], facts: Iterable[Name]) -> None:
        """Forget all other pages, and what only they were composed from, except some facts."""
        self.pages = {page: self.pages[page] for page in pages if page in self.pages}
        if len(self.names) <= self.used * _MOST_UNUSED:
            return
        self._index_names()
        used: set[int] = {self._numbers[fact] for fact in facts if fact in self._numbers}
        waiting = [number for reads in self.pages.values() for number in reads]
        while waiting:
            new = set(waiting) - used
            used |= new
            waiting = [read for number in new for read in self.views.get(number, ())]
        self.used = len(used)
        if self.used == len(self.names):
            return
        numbers = {old: new for new, old in enumerate(sorted(used))}

        def renumber(reads: array[int]) -> array[int]:
            return array("I", [numbers[read] for read in reads])

        self.names = [self.names[old] for old in numbers]
        self.digests = {numbers[old]: self.digests[old] for old in numbers if old in self.digests}
        self.views = {
            numbers[old]: renumber(self.views[old]) for old in numbers if old in self.views
        }
        self.pages = {page: renumber(reads) for page, reads in self.pages.items()}
        self._numbers = {}


def load(state: Path, digest: bytes, inputs_digest: bytes) -> ReadRecord | None:
    """Load what the last build recorded.

    Args:
        state: The folder of the site's state.
        digest: The hash of the file, which the record of the build has.
        inputs_digest: The hash of what every page depends on now.

    Returns:
        The record; ``None`` if the file is missing, damaged or was recorded for other settings,
        another theme or another program.
    """
    values = plain_file.load(state / _NAME, digest)
    if values is None:
        return None
    recorded_inputs, versions, names, digests, views, pages, used = values
    if recorded_inputs != inputs_digest:
        return None
    return ReadRecord(
        inputs_digest,
        versions,
        names,
        digests,
        {view: array("I", reads) for view, reads in views.items()},
        {page: array("I", reads) for page, reads in pages.items()},
        used,
    )


def save(state: Path, record: ReadRecord) -> bytes:
    """Replace what the last build recorded; returns the hash of the file.

    Raises:
        OSError: It cannot be written.
    """
    views = {view: reads.tobytes() for view, reads in record.views.items()}
    pages = {page: reads.tobytes() for page, reads in record.pages.items()}
    known = record.inputs_digest, record.versions, record.names, record.digests, views, pages
    return plain_file.save(state / _NAME, (*known, record.used))
