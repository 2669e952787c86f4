"""HTTP: what each request is answered with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.preview.overlay import PREFIX, add_overlay, build_overlay, page_hash
from generator.preview.reload_events import ReloadEvents
from generator.preview.session import PreviewSession
from generator.preview.static_files import (
    Redirect,
    content_type,
    is_own_host,
    is_own_origin,
    resolve,
)
from generator.urls import encode

OWN_FILES = ("preview.js", "preview.css", "stream.js")
# Nothing is kept without asking, nothing is shown within other sites, and types are not guessed.
_HEADERS = (
    ("Cache-Control", "no-cache"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
)
# What stands in the place of a page that has never been without errors.
_EMPTY = '<!doctype html>\n<html lang="{}" dir="{}">\n<title>…</title>\n<body></body>\n</html>\n'


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request is answered with, before it is known whether the browser has it already."""

    status: HTTPStatus
    data: bytes = b""
    type: str = "text/plain; charset=utf-8"
    tag: str = ""
    location: str = ""


def respond(studio: PreviewSession, path: str, *, editor: str) -> Reply:
    """Answer a request for an address of the site.

    Args:
        studio: The site.
        path: The address, percent-decoded, without a query.
        editor: The pattern of addresses that open a file in an editor, or nothing.
    """
    base = studio.site.base_path
    if not path.startswith(base):
        return _outside(studio, path)
    wanted = path[len(base) :]
    outcome = resolve(wanted, studio.has)
    if isinstance(outcome, Redirect):
        return Reply(HTTPStatus.MOVED_PERMANENTLY, location=base + encode(outcome.path))
    if not studio.has(outcome.file):
        return Reply(HTTPStatus.NOT_FOUND, b"There is nothing at this address.\n")
    answer = studio.answer(outcome.file)
    kind = content_type(outcome.file)
    status = HTTPStatus.OK if outcome.found else HTTPStatus.NOT_FOUND
    if answer.page is None or not kind.startswith("text/html"):
        return Reply(status, answer.data, kind, page_hash(answer.data))
    moved = "" if outcome.found else _moved(studio, wanted)
    told = build_overlay(
        studio.desk,
        answer.page,
        answer.data,
        studio.problems,
        failed=answer.failed,
        moved=moved,
        source=studio.lookout.source,
        editor=editor,
    )
    page = answer.data
    if not page:
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        page = _EMPTY.format(told.lang, told.dir).encode()
    data, tag = add_overlay(page, told)
    return Reply(status, data, kind, tag)


def _outside(studio: PreviewSession, path: str) -> Reply:
    """What stands beside the site, on the same host."""
    base = studio.site.base_path
    if path == "/" or f"{path}/" == base:
        return Reply(HTTPStatus.FOUND, location=encode(base))
    former = studio.former_base(path)
    if former is not None:
        return Reply(HTTPStatus.FOUND, location=encode(base + path[len(former) :]))
    text = f"The site is below {base}: there is nothing here.\n"
    return Reply(HTTPStatus.NOT_FOUND, text.encode())


def _moved(studio: PreviewSession, wanted: str) -> str:
    """Where the page leads that was at an address, if there was one."""
    files = (f"{wanted}index.html",) if wanted.endswith("/") else (wanted, f"{wanted}/index.html")
    found = next(filter(None, map(studio.successor, files)), None)
    return "" if found is None else studio.site.base_path + encode(found)


Answer = Callable[[str], Awaitable[Reply]]


def create_app(answer: Answer, news: ReloadEvents, *, host: str) -> Starlette:
    """The whole server.

    Args:
        answer: What a request for an address of the site is answered with.
        news: What the stream tells of.
        host: The name that the server was told to listen at.
    """

    async def events(request: Request) -> Response:
        headers = request.headers
        own = is_own_origin(headers.get("origin"), headers.get("host", ""))
        if not own or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("This stream is for the site itself.\n", HTTPStatus.FORBIDDEN)
        stream = StreamingResponse(news.stream(), media_type="text/event-stream")
        stream.headers["Cache-Control"] = "no-store"
        return stream

    async def own_file(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in OWN_FILES:
            return PlainTextResponse("There is nothing here.\n", HTTPStatus.NOT_FOUND)
        data = (Path(__file__).parent / name).read_bytes()
        return _respond(request, Reply(HTTPStatus.OK, data, content_type(name), page_hash(data)))

    async def page(request: Request) -> Response:
        return _respond(request, await answer(request.scope["path"]))

    return Starlette(
        routes=[
            Route(f"{PREFIX}events", events),
            Route(f"{PREFIX}{{name}}", own_file),
            Route("/{path:path}", page),
        ],
        middleware=[Middleware(_Guard, host=host)],
    )


def _respond(request: Request, found: Reply) -> Response:
    headers = dict(_HEADERS)
    if found.location:
        query = f"?{request.url.query}" if request.url.query else ""
        headers["Location"] = found.location + query
    if found.tag:
        headers["ETag"] = f'"{found.tag}"'
        known = request.headers.get("if-none-match", "")
        if f'"{found.tag}"' in known:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers["Content-Type"] = found.type
    return Response(found.data, found.status, headers)


class _Guard:
    """Turns away what is no reading, and what calls this server by another name."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope)
        if not is_own_host(request.headers.get("host", ""), self._host):
            text = "This server goes by another name: see 'tarikh serve --host'.\n"
            await PlainTextResponse(text, HTTPStatus.MISDIRECTED_REQUEST)(scope, receive, send)
        elif request.method not in ("GET", "HEAD"):
            headers = {"Allow": "GET, HEAD"}
            refusal = PlainTextResponse(
                "Pages can only be read here.\n", HTTPStatus.METHOD_NOT_ALLOWED, headers
            )
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)
