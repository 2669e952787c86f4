"""Assemble an event from its texts, and report each contradiction between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from unicodedata import normalize

from generator.chronology.checks import (
    UnknownSource,
    check_agreement,
    check_citations,
    check_corrections,
    field_problem,
    find_unknown_sources,
)
from generator.chronology.model import (
    ArticleOutline,
    Event,
    EventOutline,
    ListedEvent,
    LocalizedEvent,
    ResolvedCitation,
)
from generator.chronology.name_checks import UnpairedNames, find_unpaired
from generator.chronology.terms import TermRegistry, build_registry
from generator.chronology.timestamps import last_modified, newest_date
from generator.chronology.translations import check_translations
from generator.chronology.visibility import withhold
from generator.content.fields import FIELDS, Field
from generator.content.file_names import find_day, shared_folder
from generator.dates import DateError, When, parse
from generator.hashing import hash_bytes
from generator.messages import say
from generator.model import (
    Article,
    Entry,
    FrozenMapping,
    Language,
    LocalizedText,
    Site,
    Status,
    Text,
)
from generator.problem_collector import quote
from generator.problems import Problem, Severity

# What files are translations of: whether they are pages of `content/pages/`, and their key.
Group = tuple[bool, str]
# An event as the timeline of each language of the site lists it.
LocalizedEvents = tuple[LocalizedEvent | None, ...]


class TermUse(NamedTuple):
    """A spelling of a tag or a source in a file, with the language of the file."""

    path: str
    language: str
    spelling: str


class Assembly(NamedTuple):
    """What the files of one group amount to: all that a chronicle needs besides their texts.

    Attributes:
        members: Every file of the group, including drafts that are not shown.
        articles: The files that are shown.
        paired: Those that are texts of the event or page, in the site's order of languages.
        event: The event; ``None`` if this is a page or has no date.
        limits: The instants at which a file stops being a draft or becomes one.
        listed: The event in the timeline of each language of the site; ``None`` where it is hidden.
        tags: The spellings of its tags.
        sources: The spellings of its sources.
        related: For each file the events that it is related to.
        unpaired: Tags and sources that seem to be translations of each other.
        unknown_sources: The citations of sources that do not exist.
        problems: Its other problems.
    """

    members: tuple[str, ...]
    articles: tuple[ArticleOutline, ...]
    paired: tuple[ArticleOutline, ...]
    event: EventOutline | None
    limits: tuple[int, ...] = ()
    listed: tuple[ListedEvent | None, ...] = ()
    tags: tuple[TermUse, ...] = ()
    sources: tuple[TermUse, ...] = ()
    related: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unpaired: tuple[UnpairedNames, ...] = ()
    unknown_sources: tuple[UnknownSource, ...] = ()
    problems: tuple[Problem, ...] = ()

    def has_same_outlines(self, other: Assembly) -> bool:
        """Whether lists, orders and addresses are the same with another state of the files."""
        problems, unknown = self.problems, self.unknown_sources
        return other._replace(problems=problems, unknown_sources=unknown) == self


class Assembler:
    """Assembles events from their texts, by the settings of one site."""

    def __init__(self, site: Site, fields: tuple[Field, ...] = FIELDS) -> None:
        """Index the registries.

        Args:
            site: The settings and the registries.
            fields: The table of fields, which says what the texts of an event share.
        """
        self.site = site
        self.tags, self.sources = build_registry(site.tags), build_registry(site.sources)
        self.codes = tuple(language.code for language in site.languages)
        self._fields = fields
        self._translations = {(each.key, each.language): each for each in site.translations}

    @property
    def rules(self) -> bytes:
        """The hash of the settings that decide what the same texts amount to."""
        site = self.site
        settings = (site.tags, site.sources, site.untranslated, self.codes, site.translations)
        return hash_bytes(repr(settings).encode())

    def group_of(self, article: Article) -> Group:
        """Return the group that an article is part of."""
        return article.is_page, article.key

    def assemble(
        self,
        entries: Iterable[Entry],
        *,
        now: int,
        drafts: bool = False,
        is_partial: bool = False,
    ) -> tuple[Assembly, LocalizedEvents]:
        """Assemble an event or a page from the texts of one group.

        Args:
            entries: The texts, in any order.
            now: When the site is built, in seconds since 0001-01-01T00:00:00Z.
            drafts: Whether drafts are shown.
            is_partial: Whether another text of the group could not be parsed.

        Returns:
            What they amount to, and the event as `localize` returns it.
        """
        problems: list[Problem] = []
        members = [withhold(entry, now, problems) for entry in sorted(entries, key=self._sort_key)]
        shown = [entry for entry in members if drafts or not entry.article.draft]
        texts = _pair_translations(shown, self.site.languages, problems)
        event = None
        if texts and not texts[0].article.is_page:
            event = self._build_event(texts, problems, is_partial=is_partial)
        outlines = {entry.article.path: outline_article(entry.article) for entry in shown}
        paths = tuple([entry.article.path for entry in members])
        limits = tuple([each.instant for entry in members for each in entry.article.limits])
        articles = tuple(outlines.values())
        paired = tuple([outlines[entry.article.path] for entry in texts])
        if event is None:
            page = Assembly(paths, articles, paired, None, limits=limits, problems=tuple(problems))
            return page, ()
        problems += check_citations(event)
        problems += check_corrections(event)
        problems += check_translations(event, self._translations)
        problems += check_agreement(event, self.tags, self.sources)
        localized = self._localize(event)
        outline = _outline_event(event)
        listed = tuple(
            [
                None if each is None else _list_event(code, each, outline, outlines)
                for code, each in zip(self.codes, localized, strict=True)
            ]
        )
        own = [entry.article for entry in event.entries]
        tags, sources = tuple(_tag_uses(own)), tuple(_source_uses(own, self.sources))
        assembly = Assembly(
            members=paths,
            articles=articles,
            paired=paired,
            event=outline,
            limits=limits,
            listed=listed,
            tags=tags,
            sources=sources,
            related=tuple([(each.path, each.related) for each in own if each.related]),
            unpaired=(
                *find_unpaired("tags", tags, self.tags),
                *find_unpaired("source", sources, self.sources),
            ),
            unknown_sources=tuple(find_unknown_sources(event, self.sources)),
            problems=tuple(problems),
        )
        return assembly, localized

    def localize(self, texts: Sequence[Entry]) -> LocalizedEvents:
        """Return an event as the timeline of each language lists it; ``None`` where it is hidden.

        Args:
            texts: The texts of the event, as they have been paired before.
        """
        event = self._build_event(tuple(texts), [], is_partial=True)
        assert event is not None
        return self._localize(event)

    def _localize(self, event: Event) -> LocalizedEvents:
        return tuple([self._localize_into(code, event) for code in self.codes])

    def _localize_into(self, language: str, event: Event) -> LocalizedEvent | None:
        own = event.entry(language)
        if own is None and self.site.untranslated == "hide":
            return None
        entry = own or event.entries[0]
        return LocalizedEvent(
            event,
            entry,
            own is None,
            self._identify_tags(event, entry),
            self._resolve_citations(event, entry),
        )

    def _sort_key(self, entry: Entry) -> tuple[int, str]:
        return self.codes.index(entry.article.language), entry.article.path

    def _build_event(
        self, entries: tuple[Entry, ...], problems: list[Problem], *, is_partial: bool
    ) -> Event | None:
        """Build an event from its texts; ``None`` when none of them has a date."""
        shared = {
            field.name: _find_shared_value(field, entries, problems)
            for field in self._fields
            if field.shared
        }
        when = shared["date"]
        if when is None:
            # A date that could not be read has been reported where it is written.
            is_misread = any(
                position.field == "date" and not position.empty
                for entry in entries
                for position in entry.article.positions
            )
            if not is_misread:
                when = self._read_name(entries[0].article, problems)
            if when is None and not is_partial and not is_misread:
                message = "the event has no date"
                hint = (
                    "add a line such as 'date: 2024-01-04', no more precise than it is known;"
                    " if it is not an event, move it to content/pages/"
                )
                article = entries[0].article
                problems.append(field_problem(article, "date", "date-missing", message, hint))
            if when is None:
                return None
        places = LocalizedText(
            tuple(
                Text(entry.article.place, entry.article.language)
                for entry in entries
                if entry.article.place
            )
        )
        other_fields = tuple(
            (field.name, shared[field.name])
            for field in self._fields
            if field.shared and not field.attribute and shared[field.name] is not None
        )
        status = shared["status"] or Status.OCCURRED
        key = entries[0].article.key
        return Event(key, when, status, places, entries, FrozenMapping(other_fields))

    def _read_name(self, article: Article, problems: list[Problem]) -> When | None:
        """Return the day that the name of an article begins with, as those of Jekyll do."""
        day = find_day(article.key)
        try:
            when = parse(day, self.site.timezone)
        except DateError:
            return None
        message = say("the event has no date; %(day)s is read from the name of the file", day=day)
        hint = say("if the event was on another day, add a line such as 'date: %(day)s'", day=day)
        severity = Severity.NOTICE
        problems.append(
            field_problem(article, "date", "date-from-name", message, hint, severity=severity)
        )
        return when

    def _identify_tags(self, event: Event, entry: Entry) -> tuple[str, ...]:
        lists = (article.tags for article in _order_articles(event, entry))
        spellings = next((names for names in lists if names is not None), ())
        return tuple(dict.fromkeys(map(self.tags.identify, spellings)))

    def _resolve_citations(self, event: Event, entry: Entry) -> tuple[ResolvedCitation, ...]:
        for article in _order_articles(event, entry):
            if article.sources is not None:
                return tuple(
                    ResolvedCitation(
                        source=self.sources.identify(citation.id or citation.name),
                        citation=citation,
                        via_source=self.sources.find_id(citation.via),
                        language=article.language,
                    )
                    for citation in article.sources
                )
        return ()


def outline_article(article: Article) -> ArticleOutline:
    """Outline an article."""
    newest = newest_date(article)
    modified = newest.earliest if newest is not None else None
    published = article.published
    return ArticleOutline(
        path=article.path,
        key=article.key,
        language=article.language,
        slug=article.slug,
        is_page=article.is_page,
        is_draft=article.draft,
        aliases=article.aliases,
        is_corrected=bool(article.corrections),
        has_image=article.image is not None,
        last_modified=last_modified(article),
        modified=modified,
        released=published.earliest if published is not None else modified,
    )


def _outline_event(event: Event) -> EventOutline:
    when = event.when
    return EventOutline(
        key=event.key,
        edtf=when.edtf,
        is_within=when.is_within,
        earliest=when.earliest,
        latest=when.latest,
        year=when.year,
        month=when.month,
        has_start=when.start is not None,
        has_end=when.end is not None,
        status=event.status.value,
        paths=tuple([entry.article.path for entry in event.entries]),
    )


def _list_event(
    language: str,
    localized: LocalizedEvent,
    outline: EventOutline,
    articles: Mapping[str, ArticleOutline],
) -> ListedEvent:
    place = localized.event.places.in_language(language)
    return ListedEvent(
        outline,
        articles[localized.entry.article.path],
        localized.foreign,
        localized.tags,
        tuple(dict.fromkeys(_cited_sources(localized.citations))),
        place.value if place is not None else "",
    )


def _pair_translations(
    entries: Sequence[Entry], languages: tuple[Language, ...], problems: list[Problem]
) -> tuple[Entry, ...]:
    """Return one entry for each language, all from one folder; report the others."""
    by_language: dict[str, Entry] = {}
    for entry in entries:
        first = entries[0].article
        article = entry.article
        rival = by_language.get(article.language)
        folder = shared_folder(article.path, languages)
        if rival is None and folder != shared_folder(first.path, languages):
            rival = entries[0]
        if rival is None:
            by_language[article.language] = entry
        else:
            message = say(
                "'%(key)s' is already the name of %(path)s",
                key=article.key,
                path=rival.article.path,
            )
            hint = "rename one of them: translations are in one folder, one file for each language"
            if normalize("NFC", article.path) == normalize("NFC", rival.article.path):
                hint = "remove one: their names differ only in how accents are stored"
            problems.append(field_problem(article, "", "key-clash", message, hint))
    return tuple(by_language.values())


def _find_shared_value(field: Field, entries: tuple[Entry, ...], problems: list[Problem]) -> Any:
    """Return the value that all texts of an event share, and report each text that disagrees."""
    first, shared = None, None
    for entry in entries:
        article = entry.article
        value = field.value_of(article)
        if value is None:
            continue
        if first is None:
            first, shared = article, value
        elif (agreed := field.reconcile(shared, value)) is not None:
            shared = agreed
        else:
            written, expected = quote(field.to_text(value)), quote(field.to_text(shared))
            message = say(
                "%(name)s %(written)s differs from %(expected)s in %(path)s",
                name=field.name,
                written=written,
                expected=expected,
                path=first.path,
            )
            hint = say(
                "an event has one %(name)s: correct one of them, or write it in one file only",
                name=field.name,
            )
            problems.append(field_problem(article, field.name, field.differs, message, hint))
    return shared


def _order_articles(event: Event, entry: Entry) -> Iterator[Article]:
    """Yield the article in the reader's language, then the others, whose lists it can lack."""
    yield entry.article
    for other in event.entries:
        yield other.article


def _cited_sources(citations: Iterable[ResolvedCitation]) -> Iterator[str]:
    """Yield the source of each citation, and the registered one that it was received through."""
    for citation in citations:
        yield citation.source
        if citation.via_source:
            yield citation.via_source


def _tag_uses(articles: Iterable[Article]) -> Iterator[TermUse]:
    for article in articles:
        for spelling in article.tags or ():
            yield TermUse(article.path, article.language, spelling)


def _source_uses(articles: Iterable[Article], known: TermRegistry) -> Iterator[TermUse]:
    for article in articles:
        for item in article.sources or ():
            for spelling in (item.id or item.name, item.via):
                if spelling and (spelling is not item.via or known.find_id(spelling)):
                    yield TermUse(article.path, article.language, spelling)
