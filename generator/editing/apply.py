"""Apply changes to the files of a site, as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.content.scan import SiteLayout
from generator.editing.file_change import FileChange
from generator.editing.text_edits import EditError
from generator.messages import say
from generator.state.edit_journal import (
    NAME,
    UNFINISHED_EDIT_HINT,
    EditConflictError,
    FileReplacement,
    finish_edit,
    replace_files,
)
from generator.state.lock import BusyError, lock_site


def apply_changes(layout: SiteLayout, changes: Iterable[FileChange]) -> None:
    """Apply changes: all of them, or none.

    Raises:
        EditError: Another command is working on the site, or a file has changed meanwhile.
        OSError: A file cannot be written.
    """
    effective = (each for each in changes if each.is_effective)
    apply_replacements(
        layout, [FileReplacement(each.path, each.old, each.target, each.new) for each in effective]
    )


def apply_replacements(layout: SiteLayout, replacements: Sequence[FileReplacement]) -> None:
    """Replace and create files of a site: all of them, or none.

    Raises:
        EditError: Another command is working on the site, or a file has changed meanwhile.
        OSError: A file cannot be written.
    """
    try:
        with lock_site(layout.state):
            replace_files(layout.root, layout.state, replacements)
    except BusyError:
        raise _busy() from None
    except EditConflictError as conflict:
        if any(each.old is None and each.path == conflict.path for each in replacements):
            message = say("%(path)s exists already, so nothing was written", path=conflict.path)
            raise EditError(message, "choose another title, or move that file away") from None
        message = say("%(path)s has changed meanwhile, so nothing was written", path=conflict.path)
        raise EditError(message, "run the command again") from None


def finish_interrupted_edit(layout: SiteLayout) -> bool:
    """Finish what `apply_changes` began, if it was interrupted; returns whether it was.

    Raises:
        EditError: Another command is working on the site, or a file has changed since.
        OSError: A file cannot be written.
    """
    if not (layout.state / NAME).exists():
        return False
    try:
        with lock_site(layout.state):
            return finish_edit(layout.root, layout.state)
    except BusyError:
        raise _busy() from None
    except EditConflictError as conflict:
        message = say(
            "a command was stopped while it changed %(path)s, which has been edited since",
            path=conflict.path,
        )
        raise EditError(message, UNFINISHED_EDIT_HINT) from None


def _busy() -> EditError:
    message = "another command is working on this site"
    return EditError(message, "wait until it has finished, and try again")
