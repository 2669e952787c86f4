"""The layers that ARCHITECTURE.md draws are those of the program."""

from __future__ import annotations

import ast
import re

import pytest

from tests.support import ROOT
from tests.support.imports import (
    Module,
    cycle_in,
    imports_of,
    modules_of,
    mutable_state,
    names_used,
    upward_imports,
)

MODULES = modules_of(ROOT / "generator")

# The clock, the locale, chance and what else differs from one machine or day to the next.
SURROUNDINGS = re.compile(
    r"""(time|locale|getpass|random|secrets|platform)\.\w+
      | datetime\.(datetime|date)\.(now|utcnow|today|fromtimestamp)
      | os\.(environb?|getenvb?|getlogin|getcwdb?|umask)
      | socket\.(gethostname|getfqdn)
      | sys\.(argv|stdin|stdout|stderr)
      | uuid\.uuid[14]
      | pathlib\.Path\.(home|cwd)
    """,
    re.VERBOSE,
)

# The command line reads them once and passes them in.
MAY_READ_SURROUNDINGS = ("cli", "__main__")

# Clocks without a date: how long a stage took, and how long to wait for the next change.
MAY_MEASURE = {
    "build": ("time.perf_counter",),
    "preview": ("time.monotonic", "time.sleep"),
}


def layers_of(text: str) -> tuple[str, ...]:
    """The first column of the table that starts with ``module``, the lowest layer first."""
    table = re.search(r"^\| *module *\|.*\n\|[-| :]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table, "no table of modules"
    return tuple(
        name.removesuffix(".py").removesuffix("/")
        for row in table[1].splitlines()
        for name in re.findall(r"`([^`]+)`", row.split("|")[1])
    )


def surroundings_read(module: Module) -> tuple[str, ...]:
    """Each place where the module reads the machine's surroundings and may not."""
    if module.unit in MAY_READ_SURROUNDINGS:
        return ()
    return tuple(
        f"{module.name}:{line}: {name}"
        for line, name in names_used(module)
        if SURROUNDINGS.fullmatch(name) and name not in MAY_MEASURE.get(module.unit, ())
    )


def decorated_with_a_cache(module: Module) -> bool:
    """Whether a function of the module caches its results for the whole process."""
    return any(
        re.match(r"(functools\.)?(lru_)?cache\b", ast.unparse(decorator))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for decorator in node.decorator_list
    )


LAYERS = layers_of((ROOT / "ARCHITECTURE.md").read_text("utf-8"))


def test_the_table_names_every_module_once_and_no_other() -> None:
    units = {module.unit for module in MODULES.values()} - {"__init__"}
    assert sorted(LAYERS) == sorted(units)


def test_it_fits_on_two_screens() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()) <= 130


def test_it_names_every_module_with_a_cache_of_the_whole_process() -> None:
    section = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## Caches")[2]
    cached = {
        name.removeprefix("generator.").replace(".", "/")
        for name, module in MODULES.items()
        if decorated_with_a_cache(module)
    }
    assert {name for name in cached if f"`{name}`" not in section} == set()


def test_imports_go_strictly_downward() -> None:
    assert upward_imports(MODULES, ("__init__", *LAYERS)) == ()


def test_no_modules_import_one_another() -> None:
    names = frozenset(MODULES)
    assert cycle_in({name: imports_of(module, names) for name, module in MODULES.items()}) == ()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_holds_no_state(name: str) -> None:
    assert mutable_state(MODULES[name]) == ()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_reads_nothing_of_its_surroundings(name: str) -> None:
    assert surroundings_read(MODULES[name]) == ()


# Each guard, shown to catch what it is there for.


def test_the_table_is_read_from_the_lowest_layer_up() -> None:
    text = "| module | does |\n|---|---|\n| `errors.py` | a |\n| `a`, `b/` | `c` |\n\n| `d` | e |\n"
    assert layers_of(text) == ("errors", "a", "b")


@pytest.mark.parametrize(
    "source",
    [
        "import generator.high",
        "import generator.high as other",
        "from generator import high",
        "from generator.high import thing",
        "from . import high",
        "from .high import thing",
        "def f():\n    from generator.high import thing",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from generator.high import T",
        "import importlib\nimportlib.import_module('generator.high')",
        "__import__('generator.high')",
    ],
)
def test_an_import_is_seen_however_it_is_written(source: str) -> None:
    modules = {
        "generator.low": Module.parse("generator.low", source),
        "generator.high": Module.parse("generator.high", ""),
    }
    assert upward_imports(modules, ("low", "high")) == ("generator.low imports generator.high",)
    assert upward_imports(modules, ("high", "low")) == ()


def test_a_folder_is_one_layer_and_may_not_import_upward() -> None:
    modules = {
        "generator.low": Module.parse("generator.low", "", is_package=True),
        "generator.low.one": Module.parse("generator.low.one", "from .two import x"),
        "generator.low.two": Module.parse("generator.low.two", "from ..high import y"),
        "generator.high": Module.parse("generator.high", ""),
    }
    assert upward_imports(modules, ("low", "high")) == ("generator.low.two imports generator.high",)


def test_a_cycle_inside_a_folder_is_seen() -> None:
    modules = {
        "generator.low": Module.parse("generator.low", "from .one import x", is_package=True),
        "generator.low.one": Module.parse("generator.low.one", "from generator.low import y"),
    }
    names = frozenset(modules)
    graph = {name: imports_of(module, names) for name, module in modules.items()}
    assert sorted(set(cycle_in(graph))) == ["generator.low", "generator.low.one"]


@pytest.mark.parametrize(
    "source",
    [
        "CACHE = {}",
        "CACHE: dict[str, str] = {}",
        "NAMES = ['a']",
        "NAMES = [n for n in 'ab']",
        "SEEN = set()",
        "BY_KEY = collections.defaultdict(list)",
        "BUFFER = bytearray(8)",
        "PAIR = (1, [])",
        "PAIR = (1, *([n] for n in 'ab'))",
        "NAMES = {'a'} | frozenset('b')",
        "TABLE = MappingProxyType({}) | {'a': 'b'}",
        "TABLE = MappingProxyType({'a': ['b']})",
        "NAMES = ('a',) and ['a']",
        "class A:\n    shared = []",
        "if True:\n    CACHE = {}",
        "try:\n    A = 1\nexcept ValueError:\n    A = {}",
        "CURRENT = ContextVar('current')",
        "NUMBERS = itertools.count()",
        "LINES = (line for line in 'ab')",
        "def f():\n    global counter",
    ],
)
def test_state_is_seen_however_it_is_written(source: str) -> None:
    assert len(mutable_state(Module.parse("generator.a", source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "__all__ = ['a', 'b']",
        "NAMES = ('a', 'b')",
        "NAMES = frozenset({'a', 'b'})",
        "NAMES = tuple(name for name in ['a'])",
        "NAMES = frozenset('a') | {'b'}",
        "NAMES = ('a', *(n for n in 'bc'), *['d'])",
        "TABLE = MappingProxyType({'a': 'b'})",
        "TABLE = MappingProxyType({n: (n,) for n in 'ab'})",
        "PATTERN = re.compile('|'.join(['a', 'b']))",
        "Table = dict[str, list[str]]",
        "@dataclass\nclass A:\n    items: list[str] = field(default_factory=list)",
        "def f():\n    found = []\n    return found",
        "KEY = lambda item: [item]",
    ],
)
def test_what_cannot_change_is_no_state(source: str) -> None:
    assert mutable_state(Module.parse("generator.a", source)) == ()


@pytest.mark.parametrize(
    "source",
    [
        "import time\ntime.time()",
        "from time import time as t\nt()",
        "import time as clock\nclock.localtime()",
        "import time\ntime.perf_counter()",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime\nnow = datetime.utcnow",
        "from datetime import date as day\nday.today()",
        "import os\nos.environ['LANG']",
        "from os import getenv\ngetenv('TZ')",
        "import locale\nlocale.getlocale()",
        "import getpass\ngetpass.getuser()",
        "import random\nrandom.random()",
        "import sys\nsys.argv",
        "def f():\n    import time\n    return time.time()",
        "from pathlib import Path\nPath.cwd()",
    ],
)
def test_a_reading_is_seen_however_it_is_written(source: str) -> None:
    assert len(surroundings_read(Module.parse("generator.theme.render", source))) == 1
    assert surroundings_read(Module.parse("generator.cli.main", source)) == ()


def test_only_a_clock_without_a_date_may_be_read_where_time_is_measured() -> None:
    source = "import time\ntime.perf_counter()\ntime.time()"
    assert surroundings_read(Module.parse("generator.build", source)) == (
        "generator.build:3: time.time",
    )
