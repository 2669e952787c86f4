"""Help and messages in the language of the user: Arabic or English."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from inspect import cleandoc
from itertools import pairwise
from pathlib import Path
from typing import Final

import click

from generator.i18n.catalogues import Catalogue, parse_catalogue
from generator.i18n.messages import LANGUAGES, load_messages, translate

_STRINGS: Final = Path(__file__).resolve().parent / "strings"
_CHOSEN: Final = "generator.cli.language"
# What the default of an option follows in its help.
_DEFAULT: Final = "[default: "


def find_language(environment: Mapping[str, str]) -> str:
    """Return the language of the user by the locale (POSIX): ``ar``, or ``en`` for all others."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name):
            return "ar" if locale.replace("-", "_").partition("_")[0] == "ar" else "en"
    return "en"


def choose_language(context: click.Context, _: click.Parameter, value: str | None) -> None:
    """Remember the language that an option says."""
    if value is not None:
        context.meta[_CHOSEN] = value


def user_language(context: click.Context | None, arguments: Sequence[str] = ()) -> str:
    """Return the language of the user of a command.

    Args:
        context: The context of the command, which has the language that was chosen.
        arguments: The arguments of a command that could not be read.
    """
    chosen: str | None = context.meta.get(_CHOSEN) if context is not None else None
    for before, value in pairwise(arguments):
        if chosen is None and before == "--lang" and value in LANGUAGES:
            chosen = value
    return chosen or find_language(os.environ)


def load_user_messages() -> Catalogue:
    """Load the messages in the language of the user of the current command.

    Raises:
        CatalogueError: The catalogue is not valid.
    """
    return load_messages(user_language(click.get_current_context(silent=True)))


def print_message(text: str, *, err: bool = False) -> None:
    """Print a message in the language of the user of the current command."""
    click.echo(translate(text, load_user_messages()), err=err)


def load_catalogue(language: str) -> Catalogue:
    """Load the translations of the command line into a language; English needs none.

    Raises:
        CatalogueError: The catalogue is not valid.
    """
    if language == "en":
        return Catalogue()
    return parse_catalogue((_STRINGS / f"{language}.po").read_bytes())


class LocalizedCommand(click.Command):
    """A command whose help is in the language of the user."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help as it is printed."""
        language = user_language(ctx)
        if language == "en":
            return super().get_help(ctx)
        return _format_help(self, ctx, load_catalogue(language))


class LocalizedGroup(LocalizedCommand, click.Group):
    """A group of commands whose help is in the language of the user."""

    command_class = LocalizedCommand
    group_class = type


def list_messages(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield what can be translated in the help of a command and of those below it."""
    yield from _paragraphs(command)
    for _, meaning in _list_options(command, context):
        text, default, _ = _split_default(meaning)
        yield text
        if " " in default:
            yield default
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                inner = click.Context(below, info_name=name, parent=context)
                yield from list_messages(below, inner)


def _format_help(command: click.Command, context: click.Context, catalogue: Catalogue) -> str:
    formatter = context.make_formatter()
    pieces = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, pieces, prefix=f"{catalogue.gettext('Usage:')} ")
    for block in cleandoc(command.help or "").split("\n\n"):
        formatter.write_paragraph()
        with formatter.indentation():
            is_example = block.startswith("\b")
            formatter.write_text(block if is_example else catalogue.gettext(_join(block)))
    with formatter.section(catalogue.gettext("Options")):
        formatter.write_dl(
            [
                (names, _translate(meaning, catalogue))
                for names, meaning in _list_options(command, context)
            ]
        )
    if isinstance(command, click.Group):
        with formatter.section(catalogue.gettext("Commands")):
            formatter.write_dl(list(_describe_commands(command, context, catalogue)))
    return formatter.getvalue().rstrip("\n")


def _describe_commands(
    group: click.Group, context: click.Context, catalogue: Catalogue
) -> Iterator[tuple[str, str]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            first = next(_paragraphs(command), "")
            yield name, catalogue.gettext(first)


def _paragraphs(command: click.Command) -> Iterator[str]:
    """Yield the paragraphs of the help of a command, each on one line, without examples."""
    for block in cleandoc(command.help or "").split("\n\n"):
        if block and not block.startswith("\b"):
            yield _join(block)


def _join(block: str) -> str:
    return " ".join(block.split())


def _list_options(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """Yield the names and the help of each option."""
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option):
            yield record


def _translate(text: str, catalogue: Catalogue) -> str:
    meaning, default, limits = _split_default(text)
    translated = catalogue.gettext(meaning)
    if default:
        label = catalogue.gettext("default:")
        translated = f"{translated}  [{label} {catalogue.gettext(default)}]"
    return f"{translated}  {limits}" if limits else translated


def _split_default(text: str) -> tuple[str, str, str]:
    """Return the help of an option, its default, and the limits of its value."""
    meaning, _, rest = " ".join(text.split()).partition(_DEFAULT)
    default, _, limits = rest.partition("]")
    return meaning.strip(), default.partition("; ")[0], limits.strip()
