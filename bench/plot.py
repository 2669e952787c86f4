"""Draw the measurements as SVG 1.1: a small log-log chart for each scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from types import MappingProxyType
from xml.sax.saxutils import escape

from bench.figures import SCENARIOS, Results, Scenario, Series

# Processor time is only in the tables: its chart would look like that of elapsed time.
_CHARTS = tuple(scenario for scenario in SCENARIOS if scenario != "processor")
_COLUMNS = 3
_WIDTH, _HEIGHT = 320, 250
# The margins between a chart's cell and its axes.
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 30, 34, 34
_HEADER = 58

# For each tool, a color for light pages, one for dark pages, and a shape for readers who cannot
# distinguish the colors.
_LOOKS = MappingProxyType(
    {
        "tarikh": ("#0b6e5f", "#4fd1b8", "circle"),
        "Hugo": ("#b3470a", "#f5a05c", "square"),
        "Pelican": ("#6a3fb5", "#b79cf2", "triangle"),
    }
)

_STYLE = """\
svg { font: 12px system-ui, sans-serif; }
.page { fill: #ffffff; }
text { fill: #1f2328; stroke: #ffffff; stroke-width: 3; paint-order: stroke; }
.quiet { fill: #59636e; }
.grid { stroke: #d8dee4; }
.guide { stroke: #818b98; stroke-dasharray: 4 4; fill: none; }
.line { stroke-width: 2; fill: none; }
.title { font-weight: 600; font-size: 13px; }
"""

_DARK = """\
.page { fill: #0d1117; }
text { fill: #f0f6fc; stroke: #0d1117; }
.quiet { fill: #9da7b1; }
.grid { stroke: #2f363d; }
.guide { stroke: #848d97; }
"""


@dataclass(frozen=True, slots=True)
class _Axis:
    """A logarithmic scale: the powers of ten ``low`` and ``high``, and their coordinates."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        part = (log10(value) - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)


def plot(results: Results) -> str:
    """Return the charts as SVG: one for each scenario, with a line for each tool."""
    return "\n".join(_lines(results)) + "\n"


def _lines(results: Results) -> Iterator[str]:
    measured = {one.scenario for one in results.series}
    shown = [scenario for scenario in _CHARTS if scenario in measured]
    columns = min(_COLUMNS, max(1, len(shown)))
    width = columns * _WIDTH
    height = _HEADER + ceil(len(shown) / columns) * _HEIGHT
    sizes = [size.articles for size in results.sizes]
    named = f"{', '.join(results.tools())}: time and memory by number of articles"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="name">'
    )
    yield f'<title id="name">{escape(named)}</title>'
    yield f"<style>\n{_STYLE}{_colors(0)}@media (prefers-color-scheme: dark) {{"
    yield f"{_DARK}{_colors(1)}}}\n</style>"
    yield f'<rect class="page" width="{width}" height="{height}"/>'
    yield from _legend(results.tools())
    for number, scenario in enumerate(shown):
        row, column = divmod(number, columns)
        yield f'<g transform="translate({column * _WIDTH} {_HEADER + row * _HEIGHT})">'
        drawn = [one for one in results.series if one.scenario == scenario]
        yield from _chart(scenario, drawn, sizes)
        yield "</g>"
    yield "</svg>"


def _colors(theme: int) -> str:
    return "".join(
        f".{tool} {{ stroke: {look[theme]}; }} .{tool}.mark {{ fill: {look[theme]}; }}\n"
        for tool, look in _LOOKS.items()
    )


def _legend(tools: Sequence[str]) -> Iterator[str]:
    x = _LEFT
    for tool in tools:
        yield _mark(tool, x, 24)
        yield f'<text x="{x + 10}" y="28">{escape(tool)}</text>'
        x += 90
    yield f'<path class="guide" d="M{x - 6} 24h24"/>'
    yield f'<text class="quiet" x="{x + 26}" y="28">linear growth</text>'
    yield (
        f'<text class="quiet" x="{_LEFT - 6}" y="48">'
        "Across: articles in each of two languages. Both scales are logarithmic; "
        "medians; less is better.</text>"
    )


def _chart(scenario: Scenario, drawn: Sequence[Series], sizes: Sequence[int]) -> Iterator[str]:
    values = [one.median for one in drawn]
    # With space for the labels of the outermost marks.
    low, high = floor(log10(min(values)) - 0.3), ceil(log10(max(values)) + 0.1)
    across = _Axis(log10(min(sizes)) - 0.2, log10(max(sizes)) + 0.2, _LEFT, _WIDTH - _RIGHT)
    up = _Axis(low, high, _HEIGHT - _BOTTOM, _TOP)
    yield f'<text class="title" x="{_LEFT}" y="18">{escape(SCENARIOS[scenario])}</text>'
    for power in range(low, high + 1):
        y = up.at(10.0**power)
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>'
        label = _unit(scenario, 10.0**power)
        yield _label(_LEFT - 8, y + 4, "end", label, quiet=True)
    for size in sizes:
        x = across.at(size)
        yield f'<path class="grid" d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}"/>'
        yield _label(x, _HEIGHT - _BOTTOM + 18, "middle", f"{size:,}", quiet=True)
    yield from _guide(drawn, across, up)
    for tool in dict.fromkeys(one.tool for one in drawn):
        mine = sorted((one.articles, one.median) for one in drawn if one.tool == tool)
        points = " ".join(f"{across.at(size):.1f},{up.at(value):.1f}" for size, value in mine)
        yield f'<polyline class="line {escape(tool)}" points="{points}"/>'
        for size, value in mine:
            yield _mark(tool, across.at(size), up.at(value))
    for size in sizes:
        yield from _labels(scenario, size, drawn, across, up)


def _guide(drawn: Sequence[Series], across: _Axis, up: _Axis) -> Iterator[str]:
    """Draw the linear growth of the first tool's smallest value."""
    mine = sorted((one.articles, one.median) for one in drawn if one.tool == drawn[0].tool)
    (smallest, figure), (largest, _) = mine[0], mine[-1]
    # To the edge of the chart.
    last = min(largest, smallest * 10**up.high / figure)
    if last > smallest:
        start = f"{across.at(smallest):.1f} {up.at(figure):.1f}"
        end = f"{across.at(last):.1f} {up.at(figure * last / smallest):.1f}"
        yield f'<path class="guide" d="M{start}L{end}"/>'


def _labels(
    scenario: Scenario, size: int, drawn: Sequence[Series], across: _Axis, up: _Axis
) -> Iterator[str]:
    """Draw the values at one size: the greatest above its mark, the least below it."""
    values = sorted(one.median for one in drawn if one.articles == size)
    x = across.at(size)
    for rank, value in enumerate(values):
        y = up.at(value)
        shown = _unit(scenario, value)
        if rank == len(values) - 1:
            yield _label(x, y - 9, "middle", shown)
        elif rank == 0:
            yield _label(x, y + 19, "middle", shown)
        else:
            yield _label(x + 9, y + 4, "start", shown)


def _label(x: float, y: float, anchor: str, words: str, *, quiet: bool = False) -> str:
    kind = ' class="quiet"' if quiet else ""
    return f'<text{kind} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _unit(scenario: Scenario, value: float) -> str:
    if scenario == "memory":
        return f"{value / 1e9:.3g} GB" if value >= 1e9 else f"{value / 1e6:.3g} MB"
    return f"{value:.3g} s" if value < 1000 else f"{value:.0f} s"


def _mark(tool: str, x: float, y: float) -> str:
    shape = _LOOKS[tool][2]
    kind = f'class="{escape(tool)} mark"'
    if shape == "circle":
        return f'<circle {kind} cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    if shape == "square":
        return f'<rect {kind} x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'
    return f'<path {kind} d="M{x:.1f} {y - 5:.1f}l5 9h-10z"/>'
