"""The preview in a browser whose pages are never reloaded."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from playwright.sync_api import BrowserContext, Page, Route, expect

from generator.cli import main
from tests.support import MakeSite, OpenPage
from tests.support.preview_client import PATIENCE, Client, article, preview

# The smallest images there are: one pixel each, of two colours.
RED = bytes.fromhex("47494638396101000100800000ff00000000002c00000000010001000002024401003b")
BLUE = RED.replace(b"\xff\x00\x00", b"\x00\x00\xff")

# The buttons that the script of the site adds to the citation of an article.
COPY_FORMATS = ["Text", "BibTeX", "RIS", "CSL-JSON"]

LONG = "\n\n".join(f"Paragraph {n}. " + "word " * 60 for n in range(30))
FILES = {
    "content/site.toml": 'title = "Chronicle"\nid = "urn:x:1"\nbase_url = "https://a.example/chronicle/"\n',
    "content/a.ar.md": article("أ", tags="us"),
    "content/a.en.md": article("Alpha", tags="us", body=f"{LONG}\n\n![A dot](dot.gif)"),
    "content/b.en.md": article("Beta", tags="us", date="2024-10-01"),
    "content/c.en.md": article("Gamma", tags="us", date="2024-11-01", body="[x]: y"),
    "content/tags.toml": '[us]\nname = {en = "US", ar = "أمريكا"}\n',
}


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Wait long enough for a busy machine."""
    expect.set_options(timeout=1000 * PATIENCE)
    yield
    expect.set_options(timeout=5000)


@pytest.fixture
def running(site: MakeSite) -> Iterator[Client]:
    root = site(FILES)
    (root / "content/dot.gif").write_bytes(RED)
    with preview(root, editor="editor://open{path}:{line}") as client:
        yield client


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


def visit(page: Page, client: Client, path: str) -> None:
    """Open a page, and mark its document to detect a reload."""
    page.goto(client.url + path)
    page.evaluate("window.sameDocument = true")


def was_not_reloaded(page: Page) -> bool:
    return bool(page.evaluate("window.sameDocument === true"))


def test_a_saved_body_appears_where_the_reader_is(page: Page, running: Client) -> None:
    visit(page, running, "en/articles/a/")
    page.get_by_text("Paragraph 20.").scroll_into_view_if_needed()
    page.locator("details.citing summary").click()
    page.locator("details.citing summary").focus()
    page.evaluate(
        """() => {
          const text = document.querySelectorAll(".prose p")[20].firstChild;
          getSelection().setBaseAndExtent(text, 0, text, 12);
        }"""
    )
    seen = page.evaluate("document.querySelectorAll('.prose p')[20].getBoundingClientRect().top")
    running.edit("content/a.en.md", "Paragraph 21.", "Twenty-first paragraph.")
    expect(page.get_by_text("Twenty-first paragraph.")).to_be_visible()
    assert was_not_reloaded(page)
    top = page.evaluate("document.querySelectorAll('.prose p')[20].getBoundingClientRect().top")
    assert abs(top - seen) <= 1
    assert page.evaluate("getSelection().toString()") == "Paragraph 20"
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.evaluate("document.querySelector('details.citing').open")
    # What the page's own script added is still there.
    expect(page.locator("button.copy")).to_have_text(COPY_FORMATS)


def test_a_new_paragraph_moves_nothing_that_is_read(page: Page, running: Client) -> None:
    visit(page, running, "en/articles/a/")
    page.evaluate("window.paragraph = document.querySelectorAll('.prose p')[20]")
    page.evaluate("window.paragraph.scrollIntoView()")
    seen = page.evaluate("window.paragraph.getBoundingClientRect().top")
    running.edit("content/a.en.md", "Paragraph 3.", "New.\n\nParagraph 3.")
    expect(page.get_by_text("New.", exact=True)).to_be_attached()
    assert page.evaluate("window.paragraph.isConnected")
    assert abs(page.evaluate("window.paragraph.getBoundingClientRect().top") - seen) <= 1


def test_a_title_appears_on_every_page_that_names_it(
    page: Page, open_page: OpenPage, running: Client
) -> None:
    home = open_page()
    visit(page, running, "en/articles/a/")
    visit(home, running, "en/")
    page.evaluate("window.kept = [document.body, document.querySelectorAll('.prose p')[20]]")
    page.evaluate("window.kept[1].scrollIntoView()")
    seen = page.evaluate("window.kept[1].getBoundingClientRect().top")
    running.edit("content/a.en.md", "Alpha", "Omega")
    expect(page.locator("h1")).to_have_text("Omega")
    assert page.evaluate("window.kept.every((node) => node.isConnected)")
    assert abs(page.evaluate("window.kept[1].getBoundingClientRect().top") - seen) <= 1
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("details.citing summary").click()
    page.get_by_role("button", name="CSL-JSON").click()
    expect(page.locator(".cite-copy [role=status]")).to_contain_text("CSL-JSON")
    assert '"title": "Omega"' in page.evaluate("navigator.clipboard.readText()")
    expect(page.locator("button.copy")).to_have_text(COPY_FORMATS)
    expect(page).to_have_title(re.compile("^Omega"))
    expect(home.get_by_role("link", name="Omega").first).to_be_visible()
    assert was_not_reloaded(page)
    assert was_not_reloaded(home)


def test_a_tag_appears(page: Page, running: Client) -> None:
    visit(page, running, "en/articles/b/")
    running.edit("content/b.en.md", "tags: [us]", "tags: [us, Baghdad]")
    expect(page.locator(".story-tags").get_by_role("link", name="Baghdad")).to_be_visible()
    assert was_not_reloaded(page)


def test_a_registry_names_its_tags_in_both_languages(
    page: Page, open_page: OpenPage, running: Client
) -> None:
    arabic = open_page()
    visit(page, running, "en/articles/a/")
    visit(arabic, running, "ar/articles/a/")
    running.edit("content/tags.toml", '"US", ar = "أمريكا"', '"America", ar = "الولايات المتحدة"')
    expect(page.locator(".story-tags").get_by_role("link", name="America")).to_be_visible()
    expect(arabic.locator(".story-tags").get_by_role("link")).to_have_text("الولايات المتحدة")
    assert was_not_reloaded(page)
    assert was_not_reloaded(arabic)


def test_a_template_appears(page: Page, running: Client) -> None:
    visit(page, running, "en/articles/b/")
    page.evaluate("window.heading = document.querySelector('h1')")
    running.write("templates/partials/footer.html", '<p id="mine">My own footer</p>\n')
    expect(page.locator("#mine")).to_have_text("My own footer")
    assert was_not_reloaded(page)
    assert page.evaluate("window.heading.isConnected")


def test_a_stylesheet_replaces_the_old_one_without_a_flash(page: Page, running: Client) -> None:
    visit(page, running, "en/articles/b/")
    page.evaluate(
        """() => {
          window.bare = 0;
          new MutationObserver(() => {
            if (!document.querySelector('link[rel="stylesheet"]')) window.bare += 1;
          }).observe(document.head, {childList: true});
        }"""
    )
    running.write("templates/assets/style.css", "h1 { color: rgb(1, 2, 3); }\n")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    expect(page.locator('head link[rel="stylesheet"]')).to_have_count(1)
    assert page.evaluate("window.bare") == 0
    assert was_not_reloaded(page)


def test_a_stylesheet_that_is_replaced_while_loading_is_removed(
    page: Page, running: Client
) -> None:
    visit(page, running, "en/articles/b/")
    paused: list[Route] = []
    page.route(
        "**/assets/style.*.css",
        lambda route: route.continue_() if paused else paused.append(route),
    )
    with page.expect_request("**/assets/style.*.css"):
        running.write("templates/assets/style.css", "h1 { color: rgb(1, 2, 3); }\n")
    running.write("templates/assets/style.css", "h1 { color: rgb(4, 5, 6); }\n")
    expect(page.locator("h1")).to_have_css("color", "rgb(4, 5, 6)")
    expect(page.locator('head link[rel="stylesheet"]')).to_have_count(1)


def test_an_image_appears(page: Page, running: Client) -> None:
    visit(page, running, "en/articles/a/")
    image = page.get_by_alt_text("A dot")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("naturalWidth", 1)
    before = image.get_attribute("src")
    assert before
    (running.root / "content/dot.gif").write_bytes(BLUE)
    expect(image).not_to_have_attribute("src", before)
    expect(image).to_have_js_property("naturalWidth", 1)
    assert was_not_reloaded(page)


def test_a_page_whose_bytes_are_the_same_is_not_touched(
    page: Page, open_page: OpenPage, running: Client
) -> None:
    other = open_page()
    visit(page, running, "en/articles/b/")
    visit(other, running, "ar/tags/")
    other.evaluate(
        """() => {
          window.changes = 0;
          new MutationObserver((all) => { window.changes += all.length; })
            .observe(document, {subtree: true, childList: true, attributes: true,
                                characterData: true});
        }"""
    )
    with other.expect_response(lambda found: found.url.endswith("ar/tags/")) as found:
        running.edit("content/b.en.md", "Text.", "Another text.")
    assert found.value.status == 304
    expect(page.get_by_text("Another text.")).to_be_visible()
    assert other.evaluate("window.changes") == 0


def test_an_error_is_explained_on_the_page_until_it_is_fixed(
    page: Page, open_page: OpenPage, running: Client
) -> None:
    arabic = open_page()
    visit(page, running, "en/articles/b/")
    visit(arabic, running, "ar/articles/a/")
    expect(page.locator(".overlay")).to_have_count(0)
    running.edit("content/b.en.md", "2024-10-01", "2024-02-30")
    overlay = page.locator(".overlay")
    expect(overlay).to_be_visible()
    expect(overlay.locator(".where")).to_contain_text("content/b.en.md:3:7")
    expect(overlay.locator(".message")).to_contain_text("February 2024 has 29 days")
    expect(overlay.locator("pre")).to_have_text("date: 2024-02-30")
    expect(overlay.locator(".caret")).to_have_text("2")
    expect(overlay.locator(".hint")).to_contain_text("2024-02")
    expect(overlay.locator(".where a")).to_have_attribute(
        "href", f"editor://open{running.root}/content/b.en.md:3"
    )
    expect(page.locator("h1")).to_have_text("Beta")
    expect(arabic.locator(".overlay h2")).to_have_text("خطأ واحد يمنع نشر الموقع")
    expect(arabic.locator(".box")).to_have_attribute("dir", "rtl")
    # It can be closed, and stays closed until the errors change.
    arabic.keyboard.press("Escape")
    expect(arabic.locator(".overlay")).to_have_count(0)
    arabic.get_by_role("button", name="خطأ واحد").click()
    expect(arabic.locator(".overlay")).to_be_visible()
    running.edit("content/b.en.md", "2024-02-30", "2024-10-01")
    expect(page.locator(".overlay")).to_have_count(0)
    expect(arabic.locator(".overlay")).to_have_count(0)
    assert was_not_reloaded(page)


def test_a_broken_template_is_explained_over_the_last_good_page(
    page: Page, running: Client
) -> None:
    visit(page, running, "en/articles/b/")
    running.write(
        "templates/article.html",
        '{% extends "base.html" %}\n{% block main %}{{ no }}{% endblock %}\n',
    )
    expect(page.locator(".overlay .where")).to_contain_text("templates/article.html:2")
    expect(page.locator("h1")).to_have_text("Beta")
    (running.root / "templates/article.html").unlink()
    expect(page.locator(".overlay")).to_have_count(0)
    assert was_not_reloaded(page)


def test_the_page_of_a_removed_article_redirects(page: Page, running: Client) -> None:
    visit(page, running, "en/articles/b/")
    (running.root / "content/b.en.md").unlink()
    page.wait_for_url("**/en/2024/")


def test_the_page_of_a_renamed_article_redirects_to_its_new_address(
    page: Page, running: Client
) -> None:
    visit(page, running, "en/articles/b/")
    (running.root / "content/b.en.md").rename(running.root / "content/new.en.md")
    page.wait_for_url("**/en/articles/new/")
    expect(page.locator("h1")).to_have_text("Beta")


def test_a_page_that_was_missing_appears(page: Page, running: Client) -> None:
    visit(page, running, "en/articles/new/")
    running.write("content/new.en.md", article("New"))
    expect(page.locator("h1")).to_have_text("New")
    # The site's own script has run.
    expect(page.locator("button.copy")).to_have_text(COPY_FORMATS)


def test_the_bar_shows_the_source_file_and_translations(page: Page, running: Client) -> None:
    visit(page, running, "en/articles/b/")
    bar = page.get_by_role("region", name="Preview")
    expect(bar.get_by_text("content/b.en.md")).to_have_attribute(
        "href", f"editor://open{running.root}/content/b.en.md:1"
    )
    expect(bar).to_contain_text("Not yet in: العربية")
    visit(page, running, "en/articles/a/")
    bar.get_by_role("link", name="العربية").click()
    page.wait_for_url("**/ar/articles/a/")


def test_a_changed_paragraph_of_the_original_is_marked_where_the_translator_reads(
    page: Page, running: Client
) -> None:
    arabic = "## عنوان\n\nفقرة **أولى**.[^1]\n\nفقرة ثانية.\n\n[^1]: حاشية."
    running.edit("content/a.ar.md", "Text.", arabic)
    english = "## Head\n\nOne.[^1]\n\nTwo.\n\n[^1]: Note."
    running.write("content/a.en.md", article("Alpha", body=english))
    arguments = ["translated", "--folder", str(running.root), "a", "--from", "en"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    visit(page, running, "ar/articles/a/")
    notes = page.locator("tarikh-change")
    expect(page.get_by_text("فقرة ثانية.")).to_be_visible()
    expect(notes).to_have_count(0)
    running.edit("content/a.en.md", "Two.", "Two, changed.")
    expect(notes).to_have_text(["تغيّر في الأصل: Two, changed."])
    expect(page.locator("tarikh-change + *")).to_have_text(["فقرة ثانية."])
    running.edit("content/a.en.md", "Note.", "Longer note.")
    expect(page.locator(".footnote li tarikh-change")).to_have_count(1)
    running.edit("content/a.en.md", "Alpha", "Beginning")
    expect(notes).to_have_count(3)
    expect(page.locator("tarikh-change + h1")).to_have_count(1)
    running.write("content/a.en.md", article("Alpha", body=english))
    expect(notes).to_have_count(0)
    assert was_not_reloaded(page)


def test_color_scheme_and_width_can_be_switched(page: Page, running: Client) -> None:
    visit(page, running, "en/articles/b/")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button = page.locator("button.color-scheme")
    button.click()
    button.click()
    expect(button).to_have_text("Dark")
    expect(page.locator("body")).not_to_have_css("background-color", background)
    button.click()
    expect(page.locator("body")).to_have_css("background-color", background)
    page.locator("button.width").click()
    inner = page.frame_locator("tarikh-preview iframe")
    expect(inner.locator("h1")).to_have_text("Beta")
    expect(inner.locator("tarikh-preview")).to_have_count(0)
    box = page.locator("tarikh-preview iframe").bounding_box()
    assert box
    assert box["width"] <= 377
    running.edit("content/b.en.md", "Beta", "Delta")
    expect(inner.locator("h1")).to_have_text("Delta")
    page.locator("button.width").click()
    expect(page.locator("tarikh-preview iframe")).to_have_count(0)


def test_twenty_tabs_follow_every_edit(page: Page, running: Client) -> None:
    context: BrowserContext = page.context
    tabs = [page, *(context.new_page() for _ in range(19))]
    for number, tab in enumerate(tabs):
        visit(tab, running, "en/articles/b/" if number % 2 else "en/2024/")
    for number in range(1, 4):
        running.edit("content/b.en.md", 'title: "Beta', 'title: "Beta Beta')
        text = "Beta " * number + "Beta"
        for tab in tabs:
            expect(tab.get_by_text(text, exact=True).first).to_be_attached()
    assert all(map(was_not_reloaded, tabs))


def test_a_tab_catches_up_when_the_server_is_started_again(page: Page, site: MakeSite) -> None:
    root = site(FILES)
    (root / "content/dot.gif").write_bytes(RED)
    with preview(root) as client:
        port = int(client.host.rpartition(":")[2])
        visit(page, client, "en/articles/b/")
        expect(page.get_by_role("region", name="Preview")).to_be_visible()
    expect(page.get_by_text("Connection to the preview lost")).to_be_visible()
    client.edit("content/b.en.md", "Beta", "Epsilon")
    with preview(root, port=port):
        expect(page.locator("h1")).to_have_text("Epsilon")
        expect(page.get_by_text("Connection to the preview lost")).to_have_count(0)
        assert was_not_reloaded(page)
