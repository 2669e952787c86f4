"""Converts assemblies to plain tuples, which builds record, and back.

Loading them is part of every build after an edit. So an article that is in several places of an
assembly is recorded once, and the others have its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from generator.chronology.assemble import Assembly, Group, TermUse
from generator.chronology.checks import UnknownSource
from generator.chronology.model import ArticleOutline, EventOutline, ListedEvent
from generator.chronology.name_checks import UnpairedNames
from generator.state.build_record import from_tuples, to_tuples

# A group and its assembly, as tuples, strings and numbers.
Plain: TypeAlias = tuple[Any, ...]


def record_assemblies(assemblies: Mapping[Group, Assembly]) -> tuple[Plain, ...]:
    """Convert assemblies to plain tuples."""
    return tuple([_record(group, assembly) for group, assembly in assemblies.items()])


def restore_assemblies(recorded: Iterable[Plain]) -> dict[Group, Assembly]:
    """Convert plain tuples back."""
    return dict([_restore(each) for each in recorded])


def _record(group: Group, assembly: Assembly) -> Plain:
    numbers = {article.path: number for number, article in enumerate(assembly.articles)}
    return (
        group,
        assembly.members,
        tuple([tuple(article) for article in assembly.articles]),
        tuple([numbers[article.path] for article in assembly.paired]),
        None if assembly.event is None else tuple(assembly.event),
        assembly.limits,
        tuple(
            [
                each and (numbers[each.text.path], each.foreign, *each[3:])
                for each in assembly.listed
            ]
        ),
        tuple([(numbers[use.path], use.spelling) for use in assembly.tags]),
        tuple([(numbers[use.path], use.spelling) for use in assembly.sources]),
        assembly.related,
        tuple([tuple(each) for each in assembly.unpaired]),
        tuple([tuple(each) for each in assembly.unknown_sources]),
        to_tuples(assembly.problems),
    )


def _restore(recorded: Plain) -> tuple[Group, Assembly]:
    group, members, plain_articles, paired, plain_event, limits, listed, *others = recorded
    tags, sources, related, unpaired, unknown_sources, problems = others
    articles = tuple([ArticleOutline._make(each) for each in plain_articles])
    event = None if plain_event is None else EventOutline._make(plain_event)
    return group, Assembly(
        members,
        articles,
        tuple([articles[number] for number in paired]),
        event,
        limits,
        tuple(
            [
                None
                if each is None or event is None
                else ListedEvent(event, articles[each[0]], *each[1:])
                for each in listed
            ]
        ),
        tuple([_to_use(articles[number], spelling) for number, spelling in tags]),
        tuple([_to_use(articles[number], spelling) for number, spelling in sources]),
        related,
        tuple([UnpairedNames._make(each) for each in unpaired]),
        tuple([UnknownSource._make(each) for each in unknown_sources]),
        from_tuples(problems),
    )


def _to_use(article: ArticleOutline, spelling: str) -> TermUse:
    return TermUse(article.path, article.language, spelling)
