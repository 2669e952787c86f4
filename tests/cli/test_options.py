"""What the options of the command line change, and what is printed where."""

from __future__ import annotations

import contextlib
import webbrowser
from collections.abc import Callable
from pathlib import Path
from socket import gethostname
from typing import Any

import pytest
from click.testing import CliRunner

from generator.build import BuildOptions, build_site
from generator.build.report import BuildReport
from generator.cli import build as build_module
from generator.cli import main
from generator.cli.serve import Reporter
from generator.preview import server
from generator.problems import Problem, Severity
from tests.support import Build, MakeSite, Run
from tests.support.files import read_tree, write_tree
from tests.support.sources import article

FILES = {
    "content/opening.en.md": article("The opening", "2003-05-01"),
    "content/site.toml": "[languages.en]\n",
}


# --- FOLDER -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("below", "folder", "reason"),
    [
        (".", ".", "'.' is not a site; give one of: a, 'my chronicle'"),
        (
            "my chronicle/content",
            ".",
            "'.' has only the content of a site; give the folder above: ..",
        ),
        ("my chronicle/content/2003", "..", "give the folder above: ../.."),
        (".", "my chronicle/content", "give the folder above: 'my chronicle'"),
    ],
)
def test_a_folder_next_to_a_site_is_wrong_usage(
    run: Run, two_sites: Path, below: str, folder: str, reason: str
) -> None:
    before = read_tree(two_sites)
    report = two_sites / "a/content/opening.en.md"
    with contextlib.chdir(two_sites / below):
        for arguments in (
            *(("build", folder), ("check", folder), ("serve", folder)),
            *(("new", "Opening", "--folder", folder), ("move", "a", "b", "--folder", folder)),
            *(("tags", "--folder", folder), ("import", report, "--folder", folder)),
        ):
            result = run(*arguments)
            assert result.exit_code == 2
            assert reason in result.stderr
    assert read_tree(two_sites) == before


@pytest.fixture
def two_sites(tmp_path: Path) -> Path:
    for name in ("a", "my chronicle"):
        write_tree(tmp_path / name, {path: text.encode() for path, text in FILES.items()})
        (tmp_path / name / "content/2003").mkdir()
    return tmp_path


def test_articles_without_a_content_folder_are_a_site(run: Run, tmp_path: Path) -> None:
    write_tree(tmp_path, {"opening.en.md": FILES["content/opening.en.md"].encode()})
    assert run("build", tmp_path).exit_code == 0
    write_tree(tmp_path, {"site.toml": b"[languages.en]\n", "old/content/site.toml": b""})
    assert run("build", tmp_path).exit_code == 0


# --- build ------------------------------------------------------------------------------------


@pytest.fixture
def options_of(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[Path, BuildOptions]]:
    """Build a site with arguments; returns its folder and what the build was asked for."""
    built: list[BuildOptions] = []

    def build(options: BuildOptions, progress: Any) -> BuildReport:
        built.append(options)
        return build_site(options, progress)

    monkeypatch.setattr(build_module, "build_site", build)
    folder = site(FILES)

    def run(*arguments: str) -> tuple[Path, BuildOptions]:
        assert CliRunner().invoke(main, ["build", str(folder), *arguments]).exit_code == 0
        return folder, built[-1]

    return run


@pytest.mark.parametrize(
    ("arguments", "field", "value", "default"),
    [
        (["--strict"], "strict", True, False),
        (["--verify"], "verify", True, False),
        (["--jobs", "2"], "jobs", 2, None),
        (["--base-url", "https://a.example/b"], "base_url", "https://a.example/b/", ""),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_an_option_of_the_build_has_its_effect(
    options_of: Callable[..., tuple[Path, BuildOptions]],
    *,
    arguments: list[str],
    field: str,
    value: object,
    default: object,
) -> None:
    assert getattr(options_of(*arguments)[1], field) == value
    if default is not None:
        assert getattr(options_of()[1], field) == default


def test_a_site_is_published_into_the_output_folder_that_is_named(
    options_of: Callable[..., tuple[Path, BuildOptions]], tmp_path: Path
) -> None:
    folder, _ = options_of("--output", str(tmp_path / "published"))
    assert (tmp_path / "published/en/articles/opening/index.html").is_file()
    assert not (folder / "output").exists()
    options_of()
    assert (folder / "output/en/articles/opening/index.html").is_file()


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_message_about_the_build_itself_is_printed_for_people(
    site: MakeSite, build: Build, form: str
) -> None:
    # The build would be recorded in the folder .tarikh/.
    folder = site({**FILES, ".tarikh": "a file"})
    result = build(folder, "--format", form)
    assert result.exit_code == 0
    assert result.stderr.startswith("The build could not be recorded")


def test_explain_says_why_each_page_was_rendered(site: MakeSite, build: Build) -> None:
    folder = site(FILES)
    assert "articles/opening" not in build(folder).output
    site({"content/opening.en.md": article("Opening", "2003-05-01")})
    lines = build(folder, "--explain").stdout.splitlines()
    (line,) = [each for each in lines if each.startswith("en/articles/opening/index.html: ")]
    assert line.rpartition(": ")[2]
    assert build(folder, "--explain").stdout.count("index.html: ") == 0


def test_timings_are_those_of_the_stages(site: MakeSite, build: Build) -> None:
    folder = site(FILES)
    lines = build(folder, "--timings").stdout.splitlines()
    stages = [line.split(" s  ")[1] for line in lines if " s  " in line]
    assert len(stages) == len({*stages}) > 3
    assert " s  " not in build(folder).stdout


def test_the_result_is_printed_and_a_failure_is_an_error_message(
    site: MakeSite, build: Build
) -> None:
    folder = site(FILES)
    published = build(folder)
    assert published.stderr == ""
    assert published.stdout.startswith("1 event, 1 article in en, ")
    site({"content/opening.en.md": article("The opening", "2003-02-30")})
    failed = build(folder)
    assert failed.stdout == ""
    assert failed.stderr.endswith("\nNothing was published: 1 error.\n")
    assert "\n  hint: " in failed.stderr


def test_every_problem_is_listed_on_request(site: MakeSite, build: Build) -> None:
    unsourced = article("A", "2003", source="")
    folder = site({**FILES, **{f"content/e{n}.en.md": unsourced for n in range(5)}})
    shortened = build(folder)
    assert "the same in content/e1.en.md:1:1, content/e2.en.md:1:1 and 2 more places" in (
        shortened.stderr
    )
    listed = build(folder, "--all")
    assert len(listed.problems) == 5


# --- init -------------------------------------------------------------------------------------


def test_a_new_site_names_its_files_and_what_to_do_next(run: Run, tmp_path: Path) -> None:
    result = run("init", tmp_path / "chronicle")
    lines = result.stdout.splitlines()
    assert "created: content/site.toml" in lines
    assert lines[-1] == f"Next: tarikh build {tmp_path / 'chronicle'}"
    again = run("init", tmp_path / "chronicle")
    assert "exists already, not changed: requirements.txt" in again.stdout.splitlines()
    assert "created: " not in again.stdout


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("my chronicle", "'my chronicle'"),
        ("l'année", "'l'\"'\"'année'"),
        ("تسلسل", "تسلسل"),
        ("$HOME", "'$HOME'"),
    ],
)
def test_what_to_do_next_can_be_typed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", name).stdout.splitlines()[-1] == f"Next: tarikh build {typed}"


# --- serve ------------------------------------------------------------------------------------


@pytest.fixture
def serve(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Callable[..., server.PreviewSettings]:
    """Run the command with arguments, without a server; returns the settings of the preview."""
    started: list[server.PreviewSettings] = []

    class Preview:
        def __init__(self, settings: server.PreviewSettings, reporter: object) -> None:
            started.append(settings)

        def run(self) -> None:
            pass

    monkeypatch.setattr(server, "Preview", Preview)
    folder = site(FILES)

    def run(*arguments: str) -> server.PreviewSettings:
        assert CliRunner().invoke(main, ["serve", str(folder), *arguments]).exit_code == 0
        assert started[-1].root == folder
        return started[-1]

    return run


def test_every_option_of_the_preview_has_its_effect(
    serve: Callable[..., server.PreviewSettings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TARIKH_EDITOR", raising=False)
    default = serve()
    assert (default.host, default.port, default.drafts) == ("127.0.0.1", None, True)
    assert default.editor == ""
    monkeypatch.setenv("TARIKH_EDITOR", "vscode://file{path}")
    given = serve("--host", "::1", "--port", "8123", "--no-drafts")
    assert (given.host, given.port, given.drafts) == ("::1", 8123, False)
    assert given.editor == "vscode://file{path}"


@pytest.mark.parametrize("wanted", [True, False])
def test_the_browser_is_opened_only_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, wanted: bool
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    Reporter(Path("site"), open_browser=wanted).ready(
        "http://127.0.0.1:8000/", ["http://192.0.2.7:8000/"]
    )
    assert opened == (["http://127.0.0.1:8000/"] if wanted else [])
    assert capsys.readouterr().out == (
        f"http://127.0.0.1:8000/ is the preview of {Path('site').resolve()}\n"
        "http://192.0.2.7:8000/ is its address for other machines\n"
        "Press Ctrl-C to stop.\n"
    )


def warning(line: int) -> Problem:
    return Problem("a.en.md", line, 1, "image-alt", "no text", "", Severity.WARNING)


@pytest.mark.parametrize(
    ("fixed", "remaining", "text"),
    [
        (0, [warning(1)], ""),
        (1, [], "1 problem fixed, none left\n"),
        (3, [warning(1), warning(2)], "3 problems fixed, 2 warnings left\n"),
    ],
)
def test_fixed_problems_are_counted(
    capsys: pytest.CaptureFixture[str], *, fixed: int, remaining: list[Problem], text: str
) -> None:
    Reporter(Path("site"), open_browser=False).problems_changed([], fixed, remaining)
    assert capsys.readouterr().err == text


def test_a_new_problem_is_printed_with_its_hint(capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem("a.en.md", 3, 7, "date-invalid", "no such day", "write it", Severity.ERROR)
    Reporter(Path("site"), open_browser=False).problems_changed([problem], 0, [problem])
    assert capsys.readouterr().err == (
        "a.en.md:3:7: error: no such day [date-invalid]\n  hint: write it\n"
    )


def test_a_preview_that_others_can_reach_says_so(
    site: MakeSite, serve: Callable[..., server.PreviewSettings]
) -> None:
    folder = str(site(FILES))
    warned = CliRunner().invoke(main, ["serve", folder, "--host", "0.0.0.0"])
    assert "Everyone who can reach this machine can read the site" in warned.stderr
    assert CliRunner().invoke(main, ["serve", folder]).stderr == ""


def test_other_host_names_and_looking_at_files_are_options(
    serve: Callable[..., server.PreviewSettings],
) -> None:
    settings = serve("--allow-host", "https://desk.example/", "--poll")
    assert (settings.allowed_hosts, settings.poll) == (
        (gethostname().partition(".")[0].lower(), "desk.example"),
        True,
    )
    refused = CliRunner().invoke(main, ["serve", "--allow-host", "not a name"])
    assert refused.exit_code == 2
    assert "'not a name' is not a host name; write a name such as desk" in refused.stderr
