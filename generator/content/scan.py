"""List and read the files of a site, each once and in a fixed order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from errno import EACCES, EPERM
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import SourceFile, WithheldFolder
from generator.os_errors import describe_os_error
from generator.problems import Problem, Severity
from generator.text.invisible_characters import (
    InvisibleCharacter,
    group_invisible,
    may_contain_invisible,
    remove_invisible_within,
)

# The largest file that is read, in bytes; one more byte is read of a larger one.
_MAX_BYTES = 100_000_000
CONFIGURATION = ("site.toml", "tags.toml", "sources.toml", "translations.toml")
# Folders next to the articles that are not content if the site's folder is the content folder.
_NOT_CONTENT = frozenset({"offline", "output", "templates"})
# In this case, files about the repository, in any language, are not articles either, nor are the
# lists that `tarikh import` and `tarikh build` write.
_REPOSITORY_FILE = lazy_compile(
    r"(?:readme|licen[cs]e|changelog|contributing|contributors|code[_-]of[_-]conduct|import-review)"
    r"(?:[._-][a-z]{2,3}(?:[_-][a-z]{2,4})?)?\.md"
    r"|addresses\.txt",
    re.IGNORECASE,
)
# Extensions that were probably meant to be `.md`: other spellings, extensions that editors add,
# and, after a language, those of other texts.
_MISTAKEN_EXTENSION = lazy_compile(
    r"(?:\.(?:md|markdown|mdown|mkdn?|mdx|rmd|qmd)(?:\.txt)?"
    r"|(?<=\.[a-z][a-z])\.(?:txt|docx?|odt|rtf))[ .]*\Z",
    re.IGNORECASE,
)
# Pages that may be articles with front matter.
_HTML = lazy_compile(r"\.html?\Z", re.IGNORECASE)
_FRONT_MATTER = lazy_compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n")
_MAX_START = 100
# The start of an article of any program: front matter with a title, or in another format.
_TITLED = lazy_compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:\+\+\+|\{|---.*?^[\"']?title[\"']?\s*:)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_MAX_MATTER = 10_000
# The page of the section of a folder in Hugo: what it shows above the list of its articles.
_SECTION = lazy_compile(r"_index(?:\.(?P<language>[a-z-]+))?\.(?:md|markdown|html)", re.IGNORECASE)
_BUNDLE = lazy_compile(r"(?:\A|/)index\.")
# Folders of the program that a site was built with before, which hold no articles.
_OTHER_PROGRAM = frozenset({"_includes", "_layouts", "_sass", "_data", "_plugins", "_site"})
# The name of an article without a key: `.md` or `.ar.md`.
_KEYLESS = lazy_compile(r"(?:\.[a-z]{2,3}(?:-[a-z]{2,4})?)?\.md", re.IGNORECASE)

_LINE_BREAK = lazy_compile(r"[\t\n]")
_PERMISSION = "give yourself permission to read it, or remove it from the content folder"

# Size in bytes, modification time (ns), inode, change time (ns): an edit of a file changes at least
# one. A plain tuple, because a listing contains tens of thousands.
Stat = tuple[int, int, int, int]


class SiteLayout(Struct, frozen=True):
    """The folders of a site.

    Attributes:
        root: The site's folder, absolute.
        content: The folder of articles: ``content/``, or the site's folder itself if there is no
            such folder.
        output: The folder that a build publishes into.
        state: The folder with what a build stores for later ones.
        theme: The folder of the packaged theme.
        overrides: The folder of the site's own templates; it need not exist.
    """

    root: Path
    content: Path
    output: Path
    state: Path
    theme: Path
    overrides: Path

    def path(self, name: str) -> str:
        """Return the path, relative to the site's folder, of a file in the content folder."""
        return name if self.content == self.root else f"content/{name}"


class SiteListing(Struct, frozen=True):
    """The files that a build reads, with their stats.

    Attributes:
        content: The files of the content folder, by path relative to the site's folder.
        theme: The path and the stat of each file of the theme, by its path below ``templates/``.
        problems: The files that were skipped, and why.
        withheld: The folders whose articles the page of a section keeps from publication.
    """

    content: Mapping[str, Stat]
    theme: Mapping[str, tuple[str, Stat]]
    problems: tuple[Problem, ...] = ()
    withheld: tuple[WithheldFolder, ...] = ()

    @property
    def article_paths(self) -> tuple[str, ...]:
        """The files of all articles and pages, in order."""
        return tuple([path for path in self.content if path.endswith(".md")])


def resolve_layout(
    root: Path, output: Path | None = None, *, is_offline: bool = False
) -> SiteLayout:
    """Find the folders of the site in a folder.

    An offline copy has an output and a state of its own, so that it does not undo what the next
    build of the site would skip.

    Raises:
        NotADirectoryError: The folder does not exist.
    """
    root = root.resolve()
    if not root.is_dir():
        raise NotADirectoryError(root)
    content = root / "content"
    return SiteLayout(
        root=root,
        content=content if content.is_dir() else root,
        output=(output or root / ("offline" if is_offline else "output")).resolve(),
        state=root / ".tarikh" / "offline" if is_offline else root / ".tarikh",
        theme=find_packaged_theme(),
        overrides=root / "templates",
    )


def find_packaged_theme() -> Path:
    """Return the folder of the packaged theme: in the package, or next to it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def scan_site(layout: SiteLayout) -> SiteListing:
    """List the files of a site; files of its own theme override the packaged ones.

    Raises:
        OSError: A folder cannot be listed.
    """
    excluded = {str(layout.output), str(layout.state)}
    if layout.content == layout.root:
        excluded.update(str(layout.root / name) for name in _NOT_CONTENT)
    start = len(str(layout.root)) + 1
    skipped: list[_SkippedPath] = []
    files = _walk(str(layout.content), excluded, skipped, layout.content)
    content = dict(sorted((path[start:], stat) for path, stat in files))
    if layout.content == layout.root:
        content = {path: stat for path, stat in content.items() if not is_repository_name(path)}
    parts = _find_bundle_parts(layout, content)
    content = {path: stat for path, stat in content.items() if path not in parts}
    cascades = _read_cascades(layout.root, [each.path[start:] for each in skipped])
    skipped_paths = (replace(each, path=each.path[start:]) for each in skipped)
    problems = [_skipped_problem(_describe_cascade(each, cascades)) for each in skipped_paths]
    problems += [_part_problem(path, page) for path, page in parts.items()]
    problems += filter(None, map(_check_extension, content))
    problems += (
        problem
        for path in content
        if _HTML.search(path) and (problem := _check_html(layout.root, path)) is not None
    )
    # Most sites have no such name, so all names are searched together first.
    names = "/".join(content)
    if may_contain_invisible(names) or _LINE_BREAK.search(names):
        for path in content:
            problems += _check_invisible(path)
    withheld = tuple([_withheld_folder(page) for page, withholds in cascades.items() if withholds])
    return SiteListing(content, scan_theme(layout), tuple(sorted(problems)), withheld)


def without_bundle_parts(layout: SiteLayout, content: Mapping[str, Stat]) -> dict[str, Stat]:
    """Return the files that are not parts of the page of a bundle."""
    parts = _find_bundle_parts(layout, content)
    return {path: stat for path, stat in content.items() if path not in parts}


def is_section_page(layout: SiteLayout, path: str) -> bool:
    """Whether a path is that of the page of a section, which `SiteListing.withheld` depends on."""
    return path.startswith(f"{layout.content}/") and bool(
        _SECTION.fullmatch(path.rpartition("/")[2])
    )


def scan_theme(layout: SiteLayout) -> dict[str, tuple[str, Stat]]:
    """List the files of a site's theme, as in `SiteListing.theme`.

    Raises:
        OSError: A folder cannot be listed.
    """
    theme: dict[str, tuple[str, Stat]] = {}
    for base in (layout.theme, layout.overrides):
        if base.is_dir():
            start = len(str(base)) + 1
            theme.update((path[start:], (path, stat)) for path, stat in _walk(str(base), set(), []))
    return dict(sorted(theme.items()))


def to_content_path(layout: SiteLayout, path: str) -> str | None:
    """Return the path under which `scan_site` lists a file; ``None`` if it does not."""
    content = f"{layout.content}/"
    if not path.startswith(content):
        return None
    outside = [layout.output, layout.state]
    if layout.content == layout.root:
        outside += (layout.root / name for name in _NOT_CONTENT)
    if any(path.startswith(f"{folder}/") for folder in outside):
        return None
    names = path[len(content) :].split("/")
    if any(map(_is_hidden_or_backup, names)) or not _OTHER_PROGRAM.isdisjoint(names):
        return None
    if _SECTION.fullmatch(names[-1]):
        return None
    if layout.content == layout.root and is_repository_name(path[len(content) :]):
        return None
    return path[len(str(layout.root)) + 1 :]


def is_repository_name(name: str) -> bool:
    """Whether a name is that of a text about the repository, in any language: ``README.ar.md``."""
    return _REPOSITORY_FILE.fullmatch(name) is not None


def read_files(root: Path, paths: Iterable[str], problems: list[Problem]) -> Iterator[SourceFile]:
    """Read files of the site's folder; a file that cannot be read results in a problem.

    Only the beginning of a huge file is read, enough to see that it exceeds every limit that
    `site.toml` can set.
    """
    for path in paths:
        try:
            # Takes half the time of `Path.read_bytes`.
            with open(f"{root}/{path}", "rb") as stream:  # noqa: PTH123
                large = os.fstat(stream.fileno()).st_size > _MAX_BYTES
                data = stream.read(_MAX_BYTES + 1) if large else stream.read()
        except OSError as error:
            message = say("the file cannot be read: %(description)s", description=_describe(error))
            problems.append(Problem(path, 0, 0, "unreadable", message, _hint(error)))
        else:
            yield SourceFile(path, data)


def stat_file(path: str) -> Stat | None:
    """Return the stat of a file; ``None`` if it does not exist."""
    try:
        result = os.stat(path)  # noqa: PTH116 - called for every file of a site
    except OSError:
        return None
    return result.st_size, result.st_mtime_ns, result.st_ino, result.st_ctime_ns


class _SkippedPath(Struct, frozen=True):
    """A path that is not read, and why; an error if articles may be missing because of it."""

    path: str
    reason: str
    hint: str = "replace it with a copy of the file"
    severity: Severity = Severity.WARNING


def _walk(
    folder: str, excluded: set[str], skipped: list[_SkippedPath], top: Path | None = None
) -> Iterator[tuple[str, Stat]]:
    """Yield all files below a folder except hidden ones, backup files of editors, and ``excluded``.

    Other paths that are skipped are added to ``skipped``; with ``top``, these include links to
    files outside of it. A file that is removed meanwhile is ignored.

    Raises:
        OSError: A file cannot be examined or, without ``top``, a folder cannot be listed.
    """
    # A list instead of recursion: folders may be nested a thousand deep.
    waiting = [folder]
    while waiting:
        for entry in _list_entries(waiting.pop(), skipped, top):
            name = entry.name
            if _is_hidden_or_backup(name):
                if _KEYLESS.fullmatch(name):
                    reason = "its name has no text before the dot, so it is hidden"
                    skipped.append(
                        _SkippedPath(
                            entry.path,
                            reason,
                            say("name it strike%(name)s, or the like", name=name),
                        )
                    )
            elif (named := _check_name(entry, in_content=top is not None)) is not None:
                skipped.append(named)
            elif entry.is_dir(follow_symlinks=False):
                if name.endswith(".md"):
                    reason = "it is a folder, though it has the name of an article"
                    skipped.append(
                        _SkippedPath(entry.path, reason, "rename it; the files in it are read")
                    )
                if entry.path not in excluded:
                    waiting.append(entry.path)
            elif (
                link_problem := top is not None
                and entry.is_symlink()
                and _check_link(entry.path, top)
            ):
                skipped.append(_SkippedPath(entry.path, link_problem))
            elif entry.is_file():
                stat = _stat_entry(entry)
                if stat is not None:
                    yield entry.path, stat
            elif os.path.lexists(entry.path):
                skipped.append(_SkippedPath(entry.path, "it is neither a file nor a folder"))


def _check_name(entry: os.DirEntry[str], *, in_content: bool) -> _SkippedPath | None:
    """Return why a path is skipped because of its name; ``None`` if it is not."""
    name = entry.name
    if in_content and _SECTION.fullmatch(name):
        reason = "it is the page of a section in Hugo, not an article"
        hint = "rename it to KEY.LANG.md if it is one, or move it to content/pages/"
        return _SkippedPath(entry.path, reason, hint, Severity.NOTICE)
    if in_content and name in _OTHER_PROGRAM:
        reason = "it is a folder of Jekyll, without articles"
        hint = "rename it if it contains articles, or remove it"
        return _SkippedPath(entry.path, reason, hint, Severity.NOTICE)
    if not _is_utf8(name):
        return _SkippedPath(entry.path, "its name is not UTF-8", "rename it: retype its name")
    return None


def _list_entries(
    folder: str, skipped: list[_SkippedPath], top: Path | None
) -> Iterable[os.DirEntry[str]]:
    """List a folder; the list is empty if the folder was removed or cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return ()
    except OSError as error:
        if top is None:
            raise
        reason = say("the folder cannot be read: %(description)s", description=_describe(error))
        skipped.append(_SkippedPath(folder, reason, _hint(error), Severity.ERROR))
        return ()


def _stat_entry(entry: os.DirEntry[str]) -> Stat | None:
    """Return the stat of a file; ``None`` if it was removed meanwhile."""
    try:
        result = entry.stat()
    except FileNotFoundError:
        return None
    return result.st_size, result.st_mtime_ns, result.st_ino, result.st_ctime_ns


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _describe(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _hint(error: OSError) -> str:
    """Return the hint for a file or folder of the content that cannot be read."""
    return _PERMISSION if error.errno in {EACCES, EPERM} else describe_os_error(error).hint


def _check_link(path: str, top: Path) -> str:
    """Return why a link is not followed; empty if its target is a file below ``top``."""
    # `Path.resolve` raises an error if links form a loop.
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(top):
        return "it is a link to a file outside the content folder"
    if target.is_dir():
        return "it is a link to a folder"
    return "" if target.is_file() else "it is a link to a file that does not exist"


def _skipped_problem(skipped: _SkippedPath) -> Problem:
    name = skipped.path.encode("utf-8", "backslashreplace").decode()
    if skipped.severity is Severity.ERROR:
        return Problem(name, 0, 0, "unreadable", skipped.reason, skipped.hint)
    return Problem(
        name,
        0,
        0,
        "file-ignored",
        say("skipped: %(reason)s", reason=skipped.reason),
        skipped.hint,
        skipped.severity,
    )


def _find_bundle_parts(layout: SiteLayout, content: Iterable[str]) -> dict[str, str]:
    paths = tuple(content)
    if not any(map(_BUNDLE.search, paths)):
        return {}
    # Few sites need it, and a build without changes should not load it.
    from generator.content.folder_pages import find_bundle_parts  # noqa: PLC0415

    folder = str(layout.content)[len(str(layout.root)) + 1 :]
    parts = find_bundle_parts(paths, folder)
    lists = {page for page in parts.values() if not _may_be_article(layout.root / page)}
    if not lists:
        return parts
    return find_bundle_parts([path for path in paths if path not in lists], folder)


def _may_be_article(page: Path) -> bool:
    """Whether ``index.md`` is an article, and not a note, or a list of the articles next to it."""
    try:
        with page.open("rb") as stream:
            return _TITLED.match(stream.read(_MAX_MATTER)) is not None
    except OSError:
        return True


def _part_problem(path: str, page: str) -> Problem:
    message = say("skipped: it is a part of the article %(page)s, as in Hugo", page=page)
    folder = page.rpartition("/")[0]
    hint = say("move it out of %(folder)s/ if it is an article of its own", folder=folder)
    return Problem(path, 0, 0, "file-ignored", message, hint, Severity.NOTICE)


def _read_cascades(root: Path, skipped: Iterable[str]) -> dict[str, bool]:
    """Return, for each page of a section with a ``cascade``, whether that withholds its folder."""
    pages = [path for path in skipped if _SECTION.fullmatch(path.rpartition("/")[2])]
    if not pages:
        return {}
    from generator.content.folder_pages import read_cascade  # noqa: PLC0415

    cascades = {}
    for file in read_files(root, pages, []):
        withholds = read_cascade(file.data, file.path)
        if withholds is not None:
            cascades[file.path] = withholds
    return cascades


def _describe_cascade(skipped: _SkippedPath, cascades: Mapping[str, bool]) -> _SkippedPath:
    """Add to the reason that the keys for the articles of the folder have no effect."""
    if cascades.get(skipped.path) is not False:
        return skipped
    return replace(
        skipped,
        reason=say("%(reason)s; the keys of its 'cascade' have no effect", reason=skipped.reason),
    )


def _withheld_folder(page: str) -> WithheldFolder:
    folder, _, name = page.rpartition("/")
    match = _SECTION.fullmatch(name)
    language = match["language"] if match is not None else None
    return WithheldFolder(folder, (language or "").casefold(), page)


def _check_extension(path: str) -> Problem | None:
    """Warn if a file was probably meant to be an article but has another extension."""
    if path.endswith(".md"):
        return None
    name = path.rpartition("/")[2]
    extension = _MISTAKEN_EXTENSION.search(name)
    stem = name[: extension.start()] if extension is not None else ""
    if not stem or is_repository_name(f"{stem}.md"):
        return None
    return _not_markdown(path, stem)


def _check_html(root: Path, path: str) -> Problem | None:
    """Warn if an HTML file starts with front matter, as articles of other programs do."""
    try:
        with (root / path).open("rb") as stream:
            start = stream.read(_MAX_START)
    except OSError:
        return None
    name = path.rpartition("/")[2]
    is_article = _FRONT_MATTER.match(start) is not None
    return _not_markdown(path, _HTML.sub("", name)) if is_article else None


def _not_markdown(path: str, stem: str) -> Problem:
    message = "skipped: the name of an article ends in .md"
    hint = say("rename it to %(stem)s.md if it is one", stem=stem)
    return Problem(path, 0, 0, "file-ignored", message, hint, Severity.WARNING)


def _check_invisible(path: str) -> Iterator[Problem]:
    """Warn about the invisible characters of a file's name."""
    name = path.rpartition("/")[2]
    line_breaks = [
        InvisibleCharacter(match.start(), match[0]) for match in _LINE_BREAK.finditer(name)
    ]
    for group in group_invisible((*remove_invisible_within(name)[1], *line_breaks)):
        message = say("the file name contains %(description)s", description=group.description)
        hint = "rename it: retype its name"
        yield Problem(path, 0, 0, group.code, message, hint, Severity.WARNING)


def _is_hidden_or_backup(name: str) -> bool:
    """Whether a name is that of a hidden file or of a backup file of an editor."""
    return name[0] == "." or name[-1] == "~" or (name[0] == "#" and name[-1] == "#")
