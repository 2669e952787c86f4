"""The stages from changed files to planned pages: read `rebuild` from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import get_args

from msgspec.structs import replace

from generator.build import stem_cache
from generator.build.body_store import BodyStore
from generator.build.convert import ConversionResult, Converter, convert_articles
from generator.build.lost_addresses import LastBuild, check_addresses
from generator.build.publication import OutputError
from generator.build.publish import SiteUpdate, publish_site
from generator.build.report import (
    DAMAGED_RECORD_NOTICE,
    BuildReport,
    display_path,
    no_articles_problem,
    prevents_publishing,
)
from generator.build.run import BuildRun
from generator.build.update_bodies import update_bodies
from generator.chronology import Assembler, ChronicleBuilder
from generator.content.file_names import is_content_page
from generator.content.markdown import MarkdownConverter
from generator.content.media import measure_media, picture_rules
from generator.content.scan import CONFIGURATION
from generator.engine import recorded_content, recorded_media
from generator.engine.compiled_templates import find_cache_folder
from generator.engine.media_files import MediaFiles
from generator.engine.recorded_content import RecordedContent
from generator.engine.site_inputs import (
    check_assets,
    hash_settings,
    load_formatters,
    load_site,
    load_theme,
    style_theme,
)
from generator.engine.site_model import Content, ContentChanges, SiteModel
from generator.model import Site
from generator.problems import Problem, Severity, apply_severities, has_errors
from generator.search import Analyzer
from generator.state.build_record import (
    BuildRecord,
    ProblemTuple,
    find_skipped,
    from_tuples,
    to_tuples,
)
from generator.state.entry_shards import DamagedContentError
from generator.theme.dependencies import TemplateDependencyError
from generator.theme.render import RenderError
from generator.urls import TermKind

Inspector = Callable[[BuildRun, SiteUpdate, BuildReport], BuildReport]
"""Looks at a site that has been brought up to date, with the report so far; returns the report."""


def rebuild(run: BuildRun, inspect: Inspector | None = None) -> BuildReport:
    """Convert what has changed, render the pages that show it, publish and record them.

    Args:
        run: The inputs of the build.
        inspect: Called with the site instead of publishing it.
    """
    site, settings_problems = _load_site(run)
    settings = hash_settings(site)
    previous = run.previous if run.previous and run.previous.settings == settings else None
    with BodyStore(run.layout.state) as bodies:
        cache = find_cache_folder(run.layout, run.listing, run.options.cache)
        analyzer = Analyzer(stem_cache.load(cache, run.code))
        converter = Converter(run.layout, site, bodies, MarkdownConverter(), analyzer)
        run.stopwatch.lap("settings, libraries")

        edited = run.changes.edited if previous else run.listing.article_paths
        converted = _convert(run, converter, edited)
        run.stopwatch.lap("reading, parsing, converting")

        # Most edits are of texts that only their own page shows.
        report = None
        if previous and inspect is None:
            report = update_bodies(run, previous, converter, converted)
        if report:
            run.stopwatch.lap("publishing new texts")
            return replace(report, timings=run.stopwatch.laps)

        recorded, notices = _load_content(run, previous, site)
        if notices:
            previous = None
            converted = _convert(run, converter, run.listing.article_paths)
        run.stopwatch.lap("loading entries")

        theme = load_theme(run.listing, is_offline=run.options.is_offline)
        styled_theme = style_theme(theme, site)
        formatters, catalogue_problems = load_formatters(site, theme, cache, run.code)
        article_problems = _merge_problems(previous, converted, run.changes.removed)
        content, changes = _merge_content(run, recorded, converted, article_problems)
        model = _open_model(run, site, recorded, previous)
        model.update(content, changes, now=run.options.now, formatters=formatters)
        run.stopwatch.lap("chronicle, plan, links")

        site_problems = (
            *settings_problems,
            *model.problems,
            *catalogue_problems,
            *check_assets(theme),
        )
        file_problems = (
            *run.listing.problems,
            *_check_files(run, model, content, article_problems),
        )
        if not has_errors((*site_problems, *file_problems)):
            # With an error, pages are missing that will be there when it is fixed.
            site_problems += tuple(_check_addresses(run, model, recorded))
        report = _report(run, model, content, (*site_problems, *file_problems), notices)
        update = SiteUpdate(
            model=model,
            theme=styled_theme,
            settings=settings,
            previous=previous,
            recorded=recorded,
            converter=converter,
            converted=converted,
            content=content,
            article_problems=article_problems,
            site_problems=site_problems,
        )
        if inspect is not None:
            return inspect(run, update, report)
        if prevents_publishing(report.problems, run.options):
            return report
        try:
            return publish_site(run, update, report)
        except (TemplateDependencyError, RenderError) as error:
            return replace(report, problems=tuple(sorted({*report.problems, *error.problems})))
        except OutputError as error:
            path = display_path(run.layout)
            problem = Problem(path, 0, 0, error.code, error.message, error.hint)
            return replace(report, problems=(*report.problems, problem))


def _open_model(
    run: BuildRun, site: Site, recorded: RecordedContent, previous: BuildRecord | None
) -> SiteModel:
    """Open the site as the last build left it."""
    media = MediaFiles(
        partial(measure_media, run.layout.root, rules=picture_rules(site)),
        known=recorded_media.load(run.layout.state, previous.media) if previous else {},
    )
    return SiteModel(site, recorded, media, run.layout.path(CONFIGURATION[0]))


def _check_files(
    run: BuildRun,
    model: SiteModel,
    content: Content,
    article_problems: Mapping[str, tuple[ProblemTuple, ...]],
) -> Iterator[Problem]:
    """Report the problems of articles, and a site that has none."""
    recorded = chain.from_iterable(article_problems.values())
    yield from model.require_front_matter(from_tuples(recorded))
    if not content.entries and not content.broken:
        yield no_articles_problem(run.layout)


def _report(
    run: BuildRun,
    model: SiteModel,
    content: Content,
    problems: tuple[Problem, ...],
    notices: tuple[str, ...],
) -> BuildReport:
    """Report on a site that has not been published yet."""
    context = model.context
    # Translations of articles were not skipped but refused.
    refused = content.skipped & {each.path for each in problems if each.severity is Severity.ERROR}
    broken = sum(not is_content_page(path) for path in content.broken) + len(refused)
    return BuildReport(
        problems=apply_severities(problems, context.site.problems),
        published=False,
        output=run.layout.output,
        events=len(context.chronicle.events),
        articles=sum(not each.is_page for each in context.chronicle.articles.values()),
        pages=len(context.plan.pages),
        languages=tuple(context.formatters),
        files=model.article_files + broken,
        broken=broken,
        notices=notices,
    )


def _check_addresses(
    run: BuildRun, model: SiteModel, recorded: RecordedContent
) -> Iterator[Problem]:
    """Warn about published addresses that lead nowhere; an offline copy has none."""
    if not run.options.is_offline:
        last = LastBuild(
            listed=run.published,
            files=run.old_files,
            bodies=run.old_bodies,
            entries=recorded.entries,
            output=display_path(run.layout),
            registries={kind: run.layout.path(f"{kind}.toml") for kind in get_args(TermKind)},
        )
        context = model.context
        yield from check_addresses(last, context.site, context.plan, context.chronicle)


def _load_site(run: BuildRun) -> tuple[Site, tuple[Problem, ...]]:
    """Load the settings and registries, with the address that the options give."""
    unreadable: list[Problem] = []
    site, problems = load_site(run.layout, run.listing, unreadable, run.options.base_url)
    if run.options.is_offline:
        site = replace(site, base_url="", is_offline=True)
    return site, (*unreadable, *problems)


def _convert(run: BuildRun, converter: Converter, paths: Sequence[str]) -> ConversionResult:
    """Convert those of some files that are articles."""
    articles = [path for path in paths if path.endswith(".md")]
    converted = convert_articles(converter, articles, jobs=run.options.jobs, progress=run.progress)
    cache = find_cache_folder(run.layout, run.listing, run.options.cache)
    stem_cache.save(cache, run.code, converter.analyzer)
    return converted


def _load_content(
    run: BuildRun, previous: BuildRecord | None, site: Site
) -> tuple[RecordedContent, tuple[str, ...]]:
    """Load the content of the last build, with a notice if what it recorded is damaged."""
    assembler = Assembler(site)
    if previous is not None:
        try:
            return recorded_content.load(run.layout.state, previous, assembler), ()
        except DamagedContentError:
            return RecordedContent(ChronicleBuilder(assembler)), (DAMAGED_RECORD_NOTICE,)
    return RecordedContent(ChronicleBuilder(assembler)), ()


def _merge_content(
    run: BuildRun,
    recorded: RecordedContent,
    converted: ConversionResult,
    article_problems: Mapping[str, tuple[ProblemTuple, ...]],
) -> tuple[Content, ContentChanges]:
    """Return the content folder as it is now, and how it differs from that of the last build."""
    touched = frozenset(run.changes.edited).union(run.changes.removed)
    changed = converted.digests.keys() | {path for path in touched if path.endswith(".md")}
    entries = recorded.entries.with_changes(converted.entries, changed)
    skipped = find_skipped(article_problems)
    missing = frozenset([path for path in run.listing.article_paths if path not in entries])
    content = Content(entries, missing - skipped, skipped, frozenset(run.listing.content))
    articles = changed if recorded.is_assembled else entries.keys()
    return content, ContentChanges(articles, touched - changed)


def _merge_problems(
    previous: BuildRecord | None, converted: ConversionResult, removed: Iterable[str]
) -> Mapping[str, tuple[ProblemTuple, ...]]:
    """Return the problems of each article that has any."""
    problems = {path: to_tuples(each) for path, each in converted.problems.items()}
    if previous is not None:
        gone = converted.digests.keys() | removed
        known = previous.articles.items()
        problems.update((path, each) for path, each in known if path not in gone)
    return problems
