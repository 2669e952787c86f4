"""The fast path gives the same HTML as Python-Markdown, byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.markdown.fast_path import FastPathExtension, blocks, inline
from generator.content.markdown.parser import create_parser

STOCK = create_parser(fences=True)
FAST = create_parser(fences=True, extra=(FastPathExtension(),))
SAMPLE = sorted((Path(__file__).parents[2] / "content").rglob("*.md"))

CATALOGUE = (Path(__file__).parent / "markup_catalogue.txt").read_text("utf-8").split("\n=====\n")


def assert_equal(text: str) -> None:
    assert FAST.reset().convert(text) == STOCK.reset().convert(text)


def any_differs() -> bool:
    broken = create_parser(fences=True, extra=(FastPathExtension(),))
    return any(broken.reset().convert(text) != STOCK.reset().convert(text) for text in CATALOGUE)


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


# The serializer handles entities as their pattern does, so no text shows that it is missing.
SEEN = set(inline.TRIGGERS) - {"entity"}


@pytest.mark.parametrize("name", sorted(SEEN))
def test_the_catalogue_would_notice_a_wrong_trigger(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline, "TRIGGERS", {**inline.TRIGGERS, name: ("\x00",)})
    assert any_differs()


@pytest.mark.parametrize("mark", sorted(blocks.BLOCK_MARKERS))
def test_a_missing_start_of_a_block_would_be_noticed(
    mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_MARKERS", blocks.BLOCK_MARKERS - {mark})
    assert any_differs()


@pytest.mark.parametrize("mark", ["#", "=", "\\-", "_", "*", ":", ">", "\\["])
def test_a_missing_start_of_a_line_would_be_noticed(
    mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern = blocks.MARKED_LINE.pattern
    assert mark in pattern
    monkeypatch.setattr(blocks, "MARKED_LINE", re.compile(pattern.replace(mark, "", 1)))
    assert any_differs()


def test_an_inline_pattern_that_is_not_known_is_refused() -> None:
    markdown = create_parser(extra=(FastPathExtension(),))
    markdown.inlinePatterns.register(markdown.inlinePatterns["link"], "unknown", 1)
    with pytest.raises(TypeError, match="not an inline pattern that the fast path supports"):
        markdown.convert("a *b*")
