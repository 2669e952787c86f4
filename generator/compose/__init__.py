"""A planned page becomes the values that its template prints."""

from generator.compose.desk import Desk
from generator.compose.pages import Composed, compose

__all__ = ["Composed", "Desk", "compose"]
