"""Soak test of the preview: many open tabs, many edits; no tab is stale, and nothing grows.

    python -m tests.support.soak --tabs 20 --minutes 10

Every half second something is edited, added, removed, renamed, broken or fixed. Once a minute,
the memory, threads and files of the server and the browser are measure_tabs after a garbage
collection. At the end, each tab must show what a new tab shows, and the server must serve what a
new server would.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import random
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from generator.preview.live_site import LiveSite
from generator.preview.overlay import page_hash
from generator.preview.server import Preview, PreviewSettings
from tests.support import NOW
from tests.support.preview_client import Client, RecordingReporter, article

# Longer than any step takes (s).
_PATIENCE = 60.0
_PATHS = ("", "ar/", "en/", "ar/2024/", "en/2024/", "ar/tags/", "en/tags/us/", "en/sources/")

# The document without what the preview added to it, and with the attributes of each element in one
# order: those that a script set come first where others were added later.
_DOCUMENT = """() => {
  const copy = document.documentElement.cloneNode(true);
  for (const own of copy.querySelectorAll("tarikh-preview, [data-tarikh]")) own.remove();
  for (const element of copy.querySelectorAll("*")) {
    const attributes = [...element.attributes].sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const each of attributes) element.removeAttributeNode(each);
    for (const each of attributes) element.setAttributeNode(each);
  }
  return copy.outerHTML.replace(/\\s+(?=<\\/body>)/, "");
}"""


# --- The author ---------------------------------------------------------------------------------


class Author:
    """Edits a site in many ways, in an order that depends on the seed."""

    def __init__(self, root: Path, seed: int, articles: int = 40) -> None:
        """Write a site with that many events."""
        self._root = root
        self._random = random.Random(seed)
        self._number = 0
        self._broken: dict[Path, str | None] = {}
        self._write(
            root / "content/site.toml",
            'title = "Chronicle"\nid = "urn:x:1"\nbase_url = "https://a.example/chronicle/"\n',
        )
        self._registry()
        for _ in range(articles):
            self._add()

    @property
    def number(self) -> int:
        """How many edits there have been."""
        return self._number

    def edit(self) -> None:
        """Make one random edit."""
        self._number += 1
        kinds = (
            (self._body, 6),
            (self._title, 4),
            (self._tags, 3),
            (self._date, 2),
            (self._add, 2),
            (self._remove, 2),
            (self._rename, 2),
            (self._registry, 1),
            (self._template, 1),
            (self._stylesheet, 1),
            (self._break, 2),
            (self.fix_all, 2),
        )
        (kind,) = self._random.choices([kind for kind, _ in kinds], [often for _, often in kinds])
        kind()

    def fix_all(self) -> None:
        """Restore all broken files."""
        for path, text in self._broken.items():
            if text is None:
                path.unlink()
            else:
                self._write(path, text)
        self._broken.clear()

    def _articles(self) -> list[Path]:
        found = sorted((self._root / "content/articles").glob("*.md"))
        return [path for path in found if path not in self._broken]

    def _pick_article(self) -> Path:
        return self._random.choice(self._articles())

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._random.random() < 0.5:
            path.write_text(text, encoding="utf-8")
            return
        temporary = path.with_name(f".{path.name}.part")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)

    def _change(self, pattern: str, new: str) -> None:
        path = self._pick_article()
        text = path.read_text(encoding="utf-8")
        self._write(path, re.sub(pattern, new, text, count=1, flags=re.MULTILINE))

    def _body(self) -> None:
        self._change(r"^Paragraph .*$", f"Paragraph {self._number}, and *more* of it.")

    def _title(self) -> None:
        self._change(r"^title: .*$", f'title: "Title {self._number}"')

    def _tags(self) -> None:
        names = self._random.sample(["us", "iraq", "Baghdad", "بغداد", "Harir", "UN"], 2)
        self._change(r"^tags: .*$", f"tags: [{', '.join(names)}]")

    def _date(self) -> None:
        # Only articles without a translation, as the dates of translations must agree.
        alone = [path for path in self._articles() if len(self._translations(path)) == 1]
        if alone:
            path = self._random.choice(alone)
            text = path.read_text(encoding="utf-8")
            self._write(path, re.sub(r"^date: .*$", f"date: {self._day()}", text, flags=re.M))

    def _day(self) -> str:
        return f"{self._random.randint(2023, 2025)}-{self._random.randint(1, 12):02}-15"

    def _translations(self, path: Path) -> list[Path]:
        return list(path.parent.glob(f"{path.name.partition('.')[0]}.*.md"))

    def _add(self) -> None:
        made = self._random.getrandbits(40)
        day = self._day()
        languages = self._random.choice([("ar", "en"), ("ar",), ("en",)])
        for language in languages:
            text = article(f"Event {made}", date=day, tags="us", body="Paragraph.\n\nEnd.")
            self._write(self._root / f"content/articles/e{made}.{language}.md", text)

    def _remove(self) -> None:
        if len(self._articles()) > 30:
            self._pick_article().unlink()

    def _rename(self) -> None:
        made = self._random.getrandbits(40)
        for path in self._translations(self._pick_article()):
            if path not in self._broken:
                path.rename(path.with_name(f"r{made}.{path.name.partition('.')[2]}"))

    def _registry(self) -> None:
        path = self._root / "content/tags.toml"
        if path not in self._broken:
            self._write(path, f'[us]\nname = {{en = "US {self._number}", ar = "أمريكا"}}\n')

    def _template(self) -> None:
        path = self._root / "templates/partials/footer.html"
        if path not in self._broken:
            self._write(path, f"<p>Footer {self._number}</p>\n")

    def _stylesheet(self) -> None:
        red = self._number % 256
        text = f"h1 {{ color: rgb({red}, 0, 0); }}\n"
        self._write(self._root / "templates/assets/style.css", text)

    def _break(self) -> None:
        path, text = self._random.choice(
            [
                (self._pick_article(), '---\ntitle: "A\ndate: 2024-02-30\n---\n'),
                (self._pick_article(), article("A", date="2024-02-30")),
                (self._root / "content/tags.toml", "[us\n"),
                (self._root / "templates/partials/footer.html", "{% if %}\n"),
                (self._root / "templates/partials/timeline-entry.html", "{{ nothing.such }}\n"),
            ]
        )
        if path not in self._broken:
            self._broken[path] = path.read_text(encoding="utf-8") if path.exists() else None
            self._write(path, text)


# --- The server ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ServerMeasure:
    """What the server uses after a garbage collection; ``resident`` in bytes."""

    resident: int
    objects: int
    threads: int
    files: int


class ServerProcess:
    """A preview server in another process."""

    def __init__(self, url: str, pipe: Connection) -> None:
        self.url = url
        self._pipe = pipe

    def measure(self) -> ServerMeasure:
        self._pipe.send("measure")
        found: ServerMeasure = self._pipe.recv()
        return found


@contextmanager
def serve_in_process(root: Path) -> Iterator[ServerProcess]:
    """Serve a site during a `with` block."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(root, there), daemon=True)
    process.start()
    there.close()
    try:
        yield ServerProcess(here.recv(), here)
        here.send("stop")
        process.join(_PATIENCE)
        assert process.exitcode == 0, "the server did not stop"
    finally:
        process.kill()


def _serve(root: Path, pipe: Connection) -> None:
    reporter = RecordingReporter()
    preview = Preview(PreviewSettings(root, lambda: NOW), reporter)
    thread = threading.Thread(target=preview.run)
    thread.start()
    pipe.send(reporter.url.get(timeout=_PATIENCE))
    while pipe.recv() == "measure":
        gc.collect()
        pipe.send(
            ServerMeasure(
                resident=int(Path("/proc/self/statm").read_text().split()[1])
                * os.sysconf("SC_PAGE_SIZE"),
                objects=len(gc.get_objects()),
                threads=threading.active_count(),
                files=sum(1 for _ in Path("/proc/self/fd").iterdir()),
            )
        )
    preview.stop()
    thread.join(_PATIENCE)


# --- The tabs -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TabMeasure:
    """What all tabs together use after a garbage collection; ``heap`` in bytes."""

    heap: int
    listeners: int
    nodes: int
    documents: int


def measure_tabs(context: BrowserContext, tabs: list[Page]) -> TabMeasure:
    """Collect the garbage of each tab, and add up its metrics."""
    total = dict.fromkeys(("JSHeapUsedSize", "JSEventListeners", "Nodes", "Documents"), 0)
    for tab in tabs:
        session = context.new_cdp_session(tab)
        session.send("Performance.enable")
        session.send("HeapProfiler.collectGarbage")
        for each in session.send("Performance.getMetrics")["metrics"]:
            if each["name"] in total:
                total[each["name"]] += int(each["value"])
        session.detach()
    return TabMeasure(*total.values())


def is_up_to_date(tab: Page, fresh: Page, deadline: float) -> bool:
    """Whether a tab shows the same as a new tab before the deadline."""
    while True:
        try:
            fresh.goto(tab.url)
            fresh.wait_for_selector("tarikh-preview .bar", state="attached")
            if tab.url == fresh.url and tab.evaluate(_DOCUMENT) == fresh.evaluate(_DOCUMENT):
                return True
        except Error:
            # The tab is loading another page.
            pass
        if time.monotonic() > deadline:
            return False


# --- The test -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SoakResult:
    """The result: the number of edits, the measurements, and stale tabs and pages."""

    edits: int
    measures: tuple[tuple[ServerMeasure, TabMeasure], ...]
    stale_tabs: tuple[str, ...]
    stale_pages: tuple[str, ...]
    errors: tuple[str, ...]


def run_soak_test(
    root: Path,
    browser: Browser,
    *,
    tabs: int,
    seed: int,
    rounds: int,
    run_round: Callable[[Author, Callable[[], None]], None],
    on_measure: Callable[[ServerMeasure, TabMeasure], None] = lambda _server, _tabs: None,
) -> SoakResult:
    """Open tabs, edit the site, and compare what the tabs show with its last state.

    Args:
        root: A folder for the site.
        browser: The browser in which to open the tabs.
        tabs: The number of tabs.
        seed: The seed of all random choices.
        rounds: How often to measure, after a first round that is not measure_tabs.
        run_round: Makes some edits; calls its second argument after each.
        on_measure: Called with each measurement.
    """
    author = Author(root, seed)
    rng = random.Random(seed)
    errors: list[str] = []
    with serve_in_process(root) as server:
        context = browser.new_context()
        opened = [context.new_page() for _ in range(tabs)]
        for number, tab in enumerate(opened):
            tab.on("pageerror", lambda error: errors.append(str(error)))
            tab.goto(server.url + _PATHS[number % len(_PATHS)])

        def navigate() -> None:
            """Open another page in one of the tabs after every seventh edit."""
            if author.number % 7 == 0:
                tab = rng.choice(opened)
                paths = [*_PATHS, *_articles(root)]
                # The page may be redirecting itself.
                with suppress(Error):
                    tab.goto(server.url + rng.choice(paths))

        measures = []
        for _ in range(rounds + 1):
            run_round(author, navigate)
            measures.append((server.measure(), measure_tabs(context, opened)))
            on_measure(*measures[-1])
        author.fix_all()
        fresh = context.new_page()
        deadline = time.monotonic() + _PATIENCE
        stale = tuple(tab.url for tab in opened if not is_up_to_date(tab, fresh, deadline))
        fresh.close()
        client = Client(server.url, root, RecordingReporter())
        found = SoakResult(
            author.number, tuple(measures[1:]), stale, _stale_pages(root, client), tuple(errors)
        )
        context.close()
        return found


def _articles(root: Path) -> list[str]:
    names = sorted(path.name for path in (root / "content/articles").glob("*.md"))
    return [f"{name.split('.')[1]}/articles/{name.split('.')[0]}/" for name in names]


def _stale_pages(root: Path, client: Client) -> tuple[str, ...]:
    """The pages that differ from those of a new session."""
    site = LiveSite(root, now=lambda: NOW, drafts=True, jobs=1)
    stale = []
    for page in site.context.plan.pages:
        if not page.url.file.endswith(".html"):
            continue
        text = client.get(quote(page.url.file)).text
        found = re.search(r'id="_tarikh-overlay" data-tarikh>(.*?)</script>', text)
        hashed = json.loads(found[1])["hash"] if found else ""
        if hashed != page_hash(site.get_file(page.url.file).data):
            stale.append(page.url.file)
    return tuple(stale)


def main() -> None:
    parser = argparse.ArgumentParser(description="Edit a site with many tabs open.")
    parser.add_argument("--tabs", type=int, default=20)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between two edits")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()

    def minute(author: Author, navigate: Callable[[], None]) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            author.edit()
            navigate()
            time.sleep(given.pause)

    def on_measure(server: ServerMeasure, tabs: TabMeasure) -> None:
        print(
            f"{server.resident / 1e6:>9.1f}  {server.objects:>7}  {server.threads:>7}"
            f"  {server.files:>5}  {tabs.heap / 1e6:>7.1f}  {tabs.listeners:>9}"
            f"  {tabs.nodes:>6}  {tabs.documents:>9}",
            flush=True,
        )

    print("server MB  objects  threads  files  heap MB  listeners   nodes  documents", flush=True)
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = next(filter(None, map(shutil.which, names)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        found = run_soak_test(
            Path(folder) / "site",
            browser,
            tabs=given.tabs,
            seed=given.seed,
            rounds=given.minutes,
            run_round=minute,
            on_measure=on_measure,
        )
        browser.close()
    print(f"{found.edits} edits; errors: {found.errors}")
    print(f"stale tabs: {found.stale_tabs}; stale pages: {found.stale_pages}")
    sys.exit(bool(found.stale_tabs or found.stale_pages or found.errors))


if __name__ == "__main__":
    main()
