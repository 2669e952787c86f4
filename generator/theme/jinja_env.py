"""What templates are read and run with: Jinja2, one language's strings, and a memory for macros."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import is_dataclass
from functools import lru_cache
from keyword import iskeyword
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, Undefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.nodes import Call, Getattr
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from generator.i18n import Formatter

# How many printed macros are kept at a time: enough for the events of a few thousand pages in a
# row, which repeat each other, in some tens of megabytes. And how many escaped strings: names and
# addresses, which most pages repeat.
_KEPT_PRINTED = 16_384
_KEPT_ESCAPED = 4_096
# The tokens of ``{{ _('…') }}``.
_FIXED = ("variable_begin", "name", "lparen", "string", "rparen", "variable_end")
# What Jinja2 offers that gives another text each time it is asked.
_CHANCE = ("lipsum",)
_CHANCE_FILTERS = ("random",)
# What is as good as its value for telling what a macro prints. A float is not: -0.0 equals 0.0.
_PLAIN = frozenset({bool, int, Markup, str, type(None)})


class _Template(Template):
    """A template whose macros are the same for every page that imports them."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        made = super().from_code(environment, code, globals, uptodate)
        assert isinstance(environment, _Environment)
        made.root_render_func.__globals__["escape"] = environment.escape
        return made

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Jinja2 compares the globals of both templates on each import, to find out whether the
        # module must be made anew. Ours all have the globals of one environment.
        return super()._get_default_module()


class _Direct(CodeGenerator):
    """Writes what templates do most, calls and attributes, as Python that does it at once.

    Jinja2 leads each call through its context, for functions that ask for the context, of which
    no environment of ours has any; and each attribute through a method of the environment, which
    is needed where there is no such attribute, and asked only then.
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
        owner, found = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({found} if ({found} := getattr(({owner} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing")
        self.write(f" else environment.getattr({owner}, {node.attr!r}))")


class _Translated(Extension):
    """Puts the translations of fixed messages into templates as they are compiled.

    ``{{ _('Tags') }}`` becomes the text itself, as if the template had been written in the
    language. Messages with values stay calls.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        waiting: deque[Token] = deque()
        for token in stream:
            waiting.append(token)
            if tuple(each.type for each in waiting) == _FIXED and waiting[1].value == "_":
                gettext: Callable[[str], Markup] = self.environment.globals["_"]  # type: ignore[assignment]
                line, text = waiting[0].lineno, gettext(waiting[3].value)
                waiting.clear()
                yield Token(line, "data", str(text))
            elif len(waiting) == len(_FIXED):
                yield waiting.popleft()
        yield from waiting


class _Environment(Environment):
    """An environment whose templates never change, so that each is looked for once."""

    template_class = _Template
    code_generator_class = _Direct

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}
        # Pages repeat most of what they print, so most of it need not be escaped again. The
        # memory tells a string from markup by its type.
        self.escape = lru_cache(maxsize=_KEPT_ESCAPED, typed=True)(_printed)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        if isinstance(name, Template):
            return name
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # No template has globals of its own, so a plain dictionary will do, which is copied for
        # each page, and many times as fast as a chain of them.
        return self.globals


def create_environment(
    sources: BaseLoader, assets: Mapping[str, str], formatter: Formatter
) -> Environment:
    """Make what the templates of one language are run with.

    Args:
        sources: The templates.
        assets: The address of each asset by its name.
        formatter: The language's strings and numbers.
    """
    made = _Environment(
        loader=sources,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=("jinja2.ext.i18n",),
    )
    made.globals |= _strings(formatter)
    made.add_extension(_Translated)

    def asset(name: str) -> str:
        try:
            return assets[name]
        except KeyError:
            raise TemplateNotFound(f"assets/{name}") from None

    made.globals |= {"asset": asset, "memo": _memory()}
    made.filters["number"] = formatter.number
    for name in _CHANCE:
        del made.globals[name]
    for name in _CHANCE_FILTERS:
        del made.filters[name]
    return made


def _printed(value: object) -> Markup:
    """A value as text of a page.

    Raises:
        TypeError: It has no text of its own: what Python would print names its place in memory,
            or the inside of the program.
    """
    if isinstance(value, float):
        # Equal numbers are printed alike, whichever comes first: -0.0 as 0.0.
        return escape(value + 0.0)
    if value is None or isinstance(value, str | int | Undefined) or hasattr(value, "__html__"):
        return escape(value)
    raise TypeError(f"a value of the type '{type(value).__name__}' is no text")


def _strings(formatter: Formatter) -> dict[str, Callable[..., Markup]]:
    """The four gettext functions, as the ``trans`` tag calls them too.

    They do what Jinja2's "newstyle" ones do: a message is markup, and the values put into it are
    escaped. But they need no context, which makes them many times as fast.
    """
    known: dict[str, Markup] = {}

    def gettext(message: str, **values: object) -> Markup:
        text = known.get(message)
        if text is None:
            text = known[message] = Markup(formatter.gettext(message))
        return text % values if values else text

    def pgettext(context: str, message: str, **values: object) -> Markup:
        text = Markup(formatter.pgettext(context, message))
        return text % values if values else text

    def ngettext(singular: str, plural: str, number: int, **values: object) -> Markup:
        return Markup(formatter.ngettext(singular, plural, number)) % {"num": number, **values}

    def npgettext(
        context: str, singular: str, plural: str, number: int, **values: object
    ) -> Markup:
        text = Markup(formatter.npgettext(context, singular, plural, number))
        return text % {"num": number, **values}

    return {
        "_": gettext,
        "gettext": gettext,
        "ngettext": ngettext,
        "pgettext": pgettext,
        "npgettext": npgettext,
    }


def _memory() -> Callable[..., str]:
    """A function that prints a macro, or gives what it printed before for the same arguments.

    A macro that is imported sees nothing but its arguments, so what it prints depends on them
    alone; that it is imported, `closures` has seen to. Macros and views are known by their
    identities, and kept alive for that; other arguments by value and type. What is neither may
    change between two calls, so it is printed anew.
    """
    printed: dict[tuple[object, ...], tuple[object, ...]] = {}

    def memo(macro: Macro, *values: object) -> str:
        key: list[object] = [id(macro)]
        for value in values:
            kind = type(value)
            if kind in _PLAIN:
                key += (kind, value)
            elif is_dataclass(kind):
                key += (None, id(value))
            else:
                return macro(*values)
        place = tuple(key)
        known = printed.get(place)
        if known is None:
            if len(printed) >= _KEPT_PRINTED:
                printed.clear()
            known = printed[place] = (macro(*values), macro, values)
        text = known[0]
        assert isinstance(text, str)
        return text

    return memo
