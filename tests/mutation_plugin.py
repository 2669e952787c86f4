"""What pytest does differently while mutmut runs it.

mutmut starts the tests of each mutant in a copy of one process, and learns in a first run which
functions each test reaches.
"""

from __future__ import annotations

import gc
from collections.abc import Generator
from functools import _lru_cache_wrapper

import pytest

# These build whole sites, and run only if no faster test has noticed the mutant.
_SLOW = ("tests/approved/", "tests/properties/", "tests/site/")


class MutationPlugin:
    """Forgets the results of the unchanged code, and counts what shared fixtures reach."""

    def __init__(self) -> None:
        self._reached: dict[str, frozenset[str]] = {}

    def pytest_live_sitestart(self) -> None:
        """Empty the caches, which have results of the code without the mutant."""
        for each in gc.get_objects():
            if isinstance(each, _lru_cache_wrapper) and each.__module__.startswith("generator."):
                each.cache_clear()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Run fast tests first."""
        items.sort(key=lambda item: item.nodeid.startswith(_SLOW))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object]
    ) -> Generator[None, object, object]:
        """Note what a fixture reaches that several tests share."""
        if fixturedef.scope == "function":
            return (yield)
        reached = _reached_functions()
        before = set(reached)
        reached.clear()
        try:
            return (yield)
        finally:
            self._reached[fixturedef.argname] = frozenset(reached)
            reached |= before

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """Count what its shared fixtures reached for each test, not only for the first."""
        for name in getattr(item, "fixturenames", ()):
            _reached_functions().update(self._reached.get(name, ()))


def _reached_functions() -> set[str]:
    from mutmut.state import state

    reached: set[str] = state()._stats
    return reached
