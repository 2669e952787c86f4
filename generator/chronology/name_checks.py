"""Find names of files, tags and sources that seem to be other spellings of another name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from generator.chronology.checks import REGISTRY_FILES, Finding
from generator.chronology.model import ArticleOutline
from generator.chronology.terms import TermRegistry
from generator.messages import say
from generator.problem_collector import spelling_distance
from generator.problems import Severity
from generator.text.folding import fold_name
from generator.text.slugs import slugify

_NOUN = MappingProxyType({"tags": "tags", "source": "sources"})
# The length from which on one different letter, and two, are a misspelling and not another name.
_LENGTH_FOR_ONE = 6
_LENGTH_FOR_TWO = 10


def check_similar_names(
    field: str, uses: Mapping[str, str], known: TermRegistry
) -> Iterator[Finding]:
    """Warn of names that are not registered, but differ in a letter or two from one that is.

    Args:
        field: The field whose names are checked.
        uses: Every spelling in use, with the first file that has it.
        known: The registry.
    """
    # Comparing all names would be slow. Two misspelled letters are seldom the first ones.
    by_start: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    by_rest: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for folded, identity in known.by_spelling.items():
        by_start[_start_of(folded)].append((folded, identity))
        for rest in _list_rests(folded):
            by_rest[rest].append((folded, identity))
    for spelling, path in uses.items() if by_start else ():
        folded = fold_name(spelling)
        if folded in known.by_spelling:
            continue
        candidates = [*by_start.get(_start_of(folded), ())]
        candidates += (each for rest in _list_rests(folded) for each in by_rest.get(rest, ()))
        similar = next((each for each in candidates if _is_misspelling(folded, each[0])), None)
        if similar is None:
            continue
        entry = known.by_id[similar[1]]
        written = (*(text.value for text in entry.names.texts), *entry.spellings, entry.id)
        right = next((name for name in written if fold_name(name) == similar[0]), entry.id)
        file = f"content/{REGISTRY_FILES[field]}"
        message = say(
            "'%(spelling)s' is not in %(file)s, but differs little from '%(right)s' of [%(id)s]",
            spelling=spelling,
            file=file,
            right=right,
            id=entry.id,
        )
        spellings = ", ".join(f'"{name}"' for name in (*entry.spellings, spelling))
        hint = say(
            "write %(right)s; if both are names of it, write spellings ="
            " [%(spellings)s] below [%(id)s] in %(file)s",
            right=right,
            spellings=spellings,
            id=entry.id,
            file=file,
        )
        yield Finding(path, field, "term-similar", message, hint, Severity.WARNING)


def _start_of(name: str) -> str:
    """Return the first two letters of a name, without the Arabic article."""
    return name.removeprefix("ال")[:2]


def _list_rests(name: str) -> Iterator[str]:
    """Yield what two names that differ in one letter, or two swapped ones, have in common.

    The first letter is not misspelled: with another one, a name is mostly another name.
    """
    yield name
    yield from (name[:at] + name[at + 1 :] for at in range(1, len(name)))


def _is_misspelling(name: str, other: str) -> bool:
    if abs(len(name) - len(other)) > 2:
        return False
    length = max(len(name), len(other))
    if length < _LENGTH_FOR_ONE:
        return False
    # Names such as `Channel 4` and `Channel 5` differ on purpose.
    if [c for c in name if c.isdigit()] != [c for c in other if c.isdigit()]:
        return False
    allowed = 1 if length < _LENGTH_FOR_TWO else 2
    return spelling_distance(name, other, allowed) <= allowed


def check_similar_keys(groups: Iterable[tuple[ArticleOutline, ...]]) -> Iterator[Finding]:
    """Warn of files that seem to be translations of each other, but differ in their keys.

    Args:
        groups: The texts of each event and page.
    """
    by_slug: defaultdict[tuple[bool, str], list[ArticleOutline]] = defaultdict(list)
    for texts in groups:
        for text in texts:
            by_slug[text.is_page, slugify(text.key)].append(text)
    for similar in by_slug.values():
        first, *others = sorted(similar, key=lambda text: text.path)
        languages = [text.language for text in similar]
        if len(languages) > len(set(languages)):
            # Two texts in one language have one address, which is an error.
            continue
        for text in others:
            if text.key != first.key:
                message = say(
                    "'%(key)s' is not a translation of %(path)s: the names differ",
                    key=text.key,
                    path=first.path,
                )
                hint = say(
                    "rename it to %(key)s.%(language)s.md if it is one",
                    key=first.key,
                    language=text.language,
                )
                if text.path.rpartition("/")[2].startswith("index."):
                    hint = say("rename its folder to %(key)s if it is one", key=first.key)
                yield Finding(text.path, "", "key-similar", message, hint, Severity.WARNING)


class UnpairedNames(NamedTuple):
    """Names in the texts of one event that seem to be translations of each other.

    Attributes:
        field: The field that has them.
        path: The file of the last one.
        names: The language and the spelling of each.
    """

    field: str
    path: str
    names: tuple[tuple[str, str], ...]


def find_unpaired(
    field: str, uses: Sequence[tuple[str, str, str]], known: TermRegistry
) -> Iterator[UnpairedNames]:
    """Find names in the texts of one event that seem to be translations of each other.

    Names are paired by their order, if each text has as many that no other has.

    Args:
        field: The field that has them.
        uses: The path, the language and the spelling of each name of the event.
        known: The registry, which translates the names that it has.
    """
    if not uses or all(language == uses[0][1] for _, language, _ in uses):
        return
    names: dict[str, dict[str, str]] = {}
    paths: dict[str, str] = {}
    for path, language, spelling in uses:
        if not known.find_id(spelling):
            names.setdefault(language, {})[known.identify(spelling)] = spelling
            paths[language] = path
    if len(names) < 2:
        return
    shared = frozenset.intersection(*(frozenset(each) for each in names.values()))
    lists = {
        language: [spelling for identity, spelling in each.items() if identity not in shared]
        for language, each in names.items()
    }
    if len({len(each) for each in lists.values()}) == 1:
        last = list(names)[-1]
        for pair in zip(*lists.values(), strict=True):
            yield UnpairedNames(field, paths[last], tuple(zip(lists, pair, strict=True)))


def check_unpaired(found: Iterable[UnpairedNames]) -> Iterator[Finding]:
    """Point out, once each, names that seem to be translations of each other."""
    reported: set[tuple[str, ...]] = set()
    spelled: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for unpaired in found:
        # Most names are used many times, and folding them is slow.
        written = unpaired.field, unpaired.names
        if written in spelled:
            continue
        spelled.add(written)
        key = unpaired.field, *[fold_name(name) for _, name in unpaired.names]
        if key not in reported:
            reported.add(key)
            yield _unpaired_problem(unpaired.field, unpaired.path, dict(unpaired.names))


def _unpaired_problem(field: str, path: str, names: Mapping[str, str]) -> Finding:
    texts = " and ".join(f"'{name}' ({language})" for language, name in names.items())
    message = say(
        "%(texts)s are not registered, so they are different %(noun)s",
        texts=texts,
        noun=say(_NOUN[field]),
    )
    slugs = map(slugify, names.values())
    identity = next((slug for slug in slugs if slug.isascii() and slug), "an-id")
    table = ", ".join(f'{language} = "{name}"' for language, name in names.items())
    file = f"content/{REGISTRY_FILES[field]}"
    hint = say(
        "if they are one, add [%(identity)s] to %(file)s with name = { %(table)s }",
        identity=identity,
        file=file,
        table=table,
    )
    return Finding(path, field, "term-unpaired", message, hint, Severity.NOTICE)
