"""Every text is converted in bounded time, or exceeds a named limit that can be raised."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.config import parse_config
from generator.content.markdown import MarkdownConverter
from generator.content.parse import parse_article
from generator.model import Limits, SourceFile
from generator.problem_collector import sort_and_limit
from generator.problems import Problem
from tests.support import ROOT, Build, MakeSite
from tests.support.oversized import ARTICLE, OVERSIZED, body


@pytest.fixture(scope="module")
def problem_codes() -> dict[str, list[str]]:
    """The codes of the problems of each oversized site, by its name.

    One process reads them all, with bounded processor time and memory: starting a process takes
    longer than reading a site.
    """
    command = [sys.executable, "-m", "tests.support.oversized"]
    outcome = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout[-300:] + outcome.stderr[-2000:]
    lines = (line.split("|") for line in outcome.stdout.splitlines())
    return {name: codes for name, *codes in lines}


def test_every_oversized_site_is_checked_in_bounded_time(
    problem_codes: dict[str, list[str]],
) -> None:
    assert list(problem_codes) == list(OVERSIZED)
    assert len(OVERSIZED) >= 140


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("10 MB of paragraphs", "article-large"),
        ("one line of 5 MB", "article-large"),
        ("50,000 open brackets", "markup-limit"),
        ("50,000 nested emphases", "markup-limit"),
        ("50,000 tags open", "markup-limit"),
        ("bars and backticks", "markup-limit"),
        ("10,000 uses of one footnote", "markup-limit"),
        ("1,000 contents of 1,000 headings", "markup-limit"),
        ("10,000 fences begun", "markup-limit"),
        ("10,000 definitions of one word", "markup-limit"),
        ("100,000 words with a number sign", "markup-limit"),
        ("100,000 nested quotations", "markup-nesting"),
        ("400 nested lists", "markup-nesting"),
        ("10,000 footnotes", "markup-limit"),
        ("front matter of 5 MB", "article-large"),
        ("a billion laughs", "yaml-alias"),
        ("5,000 tags", "tag-many"),
        ("5,000 sources", "source-many"),
        ("a year of 90,000 digits", "date-unknown"),
        ("a number of 5,000 digits in TOML", "toml-invalid"),
        ("10,000 lists in TOML", "toml-invalid"),
    ],
)
def test_an_oversized_site_is_refused(
    problem_codes: dict[str, list[str]], name: str, code: str
) -> None:
    assert code in problem_codes[name]


@pytest.mark.parametrize(
    "name",
    [
        *("table of 10,000 rows", "table of 10,000 columns", "10,000 items"),
        *("10,000 headings", "10,000 definitions of links", "10,000 lines of quotation"),
    ],
)
def test_a_text_with_much_markup_is_converted(
    problem_codes: dict[str, list[str]], name: str
) -> None:
    assert problem_codes[name] == []


MUCH = {
    "article": body("a" * 2_000),
    "front_matter": {ARTICLE: "---\ntitle: A\nplace: " + "a " * 100 + "\n---\n"},
    "sources": {ARTICLE: "---\ntitle: A\nsource: [a, b, c, d]\n---\n"},
    "tags": {ARTICLE: "---\ntitle: A\ntags: [a, b, c, d]\n---\n"},
    "nesting": body("> " * 4 + "a"),
    "work": body("\n".join("a" * 200)),
}
LOW = {"article": 1_000, "front_matter": 150, "tags": 3, "sources": 3, "nesting": 3, "work": 10_000}


def said(limits: str, key: str) -> tuple[Problem, ...]:
    settings = SourceFile("content/site.toml", limits.encode())
    site, problems = parse_config(settings, None, None, folder_name="site")
    assert problems == ()
    text = MUCH[key][ARTICLE].encode()
    article, text_of_body, wrong = parse_article(SourceFile(ARTICLE, text), site)
    if article is None:
        return wrong
    markup = MarkdownConverter().render(text_of_body, path=ARTICLE, limits=site.limits)[1]
    return wrong + markup


# The limit of the pixels of a picture is tried with pictures.
@pytest.mark.parametrize("key", [name for name in Limits.__struct_fields__ if name != "pixels"])
def test_each_limit_is_named_and_can_be_raised(key: str) -> None:
    (problem,) = said(f"[limits]\n{key} = {LOW[key]}\n", key)
    assert f"raise {key} under [limits] in site.toml" in problem.hint
    assert said(f"[limits]\n{key} = {getattr(Limits(), key)}\n", key) == ()


def test_a_limit_is_a_number_within_reason() -> None:
    text = b"[limits]\ntags = 0\nnesting = '5'\nwork = true\nsize = 3\n"
    site, problems = parse_config(SourceFile("site.toml", text), None, None, folder_name="site")
    assert site.limits == Limits()
    assert [(each.line, each.code) for each in problems] == [
        (2, "config-value"),
        (3, "config-type"),
        (4, "config-type"),
        (5, "config-key"),
    ]


def test_an_oversized_article_does_not_prevent_checks_of_others(
    site: MakeSite, build: Build
) -> None:
    folder = site(
        {
            "content/site.toml": "[limits]\narticle = 100\n",
            "content/long.en.md": "---\ntitle: A\ndate: 2024\nsource: AP\n---\n" + "a " * 100,
            "content/wrong.en.md": "---\ntitle: A\ndate: 2024-02-30\nsource: AP\n---\n",
        }
    )
    assert build(folder).codes == ("article-large", "date-invalid")
    # What was cached with one limit is checked again with another.
    site({"content/wrong.en.md": "---\ntitle: A\ndate: 2024\nsource: AP\n---\n"})
    site({"content/site.toml": ""})
    assert build(folder).exit_code == 0
    site({"content/site.toml": "[limits]\narticle = 100\n"})
    assert build(folder).codes == ("article-large",)


def test_problems_of_one_kind_are_reported_a_hundred_times() -> None:
    many = [Problem("a", line, 1, "link-dead", "m") for line in range(1, 251)]
    one = Problem("a", 300, 1, "image-alt", "m")
    limited = sort_and_limit([*many, one])
    assert [each.line for each in limited] == [*range(1, 101), 300]
    assert limited[99].message == "m; there are 150 more of this kind below"
    assert sort_and_limit(many[:100]) == tuple(many[:100])
