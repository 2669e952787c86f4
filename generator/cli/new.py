"""The command that writes a new entry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import console
from generator.cli.completion import complete_keys
from generator.cli.localization import LocalizedCommand, load_user_messages, print_message
from generator.cli.site_folder import folder_option
from generator.messages import say

if TYPE_CHECKING:
    from generator.content.scan import SiteLayout
    from generator.model import SourceFile


@click.command("new", cls=LocalizedCommand)
@click.argument("titles", nargs=-1, metavar="TITLE...")
@folder_option
@click.option("--date", default="", help="When it happened, as precise as it is known.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="'NAME [URL]'",
    help="Who reported it, and the address of the report; can be repeated.",
)
@click.option("--tag", "tags", multiple=True, help="What it is about; can be repeated.")
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar="CODE",
    help="The language of a text; can be repeated.  [default: that of the letters of TITLE]",
)
@click.option(
    "--translate",
    "translated",
    default="",
    metavar="KEY",
    shell_complete=complete_keys,
    help="Write a translation of KEY.",
)
@click.option(
    "--template",
    default="",
    metavar="NAME",
    help="Start from the article templates/new/NAME.md of the site.",
)
@click.option("--edit", "open_editor", is_flag=True, help="Open the files in $EDITOR.")
def new_command(
    *,
    titles: tuple[str, ...],
    folder: Path,
    date: str,
    sources: tuple[str, ...],
    tags: tuple[str, ...],
    languages: tuple[str, ...],
    translated: str,
    template: str,
    open_editor: bool,
) -> None:
    """Write a new entry with this TITLE, with the fields that the site uses.

    A second TITLE in another language is for a second file, which leaves date, source and tags to
    the first. The entry is a draft until you delete the line 'draft: true'. Entries that are
    probably of the same event are named.

    \b
    tarikh new "Port workers end their strike" --date 2024-01-04 --source Reuters
    tarikh new "عمال الميناء ينهون إضرابهم" "Port workers end their strike"
    tarikh new --translate port-strike "عمال الميناء ينهون إضرابهم"
    """
    from generator.content.scan import resolve_layout  # noqa: PLC0415 - seldom needed
    from generator.editing.apply import (  # noqa: PLC0415
        apply_changes,
        finish_interrupted_edit,
    )
    from generator.editing.new_entry import EntryRequest, compose_entry  # noqa: PLC0415
    from generator.importing import load_index  # noqa: PLC0415

    if not titles and not translated:
        raise click.UsageError('write a title in quotation marks: tarikh new "TITLE"')
    layout = resolve_layout(folder)
    finish_interrupted_edit(layout)
    index = load_index(layout)
    entry = compose_entry(
        EntryRequest(titles, date, sources, tags, languages, translated, template),
        index,
        templates=_read_templates(layout),
    )
    apply_changes(layout, entry.files)
    for file in entry.files:
        path = click.style(console.escape_invisible(file.path), bold=True)
        print_message(say("created: %(path)s", path=path))
    for duplicate in entry.duplicates:
        click.echo(console.format_duplicate(duplicate, load_user_messages()), err=True)
    if open_editor:
        click.edit(filename=[str(layout.root / file.path) for file in entry.files])


def _read_templates(layout: SiteLayout) -> dict[str, SourceFile]:
    """Read the site's templates for new entries, by their names."""
    from generator.editing.new_entry import TEMPLATES  # noqa: PLC0415 - as above
    from generator.model import SourceFile  # noqa: PLC0415

    return {
        path.name.removesuffix(".md"): SourceFile(
            path.relative_to(layout.root).as_posix(), path.read_bytes()
        )
        for path in sorted((layout.root / TEMPLATES).glob("*.md"))
    }
