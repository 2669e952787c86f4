"""``tags.toml`` and ``sources.toml``: identities, their names and other spellings."""

from __future__ import annotations

from collections.abc import Iterable

from generator.config.localized import guess_language, read_localized
from generator.config.schema import ReadContext, Setting, read_settings
from generator.config.toml_tables import TomlTable
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import LocalizedText, RegistryEntry, Text
from generator.problem_collector import quote, retype
from generator.text.confusables import describe_letters, find_mixed_word
from generator.text.folding import fold_name
from generator.text.slugs import slugify
from generator.text.web_addresses import is_web_address

_ID = lazy_compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_registry(
    table: TomlTable, settings: tuple[Setting, ...], context: ReadContext
) -> tuple[RegistryEntry, ...]:
    """Read the entries of a registry, in the order of the file.

    Args:
        table: The whole file.
        settings: The keys that an entry can have.
        context: The languages of the site.
    """
    entries = []
    for inner in table.read_tables():
        identity = inner.path[-1]
        values = read_settings(inner, settings, context)
        if _ID.fullmatch(identity):
            entries.append(RegistryEntry(id=identity, names=values.pop("name"), **values))
        else:
            message = say(
                "invalid id %(identity)s: a URL cannot contain it as it is",
                identity=quote(identity),
            )
            valid = slugify(identity)
            hint = "write a-z, 0-9 and single hyphens, such as [us-forces]"
            if _ID.fullmatch(valid):
                hint = say("write [%(valid)s]", valid=valid)
            hint = say("%(hint)s; names in any script go into 'name'", hint=hint)
            table.file.error(inner.path, "registry-id", message, hint)
    _check_shared_spellings(table, entries)
    return tuple(entries)


def read_names(table: TomlTable, setting: Setting, context: ReadContext) -> LocalizedText:
    """Read the names of an entry; its id when it has none."""
    names = read_localized(table, setting.name, context.languages)
    identity = table.path[-1]
    if not names:
        # A name of the wrong type has been reported.
        if setting.name not in table:
            message = say("%(identity)s has no 'name'", identity=quote(identity))
            hint = say('add name = { ar = "…", en = "…" } below [%(identity)s]', identity=identity)
            table.file.error(table.path, "registry-name", message, hint)
        return LocalizedText((Text(identity, guess_language(identity, context.languages)),))
    _check_scripts(table, setting.name, (text.value for text in names.texts))
    return names


def read_spellings(table: TomlTable, setting: Setting, _: ReadContext) -> tuple[str, ...]:
    """Read other spellings of an entry's name."""
    spellings = []
    for spelling in table.read_text_list(setting.name):
        if slugify(spelling):
            spellings.append(spelling)
        else:
            message = say(
                "invalid spelling %(spelling)s: it has no letter or digit", spelling=quote(spelling)
            )
            path = (*table.path, setting.name)
            table.file.error(path, "registry-spelling", message, "write a word, or delete it")
    _check_scripts(table, setting.name, spellings)
    return tuple(spellings)


def read_former_ids(table: TomlTable, setting: Setting, _: ReadContext) -> tuple[str, ...]:
    """Read the ids that an entry had before."""
    former = []
    for identity in table.read_text_list(setting.name):
        # A name in any script was its own id before it was registered.
        if _ID.fullmatch(identity) or (identity and slugify(identity) == identity):
            former.append(identity)
        else:
            message = say("invalid id %(identity)s: no page was at it", identity=quote(identity))
            hint = (
                "write the last part of the old address, such as us-forces for /en/tags/us-forces/"
            )
            table.file.error((*table.path, setting.name), "registry-id", message, hint)
    return tuple(former)


def read_url(table: TomlTable, setting: Setting, _: ReadContext) -> str:
    """Read a URL that readers can follow."""
    url = table.read_text(setting.name)
    if not url or is_web_address(url):
        return url
    message = say(
        "invalid URL %(url)s in '%(setting)s'", url=quote(url), setting=table.full_key(setting.name)
    )
    full = f"https://{url.lstrip('/')}"
    hint = (
        say("write %(full)s", full=full)
        if ":" not in url and is_web_address(full)
        else "start it with https://"
    )
    table.file.error((*table.path, setting.name), "url-invalid", message, hint)
    return ""


def _check_scripts(table: TomlTable, key: str, names: Iterable[str]) -> None:
    """Warn of each word with letters of another script that look like its own."""
    for mixed in filter(None, map(find_mixed_word, names)):
        strange = describe_letters("".join(mixed.other_letters))
        message = say(
            "%(word)s in '%(setting)s' looks like '%(looks_like)s', but contains %(strange)s",
            word=quote(mixed.word),
            setting=table.full_key(key),
            looks_like=mixed.looks_like,
            strange=strange,
        )
        hint = retype(mixed.word, mixed.looks_like)
        table.file.warning((*table.path, key), "script-mixed", message, hint)


def _check_shared_spellings(table: TomlTable, entries: list[RegistryEntry]) -> None:
    """Report each spelling that two entries have."""
    owners: dict[str, str] = {}
    for entry in entries:
        names = (text.value for text in entry.names.texts)
        # By its folded form, so that one spelling in two forms is reported once.
        spellings = {
            fold_name(spelling): spelling
            for spelling in (entry.id, *names, *entry.spellings, *entry.former_ids)
        }
        for folded, spelling in spellings.items():
            owner = owners.setdefault(folded, entry.id)
            if owner != entry.id:
                message = say(
                    "%(spelling)s is a spelling of both [%(owner)s] and [%(id)s]",
                    spelling=quote(spelling),
                    owner=owner,
                    id=entry.id,
                )
                hint = "delete it from one of them, or make the two one entry"
                table.file.error((entry.id,), "registry-clash", message, hint)
