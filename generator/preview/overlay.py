"""What the preview adds to a page: where its text lies, what is wrong, what it is not yet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from generator.i18n import Formatter
from generator.pages import RenderContext
from generator.pages.plan import Page, text_path
from generator.problems import Problem, Severity

# The preview's own files stand beside the site, whatever its base path, and can be no page of it.
PREFIX = "/_tarikh/"
# The overlay shows so many errors, and so much of a line on either side of one (characters).
_SHOWN = 12
_AROUND = 70
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_RULES = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")')
_RUNS = re.compile(r"(?:javascript|data|vbscript|blob):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem as the page shows it: with its line, cut around the column that it names."""

    place: str
    severity: str
    code: str
    message: str
    hint: str
    before: str
    at: str
    after: str
    editor: str


@dataclass(frozen=True, slots=True)
class AlternateLink:
    """The same page in another language, or the nearest one to it."""

    href: str
    lang: str
    dir: str
    name: str
    translated: bool


@dataclass(frozen=True, slots=True)
class Overlay:
    """What the preview's script is told of a page.

    Attributes:
        hash: The hash of the page's own bytes.
        kind: What kind of page it is.
        lang: The language that the preview speaks here, and its direction.
        source: The file whose text the page prints, or nothing.
        editor: The address that opens it in the author's editor, or nothing.
        draft: Whether it will not be published.
        failed: Whether the page could not be made as it is now.
        moved: The address that a page which is gone leads to, or nothing.
        ways: The page in the other languages.
        errors: What keeps the site from being published.
        more: How many more of these there are.
        warnings: What else is wrong with the page's own file.
        words: What the preview says, by what it is needed for.
    """

    hash: str
    kind: str
    lang: str
    dir: str
    source: str
    editor: str
    draft: bool
    failed: bool
    moved: str
    ways: tuple[AlternateLink, ...]
    errors: tuple[ProblemView, ...]
    more: int
    warnings: tuple[ProblemView, ...]
    words: dict[str, str]


def build_overlay(
    desk: RenderContext,
    page: Page,
    data: bytes,
    problems: Iterable[Problem],
    *,
    failed: bool,
    moved: str,
    source: Callable[[str], Path],
    editor: str,
) -> Overlay:
    """What there is to say of a page.

    Args:
        desk: The site.
        page: The page.
        data: Its bytes, as they would be published.
        problems: Everything known to be wrong with the site.
        failed: Whether the page could not be made as it is now.
        moved: The address that leads on from a page that is gone.
        source: Where the file of a problem lies.
        editor: The pattern of addresses that open a file in an editor, or nothing.
    """
    errors = [each for each in problems if each.severity is Severity.ERROR]
    own = [each for each in problems if text_path(page) and each.path == text_path(page)]
    warnings = [each for each in own if each.severity is Severity.WARNING]
    # What is wrong with the page itself comes first.
    errors.sort(key=lambda each: each.path != text_path(page))

    def shown(problem: Problem) -> ProblemView:
        path = source(problem.path)
        before, at, after = excerpt(path, problem.line, problem.column)
        place = ":".join(str(x) for x in (problem.path, problem.line, problem.column) if x)
        return ProblemView(
            place=place,
            severity=problem.severity.value,
            code=problem.code,
            message=problem.message,
            hint=problem.hint,
            before=before,
            at=at,
            after=after,
            editor=editor_link(editor, path, problem.line, problem.column),
        )

    language = desk.site.language(page.language)
    entry = desk.chronicle.files.get(text_path(page))
    ways = _ways(desk, page)
    formatter = desk.formatters[page.language]
    return Overlay(
        hash=page_hash(data),
        kind=type(page).__name__,
        lang=language.code,
        dir=language.direction,
        source=text_path(page),
        editor=editor_link(editor, source(text_path(page)), 1, 1) if text_path(page) else "",
        draft=entry is not None and entry.article.draft,
        failed=failed,
        moved=moved,
        ways=ways,
        errors=tuple(map(shown, errors[:_SHOWN])),
        more=max(0, len(errors) - _SHOWN),
        warnings=tuple(map(shown, warnings)),
        words=_words(formatter, len(errors), len(warnings), ways)
        | {"kept": _kept(formatter, bool(data), failed or any(e in own for e in errors))},
    )


def _ways(desk: RenderContext, page: Page) -> tuple[AlternateLink, ...]:
    ways = []
    for language in desk.site.languages:
        same = desk.plan.find_translation(page, language.code)
        if language.code != page.language and same is not None and same is not page:
            href = desk.site.base_path + same.url.href
            ways.append(AlternateLink(href, language.code, language.direction, language.name, True))
        elif language.code != page.language and text_path(page):
            ways.append(AlternateLink("", language.code, language.direction, language.name, False))
    return tuple(ways)


def _words(
    formatter: Formatter, errors: int, warnings: int, ways: Iterable[AlternateLink]
) -> dict[str, str]:
    """The preview's strings, in the language of the page."""

    def say(text: str) -> str:
        return formatter.pgettext("preview", text)

    def count(singular: str, plural: str, n: int) -> str:
        text = formatter.npgettext("preview", singular, plural, n)
        return text % {"n": formatter.number(n)}

    missing = [way.name for way in ways if not way.translated]
    untranslated = say("Not yet in: %(languages)s")
    return {
        "bar": say("Preview"),
        "errors": count("%(n)s error", "%(n)s errors", errors) if errors else "",
        "warnings": count("%(n)s warning", "%(n)s warnings", warnings) if warnings else "",
        "heading": count(
            "One thing keeps the site from being published",
            "%(n)s things keep the site from being published",
            errors,
        ),
        "more": count("and %(n)s more", "and %(n)s more", max(0, errors - _SHOWN)),
        "close": say("Close"),
        "edit": say("Open in the editor"),
        "draft": say("Draft: it will not be published"),
        "untranslated": untranslated % {"languages": formatter.gettext(", ").join(missing)}
        if missing
        else "",
        "moved": say("This page is not here any more. Go on to where it went"),
        "light": say("Light"),
        "dark": say("Dark"),
        "system": say("Colours of the system"),
        "narrow": say("As wide as a telephone"),
        "wide": say("As wide as the window"),
        "lost": say("The connection to the preview is lost; waiting for it"),
    }


def _kept(formatter: Formatter, shown: bool, faulty: bool) -> str:
    """What a page shows that is wrong itself."""
    if not faulty:
        return ""
    if not shown:
        return formatter.pgettext("preview", "The page cannot be shown until this is mended.")
    text = "The page shows its last good state until this is mended."
    return formatter.pgettext("preview", text)


def excerpt(path: Path, line: int, column: int) -> tuple[str, str, str]:
    """A line of a file: what stands before the column, at it, and after it; empty if none is."""
    if line < 1:
        return "", "", ""
    try:
        lines = path.read_bytes().decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return "", "", ""
    if line > len(lines):
        return "", "", ""
    text = lines[line - 1].replace("\t", " ")
    at = column - 1 if 1 <= column <= len(text) + 1 else -1
    if at < 0:
        return _cut(text, 2 * _AROUND), "", ""
    before, after = text[:at], text[at + 1 :]
    if len(before) > _AROUND:
        before = f"…{before[-_AROUND:]}"
    return before, text[at : at + 1] or " ", _cut(after, _AROUND)


def _cut(text: str, length: int) -> str:
    return f"{text[:length]}…" if len(text) > length else text


def editor_link(pattern: str, path: Path, line: int, column: int) -> str:
    """The address that opens a file in an editor, by a pattern such as ``vscode://file{path}``.

    ``{path}``, ``{line}`` and ``{column}`` stand for where to. A pattern that is no address, or
    is one that would run as a script, opens nothing.
    """
    if "{path}" not in pattern or not _SCHEME.match(pattern) or _RUNS.match(pattern):
        return ""
    opened = pattern.replace("{path}", quote(path.as_posix()))
    return opened.replace("{line}", str(line or 1)).replace("{column}", str(column or 1))


def add_overlay(page: bytes, told: Overlay) -> tuple[bytes, str]:
    """A page with the preview's script at its end, and the hash of all of it."""
    # The page's own rules for what it may load leave no room for frames, which the preview needs.
    page = _RULES.sub(rb"\1frame-src 'self'; ", page, count=1)
    # Within a script, only what begins with "<" can be taken for anything but text.
    text = json.dumps(asdict(told), ensure_ascii=False).replace("<", "\\u003c")
    tag = page_hash(page + text.encode())
    script = (
        f'<script type="application/json" id="_tarikh-beside" data-tarikh>{text}</script>'
        f'<script src="{PREFIX}preview.js" data-tarikh="{tag}"></script>\n'
    ).encode()
    end = page.rfind(b"</body>")
    return (page + script if end < 0 else page[:end] + script + page[end:]), tag


def page_hash(data: bytes) -> str:
    """The hash by which pages are compared."""
    return blake2b(data, digest_size=12).hexdigest()
