"""The cache of views that many pages share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Generic, ParamSpec, TypeVar

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
P = ParamSpec("P")


class Memo(Generic[K, V]):
    """Values that are computed once for each key."""

    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: dict[K, V] = {}

    def get_or_compute(
        self, key: K, compute: Callable[P, V], /, *args: P.args, **kwargs: P.kwargs
    ) -> V:
        """Return the value of a key; compute it from the other arguments the first time."""
        try:
            return self._values[key]
        except KeyError:
            value = self._values[key] = compute(*args, **kwargs)
            return value


class ViewCache:
    """The views and intermediate results that pages of one `RenderContext` share.

    It is valid for that context only. Each attribute is keyed by the code of a language and what
    the value is about.
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
        self.gaps = Memo[str, tuple[str, ...]]()
        self.items = Memo[tuple[str, int], ItemView]()
        self.term_years = Memo[tuple[str, TermKind, str], tuple[YearRun, ...]]()
        self.export_links = Memo[tuple[str, TermKey | None], ExportLinksView]()
        self.collections = Memo[tuple[str, TermKey | None, Scope], CollectionView]()
        self.records = Memo[tuple[str, str], RecordView]()
        self.status_labels = Memo[str, Mapping[str, str]]()
        self.release_times = Memo[str, tuple[int, ...]]()
        self.latest_dates = Memo[str, tuple[int, str]]()
