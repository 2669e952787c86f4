"""The views of feeds and other exports: which events each contains, and their data.

The ``scope`` of a format says whether it has all events or the newest, which are those of
`Facts.newest_published`. The text of an entry is made by
`exports/feed_entry_html.py`, and the files by the modules of `exports/`, one for each format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from uuid import UUID, uuid5

from generator import urls
from generator.chronology import LocalizedEvent
from generator.chronology.timestamps import (
    EPOCH,
    first_second,
    modified_time,
    published_time,
)
from generator.exports import Scope, atom
from generator.model import Entry, Status
from generator.pages.article import compose_citations, compose_corrections, lead_image
from generator.pages.facts import Facts
from generator.pages.links import article_url
from generator.pages.outputs import CorrectionsFeed, ExportFile, TermKey, term_parts
from generator.pages.shared_views import SharedViews
from generator.urls import TermKind, Url
from generator.views.exports import (
    CollectionView,
    CorrectionEntryView,
    CorrectionsFeedView,
    ExportView,
    RecordView,
    WrittenRecord,
)
from generator.views.pages import ExportLinksView, ExportLinkView
from generator.views.shared import LinkView, TextView

# The namespace of the identifiers of texts and collections (RFC 9562, version 5).
_NAMESPACE = UUID("6f1c5d52-7f0e-5b43-9a53-3b6d0f8a2c11")
# How many events or corrections a feed contains.
_NEWEST = 100
_NEWEST_OF_TERM = 50


# --- Links on pages -----------------------------------------------------------------------


def compose_export_links(
    views: SharedViews, language: str, term: TermKey | None = None
) -> ExportLinksView:
    """Compose the links to the exports of a language, or of one of its tags or sources.

    Args:
        views: The site.
        language: The language.
        term: The tag or source; one without exports of its own has the links of its language.
    """
    if term is not None and not has_exports(views.facts, language, term):
        term = None
    kind, identity = term_parts(term)
    key = language, kind, identity
    return views.cache.export_links.get_or_compute(key, _export_links, views, language, term)


def has_exports(facts: Facts, language: str, term: TermKey) -> bool:
    """Return whether a tag or source has exports of its own."""
    paths = (_export_url(language, term, each.file_name).path for each in facts.export_formats)
    return any(map(facts.has_output, paths))


def _export_links(views: SharedViews, language: str, term: TermKey | None) -> ExportLinksView:
    facts = views.facts
    title = _title(facts, language, term)
    links = [
        ExportLinkView(
            path=url.href,
            name=each.label,
            type=each.media_type,
            title=title,
            feed=each.is_feed,
        )
        for each in facts.export_formats
        if facts.has_output((url := _export_url(language, term, each.file_name)).path)
    ]
    corrections = urls.corrections(language)
    if term is None and facts.has_output(corrections.path):
        label = facts.formatters[language].pgettext("feed", "Corrections")
        after_feeds = sum(each.feed for each in links)
        links.insert(
            after_feeds,
            ExportLinkView(
                corrections.href, label, atom.MEDIA_TYPE, f"{title} — {label}", feed=True
            ),
        )
    return ExportLinksView(title, tuple(links))


def _export_url(language: str, term: TermKey | None, file_name: str) -> Url:
    if term is None:
        return urls.export(language, file_name)
    return urls.term_export(language, term.kind, term.identity, file_name)


# --- Exports ------------------------------------------------------------------------------


def compose_export(views: SharedViews, file: ExportFile) -> ExportView:
    """Compose the content of a file of an export format."""
    kind, identity = term_parts(file.term)
    key = file.language, kind, identity, file.format.scope.value
    collection = views.cache.collections.get_or_compute(key, _collection, views, file)
    return ExportView(file.url.href, collection)


def _collection(views: SharedViews, file: ExportFile) -> CollectionView:
    facts, language, term = views.facts, file.language, file.term
    kind, identity = term_parts(term)
    if file.format.scope is Scope.NEWEST:
        limit = _NEWEST if term is None else _NEWEST_OF_TERM
        keys = facts.newest_published(language, kind, identity, limit)
    else:
        keys = facts.keys(language, kind, identity)
    records = _records(views, file, keys)
    subject: TextView | None = None
    home, description = urls.home(language), _site_description(facts, language)
    if term is not None:
        registered = facts.term(term.kind, term.identity)
        home = urls.term(language, term.kind, term.identity)
        text = facts.localized(registered.description, language)
        description = text.text if text else ""
        subject = facts.text(registered.name(language))
    return _compose_collection(
        views,
        file,
        title=_title(facts, language, term),
        description=description,
        home=home,
        identity=(language, kind, identity),
        subject=subject,
        records=records,
    )


def _records(
    views: SharedViews, file: ExportFile, keys: Iterable[str]
) -> tuple[RecordView | WrittenRecord, ...]:
    """Compose the records of some events, except those that are as in the last build."""
    language = file.language
    if not file.is_of_all:
        return tuple([_record(views, language, key) for key in keys])
    written = views.written_records(language)
    records: list[RecordView | WrittenRecord] = []
    for key in keys:
        known = written.get(key)
        if known is not None:
            views.cache.records.note((language, key))
        records.append(known or _record(views, language, key))
    return tuple(records)


def _modified_time(facts: Facts, localized: LocalizedEvent) -> tuple[int, str]:
    return modified_time(localized, facts.site.timezone, facts.latest_date)


def _compose_collection(
    views: SharedViews,
    file: ExportFile | CorrectionsFeed,
    *,
    title: str,
    description: str,
    home: Url,
    identity: tuple[str, ...],
    modified: str | None = None,
    subject: TextView | None = None,
    records: tuple[RecordView | WrittenRecord, ...] = (),
) -> CollectionView:
    site = views.facts.site
    language = views.language(site.language(file.language))
    return CollectionView(
        id=_permanent_id(views, "collection", *identity),
        title=title,
        subject=subject,
        description=description,
        language=language,
        author=language.site_title.text,
        base=site.base_url or file.url.root,
        home=views.facts.href(home),
        modified_time=modified if modified is not None else _newest_time(records),
        records=records,
        tags=_terms(views, "tags", file.language, [each.tag_ids for each in records]),
        sources=_terms(views, "sources", file.language, [each.source_ids for each in records]),
    )


def _newest_time(records: Iterable[RecordView | WrittenRecord]) -> str:
    times = [(each.modified_instant, each.modified_time) for each in records]
    return max(times, default=(0, EPOCH))[1]


def _terms(
    views: SharedViews, kind: TermKind, language: str, identities: Iterable[tuple[str, ...]]
) -> tuple[tuple[str, LinkView], ...]:
    used = sorted({identity for each in identities for identity in each})
    return tuple([(identity, views.term(kind, identity, language)) for identity in used])


def _title(facts: Facts, language: str, term: TermKey | None) -> str:
    title = facts.site.title.in_language(language)
    site_title = title.value if title else ""
    if term is None:
        return site_title
    return f"{facts.term(term.kind, term.identity).name(language).value} — {site_title}"


def _site_description(facts: Facts, language: str) -> str:
    text = facts.site.description.in_language(language)
    return text.value if text else ""


def _record(views: SharedViews, language: str, key: str) -> RecordView:
    return views.cache.records.get_or_compute(
        (language, key), _compose_record, views, language, key
    )


def _compose_record(views: SharedViews, language: str, key: str) -> RecordView:
    localized = views.find_listed(language, key)
    article = localized.entry.article
    event = localized.event
    modified_instant, modified_time = _modified_time(views.facts, localized)
    labels = views.cache.status_labels.get_or_compute(
        (language,), _status_labels, views.facts, language
    )
    return RecordView(
        id=_permanent_id(views, "text", article.key, article.language),
        key=event.key,
        language=views.language(views.facts.site.language(language)),
        event=views.event(language, key),
        status_label=labels[event.status.value],
        tag_ids=localized.tags,
        source_ids=tuple(citation.source for citation in localized.citations),
        citations=compose_citations(views, language, localized),
        published=views.when(article.published, language) if article.published else None,
        updated=views.when(article.updated, language) if article.updated else None,
        corrections=compose_corrections(views, language, article),
        image=lead_image(views, article),
        translations=tuple(
            (entry.article.language, views.facts.href(article_url(entry.article)))
            for entry in event.entries
        ),
        published_time=published_time(article.published, views.facts.site.timezone),
        modified_time=modified_time,
        modified_instant=modified_instant,
    )


def _status_labels(facts: Facts, language: str) -> Mapping[str, str]:
    formatter = facts.formatters[language]
    return MappingProxyType(
        {status.value: formatter.pgettext("status", status.value) for status in Status}
    )


def _permanent_id(views: SharedViews, *parts: str) -> str:
    """Return a URN made of the identity of the site and of what never changes in the thing."""
    site = views.facts.site
    titles = site.title.texts
    identity = site.id or site.base_url or (titles[0].value if titles else "")
    namespace = views.cache.namespaces.get_or_compute((identity,), uuid5, _NAMESPACE, identity)
    return uuid5(namespace, "\0".join(parts)).urn


# --- Corrections --------------------------------------------------------------------------


def compose_corrections_feed(views: SharedViews, file: CorrectionsFeed) -> CorrectionsFeedView:
    """Compose the feed of the newest corrections in the texts of a language."""
    facts, language = views.facts, file.language
    dated: list[tuple[int, CorrectionEntryView]] = []
    for key in facts.corrected(language):
        dated += _correction_entries(views, views.find_listed(language, key).entry)
    dated.sort(key=lambda pair: (-pair[0], pair[1].path))
    newest = tuple(entry for _, entry in dated[:_NEWEST])
    label = facts.formatters[language].pgettext("feed", "Corrections")
    collection = _compose_collection(
        views,
        file,
        title=f"{_title(facts, language, None)} — {label}",
        description="",
        home=urls.home(language),
        identity=(language, "corrections"),
        modified=newest[0].time if newest else EPOCH,
    )
    return CorrectionsFeedView(file.url.href, collection, newest)


def _correction_entries(
    views: SharedViews, entry: Entry
) -> Iterator[tuple[int, CorrectionEntryView]]:
    """Compose the corrections of a text, each with the first second of its date."""
    article = entry.article
    counts: dict[str, int] = {}
    for correction in article.corrections:
        # The text of a correction may be corrected too, so its date and number identify it.
        date = correction.date.edtf
        number = counts[date] = counts.get(date, 0) + 1
        parts = (article.key, article.language, date, str(number))
        yield (
            correction.date.earliest,
            CorrectionEntryView(
                id=_permanent_id(views, "correction", *parts),
                path=views.facts.href(article_url(article)),
                title=article.title,
                lang=article.language,
                note=correction.note,
                when=views.when(correction.date, article.language),
                time=first_second(correction.date, views.facts.site.timezone),
            ),
        )
