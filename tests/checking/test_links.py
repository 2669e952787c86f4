"""``tarikh check --online`` against a server of this machine that answers in every way."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from generator.checking import online
from generator.checking.link_client import ClientSettings, check_links, describe_failure
from generator.checking.link_memory import LinkResult, find_due, read_memory, write_memory
from tests.support import MakeSite, Run
from tests.support.sources import article

NOW = 63_902_822_400
DAY = 86_400


class Server(ThreadingHTTPServer):
    """A server that answers by the path of a request, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.released = Event()
        self.soft = False
        Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        if self.path == "/robots.txt":
            self.reply(200, b"User-agent: *\nDisallow: /private/\n")
        elif self.path.startswith("/available"):
            copy = (
                {"available": True, "url": "https://archive.example/1"}
                if "404" in self.path
                else {}
            )
            self.reply(200, json.dumps({"archived_snapshots": {"closest": copy}}).encode())
        elif self.path == "/hang":
            self.server.released.wait()
        elif self.path == "/no-head" and self.command == "HEAD":
            self.reply(405)
        elif self.path in ("/301", "/302", "/home", "/loop"):
            places = {"/301": "/new", "/302": "/new", "/home": "/", "/loop": "/loop"}
            self.reply(302 if self.path == "/302" else 301, location=places[self.path])
        elif self.path[1:4] in ("403", "404", "410", "429", "500"):
            self.reply(int(self.path[1:4]))
        elif self.path.endswith("-does-not-exist") and not self.server.soft:
            self.reply(404)
        elif self.path == "/soft" or self.path.endswith("-does-not-exist"):
            self.reply(200, b"<title>Page not found</title>")
        else:
            self.reply(200, b"<title>A report</title>")

    def reply(self, status: int, body: bytes = b"", location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    started = Server()
    yield started
    started.released.set()
    started.shutdown()
    started.server_close()


def settings(server: Server) -> ClientSettings:
    return ClientSettings(timeout=0.5, pause=0, retries=1, archive=f"{server.address}/available")


def check(server: Server, *paths: str) -> dict[str, LinkResult]:
    results: dict[str, LinkResult] = {}
    check_links(
        [f"{server.address}{path}" for path in paths],
        now=NOW,
        settings=settings(server),
        progress=lambda *_: None,
        found=results.__setitem__,
    )
    return {url.removeprefix(server.address): result for url, result in results.items()}


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        ("/report", "alive", ""),
        ("/no-head", "alive", ""),
        ("/302", "alive", ""),
        ("/301", "moved", "its server says so"),
        ("/404", "gone", "its server answers 404"),
        ("/410", "gone", "its server answers 410"),
        ("/403", "unknown", "its server answers 403 to programs"),
        ("/429", "unknown", "its server answers 429 to programs"),
        ("/500", "unknown", "its server answers 500"),
        ("/hang", "unknown", "its server did not answer in time"),
        ("/loop", "unknown", "it redirects more than 10 times"),
        ("/home", "suspect", "it leads to the home page of the site"),
        ("/private/x", "unknown", "its robots.txt asks programs to stay away"),
    ],
)
def test_the_answer_decides(server: Server, path: str, status: str, reason: str) -> None:
    result = check(server, path)[path]
    assert (result.status, result.reason, result.checked) == (status, reason, NOW)
    assert result.target == (f"{server.address}/new" if path == "/301" else "")


def test_a_page_that_looks_like_one_that_cannot_exist_is_suspected(server: Server) -> None:
    server.soft = True
    results = check(server, "/soft", "/report")
    assert results["/soft"].status == "suspect"
    assert results["/report"].status == "alive"


def test_an_archived_copy_of_a_page_that_is_gone_is_looked_up(server: Server) -> None:
    results = check(server, "/404", "/410")
    assert results["/404"].archived == "https://archive.example/1"
    assert results["/410"].archived == ""


def test_a_server_is_asked_once_for_its_rules_and_never_for_what_they_forbid(
    server: Server,
) -> None:
    check(server, "/a", "/b", "/private/x")
    assert server.asked.count("GET /robots.txt") == 1
    assert [each for each in server.asked if "private" in each] == []
    assert [each for each in server.asked if each.endswith((" /a", " /b"))] == [
        "HEAD /a",
        "HEAD /b",
    ]


def test_what_may_pass_is_tried_again_and_what_is_decided_is_not(server: Server) -> None:
    check(server, "/500", "/429", "/404")
    assert server.asked.count("HEAD /500") == 2
    assert server.asked.count("HEAD /429") == 1
    assert server.asked.count("HEAD /404") == 1


def test_a_server_that_does_not_answer_is_left_alone(server: Server) -> None:
    results = check(server, "/hang", "/hang?1", "/hang?2", "/hang?3")
    assert {result.status for path, result in results.items() if path == "/hang"} == {"unknown"}


@pytest.mark.parametrize(
    ("failure", "reason", "is_gone"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "the server does not exist", True),
        (socket.gaierror(socket.EAI_AGAIN, "offline"), "no connection to its server", False),
        (TimeoutError(), "its server did not answer in time", False),
        (ConnectionRefusedError(), "no connection to its server", False),
        (ssl.SSLCertVerificationError("certificate"), "its certificate is not valid", False),
    ],
)
def test_only_a_name_that_does_not_exist_is_gone(
    failure: OSError, reason: str, is_gone: bool
) -> None:
    described = describe_failure(failure)
    assert (described.reason, described.is_gone) == (reason, is_gone)


def test_links_are_remembered_until_they_are_due() -> None:
    known = {
        "https://a.example/": LinkResult("alive", checked=NOW - 29 * DAY),
        "https://b.example/": LinkResult("alive", checked=NOW - 31 * DAY),
        "https://c.example/": LinkResult("gone", "404", checked=NOW - 8 * DAY),
        "https://d.example/": LinkResult("unknown", "403", checked=NOW - DAY // 2),
    }
    assert find_due([*known, "https://e.example/"], known, NOW) == (
        "https://b.example/",
        "https://c.example/",
        "https://e.example/",
    )
    assert read_memory(write_memory(known)).keys() == known.keys()
    assert read_memory(b"<<<<<<< HEAD") == {}
    assert read_memory(b'{"a": 1, "b": {"status": "x"}}') == {}


def test_the_command_reports_remembers_and_fixes(
    server: Server, site: MakeSite, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online, "ClientSettings", lambda: settings(server))
    folder = site(
        {
            "content/a.en.md": article(
                "A",
                source=f"\n  - name: X\n    url: {server.address}/404\n"
                f"  - name: Y\n    url: {server.address}/301\n",
                body=f"See [it]({server.address}/301), {server.address}/report.",
            )
        }
    )
    codes = ("--only", "link-gone", "--only", "link-moved")
    result = run("check", folder, "--online", *codes)
    assert result.stdout == (
        "1 warning link-gone  links that are gone\n"
        f"  content/a.en.md:5:5: '{server.address}/404' is gone: its server answers 404\n"
        "    hint: write archived: https://archive.example/1\n"
        "\n"
        "2 notices link-moved  links that have moved\n"
        f"  content/a.en.md:7:5: '{server.address}/301' has moved\n"
        f"    hint: write {server.address}/new\n"
        f"  content/a.en.md:12:10: '{server.address}/301' has moved\n"
        f"    hint: write {server.address}/new\n"
        "\n"
        "1 warning, 2 notices.\n".replace(", ", " and ")
    )
    lines = (folder / "link-check.json").read_text("utf-8").splitlines()
    assert [line.split('"')[1].removeprefix(server.address) for line in lines[1:-1]] == [
        *("/301", "/404", "/report")
    ]
    asked = len(server.asked)
    run("check", folder, "--online", "--fix", "--yes", "--only", "link-moved")
    assert len(server.asked) == asked
    text = (folder / "content/a.en.md").read_text("utf-8")
    assert (text.count("/301"), text.count("/new")) == (0, 2)


def test_a_check_without_online_asks_nobody(server: Server, site: MakeSite, run: Run) -> None:
    folder = site(
        {"content/a.en.md": article("A", source=f"{{name: X, url: '{server.address}/404'}}")}
    )
    run("check", folder)
    assert server.asked == []
    assert not Path(folder, "link-check.json").exists()
