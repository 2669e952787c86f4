"""A server that answers as GitHub Pages does, for the browser of the tests."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# A project site of GitHub Pages is under the name of its repository.
SUB_PATH = "/chronicle/"


class PagesHandler(SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: nothing above the sub-path, 404.html for missing files."""

    def do_GET(self) -> None:
        if self.path.startswith(SUB_PATH):
            self.path = self.path[len(SUB_PATH) - 1 :]
            super().do_GET()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def send_header(self, keyword: str, value: str) -> None:
        # The redirect to a folder with its slash is relative to the root.
        if keyword == "Location":
            value = SUB_PATH + value.lstrip("/")
        super().send_header(keyword, value)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        body = page.read_bytes() if page.is_file() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing; the tests check the browser's own log."""


class PagesServer(ThreadingHTTPServer):
    """Prints nothing when a browser closes a connection that is being answered.

    What this process writes to standard error during a test counts as the program's output.
    """

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve_folder(folder: Path, handler: type[PagesHandler] = PagesHandler) -> Iterator[str]:
    """Serve a published folder, and yield its address, which ends in a slash."""
    server = PagesServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
