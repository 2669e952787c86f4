"""Parsing articles: file names, front matter, fields, and the problems that are reported."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import dates
from generator.config import parse_config
from generator.content import front_matter
from generator.content.parse import FileName, parse_article, parse_file_name
from generator.model import (
    Article,
    Citation,
    Correction,
    FieldPosition,
    LeadImage,
    SourceFile,
    Status,
)
from generator.problem_collector import ProblemCollector

SITE = replace(parse_config(None, None, None, folder_name="x")[0], timezone="Asia/Baghdad")
PATH = "content/2024/strike.ar.md"


def read(text: str | bytes, path: str = PATH) -> tuple[Article | None, str, list[str]]:
    """Return the article, its body, and problems as ``line:column severity code message``."""
    data = text.encode() if isinstance(text, str) else text
    article, body, problems = parse_article(SourceFile(path, data), SITE)
    assert all(problem.path == path for problem in problems)
    return (
        article,
        body,
        [f"{p.line}:{p.column} {p.severity} {p.code} {p.message}" for p in problems],
    )


def fields(text: str, path: str = PATH) -> tuple[Article, list[str]]:
    """Return the article with these lines below its title, which is on line 2, and its problems."""
    article, _, problems = read(f"---\ntitle: T\n{text}\n---\n", path)
    assert article is not None
    return article, problems


def hints(text: str) -> list[str]:
    return [
        p.hint for p in parse_article(SourceFile(PATH, f"---\n{text}\n---\n".encode()), SITE)[2]
    ]


def when(text: str) -> dates.When:
    return dates.parse(text, SITE.timezone)


# --- All fields -------------------------------------------------------------------------------


def test_every_field_is_read() -> None:
    article, body, problems = read(
        """---
title: "ضربة: في بغداد"
date: 5 كانون الثاني 2024
source:
  - رويترز
  - id: associated-press
    url: https://apnews.com/a?b=c#d
    title: Headline
    published: 2024-01-06
    accessed: 2024-01-07
    via: أ ب
    archived: http://web.archive.org/web/https://apnews.com/a
    quote: |
      First line.
      Second line.
    quote_language: en
tags: [بغداد, "2024"]
summary: >
  Two lines
  made one.
status: alleged
published: 2024-01-08
updated: 2024-01-09T10:04
corrections:
  - date: 2024-01-10
    note: The number was wrong.
place: بغداد
image:
  src: strike.jpg
  alt: Smoke
  credit: AP
related: [first, second]
aliases: [/old/strike.html, "%D8%A3/"]
slug: strike-in-baghdad
draft: yes
---

The body.
"""
    )
    assert problems == []
    assert body == "The body."
    assert article == Article(
        path=PATH,
        key="strike",
        language="ar",
        slug="strike-in-baghdad",
        title="ضربة: في بغداد",
        when=when("2024-01-05"),
        status=Status.ALLEGED,
        place="بغداد",
        sources=(
            Citation(name="رويترز", line=5, column=5),
            Citation(
                id="associated-press",
                url="https://apnews.com/a?b=c#d",
                title="Headline",
                published=when("2024-01-06"),
                accessed=when("2024-01-07"),
                via="أ ب",
                archived="http://web.archive.org/web/https://apnews.com/a",
                quote="First line.\nSecond line.",
                quote_language="en",
                line=6,
                column=5,
            ),
        ),
        tags=("بغداد", "2024"),
        summary="Two lines made one.",
        published=when("2024-01-08"),
        updated=when("2024-01-09T10:04+03:00"),
        corrections=(Correction(when("2024-01-10"), "The number was wrong."),),
        image=LeadImage("strike.jpg", "Smoke", "AP"),
        related=("first", "second"),
        aliases=("old/strike.html", "أ/"),
        draft=True,
        body_line=38,
        positions=(
            FieldPosition("title", 2, 8),
            FieldPosition("date", 3, 7),
            FieldPosition("source", 5, 3),
            FieldPosition("tags", 17, 7),
            FieldPosition("status", 21, 9),
            FieldPosition("published", 22, 12),
            FieldPosition("place", 27, 8),
            FieldPosition("image", 29, 3),
            FieldPosition("related", 32, 10),
            FieldPosition("aliases", 33, 10),
            FieldPosition("slug", 34, 7),
        ),
    )


def test_a_field_without_a_value_is_left_to_a_translation() -> None:
    article, problems = fields("date:\nsource: ~\ntags: null\nstatus: NULL")
    assert problems == []
    assert article == Article(
        path=PATH,
        key="strike",
        language="ar",
        slug="strike",
        title="T",
        body_line=7,
        positions=(
            FieldPosition("title", 2, 8),
            FieldPosition("date", 3, 6, empty=True),
            FieldPosition("source", 4, 9, empty=True),
            FieldPosition("tags", 5, 7, empty=True),
            FieldPosition("status", 6, 9, empty=True),
        ),
    )


def test_an_empty_list_is_not_left_to_a_translation() -> None:
    article, _ = fields("source: []\ntags: []")
    assert (article.sources, article.tags) == ((), ())


# --- File names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("content/a/strike.ar.md", FileName("strike", "ar", is_page=False)),
        ("content/strike.en.md", FileName("strike", "en", is_page=False)),
        ("content/strike.EN.md", FileName("strike", "en", is_page=False)),
        ("content/strike.md", FileName("strike", "ar", is_page=False)),
        ("content/report.2024.md", FileName("report.2024", "ar", is_page=False)),
        ("content/report.v2.en.md", FileName("report.v2", "en", is_page=False)),
        ("content/U.S. strike.md", FileName("U.S. strike", "ar", is_page=False)),
        ("content/pages/about.en.md", FileName("about", "en", is_page=True)),
        # As macOS decomposes it.
        ("content/\u0627\u0654.md", FileName("أ", "ar", is_page=False)),
    ],
)
def test_a_file_name_has_a_key_and_a_language(path: str, name: FileName) -> None:
    assert parse_file_name(path, SITE.languages) == name


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "content/a.fr.md",
            "0:0 error language-unknown the file name ends in 'fr',"
            " which is not a language of this site (ar, en)",
        ),
        (
            "content/a.ar_IQ.md",
            "0:0 error language-unknown the file name ends in 'ar_IQ',"
            " which is not a language of this site (ar, en)",
        ),
        (
            "content/a.arabic.md",
            "0:0 error language-unknown the file name ends in 'arabic',"
            " which is not a language of this site (ar, en)",
        ),
        ("content/.ar.md", "0:0 error key-empty the file name has nothing before its language"),
    ],
)
def test_an_invalid_file_name_is_reported_with_the_problems_of_the_text(
    path: str, expected: str
) -> None:
    article, _, problems = read("---\ntitle: T\nstatus: x\n---\n", path)
    assert article is None
    assert problems == [expected, "3:9 error status-unknown unknown status 'x'"]


def test_the_slug_comes_from_the_key() -> None:
    assert fields("", "content/US Forces_2.md")[0].slug == "us-forces-2"
    assert fields("", "content/ضربة.md")[0].slug == "ضربه"
    assert fields("", "content/!!.ar.md")[1] == [
        "0:0 error slug-empty the file name '!!' has no letter or digit"
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "slug: US forces",
            "3:7 error slug-invalid invalid slug 'US forces': a URL cannot contain it",
        ),
        (
            "slug: a/b",
            "3:7 error slug-invalid invalid slug 'a/b': a URL cannot contain it as it is",
        ),
        ("slug: ..", "3:7 error slug-invalid invalid slug '..': a URL cannot contain it as it is"),
        ('slug: ""', "3:7 error slug-invalid invalid slug '': a URL cannot contain it as it is"),
        ("slug: [a]", "3:7 error field-type 'slug' is a list, not text"),
    ],
)
def test_a_slug_must_be_usable_in_a_url(written: str, expected: str) -> None:
    _, problems = fields(written)
    assert len(problems) == 1
    assert problems[0].startswith(expected)


def test_the_hint_for_an_invalid_slug_is_a_valid_one() -> None:
    assert hints("title: T\nslug: US forces") == ["write slug: us-forces"]


def test_a_slug_is_lower_case_since_some_file_systems_ignore_case() -> None:
    article, problems = fields("slug: Strike-2")
    assert (article.slug, problems) == ("strike-2", [])


# --- Pages ------------------------------------------------------------------------------------


def test_a_page_needs_only_a_title() -> None:
    article, problems = fields("date: 2024\ntags: a", "content/pages/about.en.md")
    assert article == Article(
        path="content/pages/about.en.md",
        key="about",
        language="en",
        slug="about",
        title="T",
        is_page=True,
        body_line=5,
        positions=(FieldPosition("title", 2, 8),),
    )
    assert problems == [
        "3:1 warning field-ignored 'date' has no effect in content/pages/",
        "4:1 warning field-ignored 'tags' has no effect in content/pages/",
    ]


@pytest.mark.parametrize("key", ["tags", "search", "2024", "10000"])
def test_a_page_cannot_have_a_reserved_slug(key: str) -> None:
    problem = f"error slug-reserved the slug '{key}' is reserved for a page that tarikh makes"
    _, problems = fields("", f"content/pages/{key}.en.md")
    assert problems == [f"0:0 {problem}"]
    _, problems = fields(f"slug: {key}", "content/pages/about.en.md")
    assert problems == [f"3:7 {problem}"]
    assert fields("", f"content/{key}.en.md")[1] == []


# --- Fences and lines -------------------------------------------------------------------------


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
    ],
)
def test_the_body_starts_on_its_line(text: str, body: str, line: int) -> None:
    article, text_of_body, problems = read(text)
    assert article is not None
    assert (text_of_body.rstrip("\n"), article.body_line, problems) == (body, line, [])


def test_a_language_after_a_hyphen_is_a_warning() -> None:
    collector = ProblemCollector("x")
    assert parse_file_name("content/strike-en.md", SITE.languages, collector) is not None
    assert parse_file_name("content/strike_ar.en.md", SITE.languages, collector) is not None
    assert parse_file_name("content/what-it-was.md", SITE.languages, collector) is not None
    assert [(each.code, each.hint) for each in collector.problems] == [
        (
            "language-unclear",
            "rename it to strike.en.md, or to strike-en.ar.md if that is its name",
        )
    ]


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
        ("+++\ntitle = 'T'\n+++\n", "1:1 error front-matter-missing the front matter is TOML"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "published: 2024-01-05\nupdated: 2024-01-04",
            "4:10 warning date-early 'updated' (2024-01-04)",
        ),
        ("published: 2024-01\nupdated: 2024-01-04", ""),
        (
            "published: 2024-01-05\ncorrections: [{date: 2024-01-02, note: N}]",
            "4:22 warning date-early 'corrections.date' (2024-01-02) is before 'published'",
        ),
        ("source: {name: N, published: 2024-01-05, accessed: 2024-01-04}", ""),
        (
            "source: {name: N, published: 2024-01-05, accessed: 2024-01-03}",
            "3:52 warning date-early 'source.accessed' (2024-01-03) is before 'source.published'",
        ),
    ],
)
def test_a_date_before_one_that_it_follows_is_a_warning(text: str, expected: str) -> None:
    problems = read(f"---\ntitle: T\n{text}\n---\n")[2]
    assert [problem[: len(expected)] for problem in problems] == [expected] * bool(expected)


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
    expected = "the control character U+0007 (a control) has no meaning in a text"
    assert problems == [f"2:9 warning text-control {expected}"]


# --- YAML -------------------------------------------------------------------------------------


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


def test_the_hint_for_an_unknown_key_is_the_closest_field() -> None:
    assert hints("title: T\nsorce: x") == ["did you mean 'source'?"]


@given(st.text(), st.sampled_from([yaml.CSafeLoader, yaml.SafeLoader]))
def test_any_text_is_an_article_or_a_problem(text: str, loader: type) -> None:
    written = f"---\n{text}\n---\n".encode(errors="replace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_matter, "SafeLoader", loader)
        article, _, problems = parse_article(SourceFile(PATH, written), SITE)
    assert article is not None or problems


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
            front_matter.KeyValue(
                "source",
                front_matter.Mapping(
                    (front_matter.KeyValue("name", front_matter.Scalar("x", 4, 9, ""), 4, 3),),
                    *(4, 3),
                ),
                *(3, 1),
            ),
        ),
        body="body",
        body_line=6,
    )


# --- Fields -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 error title-missing 'title' is missing"),
        ("title:", "2:7 error title-missing 'title' is empty"),
        ('title: ""', "2:8 error title-missing 'title' is empty"),
        ("title: [x]", "2:8 error field-type 'title' is a list, not text"),
        (
            "title: " + "x" * 501,
            "2:8 error title-long 'title' has 501 characters; the limit is 500",
        ),
    ],
)
def test_a_title_is_required(text: str, expected: str) -> None:
    assert read(f"---\n{text}\n---\n")[2] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date: 2024-02-30", "3:7 error date-invalid date '2024-02-30': February 2024 has 29 days"),
        (
            'date: "2024-01-01/2024-02-30"',
            "3:19 error date-invalid date '2024-01-01/2024-02-30': February 2024 has 29 days",
        ),
        ("date: [2024]", "3:7 error field-type 'date' is a list, not a date"),
        ("updated: {a: b}", "3:10 error field-type 'updated' is a group of keys, not a date"),
        ("published: soon", "3:12 error date-unknown published 'soon': "),
        (
            "source: {name: x, published: 2024-02-30}",
            "3:30 error date-invalid source.published '2024-02-30': February 2024 has 29 days",
        ),
        ("place: [a]", "3:8 error field-type 'place' is a list, not text"),
        (
            f"place: {'x' * 501}",
            "3:8 error field-long 'place' has 501 characters; the limit is 500",
        ),
        ("draft: maybe", "3:8 error field-type 'draft' must be true or false, not 'maybe'"),
        ("draft: [yes]", "3:8 error field-type 'draft' must be true or false"),
        ("status: allegd", "3:9 error status-unknown unknown status 'allegd'"),
        ("status: Alleged", "3:9 error status-unknown unknown status 'Alleged'"),
        ("source: https://x.org", "3:9 error source-name source 'https://x.org' is a URL, not"),
        ("source: {url: https://x.org}", "3:9 error source-name the source has no 'name'"),
        (
            "source: [[a]]",
            "3:10 error field-type 'source' is a list, not a name or a group of keys",
        ),
        ("source: {name: x, id: y}", "3:9 warning source-name the source has both 'name' and 'id'"),
        ("source: {name: x, link: y}", "3:19 warning key-unknown unknown key 'link' in 'source'"),
        (
            "source: {name: x, quote_language: Arabic!}",
            "3:35 error language-invalid invalid language tag 'Arabic!' in 'source.quote_language'",
        ),
        (
            "corrections: x",
            "3:14 error field-type 'corrections' is text, not a list of dates",
        ),
        (
            "corrections: [{date: 2024}]",
            "3:15 error correction-incomplete the correction has no 'note'",
        ),
        (
            "corrections: [{date: 2024-13, note: x}]",
            "3:22 error date-invalid corrections.date '2024-13': ",
        ),
        ("image: x.jpg", "3:8 warning image-alt 'image' has no 'alt'"),
        ("image: {alt: x}", "3:8 error image-src 'image' has no 'src'"),
        ("image: [x]", "3:8 error field-type 'image' is a list, not the name of a file"),
        ("image: {src: https://x.org/y.jpg, alt: z}", "3:14 error image-remote image 'https:"),
        ("image: {src: //x.org/y.jpg, alt: z}", "3:14 error image-remote image '//x.org"),
        ("image: {src: 'data:image/png,', alt: z}", "3:14 error image-remote image 'data:"),
        ("related: [[a]]", "3:11 error field-type 'related' is a list, not text"),
        (
            'place: "a\\u202eb"',
            "3:10 warning text-bidi 'place' contains U+202E (right-to-left override), which",
        ),
    ],
)
def test_an_invalid_value_is_reported(text: str, expected: str) -> None:
    _, problems = fields(text)
    assert len(problems) == 1
    assert problems[0].startswith(expected)


def test_an_invalid_value_has_a_position() -> None:
    article, _ = fields("date: never")
    assert article.when is None
    assert article.position("date") == FieldPosition("date", 3, 7)


def test_characters_that_change_the_direction_are_removed() -> None:
    article, problems = fields("place: a\u202eb\nsource: {name: x, quote: 'a\u2066b'}")
    assert article.place == "ab"
    assert article.sources is not None
    assert article.sources[0].quote == "ab"
    assert [problem.split()[2] for problem in problems] == ["text-bidi", "text-bidi"]


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("tags: بغداد", ("بغداد",)),
        ("tags: [a, ~, null, b]", ("a", "b")),
        ("tags:\n  - 2024\n  - no\n  - US  forces", ("2024", "no", "US forces")),
        ('tags: "Washington, D.C."', ("Washington, D.C.",)),
        ('tags: ["أ، ب"]', ("أ، ب",)),
        ("tags: [../a/b]", ("../a/b",)),
    ],
)
def test_tags_are_names(written: str, tags: tuple[str, ...]) -> None:
    article, problems = fields(written)
    assert (article.tags, problems) == (tags, [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tags: [أ، ب]", "3:8 error tag-comma 'أ، ب' is read as one tag"),
        ("tags: أ، ب", "3:7 error tag-comma 'أ، ب' is read as one tag"),
        ("tags: a, b", "3:7 error tag-comma 'a, b' is read as one tag"),
        ("tags:\n  - a\n  - أ، ب", "5:5 error tag-comma 'أ، ب' is read as one tag"),
        ("tags: ['!!']", "3:8 error tag-empty invalid tag '!!': it has no letter or digit"),
        ("tags: ['']", "3:8 error tag-empty invalid tag '': it has no letter or digit"),
        ("tags: [[a]]", "3:8 error field-type 'tags' is a list, not text"),
        (
            f"tags: [{', '.join(map(str, range(101)))}]",
            "3:7 error tag-many 101 tags exceed the limit of 100",
        ),
    ],
)
def test_an_invalid_tag_is_reported(written: str, expected: str) -> None:
    assert fields(written)[1] == [expected]


def test_the_hint_for_an_arabic_comma_is_the_list_that_was_meant() -> None:
    assert hints("title: T\ntags: [أ، ب]") == [
        "write tags: [أ, ب]; if it is one tag, put it in quotes"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "reuters.com/a",
        "ftp://x.org",
        "javascript:alert(1)",
        "https://",
        "https://user:secret@x.org",
        "https://reuters.com@x.org",
        "https://x.org/a b",
        "https://x.org/<b>",
        "mailto:a@x.org",
    ],
)
def test_a_url_must_be_http_and_safe(address: str) -> None:
    article, problems = fields(f"source: {{name: x, url: '{address}'}}")
    assert article.sources == (Citation(name="x", line=3, column=9),)
    assert problems == [f"3:24 error url-invalid invalid URL '{address}' in 'source.url'"]


@pytest.mark.parametrize(
    ("written", "alias"),
    [
        ("/2023/old/", "2023/old/"),
        ("old.html", "old.html"),
        ("/%D8%B6%D8%B1%D8%A8%D8%A9", "ضربة"),
        ("/ضربة/x", "ضربة/x"),
    ],
)
def test_an_alias_is_a_path_on_this_site(written: str, alias: str) -> None:
    article, problems = fields(f"aliases: {written}")
    assert (article.aliases, problems) == ((alias,), [])


@pytest.mark.parametrize(
    "written",
    [
        *("/", "../a", "a/../b", "a//b", "a/%2e%2e/b", "http://x.org/a", "//x.org/a", "a?b"),
        *("a\\b", "a/%00", "%FF", "./a", "a/" + "x" * 241),
    ],
)
def test_an_alias_cannot_lead_elsewhere(written: str) -> None:
    article, problems = fields(f"aliases: ['{written}']")
    assert article.aliases == ()
    assert [problem.split()[:3] for problem in problems] == [["3:11", "error", "alias-invalid"]]


# --- Common mistakes --------------------------------------------------------------------------


def test_the_hint_for_an_unknown_status_lists_all_and_suggests_none() -> None:
    assert hints("title: T\nstatus: rumoured\nsource: AP") == [
        "write one of: occurred, announced, expected, alleged, disputed, denied"
    ]
    assert hints("title: T\nstatus: occured\nsource: AP") == hints("title: T\nstatus: rumoured")


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


def test_an_event_that_lists_itself_as_related_is_reported() -> None:
    article, problems = fields("related: [other, strike]")
    assert article.related == ("other",)
    assert problems == [
        "3:18 warning related-self 'related' contains this event's own key 'strike'"
    ]


@pytest.mark.parametrize(
    ("path", "keys", "move"),
    [
        ("content/notes.md", "'title: …' and 'date: …'", "move it out of content/"),
        ("content/pages/about.en.md", "'title: …'", "move it out of content/"),
        ("notes.md", "'title: …' and 'date: …'", "put articles in content/"),
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
