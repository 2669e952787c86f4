"""A short run of the drill in `tests/tabs.py`; the long one is run by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.support.soak import Author, run_soak_test

EDITS = 15


def edits(author: Author, wander: Callable[[], None]) -> None:
    """As fast as they come: many are made while others are being read."""
    for _ in range(EDITS):
        author.edit()
        wander()


def test_no_tab_misses_the_last_edit_and_nothing_grows(browser: Browser, tmp_path: Path) -> None:
    found = run_soak_test(tmp_path, browser, tabs=5, seed=3, rounds=2, a_round=edits)
    assert found.edits == 3 * EDITS
    assert found.stale_tabs == ()
    assert found.stale_pages == ()
    assert found.errors == ()
    (before, tabs_before), (after, tabs_after) = found.measures
    # A pool may take on a thread or two; an edit that left one behind would add as many as there
    # were edits.
    assert after.threads <= before.threads + 3
    # A browser keeps up to six connections to a server.
    assert after.files <= before.files + 6
    # A document of a page that was left, and one that was fetched, may be there for a while.
    assert tabs_after.documents <= tabs_before.documents + 5
