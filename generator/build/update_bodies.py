"""Replaces the bodies of published pages when nothing else about the site has changed.

Pages depend on entries, and an entry contains of a body only what other pages may show. If the
entries of all edited articles are unchanged, pages differ only in the bodies they print.
"""

from __future__ import annotations

from dataclasses import replace

from generator.build.convert import ConvertedArticle, Converter
from generator.build.page_renderer import replace_body
from generator.build.publication import OutputError, Publication
from generator.build.report import (
    BuildOptions,
    BuildReport,
    RenderedFile,
    prevents_publishing,
    unchanged_report,
    unrecorded_notice,
)
from generator.content.scan import SiteLayout
from generator.hashing import hash_bytes
from generator.model import Entry, Outline
from generator.problems import Problem
from generator.state import build_record, entry_shards, output_manifest
from generator.state.build_record import BuildRecord, to_tuples
from generator.state.changes import Changes


def update_bodies(
    layout: SiteLayout,
    changes: Changes,
    previous: BuildRecord,
    converter: Converter,
    options: BuildOptions,
    *,
    scan_problems: tuple[Problem, ...],
) -> BuildReport | None:
    """Publish the edited bodies.

    Args:
        layout: The folders of the site.
        changes: What has been edited.
        previous: The record of the last build.
        converter: Converts the edited articles.
        options: The options of the build.
        scan_problems: The problems of this build that the record does not contain.

    Returns:
        The report; ``None`` if more than bodies has changed, and nothing has been done.
    """
    if changes.removed or changes.theme_changed or changes.damaged:
        return None
    if not changes.edited or not all(path in previous.bodies for path in changes.edited):
        return None
    shards = frozenset(map(entry_shards.shard_of, changes.edited))
    try:
        entries = entry_shards.load(layout.state, previous.shards, shards)
    except entry_shards.DamagedContentError:
        return None
    for path, line, *_ in previous.problems:
        # An edited text moves what is wrong with its links.
        if path in entries and path in changes.edited and line >= entries[path].article.body_line:
            return None
    converted = converter.convert(changes.edited)
    if not all(has_same_entry(entries.get(article.path), article.entry) for article in converted):
        return None
    record = _update_record(previous, changes, converted)
    problems = build_record.problems(record, scan_problems)
    if prevents_publishing(problems, options):
        return None
    pages, outputs = dict(record.pages), dict(record.outputs)
    rendered, staged = [], []
    marks = output_manifest.site_marks(converter.site)
    manifest_digest = previous.outputs[output_manifest.NAME][1]
    with Publication(
        layout.output, layout.state, frozenset(outputs), marks, manifest_digest
    ) as publication:
        for article in converted:
            assert article.entry is not None
            assert article.span is not None
            outline = article.entry.outline
            file = previous.bodies[article.path]
            published = (layout.output / file).read_bytes()
            segments = converter.bodies.get(article.span)
            data, pages[file] = replace_body(published, pages[file], segments, outline)
            if outline.digest != entries[article.path].outline.digest:
                rendered.append(RenderedFile(file, ("body changed",)))
            if data != published:
                publication.stage(file, data)
                staged.append(file)
                outputs[file] = None, hash_bytes(data)
        try:
            publication.publish(outputs.keys(), staged)
        except OutputError:
            # No file has been moved. A complete rebuild reports what is wrong with the output.
            return None
    report = unchanged_report(layout.output, record, problems)
    try:
        new_entries = [article.entry for article in converted if article.entry is not None]
        digests = entry_shards.update(layout.state, previous.shards, new_entries, ())
        record = replace(record, pages=pages, outputs=outputs, shards=digests)
        build_record.save(layout.state, record)
    except OSError as error:
        report = replace(report, notices=(*report.notices, unrecorded_notice(error)))
    return replace(
        report,
        rendered=tuple(sorted(rendered)),
        changed=len(staged),
    )


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
    return replace(entry.outline, excerpt=excerpt, references=references, digest="")


def _update_record(
    previous: BuildRecord, changes: Changes, converted: list[ConvertedArticle]
) -> BuildRecord:
    """The record with the stamps and problems of the edited files."""
    content, problems = dict(changes.content), dict(previous.articles)
    for article in converted:
        content[article.path] = content[article.path][0], article.digest
        problems.pop(article.path, None)
        if article.problems:
            problems[article.path] = to_tuples(article.problems)
    return replace(
        previous, content=content, theme=changes.theme, outputs=changes.outputs, articles=problems
    )
