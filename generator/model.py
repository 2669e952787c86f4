"""The values that one stage of a build passes to the next: frozen, slotted, made of tuples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import urlsplit

from msgspec import Struct

from generator.dates import When
from generator.problems import SeveritySetting

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FrozenMapping(Mapping[str, Any]):
    """A mapping that cannot be changed, in the order of its pairs.

    Its values are texts, numbers, booleans, ``None``, tuples, further mappings of this type, and
    other frozen values.
    """

    _pairs: tuple[tuple[str, Any], ...] = ()

    def __getitem__(self, key: str) -> Any:
        for name, value in self._pairs:
            if name == key:
                return value
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter([name for name, _ in self._pairs])

    def __len__(self) -> int:
        return len(self._pairs)

    def __eq__(self, other: object) -> bool:
        # Python takes 1, 1.0 and True for equal; what is published of them differs.
        return isinstance(other, FrozenMapping) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"{{{', '.join(f'{name!r}: {value!r}' for name, value in self._pairs)}}}"


EMPTY_MAPPING: Final = FrozenMapping()


class Status(StrEnum):
    """Whether the event took place, as far as the author knows."""

    OCCURRED = "occurred"
    ANNOUNCED = "announced"
    EXPECTED = "expected"
    ALLEGED = "alleged"
    DISPUTED = "disputed"
    DENIED = "denied"


class Text(Struct, frozen=True):
    """A string with the language it is written in (a BCP 47 tag)."""

    value: str
    language: str


class LocalizedText(Struct, frozen=True):
    """A text in several languages, in the order in which they were written."""

    texts: tuple[Text, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.texts)

    def in_language(self, language: str) -> Text | None:
        """Return the text in that language, else the first text, else ``None``."""
        for text in self.texts:
            if text.language == language:
                return text
        return self.texts[0] if self.texts else None


class Language(Struct, frozen=True):
    """One language of the site.

    Attributes:
        code: The suffix of its files, the prefix of its pages and its ``lang`` (BCP 47).
        locale: The CLDR locale for dates and numbers, such as ``ar_IQ``.
        name: The language's name in itself.
        direction: The direction of its script.
        digits: The CLDR numbering system of its numbers, such as ``latn`` or ``arab``.
        hijri: Whether each day is also shown in the Islamic calendar (Umm al-Qura).
    """

    code: str
    locale: str
    name: str
    direction: Direction
    digits: str
    hijri: bool = False


class RegistryEntry(Struct, frozen=True):
    """A tag or a source that ``tags.toml`` or ``sources.toml`` declares.

    Attributes:
        id: Its identity, used in URLs; ASCII.
        names: Its name in each language.
        spellings: Other names that authors write for it.
        description: Its description in each language.
        url: The source's own website; empty for tags.
        exports: Whether its timeline can be downloaded, whatever the settings of the site.
        former_ids: Identities that it had before, whose pages redirect to its own.
    """

    id: str
    names: LocalizedText
    spellings: tuple[str, ...] = ()
    description: LocalizedText = LocalizedText()
    url: str = ""
    exports: bool = False
    former_ids: tuple[str, ...] = ()


class SiteImage(Struct, frozen=True):
    """The image of a site in link previews.

    Attributes:
        src: Its path, relative to the site's folder.
        alt: Its alternative text.
        line: The line of ``site.toml`` that names it, from 1.
        column: Its column, from 1.
    """

    src: str
    alt: LocalizedText
    line: int
    column: int


class Limits(Struct, frozen=True):
    """The largest article and picture: larger than any real one, and still fast to work on.

    Attributes:
        article: The most bytes of its file.
        front_matter: The most characters of its front matter.
        tags: The most tags.
        sources: The most sources.
        nesting: The most levels of nested quotations or lists.
        work: The most characters that may be searched for closing markers in one paragraph, or in
            all HTML tags; other limits of Markdown are derived from it.
        pixels: The most pixels of a picture.
    """

    article: int = 500_000
    front_matter: int = 100_000
    tags: int = 100
    sources: int = 100
    nesting: int = 50
    work: int = 4_000_000
    pixels: int = 64_000_000


class PictureSettings(Struct, frozen=True):
    """How pictures are published.

    Attributes:
        keep_metadata: What of their metadata is: ``copyright``, ``credit``, or both.
    """

    keep_metadata: tuple[str, ...] = ()


class ThemeSettings(Struct, frozen=True):
    """What a site changes of the theme in its settings.

    Attributes:
        accent: The accent color in light, as ``#rrggbb``; empty for that of the theme.
        dark_accent: The accent color in dark; empty for that of the theme.
        logo: The picture before the title of the site.
        scheme: Which of light and dark readers see who have not chosen: ``auto`` for that of
            their system.
        fonts: Whether pages have fonts of their own, or use those of the reader's system.
        has_own_policy: Whether templates of the site give pages a Content-Security-Policy.
    """

    accent: str = ""
    dark_accent: str = ""
    logo: SiteImage | None = None
    scheme: Literal["auto", "light", "dark"] = "auto"
    fonts: Literal["ibm-plex", "system"] = "ibm-plex"
    has_own_policy: bool = False


class ShareSettings(Struct, frozen=True):
    """The pictures that other sites show of shared pages.

    Attributes:
        cards: Up to how many events an article gets a share picture; 0 if no page does.
    """

    cards: int = 2_000


class TranslationRecord(Struct, frozen=True):
    """What a translation was made of.

    Attributes:
        key: The key of the event.
        language: The language of the translation.
        original: The language of its original.
        paragraphs: The digests of the paragraphs of the original at that time.
    """

    key: str
    language: str
    original: str
    paragraphs: tuple[str, ...]


class WithheldFolder(NamedTuple):
    """A folder whose articles the page of a section, as in Hugo, keeps from publication.

    Attributes:
        path: The folder, relative to the site's folder; empty for that folder itself.
        language: The language of the articles; empty for all.
        page: The page of the section.
    """

    path: str
    language: str
    page: str


class Site(Struct, frozen=True):
    """The settings of ``site.toml`` and its registries, with every default filled in.

    Attributes:
        title: The site's name in each language.
        description: Its description in each language.
        id: The permanent id of the site in feeds and calendars; may be empty.
        base_url: Its URL, ending in a slash; empty when it is not known.
        timezone: The IANA time zone of times without one; empty if the site has none.
        languages: At least one; the first is the language of files without a suffix.
        untranslated: Whether a timeline marks or hides events without a text in its language.
        tags: The tag registry, in the order of the file.
        sources: The source registry, in the order of the file.
        exports: Which timelines can be downloaded: all of them, those of whole languages, none, or
            besides those of languages those of tags and sources with at least so many events.
        image: The image in link previews of pages without one of their own.
        images: How pictures are published.
        theme: What the site changes of the theme.
        translations: What is recorded of translations.
        originals: The key and the language of each text that a translation is recorded of; only of
            these the paragraphs are known. ``None`` stands for all texts.
        share: The pictures that other sites show of shared pages.
        limits: The largest article that is read, and the largest picture.
        problems: The severities that the site gives to kinds of problems.
        withheld: The folders whose articles are drafts.
        is_offline: Whether it is made for reading from a disk, without any host.
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
    exports: Literal["all", "site", "none"] | int = "site"
    image: SiteImage | None = None
    images: PictureSettings = PictureSettings()
    theme: ThemeSettings = ThemeSettings()
    translations: tuple[TranslationRecord, ...] = ()
    originals: frozenset[tuple[str, str]] | None = frozenset()
    share: ShareSettings = ShareSettings()
    limits: Limits = Limits()
    problems: tuple[SeveritySetting, ...] = ()
    withheld: tuple[WithheldFolder, ...] = ()
    is_offline: bool = False

    @property
    def base_path(self) -> str:
        """Return the path of ``base_url``, ending in a slash; ``/`` when it is not known."""
        return urlsplit(self.base_url).path or "/"

    def find_withheld_folder(self, path: str, language: str) -> WithheldFolder | None:
        """Return the withheld folder that an article of a language is in, if there is one."""
        for folder in self.withheld:
            if folder.language in ("", language) and path.startswith(f"{folder.path}/".lstrip("/")):
                return folder
        return None

    def language(self, code: str) -> Language:
        """Return the language with that code.

        Raises:
            KeyError: The site has no such language.
        """
        for language in self.languages:
            if language.code == code:
                return language
        raise KeyError(code)


class SourceFile(Struct, frozen=True):
    """A file's path, relative to the site's folder, and its bytes."""

    path: str
    data: bytes


class MediaFile(Struct, frozen=True):
    """A file of the content folder that articles show or link to, without its bytes.

    Attributes:
        path: Relative to the site's folder.
        digest: The hexadecimal hash that identifies the bytes that are published.
        width: Its width in CSS pixels; 0 when it is not an image or does not have one.
        height: Its height in CSS pixels, or 0.
        unsupported: Its kind, when it is not an image that every browser shows; else empty.
        active_content: What a browser would execute when it opens the file; usually empty.
        source: The hexadecimal hash of its own bytes.
        metadata: The kinds of metadata in it, the most dangerous first.
        is_cleaned: Whether it is published without them, as every picture is.
        refusal: Why it cannot be published, and what to do about that; both usually empty.
        format: The name of its format, as Pillow has it; empty if it is not made of pixels.
        size: The number of its bytes; 0 if it is not made of pixels.
        orientation: The number of the transformation that turns it upright (Exif), 1 to 8.
        is_animated: Whether it has several pictures.
    """

    path: str
    digest: str
    width: int = 0
    height: int = 0
    unsupported: str = ""
    active_content: str = ""
    source: str = ""
    metadata: tuple[str, ...] = ()
    is_cleaned: bool = False
    refusal: tuple[str, str] = ("", "")
    format: str = ""
    size: int = 0
    orientation: int = 1
    is_animated: bool = False


class Theme(Struct, frozen=True):
    """The templates, assets and catalogues of a site: its own files override the packaged ones.

    Paths are relative to ``templates/``, ``templates/assets/`` and ``templates/strings/``.
    """

    templates: tuple[SourceFile, ...]
    assets: tuple[SourceFile, ...]
    catalogues: tuple[SourceFile, ...]


class FieldPosition(Struct, frozen=True):
    """The position of a field's value in the front matter (line and column from 1).

    Attributes:
        empty: Whether the key has no value.
        is_reported: Whether it has been reported what is wrong with the value, which is as if it
            were absent.
    """

    field: str
    line: int
    column: int
    empty: bool = False
    is_reported: bool = False


class Citation(Struct, frozen=True):
    """One source of an event, as the author gave it.

    Attributes:
        name: The source's name or one of its spellings; empty when ``id`` is given.
        id: The id of a registered source; empty when a name is given.
        url: The report's URL, or empty.
        title: The report's headline, or empty.
        published: When the report was published.
        accessed: When the author last read it.
        via: The source through which it was received, or empty.
        archived: The URL of an archived copy, or empty.
        quote: The source's exact words, or empty.
        quote_language: The BCP 47 tag of the quotation; empty for the article's language.
        says: What the source says of the event, each text with the code of its language, which is
            empty for the article's.
        line: The line of the file on which the citation starts, from 1.
        column: Its column, from 1.
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
    says: tuple[tuple[str, str], ...] = ()
    line: int = 0
    column: int = 0


class Correction(Struct, frozen=True):
    """A correction of a published article: its date, and what was wrong."""

    date: When
    note: str


class LeadImage(Struct, frozen=True):
    """The image at the top of an article.

    Attributes:
        src: Its path as it is written, relative to the article.
        alt: What it shows, for readers who cannot see it; may be empty.
        credit: Whose work it is; may be empty.
        caption: What readers should know about it; may be empty.
        credit_url: The address that the credit leads to; may be empty.
        license: The name or the address of its license; may be empty.
        focus: The point that it is cropped around in lists, in hundredths of its width and height.
        original: Whether the file itself is published too.
    """

    src: str
    alt: str
    credit: str
    caption: str = ""
    credit_url: str = ""
    license: str = ""
    focus: tuple[int, int] = (50, 50)
    original: bool = False


class VisibilityLimit(NamedTuple):
    """A date of an article from which, or until which, it is for publication.

    Attributes:
        key: The key of the front matter that says so.
        instant: The first second of the date, since 0001-01-01T00:00:00Z.
        date: The date (EDTF).
        is_start: Whether the article is a draft before the instant; else, from it on.
        meant: The field that the key was probably meant for, if it is not one; else empty.
    """

    key: str
    instant: int
    date: str
    is_start: bool
    meant: str = ""

    def hides(self, now: int) -> bool:
        """Return whether the article is a draft at that instant."""
        return (now < self.instant) == self.is_start


class Paragraph(Struct, frozen=True):
    """A paragraph of an original: its digest, and its first words."""

    digest: str
    start: str


class Article(Struct, frozen=True):
    """The front matter of one file: one event (or page) in one language.

    A field that belongs to the event and not to its text is ``None`` when this file leaves it
    to a translation; an empty tuple means that the event has none.

    Attributes:
        path: The file, relative to the site's folder.
        key: Its file name without the language, which its translations share.
        language: The code of its language.
        slug: The last segment of its URL.
        is_page: Whether it is a page of ``content/pages/``, outside the chronology.
        draft: Whether it is kept out of the site at any time.
        rights: ``review`` if the text may belong to somebody else; else empty.
        limits: The dates before or after which it is a draft.
        extra: The site's own data, which only templates and exports read.
        fields: The values of the fields that have no attribute here, by their keys.
        body_line: The line of the file on which its body starts.
        positions: The positions of the fields that later stages report problems of.
        paragraphs: Its title, its summary and its paragraphs if a translation of it is recorded.
    """

    path: str
    key: str
    language: str
    slug: str
    title: str
    is_page: bool = False
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
    rights: str = ""
    limits: tuple[VisibilityLimit, ...] = ()
    extra: FrozenMapping = EMPTY_MAPPING
    fields: FrozenMapping = EMPTY_MAPPING
    body_line: int = 1
    positions: tuple[FieldPosition, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()

    def position(self, name: str) -> FieldPosition:
        """Return the position of a field's value, or the top of the file when it has none."""
        for position in self.positions:
            if position.field == name:
                return position
        return FieldPosition(name, 1, 1)


class Heading(Struct, frozen=True):
    """A heading of a body: its level (2 to 6), its anchor and its plain text."""

    level: int
    anchor: str
    text: str


class Reference(Struct, frozen=True):
    """A link or an image in a body whose URL depends on the rest of the site.

    Attributes:
        kind: A link to a file of the content folder, or an image.
        target: As written, relative to the article's folder, with its fragment; for a wikilink
            ``[[`` and the name of a file in any folder, with its fragment.
        line: Its line in the file.
        column: Its column in the file.
    """

    kind: Literal["link", "image"]
    target: str
    line: int
    column: int

    @property
    def note(self) -> str:
        """The name of the file that a wikilink leads to; empty for all other links."""
        if not self.target.startswith("[["):
            return ""
        return self.target[2:].partition("#")[0].strip()


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a body that the rest of the site uses.

    Attributes:
        excerpt: The first paragraph as plain text.
        headings: Its headings, in order.
        references: Its references, in order.
        digest: The hash of the body's text; equal digests mean equal HTML.
        anchors: The anchors of its other elements, in alphabetical order.
    """

    excerpt: str
    headings: tuple[Heading, ...]
    references: tuple[Reference, ...]
    digest: str
    anchors: tuple[str, ...] = ()


class Body(Struct, frozen=True):
    """A body as safe HTML, split at its references.

    ``segments`` has one more item than ``outline.references``: the attribute (``href="…"`` or
    ``src="…"``) of reference *i* goes between segment *i* and segment *i + 1*. So the first of
    them ends within a tag, and the second begins within it. The values of attributes are without
    angle brackets.
    """

    segments: tuple[str, ...]
    outline: Outline


class Entry(Struct, frozen=True):
    """An article as the rest of the site sees it."""

    article: Article
    outline: Outline
