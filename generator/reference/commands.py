"""The reference of the command line, from the declarations of its commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from inspect import cleandoc
from textwrap import indent

import click

from generator.cli import main

_INTRODUCTION = """\
# Command line

<!-- Written by `make docs` from the commands themselves. -->

The command is `tarikh`; `python3 -m generator` is the same. The exit code is 0 when everything
went well, 1 when the content has errors or a file could not be written, and 2 when the command was
not understood.

Help, problems and results are in Arabic if the locale is (`LC_ALL`, `LC_MESSAGES`, `LANG`), and in
the language of `tarikh --lang ar` or `tarikh --lang en`. What other programs read (`--format json`,
`--format sarif`) is always in English. `tarikh completion SHELL` prints what completes commands,
options, codes of problems and keys of entries in bash, zsh or fish.
"""


def command_reference() -> str:
    """Return the Markdown page that describes every command and option."""
    context = click.Context(main, info_name="tarikh", **main.context_settings)
    parts = [_INTRODUCTION]
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if command is not None and not command.hidden:
            parts += _describe_all(command, context, name)
    return "\n".join(parts)


def _describe_all(command: click.Command, parent: click.Context, name: str) -> Iterator[str]:
    """Yield the description of a command, and those of the commands below it."""
    yield "\n".join(_describe(command, parent, name))
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name, parent=parent)
        for inner in command.list_commands(context):
            below = command.get_command(context, inner)
            if below is not None:
                yield from _describe_all(below, context, inner)


def _describe(command: click.Command, parent: click.Context, name: str) -> Iterator[str]:
    """Yield the lines that describe one command."""
    context = click.Context(command, info_name=name, parent=parent)
    yield f"## {context.command_path}"
    yield ""
    yield f"    {context.command_path} {' '.join(command.collect_usage_pieces(context))}"
    yield ""
    for block in cleandoc(command.help or "").split("\n\n"):
        # Examples are lines that click does not wrap.
        is_code = block.startswith("\b\n")
        yield indent(block.removeprefix("\b\n"), "    ") if is_code else block
        yield ""
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option):
            names, meaning = record
            yield f"- `{names}`: {re.sub(r' +', ' ', meaning)}"
    yield ""
