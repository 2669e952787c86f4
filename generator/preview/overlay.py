"""The preview's overlay on a page: its source file, the problems, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct
from msgspec.json import encode as encode_json

from generator.i18n import Formatter
from generator.i18n.messages import is_translated, load_messages, translate
from generator.lazy_patterns import lazy_compile
from generator.model import Language
from generator.pages import RenderContext
from generator.pages.outputs import Page, text_path
from generator.pages.plan import find_translation
from generator.preview.changed_paragraphs import ChangedParagraph, find_changed_paragraphs
from generator.problems import Problem, Severity, group_equal
from generator.views.shared import TextView

# The URL of the preview's own files. It is outside the base path, and no page can have it.
PREFIX = "/_tarikh/"
# How many errors the overlay shows, and how many characters on each side of a position.
_MAX_ERRORS = 12
_EXCERPT_LENGTH = 70
_SCHEME = lazy_compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_POLICY = lazy_compile(rb'(<meta http-equiv="Content-Security-Policy" content=")')
_SCRIPT_SCHEME = lazy_compile(r"(?:javascript|data|vbscript|blob):", re.IGNORECASE)


class ProblemView(Struct, frozen=True):
    """A problem as the page shows it; the excerpt of its line is split at its column.

    ``others`` says in how many other places it is. ``hint`` is ``None`` if there is none.
    """

    position: str
    severity: str
    code: str
    message: TextView
    hint: TextView | None
    before: str
    at: str
    after: str
    editor: str
    others: str


class AlternateLink(Struct, frozen=True):
    """A link to the same page in another language; without ``href`` if there is none."""

    href: str
    lang: str
    dir: str
    name: str
    translated: bool


class Overlay(Struct, frozen=True):
    """The data of the preview's script for one page. Texts that do not apply are empty.

    Attributes:
        hash: The hash of the page's own bytes.
        kind: The kind of page.
        lang: The language of the page and of the overlay.
        dir: The direction of this language.
        source: The file whose text the page shows.
        editor: The URL that opens this file in the author's editor.
        draft: Whether the article is a draft.
        failed: Whether the page cannot be rendered as it is now.
        moved: The path of the page that replaces this one, which was removed.
        alternates: The page in the other languages.
        errors: The errors that prevent publishing: the page's own, then those of other files, each
            of which is the first of all that say the same.
        more: How many errors are not in ``errors``.
        warnings: The warnings and notices about the page's own file.
        changed: What has changed in the original of the text since it was translated.
        strings: The overlay's texts in the language of the page, by their use.
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
    alternates: tuple[AlternateLink, ...]
    errors: tuple[ProblemView, ...]
    more: int
    warnings: tuple[ProblemView, ...]
    changed: tuple[ChangedParagraph, ...]
    strings: dict[str, str]


def build_overlay(
    context: RenderContext,
    page: Page,
    data: bytes,
    problems: Iterable[Problem],
    *,
    failed: bool,
    moved: str,
    locate: Callable[[str], Path],
    editor: str,
) -> Overlay:
    """Collect the overlay's data for a page.

    Args:
        context: The site.
        page: The page.
        data: The page's bytes, as they would be published.
        problems: All problems of the site.
        failed: Whether the page cannot be rendered as it is now.
        moved: The path of the page that replaces a removed one, or an empty string.
        locate: Finds the file that a problem names.
        editor: The pattern of URLs that open a file in an editor, or an empty string.
    """
    errors = [each for each in problems if each.severity is Severity.ERROR]
    own = [each for each in problems if text_path(page) and each.path == text_path(page)]
    warnings = [each for each in own if each.severity is not Severity.ERROR]

    def to_view(group: tuple[Problem, ...]) -> ProblemView:
        problem = group[0]
        path = locate(problem.path)
        before, at, after = excerpt(path, problem.line, problem.column)
        parts = (problem.path, problem.line, problem.column)
        position = ":".join(str(part) for part in parts if part)
        return ProblemView(
            position=position,
            severity=problem.severity.value,
            code=problem.code,
            message=say_in(problem.message, language),
            hint=say_in(problem.hint, language) if problem.hint else None,
            before=before,
            at=at,
            after=after,
            editor=editor_link(editor, path, problem.line, problem.column),
            others=_count_more(formatter, len(group) - 1),
        )

    formatter = context.formatters[page.language]
    groups: list[tuple[Problem, ...]] = [(each,) for each in errors if each in own]
    groups += group_equal(each for each in errors if each not in own)
    hidden = sum(map(len, groups[_MAX_ERRORS:]))
    language = context.site.language(page.language)
    entry = context.chronicle.files.get(text_path(page))
    alternates = _find_alternates(context, page)
    has_own_errors = failed or any(error in own for error in errors)
    return Overlay(
        hash=page_hash(data),
        kind=type(page).__name__,
        lang=language.code,
        dir=language.direction,
        source=text_path(page),
        editor=editor_link(editor, locate(text_path(page)), 1, 1) if text_path(page) else "",
        draft=entry is not None and entry.article.draft,
        failed=failed,
        moved=moved,
        alternates=alternates,
        errors=tuple(map(to_view, groups[:_MAX_ERRORS])),
        more=hidden,
        warnings=tuple(to_view((each,)) for each in warnings),
        changed=find_changed_paragraphs(context, page, locate),
        strings=_translate_strings(formatter, len(errors), warnings, alternates)
        | {"more": _count_more(formatter, hidden)}
        | {"kept": _last_state_note(formatter, bool(data), has_own_errors)},
    )


def say_in(message: str, language: Language) -> TextView:
    """Return a message in a language, or in English if it has no translation."""
    catalogue = load_messages(language.code)
    if is_translated(message, catalogue):
        return TextView(translate(message, catalogue), language.code, language.direction)
    return TextView(str(message), "en", "ltr")


def _find_alternates(context: RenderContext, page: Page) -> tuple[AlternateLink, ...]:
    alternates = []
    for language in context.site.languages:
        same = find_translation(context.plan, page, language.code)
        if language.code != page.language and same is not None and same is not page:
            href = context.site.base_path + same.url.href
            alternates.append(_alternate_link(language, href, translated=True))
        elif language.code != page.language and text_path(page):
            alternates.append(_alternate_link(language, "", translated=False))
    return tuple(alternates)


def _alternate_link(language: Language, href: str, *, translated: bool) -> AlternateLink:
    return AlternateLink(href, language.code, language.direction, language.name, translated)


def _translate_strings(
    formatter: Formatter,
    errors: int,
    others: Sequence[Problem],
    alternates: Iterable[AlternateLink],
) -> dict[str, str]:
    """The overlay's texts in the language of the page; ``others`` are warnings and notices."""

    def translate(text: str) -> str:
        return formatter.pgettext("preview", text)

    def count(singular: str, plural: str, n: int) -> str:
        text = formatter.npgettext("preview", singular, plural, n)
        return text % {"n": formatter.number(n)}

    notices = sum(each.severity is Severity.NOTICE for each in others)
    warnings = len(others) - notices
    counts = [count("%(n)s warning", "%(n)s warnings", warnings)] if warnings else []
    if notices:
        counts.append(count("%(n)s notice", "%(n)s notices", notices))
    missing = [link.name for link in alternates if not link.translated]
    untranslated = translate("Not yet in: %(languages)s")
    return {
        "bar": translate("Preview"),
        "desk": translate("Desk"),
        "errors": count("%(n)s error", "%(n)s errors", errors) if errors else "",
        "warnings": formatter.gettext(", ").join(counts),
        "heading": count(
            "One error prevents publishing",
            "%(n)s errors prevent publishing",
            errors,
        ),
        "close": translate("Close"),
        "edit": translate("Open in editor"),
        "draft": translate("Draft: not published"),
        "untranslated": untranslated % {"languages": formatter.gettext(", ").join(missing)}
        if missing
        else "",
        "moved": translate("This page was removed or renamed. Open its replacement"),
        "light": translate("Light"),
        "dark": translate("Dark"),
        "system": translate("System colors"),
        "narrow": translate("Phone width"),
        "wide": translate("Full width"),
        "changed": translate("Changed in the original:"),
        "lost": translate("Connection to the preview lost; reconnecting"),
    }


def _count_more(formatter: Formatter, number: int) -> str:
    """Say how many more problems or places there are; empty if there are none."""
    text = formatter.npgettext("preview", "and %(n)s more", "and %(n)s more", number)
    return text % {"n": formatter.number(number)} if number else ""


def _last_state_note(formatter: Formatter, has_data: bool, has_errors: bool) -> str:
    """What a page with errors shows instead."""
    if not has_errors:
        return ""
    if not has_data:
        return formatter.pgettext("preview", "The page cannot be shown until this is fixed.")
    text = "Until this is fixed, the page shows its last version without errors."
    return formatter.pgettext("preview", text)


def excerpt(path: Path, line: int, column: int) -> tuple[str, str, str]:
    """The text before, at and after a column of a line; empty if there is no such line."""
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
        return _truncate(text, 2 * _EXCERPT_LENGTH), "", ""
    before, after = text[:at], text[at + 1 :]
    if len(before) > _EXCERPT_LENGTH:
        before = f"…{before[-_EXCERPT_LENGTH:]}"
    return before, text[at : at + 1] or " ", _truncate(after, _EXCERPT_LENGTH)


def _truncate(text: str, length: int) -> str:
    return f"{text[:length]}…" if len(text) > length else text


def editor_link(pattern: str, path: Path, line: int, column: int) -> str:
    """The URL that opens a file in an editor, by a pattern such as ``vscode://file{path}``.

    ``{path}``, ``{line}`` and ``{column}`` are replaced. The result is empty if the pattern is not
    a URL, or would run as a script.
    """
    if "{path}" not in pattern or not _SCHEME.match(pattern) or _SCRIPT_SCHEME.match(pattern):
        return ""
    url = pattern.replace("{path}", quote(path.as_posix()))
    return url.replace("{line}", str(line or 1)).replace("{column}", str(column or 1))


def add_overlay(page: bytes, overlay: Overlay, path: str) -> tuple[bytes, str]:
    """Add the overlay's script to a page; returns the page and the hash of the result.

    Args:
        page: The page.
        overlay: What the script shows.
        path: The path that was requested. Links from there are relative, for proxies.
    """
    # The page's own policy allows no frames, which the narrow view needs.
    page = _POLICY.sub(rb"\1frame-src 'self'; ", page, count=1)
    # Inside a script element, only "<" can start markup.
    text = encode_json(overlay).decode().replace("<", "\\u003c")
    tag = page_hash(page + text.encode())
    own_files = "../" * (path.count("/") - 1) + PREFIX.removeprefix("/")
    script = (
        f'<script type="application/json" id="_tarikh-overlay" data-tarikh>{text}</script>'
        f'<script src="{own_files}preview.js" data-tarikh="{tag}"></script>\n'
    ).encode()
    end = page.rfind(b"</body>")
    return (page + script if end < 0 else page[:end] + script + page[end:]), tag


def page_hash(data: bytes) -> str:
    """The hash of a page, as ``ETag`` and in the overlay."""
    return blake2b(data, digest_size=12).hexdigest()
