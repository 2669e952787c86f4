"""Bytes of a file that an author wrote, as text: UTF-8, one kind of line end, nothing hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.errors import Code

_BOM = b"\xef\xbb\xbf"
# Longest first: the mark of UTF-16 LE begins that of UTF-32 LE.
_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# C0 controls that no text has; tab, line feed and carriage return are none of them.
_C0 = bytes({*range(32), 127} - {9, 10, 13})
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
# Both in text, with the two non-characters that XML forbids.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_NOT_TEXT = "give it the extension that tells what it is, or move it out of the content"
_HIGH_RUN = re.compile(rb"[\x80-\xff]{2,}")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file as text.

    Attributes:
        text: With ``\\n`` at the end of each line and a space for each control character.
        control: Line and column (from 1) of the first control character, if there was one.
    """

    text: str
    control: tuple[int, int] | None = None


class DecodeError(ValueError):
    """Bytes that are not UTF-8 text.

    Attributes:
        line: Where the first such byte stands, from 1; 0 when that says nothing.
        column: Likewise, in characters.
        code: ``encoding`` (text in another encoding) or ``not-text``.
        message: What is wrong.
        hint: How to mend it.
    """

    def __init__(self, line: int, column: int, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.code = code
        self.message = message
        self.hint = hint


def decode(data: bytes) -> Decoded:
    """Read UTF-8 (RFC 3629), with or without a byte order mark.

    Raises:
        DecodeError: It is in another encoding, or not text at all.
    """
    if data.startswith(_BOM):
        data = data[3:]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise _other_encoding(data, error) from None
    text = _line_ends(text)
    # The first searches take a third of the time of the last, which tells the place.
    suspect = (
        len(data.translate(None, _C0)) < len(data)
        or _C1.search(data)
        or "\ufffe" in text
        or "\uffff" in text
    )
    found = _CONTROL.search(text) if suspect else None
    if found is None:
        return Decoded(text)
    if "\x00" in text:
        raise _nul(data, text)
    return Decoded(_CONTROL.sub(" ", text), _place(text, found.start()))


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _nul(data: bytes, text: str) -> DecodeError:
    # Latin letters in UTF-16 are every other byte NUL, which is valid UTF-8 as well.
    if data.count(0) * 3 > len(data) and 0 in (data[0::2].count(0), data[1::2].count(0)):
        return _encoded("UTF-16", 0, 0)
    line, column = _place(text, text.index("\x00"))
    return DecodeError(line, column, "not-text", "the file is not text", _NOT_TEXT)


def _other_encoding(data: bytes, error: UnicodeDecodeError) -> DecodeError:
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return _encoded(name, 0, 0)
    if b"\x00" in data:
        return DecodeError(0, 0, "not-text", "the file is not text", _NOT_TEXT)
    before = _line_ends(data[: error.start].decode())
    return _encoded(_guess(data), *_place(before, len(before)))


def _guess(data: bytes) -> str:
    """Name the encoding that a text which is not UTF-8 is probably in.

    Arabic words are runs of bytes above 0x7F; the accents of Latin ones stand alone.
    """
    lenient = data.decode("utf-8", "replace")
    damaged = lenient.count("\ufffd")
    if sum(character > "\x7f" for character in lenient) > 4 * damaged:
        return ""
    runs = b"".join(_HIGH_RUN.findall(data))
    high = sum(byte > 0x7F for byte in data)
    arabic = len(_ARABIC.findall(runs.decode("cp1256")))
    return "Windows-1256" if arabic * 2 > high else "Latin-1 (Windows-1252)"


def _encoded(name: str, line: int, column: int) -> DecodeError:
    if not name:
        message = "a byte here belongs to no UTF-8 character; the file seems to be damaged"
        return DecodeError(line, column, "encoding", message, "write the character anew and save")
    message = f"the file is not UTF-8; it looks like {name}"
    hint = "save it again in the encoding UTF-8"
    return DecodeError(line, column, "encoding", message, hint)
