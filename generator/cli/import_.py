"""The command that makes articles of reports, tables and old sites."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from generator import console
from generator.cli.localization import LocalizedCommand, load_user_messages, print_message
from generator.cli.site_folder import folder_option

if TYPE_CHECKING:
    from generator.importing import InputFile, OldSite

# A terminal drops what exceeds this number of bytes in a line that is pasted into it.
_LONGEST_TYPED_LINE = 4095
# What the answers to the question about dates mean.
_CHOICES = (
    "  event  it becomes 'date', and the article is published under that day",
    "  text   as in a blog: it becomes 'published', and the article is a draft",
    "         until you write when its event took place",
)
_CUT_LINE = (
    "tarikh: the terminal has cut a long line; paste the text into a file, and import that instead"
)


@click.command("import", cls=LocalizedCommand)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, allow_dash=True),
    metavar="FILE...",
)
@folder_option
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
    from generator.content.scan import resolve_layout  # noqa: PLC0415 - seldom needed
    from generator.editing.apply import apply_replacements, finish_interrupted_edit  # noqa: PLC0415
    from generator.importing import (  # noqa: PLC0415
        ImportOptions,
        parse_mapping,
        plan_import,
        read_inputs,
    )

    try:
        mapping = parse_mapping(mappings)
    except ValueError as unclear:
        raise click.BadParameter(unclear.args[0], param_hint="'--map'") from unclear
    layout = resolve_layout(folder)
    finish_interrupted_edit(layout)
    inputs, unreadable = _open_inputs(files)
    options = ImportOptions(folder, full_text=full_text, mapping=mapping)
    reading = read_inputs(inputs, options)
    if dates is None and reading.undecided and is_typed():
        dates = _ask_for_dates(reading.undecided)
    report = plan_import(reading, replace(options, is_dated_by_event=dates == "event"))
    if report.replacements and not dry_run:
        apply_replacements(layout, report.replacements)
    messages = load_user_messages()
    for line in console.format_import(report, messages, is_dry_run=dry_run):
        click.echo(line)
    for name, failure in report.failures:
        for line in console.format_import_failure(name, failure, messages):
            click.echo(line, err=True)
    for error in unreadable:
        click.echo(console.format_os_error(error, messages), err=True)
    context.exit(1 if report.failures or unreadable else 0)


def is_typed() -> bool:
    """Whether somebody can type what is asked for."""
    return sys.stdin.isatty()


def _ask_for_dates(count: int) -> str:
    """Ask what the dates of articles of another program are: ``event`` or ``text``."""
    messages = load_user_messages()
    question = messages.ngettext(
        "%(count)s article has a date. Is it the day of the event or of the text?",
        "%(count)s articles have a date. Is it the day of the event or of the text?",
        count,
    )
    click.echo(question % {"count": f"{count:,}"}, err=True)
    for line in _CHOICES:
        print_message(line, err=True)
    choices = click.Choice(["event", "text"])
    answer: str = click.prompt("event or text", type=choices, show_choices=False, err=True)
    return answer


def _open_inputs(names: tuple[str, ...]) -> tuple[list[InputFile | OldSite], list[OSError]]:
    """Read the files of a command; ``-`` is what is typed or pasted."""
    inputs: list[InputFile | OldSite] = []
    errors = []
    for name in names:
        try:
            inputs += [_read_pasted_text()] if name == "-" else _open_path(name)
        except OSError as error:
            errors.append(error)
    return inputs, errors


def _read_pasted_text() -> InputFile:
    from generator.importing import InputFile  # noqa: PLC0415 - as above

    if is_typed():
        print_message("Paste the text, and end it with Enter and Ctrl-D.", err=True)
    data = sys.stdin.buffer.read()
    if is_typed() and any(len(line) >= _LONGEST_TYPED_LINE for line in data.split(b"\n")):
        print_message(_CUT_LINE, err=True)
    return InputFile("pasted text", data)


def _open_path(name: str) -> list[InputFile | OldSite]:
    """Read a file, or list the old site or the reports in a folder."""
    from generator.importing import (  # noqa: PLC0415 - as above
        ENDINGS,
        InputFile,
        list_old_site,
        list_one_article,
    )

    path = Path(name)
    if not path.is_dir():
        if name.casefold().endswith(ENDINGS):
            return [list_one_article(path)]
        return [InputFile(path.name, path.read_bytes(), path.parent)]
    site = list_old_site(name, path)
    # A folder that is of no site has reports, tables and notes.
    reports = [] if site.program else _list_reports(site, path)
    if reports and not site.paths:
        return [*reports]
    kind = f" of {site.program}" if site.program else ""
    count = f"{len(site.paths):,} article{'' if len(site.paths) == 1 else 's'}"
    click.echo(f"{console.escape_invisible(name)}: {count}{kind}")
    return [*reports, site]


def _list_reports(site: OldSite, folder: Path) -> list[InputFile]:
    """Read the reports and tables in a folder."""
    from generator.importing import REPORT_ENDINGS, InputFile  # noqa: PLC0415 - as above

    names = (each for each in site.others if each.casefold().endswith(REPORT_ENDINGS))
    return [InputFile(each, (folder / each).read_bytes(), folder) for each in names]
