"""The program follows ARCHITECTURE.md: its layers, no mutable state, and the listed caches."""

from __future__ import annotations

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
    private_names_used,
    process_caches,
    upward_imports,
)

MODULES = modules_of(ROOT / "generator")

# The clock, the locale, random numbers and all else that depends on the machine or the day.
ENVIRONMENT = re.compile(
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

# The command line reads the environment once and passes the values on.
MAY_READ_ENVIRONMENT = ("cli", "__main__")

# Clocks without a date: how long a stage took, and how long to wait for the next change.
MAY_MEASURE = {
    "build": ("time.perf_counter",),
    "preview": ("time.monotonic", "time.sleep"),
}


def layers_of(text: str) -> tuple[str, ...]:
    """Return the first column of the table that starts with ``module``, the lowest layer first."""
    table = re.search(r"^\| *module *\|.*\n\|[-| :]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table, "no table of modules"
    return tuple(
        name.removesuffix(".py").removesuffix("/")
        for row in table[1].splitlines()
        for name in re.findall(r"`([^`]+)`", row.split("|")[1])
    )


def find_environment_reads(module: Module) -> tuple[str, ...]:
    """Return each forbidden use of the environment in a module."""
    if module.unit in MAY_READ_ENVIRONMENT:
        return ()
    return tuple(
        f"{module.name}:{line}: {name}"
        for line, name in names_used(module)
        if ENVIRONMENT.fullmatch(name) and name not in MAY_MEASURE.get(module.unit, ())
    )


LAYERS = layers_of((ROOT / "ARCHITECTURE.md").read_text("utf-8"))


def test_the_table_names_every_module_once_and_no_other() -> None:
    units = {module.unit for module in MODULES.values()} - {"__init__"}
    assert sorted(LAYERS) == sorted(units)


def test_the_document_can_be_read_in_ten_minutes() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()) <= 170


def test_the_document_names_every_module_with_a_cache_of_the_process() -> None:
    section = (ROOT / "ARCHITECTURE.md").read_text("utf-8").partition("## Caches")[2]
    cached = {
        name.removeprefix("generator.").replace(".", "/")
        for name, module in MODULES.items()
        if process_caches(module)
    }
    assert {name for name in cached if f"`{name}`" not in section} == set()


def test_imports_go_strictly_downward() -> None:
    assert upward_imports(MODULES, ("__init__", *LAYERS)) == ()


def test_imports_have_no_cycles() -> None:
    names = frozenset(MODULES)
    assert cycle_in({name: imports_of(module, names) for name, module in MODULES.items()}) == ()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_no_mutable_state(name: str) -> None:
    assert mutable_state(MODULES[name]) == ()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_does_not_read_its_environment(name: str) -> None:
    assert find_environment_reads(MODULES[name]) == ()


def test_no_test_fails_because_a_private_name_has_changed() -> None:
    modules = modules_of(ROOT / "tests").values()
    used = {module.name: private_names_used(module, "generator") for module in modules}
    assert {name: names for name, names in used.items() if names} == {}


# Each of these checks finds what it is meant to find.


@pytest.mark.parametrize(
    "source",
    [
        "from program.pages.home import _NEW",
        "import program.pages.home\nprogram.pages.home._NEW",
        "from program.pages import home\npatch.setattr(home, '_NEW', 1)",
        "patch.setattr('program.pages.home._NEW', 1)",
    ],
)
def test_a_use_of_a_private_name_is_found_however_it_is_written(source: str) -> None:
    uses = private_names_used(Module.parse("tests.x", source), "program")
    assert uses == ("program.pages.home._NEW",)


def test_the_table_starts_with_the_lowest_layer() -> None:
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
def test_an_import_is_found_however_it_is_written(source: str) -> None:
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


def test_a_cycle_inside_a_folder_is_found() -> None:
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
        "NAMES = sorted('ba')",
        "NAMES = 'a b'.split()",
        "TABLE = dict.fromkeys('ab')",
        "class A:\n    shared: ClassVar[dict[str, str]] = {}",
        "class A:\n    shared = defaultdict(list)",
        "class A:\n    shared = tuple([] for _ in 'ab')",
        "TABLE = make()\ndef f():\n    TABLE['a'] = 1",
        "TABLE = make()\ndef f():\n    TABLE.update(a=1)",
        "TABLE = make()\ndef f():\n    del TABLE['a']",
        "TABLE = make()\ndef f():\n    TABLE['a'] += 1",
        "TABLE = make()\ndef f():\n    TABLE.items.append(1)",
        "TABLE = make()\nclass A:\n    def f(self):\n        TABLE.clear()",
        "class A:\n    def f(self):\n        A.count = 1",
        "def f():\n    pass\nf.cache = {}",
    ],
)
def test_mutable_state_is_found_however_it_is_written(source: str) -> None:
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
        "NAMES = tuple(sorted('ba'))",
        "NAMES = frozenset('a b'.split())",
        "TABLE = MappingProxyType(dict.fromkeys('ab'))",
        "TABLE = make()\ndef f():\n    return TABLE['a'].copy()",
        "NAMES = ('a',)\ndef f(NAMES):\n    NAMES.append('b')",
        "NAMES = ('a',)\ndef f():\n    NAMES = []\n    NAMES.append('b')",
        "class A:\n    def f(self):\n        self.items = []",
    ],
)
def test_an_immutable_value_is_not_mutable_state(source: str) -> None:
    assert mutable_state(Module.parse("generator.a", source)) == ()


@pytest.mark.parametrize(
    "source",
    [
        "from functools import cache\n@cache\ndef f(): ...",
        "from functools import lru_cache\n@lru_cache(maxsize=9)\ndef f(): ...",
        "import functools\n@functools.lru_cache\ndef f(): ...",
        "import functools as tools\n@tools.cache\ndef f(): ...",
        "from functools import lru_cache as memoize\n@memoize\ndef f(): ...",
        "from functools import cache\nasync def g(): ...\nf = cache(g)",
        "from functools import lru_cache\nf = lru_cache(maxsize=9)(str.lower)",
        "import functools\nf = functools.cache(str.lower)",
        "from functools import cache\nclass A:\n    @cache\n    def f(self): ...",
        "from functools import cache\nclass A:\n    f = staticmethod(cache(str.lower))",
        "from functools import cache\ndef f(lower=cache(str.lower)): ...",
        "from functools import cache\nif True:\n    f = cache(str.lower)",
    ],
)
def test_a_cache_is_found_however_it_is_written(source: str) -> None:
    assert len(process_caches(Module.parse("generator.a", source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from functools import cache",
        "from functools import cached_property as c\nclass A:\n    @c\n    def f(self): ...",
        "from functools import cache\nclass A:\n    def f(self):\n        self.g = cache(len)",
        "from functools import cache\ndef f():\n    @cache\n    def g(): ...",
        "from generator.a import cache\n@cache\ndef f(): ...",
    ],
)
def test_a_cache_of_an_object_is_not_one_of_the_process(source: str) -> None:
    assert process_caches(Module.parse("generator.a", source)) == ()


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
def test_a_use_of_the_environment_is_found_however_it_is_written(source: str) -> None:
    assert len(find_environment_reads(Module.parse("generator.theme.render", source))) == 1
    assert find_environment_reads(Module.parse("generator.cli.main", source)) == ()


def test_only_a_clock_without_a_date_may_be_read_where_time_is_measured() -> None:
    source = "import time\ntime.perf_counter()\ntime.time()"
    assert find_environment_reads(Module.parse("generator.build", source)) == (
        "generator.build:3: time.time",
    )
