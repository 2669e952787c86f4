"""The command that renames an entry."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.completion import complete_keys
from generator.cli.confirmation import confirm_changes, yes_option
from generator.cli.localization import LocalizedCommand
from generator.cli.site_folder import folder_option


@click.command("move", cls=LocalizedCommand)
@click.argument("old", shell_complete=complete_keys)
@click.argument("new")
@folder_option
@yes_option
def move_command(*, old: str, new: str, folder: Path, yes: bool) -> None:
    """Rename the entry OLD to NEW in all its languages.

    OLD and NEW are keys: the names of files without language and ending. A folder of its own and
    pictures with its name are renamed, too. The old address remains as an alias, and all links and
    'related' that lead to the entry are changed.

    \b
    tarikh move strike port-strike
    """
    from generator.editing.move import (  # noqa: PLC0415 - seldom needed
        SiteContent,
        find_moved_files,
        move_entry,
    )
    from generator.editing.site_texts import open_texts  # noqa: PLC0415

    texts = open_texts(folder)
    root, files, present = texts.layout.root, texts.files, texts.listing.content
    articles = texts.parse_articles()
    moved = find_moved_files(old, articles, present)
    pictures = {path: (root / path).read_bytes() for path in moved if path not in files}
    content = SiteContent(texts.site, frozenset(present), files, pictures)
    confirm_changes(texts.layout, move_entry(old, new, articles, content), yes=yes)
