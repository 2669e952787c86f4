"""Measure how smoothly the picture of a timeline zooms, in a headless browser.

    python bench/zoom.py OUTPUT [--language en] [--seconds 6] [--browser chromium]

OUTPUT is the output folder of a built site. On the page of the whole timeline, the wheel is turned
at every frame, in and out again. Printed are the frames per second, how long a frame took (the
median, and that of the slowest hundredth), and the processor time of a frame, which says more on a
busy machine: of the scripts, of all that the page does in its thread, and of all processes of the
browser. It needs Playwright and Chromium.
"""

from __future__ import annotations

import argparse
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

from playwright.sync_api import CDPSession, sync_playwright

_FRAMES = """milliseconds => new Promise(resolve => {
  const svg = document.querySelector(".chart-live svg");
  const box = svg.getBoundingClientRect();
  const times = [];
  const start = performance.now();
  let last = start;
  const step = now => {
    times.push(now - last);
    last = now;
    const part = (now - start) / milliseconds;
    if (part >= 1) return resolve(times.slice(1));
    svg.dispatchEvent(new WheelEvent("wheel", {
      deltaY: part < 0.5 ? -30 : 30, clientX: box.left + box.width * 0.45, clientY: box.top + 5,
      bubbles: true, cancelable: true,
    }));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing."""


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


class Zooming(NamedTuple):
    """The frames of a picture that is zoomed.

    Attributes:
        frames: How long each of them took, in milliseconds.
        scripts: The processor time of the scripts of the page, in milliseconds.
        page: That of the thread of the page: scripts, styles, layout and painting.
        processor: That of all processes of the browser.
    """

    frames: list[float]
    scripts: float
    page: float
    processor: float


def _processor_time(session: CDPSession) -> float:
    info = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return 1000 * float(sum(process["cpuTime"] for process in info))


def _page_times(session: CDPSession) -> dict[str, float]:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {each["name"]: 1000 * float(each["value"]) for each in metrics}


def measure(folder: Path, language: str, seconds: float, browser: str) -> Zooming:
    """Zoom the picture of a site for some seconds."""
    with _serve(folder) as address, sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which(browser), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        page = started.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}{language}/timeline/")
        page.wait_for_selector("[data-chart-period]:not(:empty)", state="attached")
        session = started.new_browser_cdp_session()
        thread = page.context.new_cdp_session(page)
        thread.send("Performance.enable", {"timeDomain": "threadTicks"})
        times, before = _page_times(thread), _processor_time(session)
        frames = page.evaluate(_FRAMES, seconds * 1000)
        processor = _processor_time(session) - before
        scripts, tasks = (
            _page_times(thread)[name] - times[name] for name in ("ScriptDuration", "TaskDuration")
        )
        started.close()
    return Zooming(frames, scripts, tasks, processor)


def main() -> int:
    """Measure the picture of a site, and print the result."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--browser", default="chromium")
    arguments = parser.parse_args()
    frames, scripts, tasks, processor = measure(
        arguments.output, arguments.language, arguments.seconds, arguments.browser
    )
    slowest = sorted(frames)[-max(1, len(frames) // 100)]
    print(f"{1000 * len(frames) / sum(frames):.0f} frames per second")
    print(f"a frame: median {median(frames):.1f} ms, slowest hundredth {slowest:.1f} ms")
    count = len(frames)
    print(
        f"processor time of a frame: scripts {scripts / count:.1f} ms, the thread of the page "
        f"{tasks / count:.1f} ms, all processes {processor / count:.1f} ms"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
