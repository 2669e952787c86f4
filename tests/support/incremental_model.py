"""A small site that is changed in many ways, and built twice after each change.

One build is incremental, the other is clean. They must agree in every byte and in every message,
and the incremental build must render exactly what has changed. A preview of the site is open all
the time, and must show what was published.

Assets of earlier builds, which stay for a day, are an input of both: the clean build begins with
them and with the list that names them, and with nothing else of the output. Which ones they are is
computed here a second time.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from jinja2 import BaseLoader
from msgspec.structs import replace

from generator.build import BuildOptions, BuildReport, build_site
from generator.content.scan import SiteLayout, SiteListing, Stat, scan_site, stat_file
from generator.hashing import hash_bytes
from generator.i18n import Formatter
from generator.model import Language
from generator.pages import Composed, ComposedPage, SharedViews, compose
from generator.pages.outputs import Output
from generator.preview.live_site import LiveSite
from generator.preview.watcher import Batch
from generator.problems import Problem
from generator.state import changes, output_manifest, published_addresses
from generator.state.changes import filesystem_now
from generator.state.code_fingerprint import code_fingerprint
from generator.theme.jinja_env import ThemeEnvironment, create_environment
from tests.support import NOW, ROOT
from tests.support.files import read_tree, write_tree
from tests.support.preview_client import apply_batch
from tests.support.replacing import replace_everywhere

THEME = ROOT / "templates"

# The names in a template, found by another method than the program's.
NAMED = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+['\"]([^'\"]+)['\"]")
# Pages, feeds and exports, as the names of their files show; days of the year are found by date.
_KEPT = re.compile(
    r"\A(?!assets/|404\.|sitemap|events\.schema|[^/]+/days/[0-9]).*\.(?!png)[a-z]+\Z"
)
ASSET = re.compile(r"asset\(['\"]([^'\"]+)['\"]\)")
# The assets that are kept after they have been replaced, and the lines that name them.
_KEPT_ASSET = re.compile(r"assets/[^/]+\.([0-9a-f]{10})\.(?:css|js|woff2)")
_KEPT_LINE = re.compile(r"# kept until (\S+): (.+)")
_DAY = dt.timedelta(days=1)


class Interrupted(BaseException):
    """Simulates Ctrl-C during a build."""


def ignore_progress(stage: str, done: int, total: int) -> None:
    """Ignore the progress of a build."""


@contextmanager
def fast_builds(trusted_after: int = 20_000_000) -> Iterator[pytest.MonkeyPatch]:
    """Make many small builds fast.

    The stat of a file is trusted when the file has not changed for some ticks of the clock (ns),
    so that a test need not wait for two seconds. The program's own files are not read again for
    each build, and a template is compiled once for equal strings.
    """
    this = code_fingerprint()
    strings: WeakKeyDictionary[ThemeEnvironment, str] = WeakKeyDictionary()
    compiled: dict[tuple[object, ...], Any] = {}
    create, compile_template = create_environment, ThemeEnvironment.compile

    def create_and_note(
        loader: BaseLoader, assets: Mapping[str, str], formatter: Formatter, *others: Any
    ) -> ThemeEnvironment:
        environment = create(loader, assets, formatter, *others)
        # Found without the hashes that the program uses: these are what is tested.
        catalogue = formatter.catalogue
        strings[environment] = repr(
            (formatter.language, sorted(catalogue.translations.items()), catalogue.plural_rule)
        )
        return environment

    def compile_once(environment: ThemeEnvironment, *template: Any) -> Any:
        key = (strings[environment], *template)
        if key not in compiled:
            compiled[key] = compile_template(environment, *template)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "SETTLED_NS", trusted_after)
        replace_everywhere(patch, code_fingerprint, lambda: this)
        replace_everywhere(patch, create_environment, create_and_note)
        patch.setattr(ThemeEnvironment, "compile", compile_once)
        yield patch


def plain_cards(patch: pytest.MonkeyPatch) -> None:
    """Make share pictures, each a plain text of what it shows: drawing them would take too long."""

    def write_text(template: bytes, *, sys_inputs: Mapping[str, str], **_: object) -> bytes:
        return sys_inputs["card"].encode()

    patch.setattr("generator.engine.site_inputs.can_write_cards", lambda: True)
    patch.setattr("typst.compile", write_text)


def freeze_file_times(patch: pytest.MonkeyPatch) -> None:
    """Simulate a file system whose clock does not advance during the test."""

    def still(stat: Stat) -> Stat:
        size, _, inode, _ = stat
        return size, 0, inode, 0

    def scan_with_frozen_times(place: SiteLayout) -> SiteListing:
        listing = scan_site(place)
        theme = {name: (path, still(stat)) for name, (path, stat) in listing.theme.items()}
        return SiteListing({path: still(stat) for path, stat in listing.content.items()}, theme)

    def stat_still(path: str) -> Stat | None:
        found = stat_file(path)
        return still(found) if found else None

    replace_everywhere(patch, scan_site, scan_with_frozen_times)
    replace_everywhere(patch, stat_file, stat_still)
    replace_everywhere(patch, filesystem_now, lambda state: 0 * filesystem_now(state))


@dataclass(frozen=True, slots=True)
class CleanBuild:
    """The result of a clean build, and the inputs of each of its pages."""

    report: BuildReport
    output: Mapping[str, bytes]
    inputs: Mapping[str, str]


class IncrementalSite:
    """A site, with what its last build published."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "incremental/site"
        self.fresh = folder / "clean/site"
        self.output = self.root / "output"
        self.state = self.root / ".tarikh"
        self.now = NOW
        (self.root / "content").mkdir(parents=True)
        self.write(published_addresses.NAME, "")
        # Every file that readers may have kept the address of, of all builds.
        self.kept: set[str] = set()
        self.published: Mapping[str, bytes] = {}
        # The inputs of the pages of the last build; None if its record is lost.
        self.inputs: Mapping[str, str] | None = None
        # Pages that may be rendered although only the text of their file changed.
        self.may_be_rendered: set[str] = set()
        self.report: BuildReport | None = None
        self.preview: LiveSite | None = None
        # The sources as the preview last saw them.
        self.seen: Mapping[str, bytes] = {}

    # --- Changes ------------------------------------------------------------------------------

    def write(self, path: str, text: str | bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def remove(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    def move(self, path: str, other: str) -> None:
        target = self.root / other
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).replace(target)

    def sources(self, ending: str = "") -> list[str]:
        """The files of the content folder."""
        paths = (self.root / "content").rglob(f"*{ending}")
        return sorted(p.relative_to(self.root).as_posix() for p in paths if p.is_file())

    def touch(self) -> None:
        """Give every source and output a new inode and new times, as a fresh checkout does."""
        for folder in (self.root / "content", self.root / "templates", self.output):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    data = path.read_bytes()
                    path.unlink()
                    path.write_bytes(data)

    def lose_record(self, how: Callable[[bytes], bytes | None]) -> None:
        """Damage the record of the last build; ``None`` deletes it."""
        record = self.state / "manifest"
        if not record.exists():
            return
        data = how(record.read_bytes())
        if data is None:
            record.unlink()
        else:
            record.write_bytes(data)
        self.inputs = None

    def remove_errors(self) -> None:
        """Delete the files in which the last build reported an error."""
        for problem in self.report.problems if self.report else ():
            if problem.code == "site-empty":
                self.write("content/2020/a.ar.md", "---\ntitle: One\ndate: 2020\n---\n")
            elif problem.severity == "error":
                self.remove(problem.path)

    # --- Builds -------------------------------------------------------------------------------

    def build(self, **options: Any) -> BuildReport:
        return build_site(BuildOptions(self.root, self.now, **options), ignore_progress)

    def interrupt(self, steps: int, *, publishing: bool) -> None:
        """Begin a build, and interrupt it after some steps of its work."""
        left, before = steps, read_tree(self.output)

        def step(*_: object) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Interrupted

        replace_file = os.replace

        def replace_or_stop(source: str, target: str) -> None:
            if str(target).startswith(f"{self.output}/"):
                step()
            replace_file(source, target)

        with pytest.MonkeyPatch.context() as patch:
            if publishing:
                patch.setattr(os, "replace", replace_or_stop)
            try:
                report = build_site(
                    BuildOptions(self.root, self.now), ignore_progress if publishing else step
                )
            except Interrupted:
                return
        # The build finished before that step.
        if report.published:
            self._remember(self.clean(before))

    def clean(self, before: Mapping[str, bytes]) -> CleanBuild:
        """Build the same site from scratch in another folder.

        Args:
            before: The output before the build. Only assets that it may keep are left of it.
        """
        shutil.rmtree(self.fresh, ignore_errors=True)
        for name in ("content", "templates"):
            if (self.root / name).is_dir():
                shutil.copytree(self.root / name, self.fresh / name)
        listed, kept = read_list(before)
        assets = [file for file in before if file in listed and _KEPT_ASSET.fullmatch(file)]
        write_tree(self.fresh / "output", {file: before[file] for file in assets})
        if assets:
            lines = [f"# kept until {time}: {file}" for file, time in kept.items()]
            header = before[output_manifest.NAME].decode().partition("\n")[0]
            text = "\n".join((header, *lines, "", *assets, ""))
            (self.fresh / "output" / output_manifest.NAME).write_text(text, encoding="utf-8")
        seen: dict[str, tuple[Composed, Language | None]] = {}

        def compose_and_note(views: SharedViews, output: Output) -> Composed:
            composed = compose(views, output)
            if isinstance(composed, ComposedPage):
                # The bytes of its body are compared; the name of the body's file is not printed.
                language = views.facts.site.language(composed.language)
                seen[composed.file] = replace(composed, body=""), language
            else:
                seen[composed.file] = composed, None
            return composed

        with pytest.MonkeyPatch.context() as patch:
            replace_everywhere(patch, compose, compose_and_note)
            report = build_site(BuildOptions(self.fresh, self.now), ignore_progress)
        output = read_tree(self.fresh / "output")
        inputs = {
            file: repr((composed, language, self._theme_of(composed), output.get(file)))
            for file, (composed, language) in seen.items()
        }
        return CleanBuild(report, output, inputs)

    def _theme_of(self, composed: Composed) -> list[tuple[str, bytes]]:
        """Return the files of the theme that a page is rendered with."""
        if not isinstance(composed, ComposedPage):
            return []
        found: dict[str, bytes] = {}
        waiting = [composed.template, f"strings/{composed.language}.po"]
        while waiting:
            name = waiting.pop()
            path = next(
                (p / name for p in (self.root / "templates", THEME) if (p / name).is_file()), None
            )
            if name not in found and path is not None:
                found[name] = path.read_bytes()
                if name.endswith(".html"):
                    text = found[name].decode()
                    waiting += NAMED.findall(text)
                    waiting += (f"assets/{each}" for each in ASSET.findall(text))
        return sorted(found.items())

    def _remember(self, clean: CleanBuild) -> None:
        self.published, self.inputs = clean.output, clean.inputs
        self.may_be_rendered.clear()

    def check(self) -> BuildReport:
        """Build, and compare the result with that of a clean build."""
        before = read_tree(self.output)
        report = self.report = self.build()
        clean = self.clean(before)
        self._update_preview()
        said, expected = problems_of_the_site(report), problems_of_the_site(clean.report)
        assert said == expected, f"{said} in place of {expected}"
        assert report.published == clean.report.published
        if not report.published:
            assert read_tree(self.output) == before, "a failed build published something"
            return report
        assert read_tree(self.output) == clean.output
        self._check_addresses(report, clean)
        self._check_preview(clean)
        self._check_kept(clean, before)
        self._check_rendered(report, clean, before)
        assert _counts(report) == _counts(clean.report)
        again = self.build()
        assert again.rendered == ()
        assert (again.changed, again.removed) == (0, 0)
        assert problems_of_the_site(again) == problems_of_the_site(report)
        assert _counts(again) == _counts(report)
        self._remember(clean)
        return report

    def _check_addresses(self, report: BuildReport, clean: CleanBuild) -> None:
        """Assert that each address ever published leads somewhere or is warned about."""
        lost = self.kept - clean.output.keys()
        warned = {
            each.message.split("'")[1].removeprefix("/")
            for each in report.problems
            if each.code in ("address-gone", "address-moved")
        }
        assert {file.removesuffix("index.html") for file in lost} == warned
        self.kept |= {file for file in clean.output if _KEPT.search(file)}

    def _read_sources(self) -> Mapping[str, bytes]:
        folders = [self.root / name for name in ("content", "templates")]
        return {
            str(folder / path): data
            for folder in folders
            if folder.is_dir()
            for path, data in read_tree(folder).items()
        }

    def _update_preview(self) -> None:
        """Apply to the preview, in one batch, what has changed since the last time."""
        before, self.seen = self.seen, self._read_sources()
        if self.preview is None:
            self.preview = LiveSite(self.root, now=lambda: self.now, drafts=False, jobs=1)
            return
        changed = {
            path
            for path in before.keys() | self.seen.keys()
            if before.get(path) != self.seen.get(path)
        }
        apply_batch(self.preview, Batch(frozenset(changed), {}, is_full_scan=True))

    def _check_preview(self, clean: CleanBuild) -> None:
        """Assert that the preview shows what a clean build publishes."""
        preview = self.preview
        assert preview is not None
        _, kept = read_list(clean.output)
        files = clean.output.keys() - {output_manifest.NAME} - kept.keys()
        assert {output.url.file for output in preview.context.plan.outputs} <= files
        for file in sorted(files):
            assert preview.has_file(file), file
            assert preview.get_file(file).data == clean.output[file], file
        assert set(preview.problems) == set(problems_of_the_site(clean.report))

    def _check_kept(self, clean: CleanBuild, before: Mapping[str, bytes]) -> None:
        """Assert that old assets, and nothing else, are in the output for a day."""
        assert self.preview is not None
        now = dt.datetime(1, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=self.now)
        listed, earlier = read_list(before)
        expected = {}
        for file, data in before.items():
            name = _KEPT_ASSET.fullmatch(file)
            until = earlier.get(file, (now + _DAY).isoformat())
            if (
                name is not None
                and file in listed
                and hash_bytes(data).hex().startswith(name[1])
                and not self.preview.has_file(file)
                and dt.datetime.fromisoformat(until) > now
            ):
                expected[file] = until
                assert clean.output.get(file) == data
        assert read_list(clean.output)[1] == expected

    def _check_rendered(
        self, report: BuildReport, clean: CleanBuild, before: Mapping[str, bytes]
    ) -> None:
        """Assert that pages are rendered if and only if their inputs or files have changed."""
        rendered = {each.file for each in report.rendered}
        known = self.inputs or {}
        expected = {
            file
            for file, made_from in clean.inputs.items()
            if known.get(file) != made_from or before.get(file) != self.published.get(file)
        }
        assert rendered >= expected, f"not rendered: {sorted(expected - rendered)}"
        needless = rendered - expected - self.may_be_rendered
        assert not needless, f"rendered for nothing: {sorted(needless)}"
        assert len(rendered) == len(report.rendered)


def read_list(output: Mapping[str, bytes]) -> tuple[set[str], dict[str, str]]:
    """Return the files that the list of an output names, and those kept until some time."""
    lines = output.get(output_manifest.NAME, b"").decode().split("\n")
    kept = {found[2]: found[1] for found in map(_KEPT_LINE.fullmatch, lines) if found}
    return {*lines}, kept


def problems_of_the_site(report: BuildReport) -> tuple[Problem, ...]:
    """Return the problems of the site itself, not of its changes since the last build."""
    return tuple(
        each for each in report.problems if each.code not in ("address-gone", "address-moved")
    )


def _counts(report: BuildReport) -> tuple[object, ...]:
    return report.events, report.articles, report.pages, report.languages
