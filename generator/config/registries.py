"""``tags.toml`` and ``sources.toml``: identities, their names and other spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.config.localized import guess_language, read_localized
from generator.config.toml_tables import TomlTable
from generator.model import Language, LocalizedText, RegistryEntry
from generator.problem_collector import quote
from generator.text.confusables import describe_letters, find_mixed_word
from generator.text.folding import fold
from generator.text.slugs import slugify
from generator.text.web_addresses import is_web_address

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_registry(
    table: TomlTable, languages: tuple[Language, ...], keys: tuple[str, ...]
) -> tuple[RegistryEntry, ...]:
    """The entries of a registry, in the order of the file.

    ``keys`` are those that an entry can have.
    """
    entries = []
    for identity in table:
        inner = table.table(identity, f"a table, below a line [{identity}]")
        if inner is None:
            continue
        inner.known(keys)
        if _ID.fullmatch(identity):
            entries.append(_entry(identity, inner, languages))
        else:
            message = f"the id {quote(identity)} cannot stand in an address"
            hint = "write a-z, 0-9 and single hyphens; names in any script go into 'name'"
            table.file.error(inner.path, "registry-id", message, hint)
    _clashes(table, entries)
    return tuple(entries)


def _entry(identity: str, table: TomlTable, languages: tuple[Language, ...]) -> RegistryEntry:
    names = read_localized(table, "name", languages)
    if not names:
        # A name of the wrong type was noted as such.
        if "name" not in table:
            message = f"{quote(identity)} has no name"
            hint = 'add a line such as name = { ar = "…", en = "…" }'
            table.file.error(table.path, "registry-name", message, hint)
        names = LocalizedText((guess_language(identity, languages),))
    spellings = []
    for spelling in table.texts("spellings"):
        if slugify(spelling):
            spellings.append(spelling)
        else:
            message = f"the spelling {quote(spelling)} has no letter or digit"
            path, hint = (*table.path, "spellings"), "write a word, or take it out"
            table.file.error(path, "registry-spelling", message, hint)
    _check_letters("name", (text.value for text in names.texts), table)
    _check_letters("spellings", spellings, table)
    return RegistryEntry(
        id=identity,
        names=names,
        spellings=tuple(spellings),
        description=read_localized(table, "description", languages),
        url=_url(table),
    )


def _check_letters(key: str, names: Iterable[str], table: TomlTable) -> None:
    """Warn of each name in which letters of one script stand for those of another."""
    for found in filter(None, map(find_mixed_word, names)):
        strange = describe_letters("".join(found.other_letters))
        message = f"{quote(found.word)} reads like '{found.looks_like}', but holds {strange}"
        hint = f"retype it: {found.looks_like}"
        table.file.warning((*table.path, key), "script-mixed", message, hint)


def _url(table: TomlTable) -> str:
    address = table.text("url")
    if address and not is_web_address(address):
        message = f"url {quote(address)} is not an http or https address"
        table.file.error((*table.path, "url"), "url-invalid", message, "start it with https://")
        return ""
    return address


def _clashes(table: TomlTable, entries: list[RegistryEntry]) -> None:
    """Note every spelling that two entries claim."""
    claimed: dict[str, str] = {}
    for entry in entries:
        names = (text.value for text in entry.names.texts)
        # By its folded form, so that one spelling written twice is one clash.
        claims = {fold(claim): claim for claim in (entry.id, *names, *entry.spellings)}
        for folded, claim in claims.items():
            owner = claimed.setdefault(folded, entry.id)
            if owner != entry.id:
                message = (
                    f"{quote(claim)} already means [{owner}]; [{entry.id}] cannot claim it too"
                )
                hint = "take it from one of them, or make them one"
                table.file.error((entry.id,), "registry-clash", message, hint)
