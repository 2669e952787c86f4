"""Shows what would change in the files of a site, and changes them if the user agrees."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from generator import console
from generator.cli.localization import load_user_messages, print_message

if TYPE_CHECKING:
    from generator.content.scan import SiteLayout
    from generator.editing.file_change import FileChange

yes_option = click.option("--yes", is_flag=True, help="Change the files without a question.")


def confirm_changes(layout: SiteLayout, changes: Sequence[FileChange], *, yes: bool) -> None:
    """Show changes, and apply them if the user agrees.

    Args:
        layout: The folders of the site.
        changes: What is to change.
        yes: Whether the user has agreed already.

    Raises:
        click.exceptions.Exit: The user does not agree.
    """
    from generator.editing.apply import apply_changes  # noqa: PLC0415 - seldom needed
    from generator.editing.file_change import format_diff  # noqa: PLC0415

    for line in console.format_diff(format_diff(changes)):
        click.echo(line)
    count = sum(change.is_effective for change in changes)
    if not count:
        print_message("Nothing to change.")
        return
    messages = load_user_messages()
    values = {"count": f"{count:,}"}
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("nothing was changed; write --yes to change the files")
        question = messages.ngettext("Change %(count)s file?", "Change %(count)s files?", count)
        if not click.confirm(question % values):
            print_message("Nothing was changed.")
            click.get_current_context().exit(1)
    apply_changes(layout, changes)
    changed = messages.ngettext("%(count)s file changed.", "%(count)s files changed.", count)
    click.echo(changed % values)
