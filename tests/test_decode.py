"""Bytes that authors' editors write, as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.decode import Decoded, DecodeError, decode


def refused(data: bytes) -> tuple[int, int, str, str]:
    with pytest.raises(DecodeError) as caught:
        decode(data)
    return caught.value.line, caught.value.column, caught.value.code, caught.value.message


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode("\ufeffخبر".encode()) == Decoded("خبر")


@pytest.mark.parametrize("data", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r"])
def test_every_line_end_is_one(data: bytes) -> None:
    assert decode(data) == Decoded("a\nb\n")


@pytest.mark.parametrize("control", ["\x07", "\x7f", "\x85", "\x9f", "\ufffe", "\uffff"])
def test_a_control_character_is_a_space_and_is_told(control: str) -> None:
    assert decode(f"a\n«ب»{control}c".encode()) == Decoded("a\n«ب» c", (2, 4))


def test_other_encodings_are_named() -> None:
    arabic = "title: خبر\n---\nقال المتحدث إن الخبر صحيح\n"
    assert refused(arabic.encode("cp1256")) == (
        *(1, 8, "encoding"),
        "the file is not UTF-8; it looks like Windows-1256",
    )
    assert refused("a: b\nc: é à côté\n".encode("latin-1")) == (
        *(2, 4, "encoding"),
        "the file is not UTF-8; it looks like Latin-1 (Windows-1252)",
    )
    for codec, name in (
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-32", "UTF-32"),
    ):
        message = f"the file is not UTF-8; it looks like {name}"
        assert refused("title: news\n".encode(codec)) == (0, 0, "encoding", message)


def test_a_damaged_byte_in_utf_8_is_told_as_such() -> None:
    data = "سطر أول\r\nسطر ثان".encode() + b"\xff" + "سطر".encode()
    line, column, code, message = refused(data)
    assert (line, column, code) == (2, 8, "encoding")
    assert message == "a byte here belongs to no UTF-8 character; the file seems to be damaged"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"a\x00b and more text"])
def test_what_is_not_text_is_refused(data: bytes) -> None:
    assert refused(data)[2:] == ("not-text", "the file is not text")


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
