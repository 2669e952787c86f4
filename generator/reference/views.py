"""The page of the documentation about what templates are given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from inspect import getdoc
from types import UnionType
from typing import Any, get_args, get_type_hints

from generator.frozen_values import field_names, is_value_class
from generator.lazy_patterns import lazy_compile
from generator.pages.compose import TEMPLATES
from generator.reference.markdown import wrap
from generator.views.pages import PageContent, PageView, SiteView

_VIEWS = "generator.views."
_ATTRIBUTE = lazy_compile(r"^    (\w+): (.*(?:\n        .*)*)", re.MULTILINE)
_INTRODUCTION = """\
# What templates are given

A template is given `site`, `page`, `view`, `root`, `home` and `body`:

- `site` is a `SiteView`: what all pages in a language share.
- `page` is a `PageView`: the page as a document.
- `view` is the content of the page; its type depends on the template.
- `article` is `view` on the pages of articles and of `content/pages/`.
- `root` is the relative way to the root of the site; a template prints it before a `path`.
- `home` is the relative way to the home page of the language. `path|link(home)` is the relative way
  to a `path`, shorter than with `root` where both are in the same language.
- `body` is the text of an article or page as HTML; a template prints it at most once.
- `structured` is the structured data of the page as JSON; `structured_hash` is its SHA-256.

A text with a `lang` and a `dir` can be in another language than the page. `text|lang_dir` prints
both attributes, or nothing if the page has the same: `<h1{{ view.heading|lang_dir }}>`. A name next
to other text has to be isolated as well: in `<bdi{{ place|lang_dir }}>`, or with
`<a href="…"{{ source|isolate }}>`, which always prints `dir`.

## Templates
"""


def views_reference() -> str:
    """Write the page of the documentation about templates and their values, in Markdown."""
    parts = [_INTRODUCTION, _templates(), "## Views\n"]
    parts += map(_section, _reachable((SiteView, PageView, *get_args(PageContent))))
    return "\n".join(parts)


def _templates() -> str:
    pages: dict[tuple[str, str], list[str]] = {}
    for page, template in TEMPLATES.items():
        summary = _summary(page)
        pages.setdefault((template.name, template.view.__name__), []).append(summary)
    rows = (
        f"| `{name}` | {_link(view)} | {' '.join(summaries)} |\n"
        for (name, view), summaries in pages.items()
    )
    return "| template | `view` | pages |\n|---|---|---|\n" + "".join(rows)


def _reachable(roots: Iterable[type]) -> Iterator[type]:
    """Return the views that can be reached from some views, each once."""
    seen: set[type] = set()
    waiting = list(roots)
    while waiting:
        view = waiting.pop(0)
        if view in seen:
            continue
        seen.add(view)
        yield view
        for hint in _types(view).values():
            waiting += (each for each in _views(hint) if each not in seen)


def _views(hint: Any) -> Iterator[type]:
    """Return the views that a type consists of."""
    if _is_view(hint):
        yield hint
    for argument in get_args(hint):
        yield from _views(argument)


def _is_view(hint: Any) -> bool:
    return is_value_class(hint) and getattr(hint, "__module__", "").startswith(_VIEWS)


def _types(view: type) -> Mapping[str, Any]:
    return get_type_hints(view)


def _section(view: type) -> str:
    types, descriptions = _types(view), attribute_descriptions(view)
    lines = [f"### {view.__name__}", "", wrap(_summary(view)), ""]
    lines += [
        wrap(f"- `{name}` ({_type_name(types[name])}): {descriptions[name]}")
        for name in field_names(view)
    ]
    return "\n".join((*lines, ""))


def attribute_descriptions(view: type) -> Mapping[str, str]:
    """Return the description of each attribute in the docstring of a view."""
    return {
        match[1]: " ".join(match[2].split()).replace("``", "`")
        for match in _ATTRIBUTE.finditer(getdoc(view) or "")
    }


def _summary(documented: type) -> str:
    """Return the first paragraph of a docstring."""
    return " ".join((getdoc(documented) or "").partition("\n\n")[0].split()).replace("``", "`")


def _type_name(hint: Any) -> str:
    """Return the name of a type as template authors need it."""
    arguments = get_args(hint)
    if isinstance(hint, UnionType):
        names = [_type_name(each) for each in arguments if each is not type(None)]
        return " or ".join(names) + (", or none" if type(None) in arguments else "")
    if getattr(hint, "__origin__", None) is tuple:
        return f"list of {_type_name(arguments[0])}"
    if arguments:
        return "text"
    if _is_view(hint):
        return _link(hint.__name__)
    plain: Mapping[Any, str] = {
        str: "text",
        int: "number",
        float: "number",
        bool: "true or false",
    }
    return plain.get(hint, "mapping")


def _link(view: str) -> str:
    return f"[{view}](#{view.lower()})"
