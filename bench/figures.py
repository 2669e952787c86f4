"""What was measured, and the medians, ratios and growth that follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType
from typing import Literal

Scenario = Literal[
    "cold", "processor", "unchanged", "body", "title", "tag", "memory", "start", "save"
]

# In the order they are shown; what each is called.
SCENARIOS: MappingProxyType[Scenario, str] = MappingProxyType(
    {
        "cold": "cold build",
        "processor": "cold build, processor time",
        "unchanged": "nothing changed",
        "body": "one body edited",
        "title": "one title edited",
        "tag": "one tag renamed",
        "memory": "peak memory, cold",
    }
)


# Those of the live preview, which are told apart from builds.
PREVIEW: MappingProxyType[Scenario, str] = MappingProxyType(
    {"start": "start → first page", "save": "save → the new page"}
)


@dataclass(frozen=True, slots=True)
class Series:
    """One scenario of one tool at one size.

    Attributes:
        tool: Who did it.
        articles: How many there are, in each language.
        scenario: What was done.
        values: A figure a round, of saves several, in seconds; for memory in bytes.
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
    """What a tool's first build at one size came to.

    Attributes:
        tool: Who wrote it.
        articles: How many there are, in each language.
        pages: Files of HTML.
        entries: Entries of events in timelines: those of years, months, tags and sources.
        fed: Entries of events in feeds of Atom or RSS.
        addresses: Addresses in sitemaps.
        files: Files of every kind.
        size: Their bytes.
    """

    tool: str
    articles: int
    pages: int
    entries: int
    fed: int
    addresses: int
    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Stage:
    """How long a stage of this program took in one scenario at one size: median seconds."""

    articles: int
    scenario: Scenario
    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Size:
    """One size of the chronology.

    Attributes:
        articles: How many there are, in each language.
        entries: How many entries of events the timelines of both languages must have.
        renamed: How many articles bear the tag that was renamed, for each round.
    """

    articles: int
    entries: int
    renamed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and how it was measured.

    Attributes:
        cores: Processors that the tools may use.
        python: Its version.
        versions: Each tool and library with its version.
        commands: Each tool with its command, run in the site's folder.
        runs: How many rounds.
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
    """All that one run of the benchmark found out."""

    setting: Setting
    sizes: tuple[Size, ...] = ()
    series: tuple[Series, ...] = ()
    outputs: tuple[Output, ...] = ()
    stages: tuple[Stage, ...] = ()

    def find(self, tool: str, articles: int, scenario: Scenario) -> Series | None:
        """The figures of that tool in that scenario at that size, if they were measured."""
        sought = (tool, articles, scenario)
        return next(
            (one for one in self.series if (one.tool, one.articles, one.scenario) == sought), None
        )

    def tools(self, articles: int | None = None) -> tuple[str, ...]:
        """The tools measured, at that size or at any, in the order they took turns."""
        return _distinct(one.tool for one in self.series if articles in (None, one.articles))

    def ratio(self, tool: str, to: str, articles: int, scenario: Scenario) -> float | None:
        """The median of one tool's figures over another's, round by round.

        Of the live preview it is the ratio of the medians: no save has a counterpart.
        """
        ours, theirs = (self.find(name, articles, scenario) for name in (tool, to))
        if ours is None or theirs is None:
            return None
        if scenario in PREVIEW:
            return ours.median / theirs.median
        return median(one / other for one, other in zip(ours.values, theirs.values, strict=True))

    def growth(self, tool: str, scenario: Scenario, smaller: int, larger: int) -> float | None:
        """How often the median grew with the content: 1 is in step with it, below 1 slower."""
        before, after = (self.find(tool, size, scenario) for size in (smaller, larger))
        if before is None or after is None:
            return None
        return (after.median / before.median) / (larger / smaller)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
