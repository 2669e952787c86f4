"""What a shell completes, and the command that says how to turn that on."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Final, get_args

import click

from generator.cli.localization import LocalizedCommand
from generator.problems import Code, EditorialCode

# The variable by which a shell asks the program for completions (click).
_VARIABLE: Final = "_TARIKH_COMPLETE"


@click.command("completion", cls=LocalizedCommand)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, *, shell: str) -> None:
    """Print the script that completes commands in SHELL.

    It completes commands, options, codes of problems and keys of entries.

    \b
    echo 'eval "$(tarikh completion bash)"' >> ~/.bashrc
    echo 'eval "$(tarikh completion zsh)"' >> ~/.zshrc
    tarikh completion fish > ~/.config/fish/completions/tarikh.fish
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - seldom needed

    kind = get_completion_class(shell)
    assert kind is not None
    root = context.find_root()
    click.echo(kind(root.command, {}, "tarikh", _VARIABLE).source())


def complete_codes(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Return the codes of problems that begin with what was typed."""
    return [
        code for code in chain(get_args(Code), get_args(EditorialCode)) if code.startswith(typed)
    ]


def complete_keys(context: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """Return the keys of entries that begin with what was typed, by the names of their files."""
    folder = Path(context.params.get("folder") or ".")
    content = folder / "content"
    files = (content if content.is_dir() else folder).rglob("*.md")
    keys = {
        file.parent.name if file.name.startswith("index.") else file.name.split(".", 1)[0]
        for file in files
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    }
    return sorted(key for key in keys if key.startswith(typed))
