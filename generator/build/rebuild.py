"""The stages from changed files to published pages: read `rebuild` from top to bottom."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from generator.build.body_store import BodyStore
from generator.build.convert import ConversionResult, Converter, convert_articles
from generator.build.hosting_limits import check_hosting_limits
from generator.build.moved_urls import check_moved_urls
from generator.build.page_renderer import PageRenderer
from generator.build.publication import OutputError, Publication
from generator.build.report import (
    DAMAGED_RECORD_NOTICE,
    BuildOptions,
    BuildReport,
    ProgressCallback,
    RenderedFile,
    Stopwatch,
    display_path,
    prevents_publishing,
    source_changed_problem,
    unrecorded_notice,
)
from generator.build.update_bodies import has_same_entry, update_bodies
from generator.chronology import Assembler, ChronicleBuilder
from generator.content.markdown import MarkdownConverter
from generator.content.media import measure_media
from generator.content.scan import CONFIGURATION, SiteLayout, SiteListing
from generator.engine import recorded_content
from generator.engine.fingerprint import Fingerprinter
from generator.engine.media_files import MediaFiles
from generator.engine.recorded_content import RecordedContent
from generator.engine.site_inputs import (
    hash_settings,
    load_formatters,
    load_site,
    load_theme,
)
from generator.engine.site_model import Content, ContentChanges, SiteModel
from generator.hashing import hash_bytes
from generator.model import Entry, Site, Theme
from generator.pages import Facts, RenderContext, SharedViews
from generator.pages.links import media_url
from generator.pages.plan import text_path
from generator.pages.read_log import ReadLog
from generator.problems import Problem, apply_severities
from generator.state import build_record, entry_shards, output_manifest, read_record
from generator.state.build_record import (
    BuildRecord,
    FileStamp,
    ProblemTuple,
    from_tuples,
    to_tuples,
)
from generator.state.changes import Changes, filesystem_now, restat_outputs
from generator.state.entry_shards import DamagedContentError
from generator.state.read_record import ReadRecord
from generator.theme.dependencies import TemplateDependencyError
from generator.theme.render import Renderer, RenderError, asset_url
from generator.theme.template_cache import TemplateCache, find_dependencies


@dataclass(frozen=True, slots=True)
class BuildRun:
    """The inputs of a rebuild.

    Attributes:
        layout: The folders of the site.
        listing: Its files.
        changes: How they differ from those of the last build.
        previous: The record of the last build, if this one can continue it.
        old_bodies: For each article, the file of its page in the last build, even if another
            version of the program made it.
        manifest_digest: The hash of the output's list as the last build left it; empty if there
            was none.
        code: The hash of this program.
        options: The options of the build.
        progress: Called as the work proceeds.
        stopwatch: Measures the stages.
    """

    layout: SiteLayout
    listing: SiteListing
    changes: Changes
    previous: BuildRecord | None
    old_bodies: Mapping[str, str]
    manifest_digest: bytes
    code: bytes
    options: BuildOptions
    progress: ProgressCallback
    stopwatch: Stopwatch


def rebuild(run: BuildRun) -> BuildReport:
    """Convert what has changed, render the pages that show it, publish and record them."""
    site, settings_problems = _load_site(run)
    settings = hash_settings(site)
    previous = run.previous if run.previous and run.previous.settings == settings else None
    with BodyStore(run.layout.state) as bodies:
        converter = Converter(run.layout, site, bodies, MarkdownConverter())
        if (
            previous is not None
            and previous.has_names(run.layout.root.name, run.options.base_url)
            and previous.is_current(run.options.now)
        ):
            report = update_bodies(
                run.layout,
                run.changes,
                previous,
                converter,
                run.options,
                scan_problems=run.listing.problems,
            )
            if report is not None:
                run.stopwatch.lap("new bodies")
                return replace(report, timings=run.stopwatch.laps)
        run.stopwatch.lap("settings, libraries")

        recorded, notices = _load_content(run, previous, site)
        run.stopwatch.lap("loading entries")
        converted = convert_articles(
            converter,
            _find_stale_articles(run, recorded),
            jobs=run.options.jobs,
            progress=run.progress,
        )
        run.stopwatch.lap("reading, parsing, converting")

        theme = load_theme(run.listing)
        formatters, catalogue_problems = load_formatters(site, theme)
        content = _merge_content(run, recorded, converted)
        changed = _find_changed_articles(run, converted)
        model = SiteModel(
            site,
            recorded,
            MediaFiles(partial(measure_media, run.layout.root)),
            run.layout.path(CONFIGURATION[0]),
        )
        model.update(
            content,
            ContentChanges(
                changed if recorded.is_assembled else content.entries.keys(),
                frozenset(run.changes.edited).union(run.changes.removed) - changed,
            ),
            now=run.options.now,
            formatters=formatters,
        )
        context = model.context
        run.stopwatch.lap("chronicle, plan, links")

        article_problems = _merge_problems(run, recorded, converted)
        site_problems = (
            *settings_problems,
            *model.problems,
            *check_moved_urls(run.old_bodies, context.plan, context.chronicle),
            *catalogue_problems,
        )
        report = BuildReport(
            problems=apply_severities(
                (
                    *run.listing.problems,
                    *site_problems,
                    *chain.from_iterable(map(from_tuples, article_problems.values())),
                ),
                site.problems,
            ),
            published=False,
            output=run.layout.output,
            events=len(context.chronicle.events),
            articles=len(context.chronicle.articles),
            pages=len(context.plan.pages),
            languages=tuple(formatters),
            files=len(content.entries) + len(content.broken),
            broken=len(content.broken),
            notices=notices,
        )
        if prevents_publishing(report.problems, run.options):
            return report
        try:
            return _publish(
                run,
                previous=previous,
                settings=settings,
                converter=converter,
                recorded=recorded,
                converted=converted,
                entries=content.entries,
                article_problems=article_problems,
                theme=theme,
                model=model,
                site_problems=site_problems,
                report=report,
            )
        except (TemplateDependencyError, RenderError) as error:
            return replace(report, problems=tuple(sorted({*report.problems, *error.problems})))
        except OutputError as error:
            path = display_path(run.layout)
            problem = Problem(path, 0, 0, error.code, error.message, error.hint)
            return replace(report, problems=(*report.problems, problem))


# --- Reading ------------------------------------------------------------------------------


def _load_site(run: BuildRun) -> tuple[Site, tuple[Problem, ...]]:
    """Load the settings and registries, with the address that the options give."""
    unreadable: list[Problem] = []
    site, problems = load_site(run.layout, run.listing, unreadable)
    if run.options.base_url:
        site = replace(site, base_url=run.options.base_url)
    return site, (*unreadable, *problems)


def _load_content(
    run: BuildRun, previous: BuildRecord | None, site: Site
) -> tuple[RecordedContent, tuple[str, ...]]:
    """Load the content of the last build, with a notice if what it recorded is damaged."""
    assembler = Assembler(site)
    notices: tuple[str, ...] = ()
    if previous is not None:
        try:
            return recorded_content.load(run.layout.state, previous, assembler), ()
        except DamagedContentError:
            notices = (DAMAGED_RECORD_NOTICE,)
    return RecordedContent(ChronicleBuilder(assembler)), notices


def _list_articles(run: BuildRun) -> Iterator[str]:
    return (path for path in run.listing.content if path.endswith(".md"))


def _find_stale_articles(run: BuildRun, recorded: RecordedContent) -> tuple[str, ...]:
    """Return the articles that are new or changed, or that have no entry."""
    edited = set(run.changes.edited)
    return tuple(
        [path for path in _list_articles(run) if path in edited or path not in recorded.entries]
    )


def _find_changed_articles(run: BuildRun, converted: ConversionResult) -> Set[str]:
    """Return the files whose entries are not those of the last build, or are gone."""
    return {*run.changes.removed, *converted.digests}


def _merge_content(
    run: BuildRun, recorded: RecordedContent, converted: ConversionResult
) -> Content:
    """Return the content folder as it is now."""
    changed = _find_changed_articles(run, converted)
    entries = recorded.entries.with_changes(converted.entries, changed)
    broken = frozenset([path for path in _list_articles(run) if path not in entries])
    return Content(entries, broken, frozenset(run.listing.content))


def _merge_problems(
    run: BuildRun, recorded: RecordedContent, converted: ConversionResult
) -> dict[str, tuple[ProblemTuple, ...]]:
    """Return the problems of each article that has any."""
    problems = {path: to_tuples(each) for path, each in converted.problems.items()}
    if recorded.entries and run.previous is not None:
        gone = _find_changed_articles(run, converted)
        known = run.previous.articles.items()
        problems.update((path, each) for path, each in known if path not in gone)
    return problems


# --- Publishing ---------------------------------------------------------------------------


def _publish(
    run: BuildRun,
    *,
    previous: BuildRecord | None,
    settings: bytes,
    converter: Converter,
    recorded: RecordedContent,
    converted: ConversionResult,
    entries: Mapping[str, Entry],
    article_problems: Mapping[str, tuple[ProblemTuple, ...]],
    theme: Theme,
    model: SiteModel,
    site_problems: tuple[Problem, ...],
    report: BuildReport,
) -> BuildReport:
    """Render the pages that have changed, publish them, and record the build."""
    layout, changes, context = run.layout, run.changes, model.context
    strings = _hash_strings(context, theme)
    cache_folder = _find_cache_folder(run)
    renderer = Renderer(
        theme, context.formatters, _open_template_caches(cache_folder, run.code, strings)
    )
    renderer.compile_all()
    dependencies = find_dependencies(theme, cache_folder, run.code)
    marks = output_manifest.site_marks(context.site)
    intact = frozenset(changes.outputs)
    reads = _load_reads(run, context.site, theme, recorded, converted)
    log = ReadLog()
    facts = Facts(context, log, reads.versions)
    affected = {key for _, key in recorded.builder.affected} if recorded.is_assembled else None
    changed_facts = reads.find_affected(facts.find_changed(reads.recorded_facts(), affected))
    run.stopwatch.lap("theme, strings, facts")
    with Publication(
        layout.output, layout.state, intact, marks, run.manifest_digest
    ) as publication:
        outputs, staged = _stage_assets_and_media(run, theme, model, publication)
        page_renderer = PageRenderer(
            context=context,
            views=SharedViews(facts),
            log=log,
            renderer=renderer,
            fingerprinter=Fingerprinter(),
            dependencies=dependencies,
            strings=strings,
            converter=converter,
            spans=converted.spans,
            # Pages are compared with the last build even if other settings hold now.
            previous=run.previous,
            intact=changes.outputs,
            reads=reads,
            changed=changed_facts,
            publication=publication,
        )
        run.stopwatch.lap("assets, media")
        rendered = page_renderer.render_all(run.options.jobs, run.progress)
        run.stopwatch.lap("composing, rendering")
        staged += (each.file for each in rendered if each.staged)
        planned_files = {output.url.file for output in context.plan.outputs}
        stamps = {each.file: (None, each.digest) for each in rendered}
        outputs.update((file, stamps.get(file) or changes.outputs[file]) for file in planned_files)
        published = publication.publish(outputs.keys(), staged)
        run.stopwatch.lap("publishing")

    stats = restat_outputs(layout.output, {*staged, *stamps}, _now(run))
    outputs.update((file, (stat, outputs[file][1])) for file, stat in stats.items())
    outputs[output_manifest.NAME] = None, hash_bytes(output_manifest.dump(outputs, marks))
    size_problems = tuple(check_hosting_limits(layout.output, outputs, display_path(layout)))
    previous_pages = run.previous.pages if run.previous else {}
    pages = {file: previous_pages[file] for file in planned_files if file in previous_pages}
    pages.update((each.file, each.record) for each in rendered)
    report = replace(
        report,
        problems=apply_severities((*report.problems, *size_problems), context.site.problems),
        published=True,
        rendered=tuple(RenderedFile(each.file, each.reasons) for each in rendered),
        changed=published.changed,
        removed=published.removed,
    )
    reads.update({}, {}, {fact: facts.digest(fact) for fact in facts.decisive})
    reads.restrict(planned_files, facts.decisive)
    try:
        build_record.save(
            layout.state,
            BuildRecord(
                program=run.code,
                settings=settings,
                folder=layout.root.name,
                output=display_path(layout),
                base_url=run.options.base_url,
                content=_content_stamps(changes, converted),
                theme=changes.theme,
                articles=article_problems,
                shards=_save_entries(run, previous, recorded, converted, entries),
                outputs=outputs,
                pages=pages,
                bodies={
                    path: page.url.file for page in context.plan.pages if (path := text_path(page))
                },
                templates=dependencies.files,
                problems=to_tuples((*site_problems, *size_problems)),
                counts=(report.events, report.articles, report.pages),
                languages=report.languages,
                reads=read_record.save(layout.state, reads),
                severities=tuple([each[:] for each in context.site.problems]),
                chronicle=recorded.save(layout.state, model.paths),
                last_change=recorded.builder.last_change,
                next_change=recorded.builder.next_change,
                withheld=tuple([each[:] for each in run.listing.withheld]),
            ),
        )
    except OSError as error:
        report = replace(report, notices=(*report.notices, unrecorded_notice(error)))
    run.stopwatch.lap("recording")
    return replace(report, timings=run.stopwatch.laps)


def _stage_assets_and_media(
    run: BuildRun, theme: Theme, model: SiteModel, publication: Publication
) -> tuple[dict[str, FileStamp], list[str]]:
    """Stage the assets and media that the output does not have yet.

    Returns:
        The stamps of all assets and media, and the files that were staged.

    Raises:
        RenderError: A media file is not the one that was measured.
    """
    intact = run.changes.outputs
    outputs: dict[str, FileStamp] = {}
    files = {asset_url(file).file: file.data for file in theme.assets}
    for media in model.list_media():
        file = media_url(media).file
        if file in intact:
            outputs[file] = intact[file]
            continue
        files[file] = (run.layout.root / media.path).read_bytes()
        if hash_bytes(files[file]).hex() != media.digest:
            raise RenderError(source_changed_problem(media.path))
    staged = []
    for file, data in files.items():
        stamp = intact.get(file)
        digest = hash_bytes(data)
        if stamp is not None and stamp[1] == digest:
            outputs[file] = stamp
            continue
        outputs[file] = None, digest
        if not publication.has(file, data):
            publication.stage(file, data)
            staged.append(file)
    return outputs, staged


def _hash_strings(context: RenderContext, theme: Theme) -> dict[str, bytes]:
    """Hash, for each language, its settings and the theme's strings."""
    catalogues = {file.path.removesuffix(".po"): file.data for file in theme.catalogues}
    fingerprinter = Fingerprinter()
    return {
        language.code: fingerprinter.of(language, catalogues.get(language.code, b""))
        for language in context.site.languages
    }


def _load_reads(
    run: BuildRun,
    site: Site,
    theme: Theme,
    recorded: RecordedContent,
    converted: ConversionResult,
) -> ReadRecord:
    """Load what the pages of the last build were composed from, with the versions of entries now.

    The version of an entry is the hash of its file when it last changed in anything that pages
    show, so a new body alone leaves it as it is.
    """
    inputs = _hash_inputs(run, site, theme)
    recorded_digest = run.previous.reads if run.previous else b""
    reads = read_record.load(run.layout.state, recorded_digest, inputs) or ReadRecord(inputs)
    known = reads.versions
    versions = {
        path: known.get(path) or run.changes.content[path][1] for path in _list_articles(run)
    }
    for path, digest in converted.digests.items():
        if path not in known or not has_same_entry(
            recorded.entries.get(path), converted.entries.get(path)
        ):
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


def _find_cache_folder(run: BuildRun) -> Path:
    """Return the folder of compiled templates.

    All sites share those of the packaged theme. Those of a theme with files of the site are in
    its own state.
    """
    packaged = f"{run.layout.theme}{os.sep}"
    is_packaged = all(path.startswith(packaged) for path, _ in run.listing.theme.values())
    shared = run.options.cache if is_packaged else None
    return shared or run.layout.state / "templates"


def _open_template_caches(
    folder: Path, code: bytes, strings: Mapping[str, bytes]
) -> dict[str, TemplateCache]:
    """Open the compiled templates of each language."""
    return {
        language: TemplateCache(folder, hash_bytes(code + digest))
        for language, digest in strings.items()
    }


def _now(run: BuildRun) -> int:
    """The time of the file system; that of the start of the build if it cannot be read."""
    try:
        return filesystem_now(run.layout.state)
    except OSError:
        return run.changes.instant


def _content_stamps(changes: Changes, converted: ConversionResult) -> dict[str, FileStamp]:
    """Stamp the content, with the hashes of the articles that were read."""
    stamps = dict(changes.content)
    stamps.update((path, (stamps[path][0], digest)) for path, digest in converted.digests.items())
    return stamps


def _save_entries(
    run: BuildRun,
    previous: BuildRecord | None,
    recorded: RecordedContent,
    converted: ConversionResult,
    entries: Mapping[str, Entry],
) -> tuple[bytes, ...]:
    """Save the entries: only the shards of changed articles if the others are up to date."""
    state = run.layout.state
    if previous is None or not recorded.entries:
        return entry_shards.save(state, entries.values())
    gone = _find_changed_articles(run, converted)
    try:
        return entry_shards.update(state, previous.shards, converted.entries.values(), gone)
    except DamagedContentError:
        return entry_shards.save(state, entries.values())
