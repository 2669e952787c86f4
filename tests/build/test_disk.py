"""Errors of the disk: each is reported in plain words, the earlier output stays, and the next build
repairs the rest.

The system's errors are simulated in a process of its own; a few are real. In the suite the disk
runs full at some of the writes of a build. To try every write:

    DISK_STEPS=1 python -m pytest tests/build/test_disk.py -k full
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.os_errors import describe_os_error
from generator.state.changes import filesystem_now
from tests.conftest import run_program
from tests.support import ROOT, cannot_run, fault_injection
from tests.support.fault_injection import Files, ProcessResult
from tests.support.files import read_tree
from tests.support.incremental_model import fast_builds
from tests.support.replacing import replace_everywhere

STEP = int(os.environ.get("DISK_STEPS", "61"))
# More steps than any of these builds takes.
STEPS = 400

BEFORE: Files = {
    "content/site.toml": (
        b'title = "Disk"\nexports = "none"\n[languages.en]\n[problems]\naddress-gone = "ignore"\n'
    ),
    "content/a.en.md": b"---\ntitle: A\ndate: 2024\nsource: AP\n---\nText. ![p](p.svg)\n",
    "content/c.en.md": b"---\ntitle: C\ndate: 2022\nsource: AP\n---\nText.\n",
    "content/p.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
}
AFTER: Files = {
    **BEFORE,
    "content/a.en.md": b"---\ntitle: A, again\ndate: 2024\nsource: AP\n---\nText. ![p](p.svg)\n",
    "content/b.en.md": b"---\ntitle: B\ndate: 2023\nsource: AFP\n---\nText.\n",
    "content/c.en.md": b"",
}
# Commands that give a process its own mount namespace: for any user or, where that is forbidden, as
# in GitHub's CI, for root.
NAME_SPACES = (
    ("unshare", "--user", "--map-root-user", "--mount"),
    ("sudo", "--non-interactive", "unshare", "--mount"),
)
NOTICE = "The build could not be recorded, so the next build will read every file again: "


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site that was built and has changed since, next to a clean build of it."""
    base = tmp_path_factory.mktemp("origin")
    with fast_builds():
        fault_injection.write_sources(base / "clean", AFTER)
        assert run_program("build", base / "clean").exit_code == 0
        fault_injection.write_sources(base / "site", BEFORE)
        assert run_program("build", base / "site").exit_code == 0
        fault_injection.write_sources(base / "site", AFTER)
        yield base


class Disk:
    """A site of one test, and the results of its builds."""

    def __init__(self, origin: Path, folder: Path) -> None:
        self.root = folder / "site"
        self.log = folder / "log"
        fault_injection.copy_site(origin / "site", self.root)
        self.output = self.root / "output"
        self.old = read_tree(self.output)
        self.new = read_tree(origin / "clean/output")
        self.sources = fault_injection.read_sources(self.root)

    def build(self, *more: str | Path, first: Callable[[], object] = int) -> ProcessResult:
        return fault_injection.run(self.log, "build", self.root, "--jobs", "1", *more, first=first)

    def check_unpublished(self) -> None:
        """Assert that the build changed nothing."""
        assert read_tree(self.output) == self.old
        assert fault_injection.read_sources(self.root) == self.sources
        assert not (self.root / ".tarikh/staging").exists()

    def check_repaired(self) -> None:
        """Assert that the next build publishes the site."""
        ended = self.build()
        assert ended.code == 0, ended.said
        assert read_tree(self.output) == self.new
        assert fault_injection.find_leftovers(self.root, self.output) == []


@pytest.fixture
def disk(origin: Path, tmp_path: Path) -> Disk:
    return Disk(origin, tmp_path)


def expected_report(path: str, message: str, code: str, hint: str) -> str:
    """The report of one problem that keeps a site from being published."""
    return f"{path}: error: {message} [{code}]\n  hint: {hint}\nNothing was published: 1 error.\n"


# --- Full ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("at", range(1, STEPS, STEP))
def test_a_disk_that_is_full_from_a_write_on(at: int, number: int, disk: Disk) -> None:
    ended = disk.build(first=fault_injection.full_disk(at, number))
    if ended.code == 0:
        # There was space for everything, or for everything that is published.
        assert read_tree(disk.output) == disk.new
    else:
        assert ended.code == 1
        assert (
            f" error: {describe_os_error(OSError(number, '')).message} [disk-full]\n" in ended.said
        )
        assert ended.said.startswith((".tarikh", "output"))
        disk.check_unpublished()
    disk.check_repaired()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("at", range(1, STEPS, 2 * STEP))
def test_a_step_that_is_refused(at: int, number: int, disk: Disk) -> None:
    """One file cannot be created, moved or removed, once."""
    refuse = fault_injection.fail_at(number, lambda count, _kind, _path: count == at)
    ended = disk.build(first=refuse)
    assert ended.code in {0, 1}
    published = read_tree(disk.output)
    if ended.code == 1:
        assert f": {describe_os_error(OSError(number, '')).message}" in ended.said
        assert fault_injection.find_torn_files(published, disk.old, disk.new) == []
        assert fault_injection.find_dead_links(published) == set()
    else:
        assert published == disk.new
    assert fault_injection.read_sources(disk.root) == disk.sources
    disk.check_repaired()


def test_an_error_while_files_are_replaced_says_that_some_are_new(disk: Disk) -> None:
    page = f"{disk.output}/en/index.html"
    settings = BEFORE["content/site.toml"].replace(b"Disk", b"Other")
    (disk.root / "content/site.toml").write_bytes(settings)
    sources = fault_injection.read_sources(disk.root)
    ended = disk.build(
        first=fault_injection.fail_at(
            errno.EIO, lambda _count, kind, path: (kind, path) == ("move", page)
        )
    )
    assert ended == ProcessResult(
        1,
        "output: error: en/index.html: its disk reports an error; some files were published and"
        " others were not, but each file is complete [output-partial]\n"
        "  hint: check the disk, and restore the file from a backup if it is damaged\n"
        "Only part of the site was published: 1 error.\n",
    )
    assert fault_injection.find_dead_links(read_tree(disk.output)) == set()
    assert fault_injection.read_sources(disk.root) == sources
    assert disk.build().code == 0


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """In its own mount namespace, a small disk can be mounted."""
    fault_injection.write_sources(tmp_path / "site", BEFORE)
    script = (
        "export PYTHONDONTWRITEBYTECODE=1;"
        'mkdir -p "$1/disk" && mount -t tmpfs -o size=96k none "$1/disk" || exit 77;'
        'cp -r "$1/site" "$1/disk"; "$2" -m generator build "$1/disk/site" --jobs 2 2>&1;'
        'echo "code $?"; ls -A "$1/disk/site" "$1/disk/site/.tarikh"'
    )
    for name_space in filter(lambda command: shutil.which(command[0]), NAME_SPACES):
        done = subprocess.run(
            [*name_space, "sh", "-c", script, "sh", str(tmp_path), sys.executable],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if "code " in done.stdout:
            break
    else:
        cannot_run("no disk can be mounted here")
    assert "its disk is full [disk-full]\n" in done.stdout
    assert "Traceback" not in done.stdout
    assert done.stdout.endswith(
        f"code 1\n{tmp_path}/disk/site:\n.tarikh\ncontent\n\n{tmp_path}/disk/site/.tarikh:\nlock\n"
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_that_exceed_the_system_limit(jobs: str, disk: Disk) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

    ended = disk.build("--jobs", jobs, first=limit)
    assert ended.code == 1
    assert ": error: it exceeds the limit on the size of files [file-refused]\n" in ended.said
    disk.check_unpublished()
    disk.check_repaired()


# --- Output -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "message", "hint"),
    [
        (
            errno.EROFS,
            "its disk is read-only",
            "choose another folder with --output, or make the disk writable",
        ),
        (
            errno.EACCES,
            "you do not have permission to read or write it",
            "give yourself permission, or choose another folder with --output",
        ),
    ],
)
def test_an_output_that_cannot_be_written(number: int, message: str, hint: str, disk: Disk) -> None:
    output = str(disk.output)
    refuse = fault_injection.fail_at(
        number, lambda count, _kind, path: count and path.startswith(output)
    )
    ended = disk.build(first=refuse)
    assert ended.code == 1
    assert ended.said.startswith("output/")
    assert ended.said.endswith(
        f": error: {message} [file-refused]\n  hint: {hint}\nNothing was published: 1 error.\n"
    )
    disk.check_unpublished()
    disk.check_repaired()


@pytest.mark.parametrize("rights", [0o500, 0o000])
def test_a_folder_of_the_output_that_is_closed_to_the_user(rights: int, disk: Disk) -> None:
    closed = disk.output / "en/articles/a"
    closed.chmod(rights)
    ended = disk.build(first=fault_injection.obey_permissions)
    closed.chmod(0o700)
    assert ended.code == 1
    assert ended.said.startswith("output/en/articles/a")
    assert "you do not have permission to read or write it [file-refused]" in ended.said
    disk.check_unpublished()
    disk.check_repaired()


def test_an_output_that_is_a_file(disk: Disk) -> None:
    shutil.rmtree(disk.output)
    disk.output.write_text("precious")
    assert disk.build() == ProcessResult(
        1,
        expected_report(
            "output",
            "the output folder cannot be created because a file has its name",
            "output-foreign",
            "move the file, or choose another folder with --output",
        ),
    )
    assert disk.output.read_text() == "precious"
    disk.output.unlink()
    disk.check_repaired()


def test_an_empty_folder_where_a_file_must_be(disk: Disk) -> None:
    page = disk.output / "en/articles/a/index.html"
    page.unlink()
    (page / "empty").mkdir(parents=True)
    disk.check_repaired()


def test_a_folder_where_a_file_must_be(disk: Disk) -> None:
    page = disk.output / "en/articles/a/index.html"
    page.unlink()
    page.mkdir()
    (page / "mine.txt").write_text("precious")
    ended = disk.build()
    assert ended.code == 1
    assert "files that tarikh did not write: en/articles/a/index.html/mine.txt " in ended.said
    assert (page / "mine.txt").read_text() == "precious"
    shutil.rmtree(page)
    disk.check_repaired()


def test_a_file_where_a_folder_must_be(disk: Disk) -> None:
    folder = disk.output / "en/articles/a"
    shutil.rmtree(folder)
    folder.write_text("precious")
    ended = disk.build()
    assert ended.code == 1
    assert "files that tarikh did not write: en/articles/a [output-foreign]" in ended.said
    assert folder.read_text() == "precious"
    folder.unlink()
    disk.check_repaired()


def test_an_output_that_is_removed_during_the_build(disk: Disk) -> None:
    gate = fault_injection.Pause(
        lambda _count, kind, path: kind == "make" and path.endswith("/staging")
    )
    build = fault_injection.start(disk.log, "build", disk.root, "--jobs", "1", first=gate)
    gate.wait()
    shutil.rmtree(disk.output)
    gate.resume()
    assert build.end() == ProcessResult(
        1,
        expected_report(
            "output",
            "the output folder was removed while the site was built",
            "output-gone",
            "build again",
        ),
    )
    assert not disk.output.exists()
    disk.check_repaired()


def test_the_folders_above_an_output_are_made(disk: Disk, tmp_path: Path) -> None:
    output = tmp_path / "some/where/else"
    assert disk.build("--output", output).code == 0
    assert read_tree(output) == disk.new


def test_a_path_that_is_longer_than_the_system_allows(disk: Disk, tmp_path: Path) -> None:
    output = tmp_path.joinpath(*["f" * 200] * 30)
    ended = disk.build("--output", output)
    assert ended.code == 1 or "too long" in ended.said.lower()
    assert ended.said.count("\n") <= 6
    disk.check_unpublished()


# --- Sources ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["content/a.en.md", "content/b.en.md", "content/site.toml", "content/p.svg"],
)
@pytest.mark.parametrize("number", [errno.EIO, errno.EMFILE, errno.EACCES])
def test_a_source_that_cannot_be_read(path: str, number: int, disk: Disk) -> None:
    disk.build()
    fault_injection.write_sources(
        disk.root, {**BEFORE, "content/b.en.md": b"", "content/site.toml": b"x = 1"}
    )
    fault_injection.write_sources(disk.root, AFTER)
    disk.old, disk.sources = (
        read_tree(disk.output),
        fault_injection.read_sources(disk.root),
    )
    # Only changed files are read; without the record, all of them are.
    shutil.rmtree(disk.root / ".tarikh")
    target = str(disk.root / path)
    refuse = fault_injection.fail_at(
        number, lambda _count, kind, path: kind == "read" and path == target
    )
    ended = disk.build(first=refuse)
    assert ended.code == 1
    assert f"{path}: error: " in ended.said
    assert ended.said.count("  hint: ") == 1
    disk.check_unpublished()
    disk.check_repaired()


@pytest.mark.parametrize("folder", ["content", "templates"])
@pytest.mark.parametrize("number", [errno.EIO, errno.EMFILE])
def test_a_folder_of_sources_that_cannot_be_listed(folder: str, number: int, disk: Disk) -> None:
    (disk.root / "templates").mkdir()
    target = str(disk.root / folder)
    ended = disk.build(
        first=fault_injection.fail_at(
            number, lambda _count, kind, path: kind == "list" and path == target
        )
    )
    assert ended.code == 1
    assert f"{folder}: error: " in ended.said
    assert "  hint: " in ended.said
    disk.check_unpublished()
    disk.check_repaired()


@pytest.mark.parametrize("path", ["content/b.en.md", "content/p.svg"])
def test_a_source_that_is_removed_during_the_build(path: str, disk: Disk) -> None:
    shutil.rmtree(disk.root / ".tarikh")
    gate = fault_injection.Pause(
        lambda _count, kind, name: kind == "read" and name == f"{disk.root}/{path}"
    )
    build = fault_injection.start(disk.log, "build", disk.root, "--jobs", "1", first=gate)
    gate.wait()
    held = (disk.root / path).read_bytes()
    (disk.root / path).unlink()
    gate.resume()
    ended = build.end()
    assert ended.code == 1
    assert f"{path}: error: " in ended.said
    assert "  hint: if it was just moved or deleted, build again\n" in ended.said
    assert read_tree(disk.output) == disk.old
    (disk.root / path).write_bytes(held)
    disk.check_repaired()


def test_wrong_clocks_and_times_do_not_hide_a_change(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert disk.build().code == 0
    article = disk.root / "content/b.en.md"
    for day in (4_000_000_000, 4_000_000_000, 1_000_000_000, 1_000_000_000):
        text = article.read_bytes()
        os.utime(article, (day, day))
        assert disk.build().code == 0
        article.write_bytes(text.replace(b"title: B", b"title: X"))
        os.utime(article, (day, day))
        assert disk.build().code == 0
        assert b"X" in (disk.output / "en/articles/b/index.html").read_bytes()
        article.write_bytes(text)
        os.utime(article, (day, day))
        disk.check_repaired()
    # The clock is set back by a day between two builds.
    replace_everywhere(
        monkeypatch, filesystem_now, lambda state: filesystem_now(state) - 86_400_000_000_000
    )
    article.write_bytes(article.read_bytes().replace(b"title: B", b"title: Y"))
    assert disk.build().code == 0
    assert b"Y" in (disk.output / "en/articles/b/index.html").read_bytes()


# --- State --------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_state_that_cannot_be_written_does_not_keep_a_site_from_being_built(
    number: int, disk: Disk
) -> None:
    state = f"{disk.root}/.tarikh"
    refuse = fault_injection.fail_at(
        number, lambda count, _kind, path: count and path.startswith(state)
    )
    ended = disk.build(first=refuse)
    assert ended.code == 0
    message = describe_os_error(OSError(number, "")).message
    assert ended.said.startswith(f"{NOTICE}{state}/")
    assert ended.said.splitlines()[0].endswith(f": {message}.")
    assert read_tree(disk.output) == disk.new
    disk.check_repaired()


def test_a_state_folder_that_is_a_file_does_not_prevent_a_build(disk: Disk) -> None:
    shutil.rmtree(disk.root / ".tarikh")
    (disk.root / ".tarikh").write_text("mine")
    ended = disk.build()
    assert ended.code == 0
    assert ended.said.startswith(f"{NOTICE}{disk.root}/.tarikh: something else has its name.")
    assert read_tree(disk.output) == disk.new
    assert (disk.root / ".tarikh").read_text() == "mine"


def test_a_missing_temporary_folder_does_not_prevent_a_build(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert disk.build("--jobs", "2").code == 0
    assert read_tree(disk.output) == disk.new


def test_without_a_state_and_a_temporary_folder_a_build_fails(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    shutil.rmtree(disk.root / ".tarikh")
    (disk.root / ".tarikh").write_text("mine")
    assert disk.build() == ProcessResult(
        1,
        expected_report(
            ".tarikh",
            "something else has its name",
            "file-refused",
            "move that away, and build again",
        ),
    )
    assert read_tree(disk.output) == disk.old


@pytest.mark.parametrize("at", ["manifest", "entries"])
def test_a_build_that_cannot_be_recorded_is_published(at: str, disk: Disk) -> None:
    state = f"{disk.root}/.tarikh/{at}"
    refuse = fault_injection.fail_at(
        errno.ENOSPC, lambda _count, kind, path: kind == "write" and path.startswith(state)
    )
    ended = disk.build(first=refuse)
    assert ended.code == 0
    assert ended.said.startswith(NOTICE)
    assert read_tree(disk.output) == disk.new
    disk.check_repaired()


def test_every_number_of_the_system_has_words() -> None:
    for number in errno.errorcode:
        found = describe_os_error(OSError(number, os.strerror(number), "a"))
        assert found.path == "a"
        assert found.hint
        assert "errno" not in found.message.casefold()
