"""The published files as a whole: of the sample, and of a chronology of 500 events."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from posixpath import join, normpath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import feedparser
import html5lib
import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from pybtex.database import parse_string
from pyld import jsonld

from bench import corpus
from generator.build import BuildOptions, build_site
from tests.support import NOW, OpenPage, Serve
from tests.support.axe import axe_violations
from tests.support.pages_server import SUB_PATH

BASE = f"https://chronicle.example{SUB_PATH}"
# Requested by name, and not linked from any page.
# The pages for frames of other sites.
FRAMES = ("timeline/embed/index.html", "search/embed/index.html")
ASKED_FOR = frozenset({".nojekyll", ".tarikh", "404.html", "CNAME", "robots.txt", "sitemap.xml"})
# The JSON-LD context, so that tests do not load it from the network.
CONTEXT = {"@context": {"@vocab": "https://schema.org/"}}
_CSS_ADDRESS = re.compile(r'url\("([^"]+)"\)')


@dataclass
class Html(HTMLParser):
    """A page as a crawler sees it."""

    links: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    heads: list[dict[str, str]] = field(default_factory=list)
    externals: list[dict[str, str]] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    styled: int = 0
    inline: int = 0
    texts: list[str] = field(default_factory=list)
    _data: str = ""
    _is_snippet: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if "id" in found:
            assert found["id"] not in self.ids, f"id {found['id']} twice"
            self.ids.add(found["id"])
        self.styled += "style" in found or tag == "style"
        self.inline += any(name.startswith("on") for name in found)
        if tag == "a" and "href" in found:
            address = found["href"]
            if urlsplit(address).scheme:
                self.externals.append(found)
            else:
                self.links.append(address)
        elif tag in {"link", "meta"}:
            self.heads.append({"tag": tag, **found})
            if tag == "link" and found.get("rel") in {"icon", "stylesheet", "alternate"}:
                self.parts.append(found["href"])
            elif found.get("property") == "og:image":
                self.parts.append(found["content"])
        elif tag in {"img", "script", "source", "iframe"} and "src" in found:
            self.parts.append(found["src"])
        elif tag == "textarea":
            self._is_snippet = True
        elif tag == "script":
            self._data = found.get("type", "")
            self.inline += self._data != "application/ld+json"
        if "data-files" in found:
            # The paths of what a script fetches, each before a number.
            paths = found["data-files"].split()[::2]
            self.parts += [found["data-root"] + path for path in paths]
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._data = ""
        elif tag == "textarea":
            self._is_snippet = False

    def handle_data(self, data: str) -> None:
        if self._data:
            self.texts.append(data)
        elif self._is_snippet:
            # What readers copy into pages of their own.
            snippet = Html()
            snippet.feed(data)
            self.parts += snippet.parts

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may index the page."""
        return {"tag": "meta", "name": "robots", "content": "noindex"} not in self.heads

    def head(self, **wanted: str) -> dict[str, str]:
        """Return the only element of the head with these attributes."""
        (found,) = [h for h in self.heads if all(h.get(n) == v for n, v in wanted.items())]
        return found


@dataclass(frozen=True)
class Published:
    """A published folder: its files, and its pages by their paths."""

    folder: Path
    files: frozenset[str]
    pages: dict[str, Html]

    def leads(self, page: str, address: str) -> tuple[str, str]:
        """Return the file, relative to the folder, and the anchor of a link on a page."""
        parts = urlsplit(address.removeprefix(BASE) if address.startswith(BASE) else address)
        assert not parts.scheme, f"{page}: {address}"
        path = unquote(parts.path)
        if path.startswith("/"):
            assert path.startswith(SUB_PATH), f"{page}: {address}"
            path = path.removeprefix(SUB_PATH)
        elif not address.startswith(BASE):
            path = join(page.rpartition("/")[0], path) if path else page
        is_folder = not path or path.endswith(("/", "/.", "/.."))
        path = normpath(path).removeprefix("./")
        assert not path.startswith(".."), f"{page}: {address} leads out of the site"
        if is_folder:
            path = "index.html" if path == "." else f"{path}/index.html"
        return path, unquote(parts.fragment)

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")


def look(folder: Path) -> Published:
    files = frozenset(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    pages = {}
    for path in sorted(files):
        if path.endswith(".html"):
            page = Html()
            page.feed((folder / path).read_text(encoding="utf-8"))
            pages[path] = page
    return Published(folder, files, pages)


@pytest.fixture(scope="session")
def five_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of 500 events in both languages, with dates of every precision."""
    folder = tmp_path_factory.mktemp("five-hundred")
    corpus.write(folder, 500, mixed_dates=True)
    report = build_site(BuildOptions(folder, NOW, base_url=BASE), lambda *_: None)
    assert report.published, report.problems
    return folder / "output"


@pytest.fixture(scope="module", params=["sample", "five_hundred"])
def site(request: pytest.FixtureRequest) -> Published:
    return _look_once(request.getfixturevalue(request.param))


@lru_cache(maxsize=2)
def _look_once(folder: Path) -> Published:
    return look(folder)


def lost(site: Published) -> list[str]:
    """Return every link, asset and anchor without a target."""
    found = []
    for page, html in site.pages.items():
        for address in (*html.links, *html.parts):
            path, anchor = site.leads(page, address)
            if path not in site.files:
                found.append(f"{page}: {address}")
            elif anchor and anchor not in site.pages[path].ids:
                found.append(f"{page}: {address}: no such anchor")
    return found


def orphans(site: Published) -> list[str]:
    """Return every file that cannot be reached by links from the first page."""
    reached = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        page = waiting.pop()
        html = site.pages.get(page)
        addresses = [*html.links, *html.parts] if html else []
        if page.endswith(".css"):
            addresses = _CSS_ADDRESS.findall((site.folder / page).read_text(encoding="utf-8"))
        for address in addresses:
            path, _ = site.leads(page, address)
            if path not in reached:
                reached.add(path)
                waiting.append(path)
    return sorted(site.files - reached - ASKED_FOR - {"events.schema.json"})


def test_every_link_asset_and_anchor_has_a_target(site: Published) -> None:
    assert lost(site) == []


def test_no_file_is_an_orphan(site: Published, request: pytest.FixtureRequest) -> None:
    found = orphans(site)
    # The search page fetches the pieces of its index.
    unlinked = [file for file in found if file.startswith("assets/search/")]
    if request.node.callspec.params["site"] == "sample":
        # The field of long indexes, of which the sample has none.
        (script,) = (file for file in site.files if file.startswith("assets/index-filter."))
        unlinked.append(script)
    assert found == sorted(unlinked)


def test_the_crawl_finds_faults(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        """
        <a href="a/#x">a</a><a href="c/">c</a>
        <meta property="og:image" content="d.png">
        <textarea>&lt;iframe src="e/"&gt;&lt;/iframe&gt;</textarea>
        <p data-root="./" data-files="f.bin 1 g.bin 2"></p>
        """,
        "utf-8",
    )
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("<p id=y>", "utf-8")
    site = look(tmp_path)
    assert lost(site) == [
        "index.html: a/#x: no such anchor",
        *(f"index.html: {address}" for address in ("c/", "d.png", "e/", "./f.bin", "./g.bin")),
    ]
    assert orphans(site) == ["b/index.html"]


def test_nothing_is_inline_and_nothing_leaves_the_site(site: Published) -> None:
    for page, html in site.pages.items():
        assert (html.styled, html.inline) == (0, 0), page
        policy = html.heads[1]
        assert policy["http-equiv"] == "Content-Security-Policy", page
        assert "default-src 'none'" in policy["content"]
        assert "unsafe-inline" not in policy["content"]
        # The only hash allowed here is that of the structured data, which is not code.
        hashes = [base64.b64encode(hashlib.sha256(t.encode()).digest()) for t in html.texts]
        assert re.findall(r"sha256-([^']*)", policy["content"]) == [h.decode() for h in hashes]
        for link in html.externals:
            assert {"noopener", "external"} <= set(link["rel"].split()), f"{page}: {link}"


def test_headings_are_in_order(site: Published) -> None:
    for page, html in site.pages.items():
        assert html.levels.count(1) == 1, page
        # The site's name may be above the heading of the page.
        assert all(after <= before + 1 for before, after in pairwise(html.levels)), page


def test_every_page_says_what_it_is(site: Published) -> None:
    for page, html in site.pages.items():
        if not html.is_indexed:
            claims = {"canonical", "og:url"} & {h.get("rel", h.get("property")) for h in html.heads}
            assert not claims, page
            assert alternates(html) == {}, page
            continue
        path = page.removesuffix("index.html")
        assert html.head(name="description")["content"], page
        if page.endswith(FRAMES):
            # Search engines are to list the page that it is a part of.
            whole = path.removesuffix("embed/")
            assert unquote(html.head(rel="canonical")["href"]) == f"{BASE}{whole}", page
            assert alternates(html) == {}, page
            continue
        assert unquote(html.head(rel="canonical")["href"]) == f"{BASE}{path}", page
        assert html.head(property="og:title")["content"], page
        assert unquote(html.head(property="og:url")["content"]) == f"{BASE}{path}", page


def alternates(html: Html) -> dict[str, str]:
    return {
        head["hreflang"]: head["href"]
        for head in html.heads
        if head.get("rel") == "alternate" and "hreflang" in head
    }


def test_alternates_answer_each_other(site: Published) -> None:
    for page, html in site.pages.items():
        own = alternates(html)
        if not own:
            continue
        assert "x-default" in own, page
        places = {site.leads(page, address)[0] for address in own.values()}
        assert page in places, page
        for place in places:
            assert alternates(site.pages[place]) == own, f"{page} and {place}"


def test_only_translations_are_alternates(site: Published) -> None:
    alone = [page for page, html in site.pages.items() if not alternates(html)]
    paired = [page for page, html in site.pages.items() if alternates(html)]
    assert "404.html" in alone
    for page in paired:
        if "/articles/" in page:
            assert (site.folder / page.replace("ar/", "en/", 1)).is_file(), page


def test_the_sitemap_lists_every_page_and_no_other(site: Published) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = ET.parse(site.folder / "sitemap.xml")
    rows = tree.findall("s:url", space)
    places = [unquote(row.findtext("s:loc", "", space)) for row in rows]
    indexed = [
        page for page, html in site.pages.items() if html.is_indexed and not page.endswith(FRAMES)
    ]
    assert "404.html" not in indexed
    assert sorted(places) == sorted(f"{BASE}{page.removesuffix('index.html')}" for page in indexed)
    link = "{http://www.w3.org/1999/xhtml}link"
    for row, place in zip(rows, places, strict=True):
        page = place.removeprefix(BASE) + ("index.html" if place.endswith("/") else "")
        alternates_in_sitemap = {
            each.attrib["hreflang"]: each.attrib["href"] for each in row.findall(link)
        }
        assert alternates_in_sitemap == alternates(site.pages[page]), page
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row.findtext("s:lastmod", "", space))


def graph(html: Html) -> list[dict[str, Any]]:
    """A page's structured data in expanded form."""
    (text,) = html.texts
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = jsonld.expand(data | CONTEXT, {"base": BASE})
    return found


def test_structured_data_is_json_ld(site: Published) -> None:
    some = [page for page in site.pages if "/articles/" in page][::10]
    for page in (*some, "ar/index.html", "en/index.html", "en/2024/index.html"):
        nodes = graph(site.pages[page])
        assert nodes, page
        for node in nodes:
            assert all(key.startswith(("@", "https://schema.org/")) for key in node), page
        kinds = {node["@type"][0].removeprefix("https://schema.org/") for node in nodes}
        if page in some:
            assert kinds == {"NewsArticle", "BreadcrumbList"}


def test_structured_data_cannot_end_its_element(site: Published) -> None:
    for page, html in site.pages.items():
        assert not any(re.search("[<>&]", text) for text in html.texts), page


def test_every_feed_and_export_is_read_by_its_own_readers(site: Published) -> None:
    judge = Draft202012Validator(json.loads(site.text("events.schema.json")))
    kinds = {name.rpartition("/")[2] for name in site.files}
    assert kinds >= {"feed.xml", "feed.json", "events.json", "events.csv", "events.ics"}
    # A tenth of the files of tags and sources, and all of those of languages.
    chosen = sorted(f for f in site.files if not f.endswith((".html", ".css", ".js", ".svg")))
    for file in (f for i, f in enumerate(chosen) if f.count("/") < 2 or i % 10 == 0):
        name = file.rpartition("/")[2]
        if name in {"feed.xml", "corrections.xml"}:
            feed = feedparser.parse((site.folder / file).read_bytes())
            assert not feed.bozo, file
            assert feed.feed.links[0].href.startswith(BASE), file
        elif name == "feed.json":
            assert all(
                item["url"].startswith(BASE) for item in json.loads(site.text(file))["items"]
            )
        elif name == "events.json":
            assert not list(judge.iter_errors(json.loads(site.text(file)))), file
        elif name == "events.ics":
            calendar = Calendar.from_ical((site.folder / file).read_bytes())
            assert not calendar.errors, file
        elif name == "timeline.json":
            check_timeline(json.loads(site.text(file)))
        elif name == "sources.bib":
            parse_string(site.text(file), "bibtex")


def check_timeline(timeline: dict[str, Any]) -> None:
    """Assert what TimelineJS 3 requires: each event has a start whose parts are integers."""
    slides = timeline["events"]
    assert len({slide["unique_id"] for slide in slides}) == len(slides)
    for slide in slides:
        assert slide["text"]["headline"]
        for date in (slide["start_date"], slide.get("end_date", {"year": 0})):
            parts = {name: value for name, value in date.items() if name != "display_date"}
            assert isinstance(parts["year"], int)
            assert 1 <= parts.get("month", 1) <= 12
            assert "day" not in parts or ("month" in parts and 1 <= parts["day"] <= 31)
        start, end = slide["start_date"], slide.get("end_date", slide["start_date"])
        assert [start.get(n, 0) for n in ("year", "month", "day")] <= [
            end.get(n, 99) for n in ("year", "month", "day")
        ]


def test_a_conforming_parser_finds_no_error(site: Published) -> None:
    pages = sorted(site.pages)
    # This is slow: all pages of a small site, and some of each kind of a large one.
    step = max(1, len(pages) // 90)
    for page in pages[::step]:
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(site.text(page))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", ["", "2015/", "articles/", "tags/", "sources/"])
def test_axe_finds_nothing_in_a_long_chronology(
    language: str, kind: str, five_hundred: Path, serve: Serve, open_page: OpenPage
) -> None:
    path = f"{language}/{kind}"
    if kind == "articles/":
        first = min(each.name for each in (five_hundred / path).iterdir())
        path = f"{path}{quote(first)}/"
    page = open_page(width=375, color_scheme="dark")
    page.goto(serve(five_hundred) + path)
    # Axe reads each element's colors, so a long page takes long: the wide and the light are left
    # to the sample.
    assert axe_violations(page) == []
