"""The preview as a running program: one thread for the site, one for its folders, one for HTTP."""

from __future__ import annotations

import asyncio
import errno
import socket
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import Protocol, TypeVar

import uvicorn

from generator.preview.app import Reply, create_app, respond
from generator.preview.background_converter import BackgroundConverter
from generator.preview.cached_articles import ConvertedFile
from generator.preview.reload_events import ReloadEvents
from generator.preview.session import PreviewSession
from generator.preview.theme_state import ThemeState
from generator.preview.watcher import Batch, Watch
from generator.problems import Problem
from generator.urls import encode

T = TypeVar("T")

# The first port that is tried, and how many after it.
FIRST_PORT = 8000
_PORTS = 50
# What can wait does so until a page was asked for, but no longer than this (s).
_HEAD_START = 2.0


class PortTakenError(Exception):
    """Somebody else listens at the port; ``free`` is the next one that nobody listens at."""

    def __init__(self, port: int, free: int) -> None:
        super().__init__(f"port {port} is taken; {free} is free")
        self.port = port
        self.free = free


class HostError(Exception):
    """The name to listen at is none of this machine's."""


class _EndedError(Exception):
    """The preview has ended, or is about to: nothing is done for the site any more."""


@dataclass(frozen=True, slots=True)
class PreviewSettings:
    """What a preview is asked to do.

    Attributes:
        root: The site's folder.
        host: The name or number to listen at.
        port: The port; ``None`` for any that is free.
        drafts: Whether drafts are shown.
        jobs: How many processes to use for reading.
        editor: The pattern of addresses that open a file in an editor, or nothing.
    """

    root: Path
    host: str = "127.0.0.1"
    port: int | None = None
    drafts: bool = True
    jobs: int = 1
    editor: str = ""


class PreviewReporter(Protocol):
    """Whom the preview tells what the author should know. Called from any thread."""

    def ready(self, url: str) -> None:
        """Pages are served at that address."""

    def notice(self, text: str) -> None:
        """Something about the preview itself."""

    def news(self, fresh: Iterable[Problem], mended: int, left: int) -> None:
        """What is wrong that was not, how much is wrong no more, and how much is left."""


class Preview:
    """One site, served until it is told to stop."""

    def __init__(self, settings: PreviewSettings, teller: PreviewReporter) -> None:
        """Take a port, and read the site.

        Raises:
            PortTakenError: Somebody else listens there.
            HostError: There is no such place to listen at.
            NotADirectoryError: There is no such folder.
            OSError: The site's folders cannot be listed.
        """
        self._settings = settings
        self._teller = teller
        self._socket = _listen(settings.host, settings.port)
        try:
            self._studio = PreviewSession(settings.root, drafts=settings.drafts, jobs=settings.jobs)
        except BaseException:
            self._socket.close()
            raise
        self._hands = ThreadPoolExecutor(1, thread_name_prefix="site")
        self._watch = Watch(self._relevant, self._deal, teller.notice)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news: ReloadEvents | None = None
        self._server: _Server | None = None
        self._reader: BackgroundConverter | None = None
        self._told: frozenset[Problem] = frozenset()
        self._seen: tuple[int, ...] = ()
        self._asked = threading.Event()
        self._stopping = threading.Event()

    @property
    def url(self) -> str:
        """The address of the site's first page."""
        host, port = self._socket.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{port}{encode(self._studio.site.base_path)}"

    def run(self) -> None:
        """Serve until `stop` is called or, in the main thread, until Ctrl-C is pressed."""
        try:
            asyncio.run(self._serve())
        finally:
            self._stopping.set()
            self._asked.set()
            self._watch.stop()
            if self._reader is not None:
                self._reader.stop()
            self._hands.shutdown(wait=False, cancel_futures=True)
            self._socket.close()

    def stop(self) -> None:
        """End; may be called from any thread."""
        if self._server is not None and self._loop is not None:
            self._server.should_exit = True
            with suppress(RuntimeError):
                # The loop may have ended by itself.
                self._loop.call_soon_threadsafe(self._close)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._news = ReloadEvents()
        app = create_app(self._answer, self._news, host=self._settings.host)
        config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level="critical",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config, self._close)
        behind = threading.Thread(target=self._work_behind, name="behind", daemon=True)
        behind.start()
        await self._server.serve(sockets=[self._socket])

    def _close(self) -> None:
        if self._news is not None:
            self._news.close()

    async def _answer(self, path: str) -> Reply:
        assert self._loop is not None
        answer = partial(self._reply, path)
        found, news = await self._loop.run_in_executor(self._hands, answer)
        self._asked.set()
        if news and self._news is not None:
            self._news.publish_soon()
        return found

    def _reply(self, path: str) -> tuple[Reply, bool]:
        """The answer, and whether making it has brought something to light."""
        try:
            found = respond(self._studio, path, editor=self._settings.editor)
        except Exception as error:  # Whatever happens to one page, the others are served.
            text = f"This page cannot be made: {type(error).__name__}: {error}"
            self._teller.notice(f"{path}: {text}")
            found = Reply(HTTPStatus.INTERNAL_SERVER_ERROR, f"{text}\n".encode())
        return found, self._tell_author()

    # --- Changes --------------------------------------------------------------------------

    def _relevant(self, path: str) -> bool:
        return self._studio.lookout.relevant(path)

    def _deal(self, batch: Batch) -> None:
        """Bring the site up to date, from the thread that watches."""
        with suppress(_EndedError):
            self._follow(batch)

    def _follow(self, batch: Batch) -> None:
        style, opened = self._studio.style, self._studio.opened
        try:
            # To look takes a while where there are very many files; pages need not wait for it.
            found = self._studio.lookout.look(batch)
            changed = bool(found) and self._in_hands(partial(self._studio.update, found))
        except _EndedError:
            raise
        except Exception as error:  # The next change is another chance.
            self._teller.notice(f"A change could not be read: {type(error).__name__}: {error}")
            return
        self._watch.cover(self._studio.lookout.folders)
        if changed:
            self._announce()
        if self._studio.opened != opened:
            self._read_behind()
        if self._studio.style is not style:
            self._probe(self._studio.style)

    def _announce(self, *, soon: bool = False) -> None:
        """Tell the open pages, then the author."""
        news, loop = self._news, self._loop
        if news is not None and loop is not None:
            with suppress(RuntimeError):
                # The loop ends before the other threads do.
                loop.call_soon_threadsafe(news.publish_soon if soon else news.publish)
        self._in_hands(self._tell_author)

    def _tell_author(self) -> bool:
        """Tell of what is wrong that was not, and of what is mended; whether there is any."""
        if self._seen == self._studio.version:
            return False
        self._seen = self._studio.version
        problems = frozenset(self._studio.problems)
        fresh, mended = problems - self._told, self._told - problems
        self._told = problems
        if fresh or mended:
            self._teller.news(sorted(fresh), len(mended), len(problems))
        return bool(fresh or mended)

    def _in_hands(self, work: Callable[[], T]) -> T:
        """Do a piece of work between others that concern the site.

        Raises:
            _EndedError: The preview ends first.
        """
        try:
            future: Future[T] = self._hands.submit(work)
        except RuntimeError as error:
            raise _EndedError from error
        try:
            return future.result()
        except CancelledError as error:
            raise _EndedError from error

    # --- Behind the pages -----------------------------------------------------------------

    def _work_behind(self) -> None:
        """What can wait until the first page has been shown."""
        while self._server is not None and not self._server.started:
            if self._stopping.wait(0.01):
                return
        self._teller.ready(self.url)
        with suppress(_EndedError, RuntimeError):
            # No thread can be started any more when the program is ending already.
            self._watch.start(self._studio.lookout.folders)
            self._in_hands(self._tell_author)
            self._asked.wait(_HEAD_START)
            self._read_behind()
            self._probe(self._studio.style)

    def _read_behind(self) -> None:
        if self._reader is not None:
            self._reader.stop()
        paths = self._in_hands(lambda: self._studio.unconverted)
        if paths and not self._stopping.is_set():
            place, site = self._studio.lookout.place, self._studio.site
            self._reader = BackgroundConverter(place, site, paths, self._take)

    def _take(self, read: list[ConvertedFile]) -> None:
        with suppress(_EndedError):
            if self._in_hands(partial(self._studio.take, read)):
                self._announce(soon=True)

    def _probe(self, style: ThemeState) -> None:
        """Make a page of each kind, until the theme is another."""
        for work in self._in_hands(self._studio.probes):
            if self._stopping.is_set() or self._studio.style is not style:
                return
            try:
                news = self._in_hands(work)
            except _EndedError:
                raise
            except Exception:  # A page that fails so says it when it is asked for.
                continue
            if news:
                self._announce(soon=True)


class _Server(uvicorn.Server):
    """A server that ends its streams when it is told to stop, instead of waiting for them."""

    def __init__(self, config: uvicorn.Config, close: Callable[[], None]) -> None:
        super().__init__(config)
        self._close = close
        self._own_loop = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._own_loop.call_soon_threadsafe(self._close)
        super().handle_exit(sig, frame)


def is_loopback(host: str) -> bool:
    """Whether only this machine itself reaches a server that listens there."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(ip_address(each[4][0]).is_loopback for each in found)


def _listen(host: str, port: int | None) -> socket.socket:
    """Take a port; the first that is free, if none is asked for."""
    if port is None:
        for candidate in range(FIRST_PORT, FIRST_PORT + _PORTS):
            found = _bound(host, candidate)
            if found is not None:
                return found
        port = 0
    found = _bound(host, port)
    if found is None:
        raise PortTakenError(port, _next_free(host, port))
    return found


def _next_free(host: str, port: int) -> int:
    for candidate in (*range(port + 1, min(port + _PORTS, 1 << 16)), 0):
        found = _bound(host, candidate)
        if found is not None:
            with found:
                return int(found.getsockname()[1])
    return 0


def _bound(host: str, port: int) -> socket.socket | None:
    """A socket that listens there; ``None`` when somebody else does."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise HostError(f"there is no '{host}' to listen at") from error
    made = socket.socket(family, kind)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as error:
        made.close()
        if error.errno == errno.EADDRINUSE:
            return None
        reason = (error.strerror or str(error)).lower()
        raise HostError(f"nothing can listen at {host}, port {port}: {reason}") from error
    return made
