"""Reads a site from disk: each file once, in one order, with no regard for what it means."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from errno import EACCES, EPERM
from pathlib import Path

from generator.model import SourceFile
from generator.os_errors import describe_os_error
from generator.problems import Problem, Severity
from generator.text.invisible_characters import (
    InvisibleCharacter,
    group_invisible,
    may_contain_invisible,
    remove_invisible_within,
)

# The bytes of a file that are read at most, one more to tell.
_LARGEST = 100_000_000
CONFIGURATION = ("site.toml", "tags.toml", "sources.toml")
# What stands beside the articles where the site's folder is itself the content.
_NOT_CONTENT = frozenset({"output", "templates"})
# Likewise: what a repository says of itself, in whatever language.
_OF_REPOSITORY = re.compile(
    r"(?:readme|license|changelog|contributing|code_of_conduct)(?:\.[a-z-]+)?\.md", re.IGNORECASE
)
# Endings that were meant to be that of articles: other spellings, what editors add, and, behind a
# language, those of other texts.
_OTHER_ENDING = re.compile(
    r"(?:\.(?:md|markdown|mdown|mkdn?)(?:\.txt)?|(?<=\.[a-z][a-z])\.(?:txt|docx?|odt|rtf))[ .]*\Z",
    re.IGNORECASE,
)
# An article's file to whose name nobody gave a key: `.md` or `.ar.md`.
_KEYLESS = re.compile(r"(?:\.[a-z]{2,3}(?:-[a-z]{2,4})?)?\.md", re.IGNORECASE)

_LINE_BREAK = re.compile(r"[\t\n]")
_PERMISSION = "give yourself permission to read it, or remove it from the content folder"

# Size in bytes, time of modification (ns), inode, time of change (ns): what a file cannot keep
# through an edit. A bare tuple, since a listing holds tens of thousands.
Stat = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SiteLayout:
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
class SiteListing:
    """Every file that a build is a function of, unread.

    Attributes:
        content: The files of the content folder, by path relative to the site's folder.
        theme: The files of the theme by path below ``templates/``: where each lies, and its stat.
        problems: What was passed over, and why.
    """

    content: Mapping[str, Stat]
    theme: Mapping[str, tuple[str, Stat]]
    problems: tuple[Problem, ...] = ()


def resolve_layout(root: Path, output: Path | None = None) -> SiteLayout:
    """Find the parts of the site in a folder.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    root = root.resolve()
    if not root.is_dir():
        raise NotADirectoryError(root)
    content = root / "content"
    return SiteLayout(
        root=root,
        content=content if content.is_dir() else root,
        output=(output or root / "output").resolve(),
        state=root / ".tarikh",
        theme=find_packaged_theme(),
        overrides=root / "templates",
    )


def find_packaged_theme() -> Path:
    """The theme that comes with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def scan_site(place: SiteLayout) -> SiteListing:
    """List the files of a site, its theme's own laid over the packaged ones.

    Raises:
        OSError: A folder cannot be listed.
    """
    skipped = {str(place.output), str(place.state)}
    if place.content == place.root:
        skipped.update(str(place.root / name) for name in _NOT_CONTENT)
    start = len(str(place.root)) + 1
    passed: list[_Passed] = []
    found = _walk(str(place.content), skipped, passed, place.content)
    content = dict(sorted((path[start:], stat) for path, stat in found))
    if place.content == place.root:
        content = {path: stat for path, stat in content.items() if not _is_of_repository(path)}
    problems = [_passed_over(each, each.path[start:]) for each in passed]
    problems += filter(None, map(_misnamed, content))
    # Names are looked at one by one only where there is something to find.
    names = "/".join(content)
    if may_contain_invisible(names) or _LINE_BREAK.search(names):
        for path in content:
            problems += _unseen_in_name(path)
    return SiteListing(content, scan_theme(place), tuple(sorted(problems)))


def scan_theme(place: SiteLayout) -> dict[str, tuple[str, Stat]]:
    """List the files of a site's theme as `Listing.theme` does.

    Raises:
        OSError: A folder cannot be listed.
    """
    theme: dict[str, tuple[str, Stat]] = {}
    for base in (place.theme, place.overrides):
        if base.is_dir():
            start = len(str(base)) + 1
            theme.update((path[start:], (path, stat)) for path, stat in _walk(str(base), set(), []))
    return dict(sorted(theme.items()))


def to_content_path(place: SiteLayout, path: str) -> str | None:
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


def read_files(root: Path, paths: Iterable[str], problems: list[Problem]) -> Iterator[SourceFile]:
    """Read files of the site's folder, those that cannot be read becoming problems.

    Of a file beyond all bounds no more is read than shows that it is: `site.toml` can raise what
    an article may hold, and not so far.
    """
    for path in paths:
        try:
            # Half the time of `Path.read_bytes`.
            with open(f"{root}/{path}", "rb") as stream:  # noqa: PTH123
                large = os.fstat(stream.fileno()).st_size > _LARGEST
                data = stream.read(_LARGEST + 1) if large else stream.read()
        except OSError as error:
            message = f"the file cannot be read: {_reason(error)}"
            problems.append(Problem(path, 0, 0, "unreadable", message, _remedy(error)))
        else:
            yield SourceFile(path, data)


def stat_file(path: str) -> Stat | None:
    """The stat of a file, or ``None`` when there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - called for every file of a site
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns


@dataclass(frozen=True, slots=True)
class _Passed:
    """What is not read, and why; an error where articles may be lost with it."""

    path: str
    why: str
    hint: str = "replace it with a copy of the file"
    severity: Severity = Severity.WARNING


def _walk(
    folder: str, skipped: set[str], passed: list[_Passed], top: Path | None = None
) -> Iterator[tuple[str, Stat]]:
    """All files below a folder; hidden ones, editors' copies and ``skipped`` are passed over.

    What else is passed over is noted in ``passed``: below ``top``, links that lead out of it too.
    What is removed while it is being looked at was not there.

    Raises:
        OSError: A file cannot be looked at; or, where there is no ``top``, a folder be listed.
    """
    # Folders wait in a list, not in a call each: they may lie a thousand deep.
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop(), passed, top):
            name = entry.name
            if _is_passed_over(name):
                if _KEYLESS.fullmatch(name):
                    why = "its name has no text before the dot, so it is hidden"
                    passed.append(_Passed(entry.path, why, f"name it strike{name}, or the like"))
            elif not _is_utf8(name):
                hint = "rename it: retype its name"
                passed.append(_Passed(entry.path, "its name is not UTF-8", hint))
            elif entry.is_dir(follow_symlinks=False):
                if name.endswith(".md"):
                    why = "it is a folder, though it has the name of an article"
                    passed.append(_Passed(entry.path, why, "rename it; the files in it are read"))
                if entry.path not in skipped:
                    waiting.append(entry.path)
            elif astray := top is not None and entry.is_symlink() and _astray(entry.path, top):
                passed.append(_Passed(entry.path, astray))
            elif entry.is_file():
                stat = _stat_of(entry)
                if stat is not None:
                    yield entry.path, stat
            elif os.path.lexists(entry.path):
                passed.append(_Passed(entry.path, "it is neither a file nor a folder"))


def _entries(folder: str, passed: list[_Passed], top: Path | None) -> Iterable[os.DirEntry[str]]:
    """What lies in a folder; nothing if it is gone meanwhile, or cannot be listed."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return ()
    except OSError as error:
        if top is None:
            raise
        why = f"the folder cannot be read: {_reason(error)}"
        passed.append(_Passed(folder, why, _remedy(error), Severity.ERROR))
        return ()


def _stat_of(entry: os.DirEntry[str]) -> Stat | None:
    """The stat of a file, or ``None`` when it is gone meanwhile."""
    try:
        found = entry.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _remedy(error: OSError) -> str:
    """What to do about a file or folder of the content that cannot be read."""
    return _PERMISSION if error.errno in {EACCES, EPERM} else describe_os_error(error).hint


def _astray(path: str, top: Path) -> str:
    """Why a link is not followed; empty when it leads to a file below that folder."""
    # `Path.resolve` raises where links run in a circle.
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(top):
        return "it is a link to a file outside the content folder"
    if target.is_dir():
        return "it is a link to a folder"
    return "" if target.is_file() else "it is a link to a file that does not exist"


def _passed_over(passed: _Passed, path: str) -> Problem:
    name = path.encode("utf-8", "backslashreplace").decode()
    if passed.severity is Severity.ERROR:
        return Problem(name, 0, 0, "unreadable", passed.why, passed.hint)
    return Problem(
        name, 0, 0, "file-ignored", f"skipped: {passed.why}", passed.hint, passed.severity
    )


def _misnamed(path: str) -> Problem | None:
    """Whether a file was meant to be an article, and has not the name of one."""
    if path.endswith(".md"):
        return None
    name = path.rpartition("/")[2]
    ending = _OTHER_ENDING.search(name)
    if ending is None:
        return None
    message = "skipped: the name of an article ends in .md"
    hint = f"rename it to {name[: ending.start()]}.md if it is one"
    return Problem(path, 0, 0, "file-ignored", message, hint, Severity.WARNING)


def _unseen_in_name(path: str) -> Iterator[Problem]:
    """The characters of a file's name that nobody sees."""
    name = path.rpartition("/")[2]
    unseen = [InvisibleCharacter(match.start(), match[0]) for match in _LINE_BREAK.finditer(name)]
    for group in group_invisible((*remove_invisible_within(name)[1], *unseen)):
        message = f"the file name contains {group.description}"
        hint = "rename it: retype its name"
        yield Problem(path, 0, 0, group.code, message, hint, Severity.WARNING)


def _is_of_repository(path: str) -> bool:
    """Whether a path within a site's folder is that of a page about the repository."""
    return _OF_REPOSITORY.fullmatch(path) is not None


def _is_passed_over(name: str) -> bool:
    """Whether a name is that of a hidden file or of an editor's copy."""
    return name[0] == "." or name[-1] == "~" or (name[0] == "#" and name[-1] == "#")
