"""What templates are read and run with: Jinja2, one language's strings, and a memory for macros."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, Template, TemplateNotFound
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from generator.i18n import Formatter

# How many printed macros are kept at a time: enough for the events of a few thousand pages in a
# row, which repeat each other, in some tens of megabytes.
_KEPT = 16_384


class _Template(Template):
    """A template whose macros are the same for every page that imports them."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        # Jinja2 compares the globals of both templates on each import, to find out whether the
        # module must be made anew. Ours all have the globals of one environment.
        return super()._get_default_module()


class _Environment(Environment):
    """An environment whose templates never change, so that each is looked for once."""

    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

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


def environment(
    sources: DictLoader, assets: Mapping[str, str], formatter: Formatter
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

    def asset(name: str) -> str:
        try:
            return assets[name]
        except KeyError:
            raise TemplateNotFound(f"assets/{name}") from None

    made.globals |= _strings(formatter)
    made.globals |= {"asset": asset, "memo": _memory()}
    made.filters["number"] = formatter.number
    return made


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
    alone. Its first argument is known by its identity, and kept alive for that.
    """
    printed: dict[tuple[Any, ...], tuple[object, str]] = {}

    def memo(macro: Macro, value: object, *others: object) -> str:
        key = macro.name, id(value), others
        known = printed.get(key)
        if known is None:
            if len(printed) >= _KEPT:
                printed.clear()
            known = printed[key] = (value, macro(value, *others))
        return known[1]

    return memo
