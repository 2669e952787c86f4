"""The commands for the files of the theme."""

from __future__ import annotations

from pathlib import Path

import click

from generator import console
from generator.cli.localization import LocalizedGroup, print_message
from generator.cli.site_folder import folder_option
from generator.messages import say


@click.group("theme", cls=LocalizedGroup)
def theme_group() -> None:
    """Work with the files of the theme: templates, stylesheet, scripts and strings."""


@theme_group.command("eject")
@click.argument("file", required=False)
@folder_option
@click.option(
    "--diff",
    "is_diff",
    is_flag=True,
    help="Copy nothing; print how FILE, or each file of the site's theme, differs from the theme.",
)
def theme_eject_command(*, file: str | None, folder: Path, is_diff: bool) -> None:
    """Copy FILE of the theme into the site, where it replaces that of the theme and can be edited.

    FILE is a path below templates/, such as partials/footer.html. A file of the site that exists
    is not changed.

    After an update of tarikh, --diff shows how a copy differs: lines with - are only in the copy,
    lines with + only in the theme.
    """
    from generator.scaffold.theme_files import (  # noqa: PLC0415 - seldom needed
        compare_file,
        eject_file,
        list_own_files,
    )

    if file is None and not is_diff:
        raise click.UsageError("write the FILE to copy, such as partials/footer.html")
    if file is not None and not is_diff:
        print_message(say("created: %(path)s", path=eject_file(folder, file)))
        return
    names = list_own_files(folder) if file is None else (file,)
    for name in names:
        lines = tuple(compare_file(folder, name))
        for line in lines:
            click.echo(console.escape_invisible(line))
        if not lines:
            print_message(say("%(name)s is the same as in the theme", name=f"templates/{name}"))
    if not names:
        print_message("no file of this site replaces one of the theme")
