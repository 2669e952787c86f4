"""The values between the stages of an import."""

from __future__ import annotations

from dataclasses import dataclass


class ImportFailure(ValueError):
    """An input from which nothing can be imported.

    Attributes:
        message: What is wrong.
        hint: What to do.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to import: its name as the user has written it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Evidence:
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


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text of a report.

    Attributes:
        words: The words of the text.
        date: The date in its canonical text; empty if the words do not say one.
        how: How the date follows from the words, or why none does.
    """

    words: str
    date: str
    how: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source; every attribute may be empty, and dates are in their canonical text."""

    name: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    accessed: str = ""
    via: str = ""
    archived: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What an input says of one event; every attribute but ``origin`` may be empty.

    Attributes:
        origin: Where it was read: a file, and the lines or the row.
        title: The headline.
        has_proposed_title: Whether the title was made from the text, which has none.
        date: When the event took place, in the canonical text.
        mentions: The dates in the text, of which ``date`` may be one.
        source: The source.
        keywords: The keywords, as they are written.
        paragraphs: The paragraphs of the text, as plain text.
        quotations: The quotations in the text.
        similar: The titles of other reports that the input lists.
        evidence: What the values rest on.
        questions: What the reader could not decide, in sentences.
        unused: Texts of the input that are part of no draft.
    """

    origin: str
    title: str = ""
    has_proposed_title: bool = False
    date: str = ""
    mentions: tuple[DateMention, ...] = ()
    source: SourceRecord = SourceRecord()
    keywords: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    questions: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
