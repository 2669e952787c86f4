"""The frozen values that export formats write.

As in `views.pages`, every string is in the stated language, every list is in its final order, and
every ``path`` is relative to the root of the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from generator.model import Direction
from generator.views.article import CitationView, CorrectionView
from generator.views.pictures import ImageView
from generator.views.shared import EventView, LanguageView, LinkView, TextView, WhenView


class RecordView(Struct, frozen=True):
    """An event with everything that the site knows about it, in one language.

    Attributes:
        id: The permanent identifier of this text (a URN).
        key: The key that the event's texts share.
        language: The language of the readers, which is that of the dates and the status.
        event: The event as an entry of a timeline.
        status_label: The name of its status.
        tag_ids: The identifiers of ``event.tags``.
        source_ids: The identifiers of the sources of ``citations``.
        citations: The cited sources.
        published: When the text was published.
        updated: When the text was last updated.
        corrections: The corrections of the text.
        image: The lead image.
        translations: The language code and path of each text of the event, in the site's order.
        published_time: ``published`` as a time (RFC 3339); empty if the day is not known.
        modified_time: When the text was last changed, as a time (RFC 3339): the newest date that
            it gives for itself, else the first instant of the event.
        modified_instant: ``modified_time`` in seconds since 0001-01-01T00:00:00Z.
    """

    id: str
    key: str
    language: LanguageView
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
    published_time: str
    modified_time: str
    modified_instant: int


class WrittenRecord(Struct, frozen=True):
    """A record that is the same as in the last build, as it was written then.

    Attributes:
        key: As in `RecordView`, like the fields of the same names.
        tag_ids: See ``key``.
        source_ids: See ``key``.
        modified_time: See ``key``.
        modified_instant: See ``key``.
        digest: The fingerprint of the `RecordView`.
        written: What each export format writes of it, by the name of the format.
    """

    key: str
    tag_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    modified_time: str
    modified_instant: int
    digest: bytes
    written: Mapping[str, Any]


class CollectionView(Struct, frozen=True):
    """The events of a language, a tag or a source, in order.

    Attributes:
        id: The permanent identifier of the collection (a URN).
        title: The title, including that of the site.
        subject: The name of the tag or source; ``None`` for a whole language.
        description: The description; may be empty.
        language: The language of the strings.
        author: The title of the site.
        base: The address before each path: the full address of the site or, if it has none, the
            relative way from the file to the root.
        home: The path of the page of the collection.
        modified_time: The newest modification time of the records; without records, the epoch.
        records: The events.
        tags: The tags of the events by their identifiers, in alphabetical order of these.
        sources: The sources of the events, likewise.
    """

    id: str
    title: str
    subject: TextView | None
    description: str
    language: LanguageView
    author: str
    base: str
    home: str
    modified_time: str
    records: tuple[RecordView | WrittenRecord, ...]
    tags: tuple[tuple[str, LinkView], ...]
    sources: tuple[tuple[str, LinkView], ...]


class ExportView(Struct, frozen=True):
    """A file of an export format.

    Attributes:
        path: The path of the file.
        collection: The events in it.
    """

    path: str
    collection: CollectionView


class CorrectionEntryView(Struct, frozen=True):
    """A correction as an entry of a feed.

    Attributes:
        id: The permanent identifier of the correction (a URN).
        path: The path of the corrected article.
        title: The title of the corrected article.
        lang: The language of the title and the note.
        note: The text of the correction.
        when: The date of the correction.
        time: The date of the correction as a time (RFC 3339).
    """

    id: str
    path: str
    title: str
    lang: str
    note: str
    when: WhenView
    time: str


class CorrectionsFeedView(Struct, frozen=True):
    """The feed of the newest corrections in a language.

    Attributes:
        path: The path of the feed.
        collection: The title and language of the feed, without records.
        corrections: The corrections, newest first.
    """

    path: str
    collection: CollectionView
    corrections: tuple[CorrectionEntryView, ...]


class SitemapView(Struct, frozen=True):
    """A sitemap for search engines.

    Attributes:
        base: The full address of the site.
        rows: For each page its path, the day of its last change (may be empty), and the code and
            path of each of its languages, itself included; a page in one language has none.
    """

    base: str
    rows: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


class SitemapIndexView(Struct, frozen=True):
    """The index of the sitemaps of a site with more pages than one sitemap may contain.

    Attributes:
        base: The full address of the site.
        paths: The paths of the sitemaps.
    """

    base: str
    paths: tuple[str, ...]


class ShareCardView(Struct, frozen=True):
    """What a share picture shows of a page.

    Attributes:
        lang: The language of the page (BCP 47).
        dir: Its direction, ``ltr`` or ``rtl``.
        accent: The accent color of the site, as ``#rrggbb``.
        site: The name of the site; empty if it is the title.
        title: The title of the page.
        date: The date of an event; else empty.
        status: The status of an event that is not known to have occurred; else empty.
        note: The sources of an event, the number of events of a timeline, or the description of
            the site; may be empty.
    """

    lang: str
    dir: Direction
    accent: str
    site: str
    title: str
    date: str
    status: str
    note: str


class TextFileView(Struct, frozen=True):
    """A plain text file.

    Attributes:
        text: The content of the file.
    """

    text: str
