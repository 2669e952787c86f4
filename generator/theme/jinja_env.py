"""Creates the Jinja2 environment of a language: its strings, and the caches of its templates."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import lru_cache
from keyword import iskeyword
from types import CodeType, MappingProxyType
from typing import Any, Protocol

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    Undefined,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.nodes import Call, Getattr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from generator import urls
from generator.frozen_values import is_value_class
from generator.i18n import Formatter
from generator.lazy_patterns import lazy_compile
from generator.model import Direction, Language
from generator.text.web_addresses import find_addresses
from generator.theme.untranslated import mark_untranslated

# Enough for the entries that neighboring pages repeat. Each is one to three kilobytes, in each
# process and language; eight times as many save no time that can be measured.
_MAX_CACHED_MACROS = 2_048
# Enough for the names and addresses that most pages have in common.
_MAX_CACHED_STRINGS = 4_096
# The tokens of ``{{ _('…') }}``.
_MESSAGE_TOKENS = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")
# How the text of a template is read.
_SYNTAX: Mapping[str, Any] = MappingProxyType(
    {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
        "extensions": ("jinja2.ext.i18n",),
    }
)
# Functions and filters of Jinja2 whose results are random.
_RANDOM_GLOBALS = ("lipsum",)
_RANDOM_FILTERS = ("random",)
# A word of ASCII with a letter and a sign of code, without the punctuation of the sentence.
_CODE = lazy_compile(
    r"(?<![!#-&(-~])(?=[!-~]*[A-Za-z])(?=[!-~]*[\[\]{}<>=\\/_$#&|@+*~^`]|--?[A-Za-z])"
    r"[!#-&(-~](?:[!-~]*[!-~](?<![.,:;!?'\"]))?"
)
_LTR = Markup('<bdi dir="ltr">{}</bdi>')
# Types whose equal values are rendered alike. A float is not among them: -0.0 equals 0.0.
_COMPARABLE_TYPES = frozenset({bool, int, Markup, str, type(None)})


class Localized(Protocol):
    """A view of a text with its language (BCP 47) and its direction."""

    @property
    def lang(self) -> str: ...

    @property
    def dir(self) -> Direction: ...


class MacroCache:
    """The output of macros by their arguments, which templates use as ``memo``.

    The output of an imported macro depends only on its arguments; `find_template_dependencies`
    checks that templates pass only such macros. Macros and views are identified by `id`, and kept
    alive so that it remains theirs; other arguments are compared by type and value. An argument of
    any other type may change between two calls, so the macro is then called every time.
    """

    def __init__(self) -> None:
        # Of each key: the output, and the macro and arguments that it keeps alive.
        self._rendered: dict[tuple[object, ...], tuple[str, Macro, tuple[object, ...]]] = {}

    def render(self, macro: Macro, *values: object) -> str:
        """Call a macro, or return what it returned before for the same arguments."""
        parts: list[object] = [id(macro)]
        for value in values:
            kind = type(value)
            if kind in _COMPARABLE_TYPES:
                parts += (kind, value)
            elif is_value_class(kind):
                parts += (None, id(value))
            else:
                return macro(*values)
        key = tuple(parts)
        rendered = self._rendered
        cached = rendered.get(key)
        if cached is None:
            if len(rendered) >= _MAX_CACHED_MACROS:
                rendered.clear()
            cached = rendered[key] = (macro(*values), macro, values)
        return cached[0]


class EnvironmentCaches:
    """All caches of one environment, which live as long as it does.

    Nothing in them becomes stale: the templates and strings of an environment never change. A
    preview creates other environments when the theme changes.

    Attributes:
        templates: The compiled templates by name.
        messages: The translations of messages without context or plural.
        macros: The output of macros.
        escape: Converts a value to markup, with a cache of the values that most pages repeat.
            Strings and markup are distinguished by type.
    """

    def __init__(self) -> None:
        self.templates: dict[str, Template] = {}
        self.messages: dict[str, Markup] = {}
        self.macros = MacroCache()
        self.escape = lru_cache(maxsize=_MAX_CACHED_STRINGS, typed=True)(to_markup)


class _ThemeTemplate(Template):
    """A template whose macros are the same for every page that imports them."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        template = super().from_code(environment, code, globals, uptodate)
        assert isinstance(environment, ThemeEnvironment)
        template.root_render_func.__globals__["escape"] = environment.caches.escape
        return template

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # For each import, Jinja2 compares the globals of both templates, to decide whether to
        # create the module again. All templates of this environment have the same globals.
        return super()._get_default_module()


class _DirectCodeGenerator(CodeGenerator):
    """Compiles calls and attributes, which templates use most, to plain Python expressions.

    Jinja2 passes each call through its context, for functions that ask for the context; this
    environment has none. It passes each attribute through a method of the environment, which is
    needed only if the object has no such attribute, and called only then.
    """

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:
        owner, value = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({value} if ({value} := getattr(({owner} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr({owner}, {node.attr!r}))")


class _TranslationExtension(Extension):
    """Replaces fixed messages with their translations when a template is compiled.

    ``{{ _('Tags') }}`` becomes the text itself, as if the template had been written in the
    language. Messages with values remain calls.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        window: deque[Token] = deque()
        for token in stream:
            window.append(token)
            if tuple(each.type for each in window) == _MESSAGE_TOKENS and window[1].value == "_":
                gettext: Callable[[str], Markup] = self.environment.globals["_"]  # type: ignore[assignment]
                line, text = window[0].lineno, gettext(window[3].value)
                window.clear()
                yield Token(line, "data", str(text))
            elif len(window) == len(_MESSAGE_TOKENS):
                yield window.popleft()
        yield from window


class ThemeEnvironment(Environment):
    """An environment whose templates never change, so that each is loaded once."""

    template_class = _ThemeTemplate
    code_generator_class = _DirectCodeGenerator

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.caches = EnvironmentCaches()

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        if isinstance(name, Template):
            return name
        templates = self.caches.templates
        template = templates.get(name)
        if template is None:
            template = templates[name] = super().get_template(name, parent, globals)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # No template has globals of its own, so a plain dictionary is enough. It is copied for
        # each page, many times as fast as the chain of dictionaries that Jinja2 would create.
        return self.globals


def create_parser() -> Environment:
    """Create an environment that only parses templates, without the strings of a language."""
    return Environment(**_SYNTAX)


def create_environment(
    loader: BaseLoader,
    assets: Mapping[str, str],
    formatter: Formatter,
    compiled: BytecodeCache | None = None,
) -> ThemeEnvironment:
    """Create the environment in which the templates of one language are rendered.

    Args:
        loader: Loads the templates.
        assets: The address of each asset by its name.
        formatter: The strings and number formats of the language.
        compiled: Templates that were compiled before for this language, if any are kept.
    """
    environment = ThemeEnvironment(
        loader=loader,
        bytecode_cache=compiled,
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        **_SYNTAX,
    )
    environment.globals |= _gettext_functions(formatter, environment.caches.messages)
    environment.add_extension(_TranslationExtension)

    def asset(name: str) -> str:
        try:
            return assets[name]
        except KeyError:
            raise TemplateNotFound(f"assets/{name}") from None

    environment.globals |= {"asset": asset, "memo": environment.caches.macros.render}
    environment.filters |= {
        "isolate_addresses": isolate_addresses,
        "number": formatter.number,
        **_page_filters(formatter.language),
    }
    for name in _RANDOM_GLOBALS:
        del environment.globals[name]
    for name in _RANDOM_FILTERS:
        del environment.filters[name]
    return environment


def _page_filters(language: Language) -> dict[str, Callable[..., Markup]]:
    """Return the filters that leave out what the pages in a language have in common."""
    folder, code, direction = urls.home(language.code).path, language.code, language.direction
    nothing, only_dir = Markup(), Markup(' dir="{}"').format(direction)
    attributes = lru_cache(maxsize=_MAX_CACHED_STRINGS)(Markup(' lang="{}" dir="{}"').format)

    @lru_cache(maxsize=_MAX_CACHED_STRINGS)
    def link(path: str, home: str) -> Markup:
        """Return the relative way to an address, from a page with this way to the home page."""
        return escape(
            home + (path.removeprefix(folder) if path.startswith(folder) else f"../{path}")
        )

    def lang_dir(text: Localized) -> Markup:
        """Return the attributes ``lang`` and ``dir`` of a text, if the page has others."""
        is_own = text.lang == code and text.dir == direction
        return nothing if is_own else attributes(text.lang, text.dir)

    def isolate(text: Localized) -> Markup:
        """Return the attributes that isolate a text within a line: ``dir``, and any ``lang``."""
        return lang_dir(text) or only_dir

    return {"isolate": isolate, "lang_dir": lang_dir, "link": link}


def isolate_addresses(text: str, direction: Direction) -> Markup:
    """Return a text of a direction in which addresses and code are isolated from its direction.

    The slash at the end of an address, and the signs around a word of code, would be at its other
    end in a text from right to left.
    """
    if direction == "ltr":
        return escape(text)
    parts = []
    end = 0
    for match in find_addresses(text):
        parts += [_isolate_code(text[end : match.start()]), _LTR.format(match[0])]
        end = match.end()
    return Markup().join([*parts, _isolate_code(text[end:])])


def _isolate_code(text: str) -> Markup:
    """Return a text from right to left in which words with signs such as ``C#`` are isolated."""
    parts = []
    end = 0
    for match in _CODE.finditer(text):
        start, stop = match.span()
        # A parenthesis whose other half is elsewhere belongs to the sentence.
        if text[start] == "(" and ")" not in match[0]:
            start += 1
        if text[stop - 1] == ")" and "(" not in match[0]:
            stop -= 1
        parts += [escape(text[end:start]), _LTR.format(text[start:stop])]
        end = stop
    return Markup().join([*parts, escape(text[end:])])


def to_markup(value: object) -> Markup:
    """Convert a value that a template prints to escaped text.

    Raises:
        TypeError: It has another type than text, numbers and markup: Python would print its
            address in memory or the internals of the program.
    """
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, float):
        # Equal numbers are cached as one: -0.0 is printed as 0.0, whichever comes first.
        return escape(value + 0.0)
    if value is None or isinstance(value, int | Undefined) or hasattr(value, "__html__"):
        return escape(value)
    raise TypeError(f"a value of type '{type(value).__name__}' cannot be printed")


def _gettext_functions(
    formatter: Formatter, cached: dict[str, Markup]
) -> dict[str, Callable[..., Markup]]:
    """Return the four gettext functions, which the ``trans`` tag calls too.

    They do what the "newstyle" functions of Jinja2 do: a message is markup, and values are escaped
    before they are inserted. But they need no context, which makes them many times as fast. English
    messages on a page in another language are marked as such.
    """

    translations = formatter.catalogue.translations
    is_english = formatter.language.code.partition("-")[0] == "en"

    def translate(context: str, message: str, text: str) -> Markup:
        is_translated = is_english or (context, message) in translations
        return Markup(text if is_translated else mark_untranslated(text))

    def gettext(message: str, **values: object) -> Markup:
        text = cached.get(message)
        if text is None:
            text = cached[message] = translate("", message, formatter.gettext(message))
        return text % values if values else text

    def pgettext(context: str, message: str, **values: object) -> Markup:
        text = translate(context, message, formatter.pgettext(context, message))
        return text % values if values else text

    def ngettext(singular: str, plural: str, number: int, **values: object) -> Markup:
        text = translate("", singular, formatter.ngettext(singular, plural, number))
        return text % {"num": number, **values}

    def npgettext(
        context: str, singular: str, plural: str, number: int, **values: object
    ) -> Markup:
        text = translate(context, singular, formatter.npgettext(context, singular, plural, number))
        return text % {"num": number, **values}

    return {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "pgettext": pgettext,
        "npgettext": npgettext,
    }
