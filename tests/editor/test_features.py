"""What an editor is told: completions, dates as readers see them, where a value leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.editing.text_edits import EditError
from generator.editor import features
from generator.editor.tokens import Token, find_token
from generator.editor.workspace import Workspace
from tests.support import NOW, MakeSite
from tests.support.sources import article

TEXT = """\
---
title: A strike
date: 2024-01-04
tags: [US forces, "Port"]
source:
  - name: AP
    id: ap
    published: 2024-01-05
related:
  - flood
status: al
---

See [it](flood.en.md) and [[flood]].
"""


TOML = """\
+++
title = "A strike"
date = 2024-01-04
tags = ["US forces", "Port"]
related = [
  "flood",
]
status = "al"
pl
[[source]]
name = "AP"
id = "ap"
published = 2024-01-05
[taxonomies]
tags = ["Port"]
+++

---

See [it](flood.en.md).
"""


@pytest.fixture
def workspace(site: MakeSite) -> Workspace:
    folder = site(
        {
            "content/site.toml": 'timezone = "Asia/Baghdad"\n[languages.ar]\nlocale = "ar_IQ"\n'
            "hijri = true\n[languages.en]\n",
            "content/tags.toml": '[us-forces]\nspellings = ["US troops"]\n'
            'name = { ar = "القوات الأمريكية", en = "US forces" }\n',
            "content/sources.toml": "[ap]\n"
            'name = { ar = "أسوشيتد برس", en = "Associated Press" }\n',
            "content/a.en.md": article("A strike", tags="US forces", more="related: [flood]\n"),
            "content/a.ar.md": article("ضربة", tags="القوات الأمريكية"),
            "content/flood.en.md": article("A flood in Basra", "2023", tags="Port"),
            "content/flood.ar.md": article("فيضان في البصرة", "2023"),
        }
    )
    opened = Workspace(folder, lambda: NOW)
    opened.open()
    return opened


@pytest.mark.parametrize(
    ("line", "column", "kind", "text"),
    [
        (1, 2, "field", "title"),
        (2, 8, "date", "2024-01-04"),
        (3, 9, "tag", "US forces"),
        (3, 20, "tag", "Port"),
        (5, 12, "source", "AP"),
        (6, 9, "source-id", "ap"),
        (7, 20, "date", "2024-01-05"),
        (9, 6, "event", "flood"),
        (10, 9, "status", "al"),
        (13, 12, "link", "flood.en.md"),
        (13, 30, "link", "flood"),
        (13, 1, "", ""),
        (99, 0, "", ""),
    ],
)
def test_what_is_at_a_position(line: int, column: int, kind: str, text: str) -> None:
    token = find_token(TEXT, line, column)
    assert (token.kind, token.text) == (kind, text)


def suggest(
    workspace: Workspace, kind: str, typed: str, path: str = "content/a.ar.md"
) -> list[str]:
    token = Token(kind, 0, len(typed), typed)  # type: ignore[arg-type]
    return [each.text for each in features.suggest(workspace, path, token, typed)]


@pytest.mark.parametrize(
    ("line", "column", "kind", "text"),
    [
        (1, 2, "field", "title"),
        (2, 9, "date", "2024-01-04"),
        (3, 12, "tag", "US forces"),
        (3, 24, "tag", "Port"),
        (5, 5, "event", "flood"),
        (7, 11, "status", "al"),
        (8, 2, "field", "pl"),
        (10, 9, "source", "AP"),
        (11, 7, "source-id", "ap"),
        (12, 15, "date", "2024-01-05"),
        (14, 10, "tag", "Port"),
        (17, 1, "", ""),
        (19, 12, "link", "flood.en.md"),
    ],
)
def test_what_is_at_a_position_of_toml(line: int, column: int, kind: str, text: str) -> None:
    token = find_token(TOML, line, column)
    assert (token.kind, token.text) == (kind, text)


def test_suggestions_are_written_as_toml(workspace: Workspace) -> None:
    tag = find_token(TOML, 3, 24)
    assert TOML.splitlines()[3][tag.start : tag.end] == '"Port"'
    (suggestion,) = features.suggest(workspace, "content/a.en.md", tag, "us t")
    assert suggestion.text == '"US forces"'
    key = find_token(TOML, 8, 2)
    assert [each.text for each in features.suggest(workspace, "content/a.en.md", key, "pl")] == [
        "place = "
    ]


def test_names_are_found_in_every_language_and_written_in_that_of_the_file(
    workspace: Workspace,
) -> None:
    for typed in ("US tr", "الأمريك", "us-f"):
        assert suggest(workspace, "tag", typed) == ["القوات الأمريكية"]
        assert suggest(workspace, "tag", typed, "content/a.en.md") == ["US forces"]
    assert suggest(workspace, "source", "assoc") == ["أسوشيتد برس"]
    assert suggest(workspace, "source-id", "برس") == ["ap"]
    assert suggest(workspace, "event", "basra") == ["flood"]
    assert suggest(workspace, "link", "بصره") == ["flood.ar.md"]
    assert suggest(workspace, "status", "al") == ["alleged"]
    assert suggest(workspace, "field", "الملخ") == ["summary: "]


def test_a_date_is_shown_as_readers_will_see_it(workspace: Workspace) -> None:
    assert features.describe(workspace, Token("date", 0, 0, "late 2020")) == (
        "العربية: أواخر 2020\n\nEnglish: late 2020\n\n`2020`"
    )
    shown = features.describe(workspace, Token("date", 0, 0, "2024-01-04"))
    assert shown.startswith("العربية: الخميس، 4 كانون الثاني 2024 (22 جمادى الآخرة 1445 هـ)\n")
    assert features.describe(workspace, Token("date", 0, 0, "soon")) == ""


def test_a_tag_is_described_by_its_names_and_events(workspace: Workspace) -> None:
    assert features.describe(workspace, Token("tag", 0, 0, "US troops")) == (
        "القوات الأمريكية · US forces\n\nalso: US troops\n\n[us-forces], 1 event"
    )
    assert features.describe(workspace, Token("tag", 0, 0, "nothing")) == ""


def test_values_lead_to_their_files_and_all_else_to_the_translation(workspace: Workspace) -> None:
    def lead(token: Token) -> list[str]:
        return features.find_definition(workspace, "content/a.en.md", token)

    assert lead(Token("event", 0, 0, "flood")) == ["content/flood.en.md"]
    assert lead(Token("link", 0, 0, "flood.ar.md#x")) == ["content/flood.ar.md"]
    assert lead(Token("link", 0, 0, "flood")) == ["content/flood.en.md"]
    assert lead(Token("", 0, 0, "")) == ["content/a.ar.md"]


def test_a_tag_gets_another_name_in_what_is_being_edited(workspace: Workspace) -> None:
    typed = article("A strike!", tags="US forces, New")
    workspace.edit("content/a.en.md", typed)
    token = Token("tag", 0, 0, "US forces")
    changes = {
        each.path: each.new.decode()
        for each in features.rename(workspace, "content/a.en.md", token, "American forces")
    }
    assert changes.keys() == {"content/tags.toml", "content/a.en.md"}
    assert changes["content/a.en.md"] == typed.replace("US forces", "American forces")
    with pytest.raises(EditError, match="another tag"):
        features.rename(workspace, "content/a.en.md", token, "Port")


def test_nothing_is_written(workspace: Workspace) -> None:
    root: Path = workspace.layout.root
    assert {path.name for path in root.iterdir()} == {"content", ".tarikh"}
