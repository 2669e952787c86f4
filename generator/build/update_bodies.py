"""New bodies in pages that are otherwise as they were, when nothing else has changed.

Pages are a function of entries, and an entry tells of a body only what other pages may know. Where
the entries of all edited articles are what they were, no page differs but in the body it prints.
"""

from __future__ import annotations

from dataclasses import replace

from generator.build.convert import ConvertedArticle, Converter
from generator.build.publication import OutputError, Publication
from generator.build.publish import replace_body
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
    place: SiteLayout,
    found: Changes,
    past: BuildRecord,
    converter: Converter,
    options: BuildOptions,
    *,
    said: tuple[Problem, ...],
) -> BuildReport | None:
    """Publish the edited bodies.

    Args:
        place: Where the site lies.
        found: What has been edited.
        past: The last build.
        converter: What converts bodies.
        options: What is asked for.
        said: Problems of this build that no record holds.

    Returns:
        What it came to; ``None`` when more has changed than bodies, and nothing has been done.
    """
    if found.removed or found.theme_changed or found.damaged:
        return None
    if not found.edited or not all(path in past.bodies for path in found.edited):
        return None
    numbers = frozenset(map(entry_shards.shard_of, found.edited))
    try:
        entries = entry_shards.load(place.state, past.shards, numbers)
    except entry_shards.DamagedError:
        return None
    converted = converter.convert(found.edited)
    if not all(has_same_entry(entries.get(each.path), each) for each in converted):
        return None
    now = _recorded(past, found, converted)
    if prevents_publishing((*build_record.problems(now), *said), options):
        return None
    known = frozenset(now.outputs)
    pages, outputs = dict(now.pages), dict(now.outputs)
    rendered, changed = [], []
    marks = output_manifest.site_marks(converter.site)
    recorded = past.outputs[output_manifest.NAME][1]
    with Publication(place.output, place.state, known, marks, recorded) as publication:
        for each in converted:
            file = past.bodies[each.path]
            before = (place.output / file).read_bytes()
            assert each.entry is not None
            assert each.slot is not None
            segments = converter.spool.get(each.slot)
            data, pages[file] = replace_body(before, pages[file], segments, each.entry.outline)
            if each.entry.outline.digest != entries[each.path].outline.digest:
                rendered.append(RenderedFile(file, ("body changed",)))
            entries[each.path] = each.entry
            if data != before:
                publication.stage(file, data)
                changed.append(file)
                outputs[file] = None, hash_bytes(data)
        try:
            publication.publish(outputs.keys(), changed)
        except OutputError:
            # Nothing has been moved; a whole build says what is in the way.
            return None
    report = unchanged_report(place.output, now)
    try:
        digests = entry_shards.save(place.state, entries.values(), past.shards, numbers)
        build_record.save(place.state, replace(now, pages=pages, outputs=outputs, shards=digests))
    except OSError as error:
        report = replace(report, notices=(*report.notices, unrecorded_notice(error)))
    return replace(
        report,
        problems=tuple(sorted((*report.problems, *said))),
        rendered=tuple(sorted(rendered)),
        changed=len(changed),
    )


def has_same_entry(before: Entry | None, converted: ConvertedArticle) -> bool:
    """Whether other pages show of an entry what they did: all but its body and its lines."""
    now = converted.entry
    if before is None or now is None:
        return False
    return before.article == now.article and _bare(before) == _bare(now)


def _bare(entry: Entry) -> Outline:
    references = tuple(replace(each, line=0, column=0) for each in entry.outline.references)
    # A first paragraph is shown only in the place of a summary.
    shown = "" if entry.article.summary else entry.outline.excerpt
    return replace(entry.outline, excerpt=shown, references=references, digest="")


def _recorded(past: BuildRecord, found: Changes, converted: list[ConvertedArticle]) -> BuildRecord:
    """The record with what the edited files are now."""
    content, articles = dict(found.content), dict(past.articles)
    for each in converted:
        content[each.path] = content[each.path][0], each.digest
        articles.pop(each.path, None)
        if each.problems:
            articles[each.path] = to_tuples(each.problems)
    return replace(
        past, content=content, theme=found.theme, outputs=found.outputs, articles=articles
    )
