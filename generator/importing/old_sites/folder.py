"""The folder of an old site: the program that builds it, its articles and its other files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final, NoReturn

from msgspec import Struct

from generator.importing.old_sites.settings import SETTINGS_FILES

ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkd")
"""How the names of articles in Markdown end."""

PAGE_ENDINGS: Final = (".html", ".htm")
"""How the names of articles in HTML end; only those with front matter are articles."""

UNREAD_FORMATS: Final = MappingProxyType(
    {
        ".rst": "reStructuredText",
        ".adoc": "AsciiDoc",
        ".asciidoc": "AsciiDoc",
        ".org": "Org",
        ".textile": "Textile",
    }
)
"""The languages of articles that are not read, by how the names of their files end."""

UPLOADS: Final = ("wp-content/uploads/", "uploads/")
"""Where the pictures of WordPress are, next to its export."""

_FENCES: Final = (b"---", b"+++", b"{\n", b'{"')
_LONGEST_FENCE: Final = 100
# Folders at the top of a site in which other programs keep no articles.
_SKIPPED_FOLDERS: Final = frozenset(
    {
        *("_includes", "_layouts", "_sass", "_site", "_plugins", "_data", "layouts", "themes"),
        *("archetypes", "public", "resources", "output", "templates", "sass", "venv", "i18n"),
    }
)
_SKIPPED_ANYWHERE: Final = frozenset({"node_modules", "__pycache__"})
_OF_REPOSITORY: Final = frozenset(
    {"readme", "license", "changelog", "contributing", "code_of_conduct", "security"}
)
# What shows which program a site is of: a file or folder in it, and the program.
_SIGNS: Final = (
    ("_config.yml", "Jekyll"),
    ("_posts", "Jekyll"),
    ("pelicanconf.py", "Pelican"),
    (".obsidian", "Obsidian"),
    ("hugo.toml", "Hugo"),
    ("hugo.yaml", "Hugo"),
    ("hugo.json", "Hugo"),
    ("archetypes", "Hugo"),
    ("sass", "Zola"),
    ("config.toml", "Zola"),
)


class OldSite(Struct, frozen=True, dict=True):
    """A site that another program builds, or one article of it.

    Attributes:
        name: The folder as the user has written it.
        root: The folder.
        program: The program; empty if it is not known.
        paths: The files to read, relative to the folder: articles, and texts that are not read.
        settings: The files of settings, relative to the folder.
        others: All other files that articles can show or link to, relative to the folder.
    """

    name: str
    root: Path
    program: str
    paths: tuple[str, ...]
    settings: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """The paths of the other files with each name, in lower case."""
        names: dict[str, list[str]] = {}
        for path in self.others:
            names.setdefault(path.rpartition("/")[2].casefold(), []).append(path)
        return names


def find_program(names: Iterable[str]) -> str:
    """Return the program that builds a site, by the names in its folder; empty if none is known."""
    present = set(names)
    return next((program for sign, program in _SIGNS if sign in present), "")


def list_old_site(name: str, folder: Path) -> OldSite:
    """List the files of the site in a folder.

    Args:
        name: The folder as the user has written it.
        folder: The folder.

    Raises:
        OSError: A folder cannot be listed.
    """
    program = find_program(path.name for path in folder.iterdir())
    paths: list[str] = []
    others: list[str] = []
    for path in sorted(_walk(folder)):
        (paths if _is_article(folder / path) else others).append(path.as_posix())
    settings = tuple(path for path in SETTINGS_FILES if (folder / path).is_file())
    return OldSite(name, folder, program, tuple(paths), settings, tuple(others))


def _is_article(path: Path) -> bool:
    """Whether a file is a text of an old site; HTML without front matter is a template."""
    ending = path.suffix.casefold()
    if ending not in PAGE_ENDINGS:
        return ending in ENDINGS or ending in UNREAD_FORMATS
    with path.open("rb") as stream:
        return stream.read(_LONGEST_FENCE).lstrip().startswith(_FENCES)


def list_uploads(folder: Path) -> OldSite:
    """Return the site of an export of WordPress with the uploads that are next to it.

    Raises:
        OSError: A folder cannot be listed.
    """
    others: list[str] = []
    for name in UPLOADS:
        if (folder / name).is_dir():
            others += (f"{name}{path.as_posix()}" for path in sorted(_walk(folder / name)))
    return OldSite(str(folder), folder, "", (), (), tuple(others))


def list_one_article(path: Path) -> OldSite:
    """Return the site of which only one article is imported, with the files next to it.

    Raises:
        OSError: The folder of the file cannot be listed.
    """
    others = sorted(
        each.name
        for each in path.parent.iterdir()
        if each != path and each.is_file() and not each.is_symlink() and each.name[:1] != "."
    )
    return OldSite(str(path), path.parent, "", (path.name,), (), tuple(others))


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files of a site, relative to its folder.

    Raises:
        OSError: A folder cannot be listed.
    """
    root = folder.resolve()
    for place, folders, names in os.walk(folder, onerror=_raise):
        current = Path(place).relative_to(folder)
        folders[:] = [each for each in folders if not _is_skipped_folder(current / each)]
        for name in names:
            path = current / name
            is_of_repository = path == Path(name) and path.stem.casefold() in _OF_REPOSITORY
            # A link to a file outside the site would publish what is not part of it.
            is_inside = (folder / path).resolve().is_relative_to(root)
            if not (name.startswith(".") or is_of_repository) and is_inside:
                yield path


def _raise(error: OSError) -> NoReturn:
    raise error


def _is_skipped_folder(path: Path) -> bool:
    """Whether a folder is hidden, or has templates or what was generated."""
    is_at_top = len(path.parts) == 1
    return (
        path.name.startswith(".")
        or path.name in _SKIPPED_ANYWHERE
        or (is_at_top and path.name in _SKIPPED_FOLDERS)
    )
