"""Values of JSON of other programs: each is read as what it should be, or as nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def to_mapping(value: object) -> Mapping[str, Any]:
    """Return an object of JSON; anything else is an empty one."""
    return value if isinstance(value, dict) else {}


def to_list(value: object) -> list[Any]:
    """Return a list; anything else is an empty one."""
    return value if isinstance(value, list) else []


def to_string(value: object) -> str:
    """Return a text without the spaces around it, or a number as a text; else nothing."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""
