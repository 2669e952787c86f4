"""Messages that know what they are made of, so that they can be said in another language.

A message is its English text, and is used as one. The places that word messages write
``say("'%(key)s' has no effect", key=key)``; a text without values is written as it is. The template
is what catalogues translate (`generator.i18n.messages`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from generator.fixes import Fix, Replacement, fix_from_tuple, fix_to_tuple

Plain: TypeAlias = str | tuple[str, tuple[tuple[str, "Plain"], ...], tuple[Any, ...]]
"""A message as strings and tuples, which builds record."""


class Message(str):
    """The English text of a message, made of a template and values.

    Attributes:
        template: The text with ``%(name)s`` for each value, and ``%%`` for a percent sign.
        values: The values by their names; those that are messages are said in the other language,
            too.
        fix: What the message proposes to change, if it is a hint that says exactly that.
    """

    __slots__ = ("fix", "template", "values")

    template: str
    values: Mapping[str, str]
    fix: Fix | None

    def __new__(cls, template: str, values: Mapping[str, str], fix: Fix | None = None) -> Message:
        self = super().__new__(cls, template % values)
        self.template = template
        self.values = MappingProxyType(dict(values))
        self.fix = fix
        return self

    def __reduce__(self) -> tuple[type[Message], tuple[str, dict[str, str], Fix | None]]:
        # A read-only mapping cannot be pickled.
        return Message, (self.template, dict(self.values), self.fix)


def say(template: str, /, **values: object) -> str:
    """Return the message of a template and its values, which are shown as `str` shows them."""
    return propose(None, template, **values)


def propose(fix: Fix | None, template: str, /, **values: object) -> str:
    """Return a hint as `say` does, with what it proposes to change."""
    texts = {
        name: value if isinstance(value, str) else str(value) for name, value in values.items()
    }
    return Message(template, texts, fix)


def find_fix(hint: str) -> Fix | None:
    """Return what a hint proposes to change, if it says exactly that."""
    return hint.fix if isinstance(hint, Message) else None


def complete_fix(hint: str, old: str) -> str:
    """Return a hint with the value that is written now, if it proposes another one for it."""
    fix = find_fix(hint)
    if isinstance(hint, Message) and isinstance(fix, Replacement) and not fix.old:
        return Message(hint.template, hint.values, fix._replace(old=old))
    return hint


def to_plain(text: str) -> Plain:
    """Convert a text, which may be a message, to the form in which it is recorded."""
    if not isinstance(text, Message):
        return str(text)
    values = tuple([(name, to_plain(each)) for name, each in text.values.items()])
    return text.template, values, fix_to_tuple(text.fix) if text.fix is not None else ()


def from_plain(recorded: Any) -> str:
    """Convert a recorded text back."""
    if isinstance(recorded, str):
        return recorded
    template, values, fix = recorded
    texts = {name: from_plain(each) for name, each in values}
    return Message(template, texts, fix_from_tuple(fix) if fix else None)
