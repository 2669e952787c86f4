"""Recognize the syntax of other programs, which is kept as text and reported."""

from __future__ import annotations

import re
from typing import Final

from generator.content.markdown.syntax.comments import COMMENT_START

# A tag is searched for only so far, so that many unclosed ones take linear time.
_BRACE_TAG: Final = re.compile(
    r"\{\{([<%])\s*(/?[\w./-]*).{0,1000}?[%>]\}\}"
    r"|\{%-?\s*(\w*).{0,1000}?%\}"
    r"|\{\{(?![<%]).{0,300}?\}\}"
    r"|\{:{1,2}[a-z][^}\n]{0,200}\}",
    re.DOTALL,
)
_BRACE: Final = re.compile(r"\{[{%]")
_MAX_COMMENT: Final = 200
_HTML_PARTS: Final = (("<!--", "-->"), ("<?", "?>"))
_CODE: Final = re.compile(r"<(?:pre|code)\b", re.IGNORECASE)
_BRACKET_TAG: Final = re.compile(
    r"\[/?(caption|gallery|embed|audio|video|playlist|youtube|soundcloud|vimeo|twitter"
    r"|contact-form-7|su_[a-z_]+|vc_[a-z_]+|et_pb_[a-z_]+)(?=[\s\]])[^\[\]\n]{0,1000}\](?![(\[:])"
)


class ForeignSyntax:
    """Collects the first use of each kind of foreign syntax in a document."""

    def __init__(self) -> None:
        self.first_uses: dict[str, str] = {}

    def note(self, kind: str, text: str) -> None:
        """Collect a use of a kind, if it is the first."""
        self.first_uses.setdefault(kind, text)

    def match_comment(self, text: str, start: int) -> None:
        """Collect a comment that was taken for code and not removed, though it is text."""
        if COMMENT_START.match(text, start):
            self.note("comment", text[start : start + _MAX_COMMENT])

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
        match = _BRACKET_TAG.match(text, start)
        if match is None:
            return None
        self.note(f"wordpress {match[1]}", match[0])
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
