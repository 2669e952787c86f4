"""The fields of the classes of values: of structs, and of the few dataclasses beside them.

Values are msgspec structs: a struct class is made, and a struct filled, in a small part of the time
that a dataclass takes, and a build makes two hundred such classes and millions of values. A class
that msgspec cannot make (with another base, or with properties in place of fields) is a dataclass.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from msgspec import Struct


def is_value_class(cls: Any) -> bool:
    """Whether the instances of a class are compared by their fields."""
    return isinstance(cls, type) and (issubclass(cls, Struct) or is_dataclass(cls))


def field_names(cls: Any) -> tuple[str, ...]:
    """Return the names of the fields of a struct class or dataclass, in their order."""
    if issubclass(cls, Struct):
        names: tuple[str, ...] = cls.__struct_fields__
        return names
    return tuple(field.name for field in fields(cls))
