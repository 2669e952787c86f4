"""Messages that know what they are made of, so that they can be said in another language.

A message is its English text, and is used as one. The places that word messages write
``say("'%(key)s' has no effect", key=key)``; a text without values is written as it is. The template
is what catalogues translate (`generator.i18n.messages`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

Plain: TypeAlias = str | tuple[str, tuple[tuple[str, "Plain"], ...]]
"""A message as strings and tuples, which builds record."""


class Message(str):
    """The English text of a message, made of a template and values.

    Attributes:
        template: The text with ``%(name)s`` for each value, and ``%%`` for a percent sign.
        values: The values by their names; those that are messages are said in the other language,
            too.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, str]

    def __new__(cls, template: str, values: Mapping[str, str]) -> Message:
        self = super().__new__(cls, template % values)
        self.template = template
        self.values = MappingProxyType(dict(values))
        return self

    def __reduce__(self) -> tuple[type[Message], tuple[str, dict[str, str]]]:
        # A read-only mapping cannot be pickled.
        return Message, (self.template, dict(self.values))


def say(template: str, /, **values: object) -> str:
    """Return the message of a template and its values, which are shown as `str` shows them."""
    texts = {
        name: value if isinstance(value, str) else str(value) for name, value in values.items()
    }
    return Message(template, texts)


def to_plain(text: str) -> Plain:
    """Convert a text, which may be a message, to the form in which it is recorded."""
    if not isinstance(text, Message):
        return str(text)
    return text.template, tuple([(name, to_plain(each)) for name, each in text.values.items()])


def from_plain(recorded: Any) -> str:
    """Convert a recorded text back."""
    if isinstance(recorded, str):
        return recorded
    template, values = recorded
    return Message(template, {name: from_plain(each) for name, each in values})
