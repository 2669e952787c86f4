"""Asks other servers whether pages exist, as a polite visitor.

Each server gets one request at a time, with a pause between them, and none that its robots.txt
forbids. A page is asked for with HEAD; only if that fails, with GET. The standard library is
enough for this, and knows the proxies of the system.
"""

from __future__ import annotations

import json
import re
import socket
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException, HTTPMessage
from threading import Event
from typing import IO, Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener
from urllib.robotparser import RobotFileParser

from msgspec import Struct

from generator.checking.link_memory import LinkResult
from generator.checking.links import host_of
from generator.hashing import hash_bytes
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_AGENT: Final = "tarikh-link-check"
_ARCHIVE: Final = "https://archive.org/wayback/available"
_PERMANENT: Final = frozenset({301, 308})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_GONE: Final = frozenset({404, 410})
# The answers to programs, which say nothing about the page.
_REFUSED: Final = frozenset({401, 403, 407, 429, 451})
_MOST_HOPS: Final = 10
# How many bytes of a page are read, to compare it with one that cannot exist.
_MOST_BYTES: Final = 65_536
_HOSTS_AT_ONCE: Final = 8
# After so many requests without an answer, a server is left alone.
_MOST_FAILURES: Final = 3
_TITLE: Final = lazy_compile(rb"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)


class ClientSettings(Struct, frozen=True):
    """How servers are asked.

    Attributes:
        timeout: The seconds after which a server is not waited for.
        pause: The seconds between two requests to one server.
        retries: How often a request is repeated that failed for a reason that may pass.
        archive: The address of the service that knows archived copies (the availability API of
            the Wayback Machine); empty to ask none.
    """

    timeout: float = 15.0
    pause: float = 1.0
    retries: int = 2
    archive: str = _ARCHIVE


class _Response(Struct, frozen=True):
    """An answer: its status, its header ``Location``, and the first bytes of the page."""

    status: int
    location: str = ""
    body: bytes = b""


class _NoRedirects(HTTPRedirectHandler):
    """Leaves redirects to the caller, which has to know each of them."""

    def redirect_request(  # noqa: PLR0917 - the signature of the standard library
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class NoAnswerError(Exception):
    """A server gave no answer.

    Attributes:
        reason: Why, in a few words.
        is_gone: Whether it does not exist.
    """

    def __init__(self, reason: str, *, is_gone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_gone = is_gone


def check_links(
    urls: Iterable[str],
    *,
    now: int,
    settings: ClientSettings,
    progress: Callable[[str, int, int], None],
    found: Callable[[str, LinkResult], None],
) -> None:
    """Ask for each of some addresses.

    Args:
        urls: The addresses.
        now: The time, in seconds since 0001-01-01T00:00:00Z.
        settings: How servers are asked.
        progress: Called as the work proceeds.
        found: Called with each result as soon as it is known, in one of several threads.
    """
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[host_of(url)].append(url)
    total = sum(map(len, by_host.values()))
    stopped = Event()

    def check(host: str) -> int:
        visitor = _Visitor(settings, now, stopped)
        for url in by_host[host]:
            if stopped.is_set():
                break
            found(url, visitor.check(url))
        return len(by_host[host])

    done = 0
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as executor:
        futures = [executor.submit(check, host) for host in sorted(by_host)]
        try:
            for future in as_completed(futures):
                done += future.result()
                progress("links", done, total)
        except BaseException:
            stopped.set()
            executor.shutdown(wait=False, cancel_futures=True)
            raise


class _Visitor:
    """Asks one server, one request after the other."""

    def __init__(self, settings: ClientSettings, now: int, stopped: Event) -> None:
        self._settings = settings
        self._now = now
        self._stopped = stopped
        self._opener: OpenerDirector = build_opener(_NoRedirects)
        self._robots: dict[str, RobotFileParser | None] = {}
        self._probes: dict[str, _Response | None] = {}
        self._asked: set[str] = set()
        self._failures = 0

    def check(self, url: str) -> LinkResult:
        """Return what became of a link."""
        if self._failures >= _MOST_FAILURES:
            return self._result("unknown", "its server does not answer")
        try:
            result = self._follow(url)
        except NoAnswerError as error:
            if not error.is_gone:
                self._failures += 1
                return self._result("unknown", error.reason)
            result = self._result("gone", error.reason)
        else:
            self._failures = 0
        if result.status == "gone":
            archived = self._find_archived(url)
            return self._result("gone", result.reason, archived=archived)
        return result

    def _result(
        self, status: Any, reason: str = "", *, target: str = "", archived: str = ""
    ) -> LinkResult:
        return LinkResult(status, reason, target, archived, self._now)

    def _follow(self, url: str) -> LinkResult:
        """Follow an address to the page that it leads to."""
        current, permanent = _encode(url), ""
        is_permanent = True
        for _ in range(_MOST_HOPS):
            if not self._may_visit(current):
                return self._result("unknown", "its robots.txt asks programs to stay away")
            response = self._ask(current)
            if response.status not in _REDIRECTS or not response.location:
                return self._judge(url, current, permanent, response)
            is_permanent = is_permanent and response.status in _PERMANENT
            current = _encode(urljoin(current, response.location))
            if is_permanent:
                permanent = current
        return self._result(
            "unknown", say("it redirects more than %(most_hops)s times", most_hops=_MOST_HOPS)
        )

    def _judge(self, url: str, final: str, permanent: str, response: _Response) -> LinkResult:
        """Judge the answer at the end of all redirects."""
        status = response.status
        if status in _GONE:
            return self._result("gone", say("its server answers %(status)s", status=status))
        if status in _REFUSED:
            return self._result(
                "unknown", say("its server answers %(status)s to programs", status=status)
            )
        if status >= 400:
            return self._result("unknown", say("its server answers %(status)s", status=status))
        if _is_deep(url) and not _is_deep(final):
            return self._result("suspect", "it leads to the home page of the site")
        if self._looks_missing(final):
            reason = "its server shows the same for a page that cannot exist"
            return self._result("suspect", reason)
        if permanent and permanent != _encode(url):
            return self._result("moved", "its server says so", target=permanent)
        return self._result("alive")

    def _ask(self, url: str) -> _Response:
        """Ask with HEAD, and with GET if the answer to HEAD says nothing."""
        response = self._request("HEAD", url)
        if response.status >= 400 and response.status != 429:
            return self._request("GET", url)
        return response

    def _request(self, method: str, url: str) -> _Response:
        """Send a request, again if it fails for a reason that may pass.

        Raises:
            NoAnswerError: There is no answer.
        """
        for attempt in range(self._settings.retries + 1):
            is_last = attempt == self._settings.retries
            host = host_of(url)
            if host in self._asked:
                self._stopped.wait(self._settings.pause * 2**attempt)
            self._asked.add(host)
            try:
                response = self._send(method, url)
            except NoAnswerError as error:
                if error.is_gone or is_last:
                    raise
                continue
            if response.status < 500 or is_last:
                return response
        raise AssertionError("the last attempt returns or raises")

    def _send(self, method: str, url: str) -> _Response:
        headers = {"User-Agent": _AGENT, "Accept": "text/html,*/*;q=0.8"}
        try:
            request = Request(url, method=method, headers=headers)
            with self._opener.open(request, timeout=self._settings.timeout) as answer:
                body = answer.read(_MOST_BYTES) if method == "GET" else b""
                return _Response(answer.status, "", body)
        except HTTPError as error:
            with error:
                return _Response(error.code, error.headers.get("Location", ""))
        except TimeoutError:
            raise NoAnswerError("its server did not answer in time") from None
        except URLError as error:
            raise describe_failure(error.reason) from None
        except (OSError, HTTPException, ValueError) as error:
            raise describe_failure(error) from None

    def _may_visit(self, url: str) -> bool:
        host = host_of(url)
        if host not in self._robots:
            self._robots[host] = self._read_robots(host)
        robots = self._robots[host]
        return robots is None or robots.can_fetch(_AGENT, url)

    def _read_robots(self, host: str) -> RobotFileParser | None:
        """Read the rules of a server; ``None`` if it has none."""
        response = self._request("GET", f"{host}/robots.txt")
        if response.status != 200:
            return None
        robots = RobotFileParser()
        robots.parse(response.body.decode(errors="replace").splitlines())
        return robots

    def _looks_missing(self, url: str) -> bool:
        """Whether a server shows the same page for an address that cannot exist."""
        parts = urlsplit(url)
        if not _is_deep(url):
            return False
        if parts.netloc not in self._probes:
            name = hash_bytes(url.encode()).hex()[:20]
            probe = urlunsplit((parts.scheme, parts.netloc, f"/{name}-does-not-exist", "", ""))
            answer = self._request("GET", probe)
            self._probes[parts.netloc] = answer if answer.status == 200 else None
        missing = self._probes[parts.netloc]
        if missing is None:
            return False
        page = self._request("GET", url)
        return page.status == 200 and _summarize(page.body) == _summarize(missing.body)

    def _find_archived(self, url: str) -> str:
        """Return the address of an archived copy; empty if none is found."""
        if not self._settings.archive:
            return ""
        address = f"{self._settings.archive}?{urlencode({'url': url})}"
        try:
            response = self._request("GET", address)
            document = json.loads(response.body) if response.status == 200 else {}
            copy = document["archived_snapshots"]["closest"]
            found = str(copy["url"]) if copy.get("available") else ""
        except (NoAnswerError, ValueError, KeyError, TypeError):
            return ""
        return found.replace("http://", "https://", 1) if "archive.org" in found else found


def describe_failure(reason: object) -> NoAnswerError:
    """Say why there is no answer; a name that does not exist is gone."""
    text = str(reason)
    if isinstance(reason, TimeoutError) or "timed out" in text:
        return NoAnswerError("its server did not answer in time")
    # Another error of this kind means that no name can be looked up now.
    if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME:
        return NoAnswerError("the server does not exist", is_gone=True)
    if "certificate" in text.casefold():
        return NoAnswerError("its certificate is not valid")
    return NoAnswerError("no connection to its server")


def _summarize(body: bytes) -> tuple[bytes, int]:
    """Return the title of a page and about how long it is."""
    title = _TITLE.search(body)
    return title[1].strip() if title is not None else b"", round(len(body), -2)


def _is_deep(url: str) -> bool:
    """Whether an address is of a page below the home page of its site."""
    parts = urlsplit(url)
    return parts.path.strip("/") != "" or parts.query != ""


def _encode(url: str) -> str:
    """Return an address in ASCII (RFC 3987, section 3.1), without its fragment."""
    parts = urlsplit(url)
    host = parts.netloc
    if not host.isascii():
        host = host.encode("idna").decode()
    safe = "%/:=&?~+!$,;'@()*[]-._"
    return urlunsplit(
        (parts.scheme, host, quote(parts.path, safe=safe), quote(parts.query, safe=safe), "")
    )
