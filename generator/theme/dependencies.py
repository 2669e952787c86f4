"""Finds what the output of a template depends on besides its views: its text, and all it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from types import MappingProxyType

from jinja2 import TemplateSyntaxError, nodes
from msgspec import Struct

from generator.hashing import hash_bytes
from generator.messages import say
from generator.model import Theme
from generator.problems import Code, Problem
from generator.theme.jinja_env import create_parser

_FOLDER = "templates/"


class TemplateDependencyError(Exception):
    """The dependencies of some templates are unknown; there is a problem for each place."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class TemplateDependencies(Struct, frozen=True):
    """For each template, the files of the theme that its output depends on, including its own.

    The address of an asset contains the hash of the asset, so a template that links to an asset
    depends on it.

    Attributes:
        members: The names of the files that each template depends on.
        files: The hash of every template and asset of the theme.
    """

    members: Mapping[str, frozenset[str]]
    files: Mapping[str, bytes]

    def digest(self, template: str) -> bytes:
        """Hash everything that the output of a template depends on besides its views."""
        names = sorted(self.members.get(template, ()))
        return hash_bytes(b"".join([name.encode() + b"\0" + self.files[name] for name in names]))

    def changed(self, template: str, before: Mapping[str, bytes]) -> tuple[str, ...]:
        """Return the files that a template depends on whose hashes differ from those before."""
        return tuple(
            name
            for name in sorted(self.members.get(template, ()))
            if before.get(name) != self.files[name]
        )


@lru_cache(maxsize=4)
def find_template_dependencies(theme: Theme) -> TemplateDependencies:
    """Find what each template of a theme depends on.

    The last results are kept: parsing all templates takes longer than rendering a small site.

    Raises:
        TemplateDependencyError: A template has invalid syntax; or computes the name of another,
            so that its dependencies are unknown; or passes ``memo`` a macro whose output may
            differ in the next call.
    """
    files = hash_theme_files(theme)
    assets = {f"assets/{file.path}" for file in theme.assets}
    parser = create_parser()
    trees: dict[str, nodes.Template] = {}
    problems: list[Problem] = []
    for file in theme.templates:
        try:
            trees[file.path] = parser.parse(file.data.decode("utf-8-sig"), file.path)
        except TemplateSyntaxError as error:
            message = error.message or "invalid syntax"
            problems.append(_problem(file.path, error.lineno, "template-syntax", message))
    uses = {name: tuple(_find_uses(tree)) for name, tree in trees.items()}
    isolated = _isolated_templates(uses)
    direct = {}
    for name, tree in trees.items():
        problems += _check_names(name, uses[name])
        problems += _check_memo(name, tree, uses[name], is_isolated=name in isolated)
        direct[name] = {other for use in uses[name] for other in use.names}
        direct[name] |= _find_assets(tree, assets)
    if problems:
        raise TemplateDependencyError(*sorted(problems))
    members = {name: _follow(name, direct) & files.keys() for name in direct}
    return TemplateDependencies(MappingProxyType(members), MappingProxyType(files))


def hash_theme_files(theme: Theme) -> dict[str, bytes]:
    """Hash every template and asset of a theme."""
    templates = {file.path: hash_bytes(file.data) for file in theme.templates}
    return templates | {f"assets/{file.path}": hash_bytes(file.data) for file in theme.assets}


def _problem(name: str, line: int, code: Code, message: str, hint: str = "") -> Problem:
    return Problem(
        say("%(folder)s%(name)s", folder=_FOLDER, name=name), line, 0, code, message, hint
    )


# --- What a template names ----------------------------------------------------------------


class _Use(Struct, frozen=True):
    """A tag that extends, includes or imports templates.

    Attributes:
        line: The line of the tag.
        names: The templates that strings name.
        is_dynamic: Whether a name is computed.
        without_context: Whether it imports, without the context of the page.
        module: The name under which a whole template is imported.
        macros: The names under which single macros are imported.
    """

    line: int
    names: tuple[str, ...]
    is_dynamic: bool
    without_context: bool
    module: str = ""
    macros: tuple[str, ...] = ()


def _find_uses(tree: nodes.Template) -> Iterator[_Use]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        assert isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport)
        constants = (node.template.value,) if isinstance(node.template, nodes.Const) else ()
        names = tuple(name for name in constants if isinstance(name, str))
        without_context = (
            isinstance(node, nodes.Import | nodes.FromImport) and not node.with_context
        )
        module = node.target if isinstance(node, nodes.Import) else ""
        macros: tuple[str, ...] = ()
        if isinstance(node, nodes.FromImport):
            macros = tuple(each if isinstance(each, str) else each[1] for each in node.names)
        yield _Use(node.lineno, names, not names, without_context, module, macros)


def _isolated_templates(uses: Mapping[str, tuple[_Use, ...]]) -> frozenset[str]:
    """Return the templates that never have the context of a page.

    They render no page, and other templates only import them, without context.
    """
    pairs = [
        (name, use.without_context) for each in uses.values() for use in each for name in use.names
    ]
    # Only templates at the top of the folder render pages.
    partials = {name for name in uses if "/" in name} | {name for name, _ in pairs}
    return frozenset(partials - {name for name, without_context in pairs if not without_context})


def _check_names(name: str, uses: tuple[_Use, ...]) -> Iterator[Problem]:
    """Report the tags that compute the name of a template."""
    message = (
        "the name of a template must be a string, so that tarikh knows what the page depends on"
    )
    hint = "write the name in quotation marks, such as {% include 'partials/when.html' %}"
    for use in uses:
        if use.is_dynamic:
            yield _problem(name, use.line, "template-dynamic", message, hint)


def _find_assets(tree: nodes.Template, assets: Set[str]) -> frozenset[str]:
    """Return the assets that a template names, or all assets if it may compute a name."""
    names = set()
    understood = set()
    for call in tree.find_all(nodes.Call):
        match call:
            case nodes.Call(
                node=nodes.Name(name="asset"),
                args=[nodes.Const(value=str(value))],
                kwargs=[],
                dyn_args=None,
                dyn_kwargs=None,
            ):
                names.add(f"assets/{value}")
                understood.add(id(call.node))
    mentions = (each for each in tree.find_all(nodes.Name) if each.name == "asset")
    return frozenset(names if all(id(each) in understood for each in mentions) else assets)


# --- Which macros a template caches -------------------------------------------------------


def _check_memo(
    name: str, tree: nodes.Template, uses: tuple[_Use, ...], *, is_isolated: bool
) -> Iterator[Problem]:
    """Report the uses of ``memo`` with a macro whose output may depend on more than arguments.

    The output depends only on the arguments if the macro is imported without context, or defined
    in a template that is only ever imported without context.
    """
    message = "'memo' accepts only macros that are imported without context"
    hint = (
        "import the macro in this file without context, under a name that is used only for it,"
        " or call it without 'memo'"
    )
    modules, macros = _pure_names(tree, uses, is_isolated=is_isolated)
    understood = set()
    for call in tree.find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name="memo"), args=[nodes.Name(name=macro), *_]):
                is_pure = macro in macros
            case nodes.Call(
                node=nodes.Name(name="memo"),
                args=[nodes.Getattr(node=nodes.Name(name=module)), *_],
            ):
                is_pure = module in modules
            case _:
                continue
        understood.add(id(call.node))
        if not is_pure:
            yield _problem(name, call.lineno, "template-memo", message, hint)
    for each in tree.find_all(nodes.Name):
        if each.name == "memo" and id(each) not in understood:
            yield _problem(name, each.lineno, "template-memo", message, hint)


def _pure_names(
    tree: nodes.Template, uses: tuple[_Use, ...], *, is_isolated: bool
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of modules and of macros whose output depends only on the arguments.

    A name that has any other meaning in the template is excluded.
    """
    own = [each.name for each in tree.find_all(nodes.Macro)]
    at_the_top = {each.name for each in tree.body if isinstance(each, nodes.Macro)}
    excluded = {each.name for each in tree.find_all(nodes.Name) if each.ctx != "load"}
    for use in uses:
        if not use.without_context:
            excluded |= {use.module, *use.macros}
    if not is_isolated:
        excluded |= set(own)
    imported = {macro for use in uses for macro in use.macros}
    modules = {use.module for use in uses}
    excluded |= (modules & imported) | (set(own) & (modules | imported))
    excluded |= {each for each in own if own.count(each) > 1 or each not in at_the_top}
    return frozenset(modules - excluded), frozenset((imported | set(own)) - excluded)


def _follow(name: str, direct: Mapping[str, Set[str]]) -> frozenset[str]:
    """Return a template and everything that it names, directly or through others."""
    reached = {name}
    pending = [name]
    while pending:
        for other in direct.get(pending.pop(), ()):
            if other not in reached:
                reached.add(other)
                pending.append(other)
    return frozenset(reached)
