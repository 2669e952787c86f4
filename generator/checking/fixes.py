"""Apply the fixes that the hints of problems carry (`generator.fixes`) to the files of a site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from generator.config import parse_config
from generator.content.markdown import MarkdownConverter
from generator.content.scan import CONFIGURATION
from generator.editing.file_change import FileChange
from generator.editing.registry_text import RegistryText
from generator.editing.text_edits import TextEdit, apply_edits
from generator.editing.toml_article_text import read_article_text
from generator.engine.conversion import convert_file
from generator.fixes import AddedAlias, AddedFormerId, FieldValue, Fix, Replacement
from generator.importing.draft_file import write_scalar
from generator.lazy_patterns import lazy_compile
from generator.messages import find_fix
from generator.model import Site, SourceFile
from generator.problems import Problem, Severity

_LINE_ENDS: Final = lazy_compile(r"\r\n|\n|\r")


def fix_problems(
    problems: Iterable[Problem], files: Mapping[str, bytes], site: Site
) -> tuple[tuple[FileChange, ...], tuple[Problem, ...]]:
    """Return the changes that fix problems, and the problems that they fix.

    A change that adds an error to its file is not a fix.

    Args:
        problems: The problems of a site.
        files: The bytes of the files that can be changed, by path.
        site: The settings of the site.
    """
    find_errors = _find_errors_of(site)
    edits: dict[str, set[TextEdit]] = {}
    fixed: list[Problem] = []
    texts: dict[str, str] = {}
    additions: list[tuple[Problem, AddedAlias | AddedFormerId]] = []
    for problem in problems:
        fix = find_fix(problem.hint)
        if isinstance(fix, AddedAlias | AddedFormerId):
            additions.append((problem, fix))
            continue
        data = files.get(problem.path)
        if fix is None or data is None or not problem.line:
            continue
        try:
            text = texts.setdefault(problem.path, data.decode())
        except UnicodeDecodeError:
            continue
        edit = _find_edit(problem, fix, text)
        others = edits.setdefault(problem.path, set())
        if edit is None or any(_overlaps(edit, other) for other in others - {edit}):
            continue
        edited = apply_edits(text, [*others, edit]).encode()
        if find_errors(problem.path, edited) <= find_errors(problem.path, data):
            others.add(edit)
            fixed.append(problem)
    changed = {
        path: apply_edits(texts[path], each).encode() for path, each in edits.items() if each
    }
    made: set[tuple[str, Fix]] = set()
    for problem, addition in additions:
        path = addition.path if isinstance(addition, AddedFormerId) else problem.path
        before = changed.get(path, files.get(path, b""))
        after = before if (path, addition) in made else _add(path, before, addition, site)
        if find_errors(path, after) <= find_errors(path, before):
            changed[path] = after
            made.add((path, addition))
            fixed.append(problem)
    changes = [FileChange(path, files.get(path), data) for path, data in sorted(changed.items())]
    return tuple(changes), tuple(fixed)


def _add(path: str, data: bytes, addition: AddedAlias | AddedFormerId, site: Site) -> bytes:
    """Add an old address to an article, or an old id to a registry.

    The site has been read without errors, so these files can be read.
    """
    if isinstance(addition, AddedAlias):
        text = read_article_text(path, data)
        return apply_edits(text.text, [text.add_to_list("aliases", addition.address)]).encode()
    registry = RegistryText(path, data, site.languages)
    if addition.names:
        registry.add_entry(addition.entry, dict(addition.names))
    registry.add_former_ids(addition.entry, (addition.former_id,))
    return registry.data


def _overlaps(one: TextEdit, other: TextEdit) -> bool:
    return one.start < other.end and other.start < one.end


def _find_edit(problem: Problem, fix: Replacement | FieldValue, text: str) -> TextEdit | None:
    """Return the edit of a text that fixes a problem; ``None`` if the text has another value."""
    if isinstance(fix, FieldValue):
        return _fix_field(problem, fix, text)
    return _replace_value(problem, fix, text)


def _fix_field(problem: Problem, fix: FieldValue, text: str) -> TextEdit | None:
    """Write the value of a field on the line of the problem, if its whole value is on that line."""
    start, end = _line(text, problem.line)
    pattern = rf"(\s*{fix.field}(?::|[ \t]*=)[ \t]*)([^#\n]*?)(\s*(?:#.*)?)"
    written = re.fullmatch(pattern, text[start:end])
    if written is None or written[2].strip("\"'") != fix.old:
        return None
    new = f'"{fix.new}"' if "=" in written[1] else fix.new
    return TextEdit(start + written.end(1), start + written.end(2), new)


def _replace_value(problem: Problem, fix: Replacement, text: str) -> TextEdit | None:
    """Replace a value where the problem is, or else where its line has it, if that is once."""
    old, new = fix.old, fix.new
    if not old:
        return None
    start, end = _line(text, problem.line)
    at = start + max(problem.column - 1, 0)
    found = [at] if text.startswith(old, at) else list(_find(text, old, at, end))
    if not found:
        # A list starts on this line, and the value is on one of the next.
        stop = _end_of_list(text, end)
        found = list(_find(text, old, at, stop))
    if len(found) != 1:
        return None
    at = found[0]
    quote = text[at - 1 : at]
    if quote not in "\"'" and fix.is_name:
        new = write_scalar(new, in_brackets=True)
    return TextEdit(at, at + len(old), new)


def _find(text: str, value: str, start: int, end: int) -> Iterator[int]:
    """Yield where a value is written as a whole, and not as a part of a longer word."""
    pattern = rf"(?<![\w/-]){re.escape(value)}(?![\w/-])"
    for match in re.compile(pattern).finditer(text, start, end):
        yield match.start()


def _end_of_list(text: str, end: int) -> int:
    following = re.compile(r"(?:\r?\n(?:[ \t]+|-[ \t])[^\n]*)*").match(text, end)
    return following.end() if following is not None else end


def _line(text: str, number: int) -> tuple[int, int]:
    """Return where a line starts, after a byte order mark, and where it ends."""
    starts = [1 if text.startswith("\ufeff") else 0]
    starts += (match.end() for match in _LINE_ENDS.finditer(text))
    start = starts[min(number, len(starts)) - 1]
    ending = _LINE_ENDS.search(text, start)
    return start, ending.start() if ending is not None else len(text)


def _find_errors_of(site: Site) -> Callable[[str, bytes], frozenset[str]]:
    """Return a function that returns the errors of a file of a site with other bytes."""
    markdown = MarkdownConverter()

    def find_errors(path: str, data: bytes) -> frozenset[str]:
        file = SourceFile(path, data)
        if path.endswith(".md"):
            problems = convert_file(file, site, markdown).problems
        else:
            name = path.rpartition("/")[2]
            files = [file if each == name else None for each in CONFIGURATION]
            _, problems = parse_config(*files, folder_name="")
        return frozenset(each.message for each in problems if each.severity is Severity.ERROR)

    return find_errors
