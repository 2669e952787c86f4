"""The exit code of `tarikh build` says whether the site was published, in every format."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import run_program
from tests.support import Build, Result, Run

PUBLISHED, NOT_PUBLISHED, WRONG_USAGE = 0, 1, 2

ARTICLE = "---\ntitle: {title}\ndate: 2024-03-05\nsource: River Wire\n---\nThe text.\n"
ARTICLES = {
    "opening": ARTICLE.format(title="Opening"),
    # An unknown key is a warning.
    "warned": ARTICLE.format(title="Warned").replace("source:", "colour: red\nsource:"),
    "broken": ARTICLE.format(title="Broken").replace("2024-03-05", "2024-02-30"),
}


class Outcome(NamedTuple):
    """The articles of a site, and the result of a build."""

    articles: tuple[str, ...]
    severities: tuple[str, ...]
    exit_code: int
    strict_exit_code: int


OUTCOMES = {
    "no problems": Outcome(("opening",), (), PUBLISHED, PUBLISHED),
    "a warning": Outcome(("opening", "warned"), ("warning",), PUBLISHED, NOT_PUBLISHED),
    "an error": Outcome(("opening", "broken"), ("error",), NOT_PUBLISHED, NOT_PUBLISHED),
    "an error and a warning": Outcome(
        ("opening", "broken", "warned"), ("error", "warning"), NOT_PUBLISHED, NOT_PUBLISHED
    ),
}
OPTIONS = ((), ("--verify",), ("--strict",), ("--strict", "--verify"))
FORMATS = ("text", "json", "github")


def write_articles(folder: Path, names: tuple[str, ...]) -> Path:
    content = folder / "content"
    content.mkdir(parents=True, exist_ok=True)
    for name in names:
        (content / f"{name}.en.md").write_text(ARTICLES[name], "utf-8")
    return folder


def files_in(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def published_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one article that has been published."""
    folder = write_articles(tmp_path_factory.mktemp("exit-codes") / "site", ("opening",))
    assert run_program("build", folder, "--jobs", "1").exit_code == PUBLISHED
    return folder


@pytest.fixture
def site_folder(published_before: bool, published_site: Path, tmp_path: Path) -> Path:
    """The folder of a new site, or of one that was published without problems."""
    folder = tmp_path / "site"
    if published_before:
        shutil.copytree(published_site, folder)
    return folder


def printed_severities(result: Result, form: str) -> list[str]:
    """The severity of each problem, as a program that reads this format finds it."""
    if form == "json":
        return [problem["severity"] for problem in json.loads(result.stdout)["problems"]]
    if form == "github":
        lines = result.stdout.splitlines()
        return [line[2:].split()[0] for line in lines if line.startswith("::")]
    return [problem.severity.value for problem in result.problems]


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("published_before", [False, True], ids=["new", "published before"])
@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_the_exit_code_and_the_output_agree_on_whether_the_site_was_published(
    outcome: Outcome, published_before: bool, form: str, options: tuple[str, ...], site_folder: Path
) -> None:
    folder = site_folder
    write_articles(folder, outcome.articles)
    output = folder / "output"
    before = files_in(output)

    result = run_program("build", folder, "--format", form, "--jobs", "1", *options)

    after = files_in(output)
    assert result.exit_code == (
        outcome.strict_exit_code if "--strict" in options else outcome.exit_code
    )
    assert sorted(printed_severities(result, form)) == sorted(outcome.severities)
    if result.exit_code == PUBLISHED:
        assert {f"en/articles/{article}/index.html" for article in outcome.articles} <= set(after)
    else:
        assert after == before
    if form == "json":
        assert json.loads(result.stdout)["published"] is (result.exit_code == PUBLISHED)
        assert result.stderr == ""
    else:
        assert ("Nothing was published" in result.stderr) is (result.exit_code != PUBLISHED)
        assert ("The site is in" in result.stdout) is (result.exit_code == PUBLISHED)


@pytest.mark.parametrize("verify", [False, True], ids=["", "verify"])
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("warned", [False, True], ids=["", "with a warning"])
def test_a_build_that_changes_nothing_exits_as_the_one_that_published(
    warned: bool, form: str, verify: bool, tmp_path: Path, build: Build
) -> None:
    folder = write_articles(tmp_path / "site", ("opening", "warned") if warned else ("opening",))
    assert build(folder, "--jobs", "1").exit_code == PUBLISHED
    before = files_in(folder / "output")
    options = ["--format", form, "--jobs", "1", *(["--verify"] if verify else [])]
    result = build(folder, *options)
    assert result.exit_code == PUBLISHED
    assert printed_severities(result, form) == ["warning"] * warned
    assert files_in(folder / "output") == before
    if form == "json":
        assert (json.loads(result.stdout)["changed"], json.loads(result.stdout)["removed"]) == (
            0,
            0,
        )
    else:
        assert ": 0 written, 0 removed" in result.stdout
    # The same content is not accepted once warnings are errors, and stays published.
    strict = build(folder, "--strict", *options)
    assert strict.exit_code == (NOT_PUBLISHED if warned else PUBLISHED)
    assert files_in(folder / "output") == before


def test_a_site_whose_error_is_fixed_is_published(tmp_path: Path, build: Build) -> None:
    folder = write_articles(tmp_path / "site", ("opening", "broken"))
    assert build(folder, "--jobs", "1").exit_code == NOT_PUBLISHED
    (folder / "content/broken.en.md").write_text(ARTICLES["opening"], "utf-8")
    assert build(folder, "--jobs", "1").exit_code == PUBLISHED
    assert (folder / "output/en/articles/broken/index.html").is_file()


WRONG = {
    "an unknown option": ("--frmat", "json"),
    "an unknown format": ("--format", "xml"),
    "an option without its value": ("--output",),
    "no process": ("--jobs", "0"),
    "an address with a query": ("--base-url", "https://record.example/?page=1"),
    "a second folder": ("elsewhere",),
}


@pytest.mark.parametrize("strict", [False, True], ids=["", "strict"])
@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_wrong_usage_exits_with_2_and_publishes_nothing(
    strict: bool, arguments: tuple[str, ...], tmp_path: Path, build: Build
) -> None:
    folder = write_articles(tmp_path / "site", ("opening",))
    result = build(folder, *(["--strict"] if strict else []), *arguments)
    assert result.exit_code == WRONG_USAGE
    assert (result.stdout, "Error: " in result.stderr) == ("", True)
    assert [path.name for path in folder.iterdir()] == ["content"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("verify", [False, True], ids=["", "verify"])
def test_a_folder_that_does_not_exist_is_wrong_usage(
    form: str, verify: bool, tmp_path: Path, build: Build
) -> None:
    options = ["--format", form, *(["--verify"] if verify else [])]
    result = build(tmp_path / "missing", *options)
    assert (result.exit_code, result.stdout) == (WRONG_USAGE, "")
    assert f"Directory '{tmp_path / 'missing'}' does not exist." in result.stderr
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_folder_without_content_is_an_error_and_stays_as_it_is(
    form: str, tmp_path: Path, build: Build
) -> None:
    (tmp_path / "site").mkdir()
    result = build(tmp_path / "site", "--format", form)
    assert result.exit_code == NOT_PUBLISHED
    assert printed_severities(result, form) == ["error"]
    assert not (tmp_path / "site/output").exists()


@pytest.mark.parametrize(
    "command", ["", "publish", "build extra more", "init a b", "serve --port 0"]
)
def test_a_command_line_that_does_not_parse_is_wrong_usage(command: str, run: Run) -> None:
    assert run(*command.split()).exit_code == WRONG_USAGE


def test_help_and_version_are_no_failure(run: Run) -> None:
    for command in ("--help", "--version", "build --help", "init -h", "serve -h"):
        assert run(*command.split()).exit_code == 0


def test_a_reader_that_has_read_enough_is_no_error(tmp_path: Path) -> None:
    """As with ``tarikh tags | head -1``: the pipe is closed while there is more to print."""
    write_articles(tmp_path, ("opening",))
    reading, writing = os.pipe()
    os.close(reading)
    command: list[str | Path] = [sys.executable, "-m", "generator", "sources", "--folder", tmp_path]
    result = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert result.stderr == b""
