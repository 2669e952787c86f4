"""The values that pass from stage to stage: frozen, slotted, tuples inside.

Nothing here does any work beyond looking itself up, and nothing is filled in later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal
from urllib.parse import urlsplit

from generator.dates import When

Direction = Literal["ltr", "rtl"]


class Status(StrEnum):
    """How sure it is that the event took place."""

    OCCURRED = "occurred"
    ANNOUNCED = "announced"
    EXPECTED = "expected"
    ALLEGED = "alleged"
    DISPUTED = "disputed"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Text:
    """A string with the language it is written in (a BCP 47 tag)."""

    value: str
    language: str


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One thing's name in several languages, in the order they were given."""

    texts: tuple[Text, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.texts)

    def in_language(self, language: str) -> Text | None:
        """The text in that language; else the first there is; ``None`` when there is none."""
        for text in self.texts:
            if text.language == language:
                return text
        return self.texts[0] if self.texts else None


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site.

    Attributes:
        code: The suffix of its files, the prefix of its pages and its ``lang`` (BCP 47).
        locale: The CLDR locale that dates and numbers follow, such as ``ar_IQ``.
        name: What the language calls itself.
        direction: Which way it runs.
        digits: The CLDR numbering system its numbers are shown in, such as ``latn`` or ``arab``.
        hijri: Whether the date of the Islamic calendar (Umm al-Qura) stands beside each day.
    """

    code: str
    locale: str
    name: str
    direction: Direction
    digits: str
    hijri: bool = False


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """A tag or a source that ``tags.toml`` or ``sources.toml`` declares.

    Attributes:
        id: Its identity and its place in addresses; ASCII.
        names: Its name in each language.
        spellings: What else authors write for it.
        description: What it is, in each language.
        url: The source's own address; empty for tags.
    """

    id: str
    names: LocalizedText
    spellings: tuple[str, ...] = ()
    description: LocalizedText = LocalizedText()
    url: str = ""


@dataclass(frozen=True, slots=True)
class SiteImage:
    """The picture that stands for a site.

    Attributes:
        src: Its path from the site's folder.
        alt: What it shows.
        line: Where the settings name it, from 1.
        column: Likewise.
    """

    src: str
    alt: LocalizedText
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an article may hold: far more than any needs, and little enough to be read soon.

    Attributes:
        article: The bytes of its file.
        front_matter: The characters between its lines of hyphens.
        tags: Its tags.
        sources: Its sources.
        nesting: How many quotations or lists may stand one within the other.
        work: How many characters of one paragraph, or of all tags, may be looked through for the
            ends of what begins; other limits of the kind follow from it.
    """

    article: int = 500_000
    front_matter: int = 100_000
    tags: int = 100
    sources: int = 100
    nesting: int = 50
    work: int = 4_000_000


@dataclass(frozen=True, slots=True)
class Site:
    """What ``site.toml`` and the registries say, with every default filled in.

    Attributes:
        title: The site's name in each language.
        description: What it is about, in each language.
        id: What feeds and calendars know the site by for ever; may be empty.
        base_url: Where it will be published, ending in a slash; empty when that is not known.
        timezone: The IANA zone of times that name none.
        languages: At least one; the first is that of files with no suffix.
        untranslated: Whether a timeline marks or hides events that lack its language.
        tags: The tag registry, in the order of the file.
        sources: The source registry, in the order of the file.
        exports: Which timelines are offered as data: all, those of whole languages, or none.
        image: What pages without a picture of their own are shown with elsewhere.
        limits: How much an article may hold.
    """

    title: LocalizedText
    description: LocalizedText
    base_url: str
    timezone: str
    languages: tuple[Language, ...]
    untranslated: Literal["mark", "hide"]
    tags: tuple[RegistryEntry, ...]
    sources: tuple[RegistryEntry, ...]
    id: str = ""
    exports: Literal["all", "site", "none"] = "all"
    image: SiteImage | None = None
    limits: Limits = Limits()

    @property
    def base_path(self) -> str:
        """The path of ``base_url``, ending in a slash; ``/`` when it is not known."""
        return urlsplit(self.base_url).path or "/"

    def language(self, code: str) -> Language:
        """The language with that code; ``KeyError`` when the site has none such."""
        for language in self.languages:
            if language.code == code:
                return language
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read: its path relative to the site's folder, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file of the content folder that articles show or link to; never its bytes.

    Attributes:
        path: Relative to the site's folder.
        digest: The hexadecimal hash of its bytes.
        width: In CSS pixels, 0 when it is no image or does not tell.
        height: Likewise.
        flaw: What it is instead of an image that every browser shows; empty when it is one.
        harm: What it is or holds that would run in a browser which opens it; mostly nothing.
    """

    path: str
    digest: str
    width: int = 0
    height: int = 0
    flaw: str = ""
    harm: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """The templates, assets and catalogues of a site, its own files laid over the packaged ones.

    Paths are those below ``templates/``, ``templates/assets/`` and ``templates/strings/``.
    """

    templates: tuple[SourceFile, ...]
    assets: tuple[SourceFile, ...]
    catalogues: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True)
class FieldPosition:
    """Where a field of the front matter stands (line and column from 1).

    ``empty`` says that nothing is written there.
    """

    field: str
    line: int
    column: int
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of an event, as the author gave it.

    Attributes:
        name: The source's name or another spelling of it; empty when ``id`` is given.
        id: The id of a registered source; empty when a name is given.
        url: The report's address, or empty.
        title: The report's headline, or empty.
        published: When the report appeared.
        accessed: When it was last read.
        via: Through whom it was had, or empty.
        archived: The address of an archived copy, or empty.
        quote: What the source said, word for word, or empty.
        quote_language: The BCP 47 tag of the quotation; empty for that of the article.
        line: Where the citation starts in its file.
        column: Likewise.
    """

    name: str = ""
    id: str = ""
    url: str = ""
    title: str = ""
    published: When | None = None
    accessed: When | None = None
    via: str = ""
    archived: str = ""
    quote: str = ""
    quote_language: str = ""
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Correction:
    """A published mistake, set right: when, and what was wrong."""

    date: When
    note: str


@dataclass(frozen=True, slots=True)
class LeadImage:
    """The picture an article leads with; ``src`` is as written, relative to the article."""

    src: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class Article:
    """The front matter of one file: one event (or standing page) in one language.

    A field that holds for the event and not for its text is ``None`` when this file leaves it
    to a translation; an empty tuple says that there are none.

    Attributes:
        path: The file, relative to the site's folder.
        key: The identity that it shares with its translations.
        language: The code of its language.
        slug: Its last step in addresses.
        standing: Whether it is a page outside the chronology.
        body_line: The line of the file on which its body starts.
    """

    path: str
    key: str
    language: str
    slug: str
    title: str
    standing: bool = False
    when: When | None = None
    status: Status | None = None
    place: str | None = None
    sources: tuple[Citation, ...] | None = None
    tags: tuple[str, ...] | None = None
    summary: str = ""
    published: When | None = None
    updated: When | None = None
    corrections: tuple[Correction, ...] = ()
    image: LeadImage | None = None
    related: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    draft: bool = False
    body_line: int = 1
    marks: tuple[FieldPosition, ...] = ()

    def mark(self, name: str) -> FieldPosition:
        """Where the field stands in the file, or the top of the file when it is not there."""
        for mark in self.marks:
            if mark.field == name:
                return mark
        return FieldPosition(name, 1, 1)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body: its level (2 to 6), its anchor and its plain text."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a body whose address only the whole site can tell.

    Attributes:
        kind: A link to a file of the content folder, or an image.
        target: As written, relative to the article's folder, its fragment included.
        line: Its line in the file.
        column: Its column in the file.
    """

    kind: Literal["link", "image"]
    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What the rest of the site may know of a body.

    Attributes:
        excerpt: The first paragraph as plain text.
        headings: Its headings, in order.
        references: Its references, in order.
        digest: The hash of the body's text: equal digests mean equal HTML.
    """

    excerpt: str
    headings: tuple[Heading, ...]
    references: tuple[Reference, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body as safe HTML, cut at its references.

    ``segments`` has one more item than ``outline.references``: between segment *i* and
    segment *i + 1* stands the attribute (``href="…"`` or ``src="…"``) of reference *i*.
    """

    segments: tuple[str, ...] = field(repr=False)
    outline: Outline


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the rest of the site sees it."""

    article: Article
    outline: Outline
