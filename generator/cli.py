"""The command line: arguments in, exit code out. Everything that prints is here or in `console`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from generator import console
from generator.build import build_site
from generator.build.report import BuildOptions, ProgressCallback
from generator.interrupt import exit_code, stoppable
from generator.problems import Problem

# Shorter builds show no progress bar.
_PATIENCE = 1.0
_STOPPED = "tarikh: stopped; each published file is whole, and the next build does the rest"


class _Group(click.Group):
    """A command line that ends with a message whatever happens, and never with a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            with stoppable():
                return super().invoke(context)
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except KeyboardInterrupt as stop:
            click.echo("tarikh: stopped", err=True)
            context.exit(exit_code(stop))
        except OSError as error:
            click.echo(console.format_os_error(error), err=True)
        except Exception as error:  # what nobody foresaw is told like the rest
            click.echo(console.format_internal_error(error), err=True)
        context.exit(1)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tarikh", prog_name="tarikh")
def main() -> None:
    """Turn a folder of sourced Markdown articles into a bilingual timeline site."""


@main.command("build")
@click.argument(
    "folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to publish.  [default: FOLDER/output]",
)
@click.option(
    "--base-url",
    metavar="ADDRESS",
    default="",
    callback=lambda _context, _option, text: _base_url(text),
    help="Where the site will be, in place of what site.toml says.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--verify", is_flag=True, help="Read every file instead of trusting sizes and times.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=_processors,
    help="How many processes to use.  [default: one a processor]",
)
@click.option("--timings", is_flag=True, help="Say how long each stage took.")
@click.option("--explain", is_flag=True, help="Say for each rendered page why it was rendered.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to tell problems; 'github' annotates pull requests.",
)
@click.pass_context
def build_command(
    context: click.Context,
    *,
    folder: Path,
    output: Path | None,
    base_url: str,
    strict: bool,
    verify: bool,
    jobs: int,
    explain: bool,
    timings: bool,
    form: console.Format,
) -> None:
    """Build the site in FOLDER (default: here) and publish it into its output folder.

    Nothing is published when there are errors: the earlier output stays as it is.
    """
    began = time.perf_counter()
    try:
        with _progress(began) as progress:
            report = build_site(
                BuildOptions(folder, output, strict, verify, jobs, base_url), progress
            )
    except KeyboardInterrupt as stop:
        click.echo(_STOPPED, err=True)
        context.exit(exit_code(stop))
    seconds = time.perf_counter() - began
    if form == "json":
        click.echo(console.report_as_json(report, seconds))
    else:
        for problem in report.problems:
            if form == "github":
                click.echo(console.github_annotation(problem))
            else:
                for line in console.problem_lines(problem):
                    click.echo(line, err=True)
        for notice in report.notices:
            click.echo(notice, err=True)
        if explain:
            for page in report.rendered:
                click.echo(console.escape_invisible(f"{page.file}: {'; '.join(page.reasons)}"))
        if timings:
            for stage, taken in report.timings:
                click.echo(f"{taken:8.3f} s  {stage}")
        click.echo(console.format_summary(report, seconds), err=not report.published)
    context.exit(0 if report.published else 1)


@main.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--install",
    metavar="REQUIREMENT",
    help="What the workflow installs to build the site.  [default: this program, as installed]",
)
def init_command(*, folder: Path, install: str | None) -> None:
    """Make a site in FOLDER (default: here) that builds at once. No file is ever overwritten."""
    from uuid import uuid4  # noqa: PLC0415 - a new site is made once

    from generator.scaffold import create_site  # noqa: PLC0415

    started = create_site(folder, name=uuid4().urn, requirement=install or _requirement())
    for path in started.written:
        click.echo(console.escape_invisible(f"written: {path}"))
    for path in started.kept:
        click.echo(console.escape_invisible(f"left as it is: {path}"))
    shown = console.escape_invisible(str(folder))
    click.echo(f"Next: tarikh build {shown}" if shown != "." else "Next: tarikh build")


def _requirement() -> str:
    """What to install to get this program again."""
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - as above

    from generator.scaffold import pin_requirement  # noqa: PLC0415

    try:
        this = distribution("tarikh")
    except PackageNotFoundError:  # run from its sources
        return "tarikh"
    return pin_requirement(this.version, this.read_text("direct_url.json"))


def _base_url(text: str) -> str:
    if not text:
        return ""
    from generator.config.settings import parse_base_url  # noqa: PLC0415 - mostly not given

    address = parse_base_url(text)
    if address is None:
        raise click.BadParameter("write https://, the host and the path, without ? and #")
    return address


@main.command("serve")
@click.argument(
    "folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; others than this machine's own can then read along.",
)
@click.option(
    "--port",
    type=click.IntRange(min=1, max=65535),
    help="The port to listen at.  [default: the first from 8000 that is free]",
)
@click.option("--open", "opened", is_flag=True, help="Open the site in the browser.")
@click.option("--no-drafts", is_flag=True, help="Leave drafts out, as a build does.")
def serve_command(
    *, folder: Path, host: str, port: int | None, opened: bool, no_drafts: bool
) -> None:
    """Show the site in FOLDER (default: here) while it is being written; Ctrl-C ends it.

    Each save shows at once in the open pages. Nothing is published, and output/ is not touched.
    TARIKH_EDITOR may hold the address that opens a file in your editor, such as
    vscode://file{path}:{line}:{column}
    """
    try:
        _serve(folder, host=host, port=port, opened=opened, drafts=not no_drafts)
    except KeyboardInterrupt:
        # This is how a preview ends.
        click.echo("", err=True)


def _serve(folder: Path, *, host: str, port: int | None, opened: bool, drafts: bool) -> None:
    from generator.preview.server import (  # noqa: PLC0415 - a build needs no server
        HostError,
        PortTakenError,
        Preview,
        PreviewSettings,
        is_loopback,
    )

    settings = PreviewSettings(
        root=folder,
        host=host,
        port=port,
        drafts=drafts,
        jobs=_processors(),
        editor=os.environ.get("TARIKH_EDITOR", ""),
    )
    if not is_loopback(host):
        text = f"Whoever can reach this machine at {host} can read the site, its drafts too."
        click.echo(click.style(text, fg="yellow"), err=True)
    try:
        Preview(settings, _Teller(folder, opened=opened)).run()
    except PortTakenError as error:
        hint = f"use --port {error.free}, or leave --port out"
        raise click.UsageError(f"port {error.port} is taken; {hint}") from error
    except HostError as error:
        raise click.UsageError(str(error)) from error


class _Teller:
    """Tells the author in the terminal what the preview has to say."""

    def __init__(self, folder: Path, *, opened: bool) -> None:
        self._folder = folder
        self._opened = opened

    def ready(self, url: str) -> None:
        shown = console.escape_invisible(str(self._folder))
        click.echo(f"{click.style(url, bold=True)} shows {shown}")
        click.echo("Ctrl-C ends it.")
        if self._opened:
            import webbrowser  # noqa: PLC0415 - slow to import, and seldom wanted

            webbrowser.open(url)

    def notice(self, text: str) -> None:
        click.echo(click.style(text, fg="yellow"), err=True)

    def problems_changed(self, new: Iterable[Problem], fixed: int, remaining: int) -> None:
        for problem in new:
            for line in console.problem_lines(problem):
                click.echo(line, err=True)
        if fixed:
            rest = f"{remaining} remaining" if remaining else "none remaining"
            click.echo(click.style(f"{fixed} fixed, {rest}", fg="green"), err=True)


@contextmanager
def _progress(began: float) -> Iterator[ProgressCallback]:
    """A progress bar, once a build on a terminal has lasted long enough to want one."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    with ExitStack() as stack:
        advance: ProgressCallback | None = None

        def told(stage: str, done: int, total: int) -> None:
            nonlocal advance
            if advance is None and time.perf_counter() - began > _PATIENCE:
                advance = _bar(stack)
            if advance is not None:
                advance(stage, done, total)

        yield told


def _bar(stack: ExitStack) -> ProgressCallback:
    """Show a progress bar until the stack is left."""
    from rich.console import Console  # noqa: PLC0415 - only long builds on a terminal need it
    from rich.progress import Progress as Bar  # noqa: PLC0415

    bar = stack.enter_context(Bar(console=Console(stderr=True), transient=True))
    task = bar.add_task("")

    def advance(stage: str, done: int, total: int) -> None:
        bar.update(task, description=stage, completed=done, total=total)

    return advance
