"""What only an editor can judge, as functions of the events and their texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from generator.checking.kinds import SEVERITIES
from generator.checking.texts import find_numbers, find_unbalanced_quotes
from generator.chronology.model import LocalizedEvent, ResolvedCitation
from generator.chronology.terms import TermRegistry
from generator.chronology.timestamps import newest_date
from generator.dates import When, write
from generator.fixes import Replacement
from generator.lazy_patterns import lazy_compile
from generator.messages import propose, say
from generator.model import Article, Citation, Entry, Language, RegistryEntry, Status
from generator.problems import EditorialCode, Problem
from generator.text.folding import fold_name

_DAY: Final = 86_400
# How many numbers of each text a message names.
_MOST_NUMBERS: Final = 4


class CheckedEvent(Struct, frozen=True):
    """An event as it is checked.

    Attributes:
        key: Its key.
        when: Its date.
        status: Its status.
        texts: Its texts in the site's order of languages.
        citations: Its sources as the text lists them that names the most.
    """

    key: str
    when: When
    status: Status
    texts: tuple[Entry, ...]
    citations: tuple[ResolvedCitation, ...]

    @classmethod
    def of(cls, localized: LocalizedEvent) -> CheckedEvent:
        """Take what is checked from an event as a timeline lists it."""
        event = localized.event
        return cls(event.key, event.when, event.status, event.entries, localized.citations)


def check_events(
    events: Iterable[CheckedEvent],
    *,
    now: int,
    languages: tuple[Language, ...],
    tags: TermRegistry,
    sources: TermRegistry,
    bodies: Mapping[str, tuple[str, int]],
) -> Iterator[Problem]:
    """Check all events of a site.

    Args:
        events: The events.
        now: The time, in seconds since 0001-01-01T00:00:00Z.
        languages: The languages of the site.
        tags: The registry of tags.
        sources: The registry of sources.
        bodies: The Markdown text of each file, and the line on which it starts.
    """
    checked = tuple(events)
    for event in checked:
        yield from check_sources(event)
        yield from check_archives(event)
        yield from check_future(event, now)
        yield from check_translations(event, languages)
        yield from check_numbers(event, bodies)
        for entry in event.texts:
            yield from check_quotes(entry.article, bodies)
    yield from check_titles(checked)
    articles = [entry.article for event in checked for entry in event.texts]
    yield from check_terms("tags", articles, tags)
    yield from check_terms("source", articles, sources)


def count_origins(citations: Iterable[ResolvedCitation]) -> int:
    """Count the independent origins of what several sources say.

    The origin of a source that was received through another (``via``) is that other one.
    """
    return len({_origin(each) for each in citations})


def _origin(citation: ResolvedCitation) -> str:
    return citation.via_source or fold_name(citation.citation.via) or citation.source


def check_sources(event: CheckedEvent) -> Iterator[Problem]:
    """Point out an event with one source, or with several of one origin."""
    if not event.citations:
        return
    path, first = _locate(event, event.citations[0])
    if len({each.source for each in event.citations}) == 1:
        name = first.name or first.id
        message = say("'%(name)s' is the only source of the event", name=name)
        yield _at(path, first, "source-single", message, "look for a second, independent source")
    elif count_origins(event.citations) == 1:
        via = first.via or first.name or first.id
        number = len(event.citations)
        message = say("both sources of the event go back to '%(via)s'", via=via)
        if number > 2:
            message = say(
                "all %(count)s sources of the event go back to '%(via)s'", count=number, via=via
            )
        yield _at(path, first, "origin-single", message, "look for a source of another origin")


def check_archives(event: CheckedEvent) -> Iterator[Problem]:
    """Point out the reports without an archived copy, each once."""
    archived = {
        citation.url
        for entry in event.texts
        for citation in entry.article.sources or ()
        if citation.archived
    }
    for entry in event.texts:
        for citation in entry.article.sources or ():
            if citation.url and citation.url not in archived:
                archived.add(citation.url)
                message = say("'%(url)s' has no archived copy", url=citation.url)
                hint = "save the page in a web archive, and write archived: and the copy's address"
                yield _at(entry.article.path, citation, "archive-missing", message, hint)


def check_future(event: CheckedEvent, now: int) -> Iterator[Problem]:
    """Point out dates that are still to come."""
    article = event.texts[0].article
    if event.status is Status.OCCURRED and event.when.earliest > now:
        message = say(
            "the event is in the future (%(when)s), but has occurred", when=write(event.when)
        )
        hint = "correct the date, or write status: expected"
        yield _in_field(article, "date", "event-future", message, hint)
    for entry in event.texts:
        for citation in entry.article.sources or ():
            for name in ("published", "accessed"):
                when: When | None = getattr(citation, name)
                # East of here, it may be tomorrow.
                if when is not None and when.earliest > now + _DAY:
                    message = say(
                        "'%(name)s' (%(when)s) is in the future", name=name, when=write(when)
                    )
                    hint = "correct the date of the report"
                    yield _at(entry.article.path, citation, "report-future", message, hint)


def check_translations(event: CheckedEvent, languages: tuple[Language, ...]) -> Iterator[Problem]:
    """Point out texts that an event lacks, and those that are older than a change of another."""
    known = {entry.article.language for entry in event.texts}
    first = event.texts[0].article
    for language in languages:
        if language.code not in known:
            message = say("the event has no text in '%(code)s'", code=language.code)
            hint = say(
                "write it: tarikh new --translate %(key)s --lang %(code)s",
                key=event.key,
                code=language.code,
            )
            yield _in_field(first, "", "translation-missing", message, hint)
    for entry in event.texts:
        article = entry.article
        newest = newest_date(article)
        for other in event.texts:
            changed = _last_change(other.article)
            if newest is None or changed is None or changed.earliest <= newest.latest:
                continue
            message = say(
                "%(path)s was changed on %(changed)s, after this text",
                path=other.article.path,
                changed=write(changed),
            )
            hint = say(
                "bring it up to date, and write updated: %(changed)s", changed=write(changed)
            )
            yield _in_field(article, "title", "translation-outdated", message, hint)
            break


def _last_change(article: Article) -> When | None:
    dates = [each.date for each in article.corrections]
    if article.updated is not None:
        dates.append(article.updated)
    return max(dates, key=lambda when: when.earliest, default=None)


def check_numbers(event: CheckedEvent, bodies: Mapping[str, tuple[str, int]]) -> Iterator[Problem]:
    """Point out numbers of which each of two texts of an event has one that the other lacks."""
    first, *others = [entry.article for entry in event.texts]
    numbers = find_numbers(_all_text(first, bodies))
    for article in others:
        own = find_numbers(_all_text(article, bodies))
        here, there = own - numbers, numbers - own
        if here and there:
            message = say(
                "%(numbers)s here, %(numbers2)s in %(path)s",
                numbers=_list(here),
                numbers2=_list(there),
                path=first.path,
            )
            hint = "compare the numbers of the two texts"
            yield _in_field(article, "title", "numbers-differ", message, hint)


def _all_text(article: Article, bodies: Mapping[str, tuple[str, int]]) -> str:
    return "\n\n".join((article.title, article.summary, bodies.get(article.path, ("", 0))[0]))


def _list(numbers: Iterable[str]) -> str:
    ordered = sorted(numbers, key=lambda each: (len(each), each))
    text = ", ".join(ordered[:_MOST_NUMBERS])
    return f"{text}, …" if len(ordered) > _MOST_NUMBERS else text


def check_quotes(article: Article, bodies: Mapping[str, tuple[str, int]]) -> Iterator[Problem]:
    """Point out quotation marks without their other half, in the title and in the text."""
    for mark, _, _ in find_unbalanced_quotes(article.title):
        message = say("%(description)s in the title has no other half", description=_describe(mark))
        yield _in_field(article, "title", "quotes-unbalanced", message, "add the missing mark")
    body, first_line = bodies.get(article.path, ("", 0))
    for mark, line, column in find_unbalanced_quotes(body):
        message = say(
            "%(description)s has no other half in this paragraph", description=_describe(mark)
        )
        yield _problem(
            article.path,
            (first_line + line - 1, column),
            "quotes-unbalanced",
            message,
            "add the missing mark",
        )


def _describe(mark: str) -> str:
    return say("the quotation mark %(mark)s", mark=mark)


def check_titles(events: Iterable[CheckedEvent]) -> Iterator[Problem]:
    """Point out titles that several events have in one language."""
    first: dict[tuple[str, str], Article] = {}
    for event in events:
        for entry in event.texts:
            article = entry.article
            rival = first.setdefault((article.language, fold_name(article.title)), article)
            if rival.key != article.key:
                message = say("%(path)s has the same title", path=rival.path)
                hint = "say in the titles how the events differ, or make them one entry"
                yield _in_field(article, "title", "title-double", message, hint)


class _Name(NamedTuple):
    """A name of a tag or a source as it is written in an article."""

    article: Article
    field: str
    citation: Citation | None
    spelling: str

    def problem(self, code: EditorialCode, message: str, hint: str) -> Problem:
        """Return a problem where the name is."""
        if self.citation is not None:
            return _at(self.article.path, self.citation, code, message, hint)
        return _in_field(self.article, self.field, code, message, hint)


def check_terms(
    field: Literal["tags", "source"], articles: Iterable[Article], known: TermRegistry
) -> Iterator[Problem]:
    """Point out names in several spellings, and unregistered ones that are used once."""
    uses: defaultdict[str, list[_Name]] = defaultdict(list)
    for article in articles:
        for name in _names(article, field):
            uses[known.identify(name.spelling)].append(name)
    command = "tags" if field == "tags" else "sources"
    noun = "tag" if field == "tags" else "source"
    for identity, names in uses.items():
        yield from _check_spellings(known.by_id.get(identity), names)
        if identity not in known.by_id and len({each.article.key for each in names}) == 1:
            spelling = names[0].spelling
            message = say(
                "the %(noun)s '%(spelling)s' is used once and not registered",
                noun=say(noun),
                spelling=spelling,
            )
            hint = say(
                "if it is another name: tarikh %(command)s merge '%(spelling)s' OTHER",
                command=command,
                spelling=spelling,
            )
            yield names[0].problem("term-rare", message, hint)


def _check_spellings(entry: RegistryEntry | None, names: list[_Name]) -> Iterator[Problem]:
    """Point out spellings that are read as another one without being declared."""
    if entry is not None:
        declared = [entry.id, *entry.spellings, *(text.value for text in entry.names.texts)]
    else:
        # The most used spelling of each form is taken for the right one.
        counts = Counter(each.spelling for each in names)
        usual = {fold_name(spelling): spelling for spelling, _ in reversed(counts.most_common())}
        declared = list(usual.values())
    right = {fold_name(spelling): spelling for spelling in declared}
    for name in names:
        meant = right.get(fold_name(name.spelling))
        if meant is not None and name.spelling not in declared:
            message = say(
                "'%(spelling)s' is read as '%(meant)s'", spelling=name.spelling, meant=meant
            )
            fix = Replacement(name.spelling, meant, is_name=True)
            hint = propose(fix, "write %(meant)s", meant=meant)
            yield name.problem("spelling-merged", message, hint)


def _names(article: Article, field: Literal["tags", "source"]) -> Iterator[_Name]:
    if field == "tags":
        for tag in article.tags or ():
            yield _Name(article, field, None, tag)
    else:
        for citation in article.sources or ():
            if citation.name:
                yield _Name(article, field, citation, citation.name)


def _locate(event: CheckedEvent, citation: ResolvedCitation) -> tuple[str, Citation]:
    """Return the file that has a citation."""
    for entry in event.texts:
        if entry.article.language == citation.language:
            return entry.article.path, citation.citation
    return event.texts[0].article.path, citation.citation


def _at(path: str, citation: Citation, code: EditorialCode, message: str, hint: str) -> Problem:
    return _problem(path, (citation.line, citation.column), code, message, hint)


def _in_field(
    article: Article, field: str, code: EditorialCode, message: str, hint: str
) -> Problem:
    if not field:
        return _problem(article.path, (0, 0), code, message, hint)
    position = article.position(field)
    return _problem(article.path, (position.line, position.column), code, message, hint)


def _problem(
    path: str, position: tuple[int, int], code: EditorialCode, message: str, hint: str
) -> Problem:
    line, column = position
    return Problem(path, line, column, code, message, hint, SEVERITIES[code])


_FRONT_MATTER: Final = lazy_compile(
    r"\A\ufeff?(?:[^\S\n]*\n)*-{3,}[^\S\n]*\n.*?^-{3,}[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)


def read_body(data: bytes) -> tuple[str, int]:
    """Return the text below the front matter of a file, and the line on which it starts."""
    text = data.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    found = _FRONT_MATTER.match(text)
    end = found.end() if found else 0
    return text[end:], text.count("\n", 0, end) + 1
