"""TOML with positions: the same values as the standard library's, each where it is written."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.parse import parse_article
from generator.content.toml_text import TomlList, TomlScalar, TomlValue, TooDeepError, parse_toml
from generator.model import SourceFile
from tests.content.helpers import PATH, SITE, read


def to_values(value: TomlValue, text: str) -> Any:
    """Return a value as the standard library reads it, from the texts at the positions."""
    if isinstance(value, TomlScalar):
        return tomllib.loads(f"v = {text[value.start : value.end]}")["v"]
    if isinstance(value, TomlList):
        return [to_values(item, text) for item in value.items]
    for key, (start, _) in value.entries.items():
        assert text[start] in ("'", '"') or text.startswith(key, start)
    return {key: to_values(each, text) for key, (_, each) in value.entries.items()}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        'a = 1\nb.c = "x"\nb.d = 2.5 # comment\n"e f" = true\n\'g.h\' = false\r\n',
        'a = [\n  1, # one\n  [2, 3],\n  "],#",\n]\nb = {c = "}", d.e = [1]}\nf = []\ng = {}\n',
        'a = """\nx "y" \\\n  z"""\nb = \'\'\'\'c\' #\'\'\'\nd = """e"""""\nf = "\\"\\u0627\\\\"\n',
        "a = 1979-05-27T07:32:00.5Z\nb = 1979-05-27 07:32:00\nc = 1979-05-27\nd = 07:32:00\n",
        "a = 0xFF_ff\nb = +1_000\nc = -1e-3\nd = inf\ne = 0b101\nf = 1_0.0_1\n",
        "a = 1\n[b]\nc = 2\n[b.d]\ne = 3\n[ f . 'g' ] # h\ni = 4\n",
        "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n[[a.e]]\nf = 4\n[[a.e]]\n",
        "[a.b]\nc = 1\n[a]\nd = 2\n",
    ],
)
def test_values_and_positions(text: str) -> None:
    root, _ = parse_toml(text, 8)
    assert to_values(root, text) == tomllib.loads(text)


@given(st.text("ab.\"'\\=[]{},# \n\t1-:T_", max_size=40))
def test_any_valid_text_has_the_values_of_the_standard_library(text: str) -> None:
    try:
        expected = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    try:
        root, _ = parse_toml(text, 8)
    except TooDeepError:
        return
    assert to_values(root, text) == expected


def toml(*lines: str) -> str:
    return "\n".join(("+++", *lines, "+++", "", "Text."))


def test_toml_has_the_fields_of_yaml() -> None:
    written = read(
        toml(
            "title = 'T'",
            "date = 2024-01-13 09:00:00+03:00",
            "draft = true",
            'tags = ["ports", "2024"]',
            'aliases = "/old/name/"',
            "[image]",
            'src = "a.png"',
            'alt = ""',
            "[[source]]",
            'name = "Reuters"',
            "published = 2024-01-14",
            "[[source]]",
            'name = "AP"',
            "[extra]",
            "n = 1_000",
            "h = 0xff",
            "t = true",
            's = "007"',
            "day = 2024-01-13",
        )
    )
    same = read(
        "---\ntitle: T\ndate: 2024-01-13 09:00:00+03:00\ndraft: true\ntags: [ports, '2024']\n"
        "aliases: [/old/name/]\nimage: {src: a.png, alt: ''}\n\n\n"
        "source:\n  - name: Reuters\n    published: 2024-01-14\n  - name: AP\n"
        "extra: {n: 1000, h: 255, t: true, s: '007', day: 2024-01-13}\n---\n\nText."
    )
    assert written[0] is not None
    assert same[0] is not None
    for name in ("title", "when", "draft", "tags", "aliases", "image", "fields"):
        assert getattr(written[0], name) == getattr(same[0], name)
    assert [(each.name, each.published) for each in written[0].sources or ()] == [
        (each.name, each.published) for each in same[0].sources or ()
    ]
    assert [(each.line, each.column) for each in written[0].sources or ()] == [(10, 3), (13, 3)]
    assert (written[1], written[2]) == (same[1], same[2])


def test_a_date_is_as_precise_as_it_is_written() -> None:
    for written, edtf in (
        ("2024-01-13", "2024-01-13"),
        ("2024", "2024"),
        ('"2024-01"', "2024-01"),
        ("2024-01-13T09:00:00Z", "2024-01-13T09:00:00Z"),
    ):
        article, _, problems = read(toml('title = "T"', f"date = {written}"))
        assert article is not None
        assert article.when is not None
        assert (article.when.edtf, problems) == (edtf, [])


def test_an_item_with_a_comma_is_one_name() -> None:
    article, _, problems = read(toml('title = "T"', 'source = ["Foo, Bar"]', 'tags = ["a, b"]'))
    assert article is not None
    assert (article.tags, problems) == (("a, b",), [])
    assert [each.name for each in article.sources or ()] == ["Foo, Bar"]


def test_keys_in_groups_of_other_programs_count() -> None:
    article, _, problems = read(
        toml('title = "T"', "[taxonomies]", 'tags = ["ports"]', "[params]", 'place = "Basra"')
    )
    assert article is not None
    assert (article.tags, article.place, problems) == (("ports",), "Basra", [])
    article, _, problems = read("---\ntitle: T\ntaxonomies:\n  tags: [ports]\n---\n")
    assert article is not None
    assert (article.tags, problems) == (("ports",), [])


def test_a_key_of_many_parts_and_a_deep_list_are_refused() -> None:
    for line in ("a" + ".a" * 20_000 + " = 1", "a = " + "[" * 5_000 + "]" * 5_000):
        _, _, problems = read(toml('title = "T"', line))
        assert [problem.split(" ", 3)[2] for problem in problems] == ["toml-invalid"]


def test_a_hint_with_yaml_says_how_to_write_it_in_toml() -> None:
    file = SourceFile(PATH, toml("date = 2024").encode())
    assert [problem.hint for problem in parse_article(file, SITE)[2]] == [
        "add a line 'title: …' (in TOML, write = for the colon and put texts in quotation marks)"
    ]
