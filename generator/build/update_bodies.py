"""Replaces the bodies of published pages when nothing else about the site has changed.

Pages depend on entries, and an entry contains of a body only what other pages may show. If the
entries of all edited articles are unchanged, pages differ only in the bodies they print.
"""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from generator.build.convert import ConversionResult, Converter
from generator.build.page_renderer import replace_body
from generator.build.publication import OutputError, Publication
from generator.build.report import (
    BuildReport,
    RenderedFile,
    prevents_publishing,
    unchanged_report,
    unrecorded_notice,
)
from generator.build.run import BuildRun
from generator.build.search_index import IndexUpdate, open_index, stage_pieces
from generator.content.scan import SiteLayout
from generator.engine.indexed_events import IndexedEvent
from generator.hashing import hash_bytes
from generator.model import Entry, Outline
from generator.search.layout import Layout
from generator.state import (
    build_record,
    entry_shards,
    output_manifest,
    published_addresses,
    search_words,
)
from generator.state.build_record import BuildRecord, to_tuples
from generator.state.changes import Changes
from generator.state.shards import shard_of


def update_bodies(
    run: BuildRun, previous: BuildRecord, converter: Converter, converted: ConversionResult
) -> BuildReport | None:
    """Publish the edited bodies.

    Args:
        run: The inputs of the build.
        previous: The record of the last build, whose settings are those of this one.
        converter: The converter that has the edited bodies.
        converted: The articles that have been edited.

    Returns:
        The report; ``None`` if more than bodies has changed, and nothing has been done.
    """
    layout, options = run.layout, run.options
    if not _may_be_bodies_only(run, previous):
        return None
    shards = frozenset(map(shard_of, run.changes.edited))
    try:
        known = entry_shards.load(layout.state, previous.shards, shards)
    except entry_shards.DamagedContentError:
        return None
    for path, line, *_ in previous.problems:
        # An edited text moves what is wrong with its links.
        if path in converted.digests and path in known and line >= known[path].article.body_line:
            return None
    entries = converted.entries
    if not all(has_same_entry(known.get(path), entries.get(path)) for path in converted.digests):
        return None
    record = _update_record(previous, run.changes, converted)
    problems = build_record.problems(record, run.listing.problems)
    if prevents_publishing(problems, options):
        return None
    search = _update_search_index(layout, previous, converter, converted)
    if search is None:
        return None
    pages, outputs = dict(record.pages), dict(record.outputs)
    rendered, staged = [], []
    marks = output_manifest.site_marks(converter.site)
    manifest_digest = previous.outputs[output_manifest.NAME][1]
    with Publication(
        layout.output, layout.state, frozenset(outputs), marks, manifest_digest
    ) as publication:
        for path, entry in entries.items():
            file = previous.bodies[path]
            published = (layout.output / file).read_bytes()
            segments = converter.bodies.get(converted.spans[path])
            data, pages[file] = replace_body(published, pages[file], segments, entry.outline)
            if entry.outline.digest != known[path].outline.digest:
                rendered.append(RenderedFile(file, ("body changed",)))
            if data != published:
                publication.stage(file, data)
                staged.append(file)
                outputs[file] = None, hash_bytes(data)
        staged += stage_pieces(search, publication, record.outputs, outputs)
        try:
            publication.publish(outputs.keys(), staged, record.kept)
        except OutputError:
            # No file has been moved. A complete rebuild reports what is wrong with the output.
            return None
    report = unchanged_report(layout.output, record, problems)
    try:
        digests = entry_shards.update(layout.state, previous.shards, entries.values(), ())
        record = replace(
            record,
            pages=pages,
            outputs=outputs,
            shards=digests,
            search=search.save(layout.state),
        )
        build_record.save(layout.state, record)
    except OSError as error:
        report = replace(report, notices=(*report.notices, unrecorded_notice(error)))
    return replace(report, rendered=tuple(sorted(rendered)), changed=len(staged))


def _may_be_bodies_only(run: BuildRun, previous: BuildRecord) -> bool:
    """Whether nothing but texts of published articles can have changed."""
    changes = run.changes
    return (
        bool(changes.edited)
        # What scripts read is in an offline copy a second time.
        and not run.options.is_offline
        and not (changes.removed or changes.theme_changed or changes.damaged)
        and all(path in previous.bodies for path in changes.edited)
        and previous.addresses == published_addresses.digest_of(run.published)
        and previous.has_names(run.layout.root.name, run.options.base_url)
        and previous.is_current(run.options.now)
    )


def _update_search_index(
    layout: SiteLayout,
    previous: BuildRecord,
    converter: Converter,
    converted: ConversionResult,
) -> IndexUpdate | None:
    """Bring the search index up to date; ``None`` if what was recorded of it is damaged."""
    before = search_words.load(layout.state, previous.search)
    if before is None:
        return None
    index_layout = Layout.for_events(len(before.events))
    updater = open_index(layout, converter, converted)
    if before.rules != updater.find_rules(index_layout):
        return None
    keys = dict.fromkeys([converted.entries[path].article.key for path in converted.words])
    known = [(key, before.events[key]) for key in keys if key in before.events]
    events = {key: IndexedEvent(each.number, each.paths, each.names) for key, each in known}
    return updater.update_events(index_layout, before, tuple(events), events)


def has_same_entry(before: Entry | None, after: Entry | None) -> bool:
    """Whether an entry is unchanged in everything that other pages can show of it."""
    if before is None or after is None:
        return False
    return before.article == after.article and _visible(before) == _visible(after)


def _visible(entry: Entry) -> Outline:
    """The outline without what no other page shows: the body's hash and the lines of references."""
    references = tuple(replace(each, line=0, column=0) for each in entry.outline.references)
    # The first paragraph is shown only in place of a missing summary.
    excerpt = "" if entry.article.summary else entry.outline.excerpt
    return dataclasses.replace(entry.outline, excerpt=excerpt, references=references, digest="")


def _update_record(
    previous: BuildRecord, changes: Changes, converted: ConversionResult
) -> BuildRecord:
    """The record with the stamps and problems of the edited files."""
    problems = dict(previous.articles)
    for path in converted.digests:
        problems.pop(path, None)
    problems.update((path, to_tuples(each)) for path, each in converted.problems.items())
    return replace(
        previous,
        content=converted.stamp(changes.content),
        theme=changes.theme,
        outputs=changes.outputs,
        articles=problems,
    )
