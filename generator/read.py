"""Reads a site from disk: each file once, in one order, with no regard for what it means."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, Severity
from generator.model import SourceFile

CONFIGURATION = ("site.toml", "tags.toml", "sources.toml")
# What stands beside the articles where the site's folder is itself the content.
_NOT_CONTENT = frozenset({"output", "templates"})
# Likewise: what a repository says of itself, in whatever language.
_OF_REPOSITORY = re.compile(
    r"(?:readme|license|changelog|contributing|code_of_conduct)(?:\.[a-z-]+)?\.md", re.IGNORECASE
)
_OTHER_ENDINGS = (".markdown", ".mdown")

# Size in bytes, time of modification (ns), inode, time of change (ns): what a file cannot keep
# through an edit. A bare tuple, since a listing holds tens of thousands.
Stat = tuple[int, int, int, int]


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

    def path(self, name: str) -> str:
        """The path, relative to the site's folder, of a file named from the content folder."""
        return name if self.content == self.root else f"content/{name}"


@dataclass(frozen=True, slots=True)
class Listing:
    """Every file that a build is a function of, unread.

    Attributes:
        content: The files of the content folder, by path relative to the site's folder.
        theme: The files of the theme by path below ``templates/``: where each lies, and its stat.
        problems: What was passed over, and why.
    """

    content: Mapping[str, Stat]
    theme: Mapping[str, tuple[str, Stat]]
    problems: tuple[Problem, ...] = ()


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


def survey(place: Layout) -> Listing:
    """List the files of a site, its theme's own laid over the packaged ones.

    Raises:
        OSError: A folder cannot be listed.
    """
    skipped = {str(place.output), str(place.state)}
    if place.content == place.root:
        skipped.update(str(place.root / name) for name in _NOT_CONTENT)
    start = len(str(place.root)) + 1
    passed: list[tuple[str, str]] = []
    found = _walk(place.content, skipped, passed, place.content)
    content = dict(sorted((path[start:], stat) for path, stat in found))
    if place.content == place.root:
        content = {path: stat for path, stat in content.items() if not _is_of_repository(path)}
    problems = [_passed_over(path[start:], why) for path, why in sorted(passed)]
    problems += (_misnamed(path) for path in content if path.casefold().endswith(_OTHER_ENDINGS))
    return Listing(content, survey_theme(place), tuple(problems))


def survey_theme(place: Layout) -> dict[str, tuple[str, Stat]]:
    """List the files of a site's theme as `Listing.theme` does.

    Raises:
        OSError: A folder cannot be listed.
    """
    theme: dict[str, tuple[str, Stat]] = {}
    for base in (place.theme, place.overrides):
        if base.is_dir():
            start = len(str(base)) + 1
            theme.update((path[start:], (path, stat)) for path, stat in _walk(base, set(), []))
    return dict(sorted(theme.items()))


def content_path(place: Layout, path: str) -> str | None:
    """The path, relative to the site's folder, under which `survey` lists a file, if it does."""
    content = f"{place.content}/"
    if not path.startswith(content):
        return None
    outside = [place.output, place.state]
    if place.content == place.root:
        outside += (place.root / name for name in _NOT_CONTENT)
    if any(path.startswith(f"{folder}/") for folder in outside):
        return None
    if any(map(_is_passed_over, path[len(content) :].split("/"))):
        return None
    if place.content == place.root and _is_of_repository(path[len(content) :]):
        return None
    return path[len(str(place.root)) + 1 :]


def files(root: Path, paths: Iterable[str], problems: list[Problem]) -> Iterator[SourceFile]:
    """Read files of the site's folder, those that cannot be read becoming problems."""
    for path in paths:
        try:
            with open(root / path, "rb") as stream:  # noqa: PTH123 - half the time of Path.read_bytes
                data = stream.read()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            message = f"the file cannot be read: {reason}"
            problems.append(Problem(path, 0, 0, "unreadable", message))
        else:
            yield SourceFile(path, data)


def stat_of(path: str) -> Stat | None:
    """The stat of a file, or ``None`` when there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - called for every file of a site
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns


def _walk(
    folder: Path | str, skipped: set[str], passed: list[tuple[str, str]], top: Path | None = None
) -> Iterator[tuple[str, Stat]]:
    """All files below a folder; hidden ones, editors' copies and ``skipped`` are passed over.

    What else is passed over is noted in ``passed``, with the reason: below ``top``, links that
    lead out of it too.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if _is_passed_over(name):
                continue
            try:
                name.encode()
            except UnicodeEncodeError:
                passed.append((entry.path, "its name is not UTF-8"))
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.path not in skipped:
                    yield from _walk(entry.path, skipped, passed, top)
            elif top is not None and entry.is_symlink() and not _leads_within(entry.path, top):
                passed.append(
                    (entry.path, "it is a link to a folder, to nothing, or out of the content")
                )
            elif entry.is_file():
                found = entry.stat()
                yield (
                    entry.path,
                    (found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns),
                )
            else:
                passed.append((entry.path, "it is neither a file nor a folder"))


def _leads_within(path: str, top: Path) -> bool:
    """Whether a link leads to a file below that folder: nothing else may be published."""
    # `Path.resolve` raises where links run in a circle.
    target = Path(os.path.realpath(path))
    return target.is_file() and target.is_relative_to(top)


def _passed_over(path: str, why: str) -> Problem:
    name = path.encode("utf-8", "backslashreplace").decode()
    hint = "put a file of its own there"
    return Problem(name, 0, 0, "file-ignored", f"passed over: {why}", hint, Severity.WARNING)


def _misnamed(path: str) -> Problem:
    stem = path.rpartition(".")[0]
    hint = f"rename it to {stem.rpartition('/')[2]}.md if it is one"
    message = "passed over: the name of an article ends in .md"
    return Problem(path, 0, 0, "file-ignored", message, hint, Severity.WARNING)


def _is_of_repository(path: str) -> bool:
    """Whether a path within a site's folder is that of a page about the repository."""
    return _OF_REPOSITORY.fullmatch(path) is not None


def _is_passed_over(name: str) -> bool:
    """Whether a name is that of a hidden file or of an editor's copy."""
    return name[0] in ".#" or name[-1] == "~"
