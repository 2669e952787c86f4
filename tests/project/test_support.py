"""The helpers of the tests themselves."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from generator.problems import Problem, Severity
from tests.support import MakeSite, Read, Serve, html_file, problems_in


def test_problems_are_read_back_from_what_is_printed() -> None:
    printed = (
        "content/articles/strike.ar.md:4:7: error: date '2024-02-30': "
        "February 2024 has 29 days [date-invalid]\n"
        "  hint: write the last day that is known, or only the month: 2024-02\n"
        "content/b.ar.md:3: warning: unknown key [key-unknown]\n"
        "content: error: there is no article [site-empty]\n"
        "3 problems\n"
    )
    assert problems_in(printed) == (
        Problem(
            "content/articles/strike.ar.md",
            4,
            7,
            "date-invalid",
            "date '2024-02-30': February 2024 has 29 days",
            "write the last day that is known, or only the month: 2024-02",
        ),
        Problem("content/b.ar.md", 3, 0, "key-unknown", "unknown key", "", Severity.WARNING),
        Problem("content", 0, 0, "site-empty", "there is no article"),
    )


def test_a_site_is_written_without_its_indentation(site: MakeSite, read: Read) -> None:
    folder = site(
        {
            "output/ar/index.html": """
                <p>
                  مرحبا
                """,
        }
    )
    assert read(folder, "ar/") == "<p>\n  مرحبا\n"


@pytest.mark.parametrize(
    ("page", "file"),
    [("", "index.html"), ("ar/2024/", "ar/2024/index.html"), ("404.html", "404.html")],
)
def test_an_address_names_its_file(page: str, file: str) -> None:
    assert html_file(page) == file


def test_the_server_answers_only_under_its_sub_path(tmp_path: Path, serve: Serve) -> None:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar/index.html").write_text("home")
    (tmp_path / "404.html").write_text("not here")
    address = serve(tmp_path)
    with urlopen(address + "ar") as answer:
        assert (answer.url, answer.read()) == (address + "ar/", b"home")
    for missing in (address + "en/", address.replace("/chronicle/", "/ar/")):
        with pytest.raises(HTTPError) as refused, urlopen(missing):
            pass
        with refused.value as answer:
            assert (answer.code, answer.read()) == (404, b"not here")
