"""The values between the stages of an import."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from generator.lazy_patterns import lazy_compile

Value = str | bool | int | float | tuple["Value", ...] | dict[str, "Value"]
"""A value of front matter: a text, a flag, a number, a list, or a group of keys."""


REFERENCE: Final = lazy_compile("\ue000(\\d{1,9})\ue001")
"""Stands for an address in the texts of a record: the index of one of its references."""


def write_reference(index: int) -> str:
    """Return what stands for the reference with an index in the texts of a record."""
    return f"\ue000{index}\ue001"


class ImportFailure(ValueError):
    """An input from which nothing can be imported.

    Attributes:
        message: What is wrong.
        hint: What to do.
        line: The line of the file; 0 if that is not known.
        column: The column in it; 0 if that is not known.
    """

    def __init__(self, message: str, hint: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line
        self.column = column


class InputFile(Struct, frozen=True):
    """A file to import.

    Attributes:
        name: Its name as the user has written it.
        data: Its bytes.
        folder: The folder that it is in; ``None`` if it is pasted text.
    """

    name: str
    data: bytes
    folder: Path | None = None


class Evidence(Struct, frozen=True):
    """What a value of a draft rests on.

    Attributes:
        field: The field of the draft, such as ``source.published``.
        value: The value.
        words: The words of the input that it was read from.
        how: How it follows from them; empty if they are the value.
    """

    field: str
    value: str
    words: str
    how: str = ""


class DateMention(Struct, frozen=True):
    """A date in the text of a report.

    Attributes:
        words: The words of the text.
        date: The date in its canonical text; empty if the words do not say one.
        how: How the date follows from the words, or why none does.
    """

    words: str
    date: str
    how: str


class SourceRecord(Struct, frozen=True):
    """A source; every attribute may be empty, and dates are in their canonical text."""

    name: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    accessed: str = ""
    via: str = ""
    archived: str = ""
    quote: str = ""
    quote_language: str = ""


class OldFile(Struct, frozen=True):
    """A file that an article shows or links to: its place, and the hash of its bytes."""

    source: Path
    digest: bytes


class Reference(Struct, frozen=True):
    """An address in the texts of a record that leads to another part of its old site.

    Attributes:
        written: The address as it is written.
        key: The key of the record that it leads to; empty if it leads to none.
        anchor: The part of the address from its number sign.
        file: The file that it leads to.
        outside: The whole address in the old site; empty if that is not known.
    """

    written: str
    key: str = ""
    anchor: str = ""
    file: OldFile | None = None
    outside: str = ""


class Record(Struct, frozen=True):
    """What an input says of one event; every attribute but ``origin`` may be empty.

    Attributes:
        origin: Where it was read: a file, and the lines or the row.
        is_report: Whether it is the report of somebody else, so that its entry is a draft and its
            text is not copied.
        reason: Why it is no event; empty if it is one.
        is_withheld: Whether the input says that it is not for publication.
        is_page: Whether it is a page outside the chronology.
        key: The name of the event in the input, perhaps with folders; its translations share it.
        name: The name to give to the file; empty if it is the last part of the key.
        language: The language that the input says it is in (a BCP 47 tag).
        title: The headline.
        has_proposed_title: Whether the title was made from the text, which has none.
        date: When the event took place, in the canonical text.
        is_dated_by_translation: Whether its date is that of a translation, which has another one.
        has_date_question: Whether a question says why a date of the input is not used.
        undecided_date: A date that is either of the event or of the text, in the canonical text.
        mentions: The dates in the text, of which ``date`` may be one.
        sources: The sources.
        keywords: The keywords, as they are written.
        fields: Further fields of the front matter, with their values.
        body: The text of an entry that is no report, as Markdown.
        references: The addresses in the body and the fields, by their index.
        paragraphs: The paragraphs of the text of a report, as plain text.
        quotations: The quotations in the text.
        similar: The titles of other reports that the input lists.
        evidence: What the values rest on.
        questions: What the reader could not decide, in sentences.
        unused: Texts of the input that are part of no draft.
    """

    origin: str
    is_report: bool = False
    reason: str = ""
    is_withheld: bool = False
    is_page: bool = False
    key: str = ""
    name: str = ""
    language: str = ""
    title: str = ""
    has_proposed_title: bool = False
    date: str = ""
    is_dated_by_translation: bool = False
    has_date_question: bool = False
    undecided_date: str = ""
    mentions: tuple[DateMention, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    keywords: tuple[str, ...] = ()
    fields: tuple[tuple[str, Value], ...] = ()
    body: str = ""
    references: tuple[Reference, ...] = ()
    paragraphs: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    questions: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
