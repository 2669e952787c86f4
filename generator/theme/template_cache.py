"""Keeps compiled templates between builds: compiling them takes longer than a small site does."""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from jinja2.bccache import Bucket, BytecodeCache

from generator.hashing import SIZE, hash_bytes

# How many cache files are kept; other sites and other versions have their own next to this one.
_MAX_FILES = 16
_PREFIX = "templates-"
_SUFFIX = ".bin"


class TemplateCache(BytecodeCache):
    """The compiled templates of one theme in one language, in one file.

    Jinja2 checks that each was compiled by this version of Python from the same text. Everything
    else that the code depends on has to be part of the key: translations and this program.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        """Read the file, if there is one; a damaged file counts as none.

        Args:
            folder: The folder of the file. It need not exist, and need not be writable.
            key: Identifies the program and the strings that the templates are compiled with.
        """
        self._path = folder / f"{_PREFIX}{key.hex()}{_SUFFIX}"
        self._sources, self._codes = _read(self._path)

    def has_all(self, sources: bytes) -> bool:
        """Whether it was saved with the templates that have this hash."""
        return self._sources == sources

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja2 the code of a template, if there is any."""
        code = self._codes.get(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that Jinja2 has just compiled."""
        self._codes[bucket.key] = bucket.bytecode_to_string()

    def save(self, sources: bytes) -> None:
        """Write the file; a folder that refuses it is left alone.

        Args:
            sources: The hash of the templates that were compiled, see ``has_all``.
        """
        self._sources = sources
        with suppress(OSError):
            _write(self._path, sources, self._codes)
            _remove_oldest(self._path.parent)


def _read(path: Path) -> tuple[bytes, dict[str, bytes]]:
    """The hash of the templates, and the code of each by its key."""
    try:
        data = path.read_bytes()
    except OSError:
        return b"", {}
    if hash_bytes(data[SIZE:]) != data[:SIZE]:
        return b"", {}
    content: tuple[bytes, dict[str, bytes]] = marshal.loads(data[SIZE:])
    return content


def _write(path: Path, sources: bytes, codes: Mapping[str, bytes]) -> None:
    """Replace the file in one step, so that another process never reads half of it."""
    data = marshal.dumps((sources, dict(codes)))
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=_PREFIX, delete=False) as file:
        try:
            file.write(hash_bytes(data) + data)
            file.close()
            os.replace(file.name, path)  # noqa: PTH105 - it has a name and no path
        except OSError:
            os.unlink(file.name)  # noqa: PTH108 - as above
            raise


def _remove_oldest(folder: Path) -> None:
    files = sorted(
        folder.glob(f"{_PREFIX}*{_SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True
    )
    for path in files[_MAX_FILES:]:
        path.unlink(missing_ok=True)
