"""The front matter of drafts: every text is read again as it was written."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.draft_file import write_article
from generator.importing.records import Value

SIGNS = "ab ?:-#&*!|>'\"%@`,[]{}=~<^.\u00a0،«»$/\\01\u2028\u0085\ufeff\u200f\ue000"
TEXTS = st.text(st.sampled_from(SIGNS), min_size=1, max_size=6).filter(str.split)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_every_text_is_read_as_it_was_written(texts: list[str]) -> None:
    fields: tuple[tuple[str, Value], ...] = (
        ("tags", tuple(texts)),
        ("place", texts[0]),
        ("source", ({"name": texts[0], "title": texts[-1]},)),
    )
    matter = write_article(fields, "", "").decode().removeprefix("---\n").removesuffix("---\n")
    plain = [" ".join(text.split()) for text in texts]
    assert yaml.load(matter, yaml.BaseLoader) == {
        "tags": plain,
        "place": plain[0],
        "source": [{"name": plain[0], "title": plain[-1]}],
    }
