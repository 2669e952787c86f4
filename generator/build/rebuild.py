"""The stages from changed files to published pages: read `rebuild` from top to bottom."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType

from generator.build.body_store import BodyStore
from generator.build.convert import ConversionResult, Converter, convert_articles
from generator.build.fingerprint import Fingerprinter
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
from generator.build.site_inputs import (
    broken_keys,
    hash_settings,
    load_formatters,
    load_site,
    load_theme,
)
from generator.build.update_bodies import has_same_entry, update_bodies
from generator.chronology import Assembler, Chronicle, ChronicleBuilder
from generator.content.markdown import MarkdownConverter
from generator.content.media import measure_media
from generator.content.scan import CONFIGURATION, SiteLayout, SiteListing
from generator.hashing import hash_bytes
from generator.model import Entry, Site, Theme
from generator.pages import Facts, RenderContext, SharedViews
from generator.pages.links import LinkResolver, media_url, referenced_media
from generator.pages.plan import Plan, plan_pages, text_path
from generator.pages.read_log import ReadLog
from generator.problems import Problem, apply_severities
from generator.state import build_record, entry_shards, output_manifest, read_record
from generator.state.build_record import BuildRecord, FileStamp, from_tuples, to_tuples
from generator.state.changes import Changes, filesystem_now, restat_outputs
from generator.state.read_record import ReadRecord
from generator.theme.dependencies import TemplateDependencyError, find_template_dependencies
from generator.theme.render import Renderer, RenderError, asset_url
from generator.theme.template_cache import TemplateCache


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

        recorded, notices = _load_recorded_entries(run, previous)
        changed = {*run.changes.edited, *run.changes.removed}
        unchanged = {path: entry for path, entry in recorded.items() if path not in changed}
        run.stopwatch.lap("loading entries")
        articles = _convert_articles(run, converter, unchanged)
        run.stopwatch.lap("reading, parsing, converting")

        entries = {entry.article.path: entry for entry in articles.entries}
        builder = ChronicleBuilder(Assembler(site))
        chronicle, chronicle_problems = builder.update(
            entries,
            entries.keys(),
            now=run.options.now,
            absent=broken_keys(articles.broken, site),
        )
        run.stopwatch.lap("chronicle")

        plan, plan_problems = plan_pages(site, chronicle)
        links = _resolve_links(run, site, articles, chronicle, plan)
        link_problems = _check_links(run, site, chronicle, plan, links)
        run.stopwatch.lap("plan, links")

        theme = load_theme(run.listing)
        formatters, catalogue_problems = load_formatters(site, theme)
        site_problems = (
            *settings_problems,
            *chronicle_problems,
            *plan_problems,
            *link_problems,
            *catalogue_problems,
        )
        article_problems = chain(*articles.problems.values())
        report = BuildReport(
            problems=apply_severities(
                (*run.listing.problems, *site_problems, *article_problems), site.problems
            ),
            published=False,
            output=run.layout.output,
            events=len(chronicle.events),
            articles=len(chronicle.files),
            pages=len(plan.pages),
            languages=tuple(formatters),
            files=len(entries) + len(articles.broken),
            broken=len(articles.broken),
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
                articles=articles,
                theme=theme,
                context=RenderContext(site, chronicle, plan, links, formatters),
                site_problems=site_problems,
                next_change=builder.next_change,
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


def _load_recorded_entries(
    run: BuildRun, previous: BuildRecord | None
) -> tuple[dict[str, Entry], tuple[str, ...]]:
    """Load the entries of the last build, with a notice if they are damaged."""
    if previous is None:
        return {}, ()
    try:
        return entry_shards.load(run.layout.state, previous.shards), ()
    except entry_shards.DamagedError:
        return {}, (DAMAGED_RECORD_NOTICE,)


def _convert_articles(
    run: BuildRun, converter: Converter, unchanged: Mapping[str, Entry]
) -> ConversionResult:
    """Convert the articles that are new or changed."""
    paths = (path for path in run.listing.content if path.endswith(".md"))
    recorded = run.previous.articles if run.previous else {}
    return convert_articles(
        converter,
        paths=tuple(path for path in paths if path not in unchanged),
        unchanged=unchanged,
        unchanged_problems={
            path: from_tuples(recorded[path]) for path in unchanged if path in recorded
        },
        jobs=run.options.jobs,
        progress=run.progress,
    )


def _resolve_links(
    run: BuildRun, site: Site, articles: ConversionResult, chronicle: Chronicle, plan: Plan
) -> LinkResolver:
    """Measure the media that the site uses, and make the resolver of all links."""
    present = frozenset(run.listing.content)
    paths = set(referenced_media(chronicle.files.values(), present))
    if site.image is not None and site.image.src in present:
        paths.add(site.image.src)
    media = measure_media(run.layout.root, sorted(paths))
    by_path = MappingProxyType({file.path: file for file in media})
    return LinkResolver(chronicle, plan, by_path, present, articles.broken)


def _check_links(
    run: BuildRun, site: Site, chronicle: Chronicle, plan: Plan, links: LinkResolver
) -> list[Problem]:
    """Check the links of articles, the addresses of moved articles and the site's image."""
    problems = [problem for entry in chronicle.files.values() for problem in links.problems(entry)]
    problems += check_moved_urls(run.old_bodies, plan, chronicle)
    if site.image is not None:
        image, settings_file = site.image, run.layout.path(CONFIGURATION[0])
        problem = links.image_problem(
            image.src, settings_file, image.line, image.column, "site.toml"
        )
        problems += (problem,) if problem is not None else ()
    return problems


# --- Publishing ---------------------------------------------------------------------------


def _publish(
    run: BuildRun,
    *,
    previous: BuildRecord | None,
    settings: bytes,
    converter: Converter,
    recorded: Mapping[str, Entry],
    articles: ConversionResult,
    theme: Theme,
    context: RenderContext,
    site_problems: tuple[Problem, ...],
    next_change: int | None,
    report: BuildReport,
) -> BuildReport:
    """Render the pages that have changed, publish them, and record the build."""
    layout, changes = run.layout, run.changes
    strings = _hash_strings(context, theme)
    renderer = Renderer(theme, context.formatters, _open_template_caches(run, strings))
    renderer.compile_all()
    dependencies = find_template_dependencies(theme)
    marks = output_manifest.site_marks(context.site)
    intact = frozenset(changes.outputs)
    reads = _load_reads(run, context.site, theme, recorded, articles)
    log = ReadLog()
    facts = Facts(context, log, reads.versions)
    changed_facts = reads.find_affected(facts.find_changed(reads.recorded_facts()))
    run.stopwatch.lap("theme, strings, facts")
    with Publication(
        layout.output, layout.state, intact, marks, run.manifest_digest
    ) as publication:
        outputs, staged = _stage_assets_and_media(run, theme, context, publication)
        page_renderer = PageRenderer(
            context=context,
            views=SharedViews(facts),
            log=log,
            renderer=renderer,
            fingerprinter=Fingerprinter(),
            dependencies=dependencies,
            strings=strings,
            converter=converter,
            spans=articles.spans,
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
                content=_content_stamps(changes, articles),
                theme=changes.theme,
                articles={
                    path: to_tuples(problems)
                    for path, problems in articles.problems.items()
                    if problems
                },
                shards=_save_entries(run, previous, articles),
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
                next_change=next_change,
            ),
        )
    except OSError as error:
        report = replace(report, notices=(*report.notices, unrecorded_notice(error)))
    run.stopwatch.lap("recording")
    return replace(report, timings=run.stopwatch.laps)


def _stage_assets_and_media(
    run: BuildRun, theme: Theme, context: RenderContext, publication: Publication
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
    for media in context.links.media.values():
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
    recorded: Mapping[str, Entry],
    articles: ConversionResult,
) -> ReadRecord:
    """Load what the pages of the last build were composed from, with the versions of entries now.

    The version of an entry is the hash of its file when it last changed in anything that pages
    show, so a new body alone leaves it as it is.
    """
    inputs = _hash_inputs(run, site, theme)
    recorded_digest = run.previous.reads if run.previous else b""
    reads = read_record.load(run.layout.state, recorded_digest, inputs) or ReadRecord(inputs)
    versions = {}
    for entry in articles.entries:
        path = entry.article.path
        before = reads.versions.get(path)
        is_same = path not in articles.digests or has_same_entry(recorded.get(path), entry)
        digest = articles.digests.get(path) or run.changes.content[path][1]
        versions[path] = before if before is not None and is_same else digest
    reads.versions = versions
    return reads


def _hash_inputs(run: BuildRun, site: Site, theme: Theme) -> bytes:
    """Hash what every page depends on, as this build has read it: settings, theme and program."""
    files = [
        (file.path, hash_bytes(file.data))
        for file in (*theme.templates, *theme.assets, *theme.catalogues)
    ]
    return hash_bytes(repr((run.code, site, files)).encode())


def _open_template_caches(run: BuildRun, strings: Mapping[str, bytes]) -> dict[str, TemplateCache]:
    """Open the compiled templates of each language.

    All sites share those of the packaged theme. Those of a theme with files of the site are in
    its own state.
    """
    packaged = f"{run.layout.theme}{os.sep}"
    is_packaged = all(path.startswith(packaged) for path, _ in run.listing.theme.values())
    shared = run.options.cache if is_packaged else None
    folder = shared or run.layout.state / "templates"
    return {
        code: TemplateCache(folder, hash_bytes(run.code + digest))
        for code, digest in strings.items()
    }


def _now(run: BuildRun) -> int:
    """The time of the file system; that of the start of the build if it cannot be read."""
    try:
        return filesystem_now(run.layout.state)
    except OSError:
        return run.changes.instant


def _content_stamps(changes: Changes, articles: ConversionResult) -> dict[str, FileStamp]:
    """The stamps of the content, with the hashes of the articles that were read."""
    stamps = dict(changes.content)
    stamps.update((path, (stamps[path][0], digest)) for path, digest in articles.digests.items())
    return stamps


def _save_entries(
    run: BuildRun, previous: BuildRecord | None, articles: ConversionResult
) -> tuple[bytes, ...]:
    """Save the entries: only the shards of changed articles if the others are up to date."""
    changes, state = run.changes, run.layout.state
    if previous is None or not articles.spans.keys() <= set(changes.edited):
        return entry_shards.save(state, articles.entries, (), None)
    shards = frozenset(map(entry_shards.shard_of, (*changes.edited, *changes.removed)))
    return entry_shards.save(state, articles.entries, previous.shards, shards)
