"""What the preview adds to a page, and what it tells pages that are open."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any, TypeVar

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.preview.app import Reply, respond
from generator.preview.live_site import LiveSite
from generator.preview.overlay import excerpt
from generator.preview.reload_events import ReloadEvents
from generator.preview.watcher import Batch
from tests.support import NOW, MakeSite
from tests.support.preview_client import PATIENCE, apply_batch
from tests.support.sources import article

T = TypeVar("T")

EDITOR = "vscode://file{path}:{line}:{column}"


class Site:
    """A site in the preview whose files are edited."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.session = LiveSite(root, now=lambda: NOW, drafts=True, jobs=1)

    def save(self, path: str, text: str) -> None:
        file = self.root / path
        file.write_text(text, "utf-8")
        apply_batch(self.session, Batch(frozenset([str(file)]), {}, is_full_scan=False))

    def get(self, path: str) -> Reply:
        return respond(self.session, f"/{path}", editor=EDITOR)

    def overlay(self, path: str) -> dict[str, Any]:
        page = self.get(path).data.decode()
        found = re.search(r'id="_tarikh-overlay" data-tarikh>(.*?)</script>', page)
        assert found
        data: dict[str, Any] = json.loads(found[1])
        return data


@pytest.fixture
def preview(site: MakeSite) -> Site:
    files = {f"content/e{number}.en.md": article(f"Event {number}") for number in range(9)}
    settings = "[languages.ar]\n[languages.en]\n"
    return Site(site({**files, "content/site.toml": settings, "content/e0.ar.md": article("حدث")}))


def test_the_errors_of_the_file_of_a_page_come_first(preview: Site) -> None:
    for number in (1, 2, 7):
        preview.save(f"content/e{number}.en.md", article("Event", "2024-02-30"))
    for page, others in (("e7", "e1"), ("e2", "e1"), ("e1", "e2")):
        errors = preview.overlay(f"en/articles/{page}/")["errors"]
        assert [(each["position"], each["others"]) for each in errors] == [
            (f"content/{page}.en.md:3:7", ""),
            (f"content/{others}.en.md:3:7", "and 1 more"),
        ]


def test_an_error_shows_its_place_its_hint_and_a_link_to_the_editor(preview: Site) -> None:
    preview.save("content/e1.en.md", article("Event", "2024-02-30"))
    (error,) = preview.overlay("en/articles/e1/")["errors"]
    assert (error["severity"], error["code"]) == ("error", "date-invalid")
    assert error["before"] + error["at"] + error["after"] == "date: 2024-02-30"
    assert (error["before"], error["at"]) == ("date: ", "2")
    assert error["hint"]
    assert error["editor"] == f"vscode://file{preview.root}/content/e1.en.md:3:7"


def test_problems_are_in_the_language_of_the_page(preview: Site) -> None:
    preview.save("content/e1.en.md", article("Event", "2024-02-30"))
    (arabic,) = preview.overlay("ar/")["errors"]
    assert (arabic["message"]["lang"], arabic["message"]["dir"]) == ("ar", "rtl")
    assert arabic["hint"]["text"].startswith("اكتب آخر يوم معروف")
    (english,) = preview.overlay("en/")["errors"]
    assert english["message"]["lang"] == "en"


def test_a_page_with_errors_of_its_own_says_that_it_shows_its_last_version(preview: Site) -> None:
    preview.save("content/e1.en.md", article("Event", "2024-02-30"))
    kept = "Until this is fixed, the page shows its last version without errors."
    assert preview.overlay("en/articles/e1/")["strings"]["kept"] == kept
    assert preview.overlay("en/articles/e2/")["strings"]["kept"] == ""
    assert b"Event 1" in preview.get("en/articles/e1/").data


def test_an_edited_page_is_rendered_again_and_so_is_every_list_with_it(preview: Site) -> None:
    addresses = ("en/articles/e1/", "en/2024/", "en/", "ar/2024/")
    for address in addresses:
        assert b"Event 1" in preview.get(address).data, address
    preview.save("content/e1.en.md", article("Another title"))
    for address in addresses:
        data = preview.get(address).data
        assert b"Another title" in data, address
        assert b"Event 1<" not in data, address


def test_the_bar_names_other_languages_in_themselves(preview: Site) -> None:
    (link,) = preview.overlay("en/articles/e0/")["alternates"]
    assert (link["name"], link["lang"], link["dir"]) == ("العربية", "ar", "rtl")
    assert (link["href"], link["translated"]) == ("/ar/articles/e0/", True)
    (link,) = preview.overlay("en/articles/e1/")["alternates"]
    assert (link["href"], link["translated"]) == ("", False)


def test_a_draft_is_named_as_one(preview: Site) -> None:
    preview.save("content/e1.en.md", article("Event 1", more="draft: true\n"))
    assert preview.overlay("en/articles/e1/")["draft"]
    assert not preview.overlay("en/articles/e2/")["draft"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("private: true", "'private: true' makes the article a draft"),
        ("publishDate: 2999-01-05", "'publishDate' (2999-01-05) is in the future, so"),
        ("expiryDate: 2020-01-05", "'expiryDate' (2020-01-05) is in the past, so"),
    ],
)
def test_what_is_withheld_is_shown_as_a_draft(preview: Site, line: str, says: str) -> None:
    for text in ("Event 1", "Another title"):
        preview.save("content/e1.en.md", article(text, more=f"{line}\n"))
        overlay = preview.overlay("en/articles/e1/")
        assert overlay["draft"]
        assert any(each["message"]["text"].startswith(says) for each in overlay["warnings"])
        assert overlay["strings"]["warnings"] == "1 notice"


def test_only_a_page_that_exists_is_answered_as_one(preview: Site) -> None:
    assert preview.get("en/articles/e1/").status == HTTPStatus.OK
    missing = preview.get("en/articles/never/")
    assert missing.status == HTTPStatus.NOT_FOUND
    assert b"Page not found" in missing.data


# --- Open pages -------------------------------------------------------------------------------


async def next_number(stream: AsyncIterator[bytes]) -> int:
    async for message in stream:
        if message.startswith(b"data: "):
            return int(message.removeprefix(b"data: "))
    raise AssertionError("the stream has ended")


def run_in_thread(coroutine: Coroutine[None, None, T]) -> T:
    """Run a coroutine in a thread: Playwright keeps an event loop running in that of the tests."""
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(asyncio.run, asyncio.wait_for(coroutine, PATIENCE)).result()


def test_a_page_that_was_disconnected_learns_the_current_number_at_once() -> None:
    async def listen() -> list[int]:
        events = ReloadEvents()
        numbers = [await next_number(events.stream())]
        events.publish()
        events.publish()
        stream = events.stream()
        numbers.append(await next_number(stream))
        waiting = asyncio.ensure_future(next_number(stream))
        await asyncio.sleep(0)
        assert not waiting.done()
        events.publish()
        numbers.append(await waiting)
        return numbers

    assert run_in_thread(listen()) == [0, 2, 3]


def test_changes_in_the_background_are_published_together() -> None:
    async def publish() -> tuple[int, int]:
        events = ReloadEvents()
        events.publish_soon()
        events.publish_soon()
        before = events.number
        await next_number(events.stream())
        stream = events.stream()
        assert await next_number(stream) == 0
        assert await next_number(stream) == 1
        return before, events.number

    assert run_in_thread(publish()) == (0, 1)


ORIGINAL = "One.\n\n## Head\n\nTwo.\n\nThree."


@pytest.mark.parametrize(
    ("own", "edited", "place"),
    [
        ("أ.\n\n## ب\n\nج.\n\nد.", "One.\n\n## Head\n\nTwo!\n\nThree.", "ج."),
        ("أ.\n\nء.\n\n## ب\n\nج.", "One.\n\n## Head\n\nTwo!\n\nThree.", "ج."),
        ("أ.\n\n## ب\n\nج.", "One.\n\n## Head\n\nTwo.\n\nThree!", "ج."),
        ("أ.", "One.\n\n## Head\n\nTwo!\n\nThree.", "أ."),
        ("", "One!\n\n## Head\n\nTwo.\n\nThree.", ""),
    ],
    ids=["same-number", "more-before-the-heading", "fewer-below-it", "no-headings", "no-text"],
)
def test_a_changed_paragraph_is_named_with_the_one_in_its_place(
    site: MakeSite, own: str, edited: str, place: str
) -> None:
    folder = site(
        {
            "content/site.toml": "[languages.ar]\n[languages.en]\n",
            "content/a.en.md": article("Strike", body=ORIGINAL),
            "content/a.ar.md": article("إضراب", body=own),
        }
    )
    arguments = ["translated", "--folder", str(folder), "a", "--from", "en"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    preview = Site(folder)
    assert preview.overlay("ar/articles/a/")["changed"] == []
    preview.save("content/a.en.md", article("Strike", body=edited))
    (changed,) = preview.overlay("ar/articles/a/")["changed"]
    assert changed["text"].endswith("!")
    assert (changed["lang"], changed["part"], changed["own"]) == ("en", "body", place)
    assert preview.overlay("en/articles/a/")["changed"] == []


def test_a_changed_title_is_named_as_one(site: MakeSite) -> None:
    folder = site(
        {
            "content/site.toml": "[languages.ar]\n[languages.en]\n",
            "content/a.en.md": article("Strike", more="summary: Short.\n"),
            "content/a.ar.md": article("إضراب"),
        }
    )
    arguments = ["translated", "--folder", str(folder), "a", "--from", "en"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    preview = Site(folder)
    preview.save("content/a.en.md", article("Strikes", more="summary: Brief.\n"))
    changed = preview.overlay("ar/articles/a/")["changed"]
    assert [(each["part"], each["text"]) for each in changed] == [
        ("title", "Strikes"),
        ("summary", "Brief."),
    ]


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (1, ("", "a", "b" * 70 + "…")),
        (101, ("…" + "b" * 70, "c", "d" * 70 + "…")),
        (201, ("…" + "d" * 70, "e", "")),
        # After the last character, and at no character at all.
        (202, ("…" + "d" * 69 + "e", " ", "")),
        (0, ("a" + "b" * 99 + "c" + "d" * 39 + "…", "", "")),
        (203, ("a" + "b" * 99 + "c" + "d" * 39 + "…", "", "")),
    ],
)
def test_of_a_long_line_what_is_next_to_the_position_is_shown(
    column: int, shown: tuple[str, str, str], tmp_path: Path
) -> None:
    file = tmp_path / "a.en.md"
    file.write_text("first\n" + "a" + "b" * 99 + "c" + "d" * 99 + "e\n", "utf-8")
    assert excerpt(file, 2, column) == shown


@pytest.mark.parametrize("line", [0, 4])
def test_of_a_line_that_the_file_does_not_have_nothing_is_shown(line: int, tmp_path: Path) -> None:
    file = tmp_path / "a.en.md"
    file.write_text("first\nsecond\n", "utf-8")
    assert excerpt(file, line, 1) == ("", "", "")
    assert excerpt(tmp_path / "gone.en.md", 1, 1) == ("", "", "")
    assert excerpt(file, 1, 2) == ("f", "i", "rst")
