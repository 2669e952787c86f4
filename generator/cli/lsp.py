"""The command that editors start: the language server."""

from __future__ import annotations

import click

from generator.cli.environment import cache_folder, now
from generator.cli.localization import LocalizedCommand

_MISSING = "the language server needs pygls; install it: python3 -m pip install 'tarikh[lsp]'"


@click.command("lsp", cls=LocalizedCommand)
def lsp_command() -> None:
    """Serve an editor with the Language Server Protocol, through the standard streams.

    Editors start it themselves; docs/editors.md says how in VS Code, Vim and Zed. It needs pygls:
    python3 -m pip install 'tarikh[lsp]'
    """
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - seldom needed

    try:
        from generator.editor.server import Server  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if missing.name not in ("pygls", "lsprotocol"):
            raise
        raise click.UsageError(_MISSING) from None
    try:
        installed = version("tarikh")
    except PackageNotFoundError:  # run from a checkout without being installed
        installed = ""
    Server(installed, now, cache_folder()).run()
