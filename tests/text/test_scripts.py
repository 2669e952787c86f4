"""The script of a text, by its letters."""

from __future__ import annotations

import pytest

from generator.text.scripts import detect_script


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("ضربة في بغداد", "Arabic"),
        ("A strike", "Latin"),
        ("Удар", "Cyrillic"),
        ("מכה", "Hebrew"),
        ("Απεργία", "Greek"),
        ("罢工", "Chinese"),
        ("2024: 12 %", ""),
        ("`code` <b>x</b> https://example.org/a ضربة", "Arabic"),
        ("[ضربة](https://example.org/a/very/long/address)", "Arabic"),
    ],
)
def test_the_script_is_that_of_most_letters_of_the_prose(text: str, script: str) -> None:
    assert detect_script(text)[0] == script


def test_a_tenth_of_the_letters_is_enough_for_the_expected_script() -> None:
    english = "strike " * 50
    assert detect_script(f"{english}{'ض' * 30}", "Arabic") == ("Arabic", 30)
    assert detect_script(f"{english}{'ض' * 29}", "Arabic") == ("Latin", 300)
    assert detect_script("ض" * 500, "Arabic") == ("Arabic", 200)


def test_a_text_without_letters_has_no_script() -> None:
    assert detect_script("2024: 12 %", "Arabic") == ("", 0)
