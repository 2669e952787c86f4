"""Tags and sources: what there is, and how two become one or one gets another name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal

from msgspec import Struct

from generator.chronology.terms import TermRegistry, build_registry
from generator.config import parse_config
from generator.editing.article_text import ArticleText
from generator.editing.file_change import FileChange
from generator.editing.registry_text import RegistryText
from generator.editing.text_edits import EditError, TextEdit, apply_edits
from generator.editing.toml_article_text import read_article_text
from generator.editing.unknown_names import unknown_language
from generator.i18n.languages import find_script
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Article, RegistryEntry, Site, SourceFile
from generator.problem_collector import closest
from generator.text.folding import fold_name
from generator.text.scripts import detect_script
from generator.text.slugs import slugify

TermField = Literal["tags", "source"]
# Returns how a spelling in a text of a language is to be written.
Respell = Callable[[str, str], str]
_ID: Final = lazy_compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOUNS: Final = MappingProxyType({"tags": "tag", "source": "source"})


class UsedTerm(Struct, frozen=True):
    """A tag or a source that articles use or the registry has.

    Attributes:
        id: Its identity.
        is_registered: Whether the registry has it.
        names: Its name in each language that has one: the registry's, else the most used.
        events: How many events have it, drafts among them.
        spellings: How often each spelling is used, by language and spelling; the most used first.
    """

    id: str
    is_registered: bool
    names: Mapping[str, str]
    events: int
    spellings: tuple[tuple[tuple[str, str], int], ...]


class TermFiles(Struct, frozen=True):
    """What is needed to change the tags or the sources of a site.

    Attributes:
        field: Which of them.
        site: The settings.
        registry: The file of the registry; its bytes are ``None`` if it does not exist.
        articles: The articles that can be read.
        read: Returns the bytes of an article by its path.
    """

    field: TermField
    site: Site
    registry: tuple[str, bytes | None]
    articles: tuple[Article, ...]
    read: Callable[[str], bytes]

    @property
    def known(self) -> TermRegistry:
        """The registry."""
        return build_registry(self.site.tags if self.field == "tags" else self.site.sources)


def list_terms(files: TermFiles) -> tuple[UsedTerm, ...]:
    """List the tags or sources of a site, the most used first."""
    known = files.known
    uses: dict[str, Counter[tuple[str, str]]] = {each: Counter() for each in known.by_id}
    events: dict[str, set[tuple[bool, str]]] = {}
    for article in files.articles:
        for spelling in _spellings(article, files.field, known):
            identity = known.identify(spelling)
            uses.setdefault(identity, Counter())[article.language, spelling] += 1
            events.setdefault(identity, set()).add((article.is_page, article.key))
    terms = [
        UsedTerm(
            identity,
            identity in known.by_id,
            _names(files.site, known, identity, counts),
            len(events.get(identity, ())),
            tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))),
        )
        for identity, counts in uses.items()
    ]
    return tuple(sorted(terms, key=lambda term: (-term.events, term.id)))


def merge_terms(
    files: TermFiles, old: str, new: str, *, identity: str = ""
) -> tuple[FileChange, ...]:
    """Make two tags or sources one: the first becomes a spelling of the second.

    Args:
        files: What the site has.
        old: An id, a name or a spelling of the one that goes.
        new: An id, a name or a spelling of the one that stays.
        identity: The id of the entry in the registry, if one has to be added and its name does not
            give one; may be empty.

    Raises:
        EditError: They cannot be merged, and why.
    """
    terms = {term.id: term for term in list_terms(files)}
    known = files.known
    gone, kept = _find_term(terms, files, old), _find_term(terms, files, new)
    if gone.id == kept.id:
        raise EditError(
            say(
                "'%(old)s' and '%(new)s' are one %(nouns)s already",
                old=old,
                new=new,
                nouns=_NOUNS[files.field],
            )
        )
    registry = _read_registry(files)
    if not kept.is_registered:
        identity = _choose_id(identity, (kept.id, gone.id if not gone.is_registered else ""), known)
        registry.add_entry(identity, {**gone.names, **kept.names})
        names = {**gone.names, **kept.names}
    else:
        identity, names = kept.id, dict(kept.names)
        for language, name in gone.names.items():
            if language not in names:
                registry.set_name(identity, language, name)
                names[language] = name
    entry = known.by_id.get(kept.id)
    spellings = _new_spellings(
        [*_all_spellings(gone, known), *(_all_spellings(kept, known) if entry is None else ())],
        (identity, *names.values(), *(entry.spellings if entry else ())),
    )
    if gone.is_registered:
        _inherit(registry, known.by_id[gone.id], entry, identity)
        registry.remove_entry(gone.id)
    registry.add_spellings(identity, spellings)
    before = known.by_id.get(gone.id)
    former = (gone.id, *(before.former_ids if before is not None else ()), kept.id)
    _keep_addresses(registry, identity, former, entry)
    changes = [_change_registry(files, registry)]
    for article in files.articles:
        name = names.get(article.language) or next(iter(names.values()))

        def respell(spelling: str, language: str, name: str = name) -> str:
            return name if known.identify(spelling) == gone.id else spelling

        changes += _change_article(files, article, respell, (gone.id, identity), known)
    return tuple(each for each in changes if each.is_effective)


def rename_term(
    files: TermFiles, old: str, name: str, *, language: str = "", identity: str = ""
) -> tuple[FileChange, ...]:
    """Give a tag or a source another name in one language; the old one becomes a spelling.

    Args:
        files: What the site has.
        old: Its id, a name or a spelling.
        name: The new name.
        language: The language of the name; empty for that of its letters.
        identity: The id of the entry in the registry, if one has to be added.

    Raises:
        EditError: It cannot be renamed, and why.
    """
    terms = {term.id: term for term in list_terms(files)}
    known = files.known
    term = _find_term(terms, files, old)
    rival = terms.get(known.identify(name))
    if rival is not None and rival.id != term.id:
        command = "tags" if files.field == "tags" else "sources"
        raise EditError(
            say("'%(name)s' is another %(nouns)s", name=name, nouns=_NOUNS[files.field]),
            say(
                "to make the two one: tarikh %(command)s merge '%(old)s' '%(name)s'",
                command=command,
                old=old,
                name=name,
            ),
        )
    language = language or _guess_language(files.site, name)
    if language not in [each.code for each in files.site.languages]:
        raise unknown_language(language, files.site)
    registry = _read_registry(files)
    former = term.names.get(language, "")
    if not term.is_registered:
        identity = _choose_id(identity, (term.id, slugify(fold_name(name))), known)
        registry.add_entry(identity, {**term.names, language: name})
        _keep_addresses(registry, identity, (term.id,), None)
        taken: tuple[str, ...] = (identity, name)
        old_spellings = [*_all_spellings(term, known)]
    else:
        identity = term.id
        registry.set_name(identity, language, name)
        entry = known.by_id[identity]
        taken = (identity, name, *entry.spellings)
        old_spellings = [former] if former else []
    others = tuple(each for code, each in term.names.items() if code != language)
    registry.add_spellings(identity, _new_spellings(old_spellings, (*taken, *others)))
    changes = [_change_registry(files, registry)]

    def respell(spelling: str, of: str) -> str:
        is_former = of == language and fold_name(spelling) == fold_name(former)
        is_id = term.is_registered and spelling == term.id
        return name if former and is_former and not is_id else spelling

    for article in files.articles:
        changes += _change_article(files, article, respell, ("", ""), known)
    return tuple(each for each in changes if each.is_effective)


# --- What there is ------------------------------------------------------------------------------


def _spellings(article: Article, field: TermField, known: TermRegistry) -> Iterator[str]:
    if field == "tags":
        yield from article.tags or ()
        return
    for citation in article.sources or ():
        yield citation.id or citation.name
        if citation.via and known.find_id(citation.via):
            yield citation.via


def _names(
    site: Site, known: TermRegistry, identity: str, counts: Counter[tuple[str, str]]
) -> Mapping[str, str]:
    entry = known.by_id.get(identity)
    if entry is not None:
        return {text.language: text.value for text in entry.names.texts}
    names = {}
    for language in site.languages:
        own = Counter({name: n for (code, name), n in counts.items() if code == language.code})
        for name, _ in own.most_common(1):
            names[language.code] = name
    return names


def _find_term(terms: Mapping[str, UsedTerm], files: TermFiles, written: str) -> UsedTerm:
    term = terms.get(files.known.identify(written))
    if term is not None:
        return term
    names = {
        spelling: ""
        for each in terms.values()
        for spelling in (each.id, *each.names.values(), *(name for (_, name), _ in each.spellings))
    }
    close = closest(written, names)
    command = "tags" if files.field == "tags" else "sources"
    hint = (
        say("did you mean '%(meant)s'?", meant=close)
        if close
        else say("'tarikh %(command)s' lists all", command=command)
    )
    raise EditError(
        say("no %(nouns)s is called '%(written)s'", nouns=_NOUNS[files.field], written=written),
        hint,
    )


def _all_spellings(term: UsedTerm, known: TermRegistry) -> Iterator[str]:
    """Yield every name and spelling of a term."""
    entry = known.by_id.get(term.id)
    yield from term.names.values()
    yield from entry.spellings if entry is not None else ()
    yield from (name for (_, name), _ in term.spellings)
    if entry is not None:
        yield term.id


def _new_spellings(spellings: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return spellings that differ from those that are known and from each other."""
    folded = {fold_name(each) for each in known}
    new = []
    for spelling in spellings:
        if fold_name(spelling) not in folded:
            folded.add(fold_name(spelling))
            new.append(spelling)
    return new


def _guess_language(site: Site, name: str) -> str:
    script, _ = detect_script(name)
    fitting = [each.code for each in site.languages if find_script(each) == script]
    return fitting[0] if fitting else site.languages[0].code


# --- What changes -------------------------------------------------------------------------------


def _read_registry(files: TermFiles) -> RegistryText:
    path, data = files.registry
    return RegistryText(path, data or b"", files.site.languages)


def _choose_id(wanted: str, candidates: Iterable[str], known: TermRegistry) -> str:
    for identity in (wanted,) if wanted else candidates:
        if _ID.fullmatch(identity) and identity not in known.by_id:
            return identity
    if wanted in known.by_id:
        raise EditError(say("[%(wanted)s] exists already", wanted=wanted), "choose another id")
    raise EditError(
        say("'%(wanted)s' cannot be an id", wanted=wanted)
        if wanted
        else "it needs an id for the registry",
        "write one with a-z, 0-9 and hyphens: --id us-forces",
    )


def _inherit(
    registry: RegistryText, gone: RegistryEntry, kept: RegistryEntry | None, identity: str
) -> None:
    """Keep what only the entry that goes says."""
    if gone.description and not (kept and kept.description):
        texts = {text.language: text.value for text in gone.description.texts}
        registry.set_value(identity, "description", texts)
    if gone.url and not (kept and kept.url):
        registry.set_value(identity, "url", gone.url)
    if gone.exports and not (kept and kept.exports):
        registry.set_value(identity, "exports", True)


def _keep_addresses(
    registry: RegistryText, identity: str, former: Iterable[str], entry: RegistryEntry | None
) -> None:
    """Make the pages that were at other ids redirect to that of an entry.

    Args:
        registry: The registry.
        identity: The id of the entry.
        former: The other ids; those that the entry has already are left out.
        entry: The entry as it was; ``None`` if it is new.
    """
    known = {identity, *(entry.former_ids if entry is not None else ())}
    registry.add_former_ids(identity, [each for each in dict.fromkeys(former) if each not in known])


def _change_registry(files: TermFiles, registry: RegistryText) -> FileChange:
    """Return the change of the registry, which has been read again.

    Raises:
        EditError: It would not be valid.
    """
    path, old = files.registry
    file = SourceFile(path, registry.data)
    tags, sources = (file, None) if files.field == "tags" else (None, file)
    _, problems = parse_config(None, tags, sources, folder_name="")
    before = SourceFile(path, old or b"")
    tags, sources = (before, None) if files.field == "tags" else (None, before)
    _, known = parse_config(None, tags, sources, folder_name="")
    new = {each.message for each in problems} - {each.message for each in known}
    if new:
        raise EditError(
            say("%(path)s would not be valid: %(min)s", path=path, min=min(new)), "edit it by hand"
        )
    return FileChange(path, old, file.data)


def _change_article(
    files: TermFiles,
    article: Article,
    respell: Respell,
    ids: tuple[str, str],
    known: TermRegistry,
) -> Iterator[FileChange]:
    """Change the spellings in one article; a name that would be there twice is removed."""
    written = _written(article, files.field)
    if all(respell(each, article.language) == each and each != ids[0] for each in written):
        return
    data = files.read(article.path)
    text = read_article_text(article.path, data)
    while True:
        # One at a time, because parts that are removed can touch.
        edit = next(
            _edit_tags(text, article, respell, known, ids)
            if files.field == "tags"
            else _edit_sources(text, article, respell, ids),
            None,
        )
        if edit is None:
            break
        text = read_article_text(article.path, apply_edits(text.text, [edit]).encode())
    yield FileChange(article.path, data, text.text.encode())


def _written(article: Article, field: TermField) -> Iterator[str]:
    """Yield every name in a field, also of sources through which others were received."""
    if field == "tags":
        yield from article.tags or ()
        return
    for citation in article.sources or ():
        yield from filter(None, (citation.id, citation.name, citation.via))


def _edit_tags(
    text: ArticleText, article: Article, respell: Respell, known: TermRegistry, ids: tuple[str, str]
) -> Iterator[TextEdit]:
    _, node = text.fields["tags"]
    items = node.value if isinstance(node.value, list) else [node]
    gone, kept = ids
    identities = [known.identify(str(each.value)) for each in items]
    for number, item in enumerate(items):
        new = respell(item.value, article.language)
        # The name may be there already: in this registry, or as the first of two that were merged.
        others = identities[:number] + identities[number + 1 :]
        is_double = kept in others or new in [each.value for each in items[:number]]
        if gone and identities[number] == gone and is_double:
            yield text.remove_item(node, number)
        elif new != item.value:
            yield text.replace_scalar(item, new)


def _edit_sources(
    text: ArticleText, article: Article, respell: Respell, ids: tuple[str, str]
) -> Iterator[TextEdit]:
    _, node = text.fields["source"]
    items = node.value if _is_list(node) else [node]
    names = [each.value for each in items if not isinstance(each.value, list)]
    for number, item in enumerate(items):
        if not isinstance(item.value, list):
            new = respell(item.value, article.language)
            if new != item.value and new in names:
                # Two bare names have become one; what says more of a report stays.
                yield text.remove_item(node, number)
            elif new != item.value:
                yield text.replace_scalar(item, new)
            continue
        for key, value in item.value:
            if isinstance(value.value, list):
                continue
            if key.value == "id" and value.value == ids[0]:
                yield text.replace_scalar(value, ids[1])
            elif key.value in ("name", "via"):
                new = respell(value.value, article.language)
                if new != value.value:
                    yield text.replace_scalar(value, new)


def _is_list(node: Any) -> bool:
    return isinstance(node.value, list) and not any(isinstance(each, tuple) for each in node.value)
