"""Many open tabs and a restless author: no tab misses the last edit, and nothing grows.

    python -m tests.support.soak --tabs 20 --minutes 10

Every half second something is edited, added, removed, renamed, broken or mended. Once a minute,
the server and the browser collect their garbage and are measured. In the end each tab must show
what a tab shows that is opened then, and the server what one serves that is started then.
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

from generator.preview.overlay import page_hash
from generator.preview.server import Preview, PreviewSettings
from generator.preview.session import PreviewSession
from tests.support.preview_client import Client, RecordingReporter, article

# Longer than anything here takes (s).
_PATIENCE = 60.0
_PLACES = ("", "ar/", "en/", "ar/2024/", "en/2024/", "ar/tags/", "en/tags/us/", "en/sources/")

# A document without what the preview has added to it.
_SHOWN = """() => {
  const copy = document.documentElement.cloneNode(true);
  for (const own of copy.querySelectorAll("tarikh-preview, [data-tarikh]")) own.remove();
  return copy.outerHTML.replace(/\\s+(?=<\\/body>)/, "");
}"""


# --- The author ---------------------------------------------------------------------------------


class Author:
    """Edits a site in every way there is, in an order that its seed decides."""

    def __init__(self, root: Path, seed: int, articles: int = 40) -> None:
        """Write a site of that many events in both languages."""
        self._root = root
        self._chance = random.Random(seed)
        self._number = 0
        self._broken: dict[Path, str | None] = {}
        self._write(
            root / "content/site.toml",
            'title = "Chronicle"\nbase_url = "https://a.example/chronicle/"\n',
        )
        self._registry()
        for _ in range(articles):
            self._add()

    @property
    def number(self) -> int:
        """How many edits there have been."""
        return self._number

    def edit(self) -> None:
        """Do one thing."""
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
            (self.mend, 2),
        )
        (kind,) = self._chance.choices([kind for kind, _ in kinds], [often for _, often in kinds])
        kind()

    def mend(self) -> None:
        """Put right all that is broken."""
        for path, text in self._broken.items():
            if text is None:
                path.unlink()
            else:
                self._write(path, text)
        self._broken.clear()

    def _articles(self) -> list[Path]:
        found = sorted((self._root / "content/articles").glob("*.md"))
        return [path for path in found if path not in self._broken]

    def _some(self) -> Path:
        return self._chance.choice(self._articles())

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if self._chance.random() < 0.5:
            path.write_text(text, encoding="utf-8")
            return
        beside = path.with_name(f".{path.name}.part")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)

    def _change(self, pattern: str, new: str) -> None:
        path = self._some()
        text = path.read_text(encoding="utf-8")
        self._write(path, re.sub(pattern, new, text, count=1, flags=re.MULTILINE))

    def _body(self) -> None:
        self._change(r"^Paragraph .*$", f"Paragraph {self._number}, and *more* of it.")

    def _title(self) -> None:
        self._change(r"^title: .*$", f'title: "Title {self._number}"')

    def _tags(self) -> None:
        names = self._chance.sample(["us", "iraq", "Baghdad", "بغداد", "Harir", "UN"], 2)
        self._change(r"^tags: .*$", f"tags: [{', '.join(names)}]")

    def _date(self) -> None:
        # Only those that have no translation: the dates of two must agree.
        alone = [path for path in self._articles() if len(self._tellings(path)) == 1]
        if alone:
            path = self._chance.choice(alone)
            text = path.read_text(encoding="utf-8")
            self._write(path, re.sub(r"^date: .*$", f"date: {self._day()}", text, flags=re.M))

    def _day(self) -> str:
        return f"{self._chance.randint(2023, 2025)}-{self._chance.randint(1, 12):02}-15"

    def _tellings(self, path: Path) -> list[Path]:
        return list(path.parent.glob(f"{path.name.partition('.')[0]}.*.md"))

    def _add(self) -> None:
        made = self._chance.getrandbits(40)
        day = self._day()
        languages = self._chance.choice([("ar", "en"), ("ar",), ("en",)])
        for language in languages:
            text = article(f"Event {made}", date=day, tags="us", body="Paragraph.\n\nEnd.")
            self._write(self._root / f"content/articles/e{made}.{language}.md", text)

    def _remove(self) -> None:
        if len(self._articles()) > 30:
            self._some().unlink()

    def _rename(self) -> None:
        made = self._chance.getrandbits(40)
        for path in self._tellings(self._some()):
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
        path, text = self._chance.choice(
            [
                (self._some(), '---\ntitle: "A\ndate: 2024-02-30\n---\n'),
                (self._some(), article("A", date="2024-02-30")),
                (self._root / "content/tags.toml", "[us\n"),
                (self._root / "templates/partials/footer.html", "{% if %}\n"),
                (self._root / "templates/partials/event.html", "{{ nothing.such }}\n"),
            ]
        )
        if path not in self._broken:
            self._broken[path] = path.read_text(encoding="utf-8") if path.exists() else None
            self._write(path, text)


# --- The server ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Server:
    """What the server takes up once it has collected its garbage; ``resident`` in bytes."""

    resident: int
    objects: int
    threads: int
    files: int


class Serving:
    """A server in a process of its own."""

    def __init__(self, url: str, pipe: Connection) -> None:
        self.url = url
        self._pipe = pipe

    def measure(self) -> Server:
        self._pipe.send("measure")
        found: Server = self._pipe.recv()
        return found


@contextmanager
def serving(root: Path) -> Iterator[Serving]:
    """Serve a site as long as the block lasts."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(root, there), daemon=True)
    process.start()
    there.close()
    try:
        yield Serving(here.recv(), here)
        here.send("stop")
        process.join(_PATIENCE)
        assert process.exitcode == 0, "the server does not end"
    finally:
        process.kill()


def _serve(root: Path, pipe: Connection) -> None:
    reporter = RecordingReporter()
    preview = Preview(PreviewSettings(root), reporter)
    thread = threading.Thread(target=preview.run)
    thread.start()
    pipe.send(reporter.url.get(timeout=_PATIENCE))
    while pipe.recv() == "measure":
        gc.collect()
        pipe.send(
            Server(
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
class Tabs:
    """What all tabs together take up once their garbage is collected; ``heap`` in bytes."""

    heap: int
    listeners: int
    nodes: int
    documents: int


def measure_tabs(context: BrowserContext, tabs: list[Page]) -> Tabs:
    """Collect the garbage of each tab, and add up what is left."""
    total = dict.fromkeys(("JSHeapUsedSize", "JSEventListeners", "Nodes", "Documents"), 0)
    for tab in tabs:
        session = context.new_cdp_session(tab)
        session.send("Performance.enable")
        session.send("HeapProfiler.collectGarbage")
        for each in session.send("Performance.getMetrics")["metrics"]:
            if each["name"] in total:
                total[each["name"]] += int(each["value"])
        session.detach()
    return Tabs(*total.values())


def shows_the_last_state(tab: Page, fresh: Page, deadline: float) -> bool:
    """Wait, but not for ever, until a tab shows what one shows that is opened there now."""
    while True:
        try:
            fresh.goto(tab.url)
            fresh.wait_for_selector("tarikh-preview .bar", state="attached")
            if tab.url == fresh.url and tab.evaluate(_SHOWN) == fresh.evaluate(_SHOWN):
                return True
        except Error:
            # It is on its way to another page.
            pass
        if time.monotonic() > deadline:
            return False


# --- The drill ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SoakResult:
    """What a drill came to: the edits, the measures, and the tabs and pages left behind."""

    edits: int
    measures: tuple[tuple[Server, Tabs], ...]
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
    a_round: Callable[[Author, Callable[[], None]], None],
    tell: Callable[[Server, Tabs], None] = lambda _server, _tabs: None,
) -> SoakResult:
    """Open tabs, edit, and look at what they show in the end.

    Args:
        root: A folder for the site.
        browser: Where the tabs are opened.
        tabs: How many.
        seed: What decides on the edits.
        rounds: How often to measure, after a first round that does not count.
        a_round: Lets the author edit for a while; calls its second argument between two edits.
        tell: Called with each measure.
    """
    author = Author(root, seed)
    chance = random.Random(seed)
    errors: list[str] = []
    with serving(root) as server:
        context = browser.new_context()
        opened = [context.new_page() for _ in range(tabs)]
        for number, tab in enumerate(opened):
            tab.on("pageerror", lambda error: errors.append(str(error)))
            tab.goto(server.url + _PLACES[number % len(_PLACES)])

        def wander() -> None:
            """Now and then somebody follows a link."""
            if author.number % 7 == 0:
                tab = chance.choice(opened)
                places = [*_PLACES, *_articles(root)]
                # The page may just be leading on by itself.
                with suppress(Error):
                    tab.goto(server.url + chance.choice(places))

        measures = []
        for _ in range(rounds + 1):
            a_round(author, wander)
            measures.append((server.measure(), measure_tabs(context, opened)))
            tell(*measures[-1])
        author.mend()
        fresh = context.new_page()
        deadline = time.monotonic() + _PATIENCE
        stale = tuple(tab.url for tab in opened if not shows_the_last_state(tab, fresh, deadline))
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
    """The pages that are not what a server serves that is started now."""
    site = PreviewSession(root, drafts=True, jobs=1)
    stale = []
    for page in site.context.plan.pages:
        if not page.url.file.endswith(".html"):
            continue
        text = client.get(quote(page.url.file)).text
        told = re.search(r'id="_tarikh-overlay" data-tarikh>(.*?)</script>', text)
        hashed = json.loads(told[1])["hash"] if told else ""
        if hashed != page_hash(site.get_file(page.url.file).data):
            stale.append(page.url.file)
    return tuple(stale)


def main() -> None:
    parser = argparse.ArgumentParser(description="Edit a site for minutes, with many tabs open.")
    parser.add_argument("--tabs", type=int, default=20)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--pause", type=float, default=0.5, help="between two edits (s)")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()

    def minute(author: Author, wander: Callable[[], None]) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            author.edit()
            wander()
            time.sleep(given.pause)

    def tell(server: Server, tabs: Tabs) -> None:
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
            a_round=minute,
            tell=tell,
        )
        browser.close()
    print(f"{found.edits} edits; errors: {found.errors}")
    print(f"stale tabs: {found.stale_tabs}; stale pages: {found.stale_pages}")
    sys.exit(bool(found.stale_tabs or found.stale_pages or found.errors))


if __name__ == "__main__":
    main()
