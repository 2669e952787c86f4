"""The command line: reads arguments, prints results, and exits with a code.

The module of each command has its name.
"""

from __future__ import annotations

from typing import Any

import click

from generator import console
from generator.cli.build import build_command
from generator.cli.check import check_command
from generator.cli.completion import completion_command
from generator.cli.import_ import import_command
from generator.cli.init import init_command
from generator.cli.localization import (
    LocalizedGroup,
    choose_language,
    load_user_messages,
    print_message,
    user_language,
)
from generator.cli.lsp import lsp_command
from generator.cli.move import move_command
from generator.cli.new import new_command
from generator.cli.search import search_command
from generator.cli.serve import serve_command
from generator.cli.terms import sources_command, tags_command
from generator.cli.theme import theme_group
from generator.cli.translated import translated_command
from generator.cli.usage_errors import LocalizedUsageError
from generator.editing.text_edits import EditError
from generator.i18n.messages import LANGUAGES
from generator.interrupt import exit_code, raise_on_stop_signals

_COMMANDS = (
    *(build_command, check_command, completion_command, import_command, init_command),
    *(lsp_command, move_command, new_command, search_command, serve_command, sources_command),
    *(tags_command, theme_group, translated_command),
)


class _Group(LocalizedGroup):
    """A group of commands that reports every exception as a message, not as a traceback."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        given = [*args]
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise LocalizedUsageError(error, user_language(error.ctx, given)) from error

    def invoke(self, context: click.Context) -> object:
        try:
            with raise_on_stop_signals():
                return super().invoke(context)
        except click.exceptions.NoArgsIsHelpError:
            # It prints the help.
            raise
        except click.UsageError as error:
            raise LocalizedUsageError(error, user_language(context)) from error
        except (click.exceptions.Exit, click.ClickException, BrokenPipeError):
            # Whoever reads the output has read enough, as `head` does; click ends quietly.
            raise
        except click.Abort:
            # Ctrl-C or Ctrl-D in place of an answer.
            click.echo("", err=True)
            print_message("tarikh: stopped; nothing was changed", err=True)
        except KeyboardInterrupt as stop:
            click.echo("tarikh: stopped", err=True)
            context.exit(exit_code(stop))
        except EditError as error:
            click.echo(console.format_edit_error(error, load_user_messages()), err=True)
        except OSError as error:
            click.echo(console.format_os_error(error, load_user_messages()), err=True)
        except Exception as error:
            click.echo(console.format_internal_error(error), err=True)
        context.exit(1)


@click.group(
    cls=_Group, commands=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=choose_language,
    help="The language of help and messages.  [default: that of the locale]",
)
@click.version_option(package_name="tarikh", prog_name="tarikh")
def main() -> None:
    """Turn a folder of sourced Markdown articles into a bilingual timeline site."""
