"""The key and the language in the name of a file, and the slug that follows from it."""

from __future__ import annotations

import pytest

from generator.content.parse import FileName, parse_file_name
from tests.content.helpers import SITE, fields, read


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("content/a/strike.ar.md", FileName("strike", "ar", is_page=False)),
        ("content/strike.en.md", FileName("strike", "en", is_page=False)),
        ("content/strike.EN.md", FileName("strike", "en", is_page=False)),
        ("content/strike.md", FileName("strike", "ar", is_page=False, language_from="")),
        ("content/report.2024.md", FileName("report.2024", "ar", is_page=False, language_from="")),
        ("content/report.v2.en.md", FileName("report.v2", "en", is_page=False)),
        ("content/U.S. strike.md", FileName("U.S. strike", "ar", is_page=False, language_from="")),
        ("content/pages/about.en.md", FileName("about", "en", is_page=True)),
        ("content/en/a/strike.md", FileName("strike", "en", is_page=False, language_from="folder")),
        ("content/EN/strike.ar.md", FileName("strike", "ar", is_page=False)),
        (
            "content/en/pages/about.md",
            FileName("about", "en", is_page=True, language_from="folder"),
        ),
        (
            "content/pages/en/about.md",
            FileName("about", "en", is_page=True, language_from="folder"),
        ),
        ("content/a/strike/index.en.md", FileName("strike", "en", is_page=False)),
        (
            "content/en/strike/index.md",
            FileName("strike", "en", is_page=False, language_from="folder"),
        ),
        (
            "content/strike/en/index.md",
            FileName("strike", "en", is_page=False, language_from="folder"),
        ),
        ("content/index.en.md", FileName("index", "en", is_page=False)),
        ("content/en/index.md", FileName("index", "en", is_page=False, language_from="folder")),
        ("content/pages/index.en.md", FileName("index", "en", is_page=True)),
        ("content/pages/about/index.en.md", FileName("about", "en", is_page=True)),
        # As macOS decomposes it.
        ("content/\u0627\u0654.md", FileName("أ", "ar", is_page=False, language_from="")),
    ],
)
def test_a_file_name_has_a_key_and_a_language(path: str, name: FileName) -> None:
    assert parse_file_name(path, SITE.languages) == name


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "content/a.fr.md",
            "0:0 error language-unknown the file name ends in 'fr',"
            " which is not a language of this site (ar, en)",
        ),
        (
            "content/a.ar_IQ.md",
            "0:0 error language-unknown the file name ends in 'ar_IQ',"
            " which is not a language of this site (ar, en)",
        ),
        (
            "content/a.arabic.md",
            "0:0 error language-unknown the file name ends in 'arabic',"
            " which is not a language of this site (ar, en)",
        ),
        ("content/.ar.md", "0:0 error key-empty the file name has nothing before its language"),
    ],
)
def test_an_invalid_file_name_is_reported_with_the_problems_of_the_text(
    path: str, expected: str
) -> None:
    article, _, problems = read("---\ntitle: T\nstatus: x\n---\n", path)
    assert article is None
    assert problems == [expected, "3:9 error status-unknown unknown status 'x'"]


def test_a_slug_is_lower_case_since_some_file_systems_ignore_case() -> None:
    article, problems = fields("slug: Strike-2")
    assert (article.slug, problems) == ("strike-2", [])
