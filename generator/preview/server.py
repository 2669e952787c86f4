"""Runs the preview: one thread for the site, one for watching its folders, one for HTTP.

A save arrives in `Preview._on_batch`, in the thread of the watcher; `live_site.py` describes what
happens then.
"""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import Protocol, TypeVar

import uvicorn
from msgspec import Struct

from generator.engine.conversion import ConvertedFile
from generator.messages import say
from generator.preview.app import Reply, create_app, respond
from generator.preview.background_converter import BackgroundConverter
from generator.preview.file_systems import find_silent_file_system
from generator.preview.host_names import is_any_address, list_addresses
from generator.preview.live_site import LiveSite
from generator.preview.loading import DEFAULT_LOAD_LIMITS, LoadLimits
from generator.preview.reload_events import ReloadEvents
from generator.preview.theme_state import ThemeState
from generator.preview.watcher import Batch, Watcher
from generator.problems import Problem
from generator.urls import encode

T = TypeVar("T")

# The first port to try, and how many ports to try.
FIRST_PORT = 8000
_PORT_COUNT = 50
# Background work starts after the first page was requested, or after this time (s).
_BACKGROUND_DELAY = 2.0


class PortTakenError(Exception):
    """Another program uses the port; ``free`` is the next free port."""

    def __init__(self, port: int, free: int) -> None:
        super().__init__(f"port {port} is in use; {free} is free")
        self.port = port
        self.free = free


class HostError(Exception):
    """The server cannot listen on the given host."""


class _EndedError(Exception):
    """The preview is ending: the site's thread accepts no more work."""


class PreviewSettings(Struct, frozen=True):
    """The settings of a preview.

    Attributes:
        root: The site's folder.
        now: Reads the clock, in seconds since 0001-01-01T00:00:00Z.
        host: The host name or IP address to listen on.
        port: The port; ``None`` for the first free one.
        drafts: Whether to show drafts.
        jobs: How many processes may read articles.
        editor: The pattern of URLs that open a file in an editor, or an empty string.
        limits: How much is read before the first page is shown.
        cache: The folder of what all sites share; ``None`` to share nothing.
        allowed_hosts: The host names that the preview is reached by, besides the usual ones.
        poll: Whether to look at all files every second instead of waiting for reported changes.
    """

    root: Path
    now: Callable[[], int]
    host: str = "127.0.0.1"
    port: int | None = None
    drafts: bool = True
    jobs: int = 1
    editor: str = ""
    limits: LoadLimits = DEFAULT_LOAD_LIMITS
    cache: Path | None = None
    allowed_hosts: tuple[str, ...] = ()
    poll: bool = False


class PreviewReporter(Protocol):
    """Shows messages to the author. Its methods may be called from any thread."""

    def ready(self, url: str, others: Sequence[str]) -> None:
        """Pages are now served at that URL, and at others for other machines."""

    def notice(self, text: str) -> None:
        """A message about the preview itself."""

    def problems_changed(
        self, new: Iterable[Problem], fixed: int, remaining: Collection[Problem]
    ) -> None:
        """New problems, how many were fixed, and those that remain, the new ones included."""


class Preview:
    """Serves one site until it is stopped."""

    def __init__(self, settings: PreviewSettings, reporter: PreviewReporter) -> None:
        """Listen on the port, and load the site.

        Raises:
            PortTakenError: Another program uses the port.
            HostError: The server cannot listen on the host.
            NotADirectoryError: There is no such folder.
            OSError: The site's folders cannot be listed.
        """
        self._settings = settings
        self._reporter = reporter
        self._socket = _listen(settings.host, settings.port)
        try:
            self._live = LiveSite(
                settings.root,
                now=settings.now,
                drafts=settings.drafts,
                jobs=settings.jobs,
                limits=settings.limits,
                cache=settings.cache,
            )
        except BaseException:
            self._socket.close()
            raise
        self._site_thread = ThreadPoolExecutor(1, thread_name_prefix="site")
        self._watcher = Watcher(
            self._is_relevant, self._on_batch, reporter.notice, is_polling=self._must_poll()
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reload_events: ReloadEvents | None = None
        self._server: _Server | None = None
        self._converter: BackgroundConverter | None = None
        self._reported: frozenset[Problem] = frozenset()
        self._reported_version: tuple[int, ...] = ()
        self._page_requested = threading.Event()
        self._stopping = threading.Event()

    @property
    def url(self) -> str:
        """The URL of the site's home page, for this machine."""
        host = self._socket.getsockname()[0]
        if is_any_address(host):
            host = "127.0.0.1" if self._socket.family == socket.AF_INET else "::1"
        return self._url_at(host)

    @property
    def other_urls(self) -> tuple[str, ...]:
        """The URLs of the home page for other machines, if the server listens on all addresses."""
        if not is_any_address(self._socket.getsockname()[0]):
            return ()
        is_ipv4 = self._socket.family == socket.AF_INET
        return tuple(
            [self._url_at(each) for each in list_addresses() if not is_ipv4 or ":" not in each]
        )

    def _url_at(self, host: str) -> str:
        port = self._socket.getsockname()[1]
        url_host = f"[{host}]" if ":" in host else host
        return f"http://{url_host}:{port}{encode(self._live.site.base_path)}"

    def _must_poll(self) -> bool:
        """Whether to look at all files every second: on request, or where nothing is reported."""
        if self._settings.poll:
            return True
        folders = [os.path.realpath(each.path) for each in self._live.files.folders]
        silent = find_silent_file_system(folders)
        if silent is not None:
            folder, kind = silent
            text = f"{folder} is on a file system that reports no changes ({kind})"
            self._reporter.notice(f"{text}; looking at the files every second instead")
        return silent is not None

    def run(self) -> None:
        """Serve until `stop` is called or, in the main thread, until Ctrl-C is pressed."""
        try:
            asyncio.run(self._serve())
        finally:
            self._stopping.set()
            self._page_requested.set()
            self._watcher.stop()
            if self._converter is not None:
                self._converter.stop()
            self._site_thread.shutdown(wait=False, cancel_futures=True)
            self._socket.close()

    def stop(self) -> None:
        """Stop serving; may be called from any thread."""
        if self._server is not None and self._loop is not None:
            self._server.should_exit = True
            with suppress(RuntimeError):
                # The loop may have ended already.
                self._loop.call_soon_threadsafe(self._close_streams)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._reload_events = ReloadEvents()
        app = create_app(
            self._respond,
            self._reload_events,
            host=self._settings.host,
            allowed_hosts=self._settings.allowed_hosts,
        )
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
        self._server = _Server(config, self._close_streams)
        background = threading.Thread(
            target=self._run_background_work, name="background", daemon=True
        )
        background.start()
        await self._server.serve(sockets=[self._socket])

    def _close_streams(self) -> None:
        if self._reload_events is not None:
            self._reload_events.close()

    async def _respond(self, path: str) -> Reply:
        assert self._loop is not None
        work = partial(self._respond_on_site_thread, path)
        reply, problems_changed = await self._loop.run_in_executor(self._site_thread, work)
        self._page_requested.set()
        if problems_changed and self._reload_events is not None:
            self._reload_events.publish_soon()
        return reply

    def _respond_on_site_thread(self, path: str) -> tuple[Reply, bool]:
        """The reply, and whether rendering it changed the problems."""
        try:
            self._live.apply_time()
            reply = respond(self._live, path, editor=self._settings.editor)
        except Exception as error:  # An error in one page must not stop the others.
            text = f"this page cannot be rendered: {type(error).__name__}: {error}"
            self._reporter.notice(f"{path}: {text}")
            reply = Reply(HTTPStatus.INTERNAL_SERVER_ERROR, f"{text}\n".encode())
        return reply, self._report_problems()

    # --- Changes --------------------------------------------------------------------------

    def _is_relevant(self, path: str) -> bool:
        return self._live.files.is_relevant(path)

    def _on_batch(self, batch: Batch) -> None:
        """Apply a batch of file events. Called from the watcher's thread."""
        with suppress(_EndedError):
            self._apply_batch(batch)

    def _apply_batch(self, batch: Batch) -> None:
        theme, load_count = self._live.theme, self._live.load_count
        try:
            # In very large sites, detecting changes takes a while: requests need not wait for it.
            changes = self._live.files.detect_changes(batch)
            apply_changes = partial(self._live.apply_changes, changes)
            is_changed = bool(changes) and self._run_on_site_thread(apply_changes)
        except _EndedError:
            raise
        except Exception as error:  # The next save is tried again.
            self._reporter.notice(f"this change cannot be read: {type(error).__name__}: {error}")
            return
        self._watcher.set_folders(self._live.files.folders)
        if is_changed:
            self._publish()
        if self._live.load_count != load_count:
            self._convert_in_background()
        if self._live.theme is not theme:
            self._render_samples(self._live.theme)

    def _publish(self, *, soon: bool = False) -> None:
        """Notify the open pages, then report problems to the author."""
        events, loop = self._reload_events, self._loop
        if events is not None and loop is not None:
            with suppress(RuntimeError):
                # The loop ends before the other threads do.
                loop.call_soon_threadsafe(events.publish_soon if soon else events.publish)
        self._run_on_site_thread(self._report_problems)

    def _report_problems(self) -> bool:
        """Report new and fixed problems to the author; returns whether there are any."""
        if self._reported_version == self._live.version:
            return False
        self._reported_version = self._live.version
        problems = frozenset(self._live.problems)
        new, fixed = problems - self._reported, self._reported - problems
        self._reported = problems
        if new or fixed:
            self._reporter.problems_changed(sorted(new), len(fixed), problems)
        return bool(new or fixed)

    def _run_on_site_thread(self, work: Callable[[], T]) -> T:
        """Call a function in the site's thread, and wait for its result.

        Raises:
            _EndedError: The preview ends first.
        """
        try:
            future: Future[T] = self._site_thread.submit(work)
        except RuntimeError as error:
            raise _EndedError from error
        try:
            return future.result()
        except CancelledError as error:
            raise _EndedError from error

    # --- Background work ------------------------------------------------------------------

    def _run_background_work(self) -> None:
        """Start everything that can wait until the first page has been shown."""
        while self._server is not None and not self._server.started:
            if self._stopping.wait(0.01):
                return
        self._reporter.ready(self.url, self.other_urls)
        with suppress(_EndedError, RuntimeError):
            # When the program is ending, no thread can be started.
            self._watcher.start(self._live.files.folders)
            self._run_on_site_thread(self._report_problems)
            self._page_requested.wait(_BACKGROUND_DELAY)
            self._convert_in_background()
            self._render_samples(self._live.theme)

    def _convert_in_background(self) -> None:
        if self._converter is not None:
            self._converter.stop()
        paths = self._run_on_site_thread(lambda: self._live.unconverted_paths)
        if paths and not self._stopping.is_set():
            layout, site = self._live.files.layout, self._live.site
            self._converter = BackgroundConverter(layout, site, paths, self._on_converted)

    def _on_converted(self, files: list[ConvertedFile]) -> None:
        with suppress(_EndedError):
            if self._run_on_site_thread(partial(self._live.add_converted, files)):
                self._publish(soon=True)

    def _render_samples(self, theme: ThemeState) -> None:
        """Render a page of each kind, unless the theme changes again."""
        for render in self._run_on_site_thread(self._live.list_sample_renderings):
            if self._stopping.is_set() or self._live.theme is not theme:
                return
            try:
                problems_changed = self._run_on_site_thread(render)
            except _EndedError:
                raise
            except Exception:  # The error is reported when the page is requested.
                continue
            if problems_changed:
                self._publish(soon=True)


class _Server(uvicorn.Server):
    """A server that closes its event streams on Ctrl-C instead of waiting for them."""

    def __init__(self, config: uvicorn.Config, close: Callable[[], None]) -> None:
        super().__init__(config)
        self._close_streams = close
        self._own_loop = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._own_loop.call_soon_threadsafe(self._close_streams)
        super().handle_exit(sig, frame)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens on that host."""
    try:
        addresses = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(ip_address(info[4][0]).is_loopback for info in addresses)


def _listen(host: str, port: int | None) -> socket.socket:
    """Listen on a port; on the first free one if ``port`` is ``None``."""
    if port is None:
        for candidate in range(FIRST_PORT, FIRST_PORT + _PORT_COUNT):
            listener = _bind(host, candidate)
            if listener is not None:
                return listener
        port = 0
    listener = _bind(host, port)
    if listener is None:
        raise PortTakenError(port, _find_free_port(host, port))
    return listener


def _find_free_port(host: str, port: int) -> int:
    for candidate in (*range(port + 1, min(port + _PORT_COUNT, 1 << 16)), 0):
        listener = _bind(host, candidate)
        if listener is not None:
            with listener:
                return int(listener.getsockname()[1])
    return 0


def _bind(host: str, port: int) -> socket.socket | None:
    """A socket that listens on the port; ``None`` if another program uses it."""
    try:
        family, socket_type, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise HostError(say("unknown host '%(host)s'", host=host)) from error
    listener = socket.socket(family, socket_type)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            return None
        reason = (error.strerror or str(error)).lower()
        message = say(
            "cannot listen on host '%(host)s', port %(port)s: %(reason)s",
            host=host,
            port=port,
            reason=reason,
        )
        raise HostError(message) from error
    return listener
