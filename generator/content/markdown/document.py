"""One document: Markdown text → ``Body``, with all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

from generator.content.markdown.invisible import check_character_references, check_invisible_text
from generator.content.markdown.limits import (
    find_too_costly,
    find_too_deep,
    find_too_long,
    max_lines,
)
from generator.content.markdown.outline import first_paragraph, plain_text, shift_headings
from generator.content.markdown.segments import split_segments
from generator.content.markdown.source import BodySource
from generator.content.markdown.undefined_references import (
    find_duplicate_footnotes,
    find_undefined_references,
)
from generator.model import Body, Limits, Outline
from generator.problem_collector import limit_hint, sort_and_limit
from generator.problems import Problem, Severity
from generator.text.invisible_characters import may_contain_invisible
from generator.text.truncation import truncate

# What is skipped within the scheme of an address: by browsers, or since nobody sees it.
_HOLE: Final = r"(?:\s|[^\x00-\x7f]|&#?\w{1,32};?){0,20}?"
# As long as a summary may be that an author writes.
_LONGEST_EXCERPT: Final = 2000
_USUAL: Final = Limits()
_TAG: Final = re.compile("<([A-Za-z][A-Za-z0-9-]*)")
_WORD: Final = re.compile(r"\w{2,}")
_FEW: Final = 3
_SCROLLING: Final = '<div class="table-scroll" tabindex="0">'


class MarkdownConverter:
    """A converter for one document after another; a process needs only one.

    What it gives for a text is a function of that text: nothing passes from one to the next.
    """

    def __init__(self) -> None:
        # Slow to import: a build that converts nothing must not wait for it.
        from generator.content.markdown.engine import MarkdownEngine  # noqa: PLC0415

        self._engine = MarkdownEngine()

    def render(
        self, text: str, *, path: str, first_line: int = 1, limits: Limits = _USUAL
    ) -> tuple[Body, tuple[Problem, ...]]:
        """Convert the body of one article.

        Args:
            text: Its Markdown, without front matter, lines ended by ``\\n``.
            path: Its file, for messages.
            first_line: The line of the file on which the text starts.
            limits: How much it may hold.

        Returns:
            The body, and what is wrong with it in the order of the file. After an error the body
            is empty where it could not be converted.
        """
        source = BodySource(text, path, first_line)
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        refusal = _refusal(source, limits)
        if refusal:
            return _empty(digest), (refusal,)
        text, problems = check_invisible_text(source)
        try:
            converted = self._engine.convert(text, digest)
        except RecursionError:
            return _empty(digest), (_too_deep(source),)
        except Exception as error:  # Not our code: what it stumbles over, no list can tell.
            return _empty(digest), (_failed(source, error),)
        html = converted.clean.html
        # A mark that Markdown consumed may have been what a selector or joiner belonged to.
        if "&" in text or "\x02" in html or "\x03" in html or may_contain_invisible(text):
            tangled = _tangled(source, html)
            html, numbered = check_character_references(html, source, converted.clean.invisible)
            problems += numbered or tangled
        problems += _removed_tags(source, converted.tags)
        problems += (_removed_address(source, scheme) for scheme in converted.schemes)
        problems += (_removed_attribute(source, each) for each in converted.attributes)
        problems += (_unclosed(source, tag) for tag in converted.unclosed)
        problems += find_undefined_references(html, source)
        problems += find_duplicate_footnotes(source)
        html, headings = shift_headings(html)
        if "<table>" in html or "<table " in html:
            html = html.replace("<table", f"{_SCROLLING}<table")
            html = html.replace("</table>", "</table></div>")
        first = truncate(first_paragraph(html), _LONGEST_EXCERPT)
        segments, references, dead = split_segments(html, converted.clean, source)
        problems += dead
        body = Body(segments, Outline(first, headings, references, digest))
        return body, sort_and_limit(problems)


def _empty(digest: str) -> Body:
    return Body(("",), Outline("", (), (), digest))


def _refusal(source: BodySource, limits: Limits) -> Problem | None:
    """What is wrong with a text that must not be converted at all."""
    deep = find_too_deep(source.text, limits)
    if deep is not None:
        return source.problem(
            deep,
            "markup-nesting",
            f"quotations or lists are nested more than {limits.nesting} levels deep",
            f"move the inner ones out; {limit_hint('nesting')}",
            Severity.ERROR,
        )
    long = find_too_long(source.text, limits)
    if long is not None:
        return source.problem(
            long,
            "markup-limit",
            f"the text has more than {max_lines(limits):,} lines",
            f"split it into several articles; {limit_hint('work')}",
            Severity.ERROR,
        )
    laborious = find_too_costly(source.text, limits)
    if laborious is not None:
        return source.problem(
            laborious,
            "markup-limit",
            "this paragraph contains too many Markdown marks to be converted in a reasonable time",
            f"close the marks, or split it into paragraphs; {limit_hint('work')}",
            Severity.ERROR,
        )
    return None


def _too_deep(source: BodySource) -> Problem:
    """What is told of a text within the limits that is too much for Python-Markdown after all."""
    return source.problem(
        None,
        "markup-nesting",
        "quotations, lists or marks are nested too deeply to be converted",
        "move the inner ones out",
        Severity.ERROR,
    )


def _failed(source: BodySource, error: Exception) -> Problem:
    return source.problem(
        None,
        "markup-failed",
        f"Python-Markdown cannot convert this text: {error}",
        "look for misplaced marks, such as a footnote defined inside another footnote",
        Severity.ERROR,
    )


def _tangled(source: BodySource, html: str) -> list[Problem]:
    """Whether Python-Markdown lost text between marks of emphasis that cross.

    It then leaves some of its placeholders, which are bracketed by two control characters.
    """
    left = re.search("[\x02\x03]", html)
    if left is None:
        return []
    before = plain_text(html[: left.start()])
    ends = (before[-size:].strip() for size in (24, 12, 6, 3))
    # Where the marks before it are entangled too, its last words are not.
    words = reversed(_WORD.findall(before)[-_FEW:])
    found = (source.text.find(each) for each in (*ends, *words) if each)
    near = next((at for at in found if at >= 0), 0)
    return [
        source.problem(
            near,
            "markup-tangled",
            "marks of emphasis or links overlap near here, and the text between them would be lost",
            "close the inner mark before the outer one, or put a backslash before it",
            Severity.ERROR,
        )
    ]


def _removed_tags(source: BodySource, tags: tuple[str, ...]) -> Iterator[Problem]:
    places: dict[str, int] = {}
    for match in _TAG.finditer(source.text) if tags else ():
        places.setdefault(match[1].lower(), match.start())
    for tag in tags:
        yield source.problem(
            places.get(tag),
            "markup-removed",
            f"<{tag}> is not allowed in an article and was removed",
            "write Markdown, or link to the content",
        )


def _removed_attribute(source: BodySource, name: str) -> Problem:
    match = re.search(rf"\b{name}\s*=", source.text, re.IGNORECASE)
    return source.problem(
        match.start() if match else None,
        "markup-removed",
        f"the attribute '{name}' is not allowed in an article and was removed",
        "delete it: "
        + ("the theme sets the appearance" if name == "style" else "articles cannot run scripts"),
    )


def _unclosed(source: BodySource, tag: str) -> Problem:
    found = [*re.finditer(f"<{tag}\\b", source.text, re.IGNORECASE)]
    return source.problem(
        found[-1].start() if found else None,
        "markup-unclosed",
        f"<{tag}> is never closed, so all the text after it would be lost",
        f"delete it, or close it with </{tag}>",
        Severity.ERROR,
    )


def _removed_address(source: BodySource, scheme: str) -> Problem:
    letters = (
        rf"(?:{re.escape(letter)}|&#(?:0*{ord(letter)}|x0*{ord(letter):x});?)"
        for letter in f"{scheme}:"
    )
    match = re.search(_HOLE.join(letters), source.text, re.IGNORECASE)
    return source.problem(
        match.start() if match else None,
        "link-scheme",
        f"an address that begins with '{scheme}:' is not allowed and was removed",
        "link to a file of the site or to an address that begins with https:",
    )
