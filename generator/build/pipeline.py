"""One build, from the files of a site to its published pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from generator.build.report import (
    DAMAGED_RECORD_NOTICE,
    BuildOptions,
    BuildReport,
    ProgressCallback,
    Stopwatch,
    display_path,
    failed_report,
    os_error_problem,
    prevents_publishing,
    unchanged_report,
    unrecorded_notice,
)
from generator.content.scan import SiteLayout, resolve_layout, scan_site
from generator.gc_control import gc_paused
from generator.problems import Problem
from generator.state import build_record, output_manifest
from generator.state.changes import detect_changes, filesystem_now
from generator.state.code_fingerprint import code_fingerprint
from generator.state.lock import BusyError, lock_site


def build_site(options: BuildOptions, progress: ProgressCallback) -> BuildReport:
    """Bring the output of a site up to date, unless something in the site is wrong.

    Raises:
        NotADirectoryError: The site's folder does not exist.
    """
    watch = Stopwatch()
    place = resolve_layout(options.root, options.output)
    misplaced = _misplaced(place)
    if misplaced is not None:
        return failed_report(place.output, misplaced)
    try:
        with _state(place) as (state, notices):
            report = _build(replace(place, state=state), options, progress, watch)
            return replace(report, notices=(*notices, *report.notices))
    except BusyError as error:
        return failed_report(place.output, _busy(place, error.folder))
    except ChildProcessError as error:
        return failed_report(place.output, _short_of_memory(str(error)))
    except MemoryError:
        return failed_report(place.output, _short_of_memory("memory ran out"))
    except OSError as error:
        return failed_report(place.output, os_error_problem(error, place))


@contextmanager
def _state(place: SiteLayout) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Hold the folder of the site's state, or a passing one where it cannot be written to.

    A site that can only be read can be built all the same, each time from nothing.
    """
    state = place.state
    notices: tuple[str, ...] = ()
    with ExitStack() as stack:
        try:
            stack.enter_context(lock_site(place.state))
            filesystem_now(place.state)
        except OSError as error:
            from tempfile import TemporaryDirectory  # noqa: PLC0415 - slow to load, and seldom used

            try:
                state = Path(stack.enter_context(TemporaryDirectory(prefix="tarikh-"))).resolve()
            except OSError:
                raise error from None
            notices = (unrecorded_notice(error),)
        yield state, notices


def _build(
    place: SiteLayout, options: BuildOptions, progress: ProgressCallback, watch: Stopwatch
) -> BuildReport:
    this = code_fingerprint()
    listing = scan_site(place)
    if not any(path.endswith(".md") for path in listing.content):
        return failed_report(place.output, *sorted((_empty(place), *listing.problems)))
    notices: tuple[str, ...] = ()
    try:
        past = build_record.load(place.state)
    except build_record.DamagedError:
        past, notices = None, (DAMAGED_RECORD_NOTICE,)
    addresses = past.bodies if past is not None else {}
    recorded = b""
    if past is not None and past.output == display_path(place):
        recorded = past.outputs[output_manifest.NAME][1]
    if past is not None and (past.program != this or past.output != display_path(place)):
        past = None
    found = detect_changes(place, listing, past, verify=options.verify)
    watch.lap("finding changes")
    same = past is not None and past.base_url == options.base_url and not found.any
    said = listing.problems
    if (
        past is not None
        and same
        and not prevents_publishing((*build_record.problems(past), *said), options)
    ):
        if found.stats_changed:
            past = replace(past, content=found.content, theme=found.theme, outputs=found.outputs)
            notices = (*notices, *_saved(place, past))
        report = unchanged_report(place.output, past)
        problems = tuple(sorted((*report.problems, *said)))
        return replace(report, problems=problems, timings=watch.laps, notices=notices)
    # There is work to do, and what does it takes libraries that are slow to load.
    from generator.build.rebuild import BuildRun, rebuild  # noqa: PLC0415

    with gc_paused():
        report = rebuild(
            BuildRun(
                place, listing, found, past, addresses, recorded, this, options, progress, watch
            )
        )
    return replace(report, notices=(*notices, *report.notices))


def _saved(place: SiteLayout, record: build_record.BuildRecord) -> tuple[str, ...]:
    """Record a build, and give what is to be said if that cannot be done."""
    try:
        build_record.save(place.state, record)
    except OSError as error:
        return (unrecorded_notice(error),)
    return ()


def _busy(place: SiteLayout, folder: Path) -> Problem:
    hint = "wait for it to end, and build again"
    if folder == place.output:
        message = "another build is writing into this folder"
        return Problem(display_path(place), 0, 0, "site-busy", message, hint)
    message = "another build of this site is running"
    return Problem(".tarikh", 0, 0, "site-busy", message, hint)


def _short_of_memory(message: str) -> Problem:
    hint = "end other programs, or build with --jobs 1, which takes less memory"
    return Problem(".", 0, 0, "memory-short", message, hint)


def _empty(place: SiteLayout) -> Problem:
    """Most often, the folder is another than was meant."""
    bare = place.content == place.root
    folder = place.root.name if bare else f"{place.root.name}/content"
    message = f"no articles found in {folder}"
    hint = (
        "name the folder that holds content/, add an article such as content/2024/strike.en.md,"
        " or let 'tarikh init DIR' make a site"
    )
    return Problem("." if bare else "content", 0, 0, "site-empty", message, hint)


def _misplaced(place: SiteLayout) -> Problem | None:
    """Why the output folder cannot be where it is asked to be: no build may touch a source."""
    output = place.output
    sources = [place.overrides, place.state, place.theme]
    if place.content != place.root:
        sources.append(place.content)
    if place.root.is_relative_to(output) or place.theme.is_relative_to(output):
        message = "the output folder is, or holds, the folder of the site"
    elif any(output.is_relative_to(folder) for folder in sources):
        message = "the output folder lies among the files that the site is made from"
    else:
        return None
    hint = "choose another folder with --output, such as the default, output/ in the site's folder"
    return Problem(str(output), 0, 0, "output-misplaced", message, hint)
