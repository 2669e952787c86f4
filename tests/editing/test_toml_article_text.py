"""Edits of front matter in TOML: what is asked for changes, and all else stays byte for byte."""

from __future__ import annotations

import pytest

from generator.editing.text_edits import EditError, apply_edits
from generator.editing.toml_article_text import read_article_text
from tests.support import Build, MakeSite, Run
from tests.support.files import read_tree

PATH = "content/strike.en.md"


def article(*lines: str) -> str:
    return "\n".join(("+++", *lines, "+++", "Text."))


def add(value: str, *lines: str) -> str:
    text = read_article_text(PATH, article(*lines).encode())
    return apply_edits(text.text, [text.add_to_list("aliases", value)])


def remove(number: int, *lines: str) -> str:
    text = read_article_text(PATH, article(*lines).encode())
    return apply_edits(text.text, [text.remove_item(text.fields["tags"][1], number)])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("title = 'T' # t", "", "# s", "[a]", "b = 1"),) * 2,
        (("[a]", "b = 1"),) * 2,
        ((), ()),
    ],
)
def test_a_new_list_is_above_the_first_heading(
    lines: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    at = 1 if lines and lines[0].startswith("title") else 0
    added = (*expected[:at], 'aliases = ["/a/"]', *expected[at:])
    assert add("/a/", *lines) == article(*added)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("aliases = '/b/' # b",), ("aliases = ['/b/', \"/a/\"] # b",)),
        (("aliases = ''",), ('aliases = ["/a/"]',)),
        (("aliases = []",), ('aliases = ["/a/"]',)),
        (("aliases = [ '/b/' ]",), ("aliases = [ '/b/', \"/a/\" ]",)),
        (("aliases = ['/b/', ]",), ("aliases = ['/b/', \"/a/\" ]",)),
        (
            ("aliases = [", "  '/b/' # b", "]", "x = 1"),
            ("aliases = [", "  '/b/', # b", '  "/a/"', "]", "x = 1"),
        ),
        (
            ("aliases = [", "\t'/b/', # b", "\t# end", "]"),
            ("aliases = [", "\t'/b/', # b", '\t"/a/",', "\t# end", "]"),
        ),
    ],
)
def test_a_text_is_added_to_a_list(lines: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert add("/a/", *lines) == article(*expected)


@pytest.mark.parametrize(
    ("number", "lines", "expected"),
    [
        (0, ("tags = ['a', 'b', 'c']",), ("tags = ['b', 'c']",)),
        (2, ("tags = ['a', 'b', 'c']",), ("tags = ['a', 'b']",)),
        (0, ("tags = [", "  'a',", "  'b',", "]"), ("tags = [", "  'b',", "]")),
        (1, ("tags = [", "  'a',", "  'b' # b", "]"), ("tags = [", "  'a' # b", "]")),
        (0, ("tags = [", "  'a', # a", "  'b',", "]"), ("tags = [", "  # a", "  'b',", "]")),
        (
            1,
            ("tags = [", "  'a', # a", "  'b'", "]"),
            ("tags = [", "  'a', # a", "  ", "]"),
        ),
    ],
)
def test_an_item_is_removed_and_comments_stay(
    number: int, lines: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert remove(number, *lines) == article(*expected)


def test_a_text_is_replaced_in_its_quotation_marks() -> None:
    text = read_article_text(PATH, article("a = 'x'", 'b = "x"', "c = 5", "d = '''x'''").encode())
    values = {"a": "y", "b": 'y "z" \\', "c": "y", "d": "it's"}
    edits = [text.replace_scalar(text.fields[key][1], value) for key, value in values.items()]
    assert apply_edits(text.text, edits) == article(
        "a = 'y'", r'b = "y \"z\" \\"', 'c = "y"', 'd = "it\'s"'
    )


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    data = "\ufeff" + article("title = 'T'").replace("\n", "\r\n")
    text = read_article_text(PATH, data.encode())
    assert apply_edits(text.text, [text.add_to_list("aliases", "/a/")]) == data.replace(
        "'T'\r\n", "'T'\r\naliases = [\"/a/\"]\r\n"
    )


def test_what_needs_more_than_a_value_is_left_to_the_author() -> None:
    text = read_article_text(PATH, article("title = 'T'").encode())
    with pytest.raises(EditError, match="is TOML, in which 'place' cannot be changed"):
        text.set_field("place", ["place: Basra"])
    with pytest.raises(EditError, match="cannot be read"):
        read_article_text(PATH, article("title = T").encode())


def test_tags_and_sources_are_changed_in_both_formats(
    site: MakeSite, run: Run, build: Build
) -> None:
    files = {
        "content/a.en.md": article(
            "title = 'A'",
            "date = 2024-01-04",
            "[taxonomies]",
            "tags = ['ports', 'strikes']",
            "[[source]]",
            'name = "Reuters"',
            "[[source]]",
            'name = "AP"',
            'via = "Reuters"',
        ),
        "content/b.en.md": "---\ntitle: B\ndate: 2024\nsource: Reuters\ntaxonomies:\n"
        "  tags: [ports]\n  cities: [Basra]\n---\n",
    }
    folder = site(files)
    for command in (
        ("tags", "--folder", folder, "merge", "ports", "strikes", "--yes"),
        ("sources", "--folder", folder, "rename", "Reuters", 'The "R"', "--yes"),
        ("move", "--folder", folder, "b", "c", "--yes"),
    ):
        assert run(*command).exit_code == 0
    tree = read_tree(folder / "content")
    name = r'"The \"R\""'
    changed = files["content/a.en.md"].replace('"Reuters"', name).replace("'ports', ", "")
    assert tree["a.en.md"].decode() == changed
    assert tree["c.en.md"].decode() == (
        '---\ntitle: B\ndate: 2024\nsource: The "R"\naliases: [/en/articles/b/]\ntaxonomies:\n'
        "  tags: [strikes]\n  cities: [Basra]\n---\n"
    )
    assert build(folder).exit_code == 0
