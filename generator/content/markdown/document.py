"""Convert one Markdown document to a ``Body``, and report its problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import accumulate
from typing import Final

from generator.content.markdown.foreign_syntax import report_comments, report_foreign_syntax
from generator.content.markdown.hidden_elements import HiddenElement
from generator.content.markdown.invisible_text import (
    check_character_references,
    check_invisible_text,
)
from generator.content.markdown.limits import (
    TooDeepError,
    find_too_costly,
    find_too_long,
    max_lines,
)
from generator.content.markdown.outline import (
    extract_first_paragraph,
    shift_headings,
)
from generator.content.markdown.segments import split_segments
from generator.content.markdown.source import BodySource
from generator.content.markdown.syntax.tables import RowFault
from generator.content.markdown.undefined_references import (
    find_duplicate_footnotes,
    find_undefined_references,
)
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Body, Language, Limits, Outline
from generator.problem_collector import limit_hint, sort_and_limit
from generator.problems import Problem, Severity
from generator.text.invisible_characters import may_contain_invisible
from generator.text.truncation import truncate

# What may be between two letters of the scheme of an address: white space, which browsers skip,
# and invisible characters.
_IGNORED_IN_SCHEME: Final = r"(?:\s|[^\x00-\x7f]|&#?\w{1,32};?){0,20}?"
# The limit for a summary that an author writes.
_MAX_EXCERPT: Final = 2000
# How much of an attribute a message shows.
_MAX_SHOWN: Final = 60
# How many columns of a table a hint shows.
_MAX_DASHES: Final = 12
_DEFAULT_LIMITS: Final = Limits()
_FENCE: Final = lazy_compile("`{3,}|~{3,}")
_TAG: Final = lazy_compile("<([A-Za-z][A-Za-z0-9-]*)")
# An anchor as the author gives it, in an attribute list or in HTML.
_WRITTEN_ID: Final = lazy_compile(
    r"""\{[^{}\n]*?(?:\#|\bid=["']?)(?P<listed>[^\s{}\#.=<>"']+)"""
    r"""|<[a-z][^<>]*?\s(?:id|name)\s*=\s*["']?(?P<tagged>[^\s"'<>]+)""",
    re.IGNORECASE,
)
# What the anchors of footnotes begin with, to which other articles do not link.
_FOOTNOTE_IDS: Final = ("fn:", "fnref")
_SCROLLABLE: Final = '<div class="table-scroll" tabindex="0">'


class MarkdownConverter:
    """Converts documents one after another; a process needs only one converter.

    The result for a text depends on that text alone, not on the documents before it.
    """

    def __init__(self) -> None:
        # Slow to import, and not needed by a build that converts nothing.
        from generator.content.markdown.engine import MarkdownEngine  # noqa: PLC0415

        self._engine = MarkdownEngine()

    def render(
        self,
        text: str,
        *,
        path: str,
        first_line: int = 1,
        limits: Limits = _DEFAULT_LIMITS,
        language: Language | None = None,
    ) -> tuple[Body, tuple[Problem, ...]]:
        """Convert the body of one article.

        Args:
            text: Its Markdown, without front matter; lines end with ``\\n``.
            path: Its file, for messages.
            first_line: The line of the file on which the text starts, from 1.
            limits: The limits on its size and complexity.
            language: Its language; without it, no block gets a direction of its own.

        Returns:
            The body, and its problems in the order of the file. The body is empty if an error
            prevented the conversion.
        """
        source = BodySource(text, path, first_line)
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        exceeded = _check_limits(source, limits)
        if exceeded:
            return _empty_body(digest), (exceeded,)
        text, problems = check_invisible_text(source)
        try:
            converted = self._engine.convert(text, digest, limits.nesting, language)
        except TooDeepError as error:
            return _empty_body(digest), (_report_nesting(source, error.line, limits),)
        except RecursionError:
            return _empty_body(digest), (_report_too_deep(source),)
        except Exception as error:  # A fault in one article must not hide the problems of others.
            return _empty_body(digest), (_report_failure(source, error),)
        # What is left of a paragraph of which everything was removed.
        html = converted.clean.html.replace("<p></p>", "")
        # A selector or joiner may have belonged to a mark that Markdown consumed.
        if "&" in text or may_contain_invisible(text):
            html, invisible = check_character_references(html, source, converted.clean.invisible)
            problems += invisible
        problems += _report_removed_tags(source, converted.tags)
        problems += (_report_removed_address(source, scheme) for scheme in converted.schemes)
        problems += (_report_removed_attribute(source, name) for name in converted.attributes)
        problems += _report_hidden(source, converted.clean.hidden)
        problems += _report_repeated_ids(source, converted.clean.repeated_ids)
        problems += (_report_unclosed_tag(source, tag) for tag in converted.unclosed)
        problems += report_foreign_syntax(converted.foreign, source)
        problems += report_comments(converted.comments, source)
        problems += _report_unclosed_fence(source, converted.unclosed_fence)
        problems += _report_rows(source, converted.row_faults)
        problems += find_undefined_references(html, source)
        problems += find_duplicate_footnotes(source)
        html, headings = shift_headings(html)
        if "<table>" in html or "<table " in html:
            html = html.replace("<table", f"{_SCROLLABLE}<table")
            html = html.replace("</table>", "</table></div>")
        excerpt = truncate(extract_first_paragraph(html), _MAX_EXCERPT)
        segments, references, address_problems = split_segments(html, converted.clean, source)
        problems += address_problems
        in_headings = {heading.anchor for heading in headings}
        others = converted.clean.ids - in_headings if converted.clean.ids else ()
        anchors = tuple(sorted(each for each in others if not each.startswith(_FOOTNOTE_IDS)))
        body = Body(segments, Outline(excerpt, headings, references, digest, anchors))
        return body, sort_and_limit(problems)


def _empty_body(digest: str) -> Body:
    return Body(("",), Outline("", (), (), digest))


def _check_limits(source: BodySource, limits: Limits) -> Problem | None:
    """Return the problem of a text that exceeds a limit, so that it is not converted at all."""
    too_long = find_too_long(source.text, limits)
    if too_long is not None:
        return source.problem(
            too_long,
            "markup-limit",
            say("the text has more than %(max_lines)s lines", max_lines=f"{max_lines(limits):,}"),
            say("split it into several articles; %(limit_hint)s", limit_hint=limit_hint("work")),
            Severity.ERROR,
        )
    too_costly = find_too_costly(source.text, limits)
    if too_costly is not None:
        return source.problem(
            too_costly,
            "markup-limit",
            "this paragraph contains too many Markdown marks to be converted in a reasonable time",
            say(
                "close the marks, or split it into paragraphs; %(limit_hint)s",
                limit_hint=limit_hint("work"),
            ),
            Severity.ERROR,
        )
    return None


def _report_nesting(source: BodySource, line: int, limits: Limits) -> Problem:
    lines = source.text.split("\n")[:line]
    return source.problem(
        sum(len(before) + 1 for before in lines),
        "markup-nesting",
        say(
            "quotations or lists are nested more than %(nesting)s levels deep",
            nesting=limits.nesting,
        ),
        say("move the inner ones out; %(limit_hint)s", limit_hint=limit_hint("nesting")),
        Severity.ERROR,
    )


def _report_too_deep(source: BodySource) -> Problem:
    """Report a text that is within the limits but still too deeply nested to be converted."""
    return source.problem(
        None,
        "markup-nesting",
        "quotations, lists or marks are nested too deeply to be converted",
        "move the inner ones out",
        Severity.ERROR,
    )


def _report_failure(source: BodySource, error: Exception) -> Problem:
    return source.problem(
        None,
        "markup-failed",
        say("this text cannot be converted: %(error)s", error=error),
        "look for misplaced marks, such as a footnote defined inside another footnote",
        Severity.ERROR,
    )


def _report_removed_tags(source: BodySource, tags: tuple[str, ...]) -> Iterator[Problem]:
    positions: dict[str, int] = {}
    matches = [*_TAG.finditer(source.text)] if tags else []
    for match in sorted(matches, key=lambda each: not source.is_read(each.start())):
        positions.setdefault(match[1].lower(), match.start())
    for tag in tags:
        yield source.problem(
            positions.get(tag),
            "markup-removed",
            say("<%(tag)s> is not allowed in an article and was removed", tag=tag),
            "write Markdown, or link to the content",
        )


def _report_removed_attribute(source: BodySource, name: str) -> Problem:
    written = rf"(?:<[a-z][^<>]*?|\{{[^{{}}\n]*?)\b(?P<name>{name})\s*="
    match = source.search(re.compile(written, re.IGNORECASE))
    return source.problem(
        match.start("name") if match else None,
        "markup-removed",
        say("the attribute '%(name)s' is not allowed in an article and was removed", name=name),
        "delete it: "
        + ("the theme sets the appearance" if name == "style" else "articles cannot run scripts"),
    )


def _report_hidden(source: BodySource, hidden: tuple[HiddenElement, ...]) -> Iterator[Problem]:
    """Report the elements that browsers would not show."""
    positions: dict[HiddenElement, int] = {}
    for element in hidden:
        tag, name, value, is_removed = element
        written = rf"<{tag}\b[^<>]*?\b{name}\b|{re.escape(value) if value else '(?!)'}"
        match = source.search(re.compile(written, re.IGNORECASE), positions.get(element, 0))
        if match is not None:
            positions[element] = match.end()
        shown = f'{name}="{truncate(value, _MAX_SHOWN)}"' if value else name
        message = say("<%(tag)s %(shown)s> is not visible to readers", tag=tag, shown=shown)
        hint = say("delete it; to show its content, delete %(shown)s", shown=shown)
        position = match.start() if match else None
        if is_removed:
            message = say("%(message)s; it was left out with its content", message=message)
            yield source.problem(position, "markup-removed", message, hint)
        else:
            message = say(
                "%(message)s, but its content would be, because <%(tag)s> is not allowed",
                message=message,
                tag=tag,
            )
            yield source.problem(position, "markup-removed", message, hint, Severity.ERROR)


def _report_repeated_ids(source: BodySource, names: tuple[str, ...]) -> Iterator[Problem]:
    """Report the anchors that an author gave to two elements."""
    lines: dict[str, int] = {}
    for match in _WRITTEN_ID.finditer(source.text) if names else ():
        group = match.lastgroup or "listed"
        name, position = match[group], match.start(group)
        # An anchor that is written once is also that of a heading with the same words.
        if name in names and name in lines and source.is_read(position):
            yield source.problem(
                position,
                "anchor-twice",
                say(
                    "the anchor '%(name)s' is already on line %(lines)s, so links lead only there",
                    name=name,
                    lines=lines[name],
                ),
                "give this one another name, here and in the links to it",
            )
        lines.setdefault(name, source.line_and_column(position)[0])


def _report_unclosed_tag(source: BodySource, tag: str) -> Problem:
    tags = re.finditer(f"<{tag}\\b", source.text, re.IGNORECASE)
    positions = [match.start() for match in tags]
    return source.problem(
        max(filter(source.is_read, positions), default=max(positions, default=None)),
        "markup-unclosed",
        say("<%(tag)s> is never closed, so all the text after it would be lost", tag=tag),
        say("delete it, or close it with </%(tag)s>", tag=tag),
        Severity.ERROR,
    )


def _report_unclosed_fence(source: BodySource, line: int | None) -> Iterator[Problem]:
    """Report code without an end."""
    if line is None:
        return
    lines = source.text.split("\n")
    match = _FENCE.search(lines[line])
    fence = match[0] if match is not None else "```"
    yield source.problem(
        sum(len(each) + 1 for each in lines[:line]),
        "markup-unclosed",
        say(
            "the code that begins with %(fence)s is never closed, so all the text after it is code",
            fence=fence,
        ),
        say("write %(fence)s on the line after the code", fence=fence),
    )


def _report_rows(source: BodySource, faults: tuple[RowFault, ...]) -> Iterator[Problem]:
    """Report the rows of tables with too many cells, and what was meant to be a table."""
    lines = source.text.split("\n") if faults else []
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for fault in faults:
        start, columns = starts[fault.line], fault.columns
        if fault.lost:
            yield source.problem(
                start + max(lines[fault.line].rfind(fault.lost), 0),
                "table-cells",
                say(
                    "the row has %(cells)s cells, but the table only %(columns)s:"
                    " '%(truncate)s' was left out",
                    cells=f"{fault.cells:,}",
                    columns=f"{columns:,}",
                    truncate=truncate(fault.lost, _MAX_SHOWN),
                ),
                "add a column to the first two lines, or write \\| for a bar in a text",
            )
        else:
            yield source.problem(
                start,
                "table-cells",
                say(
                    "the line of dashes has %(cells)s cells, but the one above it"
                    " %(columns)s, so they do not begin a table",
                    cells=f"{fault.cells:,}",
                    columns=f"{columns:,}",
                ),
                say(
                    "write a dash for each column: %(value)s|",
                    value="|---" * min(columns, _MAX_DASHES),
                ),
            )


def _report_removed_address(source: BodySource, scheme: str) -> Problem:
    letters = (
        rf"(?:{re.escape(letter)}|&#(?:0*{ord(letter)}|x0*{ord(letter):x});?)"
        for letter in f"{scheme}:"
    )
    match = source.search(re.compile(_IGNORED_IN_SCHEME.join(letters), re.IGNORECASE))
    return source.problem(
        match.start() if match else None,
        "link-scheme",
        say(
            "an address that begins with '%(scheme)s:' is not allowed and was removed",
            scheme=scheme,
        ),
        "link to a file of the site or to an address that begins with https:",
    )
