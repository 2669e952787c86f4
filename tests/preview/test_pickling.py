"""Values on their way between processes arrive as they were."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

import pytest

from generator.config import parse_config
from generator.content.parse import parse_article
from generator.model import Article, Citation, FieldPosition, SourceFile, Status
from generator.preview.pickling import pickle_value
from tests.support.preview_client import article


@dataclass(frozen=True, slots=True)
class Nothing:
    """A value without fields."""


@pytest.mark.parametrize(
    "value",
    [
        None,
        "نص",
        Status.ALLEGED,
        Article,
        Nothing(),
        SourceFile("a.md", b"\0"),
        FieldPosition("title", 2, 8),
        (Citation(name="AP"), [Citation(id="ap", line=4)]),
    ],
)
def test_a_value_arrives_as_it_was(value: object) -> None:
    assert pickle.loads(pickle_value(value)) == value


def test_a_parsed_article_arrives_as_it_was() -> None:
    site, _ = parse_config(None, None, None, folder_name="x")
    text = article("A", more="status: denied\nplace: Baghdad\nimage: {src: a.png, alt: A}\n")
    parsed = parse_article(SourceFile("content/a.en.md", text.encode()), site)
    assert parsed[0] is not None
    assert pickle.loads(pickle_value(parsed)) == parsed
