"""A planned page becomes the values that its template prints."""

from generator.pages.compose import Composed, compose
from generator.pages.context import RenderContext

__all__ = ["Composed", "RenderContext", "compose"]
