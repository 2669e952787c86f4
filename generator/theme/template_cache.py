"""Keeps compiled templates between builds, and what they depend on.

Compiling and parsing all templates takes longer than a small site does.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from jinja2.bccache import Bucket, BytecodeCache

from generator.hashing import hash_bytes
from generator.model import Theme
from generator.state import cache_files
from generator.theme.dependencies import (
    TemplateDependencies,
    find_template_dependencies,
    hash_theme_files,
)

_KIND = "templates"


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
        self._folder, self._key = folder, key
        known: tuple[bytes, dict[str, bytes]] = cache_files.load(folder, _KIND, key) or (b"", {})
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
        cache_files.save(self._folder, _KIND, self._key, (sources, self._codes))


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
    known: dict[str, frozenset[str]] | None = cache_files.load(folder, _KIND, key)
    if known is not None:
        return TemplateDependencies(MappingProxyType(known), MappingProxyType(files))
    dependencies = find_template_dependencies(theme)
    cache_files.save(folder, _KIND, key, dict(dependencies.members))
    return dependencies
