"""The files of the web fonts: part of the wheel; a checkout makes them when it first needs them."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from generator.fonts.faces import FACES
from generator.fonts.subsetting import can_subset, make_font
from generator.hashing import hash_bytes

_FOLDER = Path(__file__).resolve().parent / "files"


def prepare_fonts(folder: Path = _FOLDER) -> bool:
    """Make the web fonts if they are not there; returns whether they are.

    It takes seconds, once for each version of the fonts, so the wheel has them.

    Args:
        folder: The folder of their files, by versions.
    """
    target = folder / find_version()
    if target.is_dir():
        return True
    if not can_subset():
        return False
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        part = Path(mkdtemp(dir=folder))
        try:
            for face in FACES:
                (part / face.name).write_bytes(make_font(face))
            part.chmod(0o755)
            part.rename(target)
        finally:
            # Another process may have been faster.
            shutil.rmtree(part, ignore_errors=True)
    return target.is_dir()


def load_fonts(folder: Path = _FOLDER) -> dict[str, bytes]:
    """Load the web fonts that `prepare_fonts` has made, by the names of files; none without any.

    Args:
        folder: The folder of their files, by versions.
    """
    target = folder / find_version()
    try:
        return {face.name: (target / face.name).read_bytes() for face in FACES}
    except OSError:
        return {}


def find_version() -> str:
    """Return the name of the folder of the fonts that the theme uses."""
    return hash_bytes(repr(FACES).encode()).hex()[:16]
