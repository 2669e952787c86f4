"""Texts without front matter: which are skipped, and which are articles with an error."""

from __future__ import annotations

import pytest

from generator.content.parse import parse_article
from generator.model import SourceFile
from tests.content.helpers import SITE

_SKIPPED = "notice front-matter-missing skipped: it does not start with front matter"


def said(path: str, text: str | bytes) -> list[str]:
    """Return what is reported of a file that is no article."""
    data = text if isinstance(text, bytes) else text.encode()
    article, body, problems = parse_article(SourceFile(path, data), SITE)
    assert (article, body) == (None, "")
    return [f"{each.severity} {each.code} {each.message}" for each in problems]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/README.md", "# The port\n\nAn archive.\n"),
        ("content/README.ar.md", "# الميناء\n"),
        ("content/ReadMe.zh-CN.md", "# 港口\n"),
        ("content/LICENSE.md", "Copyright\n"),
        ("content/CONTRIBUTING.en.md", "# How to help\n"),
        ("content/2024-05-01.md", "- called the port\n- date: not known\n"),
        ("content/يوميات/2024-05-01.md", "اتصلت بالميناء.\n"),
        ("content/notes/empty.md", ""),
        ("content/notes/white.md", " \n\n"),
        ("content/notes/heading.md", "Minutes\n-------\n\nText.\n"),
        ("content/notes/rule.md", "---\n\n# A rule, and a heading\n"),
        ("content/notes/rules.md", "Text.\n\n---\n\nMore.\n\n---\n\nEnd.\n"),
        ("content/notes/list.md", "- a\n- b\n"),
        ("content/notes/dash.md", "— a remark\nMore: text\n"),
        ("content/notes/include.md", "{% include x.html %}\n"),
        ("content/notes/shortcode.md", '{{< figure src="x" >}}\n'),
        ("content/notes/class.md", "{.wide}\ntext\n"),
        ("content/notes/plus.md", "+++ more +++\n"),
        ("content/notes/meeting.md", "Date: 2024-05-01\nPresent: two\n\nText.\n"),
        ("content/notes/example.md", "So:\n\n```\n---\ntitle: T\ndate: 2024\n---\n```\n"),
        ("content/README.en.md", "So:\n\n---\ntitle: T\n---\n"),
        ("content/notes/old.bak.md", "Text.\n"),
        ("content/notes/draft.template.md", "Text.\n"),
        ("content/fr/notes.md", "Texte.\n"),
        ("content/notes/windows.md", "ملاحظة عن الميناء".encode("cp1256")),
    ],
)
def test_a_text_that_is_no_article_is_skipped_with_a_notice(path: str, text: str | bytes) -> None:
    assert said(path, text) == [f"{_SKIPPED}, so it is not an article"]


@pytest.mark.parametrize(
    ("path", "front_matter"),
    [
        ("content/notes/idea.md", "tags: [port]"),
        ("content/notes/idea.md", "tags:\n  - port\naliases: []\ncssclasses: wide"),
        ("content/2024-05-01.md", "Tags: daily"),
        ("content/ar/notes.md", "created: 2024-05-01\ntags: [ميناء]"),
    ],
)
def test_a_note_that_is_only_labeled_is_skipped_with_a_notice(path: str, front_matter: str) -> None:
    message = "skipped: its front matter has neither a title nor a date, so it is not an article"
    assert said(path, f"---\n{front_matter}\n---\nText.\n") == [
        f"notice front-matter-missing {message}"
    ]


@pytest.mark.parametrize(
    ("path", "front_matter"),
    [
        ("content/strike.en.md", "tags: [port]"),
        ("content/strike.md", "tags: [port]\nsource: AP"),
        ("content/strike.md", "tags: [port]\ntitel: T"),
        ("content/strike.md", ""),
    ],
)
def test_front_matter_that_may_be_of_an_article_is_read(path: str, front_matter: str) -> None:
    file = SourceFile(path, f"---\n{front_matter}\n---\nText.\n".encode())
    assert parse_article(file, SITE)[0] is not None


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("content/strike.en.md", "Text.\n", "front-matter-missing"),
        ("content/strike.ar.md", "", "front-matter-missing"),
        ("content/strike.fr.md", "Texte.\n", "language-unknown"),
        ("content/strike.de.md", "Text.\n", "language-unknown"),
        ("content/strike.md", "---\ntitle: T\n", "front-matter-unclosed"),
        ("content/strike.md", "---\ntitle: T\n--\n\nText.\n", "front-matter-unclosed"),
        ("content/strike.md", "--\ntitle: T\ndate: 2024\n--\n", "front-matter-missing"),
        ("content/strike.md", "———\nالعنوان: إضراب\n———\n", "front-matter-missing"),
        ("content/strike.md", " ---\ntitle: T\n ---\n", "front-matter-unclosed"),
        ("content/strike.md", "+++\ntitle = 'T'\n++\n", "front-matter-unclosed"),
        ("content/strike.md", ";;;\n{}\n;;;\n", "front-matter-missing"),
        ("content/strike.md", '{\n  "title": "T"\n}\n', "front-matter-missing"),
        ("content/strike.md", "title: T\ndate: 2024\n\nText.\n", "front-matter-missing"),
        ("content/strike.md", "العنوان: إضراب\nالتاريخ: 2024\n\nنص.\n", "front-matter-missing"),
        ("content/strike.md", "Draft!\n---\ntitle: T\n---\n", "front-matter-missing"),
        ("content/strike.md", "<!-- x -->\n\n---\ndate: 2024\n---\n", "front-matter-missing"),
        ("content/strike.md", "---\ntitle: [\n---\n", "yaml-invalid"),
        ("content/strike.md", "---\n- a\n---\n", "front-matter-type"),
        ("content/README.md", "---\ntitle: [\n---\n", "yaml-invalid"),
        ("content/strike.md", "---\ntitle: إضراب\n---\n".encode("cp1256"), "encoding"),
        ("content/strike.md", "---\ntitle: T\n---\n".encode("utf-16"), "encoding"),
    ],
)
def test_a_text_that_seems_to_be_an_article_is_an_error(
    path: str, text: str | bytes, code: str
) -> None:
    (problem, *_) = said(path, text)
    assert problem.startswith(f"error {code} ")


@pytest.mark.parametrize(
    ("path", "text", "is_template"),
    [
        ("content/Templates/daily.md", "---\ntitle: {{title}}\ndate: {{date}}\n---\n", True),
        ("content/templates/x.md", "---\ndate: <% tp.date.now() %>\n---\n", True),
        ("content/قوالب/خبر.md", "---\ntags: ['{{tag}}']\n---\n", True),
        ("content/archetypes/default.md", "---\nx: {y: '{{ .Name }}'}\n---\n", True),
        ("content/notes/daily.md", "---\ntitle: {{title}}\ndate: {{date}}\n---\n", False),
        ("content/templates/x.md", "---\ndate: tomorrow\n---\n", False),
    ],
)
def test_a_template_for_notes_is_skipped(path: str, text: str, *, is_template: bool) -> None:
    _, _, problems = parse_article(SourceFile(path, text.encode()), SITE)
    skipped = [each.message for each in problems if each.code == "file-ignored"]
    words = "skipped: it is a template for notes, with variables in its front matter"
    assert skipped == ([words] if is_template else [])
    assert not is_template or len(problems) == 1
