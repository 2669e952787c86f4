"""Tags and sources as identities: two spellings are one when their folded forms agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.chronology.model import Term
from generator.model import LocalizedText, RegistryEntry, Text
from generator.text.folding import fold
from generator.text.slugs import slugify


@dataclass(frozen=True, slots=True)
class TermRegistry:
    """The declared tags or sources, found by any of their spellings."""

    by_id: Mapping[str, RegistryEntry]
    by_spelling: Mapping[str, str]

    def identify(self, spelling: str) -> str:
        """The identity that a spelling names: a registered id, else one made of its folded form.

        The folded form keeps the letters of every script, so the identity does not depend on
        which spelling came first.
        """
        return self.by_spelling.get(fold(spelling)) or slugify(spelling)

    def registered(self, spelling: str) -> str:
        """The registered id that a spelling names, or nothing."""
        return self.by_spelling.get(fold(spelling), "")


def build_registry(entries: Iterable[RegistryEntry]) -> TermRegistry:
    """Index registered entries by their id, their names and their other spellings."""
    by_id: dict[str, RegistryEntry] = {}
    by_spelling: dict[str, str] = {}
    for entry in entries:
        by_id[entry.id] = entry
        names = (text.value for text in entry.names.texts)
        for spelling in (entry.id, *names, *entry.spellings):
            by_spelling.setdefault(fold(spelling), entry.id)
    return TermRegistry(MappingProxyType(by_id), MappingProxyType(by_spelling))


def collect_terms(
    known: TermRegistry, used: Mapping[str, Counter[Text]], languages: Iterable[str]
) -> Mapping[str, Term]:
    """Make a term of every identity in use.

    Args:
        known: The registry.
        used: For each identity, how often each spelling stands in files of each language, in the
            order in which they first appear.
        languages: The site's languages, in order.
    """
    order = tuple(languages)
    made: dict[str, Term] = {}
    for identity, spellings in used.items():
        entry = known.by_id.get(identity)
        if entry is not None:
            made[identity] = Term(identity, entry.names, entry.description, entry.url)
            continue
        names: list[Text] = []
        for language in order:
            # `most_common` keeps the first of equals first.
            own = Counter({text: n for text, n in spellings.items() if text.language == language})
            names.extend(text for text, _ in own.most_common(1))
        made[identity] = Term(identity, LocalizedText(tuple(names)), LocalizedText(), "")
    return MappingProxyType(made)
