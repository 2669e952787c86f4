"""GitHub installs the program that made a new site, or is told that it cannot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.scaffold.requirement import (
    PLACEHOLDER,
    Requirement,
    find_requirement,
    public_address,
)
from tests.support import Run

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=no"]
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def make_clone(folder: Path, remote: str, *, is_pushed: bool = True) -> str:
    """Make a clone with one commit, and return its hash."""
    git(folder, "init", "--quiet")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Start")
    git(folder, "remote", "add", "origin", remote)
    commit = git(folder, "rev-parse", "HEAD")
    if is_pushed:
        git(folder, "update-ref", "refs/remotes/origin/main", commit)
    return commit


def from_url(url: str, **more: object) -> Requirement:
    return find_requirement("1.2", json.dumps({"url": url, **more}))


def test_a_version_of_an_index_is_pinned() -> None:
    assert find_requirement("1.2", None) == Requirement("tarikh[cards]==1.2")


def test_a_commit_of_a_public_repository_is_pinned() -> None:
    git_info = {"vcs": "git", "commit_id": COMMIT}
    assert from_url("https://git.example/tarikh", vcs_info=git_info) == Requirement(
        f"tarikh[cards] @ git+https://git.example/tarikh@{COMMIT}"
    )


def test_a_file_of_a_public_host_is_pinned_with_its_hash() -> None:
    url = "https://host.example/tarikh-1.2-py3-none-any.whl"
    assert from_url(url, archive_info={"hashes": {"sha256": "ab12"}}).text == (
        f"tarikh[cards] @ {url}#sha256=ab12"
    )


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://git.example/tarikh.git", "https://git.example/tarikh.git"),
        ("https://desk:secret@git.example/tarikh", "https://git.example/tarikh"),
        ("git@git.example:desk/tarikh.git", "https://git.example/desk/tarikh.git"),
        ("ssh://git@git.example:2222/desk/tarikh", "https://git.example/desk/tarikh"),
        ("git://git.example/tarikh", "https://git.example/tarikh"),
        ("/home/desk/tarikh", ""),
        ("../tarikh", ""),
        ("file:///home/desk/tarikh", ""),
        ("https://localhost/tarikh", ""),
        ("http://192.168.1.20/tarikh", ""),
        ("desk@server:tarikh", ""),
        ("https://git.newsroom.internal/tarikh", ""),
    ],
)
def test_the_address_of_a_repository_is_one_that_everyone_can_read(url: str, address: str) -> None:
    assert public_address(url) == address


def test_a_clone_is_installed_from_its_remote_at_the_commit_that_it_has(tmp_path: Path) -> None:
    commit = make_clone(tmp_path, "https://desk:secret@git.example/tarikh.git")
    wanted = Requirement(f"tarikh[cards] @ git+https://git.example/tarikh.git@{commit}")
    assert from_url(tmp_path.as_uri(), dir_info={}) == wanted
    # pip install git+file:///…
    vcs_info = {"vcs": "git", "commit_id": commit}
    assert from_url(tmp_path.as_uri(), vcs_info=vcs_info) == wanted


@pytest.mark.parametrize(
    ("remote", "is_pushed", "obstacle"),
    [
        ("/srv/tarikh.git", True, "it was installed from a clone of /srv/tarikh.git"),
        (
            "https://git.example/tarikh",
            False,
            "it was installed from a commit that has not been pushed",
        ),
    ],
)
def test_a_clone_that_others_cannot_read_is_not_a_requirement(
    tmp_path: Path, remote: str, is_pushed: bool, obstacle: str
) -> None:
    make_clone(tmp_path, remote, is_pushed=is_pushed)
    assert from_url(tmp_path.as_uri(), dir_info={}) == Requirement(PLACEHOLDER, obstacle)


def test_a_folder_without_git_is_not_a_requirement(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "gone"):
        assert from_url(folder.as_uri(), dir_info={}) == Requirement(
            PLACEHOLDER, "it was installed from a folder of this computer"
        )


def test_init_says_what_is_missing_and_pip_refuses_the_file_until_it_is_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = Requirement(PLACEHOLDER, "it was installed from a folder of this computer")
    monkeypatch.setattr("generator.scaffold.requirement.find_requirement", lambda *_: missing)
    result = run("init", tmp_path)
    assert result.exit_code == 0
    assert (
        "requirements.txt: GitHub cannot install this tarikh: it was installed from a folder of"
        " this computer\n"
        "  hint: before you publish, write the address that tarikh is cloned from in place of"
        " ADDRESS\n"
    ) in result.output
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index"]
    pip = subprocess.run(
        [*command, "--requirement", str(tmp_path / "requirements.txt")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert pip.returncode != 0
    assert "Invalid requirement: 'tarikh[cards] @ git+ADDRESS' (from line 4 of " in pip.stderr


def test_init_writes_the_requirement_that_it_is_given(run: Run, tmp_path: Path) -> None:
    result = run("init", tmp_path, "--install", "tarikh==1.2")
    assert (tmp_path / "requirements.txt").read_text("utf-8").splitlines()[-1] == "tarikh==1.2"
    assert "cannot install" not in result.output
