"""The parts of Python-Markdown that the fast path replaces have the shape that it expects.

The fast path depends on internals that no release of Python-Markdown promises to keep, so
pyproject.toml allows only minor versions with which these tests have passed. If one fails, adapt
the file that the message names, run tests/content/test_fast_path.py, and move the bound.
"""

from __future__ import annotations

import inspect
import re
import tomllib
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import pytest
from markdown import blockprocessors, inlinepatterns, preprocessors, serializers, treeprocessors
from markdown import util as markdown_util
from markdown.extensions import attr_list, def_list, tables, toc

from generator.content.markdown.fast_path.inline import TRIGGERS
from generator.content.markdown.parser import create_parser
from tests.support import ROOT

_FAST_PATH = "generator/content/markdown/fast_path"


def new_parser() -> Any:
    """Return a parser whose internals, for which there are no types, can be read."""
    return create_parser()


def explain(file: str, what: str) -> str:
    version = markdown.__version__
    return f"Python-Markdown {version}: {what}; adapt {_FAST_PATH}/{file}"


def test_the_installed_version_is_within_the_tested_range() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    [bounds] = [
        each for each in settings["project"]["dependencies"] if each.startswith("markdown>")
    ]
    found = re.fullmatch(r"markdown>=(\d+)\.(\d+),<(\d+)\.(\d+)", bounds)
    assert found is not None, bounds
    first, last = (int(found[1]), int(found[2])), (int(found[3]), int(found[4]))
    installed = markdown.__version_info__[:2]
    assert first <= installed < last, explain("__init__.py", f"pyproject.toml asks for {bounds}")


@pytest.mark.parametrize(
    ("file", "registry", "name", "kind", "priority"),
    [
        ("text.py", "preprocessors", "normalize_whitespace", preprocessors.NormalizeWhitespace, 30),
        ("text.py", "preprocessors", "html_block", preprocessors.HtmlBlockPreprocessor, 20),
        ("blocks.py", "blocks", "table", tables.TableProcessor, 75),
        ("blocks.py", "blocks", "hashheader", blockprocessors.HashHeaderProcessor, 70),
        ("blocks.py", "blocks", "setextheader", blockprocessors.SetextHeaderProcessor, 60),
        ("blocks.py", "blocks", "hr", blockprocessors.HRProcessor, 50),
        ("blocks.py", "blocks", "deflist", def_list.DefListProcessor, 25),
        ("blocks.py", "blocks", "quote", blockprocessors.BlockQuoteProcessor, 20),
        ("blocks.py", "blocks", "paragraph", blockprocessors.ParagraphProcessor, 10),
        ("inline.py", "treeprocessors", "inline", treeprocessors.InlineProcessor, 20),
        ("tree.py", "treeprocessors", "prettify", treeprocessors.PrettifyTreeprocessor, 10),
        ("tree.py", "treeprocessors", "attr_list", attr_list.AttrListTreeprocessor, 8),
        ("tree.py", "treeprocessors", "toc", toc.TocTreeprocessor, 5),
        ("tree.py", "treeprocessors", "unescape", treeprocessors.UnescapeTreeprocessor, 0),
    ],
)
def test_a_replaced_processor_has_its_name_its_class_and_its_priority(
    file: str, registry: str, name: str, kind: type, priority: int
) -> None:
    parser = new_parser()
    processors = (
        parser.parser.blockprocessors if registry == "blocks" else getattr(parser, registry)
    )
    assert name in processors, explain(file, f"there is no processor '{name}' in {registry}")
    assert type(processors[name]) is kind, explain(file, f"'{name}' has another class")
    names = [item.name for item in processors._priority]
    # A processor registered at the same priority is put after those that have it.
    above = [item.name for item in processors._priority if item.priority > priority]
    assert names[: len(above) + 1][-1] == name, explain(file, f"'{name}' has another priority")


def test_the_inline_patterns_are_those_whose_triggers_are_known() -> None:
    patterns = new_parser().inlinePatterns
    names = {item.name for item in patterns._priority}
    known = {*TRIGGERS, "not_strong", "em_strong2"}
    assert names <= known, explain("inline.py", f"new inline patterns {sorted(names - known)}")
    assert names >= TRIGGERS.keys(), explain("inline.py", "inline patterns are missing")
    for pattern in patterns:
        assert isinstance(pattern, inlinepatterns.InlineProcessor), explain(
            "inline.py", f"{type(pattern).__name__} is not an InlineProcessor"
        )
        assert not pattern.ANCESTOR_EXCLUDES, explain(
            "inline.py", f"{type(pattern).__name__} depends on its ancestors"
        )


@pytest.mark.parametrize(
    ("file", "function", "parameters"),
    [
        ("inline.py", inlinepatterns.InlineProcessor.handleMatch, ["self", "m", "data"]),
        ("inline.py", treeprocessors.InlineProcessor.run, ["self", "tree", "ancestors"]),
        ("tree.py", vars(treeprocessors.PrettifyTreeprocessor)["_prettifyETree"], ["self", "elem"]),
        ("tree.py", treeprocessors.UnescapeTreeprocessor.unescape, ["self", "text"]),
        ("tree.py", toc.TocTreeprocessor.set_level, ["self", "elem"]),
        ("tree.py", toc.unique, ["id", "ids", "counters"]),
        ("tree.py", toc.render_inner_html, ["el", "md"]),
        ("tree.py", toc.remove_fnrefs, ["root"]),
        ("tree.py", toc.strip_tags, ["text"]),
        ("blocks.py", blockprocessors.ParagraphProcessor.run, ["self", "parent", "blocks"]),
        ("text.py", preprocessors.NormalizeWhitespace.run, ["self", "lines"]),
    ],
)
def test_what_the_fast_path_calls_or_overrides_takes_the_same_parameters(
    file: str, function: object, parameters: list[str]
) -> None:
    assert callable(function)
    found = [*inspect.signature(function).parameters][: len(parameters)]
    assert found == parameters, explain(file, f"{function} takes {found}")


def test_placeholders_and_tables_of_elements_have_the_same_form() -> None:
    message = explain("inline.py", "inline placeholders have another form")
    assert markdown_util.INLINE_PLACEHOLDER % "0007" == "\x02klzzwxh:0007\x03", message
    match = markdown_util.INLINE_PLACEHOLDER_RE.search("\x02klzzwxh:0007\x03")
    assert match is not None, message
    assert match[1] == "0007", message
    message = explain("tree.py", "the serializer has other tables")
    assert {"p", "div", "table", "blockquote"} <= set(markdown_util.BLOCK_LEVEL_ELEMENTS), message
    assert "br" in vars(serializers)["HTML_EMPTY"], message
    assert serializers.RE_AMP.sub("&amp;", "a & b &amp; c") == "a &amp; b &amp; c", message


def test_the_contents_processor_keeps_its_settings() -> None:
    stock = new_parser().treeprocessors["toc"]
    for name in ("use_anchors", "use_permalinks", "marker", "slugify", "sep"):
        assert hasattr(stock, name), explain("tree.py", f"TocTreeprocessor has no '{name}'")
    heading = Element("h2")
    stock.set_level(heading)
    assert heading.tag == "h2", explain("tree.py", "headings are renumbered")


def test_a_parser_looks_its_serializer_up_by_the_name_of_its_format() -> None:
    parser = new_parser()
    parser.output_formats = {"html": lambda _: "<div>\nserialized\n</div>"}
    parser.set_output_format("html")
    assert parser.convert("text") == "serialized", explain("__init__.py", "another serializer")
