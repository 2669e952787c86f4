"""Decode the files of authors: UTF-8 only, one kind of line end, no control characters."""

from __future__ import annotations

from msgspec import Struct

from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.problems import Code

_BOM = b"\xef\xbb\xbf"
# Longest first: the mark of UTF-16 LE begins that of UTF-32 LE.
_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# C0 controls that a text does not contain: all but tab, line feed and carriage return.
_C0 = bytes({*range(32), 127} - {9, 10, 13})
_C1 = lazy_compile(rb"\xc2[\x80-\x9f]")
# The C0 and C1 controls in decoded text, with the two noncharacters that XML forbids.
_CONTROL = lazy_compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_NOT_TEXT = "save it as plain text in UTF-8, or rename it with the extension of its format"
# The first bytes of files that are not text, and the name of each kind in messages.
_KINDS = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture or a sound (RIFF)"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document of a word processor (RTF)"),
    (b"PK\x03\x04", "a document of a word processor, or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "a document of a word processor"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
)
_SIGNATURES = tuple(signature for signature, _ in _KINDS)
# Encodings with two or four bytes for a character: the codec, and the name that messages use. The
# first match is used: text in UTF-16 is not valid UTF-32.
_WIDE = (
    ("utf-32-le", "UTF-32LE"),
    ("utf-32-be", "UTF-32BE"),
    ("utf-16-le", "UTF-16LE"),
    ("utf-16-be", "UTF-16BE"),
)
# How many bytes are read to guess an encoding.
_SAMPLE = 1 << 16
# A guess is accepted if more than this part of the characters are ones that people write.
_LIKELY = 0.9
_LETTERS = lazy_compile("[\t\n\r -~\xa0-\u024f\u0370-\u052f\u0590-\u06ff\u2010-\u2026]")
# Encodings with one byte for a character: the codec, the name that messages use, and the most
# frequent letters of texts in it. The first of equally likely encodings is chosen.
_COMMON_ARABIC = "ابتةحدرسعفقكلمنهوىيأ،"
_NARROW = (
    ("cp1256", "Windows-1256", _COMMON_ARABIC),
    ("iso8859-6", "ISO-8859-6", _COMMON_ARABIC),
    ("mac-arabic", "MacArabic", _COMMON_ARABIC),
    ("cp720", "CP720", _COMMON_ARABIC),
    ("cp1252", "Windows-1252", "àáâãäåæçèéêëíîñóôöøúûüßÉ‘’“”–—…«»"),
    ("cp1251", "Windows-1251", "абвгдезийклмнопрстуыья"),
)
_NOT_IN_ICONV = frozenset({"MacArabic", "CP720"})
_ACCENTS = "cp1252"
_RUN = lazy_compile(rb"[\x80-\xff]{2,}")
_HIGH = lazy_compile(rb"[\x80-\xff]")
# Sequences in the form of UTF-8 that UTF-8 forbids: overlong forms, surrogates, and numbers above
# U+10FFFF.
_FORBIDDEN = lazy_compile(
    rb"[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xed[\xa0-\xbf][\x80-\xbf]"
    rb"|\xf0[\x80-\x8f][\x80-\xbf]{2}|\xf4[\x90-\xbf][\x80-\xbf]{2}|[\xf5-\xf7][\x80-\xbf]{3}"
)


class Decoded(Struct, frozen=True):
    """The decoded text of a file.

    Attributes:
        text: The text, with ``\\n`` as line end and a space in place of each control character.
        control: Line and column (from 1) of the first control character, and the character itself.
    """

    text: str
    control: tuple[int, int, str] | None = None


class DecodeError(ValueError):
    """A file is not UTF-8 text.

    Attributes:
        line: The line of the first invalid byte, from 1; 0 if the position is not known.
        column: Its column in characters, from 1; 0 if the position is not known.
        code: ``encoding`` (text in another encoding) or ``not-text``.
        message: What is wrong.
        hint: How to fix it.
    """

    def __init__(self, line: int, column: int, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.code = code
        self.message = message
        self.hint = hint


def decode(data: bytes) -> Decoded:
    """Decode UTF-8 (RFC 3629), with or without a byte order mark.

    Raises:
        DecodeError: The bytes are in another encoding, or not text.
    """
    if data.startswith(_SIGNATURES):
        kind = next(name for signature, name in _KINDS if data.startswith(signature))
        raise _not_text(say("the file is not text but %(kind)s", kind=kind))
    if data.startswith(_BOM):
        data = data[3:]
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise _encoding_error(data, error) from None
    text = _normalize_line_ends(text)
    # These searches take a third of the time of `_CONTROL.search`, which finds the position.
    suspect = (
        len(data.translate(None, _C0)) < len(data)
        or _C1.search(data)
        or "\ufffe" in text
        or "\uffff" in text
    )
    control = _CONTROL.search(text) if suspect else None
    if control is None:
        return Decoded(text)
    if "\x00" in text:
        raise _nul_error(data, text)
    return Decoded(_CONTROL.sub(" ", text), (*_position(text, control.start()), control[0]))


def _normalize_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _position(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _nul_error(data: bytes, text: str) -> DecodeError:
    # In UTF-16 every other byte of Latin letters is NUL, which is valid UTF-8 as well.
    encoding = _detect_wide_encoding(data)
    if encoding:
        return _wrong_encoding(encoding, 0, 0)
    line, column = _position(text, text.index("\x00"))
    message = "the file contains a NUL character here; it seems to be damaged"
    return DecodeError(line, column, "not-text", message, "retype this line and save the file")


def _encoding_error(data: bytes, error: UnicodeDecodeError) -> DecodeError:
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return _wrong_encoding(name, 0, 0)
    if b"\x00" in data:
        encoding = _detect_wide_encoding(data)
        return _wrong_encoding(encoding, 0, 0) if encoding else _not_text("the file is not text")
    before = _normalize_line_ends(data[: error.start].decode())
    line, column = _position(before, len(before))
    name = _guess_narrow_encoding(data)
    if name:
        return _wrong_encoding(name, line, column)
    message = "the byte at this position is not valid UTF-8; the file seems to be damaged"
    return DecodeError(line, column, "encoding", message, "retype the character and save the file")


def _detect_wide_encoding(data: bytes) -> str:
    """Return the encoding with two or four bytes for a character, or an empty string."""
    sample = data[:_SAMPLE]
    for codec, name in _WIDE:
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            continue
        if text and len(_LETTERS.findall(text)) > _LIKELY * len(text):
            return name
    return ""


def _guess_narrow_encoding(data: bytes) -> str:
    """Return the most likely encoding with one byte for a character.

    It is an empty string if nearly all characters are valid UTF-8, or have its form but are
    forbidden: then the file is damaged UTF-8.
    """
    data = data[:_SAMPLE]
    lenient = data.decode("utf-8", "replace")
    damaged = lenient.count("\ufffd")
    if sum(character > "\x7f" for character in lenient) > 4 * damaged:
        return ""
    if "\ufffd" not in _FORBIDDEN.sub(b"", data).decode("utf-8", "replace"):
        return ""
    high = b"".join(_HIGH.findall(data))
    # Words of other scripts are runs of bytes above 0x7F; Latin letters with accents are single.
    runs = b"".join(_RUN.findall(data))
    best, name = 0, ""
    for codec, label, letters in _NARROW:
        text = (high if codec == _ACCENTS else runs).decode(codec, "replace")
        likely = sum(map(letters.__contains__, text)) - 2 * text.count("\ufffd")
        if likely > best:
            best, name = likely, label
    return name or "Windows-1252"


def _wrong_encoding(name: str, line: int, column: int) -> DecodeError:
    message = say("the file is not UTF-8; it looks like %(name)s", name=name)
    hint = "save it again as UTF-8 in your editor"
    if name not in _NOT_IN_ICONV:
        hint = say("%(hint)s, or run: iconv -f %(name)s -t UTF-8 OLD > NEW", hint=hint, name=name)
    return DecodeError(line, column, "encoding", message, hint)


def _not_text(message: str) -> DecodeError:
    return DecodeError(0, 0, "not-text", message, _NOT_TEXT)
