"""A running preview, and somebody who listens to it: what the tests of `serve` share."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from urllib.parse import urlsplit

from generator.preview.server import Preview, PreviewSettings
from generator.problems import Problem

# Longer than anything here takes: only what hangs is stopped by it.
PATIENCE = 20.0

LANGUAGES = ("ar", "en")


def article(
    title: str, *, body: str = "Text.", date: str = "2024-09-27", tags: str = "Iraq", more: str = ""
) -> str:
    """The file of an article, complete enough that nothing is wrong with it."""
    head = f'title: "{title}"\ndate: {date}\nsource: {{name: AP, url: "https://ap.example/1"}}'
    return f"---\n{head}\ntags: [{tags}]\n{more}---\n\n{body}\n"


@dataclass
class Notes:
    """What a preview has told its author."""

    url: Queue[str] = field(default_factory=Queue)
    notices: Queue[str] = field(default_factory=Queue)
    told: Queue[tuple[tuple[Problem, ...], int, int]] = field(default_factory=Queue)

    def ready(self, url: str) -> None:
        self.url.put(url)

    def notice(self, text: str) -> None:
        self.notices.put(text)

    def news(self, fresh: Iterable[Problem], mended: int, left: int) -> None:
        self.told.put((tuple(fresh), mended, left))


@dataclass(frozen=True)
class Response:
    """What a request was answered with."""

    status: int
    headers: Mapping[str, str]
    text: str


class Client:
    """Asks a preview for pages, and listens to what it has to say."""

    def __init__(self, url: str, root: Path, notes: Notes) -> None:
        self.url = url
        self.root = root
        self.notes = notes
        self.host = urlsplit(url).netloc
        self._stream: http.client.HTTPResponse | None = None

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Response:
        """Ask for an address; ``path`` is below the site's first page unless it is absolute."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        try:
            target = path if path.startswith("/") else urlsplit(self.url).path + path
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, target, headers=named)
            found = connection.getresponse()
            text = found.read().decode()
            return Response(found.status, {k.lower(): v for k, v in found.getheaders()}, text)
        finally:
            connection.close()

    def write(self, path: str, text: str) -> None:
        """Save a file of the site, as most editors do: beside it, then in its place."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.part")
        beside.write_text(text, encoding="utf-8")
        beside.replace(target)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a part of a file, which must be there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def news(self) -> int:
        """Wait for the next news."""
        assert self._stream is not None, "nobody is listening"
        while True:
            line = self._stream.readline()
            assert line, "the stream has ended"
            if line.startswith(b"data: "):
                return int(line.removeprefix(b"data: "))

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear all news from now on."""
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        connection.request("GET", "/_tarikh/events")
        self._stream = connection.getresponse()
        self.news()
        try:
            yield
        finally:
            self._stream.close()
            connection.close()
            self._stream = None


@contextmanager
def preview(
    root: Path, *, drafts: bool = True, editor: str = "", port: int | None = None
) -> Iterator[Client]:
    """Serve a site as long as the block lasts."""
    notes = Notes()
    running = Preview(PreviewSettings(root, port=port, drafts=drafts, editor=editor), notes)
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        client = Client(notes.url.get(timeout=PATIENCE), root, notes)
        with client.listening():
            yield client
    finally:
        running.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive(), "the preview does not end"
