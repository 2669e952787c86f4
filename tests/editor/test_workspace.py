"""The problems of a site that is being edited are those of a build."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import click
import pytest

from generator.console import format_problem
from generator.editor.workspace import Workspace
from generator.problems import Problem
from tests.catalogue import Case
from tests.site.test_catalogue import CASES, made_once
from tests.support import NOW, MakeSite, problems_in
from tests.support.files import write_tree
from tests.support.sources import article

# Shared by all cases of this module, too.
__all__ = ["made_once"]

_OTHER = "---\ntitle: Something else\ndate: 1999\nsource: X\n---\n\nText.\n"
# What only publishing finds: the output folder is none of the editor's business.
_OF_OUTPUT = ("output-", "file-large", "site-large")


def find(workspace: Workspace) -> set[Problem]:
    problems = chain.from_iterable(workspace.find_problems().values())
    return {each for each in problems if not each.code.startswith(_OF_OUTPUT)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_problems_are_those_of_a_build_whatever_was_typed_before(
    case: Case, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    files = dict(case.files)
    if any(path.startswith("content/") for path in files):
        files.setdefault("content/site.toml", 'exports = "none"\n')
    write_tree(folder, files)
    if case.make is not None:
        case.make(folder)
    workspace = Workspace(folder, lambda: NOW)
    workspace.open()
    problems = find(workspace)
    printed = chain.from_iterable(map(format_problem, sorted(problems)))
    problems_as_printed = set(problems_in(click.unstyle("\n".join(printed))))
    said = {each for each in problems_in(case.says) if not each.code.startswith(_OF_OUTPUT)}
    is_shortened = "\n  the same in " in case.says or " more with other values " in case.says
    if not case.arguments:
        assert said <= problems_as_printed if is_shortened else said == problems_as_printed
    for path in sorted(workspace.files if workspace.is_open else ()):
        data = (folder / path).read_bytes() if path.endswith(".md") else b""
        if data and path.isprintable() and b"\r" not in data and os.access(folder / path, os.R_OK):
            try:
                text = data.decode()
            except UnicodeDecodeError:
                continue
            workspace.edit(path, _OTHER)
            workspace.edit(path, text)
    assert find(workspace) == problems


def test_what_is_typed_counts_and_what_is_closed_does_not(site: MakeSite) -> None:
    folder = site({"content/a.en.md": article("A"), "content/b.en.md": article("B")})
    workspace = Workspace(folder, lambda: NOW)
    workspace.open()
    assert workspace.find_problems() == {}
    workspace.edit("content/a.en.md", article("A", more="related: [c]\n"))
    (problem,) = workspace.find_problems()["content/a.en.md"]
    assert problem.code == "related-unknown"
    workspace.edit("content/c.en.md", article("C"))
    assert workspace.find_problems() == {}
    workspace.close("content/a.en.md")
    workspace.open()
    assert workspace.find_problems() == {}


def test_settings_are_checked_while_they_are_typed(site: MakeSite) -> None:
    folder = site({"content/a.en.md": article("A"), "content/tags.toml": ""})
    workspace = Workspace(folder, lambda: NOW)
    workspace.open()
    workspace.edit("content/tags.toml", "[A]\nname = 'x'\n")
    assert [each.code for each in workspace.check_settings("content/tags.toml")] == ["registry-id"]


def test_a_site_without_articles_has_the_problem_of_a_build(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, lambda: NOW)
    workspace.open()
    assert not workspace.is_open
    assert [each.code for each in find(workspace)] == ["site-empty"]
