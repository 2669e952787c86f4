"""Outlines that are computed on first use.

Planning a site needs the front matter of all articles, but not their bodies. Converting bodies is
most of the work of a build, so the preview converts each one when its outline is first read.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.model import Heading, Outline, Reference


class LazyOutline(Outline):
    """An outline that is computed when one of its fields is first read."""

    __slots__ = ("_compute", "_value")

    _compute: Callable[[], Outline]
    _value: Outline | None

    def __init__(self, compute: Callable[[], Outline]) -> None:
        """Compute nothing yet; ``compute`` is called at most once."""
        object.__setattr__(self, "_compute", compute)
        object.__setattr__(self, "_value", None)

    def set_value(self, outline: Outline) -> None:
        """Use an outline that was computed elsewhere from the same text."""
        object.__setattr__(self, "_value", outline)

    def _get_value(self) -> Outline:
        if self._value is None:
            self.set_value(self._compute())
        assert self._value is not None
        return self._value

    @property
    def excerpt(self) -> str:
        return self._get_value().excerpt

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self._get_value().headings

    @property
    def references(self) -> tuple[Reference, ...]:
        return self._get_value().references

    @property
    def digest(self) -> str:
        return self._get_value().digest

    @property
    def anchors(self) -> tuple[str, ...]:
        return self._get_value().anchors
