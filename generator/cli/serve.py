"""The command that shows a preview of a site."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import console
from generator.cli.environment import cache_folder, now, processors
from generator.cli.localization import LocalizedCommand, load_user_messages, print_message
from generator.cli.site_folder import SITE_FOLDER
from generator.i18n.messages import translate
from generator.messages import say
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.preview.server import PreviewSettings


@click.command("serve", cls=LocalizedCommand)
@click.argument("folder", default=".", type=SITE_FOLDER)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; one of a network lets others read the site.",
)
@click.option(
    "--port",
    type=click.IntRange(min=1, max=65535),
    help="The port to listen on.  [default: the first free port from 8000]",
)
@click.option(
    "--allow-host",
    "allowed_hosts",
    metavar="NAME",
    multiple=True,
    callback=lambda _context, _option, names: tuple(map(_parse_host_name, names)),
    help="A host name that others reach the preview by, such as *.example.org; can be repeated.",
)
@click.option(
    "--poll",
    is_flag=True,
    help="Look at all files every second, where the system reports no changes.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@click.option("--no-drafts", is_flag=True, help="Do not show drafts.")
def serve_command(
    *,
    folder: Path,
    host: str,
    port: int | None,
    allowed_hosts: tuple[str, ...],
    poll: bool,
    open_browser: bool,
    no_drafts: bool,
) -> None:
    """Show a preview of the site in FOLDER (default: the current folder).

    Open pages are updated whenever a file is saved. Nothing is published, and output/ is not
    changed. Press Ctrl-C to stop.

    To open files in your editor from the preview, set the environment variable TARIKH_EDITOR to
    its address pattern, such as vscode://file{path}:{line}:{column}
    """
    from socket import gethostname  # noqa: PLC0415 - a build needs no server

    from generator.preview.server import PreviewSettings  # noqa: PLC0415

    settings = PreviewSettings(
        root=folder,
        now=now,
        host=host,
        port=port,
        drafts=not no_drafts,
        jobs=processors(),
        editor=os.environ.get("TARIKH_EDITOR", ""),
        cache=cache_folder(),
        # A stranger cannot have the name of this machine, which has no dot.
        allowed_hosts=(gethostname().partition(".")[0].lower(), *allowed_hosts),
        poll=poll,
    )
    try:
        _serve(settings, Reporter(folder, open_browser=open_browser))
    except KeyboardInterrupt:
        # Ctrl-C is how a preview is stopped.
        click.echo("", err=True)


def _serve(settings: PreviewSettings, reporter: Reporter) -> None:
    from generator.content.scan import resolve_layout  # noqa: PLC0415 - a build needs no server
    from generator.editing.apply import finish_interrupted_edit  # noqa: PLC0415
    from generator.preview.server import (  # noqa: PLC0415
        HostError,
        PortTakenError,
        Preview,
        is_loopback,
    )

    finish_interrupted_edit(resolve_layout(settings.root))
    if not is_loopback(settings.host):
        text = "Everyone who can reach this machine can read the site, including its drafts."
        click.echo(click.style(translate(text, load_user_messages()), fg="yellow"), err=True)
    try:
        Preview(settings, reporter).run()
    except PortTakenError as error:
        message = say(
            "port %(port)s is in use; write --port %(free)s, or omit --port",
            port=error.port,
            free=error.free,
        )
        raise click.UsageError(message) from error
    except HostError as error:
        raise click.UsageError(error.args[0]) from error


def _parse_host_name(text: str) -> str:
    from generator.preview.host_names import parse_host_name  # noqa: PLC0415 - seldom needed

    try:
        return parse_host_name(text)
    except ValueError as error:
        message = say(
            "'%(text)s' is not a host name; write a name such as desk.example.org, or"
            " *.example.org for all names below it",
            text=text,
        )
        raise click.BadParameter(message) from error


class Reporter:
    """Reports in the terminal what happens in the preview."""

    def __init__(self, folder: Path, *, open_browser: bool) -> None:
        self._folder = folder
        self._open_browser = open_browser
        self._messages = load_user_messages()

    def ready(self, url: str, others: Sequence[str]) -> None:
        shown = console.escape_invisible(str(self._folder.resolve()))
        address = click.style(url, bold=True)
        print_message(
            say("%(address)s is the preview of %(folder)s", address=address, folder=shown)
        )
        for each in others:
            address = click.style(each, bold=True)
            print_message(say("%(address)s is its address for other machines", address=address))
        print_message("Press Ctrl-C to stop.")
        if self._open_browser:
            import webbrowser  # noqa: PLC0415 - slow to import, and seldom needed

            webbrowser.open(url)

    def notice(self, text: str) -> None:
        click.echo(click.style(translate(text, self._messages), fg="yellow"), err=True)

    def problems_changed(
        self, new: Iterable[Problem], fixed: int, remaining: Collection[Problem]
    ) -> None:
        messages = self._messages
        for line in console.format_problems(new, messages):
            click.echo(line, err=True)
        if fixed:
            counts = console.count_severities(remaining, messages)
            left = say("%(counts)s left", counts=counts) if counts else "none left"
            count = messages.ngettext("%(count)s problem fixed", "%(count)s problems fixed", fixed)
            parts = (count % {"count": f"{fixed:,}"}, translate(left, messages))
            text = translate(", ", messages).join(parts)
            click.echo(click.style(text, fg="green"), err=True)
