"""The command line: reads arguments, prints results, and exits with a code."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from generator import console
from generator.build import build_site
from generator.build.report import BuildOptions
from generator.cli.checking import check_command
from generator.cli.completion import completion_command
from generator.cli.editing import (
    move_command,
    new_command,
    sources_command,
    tags_command,
    translated_command,
)
from generator.cli.editor import lsp_command
from generator.cli.environment import cache_folder, now, processors
from generator.cli.localization import LANGUAGES, LocalizedGroup, choose_language
from generator.cli.progress import show_progress
from generator.cli.site_folder import SITE_FOLDER
from generator.editing.text_edits import EditError
from generator.interrupt import exit_code, raise_on_stop_signals
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.importing import InputFile, OldSite
    from generator.scaffold.requirement import Requirement

# A terminal drops what exceeds this number of bytes in a line that is pasted into it.
_LONGEST_TYPED_LINE = 4095
_CUT_LINE = (
    "tarikh: the terminal has cut a long line; paste the text into a file, and import that instead"
)
_STOPPED = "tarikh: stopped; every published file is complete, and the next build finishes the rest"
_NOT_INSTALLABLE = "requirements.txt: GitHub cannot install this tarikh: {obstacle}"
_COMPLETE_REQUIREMENT = (
    "  hint: before you publish, write the address that tarikh is cloned from in place of ADDRESS"
)


class _Group(LocalizedGroup):
    """A group of commands that reports every exception as a message, not as a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            with raise_on_stop_signals():
                return super().invoke(context)
        except (click.exceptions.Exit, click.ClickException):
            raise
        except click.Abort:
            # Ctrl-C or Ctrl-D in place of an answer.
            click.echo("\ntarikh: stopped; nothing was changed", err=True)
        except KeyboardInterrupt as stop:
            click.echo("tarikh: stopped", err=True)
            context.exit(exit_code(stop))
        except EditError as error:
            click.echo(console.format_edit_error(error), err=True)
        except OSError as error:
            click.echo(console.format_os_error(error), err=True)
        except Exception as error:
            click.echo(console.format_internal_error(error), err=True)
        context.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=choose_language,
    help="The language of help.  [default: that of the locale]",
)
@click.version_option(package_name="tarikh", prog_name="tarikh")
def main() -> None:
    """Turn a folder of sourced Markdown articles into a bilingual timeline site."""


for command in (
    *(check_command, new_command, move_command, tags_command, sources_command),
    *(translated_command, lsp_command, completion_command),
):
    main.add_command(command)


@main.command("build")
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
    form: console.Format,
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
    if form == "json":
        click.echo(console.report_as_json(report, seconds))
    else:
        if form == "github":
            for problem in report.problems:
                click.echo(console.github_annotation(problem))
        else:
            lines = console.format_problems(report.problems, list_all=list_all)
            for line in chain(lines, console.format_overview(report)):
                click.echo(line, err=True)
        for notice in report.notices:
            click.echo(notice, err=True)
        if explain:
            for page in report.rendered:
                click.echo(console.escape_invisible(f"{page.file}: {'; '.join(page.reasons)}"))
        if timings:
            for stage, duration in report.timings:
                click.echo(f"{duration:8.3f} s  {stage}")
        click.echo(console.format_summary(report, seconds), err=not report.published)
    context.exit(0 if report.published else 1)


@main.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--folder",
    default=".",
    type=SITE_FOLDER,
    help="The folder of the site.  [default: the current folder]",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the events.",
)
def search_command(*, words: tuple[str, ...], folder: Path, form: str) -> None:
    """Find events by WORDS in the articles of a site, drafts among them.

    Words are found in all their spellings and forms, and in every language of the site. Write a
    phrase as '"US forces"', -word for a word to leave out, and a date as 2024-09 or September 2024.
    """
    from generator.build.search_content import search_content  # noqa: PLC0415 - seldom needed

    text = " ".join(words)
    with show_progress(time.perf_counter()) as progress:
        events = search_content(folder, text, now=now(), jobs=processors(), progress=progress)
    if form == "json":
        click.echo(console.events_as_json(text, events))
        return
    for line in console.format_events(events):
        click.echo(line)
    if not events:
        click.echo(f"no event found for '{console.escape_invisible(text)}'", err=True)


@main.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, allow_dash=True),
    metavar="FILE...",
)
@click.option(
    "--folder",
    default=".",
    type=SITE_FOLDER,
    help="The folder of the site.  [default: the current folder]",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be written.")
@click.option(
    "--full-text",
    is_flag=True,
    help="Keep the text of reports, marked 'rights: review', until you may publish it.",
)
@click.option(
    "--map",
    "mappings",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column of a table is, such as outlet=source.name; can be repeated.",
)
@click.option(
    "--dates",
    type=click.Choice(["event", "text"]),
    help="What 'date' is in the articles of another program: the day of the event or of the text."
    "  [default: asked on a terminal, else text]",
)
@click.pass_context
def import_command(
    context: click.Context,
    *,
    files: tuple[str, ...],
    folder: Path,
    dry_run: bool,
    full_text: bool,
    mappings: tuple[str, ...],
    dates: str | None,
) -> None:
    """Make articles of each FILE, with everything that it says and nothing else.

    FILE is the text of a report, pasted from a news page in Arabic or English; a web page that
    was saved from a browser (.html, .mhtml); a table (.csv, .tsv, .xlsx), such as a sheet of
    TimelineJS or of auto-archiver; a timeline.json of TimelineJS; an events.json of tarikh; a
    calendar (.ics); a feed (RSS, Atom, JSON Feed); references of Zotero (CSL-JSON); results of
    Wikidata; an export of WordPress; or the folder of a site of Jekyll, Hugo, Pelican, Zola or
    Obsidian. Write - to paste a text into the terminal, and end it with Ctrl-D.

    Reports become drafts. What could not be decided is listed, and added to import-review.md. No
    file is overwritten, and what was imported before is not imported again.
    """
    from generator.importing import (  # noqa: PLC0415 - seldom needed
        ImportOptions,
        import_records,
        parse_mapping,
        read_inputs,
    )

    try:
        mapping = parse_mapping(mappings)
    except ValueError as unclear:
        raise click.BadParameter(str(unclear), param_hint="'--map'") from unclear
    inputs, unreadable = _open_inputs(files)
    options = ImportOptions(folder, full_text=full_text, dry_run=dry_run, mapping=mapping)
    reading = read_inputs(inputs, options)
    if dates is None and reading.undecided and _is_typed():
        dates = _ask_for_dates(reading.undecided)
    report = import_records(reading, replace(options, is_dated_by_event=dates == "event"))
    for line in console.format_import(report, is_dry_run=dry_run):
        click.echo(line)
    for name, failure in report.failures:
        for line in console.format_import_failure(name, failure):
            click.echo(line, err=True)
    for error in unreadable:
        click.echo(console.format_os_error(error), err=True)
    context.exit(1 if report.failures or unreadable else 0)


def _is_typed() -> bool:
    """Whether somebody can type what is asked for."""
    return sys.stdin.isatty()


def _ask_for_dates(count: int) -> str:
    """Ask what the dates of articles of another program are: ``event`` or ``text``."""
    what = "1 article has a date" if count == 1 else f"{count:,} articles have a date"
    click.echo(f"{what}. Is it the day of the event or of the text?", err=True)
    click.echo("  event  it becomes 'date', and the article is published under that day", err=True)
    click.echo(
        "  text   as in a blog: it becomes 'published', and the article is a draft", err=True
    )
    click.echo("         until you write when its event took place", err=True)
    choices = click.Choice(["event", "text"])
    answer: str = click.prompt("event or text", type=choices, show_choices=False, err=True)
    return answer


def _open_inputs(names: tuple[str, ...]) -> tuple[list[InputFile | OldSite], list[OSError]]:
    """Read the files of a command; ``-`` is what is typed or pasted."""
    from generator.importing import (  # noqa: PLC0415 - as above
        ENDINGS,
        InputFile,
        list_old_site,
        list_one_article,
    )

    inputs: list[InputFile | OldSite] = []
    errors = []
    for name in names:
        if name == "-":
            if _is_typed():
                click.echo("Paste the text, and end it with Enter and Ctrl-D.", err=True)
            data = sys.stdin.buffer.read()
            if _is_typed() and any(len(line) >= _LONGEST_TYPED_LINE for line in data.split(b"\n")):
                click.echo(_CUT_LINE, err=True)
            inputs.append(InputFile("pasted text", data))
            continue
        path = Path(name)
        try:
            if path.is_dir():
                site = list_old_site(name, path)
                # A folder that is of no site has reports, tables and notes.
                reports = [] if site.program else _list_reports(site, path)
                inputs += reports
                if reports and not site.paths:
                    continue
                kind = f" of {site.program}" if site.program else ""
                count = f"{len(site.paths):,} article{'' if len(site.paths) == 1 else 's'}"
                click.echo(f"{console.escape_invisible(name)}: {count}{kind}")
                inputs.append(site)
            elif name.casefold().endswith(ENDINGS):
                inputs.append(list_one_article(path))
            else:
                inputs.append(InputFile(path.name, path.read_bytes(), path.parent))
        except OSError as error:
            errors.append(error)
    return inputs, errors


def _list_reports(site: OldSite, folder: Path) -> list[InputFile]:
    """Read the reports and tables in a folder."""
    from generator.importing import REPORT_ENDINGS, InputFile  # noqa: PLC0415 - as above

    names = (each for each in site.others if each.casefold().endswith(REPORT_ENDINGS))
    return [InputFile(each, (folder / each).read_bytes(), folder) for each in names]


@main.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--install",
    metavar="REQUIREMENT",
    help="What the GitHub workflow installs with pip.  [default: this version of tarikh]",
)
def init_command(*, folder: Path, install: str | None) -> None:
    """Create a new site in FOLDER (default: the current folder). No file is overwritten."""
    from uuid import uuid4  # noqa: PLC0415 - seldom needed

    from generator.scaffold import REQUIREMENTS, create_site  # noqa: PLC0415
    from generator.scaffold.requirement import Requirement  # noqa: PLC0415

    requirement = Requirement(install) if install else _find_requirement()
    site = create_site(folder, name=uuid4().urn, requirement=requirement)
    for path in site.written:
        click.echo(console.escape_invisible(f"created: {path}"))
    for path in site.kept:
        click.echo(console.escape_invisible(f"exists already, not changed: {path}"))
    if requirement.obstacle and REQUIREMENTS in site.written:
        text = console.escape_invisible(_NOT_INSTALLABLE.format(obstacle=requirement.obstacle))
        click.echo(click.style(f"{text}\n{_COMPLETE_REQUIREMENT}", fg="yellow"))
    shown = console.quote_argument(str(folder))
    click.echo(f"Next: tarikh build {shown}" if shown != "." else "Next: tarikh build")


def _find_requirement() -> Requirement:
    """What installs this version of tarikh on another machine."""
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - as above

    from generator.scaffold.requirement import find_requirement  # noqa: PLC0415

    try:
        installed = distribution("tarikh")
    except PackageNotFoundError:  # run from a checkout without being installed
        folder = Path(__file__).resolve().parents[1]
        return find_requirement("", f'{{"url": "{folder.as_uri()}"}}')
    return find_requirement(installed.version, installed.read_text("direct_url.json"))


def _parse_host_name(text: str) -> str:
    from generator.preview.host_names import parse_host_name  # noqa: PLC0415 - seldom needed

    try:
        return parse_host_name(text)
    except ValueError as error:
        hint = "write a name such as desk.example.org, or *.example.org for all names below it"
        raise click.BadParameter(f"'{text}' is not a host name; {hint}") from error


def _parse_base_url(text: str) -> str:
    if not text:
        return ""
    from generator.config.setting_readers import parse_base_url  # noqa: PLC0415 - seldom needed

    address = parse_base_url(text)
    if address is None:
        raise click.BadParameter("write it as https://example.org/path/, without ? and #")
    return address


@main.group("theme", cls=LocalizedGroup)
def theme_group() -> None:
    """Work with the files of the theme: templates, stylesheet, scripts and strings."""


@theme_group.command("eject")
@click.argument("file", required=False)
@click.option(
    "--folder",
    default=".",
    type=SITE_FOLDER,
    help="The folder of the site.  [default: the current folder]",
)
@click.option(
    "--diff",
    "is_diff",
    is_flag=True,
    help="Copy nothing; print how FILE, or each file of the site's theme, differs from the theme.",
)
@click.pass_context
def theme_eject_command(
    context: click.Context, *, file: str | None, folder: Path, is_diff: bool
) -> None:
    """Copy FILE of the theme into the site, where it replaces that of the theme and can be edited.

    FILE is a path below templates/, such as partials/footer.html. A file of the site that exists
    is not changed.

    After an update of tarikh, --diff shows how a copy differs: lines with - are only in the copy,
    lines with + only in the theme.
    """
    from generator.scaffold.theme_files import (  # noqa: PLC0415 - seldom needed
        ThemeFileError,
        compare_file,
        eject_file,
        list_own_files,
    )

    if file is None and not is_diff:
        raise click.UsageError("write the FILE to copy, such as partials/footer.html")
    try:
        if file is not None and not is_diff:
            click.echo(console.escape_invisible(f"created: {eject_file(folder, file)}"))
            return
        names = list_own_files(folder) if file is None else (file,)
        for name in names:
            lines = tuple(compare_file(folder, name))
            for line in lines or (f"templates/{name} is the same as in the theme",):
                click.echo(console.escape_invisible(line))
        if not names:
            click.echo("no file of this site replaces one of the theme")
    except ThemeFileError as error:
        click.echo(console.escape_invisible(error.message), err=True)
        click.echo(console.escape_invisible(f"  hint: {error.hint}"), err=True)
        context.exit(1)


@main.command("serve")
@click.argument("folder", default=".", type=SITE_FOLDER)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; one of a network lets others read the site.",
)
@click.option(
    "--port",
    type=click.IntRange(min=1, max=65535),
    help="The port to listen on.  [default: the first free port from 8000]",
)
@click.option(
    "--allow-host",
    "allowed_hosts",
    metavar="NAME",
    multiple=True,
    callback=lambda _context, _option, names: tuple(map(_parse_host_name, names)),
    help="A host name that others reach the preview by, such as *.example.org; can be repeated.",
)
@click.option(
    "--poll",
    is_flag=True,
    help="Look at all files every second, where the system reports no changes.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@click.option("--no-drafts", is_flag=True, help="Do not show drafts.")
def serve_command(
    *,
    folder: Path,
    host: str,
    port: int | None,
    allowed_hosts: tuple[str, ...],
    poll: bool,
    open_browser: bool,
    no_drafts: bool,
) -> None:
    """Show a preview of the site in FOLDER (default: the current folder).

    Open pages are updated whenever a file is saved. Nothing is published, and output/ is not
    changed. Press Ctrl-C to stop.

    To open files in your editor from the preview, set the environment variable TARIKH_EDITOR to
    its address pattern, such as vscode://file{path}:{line}:{column}
    """
    try:
        _serve(
            folder,
            host=host,
            port=port,
            allowed_hosts=allowed_hosts,
            poll=poll,
            open_browser=open_browser,
            drafts=not no_drafts,
        )
    except KeyboardInterrupt:
        # Ctrl-C is how a preview is stopped.
        click.echo("", err=True)


def _serve(
    folder: Path,
    *,
    host: str,
    port: int | None,
    allowed_hosts: tuple[str, ...],
    poll: bool,
    open_browser: bool,
    drafts: bool,
) -> None:
    from socket import gethostname  # noqa: PLC0415 - a build needs no server

    from generator.content.scan import resolve_layout  # noqa: PLC0415
    from generator.editing.apply import finish_interrupted_edit  # noqa: PLC0415
    from generator.preview.server import (  # noqa: PLC0415
        HostError,
        PortTakenError,
        Preview,
        PreviewSettings,
        is_loopback,
    )

    finish_interrupted_edit(resolve_layout(folder))
    settings = PreviewSettings(
        root=folder,
        now=now,
        host=host,
        port=port,
        drafts=drafts,
        jobs=processors(),
        editor=os.environ.get("TARIKH_EDITOR", ""),
        cache=cache_folder(),
        # A stranger cannot have the name of this machine, which has no dot.
        allowed_hosts=(gethostname().partition(".")[0].lower(), *allowed_hosts),
        poll=poll,
    )
    if not is_loopback(host):
        text = "Everyone who can reach this machine can read the site, including its drafts."
        click.echo(click.style(text, fg="yellow"), err=True)
    try:
        Preview(settings, Reporter(folder, open_browser=open_browser)).run()
    except PortTakenError as error:
        message = f"port {error.port} is in use; write --port {error.free}, or omit --port"
        raise click.UsageError(message) from error
    except HostError as error:
        raise click.UsageError(str(error)) from error


class Reporter:
    """Reports in the terminal what happens in the preview."""

    def __init__(self, folder: Path, *, open_browser: bool) -> None:
        self._folder = folder
        self._open_browser = open_browser

    def ready(self, url: str, others: Sequence[str]) -> None:
        shown = console.escape_invisible(str(self._folder.resolve()))
        click.echo(f"{click.style(url, bold=True)} is the preview of {shown}")
        for each in others:
            click.echo(f"{click.style(each, bold=True)} is its address for other machines")
        click.echo("Press Ctrl-C to stop.")
        if self._open_browser:
            import webbrowser  # noqa: PLC0415 - slow to import, and seldom needed

            webbrowser.open(url)

    def notice(self, text: str) -> None:
        click.echo(click.style(text, fg="yellow"), err=True)

    def problems_changed(
        self, new: Iterable[Problem], fixed: int, remaining: Collection[Problem]
    ) -> None:
        for line in console.format_problems(new):
            click.echo(line, err=True)
        if fixed:
            counts = console.count_severities(remaining)
            rest = f"{counts} left" if counts else "none left"
            text = f"{fixed:,} problem{'' if fixed == 1 else 's'} fixed, {rest}"
            click.echo(click.style(text, fg="green"), err=True)
