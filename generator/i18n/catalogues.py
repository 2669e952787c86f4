"""Translations: gettext catalogues, parsed from ``.po`` files when the site is built.

A message is identified by its English text. It is shown in English if its translation is missing,
empty or marked as fuzzy. Messages contain placeholders such as ``%(date)s``, and ``%%`` for a
percent sign. A translation whose placeholders differ from those of its message is an error: it
would fail, or lose a date, when a page is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from msgspec import Struct

from generator.lazy_patterns import lazy_compile

MessageKey = tuple[str, str]
"""The context of a message (empty for none) and its English text, in the singular."""

_LINE = lazy_compile(
    r'(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d{1,2}\])?)\s+)?"([^"\\]|\\.)*")?', re.DOTALL
)

_PLACEHOLDER = lazy_compile(r"%\((\w+)\)s")


class CatalogueError(ValueError):
    """A catalogue that is not valid: what is wrong, and on which line (from 1; 0 for none)."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class Catalogue(Struct, frozen=True):
    """The translations into one language.

    Attributes:
        translations: The plural forms of each message, sorted by message; one form for a message
            without a plural. The mapping is read-only.
        plural_rule: The C expression of ``Plural-Forms``: the form for a number ``n``.
    """

    translations: Mapping[MessageKey, tuple[str, ...]] = MappingProxyType({})
    plural_rule: str = "n != 1"

    def __hash__(self) -> int:
        # A mapping has no hash; equal catalogues have equal plural rules.
        return hash(self.plural_rule)

    def __reduce__(self) -> tuple[Callable[..., Catalogue], tuple[object, ...]]:
        # A read-only mapping cannot be pickled.
        return _create_catalogue, (dict(self.translations), self.plural_rule)

    def gettext(self, message: str) -> str:
        """Return the translation of a message."""
        return self.pgettext("", message)

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of a message in a context."""
        forms = self.translations.get((context, message))
        return forms[0] if forms else message

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the plural form of a message for a number."""
        return self.npgettext("", singular, plural, n)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Return the plural form of a message in a context for a number."""
        forms = self.translations.get((context, singular))
        if forms is None or len(forms) == 1:
            return singular if n == 1 else plural
        return forms[_compile_plural_rule(self.plural_rule)(abs(n))]

    def find_missing(self, messages: Iterable[MessageKey]) -> tuple[MessageKey, ...]:
        """Return the messages that have no translation, in their order."""
        return tuple(key for key in messages if key not in self.translations)


def _create_catalogue(
    translations: dict[MessageKey, tuple[str, ...]], plural_rule: str
) -> Catalogue:
    return Catalogue(MappingProxyType(translations), plural_rule)


@lru_cache(maxsize=64)
def _compile_plural_rule(expression: str) -> Callable[[int], int]:
    from gettext import c2py  # noqa: PLC0415

    return c2py(expression)


@lru_cache(maxsize=16)
def parse_catalogue(data: bytes) -> Catalogue:
    """Parse a catalogue; the last results are kept.

    Args:
        data: A ``.po`` file (GNU gettext manual, "The Format of PO Files"), in UTF-8.

    Raises:
        CatalogueError: The data is not a ``.po`` file, contains a message twice, or contains a
            translation with other placeholders than its message or with another number of plural
            forms than ``Plural-Forms`` declares.
    """
    from babel.messages.catalog import Catalog, Message  # noqa: PLC0415
    from babel.messages.pofile import PoFileError, PoFileParser  # noqa: PLC0415

    class StrictCatalog(Catalog):
        """A catalogue that refuses duplicate messages, which Babel would merge."""

        def __setitem__(self, id: str | list[str] | tuple[str, ...], message: Message) -> None:
            if id and self.get(id, message.context) is not None:
                raise CatalogueError(
                    message.lineno or 0, f"duplicate message '{_get_singular(id)}'"
                )
            super().__setitem__(id, message)

    catalog = StrictCatalog()
    try:
        parser = PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True)
        parser.parse(_decode_lines(data))
        rule, count = catalog.plural_expr, catalog.num_plurals
        _check_plural_rule(rule, count)
    except CatalogueError:
        raise
    except PoFileError as error:
        # Babel counts lines from 0.
        raise CatalogueError(error.lineno + 1, str(error).rpartition(" on ")[0]) from error
    except Exception as error:
        # Babel's parser fails in many ways on misplaced strings and on dates in the header.
        raise CatalogueError(0, f"not a gettext catalogue ({error})") from error
    translations: dict[MessageKey, tuple[str, ...]] = {}
    for message in catalog:
        line, string = message.lineno or 0, message.string or ""
        forms = (string,) if isinstance(string, str) else tuple(string)
        if message.id and not message.fuzzy and all(forms):
            _check_placeholders(message.id, forms, line)
            if not isinstance(message.id, str) and len(forms) != count:
                raise CatalogueError(line, f"{len(forms)} plural forms instead of {count}")
            translations[message.context or "", _get_singular(message.id)] = forms
    return _create_catalogue(dict(sorted(translations.items())), rule)


def _decode_lines(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line_number = data.count(b"\n", 0, error.start) + 1
        raise CatalogueError(line_number, "not UTF-8") from error
    lines = text.split("\n")
    for line_number, line in enumerate(lines, start=1):
        if not _LINE.fullmatch(line.strip()):
            raise CatalogueError(line_number, "not a comment, a keyword or a quoted string")
    return lines


def _check_plural_rule(expression: str, count: int) -> None:
    try:
        rule = _compile_plural_rule(expression)
        is_valid = all(0 <= rule(n) < count for n in range(1001))
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise CatalogueError(0, f"invalid Plural-Forms: {expression}") from error
    if not is_valid:
        raise CatalogueError(0, f"Plural-Forms selects forms outside nplurals={count}")


def _get_singular(id: str | list[str] | tuple[str, ...]) -> str:
    return id if isinstance(id, str) else id[0]


def _check_placeholders(
    id: str | list[str] | tuple[str, ...], forms: Iterable[str], line: int
) -> None:
    """Check that a translation has the placeholders of its message; a plural may omit some."""
    ids = (id,) if isinstance(id, str) else id
    known = {name for message in ids for name in _PLACEHOLDER.findall(message.replace("%%", ""))}
    for form in forms:
        # What follows an escaped percent sign is text.
        unescaped = form.replace("%%", "")
        used = set(_PLACEHOLDER.findall(unescaped))
        if used - known or (len(ids) == 1 and known - used):
            expected = ", ".join(f"%({name})s" for name in sorted(known)) or "no placeholder"
            raise CatalogueError(line, f"'{form}' must contain {expected}")
        if "%" in _PLACEHOLDER.sub("", unescaped):
            raise CatalogueError(line, f"'{form}': write a percent sign as %%")
