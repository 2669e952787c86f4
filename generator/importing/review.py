"""Turn records into drafts, and list what their author has to decide."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from generator.content.fields import FIELDS
from generator.content.file_names import match_language, parse_file_name, shared_folder
from generator.dates import DateError, When, parse, write
from generator.hashing import dump_plain, hash_bytes
from generator.i18n.languages import find_script
from generator.importing.cells import SOURCE_FIELDS
from generator.importing.draft_file import (
    Comment,
    escape_markdown,
    write_article,
    write_paragraphs,
    write_quotations,
    write_scalar,
)
from generator.importing.records import (
    REFERENCE,
    DateMention,
    Evidence,
    OldFile,
    Record,
    Reference,
    Value,
)
from generator.importing.site_index import SiteIndex, find_registered, write_mark
from generator.model import Article, Language
from generator.search.duplicates import DuplicateFinder, EventSketch, sketch_article
from generator.text.folding import fold, fold_name
from generator.text.scripts import detect_script
from generator.text.slugs import anchor_of_heading, find_anchor, slugify
from generator.text.truncation import truncate
from generator.urls import choose_key

FOLDER: Final = "imported"
"""The folder of the content folder that drafts are written into."""

FILES: Final = "files"
"""The folder next to the drafts that the files of old sites are copied into."""

_PAGES = "pages"
_ON_PAGES: Final = frozenset(each.name for each in FIELDS if each.on_pages)
_LONGEST_NAME = 60
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


# A heading, with the anchor that it is given in the syntax of kramdown, and other anchors.
_HEADING = re.compile(
    r"^(?:#{1,6}[ \t]+(?P<text>[^\n]+?)[ \t]*#*|(?P<underlined>[^\n]+)\n(?:=+|-+))[ \t]*$",
    re.MULTILINE,
)
_ANCHOR = re.compile(
    r"""(?:\{:?[ ]*\#|\bid=["']?|\bname=["']?|\^)(?P<id>[^\s"'{}<>^]+)""", re.VERBOSE
)
# A reference as the address of a link or a picture, and as an attribute of HTML.
_REFERENCE_LINK = re.compile(
    rf"!?\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\]){{0,1000}})\]\(\s*<?"
    rf"{REFERENCE.pattern.replace('(', '(?P<index>')}>?[^()]*\)"
)
_REFERENCE_ATTRIBUTE = re.compile(
    rf"\s(?P<name>href|src)\s*=\s*[\"']{REFERENCE.pattern.replace('(', '(?P<index>')}[\"']"
)


class Draft(Struct, frozen=True):
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
        files: The files that it shows or links to, by their paths relative to the site's folder.
    """

    path: str
    data: bytes
    title: str
    origin: str
    is_draft: bool
    questions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    left_out: tuple[str, ...] = ()
    files: Mapping[str, OldFile] = field(default_factory=dict)


class Skipped(Struct, frozen=True):
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


class _Plan(Struct):
    """A record for which a draft is made, with what the other drafts need to know of it."""

    record: Record
    language: Language
    key: str
    path: str
    digest: str
    questions: list[str] = field(default_factory=list)


class _Notes(Struct, frozen=True):
    """What is noted while a draft is composed: what values rest on, and what is not decided."""

    evidence: list[Evidence]
    questions: list[str]


class _Batch:
    """What is taken by the site and by the records before one."""

    def __init__(self, index: SiteIndex) -> None:
        self.digests = dict(index.imported)
        self.keys = set(index.keys)
        self.drafts = {article.path for article in index.articles if article.draft}
        self._languages = index.site.languages
        self._content = index.content
        # The files of each event, by its name in the input and by language.
        self._translations: dict[str, dict[str, str]] = {}
        self._files = dict(index.files)
        self._bodies: dict[str, str] = {}
        for key, paths in index.translations.items():
            for path in paths:
                self.add_file(key, path)

    def add(self, plan: _Plan) -> None:
        """Note what a record takes."""
        self.keys.add(fold(plan.key))
        self.digests[plan.digest] = plan.path
        self._bodies[plan.path] = plan.record.body
        if _is_draft(plan.record):
            self.drafts.add(plan.path)
        if plan.record.key:
            self._translations.setdefault(plan.record.key, {}).setdefault(
                plan.language.code, plan.path
            )

    def add_file(self, key: str, path: str) -> None:
        """Note that a file has an event, by the name of that in the input."""
        name = parse_file_name(path, self._languages)
        if key and name is not None:
            self._translations.setdefault(key, {}).setdefault(name.language, path)

    def find_translation(self, record: Record, language: str) -> tuple[str, str]:
        """Find the event of which a record is the text in another language.

        Returns:
            The folder and the key of its files; empty if there is none.
        """
        files = self._translations.get(record.key, {})
        if not files or language in files:
            return "", ""
        path = next(iter(files.values()))
        name = parse_file_name(path, self._languages)
        return (shared_folder(path, self._languages), name.key) if name is not None else ("", "")

    def find_article(self, key: str, language: str) -> str:
        """Return the file of an event, in a language or else in another; empty if it has none."""
        files = self._translations.get(key, {})
        return files.get(language) or next(iter(files.values()), "")

    def published(self, path: str) -> str:
        """Return a path unless its article is a draft."""
        return "" if path in self.drafts else path

    def has_anchor(self, path: str, anchor: str) -> bool:
        """Whether a draft has an anchor, or is not of this import, so that it may have it."""
        body = self._bodies.get(path)
        if body is None:
            return True
        anchors = [
            anchor_of_heading(match["text"] or match["underlined"])
            for match in _HEADING.finditer(body)
        ]
        anchors += [match["id"] for match in _ANCHOR.finditer(body)]
        return find_anchor(anchor.removeprefix("#"), anchors) is not None

    def place_file(self, file: OldFile) -> str:
        """Return the path of a file that is copied; equal files have one."""
        stem, dot, ending = file.source.name.rpartition(".")
        stem = slugify(stem or ending, _LONGEST_NAME) or "file"
        ending = f"{dot}{slugify(ending)}" if dot and stem else ""
        for number in count(1):
            suffix = f"-{number}" if number > 1 else ""
            path = f"{self._content}{FOLDER}/{FILES}/{stem}{suffix}{ending}"
            if self._files.setdefault(path, file.digest) == file.digest:
                return path
        raise AssertionError


def review_records(
    records: Iterable[Record],
    index: SiteIndex,
    *,
    full_text: bool = False,
    is_dated_by_event: bool = False,
) -> Iterator[Draft | Skipped]:
    """Yield a draft for each record that the site does not have, in order.

    Args:
        records: The records.
        index: What the site has.
        full_text: Whether the text of a report is kept.
        is_dated_by_event: Whether dates that are of the event or of the text are of the event.
    """
    planned: list[_Plan | Skipped] = []
    batch = _Batch(index)
    finder = DuplicateFinder(sketch_article(each) for each in index.articles if not each.is_page)
    for record in records:
        plan = _plan(record, index, batch, is_dated_by_event=is_dated_by_event)
        planned.append(plan)
        if isinstance(plan, _Plan):
            batch.add(plan)
            if not record.is_page:
                _note_duplicates(plan, finder, index.site.timezone)
        else:
            batch.add_file(record.key, plan.path)
    plans = [plan for plan in planned if isinstance(plan, _Plan)]
    for plan in planned:
        if isinstance(plan, Skipped):
            yield plan
        else:
            yield _compose(plan, plans, index, batch, full_text=full_text)


def _is_draft(record: Record) -> bool:
    is_complete = bool(record.title and (record.date or record.is_page))
    return record.is_report or record.is_withheld or not is_complete


def _decide_date(record: Record, *, is_dated_by_event: bool) -> Record:
    """Return a record whose date is that of the event, or of the text."""
    date = record.undecided_date
    if not date:
        return record
    if is_dated_by_event:
        return replace(record, date=date, undecided_date="")
    question = (
        f"date: '{date}' is taken for the day of the text; if it is that of the event, write"
        f" date: {date}"
    )
    fields = dict(record.fields)
    if "published" in fields:
        question = f"date: '{date}' is not used, because 'published' is given too"
    fields.setdefault("published", date)
    return replace(
        record,
        fields=tuple(fields.items()),
        questions=(*record.questions, question),
        undecided_date="",
    )


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
        *(record.key, record.language, record.title, record.date, record.undecided_date),
        *(record.paragraphs, record.keywords, sources, record.fields, record.body),
    )
    return hash_bytes(dump_plain(parts)).hex()


def _plan(
    record: Record, index: SiteIndex, batch: _Batch, *, is_dated_by_event: bool
) -> _Plan | Skipped:
    title = record.title or truncate(" ".join(record.paragraphs), _SHOWN_WORDS)
    if record.reason:
        return Skipped(record.origin, title, record.reason)
    digest = digest_record(record)
    if digest in batch.digests:
        return Skipped(record.origin, title, "it was imported before", batch.digests[digest])
    record = _decide_date(record, is_dated_by_event=is_dated_by_event)
    languages = _find_languages(record, index.site.languages)
    if not languages and record.language:
        code = record.language
        reason = f"it is in '{code}'; add [languages.{code}] to content/site.toml to import it"
        return Skipped(record.origin, title, reason)
    if not languages:
        script, _ = detect_script(_all_text(record))
        codes = ", ".join(language.code for language in index.site.languages)
        reason = f"its letters are {script or 'unknown'}; the languages of the site are {codes}"
        return Skipped(record.origin, title, reason)
    language = languages[0]
    known, reason = _find_known(record, language.code, index)
    if known is not None:
        return Skipped(record.origin, title, reason, known.path)
    folder, key = batch.find_translation(record, language.code)
    if not key:
        key = choose_key(record.name or record.key.rpartition("/")[2] or record.title, batch.keys)
        folder = f"{index.content}{_PAGES if record.is_page else FOLDER}"
    path = f"{folder}/{key}.{language.code}.md".lstrip("/")
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
    if record.language:
        code = match_language(record.language, tuple(languages))
        return [language for language in languages if language.code == code]
    script, _ = detect_script(_all_text(record))
    if not script:
        return list(languages)
    return [language for language in languages if find_script(language) == script]


def _all_text(record: Record) -> str:
    summary = str(dict(record.fields).get("summary", ""))
    cited = [source.title for source in record.sources]
    return " ".join((record.title, summary, record.body, *record.paragraphs, *cited))


# --- From a plan to a draft ---------------------------------------------------------------------


def _compose(
    plan: _Plan, plans: list[_Plan], index: SiteIndex, batch: _Batch, *, full_text: bool
) -> Draft:
    record, language = plan.record, plan.language
    if record.is_page:
        return _compose_page(plan, batch)
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
    is_draft = _is_draft(record)
    if is_draft:
        fields["draft"] = True
    left_out: tuple[str, ...] = ()
    body = record.body
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
    links = _Links(plan, batch, questions)
    return Draft(
        path=plan.path,
        data=_write(plan, fields, body, links),
        title=record.title,
        origin=record.origin,
        is_draft=is_draft,
        questions=tuple(questions),
        evidence=tuple(evidence),
        left_out=left_out,
        files=links.files,
    )


def _compose_page(plan: _Plan, batch: _Batch) -> Draft:
    """Compose a page outside the chronology, which has no date and no source."""
    record = plan.record
    questions = [*plan.questions, *record.questions]
    fields: dict[str, Value | Comment] = {}
    values = {**dict(record.fields), "tags": record.keywords}
    for name, value in values.items():
        if name in _ON_PAGES:
            fields[name] = value
        elif value:
            questions.append(f"not used on a page: {name}: {_show(value)}")
    if not record.title:
        questions.append("title: it is missing; write a headline")
    fields["title"] = record.title or Comment(("title: the headline",))
    is_draft = _is_draft(record)
    if is_draft:
        fields["draft"] = True
    links = _Links(plan, batch, questions)
    data = _write(plan, fields, record.body, links)
    return Draft(
        path=plan.path,
        data=data,
        title=record.title,
        origin=record.origin,
        is_draft=is_draft,
        questions=tuple(questions),
        evidence=record.evidence,
        files=links.files,
    )


def _show(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_show, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_show(each)}" for key, each in value.items())
    return str(value)


def _write(plan: _Plan, fields: dict[str, Value | Comment], body: str, links: _Links) -> bytes:
    ordered = [
        (name, value if isinstance(value, Comment) else links.resolve_value(value))
        for name, value in sorted(fields.items(), key=lambda item: _ORDER[item[0]])
    ]
    mark = write_mark(plan.digest, plan.record.key)
    return write_article(ordered, mark, links.resolve(body))


class _Links:
    """Writes the addresses of a draft that lead to other drafts and to files.

    Attributes:
        files: The files that the draft shows or links to, by their paths.
    """

    def __init__(self, plan: _Plan, batch: _Batch, questions: list[str]) -> None:
        self.files: dict[str, OldFile] = {}
        self._plan = plan
        self._batch = batch
        self._questions = questions

    def resolve(self, text: str) -> str:
        """Return a text with the addresses for which its references stand.

        A link to what is not imported leads to the old site, or is only its text.
        """
        text = _REFERENCE_LINK.sub(self._write_link, text)
        text = _REFERENCE_ATTRIBUTE.sub(self._write_attribute, text)
        return REFERENCE.sub(lambda match: self._find_address(match[1]), text)

    def resolve_value(self, value: Value) -> Value:
        """Return a value of front matter with the addresses for which its references stand."""
        if isinstance(value, str):
            return self.resolve(value)
        if isinstance(value, tuple):
            return tuple(map(self.resolve_value, value))
        if isinstance(value, dict):
            return {key: self.resolve_value(each) for key, each in value.items()}
        return value

    def _write_link(self, match: re.Match[str]) -> str:
        if self._find_path(match["index"]):
            return match[0]
        outside = self._find_address(match["index"])
        label = match["label"]
        if not outside:
            return label
        # Pages of this site load no picture from another.
        return f"[{label or escape_markdown(outside)}](<{outside}>)"

    def _write_attribute(self, match: re.Match[str]) -> str:
        address = self._find_address(match["index"])
        return f' {match["name"]}="{address}"' if address else ""

    def _find_path(self, index: str) -> str:
        """Return the file that a reference leads to; empty if none is imported."""
        reference = self._find_reference(index)
        if reference.file is not None:
            path = self._batch.place_file(reference.file)
            self.files[path] = reference.file
            return path
        path = self._batch.find_article(reference.key, self._plan.language.code)
        # A published page cannot lead to a draft.
        return path if self._plan.path in self._batch.drafts else self._batch.published(path)

    def _find_address(self, index: str) -> str:
        reference = self._find_reference(index)
        path = self._find_path(index)
        if path:
            address = posixpath.relpath(path, posixpath.dirname(self._plan.path))
            anchor = reference.anchor
            if anchor and reference.file is None and not self._batch.has_anchor(path, anchor):
                self._ask(f"link: '{reference.written}': the article has no heading '{anchor}'")
                return address
            return address + anchor
        draft = self._batch.find_article(reference.key, self._plan.language.code)
        what = f"the draft {draft}" if draft else "nothing that is imported"
        self._ask(f"link: '{reference.written}' leads to {what}")
        return reference.outside

    def _ask(self, question: str) -> None:
        if question not in self._questions:
            self._questions.append(question)

    def _find_reference(self, index: str) -> Reference:
        references = self._plan.record.references
        return references[int(index)] if int(index) < len(references) else Reference("")


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
        for key in SOURCE_FIELDS:
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
