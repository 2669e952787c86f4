"""Every case of the catalogue: the exact report, and what must be true for all of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import chain as chained
from pathlib import Path
from pkgutil import iter_modules
from xml.parsers import expat

import pytest

from generator.build.lost_addresses import check_addresses
from generator.engine.site_inputs import load_formatters
from generator.i18n import Formatter
from generator.model import Site, Theme
from generator.problems import Problem
from generator.state.code_fingerprint import code_fingerprint
from generator.theme.render import Renderer
from generator.theme.template_cache import TemplateCache
from tests import catalogue
from tests.catalogue import Case, article
from tests.conftest import run_program
from tests.support.files import write_tree
from tests.support.replacing import replace_everywhere

_THEMES = tuple(sorted(module.name for module in iter_modules(catalogue.__path__)))
CASES: tuple[Case, ...] = tuple(
    chained.from_iterable(import_module(f"tests.catalogue.{name}").CASES for name in _THEMES)
)
_SETTINGS = "content/site.toml"
_PLAIN = 'exports = "none"\n'
_SUMMARY = re.compile(r"[^\n]+ written, [^\n]+ removed(?:, [^\n]+)?\. [\d.]+ s\. The site is in .+")
_STRUCTURED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module", autouse=True)
def made_once() -> Iterator[None]:
    """Create what all cases share only once: it takes most of the time of such a small site."""
    renderers: dict[tuple[object, ...], Renderer] = {}
    spoken: dict[tuple[object, ...], tuple[Mapping[str, Formatter], tuple[Problem, ...]]] = {}

    def renderer(
        theme: Theme,
        formatters: Mapping[str, Formatter],
        compiled: Mapping[str, TemplateCache],
        *_: object,
    ) -> Renderer:
        key = theme, tuple(formatters.items())
        if key not in renderers:
            renderers[key] = Renderer(theme, formatters, compiled)
        return renderers[key]

    def voices(
        site: Site, theme: Theme, *_: object
    ) -> tuple[Mapping[str, Formatter], tuple[Problem, ...]]:
        key = site.languages, theme.catalogues
        if key not in spoken:
            spoken[key] = load_formatters(site, theme)
        return spoken[key]

    this = code_fingerprint()
    with pytest.MonkeyPatch.context() as patch:
        replace_everywhere(patch, Renderer, renderer)
        replace_everywhere(patch, load_formatters, voices)
        replace_everywhere(patch, code_fingerprint, lambda: this)
        # What was published before each case is another site, whose addresses nobody keeps.
        replace_everywhere(patch, check_addresses, lambda *_: iter(()))
        yield


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was published before the problem occurred."""
    folder = tmp_path_factory.mktemp("earlier") / "site"
    (folder / "content").mkdir(parents=True)
    (folder / _SETTINGS).write_text(_PLAIN, encoding="utf-8")
    (folder / "content/strike.en.md").write_text(article(), encoding="utf-8")
    assert run_program("build", folder, "--jobs", "1").exit_code == 0
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_problem_is_reported_exactly_and_does_no_harm(
    case: Case, earlier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    for part in ("output", ".tarikh"):
        # No file is modified in place, so hard links are enough; the next lines check that.
        shutil.copytree(earlier / part, site / part, copy_function=os.link)
    published = _held(site / "output")
    files = dict(case.files)
    if any(path.startswith("content/") for path in files):
        files.setdefault(_SETTINGS, _PLAIN)
    write_tree(site, files)
    if case.make is not None:
        case.make(site)
    sources = _held(site, apart=("output", ".tarikh"))
    monkeypatch.chdir(tmp_path)

    results = [_built(case) for _ in range(2)]

    says = case.says.strip("\n")
    failed = ": error: " in says
    for exit_code, problems, summary in results:
        assert problems == says
        assert exit_code == failed
        if failed:
            assert summary.startswith("Nothing was published: ")
        else:
            assert _SUMMARY.fullmatch(summary)
    assert _held(site, apart=("output", ".tarikh")) == sources
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    if failed:
        assert _held(site / "output") == published
    else:
        _check_published(case, site / "output")


def test_the_catalogue_is_large_and_no_two_cases_have_one_name() -> None:
    names = [case.name for case in CASES]
    assert len(names) >= 500
    assert sorted(set(names)) == sorted(names)


def _built(case: Case) -> tuple[int, str, str]:
    """Return the exit code, the printed problems, and the summary line of the build."""
    result = run_program("build", "site", "--jobs", "1", *case.arguments)
    assert "Traceback" not in result.output
    assert "internal error" not in result.output
    report, summary = result.stderr.rstrip("\n"), result.stdout.rstrip("\n")
    if result.exit_code:
        report, _, summary = report.rpartition("\n")
    return result.exit_code, report, summary


def _held(folder: Path, apart: tuple[str, ...] = ()) -> dict[str, tuple[int, int, bytes]]:
    """Return all files of a folder, with their kinds, times and contents."""
    found = {}
    for path in _below(folder):
        if path.relative_to(folder).parts[0] in apart:
            continue
        status = path.lstat()
        kind = stat.S_IFMT(status.st_mode)
        data = b""
        if stat.S_ISREG(kind):
            data = path.read_bytes()
        elif stat.S_ISLNK(kind):
            data = os.fsencode(path.readlink())
        if not stat.S_ISDIR(kind):
            found[str(path.relative_to(folder))] = (kind, status.st_mtime_ns, data)
    return found


def _below(folder: Path) -> Iterator[Path]:
    for above, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(above, name)


def _check_published(case: Case, output: Path) -> None:
    """Assert that exports can be parsed and that nothing unwanted was published."""
    texts = {
        path.relative_to(output).as_posix(): path.read_text(encoding="utf-8")
        for path in _below(output)
        if path.suffix in (".html", ".xml", ".json", ".txt", ".ics", ".csv")
    }
    for name, text in texts.items():
        if name.endswith(".xml"):
            expat.ParserCreate().Parse(text, True)
        if name.endswith(".json"):
            json.loads(text)
        for structured in _STRUCTURED.findall(text):
            json.loads(structured)
        for unwanted in case.never:
            assert unwanted not in text, name
    for name, wanted in case.has.items():
        assert wanted in texts[name]
