"""Renders composed pages to bytes: Jinja2 templates that print frozen views."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import chain
from types import MappingProxyType

from jinja2 import (
    FunctionLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape
from msgspec import Struct

from generator import urls
from generator.exports import RecordCache
from generator.exports.share_card import write_card
from generator.hashing import hash_bytes
from generator.i18n import Formatter
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import Reference, SourceFile, Theme
from generator.pages import Composed, ComposedFile
from generator.problem_collector import closest, quote
from generator.problems import Problem
from generator.text.decoding import DecodeError, decode
from generator.theme.jinja_env import create_environment
from generator.theme.structured_data import structured_data
from generator.theme.template_cache import TemplateCache
from generator.theme.untranslated import isolate_untranslated
from generator.views.article import ArticleView, ContentPageView, ReferenceView
from generator.views.exports import ShareCardView
from generator.views.pages import PageContent, PageView

# How wide the pictures of a text are: as wide as the column. On the finest screens, two pixels for
# each of the page are enough.
_SIZES = "(min-width: 46rem) 42rem, (min-resolution: 2.5dppx) 66vw, calc(100vw - 2rem)"
# Marks the position of the body in a page. No text of a site contains NUL, so none equals it.
_BODY = "\0body\0"
_FOLDER = "templates/"
_ASSETS = "assets/"
# What Jinja2 says of a value without the attribute that a template prints.
_NO_ATTRIBUTE = lazy_compile(r"'(?:[\w.]+\.)?(\w+) object' has no attribute")
# What Python says of a printed value that cannot be cached because it can change, such as a list.
_UNHASHABLE = lazy_compile(r"unhashable type: ('\w+')")


class Shell(Struct, frozen=True):
    """A rendered page without its body.

    Attributes:
        head: The bytes before the body, or the whole page.
        tail: The bytes after the body; ``None`` if the template does not print a body.
    """

    head: bytes
    tail: bytes | None


class RenderError(Exception):
    """Some templates cannot be used; there is a problem for each place."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class Renderer:
    """Renders pages with the theme of a site, in each of its languages.

    Attributes:
        record_cache: The written records that several exports share.
    """

    def __init__(
        self,
        theme: Theme,
        formatters: Mapping[str, Formatter],
        compiled: Mapping[str, TemplateCache] = MappingProxyType({}),
        write_card: Callable[[ShareCardView], bytes] = write_card,
    ) -> None:
        """Create an environment for each language.

        Args:
            theme: The templates and assets.
            formatters: The strings and number formats of each language, by its code.
            compiled: The templates that were compiled before for a language, by its code.
            write_card: Makes a share picture.

        Raises:
            RenderError: Some templates are not UTF-8.
        """
        problems = tuple(problem for file in theme.templates for problem in _check_encoding(file))
        if problems:
            raise RenderError(*problems)
        texts = {file.path: file.data.decode("utf-8-sig") for file in theme.templates}
        # The second value is the file name in tracebacks, by which `_position` finds the template.
        loader = FunctionLoader(
            lambda name: (texts[name], f"{_FOLDER}{name}", None) if name in texts else None
        )
        assets = MappingProxyType({file.path: asset_url(file).href for file in theme.assets})
        self.record_cache = RecordCache()
        self._templates, self._assets = tuple(texts), tuple(assets)
        self._sources = hash_bytes("\0".join(chain.from_iterable(texts.items())).encode())
        self._compiled = compiled
        self._write_card = write_card
        self._environments = MappingProxyType(
            {
                code: create_environment(loader, assets, formatter, compiled.get(code))
                for code, formatter in formatters.items()
            }
        )

    def compile_all(self) -> None:
        """Compile the templates of each language whose cache was saved with others, and keep them.

        Processes that are forked afterwards share them. A template with invalid syntax is left
        to the first page that uses it.
        """
        for code, cache in self._compiled.items():
            if not cache.has_all(self._sources):
                for name in self._templates:
                    with suppress(TemplateError):
                        self._environments[code].get_template(name)
                cache.save(self._sources)

    def render(self, composed: Composed) -> Shell:
        """Render a page without its body, or write a file that is not a page.

        Raises:
            RenderError: The template is missing, has invalid syntax, prints the body twice, or
                fails in any other way.
        """
        if isinstance(composed, ComposedFile) and isinstance(composed.view, ShareCardView):
            return Shell(self._write_card(composed.view), None)
        if isinstance(composed, ComposedFile):
            return Shell(composed.format.write(composed.view, self.record_cache), None)
        data = structured_data(composed.site, composed.page, composed.view)
        try:
            template = self._environments[composed.language].get_template(composed.template)
            text = template.render(
                site=composed.site,
                page=composed.page,
                view=composed.view,
                **_article_variable(composed.view),
                root=composed.page.root,
                home=_way_home(composed.page, composed.language),
                structured=Markup(data),
                structured_hash=b64encode(sha256(data.encode()).digest()).decode(),
                body=Markup(_BODY if composed.body else ""),
            )
            parts = isolate_untranslated(text).encode().split(_BODY.encode())
        except TemplateSyntaxError as error:
            path = f"{_FOLDER}{error.name or composed.template}"
            message = error.message or "invalid syntax"
            raise RenderError(Problem(path, error.lineno, 0, "template-syntax", message)) from error
        except TemplateNotFound as error:
            path, line = _position(error, composed.template)
            raise RenderError(self._missing_problem(path, line, str(error.name))) from error
        except Exception as error:
            # A template can raise any exception.
            path, line = _position(error, composed.template)
            message = say("the template failed: %(failure)s", failure=_describe_failure(error))
            raise RenderError(Problem(path, line, 0, "template-failed", message)) from error
        head, *rest = parts
        if len(rest) > 1:
            path = f"{_FOLDER}{composed.template}"
            message = "the template prints 'body' more than once"
            hint = "remove {{ body }} everywhere except in one place"
            raise RenderError(Problem(path, 0, 0, "template-body", message, hint))
        return Shell(head, rest[0] if rest else None)

    def _missing_problem(self, path: str, line: int, name: str) -> Problem:
        """Return the problem of a template or asset that the theme does not have."""
        known, kind, folder = self._templates, "template", _FOLDER
        if name.startswith(_ASSETS):
            name = name.removeprefix(_ASSETS)
            known, kind, folder = self._assets, "asset", f"{_FOLDER}{_ASSETS}"
        likely = closest(name, known)
        message = say("unknown %(kind)s %(name)s", kind=kind, name=quote(name))
        hint = say("correct the name, or add the file to %(folder)s", folder=folder)
        if likely:
            hint = say("did you mean '%(meant)s'?", meant=likely)
        return Problem(path, line, 0, "template-missing", message, hint)


def _article_variable(view: PageContent) -> dict[str, ArticleView | ContentPageView]:
    """Return the view of an article or a page under the name that templates use for its data."""
    return {"article": view} if isinstance(view, ArticleView | ContentPageView) else {}


def _way_home(page: PageView, language: str) -> str:
    """Return the relative way from a page to the home page of its language."""
    home = urls.home(language).path
    if not page.path.startswith(home):
        return page.root + home
    return "../" * (page.path.count("/") - home.count("/")) or "./"


def asset_url(file: SourceFile) -> urls.Url:
    """Return the address at which an asset of the theme is published."""
    return urls.asset(file.path, hash_bytes(file.data).hex())


def fill(
    segments: Sequence[str],
    references: Sequence[Reference],
    targets: Sequence[ReferenceView],
    root: str = "",
) -> bytes:
    """Insert the addresses of a body's references between its segments.

    Args:
        segments: The pieces of the body, one more than there are references.
        references: The references between them.
        targets: The target of each reference.
        root: The prefix of every address.
    """
    parts = [segments[0]]
    for reference, target, segment in zip(references, targets, segments[1:], strict=True):
        if target.path is None:
            # A wikilink to nothing is text. The space is that before its address.
            parts[-1] = parts[-1].removesuffix(" ")
            parts.append(segment)
            continue
        address = escape(root + target.path)
        if reference.kind == "link":
            parts += (f'href="{address}"', segment)
            continue
        size = f' width="{target.width}" height="{target.height}"' if target.width else ""
        attributes = f'src="{address}"{size} loading="lazy" decoding="async"'
        if target.sizes:
            before, tag, start = parts.pop().rpartition("<img")
            end, bracket, after = segment.partition(">")
            parts += (before, "<picture>", _source(target, root), tag, start)
            parts += (attributes, end, bracket, f"</picture>{after}")
        else:
            parts += (attributes, segment)
    return "".join(parts).encode()


def _source(target: ReferenceView, root: str) -> str:
    """Return the element with the sizes of an image."""
    files = ", ".join([f"{escape(root + size.path)} {size.width}w" for size in target.sizes])
    return f'<source type="image/webp" srcset="{files}" sizes="{_SIZES}">'


def _check_encoding(file: SourceFile) -> Iterator[Problem]:
    """Report a template that is not UTF-8, with the encoding that it probably has."""
    try:
        file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            decode(file.data)
        except DecodeError as error:
            path = f"{_FOLDER}{file.path}"
            yield Problem(path, error.line, error.column, error.code, error.message, error.hint)


def _describe_failure(error: Exception) -> str:
    """Describe an exception of a template, in one line."""
    if isinstance(error, RecursionError):
        # The message of Python depends on where it reached the limit.
        return "a macro, block or template calls itself endlessly"
    text = " ".join(str(error).split()) or type(error).__name__
    text = _NO_ATTRIBUTE.sub(r"\1 has no", text)
    return _UNHASHABLE.sub(r"a value of type \1 cannot be printed", text)


def _position(error: BaseException, template: str) -> tuple[str, int]:
    """Return the template file and line in which an exception was raised."""
    path, line = f"{_FOLDER}{template}", 0
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(_FOLDER):
            path, line = file, trace.tb_lineno
        trace = trace.tb_next
    return path, line
