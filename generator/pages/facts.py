"""The facts that pages are composed from.

Whatever a page shows of the content it gets from a `Facts`, which notes what is asked. A build
records these facts with digests of their values; the next build composes a page again if one of
its facts has another digest. Settings, strings and templates are not facts: when they change,
every page is composed again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import wraps
from heapq import nlargest
from inspect import unwrap
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec, TypeVar

from generator import urls
from generator.chronology import EventOutline, ListedEvent, LocalizedEvent, Term, find_similar
from generator.chronology.calendar import MonthRun, YearRun, group_by_month
from generator.chronology.lasting import find_lasting, find_under_way
from generator.chronology.similar import (
    ChangedSpans,
    find_changed_spans,
    is_near_change,
    summarize_tag,
)
from generator.chronology.timestamps import latest_date, release_instant
from generator.dates.civil import civil_time, find_zone
from generator.hashing import dump_plain, hash_bytes
from generator.model import (
    Article,
    Direction,
    Entry,
    LocalizedText,
    MediaFile,
    Reference,
    Status,
    Text,
)
from generator.pages.context import RenderContext, month_anchor
from generator.pages.gaps import find_gaps
from generator.pages.links import LinkTarget, locate, resolve_path
from generator.pages.outputs import (
    ArticlePage,
    DayPage,
    ListKind,
    MonthPage,
    PlannedContentPage,
    PlannedOutput,
    TermPage,
    TermYearPage,
    TimelinePartPage,
    YearPage,
)
from generator.pages.read_log import Name, ReadLog
from generator.pages.timeline_parts import divide_timeline, list_timeline_files
from generator.search.documents import event_days
from generator.text.direction import detect_direction
from generator.urls import TermKind, Url
from generator.views.shared import LinkView, TextView

P = ParamSpec("P")
V = TypeVar("V")

# The events of one month of a year, by their keys; the month is 0 where only the year is known.
MonthKeys = tuple[int, tuple[str, ...]]
# A year with its months.
YearKeys = tuple[int, tuple[MonthKeys, ...]]
# A year with the number of its events, and of those of each month; 0 as above.
YearCounts = tuple[int, int, tuple[tuple[int, int], ...]]

# The years and months of the first and the last day of events that last.
Lasting = tuple[tuple[tuple[int, int], tuple[int, int]], ...]

# An event with its first and last second, whether its start and its end are known, and the year and
# month that list it; the month is 0 where only the year is known.
KeyedExtent = tuple[str, int, int, bool, bool, int, int]

# An event for search: its number, its first and last day, its status, the language of its text, its
# place, its tags and its sources.
SearchRow = tuple[int, int, int, str, str, str, tuple[str, ...], tuple[str, ...]]

# Facts that cannot have changed while the timeline of their language has the same digest.
_OF_TIMELINE = frozenset(
    {
        *("neighbors", "similar", "gaps", "keys", "months", "calendar"),
        *("years", "year_months", "month_keys", "month_pages", "year_pages"),
        *("days", "day_counts", "day_keys"),
        *(
            "extents",
            "extents_under_way",
            "timeline_parts",
            "timeline_files",
            "under_way",
            "lasting",
        ),
    }
)
# Facts about the event or page whose key they name, which follow from its own files alone.
_OF_KEY = frozenset({"event", "find_article", "find_content_page"})
# Facts about the file that they name, which follow from it alone if it is an article.
_OF_FILE = frozenset({"entry", "linked_file"})
# Facts that cannot have changed while all timelines and the addresses have the same digests.
_OF_PLAN = frozenset(
    {
        *("search_layout", "search_events", "search_records"),
        *("find_year", "find_month", "find_day", "find_part", "find_term", "find_term_year"),
        *("find_article", "find_content_page", "has_output"),
    }
)


def _fact(
    compute: Callable[Concatenate[Facts, P], V],
) -> Callable[Concatenate[Facts, P], V]:
    """Make a method note that its value is read; its arguments say what the fact is about."""
    kind = compute.__name__

    @wraps(compute)
    def read(facts: Facts, /, *about: P.args, **named: P.kwargs) -> V:
        if named:
            raise TypeError(f"the arguments of '{kind}' name the fact by their positions")
        value = compute(facts, *about, **named)
        if facts.log is not None:
            facts.log.note_fact((kind, *about), facts.digest_value, value)  # type: ignore[arg-type]
        return value

    return read


class Facts:
    """The settings of a site, and the facts of its content, each of which is noted when it is read.

    Attributes:
        site: The settings.
        formatters: For each language, its strings, dates and numbers.
        export_formats: The formats that events are exported in.
        translations: What is recorded of translations, by the event and their language.
        log: Notes what is read; ``None`` where no build follows that would use the notes.
    """

    def __init__(
        self,
        context: RenderContext,
        log: ReadLog | None = None,
        versions: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        """Wrap a site.

        Args:
            context: The site.
            log: Notes what is read.
            versions: For the file of each entry a value that changes when the entry does; needed
                only with a log, for digests.
        """
        self.site, self.formatters, self.log = context.site, context.formatters, log
        self.export_formats = context.plan.export_formats
        self.translations = {(each.key, each.language): each for each in self.site.translations}
        self._context = context
        self._versions = versions
        self._gaps: dict[str, tuple[tuple[int, str, str], ...]] = {}
        self._by_year: dict[str, dict[int, list[KeyedExtent]]] = {}
        self._lasting: dict[str, tuple[EventOutline, ...]] = {}
        self._year_runs: dict[tuple[str, str, str], tuple[YearRun, ...]] = {}
        self._release_instants: dict[str, tuple[int, ...]] = {}
        self._timeline_digests: dict[str, bytes] = {}
        self._latest_date: tuple[int, str] | None = None
        self._search_rows: dict[str, tuple[SearchRow, ...]] = {}
        self._search_pieces: dict[str, dict[int, list[tuple[int, str]]]] = {}
        # The decisive facts that are the same as they were recorded, with their digests.
        self._same: dict[Name, bytes] = {}
        # For each language the tags whose events are not as they were recorded, and where.
        self._changed_tags: dict[str, dict[str, ChangedSpans]] = {}

    # --- Digests --------------------------------------------------------------------------

    @property
    def decisive(self) -> frozenset[Name]:
        """The facts that, while they are the same, decide that many others are the same too."""
        codes = [language.code for language in self.site.languages]
        timelines = [("timeline", code) for code in codes]
        tags = [
            ("tagged", code, tag) for code in codes for tag in self._context.timeline(code).tags
        ]
        return frozenset((*timelines, *tags, ("addresses",)))

    def digest_decisive(self) -> dict[Name, bytes]:
        """The digests of all decisive facts now."""
        return {fact: self._same.get(fact) or self.digest(fact) for fact in self.decisive}

    def digest(self, fact: Name) -> bytes:
        """The digest of a fact's value now.

        Raises:
            KeyError: The fact is about something that is gone.
        """
        kind, *about = fact
        if kind == "event":
            return self._digest_listed(*about)  # type: ignore[arg-type]
        if kind == "tagged":
            return summarize_tag(self._context.timeline(str(about[0])), str(about[1]))
        if kind in _OF_FILE and about[0] in self._context.chronicle.articles:
            return self._version(str(about[0]))
        compute: Callable[..., object] = unwrap(getattr(Facts, str(kind)))
        return self.digest_value(compute(self, *about))

    def find_changed(
        self, recorded: Iterable[tuple[int, Name, bytes]], affected: Set[str] | None = None
    ) -> set[int]:
        """Find the facts whose values are not those that were recorded.

        Args:
            recorded: A number for each fact, its name and the digest of its value then.
            affected: The keys of the events and pages whose files have changed since then;
                ``None`` if that is not known.

        Returns:
            The numbers of those that have changed, or that are about something that is gone.
        """
        facts = list(recorded)
        decisive = self.decisive
        known = {name: digest for _, name, digest in facts if name in decisive}
        same_timelines = {
            name[1]
            for name, digest in known.items()
            if name[0] == "timeline" and self._has_digest(name, digest)
        }
        self._same = {
            name: digest
            for name, digest in known.items()
            if (name[0] in {"timeline", "tagged"} and name[1] in same_timelines)
            or self._has_digest(name, digest)
        }
        self._changed_tags = self._find_changed_tags(known)
        is_same_plan = self._same.keys() == decisive
        return {
            number
            for number, name, digest in facts
            if not (
                (affected is not None and name[0] in _OF_KEY and name[2] not in affected)
                or (
                    affected is not None
                    and name[0] in _OF_FILE
                    and self._is_same(name[1], affected)
                )
                or (name[0] in _OF_TIMELINE and name[1] in same_timelines)
                or (name[0] in _OF_PLAN and is_same_plan)
                or (affected is not None and self._is_same_similar(name, affected))
                or self._has_digest(name, digest)
            )
        }

    def _find_changed_tags(self, known: Mapping[Name, bytes]) -> dict[str, dict[str, ChangedSpans]]:
        """Find the tags whose events are not as they were recorded, and where they differ."""
        changed: dict[str, dict[str, ChangedSpans]] = {}
        for name in self.decisive - self._same.keys():
            if name[0] == "tagged":
                language, tag = str(name[1]), str(name[2])
                after = summarize_tag(self._context.timeline(language), tag)
                spans = find_changed_spans(known.get(name, b""), after)
                changed.setdefault(language, {})[tag] = spans
        return changed

    def _is_same(self, path: str | int, affected: Set[str]) -> bool:
        """Whether a file is an article of an event or page of which no file has changed."""
        article = self._context.chronicle.articles.get(str(path))
        return article is not None and article.key not in affected

    def _is_same_similar(self, fact: Name, affected: Set[str]) -> bool:
        """Whether a fact is the similar events of one near which the same are tagged as before."""
        if fact[0] != "similar" or fact[2] in affected:
            return False
        language, key = str(fact[1]), str(fact[2])
        timeline = self._context.timeline(language)
        position = timeline.positions.get(key)
        return position is not None and not is_near_change(
            timeline, position, self._changed_tags.get(language, {})
        )

    def _has_digest(self, fact: Name, digest: bytes) -> bool:
        try:
            return self.digest(fact) == digest
        except KeyError:
            return False

    def digest_value(self, value: object) -> bytes:
        """The digest of the value of a fact: equal for equal values."""
        if isinstance(value, LocalizedEvent):
            paths = [entry.article.path for entry in value.event.entries]
            return self.digest_texts(value.entry.article.path, paths)
        if isinstance(value, Entry):
            return self._version(value.article.path)
        if isinstance(value, bytes):
            return value
        plain: Any = value
        if isinstance(value, PlannedOutput):
            plain = value.url.path
        elif isinstance(value, Term | MediaFile):
            plain = repr(value)
        return hash_bytes(dump_plain(plain))

    def _digest_listed(self, language: str, key: str) -> bytes:
        """The digest of an event in the timeline of a language, whose texts need not be known."""
        timeline = self._context.timeline(language)
        position = timeline.positions.get(key)
        if position is None:
            return self.digest_value(None)
        listed = timeline.events[position]
        return self.digest_texts(listed.text.path, listed.event.paths)

    def digest_texts(self, own: str, paths: Sequence[str]) -> bytes:
        """The digest of an event: all about it follows from its texts and the registries."""
        return hash_bytes(b"\0".join(map(self._version, (own, *paths))))

    def _version(self, path: str) -> bytes:
        """The file of an entry and its version."""
        return self._versions[path] + path.encode()

    # --- Events ---------------------------------------------------------------------------

    @_fact
    def event(self, language: str, key: str) -> LocalizedEvent | None:
        """An event in the timeline of a language, which may not list it."""
        if key not in self._context.timeline(language).positions:
            return None
        return self._context.chronicle.localize(language, key)

    @_fact
    def entry(self, path: str) -> Entry:
        """The entry of an article's file."""
        return self._context.chronicle.files[path]

    @_fact
    def neighbors(self, language: str, key: str) -> tuple[str, str]:
        """The events before and after one in the timeline of a language; empty at its ends."""
        timeline = self._context.timeline(language)
        position, events = timeline.positions[key], timeline.events
        return (
            events[position - 1].event.key if position else "",
            events[position + 1].event.key if position + 1 < len(events) else "",
        )

    @_fact
    def similar(self, language: str, key: str) -> tuple[str, ...]:
        """The events most similar to one, the most similar first."""
        timeline = self._context.timeline(language)
        positions = find_similar(timeline, timeline.positions[key])
        return tuple([timeline.events[position].event.key for position in positions])

    @_fact
    def gaps(self, language: str, first: int, last: int) -> tuple[tuple[str, str], ...]:
        """The long times without events in a language that end in some years.

        Returns:
            The key of the event after each, and the note about it.
        """
        if language not in self._gaps:
            events = self._context.timeline(language).events
            formatter, zone = self.formatters[language], find_zone(self.site.timezone)
            notes = find_gaps(events, formatter, zone)
            pairs = zip(events, notes, strict=True)
            self._gaps[language] = tuple(
                [(each.event.year, each.event.key, note) for each, note in pairs if note]
            )
        return tuple(
            [(key, note) for year, key, note in self._gaps[language] if first <= year <= last]
        )

    @_fact
    def latest_date(self) -> tuple[int, str]:
        """The latest date of any text or past event, in seconds and as a time (RFC 3339)."""
        return self._find_latest_date()

    def _find_latest_date(self) -> tuple[int, str]:
        if self._latest_date is None:
            self._latest_date = latest_date(self._context.chronicle, self.site.timezone)
        return self._latest_date

    # --- Lists of events ------------------------------------------------------------------

    @_fact
    def keys(self, language: str, kind: ListKind, identity: str) -> tuple[str, ...]:
        """The events of a tag or source, or of a whole language, in order."""
        timeline = self._context.timeline(language)
        return tuple(
            [timeline.events[each].event.key for each in self._positions(language, kind, identity)]
        )

    @_fact
    def newest_published(
        self, language: str, kind: ListKind, identity: str, limit: int
    ) -> tuple[str, ...]:
        """The events of a tag or source, or of a language, whose texts were published last."""
        events = self._context.timeline(language).events
        if language not in self._release_instants:
            self._release_instants[language] = tuple(
                [release_instant(each, self._find_latest_date) for each in events]
            )
        instants = self._release_instants[language]
        positions = nlargest(
            limit,
            self._positions(language, kind, identity),
            key=lambda position: (instants[position], -position),
        )
        return tuple([events[position].event.key for position in positions])

    @_fact
    def latest(self, language: str, kind: ListKind, identity: str, limit: int) -> tuple[str, ...]:
        """The last events of a tag or source, or of a language, that are not only expected.

        The newest is the first.
        """
        events = self._context.timeline(language).events
        found: list[str] = []
        for position in reversed(self._positions(language, kind, identity)):
            if len(found) == limit:
                break
            if not events[position].event.is_expected:
                found.append(events[position].event.key)
        return tuple(found)

    @_fact
    def ongoing(self, language: str, limit: int) -> tuple[str, ...]:
        """The events of a language that began and have no end yet, the latest to begin first."""
        events = self._context.timeline(language).events
        keys = [
            each.event.key
            for each in reversed(events)
            if not each.event.has_end and each.event.status == Status.OCCURRED.value
        ]
        return tuple(keys[:limit])

    @_fact
    def days(self, language: str) -> tuple[tuple[int, int], ...]:
        """The days of the year on which a language has events: month and day."""
        return tuple(self._context.plan.days[language])

    @_fact
    def day_counts(self, language: str) -> tuple[int, ...]:
        """The number of events of a language on each of these days."""
        return tuple([len(keys) for keys in self._context.plan.days[language].values()])

    @_fact
    def day_keys(self, language: str, month: int, day: int) -> tuple[str, ...]:
        """The events of a day of the year, in all years, in order."""
        return self._context.plan.days[language].get((month, day), ())

    @_fact
    def expected(self, language: str, limit: int) -> tuple[str, ...]:
        """The first events of a language that are still expected."""
        events = self._context.timeline(language).events
        keys = [each.event.key for each in events if each.event.is_expected]
        return tuple(keys[:limit])

    @_fact
    def corrected(self, language: str) -> tuple[str, ...]:
        """The events whose text in a language has been corrected."""
        return tuple(
            [
                each.event.key
                for each in self._context.timeline(language).events
                if each.is_corrected
            ]
        )

    @_fact
    def months(self, language: str, kind: ListKind, identity: str) -> tuple[YearKeys, ...]:
        """The events of a tag or source, or of a whole language, in order, by year and month."""
        events = self._context.timeline(language).events
        return tuple(
            (run.year, tuple([_name_month(events, part) for part in run.months]))
            for run in self._runs(language, kind, identity)
        )

    @_fact
    def calendar(self, language: str, kind: ListKind, identity: str) -> tuple[YearCounts, ...]:
        """The years in which a tag or source, or a language, has events, with their numbers."""
        return tuple(
            (
                run.year,
                len(run.positions),
                tuple((m.month or 0, len(m.positions)) for m in run.months),
            )
            for run in self._runs(language, kind, identity)
        )

    @_fact
    def years(self, language: str, kind: ListKind, identity: str) -> tuple[int, ...]:
        """The years in which a tag or source, or a whole language, has events."""
        return tuple([run.year for run in self._runs(language, kind, identity)])

    @_fact
    def year_months(
        self, language: str, kind: ListKind, identity: str, year: int
    ) -> tuple[MonthKeys, ...]:
        """The events of one such year in order, by month; a month may occur more than once."""
        events = self._context.timeline(language).events
        return tuple(
            [
                _name_month(events, part)
                for run in self._runs(language, kind, identity)
                if run.year == year
                for part in run.months
            ]
        )

    @_fact
    def month_keys(self, language: str, year: int, month: int) -> tuple[str, ...]:
        """The events of a month of a language in order."""
        events = self._context.timeline(language).events
        return tuple(
            [
                events[position].event.key
                for run in self._context.plan.calendars[language]
                if run.year == year
                for part in run.months
                if part.month == month
                for position in part.positions
            ]
        )

    @_fact
    def month_pages(self, language: str) -> tuple[tuple[int, int], ...]:
        """The years and months of a language that have a page of their own."""
        return self._context.plan.list_months(language)

    @_fact
    def year_pages(self, language: str) -> tuple[int, ...]:
        """The years of a language that have a page: those in which some event lasts as well."""
        return self._context.plan.list_years(language)

    @_fact
    def timeline_parts(self, language: str) -> tuple[tuple[int, int], ...]:
        """The parts of the whole timeline of a language, see `divide_timeline`."""
        return divide_timeline(self._context.plan.calendars[language])

    @_fact
    def timeline_files(self, language: str) -> tuple[tuple[int, int, int], ...]:
        """The first and the last year and the number of events of each file of a timeline."""
        years = self._context.plan.calendars[language]
        return tuple(
            [
                (first, last, sum(len(run.positions) for run in years if first <= run.year <= last))
                for first, last in list_timeline_files(years)
            ]
        )

    @_fact
    def extents(self, language: str, first: int, last: int) -> tuple[KeyedExtent, ...]:
        """When the events that begin in some years can have been, by year and in order."""
        if language not in self._by_year:
            by_year = self._by_year[language] = {}
            for event in [each.event for each in self._context.timeline(language).events]:
                by_year.setdefault(event.year, []).append(_extent_of(event))
        years = sorted(year for year in self._by_year[language] if first <= year <= last)
        return tuple([extent for year in years for extent in self._by_year[language][year]])

    @_fact
    def extents_under_way(self, language: str, year: int) -> tuple[KeyedExtent, ...]:
        """The same of the events that began before a year and last into it."""
        lasting, zone = self._find_lasting(language), find_zone(self.site.timezone)
        return tuple([_extent_of(event) for event in find_under_way(lasting, year, 0, zone)])

    @_fact
    def under_way(self, language: str, year: int, month: int) -> tuple[str, ...]:
        """The events that began before a month, or a year if it is 0, and last into it.

        One with an open end lasts as long as is known, unless it is only expected.
        """
        lasting, zone = self._find_lasting(language), find_zone(self.site.timezone)
        return tuple([event.key for event in find_under_way(lasting, year, month, zone)])

    @_fact
    def lasting(self, language: str) -> Lasting:
        """The years and months of the first and the last day of what lasts from a day to a day."""
        zone = find_zone(self.site.timezone)
        return tuple(
            [
                (civil_time(event.earliest, zone)[:2], civil_time(event.latest, zone)[:2])
                for event in self._find_lasting(language)
                if event.has_end
            ]
        )

    def _find_lasting(self, language: str) -> tuple[EventOutline, ...]:
        """The events of a language that last from a known start to an end, which may be open."""
        if language not in self._lasting:
            self._lasting[language] = find_lasting(self._context.timeline(language))
        return self._lasting[language]

    # --- Tags and sources -----------------------------------------------------------------

    @_fact
    def term(self, kind: TermKind, identity: str) -> Term:
        """A tag or a source."""
        return self._context.terms(kind)[identity]

    @_fact
    def term_counts(self, language: str, kind: TermKind) -> tuple[tuple[str, int], ...]:
        """All tags or all sources of a language with the numbers of their events."""
        positions = self._context.term_positions(language, kind)
        return tuple((identity, len(each)) for identity, each in positions.items())

    # --- Pages ----------------------------------------------------------------------------

    @_fact
    def find_year(self, language: str, year: int) -> YearPage | None:
        """The page of a year, if there is one."""
        return self._context.plan.find_year(language, year)

    @_fact
    def find_month(self, language: str, year: int, month: int) -> MonthPage | None:
        """The page of a month, if the month has one of its own."""
        return self._context.plan.find_month(language, year, month)

    @_fact
    def find_day(self, language: str, month: int, day: int) -> DayPage | None:
        """The page of a day of the year, if there are events on it."""
        return self._context.plan.find_day(language, month, day)

    @_fact
    def find_part(self, language: str, first: int, last: int) -> TimelinePartPage | None:
        """The page of a part of the whole timeline, if it has such a part."""
        return self._context.plan.find_part(language, first, last)

    @_fact
    def find_term(self, language: str, kind: TermKind, identity: str) -> TermPage | None:
        """The page of a tag or a source, if it has events."""
        return self._context.plan.find_term(language, kind, identity)

    @_fact
    def find_term_year(
        self, language: str, kind: TermKind, identity: str, year: int
    ) -> TermYearPage | None:
        """The page of one year of a tag or a source, if the year has one of its own."""
        return self._context.plan.find_term_year(language, kind, identity, year)

    @_fact
    def find_article(self, language: str, key: str) -> ArticlePage | None:
        """The article about an event, if there is one in that language."""
        return self._context.plan.find_article(language, key)

    @_fact
    def find_content_page(self, language: str, key: str) -> PlannedContentPage | None:
        """The page from ``content/pages/``, if there is one in that language."""
        return self._context.plan.find_content_page(language, key)

    @_fact
    def content_links(self, language: str) -> tuple[tuple[str, str], ...]:
        """The address and title of each page from ``content/pages/`` in a language.

        They are in the order of their keys, with the numbers in them by their values.
        """
        collate = self.formatters[language].collation_key
        pages = sorted(self._context.chronicle.pages, key=lambda page: collate(page[0].key))
        return tuple(
            (urls.content_page(language, article.slug).path, self._title(article.path))
            for page in pages
            for article in page
            if article.language == language
        )

    # --- Search ---------------------------------------------------------------------------

    @_fact
    def search_layout(self) -> tuple[int, int, int, int]:
        """The layout of the search index: the fields of `generator.search.layout.Layout`."""
        layout = self._context.plan.search_layout
        return layout.bits, layout.words, layout.postings, layout.records

    @_fact
    def search_events(self, language: str) -> tuple[SearchRow, ...]:
        """What the events of a language are filtered by, in the order of its timeline."""
        if language not in self._search_rows:
            numbers, zone = self._context.plan.event_numbers, find_zone(self.site.timezone)
            self._search_rows[language] = tuple(
                [
                    (
                        numbers[each.event.key],
                        *event_days(each.event, zone),
                        each.event.status,
                        each.text.language,
                        each.place,
                        each.tags,
                        each.sources,
                    )
                    for each in self._context.timeline(language).events
                ]
            )
        return self._search_rows[language]

    @_fact
    def search_records(self, language: str, piece: int) -> tuple[tuple[int, str], ...]:
        """The numbers and keys of the events that a piece of the search index shows."""
        if language not in self._search_pieces:
            plan = self._context.plan
            pieces: dict[int, list[tuple[int, str]]] = {}
            for each in self._context.timeline(language).events:
                number = plan.event_numbers[each.event.key]
                found = plan.search_layout.find_records(number)
                pieces.setdefault(found, []).append((number, each.event.key))
            self._search_pieces[language] = pieces
        return tuple(sorted(self._search_pieces[language].get(piece, ())))

    # --- Links and images -----------------------------------------------------------------

    @_fact
    def linked_file(self, path: str) -> MediaFile | Entry | None:
        """A file of the content folder that a text can link to."""
        links = self._context.links
        return links.media.get(path) or links.chronicle.files.get(path)

    @_fact
    def named_file(self, name: str, language: str) -> str | None:
        """The path of the file that a wikilink in a language names."""
        return self._context.links.names.find(name, language)

    @_fact
    def has_output(self, path: str) -> bool:
        """Whether the site has a page or file at an address."""
        return path in self._context.plan.paths

    def target(self, article: Article, reference: Reference) -> LinkTarget | None:
        """The target of a link or image; ``None`` if it does not exist."""
        note = self.named_file(reference.note, article.language) if reference.note else None
        destination = locate(article, reference, note)
        if destination.is_address:
            self.has_output(destination.path)
        else:
            self.linked_file(destination.path)
        return self._context.links.target(article, destination)

    def image(self, article: Article) -> MediaFile | None:
        """The lead image of an article, if it has one that exists."""
        return (
            None if article.image is None else self.file(resolve_path(article, article.image.src))
        )

    def file(self, path: str) -> MediaFile | None:
        """A file of the content folder that is not an article."""
        file = self.linked_file(path)
        return file if isinstance(file, MediaFile) else None

    # --- The whole site -------------------------------------------------------------------

    @_fact
    def timeline(self, language: str) -> bytes:
        """The digest of the order, dates, tags and sources of a language's events."""
        if language not in self._timeline_digests:
            timeline = self._context.timeline(language)
            rows = [
                (tuple(each.event), each.tags, each.foreign, each.text.last_modified, each.place)
                for each in timeline.events
            ]
            sources = tuple(timeline.sources.items())
            self._timeline_digests[language] = hash_bytes(dump_plain((rows, sources)))
        return self._timeline_digests[language]

    @_fact
    def addresses(self) -> bytes:
        """The digest of what pages and files there are, and of what pairs translations."""
        rows = [
            (
                type(output).__name__,
                output.url.path,
                output.key if isinstance(output, PlannedContentPage) else "",
            )
            for output in self._context.plan.outputs
        ]
        return hash_bytes(dump_plain(rows))

    def whole_site(self) -> RenderContext:
        """The site, for files that depend on the addresses of all pages and on all timelines."""
        self.addresses()
        for language in self.site.languages:
            self.timeline(language.code)
        return self._context

    # --- Texts and addresses --------------------------------------------------------------

    def direction(self, text: str, language: str) -> Direction:
        """The direction of a string: that of its first strong letter, else of its language."""
        direction = detect_direction(text)
        if direction is not None:
            return direction
        matches = [item for item in self.site.languages if item.code == language]
        return matches[0].direction if matches else self.site.languages[0].direction

    def text(self, text: Text) -> TextView:
        """A string with its language and direction."""
        return TextView(text.value, text.language, self.direction(text.value, text.language))

    def localized(self, texts: LocalizedText, language: str) -> TextView | None:
        """The string for readers of a language, or ``None`` if there is none at all."""
        text = texts.in_language(language)
        return None if text is None else self.text(text)

    def link(self, language: str, url: Url, text: str) -> LinkView:
        """A link whose text is in a language of the site."""
        return LinkView(self.href(url), text, language, self.site.language(language).direction)

    def href(self, url: Url) -> str:
        """The address that links lead to: in an offline copy, that of the file of a page."""
        return url.file_href if self.site.is_offline else url.href

    def month_url(self, language: str, year: int, month: int) -> Url:
        """The address of a month's events: its own page, or a group of its year's page."""
        page = self.find_month(language, year, month)
        return page.url if page else urls.year(language, year).at(month_anchor(month))

    def _runs(self, language: str, kind: ListKind, identity: str) -> tuple[YearRun, ...]:
        """Group the events of a tag or source, or of a whole language, by year and month."""
        if not kind:
            return self._context.plan.calendars[language]
        timeline = (language, kind, identity)
        if timeline not in self._year_runs:
            events = self._context.timeline(language).events
            positions = self._positions(*timeline)
            self._year_runs[timeline] = group_by_month(
                [(position, events[position].event) for position in positions]
            )
        return self._year_runs[timeline]

    def _title(self, path: str) -> str:
        return self._context.chronicle.files[path].article.title

    def _positions(self, language: str, kind: ListKind, identity: str) -> Sequence[int]:
        if kind:
            return self._context.term_positions(language, kind)[identity]
        return range(len(self._context.timeline(language).events))


def _name_month(events: Sequence[ListedEvent], run: MonthRun) -> MonthKeys:
    return run.month or 0, tuple([events[position].event.key for position in run.positions])


def _extent_of(event: EventOutline) -> KeyedExtent:
    known = (event.key, event.earliest, event.latest, event.has_start, event.has_end)
    return *known, event.year, event.month or 0
