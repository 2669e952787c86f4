"""What a template's output depends on besides its views: its text, and all that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.errors import Problem
from generator.model import Theme

_HASH = 16


class ClosureError(Exception):
    """A template from which it cannot be told what it depends on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Closures:
    """For each template, the templates that its output depends on, itself among them.

    ``files`` holds the hash of every template and asset; an asset's address is made of its hash,
    so every template that links to one depends on it.
    """

    members: Mapping[str, frozenset[str]]
    files: Mapping[str, bytes]

    def digest(self, template: str) -> bytes:
        """The hash of all that a template's output depends on besides its views."""
        digest = blake2b(digest_size=_HASH)
        for name in sorted(self.members.get(template, ())):
            digest.update(name.encode() + b"\0" + self.files[name])
        return digest.digest()

    def changed(self, template: str, before: Mapping[str, bytes]) -> tuple[str, ...]:
        """Which of the files that a template depends on are not what they were."""
        return tuple(
            name
            for name in sorted(self.members.get(template, ()))
            if before.get(name) != self.files[name]
        )


def closures(theme: Theme, environment: Environment) -> Closures:
    """Find out what each template of a theme depends on.

    Raises:
        ClosureError: A template is broken, or names another by something else than a string, so
            that nobody could tell when its output is stale.
    """
    files = {file.path: _digest(file.data) for file in theme.templates}
    assets = {f"assets/{file.path}": _digest(file.data) for file in theme.assets}
    files |= assets
    named = {}
    for file in theme.templates:
        named[file.path] = _named(file.path, file.data.decode("utf-8-sig"), environment, assets)
    members = {name: _reached(name, named) & files.keys() for name in named}
    return Closures(MappingProxyType(members), MappingProxyType(files))


def _named(
    name: str, source: str, environment: Environment, assets: Mapping[str, bytes]
) -> frozenset[str]:
    """The templates and assets that a template names itself."""
    try:
        tree = environment.parse(source, name)
    except TemplateSyntaxError as error:
        message = error.message or "the template is broken"
        problem = Problem(f"templates/{name}", error.lineno, 0, "template-syntax", message)
        raise ClosureError(problem) from error
    found = set()
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        assert isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport)
        if not isinstance(node.template, nodes.Const) or not isinstance(node.template.value, str):
            message = "a template is named by something else than a string"
            hint = "write the name in quotes, so that it is known which pages depend on it"
            path = f"templates/{name}"
            raise ClosureError(Problem(path, node.lineno, 0, "template-dynamic", message, hint))
        found.add(node.template.value)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "asset":
            found |= _assets(call, assets)
    return frozenset(found)


def _assets(call: nodes.Call, assets: Mapping[str, bytes]) -> frozenset[str]:
    """The asset that a call names, or all of them where that cannot be told."""
    if len(call.args) == 1 and isinstance(call.args[0], nodes.Const):
        return frozenset({f"assets/{call.args[0].value}"})
    return frozenset(assets)


def _reached(name: str, named: Mapping[str, frozenset[str]]) -> frozenset[str]:
    reached = {name}
    waiting = [name]
    while waiting:
        for other in named.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return frozenset(reached)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_HASH).digest()
