"""The last part of an address, made from a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.slugs import anchor_of_heading, find_anchor, slugify
from tests.text.helpers import TRICKY


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("US forces", "us-forces"),
        ("القوات الأمريكية", "القوات-الامريكيه"),
        ("a/b\\c", "a-b-c"),
        ("..", ""),
        (".", ""),
        ("../../etc", "etc"),
        ("%2e%2e", "2e-2e"),
        ("  ?!  ", ""),
        ("C'est déjà l'été", "c-est-déjà-l-été"),
        ("हिन्दी", "हिन्दी"),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text("ab9-", max_size=90))
def test_what_looks_like_a_slug_is_treated_like_other_text(text: str) -> None:
    assert slugify(text) == slugify(text.upper())


@given(TRICKY)
def test_a_slug_is_safe_and_idempotent(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert not set(slug) & set("./\\ #?%\x00")


def test_a_slug_fits_a_file_name() -> None:
    assert slugify("a" * 300) == "a" * 80
    assert slugify("ab " * 100) == ("ab-" * 27)[:80].strip("-")
    assert slugify("好" * 80) == "好" * 66
    assert len(slugify("😀a𐤀" * 80).encode()) < 200


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What we know", "what-we-know"),
        ("The port: 4 August 2020!", "the-port-4-august-2020"),
        ("Cafe\u0301 – résumé", "café-résumé"),
        ("ما نعرفه", "ما-نعرفه"),
        ("snake_case", "snake_case"),
    ],
)
def test_the_anchor_of_a_heading_keeps_its_letters(heading: str, anchor: str) -> None:
    assert anchor_of_heading(heading) == anchor


@pytest.mark.parametrize(
    ("anchor", "known", "found"),
    [
        ("the-bridge", ("start", "The-Bridge"), "The-Bridge"),
        ("الجسر", ("الجِسر", "النهر"), "الجِسر"),
        ("the-bridge", ("The-Bridge", "THE-BRIDGE"), None),
        ("the-bridge", ("the-river",), None),
        ("the-bridge", (), None),
    ],
)
def test_an_anchor_is_found_by_another_spelling_if_there_is_only_one(
    anchor: str, known: tuple[str, ...], found: str | None
) -> None:
    assert find_anchor(anchor, known) == found
