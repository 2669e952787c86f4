"""Compare the live preview with Hugo's: from start to first page, and from save to new page.

    python -m bench.serve --articles 1000 10000 --rounds 3 --saves 3

The tools take turns, so that other load of the machine affects both, and each starts without the
state of an earlier start. The page is requested every few milliseconds until the server returns it,
or, after a save, until it has the sentence that was saved.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from bench import tools
from bench.corpus import TAGS, Event, generate_events
from bench.edits import ADDITION, SENTENCE, with_longer_title
from bench.figures import SAVES, Scenario
from bench.processes import CommandFailed
from bench.tools import Tool

# The path that the sites of the benchmark are published under.
_BASE = "/archive/"
# The interval between two requests, and the timeout (s).
_STEP = 0.002
# The pause before each save, as authors read the page first (s).
_PAUSE = 3.0
_PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The times of starting a server and of each kind of save, in seconds."""

    starts: tuple[float, ...]
    saves: Mapping[Scenario, tuple[float, ...]]


def compare(
    chosen: Sequence[Tool], work: Path, articles: int, *, rounds: int, saves: int
) -> Mapping[str, Figures]:
    """Measure the servers of some tools on the same articles, in turn.

    Args:
        chosen: The tools.
        work: An empty folder for their sites.
        articles: The number of articles in each language.
        rounds: How often each server is started.
        saves: How many saves of each kind are measured after each start.

    Returns:
        The figures of all rounds, by the names of the tools.
    """
    sites = [(tool, work / tool.generator) for tool in chosen]
    events = {tool.name: tools.prepare(tool, place, articles) for tool, place in sites}
    figures_by_tool: dict[str, Figures] = {tool.name: Figures((), {}) for tool in chosen}
    for number in range(rounds):
        for tool, place in sites:
            tools.move_outputs_aside(tool, place)
            start, saved = _measure(tool, place, events[tool.name], saves, number)
            before = figures_by_tool[tool.name]
            figures_by_tool[tool.name] = Figures(
                (*before.starts, start),
                {kind: (*before.saves.get(kind, ()), *taken) for kind, taken in saved.items()},
            )
    return figures_by_tool


def _measure(
    tool: Tool, folder: Path, chronicle: Sequence[Event], saves: int, number: int
) -> tuple[float, Mapping[Scenario, tuple[float, ...]]]:
    """Start a tool's server, save articles, and wait for each; other articles in each round."""
    # Read the files into the disk cache, for each tool and in each round.
    for path in (folder / "content").rglob("*.md"):
        path.read_bytes()
    port = _free_port()
    began = time.perf_counter()
    with _server(tool, folder, port) as server:
        _wait(server, port, tool, chronicle[0], b"<h1")
        start = time.perf_counter() - began
        # The first save only warms the server up.
        _time_save(server, port, tool, chronicle[0], partial(_add_sentence, folder, chronicle[0]))
        taken: dict[Scenario, list[float]] = {kind: [] for kind in SAVES}
        for each in range(number * saves, (number + 1) * saves):
            for kind in SAVES:
                event, save = _choose_save(kind, tool, folder, chronicle, each)
                if kind != "save new":
                    _wait(server, port, tool, event, b"<h1")
                taken[kind].append(_time_save(server, port, tool, event, save))
    return start, {kind: tuple(seconds) for kind, seconds in taken.items()}


def _choose_save(
    kind: Scenario, tool: Tool, folder: Path, chronicle: Sequence[Event], number: int
) -> tuple[Event, Callable[[], str]]:
    """Choose an event to save, another for each number.

    Returns:
        The event, and a function that saves it and returns words that are then on its page.
    """
    if kind == "save new":
        event = generate_events(len(chronicle) + number + 1)[-1]
        return event, partial(tools.add_event, tool, folder, event, chronicle)
    event = Random(kind).sample(chronicle, number + 1)[-1]
    if kind == "save date":
        return event, partial(tools.change_date, folder, event)
    if kind == "save tagged":
        tag = next(each for each in range(TAGS) if each not in event.tags)
        return event, partial(tools.add_tag, folder, event, tag)
    if kind == "save title":
        return event, partial(_lengthen_title, folder, event)
    return event, partial(_add_sentence, folder, event)


def _time_save(
    server: subprocess.Popen[bytes], port: int, tool: Tool, event: Event, save: Callable[[], str]
) -> float:
    """Save an event, and return how long it takes until its page has the words that were saved."""
    time.sleep(_PAUSE)
    words = save()
    saved = time.perf_counter()
    _wait(server, port, tool, event, words.encode())
    return time.perf_counter() - saved


def _add_sentence(folder: Path, event: Event) -> str:
    sentence = f"{SENTENCE} {time.monotonic_ns()}"
    tools.edit_article(folder, event, lambda text: f"{text.rstrip()}\n\n{sentence}\n")
    return sentence


def _lengthen_title(folder: Path, event: Event) -> str:
    addition = f"{ADDITION} {time.monotonic_ns()}"
    tools.edit_article(folder, event, lambda text: with_longer_title(text, addition))
    return addition


@contextmanager
def _server(tool: Tool, folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    address = ("--port", str(port))
    if tool.generator == "tarikh":
        argv: tuple[str, ...] = (sys.executable, "-m", "generator", "serve", str(folder), *address)
        where = Path(__file__).resolve().parent.parent
    else:
        argv = (*tool.argv, "server", "--bind", "127.0.0.1", *address)
        where = folder
    quiet = subprocess.DEVNULL
    with subprocess.Popen(argv, cwd=where, stdout=quiet, stderr=quiet) as process:
        try:
            yield process
        finally:
            process.terminate()


def _wait(
    server: subprocess.Popen[bytes], port: int, tool: Tool, event: Event, wanted: bytes
) -> None:
    """Request the Arabic page of an event until it contains the wanted bytes.

    Raises:
        CommandFailed: The server has ended.
        TimeoutError: It takes too long.
    """
    path = _BASE + tool.page(event, "ar").removesuffix("index.html")
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise CommandFailed(f"the server of {tool.name} has ended")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            if response.status == 200 and wanted in response.read():
                return
        except (OSError, http.client.HTTPException):
            # The server does not answer yet.
            time.sleep(_STEP)
        finally:
            connection.close()
        time.sleep(_STEP)
    raise TimeoutError(f"{tool.name} does not serve {path}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the live preview with Hugo's.")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--saves", type=int, default=3, help="of each kind, in each round")
    parser.add_argument("--alone", action="store_true", help="without Hugo")
    given = parser.parse_args()
    chosen = (tools.tarikh(),) if given.alone else (tools.tarikh(), tools.hugo())
    for articles in given.articles:
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            figures_by_tool = compare(
                chosen, work, articles, rounds=given.rounds, saves=given.saves
            )
        for name, figures in figures_by_tool.items():
            print(f"{articles:>6} {name:<8} start {median(figures.starts):7.2f} s")
            for kind, taken in figures.saves.items():
                print(
                    f"{'':15} {kind:<12} {median(taken) * 1000:7.0f} ms"
                    f" ({min(taken) * 1000:.0f} to {max(taken) * 1000:.0f} ms)"
                )


if __name__ == "__main__":
    main()
