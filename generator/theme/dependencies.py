"""What a template's output depends on besides its views: its text, and all that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.hashing import hash_bytes
from generator.model import Theme
from generator.problems import Code, Problem

_FOLDER = "templates/"


class TemplateDependencyError(Exception):
    """Templates from which it cannot be told what they depend on: one problem or more for each."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class TemplateDependencies:
    """For each template, the templates that its output depends on, itself among them.

    ``files`` holds the hash of every template and asset; an asset's address is made of its hash,
    so every template that links to one depends on it.
    """

    members: Mapping[str, frozenset[str]]
    files: Mapping[str, bytes]

    def digest(self, template: str) -> bytes:
        """The hash of all that a template's output depends on besides its views."""
        names = sorted(self.members.get(template, ()))
        return hash_bytes(b"".join([name.encode() + b"\0" + self.files[name] for name in names]))

    def changed(self, template: str, before: Mapping[str, bytes]) -> tuple[str, ...]:
        """Which of the files that a template depends on are not what they were."""
        return tuple(
            name
            for name in sorted(self.members.get(template, ()))
            if before.get(name) != self.files[name]
        )


def find_template_dependencies(theme: Theme, environment: Environment) -> TemplateDependencies:
    """Find out what each template of a theme depends on.

    Raises:
        ClosureError: A template is broken; or names another by something else than a string, so
            that nobody could tell when its output is stale; or has a macro remembered that may
            print something else the next time.
    """
    files = {file.path: hash_bytes(file.data) for file in theme.templates}
    assets = {f"assets/{file.path}": hash_bytes(file.data) for file in theme.assets}
    files |= assets
    trees: dict[str, nodes.Template] = {}
    problems: list[Problem] = []
    for file in theme.templates:
        try:
            trees[file.path] = environment.parse(file.data.decode("utf-8-sig"), file.path)
        except TemplateSyntaxError as error:
            message = error.message or "the template is broken"
            problems.append(_problem(file.path, error.lineno, "template-syntax", message))
    used = {name: tuple(_uses(tree)) for name, tree in trees.items()}
    alone = _alone(used)
    named = {}
    for name, tree in trees.items():
        problems += _dynamic(name, used[name])
        problems += _forgetful(name, tree, used[name], alone=name in alone)
        named[name] = {other for use in used[name] for other in use.names} | _assets(tree, assets)
    if problems:
        raise TemplateDependencyError(*sorted(problems))
    members = {name: _reached(name, named) & files.keys() for name in named}
    return TemplateDependencies(MappingProxyType(members), MappingProxyType(files))


def _problem(name: str, line: int, code: Code, message: str, hint: str = "") -> Problem:
    return Problem(f"{_FOLDER}{name}", line, 0, code, message, hint)


# --- What a template names ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Use:
    """One place where a template extends, includes or imports others.

    Attributes:
        line: Where it is.
        names: The templates, as far as strings name them.
        dynamic: Whether something else than a string names one.
        bare: Whether what is used sees nothing of the page: imported without context.
        module: The name that it is imported as.
        macros: The names that single macros are imported as.
    """

    line: int
    names: tuple[str, ...]
    dynamic: bool
    bare: bool
    module: str = ""
    macros: tuple[str, ...] = ()


def _uses(tree: nodes.Template) -> Iterator[_Use]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        assert isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport)
        names = (node.template.value,) if isinstance(node.template, nodes.Const) else ()
        strings = tuple(name for name in names if isinstance(name, str))
        bare = isinstance(node, nodes.Import | nodes.FromImport) and not node.with_context
        module = node.target if isinstance(node, nodes.Import) else ""
        macros: tuple[str, ...] = ()
        if isinstance(node, nodes.FromImport):
            macros = tuple(each if isinstance(each, str) else each[1] for each in node.names)
        yield _Use(node.lineno, strings, not strings, bare, module, macros)


def _alone(used: Mapping[str, tuple[_Use, ...]]) -> frozenset[str]:
    """The templates that never see a page: they are imported without context, if used at all."""
    uses = [(name, use.bare) for each in used.values() for use in each for name in use.names]
    # Pages are printed by the templates that lie in no folder.
    partials = {name for name in used if "/" in name} | {name for name, _ in uses}
    return frozenset(partials - {name for name, bare in uses if not bare})


def _dynamic(name: str, uses: tuple[_Use, ...]) -> Iterator[Problem]:
    message = "a template is named by something else than a string"
    hint = "write the name in quotes, so that it is known which pages depend on it"
    for use in uses:
        if use.dynamic:
            yield _problem(name, use.line, "template-dynamic", message, hint)


def _assets(tree: nodes.Template, assets: Mapping[str, bytes]) -> frozenset[str]:
    """The assets that a template names, or all of them where that cannot be told."""
    found = set()
    told = set()
    for call in tree.find_all(nodes.Call):
        match call:
            case nodes.Call(
                node=nodes.Name(name="asset"),
                args=[nodes.Const(value=str(value))],
                kwargs=[],
                dyn_args=None,
                dyn_kwargs=None,
            ):
                found.add(f"assets/{value}")
                told.add(id(call.node))
    names = (each for each in tree.find_all(nodes.Name) if each.name == "asset")
    return frozenset(found if all(id(each) in told for each in names) else assets)


# --- What a template has remembered -------------------------------------------------------


def _forgetful(
    name: str, tree: nodes.Template, uses: tuple[_Use, ...], *, alone: bool
) -> Iterator[Problem]:
    """The places where ``memo`` is given a macro that may not be a function of its arguments.

    Such a function is a macro that was imported without context, or is defined in a template that
    is only imported so.
    """
    message = "'memo' remembers only macros that are imported without context"
    hint = "import the macro in this file, by a name used for nothing else, and without context"
    modules, macros = _functions(tree, uses, alone=alone)
    told = set()
    for call in tree.find_all(nodes.Call):
        match call:
            case nodes.Call(node=nodes.Name(name="memo"), args=[nodes.Name(name=macro), *_]):
                safe = macro in macros
            case nodes.Call(
                node=nodes.Name(name="memo"),
                args=[nodes.Getattr(node=nodes.Name(name=module)), *_],
            ):
                safe = module in modules
            case _:
                continue
        told.add(id(call.node))
        if not safe:
            yield _problem(name, call.lineno, "template-memo", message, hint)
    for each in tree.find_all(nodes.Name):
        if each.name == "memo" and id(each) not in told:
            yield _problem(name, each.lineno, "template-memo", message, hint)


def _functions(
    tree: nodes.Template, uses: tuple[_Use, ...], *, alone: bool
) -> tuple[frozenset[str], frozenset[str]]:
    """The names of modules, and those of macros, that are functions of their arguments.

    A name that also means something else in the template is none of them.
    """
    own = [each.name for each in tree.find_all(nodes.Macro)]
    outer = {each.name for each in tree.body if isinstance(each, nodes.Macro)}
    others = {each.name for each in tree.find_all(nodes.Name) if each.ctx != "load"}
    for use in uses:
        if not use.bare:
            others |= {use.module, *use.macros}
    if not alone:
        others |= set(own)
    imported = {macro for use in uses for macro in use.macros}
    modules = {use.module for use in uses}
    others |= (modules & imported) | (set(own) & (modules | imported))
    others |= {each for each in own if own.count(each) > 1 or each not in outer}
    return frozenset(modules - others), frozenset((imported | set(own)) - others)


# --- What follows from it -----------------------------------------------------------------


def _reached(name: str, named: Mapping[str, Set[str]]) -> frozenset[str]:
    reached = {name}
    waiting = [name]
    while waiting:
        for other in named.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return frozenset(reached)
