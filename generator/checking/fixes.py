"""Fix what a hint states exactly: a word to retype, a line to write, a name that was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from generator.config import parse_config
from generator.content.markdown import MarkdownConverter
from generator.content.scan import CONFIGURATION
from generator.editing.article_text import ArticleText
from generator.editing.file_change import FileChange
from generator.editing.text_edits import TextEdit, apply_edits
from generator.engine.conversion import convert_file
from generator.importing.draft_file import write_scalar
from generator.lazy_patterns import lazy_compile
from generator.model import Site, SourceFile
from generator.problems import Code, EditorialCode, Problem, Severity

# Hints that say what was meant in place of the first value that the message quotes.
_MEANT: Final = lazy_compile(
    r"(?:did you mean '(?P<meant>[^']+)'\?|retype it: (?P<typed>[^;]+)(?:; or add it to \S+)?)"
)
_WRITE: Final = lazy_compile(r"write (?P<value>https?://\S+|[^:;…]+)")
# Of dates, only those that are the whole of a hint.
_ONE_DATE: Final = lazy_compile(r"[0-9~?./-]+")
_WRITE_FIELD: Final = lazy_compile(r"write (?P<field>[a-z_]+): (?P<value>[^;…]+)")
_QUOTED: Final = lazy_compile(r"'(?P<value>[^']+)'")
_LINE_ENDS: Final = lazy_compile(r"\r\n|\n|\r")
# The problems whose hints are applied: in these, the hint is the whole answer. In others it is one
# of several, or an example.
_WITH_VALUE: Final[frozenset[Code | EditorialCode]] = frozenset(
    {
        *("anchor-missing", "config-key", "config-value", "date-invalid", "date-unknown"),
        *(
            "date-weekday",
            "image-missing",
            "key-unknown",
            "link-dead",
            "link-moved",
            "related-unknown",
            "script-mixed",
        ),
        *("source-unknown", "spelling-merged", "term-lookalike"),
    }
)
# Those whose hints say what to write, and not what kind of value.
_WITH_WORDS: Final[frozenset[Code | EditorialCode]] = frozenset(
    {"date-invalid", "date-unknown", "date-weekday", "link-moved", "spelling-merged"}
)
# The hint of a page that has another address, in the text that has taken its place.
_ADD_ALIAS: Final = lazy_compile(r"add '(?P<alias>[^']+)' to 'aliases', so that it redirects to .+")
_WITH_FIELD: Final[frozenset[Code | EditorialCode]] = frozenset({"slug-invalid", "tag-comma"})


def fix_problems(
    problems: Iterable[Problem],
    files: Mapping[str, bytes],
    find_errors: Callable[[str, bytes], frozenset[str]],
) -> tuple[tuple[FileChange, ...], tuple[Problem, ...]]:
    """Return the changes that fix problems, and the problems that they fix.

    Args:
        problems: The problems of a site.
        files: The bytes of the files that can be changed, by path.
        find_errors: Returns the errors of a file with other bytes. A change that adds one is not a
            fix.
    """
    edits: dict[str, set[TextEdit]] = {}
    fixed: list[Problem] = []
    texts: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    for problem in problems:
        data = files.get(problem.path)
        alias = _ADD_ALIAS.fullmatch(problem.hint) if problem.code == "address-moved" else None
        if data is not None and alias is not None:
            aliases.setdefault(problem.path, []).append(alias["alias"])
            fixed.append(problem)
        if data is None or not problem.line or alias is not None:
            continue
        try:
            text = texts.setdefault(problem.path, data.decode())
        except UnicodeDecodeError:
            continue
        edit = _fix(problem, text)
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
    for path, each in aliases.items():
        changed[path] = _add_aliases(path, changed.get(path, files[path]), each)
    changes = tuple(FileChange(path, files[path], data) for path, data in sorted(changed.items()))
    return changes, tuple(fixed)


def _add_aliases(path: str, data: bytes, aliases: Iterable[str]) -> bytes:
    """Add old addresses to an article, which is published, so that its front matter is readable."""
    for alias in aliases:
        text = ArticleText.read(path, data)
        data = apply_edits(text.text, [text.add_to_list("aliases", alias)]).encode()
    return data


def _overlaps(one: TextEdit, other: TextEdit) -> bool:
    return one.start < other.end and other.start < one.end


def _fix(problem: Problem, text: str) -> TextEdit | None:
    """Return the edit that a hint states; ``None`` if it states none."""
    field = _WRITE_FIELD.fullmatch(problem.hint) if problem.code in _WITH_FIELD else None
    if field is not None:
        return _fix_field(problem, text, field["field"], field["value"])
    if problem.code not in _WITH_VALUE:
        return None
    quoted = _QUOTED.search(problem.message)
    meant = _MEANT.fullmatch(problem.hint)
    if meant is None and problem.code in _WITH_WORDS:
        meant = _WRITE.fullmatch(problem.hint)
    if quoted is None or meant is None:
        return None
    value: str = next(filter(None, meant.groups()))
    if problem.code.startswith("date-") and not _ONE_DATE.fullmatch(value):
        return None
    old = quoted["value"]
    edit = _replace_value(problem, text, old, value)
    # Messages name a file by its whole path, and a key with the table that it is in.
    short = re.split(r"[/]" if "/" in old else r"[.]", old)[-1]
    return edit or (_replace_value(problem, text, short, value) if short != old else None)


def _fix_field(problem: Problem, text: str, field: str, value: str) -> TextEdit | None:
    """Write the value of a field on the line of the problem, if its whole value is on that line."""
    start, end = _line(text, problem.line)
    written = re.fullmatch(rf"(\s*{field}:[ \t]*)([^#\n]*?)(\s*(?:#.*)?)", text[start:end])
    quoted = _QUOTED.search(problem.message)
    if written is None or quoted is None or written[2].strip("\"'") != quoted["value"]:
        return None
    return TextEdit(start + written.end(1), start + written.end(2), value)


def _replace_value(problem: Problem, text: str, old: str, new: str) -> TextEdit | None:
    """Replace a value where the problem is, or else where its line has it, if that is once."""
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
    if quote not in "\"'" and problem.code in ("spelling-merged", "term-lookalike"):
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


def find_errors_of(site: Site) -> Callable[[str, bytes], frozenset[str]]:
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
