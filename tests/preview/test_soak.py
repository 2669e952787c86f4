"""A short run of the soak test; `python -m tests.support.soak` runs a long one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.soak import Author, run_soak_test

EDITS = 15


def edits(author: Author, navigate: Callable[[], None]) -> None:
    """Edit without pauses: many edits are made while others are being read."""
    for _ in range(EDITS):
        author.edit()
        navigate()


# The server is another process, which makes share pictures: so must the new session that it is
# compared with.
@pytest.mark.usefixtures("share_cards")
def test_no_tab_misses_the_last_edit_and_nothing_grows(browser: Browser, tmp_path: Path) -> None:
    result = run_soak_test(tmp_path, browser, tabs=5, seed=3, rounds=2, run_round=edits)
    assert result.edits == 3 * EDITS
    assert result.stale_tabs == ()
    assert result.stale_pages == ()
    assert result.errors == ()
    (before, tabs_before), (after, tabs_after) = result.measures
    # A pool may start a few threads; a leak would add one thread for each edit.
    assert after.threads <= before.threads + 3
    # A browser keeps up to six connections to a server.
    assert after.files <= before.files + 6
    # Documents of pages that were left or fetched may remain for a while.
    assert tabs_after.documents <= tabs_before.documents + 5
