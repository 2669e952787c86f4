"""The files of the packaged theme in a site: copied for editing, and compared with newer ones."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from generator.content.scan import find_packaged_theme
from generator.editing.text_edits import EditError
from generator.messages import say
from generator.problem_collector import closest, quote

_FOLDER = "templates"


def eject_file(folder: Path, name: str) -> str:
    """Copy a file of the packaged theme into a site, where it replaces that of the theme.

    Args:
        folder: The folder of the site.
        name: The path of the file below ``templates/``.

    Returns:
        The path of the copy, relative to the folder.

    Raises:
        EditError: The theme has no such file, or the site has it already.
        OSError: The file cannot be written.
    """
    name = _find_name(name)
    target = folder / _FOLDER / name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as stream:
            stream.write((find_packaged_theme() / name).read_bytes())
    except FileExistsError as error:
        raise EditError(
            say("%(path)s exists already, so nothing was written", path=f"{_FOLDER}/{name}"),
            say(
                "to see how it differs from the theme: tarikh theme eject --diff %(name)s",
                name=name,
            ),
        ) from error
    return f"{_FOLDER}/{name}"


def list_own_files(folder: Path) -> tuple[str, ...]:
    """Return the files of a site that replace files of the packaged theme, by their paths."""
    return tuple([name for name in _packaged_names() if (folder / _FOLDER / name).is_file()])


def compare_file(folder: Path, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff from a file of a site to that of the packaged theme.

    Raises:
        EditError: The theme or the site has no such file.
        OSError: One of the files cannot be read.
    """
    name = _find_name(name)
    own = folder / _FOLDER / name
    if not own.is_file():
        raise EditError(
            say(
                "the site has no %(path)s: the file of the theme is used",
                path=f"{_FOLDER}/{name}",
            ),
            say("to copy it for editing: tarikh theme eject %(name)s", name=name),
        )
    ours, theirs = (
        path.read_text("utf-8", errors="replace").splitlines()
        for path in (own, find_packaged_theme() / name)
    )
    yield from unified_diff(
        ours, theirs, f"{_FOLDER}/{name}", f"theme of this tarikh: {name}", lineterm=""
    )


def _find_name(name: str) -> str:
    """Return the path of a packaged file below ``templates/``, which may be written before it."""
    names = _packaged_names()
    path = name.removeprefix(f"{_FOLDER}/")
    if path not in names:
        by_last_part = {name.rpartition("/")[2].casefold(): name for name in names}
        likely = closest(path, names, by_last_part)
        hint = say("write one of: %(choices)s", choices=", ".join(names))
        if likely:
            hint = say("did you mean '%(meant)s'?", meant=likely)
        raise EditError(say("the theme has no file %(path)s", path=quote(path)), hint)
    return path


def _packaged_names() -> tuple[str, ...]:
    theme = find_packaged_theme()
    files = (path for path in theme.rglob("*") if path.is_file())
    return tuple(sorted(path.relative_to(theme).as_posix() for path in files))
