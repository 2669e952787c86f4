"""Tags and sources as identities: spellings with the same folded form are one identity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct

from generator.chronology.model import Term
from generator.model import LocalizedText, RegistryEntry, Text
from generator.text.folding import fold_name
from generator.text.slugs import slugify


class TermRegistry(Struct, frozen=True):
    """The declared tags or sources, by their ids and by their folded spellings."""

    by_id: Mapping[str, RegistryEntry]
    by_spelling: Mapping[str, str]

    def identify(self, spelling: str) -> str:
        """Return the identity of a spelling: a registered id, or else its slug.

        The slug is made from the folded form, so it is the same for all spellings of a name.
        """
        return self.by_spelling.get(fold_name(spelling)) or slugify(fold_name(spelling))

    def find_id(self, spelling: str) -> str:
        """Return the registered id of a spelling; empty when it is not registered."""
        return self.by_spelling.get(fold_name(spelling), "")


def build_registry(entries: Iterable[RegistryEntry]) -> TermRegistry:
    """Index registered entries by their id, their names and their other spellings."""
    by_id: dict[str, RegistryEntry] = {}
    by_spelling: dict[str, str] = {}
    for entry in entries:
        by_id[entry.id] = entry
        names = (text.value for text in entry.names.texts)
        for spelling in (entry.id, *names, *entry.spellings, *entry.former_ids):
            by_spelling.setdefault(fold_name(spelling), entry.id)
    return TermRegistry(MappingProxyType(by_id), MappingProxyType(by_spelling))


def collect_terms(
    known: TermRegistry, used: Mapping[str, Counter[Text]], languages: Iterable[str]
) -> Mapping[str, Term]:
    """Return a term for each identity in use.

    Args:
        known: The registry.
        used: For each identity, how often the files of each language have each spelling, in the
            order in which they first appear.
        languages: The site's languages, in order.
    """
    order = tuple(languages)
    terms: dict[str, Term] = {}
    for identity, spellings in used.items():
        entry = known.by_id.get(identity)
        if entry is not None:
            terms[identity] = Term(identity, entry.names, entry.description, entry.url)
            continue
        names: list[Text] = []
        for language in order:
            # Of equally common spellings, `most_common` returns the first.
            own = Counter({text: n for text, n in spellings.items() if text.language == language})
            names.extend(text for text, _ in own.most_common(1))
        terms[identity] = Term(identity, LocalizedText(tuple(names)), LocalizedText(), "")
    return MappingProxyType(terms)
