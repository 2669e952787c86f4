"""Fixtures: a tiny site, a run of the program, what it published, a server and a browser."""

from __future__ import annotations

import compileall
import locale
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support import (
    ROOT,
    Build,
    MakeSite,
    OpenPage,
    Read,
    Result,
    Run,
    Serve,
    cannot_run,
    html_file,
)
from tests.support.compiled_templates import compile_once
from tests.support.pages_server import SUB_PATH, serve_folder

# No property test may depend on the speed of the machine. By default the examples are the same in
# every run, and a failure is not shrunk, which would take longer than the suite.
# HYPOTHESIS_PROFILE=random tries new examples in each run: for the scheduled job, together with
# pytest's --hypothesis-seed=NUMBER for examples that can be repeated.
hypothesis.settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
hypothesis.settings.register_profile(
    "random", deadline=None, print_blob=True, suppress_health_check=list(HealthCheck)
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# The names of browsers that tests/install-browser looks for.
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_configure(config: pytest.Config) -> None:
    _use_utf8(config)
    # Tests start the program again and again, perhaps where Python may write no compiled modules.
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(ROOT / "generator", quiet=2)


def _use_utf8(config: pytest.Config) -> None:
    """Start again in the UTF-8 mode of Python where the locale has another encoding.

    The program does the same. Without it, no Arabic file name can be written, and libraries that
    the tests use cannot read their own files.
    """
    encodings = {sys.getfilesystemencoding(), locale.getpreferredencoding(False).lower()}
    if encodings == {"utf-8"} or os.environ.get("PYTHONUTF8") == "1":
        return
    config.pluginmanager.getplugin("capturemanager").stop_global_capturing()
    os.environ["PYTHONUTF8"] = "1"
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give each process neighboring tests, which share sites, until one has nothing left to do."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getvalue("dist") == "load" else None


@pytest.fixture(scope="session", autouse=True)
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep compiled templates for this run, and do not use the cache of the user."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    os.environ["XDG_CACHE_HOME"] = str(shared / "user-cache")


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    """Compile each template once in this process."""
    with pytest.MonkeyPatch.context() as patch:
        compile_once(patch)
        yield


@pytest.fixture
def site(tmp_path: Path) -> MakeSite:
    def make(files: Mapping[str, str], *, name: str = "site") -> Path:
        folder = tmp_path / name
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(textwrap.dedent(text).lstrip("\n").encode())
        return folder

    return make


def run_program(*arguments: str | Path) -> Result:
    from click.testing import CliRunner

    from generator.cli import main

    # An exception that the program does not catch fails the test, with its traceback.
    outcome = CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)
    return Result(outcome.exit_code, outcome.stdout, outcome.stderr)


@pytest.fixture(scope="session", autouse=True)
def no_share_cards() -> Iterator[None]:
    """Make no share pictures, which would take longer than the rest of a small build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.engine.site_inputs.can_write_cards", lambda: False)
        yield


@pytest.fixture
def share_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make share pictures in this test."""
    monkeypatch.setattr("generator.engine.site_inputs.can_write_cards", lambda: True)


@pytest.fixture
def run() -> Run:
    return run_program


@pytest.fixture
def build() -> Build:
    def build_site(folder: Path, *arguments: str | Path) -> Result:
        return run_program("build", folder, *arguments)

    return build_site


@pytest.fixture
def read() -> Read:
    def read_page(folder: Path, page: str) -> str:
        return (folder / "output" / html_file(page)).read_text(encoding="utf-8")

    return read_page


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of the sample chronology, built from a copy of its content.

    It is built for the sub-path under which it is served, because 404.html, which is served for any
    address, cannot use relative links.
    """
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "content", folder / "content")
    settings = folder / "content/site.toml"
    text = settings.read_text(encoding="utf-8")
    placeholder = '# base_url = "https://NAME.github.io/REPOSITORY/"'
    assert text.count(placeholder) == 1
    address = f'base_url = "https://chronicle.example{SUB_PATH}"'
    settings.write_text(text.replace(placeholder, address), encoding="utf-8")
    result = run_program("build", folder)
    assert result.exit_code == 0, result.output
    return folder / "output"


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(serve_folder(folder))


@pytest.fixture(scope="session")
def sample_url(sample: Path, serve: Serve) -> str:
    """The address of the sample chronology, ending in a slash."""
    return serve(sample)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        cannot_run("no browser: run tests/install-browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=executable,
            # Containers have neither the rights a sandbox needs nor a large /dev/shm.
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        )
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    contexts: list[BrowserContext] = []

    def open_one(
        *,
        width: int = 1280,
        height: int = 900,
        color_scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=color_scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
