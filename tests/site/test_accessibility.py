"""Accessibility: names, landmarks, and the same tree in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.approved import publish
from tests.conftest import run_program
from tests.support import OpenPage, Serve
from tests.support.html_tree import Element, parse_html

BASE_URL = "https://record.example/bridge/"
INTERACTIVE = ("a", "button", "summary", "input", "select", "textarea")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    """The pages of the approved site, by their files."""
    output = publish(tmp_path_factory.mktemp("accessibility") / "site")
    return {
        file.relative_to(output).as_posix(): parse_html(file.read_text("utf-8"))
        for file in sorted(output.rglob("*.html"))
    }


def accessible_name(element: Element, page: Element) -> str:
    """The name that a screen reader announces (in outline: WAI-ARIA's name computation)."""
    attributes = element.attributes
    if labels := attributes.get("aria-labelledby"):
        named = (each for each in page.elements() if each.attributes.get("id") in labels.split())
        return " ".join(each.text for each in named)
    if label := attributes.get("aria-label", "").strip():
        return label
    if element.tag == "input":
        return " ".join(each.text for each in page.find("label") if element in each.children)
    if element.tag == "img":
        return attributes.get("alt", "")
    return " ".join("".join(_texts(element, page)).split()) or attributes.get("title", "")


def _texts(element: Element, page: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.attributes.get("aria-hidden") != "true" and "hidden" not in child.attributes:
            yield f" {accessible_name(child, page)} "


def test_every_link_button_and_control_has_a_name(pages: dict[str, Element]) -> None:
    nameless = [
        f"{file}: <{element.tag} {element.attributes}>"
        for file, page in pages.items()
        for element in page.elements()
        if element.tag in INTERACTIVE and not accessible_name(element, page)
    ]
    assert nameless == []


def test_no_link_is_named_by_its_address(pages: dict[str, Element]) -> None:
    for file, page in pages.items():
        for link in page.find("a"):
            name = accessible_name(link, page)
            # A report without a title has no other name.
            if not link.find("span", "address"):
                assert "://" not in name, f"{file}: {name}"


def test_every_navigation_has_a_label_of_its_own(pages: dict[str, Element]) -> None:
    several = 0
    for file, page in pages.items():
        labels = [nav.attributes.get("aria-label", "") for nav in page.find("nav")]
        assert all(labels), f"{file}: a navigation without a label among {labels}"
        assert len({*labels}) == len(labels), f"{file}: {labels}"
        several += len(labels) > 1
    assert several > len(pages) / 2


def test_a_label_is_in_the_language_of_its_page(pages: dict[str, Element]) -> None:
    labels: dict[str, set[str]] = {"ar": set(), "en": set()}
    for file, page in pages.items():
        language = file.partition("/")[0]
        if language in labels:
            labels[language] |= {each.attributes["aria-label"] for each in page.find("nav")}
    assert len(labels["ar"]) == len(labels["en"])
    assert all(re.search("[\u0600-\u06ff]", label) for label in labels["ar"])
    assert all(label.isascii() for label in labels["en"])


def test_every_group_and_region_that_scrolls_can_be_reached_and_has_a_name(
    pages: dict[str, Element],
) -> None:
    for file, page in pages.items():
        for element in page.elements():
            if element.attributes.get("role") in {"group", "region", "img"}:
                assert element.attributes.get("aria-label"), f"{file}: {element.attributes}"


def test_nothing_that_screen_readers_do_not_know_is_reached_by_keyboard(
    pages: dict[str, Element],
) -> None:
    hidden = 0
    for file, page in pages.items():
        for part in page.elements():
            if part.attributes.get("aria-hidden") != "true":
                continue
            for element in part.elements():
                if element.tag in INTERACTIVE:
                    assert element.attributes.get("tabindex") == "-1", f"{file}: {element}"
                    hidden += 1
    assert hidden


def test_every_page_has_one_main_landmark_that_can_be_skipped_to(pages: dict[str, Element]) -> None:
    for file, page in pages.items():
        (main,) = page.find("main")
        skips = [each for each in page.find("a", "skip") if each not in main.find("a", "skip")]
        if not skips:
            # Nothing is before the content of a redirect and of the pages in all languages.
            assert len(page.find("nav")) == len(main.find("nav")), file
            continue
        assert skips[0].attributes["href"] == f"#{main.attributes['id']}", file
        assert page.find("a")[0] is skips[0], file


def test_headings_skip_no_level(pages: dict[str, Element]) -> None:
    for file, page in pages.items():
        levels = [int(each.tag[1]) for each in page.elements() if re.fullmatch("h[1-6]", each.tag)]
        assert levels.count(1) <= 1, file
        steps = pairwise(levels)
        assert all(below <= above + 1 for above, below in steps), f"{file}: {levels}"


def test_every_external_link_is_marked(pages: dict[str, Element]) -> None:
    external = 0
    for file, page in pages.items():
        for link in page.find("a"):
            address = link.attributes.get("href", "")
            relations = {*link.attributes.get("rel", "").split()}
            leaves = re.match("(?:https?:)?//", address) and not address.startswith(BASE_URL)
            if leaves:
                external += 1
                assert {"noopener", "external"} <= relations, f"{file}: {address}"
            else:
                assert "external" not in relations, f"{file}: {address}"
    assert external >= 5


# --- One tree in both languages ---------------------------------------------------------------

SETTINGS = """
title = { ar = "سجل الجسر", en = "The bridge record" }
description = { ar = "جسر على نهر.", en = "A bridge over a river." }
id = "urn:x:1"
base_url = "https://record.example/"

[languages.ar]
locale = "ar_IQ"

[languages.en]
locale = "en_GB"
"""
TAGS = '[traffic]\nname = { ar = "المرور", en = "Traffic" }\n'
SOURCES = '[river-wire]\nname = { ar = "بريد النهر", en = "River Wire" }\n'
EVENTS = {
    "opening": ("افتتاح الجسر", "The bridge opens", "2003-05-01", "occurred"),
    "closure": ("إغلاق الجسر", "The bridge closes", "2003-07", "occurred"),
    "toll": ("رسوم العبور", "A toll is announced", "2004", "announced"),
    "repair": ("ترميم الجسر", "The bridge is repaired", "2004-02-03/2004-04-05", "occurred"),
    "lights": ("إنارة الجسر", "Lights on the bridge", "2011-10-12", "disputed"),
}
ARTICLE = """---
title: {title}
date: {date}
status: {status}
tags: [traffic]
source: {{name: river-wire, url: "https://wire.example/{key}"}}
---
{title}.

## {title}

- [{title}](https://wire.example/more)
"""
KINDS = ("", "2003/", "articles/repair/", "tags/", "tags/traffic/", "sources/")


@pytest.fixture(scope="module")
def translated_url(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of a site whose every event and name is there in both languages."""
    folder = tmp_path_factory.mktemp("translated")
    files = {"site.toml": SETTINGS, "tags.toml": TAGS, "sources.toml": SOURCES}
    for key, (arabic, english, date, status) in EVENTS.items():
        for language, title in (("ar", arabic), ("en", english)):
            text = ARTICLE.format(title=title, date=date, status=status, key=key)
            files[f"events/{key}.{language}.md"] = text
    for path, text in files.items():
        target: Path = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    result = run_program("build", folder, "--strict", "--jobs", "1")
    assert result.exit_code == 0, result.output
    return serve(folder / "output")


# A line of a snapshot: its depth, a role, a name, and states such as [level=2].
NODE = re.compile(r'(?P<indent> *)- (?P<role>[a-z]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?P<rest>.*)')
STATE = re.compile(r"\[[^\]]*\]")


def accessibility_tree(page: Page) -> list[tuple[str, str]]:
    """The browser's accessibility tree: each node's depth, role and states, and its name."""
    nodes = []
    for line in page.locator("body").aria_snapshot().replace("- '", "- ").splitlines():
        node = NODE.match(line)
        if node and node["role"] != "text":
            states = " ".join(STATE.findall(node["rest"]))
            nodes.append((f"{node['indent']}{node['role']} {states}".rstrip(), node["name"] or ""))
    return nodes


@pytest.mark.parametrize("address", KINDS)
def test_both_languages_have_the_same_tree_with_other_names(
    address: str, translated_url: str, open_page: OpenPage
) -> None:
    page = open_page()
    trees = {}
    for language in ("ar", "en"):
        page.goto(f"{translated_url}{language}/{address}")
        trees[language] = accessibility_tree(page)
    roles = {language: [role for role, _ in tree] for language, tree in trees.items()}
    assert roles["ar"] == roles["en"]
    assert any("heading [level=" in role for role in roles["en"])
    assert any("navigation" in role for role in roles["en"])
    named = [
        (arabic, english)
        for (_, arabic), (_, english) in zip(trees["ar"], trees["en"], strict=True)
        # Names of formats and addresses are the same in every language.
        if re.search("[A-Za-z\u0600-\u06ff]", arabic + english)
        and not re.match("https://|JSON|CSV|Atom|iCalendar|TimelineJS|BibTeX|CSL", english)
    ]
    assert len(named) > 10
    for arabic, english in named:
        assert arabic != english


@pytest.mark.parametrize("address", KINDS)
def test_the_arabic_page_is_the_mirror_of_the_english_one(
    address: str, translated_url: str, open_page: OpenPage
) -> None:
    page = open_page()
    starts = {}
    for language in ("ar", "en"):
        page.goto(f"{translated_url}{language}/{address}")
        boxes = [link.bounding_box() for link in page.locator(".sections a").all()]
        starts[language] = [box["x"] for box in boxes if box]
    assert len(starts["en"]) == len(starts["ar"]) >= 3
    assert starts["en"] == sorted(starts["en"])
    assert starts["ar"] == sorted(starts["ar"], reverse=True)


def test_a_node_is_read_with_its_role_level_and_name(open_page: OpenPage) -> None:
    page = open_page()
    page.set_content(
        '<nav aria-label="a: b"><ul><li><a href="#x">c</a></li></ul></nav><h2>"d"</h2>'
    )
    assert accessibility_tree(page) == [
        ("navigation", "a: b"),
        ("  list", ""),
        ("    listitem", ""),
        ("      link", "c"),
        ("heading [level=2]", '\\"d\\"'),
    ]
