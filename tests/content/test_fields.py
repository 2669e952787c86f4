"""The table of fields: what follows from one declaration, and that the documentation is true."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from generator.chronology import build_chronicle
from generator.config import parse_config
from generator.content.field_readers import ReadContext
from generator.content.field_reference import front_matter_reference, front_matter_schema
from generator.content.fields import FIELDS, Field
from generator.content.foreign_keys import ADVICE, normalize_key
from generator.content.nodes import MappingNode, Node
from generator.content.parse import parse_article
from generator.model import (
    Article,
    Entry,
    FieldPosition,
    FrozenMapping,
    Outline,
    SourceFile,
)
from generator.problems import Problem
from tests.support import NOW, Build, MakeSite

SITE = replace(parse_config(None, None, None, folder_name="x")[0], timezone="Asia/Baghdad")


def read_location(node: Node, context: ReadContext) -> FrozenMapping | None:
    """Read ``{lat, lon}``."""
    if not isinstance(node, MappingNode):
        context.values.expected(node, "location", "lat and lon", "write {lat: 30.5, lon: 47.8}")
        return None
    parts = context.values.parts(node, "location", ("lat", "lon"))
    pairs = ((key, context.values.data(part, key)) for key, part in parts.items())
    return FrozenMapping(tuple(pairs))


LOCATION = Field(
    name="location",
    read=read_location,
    shared=True,
    keeps_position=True,
    synonyms=("coordinates",),
    description="Where the event took place on a map.",
    shown="the article.",
    example="location: {lat: 30.5, lon: 47.8}",
    schema="""{
      "type": "object",
      "required": ["lat", "lon"],
      "properties": {"lat": {"type": "number"}, "lon": {"type": "number"}}
    }""",
)
TABLE = (*FIELDS, LOCATION)

# An image of one pixel; browsers and tarikh look at its bytes and not at its name.
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"


def parse(
    text: str, path: str = "content/strike.en.md", fields: tuple[Field, ...] = TABLE
) -> tuple[Article, tuple[Problem, ...]]:
    """Parse an article with this front matter, after its title on line 2."""
    file = SourceFile(path, f"---\ntitle: T\n{text}\n---\n".encode())
    article, _, problems = parse_article(file, SITE, fields)
    assert article is not None
    return article, problems


def written(problems: tuple[Problem, ...]) -> list[str]:
    """Return problems as ``line:column code message``."""
    return [f"{each.line}:{each.column} {each.code} {each.message}" for each in problems]


# --- A field that is added to the table ----------------------------------------------------------


def test_an_added_field_is_parsed_with_its_position() -> None:
    article, problems = parse("date: 2024\nlocation: {lat: 30.5, lon: 47.8}")
    assert problems == ()
    assert article.fields["location"] == FrozenMapping((("lat", 30.5), ("lon", 47.8)))
    assert article.position("location") == FieldPosition("location", 4, 11)
    assert parse("location: {lat: 1, x: 2}")[0].fields["location"] == FrozenMapping((("lat", 1),))


def test_the_problems_of_an_added_field_are_reported() -> None:
    assert written(parse("location: Basra")[1]) == [
        "3:11 field-type 'location' is text, not lat and lon"
    ]
    assert written(parse("location: {lat: 1}", "content/pages/about.en.md")[1]) == [
        "3:1 field-ignored 'location' has no effect in content/pages/"
    ]


def test_without_its_declaration_the_field_is_unknown() -> None:
    article, problems = parse("location: {lat: 30.5, lon: 47.8}", fields=FIELDS)
    assert "location" not in article.fields
    assert [each.code for each in problems] == ["key-unknown"]


@pytest.mark.parametrize("key", ["locatoin", "Location", "coordinates"])
def test_an_added_field_is_suggested_for_other_spellings(key: str) -> None:
    (problem,) = parse(f"{key}: x")[1]
    assert problem.hint == "did you mean 'location'?"


def test_translations_must_agree_on_a_shared_field() -> None:
    outline = Outline("", (), (), "")
    more = "date: 2024\nsource: AP\nlocation:"
    ar, _ = parse(f"{more} {{lat: 30.5}}", "content/strike.ar.md")
    same, _ = parse(f"{more} {{lat: 30.5}}")
    silent, _ = parse("source: AP")
    other, _ = parse(f"{more} {{lat: 31}}")
    for translation in (same, silent):
        entries = (Entry(ar, outline), Entry(translation, outline))
        chronicle, problems = build_chronicle(SITE, entries, now=NOW, fields=TABLE)
        assert problems == ()
        location = FrozenMapping((("lat", 30.5),))
        assert chronicle.localize("ar", "strike").event.fields["location"] == location
        assert chronicle.localize("en", "strike").fields["location"] == location
    entries = (Entry(ar, outline), Entry(other, outline))
    _, problems = build_chronicle(SITE, entries, now=NOW, fields=TABLE)
    assert written(problems) == [
        "5:11 field-differs location '{'lat': 31}' differs from '{'lat': 30.5}' in"
        " content/strike.ar.md"
    ]


def test_an_added_field_is_in_the_schema_and_the_documentation() -> None:
    validator = Draft202012Validator(json.loads(front_matter_schema(TABLE)))
    assert validator.is_valid({"title": "T", "location": {"lat": 30.5, "lon": 47.8}})
    assert not validator.is_valid({"title": "T", "location": {"lat": "north"}})
    page = front_matter_reference(TABLE)
    assert LOCATION.description in page
    assert f"```yaml\n{LOCATION.example}\n```" in page


# --- The table of tarikh itself ------------------------------------------------------------------


def test_each_field_has_a_key_and_synonyms_of_its_own() -> None:
    names = [field.name for field in FIELDS]
    words = names + [word for field in FIELDS for word in field.synonyms]
    assert sorted(set(words)) == sorted(words)
    assert all(word == word.casefold() for word in words)
    synonyms = [normalize_key(word) for field in FIELDS for word in field.synonyms]
    assert sorted({*synonyms}) == sorted(synonyms)
    assert ADVICE.keys().isdisjoint(synonyms)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("description: x", "did you mean 'summary'?"),
        ("Keywords: x", "did you mean 'tags'?"),
        ("created: 2024-01-05", "did you mean 'published'?"),
        ("lastMod: x", "did you mean 'updated'?"),
        ("catagories: x", "did you mean 'tags'?"),
        ("الأقسام: x", "did you mean 'tags'?"),
        ("الأقسأم: x", "did you mean 'tags'?"),
        ("permalink: strike", "did you mean 'slug'?"),
        (
            "permalink: /2020/01/strike/",
            "did you mean 'slug'? To keep the old address, write aliases: [/2020/01/strike/]",
        ),
        (
            "url: https://example.org/",
            "did you mean 'url' of the source? Write source: {name: …, url: …}",
        ),
        (
            "archive_url: x",
            "did you mean 'archived' of the source? Write source: {name: …, archived: …}",
        ),
        (
            "Author: Huda",
            "write extra: {Author: …} to use it in your own templates",
        ),
        ("toc: true", "delete it: it is for another program, and has no meaning here"),
    ],
)
def test_the_keys_of_other_programs_have_hints(line: str, hint: str) -> None:
    _, problems = parse(line)
    assert [(each.code, each.hint) for each in problems] == [("key-unknown", hint)]


@pytest.mark.parametrize("key", ["age", "deaths", "mood", "craft", "face", "vessel"])
def test_no_key_is_suggested_for_another_word(key: str) -> None:
    _, (problem,) = parse(f"{key}: x")
    assert problem.hint.startswith("known keys: ")


def test_each_attribute_is_one_of_an_article() -> None:
    article, _ = parse("")
    assert all(hasattr(article, field.attribute) for field in FIELDS)
    assert article.fields == FrozenMapping()


def test_a_strict_build_refuses_a_text_whose_rights_are_not_clear(
    site: MakeSite, build: Build
) -> None:
    matter = "title: Strike\ndate: 2024-01-04\nsource: Reuters\nrights: review"
    folder = site({"content/strike.en.md": f"---\n{matter}\n---\n\nText.\n"})
    assert build(folder, "--strict").exit_code == 1
    assert not (folder / "output").exists()
    assert build(folder).codes == ("rights-unclear",)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_each_example_is_built_as_it_is_documented(
    field: Field, site: MakeSite, build: Build
) -> None:
    lines = field.example.split("\n")
    given = {re.split(":", line)[0] for line in lines if not line.startswith(" ")}
    rest = {"title": "Strike", "date": "2024-01-04", "source": "Reuters"}
    lines += [f"{key}: {value}" for key, value in rest.items() if key not in given]
    text = "\n".join(lines)
    folder = site(
        {
            "content/strike.en.md": f"---\n{text}\n---\n\nText.\n",
            "content/port-strike-begins.en.md": (
                "---\ntitle: Begin\ndate: 2023-12-27\nsource: Reuters\n---\n\nText.\n"
            ),
        }
    )
    (folder / "content/port.jpg").write_bytes(GIF)
    result = build(folder)
    assert result.stderr == ""
    assert result.exit_code == 0
    schema = Draft202012Validator(json.loads(front_matter_schema(FIELDS)))
    # As editors read it: YAML 1.2, in which a date is text.
    matter = yaml.load(text, yaml.BaseLoader)
    schema.validate(matter | ({"draft": True} if "draft" in matter else {}))


def test_the_schema_is_valid_and_has_every_field() -> None:
    schema = json.loads(front_matter_schema(FIELDS))
    Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == [field.name for field in FIELDS]
    assert schema["required"] == ["title"]


# --- The site's own data -------------------------------------------------------------------------


def extra(text: str) -> tuple[Any, list[str]]:
    """Return the data below ``extra:`` as plain values, and the problems."""
    article, problems = parse(f"extra:\n{text}", fields=FIELDS)
    return thawed(article.extra), written(problems)


def thawed(value: object) -> object:
    if isinstance(value, FrozenMapping):
        return {key: thawed(item) for key, item in value.items()}
    return [thawed(item) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("340", 340),
        ("30.50", 30.5),
        ("1e3", 1000.0),
        ("123456789012345", 123_456_789_012_345),
        # Everything else is the text as it is written.
        ("yes", "yes"),
        ("True", "True"),
        ("007", "007"),
        ("+5", "+5"),
        ("1_000", "1_000"),
        (".5", ".5"),
        ("0x1f", "0x1f"),
        (".inf", ".inf"),
        ("1234567890123456", "1234567890123456"),
        ("0.1234567890123456", "0.1234567890123456"),
        ("2024-01-04", "2024-01-04"),
        ("10:04", "10:04"),
        ("'340'", "340"),
        ('"true"', "true"),
        ('""', ""),
        ("ميناء", "ميناء"),
        ("[1, [two, {three: 3}]]", [1, ["two", {"three": 3}]]),
        ("{}", {}),
    ],
)
def test_data_is_taken_as_it_is_written(text: str, value: object) -> None:
    data, problems = extra(f"  key: {text}")
    assert problems == []
    assert data == {"key": value}
    assert type(data["key"]) is type(value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("extra: 5", "3:8 field-type 'extra' is text, not a group of keys"),
        ("extra: [a]", "3:8 field-type 'extra' is a list, not a group of keys"),
        (
            f"extra: {{key: {'x' * 20_000}}}",
            "3:8 field-long 'extra' has 20,003 characters; the limit is 20,000",
        ),
        (
            "extra:\n  color: #fff",
            "4:10 yaml-comment YAML reads '#' and the text after it as a comment, not as part of"
            " 'extra.color'",
        ),
        (
            'extra: {name: "a\\u202eb"}',
            "3:17 text-bidi 'extra.name' contains U+202E (right-to-left override), which is"
            " invisible and changes the direction of the text",
        ),
        (
            'extra: {name: 1, "na\\u200bme": 2}',
            "3:18 key-duplicate 'name' is given twice in 'extra'",
        ),
    ],
)
def test_data_that_cannot_be_taken_as_it_is_written_is_reported(text: str, problem: str) -> None:
    assert problem in written(parse(text, fields=FIELDS)[1])


def test_invisible_characters_are_removed_from_data() -> None:
    article, _ = parse('extra: {"na\\u200bme": "a\\u202eb"}', fields=FIELDS)
    assert article.extra == FrozenMapping((("name", "ab"),))


def test_mappings_differ_when_what_is_published_of_them_differs() -> None:
    values = (1, 1.0, True, "1", None, (1,), FrozenMapping())
    mappings = [FrozenMapping((("key", value),)) for value in values]
    assert len(set(mappings)) == len(values)
    assert mappings[0] == FrozenMapping((("key", 1),))
    assert mappings[0] != {"key": 1}
