"""Encodes the frozen values of the pipeline as bytes.

Equal values have equal bytes. Only the classes of `generator.model` and of dates are decoded.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable
from enum import Enum
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from generator import model
from generator.dates import values
from generator.frozen_values import field_names, is_value_class
from generator.hashing import dump_plain

_CLASSES: tuple[type, ...] = tuple(
    value
    for module in (model, values)
    for _, value in sorted(vars(module).items())
    if isinstance(value, type)
    and value.__module__ == module.__name__
    and (is_value_class(value) or issubclass(value, tuple | Enum))
)


def encode(value: object) -> bytes:
    """Encode a value: a struct, named tuple or enumeration of the pipeline.

    Raises:
        ValueError: The value contains one of another class.
    """
    return dump_plain(_to_plain(value))


def decode(data: bytes) -> Any:
    """Decode a value that `encode` encoded."""
    return _from_plain(marshal.loads(data))


def _fields_of(cls: type) -> Callable[[Any], Iterable[object]]:
    """Return a function that returns the arguments with which a value is made again."""
    if issubclass(cls, Enum):
        return lambda value: (value.value,)
    if not is_value_class(cls):
        return tuple
    names = field_names(cls)
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names)


_FIELDS = MappingProxyType({cls: (number, _fields_of(cls)) for number, cls in enumerate(_CLASSES)})


def _to_plain(value: Any) -> Any:
    """Return a value as strings, numbers, tuples, and a list for each value of a class."""
    if type(value) is tuple:
        return tuple([_to_plain(each) for each in value])
    known = _FIELDS.get(type(value))
    if known is None:
        return value
    number, fields_of = known
    return [number, *[_to_plain(each) for each in fields_of(value)]]


def _from_plain(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return tuple([_from_plain(each) for each in value])
    if kind is list:
        number, *arguments = value
        return _CLASSES[number](*[_from_plain(each) for each in arguments])
    return value
