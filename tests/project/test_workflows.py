"""The workflows of GitHub run what is in the repository, and may change nothing in it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import ROOT

SCAFFOLD = ROOT / "generator/scaffold/files"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
# The first version of each action that runs on Node.js 24; older ones are refused by now.
ON_NODE_24 = {
    "actions/cache": 5,
    "actions/checkout": 5,
    "actions/configure-pages": 6,
    "actions/deploy-pages": 5,
    "actions/download-artifact": 7,
    "actions/setup-python": 6,
    "actions/upload-artifact": 6,
    "actions/upload-pages-artifact": 5,
}
# This one runs in a container.
IN_CONTAINER = "pypa/gh-action-pypi-publish"


def read_workflow(path: Path) -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return workflow


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_read_the_repository_and_no_job_may_write_to_it(path: Path) -> None:
    workflow = read_workflow(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job.get("permissions", {}).get("contents", "read") == "read"
    checkouts = [
        step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_names_only_files_and_targets_that_exist(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("$(VENV)", ".venv")
    targets = set(re.findall(r"^([\w./-]+):", makefile, re.MULTILINE))
    for step in steps(read_workflow(path)):
        locked = step.get("with", {}).get("cache-dependency-path")
        assert locked is None or (ROOT / locked).is_file()
        for command in map(shlex.split, step.get("run", "").splitlines()):
            if command[0] == "make":
                assert command[1] in targets, command
            elif command[0].startswith(".ci/"):
                assert os.access(ROOT / command[0], os.X_OK), command
            for word in command:
                if word.startswith("tests/"):
                    assert (ROOT / word).exists(), command


def test_pull_requests_are_checked_on_each_supported_version_of_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    supported = [
        found[1]
        for each in project["classifiers"]
        if (found := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", each))
    ]
    workflow = read_workflow(ROOT / ".github/workflows/check.yml")
    check = workflow["jobs"]["check"]
    assert check["strategy"]["matrix"]["python"] == supported
    assert project["requires-python"] == f">={supported[0]}"
    assert [step["run"] for step in check["steps"] if "run" in step] == [".ci/run"]
    assert "continue-on-error" not in check
    triggers: dict[str, Any] = workflow[True]  # type: ignore[index]
    assert triggers["push"] == {"branches": ["main"]}
    assert {"pull_request", "schedule"} <= triggers.keys()


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", [*WORKFLOWS, SCAFFOLD / "pages.yml"]),
        ("dependabot", [ROOT / ".github/dependabot.yml", SCAFFOLD / "dependabot.yml"]),
    ],
)
def test_the_files_for_github_are_of_the_form_that_it_reads(schema: str, files: list[Path]) -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    run = subprocess.run([*check, *map(str, files)], check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_file_uses_one_version_of_an_action_pinned_to_its_commit() -> None:
    versions: dict[str, set[tuple[str, str]]] = {}
    for path in (*WORKFLOWS, SCAFFOLD / "pages.yml"):
        for use in re.findall(r"uses: (.+)", path.read_text("utf-8")):
            pinned = re.fullmatch(r"([\w/-]+)@([0-9a-f]{40}) # v(\d+\.\d+\.\d+)", use)
            assert pinned is not None, f"{path.name}: {use}"
            versions.setdefault(pinned[1], set()).add((pinned[2], pinned[3]))
    assert versions.keys() == {*ON_NODE_24, IN_CONTAINER}
    for action, pins in versions.items():
        assert len(pins) == 1, action
        ((_, version),) = pins
        assert int(version.partition(".")[0]) >= ON_NODE_24.get(action, 1), action


def test_a_release_is_published_by_a_job_that_runs_nothing_of_the_repository() -> None:
    workflow = read_workflow(ROOT / ".github/workflows/release.yml")
    triggers: dict[str, Any] = workflow[True]  # type: ignore[index]
    assert triggers == {"push": {"tags": ["v*"]}}
    jobs = workflow["jobs"]
    assert "permissions" not in jobs["build"]
    publish = jobs["publish"]
    assert (publish["needs"], publish["environment"]) == ("build", "pypi")
    assert publish["permissions"] == {"id-token": "write"}
    used = [step["uses"].partition("@")[0] for step in publish["steps"]]
    assert used == ["actions/download-artifact", IN_CONTAINER]


def test_a_tag_is_released_only_with_the_version_and_the_date_of_its_changes(
    tmp_path: Path,
) -> None:
    (tmp_path / "tests").mkdir()
    script = shutil.copy(ROOT / "tests/check-release", tmp_path / "tests")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n')

    def check(tag: str, heading: str) -> str:
        (tmp_path / "CHANGELOG.md").write_text(f"# Changes\n\n## {heading}\n")
        run = subprocess.run([script, tag], check=False, capture_output=True, text=True)
        assert (run.returncode == 0) == (run.stderr == "")
        return run.stderr

    assert check("v1.2.0", "1.2.0 (2026-12-01)") == ""
    assert "pyproject.toml has version 1.2.0" in check("v1.3.0", "1.2.0 (2026-12-01)")
    assert "write the date of the release" in check("v1.2.0", "1.2.0 (unreleased)")


def step_named(job: dict[str, Any], name: str) -> dict[str, Any]:
    """The step of a job with this name, or that uses this action."""
    (step,) = (
        each
        for each in job["steps"]
        if name in (each.get("name"), each.get("uses", "").partition("@")[0])
    )
    return step  # type: ignore[no-any-return]


PAGES = (ROOT / ".github/workflows/pages.yml", SCAFFOLD / "pages.yml")


@pytest.mark.parametrize("path", PAGES, ids=["of this repository", "of a new site"])
def test_a_pull_request_is_built_and_not_published(path: Path) -> None:
    workflow = read_workflow(path)
    assert "pull_request" in workflow[True]  # type: ignore[index]
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    published = [deploy, step_named(build, "actions/upload-pages-artifact")]
    assert [each["if"] for each in published] == ["github.event_name != 'pull_request'"] * 2
    assert deploy["needs"] == "build"
    assert "if" not in build
    assert "if" not in step_named(build, "Build")
    # Two pushes one after the other are published one after the other.
    assert workflow["concurrency"]["cancel-in-progress"] is False


@pytest.mark.parametrize("path", PAGES, ids=["of this repository", "of a new site"])
def test_problems_are_shown_next_to_their_lines_and_unchanged_pages_are_kept(path: Path) -> None:
    build = read_workflow(path)["jobs"]["build"]
    assert "--format github" in step_named(build, "Build")["run"]
    cache = step_named(build, "actions/cache")["with"]
    assert set(cache["path"].split()) == {".tarikh", "output"}
    # What is saved under a key never changes, so each run has its own and starts from the last.
    assert "${{ github.run_id }}" in cache["key"]
    assert cache["key"].startswith(cache["restore-keys"])


def test_the_scheduled_checks_try_other_examples_and_mutants() -> None:
    workflow = read_workflow(ROOT / ".github/workflows/check.yml")
    assert "schedule" in workflow[True]  # type: ignore[index]
    job = workflow["jobs"]["thorough"]
    assert "github.event_name == 'schedule'" in job["if"]
    examples = step_named(job, "More generated chronologies and examples")
    assert examples["env"]["HYPOTHESIS_PROFILE"] == "random"
    assert int(examples["env"]["CHRONOLOGIES"]) >= 100
    assert int(examples["env"]["DOCUMENTS"]) >= 1000
    minutes = re.search(r"make mutants .*--minutes (\d+)", step_named(job, "Mutants")["run"])
    assert minutes is not None
    assert 60 <= int(minutes[1]) < job["timeout-minutes"]


def test_a_release_is_built_twice_and_checked_before_it_is_handed_on() -> None:
    job = read_workflow(ROOT / ".github/workflows/release.yml")["jobs"]["build"]
    runs = [
        each.get("run", each["uses"].partition("@")[0] if "uses" in each else "")
        for each in job["steps"]
    ]
    build, check, upload = (
        next(place for place, run in enumerate(runs) if run.startswith(start))
        for start in (
            "make dist",
            'tests/check-release "$GITHUB_REF_NAME"',
            "actions/upload-artifact",
        )
    )
    assert build < check < upload
