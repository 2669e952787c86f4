"""What happens after the first push of a new site: its workflow, run step by step on this machine.

The steps of GitHub's own actions are replaced by what they do; the commands are run as they are.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import ROOT, Run
from tests.support.files import read_tree

BASE_URL = "https://desk.github.io/chronicle"


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=no"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def check_out(repository: Path, folder: Path) -> None:
    """What actions/checkout does."""
    git(folder.parent, "clone", "--quiet", str(repository), str(folder))


class Runner:
    """Runs the job "build" of a workflow in a fresh clone, and keeps its caches."""

    def __init__(self, folder: Path, repository: Path) -> None:
        self.folder = folder
        self.repository = repository
        self.cache = folder / "cache"
        self.uploaded: Mapping[str, bytes] = {}
        self.log = ""

    def run(self, name: str) -> None:
        work = self.folder / name
        workflow: dict[str, Any] = yaml.safe_load(
            (self.repository / ".github/workflows/pages.yml").read_text("utf-8")
        )
        outputs: dict[str, str] = {}
        cached: list[str] = []
        for step in workflow["jobs"]["build"]["steps"]:
            action = step.get("uses", "").partition("@")[0]
            options = step.get("with", {})
            if action == "actions/checkout":
                check_out(self.repository, work)
            elif action == "actions/setup-python":
                assert (work / options["cache-dependency-path"]).is_file()
            elif action == "actions/cache":
                cached = options["path"].split()
                self._copy(self.cache, work, cached)
            elif action == "actions/configure-pages":
                outputs["steps.pages.outputs.base_url"] = BASE_URL
            elif action == "actions/upload-pages-artifact":
                # Hidden files are left out.
                files = read_tree(work / options["path"])
                self.uploaded = {
                    path: data for path, data in files.items() if not re.search(r"(^|/)\.", path)
                }
            else:
                assert not action
                self._run_command(work, step, outputs)
        self._copy(work, self.cache, cached)

    def _copy(self, source: Path, target: Path, names: list[str]) -> None:
        for name in names:
            if (source / name).exists():
                shutil.copytree(source / name, target / name, dirs_exist_ok=True)

    def _run_command(self, work: Path, step: dict[str, Any], outputs: Mapping[str, str]) -> None:
        command: str = step["run"]
        if "pip install" in command:
            # Tests install nothing: the program of this folder is the one that is installed.
            assert command == "python -m pip install --requirement requirements.txt"
            return
        values = {
            name: re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: outputs[found[1]], value)
            for name, value in step.get("env", {}).items()
        }
        program = f"tarikh() {{ '{sys.executable}' -P -m generator \"$@\"; }}\n"
        run = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", program + command],
            check=False,
            cwd=work,
            env=os.environ | {"PYTHONPATH": str(ROOT), "CI": "true"} | values,
            capture_output=True,
            text=True,
        )
        self.log = run.stdout + run.stderr
        assert run.returncode == 0, self.log


@pytest.fixture
def runner(run: Run, tmp_path: Path) -> Runner:
    """A runner for a new site that was committed and pushed."""
    site = tmp_path / "chronicle"
    assert run("init", site, "--install", "tarikh==0.1.0").exit_code == 0
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", str(site))
    git(site, "add", ".")
    git(site, "commit", "--quiet", "--message", "Start the chronicle")
    return Runner(tmp_path, site)


def test_the_first_push_publishes_the_site_under_its_address(runner: Runner) -> None:
    runner.run("first")
    files = runner.uploaded
    assert {"index.html", "404.html", "sitemap.xml", "ar/index.html", "en/feed.xml"} <= {*files}
    assert not any(path.startswith(("content/", "templates/")) for path in files)
    page = files["en/articles/agreement/index.html"].decode()
    assert f'rel="canonical" href="{BASE_URL}/en/articles/agreement/"' in page
    assert f"<loc>{BASE_URL}/ar/</loc>".encode() in files["sitemap.xml"]
    assert b'href="/chronicle/ar/"' in files["404.html"]
    assert "::error" not in runner.log
    assert "::warning" not in runner.log


def test_pages_of_before_a_push_still_find_their_stylesheet(runner: Runner) -> None:
    runner.run("first")
    first = runner.uploaded
    (old,) = (path for path in first if path.startswith("assets/style."))
    (runner.repository / "templates/assets").mkdir(parents=True)
    (runner.repository / "templates/assets/custom.css").write_text("a { top: 0 }", "utf-8")
    git(runner.repository, "add", ".")
    git(runner.repository, "commit", "--quiet", "--message", "Restyle")
    runner.run("second")
    second = runner.uploaded
    (new,) = second.keys() - first.keys()
    assert new.startswith("assets/style.")
    assert new.encode() in second["en/index.html"]
    assert old.encode() not in second["en/index.html"]
    assert second[old] == first[old]


def test_a_later_push_renders_what_changed_and_warns_about_lost_addresses(
    runner: Runner, run: Run
) -> None:
    runner.run("first")
    site = runner.repository
    # A build on the author's machine lists the addresses, and the list is committed.
    assert run("build", site).exit_code == 0
    git(site, "commit", "--quiet", "--message", "List the addresses", "addresses.txt")
    for language in ("ar", "en"):
        article = site / f"content/2024/agreement.{language}.md"
        article.write_text(
            article.read_text("utf-8").replace("---\n", "---\nslug: deal\n", 1), "utf-8"
        )
    git(site, "commit", "--quiet", "--all", "--message", "Rename")
    runner.run("second")
    assert "en/articles/deal/index.html" in runner.uploaded
    assert "en/articles/agreement/index.html" not in runner.uploaded
    for language in ("ar", "en"):
        assert f"::warning file=content/2024/agreement.{language}.md,line=2" in runner.log
        assert f"add '/{language}/articles/agreement/' to 'aliases'" in runner.log
