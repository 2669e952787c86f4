"""Check a site: what a build would report, and what an editor should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from generator.build import BuildOptions, BuildReport, ProgressCallback, build_site
from generator.build.publication import OutputError
from generator.build.publish import SiteUpdate, publish_site
from generator.build.run import BuildRun
from generator.checking.editorial import CheckedEvent, check_events, read_body
from generator.chronology import Chronicle
from generator.chronology.terms import build_registry
from generator.model import Site
from generator.problems import Problem, apply_severities
from generator.theme.dependencies import TemplateDependencyError
from generator.theme.render import RenderError


class CheckedSite(Struct, frozen=True):
    """What a check has found.

    Attributes:
        problems: All of it, sorted by file and line.
        site: The settings; ``None`` if the site could not be read at all.
        events: The events.
        bodies: The Markdown text of each file, and the line on which it starts.
    """

    problems: tuple[Problem, ...]
    site: Site | None = None
    events: tuple[CheckedEvent, ...] = ()
    bodies: Mapping[str, tuple[str, int]] = MappingProxyType({})


def check_site(options: BuildOptions, progress: ProgressCallback) -> CheckedSite:
    """Check a site without publishing anything.

    Raises:
        NotADirectoryError: The site's folder does not exist.
    """
    checked: list[CheckedSite] = []

    def inspect(run: BuildRun, update: SiteUpdate, report: BuildReport) -> BuildReport:
        context = update.model.context
        site, chronicle = context.site, context.chronicle
        events = tuple(_list_events(site, chronicle))
        paths = [entry.article.path for event in events for entry in event.texts]
        bodies = _read_bodies(run.layout.root, paths)
        found = check_events(
            events,
            now=run.options.now,
            languages=site.languages,
            tags=build_registry(site.tags),
            sources=build_registry(site.sources),
            bodies=bodies,
        )
        problems = (*report.problems, *check_templates(run, update, report), *found)
        judged = apply_severities(problems, site.problems)
        checked.append(CheckedSite(judged, site, events, bodies))
        return report

    report = build_site(options, progress, inspect)
    return checked[0] if checked else CheckedSite(tuple(sorted({*report.problems})))


def _list_events(site: Site, chronicle: Chronicle) -> Iterator[CheckedEvent]:
    for key in chronicle.events:
        listed = [
            chronicle.localize(language.code, key)
            for language in site.languages
            if key in chronicle.timelines[language.code].positions
        ]
        # A text can name fewer sources than its translation does.
        yield CheckedEvent.of(max(listed, key=lambda each: len(each.citations)))


def _read_bodies(root: Path, paths: Iterable[str]) -> dict[str, tuple[str, int]]:
    bodies = {}
    for path in paths:
        try:
            bodies[path] = read_body((root / path).read_bytes())
        except OSError:  # removed since it was read, so the next check will not have it
            continue
    return bodies


def check_templates(run: BuildRun, update: SiteUpdate, report: BuildReport) -> tuple[Problem, ...]:
    """Render the pages of a site with templates of its own, which only then show their errors."""
    overrides = str(run.layout.overrides)
    if not any(
        name.endswith(".html") and path.startswith(overrides)
        for name, (path, _) in run.listing.theme.items()
    ):
        return ()
    with TemporaryDirectory(prefix="tarikh-") as folder:
        state = Path(folder).resolve() / "state"
        state.mkdir()
        layout = replace(run.layout, output=state.parent / "output", state=state)
        changes = replace(run.changes, outputs={})
        elsewhere = replace(
            run,
            layout=layout,
            changes=changes,
            previous=None,
            manifest_digest=b"",
            published=None,
        )
        try:
            publish_site(elsewhere, replace(update, previous=None), report)
        except (TemplateDependencyError, RenderError) as error:
            return error.problems
        except OutputError:  # the disk of temporary files; the site's own was not asked for
            return ()
    return ()
