"""A new site builds without problems, and is published like this repository."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import yaml

from tests.support import ROOT, Build, Run

WORKFLOW = ".github/workflows/pages.yml"
# Only official actions, pinned to a commit, may be used.
PINNED = re.compile(r"actions/[a-z-]+@[0-9a-f]{40}")


def read_workflow() -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load((ROOT / WORKFLOW).read_text(encoding="utf-8"))
    return workflow


def test_a_new_site_builds_without_problems(run: Run, build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "chronicle"
    assert run("init", folder).exit_code == 0
    result = build(folder, "--strict")
    assert (result.exit_code, result.problems) == (0, ())
    for page in (
        *("ar/articles/agreement/", "en/articles/strike/", "en/articles/phase-one/"),
        *("ar/articles/leaving-ain-al-asad/", "ar/about/", "en/about/"),
    ):
        assert (folder / "output" / page / "index.html").is_file()


def test_a_new_site_has_an_entry_of_each_kind(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path).exit_code == 0
    texts = [path.read_text("utf-8") for path in (tmp_path / "content/2024").glob("*.md")]
    for part in (
        *("date: 2024-11~", "date: 2024-09/2025-09", "date: 2024-01-04", "  - id: pat-ryder"),
        *("#   archived: https", "#   quote:", "# corrections:", "  alt: ", "  credit: "),
    ):
        assert any(part in text for text in texts), part
    result = run("check", tmp_path, "--only", "translation-missing")
    assert "content/2024/leaving-ain-al-asad.ar.md" in result.stdout


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


def test_a_new_site_has_the_workflow_of_this_repository(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path, "--install", "tarikh @ git+https://git.example/tarikh")
    assert (tmp_path / WORKFLOW).read_bytes() == (ROOT / WORKFLOW).read_bytes()
    lines = (tmp_path / "requirements.txt").read_text().splitlines()
    assert lines[-1] == "tarikh @ git+https://git.example/tarikh"


def test_the_workflow_uses_only_pinned_official_actions() -> None:
    jobs = read_workflow()["jobs"]
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert [use for use in used if not PINNED.fullmatch(use)] == []
    assert len(used) == 6


def test_nothing_of_a_pull_request_is_published() -> None:
    jobs = read_workflow()["jobs"]
    assert jobs["deploy"]["if"] == "github.event_name != 'pull_request'"
    assert jobs["build"]["permissions"] == {"contents": "read", "pages": "read"}


def test_the_workflow_runs_for_the_main_branch_and_for_pull_requests() -> None:
    # YAML 1.1 reads the key "on" as true.
    triggers: dict[str, Any] = read_workflow()[True]  # type: ignore[index]
    # Older versions of git name the first branch "master".
    assert triggers["push"] == {"branches": ["main", "master"]}
    assert {"pull_request", "workflow_dispatch"} <= triggers.keys()


def test_only_the_last_job_may_publish_and_only_after_the_build() -> None:
    workflow = read_workflow()
    assert workflow["permissions"] == {"contents": "read"}
    deploy = workflow["jobs"]["deploy"]
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["needs"] == "build"
    assert deploy["environment"]["name"] == "github-pages"
    assert [step["uses"].partition("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


def test_the_workflow_builds_for_the_address_of_the_site_and_annotates_pull_requests() -> None:
    steps = read_workflow()["jobs"]["build"]["steps"]
    (build,) = [step for step in steps if step.get("name") == "Build"]
    assert shlex.split(build["run"]) == [
        *("tarikh", "build", "--format", "github", "--base-url", "$BASE_URL")
    ]
    assert build["env"] == {"BASE_URL": "${{ steps.pages.outputs.base_url }}"}
    (pages,) = [step for step in steps if step.get("id") == "pages"]
    assert pages["uses"].startswith("actions/configure-pages@")
    assert steps.index(pages) < steps.index(build)


def test_the_workflow_publishes_and_keeps_what_a_build_writes(
    run: Run, build: Build, tmp_path: Path
) -> None:
    assert run("init", tmp_path).exit_code == 0
    before = {path.name for path in tmp_path.iterdir()}
    assert build(tmp_path).exit_code == 0
    written = {path.name for path in tmp_path.iterdir()} - before
    steps = read_workflow()["jobs"]["build"]["steps"]
    named = {step["uses"].partition("@")[0]: step["with"] for step in steps if "with" in step}
    assert set(named["actions/cache"]["path"].split()) == written
    assert named["actions/cache"]["key"].startswith(named["actions/cache"]["restore-keys"])
    published = tmp_path / named["actions/upload-pages-artifact"]["path"]
    assert (published / "index.html").is_file()
    requirements = named["actions/setup-python"]["cache-dependency-path"]
    assert (tmp_path / requirements).is_file()


def test_git_ignores_what_a_build_writes(run: Run, build: Build, tmp_path: Path) -> None:
    run("init", tmp_path)
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    status = ["git", "-C", str(tmp_path), "status", "--porcelain", "--untracked-files=all"]
    before = subprocess.run(status, check=True, capture_output=True).stdout
    assert b"content/site.toml" in before
    assert build(tmp_path).exit_code == 0
    assert subprocess.run(status, check=True, capture_output=True).stdout == before
