"""A new site builds without problems, and is published like this repository."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from generator.scaffold import pin_requirement
from tests.support import ROOT, Build, Run

WORKFLOW = ".github/workflows/pages.yml"
# Only official actions, pinned to a commit, may be used.
PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40}")


def test_a_new_site_builds_without_problems(run: Run, build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "chronicle"
    assert run("init", folder).exit_code == 0
    result = build(folder, "--strict")
    assert (result.exit_code, result.problems) == (0, ())
    for page in ("ar/articles/agreement/", "en/articles/agreement/", "ar/about/", "en/about/"):
        assert (folder / "output" / page / "index.html").is_file()


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/strike.en.md").write_text("mine\n")
    result = run("init", tmp_path)
    assert result.exit_code == 0
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    assert [path.name for path in (tmp_path / "content").rglob("*")] == ["strike.en.md"]
    assert "exists already, not changed: .gitignore" in result.output
    assert (tmp_path / WORKFLOW).is_file()


def test_every_new_site_has_an_id_of_its_own(run: Run, tmp_path: Path) -> None:
    names = set()
    for name in ("a", "b"):
        run("init", tmp_path / name)
        text = (tmp_path / name / "content/site.toml").read_text(encoding="utf-8")
        names.update(re.findall(r'^id = "(urn:uuid:[0-9a-f-]{36})"$', text, re.MULTILINE))
    assert len(names) == 2


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (
            {"url": "https://git.example/tarikh", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "tarikh @ git+https://git.example/tarikh@abc",
        ),
        ({"url": "file:///home/tarikh", "dir_info": {}}, "tarikh==1.2"),
        (None, "tarikh==1.2"),
    ],
)
def test_the_workflow_installs_the_program_that_made_the_site(
    origin: dict[str, object] | None, wanted: str
) -> None:
    assert pin_requirement("1.2", json.dumps(origin) if origin else None) == wanted


def test_a_new_site_has_the_workflow_of_this_repository(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path, "--install", "tarikh @ git+https://git.example/tarikh")
    assert (tmp_path / WORKFLOW).read_bytes() == (ROOT / WORKFLOW).read_bytes()
    lines = (tmp_path / "requirements.txt").read_text().splitlines()
    assert lines[-1] == "tarikh @ git+https://git.example/tarikh"


def test_the_workflow_uses_only_pinned_official_actions() -> None:
    jobs = yaml.safe_load((ROOT / WORKFLOW).read_text(encoding="utf-8"))["jobs"]
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert [use for use in used if not PINNED.fullmatch(use)] == []
    assert len(used) == 6


def test_nothing_of_a_pull_request_is_published() -> None:
    jobs = yaml.safe_load((ROOT / WORKFLOW).read_text(encoding="utf-8"))["jobs"]
    assert jobs["deploy"]["if"] == "github.event_name != 'pull_request'"
    assert jobs["build"]["permissions"] == {"contents": "read", "pages": "read"}
