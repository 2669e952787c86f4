"""One build: check what has changed since the last one, and rebuild the site if anything has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.build.report import (
    DAMAGED_RECORD_NOTICE,
    BuildOptions,
    BuildReport,
    ProgressCallback,
    Stopwatch,
    display_path,
    failed_report,
    no_articles_problem,
    os_error_problem,
    prevents_publishing,
    unchanged_report,
    unrecorded_notice,
)
from generator.content.scan import SiteLayout, SiteListing, resolve_layout, scan_site
from generator.gc_control import pause_gc
from generator.problems import Problem
from generator.state import build_record, output_manifest, published_addresses
from generator.state.build_record import BuildRecord
from generator.state.changes import Changes, detect_changes, filesystem_now
from generator.state.code_fingerprint import code_fingerprint
from generator.state.edit_journal import UNFINISHED_EDIT_HINT, EditConflictError, finish_edit
from generator.state.lock import BusyError, lock_site

if TYPE_CHECKING:
    from generator.build.rebuild import Inspector


def build_site(
    options: BuildOptions, progress: ProgressCallback, inspect: Inspector | None = None
) -> BuildReport:
    """Bring the output of a site up to date, unless the site has errors.

    Args:
        options: How to build.
        progress: Called as the work proceeds.
        inspect: Called with the site as it is now, instead of publishing it; returns the report.

    Raises:
        NotADirectoryError: The site's folder does not exist.
    """
    stopwatch = Stopwatch()
    layout = resolve_layout(options.root, options.output, is_offline=options.is_offline)
    misplaced = _check_output_folder(layout)
    if misplaced is not None:
        return failed_report(layout.output, misplaced)
    try:
        with _locked_state(layout) as (state, notices):
            report = _build_locked(
                replace(layout, state=state), options, progress, stopwatch, inspect
            )
            return replace(report, notices=(*notices, *report.notices))
    except BusyError as error:
        return failed_report(layout.output, _busy_problem(layout, error.folder))
    except ChildProcessError as error:
        return failed_report(layout.output, _memory_problem(str(error)))
    except MemoryError:
        return failed_report(layout.output, _memory_problem("memory ran out"))
    except OSError as error:
        return failed_report(layout.output, os_error_problem(error, layout))


def _build_locked(
    layout: SiteLayout,
    options: BuildOptions,
    progress: ProgressCallback,
    stopwatch: Stopwatch,
    inspect: Inspector | None,
) -> BuildReport:
    """Build a site whose state is locked."""
    try:
        finish_edit(layout.root, layout.state)
    except EditConflictError as conflict:
        return failed_report(layout.output, _unfinished_edit_problem(conflict.path))
    listing = scan_site(layout)
    if not listing.article_paths:
        problems = sorted((no_articles_problem(layout), *listing.problems))
        return failed_report(layout.output, *problems)
    recorded, notices = _load_record(layout)
    # An offline copy is not published, so it neither needs addresses nor adds any.
    published = None if options.is_offline else published_addresses.load(layout.root)
    code = code_fingerprint()
    # The last build can be continued if the same program published into the same folder.
    same_output = recorded is not None and recorded.output == display_path(layout)
    previous = recorded if same_output and recorded and recorded.program == code else None
    changes = detect_changes(layout, listing, previous, verify=options.verify)
    stopwatch.lap("finding changes")
    report = None
    addresses = published_addresses.digest_of(published)
    if inspect is None and previous is not None and previous.addresses == addresses:
        report = _report_unchanged(layout, listing, previous, changes, options)
    if report is not None:
        return replace(report, timings=stopwatch.laps, notices=(*notices, *report.notices))
    # The libraries that a rebuild needs are slow to import.
    from generator.build.rebuild import rebuild  # noqa: PLC0415
    from generator.build.run import BuildRun  # noqa: PLC0415

    run = BuildRun(
        layout=layout,
        listing=listing,
        changes=changes,
        previous=previous,
        published=published,
        old_files=(
            recorded.outputs.keys()
            if recorded and same_output
            else output_manifest.load(layout.output).files
        ),
        old_bodies=recorded.bodies if recorded and same_output else {},
        manifest_digest=(
            recorded.outputs[output_manifest.NAME][1] if recorded and same_output else b""
        ),
        code=code,
        options=options,
        progress=progress,
        stopwatch=stopwatch,
    )
    with pause_gc():
        report = rebuild(run, inspect)
    return replace(report, notices=(*notices, *report.notices))


def _load_record(layout: SiteLayout) -> tuple[BuildRecord | None, tuple[str, ...]]:
    """Load the record of the last build, with a notice if it is damaged."""
    try:
        return build_record.load(layout.state), ()
    except build_record.DamagedRecordError:
        return None, (DAMAGED_RECORD_NOTICE,)


def _report_unchanged(
    layout: SiteLayout,
    listing: SiteListing,
    previous: BuildRecord,
    changes: Changes,
    options: BuildOptions,
) -> BuildReport | None:
    """Report on a build without any work; ``None`` if there is something to build."""
    if changes.any:
        return None
    if not previous.has_names(layout.root.name, options.base_url):
        return None
    if not previous.is_current(options.now) or previous.withheld != listing.withheld:
        return None
    problems = build_record.problems(previous, listing.problems)
    if prevents_publishing(problems, options):
        return None
    notices: tuple[str, ...] = ()
    if changes.stats_changed:
        # The next build can trust more stats than this one could.
        record = replace(
            previous, content=changes.content, theme=changes.theme, outputs=changes.outputs
        )
        try:
            build_record.save(layout.state, record)
        except OSError as error:
            notices = (unrecorded_notice(error),)
    report = unchanged_report(layout.output, previous, problems)
    return replace(report, notices=notices)


@contextmanager
def _locked_state(layout: SiteLayout) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Lock the folder of the site's state, or make a temporary one if it cannot be written to.

    A site on a read-only disk can be built, but every build starts from nothing.
    """
    state = layout.state
    notices: tuple[str, ...] = ()
    with ExitStack() as stack:
        try:
            stack.enter_context(lock_site(layout.state))
            filesystem_now(layout.state)
        except OSError as error:
            # Slow to import, and seldom needed.
            from tempfile import TemporaryDirectory  # noqa: PLC0415

            try:
                state = Path(stack.enter_context(TemporaryDirectory(prefix="tarikh-"))).resolve()
            except OSError:
                raise error from None
            notices = (unrecorded_notice(error),)
        yield state, notices


def _check_output_folder(layout: SiteLayout) -> Problem | None:
    """Check that publishing into the output folder cannot overwrite a source."""
    output = layout.output
    sources = [layout.overrides, layout.state, layout.theme]
    if layout.content != layout.root:
        sources.append(layout.content)
    if layout.root.is_relative_to(output) or layout.theme.is_relative_to(output):
        message = "the output folder contains the folder of the site"
    elif any(output.is_relative_to(folder) for folder in sources):
        message = "the output folder is in a folder that the site is built from"
    else:
        return None
    hint = "choose another folder with --output, such as the default, output/ in the site's folder"
    return Problem(str(output), 0, 0, "output-misplaced", message, hint)


def _busy_problem(layout: SiteLayout, folder: Path) -> Problem:
    hint = "wait until it has finished, and build again"
    if folder == layout.output:
        message = "another build is writing into this folder"
        return Problem(display_path(layout), 0, 0, "site-busy", message, hint)
    message = "another build of this site is running"
    return Problem(".tarikh", 0, 0, "site-busy", message, hint)


def _unfinished_edit_problem(path: str) -> Problem:
    message = "a command was stopped while it changed this file, which has been edited since"
    return Problem(path, 0, 0, "source-changed", message, UNFINISHED_EDIT_HINT)


def _memory_problem(message: str) -> Problem:
    hint = "close other programs, or build with --jobs 1, which needs less memory"
    return Problem(".", 0, 0, "memory-short", message, hint)
