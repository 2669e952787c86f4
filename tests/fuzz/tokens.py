"""The tokens that mutation inserts, besides single bytes: those with a meaning to a target."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_UNICODE: Final = (
    "\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "ـ", "َ", "\u2028", "\x85", "\x00", "\x02",
    "\x03", "\x1b[31m", "\ufffe", "،", "ـ", "ﷺ", "٣", "۳", "كانون الثاني", "é", "e\u0301",
)  # fmt: skip
_HTML: Final = (
    "<script>", "</script>", "<svg>", "<math>", "<style>", "</style>", "<noscript>", "<template>",
    "<select>", "<title>", "<textarea>", "<xmp>", "<mglyph>", "<mtext>", "<table>", "<td>", "<p>",
    "<a href=", "<img src=", " onerror=x ", " id=page-a ", "javascript:", "data:", "&#10;",
    "&colon;", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "</", "/>", "<b>", "</b>", "<div>",
    "</div>", "<details>", "<iframe ", "<base ", "<form ", "&amp;", "&#x3C;", "&lt", "{{", "}}",
    "{%",
)  # fmt: skip
_MARKS: Final = (
    "**", "__", "*_", "``", "```", "~~~", "\n\n", "\n    ", "  \n", "\n- ", "\n1. ", "\n> ",
    "\n# ", "\n===\n", "\n---\n", "\n: ", "[^1]", "\n[^1]: ", "[a][b]", "\n[b]: ", "](", "![",
    "[TOC]", "|", "\n|-|-|\n", "{: #a .b c=d }", "{.a", "\\", "<http://a.b>", "\t", "#",
    " \"t\")", "](<", ">)", "<https://", "mailto:", "//", "#a", "%0a", "%00", "[[a", "|b]]", "![[",
    "\n> [!note] ", "\n:::a\n", "\n:::\n", "==", "%%",
    "{{<", ">}}", "%}", " markdown=1>", "\n- [x] ", "https://a.b/", "www.a.b", "a@b.c", "\n~~~ ",
)  # fmt: skip
_MATTER: Final = (
    "---\n", "\n---\n", "title: ", "date: ", "source: ", "tags: ", "summary: ", "status: ",
    "place: ", "image: ", "related: ", "aliases: ", "slug: ", "draft: ", "corrections: ",
    "published: ", "name: ", "url: ", "quote: ", "alt: ", "src: ", "note: ", "- ", "  ", "[", "]",
    "{", "}", ", ", ": ", " #", "|\n", ">-\n", "\"", "'", "\\u202e", "\\ud800", "\\x00", "\\N",
    "&a", "*a", "!!python/object:a", "!!binary ", "%YAML 1.1\n", "...\n", "? ", "<<: *a", "~",
    "null", "true", "010", "10:04", "1e3", "0x1F", "2024-01-04", "http://a.b/", "javascript:",
    "..", "/", "\t", "\r", "\r\n", "ÿ", "@", "`",
)  # fmt: skip
_DATES: Final = (
    "2024", "-", "/", "..", "T", "12:00", "+03:00", "Z", "~", "?", "%", "X", "XX", "Y", "E", "-0",
    "21", "يناير", "كانون", "الثاني", "شباط", "جانفي", "رمضان", "هـ", "م", "ق.م", "ص", "م", "AM",
    "PM", "حوالي", "الجمعة", "January", "Jan", "winter", "ربيع", "c.", "BCE", "AH", "٢٠٢٤",
    "۲۰۲۴", ",", "،", "s", "من", "إلى", "to", "–", "−", "½", "²", "①", "０", "\u06dd",
)  # fmt: skip
_SETTINGS: Final = (
    "title", "description", "base_url", "timezone", "untranslated", "exports", "[languages.ar]",
    "[languages.", "locale", "digits", "hijri", "direction", "name", "spellings", "url", "image",
    " = ", "\"", "'''", "[", "]", "{", "}", "[[", "]]", "true", "nan", "inf", "1e9", "0x", "0o",
    "0b", "1979-05-27", "07:32:00", "\\u202e", "\\U0010ffff", ",", "#", ".", "\n",
    "9999999999999999999999999999999999999999",
)  # fmt: skip

TOKENS: Final = MappingProxyType(
    {
        "parse": (*_MATTER, *_UNICODE, *_DATES[:12]),
        "dates": (*_DATES, *_UNICODE),
        "markup": (*_MARKS, *_HTML, *_UNICODE),
        "settings": (*_SETTINGS, *_UNICODE),
    }
)
