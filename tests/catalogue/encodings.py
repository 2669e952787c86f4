"""Files that are not UTF-8, or not text at all."""

from __future__ import annotations

import io
import zlib
from zipfile import ZipFile, ZipInfo

from tests.catalogue import Case, article

_ARABIC = article("title: قصف الميناء", "قال شهود إن قصفا أصاب الميناء فجر الخميس.\n")
_LATIN = article("title: Émeute à Tripoli", "Des témoins ont évoqué une frappe aérienne.\n")
_SWEDISH = article("title: Attack mot hamnen", "Två personer skadades på kajen.\n")


def _strike(data: bytes, language: str = "en") -> dict[str, str | bytes]:
    return {f"content/strike.{language}.md": data}


def _of_old_macs(text: str) -> bytes:
    """Encode Arabic as old Macs did; Python maps the punctuation to right-to-left variants."""
    return b"".join(c.encode("ascii" if c.isascii() else "mac-arabic") for c in text)


def _docx() -> bytes:
    """Return the beginning of a file of a word processor."""
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(ZipInfo("[Content_Types].xml"), "<Types/>")
        archive.writestr(ZipInfo("word/document.xml"), "<document>Strike</document>")
    return made.getvalue()


CASES = (
    # --- What is fine ------------------------------------------------------------------------
    Case(
        "UTF-8 with a byte order mark",
        _strike(b"\xef\xbb\xbf" + _ARABIC.encode(), "ar"),
        has={"ar/articles/strike/index.html": "<title>قصف الميناء"},
        why="Editors on Windows write it.",
    ),
    Case(
        "line ends of Windows",
        _strike(_ARABIC.replace("\n", "\r\n").encode(), "ar"),
        has={"ar/articles/strike/index.html": "<title>قصف الميناء"},
    ),
    Case(
        "line ends of old Macs",
        _strike(article("date: 2024-13").replace("\n", "\r").encode()),
        says="""
content/strike.en.md:2:7: error: date '2024-13': there is no month 13 [date-invalid]
  hint: months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter
""",
        why="The line is counted as editors count it.",
    ),
    Case(
        "line ends of every kind",
        _strike(b"---\r\ntitle: Strike\rdate: 2024-13\nsource: Reuters\r\n---\r\rText.\n"),
        says="""
content/strike.en.md:3:7: error: date '2024-13': there is no month 13 [date-invalid]
  hint: months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter
""",
    ),
    Case(
        "Unicode line separators",
        _strike(article("title: Strike\u2028on\u2029the\x85port\ndate: 2024-13").encode()),
        says="""
content/strike.en.md:2:14: warning: the control character U+2028 (line separator) has no meaning in a text [text-control]
  hint: delete it; it is read as a space
content/strike.en.md:2:21: warning: the control character U+0085 (a control character) has no meaning in a text [text-control]
  hint: delete it; it is read as a space
content/strike.en.md:3:7: error: date '2024-13': there is no month 13 [date-invalid]
  hint: months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter
""",
        why="YAML 1.1 ends lines at them, and would count one more.",
    ),
    Case(
        "a byte order mark in the middle",
        _strike(article("title: Strike\ufeff on the port").encode()),
        says="""
content/strike.en.md:2:14: warning: 'title' contains U+FEFF (zero width no-break space), which is invisible [text-invisible]
  hint: invisible characters were removed from the value; retype it
""",
        why="It is left where two files were put together.",
    ),
    # --- Other encodings -----------------------------------------------------------------
    Case(
        "UTF-16 little-endian with its mark",
        _strike(_ARABIC.encode("utf-16"), "ar"),
        says="""
content/strike.ar.md: error: the file is not UTF-8; it looks like UTF-16 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f UTF-16 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "UTF-16 big-endian with its mark",
        _strike(b"\xfe\xff" + _ARABIC.encode("utf-16-be"), "ar"),
        says="""
content/strike.ar.md: error: the file is not UTF-8; it looks like UTF-16 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f UTF-16 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "Arabic UTF-16 without a mark",
        _strike(_ARABIC.encode("utf-16-le"), "ar"),
        says="""
content/strike.ar.md: error: the file is not UTF-8; it looks like UTF-16LE [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f UTF-16LE -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "English UTF-16 without a mark",
        _strike(article().encode("utf-16-le")),
        says="""
content/strike.en.md: error: the file is not UTF-8; it looks like UTF-16LE [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f UTF-16LE -t UTF-8 OLD > NEW
""",
        why="Every other byte is NUL, and all of it is UTF-8 as well.",
    ),
    Case(
        "English UTF-16 big-endian without a mark",
        _strike(article().encode("utf-16-be")),
        says="""
content/strike.en.md: error: the file is not UTF-8; it looks like UTF-16BE [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f UTF-16BE -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "UTF-32 with its mark",
        _strike(_ARABIC.encode("utf-32"), "ar"),
        says="""
content/strike.ar.md: error: the file is not UTF-8; it looks like UTF-32 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f UTF-32 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "UTF-32 without a mark",
        _strike(article().encode("utf-32-le")),
        says="""
content/strike.en.md: error: the file is not UTF-8; it looks like UTF-32LE [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f UTF-32LE -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "Windows-1256",
        _strike(_ARABIC.encode("cp1256"), "ar"),
        says="""
content/strike.ar.md:2:8: error: the file is not UTF-8; it looks like Windows-1256 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f Windows-1256 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "ISO-8859-6",
        _strike(_ARABIC.encode("iso8859-6"), "ar"),
        says="""
content/strike.ar.md:2:8: error: the file is not UTF-8; it looks like ISO-8859-6 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f ISO-8859-6 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "Arabic of old Macs",
        _strike(_of_old_macs(_ARABIC), "ar"),
        says="""
content/strike.ar.md:2:8: error: the file is not UTF-8; it looks like ISO-8859-6 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f ISO-8859-6 -t UTF-8 OLD > NEW
""",
        why="Its letters are those of ISO-8859-6.",
    ),
    Case(
        "Arabic of DOS",
        _strike(_ARABIC.encode("cp720"), "ar"),
        says="""
content/strike.ar.md:2:8: error: the file is not UTF-8; it looks like CP720 [encoding]
  hint: save it again as UTF-8 in your editor
""",
    ),
    Case(
        "Windows-1252",
        _strike(_LATIN.encode("cp1252")),
        says="""
content/strike.en.md:2:8: error: the file is not UTF-8; it looks like Windows-1252 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f Windows-1252 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "Latin-1 with few letters that are not ASCII",
        _strike(_SWEDISH.encode("latin-1")),
        says="""
content/strike.en.md:7:3: error: the file is not UTF-8; it looks like Windows-1252 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f Windows-1252 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "curly quotes of Windows in English",
        _strike(article("title: The minister\u2019s reply").encode("cp1252")),
        says="""
content/strike.en.md:2:20: error: the file is not UTF-8; it looks like Windows-1252 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f Windows-1252 -t UTF-8 OLD > NEW
""",
    ),
    Case(
        "Cyrillic of Windows",
        _strike(article("title: Удар по порту в Триполи").encode("cp1251")),
        says="""
content/strike.en.md:2:8: error: the file is not UTF-8; it looks like Windows-1251 [encoding]
  hint: save it again as UTF-8 in your editor, or run: iconv -f Windows-1251 -t UTF-8 OLD > NEW
""",
    ),
    # --- Damaged UTF-8 ---------------------------------------------------------------------
    Case(
        "UTF-8 cut in the middle of a letter",
        _strike(_ARABIC.encode()[:-3], "ar"),
        says="""
content/strike.ar.md:7:40: error: the byte at this position is not valid UTF-8; the file seems to be damaged [encoding]
  hint: retype the character and save the file
""",
    ),
    Case(
        "a byte of Latin-1 in a UTF-8 text",
        _strike(_ARABIC.encode() + b"caf\xe9\n", "ar"),
        says="""
content/strike.ar.md:8:4: error: the byte at this position is not valid UTF-8; the file seems to be damaged [encoding]
  hint: retype the character and save the file
""",
    ),
    Case(
        "an overlong slash",
        _strike(article().encode() + b"..\xc0\xaf..\xc0\xafetc\n"),
        says="""
content/strike.en.md:8:3: error: the byte at this position is not valid UTF-8; the file seems to be damaged [encoding]
  hint: retype the character and save the file
""",
        why="Lenient readers take it for a slash, behind the back of whoever looks for one.",
    ),
    Case(
        "a surrogate in UTF-8",
        _strike(article().encode() + b"\xed\xa0\xbd\n"),
        says="""
content/strike.en.md:8:1: error: the byte at this position is not valid UTF-8; the file seems to be damaged [encoding]
  hint: retype the character and save the file
""",
    ),
    Case(
        "a code point above U+10FFFF",
        _strike(article().encode() + b"\xf4\x90\x80\x80\n"),
        says="""
content/strike.en.md:8:1: error: the byte at this position is not valid UTF-8; the file seems to be damaged [encoding]
  hint: retype the character and save the file
""",
    ),
    # --- No text at all -----------------------------------------------------------------------
    Case(
        "a NUL in the text",
        _strike(article(body="The port\x00 was hit.\n").encode()),
        says="""
content/strike.en.md:7:9: error: the file contains a NUL character here; it seems to be damaged [not-text]
  hint: retype this line and save the file
""",
    ),
    Case(
        "a bell in the title",
        _strike(article("title: Strike\x07 on the port").encode()),
        says="""
content/strike.en.md:2:14: warning: the control character U+0007 (a control character) has no meaning in a text [text-control]
  hint: delete it; it is read as a space
""",
        never=("\x07",),
    ),
    Case(
        "a picture",
        _strike(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00"),
        says="""
content/strike.en.md: error: the file is not text but a picture (PNG) [not-text]
  hint: save it as plain text in UTF-8, or rename it with the extension of its format
""",
    ),
    Case(
        "a photograph",
        _strike(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb"),
        says="""
content/strike.en.md: error: the file is not text but a picture (JPEG) [not-text]
  hint: save it as plain text in UTF-8, or rename it with the extension of its format
""",
    ),
    Case(
        "a PDF",
        _strike(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
        says="""
content/strike.en.md: error: the file is not text but a PDF [not-text]
  hint: save it as plain text in UTF-8, or rename it with the extension of its format
""",
    ),
    Case(
        "a document of a word processor",
        _strike(_docx()),
        says="""
content/strike.en.md: error: the file is not text but a document of a word processor, or a ZIP archive [not-text]
  hint: save it as plain text in UTF-8, or rename it with the extension of its format
""",
    ),
    Case(
        "a compressed file",
        _strike(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + zlib.compress(article().encode())),
        says="""
content/strike.en.md: error: the file is not text but a compressed file (gzip) [not-text]
  hint: save it as plain text in UTF-8, or rename it with the extension of its format
""",
    ),
    Case(
        "a page of HTML",
        _strike(b"<!DOCTYPE html>\n<title>Strike</title>\n<p>The port was hit.</p>\n"),
        says="""
content/strike.en.md:1:1: error: the file does not start with front matter [front-matter-missing]
  hint: start it with a line of three hyphens (---), lines with 'title: …' and 'date: …', and --- again; if it is not an article, move it out of content/
""",
    ),
    Case(
        "rich text",
        _strike(b"{\\rtf1\\ansi\\ansicpg1256 Strike\\par}\n"),
        says="""
content/strike.en.md: error: the file is not text but a document of a word processor (RTF) [not-text]
  hint: save it as plain text in UTF-8, or rename it with the extension of its format
""",
    ),
)
