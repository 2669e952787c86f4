"""The options of a build and the report on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

from msgspec import Struct

from generator.content.scan import SiteLayout
from generator.os_errors import describe_os_error
from generator.problems import Problem, Severity
from generator.state.build_record import BuildRecord

DAMAGED_RECORD_NOTICE = (
    "The record of the last build in .tarikh/ was damaged, so every file was read again."
)

# Called with a stage, how many of its pieces are done, and how many there are.
ProgressCallback = Callable[[str, int, int], None]


class BuildOptions(Struct, frozen=True):
    """The options of one build.

    Attributes:
        root: The site's folder.
        now: The time of the build, in seconds since 0001-01-01T00:00:00Z, as instants of dates.
        output: The output folder; ``None`` for ``output/`` in the site's folder.
        strict: Whether warnings prevent publishing.
        verify: Whether to read every file instead of trusting its size and times.
        jobs: How many processes to use.
        base_url: The address of the site, ending in a slash; empty for that of ``site.toml``.
        cache: The folder of what all sites share between builds; ``None`` to share nothing.
        is_offline: Whether to make a copy that is read from a disk.
    """

    root: Path
    now: int
    output: Path | None = None
    strict: bool = False
    verify: bool = False
    jobs: int = 1
    base_url: str = ""
    cache: Path | None = None
    is_offline: bool = False


class RenderedFile(Struct, frozen=True, order=True):
    """A file that was rendered; each reason names something that has changed."""

    file: str
    reasons: tuple[str, ...]


class Stopwatch:
    """Measures how long the stages of a build take. The times are only reported."""

    def __init__(self) -> None:
        self._last = perf_counter()
        self._laps: list[tuple[str, float]] = []

    def lap(self, stage: str) -> None:
        """Record that a stage has just ended."""
        now = perf_counter()
        self._laps.append((stage, now - self._last))
        self._last = now

    @property
    def laps(self) -> tuple[tuple[str, float], ...]:
        """Each stage with its time in seconds, in order."""
        return tuple(self._laps)


class BuildReport(Struct, frozen=True):
    """The result of a build.

    Attributes:
        problems: All problems, sorted by file and line.
        published: Whether the output is up to date.
        output: The output folder.
        events: How many events the site has.
        articles: How many articles it has, without the pages of ``content/pages/``.
        pages: How many pages were planned.
        languages: The codes of the site's languages.
        broken: How many files of articles have errors that leave nothing to show.
        files: How many files of articles it has, including drafts and files with errors; without
            pages, too.
        rendered: The files that were rendered, sorted.
        changed: How many files of the output were added or replaced.
        removed: How many were removed.
        notices: Messages about the build itself, not about the site.
        timings: How long each stage took, in seconds, in order.
    """

    problems: tuple[Problem, ...]
    published: bool
    output: Path
    events: int
    articles: int
    pages: int
    languages: tuple[str, ...]
    files: int = 0
    broken: int = 0
    rendered: tuple[RenderedFile, ...] = ()
    changed: int = 0
    removed: int = 0
    notices: tuple[str, ...] = ()
    timings: tuple[tuple[str, float], ...] = ()


def source_changed_problem(path: str) -> Problem:
    """The problem of a file that had other bytes when it was read for the second time."""
    message = "the file changed while the site was being built"
    return Problem(path, 0, 0, "source-changed", message, "build again")


def os_error_problem(error: OSError, layout: SiteLayout) -> Problem:
    """The problem of a file that the system refused to read or write."""
    described = describe_os_error(error)
    path = described.path.removeprefix(f"{layout.root}/") or display_path(layout)
    return Problem(path, 0, 0, described.code, described.message, described.hint)


def unrecorded_notice(error: OSError) -> str:
    """The notice for a site that was published although the build could not be recorded."""
    described = describe_os_error(error)
    reason = f"{described.path}: {described.message}" if described.path else described.message
    return (
        f"The build could not be recorded, so the next build will read every file again: {reason}."
    )


def display_path(layout: SiteLayout) -> str:
    """The output folder as messages show it: relative to the site's folder if it is inside."""
    if layout.output.is_relative_to(layout.root):
        return layout.output.relative_to(layout.root).as_posix()
    return str(layout.output)


def failed_report(output: Path, *problems: Problem) -> BuildReport:
    """The report on a build that could not start."""
    return BuildReport(problems, False, output, 0, 0, 0, ())


def unchanged_report(
    output: Path, record: BuildRecord, problems: tuple[Problem, ...]
) -> BuildReport:
    """The report on a build after which the site is as the record describes it."""
    events, articles, pages, files = record.counts
    return BuildReport(
        problems=problems,
        published=True,
        output=output,
        events=events,
        articles=articles,
        pages=pages,
        languages=record.languages,
        files=files,
    )


def no_articles_problem(layout: SiteLayout) -> Problem:
    """The problem of a site without articles; most often the command got the wrong folder."""
    without_content = layout.content == layout.root
    folder = layout.root.name if without_content else f"{layout.root.name}/content"
    message = f"no articles found in {folder}"
    hint = (
        "give the folder that contains content/, add an article such as"
        " content/2024/strike.en.md, or make a new site with 'tarikh init FOLDER'"
    )
    return Problem("." if without_content else "content", 0, 0, "site-empty", message, hint)


def prevents_publishing(problems: Iterable[Problem], options: BuildOptions) -> bool:
    """Whether one of the problems prevents publishing."""
    prevents = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return any(each.severity in prevents for each in problems)
