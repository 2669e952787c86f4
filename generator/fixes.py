"""What a hint proposes to change in a file, as values: `tarikh check --fix` applies them.

A hint carries its fix (`generator.messages.propose`), so that what it says and what is done are
written in one place. A hint that leaves a choice to the author has none.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple, TypeAlias


class Replacement(NamedTuple):
    """Write another value where the problem is.

    Attributes:
        old: The value as it is written now; empty while only the new one is known.
        new: The value to write.
        is_name: Whether it is a name that may need quotation marks where it is written.
    """

    old: str
    new: str
    is_name: bool = False


class FieldValue(NamedTuple):
    """Write another value of a field, which is on one line.

    Attributes:
        field: The key of the field.
        old: Its value as it is read now.
        new: The value to write.
    """

    field: str
    old: str
    new: str


class AddedAlias(NamedTuple):
    """Add an old address to ``aliases`` of the article that the problem is about."""

    address: str


class AddedFormerId(NamedTuple):
    """Add an old id to an entry of a registry.

    Attributes:
        path: The file of the registry, relative to the site's folder.
        entry: The id of the entry.
        former_id: The old id.
        names: The name of the entry in each language, if it has to be added; else empty.
    """

    path: str
    entry: str
    former_id: str
    names: tuple[tuple[str, str], ...] = ()


Fix: TypeAlias = Replacement | FieldValue | AddedAlias | AddedFormerId

_KINDS: Final = (Replacement, FieldValue, AddedAlias, AddedFormerId)


def fix_to_tuple(fix: Fix) -> tuple[Any, ...]:
    """Convert a fix to plain values, which builds record: the number of its class, and its fields.

    A fix is a tuple itself, and `marshal` writes only those of the very class `tuple`.
    """
    return _KINDS.index(type(fix)), *fix


def fix_from_tuple(recorded: tuple[Any, ...]) -> Fix:
    """Convert the plain values of a fix back."""
    number, *fields = recorded
    return _KINDS[number](*fields)
