"""Decoding the files that authors' editors write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.decoding import Decoded, DecodeError, decode


def refused(data: bytes) -> tuple[int, int, str, str]:
    with pytest.raises(DecodeError) as caught:
        decode(data)
    return caught.value.line, caught.value.column, caught.value.code, caught.value.message


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    assert decode("\ufeffخبر".encode()) == Decoded("خبر")


@pytest.mark.parametrize("data", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r"])
def test_every_line_end_is_one(data: bytes) -> None:
    assert decode(data) == Decoded("a\nb\n")


@pytest.mark.parametrize("control", ["\x07", "\x7f", "\x85", "\x9f", "\ufffe", "\uffff"])
def test_a_control_character_is_replaced_by_a_space_and_reported(control: str) -> None:
    assert decode(f"a\n«ب»{control}c".encode()) == Decoded("a\n«ب» c", (2, 4, control))


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        ("قال المتحدث", "cp1256", "Windows-1256"),
        ("گزارش چهار کشته", "cp1256", "Windows-1256"),
        ("قال المتحدث", "iso8859-6", "ISO-8859-6"),
        ("قال المتحدث", "cp720", "CP720"),
        ("é à côté", "latin-1", "Windows-1252"),
        ("på kajen", "latin-1", "Windows-1252"),
        ("the port’s “fire”", "cp1252", "Windows-1252"),
        ("Удар по порту", "cp1251", "Windows-1251"),
    ],
)
def test_encodings_of_one_byte_a_character_are_named(text: str, codec: str, name: str) -> None:
    line, column, code, message = refused(f"date: 2024\ntitle: {text}\n".encode(codec))
    first = next(at for at, character in enumerate(text, 8) if not character.isascii())
    assert (line, column, code) == (2, first, "encoding")
    assert message == f"the file is not UTF-8; it looks like {name}"


@pytest.mark.parametrize("text", ["title: news\n", "title: قال المتحدث\n"])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32LE"),
        ("utf-32-be", "UTF-32BE"),
    ],
)
def test_encodings_of_more_bytes_a_character_are_named(text: str, codec: str, name: str) -> None:
    message = f"the file is not UTF-8; it looks like {name}"
    assert refused(text.encode(codec)) == (0, 0, "encoding", message)


@pytest.mark.parametrize(
    "forbidden",
    [b"\xc0\xaf", b"\xe0\x80\xaf", b"\xed\xa0\xbd", b"\xf4\x90\x80\x80", b"\xf7\xbf\xbf\xbf"],
)
def test_forbidden_forms_of_utf_8_are_damage(forbidden: bytes) -> None:
    line, column, code, message = refused(b"a\nb" + forbidden + b"c")
    assert (line, column, code) == (2, 2, "encoding")
    assert message.endswith("the file seems to be damaged")


def test_a_damaged_byte_in_utf_8_is_reported_as_such() -> None:
    data = "سطر أول\r\nسطر ثان".encode() + b"\xff" + "سطر".encode()
    line, column, code, message = refused(data)
    assert (line, column, code) == (2, 8, "encoding")
    assert message == "the byte at this position is not valid UTF-8; the file seems to be damaged"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "the file is not text but a picture (PNG)"),
        (b"%PDF-1.7\n", "the file is not text but a PDF"),
        (b"\x7fELF\x02\x01\x01\x00\x00\xff", "the file is not text"),
    ],
)
def test_a_file_that_is_not_text_is_refused(data: bytes, message: str) -> None:
    assert refused(data) == (0, 0, "not-text", message)


def test_a_nul_in_a_text_is_reported_at_its_position() -> None:
    assert refused(b"a\nb\x00 and more text\n\x00")[:3] == (2, 2, "not-text")


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data).text
    except DecodeError:
        return
    assert "\r" not in text
    assert "\x00" not in text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))))
def test_text_survives(text: str) -> None:
    assert decode(text.encode()) == Decoded(text.removeprefix("\ufeff"))


def hint(data: bytes) -> str:
    with pytest.raises(DecodeError) as caught:
        decode(data)
    assert str(caught.value) == caught.value.message
    return caught.value.hint


SAVE = "save it again as UTF-8 in your editor"
NOT_TEXT = "save it as plain text in UTF-8, or rename it with the extension of its format"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "قال المتحدث".encode("cp1256"),
            f"{SAVE}, or run: iconv -f Windows-1256 -t UTF-8 OLD > NEW",
        ),
        ("news".encode("utf-16"), f"{SAVE}, or run: iconv -f UTF-16 -t UTF-8 OLD > NEW"),
        # iconv does not know this one.
        ("قال المتحدث".encode("cp720"), SAVE),
        (b"GIF89a", NOT_TEXT),
        (b"\x7fELF\x02\x01\x01\x00\x00\xff", NOT_TEXT),
        ("éééé".encode() + b"\xff", "retype the character and save the file"),
        (b"damage\x00d, but otherwise text", "retype this line and save the file"),
    ],
)
def test_the_hint_says_how_to_save_the_file(data: bytes, expected: str) -> None:
    assert hint(data) == expected


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        (b"", Decoded("")),
        (b"\x07", Decoded(" ", (1, 1, "\x07"))),
        (b"ab\x07", Decoded("ab ", (1, 3, "\x07"))),
        (b"\xef\xbb\xbfab\x07", Decoded("ab ", (1, 3, "\x07"))),
        (b"a\r\nb\r\n\x07c\x1b", Decoded("a\nb\n c ", (3, 1, "\x07"))),
        (b"a\nb\x07\nc\n\x07", Decoded("a\nb \nc\n ", (2, 2, "\x07"))),
        (b"\n\x07", Decoded("\n ", (2, 1, "\x07"))),
        (b"tab\tline\n", Decoded("tab\tline\n")),
    ],
)
def test_the_first_control_character_has_its_line_and_column(data: bytes, decoded: Decoded) -> None:
    assert decode(data) == decoded


@pytest.mark.parametrize(
    ("letters", "others", "expected"),
    [
        # More than nine in ten characters are ones that people write.
        ("a" * 19, "\x01", "the file is not UTF-8; it looks like UTF-16LE"),
        ("a" * 9, "\x01", "the file contains a NUL character here; it seems to be damaged"),
    ],
)
def test_an_encoding_is_named_if_nearly_all_it_yields_is_text(
    letters: str, others: str, expected: str
) -> None:
    assert refused(f"{letters}{others}".encode("utf-16-le"))[3] == expected


def test_the_beginning_of_a_long_file_is_enough_to_name_its_encoding() -> None:
    data = ("خبر\n" * 20_000).encode("utf-16-le") + b"\xd8"
    assert refused(data) == (0, 0, "encoding", "the file is not UTF-8; it looks like UTF-16LE")
    message = "the file is not UTF-8; it looks like Windows-1256"
    assert refused("قال".encode("cp1256") * 30_000 + b"\x81")[3] == message


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        # One byte in five letters is damage; one in four is more likely another encoding.
        ("éééé".encode() + b"\xff", None),
        ("ééé".encode() + b"\xff", "Windows-1256"),
        # A sign that is no letter of any language says little.
        (b"caf\x80", "Windows-1252"),
        # Bytes that an encoding does not have speak against it.
        ("Здравствуйте".encode("cp1251"), "Windows-1251"),
    ],
)
def test_a_file_is_damaged_or_in_another_encoding(data: bytes, encoding: str | None) -> None:
    message = "the byte at this position is not valid UTF-8; the file seems to be damaged"
    if encoding is not None:
        message = f"the file is not UTF-8; it looks like {encoding}"
    assert refused(data)[3] == message
