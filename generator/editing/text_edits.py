"""Edits of a text: parts that are replaced, so that all the rest stays as it is."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class EditError(ValueError):
    """Something that was asked for cannot be done; nothing has been changed.

    Attributes:
        message: What is wrong.
        hint: What to do instead; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class TextEdit(Struct, frozen=True, order=True):
    """A part of a text, from ``start`` to before ``end``, and what replaces it."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Return a text with some of its parts replaced.

    Raises:
        ValueError: Two of the parts overlap.
    """
    parts = []
    done = 0
    for edit in sorted(set(edits)):
        if edit.start < done:
            raise ValueError(f"two edits overlap at {edit.start}")
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join((*parts, text[done:]))
