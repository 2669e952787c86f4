"""The measurements, and their medians, ratios and growth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType
from typing import Literal

Scenario = Literal[
    "cold",
    "processor",
    "unchanged",
    "body",
    "title",
    "date",
    "tagged",
    "new",
    "tag",
    "memory",
    "start",
    "save body",
    "save title",
    "save date",
    "save tagged",
    "save new",
]

# The label of each scenario, in the order of the report.
SCENARIOS: MappingProxyType[Scenario, str] = MappingProxyType(
    {
        "cold": "cold build",
        "processor": "cold build, processor time",
        "unchanged": "nothing changed",
        "body": "one body edited",
        "title": "one title edited",
        "date": "one date edited",
        "tagged": "one tag added to an event",
        "new": "one event added",
        "tag": "one tag renamed",
        "memory": "peak memory, cold",
    }
)


# The scenarios of the live preview, which the report shows separately.
PREVIEW: MappingProxyType[Scenario, str] = MappingProxyType(
    {
        "start": "start → first page",
        "save body": "body saved → the new page",
        "save title": "title saved → the new page",
        "save date": "date saved → the new page",
        "save tagged": "tag added → the new page",
        "save new": "event added → its page",
    }
)
# The kinds of saves.
SAVES: tuple[Scenario, ...] = tuple(scenario for scenario in PREVIEW if scenario != "start")


@dataclass(frozen=True, slots=True)
class Series:
    """One scenario of one tool at one size.

    Attributes:
        tool: The name of the tool.
        articles: The number of articles in each language.
        scenario: The scenario.
        values: One value for each round, or for each save, in seconds; for memory in bytes.
    """

    tool: str
    articles: int
    scenario: Scenario
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.values)


@dataclass(frozen=True, slots=True)
class Output:
    """The output of a tool's first build at one size.

    Attributes:
        tool: The name of the tool.
        articles: The number of articles in each language.
        pages: Files of HTML.
        entries: Entries of events in timelines: those of years, months, tags and sources.
        feed_entries: Entries of events in feeds of Atom or RSS.
        addresses: Addresses in sitemaps.
        files: Files of every kind.
        size: Their size in bytes.
    """

    tool: str
    articles: int
    pages: int
    entries: int
    feed_entries: int
    addresses: int
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Stage:
    """The median time of a stage of tarikh in one scenario at one size, in seconds."""

    articles: int
    scenario: Scenario
    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Size:
    """One size of the chronology.

    Attributes:
        articles: The number of articles in each language.
        entries: The number of entries that the timelines of both languages must have.
        renamed: For each round, the number of articles with the renamed tag.
    """

    articles: int
    entries: int
    renamed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """The machine, the tools and the parameters of the benchmark.

    Attributes:
        cores: The number of processors that the tools may use.
        python: The version of Python.
        versions: Each tool and library with its version.
        commands: Each tool with its command, run in the site's folder.
        runs: The number of rounds.
        pelican_at: The largest size that Pelican takes part in.
    """

    cores: int
    python: str
    versions: tuple[tuple[str, str], ...]
    commands: tuple[tuple[str, str], ...]
    runs: int
    pelican_at: int


@dataclass(frozen=True, slots=True)
class Results:
    """All results of one run of the benchmark."""

    setting: Setting
    sizes: tuple[Size, ...] = ()
    series: tuple[Series, ...] = ()
    outputs: tuple[Output, ...] = ()
    stages: tuple[Stage, ...] = ()

    def find(self, tool: str, articles: int, scenario: Scenario) -> Series | None:
        """Return the values of a tool in a scenario at a size, if they were measured."""
        key = (tool, articles, scenario)
        return next(
            (one for one in self.series if (one.tool, one.articles, one.scenario) == key), None
        )

    def tools(self, articles: int | None = None) -> tuple[str, ...]:
        """Return the tools measured at one size, or at any, in the order of measurement."""
        return _distinct(one.tool for one in self.series if articles in (None, one.articles))

    def ratio(self, tool: str, to: str, articles: int, scenario: Scenario) -> float | None:
        """Return the median of the ratios of one tool's values to another's in each round.

        For the live preview it is the ratio of the medians, because saves have no counterparts.
        """
        ours, theirs = (self.find(name, articles, scenario) for name in (tool, to))
        if ours is None or theirs is None:
            return None
        if scenario in PREVIEW:
            return ours.median / theirs.median
        return median(one / other for one, other in zip(ours.values, theirs.values, strict=True))

    def growth(self, tool: str, scenario: Scenario, smaller: int, larger: int) -> float | None:
        """Return the growth of the median divided by that of the content: 1 is linear growth."""
        before, after = (self.find(tool, size, scenario) for size in (smaller, larger))
        if before is None or after is None:
            return None
        return (after.median / before.median) / (larger / smaller)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
