"""What each test does without a mutant: which lines it reaches, and how long it takes.

Tests are recorded in a copy of the process, because a test leaves things behind that the tests of a
mutant must not find, such as a site that a fixture has built. A file of tests is recorded again
when it changes, and all of them when anything else does.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import os
import sys
import traceback
from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import _lru_cache_wrapper
from itertools import groupby, pairwise
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from mutmut.configuration import config as mutmut_config

_KEPT = Path("recording.json")


@dataclass(frozen=True, slots=True)
class FileRecording:
    """What the tests of a file do.

    ``seconds`` of the processor for each test include the fixtures that it is the first to use.
    ``shares`` is whether a test uses a fixture of the whole file. ``lines`` has, for each line of a
    function with mutants, the tests that reach it, as the bits of a number.
    """

    digest: str
    seconds: Sequence[float]
    shares: Sequence[bool]
    lines: Mapping[str, int]


class Recording:
    """What the tests of all files do; a test is known by its place among them."""

    def __init__(self, files: Mapping[str, FileRecording]) -> None:
        self.seconds: list[float] = []
        self.shares: list[bool] = []
        self._lines: defaultdict[str, int] = defaultdict(int)
        for file in files.values():
            for line, tests in file.lines.items():
                self._lines[line] |= tests << len(self.seconds)
            self.seconds += file.seconds
            self.shares += file.shares

    def find_tests(self, path: Path, lines: Iterable[int]) -> int:
        """Find the tests that reach any of the lines of a file: the bits of their places."""
        tests = 0
        for line in lines:
            tests |= self._lines.get(f"{path}:{line}", 0)
        return tests


def places_of(tests: int) -> list[int]:
    """Return the places of tests that are given as bits."""
    return [place for place in range(tests.bit_length()) if tests >> place & 1]


def find_caches() -> list[_lru_cache_wrapper[object]]:
    """Find the caches of the program that last as long as the process."""
    return [
        each
        for each in gc.get_objects()
        if isinstance(each, _lru_cache_wrapper) and each.__module__.startswith("generator.")
    ]


def record_tests(tests: Sequence[pytest.Item]) -> Recording:
    """Record the tests of the files that have changed; tests of a file must be neighbors."""
    files = {os.path.relpath(path): tuple(own) for path, own in groupby(tests, lambda it: it.path)}
    program = _digest_program()
    kept = _read(program)
    changed = [path for path in files if path not in kept or kept[path].digest != _digest(path)]
    if changed:
        pid = os.fork()
        if not pid:
            try:
                _record_changed({path: files[path] for path in changed}, kept, program)
            except BaseException:  # also what ends pytest: in a copy, nothing may follow
                traceback.print_exc(file=sys.__stderr__)
            os._exit(1)
        if os.waitpid(pid, 0)[1]:
            raise pytest.UsageError("a test fails without any mutant")
        kept = _read(program)
    return Recording({path: kept[path] for path in files})


def _read(program: str) -> dict[str, FileRecording]:
    if not _KEPT.exists():
        return {}
    content = json.loads(_KEPT.read_text("utf-8"))
    if content["program"] != program:
        return {}
    _import_modules(content["modules"])
    return {path: FileRecording(**each) for path, each in content["files"].items()}


def _import_modules(names: Iterable[str]) -> None:
    """Import what the tests import while they run, so that not every copy has to."""
    for name in names:
        if name.partition(".")[0] not in {"generator", "tests"} and name not in sys.modules:
            with suppress(Exception):
                importlib.import_module(name)


def _digest_program() -> str:
    """Return the digest of all that tests depend on besides their own file."""
    digest = hashlib.sha256()
    for folder in ("generator", *map(str, mutmut_config().also_copy)):
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in {".meta", ".spans", ".pyc"} or path.match("test_*.py"):
                continue
            if path.is_file() and path.parts[:2] != ("tests", "mutants"):
                digest.update(f"{path} {path.stat().st_size} ".encode() + path.read_bytes())
    return digest.hexdigest()


def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _record_changed(
    changed: Mapping[str, Sequence[pytest.Item]], kept: Mapping[str, FileRecording], program: str
) -> None:
    tests = [test for own in changed.values() for test in own]
    recorder = _Recorder()
    tests[0].config.pluginmanager.register(recorder)
    gc.unfreeze()  # else the caches would not be found
    for test, following in pairwise([*tests, None]):
        assert test is not None
        test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
    if not recorder.failed:
        files = dict(kept) | {path: recorder.summarize(path, own) for path, own in changed.items()}
        content = {
            "program": program,
            "modules": sorted(sys.modules),
            "files": {path: asdict(file) for path, file in files.items()},
        }
        _KEPT.write_text(json.dumps(content), "utf-8")
        os._exit(0)


class _Recorder:
    """A plugin that notes what each test reaches, also through fixtures that several share."""

    def __init__(self) -> None:
        self.failed = False
        self._seconds: dict[str, float] = {}
        self._lines: dict[str, frozenset[str]] = {}
        self._names: dict[tuple[CodeType, int], str] = {}
        self._reached: set[tuple[CodeType, int]] = set()
        self._reached_by_fixture: defaultdict[str, set[tuple[CodeType, int]]] = defaultdict(set)
        self._fixtures_of_files: set[str] = set()
        self._has_mutants: dict[CodeType, bool] = {}
        self._caches: Sequence[_lru_cache_wrapper[object]] = ()
        self._modules = 0

    def summarize(self, path: str, tests: Sequence[pytest.Item]) -> FileRecording:
        """Return what the tests of a file have done."""
        lines: defaultdict[str, int] = defaultdict(int)
        for place, test in enumerate(tests):
            for line in self._lines[test.nodeid]:
                lines[line] |= 1 << place
        return FileRecording(
            _digest(path),
            [self._seconds[test.nodeid] for test in tests],
            [not self._fixtures_of_files.isdisjoint(_fixtures(test)) for test in tests],
            dict(lines),
        )

    def trace(self, frame: FrameType, event: str, argument: object) -> Any:
        """Note the lines of functions that have mutants."""
        code = frame.f_code
        if code not in self._has_mutants:
            self._has_mutants[code] = "__mutmut_orig" in code.co_qualname
        return self._trace_lines if self._has_mutants[code] else None

    def _trace_lines(self, frame: FrameType, event: str, argument: object) -> Any:
        self._reached.add((frame.f_code, frame.f_lineno))
        return self._trace_lines

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object]
    ) -> Generator[None, object, object]:
        if fixturedef.scope == "function":
            return (yield)
        if fixturedef.scope != "session":
            self._fixtures_of_files.add(fixturedef.argname)
        before, self._reached = self._reached, set()
        try:
            return (yield)
        finally:
            self._reached_by_fixture[fixturedef.argname] |= self._reached
            self._reached |= before

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        # What a test finds in a cache would not be noted.
        if len(sys.modules) != self._modules:
            self._modules = len(sys.modules)
            self._caches = find_caches()
        for each in self._caches:
            each.cache_clear()
        self._reached = set()
        start = _processor_seconds()
        # Python stops tracing where there is no room on the stack for it.
        sys.settrace(self.trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self._seconds[item.nodeid] = _processor_seconds() - start
            shared = (self._reached_by_fixture.get(name, ()) for name in _fixtures(item))
            self._lines[item.nodeid] = frozenset(map(self._name, self._reached.union(*shared)))

    def _name(self, line: tuple[CodeType, int]) -> str:
        if line not in self._names:
            code, number = line
            self._names[line] = f"{os.path.relpath(code.co_filename)}:{number}"
        return self._names[line]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = True
            print(report.nodeid, report.longreprtext, sep="\n", file=sys.__stderr__, flush=True)


def _processor_seconds() -> float:
    """Return what this process and those that it has started have used."""
    return sum(os.times()[:4])


def _fixtures(test: pytest.Item) -> Sequence[str]:
    names: Sequence[str] = getattr(test, "fixturenames", ())
    return names
