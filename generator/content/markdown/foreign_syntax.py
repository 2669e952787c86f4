"""Report the syntax of other programs, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from generator.content.markdown.source import BodySource
from generator.content.markdown.syntax.comments import Comment
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.problems import Problem, Severity
from generator.text.truncation import truncate

_MAX_SHOWN: Final = 60
_MAX_LINES: Final = 3
_SHOWN_AS_TEXT: Final = "which tarikh does not support; it is shown as text"
_OTHERWISE: Final = "write what it stands for, in Markdown, or delete it"
_FIGURE: Final = 'write ![what it shows](file.jpg "caption")'
_CODE: Final = (
    "write ``` and the language on the line before the code, and ``` on the line after it"
)
_LINK: Final = "write [[{note}|the text of the link]]"
_ATTRIBUTE: Final = lazy_compile(
    r"""\b(?P<key>src|alt|caption|title)=["'](?P<value>[^"'\n]*)["']"""
)
# The file that a shortcode or tag for links names, without quotation marks and other words.
_EXTENSION: Final = lazy_compile(r"(?:\.[a-z]{2})?\.(?:md|markdown|html)\Z")
_LINKED_FILE: Final = lazy_compile(
    r"""(?:ref|relref|post_url|link)\s+(?:path=)?["'“”]?(?P<file>[^\s"'“”%>}]+)"""
)
_VIDEO: Final = "link to it: [title](https://…)"
_CALLOUT: Final = "write > [!NOTE] on a line of its own, and > before each line of the text"
_QUOTATION: Final = "write > before each line of the text"
# What to write instead of a shortcode or tag, by its name.
_HINTS: Final = MappingProxyType(
    {
        "admonition": _CALLOUT,
        "alert": _CALLOUT,
        "audio": _VIDEO,
        "blockquote": _QUOTATION,
        "callout": _CALLOUT,
        "caption": _FIGURE,
        "code": _CODE,
        "embed": _VIDEO,
        "figure": _FIGURE,
        "gallery": _FIGURE,
        "gist": _VIDEO,
        "highlight": _CODE,
        "hint": _CALLOUT,
        "image": _FIGURE,
        "img": _FIGURE,
        "info": _CALLOUT,
        "instagram": _VIDEO,
        "link": _LINK,
        "note": _CALLOUT,
        "notice": _CALLOUT,
        "playlist": _VIDEO,
        "post_url": _LINK,
        "quote": _QUOTATION,
        "ref": _LINK,
        "relref": _LINK,
        "soundcloud": _VIDEO,
        "tip": _CALLOUT,
        "toc": "write [TOC] on a line of its own",
        "tweet": _VIDEO,
        "twitter": _VIDEO,
        "video": _VIDEO,
        "vimeo": _VIDEO,
        "warning": _CALLOUT,
        "x": _VIDEO,
        "youtube": _VIDEO,
    }
)
_NOTE: Final = "write [^1] there, and [^1]: … on a line of its own"
# What each kind that has no name of its own is, and what to write instead.
_KINDS: Final = MappingProxyType(
    {
        "abbreviation": (
            "the definition of an abbreviation",
            'write <abbr title="what it stands for">…</abbr> where it is used',
        ),
        "bbcode": ("a tag of a forum", "write it in Markdown: **strong**, *emphasis*, > quotation"),
        "citation": ("a citation of Pandoc", _NOTE),
        "dataview": (
            "a field of Dataview",
            "write it as text, or under 'extra' in the front matter",
        ),
        "emoji": ("the name of an emoji", "write the emoji itself"),
        "grid": (
            "a line of a table of Pandoc",
            "write | between the cells of a row, and |---|---| below the first row",
        ),
        "item": ("an item of Pandoc", "write 1. before each item"),
        "lines": (
            "a block of lines of Pandoc",
            "write a backslash at the end of each line, and no |",
        ),
        "math": ("a formula", "write it in words and signs, or show a picture of it"),
        "mdx": ("an import of MDX", "delete it"),
        "note": ("a note of Pandoc", _NOTE),
        "org": ("a keyword of Org mode", _OTHERWISE),
        "script": ("raised or lowered text", "write <sup>2</sup> or <sub>2</sub>"),
        "rst": ("a directive of reStructuredText", _OTHERWISE),
        "tab": ("a tab of MkDocs", "write a heading, ### Title, and the text without indentation"),
        "template": ("a tag of a template", _OTHERWISE),
    }
)
_ATTRIBUTES: Final = (
    "write it right after a mark, at the end of a heading or on the line below a block; for braces"
    " that are text, put a backslash before {"
)
# What each kind does that tarikh supports in other places, and what to write instead.
_OUT_OF_PLACE: Final = MappingProxyType(
    {
        "attributes": ("does not belong to a mark or a block; it is shown as text", _ATTRIBUTES),
        "definition": (
            "is a comment; it was left out",
            "put an empty line before it, or write <!-- … -->",
        ),
        "directive": (
            "begins a block of another program, whose text is shown like any other",
            "write :::note, or delete the line and its end",
        ),
        "list": (
            "begins lines that are not items of a list; they are shown as one paragraph",
            "write '- ' or '1. ' before each item; for lines, end each with a backslash",
        ),
        "lone": (
            "does not belong to a term or a table; it is shown as text",
            "write the term on the line above it, or delete the colon",
        ),
        "tex": (
            "is a command of LaTeX; it is shown as text",
            _OTHERWISE,
        ),
        "toc": (
            "is a table of contents within a text; it is shown as text",
            "write [TOC] in a paragraph of its own",
        ),
        "unused": ("does not belong to a block, so it has no effect", _ATTRIBUTES),
    }
)
_ESCAPE: Final = "put a backslash before each % or {"
_YOUTUBE: Final = lazy_compile(r"youtube\s+(?:id=)?[\"']?([\w-]{6,20})")
_NAME: Final = lazy_compile(r"\w+")


def report_foreign_syntax(uses: Mapping[str, str], source: BodySource) -> Iterator[Problem]:
    """Report the first use of each kind of syntax of other programs.

    Args:
        uses: For each kind the text of its first use; of HTML all lines with Markdown.
        source: The text of the body.
    """
    for kind, text in uses.items():
        if kind == "comment":
            yield _report_unclosed(source, source.find(text.split("\n", 1)[0]), text)
            continue
        if kind == "unclosed":
            yield _report_unclosed_html(source, text)
            continue
        line, *others = text.split("\n")
        position = source.find(line)
        message, hint = _describe(kind, truncate(line, _MAX_SHOWN), text)
        if kind == "html" and others and position is not None:
            message += _list_lines(source, position + len(line), others)
        yield source.problem(position, "markup-foreign", message, hint)


def _describe_figure(text: str) -> str:
    """Return the hint for a figure, with the file and the texts that its shortcode names."""
    given = {match["key"]: match["value"] for match in _ATTRIBUTE.finditer(text)}
    if not given.get("src"):
        return _FIGURE
    caption = given.get("caption") or given.get("title")
    quoted = f' "{caption}"' if caption else ""
    return say(
        "write ![%(value)s](%(given)s%(quoted)s)",
        value=given.get("alt") or "what it shows",
        given=given["src"],
        quoted=quoted,
    )


def _find_linked_note(text: str) -> str:
    """Return the name of the article that a shortcode or tag links to, as wikilinks give it.

    They find it in any folder. That of a bundle is the name of its folder.
    """
    match = _LINKED_FILE.search(text)
    path, mark, anchor = (match["file"] if match else "").partition("#")
    names = [name for name in _EXTENSION.sub("", path).split("/") if name]
    while len(names) > 1 and names[-1] in ("index", "_index"):
        names.pop()
    return f"{names[-1] if names else 'strike'}{mark}{anchor}"


def _list_lines(source: BodySource, start: int, lines: Iterable[str]) -> str:
    """Return the part of a message that says which lines below have the same problem."""
    numbers = []
    for line in lines:
        position = source.text.find(line, start)
        if position < 0:
            # Invisible characters were removed from it.
            break
        start = position + len(line)
        numbers.append(source.line_and_column(position)[0])
    shown = [f"{number}" for number in dict.fromkeys(numbers)]
    if len(shown) > _MAX_LINES:
        shown = [*shown[:_MAX_LINES], f"{len(shown) - _MAX_LINES} more"]
    if len(shown) <= 1:
        return say("; so is line %(shown)s", shown=shown[0]) if shown else ""
    return say(
        "; so are lines %(shown)s and %(shown2)s", shown=", ".join(shown[:-1]), shown2=shown[-1]
    )


def report_comments(comments: Iterable[Comment], source: BodySource) -> Iterator[Problem]:
    """Report each comment of another program that was left out.

    Args:
        comments: The comments, in the order of the document.
        source: The text of the body.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", source.text))] if comments else []
    position = 0
    for comment in comments:
        # Invisible characters may have been removed from the line.
        position = max(position, starts[comment.line])
        first = comment.text.split("\n", 1)[0]
        next_line = starts[comment.line + 1] if comment.line + 1 < len(starts) else len(source.text)
        start = max(position, source.text.find(first, position, next_line))
        position = start + len(first)
        if not comment.is_closed:
            yield _report_unclosed(source, start, comment.text)
            continue
        shown = _shorten(comment.text)
        if not comment.is_certain:
            yield source.problem(
                start,
                "markup-foreign",
                say(
                    "'%(shown)s' is a comment of another program, or text between two numbers",
                    shown=shown,
                ),
                "write % once after a number; write %% after a space for a comment",
                Severity.ERROR,
            )
            continue
        yield source.problem(
            start,
            "markup-foreign",
            say("'%(shown)s' is a comment of another program; it was left out", shown=shown),
            say("write <!-- … --> for a comment; to show the text, %(escape)s", escape=_ESCAPE),
        )


def _report_unclosed(source: BodySource, position: int | None, text: str) -> Problem:
    shown = _shorten(text)
    return source.problem(
        position,
        "markup-unclosed",
        say(
            "'%(shown)s' begins a comment of another program that is never closed,"
            " so all the text after it would be lost",
            shown=shown,
        ),
        say("close it, or delete it; to show the text, %(escape)s", escape=_ESCAPE),
        Severity.ERROR,
    )


def _report_unclosed_html(source: BodySource, text: str) -> Problem:
    what, end = ("an instruction", "?>") if text.startswith("<?") else ("a comment", "-->")
    return source.problem(
        source.find(text.split("\n", 1)[0]),
        "markup-unclosed",
        say(
            "'%(shorten)s' begins %(what)s that is not closed before the next empty line",
            shorten=_shorten(text),
            what=what,
        ),
        say(
            "close it with %(end)s, without an empty line in it, or delete it; to"
            " show it, write &lt; for its <",
            end=end,
        ),
        Severity.ERROR,
    )


def _shorten(text: str) -> str:
    """Return the text of a comment in one line, for a message."""
    return truncate(" ".join(text.split()), _MAX_SHOWN)


def _describe(kind: str, shown: str, text: str) -> tuple[str, str]:
    """Return the message and the hint for a use of a kind."""
    group, _, name = kind.partition(" ")
    if group == "embed":
        name = text.strip("![]").partition("|")[0]
        return (
            say(
                "'%(shown)s' embeds a text of Obsidian, which tarikh does not"
                " support; it became a link",
                shown=shown,
            ),
            say("link to it: [[%(name)s]]", name=name),
        )
    if group == "html":
        return (
            say(
                "'%(shown)s' is within HTML, where Markdown is shown as it is written", shown=shown
            ),
            "put the text on a line of its own, with an empty line before it and after it",
        )
    if group in _KINDS:
        what, hint = _KINDS[group]
        message = say(
            "'%(shown)s' is %(what)s, %(shown_as_text)s",
            shown=shown,
            what=what,
            shown_as_text=_SHOWN_AS_TEXT,
        )
        return message, hint
    if group in _OUT_OF_PLACE:
        message, hint = _OUT_OF_PLACE[group]
        return say("'%(shown)s' %(message)s", shown=shown, message=message), hint
    if group == "block":
        return (
            say(
                "'%(shown)s' is the name of a block in Obsidian; it became an anchor"
                " and is not shown",
                shown=shown,
            ),
            say(
                "link to it with [text](#%(text)s); to show it, put a backslash before ^",
                text=text[1:],
            ),
        )
    if group == "class":
        return (
            say(
                "the class '%(name)s' has no effect, because the theme does not know it", name=name
            ),
            _CALLOUT
            if _HINTS.get(name) == _CALLOUT
            else say(
                "write .user-%(name)s and give it a style in your theme, or delete it", name=name
            ),
        )
    if group == "diagram":
        return (
            say(
                "'%(shown)s' begins the description of what other programs draw or"
                " find; tarikh shows it as code",
                shown=shown,
            ),
            "show a picture of it: ![what it shows](file.svg)",
        )
    if group == "admonition":
        return (
            say(
                "'%(shown)s' begins an admonition of MkDocs, %(shown_as_text)s",
                shown=shown,
                shown_as_text=_SHOWN_AS_TEXT,
            ),
            _CALLOUT,
        )
    if group == "kramdown":
        matched = _NAME.search(shown)
        hint = _HINTS.get(matched[0] if matched else "", "delete it")
        return say(
            "'%(shown)s' is an instruction to kramdown, %(shown_as_text)s",
            shown=shown,
            shown_as_text=_SHOWN_AS_TEXT,
        ), hint
    if group == "variable":
        return (
            say(
                "'%(shown)s' is a variable of a template, %(shown_as_text)s",
                shown=shown,
                shown_as_text=_SHOWN_AS_TEXT,
            ),
            "write the value that it stands for",
        )
    program = {"shortcode": "a shortcode of Hugo", "tag": "a tag of Jekyll"}.get(
        group, "a shortcode of WordPress"
    )
    message = say(
        "'%(shown)s' is %(what)s, %(shown_as_text)s",
        shown=shown,
        what=program,
        shown_as_text=_SHOWN_AS_TEXT,
    )
    return message, _describe_replacement(name, text)


def _describe_replacement(name: str, text: str) -> str:
    """Return what to write instead of a shortcode or tag."""
    video = _YOUTUBE.search(text)
    if video is not None:
        return say("link to it: [title](https://www.youtube.com/watch?v=%(video)s)", video=video[1])
    hint = _HINTS.get(name, _OTHERWISE)
    if hint is _FIGURE:
        return _describe_figure(text)
    return hint.format(note=_find_linked_note(text)) if hint is _LINK else hint
