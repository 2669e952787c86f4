"""Keeps compiled templates between builds, and what they depend on.

Compiling and parsing all templates takes longer than a small site does.
"""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import MappingProxyType
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache

from generator.hashing import SIZE, hash_bytes
from generator.model import Theme
from generator.theme.dependencies import (
    TemplateDependencies,
    find_template_dependencies,
    hash_theme_files,
)

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
        known: tuple[bytes, dict[str, bytes]] = _read(self._path) or (b"", {})
        self._sources, self._codes = known

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
            _write(self._path, (sources, self._codes))


def find_dependencies(theme: Theme, folder: Path, program: bytes) -> TemplateDependencies:
    """Find what each template depends on, or load that if it was found before.

    Args:
        theme: The theme.
        folder: The folder of the cache. It need not exist, and need not be writable.
        program: The hash of this program.

    Raises:
        TemplateDependencyError: As `find_template_dependencies`.
    """
    files = hash_theme_files(theme)
    key = hash_bytes(program + repr(sorted(files.items())).encode())
    path = folder / f"{_PREFIX}{key.hex()}{_SUFFIX}"
    known: dict[str, frozenset[str]] | None = _read(path)
    if known is not None:
        return TemplateDependencies(MappingProxyType(known), MappingProxyType(files))
    dependencies = find_template_dependencies(theme)
    with suppress(OSError):
        _write(path, dict(dependencies.members))
    return dependencies


def _read(path: Path) -> Any:
    """Read the value of a file; ``None`` if it is missing or damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return marshal.loads(data[SIZE:]) if hash_bytes(data[SIZE:]) == data[:SIZE] else None


def _write(path: Path, value: Any) -> None:
    """Replace a file in one step, so that another process never reads half of it."""
    data = marshal.dumps(value)
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=_PREFIX, delete=False) as file:
        try:
            file.write(hash_bytes(data) + data)
            file.close()
            os.replace(file.name, path)  # noqa: PTH105 - it has a name and no path
        except OSError:
            os.unlink(file.name)  # noqa: PTH108 - as above
            raise
    _remove_oldest(path.parent)


def _remove_oldest(folder: Path) -> None:
    files = sorted(
        folder.glob(f"{_PREFIX}*{_SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True
    )
    for path in files[_MAX_FILES:]:
        path.unlink(missing_ok=True)
