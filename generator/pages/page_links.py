"""Links between pages of one kind, and to pages with the number of their events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from generator.views.shared import CountedLinkView, LinkView, TextView

V = TypeVar("V")


def link_neighbors(
    values: Sequence[V], value: V, link: Callable[[V], LinkView]
) -> tuple[LinkView | None, LinkView | None]:
    """Return the links to the values before and after one; ``None`` at the ends.

    Args:
        values: What there are pages of, in order.
        value: The one of this page.
        link: Composes the link to the page of one.
    """
    index = values.index(value)
    previous = link(values[index - 1]) if index else None
    return previous, link(values[index + 1]) if index + 1 < len(values) else None


def count_link(link: LinkView, count: int, description: TextView | None = None) -> CountedLinkView:
    """Return a link with the number of events that it leads to."""
    return CountedLinkView(link.path, link.text, link.lang, link.dir, count, description)
