"""Bytes that authors' editors write, as text."""

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
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "the file is not text but a picture (PNG)"),
        (b"%PDF-1.7\n", "the file is not text but a PDF"),
        (b"\x7fELF\x02\x01\x01\x00\x00\xff", "the file is not text"),
    ],
)
def test_a_file_that_is_not_text_is_refused(data: bytes, told: str) -> None:
    assert refused(data) == (0, 0, "not-text", told)


def test_a_nul_in_a_text_is_reported_at_its_position() -> None:
    assert refused(b"a\nb\x00 and more text")[:3] == (2, 2, "not-text")


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
