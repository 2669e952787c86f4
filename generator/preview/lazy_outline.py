"""Outlines of bodies that nobody has asked for yet.

To plan a site takes the front matter of all articles, but of their bodies nothing. Converting them
is most of what a build does, so the preview leaves each until something is asked of its outline.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.model import Heading, Outline, Reference


class LateOutline(Outline):
    """An outline that is made when it is first looked at, and is then like any other."""

    __slots__ = ("_made", "_make")

    _make: Callable[[], Outline]
    _made: Outline | None

    def __init__(self, make: Callable[[], Outline]) -> None:
        """Leave it to ``make``, which is called at most once."""
        object.__setattr__(self, "_make", make)
        object.__setattr__(self, "_made", None)

    @property
    def made(self) -> bool:
        """Whether it is like any other by now."""
        return self._made is not None

    def settle(self, outline: Outline) -> None:
        """Take an outline that was made elsewhere from the same text."""
        object.__setattr__(self, "_made", outline)

    def _outline(self) -> Outline:
        if self._made is None:
            self.settle(self._make())
        assert self._made is not None
        return self._made

    @property
    def excerpt(self) -> str:
        return self._outline().excerpt

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self._outline().headings

    @property
    def references(self) -> tuple[Reference, ...]:
        return self._outline().references

    @property
    def digest(self) -> str:
        return self._outline().digest
