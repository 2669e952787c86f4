"""Compare tarikh with Hugo and Pelican, and write the results.

    python -m bench.run --articles 12 100 1000 10000 --alone 50000 --runs 3

For each size the same chronology is written for each tool, and the tools take turns at every
scenario, round by round. The tables go into RESULTS.md, the plot into results.svg.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shlex
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench import tools
from bench.corpus import Event
from bench.edits import (
    ADDITION,
    SENTENCE,
    Edits,
    choose_edits,
    new_name,
    with_longer_title,
    with_sentence,
)
from bench.figures import Output, Results, Scenario, Series, Setting, Size, Stage
from bench.plot import plot
from bench.processes import Cost, peak_memory, timed
from bench.report import report
from bench.serve import Figures, compare
from bench.tools import Tool

# The pause before a build (s). Like git, tarikh does not trust a timestamp that is younger than two
# seconds when it is recorded; without the pause, a build could not record any.
_PAUSE = 2.5
_STAGE = re.compile(r"^ *([0-9.]+) s  (.+)$", re.MULTILINE)
_LIBRARIES = ("markdown", "jinja2")


class Site:
    """A tool's site of one size, and the figures measured on it."""

    def __init__(self, tool: Tool, folder: Path, articles: int) -> None:
        self.tool = tool
        self.folder = folder
        self.articles = articles
        self.chronicle = tools.prepare(tool, folder, articles)
        self.figures: defaultdict[Scenario, list[float]] = defaultdict(list)
        self.stages: defaultdict[tuple[Scenario, str], list[float]] = defaultdict(list)
        self._environment = os.environ | {"HUGO_CACHEDIR": str(folder / ".cache")}
        self._renamed: list[int] = []
        self._ended = time.monotonic()

    def memory(self) -> None:
        """Build once to measure the memory; this also warms the disk cache for the later builds."""
        tools.move_outputs_aside(self.tool, self.folder)
        self._announce("memory")
        peak = peak_memory(self.tool.argv, self.folder, self._environment)
        self._ended = time.monotonic()
        if peak is not None:
            self._note("memory", peak)

    def cold(self) -> None:
        tools.move_outputs_aside(self.tool, self.folder)
        cost = self._measure("cold")
        self._note("processor", cost.processor)

    def unchanged(self) -> None:
        self._measure("unchanged")

    def body(self, edit: Edits) -> None:
        tools.edit_article(self.folder, edit.body, with_sentence)
        self._measure("body")
        self._require(edit.body, SENTENCE)

    def title(self, edit: Edits) -> None:
        tools.edit_article(self.folder, edit.title, with_longer_title)
        self._measure("title")
        self._require(edit.title, ADDITION)

    def date(self, edit: Edits) -> None:
        words = tools.change_date(self.folder, edit.date)
        self._measure("date")
        self._require(edit.date, words)

    def tagged(self, edit: Edits) -> None:
        words = tools.add_tag(self.folder, edit.tagged, edit.tag)
        self._measure("tagged")
        self._require(edit.tagged, words)

    def new(self, edit: Edits) -> None:
        words = tools.add_event(self.tool, self.folder, edit.new, self.chronicle)
        self._measure("new")
        self._require(edit.new, words)

    def tag(self, edit: Edits) -> None:
        self._renamed.append(edit.tag)
        tagged = _tagged(self.chronicle, edit.tag)
        tools.rename_tag(self.tool, self.folder, self._renamed, tagged)
        self._measure("tag")
        self._require(tagged[0], new_name(edit.tag))

    def _measure(self, scenario: Scenario) -> Cost:
        os.sync()
        time.sleep(max(0.0, self._ended + _PAUSE - time.monotonic()))
        self._announce(scenario)
        cost = timed(self.tool.argv, self.folder, self._environment)
        self._ended = time.monotonic()
        self._note(scenario, cost.seconds)
        for seconds, stage in _STAGE.findall(cost.output):
            self.stages[scenario, stage].append(float(seconds))
        return cost

    def _announce(self, scenario: Scenario) -> None:
        print(f"{self.articles:,} articles, {scenario}: {shlex.join(self.tool.argv)}", flush=True)

    def _note(self, scenario: Scenario, figure: float) -> None:
        shown = f"{figure / 1e6:.0f} MB" if scenario == "memory" else f"{figure:.3f} s"
        print(f"    {self.tool.name}, {scenario}: {shown}", flush=True)
        self.figures[scenario].append(figure)

    def _require(self, event: Event, words: str) -> None:
        page = self.folder / self.tool.output / self.tool.page(event, "ar")
        if words not in page.read_text(encoding="utf-8"):
            raise ValueError(f"{self.tool.name} did not publish the edit of {event.key}")


def measure(results: Results, articles: int, taking_part: Sequence[Tool], work: Path) -> Results:
    """Add the figures of one size.

    Args:
        results: The results so far.
        articles: The size, in each language.
        taking_part: The tools, in the order of measurement.
        work: An empty folder for their sites.

    Raises:
        CommandFailed: A build failed.
        ValueError: A build did not publish an edit, or there are fewer articles than edits.
    """
    sites = [Site(tool, work / tool.generator, articles) for tool in taking_part]
    chronicle = sites[0].chronicle
    rounds = choose_edits(chronicle, results.setting.runs)
    outputs: list[Output] = []
    for edit in rounds:
        for site in sites:
            site.memory()
        # Only in the first round: later outputs have edits, and stale pages of some tools.
        if not outputs:
            outputs = [tools.count(site.tool, site.folder, articles) for site in sites]
            print(*outputs, sep="\n", flush=True)
        for site in sites:
            site.cold()
        for site in sites:
            site.unchanged()
        for site in sites:
            site.body(edit)
        for site in sites:
            site.title(edit)
        for site in sites:
            site.date(edit)
        for site in sites:
            site.tagged(edit)
        for site in sites:
            site.new(edit)
        for site in sites:
            site.tag(edit)
    renamed = tuple(len(_tagged(chronicle, edit.tag)) for edit in rounds)
    size = Size(articles, tools.expected_entries(chronicle), renamed)
    return replace(
        results,
        sizes=(*results.sizes, size),
        outputs=(*results.outputs, *outputs),
        series=results.series
        + tuple(
            Series(site.tool.name, articles, scenario, tuple(values))
            for site in sites
            for scenario, values in site.figures.items()
        ),
        stages=results.stages
        + tuple(
            Stage(articles, scenario, name, median(values))
            for site in sites
            for (scenario, name), values in site.stages.items()
        ),
    )


def measure_preview(
    results: Results, articles: int, taking_part: Sequence[Tool], work: Path, saves: int
) -> Results:
    """Add the figures of the live preview at one size.

    Args:
        results: The results so far.
        articles: The size, in each language.
        taking_part: The tools, in the order of measurement.
        work: An empty folder for their sites.
        saves: How many saves are measured in each round.
    """
    print(f"{articles:,} articles, live preview", flush=True)
    figures_by_tool = compare(taking_part, work, articles, rounds=results.setting.runs, saves=saves)
    series = [
        Series(tool, articles, scenario, values)
        for tool, figures in figures_by_tool.items()
        for scenario, values in _of_preview(figures)
    ]
    print(*series, sep="\n", flush=True)
    return replace(results, series=(*results.series, *series))


def _of_preview(figures: Figures) -> tuple[tuple[Scenario, tuple[float, ...]], ...]:
    return ("start", figures.starts), *figures.saves.items()


def _tagged(chronicle: Sequence[Event], tag: int) -> tuple[Event, ...]:
    return tuple(event for event in chronicle if tag in event.tags)


def _setting(all_tools: Sequence[Tool], runs: int, pelican_at: int) -> Setting:
    named: Mapping[str, str] = {tool.name: tool.version for tool in all_tools}
    libraries = {name: version(name) for name in _LIBRARIES}
    return Setting(
        cores=len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count() or 1,
        python=platform.python_version(),
        versions=(*named.items(), *libraries.items()),
        commands=tuple((tool.name, tool.shown) for tool in all_tools),
        runs=runs,
        pelican_at=pelican_at,
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare tarikh with Hugo and Pelican.")
    parser.add_argument(
        "--articles",
        type=int,
        nargs="+",
        default=[12, 100, 1000, 10_000],
        help="sizes, in each language",
    )
    parser.add_argument(
        "--alone", type=int, default=50_000, help="a size for tarikh alone, or 0 for none"
    )
    parser.add_argument(
        "--runs", type=int, default=3, help="the number of rounds; the report shows medians"
    )
    parser.add_argument(
        "--pelican-at", type=int, default=1000, help="the largest size that Pelican takes part in"
    )
    parser.add_argument(
        "--saves",
        type=int,
        default=3,
        help="saves of each kind under the live preview in each round, or 0 to skip it",
    )
    parser.add_argument("--work", type=Path, help="the parent of the temporary folder")
    parser.add_argument(
        "--results",
        type=Path,
        default=Path(__file__).parent,
        help="the folder for RESULTS.md and results.svg",
    )
    return parser.parse_args()


def main() -> None:
    given = _arguments()
    tarikh, hugo, pelican = tools.tarikh(), tools.hugo(), tools.pelican()
    results = Results(_setting((tarikh, hugo, pelican), given.runs, given.pelican_at))
    sizes: list[tuple[int, tuple[Tool, ...]]] = [
        (size, (tarikh, hugo, pelican) if size <= given.pelican_at else (tarikh, hugo))
        for size in sorted(given.articles)
    ]
    if given.alone:
        sizes.append((given.alone, (tarikh,)))
    # The sites are removed after the last measurement, because removing them slows others down.
    with tempfile.TemporaryDirectory(dir=given.work) as work:
        for size, taking_part in sizes:
            results = measure(results, size, taking_part, _folder(work, f"built-{size}"))
            if given.saves and size in given.articles:
                folder = _folder(work, f"served-{size}")
                results = measure_preview(results, size, (tarikh, hugo), folder, given.saves)
            # After each size, so that nothing is lost if the next one fails.
            given.results.mkdir(parents=True, exist_ok=True)
            (given.results / "RESULTS.md").write_text(report(results), encoding="utf-8")
            (given.results / "results.svg").write_text(plot(results), encoding="utf-8")


def _folder(work: str, name: str) -> Path:
    folder = Path(work, name)
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
