"""Deceptive characters are removed, and those that ordinary writing needs are kept."""

from __future__ import annotations

import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.invisible_characters import (
    InvisibleGroup,
    character_name,
    group_invisible,
    may_contain_invisible,
    remove_invisible,
    remove_invisible_within,
)

# Texts with many characters that may be removed, and characters that affect this.
TRICKY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "aیم5*_ ក្មᄀ\u1161⠁字ᠠ❤👨🏽🏴↔\u0301"
            "\u200b\u200c\u200d\u200e\u200f\u061c\u202e\u2067\u2069\u034f\u115f\u1160\u17b4\u180b"
            "\u2028\u2800\ufe0f\U000e0067\U000e007f\U000e0100"
        ),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "سطر\nسطر\tثان",
        "می‌خواهم",
        "**می**‌**خواهم**",
        "ক্‌ষ",
        "1445 ه‍",
        "👨‍👩‍👧",
        "❤\ufe0f‍🔥",
        "👩🏽‍⚖\ufe0f",
        "🙂‍↔\ufe0f",
        "1\ufe0f⃣",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "葛\U000e0101",
        "ᠪᠣᠯ\u180bᠤᠨ",
        "ភាសា\u200bខ្មែរ",
        "⠓⠊⠀⠓⠊",
        "نقحرة: L\u200eR",
        "non\xa0breaking\u3000wide",
        "\u0601١٤٤٥",
        "ه\u200d",
        "**ه**\u200d",
        "\u200d**ه**",
        # A joiner of graphemes keeps two marks of a letter in their order.
        "י\u05b7\u034f\u05b4",
        "ᄒ\u1160ᆫ",
        "⠓⠊⠀ab",
        "葛\ufe00",
        "က\ufe00",
    ],
)
def test_ordinary_text_is_unchanged(text: str) -> None:
    assert remove_invisible(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        *((f"a{chr(point)}b", "ab") for point in range(0x202A, 0x202F)),
        *((f"a{chr(point)}b", "ab") for point in range(0x2066, 0x206A)),
        ("\u2067abc\u2069", "abc"),
        ("pay\u200bpal", "paypal"),
        ("pay\u200cpal", "paypal"),
        ("pay\u200dpal", "paypal"),
        ("pay\u2060pal", "paypal"),
        ("pay\xadpal", "paypal"),
        ("pay\u3164pal", "paypal"),
        ("pay\ufe0fpal", "paypal"),
        ("\ufefftitle", "title"),
        ("ti\ufefftle", "title"),
        ("a\u200c b", "a b"),
        ("\u200dabc", "abc"),
        ("م\u200c\u200c\u200cن", "م\u200cن"),
        ("❤\ufe0f\ufe0f\ufe0e", "❤\ufe0f"),
        ("字\U000e0101\U000e0102", "字\U000e0101"),
        ("bell\x07", "bell"),
        ("\x1b[31mred", "[31mred"),
        ("csi\x9b31m", "csi31m"),
        ("tag\U000e0041", "tag"),
        ("🏴\U000e0067\U000e0062\U000e0068\U000e0069\U000e007f", "🏴"),
        ("half\ud800", "half"),
        ("nothing\ufffe\U0010ffff\ufdd0", "nothing"),
        ("\uf0b7bullet", "bullet"),
        ("object\ufffc", "object"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
        ("a\u2800b", "ab"),
        ("m\u034fn", "mn"),
        ("\u115fa", "a"),
        ("ی\u202e\u200cم", "ی\u200cم"),
        ("字\u202e\ufe0f", "字\ufe0f"),
        ("\ufe0f字", "字"),
        ("字\u180b", "字"),
        ("❤\U000e0100", "❤"),
        ("abc\u200d😀", "abc😀"),
        ("😀\u200d", "😀"),
        ("a\u2028\u200cb", "a b"),
        ("ភាសា\u200bab", "ភាសាab"),
    ],
)
def test_deceptive_characters_are_removed_and_reported(text: str, shown: str) -> None:
    cleaned, found = remove_invisible(text)
    assert cleaned == shown
    assert found
    assert [text[each.position] for each in found] == [each.character for each in found]


def test_control_surrogate_and_private_use_characters_are_removed() -> None:
    unwanted = ("Cc", "Cs", "Co", "Zl", "Zp")
    every = "a".join(c for c in map(chr, range(sys.maxunicode + 1)) if category(c) in unwanted)
    assert {c for c in remove_invisible(every)[0] if category(c) in unwanted} == {"\t", "\n"}


def test_direction_marks_at_the_ends_are_removed_without_a_report() -> None:
    assert remove_invisible("\u200fنص\u200e") == ("نص", ())
    assert remove_invisible_within("\u200fنص\u200e") == ("\u200fنص\u200e", ())


@given(TRICKY)
def test_clean_text_is_clean(text: str) -> None:
    shown, _ = remove_invisible(text)
    assert remove_invisible(shown) == (shown, ())


@given(TRICKY)
def test_only_reported_characters_are_removed(text: str) -> None:
    shown, found = remove_invisible_within(text)
    reported = {each.position for each in found}
    kept = "".join(c for at, c in enumerate(text) if at not in reported)
    assert shown.replace(" ", "") == kept.replace(" ", "")


def test_each_kind_is_reported_once_at_its_first_position() -> None:
    _, found = remove_invisible("a\u202eb\u200b\u200bc\u202e\u202a\u2067\x07")
    assert list(group_invisible(found)) == [
        InvisibleGroup(
            "text-bidi",
            1,
            "U+202E (right-to-left override) and U+202A (left-to-right embedding)"
            " and 1 other such character, which are invisible and change the direction of the text",
        ),
        InvisibleGroup(
            "text-control", 9, "U+0007 (a control character), which has no meaning in a text"
        ),
        InvisibleGroup(
            "text-invisible", 3, "U+200B (zero width space), 2 times, which are invisible"
        ),
    ]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u200b", "U+200B (zero width space)"),
        ("\x1b", "U+001B (a control character)"),
        ("\ue000", "U+E000 (private use)"),
        ("\ud800", "U+D800 (half of a surrogate pair)"),
        ("\uffff", "U+FFFF (no character)"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
    ],
)
def test_a_character_is_named_by_its_number_and_name(character: str, name: str) -> None:
    assert character_name(character) == name


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("a\u200bb", "U+200B (zero width space), which is invisible"),
        (
            "a\u200bb\u2060c",
            "U+200B (zero width space) and U+2060 (word joiner), which are invisible",
        ),
        (
            "a\u200bb\u2060c\u3164d",
            "U+200B (zero width space) and U+2060 (word joiner) and 1 other such character, "
            "which are invisible",
        ),
        (
            "a\u200bb\u2060c\u3164d\u115fe",
            "U+200B (zero width space) and U+2060 (word joiner) and 2 other such characters, "
            "which are invisible",
        ),
        (
            "a\u202eb\u202ec",
            "U+202E (right-to-left override), 2 times, which are invisible and change the "
            "direction of the text",
        ),
        (
            "a\u202eb",
            "U+202E (right-to-left override), which is invisible and changes the "
            "direction of the text",
        ),
        ("a\x07b\x07", "U+0007 (a control character), 2 times, which have no meaning in a text"),
        ("a\ue000", "U+E000 (private use), which has no meaning in a text"),
    ],
)
def test_a_group_is_described_in_the_singular_or_the_plural(text: str, description: str) -> None:
    (group,) = group_invisible(remove_invisible(text)[1])
    assert group.description == description


@pytest.mark.parametrize(
    ("text", "suspect"),
    [
        ("", False),
        ("plain نص", False),
        ("😀", False),
        ("pay\u200bpal", True),
        # Only the reader's neighbors decide whether it is removed.
        ("می\u200cخواهم", True),
        ("😀\u200b", True),
        ("tag\U000e0041", True),
        ("half\ud800", True),
    ],
)
def test_only_a_text_with_suspects_is_looked_at_closely(text: str, suspect: bool) -> None:
    assert may_contain_invisible(text) is suspect
