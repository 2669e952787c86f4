"""What formats may see: frozen values, ready to be written down.

As in `views`, every string is in the language it says, every list in its order, and every ``path``
relative to the root of the site. ``base`` is what stands before a path: the site's full address,
or the way from the file to the root of the site where no address is known.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.pages import (
    CitationView,
    CorrectionView,
    EventView,
    ImageView,
    LanguageView,
    TextView,
    WhenView,
)


@dataclass(frozen=True, slots=True)
class RecordView:
    """An event with all that is known of it, as one language tells it.

    Attributes:
        id: An address that names this text for ever (a URN).
        key: The identity that it shares with its translations.
        event: The event as an entry of a timeline.
        status_label: Its status in words.
        tag_ids: The identities of ``event.tags``.
        source_ids: The identities that ``citations`` name.
        citations: Who says so.
        published: When the text appeared.
        updated: When it was last changed.
        corrections: What was set right in it.
        image: Its picture.
        translations: The code and the path of each of the event's texts, in the site's order.
        issued: ``published`` as a time (RFC 3339); empty where the day is not known.
        stamp: When the text was last touched, as a time (RFC 3339): the newest date that it
            gives for itself, else the first instant of what it tells.
    """

    id: str
    key: str
    event: EventView
    status_label: str
    tag_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    citations: tuple[CitationView, ...]
    published: WhenView | None
    updated: WhenView | None
    corrections: tuple[CorrectionView, ...]
    image: ImageView | None
    translations: tuple[tuple[str, str], ...]
    issued: str
    stamp: str


@dataclass(frozen=True, slots=True)
class CollectionView:
    """The events of a language, a tag or a source, in order.

    Attributes:
        id: An address that names the collection for ever (a URN).
        title: Its name, the site's included.
        subject: The name of the tag or the source alone; ``None`` for a whole language.
        description: What it is about; may be empty.
        language: Whose words it is told in.
        author: The site's name.
        base: What stands before each path.
        home: The page that shows it.
        stamp: The newest of its records' stamps; when there are none, the epoch.
        records: Its events.
    """

    id: str
    title: str
    subject: TextView | None
    description: str
    language: LanguageView
    author: str
    base: str
    home: str
    stamp: str
    records: tuple[RecordView, ...]


@dataclass(frozen=True, slots=True)
class ExportView:
    """A collection as the file at ``path``."""

    path: str
    collection: CollectionView


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A correction as an entry of a feed; ``issued`` is when it was made (RFC 3339)."""

    id: str
    path: str
    title: str
    lang: str
    note: str
    when: WhenView
    issued: str


@dataclass(frozen=True, slots=True)
class NoticesView:
    """The newest corrections of a language; ``collection`` has no records."""

    path: str
    collection: CollectionView
    notices: tuple[NoticeView, ...]


@dataclass(frozen=True, slots=True)
class SitemapView:
    """Pages for search engines.

    Each row is a page's path, the day it last changed (or nothing), and its alternates, itself
    among them: for each language a code and a path. A page that has no translation has none.
    """

    base: str
    rows: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexView:
    """The sitemaps of a site that has more pages than one may list."""

    base: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinesView:
    """A plain file, line by line."""

    lines: tuple[str, ...]


Data = ExportView | NoticesView | SitemapView | SitemapIndexView | LinesView
