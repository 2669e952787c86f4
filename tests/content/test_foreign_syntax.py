"""The syntax of other programs: each kind is reported once in a file, and its text stays."""

from __future__ import annotations

import pytest

from generator.content.markdown.document import MarkdownConverter
from generator.problems import Problem


def _convert(text: str) -> tuple[str, tuple[Problem, ...]]:
    body, problems = MarkdownConverter().render(text, path="strike.en.md")
    return "".join(body.segments), problems


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dead:: 12\n\nHurt:: 3", "Dead:: 12"),
        ("- **Dead**:: 12", "**Dead**:: 12"),
        ("القتلى:: ١٢", "القتلى:: ١٢"),
        ("See [dead:: 12] and (hurt:: 3).", "[dead:: 12]"),
        ("$$a^2$$", "$$a^2$$"),
        ("*[UN]: United Nations", "*[UN]: United Nations"),
        ("10 m^2^ of H~2~O", "^2^"),
        ("Water is H~2~O.", "~2~"),
        ("Text^[A note.] more", "^[A note.]"),
        ("It is said [@who2020, p. 3].", "[@who2020, p. 3]"),
        ("Good :smile:", ":smile:"),
        ("| one\n| two", "| one"),
        ("+---+---+\n| a | b |\n+---+---+", "+---+---+"),
        ("#. one\n#. two", "#. one"),
        ("١- أول\n٢- ثان", "١- أول"),
        ("أ- واحد\nب- اثنان", "أ- واحد"),
        ("• one\n• two", "• one"),
        ("(1) one\n(2) two", "(1) one"),
        ("a. one\nb. two", "a. one"),
        ("| a |\n|---|\n| 1 |\n\n: The caption", ": The caption"),
        ("Costs $x_1$ more", "$x_1$"),
        (r"\begin{equation}", r"\begin{equation}"),
        ('=== "One"', '=== "One"'),
        (".. image:: a.png", ".. image:: a.png"),
        ("Place  Dead\n-----  ----", "-----  ----"),
        ("Text [toc] more", "[toc]"),
        (r"\[caption id='a'\]Smoke\[/caption\]", r"[caption id='a'\]"),
        ('[rev_slider alias="x"]', '[rev_slider alias="x"]'),
        ("[b]Dead[/b]", "[/b]"),
        ("<% tp.date.now() %>", "<% tp.date.now() %>"),
        ("Text {: .user-a} more", "{: .user-a}"),
        ("[Text]{.user-a}", "{.user-a}"),
        ("Text\n\n{: .user-a}", "{: .user-a}"),
        ("Text\n{: .note}", "note"),
        ("**Text**{: .note}", "note"),
        ("# Text {.note}", "note"),
        ('{: class="user-a note"}\nText', "note"),
        ("::: columns\nText\n:::", "::: columns"),
        ("~~~ mermaid\ngraph\n~~~", "~~~ mermaid"),
        ("```mermaid\ngraph\n```", "```mermaid"),
        ("Text. ^a1b2c3", "^a1b2c3"),
    ],
)
def test_each_kind_is_reported_once(text: str, shown: str) -> None:
    _, problems = _convert(f"{text}\n\n{text}")
    (problem,) = problems
    assert problem.code == "markup-foreign"
    assert problem.message.startswith((f"'{shown}'", f"the class '{shown}'"))
    assert problem.line
    assert problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "`Dead:: 12` and std::vector and a::b",
        "At 10:30:45, at https://example.org/:a:/ and 5:a:b",
        "m^2 and a^b and c ^2",
        "~2003 and a~b",
        "From $5 to $6, and C:\\news",
        "2003-2011\n2012-2013\ne.g. x\ni.e. y",
        "- - -\n\n--- --- ---",
        "— One line of a dialog",
        "Text\n{: .user-a}",
        "**Text**{.user-a} and [a](#x){: .user-a}\n\n# X",
        "::: {.user-a}\nText\n:::",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "`[toc]` and `{.a}` and `:smile:`",
        r"\{: .a} and \^abc",
        "[toc](#x) and [TOC][x]\n\n[x]: #x\n\n# X",
        "[تنبيه] and [note] and [1]",
    ],
)
def test_what_is_not_of_another_program_is_not_reported(text: str) -> None:
    assert _convert(text)[1] == ()


@pytest.mark.parametrize("text", ["[TOC]", "[toc]", "[[toc]]", "[[TOC]]", "[[_TOC_]]"])
def test_each_way_to_ask_for_a_table_of_contents(text: str) -> None:
    html, problems = _convert(f"{text}\n\n# One")
    assert '<div class="toc">\n<ul>\n<li><a href="#one">One</a></li>' in html
    assert not problems


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("{: .user-a}\nText", '<p class="user-a">Text</p>'),
        ("One\n\n{: #b .user-a}\n## Two", '<p>One</p>\n<h2 class="user-a" id="b">Two</h2>'),
        ("{:.user-a}\n- one", '<ul class="user-a">\n<li>one</li>\n</ul>'),
        ("> {: .user-a}\n> Text", '<blockquote>\n<p class="user-a">Text</p>\n</blockquote>'),
    ],
)
def test_an_attribute_list_may_be_before_its_block(text: str, html: str) -> None:
    assert _convert(text) == (html, ())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Text. ^a-b", '<p id="a-b">Text.</p>'),
        ("- one ^ab12\n- two", '<ul>\n<li id="ab12">one</li>\n<li>two</li>\n</ul>'),
        ("> one\n\n^quote", '<blockquote id="quote">\n<p>one</p>\n</blockquote>'),
        ("[[#^abc|See]]\n\nText ^abc", '<p><a href="#abc">See</a></p>\n<p id="abc">Text</p>'),
    ],
)
def test_the_name_of_a_block_in_obsidian_becomes_its_anchor(text: str, html: str) -> None:
    assert _convert(text)[0] == html


def test_the_block_of_a_directive_has_the_attributes_of_its_list() -> None:
    html, problems = _convert("::: {.user-a dir=rtl} :::\nText\n:::\n\n::: {.warning}\nText\n:::")
    assert html.startswith(
        '<div class="user-a" dir="rtl">\n<p>Text</p>\n</div>\n<aside class="callout'
    )
    assert not problems


def test_the_title_of_an_unknown_directive_stays() -> None:
    html, _ = _convert("::: details The *title*\nText\n:::")
    assert html == "<div>\n<p>The <em>title</em></p>\n<p>Text</p>\n</div>"


@pytest.mark.parametrize(
    ("text", "line"),
    [("Text\n\n```\ncode", 3), ("Title\n~~~~~\n\nText", 2), ("- a\n\n  ``` x\n  b", 3)],
)
def test_code_that_is_not_closed_is_reported(text: str, line: int) -> None:
    _, (problem,) = _convert(text)
    assert (problem.code, problem.line) == ("markup-unclosed", line)


@pytest.mark.parametrize(
    "text", ["```\ncode\n```", "> ```\n> code\n\nText", "- ```\n  code\n\nText"]
)
def test_code_that_is_closed_or_ends_with_what_contains_it_is_not_reported(text: str) -> None:
    assert _convert(text)[1] == ()


def test_the_width_after_the_description_of_an_image_is_not_a_part_of_it() -> None:
    html, _ = _convert("![Smoke|300](a.png) ![Smoke|300x200](b.png) ![Smoke|rising](c.png)")
    assert 'alt="Smoke" ' in html
    assert 'alt="Smoke|rising"' in html
    assert "300" not in html
