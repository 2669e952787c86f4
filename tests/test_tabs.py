"""A short run of the drill in `tests/tabs.py`; the long one is run by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.tabs import Author, Outcome, drill

EDITS = 20


def edits(author: Author, wander: Callable[[], None]) -> None:
    """As fast as they come: many are made while others are being read."""
    for _ in range(EDITS):
        author.edit()
        wander()


@pytest.fixture(scope="module")
def outcome(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    root = tmp_path_factory.mktemp("tabs")
    return drill(root, browser, tabs=5, seed=3, rounds=2, a_round=edits)


def test_every_tab_shows_the_last_state_of_its_page(outcome: Outcome) -> None:
    assert outcome.edits == 3 * EDITS
    assert outcome.stale_tabs == ()
    assert outcome.errors == ()


def test_the_server_serves_what_one_serves_that_is_started_last(outcome: Outcome) -> None:
    assert outcome.stale_pages == ()


def test_nothing_grows(outcome: Outcome) -> None:
    (before, tabs_before), (after, tabs_after) = outcome.measures
    assert after.threads == before.threads
    assert after.files == before.files
    # A document of a page that was left, and one that was fetched, may be there for a while.
    assert tabs_after.documents <= tabs_before.documents + 5
