"""Comments of other programs: they are never published, and each is reported."""

from __future__ import annotations

import pytest

from generator.content.markdown.document import MarkdownConverter
from generator.problems import Severity

_COMMENTS = (
    ("%%", "%%"),
    ("%%%", "%%"),
    ("{::comment}", "{:/comment}"),
    ("{::comment}", "{:/}"),
    ("{% comment %}", "{% endcomment %}"),
    ('{%- comment "note" -%}', "{%- endcomment -%}"),
    ("{% #", "%}"),
    ("{{< comment >}}", "{{< /comment >}}"),
    ("{{% comment %}}", "{{% /comment %}}"),
    ("{{/*", "*/}}"),
    ("{{- /*", "*/ -}}"),
    ("{{!--", "--}}"),
    ("{{!", "}}"),
    ("{#", "#}"),
    ("{/*", "*/}"),
    ("<%#", "%>"),
    ("<%--", "--%>"),
)
_PLACES = {
    "a paragraph": "a {} secret {} b",
    "blocks": "{}\nsecret\n\n# secret\n\n- secret\n{}\n\nb",
    "an item": "- a\n\n  {} secret\n\n  - secret {}\n- b",
    "an indented item": "1.  a\n\n    {} secret {}\n\nb",
    "a heading": "# a {} secret {} b",
    "a cell": "a | b\n--|--\n{} secret {} | b",
    "HTML": "<div>\n{} secret\n\nsecret {}\n</div>\n\nb",
    "Markdown in HTML": '<div markdown="1">\n{}\n\nsecret\n{}\n</div>\n\nb',
    "a footnote": "b[^1]\n\n[^1]: a\n\n    {} secret {}",
    "a fence": "{}\n```\nsecret\n{}\nb",
    "text after quoted code": "> ```\n> a\n\n{} secret {}\n\nb",
    "text after code in an item": "- a\n  ```\n  a\n{} secret {}\n\nb",
}
_CODE = ("`{} a {}`", "``` text\n{} a\n{}\n```", "a\n\n    {} a {}", "> ~~~\n> {} a {}\n> ~~~")


def _convert(text: str) -> tuple[str, list[tuple[str, Severity]]]:
    body, problems = MarkdownConverter().render(text, path="strike.en.md")
    return "".join(body.segments), [(each.code, each.severity) for each in problems]


@pytest.mark.parametrize(("start", "end"), _COMMENTS)
@pytest.mark.parametrize("place", _PLACES)
def test_a_comment_is_left_out_with_a_warning(place: str, start: str, end: str) -> None:
    html, problems = _convert(_PLACES[place].format(start, end))
    assert "secret" not in html
    assert "b" in html
    assert problems == [("markup-foreign", Severity.WARNING)]


@pytest.mark.parametrize(("start", "end"), _COMMENTS)
@pytest.mark.parametrize("code", _CODE)
def test_a_comment_in_code_is_code(code: str, start: str, end: str) -> None:
    html, problems = _convert(code.format(start, end))
    assert "<code" in html
    assert " a" in html
    assert not problems


@pytest.mark.parametrize(("start", "end"), _COMMENTS)
def test_a_comment_that_is_not_closed_is_an_error(start: str, end: str) -> None:
    html, problems = _convert(f"a\n\n{start} secret\n\nsecret")
    assert html == "<p>a</p>"
    assert problems == [("markup-unclosed", Severity.ERROR)]


@pytest.mark.parametrize("before", ["2019", "٢٠١٩", "word", "كلمة", "(2019)", "2019%"])
@pytest.mark.parametrize(
    "comment", ["%%secret%%", "%% secret%%", "%% secret %%", "%%secret %%", "%% 1\n\nsecret%%"]
)
def test_a_comment_of_obsidian_may_begin_after_a_letter_or_a_digit(
    before: str, comment: str
) -> None:
    html, problems = _convert(f"a {before}{comment} b")
    assert "secret" not in html
    assert html.endswith(("<p>b</p>", " b</p>"))
    assert problems == [("markup-foreign", Severity.WARNING)]


def test_percent_signs_of_a_number_are_not_the_start_of_the_next_comment() -> None:
    html, problems = _convert("a 50%%. b %%secret%%, (%%secret%%)")
    assert html == "<p>a 50%%. b , ()</p>"
    assert len(problems) == 2


def test_text_between_two_numbers_with_percent_signs_must_be_decided_by_its_author() -> None:
    for text in ("2019%% secret 7%% b", "50%% and ٥٠%%, 60%%"):
        _, problems = _convert(text)
        assert problems == [("markup-foreign", Severity.ERROR)]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- secret",
        "a <!-- secret\n\nsecret -->",
        "- a <!-- secret\n- b -->",
        "> <!-- secret\n\nb",
        "<div>\n<!-- secret\n\nsecret -->\n</div>\n\nb",
        "<div><!-- a --> <!-- secret</div>\n\nb",
        "<?php secret\n\nb",
        "a <?php secret\n\nb ?>",
    ],
)
def test_a_comment_of_html_that_is_not_closed_is_an_error(text: str) -> None:
    _, problems = _convert(text)
    assert problems == [("markup-unclosed", Severity.ERROR)]


@pytest.mark.parametrize(
    "text", ["`<!--` a", "a <!-- b -- c --> d", "<!-->", "<div><!-- a -->b</div>", "a <?b?>"]
)
def test_a_comment_of_html_that_is_closed_is_no_problem(text: str) -> None:
    assert not _convert(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        '[a](b.md "<!-- secret -->")',
        '![a](b.png "a <!-- secret --> b")',
        '[a]: b.md "a <!-- secret -->"\n\n[a]',
        '<a href="b.md" title="a <!-- secret -->">b</a>',
        '<img src="b.png" alt="a <!-- secret -->">',
        "a {{<!-- secret -->}} b",
        "[//]: # (secret)\n\na",
    ],
)
def test_a_comment_in_a_title_or_a_description_is_not_published(text: str) -> None:
    html, problems = _convert(text)
    assert "secret" not in html
    assert not problems


@pytest.mark.parametrize("place", ["a\n{}\nb", "- a\n{}\n- b", "> a\n> {}\n> b"])
@pytest.mark.parametrize(
    "comment", ["[//]: # (secret)", '[comment]: <> "secret"', "[#]: # 'secret'"]
)
def test_a_comment_among_the_lines_of_a_paragraph_is_left_out(place: str, comment: str) -> None:
    html, problems = _convert(place.format(comment))
    assert "secret" not in html
    assert "a" in html
    assert "b" in html
    assert problems == [("markup-foreign", Severity.WARNING)]


@pytest.mark.parametrize("name", ["hidden", "comment", "private", "{.hidden}"])
def test_a_directive_for_what_is_not_for_readers_is_left_out(name: str) -> None:
    html, problems = _convert(f"a\n\n::: {name}\nsecret\n\nsecret\n:::\n\nb")
    assert "secret" not in html
    assert problems == [("markup-removed", Severity.WARNING)]


def test_every_comment_is_reported() -> None:
    html, problems = _convert("a %% secret %% b %%\n\nsecret %%\n\n{# secret #}\n\n%% secret %%")
    assert "secret" not in html
    assert len(problems) == 4


def test_a_comment_that_is_taken_for_code_is_an_error() -> None:
    # The backticks are in different blocks, so that they are not those of code.
    for start, end in _COMMENTS:
        _, problems = _convert(f"a ` b\n- {start} secret ` {end}")
        assert ("markup-unclosed", Severity.ERROR) in problems


@pytest.mark.parametrize("text", ["50%% a", "%%%%%% a", r"\%\% a", r"\{# a #}", "# a {#b}"])
def test_text_that_is_similar_to_a_comment_stays(text: str) -> None:
    html, problems = _convert(text)
    assert "a" in html
    assert not problems


def test_a_blank_text_has_none_of_the_text_before_it() -> None:
    converter = MarkdownConverter()
    for text, count in (("\n%% a %% {{< b >}}", 2), ("", 0), (" \n", 0)):
        _, problems = converter.render(text, path="strike.en.md")
        assert len(problems) == count
