"""Translations: gettext catalogues, read from their ``.po`` texts when the site is built.

Messages are their English texts. One that a catalogue lacks, leaves empty or marks as fuzzy is
shown in English. Values stand in them as ``%(date)s``, a percent sign as ``%%``; a translation
that names other values than its message is refused, as it would fail, or lose a date, later on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

Key = tuple[str, str]
"""A message's context (empty for none) and its English text, the singular where it has two."""

_LINE = re.compile(
    r'(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d{1,2}\])?)\s+)?"([^"\\]|\\.)*")?', re.DOTALL
)

_VALUE = re.compile(r"%\((\w+)\)s")


class CatalogueError(ValueError):
    """A catalogue that cannot be used: what is wrong, and on which line (from 1; 0 for none)."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations into one language.

    Attributes:
        entries: Each message with its translation, or with its plural forms in order; sorted.
        plural_rule: Which form a number takes: the C expression of ``Plural-Forms``.
    """

    entries: tuple[tuple[Key, tuple[str, ...]], ...] = ()
    plural_rule: str = "n != 1"
    _found: Mapping[Key, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_found", MappingProxyType(dict(self.entries)))

    def __reduce__(self) -> tuple[type[Catalogue], tuple[object, ...]]:
        return Catalogue, (self.entries, self.plural_rule)

    def gettext(self, message: str) -> str:
        """The translation of a message."""
        return self.pgettext("", message)

    def pgettext(self, context: str, message: str) -> str:
        """The translation of a message in the sense that the context gives it."""
        forms = self._found.get((context, message))
        return forms[0] if forms else message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The translation of a message in the form that goes with the number."""
        return self.npgettext("", singular, plural, n)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """The form that goes with the number, in the sense that the context gives it."""
        forms = self._found.get((context, singular))
        if forms is None or len(forms) == 1:
            return singular if n == 1 else plural
        return forms[_rule(self.plural_rule)(abs(n))]

    def missing(self, messages: Iterable[Key]) -> tuple[Key, ...]:
        """Those of the messages that have no translation here, in their order."""
        return tuple(key for key in messages if key not in self._found)


@lru_cache(maxsize=64)
def _rule(expression: str) -> Callable[[int], int]:
    from gettext import c2py  # noqa: PLC0415

    return c2py(expression)


def parse_catalogue(data: bytes) -> Catalogue:
    """Read a catalogue.

    Args:
        data: A ``.po`` file (GNU gettext manual, "The Format of PO Files"), in UTF-8.

    Raises:
        CatalogueError: when it is none, when a message stands in it twice, when a translation
            does not name the same values as its message, or has not as many plural forms as
            ``Plural-Forms`` says.
    """
    from babel.messages.catalog import Catalog, Message  # noqa: PLC0415
    from babel.messages.pofile import PoFileError, PoFileParser  # noqa: PLC0415

    class Strict(Catalog):
        """Refuses what would silently be merged."""

        def __setitem__(self, id: str | list[str] | tuple[str, ...], message: Message) -> None:
            if id and self.get(id, message.context) is not None:
                raise CatalogueError(message.lineno or 0, f"'{_singular(id)}' stands here twice")
            super().__setitem__(id, message)

    read = Strict()
    try:
        PoFileParser(read, ignore_obsolete=True, abort_invalid=True).parse(_lines(data))
        rule, count = _checked_rule(read.plural_expr, read.num_plurals)
    except CatalogueError:
        raise
    except PoFileError as error:
        # Babel counts lines from 0.
        raise CatalogueError(error.lineno + 1, str(error).rpartition(" on ")[0]) from error
    except Exception as error:
        # What Babel's reader makes of strings out of their place, or of a header's dates.
        raise CatalogueError(0, f"not a gettext catalogue ({error})") from error
    entries = []
    for message in read:
        line, string = message.lineno or 0, message.string or ""
        forms = (string,) if isinstance(string, str) else tuple(string)
        if message.id and not message.fuzzy and all(forms):
            _check_values(message.id, forms, line)
            if not isinstance(message.id, str) and len(forms) != count:
                raise CatalogueError(line, f"{len(forms)} plural forms instead of {count}")
            entries.append(((message.context or "", _singular(message.id)), forms))
    return Catalogue(tuple(sorted(entries)), rule)


def _lines(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = data.count(b"\n", 0, error.start) + 1
        raise CatalogueError(broken, "not UTF-8") from error
    lines = text.split("\n")
    for position, line in enumerate(lines, start=1):
        if not _LINE.fullmatch(line.strip()):
            raise CatalogueError(position, "neither a comment, a keyword nor a quoted string")
    return lines


def _checked_rule(expression: str, count: int) -> tuple[str, int]:
    try:
        rule = _rule(expression)
        fits = all(0 <= rule(n) < count for n in range(1001))
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise CatalogueError(0, f"Plural-Forms cannot be read: {expression}") from error
    if not fits:
        raise CatalogueError(0, f"Plural-Forms gives forms that are not among its {count}")
    return expression, count


def _singular(id: str | list[str] | tuple[str, ...]) -> str:
    return id if isinstance(id, str) else id[0]


def _check_values(id: str | list[str] | tuple[str, ...], forms: Iterable[str], line: int) -> None:
    """Hold each translation to the values of its message; a plural form may leave some out."""
    ids = (id,) if isinstance(id, str) else id
    known = {name for message in ids for name in _VALUE.findall(message)}
    for form in forms:
        named = set(_VALUE.findall(form))
        if named - known or (len(ids) == 1 and known - named):
            wanted = ", ".join(f"%({name})s" for name in sorted(known)) or "no value"
            raise CatalogueError(line, f"'{form}' must name {wanted}")
        if "%" in _VALUE.sub("", form).replace("%%", ""):
            raise CatalogueError(line, f"'{form}': a percent sign is written twice, %%")
