"""The wheel and the sdist are complete without the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from generator.preview.app import OWN_FILES
from tests.support import ROOT
from tests.support.files import read_tree


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Return a folder with the wheel's content, as pip would install it."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    (wheel,) = tmp_path.glob("tarikh-*.whl")
    folder = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_builds_a_site_from_articles_only(installed: Path, tmp_path: Path) -> None:
    articles = tmp_path / "chronicle/content/2024"
    articles.mkdir(parents=True)
    for language, title in (("ar", "اتفاق"), ("en", "An agreement")):
        (articles / f"agreement.{language}.md").write_text(
            f'---\ntitle: "{title}"\ndate: 2024-09-27\n'
            'source: {name: "AP", url: "https://ap.example/"}\ntags: [Iraq]\n---\n\nText.\n',
            encoding="utf-8",
        )
    # PYTHONPATH comes before the checkout, which must not be used.
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
    build = subprocess.run(
        [*program, "build", str(tmp_path / "chronicle")],
        check=False,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert build.returncode == 0, build.stdout + build.stderr
    page = tmp_path / "chronicle/output/ar/articles/agreement/index.html"
    assert "<h1>اتفاق</h1>" in page.read_text(encoding="utf-8")


_MAKE_A_FONT = """
import sys
from importlib.metadata import packages_distributions

known = packages_distributions()

class Absent:
    def find_spec(name, path=None, target=None):
        packages = {each.casefold() for each in known.get(name, ())}
        if packages and packages.isdisjoint(sys.argv):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent)
from generator.fonts.faces import FACES
from generator.fonts.subsetting import make_font
from generator.fonts import files
print(make_font(FACES[0])[:4])
"""


def test_what_a_build_imports_is_installed_for_it() -> None:
    """Where pip builds the wheel there is only what `pyproject.toml` requires for that."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    required = [each.partition(">")[0] for each in settings["build-system"]["requires"]]
    result = subprocess.run(
        [sys.executable, "-c", _MAKE_A_FONT, *required, "fontpkg", "tarikh"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (result.stdout, result.stderr) == ("b'wOF2'\n", "")


def test_the_wheel_contains_the_whole_theme(installed: Path) -> None:
    assert read_tree(installed / "generator/templates") == read_tree(ROOT / "templates")


def test_the_wheel_contains_what_the_preview_adds_to_pages(installed: Path) -> None:
    def files(folder: Path) -> set[str]:
        return {path.name for path in folder.iterdir() if path.suffix in (".css", ".js")}

    assert files(ROOT / "generator/preview") >= set(OWN_FILES)
    assert files(installed / "generator/preview") == files(ROOT / "generator/preview")


def test_the_wheel_says_that_it_is_typed(installed: Path) -> None:
    assert (installed / "generator/py.typed").is_file()


def test_the_sdist_contains_what_its_tests_read(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    (archive,) = tmp_path.glob("tarikh-*.tar.gz")
    with tarfile.open(archive) as opened:
        # Python 3.11.4 has the first filters; 3.12 warns if there is none.
        opened.extraction_filter = getattr(tarfile, "data_filter", None)
        opened.extractall(tmp_path)
    folder = tmp_path / archive.name.removesuffix(".tar.gz")
    # These read the documentation, the lock files, the workflows, the theme and the sample.
    tests = ["tests/project/test_docs.py", "tests/project/test_locks.py", "tests/scaffold"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *tests],
        check=False,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_wheel_and_the_sdist_are_the_same_whenever_and_wherever_they_are_built(
    tmp_path: Path,
) -> None:
    command = [str(ROOT / "tests/build-dist"), sys.executable, str(tmp_path)]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert {path.suffix for path in tmp_path.iterdir()} == {".gz", ".whl"}
