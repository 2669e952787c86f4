"""Where the events of a timeline are drawn: a scale of time, rows, ticks and labels.

Time runs from left to right here, whatever the language: `generator.pages` mirrors the result.
Lengths are in the units of the picture's view box, which are CSS pixels at its natural size.
"""

from generator.chart.labels import measure, wrap, wrap_evenly
from generator.chart.rows import Item, assign_rows
from generator.chart.scale import Break, Extent, Panel, Scale, build_scale
from generator.chart.ticks import Axis, Tick, Unit, choose_unit, find_axis

__all__ = [
    "Axis",
    "Break",
    "Extent",
    "Item",
    "Panel",
    "Scale",
    "Tick",
    "Unit",
    "assign_rows",
    "build_scale",
    "choose_unit",
    "find_axis",
    "measure",
    "wrap",
    "wrap_evenly",
]
