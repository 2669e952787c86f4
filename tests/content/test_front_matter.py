"""Front matter: where it starts and ends, its YAML, and the mistakes people make in it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.content import front_matter, nodes
from generator.content.parse import parse_article
from generator.model import (
    SourceFile,
)
from generator.problem_collector import ProblemCollector
from tests.content.helpers import PATH, SITE, fields, hints, read


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("---\ntitle: T\n---\nbody", "body", 4),
        ("---\ntitle: T\n---\n\n \n\nbody\n\nmore\n", "body\n\nmore", 7),
        ("\ufeff---\r\ntitle: T\r\n---\r\n\r\nbody\r\n", "body", 5),
        ("\n\n---\ntitle: T\n---\nbody", "body", 6),
        ("-----\ntitle: T\n----  \nbody", "body", 4),
        ("---\ntitle: T\n---", "", 3),
        ("---\ntitle: T\n---\n\n", "", 3),
        # Markdown needs the indent of code, and a rule in the body closes nothing.
        ("---\ntitle: T\n---\n\n    code\n\n---\n", "    code\n\n---", 5),
        ("+++\ntitle = 'T'\n+++\nbody", "body", 4),
        ("+++\ntitle = 'T'\n+++\n\n \n\nbody\n\nmore\n", "body\n\nmore", 7),
        ("\ufeff+++\r\ntitle = 'T'\r\n+++\r\n\r\nbody\r\n", "body", 5),
        ("\n\n+++\ntitle = 'T'\n+++  \nbody", "body", 6),
        ("+++\ntitle = 'T'\n+++", "", 3),
        ("+++\ntitle = 'T'\n+++\n\n    code\n\n+++\n", "    code\n\n+++", 5),
    ],
)
def test_the_body_starts_on_its_line(text: str, body: str, line: int) -> None:
    article, text_of_body, problems = read(text)
    assert article is not None
    assert (text_of_body.rstrip("\n"), article.body_line, problems) == (body, line, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 error front-matter-missing the file is empty"),
        ("body", "1:1 error front-matter-missing the file does not start with front matter"),
        ("\n\nbody", "3:1 error front-matter-missing the file does not start with front matter"),
        ("text\n---\ntitle: T\n---\n", "1:1 error front-matter-missing there is text above"),
        ("\n---\ntitle: T\n", "2:1 error front-matter-unclosed the front matter is not closed"),
        ("---", "1:1 error front-matter-unclosed the front matter is not closed"),
        ("---\n- a\n---\n", "2:1 error front-matter-type the front matter does not consist"),
        ("---\na\n---\n", "2:1 error front-matter-type the front matter does not consist"),
        ("---\n" + "a" * 100_001 + "\n---\n", "1:1 error front-matter-long the front matter has"),
    ],
)
def test_front_matter_must_exist_and_be_a_mapping(text: str, expected: str) -> None:
    article, body, problems = read(text)
    assert (article, body, len(problems)) == (None, "", 1)
    assert problems[0].startswith(expected)


@pytest.mark.parametrize("text", ["---\n---\n", "---\n# nothing\n---\n", "---\n\n---\n"])
def test_empty_front_matter_has_no_title(text: str) -> None:
    article, _, problems = read(text)
    assert article is not None
    assert problems == ["1:1 error title-missing 'title' is missing"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+++\ntitle = 'T'\n", "1:1 error front-matter-unclosed the front matter is not closed"),
        ("\n+++\ntitle = 'T'\n++\n", "4:1 error front-matter-unclosed this line does not close"),
        ('{"title": "T"}\n', "1:1 error front-matter-missing the front matter is JSON"),
        ("---\ntitle: T\n--\n", "3:1 error front-matter-unclosed this line does not close"),
        ("\n---\ntitle: T\n  ---\n", "4:1 error front-matter-unclosed this line does not close"),
        ("\n \n", "1:1 error front-matter-missing the file is empty"),
    ],
)
def test_almost_front_matter_is_recognized(text: str, expected: str) -> None:
    assert [problem[: len(expected)] for problem in read(text)[2]] == [expected]


def test_items_without_a_space_and_values_split_by_a_comma_are_errors() -> None:
    assert read("---\ntitle: T\ntags:\n  -Gaza\n  -Yemen\n---\n")[2] == [
        "4:3 error yaml-invalid a space is missing after the hyphen"
    ]
    assert read("---\ntitle: T\ndate:\n  -0043\n---\n")[2] == []
    note = "corrections: [{date: 2024, note: Two, not three}]"
    assert read(f"---\ntitle: T\n{note}\n---\n")[2] == [
        "3:39 error yaml-comma the comma before 'not three' ends the value before it"
    ]


def test_dashes_of_word_processors_are_recognized() -> None:
    problem = parse_article(SourceFile(PATH, "—-\ntitle: T\n—-\n".encode()), SITE)[2][0]
    assert problem.hint == "write three hyphens at its start: ---"


def test_other_encodings_and_control_characters_are_reported() -> None:
    assert read("---\ntitle: خبر عاجل\n---\n".encode("cp1256"))[2] == [
        "2:8 error encoding the file is not UTF-8; it looks like Windows-1256"
    ]
    article, _, problems = read("---\ntitle: a\x07b\n---\n")
    assert article is not None
    assert article.title == "a b"
    expected = "the control character U+0007 (a control character) has no meaning in a text"
    assert problems == [f"2:9 warning text-control {expected}"]


@pytest.mark.parametrize(
    "text", ["10:04", "2024", "no", "010", "1_000", "2024-02-31", "1e3", "true"]
)
def test_a_value_is_the_text_that_was_written(text: str) -> None:
    article, problems = fields(f"place: {text}")
    assert (article.place, problems) == (text, [])


@pytest.mark.parametrize(
    ("text", "expected", "hint"),
    [
        (
            "title: a: b",
            "2:9 a value that contains a colon must be in quotes",
            'write title: "a: b"',
        ),
        (
            'title: "x" and: y',
            '2:12 there is text after the closing quotation mark "',
            "write title: '\"x\" and: y'",
        ),
        (
            "title: 'it's'",
            "2:12 there is text after the closing quotation mark '",
            'write title: "it\'s"',
        ),
        (
            '"title": "عنوان" آخر',
            '2:18 there is text after the closing quotation mark "',
            "write title: '\"عنوان\" آخر'",
        ),
        (
            'title: "abc\ndate: 2024',
            '2:8 the opening quotation mark " is not closed',
            'close it on the same line; inside the text, write «…» or “…” instead of "',
        ),
        (
            r'title: "a\q"',
            "2:10 a backslash starts an escape inside double quotes",
            "write \\\\ for a backslash, or use single quotes",
        ),
        (
            "title: T\ntags: [a, b\ndate: 2024",
            "3:7 the '[' is not closed, or a comma after it is missing or extra",
            "close it with ']'; put items with punctuation in quotes",
        ),
        (
            "source: {name: a: b}",
            "2:9 the '{' is not closed, or a comma after it is missing or extra",
            "close it with '}'; put items with punctuation in quotes",
        ),
        (
            "title: T\n\tdate: 2024",
            "3:1 the line is indented with a tab",
            "indent it with spaces",
        ),
        ("title: @x", "2:8 a value that starts with '@' must be in quotes", 'write title: "@x"'),
        (
            "title: **x**",
            "2:8 a value that starts with '*' must be in quotes",
            'write title: "**x**"',
        ),
        (
            "title: > x",
            "2:8 a value that starts with '>' must be in quotes",
            'write title: "> x"',
        ),
        ("title:x\ndate: 2024", "2:7 a space is missing after the colon", "write title: x"),
        (
            "title: T\nhello\ndate: 2024",
            "3:1 this line is not of the form 'key: value'",
            "indent it if it continues the line above; move the article's text below ---",
        ),
        (
            "title: T\n date: 2024",
            "3:2 'date' is indented differently from the lines around it",
            "indent keys of one level by the same number of spaces",
        ),
        ("tags:\n-a\n-b: c", "4:2 a space is missing after the hyphen", "write - b: c"),
        (
            "tags: - a",
            "2:7 a list cannot start on the line of its key",
            "write each item on a line of its own, after '- '",
        ),
        (
            "title: [Updated] Strike",
            "2:18 there is text after the closing ']'",
            'if it is all one text, write title: "[Updated] Strike"',
        ),
        (
            "title: T\n- a",
            "3:1 this item is not in a list",
            "write the key of the list above its items, such as tags:",
        ),
        (
            "- a\ntitle: T",
            "2:1 this item is not in a list",
            "write the key of the list above its items, such as tags:",
        ),
        (
            'title: "T\ndate: 2024\nplace: "Gaza"',
            '2:8 the opening quotation mark " is not closed',
            "close it on the same line",
        ),
        (
            "source:\n  name:X\n  url: y",
            "3:8 a space is missing after the colon",
            "write name: X",
        ),
        (
            "title： T\ndate: 2024",
            "2:6 '：' is not the colon ':' of YAML",
            "write title: T",
        ),
        (
            "a: [[[[[[[[[1]]]]]]]]]",
            "2:11 lists and groups of keys are nested more than 8 levels deep",
            "put the value in quotes if it is a text that starts with [ or {",
        ),
    ],
)
@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_invalid_yaml_is_explained_without_the_words_of_yaml(
    text: str, expected: str, hint: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_matter, "SafeLoader", loader)
    article, _, problems = read(f"---\n{text}\n---\n")
    position, _, message = expected.partition(" ")
    assert article is None
    assert problems == [f"{position} error yaml-invalid {message}"]
    assert hints(text) == [hint]


def test_unicode_line_separators_do_not_end_lines() -> None:
    article, problems = fields("place: a\u2028b\nstatus: x")
    assert article.place == "a b"
    expected = "the control character U+2028 (line separator) has no meaning in a text"
    assert problems == [
        f"3:9 warning text-control {expected}",
        "4:9 error status-unknown unknown status 'x'",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "place: &x Baghdad",
            "3:8 error yaml-alias a value that starts with '&' must be in quotes",
        ),
        ("place: *x", "3:8 error yaml-alias a value that starts with '*' must be in quotes"),
        (
            "place: !x Baghdad",
            "3:8 error yaml-tag a value that starts with '!' must be in quotes",
        ),
        (
            "place: ! Baghdad",
            "3:8 error yaml-tag a value that starts with '!' must be in quotes",
        ),
        ("? [a]\n: b", "3:3 error field-type a key cannot be a list or a group of keys"),
        ("titel: x", "3:1 warning key-unknown unknown key 'titel'"),
        ("title: x", "3:1 error key-duplicate 'title' is given twice; first on line 2"),
        (
            "source: {name: a, url: https://x.org, name: b}",
            "3:39 error key-duplicate 'name' is given twice; first on line 3",
        ),
    ],
)
def test_other_features_of_yaml_are_errors(text: str, expected: str) -> None:
    assert fields(text)[1] == [expected]


@given(
    st.lists(
        st.sampled_from(
            (
                *(
                    "title",
                    "date",
                    "source",
                    "tags",
                    "2024",
                    "خبر",
                    ":",
                    " ",
                    "\n",
                    "- ",
                    "  ",
                    "،",
                ),
                *("[", "]", "{", "}", ",", '"', "'", "#", "&a ", "*a", "!", "|", ">", "?"),
                *("\\", "\t", "~"),
            )
        ),
        max_size=30,
    )
)
def test_any_yaml_is_an_article_or_a_problem(pieces: list[str]) -> None:
    article, _, problems = read(f"---\n{''.join(pieces)}\n---\n")
    assert article is not None or problems


def test_nodes_have_their_positions() -> None:
    parts = front_matter.read_front_matter(
        "\n---\nsource:\n  name: x\n---\nbody", ProblemCollector("x"), 1000
    )
    assert parts == front_matter.FrontMatter(
        entries=(
            nodes.KeyValue(
                "source",
                nodes.MappingNode(
                    (nodes.KeyValue("name", nodes.Scalar("x", 4, 9, ""), 4, 3),),
                    *(4, 3),
                ),
                *(3, 1),
            ),
        ),
        body="body",
        body_line=6,
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title: T #1 of war", "2:10 error title"),
        ("title: #1 of war", "2:8 error title"),
        ("title: T\nsummary: S\t#2", "3:12 warning summary"),
        ("title: T\nplace: A\n  b #2", "4:5 warning place"),
        ("title: T\nsource: AP #2", "3:12 warning source"),
        ("title: T\nsource:\n  name: AP\n  via: X #2", "5:10 warning source.via"),
        ("title: T\ntags:\n- a #2\n- b", "4:5 warning tags"),
    ],
)
def test_a_text_that_yaml_cuts_at_a_number_sign_is_reported(text: str, problem: str) -> None:
    position, severity, label = problem.split()
    message = f"YAML reads '#' and the text after it as a comment, not as part of '{label}'"
    assert read(f"---\n{text}\n---\n")[2] == [f"{position} {severity} yaml-comment {message}"]


@pytest.mark.parametrize(
    "text",
    [
        "title: T\ndate: 2024 # a comment",
        'title: "T #1" # quoted',
        "title: C#\n# a comment",
        "title: T#1",
        "title: T\nsource: {name: AP, url: 'https://a.example/#x'} # more",
        "title: T\nsummary: |\n  S #1",
        "title: T\ndraft: true # for now",
    ],
)
def test_other_comments_are_ignored(text: str) -> None:
    assert read(f"---\n{text}\n---\n")[2] == []


@pytest.mark.parametrize(
    ("path", "keys", "move"),
    [
        ("content/notes.en.md", "'title: …' and 'date: …'", "move it out of content/"),
        ("content/pages/about.en.md", "'title: …'", "move it out of content/"),
        ("notes.en.md", "'title: …' and 'date: …'", "put articles in content/"),
    ],
)
def test_the_hint_for_a_missing_front_matter_shows_one(path: str, keys: str, move: str) -> None:
    _, _, (problem,) = parse_article(SourceFile(path, b"Text."), SITE)
    assert problem.hint == (
        f"start it with a line of three hyphens (---), lines with {keys}, and --- again;"
        f" if it is not an article, {move}"
    )


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
def test_an_escape_beyond_unicode_is_reported(
    loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_matter, "SafeLoader", loader)
    _, _, problems = read('---\ntitle: "\\U00110000"\n---\n')
    (problem,) = problems
    assert "error yaml-invalid" in problem
    assert "\\U00110000" in problem
    assert problem.endswith("does not exist")
