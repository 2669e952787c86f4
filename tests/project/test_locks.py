"""The lock files: complete, free of this machine, and compared with what is installed."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.newer_versions import find_differences, normalize_name, read_lock
from tests.support import ROOT

_HASHED = ("run", "dev", "bench")


def lock_text(name: str) -> str:
    return (ROOT / f"locks/{name}.txt").read_text(encoding="utf-8")


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[\w.-]+", requirement) for requirement in requirements)
    return {normalize_name(match[0]) for match in found if match is not None}


@pytest.mark.parametrize("name", _HASHED)
def test_every_locked_package_has_a_version_and_hashes(name: str) -> None:
    for entry in re.split(r"\n(?! )", lock_text(name).strip()):
        assert re.fullmatch(
            r"[\w.-]+==\S+( ; [^\n]+)?( \\\n {4}--hash=sha256:[0-9a-f]{64})+", entry
        )


@pytest.mark.parametrize("name", [*_HASHED, "pages"])
def test_a_lock_file_names_no_host_and_no_folder(name: str) -> None:
    assert re.search(r"://|index-url|find-links|^-|/", lock_text(name), re.MULTILINE) is None


def test_the_lock_files_have_everything_that_the_project_asks_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = names(settings["project"]["dependencies"]) | names(settings["build-system"]["requires"])
    extras = settings["project"]["optional-dependencies"]
    assert run - read_lock(lock_text("run")).keys() == set()
    pages = run | names(extras["cards"])
    assert pages - read_lock(lock_text("pages")).keys() == set()
    assert (run | names(extras["dev"])) - read_lock(lock_text("dev")).keys() == set()
    assert (run | names(extras["bench"])) - read_lock(lock_text("bench")).keys() == set()


def test_what_builds_a_site_is_locked_to_one_version() -> None:
    run, dev = read_lock(lock_text("run")), read_lock(lock_text("dev"))
    assert run.items() <= read_lock(lock_text("pages")).items() <= dev.items()


def test_differences_from_a_lock_file_are_named() -> None:
    locked = read_lock("one==1.0 \\\n    --hash=sha256:00\ntwo==2.0 ; sys_platform == 'linux' \\\n")
    assert locked == {"one": {"1.0"}, "two": {"2.0"}}
    assert find_differences(locked, {"one": "1.1", "two": "2.0", "three": "3"}) == [
        "one: 1.0 locked, 1.1 here",
        "three: not locked, 3 here",
    ]
