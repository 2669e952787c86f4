"""Formats what keeps a command from its work."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.console.words import escape_invisible, format_hint, label_error
from generator.i18n.catalogues import Catalogue
from generator.i18n.messages import ENGLISH, translate
from generator.os_errors import describe_os_error

if TYPE_CHECKING:
    from generator.editing.text_edits import EditError


def format_os_error(error: OSError, catalogue: Catalogue = ENGLISH) -> str:
    """Format an error of the system and its hint."""
    described = describe_os_error(error)
    path = f"{escape_invisible(described.path)}: " if described.path else ""
    message = translate(described.message, catalogue, escape_invisible)
    hint = format_hint(described.hint, catalogue)
    return f"tarikh: {label_error(catalogue)}: {path}{message}\n  {hint}"


def format_edit_error(error: EditError, catalogue: Catalogue = ENGLISH) -> str:
    """Format why the files of a site cannot be changed as asked, and its hint."""
    hint = f"\n  {format_hint(error.hint, catalogue)}" if error.hint else ""
    message = translate(error.message, catalogue, escape_invisible)
    return f"tarikh: {label_error(catalogue)}: {message}{hint}"


def format_internal_error(error: Exception) -> str:
    """Format an unexpected exception as a line that a bug report can quote."""
    frames = traceback.extract_tb(error.__traceback__)
    source = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    label = click.style("error", fg="red", bold=True)
    message = f"{type(error).__name__}: {escape_invisible(str(error))}{source}"
    return (
        f"tarikh: {label}: internal error, a bug in tarikh: {message}\n"
        "  hint: nothing was published; report this line together with the file that causes it"
    )
