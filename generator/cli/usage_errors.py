"""Errors in the arguments of a command, in the language of the user.

click words its own errors in English. Each of its texts is recognized here by the template that it
was made of, which has a translation as any other message; a text that no template makes, as one of
another version of click, is shown as it is.
"""

from __future__ import annotations

import re
from typing import IO, Any, Final

import click

from generator.cli.localization import load_catalogue
from generator.i18n.messages import is_translated, load_messages, translate
from generator.lazy_patterns import lazy_compile
from generator.messages import Message, say

# The texts of click, with those that are parts of others after them. Names are in quotation marks,
# which are single ones unless a name has one itself.
_TEMPLATES: Final = (
    "%(error)s Did you mean %(meant)s?",
    "%(error)s (Did you mean one of: %(meant)s?)",
    "No such option %(name)s.",
    "No such command %(name)s.",
    "Option %(name)s does not take a value.",
    "Option %(name)s requires an argument.",
    "Got unexpected extra argument (%(values)s)",
    "Got unexpected extra arguments (%(values)s)",
    "Missing argument %(name)s.",
    "Missing option %(name)s.",
    "Missing command.",
    "Invalid value for %(name)s: %(error)s",
    "Invalid value: %(error)s",
    "%(value)s is not one of %(choices)s.",
    "%(value)s is not a valid integer.",
    "%(value)s is not a valid integer range.",
    "%(value)s is not in the range %(range)s.",
    "File %(name)s does not exist.",
    "File %(name)s is a directory.",
    "File %(name)s is not readable.",
    "Directory %(name)s does not exist.",
    "Directory %(name)s is a file.",
    "Directory %(name)s is not readable.",
    "Path %(name)s does not exist.",
    "Path %(name)s is not readable.",
)
_VALUE: Final = lazy_compile(r"%\((\w+)\)s")
# The values that are messages of their own.
_NESTED: Final = "error"


class LocalizedUsageError(click.UsageError):
    """An error in the arguments of a command, shown in the language of the user."""

    def __init__(self, error: click.UsageError, language: str) -> None:
        """Take over an error, to be shown in a language of the program."""
        super().__init__(error.format_message(), error.ctx)
        self._text = _read_error(error)
        self._language = language

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the error, and how to get help."""
        if self._language == "en":
            super().show(file)
            return
        messages = load_messages(self._language)
        context = self.ctx
        if context is not None:
            pieces = " ".join(context.command.collect_usage_pieces(context))
            label = load_catalogue(self._language).gettext("Usage:")
            click.echo(f"{label} {context.command_path} {pieces}", file=file, err=True)
            help_text = say("Try '%(command)s --help' for help.", command=context.command_path)
            click.echo(f"{translate(help_text, messages)}\n", file=file, err=True)
        text = say("Error: %(message)s", message=self._text)
        click.echo(translate(text, messages), file=file, err=True)


def _read_error(error: click.UsageError) -> str:
    """Return the message of an error with the messages in it."""
    whole, own = error.format_message(), error.message
    if not own or whole == own or not whole.endswith(own):
        return own if isinstance(own, Message) else read_message(whole)
    before = whole.removesuffix(own)
    found = _pattern("Invalid value for %(name)s: ").fullmatch(before)
    if found is None:
        return read_message(whole)
    text = own if isinstance(own, Message) else read_message(own)
    return say("Invalid value for %(name)s: %(error)s", name=found["name"], error=text)


def read_message(text: str) -> str:
    """Return the message that a text of click is, or else the text."""
    if is_translated(text, load_messages("ar")):
        return text
    for template in _TEMPLATES:
        if (match := _pattern(template).fullmatch(text)) is not None:
            values = match.groupdict()
            if _NESTED in values:
                values[_NESTED] = read_message(values[_NESTED])
            return say(template, **values)
    return text


def _pattern(template: str) -> re.Pattern[str]:
    """Return the pattern of the texts that a template makes."""
    parts = _VALUE.split(template)
    names = [f"(?P<{part}>.+)" if at % 2 else re.escape(part) for at, part in enumerate(parts)]
    return re.compile("".join(names), re.DOTALL)
