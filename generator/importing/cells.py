"""Read the values of tables and other data as fields of a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from generator.content.fields import FIELDS
from generator.content.foreign_keys import normalize_key
from generator.dates import DateError, parse, write
from generator.importing.html_text import has_html, html_to_markdown, html_to_text
from generator.importing.records import (
    Evidence,
    Record,
    Reference,
    SourceRecord,
    Value,
    write_reference,
)
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Status
from generator.text.web_addresses import extract_host, is_web_address

SOURCE_FIELDS: Final = (
    *("name", "url", "title", "published", "accessed", "via", "archived", "quote"),
    "quote_language",
)
_LINES: Final = ("place", "slug")
_DATES: Final = ("published", "updated")
_LISTS: Final = ("tags", "aliases", "related")
TARGETS: Final = (
    *("key", "language", "title", "date", "end", "body", "summary", "status", *_LINES, *_DATES),
    *_LISTS,
    *(f"source.{name}" for name in SOURCE_FIELDS),
)
"""What a column can be mapped to; besides these, ``extra.NAME``."""

# The end of a period, the text, the language and the parts of a source, as columns name them.
_SYNONYMS: Final = MappingProxyType(
    {
        normalize_key(word): target
        for target, words in (
            ("key", ("key", "id", "unique_id", "slug_key")),
            ("language", ("language", "lang", "لغة", "اللغة")),
            ("end", ("end", "end_date", "enddate", "until", "نهاية", "تاريخ_النهاية")),
            ("body", ("body", "text", "content", "article", "story", "النص", "نص", "المحتوى")),
            ("date", ("date_edtf", "edtf")),
            ("source.name", ("source", "sources")),
            (
                "source.url",
                (
                    *("url", "link", "source_url", "source_urls", "source_link", "original_url"),
                    *("الرابط", "رابط", "رابط_المصدر"),
                ),
            ),
            ("source.title", ("source_title", "headline_of_source")),
            ("source.published", ("source_date", "source_published")),
            ("source.accessed", ("accessed", "access_date", "retrieved")),
            ("source.archived", ("archived", "archive_url", "archived_url", "archive", "wayback")),
            ("source.via", ("via",)),
        )
        for word in words
    }
)


# A whole number as a program writes it.
# What may separate the names of several sources.
_SEVERAL = lazy_compile("[،,؛]")
_NUMBER = lazy_compile(r"0|-?[1-9][0-9]{0,14}")


def find_target(column: str) -> str:
    """Return what a column means by its name; empty if that is not known."""
    word = normalize_key(column)
    if word in _SYNONYMS:
        return _SYNONYMS[word]
    for each in FIELDS:
        if each.name in ("extra", "draft", "image", "corrections", "rights"):
            continue
        if word in {normalize_key(name) for name in (each.name, *each.synonyms)}:
            return "source.name" if each.name == "source" else each.name
    return ""


class RecordBuilder(Struct):
    """Makes a record of named values, and lists what cannot be read.

    Attributes:
        origin: Where the values were read.
        timezone: The IANA time zone of the site, or nothing.
    """

    origin: str
    timezone: str
    _texts: dict[str, str] = field(default_factory=dict)
    _fields: dict[str, Value] = field(default_factory=dict)
    _extra: dict[str, Value] = field(default_factory=dict)
    _questions: list[str] = field(default_factory=list)
    _evidence: list[Evidence] = field(default_factory=list)
    _sources: list[dict[str, str]] = field(default_factory=list)
    _references: list[Reference] = field(default_factory=list)
    _markdown: str = ""
    _reason: str = ""
    _is_withheld: bool = False
    _is_page: bool = False
    _has_date_question: bool = False

    def add(self, target: str, text: str) -> None:
        """Add a value; an empty text is none."""
        text = text.strip()
        if not text:
            return
        if target.startswith("extra."):
            number = _NUMBER.fullmatch(text)
            self._extra[target.removeprefix("extra.")] = int(text) if number else text
        elif target == "body" and "body" in self._texts:
            self._texts["body"] += f"\n\n{text}"
        elif target in _LISTS and target in self._texts:
            parts = (*_split_list(self._texts[target]), *_split_list(text))
            self._texts[target] = "|".join(dict.fromkeys(parts))
        elif target in self._texts and self._texts[target] != text:
            self.ask(
                say("%(target)s: a second value is not used: '%(text)s'", target=target, text=text)
            )
        else:
            self._texts[target] = text

    def add_extra(self, name: str, value: Value) -> None:
        """Add a value to the site's own data as it is, a number as a number."""
        self._extra[name] = value

    def add_source(self, **values: str) -> None:
        """Add a source of several, with the values that it has."""
        self._sources.append({name: value for name, value in values.items() if value})

    def add_markdown(self, text: str) -> None:
        """Add a text that is Markdown already, even if it has something like a tag."""
        self._markdown = text

    def ask(self, question: str) -> None:
        """List something that the author has to decide."""
        if question not in self._questions:
            self._questions.append(question)

    def reject(self, reason: str) -> None:
        """Say why it is no event."""
        self._reason = reason

    def withhold(self) -> None:
        """Say that the text is not for publication yet."""
        self._is_withheld = True

    def make_page(self) -> None:
        """Say that it is a page outside the chronology."""
        self._is_page = True

    def set_field(self, name: str, value: Value) -> None:
        """Set a field whose value has parts."""
        self._fields[name] = value

    def refer(self, reference: Reference) -> str:
        """Add an address that leads to something imported; return what stands for it."""
        if reference not in self._references:
            self._references.append(reference)
        return write_reference(self._references.index(reference))

    def note(self, evidence: Evidence) -> None:
        """Note what a value rests on."""
        self._evidence.append(evidence)

    def build(self) -> Record:
        """Return the record."""
        texts = self._texts
        title = _plain(texts.get("title", ""))
        date = self._read_period(texts.get("date", ""), texts.get("end", ""))
        undecided_date = self._read_event_date(texts.get("undecided_date", ""))
        for name in _DATES:
            value = self._read_date(name, texts.get(name, ""))
            if value:
                self._fields[name] = value
        for name in (*_LINES, "summary"):
            if name in texts:
                self._fields[name] = _plain(texts[name])
        for name in ("aliases", "related"):
            if name in texts:
                self._fields[name] = _split_list(texts[name])
        self._read_status(texts.get("status", ""))
        if self._extra:
            self._fields["extra"] = dict(self._extra)
        return Record(
            origin=self.origin,
            reason=self._reason,
            is_withheld=self._is_withheld,
            is_page=self._is_page,
            key=texts.get("key", ""),
            name=texts.get("name", ""),
            language=texts.get("language", ""),
            title=title,
            date=date,
            has_date_question=self._has_date_question,
            undecided_date=undecided_date,
            sources=self._read_sources(),
            keywords=_split_list(texts.get("tags", "")),
            fields=tuple(self._fields.items()),
            body=self._markdown or self._read_body(texts.get("body", "")),
            references=tuple(self._references),
            evidence=tuple(self._evidence),
            questions=tuple(self._questions),
        )

    def _read_body(self, text: str) -> str:
        if not has_html(text):
            return text
        body, embedded = html_to_markdown(text)
        self._questions += (say("body: not copied: %(text)s", text=each) for each in embedded)
        return body

    def _read_date(self, name: str, text: str) -> str:
        """Return a date in its canonical text; nothing, and a question, if it is not clear."""
        if not text:
            return ""
        try:
            return write(parse(text, self.timezone))
        except DateError as error:
            self._questions.append(
                say(
                    "%(name)s: '%(text)s' is not clear: %(problem)s",
                    name=name,
                    text=text,
                    problem=error.describe(),
                )
            )
            return ""

    def _read_event_date(self, text: str) -> str:
        date = self._read_date("date", text)
        self._has_date_question |= bool(text and not date)
        return date

    def _read_period(self, start: str, end: str) -> str:
        first = self._read_event_date(start)
        last = self._read_date("end of the date", end)
        if not (first and last) or first == last:
            return first
        return self._read_event_date(f"{first}/{last}") if "/" not in first + last else first

    def _read_status(self, text: str) -> None:
        if not text:
            return
        if text.casefold() in set(Status):
            if text.casefold() != Status.OCCURRED:
                self._fields["status"] = text.casefold()
        else:
            self._questions.append(
                say(
                    "status: unknown status '%(text)s'; write %(status)s",
                    text=text,
                    status=", ".join(Status),
                )
            )

    def _read_sources(self) -> tuple[SourceRecord, ...]:
        single = {name: self._texts.get(f"source.{name}", "") for name in SOURCE_FIELDS}
        given = [{name: value for name, value in single.items() if value}, *self._sources]
        return tuple(source for values in given if values for source in self._read_source(values))

    def _read_source(self, values: dict[str, str]) -> tuple[SourceRecord, ...]:
        for name in ("published", "accessed"):
            if name in values:
                values[name] = self._read_date(f"source.{name}", values[name])
        for name in ("url", "archived"):
            if name in values and not is_web_address(values[name]):
                self._questions.append(
                    say(
                        "source.%(name)s: not an address: '%(value)s'",
                        name=name,
                        value=values.pop(name),
                    )
                )
        names = [part.strip() for part in values.get("name", "").split(";") if part.strip()]
        if not names and "url" in values:
            host = extract_host(values["url"])
            self._questions.append(
                say(
                    "source.name: '%(host)s' is the host of the address; write who published it",
                    host=host,
                )
            )
            names = [host]
        if len(names) == 1 and _SEVERAL.search(names[0]):
            self._questions.append(
                say(
                    "source: '%(name)s' is written as one source; write an item for each if they"
                    " are several",
                    name=names[0],
                )
            )
        if len(names) == 1:
            return (replace(SourceRecord(**values), name=names[0]),)
        if len(names) > 1 and len(values) == 1:
            return tuple(SourceRecord(name=name) for name in names)
        if names:
            self._questions.append(
                say(
                    "source: there are %(count)s names; check that the address is of the first",
                    count=len(names),
                )
            )
            first = replace(SourceRecord(**values), name=names[0])
            return (first, *(SourceRecord(name=name) for name in names[1:]))
        kept = ", ".join(f"{name}: {value}" for name, value in values.items() if value)
        if kept:
            self._questions.append(
                say("source: without a name, it is not imported: %(kept)s", kept=kept)
            )
        return ()


def _plain(text: str) -> str:
    return html_to_text(text) if has_html(text) else " ".join(text.split())


def _split_list(text: str) -> tuple[str, ...]:
    """Split a list at its semicolons, or at its commas if it has none."""
    separator = next((each for each in ("|", ";", "؛", "،", ",") if each in text), "")
    parts: Iterable[str] = text.split(separator) if separator else [text]
    return tuple(dict.fromkeys(part.strip().lstrip("#") for part in parts if part.strip()))


def parse_mapping(texts: Iterable[str]) -> Mapping[str, str]:
    """Read ``--map`` options, each ``COLUMN=FIELD``.

    Raises:
        ValueError: One of them has no such form, or an unknown field.
    """
    mapping: dict[str, str] = {}
    for text in texts:
        column, equals, target = text.rpartition("=")
        if not (column and equals):
            raise ValueError(
                say("'%(text)s' is not COLUMN=FIELD, such as outlet=source.name", text=text)
            )
        if target not in TARGETS and not target.startswith("extra."):
            raise ValueError(
                say(
                    "unknown field '%(target)s'; write one of %(known)s, or extra.NAME",
                    target=target,
                    known=", ".join(TARGETS),
                )
            )
        mapping[column.strip()] = target
    return mapping
