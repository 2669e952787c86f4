"""What the pages of a small site in three languages contain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import run_program
from tests.support import Build, MakeSite, Read
from tests.support.html_tree import Element, parse_html
from tests.support.sources import article, png

SETTINGS = """
title = { ar = "سجل", en = "Record", fr = "Registre" }
base_url = "https://record.example/"
exports = "site"

[languages.ar]
locale = "ar_IQ"
digits = "arab"
hijri = true

[languages.en]
locale = "en_GB"

[languages.fr]
"""
FALL_AR = """---
title: انهيار الجسر
date: 2003-04-09
status: disputed
source:
  name: River Wire
  url: https://wire.example/fall
  title: انهيار
  quote: سقط عند الظهر
tags: [bridge]
place: الضفة الجنوبية
published: 2003-04-10
updated: 2003-05-02
corrections:
  - date: 2003-05-02
    note: سقط الجزء الأوسط.
image: { src: bridge.png, alt: الجسر, credit: River Wire }
---
النص.

## أولاً

نص.

## ثانياً

نص.

## ثالثاً

نص.
"""
FALL_EN = """---
title: The fall of the bridge
published: 2003-04-11
updated: 2003-06-03
corrections:
  - date: 2003-06-03
    note: The middle span fell.
  - date: 2003-05-02
    note: It fell at noon.
---
Text.

## First

Text.

## Second

Text.
"""
FILES = {
    "site.toml": SETTINGS,
    "tags.toml": '[bridge]\nname = { ar = "الجسر", en = "Bridge" }\n',
    "fall.ar.md": FALL_AR,
    "fall.en.md": FALL_EN,
    "flood.ar.md": article("فيضان", "1999-03-01"),
    "opening.ar.md": article("افتتاح", "2004-06-30"),
    "opening.en.md": article("The opening", "2004-06-30"),
    "opening.fr.md": article("L’ouverture", "2004-06-30"),
    "pages/about.en.md": "---\ntitle: About\n---\nText.\n",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    """The pages of the site, by their addresses."""
    folder: Path = tmp_path_factory.mktemp("contents")
    for path, text in FILES.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    (folder / "content/bridge.png").write_bytes(png(40, 30))
    result = run_program("build", folder, "--jobs", "1")
    assert result.exit_code == 0, result.output
    output = folder / "output"
    return {
        file.relative_to(output).as_posix().removesuffix("index.html"): parse_html(
            file.read_text("utf-8")
        )
        for file in output.rglob("*.html")
    }


def texts(page: Element, tag: str, class_name: str = "", **attributes: str) -> list[str]:
    return [each.text for each in page.find(tag, class_name, **attributes)]


def contents(page: Element, name: str) -> list[str]:
    """The contents of the meta elements of this name or property."""
    found = [*page.find("meta", name=name), *page.find("meta", property=name)]
    return [each.attributes["content"] for each in found]


# --- Articles ---------------------------------------------------------------------------------


def test_a_day_has_its_hijri_date_where_the_language_shows_it(pages: dict[str, Element]) -> None:
    for address in ("ar/articles/fall/", "ar/"):
        assert "٧ صفر ١٤٢٤ هـ" in texts(pages[address], "span", "hijri"), address
    # Below the heading of a month, a date is short.
    for address in ("en/articles/fall/", "en/", "ar/2003/"):
        assert texts(pages[address], "span", "hijri") == [], address


@pytest.mark.parametrize("address", ["en/articles/fall/", "en/", "en/2003/", "ar/articles/fall/"])
def test_a_place_is_isolated_and_has_the_language_that_the_page_does_not_have(
    address: str, pages: dict[str, Element]
) -> None:
    shown = [bdi for place in pages[address].find("span", "place") for bdi in place.find("bdi")]
    own = {"lang": "ar", "dir": "rtl"} if address.startswith("en/") else {}
    assert [(each.text, each.attributes) for each in shown] == [("الضفة الجنوبية", own)]


@pytest.mark.parametrize(
    ("address", "own"), [("ar/articles/fall/", (None, None)), ("en/articles/fall/", ("ar", "rtl"))]
)
def test_a_quotation_and_a_headline_have_the_language_that_the_page_does_not_have(
    address: str, own: tuple[str | None, str | None], pages: dict[str, Element]
) -> None:
    (quotation,) = pages[address].find("blockquote", "citation-quote")
    assert quotation.attributes["cite"] == "https://wire.example/fall"
    (headline,) = pages[address].find("a", href="https://wire.example/fall")
    assert headline.text == "انهيار"
    for element in (quotation, headline):
        assert (element.attributes.get("lang"), element.attributes.get("dir")) == own


def test_the_credit_of_an_image_is_isolated(pages: dict[str, Element]) -> None:
    (image,) = pages["ar/articles/fall/"].find("figure")
    assert texts(image, "bdi") == ["River Wire"]


def test_an_image_has_the_description_that_its_author_wrote(pages: dict[str, Element]) -> None:
    page = pages["ar/articles/fall/"]
    assert [each.attributes["alt"] for each in page.find("img")] == ["الجسر"]
    assert contents(page, "og:image:alt") == ["الجسر"]


def test_one_correction_is_announced_as_one_and_several_as_several(
    pages: dict[str, Element],
) -> None:
    (one,) = pages["ar/articles/fall/"].find("section", "corrections")
    assert (texts(one, "h2"), len(one.find("li"))) == (["تصويب"], 1)
    (two,) = pages["en/articles/fall/"].find("section", "corrections")
    assert texts(two, "h2") == ["Corrections"]
    assert [item.text.rpartition("2003 ")[2] for item in two.find("li")] == [
        "The middle span fell.",
        "It fell at noon.",
    ]


def test_a_text_has_contents_from_three_headings_on(pages: dict[str, Element]) -> None:
    (navigation,) = pages["ar/articles/fall/"].find("nav", "contents")
    assert texts(navigation, "a") == ["أولاً", "ثانياً", "ثالثاً"]
    assert pages["en/articles/fall/"].find("nav", "contents") == []


def test_a_text_says_when_it_was_published_and_when_changed(pages: dict[str, Element]) -> None:
    page = pages["en/articles/fall/"]
    assert contents(page, "article:published_time") == ["2003-04-11"]
    assert contents(page, "article:modified_time") == ["2003-06-03"]
    (dates,) = page.find("p", "story-dates")
    assert dates.text == "Published Friday, 11 April 2003 Updated Tuesday, 3 June 2003"
    (arabic,) = pages["ar/articles/fall/"].find("p", "story-dates")
    assert [each.attributes["datetime"] for each in arabic.find("time")] == [
        "2003-04-10",
        "2003-05-02",
    ]


# --- Every page -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("en/", [("Timeline", "page")]),
        ("en/2003/", [("Timeline", "true")]),
        ("en/articles/fall/", [("Timeline", "true")]),
        ("en/tags/", [("Tags", "page")]),
        ("en/tags/bridge/", [("Tags", "true")]),
        ("en/sources/", [("Sources", "page")]),
        ("en/sources/ap/", [("Sources", "true")]),
        ("en/about/", [("About", "page")]),
    ],
)
def test_the_section_that_a_page_belongs_to_is_marked(
    address: str, current: list[tuple[str, str]], pages: dict[str, Element]
) -> None:
    (sections,) = pages[address].find("nav", "sections")
    marked = [
        (link.text, link.attributes["aria-current"])
        for link in sections.find("a")
        if "aria-current" in link.attributes
    ]
    assert marked == current


@pytest.mark.parametrize(
    ("path", "languages"),
    [
        ("{}/", ["ar", "en", "fr", "x-default"]),
        ("{}/2003/", ["ar", "en", "fr", "x-default"]),
        ("{}/articles/opening/", ["ar", "en", "fr", "x-default"]),
        ("{}/articles/fall/", ["ar", "en", "x-default"]),
        ("{}/articles/flood/", []),
        ("{}/about/", []),
    ],
)
def test_a_page_names_each_language_that_has_it_and_no_other(
    path: str, languages: list[str], pages: dict[str, Element]
) -> None:
    own = [path.format(code) for code in ("ar", "en", "fr") if path.format(code) in pages]
    for address in own:
        links = [each for each in pages[address].find("link") if "hreflang" in each.attributes]
        assert sorted(each.attributes["hreflang"] for each in links) == languages, address
        for link in links:
            target = link.attributes["href"].removeprefix("https://record.example/")
            assert target in pages, address


def test_each_export_is_linked_with_its_media_type(pages: dict[str, Element]) -> None:
    (navigation,) = pages["en/2003/"].find(
        "nav", **{"aria-label": "Other formats of this timeline"}
    )
    linked = {link.text: link.attributes["type"] for link in navigation.find("a")}
    assert linked == {
        "Atom": "application/atom+xml",
        "JSON Feed": "application/feed+json",
        "Corrections": "application/atom+xml",
        "JSON": "application/json",
        "CSV": "text/csv",
        "iCalendar": "text/calendar",
        "TimelineJS": "application/json",
        "BibTeX": "application/x-bibtex",
        "CSL-JSON": "application/vnd.citationstyles.csl+json",
    }
    feeds = [link.text for link in navigation.find("a", rel="alternate")]
    assert feeds == ["Atom", "JSON Feed", "Corrections"]


def test_a_timeline_leads_to_the_earlier_and_the_later_one(pages: dict[str, Element]) -> None:
    links = {
        link.attributes["rel"]: (link.text, link.attributes["href"])
        for link in pages["en/2003/"].find("a")
        if link.attributes.get("rel") in {"prev", "next"}
    }
    assert links == {
        "prev": ("Earlier 1999", "../1999/"),
        "next": ("Later 2004", "../2004/"),
    }


@pytest.mark.parametrize("address", ["", "404.html"])
def test_the_choice_of_a_language_is_in_each_language(
    address: str, pages: dict[str, Element]
) -> None:
    items = pages[address].find("ul")[0].find("li")
    options = [item for item in items if "lang" in item.attributes]
    assert [(each.attributes["lang"], each.attributes["dir"]) for each in options] == [
        ("ar", "rtl"),
        ("en", "ltr"),
        ("fr", "ltr"),
    ]
    links = [option.find("a")[0].attributes["hreflang"] for option in options]
    assert links == ["ar", "en", "fr"]


def test_only_the_page_for_missing_addresses_is_kept_from_search_engines(
    pages: dict[str, Element],
) -> None:
    assert {address: contents(page, "robots") for address, page in pages.items()} == {
        address: ["noindex"] if address == "404.html" else [] for address in pages
    }


def test_the_frame_for_other_sites_names_the_whole_timeline_to_search_engines(
    site: MakeSite, build: Build, read: Read
) -> None:
    folder = site({"content/a.en.md": article()})
    build(folder, "--base-url", "https://a.example/")
    frame = read(folder, "en/timeline/embed/index.html")
    assert '<link rel="canonical" href="https://a.example/en/timeline/">' in frame
    assert "noindex" not in frame
    # Without an address of the site, no other page can be named.
    build(folder)
    assert '<meta name="robots" content="noindex">' in read(folder, "en/timeline/embed/index.html")


def test_an_untranslated_event_names_its_language_in_that_of_the_reader(
    pages: dict[str, Element],
) -> None:
    assert texts(pages["en/1999/"], "span", "foreign") == ["Only in Arabic"]
    assert texts(pages["ar/1999/"], "span", "foreign") == []


# --- Indexes ----------------------------------------------------------------------------------


def initials(count: int) -> Iterator[str]:
    """Thirty-one names that begin with so many letters."""
    for number in range(31):
        yield f"{chr(ord('A') + number % count)}{number:02}"


@pytest.mark.parametrize(("letters", "names", "linked"), [(6, 31, 6), (5, 31, 0), (6, 30, 0)])
def test_an_index_of_more_than_thirty_names_has_letters_and_from_six_on_links_to_them(
    site: MakeSite, build: Build, read: Read, *, letters: int, names: int, linked: int
) -> None:
    tags = ", ".join(list(initials(letters))[:names])
    settings = "[languages.en]\n"
    folder = site({"content/a.en.md": article(tags=tags), "content/site.toml": settings})
    assert build(folder).exit_code == 0
    page = parse_html(read(folder, "en/tags/"))
    groups = [each.text for each in page.find("h2")]
    assert groups == (list("ABCDEF")[:letters] if names > 30 else [])
    assert len([link for nav in page.find("nav", "letters") for link in nav.find("a")]) == linked
    assert len(page.find("a", "term")) == names


_SPAN = """---
title: انهيار الجسر
date: 2003-04-09
summary: ملخص https://wire.example/summary/
source:
  name: River Wire
  quote: سقط https://wire.example/quote/
corrections:
  - date: 2003-05-02
    note: تصحيح https://wire.example/note/
---
النص.
"""


def test_an_address_in_a_text_from_right_to_left_keeps_its_slash_at_its_end(
    site: MakeSite, build: Build, read: Read
) -> None:
    settings = "[languages.ar]\n[languages.en]\n"
    folder = site({"content/fall.ar.md": _SPAN, "content/site.toml": settings})
    assert build(folder).exit_code == 0

    def isolated(page: str) -> set[str]:
        found = texts(parse_html(read(folder, page)), "bdi", dir="ltr")
        return {text for text in found if "://" in text}

    summary, quote, note = (
        f"https://wire.example/{part}/" for part in ("summary", "quote", "note")
    )
    assert {quote, note} <= isolated("ar/articles/fall/")
    # The list in English has the summary in Arabic.
    for page in ("ar/2003/", "ar/timeline/", "en/2003/", "en/timeline/"):
        assert isolated(page) == {summary}, page
