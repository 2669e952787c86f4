"""Reads a site from disk: each file once, in one order, with no regard for what it means."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem
from generator.model import SourceFile, Theme

_CONFIGURATION = ("site.toml", "tags.toml", "sources.toml")
# What stands beside the articles where the site's folder is itself the content.
_NOT_CONTENT = frozenset({"output", "templates"})


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a site lie.

    Attributes:
        root: The site's folder, absolute.
        content: The folder of articles: ``content/``, or the site's folder itself where there
            is none.
        output: What a build publishes into.
        state: What earlier builds left for later ones.
        theme: The packaged theme.
        overrides: The site's own templates; the folder need not exist.
    """

    root: Path
    content: Path
    output: Path
    state: Path
    theme: Path
    overrides: Path


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a site as they stood when they were read.

    ``files`` holds the path of every file of the content folder, articles included.
    """

    articles: tuple[SourceFile, ...]
    site: SourceFile | None
    tags: SourceFile | None
    sources: SourceFile | None
    files: frozenset[str]
    theme: Theme


def layout(root: Path, output: Path | None = None) -> Layout:
    """Find the parts of the site in a folder.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    root = root.resolve()
    if not root.is_dir():
        raise NotADirectoryError(root)
    content = root / "content"
    return Layout(
        root=root,
        content=content if content.is_dir() else root,
        output=(output or root / "output").resolve(),
        state=root / ".tarikh",
        theme=packaged_theme(),
        overrides=root / "templates",
    )


def packaged_theme() -> Path:
    """The theme that comes with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def read(place: Layout) -> tuple[Snapshot, tuple[Problem, ...]]:
    """Read everything that a build is a function of, media aside.

    Returns:
        The snapshot, and a problem for each file that could not be read.
    """
    problems: list[Problem] = []
    paths = tuple(sorted(_content(place, place.content)))
    articles = tuple(
        file
        for path in paths
        if path.endswith(".md") and (file := _file(place, path, problems)) is not None
    )
    prefix = "" if place.content == place.root else "content/"
    site, tags, sources = (
        _file(place, prefix + name, problems) if prefix + name in paths else None
        for name in _CONFIGURATION
    )
    snapshot = Snapshot(articles, site, tags, sources, frozenset(paths), _theme(place))
    return snapshot, tuple(problems)


def _content(place: Layout, folder: Path) -> Iterator[str]:
    """The paths of all files in the content folder; hidden ones and editors' copies are not."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "#")) or entry.name.endswith("~"):
                continue
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                if folder == place.root and entry.name in _NOT_CONTENT:
                    continue
                if path != place.output:
                    yield from _content(place, path)
            elif entry.is_file():
                yield path.relative_to(place.root).as_posix()


def _file(place: Layout, path: str, problems: list[Problem]) -> SourceFile | None:
    try:
        return SourceFile(path, (place.root / path).read_bytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problems.append(Problem(path, 0, 0, "unreadable", f"the file cannot be read: {reason}"))
        return None


def _theme(place: Layout) -> Theme:
    """The packaged theme with the site's own files laid over it."""
    files: dict[str, bytes] = {}
    for base in (place.theme, place.overrides):
        if base.is_dir():
            for path in sorted(base.rglob("*")):
                if path.is_file() and not path.name.startswith("."):
                    files[path.relative_to(base).as_posix()] = path.read_bytes()
    return Theme(
        templates=_below("", (".html",), files),
        assets=_below("assets/", (), files),
        catalogues=_below("strings/", (".po",), files),
    )


def _below(
    folder: str, endings: tuple[str, ...], files: dict[str, bytes]
) -> tuple[SourceFile, ...]:
    return tuple(
        SourceFile(path.removeprefix(folder), files[path])
        for path in sorted(files)
        if path.startswith(folder) and (not endings or path.endswith(endings))
    )
