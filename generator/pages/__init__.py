"""The plan of all pages and files, and the views that each of them is rendered from."""

from generator.pages.compose import Composed, ComposedFile, ComposedPage, compose
from generator.pages.context import RenderContext
from generator.pages.facts import Facts
from generator.pages.shared_views import SharedViews

__all__ = [
    "Composed",
    "ComposedFile",
    "ComposedPage",
    "Facts",
    "RenderContext",
    "SharedViews",
    "compose",
]
