"""The command that finds events by words."""

from __future__ import annotations

import time
from pathlib import Path

import click

from generator import console
from generator.cli.environment import now, processors
from generator.cli.localization import LocalizedCommand, print_message
from generator.cli.progress import show_progress
from generator.cli.site_folder import folder_option
from generator.messages import say


@click.command("search", cls=LocalizedCommand, context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@folder_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the events.",
)
def search_command(*, words: tuple[str, ...], folder: Path, form: str) -> None:
    """Find events by WORDS in the articles of a site, drafts among them.

    Words are found in all their spellings and forms, and in every language of the site. Write a
    phrase as '"US forces"', -word for a word to leave out, and a date as 2024-09 or September 2024.
    """
    from generator.build.search_content import search_content  # noqa: PLC0415 - seldom needed

    text = " ".join(words)
    with show_progress(time.perf_counter()) as progress:
        events = search_content(folder, text, now=now(), jobs=processors(), progress=progress)
    if form == "json":
        click.echo(console.events_as_json(text, events))
        return
    for line in console.format_events(events):
        click.echo(line)
    if not events:
        shown = console.escape_invisible(text)
        print_message(say("no event found for '%(words)s'", words=shown), err=True)
