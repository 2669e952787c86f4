"""Replace a public function of the program for the time of a test, wherever it was imported."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

import pytest

import generator


def replace_everywhere(patch: pytest.MonkeyPatch, original: object, replacement: object) -> None:
    """Replace a public function or class.

    It is found by identity, so that no test depends on which modules import it, or on how.
    """
    _import_program()
    found = [
        (module, name)
        for path, module in list(sys.modules.items())
        if path.partition(".")[0] == "generator"
        for name, value in vars(module).items()
        if value is original
    ]
    assert found, f"nothing in the program is {original!r}"
    for module, name in found:
        patch.setattr(module, name, replacement)


@cache
def _import_program() -> None:
    """Import every module: one that is first imported during a test would keep a replacement."""
    for info in walk_packages(generator.__path__, "generator."):
        if not info.name.endswith("__main__"):
            import_module(info.name)
