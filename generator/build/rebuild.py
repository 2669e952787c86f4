"""The stages from changed files to published pages: read `rebuild` top to bottom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType

from generator.build.gather import Converter, Gathered, gather
from generator.build.limits import oversized
from generator.build.moves import moved
from generator.build.outcome import (
    DAMAGED,
    Options,
    Progress,
    Rendered,
    Report,
    Stopwatch,
    changed_meanwhile,
    shown,
    stops,
    unrecorded,
)
from generator.build.publish import Press
from generator.build.site import absent, configuration, read_theme, settings_digest, speakers
from generator.build.spool import Spool
from generator.build.swap import swap_bodies
from generator.chronicle import Chronicle, chronicle
from generator.closure import ClosureError, closures
from generator.compose import Desk
from generator.digest import digest_of
from generator.errors import Problem
from generator.fingerprint import Fingerprinter
from generator.links import Atlas, media_paths, media_url
from generator.markup import Markup
from generator.media import measure
from generator.model import Entry, Site, Theme
from generator.plan import FILES, Plan, plan
from generator.read import CONFIGURATION, Layout, Listing
from generator.render import Renderer, RenderError, asset_url
from generator.state import inventory, manifest, shards
from generator.state.changes import Changes, now, restat
from generator.state.manifest import Manifest, Seen, told, untold
from generator.write import OutputError, Publication


@dataclass(frozen=True, slots=True)
class Run:
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

    place: Layout
    listing: Listing
    found: Changes
    past: Manifest | None
    addresses: Mapping[str, str]
    recorded: bytes
    program: bytes
    options: Options
    progress: Progress
    watch: Stopwatch


def rebuild(run: Run) -> Report:
    """Do what a change calls for, and record it."""
    unread: list[Problem] = []
    site, misconfigured = configuration(run.place, run.listing, unread)
    if run.options.base_url:
        site = replace(site, base_url=run.options.base_url)
    settings = settings_digest(site)
    past = run.past if run.past is not None and run.past.settings == settings else None
    with Spool(run.place.state) as spool:
        converter = Converter(run.place, site, spool, Markup())
        if past is not None and past.base_url == run.options.base_url:
            swapped = swap_bodies(
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
        told, contradictions = chronicle(
            site, gathered.entries, absent=absent(gathered.broken, site)
        )
        run.watch.lap("chronicle")
        planned, collisions = plan(site, told)
        atlas = _atlas(run, site, gathered, told, planned)
        dead = [problem for entry in told.files.values() for problem in atlas.problems(entry)]
        run.watch.lap("plan, links")
        theme = read_theme(run.listing)
        formatters, unspoken = speakers(site, theme)
        desk = Desk(site, told, planned, atlas, formatters)
        dead += moved(run.addresses, planned, told)
        if site.image is not None:
            settings_file = run.place.path(CONFIGURATION[0])
            emblem = site.image
            wrong = atlas.image_problem(
                emblem.src, settings_file, emblem.line, emblem.column, "site.toml"
            )
            dead += filter(None, (wrong,))
        general = (*unread, *misconfigured, *contradictions, *collisions, *dead, *unspoken)
        report = Report(
            problems=tuple(
                sorted({*run.listing.problems, *general, *chain(*gathered.problems.values())})
            ),
            published=False,
            output=run.place.output,
            events=len(told.events),
            articles=len(told.files),
            pages=sum(page.kind not in FILES for page in planned.pages),
            languages=tuple(formatters),
            notices=notices,
        )
        if stops(report.problems, run.options):
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
        except (ClosureError, RenderError) as error:
            return replace(report, problems=tuple(sorted({*report.problems, *error.problems})))
        except OutputError as error:
            problem = Problem(shown(run.place), 0, 0, error.code, error.message, error.hint)
            return replace(report, problems=(*report.problems, problem))


# --- What there is ------------------------------------------------------------------------


def _kept(run: Run, past: Manifest | None) -> tuple[dict[str, Entry], tuple[str, ...]]:
    """The entries of articles that are as they were, and what to say if they are lost."""
    if past is None:
        return {}, ()
    try:
        entries = shards.load(run.place.state, past.shards)
    except shards.DamagedError:
        return {}, (DAMAGED,)
    changed = {*run.found.edited, *run.found.removed}
    return {path: entry for path, entry in entries.items() if path not in changed}, ()


def _gather(run: Run, converter: Converter, kept: Mapping[str, Entry]) -> Gathered:
    articles = (path for path in run.listing.content if path.endswith(".md"))
    changed = tuple(path for path in articles if path not in kept)
    before = run.past.articles if run.past else {}
    told = {path: untold(before[path]) for path in kept if path in before}
    return gather(
        converter,
        paths=changed,
        kept=kept,
        told=told,
        jobs=run.options.jobs,
        progress=run.progress,
    )


def _atlas(run: Run, site: Site, gathered: Gathered, told: Chronicle, planned: Plan) -> Atlas:
    present = frozenset(run.listing.content)
    paths = set(media_paths(told.files.values(), present))
    if site.image is not None and site.image.src in present:
        paths.add(site.image.src)
    media = measure(run.place.root, sorted(paths))
    found = MappingProxyType({file.path: file for file in media})
    return Atlas(told, planned, found, present, gathered.broken)


# --- What is published --------------------------------------------------------------------


def _publish(
    run: Run,
    *,
    report: Report,
    general: tuple[Problem, ...],
    theme: Theme,
    desk: Desk,
    gathered: Gathered,
    converter: Converter,
    settings: bytes,
) -> Report:
    """Render what has to be rendered, put it in place, and record the build."""
    place, past, found = run.place, run.past, run.found
    renderer = Renderer(theme, desk.formatters)
    dependencies = closures(theme, renderer.environment)
    marks = inventory.marks(desk.site)
    known = frozenset(found.outputs)
    with Publication(place.output, place.state, known, marks, run.recorded) as publication:
        outputs, changed = _files(run, theme, desk, publication)
        press = Press(
            desk=desk,
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
        files_of_pages = {page.url.file for page in desk.plan.pages}
        fresh = {each.file: (None, each.digest) for each in printed}
        outputs.update((file, fresh.get(file) or found.outputs[file]) for file in files_of_pages)
        written = publication.publish(outputs.keys(), changed)
        run.watch.lap("publishing")
    stats = restat(place.output, {*changed, *fresh}, _instant(run))
    outputs.update((file, (stat, outputs[file][1])) for file, stat in stats.items())
    outputs[inventory.NAME] = None, digest_of(inventory.dump(outputs, marks))
    large = tuple(oversized(place.output, outputs, shown(place)))
    pages = {} if past is None else {f: past.pages[f] for f in files_of_pages if f in past.pages}
    pages.update((each.file, each.made) for each in printed)
    report = replace(
        report,
        problems=tuple(sorted({*report.problems, *large})),
        published=True,
        rendered=tuple(Rendered(each.file, each.reasons) for each in printed),
        changed=written.changed,
        removed=written.removed,
    )
    try:
        manifest.save(
            place.state,
            Manifest(
                program=run.program,
                settings=settings,
                output=shown(place),
                base_url=run.options.base_url,
                content=_content(found, gathered),
                theme=found.theme,
                articles={path: told(each) for path, each in gathered.problems.items() if each},
                shards=_save_entries(run, gathered, settings),
                outputs=outputs,
                pages=pages,
                bodies={page.origin: page.url.file for page in desk.plan.pages if page.origin},
                templates=dependencies.files,
                problems=told((*general, *large)),
                counts=(report.events, report.articles, report.pages),
                languages=report.languages,
            ),
        )
    except OSError as error:
        report = replace(report, notices=(*report.notices, unrecorded(error)))
    run.watch.lap("recording")
    return replace(report, timings=run.watch.laps)


def _instant(run: Run) -> int:
    """What time it is on the file system, or was when the build began."""
    try:
        return now(run.place.state)
    except OSError:
        return run.found.instant


def _files(
    run: Run, theme: Theme, desk: Desk, publication: Publication
) -> tuple[dict[str, Seen], list[str]]:
    """Stage all outputs that are no pages; all of them, and those that were staged."""
    plain = {asset_url(file).file: file.data for file in theme.assets}
    for media in desk.atlas.media.values():
        file = media_url(media).file
        if file not in run.found.outputs:
            plain[file] = (run.place.root / media.path).read_bytes()
            if digest_of(plain[file]).hex() != media.digest:
                raise RenderError(changed_meanwhile(media.path))
    outputs: dict[str, Seen] = {
        media_url(media).file: run.found.outputs[media_url(media).file]
        for media in desk.atlas.media.values()
        if media_url(media).file in run.found.outputs
    }
    changed = []
    for file, data in plain.items():
        seen = run.found.outputs.get(file)
        digest = digest_of(data)
        if seen is not None and seen[1] == digest:
            outputs[file] = seen
            continue
        outputs[file] = None, digest
        if not publication.holds(file, data):
            publication.stage(file, data)
            changed.append(file)
    return outputs, changed


def _strings(desk: Desk, theme: Theme) -> dict[str, bytes]:
    """For each language, the hash of what its words and numbers are made with."""
    found = {file.path.removesuffix(".po"): file.data for file in theme.catalogues}
    fingerprinter = Fingerprinter()
    return {
        language.code: fingerprinter.of(language, found.get(language.code, b""))
        for language in desk.site.languages
    }


def _content(found: Changes, gathered: Gathered) -> dict[str, Seen]:
    """What is known of the content now that it has been read."""
    content = dict(found.content)
    content.update((path, (content[path][0], each)) for path, each in gathered.digests.items())
    return content


def _save_entries(run: Run, gathered: Gathered, settings: bytes) -> tuple[bytes, ...]:
    past = run.past
    edited = set(run.found.edited)
    if past is None or past.settings != settings or not gathered.slots.keys() <= edited:
        return shards.save(run.place.state, gathered.entries, (), None)
    touched = frozenset(map(shards.shard, (*run.found.edited, *run.found.removed)))
    return shards.save(run.place.state, gathered.entries, past.shards, touched)
