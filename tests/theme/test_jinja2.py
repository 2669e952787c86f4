"""The parts of Jinja2 that `generator.theme.jinja_env` extends although they are not public."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import pytest
from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator

UNKNOWN = (
    f"Jinja2 {version('jinja2')} is not the one that generator/theme/jinja_env.py extends:"
    " compare '{name}' with its code there, then change this test and the bound in pyproject.toml"
)


def parameters(function: object) -> tuple[str, ...]:
    assert callable(function)
    return tuple(inspect.signature(function).parameters)


@pytest.mark.parametrize(
    ("owner", "name", "expected"),
    [
        (CodeGenerator, "visit_Call", ("self", "node", "frame", "forward_caller")),
        (CodeGenerator, "visit_Getattr", ("self", "node", "frame")),
        (CodeGenerator, "temporary_identifier", ("self",)),
        (CodeGenerator, "write", ("self", "x")),
        (Environment, "get_template", ("self", "name", "parent", "globals")),
        (Environment, "make_globals", ("self", "d")),
        (Template, "_get_default_module", ("self", "ctx")),
        (Template, "from_code", ("environment", "code", "globals", "uptodate")),
    ],
)
def test_the_methods_that_are_replaced_are_known(
    owner: type, name: str, expected: tuple[str, ...]
) -> None:
    assert hasattr(owner, name), UNKNOWN.format(name=name)
    assert parameters(getattr(owner, name)) == expected, UNKNOWN.format(name=name)


def test_compiled_templates_have_the_names_that_are_used() -> None:
    code = Environment(autoescape=True).compile("{{ a.b(1) }}", raw=True)
    for name in ("escape", "missing", "environment", "context.call(", "root("):
        assert name in code, UNKNOWN.format(name=name)
