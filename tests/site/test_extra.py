"""A site's own data, ``extra`` in front matter, in its templates and in ``events.json``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.support import Build, MakeSite, Read

TEMPLATES = {
    "templates/article.html": """
        {% extends "base.html" %}
        {% block main %}
        <p id="vessel">{{ article.extra.vessel }}</p>
        <p id="demands">{{ article.extra.demands|join(' + ') }}</p>
        <p id="flag">{{ article.extra.owner.flag if article.extra.owner.known else 'unknown' }}</p>
        <p id="other">{{ article.extra.get('other', 'none') }}</p>
        {{ body }}
        {% endblock %}
        """,
    "templates/partials/timeline-entry.html": """
        {% macro event(event, home, short=false, large=false) %}
        <li id="{{ event.anchor }}">{{ event.extra.vessel }}</li>
        {% endmacro %}
        {% macro headline(event, home) %}<li>{{ event.extra.vessel }}</li>{% endmacro %}
        """,
}
STRIKE = """
    ---
    title: Strike
    date: 2024-01-04
    source: Reuters
    extra:
      vessel: {vessel}
      demands: [wages, "<safety>"]
      strikers: 340
      ratio: 0.5
      owner: {{flag: IQ, known: true}}
      nothing: ~
    ---

    Text.
    """
OTHER = """
    ---
    title: Reply
    date: 2023-01-04
    source: Reuters
    extra: {vessel: Other, demands: [], owner: {known: false}}
    ---

    Text.
    """


@pytest.fixture
def folder(site: MakeSite) -> Path:
    return site(
        {
            "content/strike.en.md": STRIKE.format(vessel="Basra Star"),
            "content/reply.en.md": OTHER,
            "content/pages/about.en.md": "---\ntitle: About\nextra: {a: 1}\n---\n\nText.\n",
            "content/site.toml": 'title = { en = "Log" }\n',
            **TEMPLATES,
        }
    )


def test_templates_read_it_from_the_article_and_from_its_entries(
    folder: Path, build: Build, read: Read
) -> None:
    assert build(folder).stderr == ""
    page = read(folder, "en/articles/strike/")
    assert '<p id="vessel">Basra Star</p>' in page
    assert '<p id="demands">wages + &lt;safety&gt;</p>' in page
    assert '<p id="flag">IQ</p>' in page
    assert '<p id="other">none</p>' in page
    assert '<p id="flag">unknown</p>' in read(folder, "en/articles/reply/")
    assert '<li id="strike">Basra Star</li>' in read(folder, "en/2024/")


def test_events_json_has_it_as_it_is_written(folder: Path, build: Build) -> None:
    build(folder)
    output = folder / "output"
    data = json.loads((output / "en/events.json").read_text("utf-8"))
    assert data["events"][1]["extra"] == {
        "vessel": "Basra Star",
        "demands": ["wages", "<safety>"],
        "strikers": 340,
        "ratio": 0.5,
        "owner": {"flag": "IQ", "known": True},
        "nothing": None,
    }
    schema = json.loads((output / "events.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(data)


def test_an_article_without_it_has_none_in_events_json(
    site: MakeSite, folder: Path, build: Build
) -> None:
    site({"content/reply.en.md": OTHER.replace("    extra:", "    # extra:")})
    for template in TEMPLATES:
        (folder / template).unlink()
    assert build(folder).stderr == ""
    data = json.loads((folder / "output/en/events.json").read_text("utf-8"))
    assert ["extra" in event for event in data["events"]] == [False, True]


def test_an_edit_of_it_renders_what_shows_it(site: MakeSite, folder: Path, build: Build) -> None:
    build(folder)
    before = contents(folder)
    site({"content/strike.en.md": STRIKE.format(vessel="Basra Star II")})
    assert build(folder).exit_code == 0
    after = contents(folder)
    changed = {path for path, data in after.items() if before[path] != data}
    assert "en/articles/strike/index.html" in changed
    assert "en/2024/index.html" in changed
    assert "en/events.json" in changed
    assert "en/articles/reply/index.html" not in changed
    assert "en/2023/index.html" not in changed
    assert all(b"Basra Star II" in after[path] for path in changed - {".tarikh"})


def contents(folder: Path) -> dict[str, bytes]:
    output = folder / "output"
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


def test_a_template_that_reads_what_is_not_there_is_an_error(folder: Path, build: Build) -> None:
    target = folder / "templates/article.html"
    target.write_text(target.read_text("utf-8").replace("extra.vessel", "extra.vesel"), "utf-8")
    result = build(folder)
    assert result.exit_code == 1
    assert "[template-failed]" in result.stderr
    assert "vesel" in result.stderr
