"""Documents a table of fields: a JSON Schema for editors, and a page of the documentation."""

from __future__ import annotations

import json
from textwrap import fill
from typing import Any

from generator.content.fields import Field

_WIDTH = 100
_INTRODUCTION = """\
# Front matter

An article starts with its front matter: lines of `key: value` between two lines of three hyphens.
The text follows in Markdown. The file's name has the key of the event and the language:
`content/2024/strike-ends.en.md`.

```markdown
---
title: Port workers end their strike
date: 2024-01-04
source: Reuters
---

After nine days, the dockers of Umm Qasr accepted a new contract.
```

Only `title` and, in one of an event's languages, `date` are required. Values are YAML, but nothing
is guessed from them: `10:04`, `no` and `010` stay the text that is written. A value that contains
`: ` or ` #`, or that starts with a character such as `[`, `{`, `*`, `&`, `!`, `%` or `@`, must be
in quotes.

[front-matter.schema.json](front-matter.schema.json) describes the fields to editors that complete
and check front matter with a JSON Schema.
"""


def front_matter_schema(fields: tuple[Field, ...]) -> str:
    """Write the JSON Schema (draft 2020-12) of front matter with these fields."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The front matter of an article",
        "type": "object",
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
        "properties": {
            field.name: {"description": field.description} | json.loads(field.schema)
            for field in fields
        },
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def front_matter_reference(fields: tuple[Field, ...]) -> str:
    """Write the page of the documentation that describes these fields, in Markdown."""
    return "\n".join((_INTRODUCTION, *map(_section, fields)))


def _section(field: Field) -> str:
    pages = "articles and pages of `content/pages/`." if field.on_pages else "articles."
    lines = [
        f"## {field.name}",
        "",
        _wrap(field.description),
        "",
        _item(f"Written in: {pages}"),
        _item(f"Shown in: {field.shown}"),
    ]
    if field.shared:
        lines.append(_item("Translations: the texts of an event that have it must agree."))
    return "\n".join((*lines, "", "```yaml", field.example, "```", ""))


def _item(text: str) -> str:
    return _wrap(f"- {text}", indent="  ")


def _wrap(text: str, indent: str = "") -> str:
    return fill(
        text,
        _WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
