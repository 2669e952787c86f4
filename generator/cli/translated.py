"""The command that records what translations were made of."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.cli.completion import complete_keys
from generator.cli.localization import LocalizedCommand, print_message
from generator.cli.site_folder import folder_option
from generator.messages import say


@click.command("translated", cls=LocalizedCommand)
@click.argument("keys", nargs=-1, metavar="KEY...", shell_complete=complete_keys)
@click.option("--all", "is_all", is_flag=True, help="Record the translations of all entries.")
@click.option(
    "--lang",
    "language",
    default="",
    metavar="CODE",
    help="The language of the translation.  [default: all but that of the original]",
)
@click.option(
    "--from",
    "original",
    default="",
    metavar="CODE",
    help="The language of the original.  [default: as recorded, or else the first of the site]",
)
@folder_option
def translated_command(
    *, keys: tuple[str, ...], is_all: bool, language: str, original: str, folder: Path
) -> None:
    """Record that the translations of the entry KEY are up to date with its original.

    From then on, builds report when a paragraph of the original changes, and the page of the
    translation says so until it is recorded again. KEY is the name of its files without language
    and ending. The records are in content/translations.toml, and belong into git.

    \b
    tarikh translated strike
    tarikh translated strike --lang ar --from en
    tarikh translated --all
    """
    from generator.content.scan import read_files  # noqa: PLC0415 - seldom needed
    from generator.editing.apply import apply_changes  # noqa: PLC0415
    from generator.editing.site_texts import open_texts  # noqa: PLC0415
    from generator.editing.translations import (  # noqa: PLC0415
        TRANSLATIONS,
        record_translations,
    )

    if bool(keys) == is_all:
        raise click.UsageError("write the KEY of an entry, or --all")
    texts = open_texts(folder)
    layout = texts.layout
    path = layout.path(TRANSLATIONS)
    recorded = read_files(layout.root, {path} & texts.listing.content.keys(), [])
    change = record_translations(
        texts.site,
        (*texts.files.values(), *recorded),
        keys,
        path=path,
        language=language,
        original=original,
    )
    apply_changes(layout, (change,))
    if change.is_effective:
        print_message(say("recorded: %(path)s", path=console.escape_invisible(path)))
    else:
        print_message("Nothing to change.")
