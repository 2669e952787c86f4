"""The command that publishes a site."""

from __future__ import annotations

import time
from itertools import chain
from pathlib import Path

import click

from generator import console
from generator.build import build_site
from generator.build.report import BuildOptions
from generator.cli.environment import cache_folder, now, processors
from generator.cli.localization import LocalizedCommand, load_user_messages
from generator.cli.progress import show_progress
from generator.cli.site_folder import SITE_FOLDER
from generator.i18n.messages import translate
from generator.interrupt import exit_code

_STOPPED = "tarikh: stopped; every published file is complete, and the next build finishes the rest"


@click.command("build", cls=LocalizedCommand)
@click.argument("folder", default=".", type=SITE_FOLDER)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to publish into.  [default: FOLDER/output]",
)
@click.option(
    "--base-url",
    metavar="ADDRESS",
    default="",
    callback=lambda _context, _option, text: _parse_base_url(text),
    help="The address of the site; replaces 'base_url' of site.toml.",
)
@click.option(
    "--offline",
    "is_offline",
    is_flag=True,
    help="Make a copy in FOLDER/offline that works from a disk: open its index.html.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--verify", is_flag=True, help="Read every file instead of trusting sizes and times.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=processors,
    help="How many processes to use.  [default: one per processor]",
)
@click.option("--timings", is_flag=True, help="Print how long each stage took.")
@click.option("--explain", is_flag=True, help="Print why each page was rendered.")
@click.option(
    "--all",
    "list_all",
    is_flag=True,
    help="Print every place of a problem, also where many are the same or similar.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to print problems; 'github' annotates pull requests.",
)
@click.pass_context
def build_command(
    context: click.Context,
    *,
    folder: Path,
    output: Path | None,
    base_url: str,
    is_offline: bool,
    strict: bool,
    verify: bool,
    jobs: int,
    explain: bool,
    timings: bool,
    list_all: bool,
    form: str,
) -> None:
    """Build the site in FOLDER (default: the current folder).

    The site is written into FOLDER/output. If it has errors, nothing is published and the output
    stays as it was.
    """
    started = time.perf_counter()
    try:
        with show_progress(started) as progress:
            report = build_site(
                BuildOptions(
                    folder,
                    now(),
                    output,
                    strict,
                    verify,
                    jobs,
                    base_url,
                    cache_folder(),
                    is_offline,
                ),
                progress,
            )
    except KeyboardInterrupt as stop:
        click.echo(_STOPPED, err=True)
        context.exit(exit_code(stop))
    seconds = time.perf_counter() - started
    messages = load_user_messages()
    if form == "json":
        click.echo(console.report_as_json(report, seconds))
    else:
        if form == "github":
            for problem in report.problems:
                click.echo(console.github_annotation(problem, messages))
        else:
            lines = console.format_problems(report.problems, messages, list_all=list_all)
            for line in chain(lines, console.format_overview(report, messages)):
                click.echo(line, err=True)
        for notice in report.notices:
            click.echo(translate(notice, messages), err=True)
        if explain:
            for page in report.rendered:
                click.echo(console.escape_invisible(f"{page.file}: {'; '.join(page.reasons)}"))
        if timings:
            for stage, duration in report.timings:
                click.echo(f"{duration:8.3f} s  {stage}")
        click.echo(console.format_summary(report, seconds, messages), err=not report.published)
    context.exit(0 if report.published else 1)


def _parse_base_url(text: str) -> str:
    if not text:
        return ""
    from generator.config.setting_readers import parse_base_url  # noqa: PLC0415 - seldom needed

    address = parse_base_url(text)
    if address is None:
        raise click.BadParameter("write it as https://example.org/path/, without ? and #")
    return address
