"""Composed pages become bytes: Jinja2 templates over frozen views, and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from jinja2 import Environment, FunctionLoader, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup, escape

from generator import urls
from generator.exports import RecordCache
from generator.hashing import hash_bytes
from generator.i18n import Formatter
from generator.model import Reference, SourceFile, Theme
from generator.pages import Composed, ComposedFile
from generator.problems import Problem
from generator.theme.jinja_env import create_environment
from generator.theme.structured_data import structured_data
from generator.views.pages import ArticleView, ContentPageView, PageContent, ReferenceView

# Where a template prints the body. No text of a site holds a NUL, so nothing can be taken for it.
_BODY = "\0body\0"
_FOLDER = "templates/"
# How Jinja2 calls a value that lacks what was asked for, and Python what cannot be remembered as
# printed because it can change.
_VALUE = re.compile(r"'(?:[\w.]+\.)?(\w+) object' has no attribute")
_CHANGING = re.compile(r"unhashable type: ('\w+')")


@dataclass(frozen=True, slots=True)
class Shell:
    """A page as printed around its body.

    ``tail`` is ``None`` when the page has no body or its template does not print it.
    """

    head: bytes
    tail: bytes | None


class RenderError(Exception):
    """Templates that cannot be used; ``problems`` say which, and where."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class Renderer:
    """The theme of a site, ready to print pages in each of its languages."""

    def __init__(self, theme: Theme, formatters: Mapping[str, Formatter]) -> None:
        """Prepare the templates.

        Args:
            theme: The templates and assets.
            formatters: For each language, its strings and numbers.

        Raises:
            RenderError: Some templates are not UTF-8.
        """
        problems = tuple(problem for file in theme.templates for problem in _undecodable(file))
        if problems:
            raise RenderError(*problems)
        texts = {file.path: file.data.decode("utf-8-sig") for file in theme.templates}
        # A template is known by its file's name wherever it fails.
        sources = FunctionLoader(
            lambda name: (texts[name], f"{_FOLDER}{name}", None) if name in texts else None
        )
        paths = MappingProxyType({file.path: asset_url(file).href for file in theme.assets})
        self._records = RecordCache()
        self._environments = MappingProxyType(
            {
                code: create_environment(sources, paths, formatter)
                for code, formatter in formatters.items()
            }
        )

    @property
    def environment(self) -> Environment:
        """One of the environments that templates are read in; all read them alike."""
        return next(iter(self._environments.values()))

    def render(self, composed: Composed) -> Shell:
        """Print one page around the place of its body, or write a file that is no page.

        Raises:
            RenderError: The template is missing, is broken, prints the body twice, asks for what
                no view holds, or fails in any other way.
        """
        if isinstance(composed, ComposedFile):
            return Shell(composed.format.write(composed.view, self._records), None)
        data = structured_data(composed.site, composed.page, composed.view)
        try:
            template = self._environments[composed.language].get_template(composed.template)
            text = template.render(
                site=composed.site,
                page=composed.page,
                view=composed.view,
                **_article(composed.view),
                root=composed.page.root,
                structured=Markup(data),
                structured_hash=b64encode(sha256(data.encode()).digest()).decode(),
                body=Markup(_BODY if composed.body else ""),
            )
            parts = text.encode().split(_BODY.encode())
        except TemplateSyntaxError as error:
            path = f"{_FOLDER}{error.name or composed.template}"
            message = error.message or "the template is broken"
            raise RenderError(Problem(path, error.lineno, 0, "template-syntax", message)) from error
        except TemplateNotFound as error:
            path, line = _place(error, composed.template)
            message = f"there is no '{error.name}' in the theme"
            raise RenderError(Problem(path, line, 0, "template-missing", message)) from error
        except Exception as error:
            # A template is a program of somebody else's: it can fail in every way there is.
            path, line = _place(error, composed.template)
            message = f"the template failed: {_reason(error)}"
            raise RenderError(Problem(path, line, 0, "template-failed", message)) from error
        head, *rest = parts
        if len(rest) > 1:
            path = f"{_FOLDER}{composed.template}"
            message = "the template prints 'body' more than once"
            raise RenderError(Problem(path, 0, 0, "template-body", message))
        return Shell(head, rest[0] if rest else None)


def _article(view: PageContent) -> dict[str, ArticleView | ContentPageView]:
    """Return the view of an article or a page under the name that templates use for its data."""
    return {"article": view} if isinstance(view, ArticleView | ContentPageView) else {}


def asset_url(file: SourceFile) -> urls.Url:
    """Where an asset of the theme is published."""
    return urls.asset(file.path, hash_bytes(file.data).hex())


def fill(
    segments: Sequence[str],
    references: Sequence[Reference],
    leads: Sequence[ReferenceView],
    root: str = "",
) -> bytes:
    """Put the addresses of a body's references back between its segments.

    Args:
        segments: The pieces of the body, one more than there are references.
        references: What stands between them.
        leads: What each of them leads to.
        root: What stands before each of these addresses.
    """
    parts = [segments[0]]
    for reference, lead, segment in zip(references, leads, segments[1:], strict=True):
        address = escape(root + lead.path)
        if reference.kind == "image":
            size = f' width="{lead.width}" height="{lead.height}"' if lead.width else ""
            parts.append(f'src="{address}"{size} loading="lazy" decoding="async"')
        else:
            parts.append(f'href="{address}"')
        parts.append(segment)
    return "".join(parts).encode()


def _undecodable(file: SourceFile) -> Iterator[Problem]:
    try:
        file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.data.count(b"\n", 0, error.start) + 1
        yield Problem(f"{_FOLDER}{file.path}", line, 0, "encoding", "the template is not UTF-8")


def _reason(error: Exception) -> str:
    """What an error says, in one line."""
    if isinstance(error, RecursionError):
        # What Python says depends on where its patience ended.
        return "it calls itself without end"
    said = " ".join(str(error).split()) or type(error).__name__
    return _CHANGING.sub(r"a value of the type \1 is no text", _VALUE.sub(r"\1 has no", said))


def _place(error: BaseException, template: str) -> tuple[str, int]:
    """The innermost line of a template that an error passed through."""
    path, line = f"{_FOLDER}{template}", 0
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(_FOLDER):
            path, line = file, trace.tb_lineno
        trace = trace.tb_next
    return path, line
