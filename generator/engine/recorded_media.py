"""The media files that the last build measured, so that the next need not read them again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.model import MediaFile
from generator.state import plain_file

_NAME = "media"
_FIELDS = MediaFile.__struct_fields__


def load(state: Path, digest: bytes) -> Mapping[str, MediaFile]:
    """Load the files that a build measured, by their paths; none if they are not those.

    Args:
        state: The folder of the site's state.
        digest: The hash that `save` returned.
    """
    files = [MediaFile(*values) for values in plain_file.load(state / _NAME, digest) or ()]
    return {media.path: media for media in files}


def save(state: Path, files: Mapping[str, MediaFile], digest: bytes) -> bytes:
    """Save the measured files; returns the hash of what was saved.

    Args:
        state: The folder of the site's state.
        files: The files.
        digest: The hash of what the last build saved; empty if there was none.

    Raises:
        OSError: They cannot be written.
    """
    if digest and load(state, digest) == files:
        return digest
    values = [tuple([getattr(files[path], name) for name in _FIELDS]) for path in sorted(files)]
    return plain_file.save(state / _NAME, values)
