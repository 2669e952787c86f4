"""The command that editors start: the language server."""

from __future__ import annotations

import click

from generator.cli.environment import cache_folder, installed_version, now
from generator.cli.localization import LocalizedCommand, load_user_messages

_MISSING = "the language server needs pygls; install it: python3 -m pip install 'tarikh[lsp]'"


@click.command("lsp", cls=LocalizedCommand)
def lsp_command() -> None:
    """Serve an editor with the Language Server Protocol, through the standard streams.

    Editors start it themselves; docs/editors.md says how in VS Code, Vim and Zed. It needs pygls:
    python3 -m pip install 'tarikh[lsp]'
    """
    try:
        from generator.editor.server import Server  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError as missing:
        if missing.name not in ("pygls", "lsprotocol"):
            raise
        raise click.UsageError(_MISSING) from None
    Server(installed_version(), now, cache_folder(), load_user_messages()).run()
