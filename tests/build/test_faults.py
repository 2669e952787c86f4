"""Builds that are killed, stopped or run at the same time: every file is complete, none is lost.

The suite kills some dozens of builds, always the same ones. To kill more of them:

    FAULT_RUNS=200 python -m pytest tests/build/test_faults.py -k killed
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.preview.live_site import LiveSite
from tests.conftest import run_program
from tests.support import NOW, ROOT, fault_injection
from tests.support.fault_injection import (
    ADDRESSES,
    AFTER,
    BEFORE,
    READDRESSED,
    REWORDED,
    Files,
    ProcessResult,
)
from tests.support.files import read_tree
from tests.support.incremental_model import fast_builds

NAMED: Files = {
    "content/site.toml": b'title = "One"\nid = "urn:x:1"\nbase_url = "https://a.example/"\n',
    "content/a.en.md": b"---\ntitle: A\ndate: 2024\nsource: AP\n---\nText.\n",
}

FAULT_RUNS = int(os.environ.get("FAULT_RUNS", "18"))


@pytest.fixture(scope="module", autouse=True)
def quickly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make builds fast: processes copied from this one reuse what it has compiled."""
    with fast_builds():
        root = tmp_path_factory.mktemp("first")
        fault_injection.write_sources(root, AFTER)
        assert run_program("build", root, "--jobs", "1").exit_code == 0
        yield


@dataclass(frozen=True, slots=True)
class Change:
    """A site that has changed since its last build, and what an uninterrupted build of it does.

    Attributes:
        root: Its folder.
        old: What is published.
        new: What is to be published.
        arguments: How it is built.
        steps: How many steps the build takes.
        moves: Which of the steps write to the output.
        seconds: How long it takes.
    """

    root: Path
    old: Files
    new: Files
    arguments: tuple[str, ...]
    steps: int
    moves: tuple[int, ...]
    seconds: float


def to_another_disk() -> None:
    """Simulate an output that is on another disk than the record of the last build."""
    replace, rename = os.replace, os.rename

    def crossing(move: Callable[..., None]) -> Callable[..., None]:
        def moved(source: str, target: str) -> None:
            if "/.tarikh/staging" in str(source):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), source, None, target)
            move(source, target)

        return moved

    os.replace = crossing(replace)
    os.rename = crossing(rename)


# The site before and after, the arguments of the build, and what is changed in the system first.
SCENARIOS: dict[str, tuple[Files, Files, tuple[str, ...], Callable[[], object]]] = {
    "from nothing": ({}, AFTER, ("--jobs", "1"), int),
    "from nothing, by two": ({}, AFTER, ("--jobs", "2"), int),
    "much has changed": (BEFORE, AFTER, ("--jobs", "1"), int),
    "much has changed, by two": (BEFORE, AFTER, ("--jobs", "2"), int),
    "bodies have changed": (BEFORE, REWORDED, ("--jobs", "1"), int),
    "addresses have changed": (ADDRESSES, READDRESSED, ("--jobs", "1"), int),
    "all is read again": (BEFORE, AFTER, ("--jobs", "2", "--verify"), int),
    "to another disk": (BEFORE, AFTER, ("--jobs", "1"), to_another_disk),
    "from nothing to another disk": ({}, AFTER, ("--jobs", "1"), to_another_disk),
}


@pytest.fixture(scope="module")
def changes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Change]:
    """The site of each scenario, ready for the build that is going to be interrupted."""
    base = tmp_path_factory.mktemp("changes")
    built: dict[frozenset[tuple[str, bytes]], Path] = {}
    changes_by_name: dict[str, Change] = {}

    def build(root: Path, *arguments: str, first: Callable[[], object] = int) -> None:
        ended = fault_injection.run(base / "log", "build", root, *arguments, first=first)
        assert ended.code == 0, ended.said

    def site_of(files: Files) -> Path:
        key = frozenset(files.items())
        if key not in built:
            built[key] = base / f"clean{len(built)}" / "site"
            (built[key] / "content").mkdir(parents=True)
            fault_injection.write_sources(built[key], files)
            if files:
                build(built[key], "--jobs", "1")
        return built[key]

    def change(name: str) -> Change:
        if name in changes_by_name:
            return changes_by_name[name]
        before, after, arguments, prepare = SCENARIOS[name]
        root, trial = base / name / "site", base / name / "trial"
        fault_injection.copy_site(site_of(before), root)
        old, new = (
            read_tree(root / "output"),
            read_tree(site_of(after) / "output"),
        )
        fault_injection.write_sources(root, after)
        fault_injection.copy_site(root, trial)
        noted = base / "steps"
        began = time.perf_counter()
        build(trial, *arguments, first=both(prepare, fault_injection.record_steps(noted)))
        seconds = time.perf_counter() - began
        assert read_tree(trial / "output") == new
        steps = [line.split(" ", 2) for line in noted.read_text().splitlines()]
        moves = tuple(int(n) for n, _, path in steps if path.startswith(f"{trial}/output"))
        changes_by_name[name] = Change(root, old, new, arguments, int(steps[-1][0]), moves, seconds)
        return changes_by_name[name]

    return change


def both(one: Callable[[], object], other: Callable[[], object]) -> Callable[[], None]:
    def begin() -> None:
        one()
        other()

    return begin


def check_whole(change: Change, root: Path) -> None:
    """Assert that every published file is complete and has no dead link at this moment."""
    output = read_tree(root / "output")
    assert fault_injection.find_torn_files(output, change.old, change.new) == []
    assert fault_injection.find_dead_links(output) == set()


def check_repaired(
    change: Change, root: Path, log: Path, first: Callable[[], object] = int
) -> None:
    """Assert that the next build publishes what a clean build does."""
    ended = fault_injection.run(log, "build", root, "--jobs", "1", first=first)
    assert ended.code == 0, ended.said
    output = read_tree(root / "output")
    assert sorted(output) == sorted(change.new)
    assert output == change.new
    assert fault_injection.find_leftovers(root, root / "output") == []


# --- Killed -------------------------------------------------------------------------------


@pytest.mark.parametrize("run", range(FAULT_RUNS))
def test_a_build_that_is_killed_leaves_every_file_whole_and_the_next_repairs_the_output(
    run: int, changes: Callable[[str], Change], tmp_path: Path
) -> None:
    name = list(SCENARIOS)[run % len(SCENARIOS)]
    change, prepare = changes(name), SCENARIOS[name][3]
    chance = random.Random(run)
    root, log = tmp_path / "site", tmp_path / "log"
    fault_injection.copy_site(change.root, root)
    before = fault_injection.read_sources(root)
    # Mostly while files are moved into the output, though that takes the least time.
    if chance.random() < 0.8:
        steps = chance.choice((change.moves, change.moves, range(1, change.steps + 1)))
        step = fault_injection.signal_at(chance.choice(steps), signal.SIGKILL)
        ended = fault_injection.run(
            log, "build", root, *change.arguments, first=both(prepare, step)
        )
    else:
        process = fault_injection.start(log, "build", root, *change.arguments, first=prepare)
        process.signal_after(chance.random() * change.seconds, signal.SIGKILL)
        ended = process.end()
    assert ended.code in {-signal.SIGKILL, 0}
    check_whole(change, root)
    check_repaired(change, root, log, prepare)
    assert fault_injection.read_sources(root) == before


@pytest.mark.parametrize(
    ("part", "number"),
    [
        (0.02, signal.SIGINT),
        (0.3, signal.SIGTERM),
        (0.6, signal.SIGHUP),
        (0.8, signal.SIGTERM),
        (0.97, signal.SIGINT),
    ],
)
@pytest.mark.parametrize("name", ["much has changed", "from nothing, by two"])
def test_a_build_that_is_asked_to_stop_reports_it_in_one_line_and_cleans_up(
    name: str, part: float, number: int, changes: Callable[[str], Change], tmp_path: Path
) -> None:
    change, prepare = changes(name), SCENARIOS[name][3]
    root, log = tmp_path / "site", tmp_path / "log"
    fault_injection.copy_site(change.root, root)
    step = fault_injection.signal_at(round(part * change.steps), number)
    ended = fault_injection.run(log, "build", root, *change.arguments, first=both(prepare, step))
    assert ended == ProcessResult(
        128 + number,
        "tarikh: stopped; every published file is complete, and the next build finishes the rest\n",
    )
    assert not (root / ".tarikh/staging").exists()
    check_whole(change, root)
    assert not list((root / "output").glob(".tarikh-staging"))
    check_repaired(change, root, log, prepare)


@pytest.mark.parametrize("step", [1, 20, 50])
def test_a_build_whose_worker_is_killed_fails_in_plain_words(
    step: int, changes: Callable[[str], Change], tmp_path: Path
) -> None:
    change = changes("much has changed, by two")
    root, log = tmp_path / "site", tmp_path / "log"
    fault_injection.copy_site(change.root, root)
    ended = fault_injection.run(
        log, "build", root, "--jobs", "2", first=fault_injection.kill_worker_at(step)
    )
    assert ended == ProcessResult(
        1,
        ".: error: the system ended a process of the build, probably because memory ran out"
        " [memory-short]\n"
        "  hint: close other programs, or build with --jobs 1, which needs less memory\n"
        "Nothing was published: 1 error.\n",
    )
    assert read_tree(root / "output") == change.old
    assert not (root / ".tarikh/staging").exists()
    check_repaired(change, root, log)


def test_a_build_that_is_asked_to_stop_while_it_loads_reports_it_too() -> None:
    script = (
        "import os; from generator.interrupt import exit_on_stop_signals;"
        " exit_on_stop_signals(); os.kill(os.getpid(), 15)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (143, "", "tarikh: stopped\n")


def test_an_ignored_signal_stays_ignored(changes: Callable[[str], Change], tmp_path: Path) -> None:
    change = changes("much has changed")
    fault_injection.copy_site(change.root, tmp_path / "site")
    ignored = lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)  # noqa: E731
    first = both(ignored, fault_injection.signal_at(change.steps // 2, signal.SIGHUP))
    ended = fault_injection.run(
        tmp_path / "log", "build", tmp_path / "site", "--jobs", "1", first=first
    )
    assert ended.code == 0
    assert read_tree(tmp_path / "site/output") == change.new


# --- Several at once ----------------------------------------------------------------------


@pytest.mark.parametrize("others", [1, 4])
def test_of_simultaneous_builds_of_one_site_one_builds_and_the_others_report_it(
    others: int, changes: Callable[[str], Change], tmp_path: Path
) -> None:
    change = changes("much has changed, by two")
    root = tmp_path / "site"
    fault_injection.copy_site(change.root, root)
    gate = fault_injection.Pause(lambda count, _kind, _path: count == change.steps // 2)
    one = fault_injection.start(tmp_path / "one", "build", root, *change.arguments, first=gate)
    gate.wait()
    logs = [tmp_path / f"other{number}" for number in range(others)]
    for other in [fault_injection.start(log, "build", root, *change.arguments) for log in logs]:
        assert other.end() == ProcessResult(
            1,
            ".tarikh: error: another build of this site is running [site-busy]\n"
            "  hint: wait until it has finished, and build again\n"
            "Nothing was published: 1 error.\n",
        )
    check_whole(change, root)
    gate.resume()
    assert one.end().code == 0
    assert read_tree(root / "output") == change.new
    check_repaired(change, root, tmp_path / "log")


def test_a_lock_ends_with_its_process(changes: Callable[[str], Change], tmp_path: Path) -> None:
    change = changes("much has changed, by two")
    root = tmp_path / "site"
    fault_injection.copy_site(change.root, root)
    gate = fault_injection.Pause(lambda count, _kind, _path: count == change.steps // 2)
    one = fault_injection.start(tmp_path / "one", "build", root, *change.arguments, first=gate)
    gate.wait()
    one.signal_after(0, signal.SIGKILL)
    one.end()
    check_repaired(change, root, tmp_path / "log")


def test_a_copy_of_the_site_waits_its_turn_at_an_output(
    changes: Callable[[str], Change], tmp_path: Path
) -> None:
    change = changes("much has changed")
    root, twin, output = tmp_path / "site", tmp_path / "twin", tmp_path / "output"
    fault_injection.copy_site(change.root, root)
    fault_injection.copy_site(change.root, twin)
    assert fault_injection.run(tmp_path / "log", "build", root, "--output", output).code == 0
    fault_injection.write_sources(root, BEFORE)
    gate = fault_injection.Pause(
        lambda _count, kind, path: kind == "move" and path.startswith(str(output))
    )
    one = fault_injection.start(tmp_path / "one", "build", root, "--output", output, first=gate)
    gate.wait()
    ended = fault_injection.run(tmp_path / "log", "build", twin, "--output", output)
    assert ended.code == 1
    assert f"{output}: error: another build is writing into this folder [site-busy]" in ended.said
    gate.resume()
    assert one.end().code == 0
    assert fault_injection.run(tmp_path / "log", "build", twin, "--output", output).code == 0
    assert read_tree(output) == change.new


def test_a_preview_during_a_build_shows_the_site(
    changes: Callable[[str], Change], tmp_path: Path
) -> None:
    change = changes("much has changed")
    root = tmp_path / "site"
    fault_injection.copy_site(change.root, root)
    gate = fault_injection.Pause(lambda count, _kind, _path: count == change.steps // 2)
    one = fault_injection.start(tmp_path / "one", "build", root, *change.arguments, first=gate)
    gate.wait()
    session = LiveSite(root, now=lambda: NOW, drafts=False, jobs=1)
    assert b"Two 15" in session.get_file("en/articles/k15/index.html").data
    gate.resume()
    assert one.end().code == 0
    assert b"Two 15" in session.get_file("en/articles/k15/index.html").data
    check_repaired(change, root, tmp_path / "log")


# --- Sources that change meanwhile --------------------------------------------------------


def test_a_file_that_changes_while_it_is_read_is_correct_after_the_next_build(
    changes: Callable[[str], Change], tmp_path: Path
) -> None:
    change = changes("much has changed")
    root = tmp_path / "site"
    fault_injection.copy_site(change.root, root)
    fault_injection.write_sources(root, BEFORE)
    # The program has listed the last article, and not read it yet.
    gate = fault_injection.Pause(
        lambda _count, kind, path: kind == "read" and path.endswith("k12.ar.md")
    )
    (root / "content/k12.ar.md").write_bytes(BEFORE["content/k12.ar.md"] + b"\nMore.\n")
    one = fault_injection.start(tmp_path / "one", "build", root, "--jobs", "1", first=gate)
    gate.wait()
    fault_injection.write_sources(root, AFTER)
    gate.resume()
    one.end()
    check_repaired(change, root, tmp_path / "log")


def test_a_picture_that_changes_during_the_build_is_not_published(
    changes: Callable[[str], Change], tmp_path: Path
) -> None:
    change = changes("much has changed")
    root = tmp_path / "site"
    fault_injection.copy_site(change.root, root)
    gate = fault_injection.Pause(
        lambda _count, kind, path: kind == "make" and path.endswith("/staging")
    )
    one = fault_injection.start(tmp_path / "one", "build", root, "--jobs", "1", first=gate)
    gate.wait()
    (root / "content/p.svg").write_text("<svg/>")
    gate.resume()
    ended = one.end()
    message = "the file changed while the site was being built"
    assert ended.code == 1
    assert ended.said.startswith(
        f"content/p.svg: error: {message} [source-changed]\n  hint: build again\n"
    )
    # The others are about addresses that the site gives up.
    assert "\nNothing was published: 1 error and " in ended.said
    fault_injection.write_sources(root, AFTER)
    check_repaired(change, root, tmp_path / "log")


# --- Two sites and one output -------------------------------------------------------------


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output folder with a published site."""
    output = tmp_path / "output"
    fault_injection.write_sources(tmp_path / "one", NAMED)
    assert run_program("build", tmp_path / "one", "--output", output).exit_code == 0
    return output


def test_an_output_that_another_site_has_is_refused(output: Path, tmp_path: Path) -> None:
    before = read_tree(output)
    other = tmp_path / "other"
    fault_injection.write_sources(other, {**NAMED, "content/site.toml": b'title = "Other"\n'})
    result = run_program("build", other, "--output", output)
    assert result.exit_code == 1
    assert result.stderr == (
        f"{output}: error: the folder contains another site, 'One' [output-other]\n"
        "  hint: choose another folder with --output; if it is this site under an earlier title,"
        " delete the files in the folder\n"
        "Nothing was published: 1 error.\n"
    )
    assert read_tree(output) == before


@pytest.mark.parametrize(
    "settings",
    [
        'title = "One"\nid = "urn:x:2"\nbase_url = "https://b.example/"',
        'title = "New"\nid = "urn:x:1"\nbase_url = "https://b.example/"',
        'title = "New"\nid = "urn:x:2"\nbase_url = "https://a.example/"',
    ],
)
def test_a_copy_of_a_site_with_an_identifier_may_publish_into_the_same_output(
    settings: str, output: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    fault_injection.write_sources(clone, {**NAMED, "content/site.toml": settings.encode()})
    assert run_program("build", clone, "--output", output).exit_code == 0
    assert read_tree(output) == clean_output(clone, tmp_path / "clean")


def test_a_site_that_was_moved_and_renamed_can_still_be_built(output: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    (tmp_path / "one").rename(moved)
    fault_injection.write_sources(moved, {**NAMED, "content/site.toml": b'title = "New"\n'})
    assert run_program("build", moved, "--output", output).exit_code == 0
    assert read_tree(output) == clean_output(moved, tmp_path / "clean")


def test_a_site_is_refused_after_another_one_was_built_into_the_folder(
    output: Path, tmp_path: Path
) -> None:
    shutil.rmtree(output)
    other = tmp_path / "other"
    fault_injection.write_sources(other, {**NAMED, "content/site.toml": b'title = "Other"\n'})
    assert run_program("build", other, "--output", output).exit_code == 0
    assert run_program("build", tmp_path / "one", "--output", output).codes == ("output-other",)


def clean_output(root: Path, clean: Path) -> Files:
    """Return what a clean build of a site publishes."""
    shutil.copytree(root / "content", clean / "content")
    assert run_program("build", clean).exit_code == 0
    return read_tree(clean / "output")
