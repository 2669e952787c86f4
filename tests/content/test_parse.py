"""Parsing articles: file names, front matter, fields, and the problems that are reported."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import dates
from generator.content import front_matter
from generator.content.parse import parse_article, parse_file_name
from generator.model import (
    Article,
    Citation,
    Correction,
    FieldPosition,
    LeadImage,
    SourceFile,
    Status,
    VisibilityLimit,
)
from generator.problem_collector import ProblemCollector
from tests.content.helpers import PATH, SITE, fields, hints, read


def when(text: str) -> dates.When:
    return dates.parse(text, SITE.timezone)


def test_every_field_is_read() -> None:
    article, body, problems = read(
        """---
title: "ضربة: في بغداد"
date: 5 كانون الثاني 2024
source:
  - رويترز
  - id: associated-press
    url: https://apnews.com/a?b=c#d
    title: Headline
    published: 2024-01-06
    accessed: 2024-01-07
    via: أ ب
    archived: http://web.archive.org/web/https://apnews.com/a
    quote: |
      First line.
      Second line.
    quote_language: en
tags: [بغداد, "2024"]
summary: >
  Two lines
  made one.
status: alleged
published: 2024-01-08
updated: 2024-01-09T10:04
corrections:
  - date: 2024-01-10
    note: The number was wrong.
place: بغداد
image:
  src: strike.jpg
  alt: Smoke
  credit: AP
related: [first, second]
aliases: [/old/strike.html, "%D8%A3/"]
slug: strike-in-baghdad
draft: yes
---

The body.
"""
    )
    assert problems == []
    assert body == "The body."
    assert article == Article(
        path=PATH,
        key="strike",
        language="ar",
        slug="strike-in-baghdad",
        title="ضربة: في بغداد",
        when=when("2024-01-05"),
        status=Status.ALLEGED,
        place="بغداد",
        sources=(
            Citation(name="رويترز", line=5, column=5),
            Citation(
                id="associated-press",
                url="https://apnews.com/a?b=c#d",
                title="Headline",
                published=when("2024-01-06"),
                accessed=when("2024-01-07"),
                via="أ ب",
                archived="http://web.archive.org/web/https://apnews.com/a",
                quote="First line.\nSecond line.",
                quote_language="en",
                line=6,
                column=5,
            ),
        ),
        tags=("بغداد", "2024"),
        summary="Two lines made one.",
        published=when("2024-01-08"),
        updated=when("2024-01-09T10:04+03:00"),
        corrections=(Correction(when("2024-01-10"), "The number was wrong."),),
        image=LeadImage("strike.jpg", "Smoke", "AP"),
        related=("first", "second"),
        aliases=("old/strike.html", "أ/"),
        draft=True,
        limits=(VisibilityLimit("published", 63_840_258_000, "2024-01-08", is_start=True),),
        body_line=38,
        positions=(
            FieldPosition("title", 2, 8),
            FieldPosition("date", 3, 7),
            FieldPosition("source", 5, 3),
            FieldPosition("tags", 17, 7),
            FieldPosition("status", 21, 9),
            FieldPosition("published", 22, 12),
            FieldPosition("place", 27, 8),
            FieldPosition("image", 29, 3),
            FieldPosition("related", 32, 10),
            FieldPosition("aliases", 33, 10),
            FieldPosition("slug", 34, 7),
        ),
    )


def test_a_field_without_a_value_is_left_to_a_translation() -> None:
    article, problems = fields("date:\nsource: ~\ntags: null\nstatus: NULL")
    assert problems == []
    assert article == Article(
        path=PATH,
        key="strike",
        language="ar",
        slug="strike",
        title="T",
        body_line=7,
        positions=(
            FieldPosition("title", 2, 8),
            FieldPosition("date", 3, 6, empty=True),
            FieldPosition("source", 4, 9, empty=True),
            FieldPosition("tags", 5, 7, empty=True),
            FieldPosition("status", 6, 9, empty=True),
        ),
    )


def test_an_empty_list_is_not_left_to_a_translation() -> None:
    article, _ = fields("source: []\ntags: []")
    assert (article.sources, article.tags) == ((), ())


def test_the_slug_comes_from_the_key() -> None:
    assert fields("", "content/US Forces_2.md")[0].slug == "us-forces-2"
    assert fields("", "content/ضربة.md")[0].slug == "ضربه"
    assert fields("", "content/!!.ar.md")[1] == [
        "0:0 error slug-empty the file name '!!' has no letter or digit"
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "slug: US forces",
            "3:7 error slug-invalid invalid slug 'US forces': a URL cannot contain it",
        ),
        (
            "slug: a/b",
            "3:7 error slug-invalid invalid slug 'a/b': a URL cannot contain it as it is",
        ),
        ("slug: ..", "3:7 error slug-invalid invalid slug '..': a URL cannot contain it as it is"),
        ("slug: [a]", "3:7 error field-type 'slug' is a list, not text"),
    ],
)
def test_a_slug_must_be_usable_in_a_url(written: str, expected: str) -> None:
    _, problems = fields(written)
    assert len(problems) == 1
    assert problems[0].startswith(expected)


def test_the_hint_for_an_invalid_slug_is_a_valid_one() -> None:
    assert hints("title: T\nslug: US forces") == ["write slug: us-forces"]


def test_a_page_needs_only_a_title() -> None:
    article, problems = fields("date: 2024\ntags: a", "content/pages/about.en.md")
    assert article == Article(
        path="content/pages/about.en.md",
        key="about",
        language="en",
        slug="about",
        title="T",
        is_page=True,
        body_line=5,
        positions=(FieldPosition("title", 2, 8),),
    )
    assert problems == [
        "3:1 warning field-ignored 'date' has no effect in content/pages/",
        "4:1 warning field-ignored 'tags' has no effect in content/pages/",
    ]


@pytest.mark.parametrize("key", ["tags", "search", "2024", "10000"])
def test_a_page_cannot_have_a_reserved_slug(key: str) -> None:
    problem = f"error slug-reserved the slug '{key}' is reserved for a page that tarikh makes"
    _, problems = fields("", f"content/pages/{key}.en.md")
    assert problems == [f"0:0 {problem}"]
    _, problems = fields(f"slug: {key}", "content/pages/about.en.md")
    assert problems == [f"3:7 {problem}"]
    assert fields("", f"content/{key}.en.md")[1] == []


def test_a_language_after_a_hyphen_is_a_warning() -> None:
    collector = ProblemCollector("x")
    assert parse_file_name("content/strike-en.md", SITE.languages, collector) is not None
    assert parse_file_name("content/strike_ar.en.md", SITE.languages, collector) is not None
    assert parse_file_name("content/what-it-was.md", SITE.languages, collector) is not None
    assert [(each.code, each.hint) for each in collector.problems] == [
        (
            "language-unclear",
            "rename it to strike.en.md, or to strike-en.ar.md if that is its name",
        )
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "published: 2024-01-05\nupdated: 2024-01-04",
            "4:10 warning date-early 'updated' (2024-01-04)",
        ),
        ("published: 2024-01\nupdated: 2024-01-04", ""),
        (
            "published: 2024-01-05\ncorrections: [{date: 2024-01-02, note: N}]",
            "4:22 warning date-early 'corrections.date' (2024-01-02) is before 'published'",
        ),
        ("source: {name: N, published: 2024-01-05, accessed: 2024-01-04}", ""),
        (
            "source: {name: N, published: 2024-01-05, accessed: 2024-01-03}",
            "3:52 warning date-early 'source.accessed' (2024-01-03) is before 'source.published'",
        ),
    ],
)
def test_a_date_before_one_that_it_follows_is_a_warning(text: str, expected: str) -> None:
    problems = read(f"---\ntitle: T\n{text}\n---\n")[2]
    assert [problem[: len(expected)] for problem in problems] == [expected] * bool(expected)


def test_the_hint_for_an_unknown_key_is_the_closest_field() -> None:
    assert hints("title: T\nsorce: x") == ["did you mean 'source'?"]


@given(st.text(), st.sampled_from([yaml.CSafeLoader, yaml.SafeLoader]))
def test_any_text_is_an_article_or_a_problem(text: str, loader: type) -> None:
    written = f"---\n{text}\n---\n".encode(errors="replace")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_matter, "SafeLoader", loader)
        article, _, problems = parse_article(SourceFile(PATH, written), SITE)
    assert article is not None or problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 error title-missing 'title' is missing"),
        ("title:", "2:7 error title-missing 'title' is empty"),
        ('title: ""', "2:8 error title-missing 'title' is empty"),
        ("title: [x]", "2:8 error field-type 'title' is a list, not text"),
        (
            "title: " + "ت" * 501,
            "2:8 error title-long 'title' has 501 characters; the limit is 500",
        ),
    ],
)
def test_a_title_is_required(text: str, expected: str) -> None:
    assert read(f"---\n{text}\n---\n")[2] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date: 2024-02-30", "3:7 error date-invalid date '2024-02-30': February 2024 has 29 days"),
        (
            'date: "2024-01-01/2024-02-30"',
            "3:19 error date-invalid date '2024-01-01/2024-02-30': February 2024 has 29 days",
        ),
        ("date: [2024]", "3:7 error field-type 'date' is a list, not a date"),
        ("updated: {a: b}", "3:10 error field-type 'updated' is a group of keys, not a date"),
        ("published: soon", "3:12 error date-unknown published 'soon': "),
        (
            "source: {name: x, published: 2024-02-30}",
            "3:30 error date-invalid source.published '2024-02-30': February 2024 has 29 days",
        ),
        ("place: [a]", "3:8 error field-type 'place' is a list, not text"),
        (
            f"place: {'x' * 501}",
            "3:8 error field-long 'place' has 501 characters; the limit is 500",
        ),
        ("draft: maybe", "3:8 error field-type 'draft' must be true or false, not 'maybe'"),
        ("draft: [yes]", "3:8 error field-type 'draft' must be true or false"),
        ("status: allegd", "3:9 error status-unknown unknown status 'allegd'"),
        ("status: Alleged", "3:9 error status-unknown unknown status 'Alleged'"),
        ("source: https://x.org", "3:9 error source-name source 'https://x.org' is a URL, not"),
        ("source: {url: https://x.org}", "3:9 error source-name the source has no 'name'"),
        (
            "source: [[a, b]]",
            "3:10 error field-type 'source' is a list, not a name or a group of keys",
        ),
        ("source: {name: x, id: y}", "3:9 warning source-name the source has both 'name' and 'id'"),
        ("source: {name: x, link: y}", "3:19 warning key-unknown unknown key 'link' in 'source'"),
        (
            "source: {name: x, quote_language: Arabic!}",
            "3:35 error language-invalid invalid language tag 'Arabic!' in 'source.quote_language'",
        ),
        (
            "corrections: x",
            "3:14 error field-type 'corrections' is text, not a list of dates",
        ),
        (
            "corrections: [{date: 2024}]",
            "3:15 error correction-incomplete the correction has no 'note'",
        ),
        (
            "corrections: [{date: 2024-13, note: x}]",
            "3:22 error date-invalid corrections.date '2024-13': ",
        ),
        ("image: x.jpg", "3:8 warning image-alt 'image' has no 'alt'"),
        ("image: {alt: x}", "3:8 error image-src 'image' has no 'src'"),
        ("image: [x]", "3:8 error field-type 'image' is a list, not the name of a file"),
        ("image: {src: https://x.org/y.jpg, alt: z}", "3:14 error image-remote image 'https:"),
        ("image: {src: //x.org/y.jpg, alt: z}", "3:14 error image-remote image '//x.org"),
        ("image: {src: 'data:image/png,', alt: z}", "3:14 error image-remote image 'data:"),
        ("related: [[a, b]]", "3:11 error field-type 'related' is a list, not text"),
        (
            'place: "a\\u202eb"',
            "3:10 warning text-bidi 'place' contains U+202E (right-to-left override), which",
        ),
    ],
)
def test_an_invalid_value_is_reported(text: str, expected: str) -> None:
    _, problems = fields(text)
    assert len(problems) == 1
    assert problems[0].startswith(expected)


def test_an_invalid_value_has_a_position() -> None:
    article, _ = fields("date: never")
    assert article.when is None
    assert article.position("date") == FieldPosition("date", 3, 7, is_reported=True)


def test_characters_that_change_the_direction_are_removed() -> None:
    article, problems = fields("place: a\u202eb\nsource: {name: x, quote: 'a\u2066b'}")
    assert article.place == "ab"
    assert article.sources is not None
    assert article.sources[0].quote == "ab"
    assert [problem.split()[2] for problem in problems] == ["text-bidi", "text-bidi"]


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("tags: بغداد", ("بغداد",)),
        ("tags: [a, ~, null, b]", ("a", "b")),
        ("tags:\n  - 2024\n  - no\n  - US  forces", ("2024", "no", "US forces")),
        ('tags: "Washington, D.C."', ("Washington, D.C.",)),
        ('tags: ["أ، ب"]', ("أ، ب",)),
        ("tags: [../a/b]", ("../a/b",)),
    ],
)
def test_tags_are_names(written: str, tags: tuple[str, ...]) -> None:
    article, problems = fields(written)
    assert (article.tags, problems) == (tags, [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tags: [أ، ب]", "3:8 error tag-comma 'أ، ب' is read as one tag"),
        ("tags: أ، ب", "3:7 error tag-comma 'أ، ب' is read as one tag"),
        ("tags: a, b", "3:7 error tag-comma 'a, b' is read as one tag"),
        ("tags:\n  - a\n  - أ، ب", "5:5 error tag-comma 'أ، ب' is read as one tag"),
        ("tags: ['!!']", "3:8 error tag-empty invalid tag '!!': it has no letter or digit"),
        ("tags: ['']", "3:8 error tag-empty invalid tag '': it has no letter or digit"),
        ("tags: [[a, b]]", "3:7 error field-type 'tags' has a list in a list"),
        (
            f"tags: [{', '.join(map(str, range(101)))}]",
            "3:7 error tag-many 101 tags exceed the limit of 100",
        ),
    ],
)
def test_an_invalid_tag_is_reported(written: str, expected: str) -> None:
    assert fields(written)[1] == [expected]


def test_the_hint_for_an_arabic_comma_is_the_list_that_was_meant() -> None:
    assert hints("title: T\ntags: [أ، ب]") == [
        "write tags: [أ, ب]; if it is one tag, put it in quotes"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "reuters.com/a",
        "ftp://x.org",
        "javascript:alert(1)",
        "https://",
        "https://user:secret@x.org",
        "https://reuters.com@x.org",
        "https://x.org/a b",
        "https://x.org/<b>",
        "mailto:a@x.org",
    ],
)
def test_a_url_must_be_http_and_safe(address: str) -> None:
    article, problems = fields(f"source: {{name: x, url: '{address}'}}")
    assert article.sources == (Citation(name="x", line=3, column=9),)
    assert problems == [f"3:24 error url-invalid invalid URL '{address}' in 'source.url'"]


@pytest.mark.parametrize(
    ("written", "alias"),
    [
        ("/2023/old/", "2023/old/"),
        ("old.html", "old.html"),
        ("/%D8%B6%D8%B1%D8%A8%D8%A9", "ضربة"),
        ("/ضربة/x", "ضربة/x"),
    ],
)
def test_an_alias_is_a_path_on_this_site(written: str, alias: str) -> None:
    article, problems = fields(f"aliases: {written}")
    assert (article.aliases, problems) == ((alias,), [])


@pytest.mark.parametrize(
    "written",
    [
        *("/", "../a", "a/../b", "a//b", "a/%2e%2e/b", "http://x.org/a", "//x.org/a", "a?b"),
        *("a\\b", "a/%00", "%FF", "./a", "a/" + "x" * 241),
    ],
)
def test_an_alias_cannot_lead_elsewhere(written: str) -> None:
    article, problems = fields(f"aliases: ['{written}']")
    assert article.aliases == ()
    assert [problem.split()[:3] for problem in problems] == [["3:11", "error", "alias-invalid"]]


def test_the_hint_for_an_unknown_status_lists_all_and_suggests_none() -> None:
    assert hints("title: T\nstatus: rumoured\nsource: AP") == [
        "write one of: occurred, announced, expected, alleged, disputed, denied"
    ]
    assert hints("title: T\nstatus: occured\nsource: AP") == hints("title: T\nstatus: rumoured")


def test_an_event_that_lists_itself_as_related_is_reported() -> None:
    article, problems = fields("related: [other, strike]")
    assert article.related == ("other",)
    assert problems == [
        "3:18 warning related-self 'related' contains this event's own key 'strike'"
    ]
