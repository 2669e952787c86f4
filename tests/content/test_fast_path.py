"""Skipping what a text does not need gives the same HTML, byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from generator.content.markdown.parser import CommonMarkParser, create_parser
from generator.content.markdown.syntax import blocks, inlines

THOROUGH = create_parser(shortcuts=False)
FAST = create_parser()
SAMPLE = sorted((Path(__file__).parents[2] / "content").rglob("*.md"))

CATALOGUE = (Path(__file__).parent / "markup_catalogue.txt").read_text("utf-8").split("\n=====\n")


def convert(parser: Markdown, text: str) -> tuple[str, dict[str, str]]:
    """Return the HTML of a text, and the uses of foreign syntax in it."""
    html = parser.reset().convert(text)
    assert isinstance(parser.parser, CommonMarkParser)
    return html, parser.parser.structure.foreign.first_uses


def assert_equal(text: str) -> None:
    assert convert(FAST, text) == convert(THOROUGH, text)


def any_differs() -> bool:
    broken = create_parser()
    return any(convert(broken, text) != convert(THOROUGH, text) for text in CATALOGUE)


@pytest.mark.parametrize("text", CATALOGUE)
def test_each_kind_of_syntax(text: str) -> None:
    assert_equal(text)


def test_the_catalogue_is_not_too_small() -> None:
    assert len(set(CATALOGUE)) >= 150


@pytest.mark.parametrize("text", CATALOGUE)
def test_each_kind_of_syntax_within_a_list_a_quotation_and_a_note(text: str) -> None:
    assert_equal("- " + text.replace("\n", "\n    "))
    assert_equal("> " + text.replace("\n", "\n> "))
    assert_equal("a[^n]\n\n[^n]: " + text.replace("\n", "\n    "))


def test_the_whole_catalogue_as_one_text() -> None:
    assert_equal("\n\n".join(CATALOGUE))
    assert_equal("\n".join(CATALOGUE))


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_the_articles_of_the_sample(path: Path) -> None:
    assert_equal(path.read_text("utf-8").split("\n---\n", 1)[-1])


MARKS = st.sampled_from(
    [
        *"*_`[]()<>!&#|:-+=~\\{}^\"'./0123١٢ abكتاب\n\n\n \t\u00a0\u200f",
        *("**", "***", "__", "``", "```", "\n```\n", "~~~\n", "\n\n", "    ", "\n    ", "  \n"),
        *("\n- ", "\n* ", "\n1. ", "\n٣. ", "\n> ", "\n# ", "\n## ", "\n---\n", "\n===\n", "\n: "),
        *("[^1]", "\n[^1]: ", "[a][b]", "\n[b]: x.md\n", "[a](x.md)", "![a](b.png)", "](", "[TOC]"),
        *(
            "<b>",
            "</b>",
            "<div>",
            "</div>",
            "<!-- ",
            " -->",
            "<http://x.org>",
            "<a@b.c>",
            "<?",
            "?>",
        ),
        *(
            "&amp;",
            "&#38;",
            "&#38",
            "&x",
            "{: .a}",
            "{#i}",
            "{ .a b=c }",
            "\n| ",
            " | ",
            "\n--|--\n",
        ),
        *(
            "\\*",
            "\\_",
            "\\`",
            "\\\\",
            "\\[",
            "\x02",
            "\x03",
            "\r\n",
            "\r",
            "klzzwxh:0000",
            "wzxhzdk:0",
        ),
        *("كلمة ", "word ", "جملة، ", "* * *", "- - -", '"t"', "2014. ", "|", "=", "////", "؟"),
    ]
)


@settings(max_examples=400)
@given(st.lists(MARKS, max_size=40).map("".join))
def test_texts_of_marks_at_random(text: str) -> None:
    assert_equal(text)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(CATALOGUE), max_size=4), st.sampled_from(["\n", "\n\n", " ", ""]))
def test_snippets_side_by_side(snippets: list[str], between: str) -> None:
    assert_equal(between.join(snippets))


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_any_text_at_all(text: str) -> None:
    assert_equal(text)


@pytest.mark.parametrize("mark", sorted(blocks.MARKERS - {"\t"}))
def test_a_missing_start_of_a_block_would_be_noticed(
    mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "MARKERS", blocks.MARKERS - {mark})
    assert any_differs()


@pytest.mark.parametrize("mark", inlines.MARKS)
def test_a_missing_inline_mark_would_be_noticed(mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others = inlines.MARKS.replace(mark, "")
    monkeypatch.setattr(inlines, "MARKS", others)
    monkeypatch.setattr(inlines, "NEXT_MARK", re.compile(f"[{re.escape(others)}\\]\n!]"))
    assert any_differs()


@pytest.mark.parametrize("mark", inlines.RARE_MARKS)
def test_a_missing_rare_mark_would_be_noticed(mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others = tuple(each for each in inlines.RARE_MARKS if each != mark)
    monkeypatch.setattr(inlines, "RARE_MARKS", others)
    assert any_differs()
