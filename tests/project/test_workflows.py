"""The workflows of GitHub run what is in the repository, and may change nothing in it."""

from __future__ import annotations

import os
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


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
