"""Measure the live preview beside Hugo's: start to first page, and save to the new page served.

    python -m bench.serve --articles 1000 10000 --saves 5

The tools take turns, so that what else the machine does falls on both. A page counts as served
when a browser that asks for nothing else has the sentence that was saved.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from bench import tools
from bench.corpus import Event
from bench.edits import SENTENCE
from bench.tools import Tool

# The path that the sites of the benchmark are published under.
_BASE = "/archive/"
# How long to wait between two requests (s), and for anything at all.
_STEP = 0.002
# People save when a page has been there for a while, and think between two saves (s).
_REST = 3.0
_PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run came to, in seconds."""

    start: float
    saves: tuple[float, ...]


def measure(tool: Tool, folder: Path, events: Sequence[Event], saves: int) -> Figures:
    """Start a tool's server, save articles, and wait for each."""
    first, *others = Random("saves").sample(list(events), saves + 1)
    port = _free_port()
    began = time.perf_counter()
    with _server(tool, folder, port):
        _wait(port, tool, first, b"<h1")
        start = time.perf_counter() - began
        taken = []
        for number, event in enumerate((first, *others)):
            sentence = f"{SENTENCE} {number} {time.monotonic_ns()}"
            _wait(port, tool, event, b"<h1")
            time.sleep(_REST)
            tools.edit_article(folder, event, _adding(sentence))
            saved = time.perf_counter()
            _wait(port, tool, event, sentence.encode())
            taken.append(time.perf_counter() - saved)
    return Figures(start, tuple(taken[1:]))


def _adding(sentence: str) -> Callable[[str], str]:
    return lambda text: f"{text.rstrip()}\n\n{sentence}\n"


@contextmanager
def _server(tool: Tool, folder: Path, port: int) -> Iterator[None]:
    address = ("--port", str(port))
    if tool.generator == "tarikh":
        argv: tuple[str, ...] = (sys.executable, "-m", "generator", "serve", str(folder), *address)
        where = Path(__file__).resolve().parent.parent
    else:
        argv = (*tool.argv, "server", "--bind", "127.0.0.1", "--renderToMemory", *address)
        where = folder
    quiet = subprocess.DEVNULL
    with subprocess.Popen(argv, cwd=where, stdout=quiet, stderr=quiet) as process:
        try:
            yield
        finally:
            process.terminate()


def _wait(port: int, tool: Tool, event: Event, wanted: bytes) -> None:
    """Ask for the Arabic page of an event until it holds what is wanted."""
    path = _BASE + tool.page(event, "ar").removesuffix("index.html")
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            if response.status == 200 and wanted in response.read():
                return
        except (OSError, http.client.HTTPException):
            # It is not there yet.
            time.sleep(_STEP)
        finally:
            connection.close()
        time.sleep(_STEP)
    raise TimeoutError(f"{tool.name} does not serve {path}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the live preview beside Hugo's.")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000])
    parser.add_argument("--saves", type=int, default=5)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="without Hugo")
    given = parser.parse_args()
    chosen = (tools.tarikh(),) if given.alone else (tools.tarikh(), tools.hugo())
    for articles in given.articles:
        with tempfile.TemporaryDirectory() as folder:
            sites = [(tool, Path(folder) / tool.generator) for tool in chosen]
            events = {tool: tools.prepare(tool, place, articles) for tool, place in sites}
            found: dict[str, list[Figures]] = {tool.name: [] for tool in chosen}
            for _ in range(given.runs):
                for tool, place in sites:
                    found[tool.name].append(measure(tool, place, events[tool], given.saves))
        for name, figures in found.items():
            start = median(each.start for each in figures)
            saved = median(second for each in figures for second in each.saves)
            worst = max(second for each in figures for second in each.saves)
            print(
                f"{articles:>6} {name:<8} start to first page {start:7.2f} s   "
                f"save to new page {saved * 1000:7.0f} ms (worst {worst * 1000:.0f} ms)"
            )


if __name__ == "__main__":
    main()
