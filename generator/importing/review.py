"""Turn records into drafts, and list what their author has to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType
from typing import Final

from generator.content.fields import FIELDS
from generator.dates import DateError, When, parse, write
from generator.hashing import dump_plain, hash_bytes
from generator.i18n.languages import find_script
from generator.importing.draft_file import (
    Comment,
    write_article,
    write_paragraphs,
    write_quotations,
    write_scalar,
)
from generator.importing.records import (
    LANGUAGE_OF_FILE,
    DateMention,
    Evidence,
    Record,
    Value,
)
from generator.importing.site_index import IMPORT_MARK, SiteIndex, find_registered
from generator.model import Article, Language
from generator.search.duplicates import DuplicateFinder, EventSketch, sketch_article
from generator.text.folding import fold, fold_name
from generator.text.scripts import detect_script
from generator.text.slugs import slugify
from generator.text.truncation import truncate
from generator.urls import RESERVED

_LONGEST_KEY = 60
_KEY_WORDS = 7
_SHOWN_WORDS = 60
_STUB = "<!-- Write here, in your own words, what happened. Then delete this line. -->"
_ORDER: Final = MappingProxyType({each.name: index for index, each in enumerate(FIELDS)})
# Abbreviations that stand for an agency; the name is a question, never an answer.
_AGENCIES: Final = MappingProxyType(
    {
        fold_name(short).replace(" ", ""): name
        for name, spellings in (
            ("Agence France-Presse", ("أ ف ب", "ا ف ب", "AFP")),
            ("Associated Press", ("أ ب", "AP")),
            ("Deutsche Presse-Agentur", ("د ب أ", "DPA")),
            ("Iraqi News Agency", ("واع", "INA")),
            ("Middle East News Agency", ("أ ش أ", "MENA")),
            ("Saudi Press Agency", ("واس", "SPA")),
            ("Emirates News Agency", ("وام", "WAM")),
            ("Syrian Arab News Agency", ("سانا", "SANA")),
            ("Kuwait News Agency", ("كونا", "KUNA")),
            ("Qatar News Agency", ("قنا", "QNA")),
            ("Xinhua", ("شينخوا",)),
        )
        for short in spellings
    }
)
# Letters of Persian keyboards in Arabic words.
_PERSIAN: Final = MappingProxyType(str.maketrans("یک", "يك"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to write.

    Attributes:
        path: Its path, relative to the site's folder.
        data: Its bytes.
        title: The title of the entry.
        origin: Where it was read.
        is_draft: Whether its front matter says that it is a draft.
        questions: What its author has to decide, in sentences.
        evidence: What its values rest on.
        left_out: The beginnings of the paragraphs that the draft does not have.
    """

    path: str
    data: bytes
    title: str
    origin: str
    is_draft: bool
    questions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record of which no draft is made.

    Attributes:
        origin: Where it was read.
        title: Its title, or the beginning of its text.
        reason: Why there is no draft.
        path: The file that has it already; empty if none does.
    """

    origin: str
    title: str
    reason: str
    path: str = ""


@dataclass(slots=True)
class _Plan:
    """A record for which a draft is made, with what the other drafts need to know of it."""

    record: Record
    language: Language
    key: str
    path: str
    digest: str
    questions: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Notes:
    """What is noted while a draft is composed: what values rest on, and what is not decided."""

    evidence: list[Evidence]
    questions: list[str]


@dataclass(slots=True)
class _Batch:
    """What is taken by the site and by the records before one.

    Attributes:
        folder: The folder of the drafts, relative to the site's folder.
        keys: The folded keys.
        digests: The file of each record that was imported, by its digest.
        translations: The key and the languages of each event, by its name in the input.
    """

    folder: str
    keys: set[str]
    digests: dict[str, str]
    translations: dict[str, tuple[str, set[str]]] = field(default_factory=dict)

    def add(self, plan: _Plan) -> None:
        """Note what a record takes."""
        self.keys.add(fold(plan.key))
        self.digests[plan.digest] = plan.path
        if plan.record.key:
            _, languages = self.translations.setdefault(plan.record.key, (plan.key, set()))
            languages.add(plan.language.code)

    def find_translation(self, record: Record, language: str) -> str:
        """Return the key of an event that a record tells in another language; else nothing."""
        key, languages = self.translations.get(record.key, ("", set()))
        return key if languages and language not in languages else ""


def review_records(
    records: Iterable[Record], index: SiteIndex, folder: str, *, full_text: bool
) -> Iterator[Draft | Skipped]:
    """Yield a draft for each record that the site does not have, in order.

    Args:
        records: The records.
        index: What the site has.
        folder: The folder of the drafts, relative to the site's folder.
        full_text: Whether the text of a report is kept.
    """
    planned: list[_Plan | Skipped] = []
    batch = _Batch(folder, set(index.keys), dict(index.imported))
    finder = DuplicateFinder(sketch_article(each) for each in index.articles if not each.is_page)
    for record in records:
        plan = _plan(record, index, batch)
        planned.append(plan)
        if isinstance(plan, _Plan):
            batch.add(plan)
            _note_duplicates(plan, finder, index.site.timezone)
    plans = [plan for plan in planned if isinstance(plan, _Plan)]
    for plan in planned:
        yield plan if isinstance(plan, Skipped) else _compose(plan, plans, index, full_text)


def _note_duplicates(plan: _Plan, finder: DuplicateFinder, timezone: str) -> None:
    """Note which events are probably that of a record: those of the site and of other reports."""
    record = plan.record
    sketch = EventSketch(
        path=plan.path,
        key=plan.key,
        language=plan.language.code,
        title=record.title,
        summary=str(dict(record.fields).get("summary", "")) or "".join(record.paragraphs[:1]),
        when=_parse_date(record.date, timezone),
        addresses=tuple([each.url for each in record.sources if each.url]),
    )
    plan.questions += (
        f"event: it may be that of {each.path} ({each.reason}); if it is, delete this file"
        for each in finder.find(sketch)
    )
    # The rows of one table are events of their own, but two reports can be of one.
    if record.is_report:
        finder.add(sketch)


def _parse_date(text: str, timezone: str) -> When | None:
    try:
        return parse(text, timezone) if text else None
    except DateError:
        return None


def digest_record(record: Record) -> str:
    """Return a digest of what a record says, wherever it was read."""
    sources = [(each.name, each.url, each.published, each.via) for each in record.sources]
    parts = (
        *(record.key, record.language, record.title, record.date, record.paragraphs),
        *(record.keywords, sources, record.fields, record.body),
    )
    return hash_bytes(dump_plain(parts)).hex()


def _plan(record: Record, index: SiteIndex, batch: _Batch) -> _Plan | Skipped:
    title = record.title or truncate(" ".join(record.paragraphs), _SHOWN_WORDS)
    if record.reason:
        return Skipped(record.origin, title, record.reason)
    digest = digest_record(record)
    if digest in batch.digests:
        return Skipped(record.origin, title, "it was imported before", batch.digests[digest])
    languages = _find_languages(record, index.site.languages)
    if not languages:
        script, _ = detect_script(_all_text(record))
        codes = ", ".join(language.code for language in index.site.languages)
        reason = f"its letters are {script or 'unknown'}; the languages of the site are {codes}"
        return Skipped(record.origin, title, reason)
    language = languages[0]
    known, reason = _find_known(record, language.code, index)
    if known is not None:
        return Skipped(record.origin, title, reason, known.path)
    key = batch.find_translation(record, language.code) or _choose_key(record, batch.keys)
    path = f"{batch.folder}/{key}.{language.code}.md"
    plan = _Plan(record, language, key, path, digest)
    if len(languages) > 1:
        others = " or ".join(each.code for each in languages[1:])
        plan.questions.append(
            f"language: taken for '{language.code}'; if it is {others}, rename the file"
        )
    return plan


def _find_known(record: Record, language: str, index: SiteIndex) -> tuple[Article | None, str]:
    """Return the article that a record is of, and why; an event can share its title or source."""
    known = index.titles.get((language, fold_name(record.title)))
    if known is not None and record.title and not record.has_proposed_title:
        written = write(known.when) if known.when is not None else ""
        if not written or not record.date or written == record.date:
            return known, "an entry has this title"
    addresses = [each.url for each in record.sources if each.url] if record.is_report else []
    for address in addresses:
        if (language, address) in index.addresses:
            return index.addresses[language, address], "an entry cites this address"
    return None, ""


def _find_languages(record: Record, languages: Sequence[Language]) -> list[Language]:
    """Return the languages of the site whose script is that of most letters of a record."""
    named = record.language.replace("_", "-").casefold()
    for code in filter(None, (named, named.partition("-")[0])):
        own = [language for language in languages if language.code.casefold() == code]
        if own:
            return own
    script, _ = detect_script(_all_text(record))
    if not script:
        return list(languages)
    return [language for language in languages if find_script(language) == script]


def _all_text(record: Record) -> str:
    summary = str(dict(record.fields).get("summary", ""))
    cited = [source.title for source in record.sources]
    return " ".join((record.title, summary, record.body, *record.paragraphs, *cited))


def _choose_key(record: Record, taken: set[str]) -> str:
    name = record.key.rpartition("/")[2]
    key = slugify(name or " ".join(record.title.split()[:_KEY_WORDS]), _LONGEST_KEY)
    if not key or key in RESERVED or key.isdecimal():
        key = f"event-{key}".rstrip("-")
    if fold(key) not in taken:
        return key
    return next(f"{key}-{number}" for number in count(2) if fold(f"{key}-{number}") not in taken)


# --- From a plan to a draft ---------------------------------------------------------------------


def _compose(plan: _Plan, plans: list[_Plan], index: SiteIndex, full_text: bool) -> Draft:
    record, language = plan.record, plan.language
    notes = _Notes(list(record.evidence), [])
    evidence, questions = notes.evidence, notes.questions
    fields: dict[str, Value | Comment] = dict(record.fields)
    fields["title"] = record.title or Comment(("title: the headline",))
    if record.has_proposed_title:
        questions.append("title: it is the beginning of the text; write a headline")
    elif not record.title:
        questions.append("title: it is missing; write a headline")
    questions += plan.questions
    questions += _review_date(record, evidence)
    fields["date"] = record.date or Comment(("date: when it took place",))
    sources = _compose_sources(record, language.code, index, notes)
    if sources:
        fields["source"] = sources
    tags = _compose_tags(record, language.code, index, notes)
    if tags:
        fields["tags"] = tags
    related = _find_related(plan, plans, index, notes)
    if related:
        fields["related"] = related
    is_complete = bool(record.title and record.date)
    is_draft = record.is_report or record.is_withheld or not is_complete
    if is_draft:
        fields["draft"] = True
    left_out: tuple[str, ...] = ()
    body = record.body.replace(LANGUAGE_OF_FILE, language.code)
    if record.is_report and full_text and record.paragraphs:
        fields["rights"] = "review"
        body = write_paragraphs(record.paragraphs)
        questions.append(
            "rights: the text is that of the report; rewrite it or get permission, and delete"
            " rights: review"
        )
    elif record.is_report:
        body = "\n\n".join(filter(None, (_STUB, write_quotations(record.quotations))))
    questions += record.questions
    if record.paragraphs and not full_text:
        questions.append("text: it belongs to its author; write what happened in your own words")
        left_out = tuple(truncate(paragraph, _SHOWN_WORDS) for paragraph in record.paragraphs)
    questions += (f"not used: '{text}'" for text in record.unused)
    ordered = sorted(fields.items(), key=lambda item: _ORDER[item[0]])
    return Draft(
        path=plan.path,
        data=write_article(ordered, f"{IMPORT_MARK}{plan.digest}", body),
        title=record.title,
        origin=record.origin,
        is_draft=is_draft,
        questions=tuple(questions),
        evidence=tuple(evidence),
        left_out=left_out,
    )


def _review_date(record: Record, evidence: list[Evidence]) -> Iterator[str]:
    """List the dates in the text: what the date rests on, and all others."""
    chosen = [each for each in record.mentions if record.date and each.date == record.date]
    others = [each for each in record.mentions if each not in chosen]
    if chosen:
        yield f"date: {record.date}, from {_join(map(_quote, chosen))}; check that it is the day"
        evidence += (Evidence("date", record.date, each.words, each.how) for each in chosen)
    elif record.is_report and others:
        yield "date: the text does not say one day that is sure; write when it took place"
    elif record.is_report:
        yield "date: the text has no date; write when it took place"
    elif not record.date:
        yield "date: it is missing or not clear; write when it took place"
    for each in others:
        yield f"date in the text, not used: {_describe(each)}"


def _quote(mention: DateMention) -> str:
    return f"'{mention.words}' ({mention.how})" if mention.how else f"'{mention.words}'"


def _describe(mention: DateMention) -> str:
    details = ", ".join(filter(None, (mention.date, mention.how)))
    return f"'{mention.words}' ({details})"


def _compose_sources(
    record: Record, language: str, index: SiteIndex, notes: _Notes
) -> Value | Comment:
    """Write the sources: each as its name, or as a group of keys if more is known."""
    values: list[Value] = []
    comments: list[str] = []
    for source in record.sources:
        parts: dict[str, Value] = {}
        for key in ("name", "url", "title", "published", "accessed", "via", "archived"):
            value = getattr(source, key)
            if key in ("name", "via") and value:
                value = _note_source(f"source.{key}", value, record, language, index, notes)
            if value:
                parts[key] = value
        if source.name:
            values.append(parts if len(parts) > 1 else parts["name"])
        else:
            lines = [f"  {key}: {write_scalar(str(value))}" for key, value in parts.items()]
            comments += ("source:", "  name: who reported it", *lines)
    if comments:
        return Comment(tuple(comments)) if not values else tuple(values)
    return values[0] if len(values) == 1 else tuple(values)


def _note_source(  # noqa: PLR0917 - what is noted, and on what it depends
    label: str, name: str, record: Record, language: str, index: SiteIndex, notes: _Notes
) -> str:
    """Return the name of a source as it is registered, and note what is not sure."""
    value, question = _register_source(name, language, index)
    if question and record.is_report:
        notes.questions.append(f"{label}: {question}")
    elif value != name:
        notes.evidence.append(Evidence(label, value, name, "its name in sources.toml"))
    return value


def _register_source(name: str, language: str, index: SiteIndex) -> tuple[str, str]:
    """Return the registered name of a source, or the name as it is written and a question."""
    found = find_registered(index.site.sources, name, language)
    if found is not None:
        return found[1], ""
    agency = _AGENCIES.get(fold_name(name).replace(" ", ""))
    if agency is not None:
        return name, f"'{name}' may stand for {agency}; write the full name"
    return name, f"'{name}' is not in sources.toml; check the spelling"


def _compose_tags(
    record: Record, language: str, index: SiteIndex, notes: _Notes
) -> tuple[str, ...]:
    """Write keywords as tags: in the spelling of the registry, else in that of other entries."""
    tags: dict[str, str] = {}
    for word in record.keywords:
        found = find_registered(index.site.tags, word, language)
        tag = found[1] if found is not None else index.tags.get((language, fold_name(word)))
        if found is not None and found[1] != word:
            notes.evidence.append(Evidence("tags", found[1], word, "its name in tags.toml"))
        if tag is None:
            tag = word.translate(_PERSIAN) if language == "ar" else word
            spelled = f", written '{word}' in the page" if tag != word else ""
            if spelled or record.is_report:
                notes.questions.append(f"tags: '{tag}'{spelled} is a new tag; check the spelling")
        tags.setdefault(fold_name(tag), tag)
    return tuple(tags.values())


def _find_related(
    plan: _Plan, plans: list[_Plan], index: SiteIndex, notes: _Notes
) -> tuple[str, ...]:
    """Return the keys of the entries, and of other drafts, that have the similar titles."""
    keys: list[str] = []
    language = plan.language.code
    drafts = {fold_name(each.record.title): each.key for each in plans if each is not plan}
    for title in plan.record.similar:
        folded = fold_name(title)
        article = index.titles.get((language, folded))
        key = article.key if article is not None else drafts.get(folded, "")
        if key:
            keys.append(key)
            notes.evidence.append(Evidence("related", key, title))
        else:
            notes.questions.append(f"similar title that no entry has: '{title}'")
    return tuple(dict.fromkeys(keys))


def _join(texts: Iterable[str]) -> str:
    *most, last = texts
    return f"{', '.join(most)} and {last}" if most else last
