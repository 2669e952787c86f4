"""Build the chronicle of a site, and bring it up to date when files change.

Events are assembled one by one. As long as the outlines of all events are the same, the order of
the events, their tags and sources and all lists are the same too; only texts have changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from generator.chronology.assemble import (
    Assembler,
    Assembly,
    Group,
    LocalizedEvents,
    TermUse,
)
from generator.chronology.checks import (
    REGISTRY_FILES,
    Finding,
    check_confusables,
    check_related,
    check_source_ids,
)
from generator.chronology.model import (
    Chronicle,
    LanguageTimeline,
    ListedEvent,
    LocalizedEvent,
    ShownEntries,
)
from generator.chronology.name_checks import (
    check_similar_keys,
    check_similar_names,
    check_unpaired,
)
from generator.chronology.order import event_order
from generator.chronology.terms import TermRegistry, collect_terms
from generator.content.fields import FIELDS, Field
from generator.content.file_names import parse_file_name, shared_folder
from generator.content.front_matter import describe_fences
from generator.messages import say
from generator.model import Entry, Site, Text
from generator.problems import Problem, Severity
from generator.text.folding import fold_name


def build_chronicle(
    site: Site,
    entries: Iterable[Entry],
    *,
    now: int,
    drafts: bool = False,
    absent: frozenset[str] = frozenset(),
    fields: tuple[Field, ...] = FIELDS,
) -> tuple[Chronicle, tuple[Problem, ...]]:
    """Pair, order and index the entries of a site.

    Args:
        site: The configuration and the registries.
        entries: Every entry that could be parsed, in any order.
        now: When the site is built, in seconds since 0001-01-01T00:00:00Z; some articles are
            drafts until a date, or from one on.
        drafts: Whether drafts are part of it.
        absent: The keys of files that could not be parsed; what they may contain is not
            reported as missing.
        fields: The table of fields, which says what the texts of an event share.

    Returns:
        The chronicle, and the problems of its entries.
    """
    by_path = {entry.article.path: entry for entry in entries}
    builder = ChronicleBuilder(Assembler(site, fields), drafts=drafts)
    return builder.update(by_path, by_path.keys(), now=now, absent=absent)


class ChronicleBuilder:
    """Builds the chronicle of one site again and again, as its files change."""

    def __init__(
        self,
        assembler: Assembler,
        *,
        drafts: bool = False,
        assemblies: Mapping[Group, Assembly] = MappingProxyType({}),
        now: int = 0,
        absent: frozenset[str] = frozenset(),
        findings: tuple[Finding, ...] | None = None,
    ) -> None:
        """Start from nothing, or from what another builder has assembled.

        Args:
            assembler: Assembles the events.
            drafts: Whether drafts are part of the chronicle.
            assemblies: What the files of each group amount to, as far as it is known.
            now: When they were assembled, in seconds since 0001-01-01T00:00:00Z.
            absent: The keys of files that could not be parsed then.
            findings: What was wrong with the names of events, tags and sources then.
        """
        self._assembler = assembler
        self._drafts = drafts
        self._assemblies = dict(assemblies)
        self._groups = {
            path: group for group, assembly in self._assemblies.items() for path in assembly.members
        }
        self._now, self._absent, self._findings = now, absent, findings
        self._affected: frozenset[Group] = frozenset()
        self._localized: dict[str, LocalizedEvents] = {}
        self._built: _Built | None = None

    @property
    def assemblies(self) -> Mapping[Group, Assembly]:
        """What the files of each group amount to."""
        return self._assemblies

    @property
    def article_files(self) -> int:
        """How many files are those of articles, including drafts, and not of pages."""
        return sum(not is_page for is_page, _ in self._groups.values())

    @property
    def drafts(self) -> bool:
        """Whether drafts are part of the chronicle."""
        return self._drafts

    @property
    def rules(self) -> bytes:
        """The hash of the settings that decide what the same texts amount to."""
        return self._assembler.rules

    @property
    def now(self) -> int:
        """When the site was last built, in seconds since 0001-01-01T00:00:00Z."""
        return self._now

    @property
    def absent(self) -> frozenset[str]:
        """The keys of files that could not be parsed then."""
        return self._absent

    @property
    def findings(self) -> tuple[Finding, ...] | None:
        """What is wrong with the names of events, tags and sources; ``None`` before a build."""
        return self._findings

    @property
    def affected(self) -> frozenset[Group]:
        """The groups whose files the last update assembled; all others are as they were."""
        return self._affected

    @property
    def last_change(self) -> int | None:
        """The latest instant so far at which an article stopped being a draft or became one."""
        limits = (limit for each in self._assemblies.values() for limit in each.limits)
        return max((limit for limit in limits if limit <= self._now), default=None)

    @property
    def next_change(self) -> int | None:
        """The next instant at which an article stops being a draft or becomes one."""
        limits = (limit for each in self._assemblies.values() for limit in each.limits)
        return min((limit for limit in limits if limit > self._now), default=None)

    def update(
        self,
        entries: Mapping[str, Entry],
        changed: Iterable[str],
        *,
        now: int,
        absent: frozenset[str],
    ) -> tuple[Chronicle, tuple[Problem, ...]]:
        """Build the chronicle of the site as it is now.

        Args:
            entries: Every entry that could be parsed; it does not change later.
            changed: The files whose entries are new, changed or removed since the last call.
            now: When the site is built, in seconds since 0001-01-01T00:00:00Z.
            absent: The keys of files that could not be parsed.

        Returns:
            The chronicle, whose timelines are the same objects as before while they are equal, and
            the problems of its entries.
        """
        members = self._regroup(entries, changed)
        for key in absent ^ self._absent:
            group = (False, key)
            members.setdefault(group, self._members(group))
        for group, assembly in self._assemblies.items():
            if any((self._now < limit) != (now < limit) for limit in assembly.limits):
                members.setdefault(group, assembly.members)
        # What is missing from the chronicle is not reported if it may be in one of these.
        is_same = absent == self._absent
        self._absent, self._now = absent, now
        # A chronicle that is in use keeps its own events.
        self._localized = dict(self._localized)
        for group, paths in members.items():
            is_same = self._assemble(group, [entries[path] for path in paths]) and is_same
        self._affected = frozenset(members)
        if self._built is None or not is_same:
            self._built = self._build(self._findings if is_same else None)
            self._findings = self._built.findings
        built = self._built
        files = ShownEntries(built.chronicle.articles, entries)
        localizer = _Localizer(self._assembler, files, self._assemblies, self._localized)
        chronicle = replace(built.chronicle, files=files, localize=localizer.localize)
        return chronicle, tuple(self._check(built, entries))

    def require_front_matter(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems of files; one that was skipped is an error if it is a translation.

        A text without the front matter of an article is none by itself, but it is if the text with
        the same path less the language is one.
        """
        for problem in problems:
            other = None
            if problem.code == "front-matter-missing" and problem.severity is Severity.NOTICE:
                other = self._find_translation(problem.path)
            if other is None:
                yield problem
                continue
            message = say(
                "the file lacks the front matter of an article, which %(other)s has", other=other
            )
            hint = say(
                "%(fences)s; if it is not an article, rename it",
                fences=describe_fences(problem.path),
            )
            yield replace(problem, message=message, hint=hint, severity=Severity.ERROR)

    def _find_translation(self, path: str) -> str | None:
        languages = self._assembler.site.languages
        name = parse_file_name(path, languages)
        if name is None:
            return None
        folder = shared_folder(path, languages)
        members = (*self._members((False, name.key)), *self._members((True, name.key)))
        return next((each for each in members if shared_folder(each, languages) == folder), None)

    def _members(self, group: Group) -> tuple[str, ...]:
        assembly = self._assemblies.get(group)
        return assembly.members if assembly is not None else ()

    def _regroup(
        self, entries: Mapping[str, Entry], changed: Iterable[str]
    ) -> dict[Group, tuple[str, ...]]:
        """Return the groups that changed files were or are part of, with their files now."""
        removed: defaultdict[Group, set[str]] = defaultdict(set)
        added: defaultdict[Group, list[str]] = defaultdict(list)
        for path in changed:
            before = self._groups.pop(path, None)
            if before is not None:
                removed[before].add(path)
            entry = entries.get(path)
            if entry is not None:
                group = self._groups[path] = self._assembler.group_of(entry.article)
                added[group].append(path)
        return {
            group: (
                *(path for path in self._members(group) if path not in removed[group]),
                *added[group],
            )
            for group in removed.keys() | added.keys()
        }

    def _assemble(self, group: Group, entries: list[Entry]) -> bool:
        """Assemble the files of a group; returns whether its outlines are the same as before."""
        is_page, key = group
        before = self._assemblies.get(group)
        if not is_page:
            self._localized.pop(key, None)
        if not entries:
            return self._assemblies.pop(group, None) is None
        after, localized = self._assembler.assemble(
            entries,
            now=self._now,
            drafts=self._drafts,
            is_partial=not is_page and key in self._absent,
        )
        self._assemblies[group] = after
        if localized:
            self._localized[key] = localized
        return before is not None and before.has_same_outlines(after)

    def _build(self, findings: tuple[Finding, ...] | None) -> _Built:
        """Order and index all events, and find what is wrong with their names if not known."""
        assembler = self._assembler
        order = [group for group, each in self._assemblies.items() if each.event is not None]
        order.sort(key=lambda group: _order_of(self._assemblies[group]))
        events = [self._assemblies[group] for group in order]
        groups = sorted(self._assemblies)
        tags = _count_uses([use for each in events for use in each.tags], assembler.tags)
        sources = _count_uses([use for each in events for use in each.sources], assembler.sources)
        chronicle = Chronicle(
            timelines=MappingProxyType(
                {
                    code: _build_timeline(code, [each.listed[index] for each in events])
                    for index, code in enumerate(assembler.codes)
                }
            ),
            events=MappingProxyType({each.event.key: each.event for each in events if each.event}),
            pages=tuple(
                self._assemblies[group].paired
                for group in groups
                if group[0] and self._assemblies[group].paired
            ),
            tags=collect_terms(assembler.tags, tags.counts, assembler.codes),
            sources=collect_terms(assembler.sources, sources.counts, assembler.codes),
            articles=MappingProxyType(
                {
                    article.path: article
                    for group in groups
                    for article in self._assemblies[group].articles
                }
            ),
            files=MappingProxyType({}),
            localize=_nothing_to_localize,
        )
        if findings is None:
            findings = tuple(self._find_problems(events, tags, sources))
        return _Built(chronicle, tuple(order), findings)

    def _check(self, built: _Built, entries: Mapping[str, Entry]) -> Iterator[Problem]:
        """Yield the problems of all events, and those of their tags, sources and relations."""
        for assembly in self._assemblies.values():
            yield from assembly.problems
        # The order of the events decides which names get a suggestion, so it is the same always.
        events = [self._assemblies[group] for group in built.order]
        sources = self._assembler.sources
        unknown = [citation for each in events for citation in each.unknown_sources]
        yield from check_source_ids(unknown, sources.by_id)
        for finding in built.findings:
            yield finding.locate(entries)

    def _find_problems(
        self, events: Sequence[Assembly], tags: _Uses, sources: _Uses
    ) -> Iterator[Finding]:
        """Find the problems that follow from the outlines of all events."""
        related = [item for each in events for item in each.related]
        keys = {each.event.key for each in events if each.event is not None}
        yield from check_related(related, keys | self._absent)
        yield from _check_names("tags", tags, self._assembler.tags)
        yield from _check_names("source", sources, self._assembler.sources)
        yield from check_similar_keys(each.paired for each in self._assemblies.values())
        for field in ("tags", "source"):
            yield from check_unpaired(
                names for each in events for names in each.unpaired if names.field == field
            )


class _Uses(Struct, frozen=True):
    """The spellings of tags or of sources in use, in the order of the events.

    Attributes:
        every: Every use.
        first: For each spelling, the first file that has it.
        counts: For each identity, how often the files of each language have each spelling.
    """

    every: Sequence[TermUse]
    first: Mapping[str, str]
    counts: Mapping[str, Counter[Text]]


class _Built(Struct, frozen=True):
    """A chronicle without its texts, the order of its events, and what is wrong with them."""

    chronicle: Chronicle
    order: tuple[Group, ...]
    findings: tuple[Finding, ...]


class _Localizer:
    """Builds events from their texts when they are asked for."""

    def __init__(
        self,
        assembler: Assembler,
        entries: Mapping[str, Entry],
        assemblies: Mapping[Group, Assembly],
        known: dict[str, LocalizedEvents],
    ) -> None:
        self._assembler = assembler
        self._entries = entries
        self._assemblies = assemblies
        self._known = known
        self._indexes = {code: index for index, code in enumerate(assembler.codes)}

    def localize(self, language: str, key: str) -> LocalizedEvent:
        """Return an event as the timeline of a language lists it.

        Raises:
            KeyError: The timeline does not list it.
        """
        known = self._known.get(key)
        if known is None:
            texts = [self._entries[each.path] for each in self._assemblies[False, key].paired]
            known = self._known[key] = self._assembler.localize(texts)
        localized = known[self._indexes[language]]
        if localized is None:
            raise KeyError(key)
        return localized


def _order_of(assembly: Assembly) -> tuple[int, int, str]:
    assert assembly.event is not None
    return event_order(assembly.event)


def _nothing_to_localize(_language: str, key: str) -> LocalizedEvent:
    raise KeyError(key)


def _build_timeline(code: str, listed: Iterable[ListedEvent | None]) -> LanguageTimeline:
    """Build the timeline of a language: its events, and the positions of each term in it."""
    events = tuple([each for each in listed if each is not None])
    tagged: defaultdict[str, list[int]] = defaultdict(list)
    sourced: defaultdict[str, list[int]] = defaultdict(list)
    for position, each in enumerate(events):
        for tag in each.tags:
            tagged[tag].append(position)
        for source in each.sources:
            sourced[source].append(position)
    return LanguageTimeline(
        language=code,
        events=events,
        instants=tuple([each.event.earliest for each in events]),
        positions=MappingProxyType(
            {each.event.key: position for position, each in enumerate(events)}
        ),
        tags=MappingProxyType({tag: tuple(each) for tag, each in tagged.items()}),
        sources=MappingProxyType({source: tuple(each) for source, each in sourced.items()}),
    )


def _count_uses(uses: Sequence[TermUse], known: TermRegistry) -> _Uses:
    first: dict[str, str] = {}
    for use in uses:
        first.setdefault(use.spelling, use.path)
    counts: defaultdict[str, Counter[Text]] = defaultdict(Counter)
    total = Counter([(use.spelling, use.language) for use in uses])
    for (spelling, language), number in total.items():
        counts[known.identify(spelling)][Text(spelling, language)] = number
    return _Uses(uses, first, counts)


def _check_names(field: str, uses: _Uses, known: TermRegistry) -> Iterator[Finding]:
    """Report names with one URL or one appearance."""
    rivals = _find_rivals(field, uses.first, known)
    for use in uses.every if rivals else ():
        rival = rivals.get(use.spelling)
        if rival is not None:
            identity = known.identify(use.spelling)
            message = say(
                "'%(spelling)s' would have the same URL '%(identity)s' as %(rival)s",
                spelling=use.spelling,
                identity=identity,
                rival=rival,
            )
            hint = say(
                "give one of them an id of its own in content/%(registry_files)s",
                registry_files=REGISTRY_FILES[field],
            )
            yield Finding(use.path, field, "term-clash", message, hint)
    yield from check_confusables(field, uses.first, known)
    others = {name: path for name, path in uses.first.items() if name not in rivals}
    yield from check_similar_names(field, others, known)


def _find_rivals(field: str, first: Mapping[str, str], known: TermRegistry) -> dict[str, str]:
    """Return for each spelling the other name that has its URL, if there is one."""
    claims: dict[str, tuple[str, str, str]] = {}
    rivals: dict[str, str] = {}
    for spelling, path in first.items():
        identity = known.identify(spelling)
        if identity in known.by_id and known.find_id(spelling):
            continue
        folded, other, claimant = claims.setdefault(identity, (fold_name(spelling), spelling, path))
        if folded != fold_name(spelling):
            rivals[spelling] = f"'{other}' ({claimant})"
        elif identity in known.by_id:
            rivals[spelling] = say(
                "[%(identity)s] of content/%(registry_files)s",
                identity=identity,
                registry_files=REGISTRY_FILES[field],
            )
    return rivals
