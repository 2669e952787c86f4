"""One run of pytest that tries mutants, each in a copy of the process.

    cd mutants && python -m tests.mutants.session --minutes 20 'generator.dates.*'

The tests are collected and recorded once. Then a copy of the process for each mutant runs the tests
that reach the changed statement, the fastest first, until one fails.

The limits of a test count processor time, so a busy machine does not look like an endless loop.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import hashlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from heapq import nsmallest
from itertools import accumulate, pairwise, zip_longest
from pathlib import Path

import pytest
from mutmut.configuration import config as mutmut_config
from mutmut.mutation.trampoline import set_mutant_under_test

from tests.approved import publish
from tests.mutants.recording import Recording, find_caches, places_of, record_tests
from tests.mutants.statements import lines_of_statement
from tests.support.compiled_templates import compile_once

# The exit codes of mutmut, which `mutmut show` understands as well.
SURVIVED = 0
KILLED = 1
NO_TESTS = 33
TIMED_OUT = 36

# The name that mutmut has for a fault in every function.
_EVERYTHING_FAILS = "fail"

# The tests of one mutant may take these seconds without a mutant, the fastest and then the others:
# a statement that hundreds of sites reach is tried with some of them. In any case, a few tests that
# reach each line of the function are run.
_SECONDS_FOR_FASTEST = 0.3
_SECONDS_FOR_OTHERS = 10.0
_TESTS_OF_A_LINE = 2
# With a mutant, a test may take this many times as long and this many seconds more, counting
# processor time, and this many times as long again by the clock, for a mutant that only waits.
_TIMES_AS_LONG = 4.0
_MORE_SECONDS = 4.0
_CLOCK_PER_PROCESSOR = 20.0
_BYTES_OF_MEMORY = 4 << 30


@dataclass(frozen=True, slots=True)
class _Test:
    item: pytest.Item
    limit: float


@dataclass(frozen=True, slots=True)
class _Result:
    name: str
    exit_code: int
    seconds: float


class MutantSession:
    """A plugin that tries mutants instead of running each test once."""

    def __init__(self, patterns: Sequence[str], minutes: float) -> None:
        self._patterns = patterns
        self._minutes = minutes

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try the mutants that match the patterns until the time is over."""
        if session.testsfailed:
            raise session.Interrupted("the tests cannot be collected")
        with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
            _warm_up(Path(folder))
            gc.freeze()
            processes = _Processes(session, Path(folder))
            tests = sorted(session.items, key=lambda test: test.path)
            recording = record_tests(tests)
            _check_that_faults_are_noticed(tests, processes)
            self._try_mutants(processes, _TestSelector(tests, recording))
        return True

    def _try_mutants(self, processes: _Processes, selector: _TestSelector) -> None:
        files = [_MutatedFile(path) for path in sorted(Path("generator").rglob("*.meta"))]
        owners = {name: file for file in files for name in file.exit_codes}
        untried = [name for name in _in_fair_order(owners) if self._is_wanted(owners[name], name)]
        reporter = _ProgressReporter(len(untried))
        try:
            for result in self._results(untried, owners, processes, selector):
                owners[result.name].record(result)
                reporter.report(files)
        finally:
            processes.stop()
            for file in files:
                file.save()

    def _is_wanted(self, file: _MutatedFile, name: str) -> bool:
        matches = any(fnmatchcase(name, pattern) for pattern in self._patterns)
        return matches and file.exit_codes[name] != KILLED

    def _results(
        self,
        names: Iterable[str],
        owners: Mapping[str, _MutatedFile],
        processes: _Processes,
        selector: _TestSelector,
    ) -> Iterator[_Result]:
        deadline = time.monotonic() + self._minutes * 60
        for name in names:
            tests = selector.tests_of(owners[name], name)
            if not tests:
                yield _Result(name, NO_TESTS, 0.0)
                continue
            if processes.are_busy():
                yield processes.wait()
            if time.monotonic() > deadline:
                break
            processes.start(name, tests)
        while processes.are_running():
            yield processes.wait()


def _warm_up(folder: Path) -> None:
    """Build a site, so that not every copy has to load modules and to compile the templates."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "user-cache")
    compile_once(pytest.MonkeyPatch())
    publish(folder / "site")
    # A copy must not find results from before its mutant.
    for each in find_caches():
        each.cache_clear()


class _Processes:
    """Copies of this process, each of which runs tests with one mutant."""

    def __init__(self, session: pytest.Session, folder: Path) -> None:
        self._session = session
        self._folder = folder
        self._limit = os.cpu_count() or 1
        self._running: dict[int, tuple[str, float]] = {}

    def are_busy(self) -> bool:
        return len(self._running) >= self._limit

    def are_running(self) -> bool:
        return bool(self._running)

    def start(self, mutant: str, tests: Sequence[_Test]) -> None:
        """Start running the tests until one fails."""
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            self._running[pid] = mutant, time.monotonic()
            return
        exit_code = SURVIVED
        try:
            self._prepare_copy(mutant)
            for test, following in pairwise([*tests, None]):
                assert test is not None
                _limit_time(test.limit)
                next_item = following.item if following else None
                test.item.config.hook.pytest_runtest_protocol(item=test.item, nextitem=next_item)
        except BaseException:  # also what ends pytest: in a copy, nothing may follow
            exit_code = KILLED
        os._exit(exit_code)

    def _prepare_copy(self, mutant: str) -> None:
        temporary = self._folder / str(os.getpid())
        temporary.mkdir()
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(temporary)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        plugins = self._session.config.pluginmanager
        plugins.unregister(name="terminalreporter")
        plugins.register(_StopAtFailure())
        with contextlib.suppress(ValueError, OSError):  # macOS knows no such limit
            resource.setrlimit(resource.RLIMIT_AS, (_BYTES_OF_MEMORY, _BYTES_OF_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        set_mutant_under_test(mutant)

    def wait(self) -> _Result:
        """Wait until one of them ends."""
        pid, status = os.wait()
        mutant, start = self._running.pop(pid)
        shutil.rmtree(self._folder / str(pid), ignore_errors=True)
        code = os.waitstatus_to_exitcode(status)
        if code in {-signal.SIGPROF, -signal.SIGALRM}:
            code = TIMED_OUT
        elif code != SURVIVED:
            code = KILLED
        return _Result(mutant, code, time.monotonic() - start)

    def stop(self) -> None:
        """End those that still run; their mutants count as not tried."""
        for pid in self._running:
            os.kill(pid, signal.SIGKILL)
        while self._running:
            self.wait()


class _StopAtFailure:
    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os._exit(KILLED)


def _limit_time(limit: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, limit)
    signal.setitimer(signal.ITIMER_REAL, limit * _CLOCK_PER_PROCESSOR)


class _TestSelector:
    """Which tests to run for a mutant: the fastest first, those of a shared fixture together."""

    def __init__(self, tests: Sequence[pytest.Item], recording: Recording) -> None:
        self._recording = recording
        self._tests = tests
        self._groups = [
            str(test.path) if recording.shares[place] else test.nodeid
            for place, test in enumerate(tests)
        ]
        self._slowest: defaultdict[str, float] = defaultdict(float)
        for group, seconds in zip(self._groups, recording.seconds, strict=True):
            self._slowest[group] = max(self._slowest[group], seconds)

    def tests_of(self, file: _MutatedFile, mutant: str) -> Sequence[_Test]:
        """Return those that reach the changed statement, as far as there is time for them.

        After the fastest come those that go further: for each line of the function, some of those
        that reach it.
        """
        statement, function = file.lines_of(mutant)
        reaching = self._recording.find_tests(file.source, statement)
        places = places_of(reaching)
        seconds: defaultdict[str, float] = defaultdict(float)
        for place in places:
            seconds[self._groups[place]] += self._recording.seconds[place]
        places.sort(key=lambda place: (seconds[self._groups[place]], self._groups[place], place))
        count = self._count_within(places, _SECONDS_FOR_FASTEST)
        fastest, others = places[:count], places[count:]
        further: set[int] = set()
        for line in function:
            also = places_of(reaching & self._recording.find_tests(file.source, [line]))
            further.update(nsmallest(_TESTS_OF_A_LINE, also, key=self._seconds_alone))
        others.sort(key=lambda place: place not in further)
        wanted = sum(place in further for place in others)
        count = max(wanted, self._count_within(others, _SECONDS_FOR_OTHERS))
        return [self._with_limit(place) for place in (*fastest, *others[:count])]

    def _count_within(self, places: Sequence[int], seconds: float) -> int:
        """Return how many of the first tests take no longer than some seconds."""
        total = accumulate(self._recording.seconds[place] for place in places)
        return sum(each <= seconds for each in total)

    def _seconds_alone(self, place: int) -> float:
        # Any test of a group can be the first, which has to wait for the shared fixture.
        return self._slowest[self._groups[place]]

    def _with_limit(self, place: int) -> _Test:
        limit = self._seconds_alone(place) * _TIMES_AS_LONG + _MORE_SECONDS
        return _Test(self._tests[place], limit)


class _MutatedFile:
    """The mutants of a file and their results, as mutmut keeps them."""

    def __init__(self, path: Path) -> None:
        self.source = path.with_suffix("")
        self._path = path
        self._content = json.loads(path.read_text("utf-8"))
        self._has_changed = False
        self.exit_codes: dict[str, int | None] = self._content["exit_code_by_key"]

    @cached_property
    def _spans(self) -> Mapping[str, tuple[int, int]]:
        content = json.loads(self.source.with_suffix(".py.spans").read_text("utf-8"))
        spans: Mapping[str, tuple[int, int]] = content["spans"]
        return spans

    @cached_property
    def _text(self) -> Sequence[str]:
        return self.source.read_text("utf-8").splitlines()

    def lines_of(self, mutant: str) -> tuple[Sequence[int], Sequence[int]]:
        """Return the lines of the statement that a mutant changes, and of its whole function."""
        name = mutant.rpartition(".")[2]
        original = name.rpartition("__mutmut_")[0] + "__mutmut_orig"
        start, end = self._spans[original]
        before = self._text[start - 1 : end]
        first, last = self._spans[name]
        after = [line.replace(name, original) for line in self._text[first - 1 : last]]
        pairs = enumerate(zip_longest(before, after))
        changed = next(place for place, (old, new) in pairs if old != new)
        statement = [start + place for place in lines_of_statement(tuple(before), changed)]
        return statement, range(start, end + 1)

    def record(self, result: _Result) -> None:
        self._has_changed = True
        self.exit_codes[result.name] = result.exit_code
        self._content["durations_by_key"][result.name] = result.seconds

    def save(self) -> None:
        """Replace the file at once, so that a run that is stopped leaves no half of it."""
        if not self._has_changed:
            return
        complete = self._path.with_suffix(".new")
        complete.write_text(json.dumps(self._content, indent=4), "utf-8")
        complete.replace(self._path)


class _ProgressReporter:
    """Prints how far it is, and saves the results, about every half minute."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._count = 0
        self._next = time.monotonic() + 30

    def report(self, files: Iterable[_MutatedFile]) -> None:
        self._count += 1
        if time.monotonic() > self._next:
            self._next = time.monotonic() + 30
            print(f"{self._count} of {self._total}", file=sys.__stderr__, flush=True)
            for file in files:
                file.save()


def _in_fair_order(names: Iterable[str]) -> list[str]:
    """Mix the mutants, always in the same way, so that any part is a sample of all."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())


def _check_that_faults_are_noticed(tests: Sequence[pytest.Item], processes: _Processes) -> None:
    processes.start(_EVERYTHING_FAILS, [_Test(test, 60.0) for test in tests[:100]])
    if processes.wait().exit_code != KILLED:
        raise pytest.UsageError("a fault in every function made no test fail")


def main() -> int:
    """Try mutants; the exit code is that of pytest."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.session", description=__doc__)
    parser.add_argument("patterns", nargs="*", default=["*"], help="names of mutants, with *")
    parser.add_argument("--minutes", type=float, required=True)
    options = parser.parse_args()
    settings = mutmut_config()
    arguments = ["-q", "--capture=sys", *settings.pytest_add_cli_args]
    arguments += settings.pytest_add_cli_args_test_selection
    return int(pytest.main(arguments, [MutantSession(options.patterns, options.minutes)]))


if __name__ == "__main__":
    sys.exit(main())
