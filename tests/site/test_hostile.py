"""Hostile text stays text: in pages, as a real browser reads them, and in all other files."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

import html5lib
import pytest
from icalendar import Calendar
from playwright.sync_api import ConsoleMessage, Dialog, Page, Request, expect
from pybtex.database import parse_string

from generator.content.markdown import MarkdownConverter
from generator.content.markdown.sanitize import TAGS
from generator.content.markdown.syntax.comments import remove_comments
from generator.problems import Severity
from generator.text.invisible_characters import remove_invisible
from generator.text.web_addresses import is_web_address
from tests.conftest import run_program
from tests.support import OpenPage, Result
from tests.support.invariants import FORBIDDEN_CHARACTERS, assert_inert, parse_as_browser
from tests.support.pages_server import SUB_PATH, PagesHandler, serve_folder
from tests.support.payloads import PAYLOADS
from tests.support.preview_client import PATIENCE, preview
from tests.support.sources import png

FRAMES = 24
# The number of problems that the preview shows at once.
OVERLAID = 12
_MARKUP = MarkdownConverter()
_FOR_NAMES = str.maketrans({"/": "-", "\0": "", "\n": " ", "%": "-"})
_FOR_IMAGES = str.maketrans("[]", "()")
_NOT_IN_ADDRESSES = re.compile(r"[\s<>\"\\^`{|}]|[^ -~]")
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_SHEET_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_WORST = "</title></script>--><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"

# Everything on a page that could run, load or navigate.
AUDIT = """(home) => {
  const bad = [];
  const never = ["iframe", "object", "embed", "frame", "frameset", "applet", "template",
    "foreignobject", "animate", "set", "audio", "video", "style", "plaintext", "marquee", "math"];
  const led = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "background"];
  const ids = new Set();
  for (const one of document.querySelectorAll("*")) {
    const name = one.localName.toLowerCase();
    for (const { name: key, value } of one.attributes) {
      const said = `<${name} ${key}=${value}>`;
      if (/^on/i.test(key) || ["style", "srcdoc", "ping", "srcset"].includes(key)) bad.push(said);
      if (!led.includes(key)) continue;
      let url;
      try { url = new URL(value, document.baseURI); } catch { continue; }
      if (!["http:", "https:", "mailto:", "tel:"].includes(url.protocol)) bad.push(said);
      if (key !== "href" && !url.href.startsWith(home)) bad.push(said);
    }
    if (name === "img" && one.complete && !one.naturalWidth) bad.push(`no image: ${one.src}`);
    // Without an address it says no more than that links leave a frame.
    if (never.includes(name) || (name === "base" && one.hasAttribute("href")))
      bad.push(`<${name}>`);
    if (one.closest(".prose") && one.namespaceURI !== "http://www.w3.org/1999/xhtml")
      bad.push(`<${name}> of ${one.namespaceURI}`);
    if (name === "script" && one.type !== "application/ld+json" && !one.src.startsWith(home))
      bad.push(`<script>${one.text}`);
    if (name === "link" && !["alternate", "canonical"].includes(one.rel)
        && !one.href.startsWith(home)) bad.push(one.outerHTML);
    if (name === "meta" && one.httpEquiv
        && one.httpEquiv !== "Content-Security-Policy") bad.push(one.outerHTML);
    if (one.id && ids.has(one.id)) bad.push(`id ${one.id} twice`);
    ids.add(one.id);
  }
  for (const data of document.querySelectorAll("script[type='application/ld+json']"))
    JSON.parse(data.text);
  if (!(document.body instanceof HTMLBodyElement) || !(document.head instanceof HTMLHeadElement)
      || document.documentElement.localName !== "html" || document.location !== window.location
      || typeof document.querySelector !== "function") bad.push("the page's own names");
  if (!document.querySelector("main")) bad.push("no main");
  return [...bad, ...window.heard];
}"""
# What a script would do, and what the policy blocked.
LISTEN = """
  window.heard = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = (...said) => { window.heard.push(`${name}(${said})`); };
  document.addEventListener("securitypolicyviolation",
    (event) => window.heard.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""


def article_with_payload(number: int, payload: str) -> str:
    """Return an article with a payload in every field."""
    said = json.dumps(payload)
    name = json.dumps(f"{payload} {number}")
    # Every third payload is the name of a tag and a source, every third that of registered ones.
    kind = number % 3
    source = {0: f"id: s{number}", 1: f"name: {name}"}.get(kind, "name: AP")
    address = "https://a.example/?" + _NOT_IN_ADDRESSES.sub("", payload)
    assert is_web_address(address)
    picture = json.dumps(f"pictures/{name_of(number, payload)}.png")
    return f"""---
title: {json.dumps(title_of(payload))}
date: 2024-{number % 12 + 1:02}-{number % 28 + 1:02}
tags: [{["t" + str(number), name, "x"][kind]}]
place: {said}
summary: {said}
source:
  {source}
  title: {said}
  via: {said}
  quote: {said}
  url: {json.dumps(address)}
image: {{src: {picture}, alt: {said}, credit: {said}}}
corrections: [{{date: 2024-02-01, note: {said}}}]
---

{body_of(payload)}
"""


def title_of(payload: str) -> str:
    """Return the payload, with a word if it is a comment, which leaves no title."""
    return payload if remove_comments(payload, is_markdown=False)[0].strip() else f"{payload} port"


def body_of(payload: str) -> str:
    """Return a body with the payload in every position, or in fewer if that is an error."""
    everywhere = f"""{payload}

Within a line {payload} and after it.

- in a list {payload}

# {payload}

a | b
--|--
{payload} | c

`{payload}` and ![{payload.translate(_FOR_IMAGES)}](x)

    {payload}
"""
    noted = f"{everywhere}\nA note[^1].\n\n[^1]: {payload}\n"
    ended = f"{payload}</style></script></template></select></form></svg></math></audio>"
    bodies = (noted, everywhere, payload, ended)
    return next(body for body in bodies if not is_refused(body))


def is_refused(body: str) -> bool:
    return any(each.severity is Severity.ERROR for each in _MARKUP.render(body, path="a.md")[1])


def name_of(number: int, payload: str) -> str:
    """Return a unique file name from the payload."""
    name = (
        FORBIDDEN_CHARACTERS.sub("", payload)
        .translate(_FOR_NAMES)
        .replace(">", "")
        .replace("<", "")
    )
    return f"{' '.join(name[:60].split()).strip(' .')}{number}"


def registry(letter: str) -> str:
    lines = []
    for number, payload in enumerate(PAYLOADS.values()):
        said = json.dumps(f"{payload} {letter}{number}")
        lines.append(f"[{letter}{number}]\nname = {said}")
        lines.append(f"description = {said}")
    return "\n".join(lines)


def write(folder: Path) -> None:
    """Write a site with every payload in every field."""
    content = folder / "content"
    (content / "pictures").mkdir(parents=True)
    worst = json.dumps(_WORST)
    (content / "site.toml").write_text(
        f"title = {worst}\ndescription = {worst}\nbase_url = 'https://a.example/chronicle/'\n"
        f"exports = 'site'\n[languages.en]\nname = {worst}\n",
        encoding="utf-8",
    )
    # The files that the payloads refer to.
    for path in ("x", "y/onerror=alert(1)", "javascript:alert(1)"):
        (content / path).parent.mkdir(exist_ok=True)
        (content / path).write_bytes(png())
    (content / "tags.toml").write_text(registry("t"), encoding="utf-8")
    (content / "sources.toml").write_text(registry("s"), encoding="utf-8")
    for number, payload in enumerate(PAYLOADS.values()):
        name = name_of(number, payload)
        text = article_with_payload(number, payload)
        (content / f"{name}.en.md").write_text(text, encoding="utf-8")
        (content / f"pictures/{name}.png").write_bytes(png())


@dataclass(frozen=True)
class Hostile:
    """The published site, and the report about it."""

    folder: Path
    said: Result
    pages: tuple[str, ...]

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def to_look_at(self) -> tuple[str, ...]:
        """Return pages of all kinds; of the many similar tags and sources, every fourth."""
        many = [page for page in self.pages if "/tags/" in page or "/sources/" in page]
        return (*(page for page in self.pages if page not in many), *many[::4])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    folder = tmp_path_factory.mktemp("hostile") / "site"
    write(folder)
    said = run_program("build", folder, "--jobs", "1")
    assert said.exit_code == 0, said.output
    pages = tuple(
        sorted(
            path.relative_to(folder / "output").as_posix()
            for path in (folder / "output").rglob("*.html")
        )
    )
    return Hostile(folder, said, pages)


class Handler(PagesHandler):
    """Serves a published site with or without its policy, and pages that frame its pages."""

    policy = True

    def do_GET(self) -> None:
        path, _, framed = self.path.partition("?frames=")
        if framed:
            frames = (f'<iframe src="{page}"></iframe>' for page in framed.split(","))
            self._answer(f"<!doctype html><link rel=icon href=data:,>{''.join(frames)}".encode())
        elif path.endswith(".html") and path.startswith(SUB_PATH) and not self.policy:
            body = (Path(self.directory) / unquote(path[len(SUB_PATH) :])).read_bytes()
            body, found = _POLICY.subn(b"", body)
            assert found == 1, path
            self._answer(body)
        else:
            super().do_GET()

    def _answer(self, body: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class LooseHandler(Handler):
    """Serves pages without their policy."""

    policy = False


class Witness:
    """A browser's page that opens many pages, and records violations."""

    def __init__(self, page: Page, home: str) -> None:
        self.seen: list[str] = []
        self._page = page
        self._home = home
        page.add_init_script(LISTEN)
        page.on("dialog", self._dialog)
        page.on("console", self._console)
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.seen.append(str(error)))
        page.on("popup", lambda other: self.seen.append(f"opened {other.url}"))
        page.on("download", lambda file: self.seen.append(f"downloaded {file.url}"))

    def look(self, paths: tuple[str, ...]) -> None:
        """Open pages, several at a time, each in its own frame."""
        for start in range(0, len(paths), FRAMES):
            some = [quote(path) for path in paths[start : start + FRAMES]]
            self._page.goto(f"{self._home}?frames={','.join(some)}")
            frames = self._page.frames[1:]
            # None has navigated, and none has frames of its own.
            assert [frame.url.removeprefix(self._home) for frame in frames] == some
            for path, frame in zip(some, frames, strict=True):
                self.seen += (f"{path}: {bad}" for bad in frame.evaluate(AUDIT, self._home))

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.seen.append(said.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._home):
            self.seen.append(f"{request.resource_type} {request.url}")


@pytest.fixture(
    scope="module", params=[(Handler, 3), (LooseHandler, 1)], ids=["policy", "no policy"]
)
def home(request: pytest.FixtureRequest, hostile: Hostile) -> Iterator[tuple[str, int]]:
    """The address of the hostile site, ending in a slash.

    Without the policy, what it would have blocked is seen too.
    """
    kind, step = request.param
    with serve_folder(hostile.output, kind) as address:
        yield address, step


def test_no_page_runs_loads_or_navigates_anywhere(
    home: tuple[str, int], hostile: Hostile, open_page: OpenPage
) -> None:
    address, step = home
    witness = Witness(open_page(), address)
    witness.look(hostile.to_look_at[::step])
    assert witness.seen == []


class TestWhatMachinesRead:
    """Feeds, exports and structured data of the hostile site."""

    def titles(self) -> set[str]:
        """Return the titles as readers see them: without comments and deceptive characters."""
        titles = (unescape(title_of(payload)) for payload in PAYLOADS.values())
        shown = (remove_comments(title, is_markdown=False)[0] for title in titles)
        return {" ".join(remove_invisible(title)[0].split()) for title in shown}

    def test_every_xml_is_well_formed_and_its_html_inert(self, hostile: Hostile) -> None:
        feeds = [path for path in hostile.output.rglob("*") if path.suffix in {".xml", ".svg"}]
        assert len(feeds) >= 3
        for path in feeds:
            root = ET.fromstring(path.read_bytes())
            assert not {each.tag for each in root.iter()} & {"script", "img", "iframe", "svg"}
            for each in root.iterfind(".//{http://www.w3.org/2005/Atom}content[@type='html']"):
                assert_inert(parse_as_browser(each.text or ""), TAGS)

    def test_a_title_is_the_same_text_everywhere(self, hostile: Hostile) -> None:
        feed = json.loads((hostile.output / "en/feed.json").read_bytes())
        atom = ET.parse(hostile.output / "en/feed.xml").getroot()
        entries = atom.findall("{*}entry/{*}title")
        assert {item["title"] for item in feed["items"]} <= self.titles()
        assert {"".join(each.itertext()) for each in entries} <= self.titles()
        events = json.loads((hostile.output / "en/events.json").read_bytes())["events"]
        assert {event["title"] for event in events} == self.titles()

    def test_no_html_reaches_a_timeline(self, hostile: Hostile) -> None:
        timeline = json.loads((hostile.output / "en/timeline.json").read_bytes())
        for slide in timeline["events"]:
            # TimelineJS puts these into its page as HTML.
            for text in (*slide["text"].values(), *slide.get("media", {}).values()):
                assert_inert(parse_as_browser(text), TAGS)

    def test_no_cell_of_a_sheet_is_a_formula(self, hostile: Hostile) -> None:
        text = (hostile.output / "en/events.csv").read_text("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(rows) == len(PAYLOADS) + 1
        assert {len(row) for row in rows} == {len(rows[0])}
        for row in rows:
            for cell in row:
                assert not cell.startswith(_SHEET_SIGNS), cell

    def test_a_calendar_has_its_events_and_nothing_else(self, hostile: Hostile) -> None:
        data = (hostile.output / "en/events.ics").read_bytes()
        calendar = Calendar.from_ical(data)
        assert {part.name for part in calendar.walk()} == {"VCALENDAR", "VEVENT"}
        assert {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")} == self.titles()
        for line in data.split(b"\r\n"):
            assert len(line) <= 75
            assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)

    def test_a_bibliography_has_its_entries_and_nothing_else(self, hostile: Hostile) -> None:
        (path,) = hostile.output.glob("en/*.bib")
        entries = parse_string(path.read_text("utf-8"), "bibtex").entries
        assert len(entries) == len(PAYLOADS)
        for entry in entries.values():
            assert set(entry.fields) <= {
                *("title", "author", "url", "urldate", "year", "month", "day", "note", "date"),
                *("howpublished", "organization", "language", "langid", "abstract"),
            }


def test_pages_are_strict_html(hostile: Hostile) -> None:
    for page in hostile.to_look_at:
        html5lib.HTMLParser(strict=True).parse((hostile.output / page).read_bytes())


def test_output_contains_no_terminal_control_characters(hostile: Hostile) -> None:
    assert not FORBIDDEN_CHARACTERS.search(hostile.said.output)


def test_every_file_name_is_valid_on_all_systems(hostile: Hostile) -> None:
    for path in hostile.output.rglob("*"):
        assert not re.search(r'[\x00-\x1f\x7f"#%*:<>?\\|]', path.name), path.name
        assert len(path.name.encode()) <= 255


# What the preview adds is in a shadow tree, which other checks do not enter.
ADDED = """() => {
  const bad = [];
  const look = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) { bad.push(...[...one.shadowRoot.querySelectorAll("style")].slice(1)
        .map((style) => style.outerHTML)); look(one.shadowRoot); }
      for (const { name, value } of one.attributes)
        if (/^on/i.test(name) || /^\\s*(?:javascript|data|vbscript):/i.test(value))
          bad.push(`<${one.localName} ${name}=${value}>`);
      if (["iframe", "img", "svg", "object", "embed", "base", "form", "math"].includes(
        one.localName) && one.getRootNode() !== document) bad.push(one.outerHTML);
    }
  };
  look(document);
  return [...bad, ...window.heard];
}"""


def test_the_preview_shows_mistakes_as_text(tmp_path: Path, open_page: OpenPage) -> None:
    every = list(PAYLOADS.values())
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.en.md").write_text("---\ntitle: A\ndate: 2024\nsource: AP\n---\n")
    with preview(tmp_path) as client:
        page = open_page()
        witness = Witness(page, client.url)
        page.goto(f"{client.url}en/")
        for start in range(0, len(every), OVERLAID):
            some = every[start : start + OVERLAID]
            for number, payload in enumerate(some):
                said = json.dumps(f"round {start} {payload}")
                head = f"title: {said}\nstatus: {said}\ndate: 2024\nsource: AP"
                client.write(f"content/p{number}.en.md", f"---\n{head}\n---\n")
            message = page.locator(".overlay .message", has_text=f"unknown status 'round {start} ")
            expect(message).to_have_count(len(some), timeout=1000 * PATIENCE)
            assert page.evaluate(ADDED) == []
    assert witness.seen == []
