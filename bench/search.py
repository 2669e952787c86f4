"""Measure the search page of a site that `bench/corpus.py` has made, in a headless browser.

    python bench/search.py OUTPUT [--rounds 3] [--browser chromium]

OUTPUT is the output folder of the built site. Each query is typed into a page that shows all
events, with the files that it needs in the cache of the browser. Printed are, for each query, from
the keystroke to its results: the time that passes, of which the page waits 50 ms for another
keystroke; and the processor time of the page, in all, of scripts, and of styles and layout. Then,
for a reader who has been on no other page, the bytes that the first query loads, those of it that
are fonts, and those of a second query. Each request counts 300 bytes more. It needs Playwright and
Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

QUERIES = {
    "ar": (
        "انسحاب القوات القواعد",
        "رئيس الوزراء بغداد",
        "المفاوضات بين الجانبين",
        "الهدنة التنفيذ الموصل",
        "الشرطة العراقية كركوك",
        "وزير الخارجية الاتفاق",
        "المستشفى العام النازحين",
        "بغداد",
    ),
    "en": (
        "withdrawal forces bases",
        "parliament members statement",
        "Iraqi police kirkuk",
        "foreign minister agreement",
        "hospital director displaced",
        "general elections parliament",
        "ministry statement border",
        "baghdad",
    ),
}
_REQUEST = 300
_TYPE = """query => new Promise(resolve => {
  const box = document.getElementById("search-words");
  const start = performance.now();
  new MutationObserver((_, observer) => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  }).observe(document.getElementById("search-events"), { childList: true });
  box.focus();
  box.value = query;
  box.dispatchEvent(new Event("input"));
})"""


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def do_GET(self) -> None:
        """Answer as most hosts do: compressed, and kept by browsers for a while."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        if path.suffix in {".html", ".css", ".js", ".json", ".svg"}:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


class Answer(NamedTuple):
    """What passes from a keystroke to the results, in milliseconds.

    Attributes:
        time: All of it.
        processor: The processor time of the page.
        script: That of scripts.
        layout: That of styles and layout.
    """

    time: float
    processor: float
    script: float
    layout: float


class Loaded(NamedTuple):
    """The bytes that queries load.

    Attributes:
        first: Of the first query, with the page.
        fonts: Those of it that are fonts.
        later: Of the second query.
    """

    first: int
    fonts: int
    later: int


def _open(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    expect(page.locator("#search-events li").first).to_be_visible(timeout=60_000)
    page.wait_for_load_state("networkidle")


def measure_answer(context: BrowserContext, address: str, query: str) -> Answer:
    """Type a query when the files that it needs are in the cache."""
    page = context.new_page()
    _open(page, f"{address}?q={quote(query)}")
    _open(page, address)
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def read() -> dict[str, float]:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return {each["name"]: 1000 * each["value"] for each in metrics}

    before = read()
    time = page.evaluate(_TYPE, query)
    after = read()
    page.close()
    spent = {name: after[name] - before[name] for name in before}
    layout = spent["LayoutDuration"] + spent["RecalcStyleDuration"]
    return Answer(time, spent["TaskDuration"], spent["ScriptDuration"], layout)


def measure_bytes(browser: Browser, address: str, query: str, second: str) -> Loaded:
    """Open the page with a query, and type a second one."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda e: sizes.update({e["requestId"]: int(e["encodedDataLength"]) + _REQUEST}),
    )
    _open(page, f"{address}?q={quote(query)}")
    first = sum(sizes.values())
    fonts = sum(size for id, size in sizes.items() if kinds.get(id) == "Font")
    page.evaluate(_TYPE, second)
    page.wait_for_timeout(1000)
    page.wait_for_load_state("networkidle")
    later = sum(sizes.values()) - first
    context.close()
    return Loaded(first, fonts, later)


def main() -> int:
    """Measure the search page of a site, and print the results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--browser", default="chromium")
    arguments = parser.parse_args()
    with _serve(arguments.output) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which(arguments.browser),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        print("milliseconds: time, processor (script, layout); kB: first (fonts), later")
        for language, queries in QUERIES.items():
            address = f"{root}{language}/search/"
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            for query, second in zip(queries, (*queries[1:], queries[0]), strict=True):
                answers = [measure_answer(context, address, query) for _ in range(arguments.rounds)]
                time, processor, script, layout = map(median, zip(*answers, strict=True))
                loaded = measure_bytes(browser, address, query, second)
                print(
                    f"{query:30} {time:5.0f} {processor:4.0f} ({script:.0f}, {layout:.0f});"
                    f" {loaded.first / 1000:.0f} ({loaded.fonts / 1000:.0f}),"
                    f" {loaded.later / 1000:.0f}",
                    flush=True,
                )
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
