"""Analyzes the modules of a package: imports, names, mutable state and caches."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)

# Calls that return a mutable value.
MUTABLE_MAKERS = frozenset(
    {
        *("fromkeys", "sorted", "split", "rsplit", "splitlines", "readlines"),
        *("list", "dict", "set", "bytearray", "array", "memoryview"),
        *("defaultdict", "OrderedDict", "Counter", "deque", "ChainMap"),
        *("WeakKeyDictionary", "WeakValueDictionary", "WeakSet", "SimpleNamespace"),
        *("ContextVar", "Lock", "RLock", "Event", "Queue", "local", "count", "cycle", "iter"),
    }
)

# Methods that change a value in place.
MUTATING_METHODS = frozenset(
    {
        *("append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse"),
        *("add", "discard", "update", "setdefault", "popitem", "appendleft", "popleft"),
        *("difference_update", "intersection_update", "symmetric_difference_update"),
        *("move_to_end", "__setitem__", "__delitem__"),
    }
)

# Functions that cache the results of another one.
CACHES = frozenset({"functools.cache", "functools.lru_cache"})

# Calls that make an immutable value of a mutable one; the items must be immutable all the same.
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
    """Return all modules in the folder of a package by their dotted names, in order."""
    modules = {}
    for path in sorted(package.rglob("*.py")):
        steps = (package.name, *path.relative_to(package).with_suffix("").parts)
        is_package = steps[-1] == "__init__"
        name = ".".join(steps[:-1] if is_package else steps)
        modules[name] = Module.parse(name, path.read_text("utf-8"), is_package=is_package)
    return modules


def imports_of(module: Module, names: frozenset[str]) -> frozenset[str]:
    """Return which of these modules it imports: anywhere, only for types, or by a string."""
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
    """Return one cycle of the graph, which ends where it starts; empty if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def upward_imports(modules: Mapping[str, Module], layers: tuple[str, ...]) -> tuple[str, ...]:
    """Return each import from the same or a higher layer; ``layers`` starts with the lowest.

    Modules in none of the layers form one more, above all others.
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
    """Return each statement that gives the module or a class mutable state, or that mutates it."""
    return _mutable_values(module) + tuple(
        f"{module.name}:{node.lineno}: {ast.unparse(node)}" for node in _mutations(module.tree)
    )


def _mutable_values(module: Module) -> tuple[str, ...]:
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


def _mutations(tree: ast.Module) -> Iterator[ast.stmt | ast.expr]:
    """Yield where a function changes a value of the module or of a class of it."""
    shared = {
        name.id
        for node in _outside_functions(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for name in _targets(node)
        if isinstance(name, ast.Name)
    }
    shared |= {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _mutations_in(function, shared - _local_names(function))


def _mutations_in(
    function: ast.FunctionDef | ast.AsyncFunctionDef, shared: set[str]
) -> Iterator[ast.stmt | ast.expr]:
    for node in _outside_functions(function):
        match node:
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign() | ast.Delete():
                if any(
                    isinstance(target, ast.Attribute | ast.Subscript) and _base(target) in shared
                    for target in _targets(node)
                ):
                    yield node
            case ast.Call(func=ast.Attribute(value=value, attr=method)):
                if method in MUTATING_METHODS and _base(value) in shared:
                    yield node


def _targets(node: ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Delete) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign | ast.Delete) else [node.target]


def _base(value: ast.expr) -> str:
    """Return the name that an attribute or an item belongs to: ``NAMES`` of ``NAMES[0].a``."""
    while isinstance(value, ast.Attribute | ast.Subscript):
        value = value.value
    return value.id if isinstance(value, ast.Name) else ""


def _local_names(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """Return the names that a function binds itself."""
    return {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)} | {
        node.id
        for node in _outside_functions(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def process_caches(module: Module) -> tuple[str, ...]:
    """Return each use of a cache that is created when the module is loaded and lives as long."""
    origins = _origins(module.tree)
    return tuple(
        f"{module.name}:{node.lineno}: {_dotted(node, origins)}"
        for node in _evaluated_on_import(module.tree)
        if isinstance(node, ast.Name | ast.Attribute) and _dotted(node, origins) in CACHES
    )


def _evaluated_on_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all nodes but the bodies of functions; decorators and defaults are included."""
    for child in ast.iter_child_nodes(node):
        yield child
        match child:
            case (
                ast.FunctionDef(decorator_list=decorators, args=args)
                | ast.AsyncFunctionDef(decorator_list=decorators, args=args)
            ):
                for each in (*decorators, args):
                    yield each
                    yield from _evaluated_on_import(each)
            case ast.Lambda(args=args):
                yield from _evaluated_on_import(args)
            case _:
                yield from _evaluated_on_import(child)


def _declares_exports(node: ast.Assign | ast.AugAssign | ast.AnnAssign | ast.NamedExpr) -> bool:
    """Whether it is the module's ``__all__``, which is a list by convention."""
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
                return any(_has_mutable_items(argument) for argument in arguments)
            return name in MUTABLE_MAKERS
        case ast.Tuple(elts=items) | ast.BoolOp(values=items):
            return any(map(_is_mutable, items))
        case ast.BinOp(left=ast.Call(func=ast.Name(id="frozenset"))):
            # The union of sets has the type of the first.
            return False
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return _is_mutable(one) or _is_mutable(other)
        case ast.NamedExpr(value=inner):
            return _is_mutable(inner)
        case ast.Starred(value=inner):
            # The new value contains the items, not their container.
            return _has_mutable_items(inner)
    return False


def _has_mutable_items(value: ast.expr) -> bool:
    """Whether the items of a value that is frozen are mutable themselves."""
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
    """Return the line and the full dotted name of each use of an imported name."""
    origins = _origins(module.tree)
    return tuple(
        (node.lineno, full)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute) and (full := _dotted(node, origins))
    )


def private_names_used(module: Module, package: str) -> tuple[str, ...]:
    """Return the private names of a package's modules that a module uses, also in strings."""
    origins = _origins(module.tree)
    uses = {*origins.values(), *(full for _, full in names_used(module))}
    for node in ast.walk(module.tree):
        match node:
            case ast.Call(args=[owner, ast.Constant(value=str(name)), *_]):
                uses.add(f"{_dotted(owner, origins)}.{name}")
            case ast.Constant(value=str(text)):
                uses.add(text)
    private = re.compile(rf"{package}(\.[a-z]\w*)*\._[^\W_]\w*")
    return tuple(sorted(filter(private.fullmatch, uses)))


def _origins(tree: ast.Module) -> dict[str, str]:
    """Return the full dotted name of each name that the module imports."""
    origins: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                origins[bound] = alias.name if alias.asname else bound
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                origins[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return origins


def _dotted(node: ast.expr, origins: Mapping[str, str]) -> str:
    match node:
        case ast.Name(id=name):
            return origins.get(name, "")
        case ast.Attribute(value=value, attr=attribute):
            base = _dotted(value, origins)
            return f"{base}.{attribute}" if base else ""
    return ""
