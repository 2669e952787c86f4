"""What is installed is complete without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.preview.app import OWN_FILES
from tests.support import ROOT


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder that holds the wheel's content, as installing puts it down."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    (wheel,) = tmp_path.glob("tarikh-*.whl")
    folder = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_builds_a_site_from_articles_alone(installed: Path, tmp_path: Path) -> None:
    articles = tmp_path / "chronicle/content/2024"
    articles.mkdir(parents=True)
    for language, title in (("ar", "اتفاق"), ("en", "An agreement")):
        (articles / f"agreement.{language}.md").write_text(
            f'---\ntitle: "{title}"\ndate: 2024-09-27\n'
            'source: {name: "AP", url: "https://ap.example/"}\ntags: [Iraq]\n---\n\nText.\n',
            encoding="utf-8",
        )
    # The folder stands before the checkout on the path, as nothing of the checkout may be used.
    program = [sys.executable, "-P", "-m", "generator"]
    environment = os.environ | {"PYTHONPATH": str(installed)}
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import generator; print(generator.__file__)"],
        check=True,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert where.stdout.strip() == str(installed / "generator/__init__.py")
    outcome = subprocess.run(
        [*program, "build", str(tmp_path / "chronicle")],
        check=False,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    page = tmp_path / "chronicle/output/ar/articles/agreement/index.html"
    assert "<h1>اتفاق</h1>" in page.read_text(encoding="utf-8")


def test_the_wheel_holds_the_whole_theme(installed: Path) -> None:
    def files(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert files(installed / "generator/templates") == files(ROOT / "templates")


def test_the_wheel_holds_what_the_preview_adds_to_pages(installed: Path) -> None:
    def files(folder: Path) -> set[str]:
        return {path.name for path in folder.iterdir() if path.suffix in (".css", ".js")}

    assert files(ROOT / "generator/preview") >= set(OWN_FILES)
    assert files(installed / "generator/preview") == files(ROOT / "generator/preview")
