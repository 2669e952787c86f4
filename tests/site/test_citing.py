"""How a page is cited: its text, and the formats of reference managers."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect
from pybtex.database import parse_string

from tests.support import Build, MakeSite, OpenPage, Read, Serve
from tests.support.sources import article

SETTINGS = """base_url = "https://record.example/log/"
title = { ar = "السجل", en = "The record" }
[languages.ar]
locale = "ar_IQ"
[languages.en]
locale = "en_GB"
"""
TITLE = "Strike at 50% & more_"


@pytest.mark.parametrize(
    ("dates", "cited"),
    [
        ("", "The record, “Strike”, https://record.example/log/en/articles/a/, accessed"),
        ("published: 2024-02\n", "“Strike”, published February 2024, https://record.example/"),
        (
            "published: 2024-02-01\nupdated: 2024-03-04\n",
            "“Strike”, last changed Monday, 4 March 2024, https://record.example/",
        ),
        (
            "published: 2024-02-01\ncorrections: [{date: 2024-05-06, note: No}]\n",
            "“Strike”, last changed Monday, 6 May 2024, https://record.example/",
        ),
    ],
)
def test_a_page_is_cited_with_the_date_of_its_text(
    site: MakeSite, build: Build, read: Read, dates: str, cited: str
) -> None:
    folder = site(
        {"content/site.toml": SETTINGS, "content/a.en.md": article("Strike", "2019-07-08", dates)}
    )
    assert build(folder).exit_code == 0
    (text,) = re.findall('<p class="cite"[^>]*>(.*?)</p>', read(folder, "en/articles/a/"))
    plain = re.sub("<[^>]*>", "", text)
    assert cited in plain
    assert "2019" not in plain


@pytest.fixture
def cited(site: MakeSite, build: Build, serve: Serve, open_page: OpenPage) -> Page:
    """The page of an article, with the citation unfolded, on 1 December 2031."""
    dates = "published: 2024-02-01\nupdated: 2024-03\n"
    folder = site(
        {
            "content/site.toml": SETTINGS,
            "content/a.en.md": article(TITLE, "2019-07-08", dates),
            "content/a.ar.md": article("إضراب", "2019-07-08", dates),
        }
    )
    assert build(folder).exit_code == 0
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.set_fixed_time("2031-12-01T12:00:00")
    page.goto(f"{serve(folder / 'output')}en/articles/a/")
    page.get_by_text("How to cite this page").click()
    return page


def copy(page: Page, name: str) -> str:
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".cite-copy [role=status]")).to_have_text(f"{name}: Copied")
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_the_text_has_the_day_of_access(cited: Page) -> None:
    assert copy(cited, "Text") == (
        f"The record, “{TITLE}”, last changed March 2024,"
        " https://record.example/log/en/articles/a/, accessed 1 December 2031"
    )
    cited.get_by_role("link", name="العربية").click()
    accessed = cited.locator(".cite-accessed")
    expect(accessed).to_have_text("1 كانون الأول 2031")


def test_bibtex_is_read_by_other_programs(cited: Page) -> None:
    (entry,) = parse_string(copy(cited, "BibTeX"), "bibtex").entries.values()
    assert entry.key == "a-2024"
    assert dict(entry.fields) == {
        "title": r"Strike at 50\% \& more\_",
        "date": "2024-03",
        "url": "https://record.example/log/en/articles/a/",
        "urldate": "2031-12-01",
    }
    assert [str(person) for person in entry.persons["author"]] == ["{The record}"]


def test_ris_has_a_line_for_each_value(cited: Page) -> None:
    assert copy(cited, "RIS").splitlines() == [
        "TY  - ELEC",
        "AU  - The record",
        f"TI  - {TITLE}",
        "T2  - The record",
        "PY  - 2024",
        "DA  - 2024/03//",
        "LA  - en",
        "UR  - https://record.example/log/en/articles/a/",
        "Y2  - 2031/12/01/",
        "ER  - ",
    ]


def test_csl_json_has_dates_no_more_precise_than_known(cited: Page) -> None:
    (item,) = json.loads(copy(cited, "CSL-JSON"))
    assert item == {
        "id": "a-2024",
        "type": "webpage",
        "title": TITLE,
        "author": [{"literal": "The record"}],
        "container-title": "The record",
        "issued": {"date-parts": [[2024, 3]]},
        "accessed": {"date-parts": [[2031, 12, 1]]},
        "URL": "https://record.example/log/en/articles/a/",
        "language": "en",
    }
