"""The stages from changed files to published pages: read `rebuild` top to bottom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType

from generator.build.body_store import BodyStore
from generator.build.convert import ConversionResult, Converter, convert_articles
from generator.build.fingerprint import Fingerprinter
from generator.build.hosting_limits import check_hosting_limits
from generator.build.moved_urls import check_moved_urls
from generator.build.publication import OutputError, Publication
from generator.build.publish import PageRenderer
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
from generator.build.site_inputs import (
    broken_keys,
    hash_settings,
    load_formatters,
    load_site,
    load_theme,
)
from generator.build.update_bodies import update_bodies
from generator.chronology import Chronicle, build_chronicle
from generator.content.markdown import MarkdownConverter
from generator.content.media import measure_media
from generator.content.scan import CONFIGURATION, SiteLayout, SiteListing
from generator.hashing import hash_bytes
from generator.model import Entry, Site, Theme
from generator.pages import RenderContext, SharedViews
from generator.pages.links import LinkResolver, media_url, referenced_media
from generator.pages.plan import Plan, plan_pages, text_path
from generator.problems import Problem
from generator.state import build_record, entry_shards, output_manifest
from generator.state.build_record import BuildRecord, FileStamp, from_tuples, to_tuples
from generator.state.changes import Changes, filesystem_now, restat_outputs
from generator.theme.dependencies import TemplateDependencyError, find_template_dependencies
from generator.theme.render import Renderer, RenderError, asset_url


@dataclass(frozen=True, slots=True)
class BuildRun:
    """What a rebuild starts from.

    Attributes:
        place: Where the site lies.
        listing: Its files.
        found: How they differ from those of the last build.
        past: The record of that build, if it can be built upon.
        addresses: Where that build, or one of another version of the program, put each article.
        recorded: The hash of the output's list as that build left it; empty if there was none.
        program: The hash of this program.
        options: What is asked for.
        progress: Told how far the work is.
        watch: Told when a stage has ended.
    """

    place: SiteLayout
    listing: SiteListing
    found: Changes
    past: BuildRecord | None
    addresses: Mapping[str, str]
    recorded: bytes
    program: bytes
    options: BuildOptions
    progress: ProgressCallback
    watch: Stopwatch


def rebuild(run: BuildRun) -> BuildReport:
    """Do what a change calls for, and record it."""
    unread: list[Problem] = []
    site, misconfigured = load_site(run.place, run.listing, unread)
    if run.options.base_url:
        site = replace(site, base_url=run.options.base_url)
    settings = hash_settings(site)
    past = run.past if run.past is not None and run.past.settings == settings else None
    with BodyStore(run.place.state) as spool:
        converter = Converter(run.place, site, spool, MarkdownConverter())
        if past is not None and past.base_url == run.options.base_url:
            swapped = update_bodies(
                run.place, run.found, past, converter, run.options, said=run.listing.problems
            )
            if swapped is not None:
                run.watch.lap("new bodies")
                return replace(swapped, timings=run.watch.laps)
        run.watch.lap("settings, libraries")
        kept, notices = _kept(run, past)
        run.watch.lap("remembering entries")
        gathered = _gather(run, converter, kept)
        run.watch.lap("reading, parsing, converting")
        told, contradictions = build_chronicle(
            site, gathered.entries, absent=broken_keys(gathered.broken, site)
        )
        run.watch.lap("chronicle")
        planned, collisions = plan_pages(site, told)
        atlas = _atlas(run, site, gathered, told, planned)
        dead = [problem for entry in told.files.values() for problem in atlas.problems(entry)]
        run.watch.lap("plan, links")
        theme = load_theme(run.listing)
        formatters, unspoken = load_formatters(site, theme)
        desk = RenderContext(site, told, planned, atlas, formatters)
        dead += check_moved_urls(run.addresses, planned, told)
        if site.image is not None:
            settings_file = run.place.path(CONFIGURATION[0])
            emblem = site.image
            wrong = atlas.image_problem(
                emblem.src, settings_file, emblem.line, emblem.column, "site.toml"
            )
            dead += filter(None, (wrong,))
        general = (*unread, *misconfigured, *contradictions, *collisions, *dead, *unspoken)
        report = BuildReport(
            problems=tuple(
                sorted({*run.listing.problems, *general, *chain(*gathered.problems.values())})
            ),
            published=False,
            output=run.place.output,
            events=len(told.events),
            articles=len(told.files),
            pages=len(planned.pages),
            languages=tuple(formatters),
            notices=notices,
        )
        if prevents_publishing(report.problems, run.options):
            return report
        try:
            return _publish(
                run,
                report=report,
                general=general,
                theme=theme,
                desk=desk,
                gathered=gathered,
                converter=converter,
                settings=settings,
            )
        except (TemplateDependencyError, RenderError) as error:
            return replace(report, problems=tuple(sorted({*report.problems, *error.problems})))
        except OutputError as error:
            problem = Problem(display_path(run.place), 0, 0, error.code, error.message, error.hint)
            return replace(report, problems=(*report.problems, problem))


# --- What there is ------------------------------------------------------------------------


def _kept(run: BuildRun, past: BuildRecord | None) -> tuple[dict[str, Entry], tuple[str, ...]]:
    """The entries of articles that are as they were, and what to say if they are lost."""
    if past is None:
        return {}, ()
    try:
        entries = entry_shards.load(run.place.state, past.shards)
    except entry_shards.DamagedError:
        return {}, (DAMAGED_RECORD_NOTICE,)
    changed = {*run.found.edited, *run.found.removed}
    return {path: entry for path, entry in entries.items() if path not in changed}, ()


def _gather(run: BuildRun, converter: Converter, kept: Mapping[str, Entry]) -> ConversionResult:
    articles = (path for path in run.listing.content if path.endswith(".md"))
    changed = tuple(path for path in articles if path not in kept)
    before = run.past.articles if run.past else {}
    told = {path: from_tuples(before[path]) for path in kept if path in before}
    return convert_articles(
        converter,
        paths=changed,
        kept=kept,
        told=told,
        jobs=run.options.jobs,
        progress=run.progress,
    )


def _atlas(
    run: BuildRun, site: Site, gathered: ConversionResult, told: Chronicle, planned: Plan
) -> LinkResolver:
    present = frozenset(run.listing.content)
    paths = set(referenced_media(told.files.values(), present))
    if site.image is not None and site.image.src in present:
        paths.add(site.image.src)
    media = measure_media(run.place.root, sorted(paths))
    found = MappingProxyType({file.path: file for file in media})
    return LinkResolver(told, planned, found, present, gathered.broken)


# --- What is published --------------------------------------------------------------------


def _publish(
    run: BuildRun,
    *,
    report: BuildReport,
    general: tuple[Problem, ...],
    theme: Theme,
    desk: RenderContext,
    gathered: ConversionResult,
    converter: Converter,
    settings: bytes,
) -> BuildReport:
    """Render what has to be rendered, put it in place, and record the build."""
    place, past, found = run.place, run.past, run.found
    renderer = Renderer(theme, desk.formatters)
    dependencies = find_template_dependencies(theme, renderer.environment)
    marks = output_manifest.site_marks(desk.site)
    known = frozenset(found.outputs)
    with Publication(place.output, place.state, known, marks, run.recorded) as publication:
        outputs, changed = _files(run, theme, desk, publication)
        press = PageRenderer(
            views=SharedViews(desk),
            renderer=renderer,
            fingerprinter=Fingerprinter(),
            closures=dependencies,
            strings=_strings(desk, theme),
            converter=converter,
            slots=gathered.slots,
            past=past,
            intact=found.outputs,
            publication=publication,
        )
        run.watch.lap("theme, strings")
        printed = press.print_all(run.options.jobs, run.progress)
        run.watch.lap("composing, rendering")
        changed += (each.file for each in printed if each.staged)
        files_of_pages = {output.url.file for output in desk.plan.outputs}
        fresh = {each.file: (None, each.digest) for each in printed}
        outputs.update((file, fresh.get(file) or found.outputs[file]) for file in files_of_pages)
        written = publication.publish(outputs.keys(), changed)
        run.watch.lap("publishing")
    stats = restat_outputs(place.output, {*changed, *fresh}, _instant(run))
    outputs.update((file, (stat, outputs[file][1])) for file, stat in stats.items())
    outputs[output_manifest.NAME] = None, hash_bytes(output_manifest.dump(outputs, marks))
    large = tuple(check_hosting_limits(place.output, outputs, display_path(place)))
    pages = {} if past is None else {f: past.pages[f] for f in files_of_pages if f in past.pages}
    pages.update((each.file, each.made) for each in printed)
    report = replace(
        report,
        problems=tuple(sorted({*report.problems, *large})),
        published=True,
        rendered=tuple(RenderedFile(each.file, each.reasons) for each in printed),
        changed=written.changed,
        removed=written.removed,
    )
    try:
        build_record.save(
            place.state,
            BuildRecord(
                program=run.program,
                settings=settings,
                output=display_path(place),
                base_url=run.options.base_url,
                content=_content(found, gathered),
                theme=found.theme,
                articles={
                    path: to_tuples(each) for path, each in gathered.problems.items() if each
                },
                shards=_save_entries(run, gathered, settings),
                outputs=outputs,
                pages=pages,
                bodies={
                    path: page.url.file for page in desk.plan.pages if (path := text_path(page))
                },
                templates=dependencies.files,
                problems=to_tuples((*general, *large)),
                counts=(report.events, report.articles, report.pages),
                languages=report.languages,
            ),
        )
    except OSError as error:
        report = replace(report, notices=(*report.notices, unrecorded_notice(error)))
    run.watch.lap("recording")
    return replace(report, timings=run.watch.laps)


def _instant(run: BuildRun) -> int:
    """What time it is on the file system, or was when the build began."""
    try:
        return filesystem_now(run.place.state)
    except OSError:
        return run.found.instant


def _files(
    run: BuildRun, theme: Theme, desk: RenderContext, publication: Publication
) -> tuple[dict[str, FileStamp], list[str]]:
    """Stage all outputs that are no pages; all of them, and those that were staged."""
    plain = {asset_url(file).file: file.data for file in theme.assets}
    for media in desk.links.media.values():
        file = media_url(media).file
        if file not in run.found.outputs:
            plain[file] = (run.place.root / media.path).read_bytes()
            if hash_bytes(plain[file]).hex() != media.digest:
                raise RenderError(source_changed_problem(media.path))
    outputs: dict[str, FileStamp] = {
        media_url(media).file: run.found.outputs[media_url(media).file]
        for media in desk.links.media.values()
        if media_url(media).file in run.found.outputs
    }
    changed = []
    for file, data in plain.items():
        seen = run.found.outputs.get(file)
        digest = hash_bytes(data)
        if seen is not None and seen[1] == digest:
            outputs[file] = seen
            continue
        outputs[file] = None, digest
        if not publication.holds(file, data):
            publication.stage(file, data)
            changed.append(file)
    return outputs, changed


def _strings(desk: RenderContext, theme: Theme) -> dict[str, bytes]:
    """For each language, the hash of what its words and numbers are made with."""
    found = {file.path.removesuffix(".po"): file.data for file in theme.catalogues}
    fingerprinter = Fingerprinter()
    return {
        language.code: fingerprinter.of(language, found.get(language.code, b""))
        for language in desk.site.languages
    }


def _content(found: Changes, gathered: ConversionResult) -> dict[str, FileStamp]:
    """What is known of the content now that it has been read."""
    content = dict(found.content)
    content.update((path, (content[path][0], each)) for path, each in gathered.digests.items())
    return content


def _save_entries(run: BuildRun, gathered: ConversionResult, settings: bytes) -> tuple[bytes, ...]:
    past = run.past
    edited = set(run.found.edited)
    if past is None or past.settings != settings or not gathered.slots.keys() <= edited:
        return entry_shards.save(run.place.state, gathered.entries, (), None)
    touched = frozenset(map(entry_shards.shard_of, (*run.found.edited, *run.found.removed)))
    return entry_shards.save(run.place.state, gathered.entries, past.shards, touched)
