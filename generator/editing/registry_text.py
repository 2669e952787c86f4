"""Edits of ``tags.toml`` and ``sources.toml`` that keep comments, order and the form of values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, InlineTable

from generator.config.localized import guess_language
from generator.editing.text_edits import EditError
from generator.messages import say
from generator.model import Language

# An array is written over several lines if it would be longer.
_LONGEST_ARRAY = 90


class RegistryText:
    """The text of a registry."""

    def __init__(self, path: str, data: bytes, languages: tuple[Language, ...]) -> None:
        """Read a registry.

        Args:
            path: The file, relative to the site's folder.
            data: Its bytes; empty if it does not exist.
            languages: The languages of the site.

        Raises:
            EditError: It is not valid TOML.
        """
        self._languages = languages
        try:
            text = data.decode("utf-8-sig")
            self._document = tomlkit.parse(text)
        except (UnicodeDecodeError, TOMLKitError):
            hint = "run 'tarikh check', and correct its errors"
            raise EditError(say("%(path)s cannot be read", path=path), hint) from None
        self._bom = data.startswith(b"\xef\xbb\xbf")
        self._newline = "\r\n" if "\r\n" in text else "\n"

    @property
    def data(self) -> bytes:
        """The bytes of the file as it is now."""
        text = self._document.as_string()
        if self._newline == "\r\n":
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")
        return (b"\xef\xbb\xbf" if self._bom else b"") + text.encode()

    def add_entry(self, identity: str, names: Mapping[str, str]) -> None:
        """Add an entry at the end of the file."""
        table = tomlkit.table()
        table.add("name", _write_texts(names))
        if self._document.as_string().strip():
            text = self._document.as_string()
            for _ in range(2 if not text.endswith("\n") else 1):
                self._document.add(tomlkit.nl())
        self._document.add(identity, table)

    def remove_entry(self, identity: str) -> None:
        """Remove an entry."""
        self._document.remove(identity)

    def set_name(self, identity: str, language: str, name: str) -> None:
        """Write the name of an entry in a language."""
        table: Any = self._document[identity]
        known = table.get("name")
        if isinstance(known, str):
            own = guess_language(known, self._languages)
            table["name"] = (
                name if own == language else _write_texts({own: str(known), language: name})
            )
        elif known is None or (isinstance(known, InlineTable) and language not in known):
            _set(table, "name", _write_texts({**(known or {}), language: name}))
        else:
            known[language] = name

    def set_value(self, identity: str, key: str, value: str | bool | Mapping[str, str]) -> None:
        """Write another value of an entry; a mapping has a text for each language."""
        table: Any = self._document[identity]
        _set(table, key, _write_texts(value) if isinstance(value, Mapping) else value)

    def add_spellings(self, identity: str, spellings: Iterable[str]) -> None:
        """Add spellings to those of an entry."""
        self._add_to_list(identity, "spellings", spellings)

    def add_former_ids(self, identity: str, former: Iterable[str]) -> None:
        """Add ids to those that an entry had before, so that their pages redirect to its own."""
        self._add_to_list(identity, "former_ids", former)

    def _add_to_list(self, identity: str, key: str, values: Iterable[str]) -> None:
        new = list(values)
        if not new:
            return
        table: Any = self._document[identity]
        known = table.get(key)
        if isinstance(known, str):
            known = [str(known)]
        if isinstance(known, Array):
            for value in new:
                known.append(value)
            return
        array = tomlkit.array()
        array.extend([*(known or ()), *new])
        array.multiline(len(array.as_string()) > _LONGEST_ARRAY)
        _set(table, key, array)


def _set(table: Any, key: str, value: Any) -> None:
    """Write a value into a table; a new one comes before the comments at the end of the table.

    Those comments belong to what follows the table.
    """
    trailing = []
    if key not in table:
        while table.value.body and table.value.body[-1][0] is None:
            trailing.append(table.value.body.pop()[1])
    table[key] = value
    for item in reversed(trailing):
        table.value.append(None, item)


def _write_texts(texts: Mapping[str, str]) -> Any:
    """Write a text for each language in one line: ``{ ar = "…", en = "…" }``."""
    pairs = ", ".join(
        f"{language} = {tomlkit.string(text).as_string()}" for language, text in texts.items()
    )
    return tomlkit.parse(f"texts = {{ {pairs} }}\n")["texts"]
