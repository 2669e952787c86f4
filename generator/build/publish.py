"""Render the pages that have changed, publish them, and record the build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.build import stem_cache
from generator.build.convert import ConversionResult, Converter
from generator.build.hosting_limits import check_hosting_limits
from generator.build.kept_assets import find_kept_assets
from generator.build.known_records import KnownRecords
from generator.build.lost_addresses import list_addresses
from generator.build.offline_files import stage_scripts
from generator.build.page_renderer import PageRenderer, RenderedPage
from generator.build.publication import Publication
from generator.build.report import (
    BuildReport,
    RenderedFile,
    display_path,
    source_changed_problem,
    unrecorded_notice,
)
from generator.build.run import BuildRun
from generator.build.search_index import IndexUpdate, open_index, stage_pieces
from generator.build.update_bodies import has_same_entry
from generator.content.media import MediaChangedError, picture_rules
from generator.content.pictures.parts import PictureError
from generator.content.pictures.variants import Variant
from generator.engine import recorded_media
from generator.engine.compiled_templates import (
    find_cache_folder,
    hash_strings,
    open_template_caches,
)
from generator.engine.fingerprint import Fingerprinter
from generator.engine.indexed_events import list_events
from generator.engine.picture_store import CARDS, PICTURES, CardStore, PictureStore
from generator.engine.recorded_content import RecordedContent
from generator.engine.site_model import Content, SiteModel
from generator.engine.workers import run_parallel
from generator.hashing import hash_bytes
from generator.messages import say
from generator.model import Site, Theme
from generator.os_errors import describe_os_error
from generator.pages import Facts, SharedViews
from generator.pages.links import picture_problem
from generator.pages.outputs import ShareCard, text_path
from generator.pages.plan import Plan
from generator.pages.read_log import ReadLog
from generator.problems import Problem, apply_severities
from generator.search.pieces import list_files
from generator.state import (
    build_record,
    entry_shards,
    output_manifest,
    picture_files,
    published_addresses,
    read_record,
    search_words,
)
from generator.state.build_record import BuildRecord, FileStamp, PageRecord, ProblemTuple, to_tuples
from generator.state.changes import filesystem_now, restat_outputs
from generator.state.entry_shards import DamagedContentError
from generator.state.read_record import ReadRecord
from generator.theme.render import Renderer, RenderError, asset_url
from generator.theme.template_cache import TemplateCache, find_dependencies

# From this many pictures and other files on, several processes work on them.
_PARALLEL_FROM = 8


class SiteUpdate(Struct, frozen=True):
    """A site that has been brought up to date with its files, and what led to that.

    Attributes:
        model: The site.
        theme: Its theme.
        settings: The hash of the settings that articles are parsed with.
        previous: The record of the last build, if its entries can be used.
        recorded: The content of the last build.
        converter: Converts the articles whose bodies are needed.
        converted: The articles that this build has converted.
        content: The content folder as it is now.
        article_problems: The problems of each article that has any.
        site_problems: The problems of the site as a whole.
    """

    model: SiteModel
    theme: Theme
    settings: bytes
    previous: BuildRecord | None
    recorded: RecordedContent
    converter: Converter
    converted: ConversionResult
    content: Content
    article_problems: Mapping[str, tuple[ProblemTuple, ...]]
    site_problems: tuple[Problem, ...]


class _StagedFile(NamedTuple):
    """A file of the output that was made: its stamp, and whether the output lacked it."""

    file: str
    stamp: FileStamp
    is_staged: bool


def publish_site(run: BuildRun, update: SiteUpdate, report: BuildReport) -> BuildReport:
    """Render the pages that have changed, publish them, and record the build.

    Args:
        run: The inputs of the build.
        update: The site as it is now.
        report: The report so far.

    Raises:
        TemplateDependencyError: A template names another that does not exist.
        RenderError: A template fails, or a file has changed since it was read.
        OutputError: The output folder cannot be written.
    """
    layout, changes, model = run.layout, run.changes, update.model
    context, theme, recorded = model.context, update.theme, update.recorded
    strings = hash_strings(context.site, theme)
    cache_folder = find_cache_folder(layout, run.listing, run.options.cache)
    renderer = _open_renderer(run, update, open_template_caches(cache_folder, run.code, strings))
    dependencies = find_dependencies(theme, cache_folder, run.code)
    marks = output_manifest.site_marks(context.site)
    intact = frozenset(changes.outputs)
    reads = _load_reads(run, update)
    log = ReadLog()
    facts = Facts(context, log, reads.versions)
    affected = {key for _, key in recorded.builder.affected} if recorded.is_assembled else None
    changed_facts = reads.find_affected(facts.find_changed(reads.recorded_facts(), affected))
    known_records = KnownRecords(layout.state, context.plan, run.previous, reads, changed_facts)
    run.stopwatch.lap("theme, strings, facts")
    with Publication(
        layout.output, layout.state, intact, marks, run.manifest_digest
    ) as publication:
        outputs, staged = _stage_assets_and_media(run, theme, model, publication)
        search = _update_search_index(run, update)
        staged += stage_pieces(search, publication, changes.outputs, outputs)
        search = search.without_pieces()
        page_renderer = PageRenderer(
            context=context,
            views=SharedViews(facts, known_records.of_language),
            log=log,
            renderer=renderer,
            fingerprinter=Fingerprinter(),
            dependencies=dependencies,
            strings=strings,
            converter=update.converter,
            spans=update.converted.spans,
            # Pages are compared with the last build even if other settings hold now.
            previous=run.previous,
            intact=changes.outputs,
            reads=reads,
            changed=changed_facts,
            publication=publication,
            records=known_records,
        )
        run.stopwatch.lap("assets, media, search")
        rendered = page_renderer.render_all(run.options.jobs, run.progress)
        _forget_old_cards(layout.state, context.plan, rendered)
        run.stopwatch.lap("composing, rendering")
        staged += (each.file for each in rendered if each.staged)
        planned_files = context.plan.by_file.keys()
        stamps = {each.file: (None, each.digest) for each in rendered}
        outputs.update((file, stamps.get(file) or changes.outputs[file]) for file in planned_files)
        if context.site.is_offline:
            staged += stage_scripts(publication, outputs, frozenset(staged))
        kept = find_kept_assets(run, publication.manifest, outputs.keys())
        outputs.update((file, asset.stamp) for file, asset in kept.items())
        until = {file: asset.until for file, asset in kept.items()}
        published = publication.publish(outputs.keys(), staged, until)
        run.stopwatch.lap("publishing")

    stats = restat_outputs(layout.output, {*staged, *stamps}, _now(run))
    outputs.update((file, (stat, outputs[file][1])) for file, stat in stats.items())
    outputs[output_manifest.NAME] = None, hash_bytes(output_manifest.dump(outputs, marks, until))
    size_problems = tuple(check_hosting_limits(layout.output, outputs, display_path(layout)))
    pages, written = _record_pages(run.previous, planned_files, rendered)
    report = replace(
        report,
        problems=apply_severities((*report.problems, *size_problems), context.site.problems),
        published=True,
        rendered=tuple(RenderedFile(each.file, each.reasons) for each in rendered),
        changed=published.changed,
        removed=published.removed,
    )
    notices, addresses = _add_addresses(run, context.plan)
    report = replace(report, notices=(*report.notices, *notices))
    reads.update({}, {}, facts.digest_decisive())
    reads.restrict(planned_files, facts.decisive)
    notices = _record_build(
        run,
        update,
        report,
        outputs=outputs,
        pages=pages,
        written=written,
        kept=until,
        templates=dependencies.files,
        size_problems=size_problems,
        addresses=addresses,
        reads=reads,
        search=search,
    )
    run.stopwatch.lap("recording")
    return replace(report, notices=(*report.notices, *notices), timings=run.stopwatch.laps)


def _open_renderer(
    run: BuildRun, update: SiteUpdate, caches: Mapping[str, TemplateCache]
) -> Renderer:
    """Compile the templates, or load them if they were compiled before."""
    write_card = CardStore(run.layout.state / CARDS).write
    renderer = Renderer(update.theme, update.model.context.formatters, caches, write_card)
    renderer.compile_all()
    return renderer


def _record_build(
    run: BuildRun,
    update: SiteUpdate,
    report: BuildReport,
    *,
    outputs: Mapping[str, FileStamp],
    pages: Mapping[str, PageRecord],
    written: Mapping[str, bytes],
    kept: Mapping[str, int],
    templates: Mapping[str, bytes],
    size_problems: tuple[Problem, ...],
    addresses: bytes,
    reads: ReadRecord,
    search: IndexUpdate,
) -> tuple[str, ...]:
    """Record the build for the next one; returns a notice if that is not possible."""
    layout, model, builder = run.layout, update.model, update.recorded.builder
    context = model.context
    try:
        build_record.save(
            layout.state,
            BuildRecord(
                program=run.code,
                settings=update.settings,
                folder=layout.root.name,
                output=display_path(layout),
                base_url=run.options.base_url,
                content=update.converted.stamp(run.changes.content),
                theme=run.changes.theme,
                articles=update.article_problems,
                shards=_save_entries(run, update),
                outputs=outputs,
                pages=pages,
                bodies={
                    path: page.url.file for page in context.plan.pages if (path := text_path(page))
                },
                templates=templates,
                problems=to_tuples((*update.site_problems, *size_problems)),
                counts=(report.events, report.articles, report.pages, report.files),
                languages=report.languages,
                reads=read_record.save(layout.state, reads),
                severities=tuple([each[:] for each in context.site.problems]),
                chronicle=update.recorded.save(layout.state, model.paths),
                media=recorded_media.save(
                    layout.state,
                    model.media.measured,
                    update.previous.media if update.previous else b"",
                ),
                last_change=builder.last_change,
                next_change=builder.next_change,
                search=search.save(layout.state),
                withheld=tuple([each[:] for each in run.listing.withheld]),
                addresses=addresses,
                written=written,
                kept=kept,
            ),
        )
    except OSError as error:
        return (unrecorded_notice(error),)
    return ()


def _record_pages(
    previous: BuildRecord | None, planned: Iterable[str], rendered: Iterable[RenderedPage]
) -> tuple[dict[str, PageRecord], dict[str, bytes]]:
    """Return what is to be recorded of the planned files: as pages, and of their records."""
    pages: dict[str, PageRecord] = {}
    written: dict[str, bytes] = {}
    if previous is not None:
        for file in planned:
            if file in previous.pages:
                pages[file] = previous.pages[file]
            if file in previous.written:
                written[file] = previous.written[file]
    for page in rendered:
        pages[page.file] = page.record
        if page.written:
            written[page.file] = page.written
    return pages, written


def _add_addresses(run: BuildRun, plan: Plan) -> tuple[tuple[str, ...], bytes]:
    """Add what is published now to the list of addresses, if the site has one.

    Returns:
        A notice if the list cannot be written, and the hash of the list.
    """
    if run.published is None:
        return (), b""
    try:
        digest = published_addresses.add(run.layout.root, run.published, list_addresses(plan))
    except OSError as error:
        described = describe_os_error(error)
        notice = say(
            "%(name)s could not be updated: %(message)s.",
            name=published_addresses.NAME,
            message=described.message,
        )
        return (notice,), run.published.digest
    return (), digest


def _forget_old_cards(state: Path, plan: Plan, rendered: Iterable[RenderedPage]) -> None:
    """Forget old share pictures if there are new ones; twice as many as the site has stay."""
    if any(isinstance(plan.by_file[each.file], ShareCard) for each in rendered):
        count = sum(isinstance(each, ShareCard) for each in plan.files)
        picture_files.forget_oldest(state / CARDS, 2 * count)


def _stage_assets_and_media(
    run: BuildRun, theme: Theme, model: SiteModel, publication: Publication
) -> tuple[dict[str, FileStamp], list[str]]:
    """Stage the assets and media that the output does not have yet.

    Returns:
        The stamps of all assets and media, and the files that were staged.

    Raises:
        RenderError: A media file is not the one that was measured, or cannot be decoded.
    """
    intact = run.changes.outputs
    outputs: dict[str, FileStamp] = {}
    assets = {asset_url(file).file: file.data for file in theme.assets}
    store = PictureStore(
        run.layout.root, run.layout.state / PICTURES, picture_rules(model.context.site)
    )
    published = model.list_media()
    # The missing files of each picture are made together, so that it is decoded once.
    missing: dict[str, list[tuple[str, Variant | None]]] = {}
    for file, (media, variant) in published.items():
        if file in intact:
            outputs[file] = intact[file]
        else:
            missing.setdefault(media.path, []).append((file, variant))
    paths = tuple(missing)

    def stage(file: str, data: bytes) -> _StagedFile:
        stamp = intact.get(file)
        digest = hash_bytes(data)
        if stamp is not None and stamp[1] == digest:
            return _StagedFile(file, stamp, is_staged=False)
        is_staged = not publication.has(file, data)
        if is_staged:
            publication.stage(file, data)
        return _StagedFile(file, (None, digest), is_staged=is_staged)

    def stage_media(number: int) -> list[_StagedFile] | Problem:
        files = {variant: file for file, variant in missing[paths[number]]}
        media = model.media[paths[number]]
        try:
            made = store.read(media, tuple(files))
            return [stage(files[variant], data) for variant, data in made]
        except MediaChangedError:
            return source_changed_problem(media.path)
        except PictureError as error:
            return picture_problem(media, error)

    is_slow = sum(len(each) > 1 for each in missing.values()) > 1
    jobs = run.options.jobs if is_slow or len(paths) >= _PARALLEL_FROM else 1
    results: list[list[_StagedFile] | Problem] = [[*starmap(stage, assets.items())]]
    for done, result in enumerate(run_parallel(stage_media, len(paths), jobs), 1):
        results.append(result)
        run.progress("pictures", done, len(paths))
    problems = [each for each in results if isinstance(each, Problem)]
    if problems:
        raise RenderError(*problems)
    staged = []
    for result in results:
        for each in result if not isinstance(result, Problem) else ():
            outputs[each.file] = each.stamp
            staged += [each.file] if each.is_staged else []
    if missing:
        keys = {store.find_key(media, variant) for media, variant in published.values()}
        picture_files.forget_others(store.folder, keys)
    return outputs, staged


def _update_search_index(run: BuildRun, update: SiteUpdate) -> IndexUpdate:
    """Bring the search index up to date with the events."""
    state, context = run.layout.state, update.model.context
    plan = context.plan
    index = open_index(run.layout, update.converter, update.converted).update(
        plan.search_layout,
        list_events(context.chronicle, plan.event_numbers),
        search_words.load(state, update.previous.search) if update.previous else None,
        is_intact=all(file in run.changes.outputs for file in list_files(plan.search_layout)),
    )
    # The words of registered names have been stemmed as well.
    cache = find_cache_folder(run.layout, run.listing, run.options.cache)
    stem_cache.save(cache, run.code, update.converter.analyzer)
    return index


def _load_reads(run: BuildRun, update: SiteUpdate) -> ReadRecord:
    """Load what the pages of the last build were composed from, with the versions of entries now.

    The version of an entry is the hash of its file when it last changed in anything that pages
    show, so a new body alone leaves it as it is.
    """
    inputs = _hash_inputs(run, update.model.context.site, update.theme)
    recorded_digest = run.previous.reads if run.previous else b""
    reads = read_record.load(run.layout.state, recorded_digest, inputs) or ReadRecord(inputs)
    known = reads.versions
    versions = {
        path: known.get(path) or run.changes.content[path][1] for path in run.listing.article_paths
    }
    before, after = update.recorded.entries, update.converted.entries
    for path, digest in update.converted.digests.items():
        if path not in known or not has_same_entry(before.get(path), after.get(path)):
            versions[path] = digest
    reads.versions = versions
    return reads


def _hash_inputs(run: BuildRun, site: Site, theme: Theme) -> bytes:
    """Hash what every page depends on, as this build has read it: settings, theme and program."""
    files = [
        (file.path, hash_bytes(file.data))
        for file in (*theme.templates, *theme.assets, *theme.catalogues)
    ]
    return hash_bytes(repr((run.code, site, files)).encode())


def _now(run: BuildRun) -> int:
    """The time of the file system; that of the start of the build if it cannot be read."""
    try:
        return filesystem_now(run.layout.state)
    except OSError:
        return run.changes.instant


def _save_entries(run: BuildRun, update: SiteUpdate) -> tuple[bytes, ...]:
    """Save the entries: only the shards of changed articles if the others are up to date."""
    state, previous = run.layout.state, update.previous
    if previous is not None:
        changed = update.converted.entries.values()
        gone = {*run.changes.removed, *update.converted.digests}
        try:
            return entry_shards.update(state, previous.shards, changed, gone)
        except DamagedContentError:
            # Another program has changed them since they were loaded.
            pass
    return entry_shards.save(state, update.content.entries.values())
