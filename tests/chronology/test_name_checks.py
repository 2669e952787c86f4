"""Names that seem to be other spellings or translations of others are pointed out once."""

from __future__ import annotations

import pytest

from generator.chronology.name_checks import UnpairedNames, check_unpaired, find_unpaired
from generator.chronology.terms import build_registry
from generator.model import Citation
from tests.chronology.helpers import SITE, entry, find_problems


def _similar(*tags: str) -> list[str]:
    problems = find_problems(entry("a.ar.md", tags=tags))
    return [message for _, code, message in problems if code == "term-similar"]


@pytest.mark.parametrize("tag", ["US forcez", "US force", "القوات الأمركية", "القواة الامريكيا"])
def test_a_tag_that_differs_in_a_letter_or_two_from_a_registered_one_is_pointed_out(
    tag: str,
) -> None:
    (message,) = _similar("us-forces", "other", tag)
    assert message.startswith(f"'{tag}' is not in content/tags.toml, but differs little from '")


@pytest.mark.parametrize(
    "tag",
    [
        "us-forces",
        # Two letters of nine, more of sixteen, or a number make another name.
        "US farcez",
        "القبائل الأمريكية",
        "US forces 2",
        "other",
    ],
)
def test_a_tag_that_differs_more_is_another_name(tag: str) -> None:
    assert _similar(tag) == []


def test_names_that_seem_to_be_translations_are_pointed_out_once_each() -> None:
    def pair(key: str, arabic: str, english: str) -> list[tuple[str, str]]:
        return [(f"{key}.ar.md", arabic), (f"{key}.en.md", english)]

    files = [
        *pair("a", "غزة", "Gaza"),
        *pair("b", "غزة", "Gaza"),
        # Another spelling of the same pair.
        *pair("c", "غزه", "gaza"),
        *pair("d", "فيضانات", "floods"),
    ]
    problems = find_problems(*(entry(path, tags=(tag,)) for path, tag in files))
    assert problems == [
        (
            "a.en.md",
            "term-unpaired",
            "'غزة' (ar) and 'Gaza' (en) are not registered, so they are different tags",
        ),
        (
            "d.en.md",
            "term-unpaired",
            "'فيضانات' (ar) and 'floods' (en) are not registered, so they are different tags",
        ),
    ]


def test_sources_are_paired_by_themselves() -> None:
    problems = find_problems(
        entry("a.ar.md", sources=(Citation(name="وكالة"),)),
        entry("a.en.md", sources=(Citation(name="agency"),)),
    )
    assert problems == [
        (
            "a.en.md",
            "term-unpaired",
            "'وكالة' (ar) and 'agency' (en) are not registered, so they are different sources",
        )
    ]


def test_names_of_three_languages_are_reported_in_the_last() -> None:
    uses = [
        ("a.ar.md", "ar", "غزة"),
        ("a.en.md", "en", "Gaza"),
        ("a.en.md", "en", "us-forces"),
        ("a.ru.md", "ru", "Газа"),
    ]
    assert list(find_unpaired("tags", uses, build_registry(SITE.tags))) == [
        UnpairedNames("tags", "a.ru.md", (("ar", "غزة"), ("en", "Gaza"), ("ru", "Газа")))
    ]


@pytest.mark.parametrize(
    "uses",
    [
        [],
        [("a.ar.md", "ar", "غزة")],
        [("a.ar.md", "ar", "غزة"), ("a.en.md", "en", "us-forces")],
        # Of two names and one, nobody knows which are the same.
        [("a.ar.md", "ar", "غزة"), ("a.ar.md", "ar", "قصف"), ("a.en.md", "en", "Gaza")],
        [("a.ar.md", "ar", "COVID-19"), ("a.en.md", "en", "covid 19")],
    ],
)
def test_what_cannot_be_paired_is_not_reported(uses: list[tuple[str, str, str]]) -> None:
    assert list(find_unpaired("tags", uses, build_registry(SITE.tags))) == []


def test_names_without_latin_letters_have_an_id_to_be_chosen() -> None:
    names = UnpairedNames("tags", "a.ru.md", (("ar", "غزة"), ("ru", "Газа")))
    (finding,) = check_unpaired([names])
    assert finding.hint == (
        'if they are one, add [an-id] to content/tags.toml with name = { ar = "غزة", ru = "Газа" }'
    )
