"""Recognize the syntax of other programs, which is kept as text and reported."""

from __future__ import annotations

import re
from typing import Final

from generator.content.markdown.hidden_elements import hides
from generator.content.markdown.syntax.attributes import KNOWN_CLASS, find_classes
from generator.content.markdown.syntax.comments import COMMENT_START
from generator.lazy_patterns import lazy_compile

# A tag is searched for only so far, so that many unclosed ones take linear time.
_BRACE_TAG: Final = lazy_compile(
    r"\{\{([<%])(?!!--)\s*(/?[\w./-]*).{0,1000}?[%>]\}\}"
    r"|\{%-?\s*(\w*).{0,1000}?%\}"
    r"|\{\{(?![<%]).{0,300}?\}\}"
    r"|\{:{1,2} ?(?:[a-z]|/)[^}\n]{0,200}\}",
    re.DOTALL,
)
_BRACE: Final = lazy_compile(r"\{[{%]")
_MAX_COMMENT: Final = 200
_HTML_PARTS: Final = (("<!--", "-->"), ("<?", "?>"))
_CODE: Final = lazy_compile(r"<(?:pre|code)\b", re.IGNORECASE)
_CITATION: Final = lazy_compile(r"\[@[\w:.-]+[^\[\]\n]{0,200}\]")
_BRACKET_TAG: Final = lazy_compile(
    r"\[/?(?:(caption|gallery|embed|audio|video|playlist|youtube|soundcloud|vimeo|twitter"
    r"|contact-form-7|su_[a-z_]+|vc_[a-z_]+|et_pb_[a-z_]+)(?=[\s\\\]])[^\[\]\n]{0,1000}"
    r"|([a-z][a-z0-9_-]{1,40}+)(?:\s++[a-z][\w-]*+=(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s\"'\]]++))++\s*+/?"
    r"|(?P<toc>_?toc_?|TOC)|(?P<bbcode>/(?:b|i|u|s|url|img|quote|code|center|size|color|list)))"
    r"\\?\](?![(\[:])"
)


# Code, which is not searched for the syntax below.
_CODE_SPAN: Final = lazy_compile(r"(?<!`)(`++)(?:.*?[^`])\1(?!`)", re.DOTALL)
_NAME: Final = r"[^\W\d_][\w /-]{0,40}"
_ITEM_MARK: Final = r"(?:[•●▪◦‣·–—]|\(\w{1,3}\)|\d{1,3}[-–]|[a-zأ-ي][.)-])[ \t]"
_ITEM_LINES: Final = rf"(?m)^{_ITEM_MARK}.*(?=\n{_ITEM_MARK})"
# What is found in the text of a paragraph: its kind, the strings without which it is not there, and
# what it looks like.
_IN_TEXT: Final = (
    ("dataview", "::", lazy_compile(rf"(?m)^(?:[-*+] )?(?:\*\*)?{_NAME}(?:\*\*)?::(?=\s|\Z).*")),
    ("dataview", ":: ", lazy_compile(rf"[\[(]{_NAME}:: [^\[\]()\n]{{0,200}}[\])]")),
    ("math", "$$", lazy_compile(r"\$\$[^$]{1,1000}\$\$")),
    ("abbreviation", "]:", lazy_compile(r"(?m)^\*\[[^\]\n]+\]: .*")),
    ("script", "^", lazy_compile(r"\^(?<=[^\s^\[].)[^\s^\[\]]{1,20}\^")),
    ("script", "~", lazy_compile(r"~(?<=[A-Za-z)].)[0-9A-Za-z+-]{1,6}~(?!~)")),
    ("note", "^[", lazy_compile(r"\^\[[^\[\]]{1,500}\]")),
    ("emoji", ":", lazy_compile(r":(?<![\w:/].)(?=[a-z_+-]*[a-z])[a-z0-9_+-]{2,30}:(?![\w:/])")),
    ("lines", "|", lazy_compile(r"\A\| [^\n]*[^|\n]\n\| ")),
    ("grid", "+-", lazy_compile(r"(?m)^\+(?:[-=:]{3,}\+)+$")),
    (
        "tex",
        "\\",
        lazy_compile(r"\\(?:begin\{|end\{|cite[pt]?\{|footnote\{|newpage|pagebreak|textbf\{).*"),
    ),
    ("math", "$", lazy_compile(r"\$[^\s$][^$\n]{0,200}?[\\^_{][^$\n]{0,200}\$(?!\d)")),
    ("tab", '=== "', lazy_compile(r"(?m)^===[!+]? \".*")),
    ("rst", ".. ", lazy_compile(r"(?m)^\.\. [a-z][\w-]*::.*")),
    ("lone", ": ", lazy_compile(r"\A: \S.*")),
    # Lines that begin with what stands for an item in other texts, and are joined.
    ("list", "\n", lazy_compile(_ITEM_LINES)),
    ("mdx", " from ", lazy_compile(r"(?m)^(?:import|export) .* from (['\"])[^'\"\n]+\1;?$")),
    ("org", "#+", lazy_compile(r"(?m)^#\+[A-Za-z_]+\b.*")),
    ("item", "#. ", lazy_compile(r"(?m)^#\. .*")),
)


class ForeignSyntax:
    """Collects the first use of each kind of foreign syntax in a document."""

    def __init__(self, source: str) -> None:
        """Prepare for a document, given its Markdown."""
        self.first_uses: dict[str, str] = {}
        self._lines_in_html: list[str] = []
        # Few documents have any of it, so that their paragraphs are not searched.
        self._in_text = [
            (kind, part, pattern)
            for kind, part, pattern in _IN_TEXT
            if part in source and (pattern.search(source) or pattern.pattern.startswith("\\A"))
        ]

    @property
    def uses(self) -> dict[str, str]:
        """For each kind the text of its first use; of HTML all lines with Markdown."""
        lines = {"html": "\n".join(self._lines_in_html)} if self._lines_in_html else {}
        return {**self.first_uses, **lines}

    def note(self, kind: str, text: str) -> None:
        """Collect a use of a kind, if it is the first."""
        self.first_uses.setdefault(kind, text)

    def note_line_in_html(self, line: str) -> None:
        """Collect a line of HTML in which Markdown is not read; each of them is to be fixed."""
        self._lines_in_html.append(line)

    def match_comment(self, text: str, start: int) -> None:
        """Collect a comment that was taken for code and not removed, though it is text."""
        if COMMENT_START.match(text, start):
            self.note("comment", text[start : start + _MAX_COMMENT])

    def check_text(self, text: str) -> None:
        """Collect the syntax in the text of a paragraph that is not found in other ways."""
        for kind, part, pattern in self._in_text:
            if part in text and kind not in self.first_uses:
                match = pattern.search(_CODE_SPAN.sub("", text) if "`" in text else text)
                if match is not None:
                    self.note(kind, match[0])

    def check_classes(self, items: str) -> None:
        """Collect a class in an attribute list that the theme does not know."""
        if "." in items or "class" in items:
            for name in find_classes(items):
                if not KNOWN_CLASS.fullmatch(name) and not hides("class", name):
                    self.note(f"class {name}", f".{name}" if f".{name}" in items else name)

    def check_html(self, html: str) -> None:
        """Collect a comment or an instruction in HTML that is not closed.

        Browsers would take all the text after it for a part of it, and an author who does not
        expect it to be published did not close it where the parser does.
        """
        for start, end in _HTML_PARTS:
            position = html.rfind(start)
            if position > html.rfind(end):
                self.note_unclosed(html, position)

    def note_unclosed(self, text: str, start: int) -> None:
        """Collect a comment or an instruction in HTML that has no end."""
        self.note("unclosed", text[start : start + _MAX_COMMENT])

    def match_brace(self, text: str, start: int) -> int | None:
        """Return where the shortcode or template tag ends that a brace begins, if it does."""
        self.match_comment(text, start)
        match = _BRACE_TAG.match(text, start)
        if match is None:
            return None
        if match[1]:
            kind = f"shortcode {match[2].lstrip('/')}"
        elif match[3] is not None:
            kind = f"tag {match[3].removeprefix('end')}"
        else:
            kind = "variable" if text[start + 1] == "{" else "kramdown"
        self.note(kind, match[0])
        return match.end()

    def match_bracket(self, text: str, start: int) -> int | None:
        """Return where the shortcode of WordPress ends that a bracket begins, if it does."""
        if text.startswith("[@", start):
            citation = _CITATION.match(text, start)
            if citation is not None:
                self.note("citation", citation[0])
        match = _BRACKET_TAG.match(text, start)
        if match is None or (match["toc"] and match[0] == text):
            return None
        kind = match.lastgroup or f"wordpress {match[1] or match[2]}"
        self.note(kind, match[0])
        return match.end()

    def search(self, html: str) -> None:
        """Collect the shortcodes and template tags in HTML, unless it contains code."""
        if _CODE.search(html):
            return
        for match in _BRACE.finditer(html):
            self.match_brace(html, match.start())
        for match in COMMENT_START.finditer(html):
            self.match_comment(html, match.start())
        for match in _BRACKET_TAG.finditer(html):
            self.match_bracket(html, match.start())
