"""The documentation: every relative link leads to a file, and every anchor to a heading."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT

PAGES = tuple(
    sorted(
        path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
    )
)
_FENCE = re.compile(r"(?ms)^ *```.*?^ *```$|^(?: {4}.*\n)+|`[^`\n]+`")
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"(?m)^#+ (?P<text>.+)$")


def anchors(text: str) -> set[str]:
    """Return the anchor of each heading as GitHub makes it."""
    without_code = re.sub(r"(?ms)^```.*?^```$", "", text)
    plain = (found["text"].strip().lower() for found in _HEADING.finditer(without_code))
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


def relative_links(page: str) -> Iterator[str]:
    """Return the targets of a page's links except those to other sites."""
    text = _FENCE.sub("", (ROOT / page).read_text(encoding="utf-8"))
    for found in _LINK.finditer(text):
        if "://" not in found["target"] and not found["target"].startswith("mailto:"):
            yield found["target"]


@pytest.mark.parametrize("page", PAGES)
def test_relative_links_have_targets(page: str) -> None:
    for target in relative_links(page):
        path, _, anchor = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        assert file.exists(), f"{page}: {target}: no such file"
        if anchor:
            assert anchor in anchors(file.read_text(encoding="utf-8")), f"{page}: {target}"


def test_every_page_can_be_reached_from_the_home_page() -> None:
    front = set(relative_links("docs/index.md"))
    assert {Path(page).name for page in PAGES if page.startswith("docs/")} - front == {"index.md"}
    assert {"../ARCHITECTURE.md", "../CHANGELOG.md"} <= front


def test_each_dependency_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    required = [*project["dependencies"], *extras["dev"], *extras["bench"]]
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    explained = set(re.findall(r"[a-z0-9][a-z0-9-]*", text))
    assert [line for line in required if re.split(r"[^a-z0-9-]", line)[0] not in explained] == []


def test_every_template_is_in_the_theme_guide() -> None:
    text = (ROOT / "docs/theme-guide.md").read_text(encoding="utf-8")
    templates = {
        path.relative_to(ROOT / "templates").as_posix() for path in ROOT.glob("templates/**/*.html")
    }
    assert templates == set(re.findall(r"(?m)^\| `([\w/-]+\.html)` \|", text))


def test_the_readme_fits_one_screen_and_a_half() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 75
