"""Runs a preview in a thread, with a client that requests pages and waits for reload events."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from queue import Queue
from time import monotonic
from urllib.parse import urlsplit

from generator.preview.live_site import LiveSite
from generator.preview.loading import DEFAULT_LOAD_LIMITS, LoadLimits
from generator.preview.server import Preview, PreviewSettings
from generator.preview.watcher import Batch
from generator.problems import Problem
from tests.support import NOW, sources

FULL_SCAN = Batch(frozenset(), {}, is_full_scan=True)
"""Any file may have changed."""

# Longer than any test takes (s): only ends a test that hangs.
PATIENCE = 20.0

LANGUAGES = ("ar", "en")

article = partial(
    sources.article,
    date="2024-09-27",
    source='{name: AP, url: "https://ap.example/1"}',
    tags="Iraq",
)


def apply_batch(live: LiveSite, batch: Batch) -> bool:
    """Apply what the files of a batch have changed; returns whether a page may have changed."""
    return live.apply_changes(live.files.detect_changes(batch))


@dataclass
class RecordingReporter:
    """Records what a preview reports to its author."""

    url: Queue[str] = field(default_factory=Queue)
    others: Queue[tuple[str, ...]] = field(default_factory=Queue)
    notices: Queue[str] = field(default_factory=Queue)
    changes: Queue[tuple[tuple[Problem, ...], int, int]] = field(default_factory=Queue)

    def ready(self, url: str, others: Sequence[str]) -> None:
        self.url.put(url)
        self.others.put(tuple(others))

    def notice(self, text: str) -> None:
        self.notices.put(text)

    def problems_changed(
        self, new: Iterable[Problem], fixed: int, remaining: Collection[Problem]
    ) -> None:
        self.changes.put((tuple(new), fixed, len(remaining)))


@dataclass(frozen=True)
class Response:
    """The response to a request."""

    status: int
    headers: Mapping[str, str]
    text: str


class Client:
    """Requests pages of a preview, edits its site, and reads its event stream."""

    def __init__(self, url: str, root: Path, reporter: RecordingReporter) -> None:
        self.url = url
        self.root = root
        self.reporter = reporter
        self.host = urlsplit(url).netloc
        self._stream: http.client.HTTPResponse | None = None

    def get(self, path: str, *, method: str = "GET", **request_headers: str) -> Response:
        """Request a path, relative to the site's home page unless it starts with a slash."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        try:
            target = path if path.startswith("/") else urlsplit(self.url).path + path
            sent = {name.replace("_", "-"): value for name, value in request_headers.items()}
            connection.request(method, target, headers=sent)
            response = connection.getresponse()
            text = response.read().decode()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Response(response.status, headers, text)
        finally:
            connection.close()

    def write(self, path: str, text: str) -> None:
        """Save a file of the site as most editors do: write a temporary file, then rename it."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.part")
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(target)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a part of a file, which must contain it."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def wait_for_event(self) -> int:
        """Wait for the next reload event, and return its number."""
        assert self._stream is not None, "the event stream is not open"
        end = monotonic() + PATIENCE
        while True:
            # The stream is never silent for long, so its own time limit does not end a wait.
            line = self._stream.readline()
            assert line, "the stream has ended"
            assert monotonic() < end, "no reload event has arrived"
            if line.startswith(b"data: "):
                return int(line.removeprefix(b"data: "))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Open the event stream, and skip its first event."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        connection.request("GET", "/_tarikh/events")
        self._stream = connection.getresponse()
        self.wait_for_event()
        try:
            yield
        finally:
            self._stream.close()
            connection.close()
            self._stream = None


@contextmanager
def preview(
    root: Path,
    *,
    drafts: bool = True,
    editor: str = "",
    port: int | None = None,
    limits: LoadLimits = DEFAULT_LOAD_LIMITS,
    host: str = "127.0.0.1",
    allowed_hosts: tuple[str, ...] = (),
    poll: bool = False,
) -> Iterator[Client]:
    """Serve a site during a `with` block."""
    reporter = RecordingReporter()
    settings = PreviewSettings(
        root,
        lambda: NOW,
        host=host,
        port=port,
        drafts=drafts,
        editor=editor,
        limits=limits,
        allowed_hosts=allowed_hosts,
        poll=poll,
    )
    running = Preview(settings, reporter)
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        client = Client(reporter.url.get(timeout=PATIENCE), root, reporter)
        with client.listening():
            yield client
    finally:
        running.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive(), "the preview did not stop"
