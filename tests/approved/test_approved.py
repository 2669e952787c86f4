"""Each published file of the chronology equals its reviewed and approved text."""

from __future__ import annotations

import difflib

import pytest

from tests.approved import (
    EXPECTED,
    captioned,
    captions,
    describe_output,
    expected_file,
    publish,
)

APPROVED = sorted(
    path.relative_to(EXPECTED).as_posix().removesuffix(".txt") for path in EXPECTED.rglob("*.txt")
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return describe_output(publish(tmp_path_factory.mktemp("approved") / "site"))


def test_every_published_file_is_approved_and_no_other(published: dict[str, str]) -> None:
    assert sorted(published) == APPROVED


def test_every_approved_text_says_what_it_shows() -> None:
    assert sorted(captions()) == APPROVED


@pytest.mark.parametrize("file", APPROVED)
def test_it_is_as_approved(file: str, published: dict[str, str]) -> None:
    approved = expected_file(file).read_text("utf-8")
    text = captioned(captions()[file], published[file])
    changes = difflib.unified_diff(
        approved.splitlines(), text.splitlines(), "approved", "published", lineterm="", n=2
    )
    assert text == approved, "\n".join(("", *changes, "if it is meant: make approve"))
