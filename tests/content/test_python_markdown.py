"""The parts of Python-Markdown that the parser replaces or calls have the shape that it expects.

`generator/content/markdown/parser.py` and `tree.py` depend on internals that no release of
Python-Markdown promises to keep, so pyproject.toml allows only minor versions with which these
tests have passed. If one fails, adapt the file that the message names, run tests/content, and move
the bound.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import pytest
from markdown import Markdown, blockparser, treeprocessors
from markdown import util as markdown_util
from markdown.extensions import footnotes, toc

from generator.content.markdown.parser import CommonMarkParser, CommonMarkTexts, create_parser
from tests.support import ROOT

_FOLDER = "generator/content/markdown"


def new_parser() -> Any:
    """Return a parser whose internals, for which there are no types, can be read."""
    return create_parser()


def explain(file: str, what: str) -> str:
    version = markdown.__version__
    return f"Python-Markdown {version}: {what}; adapt {_FOLDER}/{file}"


def test_the_installed_version_is_within_the_tested_range() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [bounds] = [
        each for each in settings["project"]["dependencies"] if each.startswith("markdown>")
    ]
    found = re.fullmatch(r"markdown>=(\d+)\.(\d+),<(\d+)\.(\d+)", bounds)
    assert found is not None, bounds
    first, last = (int(found[1]), int(found[2])), (int(found[3]), int(found[4]))
    installed = markdown.__version_info__[:2]
    assert first <= installed < last, explain("parser.py", f"pyproject.toml asks for {bounds}")


@pytest.mark.parametrize(
    ("registry", "names"),
    [
        ("preprocessors", {"normalize_whitespace", "html_block"}),
        ("treeprocessors", {"inline", "prettify", "unescape"}),
        ("postprocessors", {"raw_html", "amp_substitute"}),
    ],
)
def test_python_markdown_has_no_processors_but_those_that_are_replaced(
    registry: str, names: set[str]
) -> None:
    found = {item.name for item in getattr(Markdown(), registry)._priority}
    assert found == names, explain("parser.py", f"{registry} are {sorted(found)}")


def test_the_processors_run_in_this_order() -> None:
    parser = new_parser()
    parser.treeprocessors["inline"]  # sorts them
    names = [item.name for item in parser.treeprocessors._priority]
    expected = ["footnote", "inline", "footnote-duplicate", "prettify", "theme_html", "toc"]
    assert names == expected, explain("parser.py", f"tree processors are {names}")
    assert isinstance(parser.parser, CommonMarkParser)
    assert isinstance(parser.treeprocessors["inline"], CommonMarkTexts)


@pytest.mark.parametrize(
    ("file", "function", "parameters"),
    [
        ("parser.py", blockparser.BlockParser.parseDocument, ["self", "lines"]),
        ("parser.py", footnotes.FootnoteExtension.makeFootnotesDiv, ["self", "root"]),
        ("parser.py", footnotes.FootnoteExtension.makeFootnoteId, ["self", "id"]),
        ("parser.py", footnotes.FootnoteExtension.makeFootnoteRefId, ["self", "id", "found"]),
        ("tree.py", vars(treeprocessors.PrettifyTreeprocessor)["_prettifyETree"], ["self", "elem"]),
        ("tree.py", toc.TocTreeprocessor.set_level, ["self", "elem"]),
        ("tree.py", toc.unique, ["id", "ids", "counters"]),
        ("tree.py", toc.render_inner_html, ["el", "md"]),
        ("tree.py", toc.remove_fnrefs, ["root"]),
        ("tree.py", toc.strip_tags, ["text"]),
    ],
)
def test_what_is_called_or_overridden_takes_the_same_parameters(
    file: str, function: object, parameters: list[str]
) -> None:
    assert callable(function)
    found = [*inspect.signature(function).parameters][: len(parameters)]
    assert found == parameters, explain(file, f"{function} takes {found}")


def test_the_table_of_block_elements_has_the_same_form() -> None:
    message = explain("tree.py", "the table of block elements is another")
    assert {"p", "div", "table", "blockquote"} <= set(markdown_util.BLOCK_LEVEL_ELEMENTS), message


def test_the_contents_processor_keeps_its_settings() -> None:
    stock = toc.TocTreeprocessor(Markdown(), toc.TocExtension().getConfigs())
    for name in ("use_anchors", "use_permalinks", "marker", "slugify", "sep"):
        assert hasattr(stock, name), explain("tree.py", f"TocTreeprocessor has no '{name}'")
    heading = Element("h2")
    stock.set_level(heading)
    assert heading.tag == "h2", explain("tree.py", "headings are renumbered")


def test_a_parser_looks_its_serializer_up_by_the_name_of_its_format() -> None:
    parser = new_parser()
    parser.output_formats = {"html": lambda _: "<div>\nserialized\n</div>"}
    parser.set_output_format("html")
    assert parser.convert("text") == "serialized", explain("parser.py", "another serializer")
