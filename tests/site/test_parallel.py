"""An article and its translation side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.support import Build, MakeSite, OpenPage, Serve
from tests.support.sources import article

ENGLISH = (
    "First.\n\n## Head\n\nSecond, see [the other](b.en.md).\n\n- item\n\nLast.[^1]\n\n[^1]: Note."
)
ARABIC = "أول.\n\n## عنوان\n\nثان.\n\n- بند\n\nآخر.[^1]\n\n[^1]: حاشية."


Publish = Callable[[str], str]


@pytest.fixture
def publish(site: MakeSite, build: Build, serve: Serve) -> Publish:
    """Publish an article with an Arabic text; returns the address of the site."""

    def published(arabic: str) -> str:
        folder = site(
            {
                "content/a.en.md": article("Strike", body=ENGLISH),
                "content/a.ar.md": article("إضراب", body=arabic),
                "content/b.en.md": article("Other"),
            }
        )
        assert build(folder).exit_code == 0
        return serve(folder / "output")

    return published


def rows(page: Page) -> list[list[str]]:
    """The texts of the cells of each row, in their order on the page."""
    expect(page.locator(".parallel-row").first).to_be_visible()
    return [
        [" ".join(cell.inner_text().split()) for cell in row.locator(":scope > .prose").all()]
        for row in page.locator(".parallel-row").all()
    ]


def boxes(page: Page) -> list[FloatRect]:
    """Where the cells of the first paragraph are."""
    cells = page.locator(".parallel-row").nth(1).locator(":scope > .prose").all()
    return [box for cell in cells if (box := cell.bounding_box())]


def test_paragraphs_are_next_to_their_translations(publish: Publish, open_page: OpenPage) -> None:
    url = publish(ARABIC)
    page = open_page()
    page.goto(f"{url}en/articles/a/")
    before = page.locator(".prose").inner_html()
    button = page.get_by_role("button", name="Side by side with Arabic")
    button.click()
    assert rows(page)[:5] == [
        ["English Strike", "العربية إضراب"],
        ["First.", "أول."],
        ["Head", "عنوان"],
        ["Second, see the other.", "ثان."],
        ["item", "بند"],
    ]
    other = page.locator(".parallel-row").nth(1).locator(".prose").nth(1)
    expect(other).to_have_attribute("lang", "ar")
    expect(other).to_have_attribute("dir", "rtl")
    mine, theirs = boxes(page)
    assert mine["y"] == theirs["y"]
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len({*ids}) == len(ids)
    assert page.url.endswith("?with=ar")
    button.click()
    assert page.locator(".prose").inner_html() == before
    assert "?" not in page.url


def test_a_link_to_both_languages_can_be_shared(publish: Publish, open_page: OpenPage) -> None:
    url = publish(ARABIC)
    page = open_page(width=375)
    page.goto(f"{url}ar/articles/a/?with=en")
    assert rows(page)[1] == ["أول.", "First."]
    above, below = boxes(page)
    assert above["y"] + above["height"] <= below["y"]
    link = page.get_by_role("link", name="the other")
    assert link.evaluate("link => link.href") == f"{url}en/articles/b/"


def test_sections_of_another_length_are_next_to_each_other_as_a_whole(
    publish: Publish, open_page: OpenPage
) -> None:
    url = publish("أول.\n\n## عنوان\n\nثان.\n\nآخر.")
    page = open_page()
    page.goto(f"{url}en/articles/a/?with=ar")
    found = rows(page)
    assert found[1] == ["First.", "أول."]
    assert found[2][0].startswith("Head Second")
    assert found[2][1] == "عنوان ثان. آخر."


def test_an_article_without_a_translation_has_no_button(
    publish: Publish, open_page: OpenPage
) -> None:
    url = publish(ARABIC)
    page = open_page()
    page.goto(f"{url}en/articles/b/", wait_until="networkidle")
    expect(page.locator(".story-parallel")).to_have_count(0)
