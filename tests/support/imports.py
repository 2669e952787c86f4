"""What a package's modules import from one another and what they name, read off their source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)

# What makes a value that can be changed in place.
MUTABLE_MAKERS = frozenset(
    {
        *("list", "dict", "set", "bytearray", "array", "memoryview"),
        *("defaultdict", "OrderedDict", "Counter", "deque", "ChainMap"),
        *("WeakKeyDictionary", "WeakValueDictionary", "WeakSet", "SimpleNamespace"),
        *("ContextVar", "Lock", "RLock", "Event", "Queue", "local", "count", "cycle", "iter"),
    }
)

# What makes a fixed value of one that is not; what stands inside must be fixed all the same.
FREEZERS = frozenset({"MappingProxyType", "frozenset", "tuple"})


@dataclass(frozen=True, slots=True)
class Module:
    """A module by its dotted name, with its syntax tree."""

    name: str
    tree: ast.Module
    is_package: bool = False

    @classmethod
    def parse(cls, name: str, source: str, *, is_package: bool = False) -> Module:
        return cls(name, ast.parse(source), is_package)

    @property
    def unit(self) -> str:
        """The module or folder of the program that it belongs to: ``generator.dates.x``: dates."""
        return self.name.split(".")[1] if "." in self.name else "__init__"


def modules_of(package: Path) -> dict[str, Module]:
    """Every module of a package's folder by its dotted name, in order."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        steps = (package.name, *path.relative_to(package).with_suffix("").parts)
        is_package = steps[-1] == "__init__"
        name = ".".join(steps[:-1] if is_package else steps)
        found[name] = Module.parse(name, path.read_text("utf-8"), is_package=is_package)
    return found


def imports_of(module: Module, names: frozenset[str]) -> frozenset[str]:
    """Which of these modules it imports: at the top, in a function, for types alone or by name."""
    return frozenset(
        target
        for written in _imported(module)
        if (target := _longest(written, names)) and target != module.name
    )


def _imported(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        match node:
            case ast.Import(names=aliases):
                yield from (alias.name for alias in aliases)
            case ast.ImportFrom(module=origin, names=aliases, level=level):
                base = _absolute(module, origin or "", level)
                yield from (f"{base}.{alias.name}" for alias in aliases)
            case ast.Call(
                func=ast.Attribute(attr="import_module")
                | ast.Name(id="import_module" | "__import__"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name


def _absolute(module: Module, origin: str, level: int) -> str:
    if level == 0:
        return origin
    up = level - 1 if module.is_package else level
    steps = module.name.split(".")
    return ".".join((*steps[: len(steps) - up], *filter(None, [origin])))


def _longest(written: str, names: frozenset[str]) -> str:
    while written and written not in names:
        written = written.rpartition(".")[0]
    return written


def cycle_in(graph: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """One cycle of the graph, first and last the same; empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def upward_imports(modules: Mapping[str, Module], layers: tuple[str, ...]) -> tuple[str, ...]:
    """Each import of a module of the same or a higher layer; ``layers`` starts with the lowest.

    What the layers do not name is above them all, and of one layer.
    """
    names = frozenset(modules)
    height = {layer: at for at, layer in enumerate(layers)}
    return tuple(
        f"{module.name} imports {target}"
        for module in modules.values()
        for target in sorted(imports_of(module, names))
        if module.unit != modules[target].unit
        and height.get(module.unit, len(layers)) <= height.get(modules[target].unit, len(layers))
    )


def mutable_state(module: Module) -> tuple[str, ...]:
    """Where the module or a class of it holds what can be changed: its lines' text."""
    return tuple(
        f"{module.name}:{node.lineno}: {ast.unparse(node)}"
        for node in _outside_functions(module.tree)
        if (isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.NamedExpr))
        and node.value is not None
        and _is_mutable(node.value)
        and not _declares_exports(node)
    ) + tuple(
        f"{module.name}:{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Global)
    )


def _declares_exports(node: ast.Assign | ast.AugAssign | ast.AnnAssign | ast.NamedExpr) -> bool:
    """Whether it is the module's ``__all__``, which the language's own tools take for a list."""
    return isinstance(node, ast.Assign) and [ast.unparse(to) for to in node.targets] == ["__all__"]


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, FUNCTIONS):
            yield child
            yield from _outside_functions(child)


def _is_mutable(value: ast.expr) -> bool:
    match value:
        case ast.List() | ast.Dict() | ast.Set() | ast.ListComp() | ast.DictComp() | ast.SetComp():
            return True
        case ast.GeneratorExp():
            return True
        case ast.Call(func=function, args=arguments):
            name = _last_name(function)
            if name in FREEZERS:
                return any(_holds_mutable(argument) for argument in arguments)
            return name in MUTABLE_MAKERS
        case ast.Tuple(elts=items) | ast.BoolOp(values=items):
            return any(map(_is_mutable, items))
        case ast.BinOp(left=ast.Call(func=ast.Name(id="frozenset"))):
            # Sets joined are of the kind of the first.
            return False
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return _is_mutable(one) or _is_mutable(other)
        case ast.NamedExpr(value=inner):
            return _is_mutable(inner)
        case ast.Starred(value=inner):
            # The items are taken over, what held them is not.
            return _holds_mutable(inner)
    return False


def _holds_mutable(value: ast.expr) -> bool:
    """Whether the items of what is being frozen can be changed themselves."""
    match value:
        case ast.List(elts=items) | ast.Set(elts=items) | ast.Tuple(elts=items):
            return any(map(_is_mutable, items))
        case ast.Dict(values=items) | ast.Call(args=[ast.Dict(values=items)]):
            return any(map(_is_mutable, items))
        case ast.DictComp(value=item):
            return _is_mutable(item)
        case ast.ListComp(elt=item) | ast.SetComp(elt=item) | ast.GeneratorExp(elt=item):
            return _is_mutable(item)
    return False


def _last_name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=generic):
            return _last_name(generic)
    return ""


def names_used(module: Module) -> tuple[tuple[int, str], ...]:
    """Every imported thing that the module names, by its full dotted name, with its line."""
    origins: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                origins[bound] = alias.name if alias.asname else bound
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                origins[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return tuple(
        (node.lineno, full)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute) and (full := _dotted(node, origins))
    )


def _dotted(node: ast.expr, origins: Mapping[str, str]) -> str:
    match node:
        case ast.Name(id=name):
            return origins.get(name, "")
        case ast.Attribute(value=value, attr=attribute):
            base = _dotted(value, origins)
            return f"{base}.{attribute}" if base else ""
    return ""
