"""A block that is wholly in a script of the other direction gets that direction."""

from __future__ import annotations

import re

import pytest

from generator.content.markdown import MarkdownConverter
from generator.i18n.languages import default_language

_MARKUP = MarkdownConverter()


def directions(text: str, code: str = "ar") -> list[str]:
    """Return the tags that have a direction, as ``tag direction``."""
    body, _ = _MARKUP.render(text, path=f"a.{code}.md", language=default_language(code))
    html = "".join(body.segments)
    return [f"{tag} {found}" for tag, found in re.findall(r'<(\w+)[^>]* dir="(\w+)"', html)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> We do not comment (yet).", ["blockquote ltr"]),
        ("> نص\n>\n> We do not comment (yet).", ["p ltr"]),
        ("- بند\n- An item.", ["li ltr"]),
        ("- One.\n- Two.", ["ul ltr"]),
        ("- بند\n  - One.\n  - Two.", ["ul ltr"]),
        ("1. One.\n\n   Two.\n2. بند", ["li ltr"]),
        ("أ | Name.\n--|--\nب | Two.", ["th ltr", "td ltr"]),
        ("A | B\n--|--\n1 | 2", ["table ltr"]),
        ("نص[^1] نص[^2]\n\n[^1]: A note.\n\n[^2]: حاشية", ["li ltr"]),
        ("مصطلح\n: A definition.", ["dd ltr"]),
        ("A paragraph (of English).", ["p ltr"]),
        ("## English", ["h2 ltr"]),
        ("**English**, *all* of [it](x.md).", ["p ltr"]),
        ("English و عربي", []),
        ("٢٠٢٤ (12)", []),
        ("- بند\n\n  ```\n  code\n  ```", []),
        ("نص `code` [link](https://example.org/)", []),
        ("نص https://example.org/a/ نص", ["a ltr"]),
        ("نص www.example.org/a/ نص", ["a ltr"]),
        ("نص [**https://example.org/a/**](https://example.org/a/)", ["a ltr"]),
        ('![وصف](a.png "A caption.")', ["figcaption ltr"]),
        ('<div dir="rtl" markdown="1">\nEnglish.\n</div>', ["div rtl", "p ltr"]),
    ],
)
def test_a_block_of_another_direction_in_an_arabic_text(text: str, expected: list[str]) -> None:
    assert directions(f"نص.\n\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> لا تعليق (الآن).", ["blockquote rtl"]),
        ("- item\n- بند.", ["li rtl"]),
        ("> שלום.", ["blockquote rtl"]),
        ("> Привет, мир.", []),
        ("> ١٢٣", []),
        ("Text with كلمة.", []),
    ],
)
def test_a_block_of_another_direction_in_an_english_text(text: str, expected: list[str]) -> None:
    assert directions(f"Text.\n\n{text}", "en") == expected


def test_an_author_may_set_a_direction() -> None:
    assert directions('نص.\n\nEnglish.\n{: dir="rtl"}') == ["p rtl"]
