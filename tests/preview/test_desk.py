"""The desk of the preview lists what is unfinished, what is wrong, and what would be published."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support import Build, MakeSite, OpenPage, Run
from tests.support.preview_client import Client, Response, preview
from tests.support.sources import article

SOURCED = '{name: AP, url: "https://ap.example/1", archived: "https://archive.example/1"}'
FILES = {
    "content/site.toml": 'title = { ar = "سجل", en = "Record" }\n[languages.ar]\n[languages.en]\n',
    "content/strike.en.md": article(
        "Strike & <lockout>", source=SOURCED, tags="Ports, Dockers", more="updated: 2024-03-02\n"
    ),
    "content/strike.ar.md": article(
        "إضراب", source=SOURCED, tags="Ports, Dockers", more="updated: 2024-02-01\n"
    ),
    "content/end.ar.md": article(
        "النهاية", source='{name: AP, url: "https://ap.example/2"}', tags="Ports"
    ),
    "content/talks.en.md": article("Talks", source="", more="draft: true\n"),
}


def parts(response: Response) -> dict[str, list[str]]:
    """The rows of each part of a desk as plain text, each with what it leads to."""
    found: dict[str, list[str]] = {}
    for name, section in re.findall(r'(?s)<section id="([\w-]+)">(.*?)</section>', response.text):
        rows = re.findall(r"(?s)<li[^>]*>(.*?)</li>", section)
        found[name] = [
            " | ".join(
                text
                for each in re.split(r"</?(?:p|code|bdi)\b[^>]*>", row)
                if (text := unescape(re.sub(r"<[^>]+>", "", each)).strip())
            )
            for row in rows
        ]
    return found


def test_a_translation_whose_original_has_changed_is_listed(site: MakeSite, run: Run) -> None:
    folder = site(FILES)
    assert run("translated", "strike", "--from", "ar", "--folder", folder).exit_code == 0
    original = folder / "content/strike.ar.md"
    original.write_text(original.read_text("utf-8") + "\nفقرة.\n\nأخرى.\n", "utf-8")
    with preview(folder) as client:
        (row, _) = parts(client.get("/_tarikh/ar/"))["outdated"]
    assert row.startswith("Strike & <lockout> | ")
    assert "تغيّرت بعد هذه الترجمة فقرات من" in row
    assert "(عددها \u20662\u2069): 'فقرة.', 'أخرى.'" in row
    assert row.endswith("content/strike.en.md")


@pytest.fixture
def desk(site: MakeSite) -> Path:
    return site(FILES)


def test_each_part_names_what_is_missing_with_its_file(desk: Path) -> None:
    with preview(desk) as client:
        rows = parts(client.get("/_tarikh/en/"))
    assert rows.pop("problems") == [
        "the event has no source"
        " | write source: and who reported the event; until then it has a visible mark"
        " | content/talks.en.md:1:1"
    ]
    assert rows == {
        "next-build": [],
        "drafts": ["Talks | content/talks.en.md"],
        "untranslated": [
            "النهاية | Not yet in: English | content/end.ar.md",
            "Talks | Not yet in: العربية | content/talks.en.md",
        ],
        "outdated": ["إضراب | last changed 2024-02-01; English: 2024-03-02 | content/strike.ar.md"],
        "unsourced": ["Talks | content/talks.en.md"],
        "unarchived": ["النهاية | ap.example | content/end.ar.md"],
        "single-tags": ["Dockers | content/strike.en.md"],
    }


def test_the_desk_is_in_the_language_of_its_address_and_of_the_site_at_first(desk: Path) -> None:
    with preview(desk) as client:
        arabic = client.get("/_tarikh/").text
        assert '<html lang="ar" dir="rtl">' in arabic
        assert "لم يُبنَ الموقع بعد، وسيُنشر كله في البناء الأول." in arabic
        assert client.get("/_tarikh/ar/").text.count('href="../../_tarikh/') == arabic.count(
            'href="../_tarikh/'
        )
        assert client.get("/_tarikh/fr/").status == 404
        english = client.get("/_tarikh/en/").text
    assert '<html lang="en" dir="ltr">' in english


def test_a_file_opens_in_the_editor(desk: Path) -> None:
    with preview(desk, editor="edit://{path}:{line}") as client:
        text = client.get("/_tarikh/en/").text
    assert f'<a href="edit://{desk}/content/talks.en.md:1">content/talks.en.md</a>' in text


def test_the_next_build_is_compared_with_the_last_one(desk: Path, build: Build) -> None:
    build(desk)
    with preview(desk) as client:
        # A draft is not published, whatever its preview shows.
        assert parts(client.get("/_tarikh/en/"))["next-build"] == []
        client.edit("content/strike.en.md", "Text.", "More.")
        client.wait_for_event()
        (desk / "content/end.ar.md").unlink()
        client.wait_for_event()
        client.write("content/pages/about.en.md", "---\ntitle: About\n---\n\nText.\n")
        client.wait_for_event()
        response = client.get("/_tarikh/en/")
    assert "Strike &amp; &lt;lockout&gt;</a>" in response.text
    assert parts(response)["next-build"] == [
        "/en/about/ | new page",
        "/ar/articles/end/ | removed page",
        "Strike & <lockout> | changed text | content/strike.en.md",
    ]


def test_the_desk_is_filtered_and_follows_saves(desk: Path, open_page: OpenPage) -> None:
    with preview(desk) as client:
        _try_in_browser(client, open_page)


def _try_in_browser(client: Client, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(client.url)
    page.locator("tarikh-preview").get_by_role("link", name="مكتب التحرير").click()
    expect(page).to_have_title("مكتب التحرير — سجل")
    page.locator("#filter").fill("النهايه")
    expect(page.locator("main section:visible h2")).to_have_text(
        [re.compile("أحداث تنقصها ترجمة"), re.compile("تقارير بلا نسخة مؤرشفة")]
    )
    page.locator("#filter").fill("nothing like it")
    expect(page.get_by_role("status")).to_be_visible()
    page.locator("#filter").fill("")
    client.edit("content/talks.en.md", "draft: true\n", "")
    expect(page.locator("#drafts li")).to_have_count(0)
    page.locator("#drafts").get_by_text("لا مسودات.").wait_for()
    page.locator("#words").fill("إضراب")
    page.keyboard.press("Enter")
    expect(page.locator("#search-status")).to_have_text("حدث واحد")
