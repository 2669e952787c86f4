"""The cache of views that many pages share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar, TypeVarTuple
from uuid import UUID

from generator.chronology.calendar import YearRun
from generator.dates import When
from generator.exports import Scope
from generator.pages.plan import TermKey
from generator.urls import TermKind
from generator.views.exports import CollectionView, RecordView
from generator.views.pages import (
    EventView,
    ExportLinksView,
    ItemView,
    LanguageView,
    LinkView,
    NeighborView,
    SiteView,
    WhenView,
)

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Ts = TypeVarTuple("Ts")


class Memo(Generic[K, V]):
    """Values that are computed once for each key."""

    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: dict[K, V] = {}

    def get_or_compute(self, key: K, compute: Callable[[*Ts], V], *args: *Ts) -> V:
        """Return the value of a key; compute it from the arguments the first time."""
        value = self._values.get(key)
        if value is None:
            value = self._values[key] = compute(*args)
        return value


class ViewCache:
    """The views and intermediate results that pages of one `RenderContext` share.

    It is valid for that context only. Most attributes are keyed by the code of a language and what
    the value is about; `latest_dates` by the time zone, `namespaces` by the identity of the site.
    """

    def __init__(self) -> None:
        self.languages = Memo[str, LanguageView]()
        self.sites = Memo[str, SiteView]()
        self.dates = Memo[tuple[str, When], WhenView]()
        self.events = Memo[tuple[str, str], EventView]()
        self.neighbors = Memo[tuple[str, str], NeighborView]()
        self.term_links = Memo[tuple[str, TermKind, str], LinkView]()
        self.year_links = Memo[tuple[str, int], LinkView]()
        self.month_links = Memo[tuple[str, int, int], LinkView]()
        self.gaps = Memo[tuple[str, TermKey | None], Mapping[int, str]]()
        self.items = Memo[tuple[str, int, str], ItemView]()
        self.term_years = Memo[tuple[str, TermKind, str], tuple[YearRun, ...]]()
        self.export_links = Memo[tuple[str, TermKey | None], ExportLinksView]()
        self.collections = Memo[tuple[str, TermKey | None, Scope], CollectionView]()
        self.records = Memo[tuple[str, str], RecordView]()
        self.status_labels = Memo[str, Mapping[str, str]]()
        self.release_times = Memo[str, tuple[int, ...]]()
        self.latest_dates = Memo[str, tuple[int, str]]()
        self.namespaces = Memo[str, UUID]()
