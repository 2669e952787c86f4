"""What a build is asked to do, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from generator.content.scan import SiteLayout
from generator.os_errors import describe_os_error
from generator.problems import Problem, Severity
from generator.state import build_record
from generator.state.build_record import BuildRecord

# What is said when the record of the last build is not as it was written.
DAMAGED_RECORD_NOTICE = (
    "What .tarikh/ kept of the last build was damaged; everything was read again."
)

# Told how far a build is: the stage, how much of it is done, and how much there is.
ProgressCallback = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What one build is asked to do.

    Attributes:
        root: The site's folder.
        output: Where to publish; ``None`` for ``output/`` in the site's folder.
        strict: Whether warnings keep the site from being published.
        verify: Whether to read every file instead of trusting its size and times.
        jobs: How many processes to use.
        base_url: Where the site will be, ending in a slash; empty for what the site says itself.
    """

    root: Path
    output: Path | None = None
    strict: bool = False
    verify: bool = False
    jobs: int = 1
    base_url: str = ""


@dataclass(frozen=True, slots=True, order=True)
class RenderedFile:
    """A page that was rendered, and why: each reason names what was not as in the last build."""

    file: str
    reasons: tuple[str, ...]


class Stopwatch:
    """How long the stages of a build take. It bears on nothing but what is told of the build."""

    def __init__(self) -> None:
        self._last = perf_counter()
        self._laps: list[tuple[str, float]] = []

    def lap(self, stage: str) -> None:
        """Note that a stage has just ended."""
        now = perf_counter()
        self._laps.append((stage, now - self._last))
        self._last = now

    @property
    def laps(self) -> tuple[tuple[str, float], ...]:
        """Each stage with its time in seconds, in order."""
        return tuple(self._laps)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build came to.

    Attributes:
        problems: Everything found, sorted by file and line.
        published: Whether the output is up to date.
        output: The folder published into.
        events: How many events the site tells.
        articles: How many files tell them, standing pages included.
        pages: How many pages there are.
        languages: The codes of the site's languages.
        rendered: The pages that were rendered, sorted.
        changed: How many files of the output were added or replaced.
        removed: How many were removed.
        notices: What the user should know of the build itself.
        timings: How long each stage took, in seconds, in order.
    """

    problems: tuple[Problem, ...]
    published: bool
    output: Path
    events: int
    articles: int
    pages: int
    languages: tuple[str, ...]
    rendered: tuple[RenderedFile, ...] = ()
    changed: int = 0
    removed: int = 0
    notices: tuple[str, ...] = ()
    timings: tuple[tuple[str, float], ...] = ()


def source_changed_problem(path: str) -> Problem:
    """What is wrong with a file of the site that was read twice, and was not the same."""
    message = "the file changed while the site was being built"
    return Problem(path, 0, 0, "source-changed", message, "build again")


def os_error_problem(error: OSError, place: SiteLayout) -> Problem:
    """What is wrong where the system refuses a file."""
    told = describe_os_error(error)
    path = told.path.removeprefix(f"{place.root}/") or display_path(place)
    return Problem(path, 0, 0, told.code, told.message, told.hint)


def unrecorded_notice(error: OSError) -> str:
    """What is said where the site is published, but what the next build goes by cannot be kept."""
    told = describe_os_error(error)
    why = f"{told.path}: {told.message}" if told.path else told.message
    return f"The next build will read everything again, as this one could not be recorded: {why}."


def display_path(place: SiteLayout) -> str:
    """The output folder as messages name it: from the site's folder where it lies in it."""
    if place.output.is_relative_to(place.root):
        return place.output.relative_to(place.root).as_posix()
    return str(place.output)


def failed_report(output: Path, *problems: Problem) -> BuildReport:
    """The report of a build that could not begin."""
    return BuildReport(problems, False, output, 0, 0, 0, ())


def unchanged_report(output: Path, past: BuildRecord) -> BuildReport:
    """The report of a build that found everything as the last one had left it."""
    events, articles, pages = past.counts
    return BuildReport(
        problems=build_record.problems(past),
        published=True,
        output=output,
        events=events,
        articles=articles,
        pages=pages,
        languages=past.languages,
    )


def prevents_publishing(problems: Iterable[Problem], options: BuildOptions) -> bool:
    """Whether the problems keep the site from being published."""
    return any(options.strict or each.severity is Severity.ERROR for each in problems)
