"""The cache of views that many pages share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final, Generic, TypeVar, TypeVarTuple
from uuid import UUID

from generator.dates import When
from generator.pages.read_log import Name, ReadLog
from generator.views.exports import CollectionView, RecordView
from generator.views.pages import ExportLinksView, SiteView
from generator.views.shared import EventView, LanguageView, LinkView, NeighborView, WhenView
from generator.views.timelines import ItemView

K = TypeVar("K", bound=tuple[Hashable, ...])
V = TypeVar("V")
Ts = TypeVarTuple("Ts")

_RECORDS: Final = "records"


class Memo(Generic[K, V]):
    """Values that are computed once for each key, with what they are computed from.

    Keys are tuples of strings and numbers if anything is read for their values.
    """

    __slots__ = ("_kind", "_log", "_values")

    def __init__(self, kind: str, log: ReadLog | None) -> None:
        """Create an empty cache for one kind of views."""
        self._kind = kind
        self._log = log
        self._values: dict[K, tuple[V, Name | None]] = {}

    def get_or_compute(self, key: K, compute: Callable[[*Ts], V], *args: *Ts) -> V:
        """Return the value of a key; compute it from the arguments the first time."""
        known = self._values.get(key)
        if known is None:
            known = self._values[key] = self._compute(key, compute, *args)
        value, name = known
        if name is not None and self._log is not None:
            self._log.note_view(name)
        return value

    def note(self, key: K) -> None:
        """Note that the value of a key is used as it was computed in an earlier build."""
        if self._log is not None:
            self._log.note_view(_name(self._kind, *key))

    def _compute(self, key: K, compute: Callable[[*Ts], V], *args: *Ts) -> tuple[V, Name | None]:
        """Compute a value; it has a name if anything is read for it."""
        if self._log is None:
            return compute(*args), None
        name = _name(self._kind, *key)
        value, has_reads = self._log.compute_view(name, compute, *args)
        return value, name if has_reads else None


def record_name(language: str, key: str) -> Name:
    """Return the name under which the record of an event is noted, see `ViewCache.records`."""
    return _name(_RECORDS, language, key)


def _name(kind: str, *key: Any) -> Name:
    # No fact has such a name.
    return f"view: {kind}", *key


class ViewCache:
    """The views and intermediate results that pages of one site share.

    It is valid for one state of the site only. Keys begin with the code of a language, except that
    of `namespaces`, which is the identity of the site.
    """

    def __init__(self, log: ReadLog | None) -> None:
        self.languages = Memo[tuple[str], LanguageView]("languages", log)
        self.sites = Memo[tuple[str], SiteView]("sites", log)
        self.dates = Memo[tuple[str, When], WhenView]("dates", log)
        self.events = Memo[tuple[str, str], EventView]("events", log)
        self.neighbors = Memo[tuple[str, str], NeighborView]("neighbors", log)
        self.term_links = Memo[tuple[str, str, str], LinkView]("term_links", log)
        self.year_links = Memo[tuple[str, int], LinkView]("year_links", log)
        self.month_links = Memo[tuple[str, int, int], LinkView]("month_links", log)
        self.items = Memo[tuple[str, str, str], ItemView]("items", log)
        self.export_links = Memo[tuple[str, str, str], ExportLinksView]("export_links", log)
        self.collections = Memo[tuple[str, str, str, str], CollectionView]("collections", log)
        self.records = Memo[tuple[str, str], RecordView](_RECORDS, log)
        self.status_labels = Memo[tuple[str], Mapping[str, str]]("status_labels", log)
        self.namespaces = Memo[tuple[str], UUID]("namespaces", log)
