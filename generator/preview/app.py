"""The HTTP application: answers each request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path

from msgspec import Struct
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.preview.desk import render_desk
from generator.preview.host_names import host_of, is_own_host
from generator.preview.live_site import LiveSite
from generator.preview.overlay import PREFIX, add_overlay, build_overlay, page_hash
from generator.preview.reload_events import ReloadEvents
from generator.preview.static_files import (
    Redirect,
    content_type,
    is_own_origin,
    resolve,
)
from generator.urls import encode

OWN_FILES = ("preview.js", "preview.css", "stream.js", "desk.css", "desk.js")
# Browsers revalidate every page, do not show it inside other sites, and do not guess its type.
_HEADERS = (
    ("Cache-Control", "no-cache"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
)
# Shown instead of a page that has never been without errors.
_NO_PAGE = '<!doctype html>\n<html lang="{}" dir="{}">\n<title>…</title>\n<body></body>\n</html>\n'


class Reply(Struct, frozen=True):
    """The reply to a request, before the browser's cached copy is considered."""

    status: HTTPStatus
    data: bytes = b""
    type: str = "text/plain; charset=utf-8"
    tag: str = ""
    location: str = ""


def respond(live: LiveSite, path: str, *, editor: str) -> Reply:
    """Answer a request for a URL of the site.

    Args:
        live: The site.
        path: The path of the URL, percent-decoded, without a query.
        editor: The pattern of URLs that open a file in an editor, or an empty string.
    """
    if path.startswith(PREFIX):
        return _respond_desk(live, path, editor=editor)
    base = live.site.base_path
    if not path.startswith(base):
        return _respond_outside_base(live, path)
    relative = path[len(base) :]
    target = resolve(relative, live.has_file)
    if isinstance(target, Redirect):
        return Reply(HTTPStatus.MOVED_PERMANENTLY, location=base + encode(target.path))
    if not live.has_file(target.file):
        return Reply(HTTPStatus.NOT_FOUND, b"There is no page at this address.\n")
    rendered = live.get_file(target.file)
    media_type = content_type(target.file)
    status = HTTPStatus.OK if target.found else HTTPStatus.NOT_FOUND
    if rendered.page is None or not media_type.startswith("text/html"):
        return Reply(status, rendered.data, media_type, page_hash(rendered.data))
    moved = "" if target.found else _find_successor(live, relative)
    overlay = build_overlay(
        live.context,
        rendered.page,
        rendered.data,
        live.problems,
        failed=rendered.failed,
        moved=moved,
        locate=live.files.locate,
        editor=editor,
    )
    page = rendered.data
    if not page:
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        page = _NO_PAGE.format(overlay.lang, overlay.dir).encode()
    data, tag = add_overlay(page, overlay, path)
    return Reply(status, data, media_type, tag)


def _respond_desk(live: LiveSite, path: str, *, editor: str) -> Reply:
    """Answer a request for the desk, in the language that the path names."""
    codes = [language.code for language in live.site.languages]
    code = path.removeprefix(PREFIX).removesuffix("/") or codes[0]
    if code not in codes:
        return Reply(HTTPStatus.NOT_FOUND, b"There is no file at this address.\n")
    root = "../" * (path.count("/") - 1)
    data = render_desk(live, code, root, editor=editor)
    return Reply(HTTPStatus.OK, data, content_type("desk.html"), page_hash(data))


def _respond_outside_base(live: LiveSite, path: str) -> Reply:
    """Answer a request for a URL outside the base path of the site."""
    base = live.site.base_path
    if path == "/" or f"{path}/" == base:
        return Reply(HTTPStatus.FOUND, location=encode(base))
    former = live.find_former_base(path)
    if former is not None:
        return Reply(HTTPStatus.FOUND, location=encode(base + path[len(former) :]))
    text = f"There is no page at this address: the site is under {base}\n"
    return Reply(HTTPStatus.NOT_FOUND, text.encode())


def _find_successor(live: LiveSite, relative: str) -> str:
    """The path of the page that replaces a removed one; empty if there is none."""
    files = (
        (f"{relative}index.html",)
        if relative.endswith("/")
        else (relative, f"{relative}/index.html")
    )
    successor = next(filter(None, map(live.find_successor, files)), None)
    return "" if successor is None else live.site.base_path + encode(successor)


Respond = Callable[[str], Awaitable[Reply]]


def create_app(
    respond: Respond, reload_events: ReloadEvents, *, host: str, allowed_hosts: tuple[str, ...] = ()
) -> Starlette:
    """Create the application.

    Args:
        respond: Answers a request for a path of the site.
        reload_events: The events of the stream.
        host: The host name that the server listens on.
        allowed_hosts: Other host names that it is reached by.
    """

    async def events(request: Request) -> Response:
        headers = request.headers
        is_own = is_own_origin(headers.get("origin"), headers.get("host", ""))
        if not is_own or headers.get("sec-fetch-site", "same-origin") not in (
            "same-origin",
            "none",
        ):
            return PlainTextResponse(
                "Only the site itself may read this stream.\n", HTTPStatus.FORBIDDEN
            )
        stream = StreamingResponse(reload_events.stream(), media_type="text/event-stream")
        stream.headers["Cache-Control"] = "no-store"
        return stream

    async def own_file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in OWN_FILES:
            return PlainTextResponse("There is no file at this address.\n", HTTPStatus.NOT_FOUND)
        data = (Path(__file__).parent / name).read_bytes()
        reply = Reply(HTTPStatus.OK, data, content_type(name), page_hash(data))
        return _to_response(request, reply)

    async def page(request: Request) -> Response:
        return _to_response(request, await respond(request.scope["path"]))

    return Starlette(
        routes=[
            Route(f"{PREFIX}events", events),
            Route(f"{PREFIX}{{name}}", own_file),
            # The desk, in the first language and in each of them.
            Route(PREFIX, page),
            Route(f"{PREFIX}{{code}}/", page),
            Route("/{path:path}", page),
        ],
        middleware=[Middleware(_RequestFilter, host=host, allowed=allowed_hosts)],
    )


def _to_response(request: Request, reply: Reply) -> Response:
    headers = dict(_HEADERS)
    if reply.location:
        query = f"?{request.url.query}" if request.url.query else ""
        # Relative, so that it is right behind a proxy that serves the preview below a path.
        way = "../" * (request.scope["path"].count("/") - 1) or "./"
        headers["Location"] = way + reply.location.removeprefix("/") + query
    if reply.tag:
        headers["ETag"] = f'"{reply.tag}"'
        cached = request.headers.get("if-none-match", "")
        if f'"{reply.tag}"' in cached:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers["Content-Type"] = reply.type
    return Response(reply.data, reply.status, headers)


class _RequestFilter:
    """Rejects requests for other host names, and methods other than GET and HEAD."""

    def __init__(self, app: ASGIApp, host: str, allowed: tuple[str, ...]) -> None:
        self._app = app
        self._host = host
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope)
        header = request.headers.get("host", "")
        if not is_own_host(header, self._host, self._allowed):
            name = host_of(header)
            # What is shown is the answer to a header that a stranger may have written.
            shown = name if name.isascii() and name.isprintable() and name else "NAME"
            text = (
                f"The preview does not answer to the host name '{shown}'. If it is one of yours,"
                f" start the preview with:\n\n    tarikh serve --allow-host {shown}\n"
            )
            await PlainTextResponse(text, HTTPStatus.MISDIRECTED_REQUEST)(scope, receive, send)
        elif request.method not in ("GET", "HEAD"):
            headers = {"Allow": "GET, HEAD"}
            response = PlainTextResponse(
                "Only GET and HEAD are allowed.\n", HTTPStatus.METHOD_NOT_ALLOWED, headers
            )
            await response(scope, receive, send)
        else:
            await self._app(scope, receive, send)
